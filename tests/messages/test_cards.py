"""Does the card say all one needs before a call?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.facts import About, Candidate, Card, Contact, DoNotContact, Kept, Marks, Note, Position, Segment, Tag, Waiver
from bot.messages import cards
from tests.messages.samples import NOW, RITA, TOM, card, found, owed, presses, submission, touch, words

ANA = Candidate(1, "Ana Silva")
NEW = Card(ANA, (), (), (), None, None, None, ())


def full(**more):
    """A card of Ana with everything on it."""
    last = touch("Prefers mornings", promised_on=date(2026, 12, 4))
    contacts = (
        Contact("email", "ana@example.com", "ana@example.com"),
        Contact("phone", "+351912345678", "912 345 678"),
    )
    whole = Card(ANA, contacts, (submission(),), (last, touch("", id=8)), last, last, last, (owed(**more),))
    return cards.card(whole, NOW)


def test_the_first_line_is_what_one_needs_on_the_phone():
    assert full().text.splitlines()[0] == (
        "Ana Silva · interview for Data Engineer · "
        "Last spoke at <!date^1795681800^{time} {date_short_pretty}|08:30 UTC on 26 Nov 2026> with <@U0RITA> "
        "(Call, spoke) · "
        "Update due soon, by <!date^1795800600^{time} {date_short_pretty}|17:30 UTC on 27 Nov 2026> · owed by <@U0RITA>"
    )


@pytest.mark.parametrize(
    "reads",
    [
        "ana@example.com · 912 345 678",
        f"interview for Data Engineer, for 3 days · with @{RITA}",
        f"Last spoke at 08:30 UTC on 26 Nov 2026 with @{RITA} (Call, spoke)",
        f"Told where they stand at 08:30 UTC on 26 Nov 2026 by @{RITA}",
        f"Promised to be back by Friday 4 December, said by @{RITA} at 08:30 UTC on 26 Nov 2026",
        "Prefers mornings",
    ],
)
def test_the_card_says_what_was_said_and_promised(reads):
    assert reads in words(full().blocks)


@pytest.mark.parametrize(
    ("more", "reads"),
    [
        pytest.param({}, "Update due soon, by 17:30", id="due today"),
        pytest.param({"due_at": NOW + timedelta(days=2)}, "Update due soon, by 08:30", id="amber"),
        pytest.param(
            {"due_at": NOW + timedelta(days=2), "nudge_at": NOW + timedelta(days=1)}, "Update due by 08:30", id="green"
        ),
        pytest.param({"due_at": NOW - timedelta(days=1)}, "Update late since 08:30", id="late"),
        pytest.param({"snoozed_until": NOW + timedelta(days=1)}, "put off until 08:30 UTC on 28 Nov", id="put off"),
        pytest.param(
            {"snoozed_until": NOW + timedelta(days=1), "waits_for": "client on holiday"},
            "waiting until 08:30 UTC on 28 Nov 2026: client on holiday",
            id="waiting",
        ),
        pytest.param({"waits_for": "client on holiday"}, "waited: client on holiday", id="has waited"),
        pytest.param({"heard_by": TOM}, f"owed by @{RITA}, taken on by @{TOM}", id="a colleague has taken it on"),
        pytest.param({"waived": Waiver.WITHDREW}, "An update is not needed: they withdrew", id="waived"),
    ],
)
def test_the_card_says_what_is_owed_now(more, reads):
    assert reads in words(full(**more).blocks)


def test_a_new_candidate_has_a_card_as_well():
    message = cards.card(NEW, NOW)
    assert message.text.splitlines()[0] == "Ana Silva · Nobody has spoken with them yet · Nothing is owed now"
    assert presses(message.blocks) == {"candidate_log": "1", "candidate_submit": "1"}


def test_only_addresses_become_links():
    links = cards.card(card(), NOW).blocks[1]["elements"][0]["elements"]
    assert [element["type"] for element in links] == ["link", "text", "text"]
    assert links[0]["url"] == "mailto:ana@example.com"


def test_a_card_has_its_three_buttons():
    assert presses(full().blocks) == {"candidate_log": "1", "candidate_move": "1", "candidate_submit": "1"}


def test_credit_shows_on_the_card():
    last = touch(credit=TOM)
    assert f"with @{TOM} (Call, spoke)" in words(
        cards.card(Card(ANA, (), (), (last,), last, None, None, ()), NOW).blocks
    )


FORBIDDEN = Marks(Segment.SILVER_MEDALLIST, DoNotContact("asked us to stop", TOM, NOW))


@pytest.mark.parametrize(
    ("more", "reads"),
    [
        pytest.param({"marks": Marks(Segment.SILVER_MEDALLIST)}, "Silver medallist", id="a segment"),
        pytest.param(
            {"marks": Marks(Segment.WARM), "tags": (Tag(1, "Kotlin"), Tag(2, "Lisbon"))},
            "Warm · Kotlin, Lisbon",
            id="a segment and tags",
        ),
        pytest.param(
            {"tags": tuple(Tag(number, f"T{number}") for number in range(14))}, "T10, T11 and 2 more", id="many tags"
        ),
        pytest.param({"positions": (Position(1, "Northwind", "CTO"),)}, "CTO at Northwind", id="a position"),
        pytest.param({"positions": (Position(1, "Northwind", ""),)}, "Contact at Northwind", id="no position"),
        pytest.param(
            {"marks": FORBIDDEN},
            f":no_entry: Do not contact: asked us to stop (@{TOM} at 08:30 UTC on 27 Nov 2026)",
            id="do not contact",
        ),
        pytest.param(
            {"notes": {About.WORRIES: Note(About.WORRIES, "the\ncommute", 7, NOW, RITA)}},
            "Worries: the commute",
            id="what was learned",
        ),
        pytest.param(
            {"twins": (found("Ana Silva", id=2),)},
            "May be the same person as Ana Silva · interview for Data Engineer · Rita Reis",
            id="a twin",
        ),
    ],
)
def test_the_card_says_where_they_belong_and_what_moves_them(more, reads):
    message = cards.card(replace(NEW, **more), NOW)
    assert reads in words(message.blocks)
    assert reads.replace(":no_entry: ", "").split(" (")[0] in message.text


def test_who_is_not_to_be_contacted_is_the_first_thing_one_reads():
    message = cards.card(replace(NEW, marks=FORBIDDEN), NOW)
    assert message.text.startswith("Ana Silva · Do not contact: asked us to stop")
    assert "Do not contact" in words(message.blocks[:2])


def test_pay_is_said_to_be_on_record_without_its_figure():
    notes = {About.PAY_EXPECTED: Note(About.PAY_EXPECTED, "120k", 7, NOW, RITA)}
    message = cards.card(replace(NEW, notes=notes), NOW)
    assert "Pay expected is on record: the time line shows it to you" in words(message.blocks)
    assert "120k" not in message.text + str(message.blocks)


@pytest.mark.parametrize(
    ("kept_at", "kept", "reads"),
    [
        pytest.param(None, Kept.OPEN, "UTC on 26 Nov 2026\n", id="open"),
        pytest.param(None, Kept.BROKEN, "UTC on 26 Nov 2026 · :red_circle: not kept", id="broken"),
        pytest.param(NOW, Kept.IN_TIME, "UTC on 26 Nov 2026 · kept at 08:30 UTC on 27 Nov 2026", id="kept"),
        pytest.param(NOW, Kept.LATE, "UTC on 26 Nov 2026 · kept late, at 08:30 UTC on 27 Nov 2026", id="late"),
    ],
)
def test_the_card_says_what_became_of_the_last_promise(kept_at, kept, reads):
    last = touch(promised_on=date(2026, 12, 4), kept_at=kept_at)
    lines = [
        words([part])
        for part in cards.card(replace(NEW, promised=last), NOW, kept=kept).blocks[1]["elements"][0]["elements"]
    ]
    assert any(
        f"{line}\n".find(reads) >= 0 and line.startswith("Promised to be back by Friday 4 December") for line in lines
    )


def test_the_fullest_card_stays_within_one_message():
    notes = {about: Note(about, "x" * 900, 7, NOW, RITA) for about in About}
    twins = (found("Ana Silva", id=2), found("Ana Silva", id=3))
    many = tuple(submission(f"Job {number}", id=number) for number in range(20))
    full = replace(
        card("x" * 400), notes=notes, twins=twins, submissions=many, marks=FORBIDDEN, tags=(Tag(1, "x" * 60),) * 40
    )
    message = cards.card(full, NOW, {7, 8})
    assert len(message.blocks) <= 20
    assert presses(message.blocks)["candidate_same"] == "1"


@pytest.mark.parametrize(
    ("changeable", "offered"),
    [
        pytest.param({7, 8}, ["7"], id="the newest of two"),
        pytest.param({8}, ["8"], id="the newest that is one’s own"),
        pytest.param(set(), [], id="none"),
    ],
)
def test_undo_and_edit_stand_at_one_touch_alone_since_the_time_line_has_the_others(changeable, offered):
    blocks = cards.card(card(), NOW, changeable).blocks
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    assert [each["value"] for row in rows for each in row if each["action_id"] == "touch_undo"] == offered
