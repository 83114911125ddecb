"""Whoever decides on one offer at the same moment, on two bots: is there one outcome, and does each loser hear it?"""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

import storage
from bot import letters, owners, promises
from bot.facts import (
    ApprovalKind,
    Band,
    Money,
    Offer,
    OfferDraft,
    OfferKind,
    OfferRound,
    OfferState,
    Package,
    Passing,
    Period,
    RoundBy,
    Stage,
)
from bot.messages import offer_buttons
from bot.policy import Policy
from handlers import offer_saving
from practice import story
from practice.reading import plain
from storage.columns import new_id
from storage.database import Db
from storage.tables import Agreements, Approvals, Losses, Placements, table
from tests.stories.at_once import ANA, MANAGERS, TEAM, Two, known, told_of, two_bots, verbs
from tests.stories.desk import sent
from tests.stories.house import MONDAY

APPROVALS, AGREEMENTS = table(Approvals), table(Agreements)
PLACEMENTS, LOSSES = table(Placements), table(Losses)
POLICY = Policy()
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
PAY = Package(Money(9_000_000, "EUR"))
DECIDED = (OfferState.ACCEPTED, OfferState.DECLINED, OfferState.WITHDRAWN)
# What each button asks, and what it says when it was first.
FORMS = {
    offer_buttons.ACCEPT: {"How the candidate said yes": "By phone", "How they said yes": "In writing"},
    offer_buttons.DECLINE: {"What weighed most": "The pay"},
    offer_buttons.WITHDRAW: {"Why": "The budget was cut"},
    offer_buttons.EXTEND: {
        "To be decided by": "2026-12-01",
        "Why": "She is ill",
        "Who at the client said yes": "Helena",
    },
}
FIRST = {
    OfferState.ACCEPTED: "Ana Silva has accepted our offer",
    OfferState.DECLINED: "Ana Silva says no to our offer",
    OfferState.WITHDRAWN: "is taken back, on record with why.",
}
SAID = {OfferState.WITHDRAWN: "taken back"}


@pytest.fixture
async def two(postgres_url: str, tmp_path: Path) -> AsyncIterator[Two]:
    async with two_bots(postgres_url, tmp_path) as both:
        yield both


def puts_forward(db: Db) -> int:
    """Rita owns Ana and puts her forward; the client allows up to 95 thousand."""
    owners.give(db, TEAM, {ANA: story.RITA}, Passing.ADDED, story.RITA, POLICY, MONDAY)
    job = storage.jobs.titled(db, TEAM, "Backend engineer", story.RITA, MONDAY).id
    ends = (Money(8_000_000, "EUR"), Money(9_500_000, "EUR"))
    storage.bands.put(db, TEAM, Band(new_id(), *ends, Period.YEAR, story.MAYA, MONDAY, job=job))
    return storage.submissions.put_forward(db, TEAM, ANA, job, Stage.OFFER, story.RITA, MONDAY)


def is_offered(db: Db) -> int:
    """Ana has our offer, and an hour to decide."""
    submission = puts_forward(db)
    made = Offer(new_id(), ANA, OfferKind.OURS, OfferState.OPEN, story.RITA, MONDAY, submission, "Backend engineer")
    made = replace(made, made_at=MONDAY, decide_by=MONDAY + HOUR)
    storage.offers.add(db, TEAM, made)
    round = OfferRound(new_id(), made.id, 0, RoundBy.OFFERED, PAY, MONDAY, story.RITA, MONDAY, "Helena Brandt")
    storage.offer_rounds.say(db, TEAM, round)
    promises.plan(db, TEAM, [ANA], POLICY, MONDAY)
    return made.id


def count(db: Db, of) -> int:
    return db.execute(select(func.count()).select_from(of).where(of.c.team == TEAM)).scalar_one()


async def opened(two, offer, each):
    """The forms of all four buttons, filled in by three people who may decide and not sent yet."""
    ready = []
    for id in (story.RITA, *MANAGERS):
        seat = two.seat(id)
        for action, given in FORMS.items():
            message = sent(two, seat, action, offer)
            ready += [(seat, form) for form in await two.forms(seat, each, message, "Press", given)]
    return ready


