"""How is what is unsaid said once, and what was said kept true?"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog

import storage
from bot import letters, messages
from bot.blocks import Message
from bot.clock import Clock
from bot.facts import Letter
from bot.policy import Policy
from scheduler import claims, outcomes, places, replies
from scheduler.claims import Claimed
from scheduler.outcomes import Outcome
from scheduler.replies import Meaning
from scheduler.turns import Limits, Turn
from storage.database import Database

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger("deliver")
TOGETHER = 10
CALL_LIMIT = Limits().call.total_seconds()
CLOCKS_DIFFER = timedelta(seconds=60)
A_PAGE = 200
PATIENCE = 3
EVENT = "rapport_letter"
# What several people work with in a channel is said again where one of them has deleted it.
ANEW = frozenset({letters.disputes.CASE})


class Deliverer:
    """Says letters to Slack: claims some under a lease, says each, records what came of it.

    `client` posts and never tries again by itself. Once `closing`, what is not begun is left to the next start.
    """

    def __init__(
        self, database: Database, client: AsyncWebClient, policy: Policy, clock: Clock, limits: Limits | None = None
    ) -> None:
        self._database = database
        self._client = client
        self._policy = policy
        self._clock = clock
        self._limits = limits or Limits()
        self._resting: dict[str, datetime] = {}
        self.closing = False

    async def deliver(self) -> int:
        """Say one batch; return how many letters were looked at."""
        turn = Turn(secrets.token_hex(16), self._policy, self._limits)
        fence = self._clock.monotonic() + (self._limits.lease - self._limits.call).total_seconds()
        claimed, looked_at = await self._claim(turn)
        if not claimed:
            return looked_at
        log.debug("deliver.claimed", letters=len(claimed))
        by_recipient: dict[tuple[str, str], list[Claimed]] = {}
        for each in claimed:
            by_recipient.setdefault((each.letter.team, each.letter.recipient), []).append(each)
        # After trouble one letter goes ahead of all others, to see whether Slack takes it.
        gate = asyncio.Semaphore(1 if self._resting else TOGETHER)
        told = await asyncio.gather(*(self._in_turn(gate, mine, turn, fence) for mine in by_recipient.values()))
        await self._record([each for some in told for each in some])
        log.debug("deliver.recorded", letters=len(claimed))
        return looked_at

    async def _claim(self, turn: Turn) -> tuple[list[Claimed], int]:
        """Claim a batch; where one letter in it cannot be drawn, each is drawn by itself."""
        given = (turn, dict(self._resting), self._clock.now())
        try:
            return await self._database.transact(claims.claim, *given)
        except Exception as error:
            log.warning("deliver.claims_carefully", error=type(error).__name__)
            return await self._database.transact(claims.claim, *given, careful=True)

    async def _record(self, came: Sequence[Outcome]) -> None:
        """Record a batch; where one outcome cannot be recorded, each is recorded by itself."""
        try:
            lost = await self._database.transact(outcomes.record, came)
        except Exception as error:
            log.warning("deliver.records_carefully", error=type(error).__name__)
            each = [self._database.transact(outcomes.record, [outcome]) for outcome in came]
            done = await asyncio.gather(*each, return_exceptions=True)
            lost = sum(one if isinstance(one, int) else 1 for one in done)
        if lost:
            log.warning("deliver.claims_lost", letters=lost)

    async def _in_turn(
        self, gate: asyncio.Semaphore, mine: Sequence[Claimed], turn: Turn, fence: float
    ) -> list[Outcome]:
        """Say one person's letters in their order: new ones wait for one before them, unless that failed often."""
        came: list[Outcome] = []
        waits_until: datetime | None = None
        async with gate:
            for each in mine:
                if waits_until is not None and each.letter.shown is None:
                    outcome = outcomes.later(each.letter, turn, waits_until)
                else:
                    outcome = await self._say(each, turn, fence)
                if each.letter.shown is None and each.letter.attempt < PATIENCE:
                    waits_until = waits_until or outcome.until
                came.append(outcome)
        return came

    async def _say(self, claimed: Claimed, turn: Turn, fence: float) -> Outcome:
        """Say or redraw one letter, and give what is to be recorded of it."""
        letter, now = claimed.letter, self._clock.now()
        rest = self._resting.get(letter.team, now)
        if rest > now or self.closing or self._too_late(fence):
            return outcomes.later(letter, turn, rest)
        try:
            if places.is_channel(letter.recipient) and (
                why := await places.unfit(self._client, letter.recipient, self._call)
            ):
                return await self._leave(letter, why, turn)
            if letter.shown is not None and claimed.message is not None:
                return await self._redraw(letter, claimed.message, turn)
            channel = claimed.channel or await self._open(letter)
            ts = None if claimed.message else await self._find(letter, channel, turn)
            if ts is not None:
                return outcomes.found_again(letter, turn, channel, ts, now)
            ready = claimed if claimed.message else await self._draw_again(letter, channel, turn)
        except Exception as error:
            return self._failed(letter, turn, error, posting=False)
        if ready is None or ready.message is None:
            return outcomes.NOTHING
        if self._too_late(fence):
            return outcomes.later(ready.letter, turn, now)
        return await self._post(ready.letter, ready.message, channel, turn)

    async def _redraw(self, letter: Letter, message: Message, turn: Turn) -> Outcome:
        log.debug("deliver.updating", letter=letter.id)
        channel, ts = letter.channel or "", letter.ts or ""
        await self._call(self._client.chat_update, channel=channel, ts=ts, parse="none", **_shown(message))
        self._well(letter.team)
        return outcomes.said(letter, turn, channel, ts)

    async def _post(self, letter: Letter, message: Message, channel: str, turn: Turn) -> Outcome:
        log.debug("deliver.posting", letter=letter.id)
        metadata = {"event_type": EVENT, "event_payload": {"letter": str(letter.id)}}
        post = self._client.chat_postMessage
        try:
            reply = await self._call(post, channel=channel, metadata=metadata, unfurl_links=False, **_shown(message))
            place, ts = reply["channel"], reply["ts"]
        except Exception as error:
            return self._failed(letter, turn, error, posting=True)
        log.debug("deliver.posted", letter=letter.id)
        self._well(letter.team)
        return outcomes.said(letter, turn, place, ts)

    async def _leave(self, letter: Letter, why: str, turn: Turn) -> Outcome:
        """Take what was said out of a channel where it may not stand, and have each told alone who was to read it."""
        log.warning("deliver.unfit_channel", letter=letter.id, why=why)
        if letter.shown is not None:
            try:
                await self._redraw(letter, messages.disputes.left(), turn)
            except Exception as error:
                # What Slack may do a little later is tried again, since names stand where others read them.
                if replies.classify(error).meaning in replies.PASSING:
                    raise
        return outcomes.elsewhere(letter, turn, self._clock.now())

    async def _open(self, letter: Letter) -> str:
        """Open the direct channel before the first message in it, so that a lost reply can be asked about."""
        if places.is_channel(letter.recipient):
            return letter.recipient
        log.debug("deliver.opening", letter=letter.id)
        reply = await self._call(self._client.conversations_open, users=letter.recipient)
        channel: str = reply["channel"]["id"]
        await self._database.transact(storage.people.keep_channel, letter.team, letter.recipient, channel)
        return channel

    async def _find(self, letter: Letter, channel: str, turn: Turn) -> str | None:
        """Ask Slack whether a letter whose reply was lost is there; None also where we may not ask, which is counted.

        It is looked for since it was due: `first_try_at` is the last try's moment where there were several.
        """
        log.debug("deliver.asking", letter=letter.id)
        try:
            ts = await self._looked_up(letter, channel)
        except Exception as error:
            if not replies.may_not_ask(error):
                raise
            await self._database.transact(storage.outbox.mark_possibly_twice, letter, turn.token)
            ts = None
        log.debug("deliver.asked", letter=letter.id)
        return ts

    async def _looked_up(self, letter: Letter, channel: str) -> str | None:
        begun = min(letter.due_at, letter.first_try_at or letter.due_at)
        oldest = f"{(begun - CLOCKS_DIFFER).timestamp():.6f}"
        cursor: str | None = None
        while True:
            reply = await self._call(
                self._client.conversations_history,
                channel=channel,
                oldest=oldest,
                limit=A_PAGE,
                cursor=cursor,
                include_all_metadata=True,
            )
            for message in reply["messages"]:
                if message.get("metadata", {}).get("event_payload", {}).get("letter") == str(letter.id):
                    return str(message["ts"])
            cursor = (reply.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None

    async def _draw_again(self, letter: Letter, channel: str, turn: Turn) -> Claimed | None:
        now = self._clock.now()
        return await self._database.transact(claims.draw_again, letter, turn, channel, now)

    def _failed(self, letter: Letter, turn: Turn, error: Exception, *, posting: bool) -> Outcome:
        """Say what is to be recorded when Slack did not take a letter, or, when `posting` it, may have."""
        reply, now = replies.classify(error), self._clock.now()
        log.warning("deliver.failed", letter=letter.id, error=reply.error, meaning=reply.meaning.value)
        if reply.meaning in (Meaning.RATE, Meaning.TEAM):
            until = max(now + reply.pause, self._resting.get(letter.team, now))
            self._resting[letter.team] = until
            return outcomes.later(letter, turn, until, reply.error)
        if letter.shown is not None and reply.error == replies.TAKEN_AWAY and letter.kind in ANEW:
            return outcomes.anew(letter, turn, now)
        if letter.shown is not None and reply.error in replies.MESSAGE_GONE:
            return outcomes.over(letter, turn)
        if reply.meaning is Meaning.PERMANENT and places.is_channel(letter.recipient):
            return outcomes.elsewhere(letter, turn, now)
        if reply.meaning is Meaning.PERMANENT:
            return outcomes.given_up(letter, turn, reply.error, now)
        if reply.meaning is Meaning.UNSURE:
            return outcomes.unsure(letter, turn, reply.error, now, maybe_said=posting)
        return outcomes.refused(letter, turn, reply.error, now)

    def _well(self, team: str) -> None:
        """Note that Slack takes letters of a team again, whose rest is over."""
        if self._resting.get(team, self._clock.now()) <= self._clock.now():
            self._resting.pop(team, None)

    async def _call(self, method: Callable[..., Awaitable[Any]], **arguments: Any) -> Any:
        async with asyncio.timeout(self._limits.call.total_seconds()):
            return await method(**arguments)

    def _too_late(self, fence: float) -> bool:
        """Tell whether less is left of our lease than a call may take: what is not begun yet is left to others."""
        return self._clock.monotonic() > fence


def _shown(message: Message) -> dict[str, Any]:
    return {"text": message.text, "blocks": message.blocks}
