"""Which of two records is kept, and what of each wins?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.facts import Contact, Ownership, Record, Share, Stage, Submission, Why
from bot.rules import merging

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def record(id=1, name="Ana Silva", **more):
    return replace(Record(id, name, NOW), **more)


def submission(stage, id=5, job=9, at=NOW):
    return Submission(id, 1, job, "Data Engineer", "U0RITA", stage, at)


@pytest.mark.parametrize(
    ("kept", "gone", "won", "why"),
    [
        pytest.param("Ana Silva", "Ana Silva", "Ana Silva", Why.SAME, id="the same"),
        pytest.param("Ana Silva", "Ána Sílva", "Ána Sílva", Why.ACCENTED, id="with accents"),
        pytest.param("Ána Sílva", "Ana Silva", "Ána Sílva", Why.ACCENTED, id="with accents, already"),
        pytest.param("Jurgen Grob", "Jürgen Groß", "Jürgen Groß", Why.LONGER, id="a letter that is two"),
        pytest.param("Soren Lund", "Søren Lund", "Søren Lund", Why.ACCENTED, id="a stroke"),
        pytest.param("Ana Silva", "Ana Maria Silva", "Ana Maria Silva", Why.LONGER, id="a name more"),
        pytest.param("Ána", "Ana Silva", "Ana Silva", Why.LONGER, id="a name more is more than an accent"),
        pytest.param("A. Silva", "Ana Silva", "Ana Silva", Why.LONGER, id="an initial"),
        pytest.param("ANA SILVA", "Ana Silva", "Ana Silva", Why.CAPITALS, id="shouted"),
        pytest.param("ana silva", "Ana Silva", "Ana Silva", Why.CAPITALS, id="whispered"),
        pytest.param("Silva Ana", "Ana Silva", "Silva Ana", Why.SAME, id="swapped: as it stands"),
        pytest.param("王小明", "王小明", "王小明", Why.SAME, id="without capitals"),
    ],
)
def test_the_name_that_says_more_wins(kept, gone, won, why):
    assert merging.better_name(kept, gone) == (won, why)


@pytest.mark.parametrize(
    ("one", "other", "stays", "why"),
    [
        pytest.param((Stage.SCREENING, NOW), (Stage.INTERVIEW, NOW), "other", Why.FURTHER, id="further"),
        pytest.param((Stage.PLACED, NOW), (Stage.OFFER, NOW), "one", Why.FURTHER, id="placed is furthest"),
        pytest.param((Stage.REJECTED, NOW), (Stage.SOURCED, NOW - DAY), "other", Why.OPEN, id="an open one wins"),
        pytest.param((Stage.SOURCED, NOW), (Stage.FELL_THROUGH, NOW), "one", Why.OPEN, id="whichever comes first"),
        pytest.param((Stage.OFFER, NOW), (Stage.OFFER, NOW - DAY), "other", Why.EARLIER, id="there for longer"),
        pytest.param((Stage.OFFER, NOW), (Stage.OFFER, NOW), "one", Why.EARLIER, id="as it stands"),
        pytest.param((Stage.REJECTED, NOW), (Stage.WITHDRAWN, NOW - DAY), "other", Why.EARLIER, id="both ended"),
    ],
)
def test_of_two_submissions_for_one_job_the_further_stays(one, other, stays, why):
    first, second = submission(one[0], 5, at=one[1]), submission(other[0], 6, at=other[1])
    joined = merging.further(first, second)
    assert (joined.stays is first, joined.falls is second) == (stays == "one", stays == "one")
    assert joined.why is why


@pytest.mark.parametrize(
    ("one", "other", "kept", "why"),
    [
        pytest.param({"touches": 3}, {"touches": 1}, 1, Why.FULLER, id="more touches"),
        pytest.param({}, {"contacts": (Contact("phone", "1", "1"),)}, 2, Why.FULLER, id="an address more"),
        pytest.param({"added_at": NOW - DAY}, {}, 1, Why.OLDER, id="as full: the older"),
        pytest.param({}, {"added_at": NOW - DAY}, 2, Why.OLDER, id="as full: the older, the other way"),
        pytest.param({}, {}, 1, Why.OLDER, id="all the same"),
    ],
)
def test_the_fuller_record_is_proposed_to_be_kept(one, other, kept, why):
    first, second = record(1, **one), record(2, **other)
    for pair in ((first, second), (second, first)):
        chosen, reason = merging.fuller(*pair)
        assert (chosen.candidate, reason) == (kept, why)


@pytest.mark.parametrize(
    ("kept", "gone", "stands"),
    [
        ((None, None), (None, None), (None, None)),
        (("warm", None), ("placed", "asked"), ("warm", "asked")),
        ((None, "rude"), ("placed", None), ("placed", "rude")),
        ((None, "rude"), (None, "asked"), (None, "rude; asked")),
        ((None, "rude"), (None, "rude"), (None, "rude")),
        ((None, ""), (None, None), (None, "")),
    ],
)
def test_a_mark_of_either_stays(kept, gone, stands):
    one, other = (record(1 + at, segment=each[0], do_not_contact=each[1]) for at, each in enumerate((kept, gone)))
    union = merging.union(one, other)
    assert (union.segment, union.do_not_contact) == stands


def test_only_submissions_for_the_same_job_are_joined():
    kept = record(1, submissions=(submission(Stage.OFFER, 5, 9), submission(Stage.OFFER, 6, 10)))
    gone = record(2, "Ána Silva", submissions=(submission(Stage.ACCEPTED, 7, 9), submission(Stage.OFFER, 8, 11)))
    union = merging.union(kept, gone)
    assert (union.kept, union.gone, union.name) == (1, 2, "Ána Silva")
    assert [(each.stays.id, each.falls.id) for each in union.joined] == [(7, 5)]


def own(owner, days=0, **more):
    return Ownership(owner, NOW - days * DAY, **more)


HELD = {"held_at": NOW, "held_by": 7}


@pytest.mark.parametrize(
    ("kept", "gone", "owned", "loses"),
    [
        pytest.param(own("U0RITA", 9), own("U0TOM", 2), own("U0RITA", 9), "U0TOM", id="the kept one's, for longer"),
        pytest.param(own("U0TOM", 2), own("U0RITA", 9), own("U0RITA", 9), "U0TOM", id="the other one's, for longer"),
        pytest.param(own("U0TOM"), own("U0RITA"), own("U0TOM"), "U0RITA", id="both at once: as it stands"),
        pytest.param(own("U0TOM"), own(None, 9), own("U0TOM"), None, id="the other one is in the house pool"),
        pytest.param(own(None), own("U0TOM"), own("U0TOM"), None, id="the kept one is in the house pool"),
        pytest.param(own(None, 1), own(None, 9), own(None, 1), None, id="both are"),
        pytest.param(own("U0TOM", 3), own("U0TOM", 9), own("U0TOM", 9), None, id="both are one person's"),
        pytest.param(
            own("U0TOM", 3, **HELD), own("U0TOM", 9, held_at=NOW - DAY), own("U0TOM", 9, **HELD), None, id="later word"
        ),
        pytest.param(
            own("U0TOM", 9, held_until=NOW),
            own("U0TOM", 3, held_until=NOW + DAY),
            own("U0TOM", 9, held_until=NOW + DAY),
            None,
            id="the longer time that was granted",
        ),
        pytest.param(
            own("U0RITA", 9, credit=(Share("U0RITA", 60), Share("U0MAYA", 40))),
            own("U0TOM", 2, credit=(Share("U0TOM", 50), Share("U0MAYA", 50))),
            own("U0RITA", 9, credit=(Share("U0RITA", 60), Share("U0MAYA", 40))),
            "U0TOM",
            id="the credit of who stays",
        ),
    ],
)
def test_who_has_owned_either_for_longer_owns_the_one(kept, gone, owned, loses):
    one = merging.union(record(ownership=kept), record(2, ownership=gone))
    assert (one.ownership or kept, one.loses) == (owned, loses)
    assert (one.ownership is None) == (owned == kept)
