"""Do offers, what was agreed and placements follow a record that becomes one with another, and go back with it?"""

from dataclasses import replace

import pytest
from sqlalchemy import select

import storage
from bot import letters, rules
from bot.facts import (
    Agreed,
    AgreedHow,
    Agreement,
    ApprovalKind,
    Loss,
    LossReason,
    Money,
    Offer,
    OfferKind,
    OfferRound,
    OfferState,
    Package,
    Placement,
    RoundBy,
    Stage,
)
from bot.offering.merging import JOINED
from storage.columns import new_id
from storage.tables import Candidates, Outbox, table
from tests.storage.examples import DAY, HOUR, MAYA, NOW, RITA, TEAM, TOM, person
from tests.storage.merging import POLICY, add, everything, merge, met, put, undo

LATER = NOW + DAY
PAY = Package(Money(8_500_000, "EUR"))


def offered(db, candidate, submission, at=NOW, state=OfferState.OPEN, kind=OfferKind.OURS, company="Acme"):
    """An offer with one round, open for three days; about one that waits, Maya is asked."""
    id, by = new_id(), at + 3 * DAY if (kind, state) == (OfferKind.OURS, OfferState.OPEN) else None
    storage.offers.add(db, TEAM, Offer(id, candidate, kind, state, RITA, at, submission, company, decide_by=by))
    if state is OfferState.WAITING:
        asks(db, candidate, id, at)
    else:
        says(db, id, RoundBy.OFFERED, at)
    return id


def says(db, offer, by, at):
    return storage.offer_rounds.say(db, TEAM, OfferRound(new_id(), offer, 0, by, PAY, at, RITA, at))


def asks(db, candidate, offer, at=NOW):
    """A round of an offer waits: Maya is asked by Rita, and will be reminded."""
    about = {"offer": offer, "round": says(db, offer, RoundBy.WAITING, at).id, "job": None}
    asked = storage.approvals.ask(db, TEAM, ApprovalKind.FEASIBLE, candidate, RITA, "", at, about)
    storage.people.meet(db, person(MAYA))
    letters.approvals.say(db, letters.approvals.ASKED, person(MAYA), asked, RITA, POLICY, at)
    storage.promises.write(db, TEAM, [rules.more_time.clock(asked.id, at + DAY, at)])
    return asked.id


def asked_of_maya(db, id):
    """What became of something asked, what Maya reads of it, and in which version."""
    (letter,) = storage.approvals.letters(db, TEAM, id, letters.approvals.ASKED)
    there = storage.outbox.by_id(db, TEAM, letter)
    assert there is not None
    said = letters.draw(db, there, POLICY, LATER)
    assert said is not None
    return storage.approvals.one(db, TEAM, id), said.text, there.version


def placed(db, candidate, submission, offer):
    """What follows when an offer is accepted: terms, a placement; and, so that there is a row, a loss."""
    job = next(each.job for each in storage.submissions.of(db, TEAM, candidate) if each.id == submission)
    yes = Agreed("Petra", NOW.date(), AgreedHow.SIGNED)
    storage.agreements.add(db, TEAM, Agreement(new_id(), offer, candidate, 1, PAY, yes, yes, NOW, RITA))
    storage.placements.add(db, TEAM, Placement(submission, candidate, job, offer, NOW, RITA, 90), NOW)
    storage.losses.add(db, TEAM, Loss(offer, candidate, submission, LossReason.PAY, NOW, RITA))
    storage.offers.mark(db, TEAM, candidate)


def two(db, job_of_twin="Cook"):
    """Ana and her twin, each put forward."""
    rita, ana, twin = met(db), add(db, "Ana Silva"), add(db, "Ana Silva")
    put(db, ana, "Cook", Stage.INTERVIEW, NOW)
    put(db, twin, job_of_twin, Stage.OFFER, NOW)
    return rita, ana, twin


def submission(db, candidate):
    return storage.submissions.of(db, TEAM, candidate)[0].id


