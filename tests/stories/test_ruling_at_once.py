"""Whoever presses at the same moment, on two bots: is it decided once, told once, and does each loser hear how?"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

import storage
from bot import disputing, letters, owners
from bot.facts import ApprovalKind, Passing
from bot.policy import Policy
from handlers import approvals
from practice import story
from practice.reading import plain
from storage.database import Db
from storage.tables import Approvals, OwnerChanges, table
from tests.stories.at_once import ANA, CROWD, MANAGERS, TEAM, TEN, Two, known, told_of, two_bots, verbs
from tests.stories.house import MONDAY

CHANGES, APPROVALS = table(OwnerChanges), table(Approvals)
POLICY = Policy()


@pytest.fixture
async def two(postgres_url: str, tmp_path: Path) -> AsyncIterator[Two]:
    async with two_bots(postgres_url, tmp_path) as both:
        yield both


def is_before_the_managers(db: Db) -> int:
    """Rita owns Ana, Tom claims her, and Rita has answered."""
    owners.give(db, TEAM, {ANA: story.RITA}, Passing.ADDED, story.RITA, POLICY, MONDAY)
    opened = disputing.open_(db, known(db, story.TOM), ANA, "I met her", "a call", None, POLICY, MONDAY)
    assert opened is not None
    disputing.answer(db, opened.id, "I know her", known(db, story.RITA), POLICY, MONDAY)
    return opened.id


def changes(db: Db) -> list[tuple[str | None, str | None, str]]:
    rows = db.execute(select(CHANGES).where(CHANGES.c.candidate == ANA).order_by(CHANGES.c.at, CHANGES.c.id))
    return [(row.before, row.after, row.how) for row in rows]


async def test_twenty_rulings_of_two_managers_at_once_are_one(two):
    dispute = await two.database.transact(is_before_the_managers)
    await two.quiet()
    sending = []
    for id in MANAGERS:
        seat = two.seat(id)
        case = next(message for message in seat.dm() if "Keep" in plain(message))
        for press in ("Keep", "Transfer"):
            ready = await two.forms(seat, TEN // 2, case, press, {"Reasons": f"{press} is what {id} thinks"})
            sending += [(seat, form) for form in ready]
    assert len(sending) == 2 * TEN
    said = await asyncio.gather(*(two.sends(seat, form) for seat, form in sending))
    await two.quiet()

    ended = await two.database.ask(storage.disputes.one, TEAM, dispute)
    assert ended is not None
    kept = ended.ruling == "keep"
    how = "@U0RITA keeps Ana Silva" if kept else "Ana Silva goes to @U0TOM"
    outcome = f"{how} · ruled by @{ended.ruled_by}"
    late = [words for words in said if "This was settled before, so nothing was changed." in words]
    assert len(late) == 2 * TEN - 1
    assert all(outcome in words for words in said), said
    assert all(ended.reasons in words for words in late)
    owner = await two.database.ask(storage.ownership.of, TEAM, ANA)
    assert (owner.owner, owner.dispute) == (story.RITA if kept else story.TOM, None)
    assert (await two.database.ask(verbs))["ended"] == 1
    assert len(await two.database.ask(changes)) == (1 if kept else 2)
    assert await two.database.ask(told_of, "disputes.ended") == sorted((story.RITA, story.TOM))
    for id in (story.RITA, story.TOM):
        begun_and_over = [words for words in two.heard(id) if "Ana Silva" in words]
        assert [how in words for words in begun_and_over] == [True, True], begun_and_over
        assert f"ruled by @{ended.ruled_by}" in begun_and_over[-1]
        assert ended.reasons in begun_and_over[-1]
    for id in MANAGERS:
        (case,) = [words for words in two.heard(id) if "Ana Silva" in words]
        assert outcome in case
        assert "Keep | Transfer" not in case


async def test_of_twenty_claims_at_once_on_whom_nobody_owns_one_is_granted(two):
    offered = []
    for id in CROWD:
        seat = two.seat(id)
        await seat.types("/own pool")
        offered += [(seat, seat.dm()[-1])] * 2
    await asyncio.gather(*(seat.clicks(listed, "Claim") for seat, listed in offered))
    own = await two.database.ask(storage.ownership.of, TEAM, ANA)
    assert own.owner in CROWD
    assert await two.database.ask(changes) == [(None, own.owner, "claimed")]
    assert (await two.database.ask(verbs))["owner_claimed"] == 1
    for id in CROWD:
        words = two.heard(id, at_once=True)[-1]
        assert ("yours" in words) if id == own.owner else (f"@{own.owner}" in words), words


def asks_for_ana(db: Db) -> int:
    """Rita asks for Ana, whom nobody owns."""
    approvals.ask(db, known(db, story.RITA), ApprovalKind.ASSIGN, ANA, "She is my neighbour", POLICY, MONDAY)
    id: int = db.execute(select(APPROVALS.c.id)).scalar_one()
    return id


async def test_of_twenty_who_grant_and_refuse_at_once_one_decides(two):
    approval = await two.database.transact(asks_for_ana)
    await two.quiet()
    refusing, granting = [], []
    for id in MANAGERS:
        seat = two.seat(id)
        asked = next(message for message in seat.dm() if "Grant" in plain(message))
        # Whoever comes too late is told so in a window of its own, and three can be open.
        ready = await two.forms(seat, 2, asked, "Refuse …", {"Why": f"{id} says no"})
        refusing += [two.sends(seat, form) for form in ready]
        granting += [seat.clicks(asked, "Grant") for _ in range(TEN - 2)]
    await asyncio.gather(*refusing, *granting)
    await two.quiet()

    decided = await two.database.ask(storage.approvals.one, TEAM, approval)
    assert decided.granted is not None
    own = await two.database.ask(storage.ownership.of, TEAM, ANA)
    assert own.owner == (story.RITA if decided.granted else None)
    assert len(await two.database.ask(changes)) == int(decided.granted)
    assert await two.database.ask(told_of, letters.approvals.ANSWERED) == [story.RITA]
    word = "Granted" if decided.granted else "Refused"
    for id in MANAGERS:
        shown = next(words for words in two.heard(id) if "Ana Silva" in words)
        assert f"{word} by @{decided.decided_by}" in shown
        assert "Grant | Refuse" not in shown
    (answer,) = [words for words in two.heard(story.RITA) if f"@{decided.decided_by} has" in words]
    assert word.lower() in answer
