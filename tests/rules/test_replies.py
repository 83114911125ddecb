"""Who is owed a reply, by whom, and until when?"""

import pytest

from bot.facts import Stage
from bot.rules import replies
from tests.rules.owing import PEOPLE, POLICY, put, standing, utc

FRIDAY = utc("27T10:00")
LIVE = put(Stage.INTERVIEW, utc("20T10:00"))


@pytest.mark.parametrize(
    ("submissions", "heard", "due"),
    [
        pytest.param([LIVE], {}, None, id="nobody waits"),
        pytest.param([LIVE], {"heard_at": utc("23T10:00")}, ("RITA", "24T18:00"), id="a working day"),
        pytest.param([LIVE], {"heard_at": FRIDAY}, ("RITA", "30T18:00"), id="over a weekend"),
        pytest.param([], {"heard_at": FRIDAY}, ("TOM", "30T17:00"), id="no job: by who heard them, in Berlin"),
        pytest.param(
            [put(Stage.REJECTED)], {"heard_at": FRIDAY}, ("TOM", "30T17:00"), id="nothing live: by who heard them"
        ),
        pytest.param(
            [LIVE, put(Stage.SOURCED, utc("22T10:00"), "TOM", 2)],
            {"heard_at": FRIDAY, "heard_by": "RITA"},
            ("TOM", "30T17:00"),
            id="two jobs: the one moved last",
        ),
    ],
)
def test_a_reply_is_owed_within_a_working_day(submissions, heard, due):
    them = standing(*submissions, **{"heard_by": "TOM", **heard})
    found = [(one.whom, one.at) for one in replies.replies_due(them, PEOPLE, POLICY)]
    assert found == ([(due[0], utc(due[1]))] if due else [])


def test_it_counts_from_when_they_wrote_and_is_nudged_on_the_morning_of_its_day():
    (due,) = replies.replies_due(standing(LIVE, heard_at=FRIDAY, heard_by="TOM"), PEOPLE, POLICY)
    assert (due.since, due.nudge_at, due.submission) == (FRIDAY, utc("30T00:00"), LIVE)