def dealings(db, *ids):
    """Whether something goes on with each of them that has to do with offers, as their row has it."""
    rows = dict(db.execute(select(table(Candidates).c.id, table(Candidates).c.dealing)).all())
    return [rows.get(id) for id in ids]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("same_job", "both"), [(False, False), (True, False), (True, True)], ids=["two jobs", "one job", "both said yes"]
)
async def test_all_of_it_follows_and_goes_back_to_the_last_row(database, turned, same_job, both):
    def begin(db):
        rita, ana, twin = two(db, "Cook" if same_job else "Baker")
        offer = offered(db, twin, submission(db, twin), state=OfferState.ACCEPTED)
        placed(db, twin, submission(db, twin), offer)
        offered(db, ana, None, kind=OfferKind.RIVAL)
        if both:
            placed(db, ana, submission(db, ana), offered(db, ana, submission(db, ana), state=OfferState.ACCEPTED))
        return rita, ana, twin, offer

    rita, ana, twin, offer = await database.transact(begin)
    before = [await database.ask(everything, TEAM, id) for id in (ana, twin)]
    kept, gone = (twin, ana) if turned else (ana, twin)
    id = await database.transact(merge, kept, gone, rita, LATER)
    one = await database.ask(everything, TEAM, kept)
    more = int(both)
    assert [len(one[name]) for name in ("offers", "agreements", "placements", "losses")] == [
        2 + more,
        1 + more,
        1,
        1 + more,
    ]
    there = {row["id"] for row in one["submissions"]}
    assert {one["placements"][0]["submission"], one["losses"][0]["submission"]} <= there
    assert len(there) == (1 if same_job else 2)
    assert not any((await database.ask(everything, TEAM, gone)).values())
    assert (await database.ask(storage.agreements.of, TEAM, offer))[0].package == PAY
    assert await database.ask(dealings, kept) == [True]
    await database.transact(undo, id, rita, LATER + HOUR)
    assert [await database.ask(everything, TEAM, each) for each in (ana, twin)] == before
    assert await database.ask(dealings, ana, twin) == [True, True]


# How Ana's and her twin's offer for the one job stand, and when each was raised: whose goes on.
BOTH_UNDECIDED = [
    (OfferState.OPEN, NOW, OfferState.OPEN, NOW + HOUR, "twin"),
    (OfferState.OPEN, NOW + HOUR, OfferState.OPEN, NOW, "ana"),
    (OfferState.OPEN, NOW, OfferState.EXPECTED, NOW + HOUR, "ana"),
    (OfferState.EXPECTED, NOW + HOUR, OfferState.WAITING, NOW, "twin"),
    (OfferState.WAITING, NOW + HOUR, OfferState.OPEN, NOW, "twin"),
]


@pytest.mark.parametrize(("first", "first_at", "second", "second_at", "stands"), BOTH_UNDECIDED)
async def test_of_two_undecided_offers_for_one_job_one_goes_on(database, first, first_at, second, second_at, stands):
    def begin(db):
        rita, ana, twin = two(db)
        offers = {
            "ana": offered(db, ana, submission(db, ana), first_at, first),
            "twin": offered(db, twin, submission(db, twin), second_at, second),
        }
        return rita, ana, twin, offers

    def stood(db):
        return {name: storage.offers.offer(db, TEAM, id) for name, id in offers.items()}

    rita, ana, twin, offers = await database.transact(begin)
    before = await database.ask(stood)
    id = await database.transact(merge, ana, twin, rita, LATER)
    after = await database.ask(stood)
    assert {name for name, each in after.items() if each.undecided} == {stands}
    over = next(each for name, each in after.items() if name != stands)
    assert (over.state, over.ended_at) == (OfferState.OVER, LATER)
    assert len({each.submission for each in after.values()}) == 1
    await database.transact(undo, id, rita, LATER + HOUR)
    again = await database.ask(stood)
    (ended,) = again.keys() - {stands}
    if before[ended].state is OfferState.WAITING:  # nobody is asked about it any more
        before[ended] = replace(before[ended], state=OfferState.EXPECTED)
    assert {name: replace(each, version=0) for name, each in again.items()} == {
        name: replace(each, version=0) for name, each in before.items()
    }
    told = await database.ask(storage.offers.changes, TEAM, list(offers.values()))
    assert {id: each[-1].state for id, each in told.items()} == {each.id: each.state for each in again.values()}
    assert await database.ask(dealings, ana, twin) == [True, True]


@pytest.mark.parametrize("turned", [False, True])
async def test_what_managers_were_asked_about_an_offer_that_a_merge_ends_is_closed(database, turned):
    def begin(db):
        _, ana, twin = two(db)
        offer = offered(db, ana, submission(db, ana), state=OfferState.EXPIRED)
        asked = asks(db, ana, offer)
        return ana, twin, asked, offered(db, twin, submission(db, twin), LATER)

    def told(db):
        chosen = select(table(Outbox).c.recipient).where(table(Outbox).c.kind == letters.approvals.ANSWERED)
        return list(db.execute(chosen).scalars())

    ana, twin, id, _ = await database.transact(begin)
    _, _, first = await database.ask(asked_of_maya, id)
    kept, gone = (twin, ana) if turned else (ana, twin)
    merged = await database.transact(merge, kept, gone, person(TOM), LATER)
    asked, said, version = await database.ask(asked_of_maya, id)
    assert (asked.candidate, asked.granted, asked.decided_by, asked.answer) == (kept, False, "", JOINED)
    assert f"It came to nothing: {JOINED}" in said
    assert version > first
    assert await database.ask(told) == [RITA]
    assert await database.ask(storage.promises.of, TEAM, rules.more_time.CLOCK, [str(id)]) == []
    assert await database.ask(rounds_that_wait, asked) == []
    await database.transact(undo, merged, person(TOM), LATER + HOUR)
    asked, said, _ = await database.ask(asked_of_maya, id)
    assert (asked.candidate, asked.granted) == (ana, False)
    assert await database.ask(rounds_that_wait, asked) == []


