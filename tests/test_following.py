"""Does what is offered follow whoever is moved by hand, and stand as it stood once they are moved back?"""

import asyncio
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

import storage
from bot.errors import Refused
from bot.facts import Closing, LossReason, Offer, OfferKind, OfferState, Owing, Stage, Step
from bot.forms.jobs import Close
from bot.forms.losing import Said
from bot.offering import clock, deciding, following, going, losing, reopening, rounds
from handlers import closing, deadlines, submissions, taking
from handlers.deciding import read_accept
from storage.columns import new_id
from storage.database import Database
from storage.migrate import migrate
from tests.dealt import POLICY, TERMS, dealt, offer, owed, states, submission
from tests.keys import KEYS
from tests.storage.examples import HOUR, NOW, RITA, TEAM, person

ME = person(RITA)
KINDS = (Owing.DECISIONS, Owing.AGREEMENTS, Owing.RESIGNATIONS, Owing.RIVALS)
LATER = NOW + HOUR


@pytest.fixture
async def database(database_url):
    made = Database(database_url, KEYS)
    try:
        migrate(made.engine)
        yield made
    finally:
        await made.close()


@pytest.fixture
async def on_sqlite(sqlite_url):
    made = Database(sqlite_url, KEYS)
    try:
        yield made
    finally:
        await made.close()


def moves(db, id, stage, now=LATER, *, closed=False):
    lost = following.move_many(db, [(submission(db, id), stage)], ME, POLICY, now, closed=closed)
    deciding.plan(db, submission(db, id).candidate, ME, POLICY, now)
    return lost


def accepted(db, deal):
    deciding.accept(db, offer(db, deal.ours), submission(db, deal.submission), TERMS, ME, POLICY, NOW)


def started(db, deal):
    accepted(db, deal)
    moves(db, deal.submission, Stage.PLACED, NOW + HOUR / 2)


def not_made(db, deal):
    there = offer(db, deal.ours)
    storage.offers.change(db, TEAM, there, replace(there, state=OfferState.WAITING, made_at=None), RITA, NOW)


def ran_out(db, deal):
    there = offer(db, deal.ours)
    storage.offers.change(db, TEAM, there, replace(there, decide_by=NOW + HOUR / 2), RITA, NOW)


def nothing(db, deal):
    pass


@pytest.mark.parametrize(
    ("before", "stage", "closed", "ends", "is_asked", "back"),
    [
        pytest.param(nothing, Stage.DECLINED, False, "declined", True, "open", id="they said no"),
        pytest.param(nothing, Stage.WITHDRAWN, False, "declined", True, "open", id="they went"),
        pytest.param(nothing, Stage.REJECTED, False, "withdrawn", False, "open", id="the client rejects them"),
        pytest.param(ran_out, Stage.DECLINED, False, "declined", True, "expired", id="after it ran out unseen"),
        pytest.param(not_made, Stage.WITHDRAWN, False, "withdrawn", False, "expected", id="before it was made"),
        pytest.param(nothing, Stage.REJECTED, True, "withdrawn", False, "open", id="with their job"),
        pytest.param(accepted, Stage.FELL_THROUGH, False, "declined", True, "accepted", id="after a yes"),
        pytest.param(accepted, Stage.FELL_THROUGH, True, "withdrawn", False, "accepted", id="a yes, with their job"),
        pytest.param(started, Stage.FELL_THROUGH, False, "accepted", True, "accepted", id="after they had started"),
    ],
)
async def test_whoever_comes_to_an_end_has_no_offer_and_is_back_with_it(
    on_sqlite, before, stage, closed, ends, is_asked, back
):
    def scene(db):
        deal = dealt(db)
        before(db, deal)
        stood, going_on = states(db, deal), storage.placements.going(db, TEAM, [deal.ana])
        moves(db, deal.other, Stage.REJECTED, NOW + HOUR / 4)
        (lost,) = moves(db, deal.submission, stage, closed=closed) or [None]
        assert (lost is not None) is is_asked
        assert not lost or lost.id == deal.ours
        told = [(each.loss.offer, each.loss.reason) for each in storage.losses.of(db, TEAM, deal.ana)]
        assert told == ([(deal.ours, LossReason.UNSAID)] if is_asked else [])
        after = states(db, deal)
        assert {after[name] for name in ("acme", "blue", "counter")} <= {"over", "declined"}
        assert not owed(db, deal, *KINDS)
        stands = Stage.ACCEPTED if stage is Stage.FELL_THROUGH else Stage.OFFER
        moves(db, deal.submission, stands, LATER + HOUR)
        moves(db, deal.other, Stage.INTERVIEW, LATER + HOUR)
        assert storage.losses.of(db, TEAM, deal.ana) == []
        assert storage.placements.going(db, TEAM, [deal.ana]) == going_on
        return after["ours"], states(db, deal), stood | {"ours": back, "submission": stands}

    ours, again, wanted = await on_sqlite.transact(scene)
    assert ours == ends
    assert again == wanted


