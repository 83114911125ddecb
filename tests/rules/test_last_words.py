"""Who is owed a last word, by whom, how, and until when?"""

import pytest

from bot.facts import Stage
from bot.rules import last_words
from tests.rules.owing import MONDAY, PEOPLE, POLICY, put, standing, utc

BEFORE, AFTER = utc("20T10:00"), utc("24T10:00")
LATE = put(Stage.REJECTED, came_from=Stage.INTERVIEW)
EARLY = put(Stage.REJECTED, came_from=Stage.SUBMITTED)


def due_of(*submissions, **more):
    return [(one.whom, one.at) for one in last_words.last_words_due(standing(*submissions, **more), PEOPLE, POLICY)]


@pytest.mark.parametrize(
    ("submission", "due"),
    [
        pytest.param(LATE, ("RITA", "24T18:00"), id="rejected: a working day"),
        pytest.param(put(Stage.WITHDRAWN, came_from=Stage.SCREENING), ("RITA", "24T18:00"), id="withdrawn: a goodbye"),
        pytest.param(put(Stage.DECLINED, came_from=Stage.OFFER), ("RITA", "24T18:00"), id="declined: thanks"),
        pytest.param(put(Stage.FELL_THROUGH, came_from=Stage.PLACED), ("RITA", "24T18:00"), id="fallen through"),
        pytest.param(put(Stage.REJECTED, utc("27T10:00"), "TOM", came_from=Stage.OFFER), ("TOM", "30T17:00"), id="Tom"),
        pytest.param(put(Stage.REJECTED), None, id="who began at an end, as in a list brought in"),
        pytest.param(put(Stage.INTERVIEW, came_from=Stage.SUBMITTED), None, id="no end"),
        pytest.param(put(Stage.PLACED, came_from=Stage.ACCEPTED), None, id="placed"),
    ],
)
def test_an_end_owes_a_word_within_a_working_day(submission, due):
    assert due_of(submission) == ([(due[0], utc(due[1]))] if due else [])


@pytest.mark.parametrize(
    ("submission", "moments", "is_owed", "phone_first"),
    [
        pytest.param(EARLY, {}, True, False, id="early: an e-mail is enough"),
        pytest.param(EARLY, {"updated_at": AFTER}, False, False, id="early: told"),
        pytest.param(EARLY, {"updated_at": BEFORE}, True, False, id="told before the end: they do not know"),
        pytest.param(EARLY, {"updated_at": MONDAY}, False, False, id="told in the touch that ended it"),
        pytest.param(EARLY, {"answered_at": AFTER, "spoke_at": AFTER}, True, False, id="spoken to, and not told"),
        pytest.param(LATE, {}, True, True, id="late: call first"),
        pytest.param(LATE, {"updated_at": AFTER, "answered_at": AFTER}, True, True, id="late: an e-mail alone"),
        pytest.param(LATE, {"tried_at": AFTER}, True, False, id="late: tried, now the e-mail"),
        pytest.param(LATE, {"tried_at": BEFORE, "updated_at": AFTER}, True, True, id="late: tried before the end"),
        pytest.param(LATE, {"tried_at": AFTER, "updated_at": AFTER}, False, False, id="late: tried and written to"),
        pytest.param(LATE, {"spoke_at": AFTER, "updated_at": AFTER}, False, False, id="late: told when they spoke"),
        pytest.param(
            put(Stage.FELL_THROUGH, came_from=Stage.ACCEPTED), {"updated_at": AFTER}, True, True, id="fallen through"
        ),
        pytest.param(put(Stage.DECLINED, came_from=Stage.OFFER), {}, True, False, id="declined: an e-mail is enough"),
        pytest.param(
            put(Stage.DECLINED, came_from=Stage.OFFER), {"answered_at": AFTER}, False, False, id="declined: thanked"
        ),
        pytest.param(
            put(Stage.WITHDRAWN, came_from=Stage.INTERVIEW),
            {"spoke_at": AFTER},
            True,
            False,
            id="withdrew: not answered",
        ),
    ],
)
def test_from_the_interview_on_they_are_called_first(submission, moments, is_owed, phone_first):
    them = standing(submission, **moments)
    assert (last_words.is_owed(submission, them), last_words.phone_first(submission, them)) == (is_owed, phone_first)


def test_of_two_ends_the_oldest_that_is_owed_counts_for_each_recruiter():
    ends = [
        put(Stage.REJECTED, utc("24T10:00"), id=2, came_from=Stage.SUBMITTED),
        put(Stage.REJECTED, utc("23T10:00"), id=1, came_from=Stage.SUBMITTED),
        put(Stage.REJECTED, utc("24T10:00"), "TOM", 3, came_from=Stage.SUBMITTED),
    ]
    assert due_of(*ends) == [("RITA", utc("24T18:00")), ("TOM", utc("25T17:00"))]
    assert due_of(*ends, updated_at=utc("23T12:00")) == [("RITA", utc("25T18:00")), ("TOM", utc("25T17:00"))]
