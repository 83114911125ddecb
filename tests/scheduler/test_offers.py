"""Does an offer run out at its moment, and is everybody told once, at once, what cannot wait for their morning?"""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy import text as sql

import storage
from bot import letters, owners, promises
from bot.facts import Offer, OfferKind, OfferState, Owed, Passing, Stage
from bot.offering import clock
from bot.policy import Policy
from scheduler.gather import gather
from storage.columns import new_id
from storage.database import Database
from storage.migrate import migrate
from storage.tables import Lines, OfferChanges, Offers, Outbox, table
from tests.keys import KEYS
from tests.storage.examples import HOUR, NOW, RITA, TEAM, TOM, person

OUTBOX, LINES, OFFERS, CHANGES = table(Outbox), table(Lines), table(Offers), table(OfferChanges)
WAITING = sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
POLICY = Policy()
OURS, RIVAL = OfferKind.OURS, OfferKind.RIVAL
ANA, BEN = 7, 8


def at(text):
    """A moment of November 2026, of which the 23rd is a Monday."""
    return datetime.fromisoformat(f"2026-11-{text}+00:00")


@pytest.fixture
async def database(database_url):
    made = Database(database_url, KEYS)
    try:
        migrate(made.engine)
        made.run(team)
        yield made
    finally:
        await made.close()


@pytest.fixture
async def small(tmp_path):
    """The same on SQLite alone, for what the engine has no part in."""
    made = Database(f"sqlite:///{tmp_path / 'rapport.db'}", KEYS)
    migrate(made.engine)
    made.run(team)
    yield made
    await made.close()


def team(db):
    storage.teams.install(db, TEAM, "Home", "U0BOT", "B0BOT", NOW)
    for id in (RITA, TOM):
        storage.people.meet(db, person(id))
    storage.candidates.add_many(db, TEAM, [(ANA, "Ana Silva", []), (BEN, "Ben", [])], RITA, NOW)
    job = storage.jobs.titled(db, TEAM, "Welder", RITA, NOW)
    for candidate in (ANA, BEN):
        storage.submissions.put_forward(db, TEAM, candidate, job.id, Stage.OFFER, RITA, NOW)


def raises(database, by, now, kind=OURS, who=RITA, candidate=ANA, **more):
    """Somebody writes an offer down, with its deadline."""

    def act(db):
        submission = storage.submissions.of(db, TEAM, candidate)[0].id if kind is OURS else None
        plain = Offer(new_id(), candidate, kind, OfferState.OPEN, who, now, submission, "Welder", decide_by=by)
        offer = replace(plain, made_at=now, **more)
        storage.offers.add(db, TEAM, offer)
        promises.plan(db, TEAM, [candidate], POLICY, now)
        return offer

    return database.run(act)


def changes(database, offer, now, who=RITA, **more):
    """Somebody changes an offer."""

    def act(db):
        before = clock.settled(db, TEAM, offer, POLICY, now)
        after = storage.offers.change(db, TEAM, before, replace(before, **more), who, now)
        promises.plan(db, TEAM, [offer.candidate], POLICY, now, promises.Because("extended", who))
        return after

    return database.run(act)


def ticks(database, now, policy=POLICY):
    while database.run(gather, policy, now):
        pass


def told(database, kind):
    """To whom letters of a kind go, when, and about whom: in the order in which they are due."""
    lines = select(LINES.c.subject).where(LINES.c.letter == OUTBOX.c.id, ~LINES.c.retired).order_by(LINES.c.place)
    rows = database.run(lambda db: db.execute(select(OUTBOX).where(OUTBOX.c.kind == kind).order_by(OUTBOX.c.key)).all())
    subjects = database.run(
        lambda db: {
            row.id: [int(each) for each in db.execute(lines.where(OUTBOX.c.id == row.id)).scalars()] for row in rows
        }
    )
    return [(row.recipient, row.next_at, subjects[row.id]) for row in rows]


def text(database, kind, now, shown=None):
    """What the newest letter of a kind says, to somebody who has not seen it, or has."""

    def act(db):
        letter = storage.outbox.newest(db, TEAM, RITA, kind)
        assert letter is not None
        said = letters.draw(db, replace(letter, shown=shown), POLICY, now)
        return said and said.text

    return database.run(act)


def add(db, candidate):
    """One more candidate of Rita's, who is put forward for nothing."""
    storage.candidates.add_many(db, TEAM, [(candidate, f"C{candidate}", [])], RITA, NOW)
    owners.give(db, TEAM, {candidate: RITA}, Passing.ADDED, RITA, POLICY, NOW)


def state(database, offer):
    return database.run(storage.offers.offer, TEAM, offer.id).state