async def test_what_somebody_has_said_of_an_end_stands_though_they_are_moved_back(on_sqlite):
    def scene(db):
        deal = dealt(db)
        losing.decline(db, offer(db, deal.ours), LossReason.PAY, None, "", ME, POLICY, LATER)
        moves(db, deal.submission, Stage.OFFER, LATER + HOUR)
        return states(db, deal)["ours"], [each.loss.reason for each in storage.losses.of(db, TEAM, deal.ana)]

    assert await on_sqlite.transact(scene) == ("declined", [LossReason.PAY])


async def test_a_yes_by_hand_stops_the_clock_and_owes_the_terms(database):
    def scene(db):
        deal, days = dealt(db), timedelta(days=9)
        moves(db, deal.submission, Stage.ACCEPTED)
        at_yes = offer(db, deal.ours)
        owes = owed(db, deal, *KINDS)
        (tick,) = storage.promises.about(db, TEAM, [clock.KIND], [str(deal.ours)])
        clock.tick(db, TEAM, tick, POLICY, NOW + days)
        assert offer(db, deal.ours).state is OfferState.OPEN
        moves(db, deal.submission, Stage.OFFER, NOW + days)
        return at_yes, owes, offer(db, deal.ours), owed(db, deal, *KINDS)

    at_yes, owes, back, then = await database.transact(scene)
    assert (at_yes.state, at_yes.decide_by) == (OfferState.OPEN, None)
    assert owes == {(Owing.AGREEMENTS, RITA)}
    assert back.decide_by
    assert back.decide_by > NOW + timedelta(days=12)
    assert then == {(Owing.DECISIONS, RITA)}


async def test_what_ran_out_before_a_yes_by_hand_is_not_to_be_renewed(on_sqlite):
    def scene(db):
        deal = dealt(db)
        ran_out(db, deal)
        moves(db, deal.submission, Stage.ACCEPTED)
        with pytest.raises(Refused, match="press Accepted"):
            deadlines.read_form(db, deal.ours, ME, POLICY, LATER)
        return offer(db, deal.ours).state, owed(db, deal, *KINDS)

    assert await on_sqlite.transact(scene) == (OfferState.EXPIRED, {(Owing.AGREEMENTS, RITA)})