async def test_of_all_who_decide_while_it_runs_out_one_decides(two):
    offer = await two.database.transact(is_offered)
    await two.quiet()
    ready = await opened(two, offer, 2)
    assert len(ready) == 24
    late = MONDAY + HOUR + SECOND

    async def strikes():
        for bot in two.bots:
            await bot.reads(late.isoformat())

    random.Random(5).shuffle(ready)
    sending = [two.sends(seat, form) for seat, form in ready]
    said = [words for words in await asyncio.gather(*sending[:12], strikes(), *sending[12:]) if words]
    await two.quiet(late)

    after = await two.database.ask(storage.offers.offer, TEAM, offer)
    changes = (await two.database.ask(storage.offers.changes, TEAM, [offer]))[offer]
    states = [each.state for each in changes if each.state]
    assert states[0] is OfferState.OPEN
    assert [state for state in states if state in DECIDED] == [after.state], said
    for state, words in FIRST.items():
        assert sum(words in each for each in said) == int(state is after.state), said
    decided = next(each for each in changes if each.state is after.state)
    is_over = f"is decided already: {SAID.get(after.state, after.state.value)} by @{decided.by}"
    # It was moved at most once, before it ran out or after, and whoever pressed after that is told.
    assert sum(each.decide_by is not None for each in changes[1:]) <= 1, changes
    answers = (is_over, FIRST[after.state], "This offer has run out.", "moved this deadline", "is to be decided by")
    for words in said:
        assert any(each in words for each in (*answers, "so there is nothing to wait for")), words
    if after.state is OfferState.ACCEPTED and states[-2:-1] == [OfferState.EXPIRED]:
        assert decided.said_yes

    accepted, declined = after.state is OfferState.ACCEPTED, after.state is OfferState.DECLINED
    assert await two.database.ask(count, AGREEMENTS) == await two.database.ask(count, PLACEMENTS) == int(accepted)
    assert await two.database.ask(count, LOSSES) == int(declined)
    ends = {OfferState.ACCEPTED: Stage.ACCEPTED, OfferState.DECLINED: Stage.DECLINED}
    submission = await two.database.ask(storage.submissions.submission, TEAM, after.submission)
    assert submission.stage is ends.get(after.state, Stage.OFFER)
    assert (await two.database.ask(verbs))["offer_changed"] == len(changes)
    ran_out = sum(state is OfferState.EXPIRED for state in states)
    assert await two.database.ask(told_of, letters.RAN_OUT) == [story.RITA] * ran_out


def asks_for_more(db: Db) -> tuple[int, int]:
    """Rita offers more than the client allows; both managers are asked."""
    submission = puts_forward(db)
    draft = OfferDraft(ANA, OfferKind.OURS, submission=submission, pay="€99,000 a year")
    done = offer_saving.save(db, draft, known(db, story.RITA), POLICY, MONDAY).done
    assert set(done.asked) == set(MANAGERS)
    id = db.execute(select(APPROVALS.c.id).where(APPROVALS.c.kind == ApprovalKind.FEASIBLE)).scalar_one()
    return done.offer.id, id


async def test_of_twenty_who_approve_decline_and_change_at_once_one_decides(two):
    offer, approval = await two.database.transact(asks_for_more)
    await two.quiet()
    sending = []
    for id in MANAGERS:
        seat = two.seat(id)
        asked = next(message for message in seat.dm() if "Approve" in plain(message))
        # Whoever comes too late is told so in a window of its own, and three can be open.
        for number, press, given in (
            (2, "Decline …", {"Why": f"{id} says no"}),
            (1, "Change …", {"What may be offered": "€94,000 a year", "Why": "less"}),
        ):
            ready = await two.forms(seat, number, asked, press, given)
            sending += [two.sends(seat, form) for form in ready]
        sending += [seat.clicks(asked, "Approve") for _ in range(7)]
    assert len(sending) == 20
    await asyncio.gather(*sending)
    await two.quiet()

    decided = await two.database.ask(storage.approvals.one, TEAM, approval)
    after = await two.database.ask(storage.offers.offer, TEAM, offer)
    rounds = (await two.database.ask(storage.offer_rounds.rounds, TEAM, [offer]))[offer]
    assert decided.decided_by in MANAGERS
    assert after.state is (OfferState.OPEN if decided.granted else OfferState.EXPECTED)
    changed = bool(decided.about.get("changed"))
    by = [each.by for each in rounds]
    if changed:
        assert (by, rounds[-1].package.base) == ([RoundBy.WITHHELD, RoundBy.OFFERED], Money(9_400_000, "EUR"))
    else:
        assert by == [RoundBy.OFFERED if decided.granted else RoundBy.WITHHELD]
    counted = await two.database.ask(verbs)
    assert counted["granted"] + counted["refused"] == 1
    assert await two.database.ask(told_of, letters.approvals.ANSWERED) == [story.RITA]
    word = "Declined" if not decided.granted else "Approved"
    for id in MANAGERS:
        shown = next(words for words in two.heard(id) if "asks to offer Ana Silva" in words)
        assert f"by @{decided.decided_by}" in shown
        assert word.lower() in shown.lower()
        assert "Approve | Decline" not in shown
    (answer,) = [words for words in two.heard(story.RITA) if f"@{decided.decided_by} has" in words]
    assert "94,000" not in answer
    assert "99,000" not in answer