def clock_of(database, offer):
    there = database.run(storage.promises.of, TEAM, clock.KIND, [str(offer.id)])
    return there[0].alone_at if there else None


# ---------------------------------------------------------------- expiry


def test_our_offer_runs_out_at_its_moment_and_its_recruiter_is_told_without_figures(database):
    offer = raises(database, at("26T18:00"), NOW)
    ticks(database, NOW)
    assert clock_of(database, offer) == at("26T18:00")
    ticks(database, at("26T17:59"))
    assert (state(database, offer), told(database, letters.RAN_OUT)) == (OfferState.OPEN, [])
    ticks(database, at("26T18:00"))
    assert state(database, offer) is OfferState.EXPIRED
    assert told(database, letters.RAN_OUT) == [(RITA, at("26T18:00"), [])]
    assert clock_of(database, offer) is None
    assert "Our offer to Ana Silva (Welder) ran out at" in text(database, letters.RAN_OUT, at("26T18:00"))
    verbs = database.run(storage.audit.entries, TEAM, "offer", offer.id)
    assert [entry[1] for entry in verbs][-1] == "", "recorded by nobody"


def test_after_a_downtime_it_ran_out_when_it_did_and_is_told_once(database):
    offer = raises(database, at("26T18:00"), NOW)
    ticks(database, NOW)
    ticks(database, at("28T11:00"))
    assert database.run(storage.offers.offer, TEAM, offer.id).ended_at == at("26T18:00")
    assert told(database, letters.RAN_OUT) == [(RITA, at("30T08:30"), [])], "on Saturday nobody is disturbed"
    ticks(database, at("30T08:30"))
    assert len(told(database, letters.RAN_OUT)) == 1


@pytest.mark.parametrize(
    ("kind", "state_"),
    [
        pytest.param(RIVAL, OfferState.OPEN, id="a rival's is asked about"),
        pytest.param(OURS, OfferState.EXPECTED, id="ours is not made yet"),
        pytest.param(OURS, OfferState.WAITING, id="a manager is asked"),
    ],
)
def test_nothing_else_runs_out(small, kind, state_):
    offer = raises(small, at("26T18:00"), NOW, kind, state=state_)
    for moment in (NOW, at("26T18:00"), at("27T18:00")):
        ticks(small, moment)
    assert (state(small, offer), told(small, letters.RAN_OUT)) == (state_, [])


def test_whoever_acts_before_the_first_tick_sees_that_it_has_run_out(small):
    offer = raises(small, at("26T18:00"), NOW)
    ticks(small, NOW)
    seen = small.run(clock.settled, TEAM, offer, POLICY, at("26T18:00"))
    assert seen.state is OfferState.EXPIRED
    assert small.run(clock.settled, TEAM, offer, POLICY, at("26T18:01")).version == seen.version, "once"
    ticks(small, at("26T18:01"))
    assert len(told(small, letters.RAN_OUT)) == 1


def test_what_was_renewed_before_anybody_heard_is_not_said_to_have_run_out(small):
    offer = raises(small, at("26T18:00"), NOW)
    small.run(clock.settled, TEAM, offer, POLICY, at("26T18:05"))
    changes(small, offer, at("26T18:06"), state=OfferState.OPEN, decide_by=at("30T18:00"))
    assert text(small, letters.RAN_OUT, at("26T18:07")) is None


def test_what_was_said_to_have_run_out_then_says_what_became_of_it(small):
    offer = raises(small, at("26T18:00"), NOW)
    ticks(small, at("26T18:00"))
    letter = small.run(storage.outbox.newest, TEAM, RITA, letters.RAN_OUT)
    changes(small, offer, at("27T09:00"), state=OfferState.ACCEPTED)
    ticks(small, at("27T09:00"))
    assert small.run(storage.outbox.newest, TEAM, RITA, letters.RAN_OUT).version > letter.version
    assert text(small, letters.RAN_OUT, at("27T09:00"), shown=1).splitlines()[-1] == "Since then: accepted."


def test_an_offer_that_goes_on_meanwhile_is_left_alone(small):
    offer = raises(small, at("26T18:00"), NOW)
    changes(small, offer, at("24T10:00"), decide_by=at("30T18:00"))
    ticks(small, at("24T10:00"))
    ticks(small, at("26T18:00"))
    assert (state(small, offer), clock_of(small, offer)) == (OfferState.OPEN, at("30T18:00"))


def test_the_clock_of_an_offer_that_is_erased_stops(small):
    gone = Owed(clock.KIND, "99", "", "", NOW, None, NOW, alone_at=NOW)
    small.run(storage.promises.write, TEAM, [gone])
    ticks(small, NOW)
    assert small.run(storage.promises.of, TEAM, clock.KIND, ["99"]) == []


