"""Who goes where when a job is closed, and who is to be told, in which order?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import Refused
from bot.facts import Closing, Job, PutForward, Stage, Submission
from bot.rules import jobs

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
CLOSED = Job(9, "Engineer", closed_by="U0RITA", closed_at=NOW, closed_for=Closing.CANCELLED)
OPEN = Job(9, "Engineer")
ON_HOLD = Job(9, "Engineer", closed_by="U0RITA", closed_at=NOW, closed_for=Closing.ON_HOLD)


def forward(id, stage, came_from=None, at=NOW, told_at=None):
    """Somebody put forward for the job."""
    return PutForward(Submission(id, id, 9, "Engineer", "U0RITA", stage, at, came_from), f"Person {id}", told_at)


def thanked(stage):
    """Somebody whom we have written to since it ended, though not to say where they stand."""
    return replace(forward(1, stage, Stage.OFFER), answered_at=NOW + HOUR)


EVERYBODY = [forward(id, stage) for id, stage in enumerate(Stage, start=1)]
SOURCED, SCREENING, SUBMITTED, INTERVIEW, OFFER, ACCEPTED, PLACED = (each.submission.id for each in EVERYBODY[:7])
LOST = EVERYBODY[7].submission.id
REJECTED_TO_OFFER = dict.fromkeys((SOURCED, SCREENING, SUBMITTED, INTERVIEW, OFFER), Stage.REJECTED)


@pytest.mark.parametrize(
    ("why", "filled_by", "moves"),
    [
        pytest.param(
            Closing.CANCELLED, None, REJECTED_TO_OFFER | {ACCEPTED: Stage.FELL_THROUGH}, id="whoever is placed stays"
        ),
        pytest.param(
            Closing.FILLED_ELSEWHERE, None, REJECTED_TO_OFFER | {ACCEPTED: Stage.FELL_THROUGH}, id="somebody else's"
        ),
        pytest.param(Closing.FILLED, ACCEPTED, REJECTED_TO_OFFER | {ACCEPTED: Stage.PLACED}, id="accepted before"),
        pytest.param(
            Closing.FILLED,
            OFFER,
            REJECTED_TO_OFFER | {OFFER: Stage.ACCEPTED, ACCEPTED: Stage.FELL_THROUGH},
            id="at offer: they have accepted",
        ),
        pytest.param(
            Closing.FILLED, PLACED, REJECTED_TO_OFFER | {ACCEPTED: Stage.FELL_THROUGH}, id="placed already, and stays"
        ),
        pytest.param(Closing.ON_HOLD, None, {}, id="on hold nobody moves"),
    ],
)
def test_everybody_is_moved_to_where_they_belong(why, filled_by, moves):
    assert {submission.id: stage for submission, stage in jobs.closing(EVERYBODY, why, filled_by)} == moves


@pytest.mark.parametrize(
    ("why", "filled_by", "reads"),
    [
        pytest.param(Closing.FILLED, None, "Choose who fills the job", id="by whom?"),
        pytest.param(Closing.FILLED, 99, "Choose who fills the job", id="by nobody of this job"),
        pytest.param(Closing.FILLED, LOST, "Choose who fills the job", id="by whoever was lost meanwhile"),
        pytest.param(Closing.CANCELLED, OFFER, "Leave this empty", id="cancelled, and filled?"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(why, filled_by, reads):
    with pytest.raises(Refused, match=reads) as refused:
        jobs.closing(EVERYBODY, why, filled_by)
    assert refused.value.field == "filled_by"


def test_late_stages_come_first_then_who_waits_longest_and_the_lost_last():
    people = [
        forward(1, Stage.SOURCED),
        forward(2, Stage.OFFER, at=NOW),
        forward(3, Stage.OFFER, at=NOW - HOUR),
        forward(4, Stage.REJECTED, Stage.SCREENING),
        forward(5, Stage.REJECTED, Stage.INTERVIEW),
        forward(6, Stage.PLACED),
        forward(7, Stage.REJECTED),
    ]
    assert [each.submission.id for each in jobs.late_first(people)] == [6, 3, 2, 1, 5, 4, 7]


@pytest.mark.parametrize(
    ("job", "somebody", "waits"),
    [
        pytest.param(CLOSED, forward(1, Stage.REJECTED, Stage.OFFER), True, id="never told"),
        pytest.param(CLOSED, forward(1, Stage.REJECTED, Stage.OFFER, told_at=NOW - HOUR), True, id="told before"),
        pytest.param(CLOSED, forward(1, Stage.REJECTED, Stage.OFFER, told_at=NOW), False, id="told since"),
        pytest.param(CLOSED, forward(1, Stage.REJECTED), False, id="began at an end, as in a list brought in"),
        pytest.param(CLOSED, thanked(Stage.WITHDRAWN), False, id="any word of ours is a goodbye"),
        pytest.param(CLOSED, thanked(Stage.REJECTED), True, id="a thank-you does not say no"),
        pytest.param(CLOSED, forward(1, Stage.PLACED), False, id="placed"),
        pytest.param(CLOSED, forward(1, Stage.INTERVIEW), False, id="reopened by hand"),
        pytest.param(ON_HOLD, forward(1, Stage.INTERVIEW, at=NOW - HOUR, told_at=NOW - HOUR), True, id="on hold"),
        pytest.param(ON_HOLD, forward(1, Stage.INTERVIEW, told_at=NOW + HOUR), False, id="told that it is on hold"),
        pytest.param(OPEN, forward(1, Stage.REJECTED, Stage.OFFER), True, id="reopened, and never told"),
        pytest.param(OPEN, forward(1, Stage.INTERVIEW), False, id="open, and in process"),
    ],
)
def test_only_who_has_not_heard_is_to_be_told(job, somebody, waits):
    assert jobs.to_be_told(job, [somebody]) == ([somebody] if waits else [])
