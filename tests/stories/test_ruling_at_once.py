"""Whoever presses at the same moment, on two bots: is it decided once, told once, and does each loser hear how?"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

import storage
from bot import disputing, letters, manifest, owners
from bot.clock import StillClock
from bot.facts import ApprovalKind, Passing, Person
from bot.policy import Policy
from handlers import approvals
from practice import shapes, story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message, View
from practice.slack import Practice
from storage.database import Database, Db
from storage.tables import Approvals, Audit, Outbox, OwnerChanges, table
from tests.command import Command, begun
from tests.stories.court import NINA
from tests.stories.desk import open_form
from tests.stories.house import MONDAY, prepared

TEAM = "T0PRACTICE"
TEN = 10
ANA = 4_000
MANAGERS = (story.MAYA, NINA)
# Who claims at once: none of them manages.
CROWD = [f"U0REC{number}" for number in range(TEN)]
CHANGES, OUTBOX, AUDIT, APPROVALS = table(OwnerChanges), table(Outbox), table(Audit), table(Approvals)
POLICY = Policy()


@dataclass
class Two:
    """Two bots on one database, and the workspace they share."""

    slack: Practice
    database: Database
    bots: Sequence[Command]

    def seat(self, id: str) -> Seat:
        return self.slack.seat(id)

    async def quiet(self) -> None:
        """Wait until all that was to be said is said, and recorded."""
        async with asyncio.timeout(30):
            while (await self.database.ask(storage.outbox.figures, MONDAY))["waiting"]:
                for bot in self.bots:
                    await bot.reads(MONDAY.isoformat())
                await asyncio.sleep(0.1)

    def heard(self, id: str, *, at_once: bool = False) -> list[str]:
        """What the bot said to someone unasked, or at once to what they did."""
        mine = [message for message in self.seat(id).dm() if message.user == story.BOT]
        return [plain(message) for message in mine if (message.ephemeral_to is not None) is at_once]

    async def forms(self, seat: Seat, number: int, message: Message, press: str, given: dict[str, str]) -> list[View]:
        """Open a form so many times, each filled in and not sent yet."""
        ready = []
        for _ in range(number):
            await seat.clicks(message, press)
            await seat.fills(given)
            ready.append(open_form(seat))
            self.slack.workspace.modals(seat.person_id).clear()
        return ready

    async def sends(self, seat: Seat, form: View) -> str:
        """Send a form, and read what became of it."""
        assert await seat.deeds.submit(seat.person, form) == ""
        return plain(form)


@pytest.fixture
async def two(postgres_url: str, tmp_path: Path) -> AsyncIterator[Two]:
    clock = StillClock(MONDAY)
    people = [*story.people(), shapes.Person(NINA, "nina", "Nina Berg", "UTC")]
    people += [shapes.Person(id, id, id, "UTC") for id in CROWD]
    prepared(postgres_url)
    async with contextlib.AsyncExitStack() as stack:
        slack = await stack.enter_async_context(Practice(manifest.read(), clock.now, people, story.channels()))
        settings = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.url,
            "DATABASE_URL": postgres_url,
            "MANAGERS": ",".join(MANAGERS),
        }
        start = ("tests.stories.replica", MONDAY.isoformat())
        bots = [await stack.enter_async_context(begun(tmp_path, *start, **settings)) for _ in range(2)]
        await asyncio.gather(*(bot.says("ready") for bot in bots))
        await slack.connected(2)
        database = Database(postgres_url)
        stack.push_async_callback(database.close)
        await database.transact(moves_in)
        yield Two(slack, database, bots)
        assert slack.refused == []


def moves_in(db: Db) -> None:
    """Everybody is known; Ana is nobody's."""
    for id in (story.RITA, story.TOM, *MANAGERS, *CROWD):
        storage.people.meet(db, Person(TEAM, id, id))
    storage.people.appoint(db, TEAM, MANAGERS, ())
    storage.candidates.add_many(db, TEAM, [(ANA, "Ana Silva", ())], story.RITA, MONDAY)


def known(db: Db, id: str) -> Person:
    found = storage.people.known(db, TEAM, id)
    assert found is not None
    return found


def is_before_the_managers(db: Db) -> int:
    """Rita owns Ana, Tom claims her, and Rita has answered."""
    owners.give(db, TEAM, {ANA: story.RITA}, Passing.ADDED, story.RITA, POLICY, MONDAY)
    opened = disputing.open_(db, known(db, story.TOM), ANA, "I met her", "a call", None, POLICY, MONDAY)
    assert opened is not None
    disputing.answer(db, opened.id, "I know her", known(db, story.RITA), POLICY, MONDAY)
    return opened.id


def told_of(db: Db, kind: str) -> list[str]:
    """To whom letters of a kind were written."""
    return sorted(db.execute(select(OUTBOX.c.recipient).where(OUTBOX.c.kind == kind)).scalars())


def verbs(db: Db) -> Counter[str]:
    return Counter(db.execute(select(AUDIT.c.verb).where(AUDIT.c.team == TEAM)).scalars())


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