# ---------------------------------------------------------------- what cannot wait


@pytest.mark.parametrize(
    ("by", "now", "when"),
    [
        pytest.param("24T18:00", "23T14:00", "23T14:00", id="tomorrow, learned after today's message"),
        pytest.param("23T17:00", "23T14:00", "23T14:00", id="today"),
        pytest.param("25T12:00", "23T14:00", None, id="the day after tomorrow: the morning is soon enough"),
        pytest.param("30T12:00", "27T14:00", "27T14:00", id="on Monday, learned on Friday"),
        pytest.param("24T18:00", "23T07:00", None, id="learned before today's message, which will say it"),
        pytest.param("24T18:00", "23T20:00", None, id="in quiet hours: the morning comes at their end"),
        pytest.param("24T08:00", "23T20:00", "23T20:00", id="over before quiet hours end: at once, whatever the hour"),
        pytest.param("24T18:00", "22T12:00", None, id="on a Sunday: the day after tomorrow's work"),
        pytest.param("23T18:00", "22T12:00", None, id="on a Sunday, for Monday: Monday's message will say it"),
        pytest.param("23T13:00", "23T14:00", None, id="has passed already"),
    ],
)
def test_a_deadline_too_near_for_the_morning_is_told_at_once(small, by, now, when):
    raises(small, at(by), at(now), RIVAL, who=TOM)
    ticks(small, at(now))
    assert told(small, letters.URGENT) == ([(RITA, at(when), [ANA])] if when else [])


def test_whoever_wrote_it_down_knows(small):
    raises(small, at("24T18:00"), at("23T14:00"), RIVAL, who=RITA)
    ticks(small, at("23T14:00"))
    assert told(small, letters.URGENT) == []


def test_it_is_told_on_both_engines_once_and_settled_with_the_offer(database):
    offer = raises(database, at("24T18:00"), at("23T14:00"), who=TOM)
    for minutes in range(3):
        ticks(database, at("23T14:00") + timedelta(minutes=minutes))
    assert told(database, letters.URGENT) == [(RITA, at("23T14:00"), [ANA])]
    said = text(database, letters.URGENT, at("23T14:00"))
    assert said.startswith("A deadline that cannot wait: speak with Ana Silva before it.")
    assert "Our offer for Welder is to be decided by" in said
    changes(database, offer, at("23T15:00"), decide_by=at("27T18:00"))
    ticks(database, at("23T15:00"))
    assert "the deadline was moved" in text(database, letters.URGENT, at("23T15:00"), shown=1)


def test_a_deadline_that_comes_nearer_is_told_again_but_the_same_one_never_twice(small):
    offer = raises(small, at("24T18:00"), at("23T14:00"), RIVAL, who=TOM)
    ticks(small, at("23T14:00"))
    changes(small, offer, at("23T14:30"), TOM, company="Acme")
    ticks(small, at("23T14:30"))
    assert len(told(small, letters.URGENT)) == 1
    changes(small, offer, at("23T15:00"), TOM, decide_by=at("24T12:00"))
    ticks(small, at("23T15:00"))
    assert len(told(small, letters.URGENT)) == 2


def test_after_three_messages_in_one_day_the_rest_comes_in_one(small):
    now = at("23T10:00")
    for number in range(6):
        candidate = 20 + number
        small.run(add, candidate)
        raises(small, at("24T18:00"), now + number * HOUR / 2, RIVAL, who=TOM, candidate=candidate)
        ticks(small, now + number * HOUR / 2)
    about = sorted(subjects for _, _, subjects in told(small, letters.URGENT))
    assert about == [[20], [21], [22], [23, 24, 25]]
    raises(small, at("25T18:00"), at("24T10:00"), RIVAL, who=TOM, candidate=ANA)
    ticks(small, at("24T10:00"))
    assert len(told(small, letters.URGENT)) == 5, "another day, another message of its own"


def test_what_waits_for_tomorrow_leaves_today_its_own_messages(small):
    """Rita's morning message is at one, so three wait for eight thirty; two more cannot wait for that."""
    small.run(storage.people.choose, TEAM, RITA, datetime.min.time().replace(hour=13), None)
    deadlines = ["24T12:00"] * 3 + ["24T08:00"] * 2
    for number, by in enumerate(deadlines):
        small.run(add, 20 + number)
        raises(small, at(by), at("23T20:00"), RIVAL, who=TOM, candidate=20 + number)
    ticks(small, at("23T20:00"))
    said = sorted((when, about) for _, when, about in told(small, letters.URGENT))
    tomorrow, today = at("24T08:30"), at("23T20:00")
    assert said == [(today, [23]), (today, [24]), (tomorrow, [20]), (tomorrow, [21]), (tomorrow, [22])]


