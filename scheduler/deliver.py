"""How is what is unsaid said once, and what was said kept true?"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog

import storage
from bot import letters
from bot.blocks import Message
from bot.clock import Clock
from bot.facts import Letter
from bot.policy import Policy
from scheduler import replies
from scheduler.replies import Meaning, Reply
from storage.database import Database, Db

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger("deliver")
AT_ONCE = 50
TOGETHER = 10
CALL_LIMIT = 10.0
LEASE = timedelta(seconds=60)
QUARANTINE = timedelta(seconds=90)
ASKED_BACK = timedelta(seconds=60)
MOST_TRIES = 12
EVENT = "rapport_letter"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter under our claim; `message` is None where it is to be dropped, `tried` where it may have been said."""

    letter: Letter
    message: Message | None
    channel: str | None
    tried: bool


Record = Callable[[Db], bool]


class Deliverer:
    """Says letters to Slack: claims some under a lease, says each, records what came of it.

    `client` posts and never tries again by itself; `lease` and `quarantine` are longer than Slack may take.
    """

    def __init__(
        self,
        database: Database,
        client: AsyncWebClient,
        policy: Policy,
        clock: Clock,
        quarantine: timedelta = QUARANTINE,
    ) -> None:
        self._database = database
        self._client = client
        self._policy = policy
        self._clock = clock
        self._quarantine = quarantine
        self._resting: dict[str, datetime] = {}

    async def deliver(self) -> int:
        """Say one batch; return how many letters were claimed."""
        token, now = secrets.token_hex(16), self._clock.now()
        fence = self._clock.monotonic() + LEASE.total_seconds() - CALL_LIMIT
        claimed = await self._database.transact(claim, token, self._policy, now)
        if not claimed:
            return 0
        log.debug("deliver.claimed", letters=len(claimed))
        by_recipient: dict[tuple[str, str], list[Claimed]] = {}
        for each in claimed:
            by_recipient.setdefault((each.letter.team, each.letter.recipient), []).append(each)
        gate = asyncio.Semaphore(TOGETHER)
        told = await asyncio.gather(*(self._in_turn(gate, mine, token, fence) for mine in by_recipient.values()))
        await self._database.transact(record, [each for some in told for each in some])
        log.debug("deliver.recorded", letters=len(claimed))
        return len(claimed)

    async def _in_turn(
        self, gate: asyncio.Semaphore, mine: Sequence[Claimed], token: str, fence: float
    ) -> list[Record]:
        """Say one person's letters in their order."""
        async with gate:
            return [await self._say(each, token, fence) for each in mine]

    async def _say(self, claimed: Claimed, token: str, fence: float) -> Record:
        """Say one letter and give what is to be recorded of it."""
        letter, now = claimed.letter, self._clock.now()
        if claimed.message is None:
            return lambda db: storage.outbox.drop(db, letter, token)
        rest = self._resting.get(letter.team, now)
        if rest > now or self._clock.monotonic() > fence:
            return _unsent(letter, token, rest, claimed.tried)
        try:
            return await self._spoken(claimed, claimed.message, token, fence)
        except Exception as error:
            return self._failed(claimed, token, replies.classify(error))

    async def _spoken(self, claimed: Claimed, message: Message, token: str, fence: float) -> Record:
        letter = claimed.letter
        if letter.ts and letter.channel:
            log.debug("deliver.updating", letter=letter.id)
            await self._call(
                self._client.chat_update, channel=letter.channel, ts=letter.ts, parse="none", **_shown(message)
            )
            return lambda db: _said(db, letter, token, letter.channel or "", letter.ts or "")
        channel = claimed.channel or await self._open(letter)
        if claimed.tried:
            found = await self._look_back(letter, channel, token)
            if found is not None:
                return found
            if self._clock.monotonic() > fence:
                return _unsent(letter, token, self._clock.now(), True)
        log.debug("deliver.posting", letter=letter.id)
        metadata = {"event_type": EVENT, "event_payload": {"letter": str(letter.id)}}
        reply = await self._call(
            self._client.chat_postMessage, channel=channel, metadata=metadata, unfurl_links=False, **_shown(message)
        )
        log.debug("deliver.posted", letter=letter.id)
        return lambda db: _said(db, letter, token, reply["channel"], reply["ts"])

    async def _open(self, letter: Letter) -> str:
        """Open the direct channel before the first message in it, so that a lost reply can be asked about."""
        log.debug("deliver.opening", letter=letter.id)
        reply = await self._call(self._client.conversations_open, users=letter.recipient)
        channel: str = reply["channel"]["id"]
        await self._database.transact(storage.people.keep_channel, letter.team, letter.recipient, channel)
        return channel

    async def _look_back(self, letter: Letter, channel: str, token: str) -> Record | None:
        """Ask Slack whether a letter whose reply was lost is there; None means that it is to be said (again)."""
        log.debug("deliver.asking", letter=letter.id)
        begun = letter.first_try_at or letter.due_at
        oldest = f"{(begun - ASKED_BACK).timestamp():.6f}"
        try:
            reply = await self._call(
                self._client.conversations_history,
                channel=channel,
                oldest=oldest,
                limit=100,
                include_all_metadata=True,
            )
        except Exception as error:
            if replies.classify(error).error not in ("missing_scope", "not_in_channel", "channel_not_found"):
                raise
            await self._database.transact(storage.outbox.mark_possibly_twice, letter, token)
            return None
        log.debug("deliver.asked", letter=letter.id)
        now = self._clock.now()
        for message in reply["messages"]:
            if message.get("metadata", {}).get("event_payload", {}).get("letter") == str(letter.id):
                ts: str = message["ts"]
                return lambda db: _found_again(db, letter, token, channel, ts, now)
        await self._database.transact(storage.outbox.trying, letter, token, now, channel)
        return None

    async def _call(self, method: Callable[..., Awaitable[Any]], **arguments: Any) -> Any:
        async with asyncio.timeout(CALL_LIMIT):
            return await method(**arguments)

    def _failed(self, claimed: Claimed, token: str, reply: Reply) -> Record:
        """Say what is to be recorded when Slack did not take a letter, or may not have."""
        letter, now = claimed.letter, self._clock.now()
        log.warning("deliver.failed", letter=letter.id, error=reply.error, meaning=reply.meaning.value)
        if reply.meaning is Meaning.PERMANENT or letter.attempt >= MOST_TRIES:
            return lambda db: _give_up(db, letter, token, reply.error, now)
        if reply.meaning in (Meaning.RATE, Meaning.TEAM):
            until = now + (reply.pause or replies.RATE_PAUSE)
            self._resting[letter.team] = until
            return _unsent(letter, token, until, claimed.tried, reply.error)
        if reply.meaning is Meaning.UNSENT:
            later = now + timedelta(seconds=min(2**letter.attempt, 300) * (0.5 + secrets.randbelow(512) / 1024))
            return _unsent(letter, token, later, claimed.tried, reply.error)
        return lambda db: storage.outbox.put_off(db, letter, token, now + self._quarantine, reply.error)


