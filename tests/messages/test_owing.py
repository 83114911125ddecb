"""Does each kind of promise speak in its own words, alone and together?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot import owing_buttons, wordings
from bot.facts import Offer, OfferKind, Offers, OfferState, Owing, Passing, Risk, RiskReason, Shade, Stage, Waiver
from bot.messages import asks, mornings, promises, updates
from tests.messages.samples import NOW, RITA, TOM, item, last_word, presses, settled, touch, words

SOON, LATE = NOW + timedelta(hours=9), NOW - timedelta(hours=15)
REPLY, LAPSE = item(kind=Owing.REPLIES), item(kind=Owing.OWNERSHIP)
PROMISE = item(kind=Owing.PROMISED, promised_on=date(2026, 11, 27), due_at=NOW + timedelta(hours=15), shade=Shade.GREEN)


def test_every_kind_has_its_words_and_every_reason_is_said():
    assert set(wordings.WORDINGS) == set(Owing)
    assert {why for wording in wordings.WORDINGS.values() for why in wording.waivers} == set(Waiver)
    assert {len(wording.waivers) for wording in wordings.WORDINGS.values()} <= {0, 4}, "four reasons, or none at all"
    assert all(promises.waived(kind, why) for kind in Owing for why in Waiver)


@pytest.mark.parametrize(
    ("shown", "reads"),
    [
        pytest.param(REPLY, "Reply due soon, by 17:30 UTC on 27 Nov 2026", id="a reply"),
        pytest.param(item(kind=Owing.REPLIES, due_at=LATE), "Reply late since 17:30 UTC on 26 Nov 2026", id="late"),
        pytest.param(
            PROMISE, "Promise due soon, by 23:30 UTC on 27 Nov 2026 · promised for Friday 27 November", id="today"
        ),
        pytest.param(item(kind=Owing.PROMISED, due_at=LATE), "Promise broken at 17:30 UTC on 26 Nov", id="broken"),
        pytest.param(
            last_word(), "· Call first; if you cannot reach them, send the e-mail\nLast spoke", id="call first"
        ),
        pytest.param(
            last_word(phone=False),
            "· Call first (no phone number is on record); if you cannot reach them, send the e-mail\nLast",
            id="call, by which number?",
        ),
        pytest.param(last_word(mail=None), "· Call first; no e-mail address is on record\nLast", id="only a phone"),
        pytest.param(
            last_word(mail=None, phone=False),
            "· Call first, but neither an e-mail address nor a phone number is on record: add one by Contacts\nLast",
            id="no address at all",
        ),
        pytest.param(last_word(phone_first=False), "· An e-mail is enough\nLast", id="an e-mail"),
        pytest.param(
            last_word(phone_first=False, mail=None),
            "· A call is enough; no e-mail address is on record\nLast",
            id="a call instead of an e-mail",
        ),
        pytest.param(
            last_word(stage=Stage.WITHDRAWN, phone_first=False, mail=None, phone=False),
            "· Say goodbye and keep the door open; an e-mail is enough, but neither an e-mail address",
            id="a goodbye without an address",
        ),
        pytest.param(last_word(stage=Stage.DECLINED, phone_first=False), "· Thank them for their time;", id="thanks"),
        pytest.param(last_word(stage=Stage.WITHDRAWN, phone_first=False), "· Say goodbye", id="a goodbye"),
        pytest.param(item(reply_only=True), "do not contact: reply only", id="reply only"),
        pytest.param(
            item(kind=Owing.AGREEMENTS), "written them down yet: press Offers, and accept ours there", id="unwritten"
        ),
        pytest.param(
            item(also=(item(kind=Owing.REPLIES, due_at=LATE), last_word())),
            "\nAlso: reply late since 17:30 UTC on 26 Nov 2026 · and a last word\nLast spoke",
            id="together",
        ),
        pytest.param(
            item(also=(last_word(), item(kind=Owing.REPLIES, due_at=LATE), item(kind=Owing.PROMISED))),
            " · and a reply (late) and what was promised\nLast spoke",
            id="late among the others",
        ),
    ],
)
def test_an_item_says_what_is_owed_and_what_to_do(shown, reads):
    assert reads in words(updates.item(shown, NOW))


UNTIL = item(kind=Owing.OWNERSHIP, yours_until=date(2027, 2, 21), reader=RITA)
HELD = replace(UNTIL, held=touch())
GONE = settled(Passing.LAPSED, kind=Owing.OWNERSHIP, by="")


@pytest.mark.parametrize(
    ("shown", "reads"),
    [
        pytest.param(
            HELD,
            "Yours until Sunday 21 February: held by “Call, spoke” of 26 November 2026",
            id="held by a call",
        ),
        pytest.param(UNTIL, "Yours until Sunday 21 February: you have not spoken with them yet", id="held by nothing"),
        pytest.param(
            replace(UNTIL, reader=TOM),
            f"Owned until Sunday 21 February: their owner has not spoken with them yet · with @{RITA}",
            id="for the cover",
        ),
        pytest.param(GONE, "Ana Silva · lapsed: in the house pool since 27 November 2026", id="over"),
        pytest.param(replace(GONE, owner=TOM), f"Ana Silva · lapsed: with @{TOM} now", id="over, and given on"),
    ],
)
def test_an_ownership_that_ends_is_said_once_and_by_the_day(shown, reads):
    assert words(updates.item(shown, NOW)[:1]).splitlines()[-1].endswith(reads)


def test_an_ownership_that_ends_stands_beside_what_else_is_owed():
    both = words(updates.item(item(also=(HELD,)), NOW)[:1])
    assert "\nAlso: yours until Sunday 21 February: held by “Call, spoke” of 26 November 2026\n" in both


def test_what_has_lapsed_is_not_called_seen_to():
    first = mornings.morning([GONE], 0, 4, NOW, NOW, False).text.splitlines()[0]
    assert first == "Good morning. Nothing in this message is left to do."


@pytest.mark.parametrize(
    ("shown", "done"),
    [
        pytest.param(REPLY, ["told/3"], id="a reply"),
        pytest.param(last_word(), [], id="who is to be called is logged by the form"),
        pytest.param(last_word(phone_first=False), ["mailed/3"], id="an e-mail is enough"),
        pytest.param(item(also=(last_word(),)), [], id="no news is no last word"),
    ],
)
def test_the_menu_offers_only_what_would_settle_it(shown, done):
    menu = updates.item(shown, NOW)[1]["elements"][-1]
    offered = {group["label"]["text"]: [each["value"] for each in group["options"]] for group in menu["option_groups"]}
    assert offered.get("Done", []) == done
    assert len(offered["Not needed"]) == 4 * (1 + len(shown.also))


@pytest.mark.parametrize(
    ("shown", "is_there"),
    [
        pytest.param(last_word(), True, id="a last word"),
        pytest.param(item(also=(last_word(),)), True, id="beside an update"),
        pytest.param(last_word(mail=None), False, id="no address"),
        pytest.param(item(), False, id="an update"),
    ],
)
def test_the_e_mail_stands_where_a_last_word_is_owed(shown, is_there):
    assert (updates.MAIL in presses(updates.item(shown, NOW))) is is_there


def test_without_an_address_there_are_the_words_and_the_contacts():
    drawn = presses(updates.item(last_word(mail=None), NOW))
    assert (drawn[updates.WORDS], drawn[updates.CONTACTS]) == ("3", "1")
    assert not {updates.WORDS, updates.CONTACTS} & set(presses(updates.item(last_word(), NOW)))
    assert presses(owing_buttons.listed(last_word(mail=None), NOW))[updates.CONTACTS] == "1"
    assert updates.CONTACTS not in presses(owing_buttons.listed(last_word(), NOW))


@pytest.mark.parametrize(
    ("items", "first"),
    [
        pytest.param(
            [REPLY, item("Ben", line=4)],
            "Good morning. 2 candidates are waiting to hear from you today: Ana Silva (a reply) and Ben (interview).",
            id="not only updates",
        ),
        pytest.param(
            [item(also=(PROMISE,))],
            "Good morning. 1 candidate is waiting to hear from you today: Ana Silva (interview).",
            id="an update and more",
        ),
        pytest.param(
            [LAPSE, item("Ben", kind=Owing.OWNERSHIP, line=4)],
            "Good morning. 3 ownerships end soon: Ana Silva, Ben and 1 more.",
            id="lapses wait for nobody",
        ),
        pytest.param(
            [item("Ben", line=4), LAPSE],
            "Good morning. 1 candidate is owed an update today: Ben (interview); 2 ownerships end soon.",
            id="an update, and lapses",
        ),
        pytest.param(
            [item(kind=Owing.OWNERSHIP, also=(REPLY,))],
            "Good morning. 1 candidate is waiting to hear from you today: Ana Silva (a reply); 1 ownership ends soon.",
            id="a reply together with a lapse",
        ),
    ],
)
def test_a_morning_names_what_each_waits_for(items, first):
    lapsing = int(any(each.kind == Owing.OWNERSHIP for each in items))
    assert mornings.morning(items, 0, 4, NOW, NOW, False, lapsing=lapsing).text.splitlines()[0] == first


@pytest.mark.parametrize(
    ("message", "first"),
    [
        pytest.param(
            mornings.escalated([PROMISE], 4, NOW, NOW, False),
            "Overdue: Ana Silva (a promise) has waited",
            id="e",
        ),
        pytest.param(
            mornings.escalated([settled("told", kind=Owing.REPLIES)], 4, NOW, NOW, False),
            "Overdue: all of them are seen to.",
            id="done",
        ),
        pytest.param(
            mornings.put_off([last_word(snoozes=3)], 4, NOW, NOW, False),
            "Put off for the third time: the last word to Ana Silva (rejected).",
            id="put off",
        ),
        pytest.param(asks.asked(REPLY, RITA, "", NOW), f"<@{RITA}> asks you to reply to Ana Silva.", id="asked"),
        pytest.param(asks.answered(last_word(), TOM, True), f"<@{TOM}> will give the last word to ", id="yes"),
    ],
)
def test_others_read_first_what_it_is_about(message, first):
    assert message.text.splitlines()[0].startswith(first)


ACME = Offer(4, 1, OfferKind.RIVAL, OfferState.OPEN, RITA, NOW, company="Acme", decide_by=SOON)
CHECK_IN = item(kind=Owing.CHECK_INS, since=NOW)


@pytest.mark.parametrize(
    ("more", "reads"),
    [
        pytest.param(
            {}, "Ask about other offers soon, by 17:30 UTC on 27 Nov 2026 · not asked yet\n", id="never asked"
        ),
        pytest.param({"due_at": LATE}, "Check-in about other offers late since 17:30 UTC on 26 Nov 2026", id="late"),
        pytest.param({"offers_asked_at": LATE}, "· last asked at 17:30 UTC on 26 Nov 2026\n", id="asked before"),
        pytest.param({"attempted_at": SOON}, "· not asked yet, tried in vain at 17:30 UTC on 27 Nov", id="tried since"),
        pytest.param({"attempted_at": LATE}, "· not asked yet\nLast spoke", id="tried before it counted"),
        pytest.param(
            {"offers": (ACME,)}, "· Acme: open, to be decided by 17:30 UTC on 27 Nov 2026\n", id="a rival is known"
        ),
        pytest.param(
            {"offers": (ACME, replace(ACME, id=5, company="Globex"))}, "on 27 Nov 2026 · and 1 more\n", id="two rivals"
        ),
        pytest.param(
            {"risk": Risk((RiskReason.QUIET,))}, "At risk: nobody has spoken with them for too long", id="at risk"
        ),
        pytest.param({"reply_only": True}, "do not contact: reply only", id="do not contact"),
    ],
)
def test_a_check_in_says_when_they_were_last_asked_and_of_whom_we_know(more, reads):
    assert reads in words(updates.item(replace(CHECK_IN, **more), NOW))


def test_a_rival_is_named_once_where_its_deadline_stands_in_the_same_item():
    deadline = item(kind=Owing.RIVALS, deadlines=(ACME,))
    both = replace(deadline, also=(replace(CHECK_IN, offers=(ACME,)),))
    assert words(updates.item(both, NOW)).count("Acme") == 1
    assert words(updates.item(replace(CHECK_IN, offers=(ACME,), also=(deadline,)), NOW)).count("Acme") == 1


def test_a_check_in_is_settled_by_what_they_said():
    done = replace(settled("logged"), kind=Owing.CHECK_INS, touch=touch(offers=Offers.NONE))
    assert "Call, spoke, nothing new about other offers · by" in words(updates.item(done, NOW))