def test_what_todays_message_has_said_is_not_said_again(small):
    offer = raises(small, at("24T18:00"), at("20T10:00"), RIVAL, who=TOM)
    ticks(small, at("20T10:00"))
    ticks(small, at("23T08:30"))
    assert [subjects for _, _, subjects in told(small, letters.MORNING)] == [[ANA]]
    changes(small, offer, at("23T14:00"), TOM, state=OfferState.EXPECTED)
    ticks(small, at("23T14:00"))
    assert told(small, letters.URGENT) == []


def test_a_second_rival_is_told_though_the_morning_named_the_first(small):
    raises(small, at("24T12:00"), at("20T10:00"), RIVAL, who=TOM, company="Acme")
    ticks(small, at("23T08:30"))
    raises(small, at("24T18:00"), at("23T14:00"), RIVAL, who=TOM, company="Globex")
    ticks(small, at("23T14:00"))
    said = text(small, letters.URGENT, at("23T14:00"))
    assert said.index("Acme’s offer is to be decided by") < said.index("Globex’s offer is to be decided by")


def test_a_cover_hears_it_instead_though_who_is_away_wrote_it_down(small):
    small.run(storage.covers.stand_in, TEAM, RITA, TOM)
    raises(small, at("24T18:00"), at("23T14:00"), RIVAL, who=RITA)
    ticks(small, at("23T14:00"))
    assert told(small, letters.URGENT) == [(TOM, at("23T14:00"), [ANA])]


def test_what_was_decided_before_quiet_hours_ended_is_never_said(small):
    offer = raises(small, at("30T12:00"), at("27T19:00"), RIVAL, who=TOM)
    small.run(storage.people.choose, TEAM, RITA, datetime.min.time().replace(hour=13), None)
    ticks(small, at("27T19:00"))
    changes(small, offer, at("27T19:05"), TOM, state=OfferState.DECLINED)
    assert told(small, letters.URGENT) == [(RITA, at("30T08:30"), [])] or text(
        small, letters.URGENT, at("30T08:30")
    ) in (None, "")


async def test_an_offer_that_is_erased_at_that_moment_stops_no_tick(postgres_url):
    made = Database(postgres_url, KEYS)
    try:
        migrate(made.engine)
        made.run(team)
        offer = raises(made, at("26T18:00"), NOW)
        other = raises(made, at("26T18:00"), NOW, candidate=BEN)
        with made.engine.begin() as erasing:
            storage.ownership.of(erasing, TEAM, ANA, hold=True)
            erasing.execute(delete(CHANGES).where(CHANGES.c.offer == offer.id))
            erasing.execute(delete(OFFERS).where(OFFERS.c.id == offer.id))
            ticking = asyncio.create_task(made.transact(gather, POLICY, at("26T18:00")))
            while not erasing.execute(WAITING).scalar():
                assert not ticking.done(), "the tick looked at the offer before it was erased"
                await asyncio.sleep(0.01)
        await ticking
        assert await made.ask(storage.promises.of, TEAM, clock.KIND, [str(offer.id)]) == []
        after = await made.ask(storage.offers.offer, TEAM, other.id)
        assert after is not None
        assert after.state is OfferState.EXPIRED
    finally:
        await made.close()


# ---------------------------------------------------------------- the morning


def test_a_rival_that_is_past_its_deadline_is_asked_about_every_morning_until_answered(small):
    offer = raises(small, at("24T18:00"), at("20T10:00"), RIVAL, company="Acme")
    for day in (23, 24, 25, 26):
        ticks(small, at(f"{day}T08:30"))
        past = "Acme’s offer was to be decided by" in text(small, letters.MORNING, at(f"{day}T08:30"))
        assert past is (day > 24)
    changes(small, offer, at("26T10:00"), state=OfferState.DECLINED)
    assert small.run(storage.promises.of, TEAM, "offers.rival", [str(ANA)]) == []


def test_our_decision_is_counted_down_from_the_last_call_and_says_nothing_of_pay(small):
    raises(small, at("26T18:00"), at("20T10:00"))
    ticks(small, at("24T08:30"))
    assert "a decision" not in text(small, letters.MORNING, at("24T08:30"))
    for day in (25, 26):
        ticks(small, at(f"{day}T08:30"))
        said = text(small, letters.MORNING, at(f"{day}T08:30"))
        assert "Ana Silva (a decision)" in said
        assert "Our offer for Welder is to be decided by" in said
