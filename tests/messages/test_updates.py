"""Are people told who is owed an update, and does each item turn into what became of it?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.facts import Owing, Placement, Shade, Stage
from bot.messages import asks, mornings, offer_buttons, updates, waivers
from bot.wordings import WORDINGS
from tests.messages.samples import MAYA, NOW, OUTCOMES, RITA, TOM, item, presses, settled, words

BEN = item("Ben Okoro", line=4, stage=Stage.OFFER)
DONE = settled("told")


@pytest.mark.parametrize(
    ("hours", "shade", "reads"),
    [
        pytest.param(30, Shade.GREEN, "Update due by 14:30 UTC on 28 Nov 2026", id="time enough"),
        pytest.param(30, Shade.AMBER, "Update due soon, by 14:30 UTC on 28 Nov 2026", id="amber is said in words"),
        pytest.param(9, Shade.AMBER, "Update due soon, by 17:30 UTC on 27 Nov 2026", id="due this evening"),
        pytest.param(-15, Shade.RED, "Update late since 17:30 UTC on 26 Nov 2026", id="red is said in words"),
        pytest.param(-15, Shade.AMBER, "Update late since 17:30 UTC on 26 Nov 2026", id="late whatever the shade"),
    ],
)
def test_an_open_item_says_how_late_it_is(hours, shade, reads):
    shown = words(updates.item(item(due_at=NOW + timedelta(hours=hours), shade=shade), NOW))
    assert reads in shown
    assert "Ana Silva · interview for Data Engineer" in shown
    assert "\nLast spoke at 08:30 UTC on 26 Nov 2026 (Call, spoke)" in shown
    assert f"with @{RITA}" in shown


def test_an_open_item_has_one_button_and_one_menu():
    _, row = updates.item(item(), NOW)
    log, menu = row["elements"]
    assert (log["text"]["text"], log["action_id"], log["value"]) == ("Log it", updates.LOG, "3")
    assert (menu["placeholder"]["text"], menu["action_id"]) == ("More", updates.MENU)
    values = [option["value"] for group in menu["option_groups"] for option in group["options"]]
    not_needed = [f"waive.{waiver}/3" for waiver in WORDINGS[Owing.UPDATES].waivers]
    assert values == ["told/3", "tomorrow/3", "next_week/3", "waiting/3", "ask/3", *not_needed]


@pytest.mark.parametrize(
    ("kinds", "first", "last", "count"),
    [
        ([Owing.UPDATES], "Not needed: told another way", "Not needed: the job is on hold", 4),
        ([Owing.OWNERSHIP, Owing.REPLIES], "Not needed: answered another way", "Not needed: they withdrew", 4),
        (
            [Owing.UPDATES, Owing.CHECK_INS],
            "Not needed, all of it: they withdrew",
            "Not needed, a check-in: events have overtaken it",
            7,
        ),
        (
            [Owing.LAST_WORDS, Owing.THANKS],
            "Not needed, all of it: they want no contact",
            "Not needed, a thank-you: there is nothing to thank for",
            7,
        ),
        (
            [Owing.UPDATES, Owing.LAST_WORDS],
            "Not needed, an update: told another way",
            "Not needed, the last word: they want no contact",
            8,
        ),
    ],
)
def test_of_several_things_the_menu_says_which_is_not_needed(kinds, first, last, count):
    one, *also = [item(kind=kind, line=place) for place, kind in enumerate(kinds, 3)]
    menu = updates.item(replace(one, also=tuple(also)), NOW)[1]["elements"][-1]
    (offered,) = [each["options"] for each in menu["option_groups"] if each["label"]["text"] == "Not needed"]
    said = [each["text"]["text"] for each in offered]
    assert (said[0], said[-1], len(set(said))) == (first, last, count)
    assert len({each["value"] for each in offered}) == count
    of_last = {each["value"].partition("/")[2] for each in offered if each["text"]["text"] == last}
    assert of_last == {str(2 + len(kinds))}


def test_of_every_two_things_what_is_not_needed_fits_into_a_menu():
    waivable = [kind for kind in Owing if WORDINGS[kind].waivers]
    every = item(kind=waivable[0], also=tuple(item(kind=kind) for kind in waivable[1:]))
    assert max(len(words) for words, _ in waivers.choices(every)) <= 75
    assert len(waivers.choices(every)) < 60


def test_what_is_not_needed_is_named():
    both = settled("waived", also=(settled("waived", kind=Owing.CHECK_INS),))
    assert "an update and a check-in about other offers are not needed: the job is on hold · by" in words(
        updates.item(both, NOW)
    )


PLACING = (Owing.AGREEMENTS, Owing.RESIGNATIONS)
PLACED = Placement(61, 1, 62, 63, NOW, RITA, 90)
DOES = {updates.LOG: "3", updates.MENU: None}
SEES = DOES | {offer_buttons.SHEET: "1"}
TERMS, FIRST_DAY = {offer_buttons.AGREEMENT: "63"}, {offer_buttons.PLACEMENT: "61"}


@pytest.mark.parametrize(
    ("kinds", "there", "done"),
    [
        pytest.param([Owing.UPDATES], DOES, ["told"], id="an update"),
        pytest.param([Owing.DECISIONS], SEES, [], id="a decision on ours"),
        pytest.param([Owing.RIVALS], SEES, [], id="another's deadline"),
        pytest.param([Owing.CHECK_INS], SEES, [], id="a check-in"),
        pytest.param([Owing.AGREEMENTS], DOES | TERMS, [], id="agreed terms"),
        pytest.param([Owing.RESIGNATIONS], DOES | FIRST_DAY, ["resigned", "signed"], id="a resignation"),
        pytest.param([*PLACING], DOES | TERMS | FIRST_DAY, ["resigned", "signed"], id="after a yes"),
        pytest.param(
            [Owing.RESIGNATIONS, Owing.UPDATES], DOES | FIRST_DAY, ["resigned", "signed", "told"], id="and an update"
        ),
        pytest.param([Owing.CHECK_INS, Owing.UPDATES], SEES, ["told"], id="a check-in and an update"),
    ],
)
def test_each_kind_is_settled_by_two_presses_at_most(kinds, there, done):
    first, *also = [item(kind=kind, placement=PLACED if kind in PLACING else None) for kind in kinds]
    is_done_with(first, also, there, done)


@pytest.mark.parametrize(
    ("known", "done", "says"),
    [
        ({"resigned_on": NOW.date()}, "signed", "resigned on Friday 27 November, papers not known to be signed"),
        ({"signed_on": NOW.date()}, "resigned", "not known to have resigned, papers signed on Friday 27 November"),
    ],
)
def test_after_a_yes_it_is_asked_what_is_not_known_yet(known, done, says):
    asked = item(kind=Owing.RESIGNATIONS, placement=replace(PLACED, **known))
    is_done_with(asked, [], DOES | FIRST_DAY, [done])
    assert says in words(updates.item(asked, NOW))


def test_what_was_agreed_and_not_written_down_leads_to_the_offers():
    is_done_with(item(kind=Owing.AGREEMENTS), [], SEES, [])


def is_done_with(first, also, there, done):
    row = updates.item(replace(first, also=tuple(also)), NOW)[1]["elements"]
    assert {each["action_id"]: each.get("value") for each in row} == there
    (offered,) = [each["options"] for each in row[-1]["option_groups"] if each["label"]["text"] == "Done"] or [[]]
    assert [each["value"] for each in offered] == [f"{each}/3" for each in done]


@pytest.mark.parametrize(
    ("outcome", "reads", "back"),
    [
        pytest.param(
            "logged", f"Ana Silva · :white_check_mark: Call, spoke · by @{TOM} at 08:30", False, id="a touch was logged"
        ),
        pytest.param("told", f"no news, and they were told · by @{TOM}", True, id="no news, told"),
        pytest.param("snoozed", "put off until 08:30 UTC on 30 Nov 2026 · by", True, id="put off"),
        pytest.param("waiting", "waiting until 08:30 UTC on 30 Nov 2026 · by", True, id="they wait"),
        pytest.param("accepted", f"taken on by @{MAYA} · at 08:30", False, id="a colleague takes it on"),
        pytest.param("declined", "a colleague could not take it on", False, id="a colleague declines"),
        pytest.param("waived", f"an update is not needed: the job is on hold · by @{TOM}", True, id="not needed"),
        pytest.param("moved", "their stage is now interview", False, id="the stage has changed"),
        pytest.param("extended", f"the deadline was moved · by @{TOM}", False, id="a deadline was moved"),
        pytest.param("expired", "ran out undecided", False, id="an offer ran out"),
        pytest.param("offers", f"their offers have changed since · by @{TOM}", False, id="offers have changed"),
        pytest.param("decided", f"written down · by @{TOM}", False, id="it is decided"),
        pytest.param("resigned", f":white_check_mark: they have resigned · by @{TOM}", False, id="they have resigned"),
        pytest.param("sent", f"sent to both sides · by @{TOM}", False, id="the terms were sent"),
        pytest.param("gone", "an update is no longer owed", False, id="owed no longer"),
    ],
)
def test_a_settled_item_says_what_became_of_it(outcome, reads, back):
    blocks = updates.item(settled(outcome), NOW)
    assert reads in words(blocks)
    assert presses(blocks) == ({updates.BACK: "3"} if back else {})


def test_until_a_colleague_accepts_the_item_stays_with_whoever_asked():
    blocks = updates.item(settled("asked"), NOW)
    assert f"asked @{MAYA} to update them · by @{TOM}" in words(blocks)
    assert presses(blocks) == {updates.LOG: "3", updates.BACK: "3"}


@pytest.mark.parametrize(
    ("more", "reads"),
    [
        pytest.param({"snoozes": 1}, "· put off once ·", id="once"),
        pytest.param({"snoozes": 2}, "· put off twice ·", id="twice"),
        pytest.param({"snoozes": 4}, "· put off 4 times ·", id="often"),
        pytest.param({"snoozes": 1, "waits_for": "on holiday"}, "· put off once: on holiday ·", id="with the reason"),
        pytest.param({"helper": TOM}, f"with @{RITA}, taken on by @{TOM}", id="a colleague has taken it on"),
    ],
)
def test_an_open_item_says_what_was_tried(more, reads):
    assert reads in words(updates.item(item(**more), NOW))


def test_a_waiting_item_says_why():
    shown = words(updates.item(settled("waiting", waits_for="on holiday"), NOW))
    assert "waiting until 08:30 UTC on 30 Nov 2026: on holiday · by" in shown


@pytest.mark.parametrize("outcome", [None, *OUTCOMES])
def test_a_retired_item_only_points_ahead(outcome):
    blocks = updates.item(replace(settled("told"), outcome=outcome, retired=True), NOW)
    assert words(blocks) == "Ana Silva: this item has moved to a newer message."
    assert presses(blocks) == {}


@pytest.mark.parametrize(
    ("items", "more", "late", "first"),
    [
        pytest.param(
            [item()], 0, False, "Good morning. 1 candidate is owed an update today: Ana Silva (interview).", id="one"
        ),
        pytest.param(
            [item(), BEN, DONE],
            0,
            False,
            "Good morning. 2 candidates are owed an update today: Ana Silva (interview) and Ben Okoro (offer).",
            id="two, and one is done",
        ),
        pytest.param(
            [item(), BEN],
            3,
            True,
            "5 candidates are owed an update today: Ana Silva (interview), Ben Okoro (offer) and 3 more.",
            id="more than fit",
        ),
        pytest.param(
            [DONE], 2, False, "Good morning. 2 candidates are owed an update today.", id="only those behind the button"
        ),
        pytest.param([DONE], 0, False, "Good morning. Everything in this message is seen to.", id="all is done"),
        pytest.param(
            [item(retired=True)], 0, False, "A newer message has taken the place of this one.", id="of another day"
        ),
    ],
)
def test_a_morning_begins_with_who_is_owed_an_update(items, more, late, first):
    message = mornings.morning(items, more, 4, NOW - timedelta(hours=2), NOW, late)
    lines = message.text.splitlines()
    assert lines[0] == first
    assert ("This message was due at" in message.text) == late
    assert all(owed.name in message.text.split("\n", 1)[1] for owed in items)
    assert presses(message.blocks[-1:]).get(updates.ALL) == ("4" if more else None)
    if more:
        assert message.blocks[-1]["elements"][0]["text"]["text"] == f"See all ({len(items) + more})"


@pytest.mark.parametrize(
    ("message", "first"),
    [
        pytest.param(
            mornings.escalated([item()], 4, NOW, NOW, False),
            "Overdue: Ana Silva (interview) has waited too long for an update.",
            id="one is overdue",
        ),
        pytest.param(
            mornings.escalated([item(), BEN], 4, NOW, NOW, False),
            "Overdue: Ana Silva (interview) and Ben Okoro (offer) have waited too long for an update.",
            id="two are overdue",
        ),
        pytest.param(
            mornings.escalated([DONE], 4, NOW, NOW, False),
            "Overdue updates: all of them are seen to.",
            id="all is done",
        ),
        pytest.param(
            mornings.put_off([item(snoozes=3)], 4, NOW, NOW, False),
            "Put off for the third time: the update to Ana Silva (interview).",
            id="put off thrice",
        ),
        pytest.param(
            mornings.put_off([item(snoozes=5)], 4, NOW, NOW, False),
            "Put off 5 times: the update to Ana Silva (interview).",
            id="put off more often",
        ),
        pytest.param(mornings.not_sent(1), "1 message was given up after many tries and never arrived.", id="given up"),
    ],
)
def test_a_manager_reads_first_what_it_is_about(message, first):
    assert message.text.splitlines()[0] == first


def test_a_second_colleague_reads_that_another_has_it():
    message = asks.asked(settled("accepted", colleague=TOM), RITA, "", NOW, colleague=MAYA)
    assert f"Nothing is left for you to do: taken on by @{TOM}." in words(message.blocks)
    assert presses(message.blocks) == {}


@pytest.mark.parametrize(
    ("outcome", "reads", "buttons"),
    [
        pytest.param(
            None, f"@{TOM} asks you to update Ana Silva.", {updates.ACCEPT: "3", updates.DECLINE: "3"}, id="asked"
        ),
        pytest.param("accepted", "You have taken it on.", {updates.LOG: "3"}, id="accepted"),
        pytest.param("declined", f"You have declined. It stays with @{RITA}.", {}, id="declined"),
        pytest.param(
            "logged", "Nothing is left for you to do: :white_check_mark: Call, spoke", {}, id="done by another"
        ),
        pytest.param(
            "withdrawn", f"@{TOM} has taken this back. Nothing is left for you to do.", {}, id="taken back by the asker"
        ),
    ],
)
def test_a_colleague_is_asked_and_sees_their_answer(outcome, reads, buttons):
    owed = settled(outcome) if outcome else item()
    message = asks.asked(owed, TOM, "Could you?", NOW)
    assert reads in words(message.blocks)
    assert "Could you?" in message.text
    assert presses(message.blocks) == buttons


@pytest.mark.parametrize(
    ("accepted", "reads", "buttons"),
    [
        pytest.param(True, f"@{TOM} will update Ana Silva.", {}, id="yes"),
        pytest.param(False, f"@{TOM} cannot update Ana Silva. It stays with @{RITA}.", {updates.LOG: "3"}, id="no"),
    ],
)
def test_the_asker_hears_the_answer(accepted, reads, buttons):
    message = asks.answered(item(), TOM, accepted)
    assert reads in words(message.blocks)
    assert presses(message.blocks) == buttons
