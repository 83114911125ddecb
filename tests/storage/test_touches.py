"""Do a candidate's touches say when somebody last spoke with them, and told them where they stand?"""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta

import pytest

import storage
from bot import rules
from bot.facts import Direction, How, Kind, Offers, Outcome, Stage, Touch
from tests.storage.examples import DAY, HOUR, NOW, OTHER, RITA, TEAM, TOM, touch

TRIED = How(Kind.CALL, Direction.OUT, Outcome.VOICEMAIL)


def ana(db, name="Ana"):
    return storage.candidates.add(db, TEAM, name, [], RITA, NOW).id


def log(db, *touches):
    for one in touches:
        storage.touches.log(db, TEAM, one)


def moments(db, candidate):
    standing = storage.updates.standings(db, TEAM, [candidate])[candidate]
    return standing.first_spoke_at, standing.spoke_at, standing.updated_at


def counted(touches):
    """What the last moments are, looked for one touch after the other."""
    spoke = sorted(one.at for one in touches if one.two_way)
    told = sorted(one.at for one in touches if one.told)
    return (spoke[0] if spoke else None, spoke[-1] if spoke else None, told[-1] if told else None)


async def test_a_touch_comes_back_as_it_was_logged(database):
    candidate = await database.transact(ana)
    full = touch(candidate, NOW, note="likes ☃ the role", told=True, offers=Offers.NONE, promised_on=NOW.date())
    full = replace(full, backdated=True, credit=TOM)
    await database.transact(log, full)
    assert await database.ask(storage.touches.touch_of, TEAM, full.id) == full
    assert await database.ask(storage.touches.several, TEAM, [full.id]) == {full.id: full}
    assert await database.ask(storage.touches.touch_of, OTHER, full.id) is None
    assert await database.ask(storage.touches.several, OTHER, [full.id]) == {}
    assert await database.ask(storage.touches.several, TEAM, []) == {}


async def test_the_last_moments_are_right_in_whatever_order_touches_are_logged_changed_and_deleted(database):
    chance = random.Random(11)
    candidate = await database.transact(ana)
    there: list[Touch] = []
    for turn in range(60):
        at = NOW - timedelta(minutes=chance.randrange(5_000))
        deed = chance.choice(["log", "log", "change", "delete"])
        if deed == "log" or not there:
            there.append(touch(candidate, at, two_way=chance.random() < 0.5, told=chance.random() < 0.5))
            await database.transact(log, there[-1])
        elif deed == "change":
            place = chance.randrange(len(there))
            there[place] = replace(there[place], at=at, told=not there[place].told)
            await database.transact(storage.touches.change, TEAM, there[place], TOM, NOW)
        else:
            gone = there.pop(chance.randrange(len(there)))
            await database.transact(storage.touches.delete, TEAM, gone, TOM, NOW)
        assert await database.ask(moments, candidate) == counted(there), turn


async def test_lists_hold_the_newest_and_leave_out_what_was_deleted(database):
    candidate, other = await database.transact(ana), await database.transact(ana, "Ben")
    spoke = touch(candidate, NOW - 3 * HOUR, told=True)
    tried = touch(candidate, NOW - HOUR, two_way=False, how=TRIED)
    promised = touch(candidate, NOW - 2 * HOUR, two_way=False, promised_on=NOW.date())
    gone = touch(candidate, NOW, told=True, promised_on=NOW.date())
    ben = touch(other, NOW - 4 * HOUR, by=TOM)
    await database.transact(log, spoke, tried, promised, gone, ben)
    await database.transact(storage.touches.delete, TEAM, gone, RITA, NOW)
    promised = replace(promised, kept_by=tried.id, kept_at=tried.at)
    assert await database.ask(storage.touches.latest, TEAM, candidate) == (tried, promised, spoke)
    assert await database.ask(storage.touches.latest, TEAM, candidate, 1) == (tried,)
    assert await database.ask(storage.touches.last_two_way, TEAM, candidate) == spoke
    assert await database.ask(storage.touches.last_told, TEAM, candidate) == spoke
    assert await database.ask(storage.touches.last_promise, TEAM, candidate) == promised
    assert await database.ask(storage.touches.last_spoken, TEAM, [candidate, other]) == {candidate: spoke, other: ben}
    since = await database.ask(storage.touches.logged_since, TEAM, RITA, NOW - 2 * HOUR)
    assert [(one.id, about.name) for one, about in since] == [(tried.id, "Ana"), (promised.id, "Ana")]
    assert (await database.ask(storage.touches.touch_of, TEAM, gone.id)).deleted
    assert await database.ask(storage.touches.latest, OTHER, candidate) == ()


