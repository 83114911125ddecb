"""When is someone's next morning message, and when may they be spoken to?"""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.facts import Person
from bot.policy import Policy
from bot.rules import people
from bot.rules.holidays import country_of

POLICY = Policy()
RITA = Person("T0", "RITA", "Rita Reis", "Europe/Lisbon", "PT")


def utc(text: str) -> datetime:
    """A moment of November 2026 (`23T10:00`, a Monday), or one with its date in full."""
    return datetime.fromisoformat(text if len(text) > 10 else f"2026-11-{text}").replace(tzinfo=UTC)


def living(zone: str, **more) -> Person:
    return replace(RITA, zone=zone, country=country_of(zone), **more)


@pytest.mark.parametrize(
    ("person", "earliest", "now", "due"),
    [
        pytest.param(RITA, None, "23T10:00", None, id="nothing to say"),
        pytest.param(RITA, "25T00:00", "23T10:00", "25T08:30", id="on the day it is due"),
        pytest.param(RITA, "20T00:00", "23T10:00", "24T08:30", id="late already: the next morning"),
        pytest.param(RITA, "20T00:00", "23T07:00", "23T08:30", id="late already: this morning"),
        pytest.param(RITA, "28T00:00", "23T10:00", "30T08:30", id="a Saturday becomes Monday"),
        pytest.param(
            RITA, "2026-12-01T00:00", "30T10:00", "2026-12-02T08:30", id="a holiday becomes the next working day"
        ),
        pytest.param(living("Europe/London"), "2026-12-01T00:00", "30T10:00", "2026-12-01T08:30", id="none in London"),
        pytest.param(living("Asia/Kolkata"), "24T18:30", "23T10:00", "25T03:00", id="half past eight in Kolkata"),
        pytest.param(living("America/New_York"), "26T05:00", "23T10:00", "27T13:30", id="Thanksgiving in New York"),
        pytest.param(
            replace(RITA, morning_at=time(7)), "25T00:00", "23T10:00", "25T07:00", id="earlier, as they chose"
        ),
        pytest.param(replace(RITA, morning_at=time(11)), "25T00:00", "25T09:00", "25T11:00", id="later, as they chose"),
        pytest.param(replace(RITA, active=False), "25T00:00", "23T10:00", None, id="they have gone"),
        pytest.param(
            living("Europe/Lisbon"), "2026-10-26T00:00", "2026-10-23T10:00", "2026-10-26T08:30", id="clocks go back"
        ),
        pytest.param(
            living("Europe/Berlin"), "2027-03-28T23:00", "2027-03-26T10:00", "2027-03-30T06:30", id="clocks go forward"
        ),
    ],
)
def test_a_morning_is_heard_at_their_hour_on_a_working_day(person, earliest, now, due):
    begun = utc(earliest) if earliest else None
    assert people.morning_due(person, begun, None, POLICY, utc(now)) == (utc(due) if due else None)


@pytest.mark.parametrize(
    ("pending", "now", "due"),
    [
        pytest.param("23T08:30", "23T08:30", "23T08:30", id="it is time"),
        pytest.param("23T08:30", "23T11:00", "23T08:30", id="down over the morning: said late"),
        pytest.param("20T08:30", "23T11:00", "20T08:30", id="down for days: said once"),
        pytest.param("23T08:30", "23T19:00", "24T08:30", id="up again in the evening: next morning"),
        pytest.param("27T08:30", "28T12:00", "30T08:30", id="up again at the weekend: Monday"),
        pytest.param("23T08:30", "24T07:00", "24T08:30", id="up again before the next one: that one"),
        pytest.param("24T08:30", "23T11:00", "24T08:30", id="not yet"),
    ],
)
def test_a_morning_that_was_missed_is_made_up_for_once(pending, now, due):
    assert people.morning_due(RITA, utc("20T00:00"), utc(pending), POLICY, utc(now)) == utc(due)


def test_a_missed_morning_whose_items_were_put_off_waits_for_them():
    assert people.morning_due(RITA, utc("25T08:30"), utc("23T08:30"), POLICY, utc("23T11:00")) == utc("25T08:30")


@pytest.mark.parametrize(
    ("person", "moment", "heard"),
    [
        pytest.param(RITA, "23T10:00", "23T10:00", id="at work"),
        pytest.param(RITA, "23T18:29", "23T18:29", id="just before quiet hours"),
        pytest.param(RITA, "23T18:30", "24T08:30", id="quiet hours"),
        pytest.param(RITA, "24T06:00", "24T08:30", id="before they end"),
        pytest.param(RITA, "28T12:00", "30T08:30", id="a weekend"),
        pytest.param(RITA, "2026-12-01T12:00", "2026-12-02T08:30", id="a holiday"),
        pytest.param(replace(RITA, morning_at=time(7)), "24T06:00", "24T07:00", id="they end where the morning begins"),
        pytest.param(replace(RITA, morning_at=time(11)), "24T06:00", "24T08:30", id="a late morning adds none"),
        pytest.param(None, "24T03:00", "24T08:30", id="someone never met lives in UTC"),
    ],
)
def test_nobody_is_spoken_to_in_their_quiet_hours(person, moment, heard):
    assert people.audible_at(person, utc(moment), POLICY) == utc(heard)


@pytest.mark.parametrize(
    ("after", "late"),
    [
        pytest.param(0, False, id="at once"),
        pytest.param(60, False, id="within a minute"),
        pytest.param(61, True, id="later"),
    ],
)
def test_a_message_admits_that_it_is_late(after, late):
    assert people.is_late(utc("23T08:30"), utc("23T08:30") + timedelta(seconds=after)) is late


def test_a_day_begins_and_ends_where_someone_lives():
    there = living("Asia/Kolkata")
    assert people.day_begins(there, utc("23T20:00"), POLICY) == utc("23T18:30")
    assert people.day_ends(there, utc("23T20:00"), POLICY) == utc("24T18:30")


def test_a_zone_that_nobody_knows_is_taken_for_utc():
    assert people.day_begins(replace(RITA, zone="Mars/Base"), utc("23T20:00"), POLICY) == utc("23T00:00")


@pytest.mark.parametrize(
    ("country", "team", "region"),
    [("PT", None, "PT"), ("DE-BY", None, "DE"), ("PT", "GB", "GB"), (None, "GB", "GB"), (None, None, None)],
)
def test_a_phone_without_its_code_is_of_the_teams_country_else_of_whoever_types(country, team, region):
    assert people.region(replace(RITA, country=country), Policy(region=team)) == region
