"""When may an owner ask for more time, and what do a manager's silence, yes and no come to?"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.facts import Approval, ApprovalKind
from bot.policy import Policy
from bot.rules import more_time
from bot.rules.people import INSTANT
from tests.storage.examples import RITA, TOM, person


def moment(written):
    return datetime.fromisoformat(f"{written}+00:00")


POLICY = Policy()
RITA_HERE = replace(person(RITA), zone="Europe/Berlin", country="DE")
# The end of Sunday 21 February in Berlin; Rita is first warned on the 8th.
ENDS = moment("2027-02-21T23:00")
WARNED, DAY = moment("2027-02-07T23:00"), timedelta(days=1)


def asked(until=ENDS, **more):
    plain = Approval(1, ApprovalKind.MORE_TIME, 7, RITA, "ill", WARNED, more_time.written(ENDS, until, None, 14))
    return replace(plain, **more)


REFUSED = {"granted": False, "decided_by": TOM}


@pytest.mark.parametrize(
    ("now", "before", "says"),
    [
        pytest.param(WARNED - INSTANT, [], "early", id="a moment before the first warning"),
        pytest.param(WARNED, [], "may", id="from the first warning on"),
        pytest.param(ENDS - DAY, [asked()], "waits", id="nobody has answered yet"),
        pytest.param(WARNED - DAY, [asked()], "waits", id="asked, and it is early by now"),
        pytest.param(ENDS - DAY, [asked(**REFUSED)], "refused", id="a manager has refused it"),
        pytest.param(ENDS - DAY, [asked(until=ENDS + 2 * DAY, **REFUSED)], "refused", id="refused while it was kept"),
        pytest.param(ENDS - DAY, [asked(until=ENDS - DAY, **REFUSED)], "may", id="refused, and the end is a new one"),
        pytest.param(ENDS - DAY, [asked(granted=False, decided_by="")], "may", id="facts had overtaken it"),
        pytest.param(ENDS - DAY, [asked(granted=True, decided_by=TOM)], "may", id="granted before"),
        pytest.param(ENDS - DAY, [asked(asked_by=TOM, **REFUSED)], "may", id="another owner was refused"),
        pytest.param(ENDS - DAY, [asked(kind=ApprovalKind.ASSIGN)], "may", id="something else was asked"),
    ],
)
def test_more_time_is_asked_once_for_each_end_from_the_first_warning_on(now, before, says):
    assert more_time.asking(ENDS, before, RITA_HERE, POLICY, now) == says


@pytest.mark.parametrize(
    ("now", "until", "reminded"),
    [
        pytest.param(
            "2027-02-08T09:00", "2027-02-21T23:00", "2027-02-19T07:30", id="long before: no longer than it is"
        ),
        pytest.param("2027-02-18T09:00", "2027-02-22T23:00", "2027-02-22T07:30", id="two working days, over a weekend"),
        pytest.param("2027-02-21T22:00", "2027-02-23T23:00", "2027-02-23T07:30", id="in the last hour"),
    ],
)
def test_managers_have_two_working_days_and_are_reminded_on_the_last(now, until, reminded):
    kept = more_time.keeps_until(ENDS, RITA_HERE, POLICY, moment(now))
    assert (kept, more_time.reminded_at(kept, RITA_HERE, POLICY)) == (moment(until), moment(reminded))


LATER = ENDS + 2 * DAY


@pytest.mark.parametrize(
    ("until", "before", "held", "lets_go"),
    [
        pytest.param(LATER, None, LATER, ENDS + DAY, id="the rest of today"),
        pytest.param(LATER, ENDS + 9 * DAY, LATER, ENDS + 9 * DAY, id="what held it before"),
        pytest.param(ENDS, None, None, None, id="it was not kept any longer"),
        pytest.param(LATER, None, LATER + DAY, None, id="something else holds it by now"),
    ],
)
def test_a_no_ends_what_the_request_has_kept(until, before, held, lets_go):
    of = asked(about=more_time.written(ENDS, until, before, 14))
    held_until = held - INSTANT if held else None
    assert more_time.let_go(of, held_until, ENDS + DAY) == lets_go


def test_a_yes_counts_from_when_it_would_have_ended():
    assert more_time.granted_until(asked(until=LATER)) == ENDS + 14 * DAY - INSTANT
    assert more_time.granted_until(asked(until=ENDS + 20 * DAY)) == ENDS + 20 * DAY - INSTANT