async def test_the_same_words_twice_are_noticed(database):
    candidate = await database.transact(ana)
    likes = touch(candidate, NOW, note="likes the role")
    by_tom, tried, other = replace(likes, by=TOM), replace(likes, how=TRIED), replace(likes, note="other")

    async def log_again(one, at, since):
        again = replace(one, id=storage.columns.new_id(), logged_at=at)
        return (await database.transact(storage.touches.log, TEAM, again, since)).same_at

    assert [await log_again(each, NOW, NOW) for each in (likes, by_tom, tried, other)] == [None] * 4
    assert await log_again(likes, NOW + HOUR, NOW) == NOW
    assert await log_again(likes, NOW + 2 * HOUR, NOW) == NOW + HOUR
    assert await log_again(by_tom, NOW + 2 * HOUR, NOW + HOUR) is None


async def test_what_was_changed_or_deleted_stays_on_record_without_its_words(database):
    candidate = await database.transact(ana)
    one = touch(candidate, note="secret")
    await database.transact(log, one)
    await database.transact(storage.touches.change, TEAM, replace(one, note="corrected"), TOM, NOW + HOUR)
    await database.transact(storage.touches.delete, TEAM, replace(one, note="corrected"), RITA, NOW + DAY)
    told = await database.ask(storage.audit.entries, TEAM, "touch", one.id)
    assert told == [("edited", TOM, NOW + HOUR), ("deleted", RITA, NOW + DAY)]
    kept = await database.ask(lambda db: str(db.exec_driver_sql("SELECT * FROM audit").all()))
    assert "secret" not in kept
    assert "corrected" not in kept


async def test_touches_logged_and_taken_back_at_one_moment_leave_the_right_last_moments(database):
    candidate = await database.transact(ana)
    chance, there = random.Random(5), []
    for _ in range(12):
        wrong = touch(candidate, NOW + DAY, told=True)
        await database.transact(log, wrong)
        news = [touch(candidate, NOW - timedelta(minutes=chance.randrange(5_000)), told=True) for _ in range(3)]
        await asyncio.gather(
            database.transact(storage.touches.delete, TEAM, wrong, RITA, NOW),
            *(database.transact(log, one) for one in news),
        )
        there += news
        assert await database.ask(moments, candidate) == counted(there)


def state(db, candidate):
    standing = storage.updates.standings(db, TEAM, [candidate])[candidate]
    waits = (standing.heard_at, standing.heard_by)
    return *waits, standing.answered_at, standing.tried_at, standing.attempted_at, standing.offers_asked_at


def kept(db, *touches):
    found = storage.touches.several(db, TEAM, [one.id for one in touches])
    return [(found[one.id].kept_by, found[one.id].kept_at) for one in touches]


def promised(db, candidate):
    standing = storage.updates.standings(db, TEAM, [candidate])[candidate]
    return {one.touch: (one.on, one.at, one.by) for one in standing.promised}


HOWS = [How(kind, way, outcome) for kind in (Kind.CALL, Kind.EMAIL) for way in Direction for outcome in Outcome]