def claim(db: Db, token: str, policy: Policy, now: datetime, quarantine: timedelta = QUARANTINE) -> list[Claimed]:
    """Claim letters that are to be said, draw each as things stand now, and write down that it is being tried.

    One that was tried before and may have been said waits out its quarantine first: only then does asking help.
    """
    mine: list[Claimed] = []
    for team, id in storage.outbox.claim(db, token, now, now + LEASE, AT_ONCE):
        letter = storage.outbox.held(db, team, id, token)
        if letter is None:
            continue
        tried = letter.shown is None and letter.first_try_at is not None
        if tried and letter.first_try_at and now < letter.first_try_at + quarantine:
            storage.outbox.put_off(db, letter, token, letter.first_try_at + quarantine)
            continue
        channel = letter.channel or storage.people.channel(db, team, letter.recipient)
        message = letters.draw(db, letter, policy, now)
        if letter.shown is None and not tried and message is not None:
            storage.outbox.trying(db, letter, token, now, channel)
        elif message is not None:
            storage.outbox.count_try(db, letter, token)
        mine.append(Claimed(letter, message, channel, tried))
    return mine


def record(db: Db, records: Sequence[Record]) -> None:
    """Record what came of each letter; one whose claim was lost meanwhile is left to who has it now."""
    for each in records:
        each(db)


def _said(db: Db, letter: Letter, token: str, channel: str, ts: str) -> bool:
    """Record a letter as shown, and count its nudges the first time."""
    ours = storage.outbox.said(db, letter, token, channel, ts)
    if ours and letter.shown is None:
        _count(db, letter)
    return ours


def _found_again(db: Db, letter: Letter, token: str, channel: str, ts: str, now: datetime) -> bool:
    ours = storage.outbox.found_again(db, letter, token, channel, ts, now)
    if ours:
        _count(db, letter)
    return ours


def _count(db: Db, letter: Letter) -> None:
    for line in storage.lines.of(db, letter.team, letter.id):
        if line.outcome is None:
            storage.promises.count_said(db, letter.team, line.kind, line.subject, line.whom, line.since)


def _give_up(db: Db, letter: Letter, token: str, error: str, now: datetime) -> bool:
    """Put a letter on the operators' list and tell each administrator, once a day at most."""
    ours = storage.outbox.bury(db, letter, token, error)
    if ours and letter.kind != letters.GIVEN_UP:
        for administrator in storage.people.administrators(db, letter.team):
            key = f"{letters.GIVEN_UP}/{administrator.id}/{now.date()}"
            storage.outbox.letter(db, letter.team, key, letters.GIVEN_UP, administrator.id, now, now)
    return ours


def _unsent(letter: Letter, token: str, until: datetime, tried: bool, error: str | None = None) -> Record:
    """Put a letter off that Slack certainly did not take this time."""

    def recorded(db: Db) -> bool:
        if not tried and letter.shown is None:
            storage.outbox.never_reached(db, letter, token)
        return storage.outbox.put_off(db, letter, token, until, error)

    return recorded


def _shown(message: Message) -> dict[str, Any]:
    return {"text": message.text, "blocks": message.blocks}
