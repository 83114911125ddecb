"""Do deadlines hold in every zone, as the clocks change, over weekends and holidays?"""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts import Offer, OfferKind, OfferState, Person
from bot.policy import Policy
from bot.rules import decisions, people, urgent
from bot.rules.holidays import country_of
from tests.rules.test_hours_laws import ZONES, any_moment, days

POLICY = Policy()
DAY = timedelta(days=1)
# Whose day ends while it is yesterday elsewhere, and whose clocks change at midnight, are among them.
persons = st.builds(
    lambda zone, hour: Person("T0", "RITA", "Rita", zone, country_of(zone), morning_at=time(hour)),
    st.sampled_from((*ZONES, "Pacific/Kiritimati", "America/Santiago")),
    st.integers(6, 12),
)
hours_of_day = st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))
thorough = settings(deadline=None, max_examples=150)


@thorough
@given(persons, any_moment)
def test_our_default_leaves_all_its_days_of_work_and_ends_with_one(person, made_at):
    hours = people.calendar(person, POLICY)
    by = decisions.decide_by(made_at, person, POLICY)
    day, last = hours.local_day(made_at), hours.local_day(by)
    between = [day + DAY * n for n in range(1, (last - day).days + 1)]
    assert sum(map(hours.is_working_day, between)) == POLICY.decision_days
    assert by.astimezone(hours.zone).time() == POLICY.closes


@thorough
@given(persons, days, hours_of_day)
def test_a_deadline_that_is_said_stands_on_that_day_where_its_recruiter_is(person, on, hour):
    hours = people.calendar(person, POLICY)
    moment = decisions.end_of(on, hour, person, POLICY)
    assert moment.utcoffset() == timedelta(0)
    local = moment.astimezone(hours.zone).replace(tzinfo=None)
    said = datetime.combine(on, hour or POLICY.closes)
    # A wall time that the clocks skip is as much later as they skip, a day at most where a zone has left one out.
    assert said <= local <= said + DAY
    assert (
        local == said or moment.astimezone(hours.zone).utcoffset() != (moment - DAY).astimezone(hours.zone).utcoffset()
    )


@thorough
@given(persons, any_moment)
def test_a_last_call_leaves_a_day_of_work_before_the_last(person, deadline):
    hours = people.calendar(person, POLICY)
    called = hours.local_day(decisions.last_call(deadline, person, POLICY))
    last = hours.local_day(deadline)
    between = [called + DAY * n for n in range((last - called).days + 1)]
    assert hours.is_working_day(called)
    assert sum(map(hours.is_working_day, between)) == POLICY.last_call_days + 1
    assert called < last


@thorough
@given(persons, any_moment, st.timedeltas(timedelta(0), timedelta(days=6)))
def test_nobody_learns_of_a_deadline_too_late_or_twice_in_a_day(person, now, ahead):
    hours, deadline = people.calendar(person, POLICY), now + ahead
    told = urgent.told_at(deadline, person, POLICY, now)
    near = hours.local_day(deadline) <= hours.local_day(hours.add_days(now, POLICY.urgent_days))
    morning = hours.next_morning(now - people.INSTANT, person.morning_at)
    if told is None:
        # It has passed, or the morning message of a day of work comes before it.
        assert deadline <= now or not near or morning < deadline
    else:
        assert near
        assert now <= told < deadline
        assert told == now or not hours.is_quiet(told)
        assert not hours.is_quiet(told) or hours.after_quiet(told) >= deadline


@thorough
@given(persons, any_moment, st.timedeltas(timedelta(days=-2), timedelta(days=2)))
def test_an_offer_has_run_out_from_its_moment_on_wherever_it_is_looked_at(person, made_at, apart):
    by = decisions.decide_by(made_at, person, POLICY)
    offer = Offer(1, 7, OfferKind.OURS, OfferState.OPEN, "RITA", made_at, 1, decide_by=by)
    now = (by + apart).astimezone(people.calendar(person, POLICY).zone)
    assert decisions.expired(offer, now) is (now >= by)


def test_a_day_that_a_zone_has_left_out_still_has_a_deadline():
    # Samoa went from the 29th to the 31st of December 2011.
    person = Person("T0", "RITA", "Rita", "Pacific/Apia", None)
    assert decisions.end_of(date(2011, 12, 30), None, person, POLICY) <= datetime(2011, 12, 31, 10, tzinfo=UTC)