async def test_who_waits_for_a_reply_is_known_however_the_touches_came(database):
    chance = random.Random(7)
    for turn in range(12):
        candidate = await database.transact(ana)
        for minutes in range(8):
            how, told = chance.choice(HOWS), chance.random() < 0.2
            by = chance.choice([RITA, TOM])
            more = {"two_way": rules.touches.is_two_way(how), "offers": chance.choice([None, *Offers])}
            one = touch(candidate, NOW + timedelta(minutes=minutes), how=how, told=told, by=by, **more)
            await database.transact(log, one)
        known = await database.ask(state, candidate)
        await database.transact(storage.touches.recount, TEAM, [candidate])
        assert await database.ask(state, candidate) == known, turn


THEY_WROTE = How(Kind.EMAIL, Direction.IN, Outcome.REPLIED)
WE_WROTE = How(Kind.EMAIL, Direction.OUT, Outcome.SENT)
NO_ANSWER = How(Kind.CALL, Direction.OUT, Outcome.NO_ANSWER)


async def test_a_reply_is_owed_since_the_first_unanswered_touch_until_one_of_ours(database):
    candidate = await database.transact(ana)
    for at, how, by, waits in [
        (NOW, THEY_WROTE, TOM, (NOW, TOM)),
        (NOW + HOUR, THEY_WROTE, RITA, (NOW, TOM)),
        (NOW + 2 * HOUR, NO_ANSWER, RITA, (NOW, TOM)),
        (NOW + 3 * HOUR, WE_WROTE, RITA, (None, None)),
        (NOW + 4 * HOUR, How(Kind.CALL, Direction.IN, Outcome.SPOKE), RITA, (None, None)),
        (NOW + 5 * HOUR, How(Kind.CALL, Direction.IN, Outcome.VOICEMAIL), RITA, (NOW + 5 * HOUR, RITA)),
    ]:
        await database.transact(log, touch(candidate, at, how=how, by=by))
        assert (await database.ask(state, candidate))[:2] == waits, at


async def test_a_touch_logged_late_counts_when_it_happened(database):
    candidate = await database.transact(ana)
    await database.transact(log, touch(candidate, NOW, how=THEY_WROTE), touch(candidate, NOW + HOUR, how=THEY_WROTE))
    answer = touch(candidate, NOW + HOUR / 2, how=WE_WROTE, backdated=True)
    await database.transact(log, answer)
    assert (await database.ask(state, candidate))[:3] == (NOW + HOUR, RITA, NOW + HOUR / 2)
    await database.transact(storage.touches.delete, TEAM, answer, RITA, NOW + DAY)
    assert (await database.ask(state, candidate))[:3] == (NOW, RITA, None)


async def test_what_was_promised_is_kept_by_the_next_touch_of_ours_and_open_again_without_it(database):
    candidate, other = await database.transact(ana), await database.transact(ana, "Ben")
    told = touch(candidate, NOW, promised_on=NOW.date(), credit=TOM)
    bens = touch(other, NOW, promised_on=NOW.date())
    wrote, tried = touch(candidate, NOW + HOUR, how=THEY_WROTE), touch(candidate, NOW + HOUR, how=NO_ANSWER)
    await database.transact(log, told, bens, wrote, tried)
    assert await database.ask(kept, told, bens) == [(None, None)] * 2
    assert await database.ask(promised, candidate) == {told.id: (NOW.date(), NOW, TOM)}
    answer, again = (touch(candidate, NOW + hours * HOUR, how=WE_WROTE) for hours in (2, 3))
    await database.transact(log, answer, again)
    assert await database.ask(kept, told, bens) == [(answer.id, answer.at), (None, None)]
    assert await database.ask(promised, candidate) == {}
    await database.transact(storage.touches.delete, TEAM, answer, RITA, NOW + DAY)
    assert await database.ask(kept, told, bens) == [(again.id, again.at), (None, None)]
    await database.transact(storage.touches.change, TEAM, replace(again, how=NO_ANSWER), RITA, NOW + DAY)
    assert await database.ask(kept, told, bens) == [(None, None)] * 2
    assert list(await database.ask(promised, candidate)) == [told.id]
    await database.transact(storage.touches.delete, TEAM, told, RITA, NOW + DAY)
    assert await database.ask(promised, candidate) == {}


