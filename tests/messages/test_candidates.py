"""Does the card say all one needs before a call, and are two of one name told apart?"""

from datetime import date, timedelta

import pytest

from bot.facts import Candidate, Card, Contact, Stage, Waiver
from bot.messages import candidates
from tests.messages.samples import NOW, RITA, TOM, card, found, owed, presses, submission, touch, words

ANA = Candidate(1, "Ana Silva")
PHONE = Contact("phone", "+351912345678", "912 345 678")
NEW = Card(ANA, (), (), (), None, None, None, ())


def full(**more):
    """A card of Ana with everything on it."""
    last = touch("Prefers mornings", promised_on=date(2026, 12, 4))
    contacts = (
        Contact("email", "ana@example.com", "ana@example.com"),
        Contact("phone", "+351912345678", "912 345 678"),
    )
    whole = Card(ANA, contacts, (submission(),), (last, touch("", id=8)), last, last, last, (owed(**more),))
    return candidates.card(whole, NOW)


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
        pytest.param({"waived": Waiver.WITHDREW}, "Update not needed: they withdrew", id="waived"),
    ],
)
def test_the_card_says_what_is_owed_now(more, reads):
    assert reads in words(full(**more).blocks)


def test_a_new_candidate_has_a_card_as_well():
    message = candidates.card(NEW, NOW)
    assert message.text.splitlines()[0] == "Ana Silva · Nobody has spoken with them yet · Nothing is owed now"
    assert presses(message.blocks) == {"candidate_log": "1", "candidate_submit": "1"}


def test_only_addresses_become_links():
    links = candidates.card(card(), NOW).blocks[1]["elements"][0]["elements"]
    assert [element["type"] for element in links] == ["link", "text", "text"]
    assert links[0]["url"] == "mailto:ana@example.com"


def test_a_card_has_its_three_buttons():
    assert presses(full().blocks) == {"candidate_log": "1", "candidate_move": "1", "candidate_submit": "1"}


@pytest.mark.parametrize(
    ("message", "first", "buttons"),
    [
        pytest.param(
            candidates.added(ANA, submission(), PHONE),
            "Ana Silva is added · interview for Data Engineer · 912 345 678",
            {"candidate_log": "1", "candidate_move": "1", "candidate_submit": "1"},
            id="added with a job",
        ),
        pytest.param(
            candidates.added(ANA),
            "Ana Silva is added",
            {"candidate_log": "1", "candidate_submit": "1"},
            id="added bare",
        ),
        pytest.param(
            candidates.moved(ANA, submission(stage=Stage.FELL_THROUGH), Stage.ACCEPTED),
            "Ana Silva moved from accepted to fell through for Data Engineer.",
            {"candidate_log": "1", "candidate_move": "1", "candidate_submit": "1"},
            id="moved",
        ),
        pytest.param(candidates.nobody("ana", 2), "I know nobody called “ana”.", {"candidate_add": "2"}, id="nobody"),
        pytest.param(
            candidates.which("ana", [found(), found("Ana Sousa", id=2, recruiter="Tom")]),
            "Which “ana” do you mean?",
            {"candidate_open_1": "1", "candidate_open_2": "2"},
            id="two of that name",
        ),
        pytest.param(candidates.usage(), "Find or add a candidate:", {}, id="usage"),
    ],
)
def test_an_answer_says_what_happened_and_what_to_do_next(message, first, buttons):
    assert message.text.splitlines()[0] == first
    assert presses(message.blocks) == buttons


def test_an_end_asks_for_a_last_word():
    assert "They should hear it from us" in candidates.moved(ANA, submission(stage=Stage.REJECTED), Stage.OFFER).text
    assert (
        "They should hear it from us" not in candidates.moved(ANA, submission(stage=Stage.OFFER), Stage.INTERVIEW).text
    )


def test_credit_shows_on_the_card():
    last = touch(credit=TOM)
    assert f"with @{TOM} (Call, spoke)" in words(
        candidates.card(Card(ANA, (), (), (last,), last, None, None, ()), NOW).blocks
    )
