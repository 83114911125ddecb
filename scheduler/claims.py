"""Which letters are ours to say now, and how does each read at this moment?"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

import storage
from bot import letters
from bot.blocks import Message
from bot.facts import Letter
from scheduler import outcomes
from scheduler.turns import Turn
from storage.database import Db

log = structlog.get_logger("claims")
AT_ONCE = 50
NOT_DRAWN = "not_drawn"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter under our claim; `message` is None where it may have been said, and Slack has to be asked first."""

    letter: Letter
    message: Message | None
    channel: str | None


def claim(
    db: Db, turn: Turn, resting: Mapping[str, datetime], now: datetime, careful: bool = False
) -> tuple[list[Claimed], int]:
    """Claim letters that are to be said, and make each ready; give them in their order, and how many were looked at.

    `resting` are the teams that are left alone for a while. A letter that cannot be drawn is an error; if `careful`,
    that letter alone is put off.
    """
    mine: list[Claimed] = []
    taken = storage.outbox.claim(db, turn.token, now, now + turn.limits.lease, AT_ONCE)
    turns = {team: _of_team(db, team, turn) for team in {team for team, _ in taken}}
    for team, id in taken:
        letter = storage.outbox.held(db, team, id, turn.token)
        if letter and not _waits(db, letter, turn, resting.get(team, now), now):
            ready = _ready(db, letter, turns[team], now, careful)
            mine.extend([ready] if ready else [])
    return sorted(mine, key=lambda each: each.letter.due_at), len(taken)


def _of_team(db: Db, team: str, turn: Turn) -> Turn:
    """Give a turn that goes by a team's own numbers."""
    return replace(turn, policy=storage.terms.policy(db, team, turn.policy))


def _waits(db: Db, letter: Letter, turn: Turn, until: datetime, now: datetime) -> bool:
    """Put a letter off whose team rests, or that may have been said so lately that asking would not help yet."""
    if letter.shown is None and letter.first_try_at is not None:
        until = max(until, letter.first_try_at + turn.limits.quarantine)
    return until > now and storage.outbox.put_off(db, letter, turn.token, until)


def _ready(db: Db, letter: Letter, turn: Turn, now: datetime, careful: bool) -> Claimed | None:
    channel = letter.channel or storage.people.channel(db, letter.team, letter.recipient)
    if letter.shown is None and letter.first_try_at is not None:
        return Claimed(letter, None, channel)
    try:
        with db.begin_nested() if careful else contextlib.nullcontext():
            return _drawn(db, letter, turn, channel, now)
    except Exception as error:
        if not careful:
            raise
        log.error("deliver.not_drawn", letter=letter.id, error=type(error).__name__)
        outcomes.refused(letter, turn, NOT_DRAWN, now).write(db)
        return None


def draw_again(db: Db, letter: Letter, turn: Turn, channel: str, now: datetime) -> Claimed | None:
    """Make a letter ready that Slack turned out not to have; None where it is ours no more, or has nothing to say."""
    held = storage.outbox.held(db, letter.team, letter.id, turn.token)
    return _drawn(db, held, _of_team(db, letter.team, turn), channel, now) if held else None


def _drawn(db: Db, letter: Letter, turn: Turn, channel: str | None, now: datetime) -> Claimed | None:
    """Draw a letter as things stand, and write down that it is being tried.

    One with nothing left to say is dropped; a new one waits for the end of its recipient's quiet hours.
    """
    audible = letters.audible_at(db, letter, turn.policy, now)
    if audible > now:
        storage.outbox.put_off(db, letter, turn.token, audible)
        return None
    message = letters.draw(db, letter, turn.policy, now)
    if message is None:
        storage.outbox.drop(db, letter, turn.token)
        return None
    if letter.shown is None:
        storage.outbox.trying(db, letter, turn.token, now, channel)
    return Claimed(letter, message, channel)