@pytest.mark.parametrize(
    ("before", "stage", "acme", "stood"),
    [
        pytest.param(nothing, Stage.DECLINED, "over", ("open", "offer"), id="as they said no"),
        pytest.param(accepted, Stage.FELL_THROUGH, "declined", ("accepted", "accepted"), id="as they had said yes"),
    ],
)
async def test_why_is_said_later_and_whom_they_went_to_though_we_had_let_that_go(database, before, stage, acme, stood):
    def scene(db):
        deal = dealt(db)
        before(db, deal)
        moves(db, deal.other, Stage.REJECTED, NOW + HOUR / 4)
        moves(db, deal.submission, stage)
        assert states(db, deal)["acme"] == acme
        loss = losing.unsaid(db, TEAM, offer(db, deal.ours))
        assert loss
        over_by = going.moments(db, TEAM, loss)
        said = (LossReason.RIVAL, None, "ACME", ME, POLICY, LATER + HOUR, over_by)
        found = going.to_whom(db, offer(db, deal.ours), *said)
        losing.explain(db, loss, LossReason.RIVAL, found, "slow", ME, POLICY, LATER + HOUR)
        assert len(storage.offers.of(db, TEAM, deal.ana)) == 4
        assert losing.unsaid(db, TEAM, offer(db, deal.ours)) is None
        (told,) = storage.losses.of(db, TEAM, deal.ana)
        assert (told.loss.reason, told.company, told.loss.at, states(db, deal)["acme"]) == (
            LossReason.RIVAL,
            "Acme",
            LATER,
            "accepted",
        )
        reopening.reopen(db, offer(db, deal.ours), ME, POLICY, LATER + 2 * HOUR)
        return states(db, deal)

    stands = await database.transact(scene)
    assert (stands["ours"], stands["submission"], stands["acme"]) == (*stood, "open")


@pytest.mark.parametrize(
    ("before", "stage"),
    [pytest.param(nothing, None, id="as they said no"), pytest.param(accepted, Stage.FELL_THROUGH, id="after a yes")],
)
async def test_to_whom_they_went_can_be_said_once_that_is_known(on_sqlite, before, stage):
    def scene(db):
        deal = dealt(db)
        before(db, deal)
        moves(db, deal.other, Stage.REJECTED, NOW + HOUR / 4)
        if stage:
            moves(db, deal.submission, stage)
            loss = losing.unsaid(db, TEAM, offer(db, deal.ours))
            assert loss
            losing.explain(db, loss, LossReason.PAY, None, "slow", ME, POLICY, LATER)
        else:
            losing.decline(db, offer(db, deal.ours), LossReason.PAY, None, "slow", ME, POLICY, LATER)
        asked = read_accept(db, deal.acme, ME, POLICY, LATER + HOUR)
        assert isinstance(asked, taking.Going)
        assert (asked.ends, asked.reason) == ((), LossReason.PAY)
        said = Said(deal.acme, LossReason.RIVAL, "")
        done = taking.decide_taken(db, said, ME, POLICY, LATER + HOUR)
        (told,) = storage.losses.of(db, TEAM, deal.ana)
        again = taking.decide_taken(db, said, ME, POLICY, LATER + HOUR)
        seen = (told.loss.reason, told.company, told.loss.learned, told.loss.at)
        return done.tag, again.tag, seen, states(db, deal)["acme"], offer(db, deal.acme).ended_at

    seen = (LossReason.RIVAL, "Acme", "slow", LATER)
    assert await on_sqlite.transact(scene) == ("no", "already", seen, "accepted", LATER)


@pytest.mark.parametrize(
    ("reason", "chosen", "company", "goes"),
    [
        pytest.param(LossReason.RIVAL, "acme", "", "acme", id="to a rival on record"),
        pytest.param(LossReason.RIVAL, None, "ACME", "acme", id="to the same, typed"),
        pytest.param(LossReason.RIVAL, None, "Globex", (OfferKind.RIVAL, "Globex"), id="to a rival nobody knew of"),
        pytest.param(LossReason.PAY, None, "Globex", (OfferKind.RIVAL, "Globex"), id="to a rival, for the pay"),
        pytest.param(LossReason.PAY, None, "", None, id="to nobody known"),
        pytest.param(LossReason.PAY, "counter", "", "counter", id="to their employer, for the pay"),
        pytest.param(LossReason.COUNTER, None, "", "counter", id="to their employer, who is on record"),
        pytest.param(LossReason.RIVAL, None, "", "company", id="which rival?"),
        pytest.param(LossReason.RIVAL, "acme", "Globex", "company", id="to two at once"),
        pytest.param(LossReason.RIVAL, "counter", "", "reason", id="their employer is no rival"),
        pytest.param(LossReason.COUNTER, "acme", "", "reason", id="a rival is not their employer"),
        pytest.param(LossReason.COUNTER, None, "acme", "reason", id="nor one that was typed"),
    ],
)
async def test_whom_they_go_to_is_named_and_fits_the_reason(on_sqlite, reason, chosen, company, goes):
    def scene(db):
        deal = dealt(db)
        one = offer(db, getattr(deal, chosen)) if chosen else None
        try:
            found = going.to_whom(db, offer(db, deal.ours), reason, one, company, ME, POLICY, LATER)
        except Refused as refused:
            return refused.field
        if found is None:
            return None
        names = {getattr(deal, name): name for name in ("acme", "blue", "counter")}
        return names.get(found.id, (found.kind, found.company))

    assert await on_sqlite.transact(scene) == goes


