"""What is a two-way touch, when did it happen, and who may change it?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.errors import Refused
from bot.facts import Direction, How, Kind, Outcome, Person, Stage, Standing, Submission, Touch, TouchEntry
from bot.policy import Policy
from bot.rules import touches

POLICY = Policy()
NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
RITA = Person("T0", "RITA", "Rita Reis", "Europe/Lisbon", "PT")
TOM = Person("T0", "TOM", "Tom Becker", "Europe/Berlin", "DE")
MAYA = Person("T0", "MAYA", "Maya Okafor", "Europe/London", "GB", manager=True)
SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)
SENT = How(Kind.EMAIL, Direction.OUT, Outcome.SENT)
MISSED = How(Kind.CALL, Direction.OUT, Outcome.NO_ANSWER)


@pytest.mark.parametrize(
    ("how", "two_way"),
    [
        pytest.param(SPOKE, True, id="spoke"),
        pytest.param(How(Kind.MEETING, Direction.OUT, Outcome.MET), True, id="met"),
        pytest.param(How(Kind.EMAIL, Direction.OUT, Outcome.REPLIED), True, id="replied"),
        pytest.param(How(Kind.TEXT, Direction.IN, Outcome.SENT), True, id="they wrote"),
        pytest.param(How(Kind.CALL, Direction.IN, Outcome.VOICEMAIL), True, id="they left a voicemail"),
        pytest.param(How(Kind.CALL, Direction.OUT, Outcome.VOICEMAIL), False, id="our voicemail is an attempt"),
        pytest.param(MISSED, False, id="no answer is an attempt"),
        pytest.param(SENT, False, id="what we sent is one way"),
    ],
)
def test_two_way_is_what_somebody_answered(how, two_way):
    assert touches.is_two_way(how) is two_way


@pytest.mark.parametrize(
    ("how", "said", "told"),
    [
        pytest.param(SPOKE, True, True, id="in a call"),
        pytest.param(SENT, True, True, id="in an e-mail"),
        pytest.param(How(Kind.CALL, Direction.OUT, Outcome.VOICEMAIL), True, True, id="in a voicemail with content"),
        pytest.param(MISSED, True, False, id="never when nobody answered"),
        pytest.param(SPOKE, False, False, id="not this time"),
        pytest.param(SPOKE, None, False, id="not asked"),
    ],
)
def test_an_update_is_what_reached_them(how, said, told):
    assert touches.logged(TouchEntry(1, how, told=said), 5, RITA, POLICY, NOW).told is told


@pytest.mark.parametrize(
    ("stage", "told", "offers"),
    [
        pytest.param(Stage.SOURCED, True, False, id="sourced"),
        pytest.param(Stage.SCREENING, True, True, id="screening"),
        pytest.param(Stage.ACCEPTED, True, True, id="accepted"),
        pytest.param(Stage.PLACED, False, False, id="placed"),
        pytest.param(Stage.REJECTED, False, False, id="rejected"),
        pytest.param(None, False, False, id="put forward for nothing"),
    ],
)
def test_what_is_asked_depends_on_how_far_they_are(stage, told, offers):
    submissions = (Submission(1, 7, 1, "Job", "RITA", stage, NOW),) if stage else ()
    standing = Standing(7, "Ana Silva", submissions)
    assert touches.in_process(standing, POLICY) is told
    assert touches.asks_about_offers(standing) is offers


def test_whoever_logs_acts_and_may_give_the_credit_to_another():
    mine = touches.logged(TouchEntry(1, SPOKE), 5, RITA, POLICY, NOW)
    toms = touches.logged(TouchEntry(1, SPOKE, credit="TOM"), 5, RITA, POLICY, NOW)
    assert (mine.by, mine.credit, toms.by, toms.credit) == ("RITA", "", "RITA", "TOM")


@pytest.mark.parametrize(
    ("day", "at", "backdated"),
    [
        pytest.param(None, NOW, False, id="no day: now"),
        pytest.param(date(2026, 11, 23), NOW, False, id="today: now"),
        pytest.param(date(2026, 11, 20), datetime(2026, 11, 20, 12, tzinfo=UTC), True, id="Friday at noon, marked"),
        pytest.param(date(2026, 10, 24), datetime(2026, 10, 24, 11, tzinfo=UTC), True, id="thirty days, the whole day"),
    ],
)
def test_a_touch_is_entered_for_an_earlier_day(day, at, backdated):
    moment = touches.moment_of(day, RITA, POLICY, NOW)
    touch = touches.logged(TouchEntry(1, SPOKE, at=moment), 5, RITA, POLICY, NOW)
    assert (touch.at, touch.logged_at, touch.backdated) == (at, NOW, backdated)


@pytest.mark.parametrize(
    ("at", "reads"),
    [
        pytest.param(NOW + timedelta(days=1), "That day has not come yet.", id="tomorrow"),
        pytest.param(NOW - timedelta(days=32), "That is more than 30 days ago.", id="too long ago"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_at_its_field(at, reads):
    with pytest.raises(Refused, match=reads) as refused:
        touches.logged(TouchEntry(1, SPOKE, at=at), 5, RITA, POLICY, NOW)
    assert refused.value.field == "happened_on"


OLD = Touch(5, 1, SPOKE, True, NOW, NOW, "RITA", "RITA", note="Likes the role")
BACKDATED = replace(OLD, at=NOW - timedelta(days=20), backdated=True)


@pytest.mark.parametrize(
    ("touch", "day", "now", "at", "backdated"),
    [
        pytest.param(OLD, None, NOW + timedelta(days=3), NOW, False, id="the day stays"),
        pytest.param(BACKDATED, None, NOW, NOW - timedelta(days=20), True, id="the earlier day stays"),
        pytest.param(BACKDATED, date(2026, 11, 23), NOW, NOW, False, id="it was today after all"),
        pytest.param(OLD, date(2026, 11, 20), NOW, datetime(2026, 11, 20, 12, tzinfo=UTC), True, id="it was earlier"),
        pytest.param(
            BACKDATED,
            date(2026, 11, 3),
            NOW + timedelta(days=60),
            datetime(2026, 11, 3, 12, tzinfo=UTC),
            True,
            id="corrected long after, by a manager",
        ),
    ],
)
def test_a_correction_keeps_who_and_when_it_was_logged(touch, day, now, at, backdated):
    entry = TouchEntry(1, SENT, at=touches.moment_of(day, MAYA, POLICY, now), note="Has doubts")
    after = touches.corrected(touch, entry, MAYA, POLICY, now)
    assert (after.id, after.by, after.credit, after.logged_at) == (5, "RITA", "RITA", NOW)
    assert (after.how, after.two_way, after.note) == (SENT, False, "Has doubts")
    assert (after.at, after.backdated) == (at, backdated)


def test_a_correction_cannot_take_a_touch_further_back_than_logging_could():
    entry = TouchEntry(1, SPOKE, at=NOW - timedelta(days=40))
    with pytest.raises(Refused, match="more than 30 days ago"):
        touches.corrected(OLD, entry, RITA, POLICY, NOW + timedelta(days=1))


@pytest.mark.parametrize(
    ("person", "touch", "days", "refused"),
    [
        pytest.param(RITA, OLD, 7, None, id="the author, within a week"),
        pytest.param(RITA, OLD, 8, "more than 7 days old, so only a manager", id="the author, later"),
        pytest.param(TOM, OLD, 0, "Only whoever logged that touch, or a manager, can change it", id="a colleague"),
        pytest.param(MAYA, OLD, 100, None, id="a manager, at any time"),
        pytest.param(MAYA, replace(OLD, deleted=True), 0, "has been deleted already", id="nobody, once it is gone"),
    ],
)
def test_the_author_may_change_it_for_a_week_and_then_a_manager(person, touch, days, refused):
    now = NOW + timedelta(days=days)
    if refused is None:
        touches.check_may_change(touch, person, POLICY, now)
    else:
        with pytest.raises(Refused, match=refused):
            touches.check_may_change(touch, person, POLICY, now)