def rounds_that_wait(db, asked):
    rounds = storage.offer_rounds.rounds(db, TEAM, [asked.about["offer"]])[asked.about["offer"]]
    return [each for each in rounds if each.by is RoundBy.WAITING]


@pytest.mark.parametrize("turned", [False, True])
async def test_what_managers_are_asked_goes_on_about_the_one_and_goes_back(database, turned):
    def begin(db):
        rita, ana, twin = two(db)
        offer = offered(db, ana, submission(db, ana))
        return rita, ana, twin, asks(db, ana, offer)

    rita, ana, twin, id = await database.transact(begin)
    kept, gone = (twin, ana) if turned else (ana, twin)
    merged = await database.transact(merge, kept, gone, rita, LATER)
    asked, _, _ = await database.ask(asked_of_maya, id)
    assert (asked.candidate, asked.granted) == (kept, None)
    assert len(await database.ask(rounds_that_wait, asked)) == 1
    await database.transact(undo, merged, rita, LATER + HOUR, False)
    asked, _, _ = await database.ask(asked_of_maya, id)
    assert (asked.candidate, asked.granted) == (ana, None)


@pytest.mark.parametrize("turned", [False, True])
async def test_beside_an_offer_that_is_agreed_to_none_goes_on_for_the_same_job(database, turned):
    def begin(db):
        rita, ana, twin = two(db)
        yes = offered(db, ana, submission(db, ana), state=OfferState.ACCEPTED)
        placed(db, ana, submission(db, ana), yes)
        return rita, ana, twin, yes, offered(db, twin, submission(db, twin), LATER)

    rita, ana, twin, yes, still_open = await database.transact(begin)
    before = [await database.ask(storage.offers.offer, TEAM, each) for each in (yes, still_open)]
    kept, gone = (twin, ana) if turned else (ana, twin)
    id = await database.transact(merge, kept, gone, rita, LATER)
    after = [await database.ask(storage.offers.offer, TEAM, each) for each in (yes, still_open)]
    assert [each.state for each in after] == [OfferState.ACCEPTED, OfferState.OVER]
    assert after[0].submission == after[1].submission
    await database.transact(undo, id, rita, LATER + HOUR)
    again = [await database.ask(storage.offers.offer, TEAM, each) for each in (yes, still_open)]
    assert [replace(each, version=0) for each in again] == [replace(each, version=0) for each in before]
    assert await database.ask(dealings, ana, twin) == [True, True]


async def test_what_was_accepted_since_stays_so_when_the_merge_is_taken_back(database):
    def begin(db):
        rita, ana, twin = two(db)
        return rita, ana, twin, offered(db, ana, submission(db, ana)), offered(db, twin, submission(db, twin), LATER)

    def revived(db):
        before = storage.offers.offer(db, TEAM, earlier)
        assert before
        storage.offers.change(db, TEAM, before, replace(before, state=OfferState.ACCEPTED), RITA, LATER + HOUR)

    rita, ana, twin, earlier, _ = await database.transact(begin)
    id = await database.transact(merge, ana, twin, rita, LATER)
    await database.transact(revived)
    await database.transact(undo, id, rita, LATER + 2 * HOUR)
    there = await database.ask(storage.offers.offer, TEAM, earlier)
    assert (there.state, there.candidate, there.submission) == (
        OfferState.ACCEPTED,
        ana,
        await database.ask(submission, ana),
    )


@pytest.mark.parametrize("with_kept", [False, True])
async def test_an_offer_made_since_follows_its_submission_and_a_rivals_whom_it_is_said_to(database, with_kept):
    rita, ana, twin = await database.transact(two, "Baker")
    theirs = await database.ask(submission, twin)
    id = await database.transact(merge, ana, twin, rita, LATER)
    ours = await database.transact(offered, ana, theirs, LATER)
    asked = await database.transact(asks, ana, ours, LATER)
    rival = await database.transact(offered, ana, None, LATER, OfferState.EXPECTED, OfferKind.RIVAL)
    await database.transact(undo, id, rita, LATER + HOUR, with_kept)
    assert (await database.ask(storage.offers.offer, TEAM, ours)).candidate == twin
    assert (await database.ask(storage.approvals.one, TEAM, asked)).candidate == twin
    assert (await database.ask(storage.offers.offer, TEAM, rival)).candidate == (ana if with_kept else twin)
    assert await database.ask(dealings, ana, twin) == [with_kept, True]