async def test_a_counter_offer_that_nobody_knew_of_is_written_down(on_sqlite):
    def scene(db):
        deal = dealt(db)
        losing.refuse(db, offer(db, deal.counter), "", ME, POLICY, NOW)
        found = going.to_whom(db, offer(db, deal.ours), LossReason.COUNTER, None, "", ME, POLICY, LATER)
        assert found
        losing.decline(db, offer(db, deal.ours), LossReason.COUNTER, found, "", ME, POLICY, LATER)
        (told,) = storage.losses.of(db, TEAM, deal.ana)
        return told.kind, told.loss.to == found.id, offer(db, found.id).state

    assert await on_sqlite.transact(scene) == (OfferKind.COUNTER, True, OfferState.ACCEPTED)


async def test_no_decision_is_taken_back_whose_submission_is_over_by_another(on_sqlite):
    def scene(db):
        deal = dealt(db)
        losing.withdraw(db, offer(db, deal.ours), "budget", None, ME, POLICY, NOW)
        assert reopening.is_possible(db, TEAM, offer(db, deal.ours))
        moves(db, deal.submission, Stage.REJECTED)
        with pytest.raises(Refused, match="not in process"):
            reopening.reopen(db, offer(db, deal.ours), ME, POLICY, LATER + HOUR)

    await on_sqlite.transact(scene)


async def test_an_offer_written_down_at_yes_has_no_deadline(on_sqlite):
    def scene(db):
        deal = dealt(db)
        moves(db, deal.other, Stage.ACCEPTED)
        new = Offer(
            new_id(), deal.ana, OfferKind.OURS, OfferState.OPEN, RITA, LATER, submission=deal.other, company="Analyst"
        )
        return rounds.raise_offer(db, new, None, ME, POLICY, LATER).offer.decide_by

    assert await on_sqlite.transact(scene) is None


def takes(db, deal):
    there = submission(db, deal.submission)
    submissions.take(db, Step(deal.ana, there.job, Stage.REJECTED, there.id), ME, POLICY, LATER)


def closes(db, deal):
    closing.decide_close(db, Close(submission(db, deal.submission).job, Closing.CANCELLED), ME, POLICY, LATER)


@pytest.mark.parametrize("moves_them", [takes, closes])
async def test_whoever_moves_them_holds_the_candidate_first_as_whoever_decides_does(postgres_url, moves_them):
    both = [Database(postgres_url, KEYS), Database(postgres_url, KEYS)]
    held, let_go, begun = threading.Event(), threading.Event(), []

    def decides(db, deal):
        begun.append("decides")
        storage.ownership.hold(db, TEAM, [deal.ana])
        held.set()
        assert let_go.wait(20)
        storage.submissions.submission(db, TEAM, deal.submission, hold=True)

    def is_moved(db, deal):
        begun.append("moves")
        moves_them(db, deal)

    try:
        await asyncio.to_thread(migrate, both[0].engine)
        deal = await both[0].transact(dealt)
        first = asyncio.ensure_future(both[0].transact(decides, deal))
        assert await asyncio.to_thread(held.wait, 20)
        second = asyncio.ensure_future(both[1].transact(is_moved, deal))
        await asyncio.wait([second], timeout=0.3)
        let_go.set()
        await asyncio.gather(first, second)
        assert begun == ["decides", "moves"], "neither had to begin anew"
    finally:
        let_go.set()
        for each in both:
            await each.close()