def asked(db, candidate):
    standing = storage.updates.standings(db, TEAM, [candidate])[candidate]
    return standing.attempted_at, standing.offers_asked_at, standing.offers_new_at


NEWSLETTER = How(Kind.NEWSLETTER, Direction.OUT, Outcome.SENT)
SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)


@pytest.mark.parametrize(
    ("how", "offers", "attempted", "about_offers"),
    [
        pytest.param(SPOKE, Offers.NONE, False, True, id="none"),
        pytest.param(SPOKE, Offers.NEW, False, True, id="new"),
        pytest.param(THEY_WROTE, Offers.NONE, False, True, id="they wrote that there are none"),
        pytest.param(SPOKE, Offers.NOT_ASKED, False, False, id="did not ask"),
        pytest.param(SPOKE, None, False, False, id="nothing said of it"),
        pytest.param(TRIED, None, True, False, id="a voicemail"),
        pytest.param(WE_WROTE, None, True, False, id="an e-mail of ours"),
        pytest.param(NO_ANSWER, Offers.NONE, True, False, id="who was not reached has told us nothing"),
        pytest.param(NEWSLETTER, None, False, False, id="a newsletter is no attempt"),
    ],
)
async def test_only_an_answer_in_a_talk_counts_and_only_a_word_to_them_alone_is_an_attempt(
    database, how, offers, attempted, about_offers
):
    candidate = await database.transact(ana)
    earlier = [touch(candidate, NOW, how=SPOKE, offers=Offers.NONE), touch(candidate, NOW, how=TRIED, two_way=False)]
    await database.transact(log, *earlier)
    one = touch(candidate, NOW + HOUR, how=how, offers=offers, two_way=rules.touches.is_two_way(how))
    new = NOW + HOUR if about_offers and offers is Offers.NEW else None
    expected = (NOW + HOUR if attempted else NOW, NOW + HOUR if about_offers else NOW, new)
    await database.transact(log, one)
    assert await database.ask(asked, candidate) == expected
    await database.transact(storage.touches.recount, TEAM, [candidate])
    assert await database.ask(asked, candidate) == expected
    await database.transact(storage.touches.delete, TEAM, one, RITA, NOW + DAY)
    assert await database.ask(asked, candidate) == (NOW, NOW, None)


def moved(db, candidate, *stages):
    """Puts forward and moves, an hour apart; since when they are at interview or beyond, where that is counted."""
    job = storage.jobs.titled(db, TEAM, "Engineer", RITA, NOW)
    storage.submissions.put_forward(db, TEAM, candidate, job.id, stages[0], RITA, NOW)
    for hours, stage in enumerate(stages[1:], start=1):
        storage.submissions.move(
            db, TEAM, storage.submissions.of(db, TEAM, candidate)[0], stage, RITA, NOW + hours * HOUR
        )
    return storage.updates.standings(db, TEAM, [candidate])[candidate].submissions[0].interviewed_at


@pytest.mark.parametrize(
    ("stages", "hours"),
    [
        pytest.param([Stage.INTERVIEW], None, id="at interview: when they entered it"),
        pytest.param([Stage.OFFER], 0, id="began at offer"),
        pytest.param([Stage.SCREENING, Stage.INTERVIEW, Stage.OFFER], 1, id="from interview to offer"),
        pytest.param([Stage.INTERVIEW, Stage.OFFER, Stage.ACCEPTED], 0, id="and on"),
        pytest.param([Stage.INTERVIEW, Stage.SUBMITTED, Stage.INTERVIEW, Stage.OFFER], 2, id="back and there again"),
        pytest.param([Stage.INTERVIEW, Stage.SCREENING], None, id="back"),
    ],
)
async def test_since_when_they_are_at_interview_or_beyond_is_known(database, stages, hours):
    candidate = await database.transact(ana)
    expected = None if hours is None else NOW + hours * HOUR
    assert await database.transact(moved, candidate, *stages) == expected
