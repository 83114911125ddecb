"""Which letters are ours to say now, and what is written down of each before and after?"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

import storage
from bot import letters, rules
from bot.blocks import Message
from bot.facts import Letter
from bot.policy import Policy
from storage.database import Db

log = structlog.get_logger("claims")
AT_ONCE = 50
NOT_DRAWN = "not_drawn"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call of Slack's may take, how long a letter is ours, and how long we wait to ask what became of it.

    `lease` is longer than a `call`; `quarantine`, counted from the last try, is longer than the lease and whatever
    Slack may need to show a message. A letter is given up after so many tries that were refused (a few minutes), or
    so many without a clear answer (about six hours).
    """

    call: timedelta = timedelta(seconds=10)
    lease: timedelta = timedelta(seconds=60)
    quarantine: timedelta = timedelta(seconds=90)
    refused: int = 12
    unsure: int = 80


@dataclass(frozen=True, slots=True)
class Turn:
    """One round of saying letters: the token of its claim, and what it goes by."""

    token: str
    policy: Policy
    limits: Limits


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter under our claim; `message` is None where it may have been said, and Slack has to be asked first."""

    letter: Letter
    message: Message | None
    channel: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a letter: how it is written down, and until when it waits, if it does."""

    write: Callable[[Db], bool]
    until: datetime | None = None


NOTHING = Outcome(lambda _db: True)


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
        refused(letter, turn, NOT_DRAWN, now).write(db)
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


def record(db: Db, outcomes: Sequence[Outcome]) -> int:
    """Write down what came of each letter; tell of how many the claim was lost: those are left to who has it now."""
    return sum(not each.write(db) for each in outcomes)


def said(letter: Letter, turn: Turn, channel: str, ts: str) -> Outcome:
    """Say that Slack shows a letter as it was drawn; the first time, its nudges are counted."""

    def written(db: Db) -> bool:
        ours = storage.outbox.said(db, letter, turn.token, channel, ts)
        if ours and letter.shown is None:
            _count(db, letter)
        return ours

    return Outcome(written)


def found_again(letter: Letter, turn: Turn, channel: str, ts: str, now: datetime) -> Outcome:
    """Say that Slack had a letter whose reply was lost."""

    def written(db: Db) -> bool:
        ours = storage.outbox.found_again(db, letter, turn.token, channel, ts, now)
        if ours:
            _count(db, letter)
        return ours

    return Outcome(written)


def over(letter: Letter, turn: Turn) -> Outcome:
    """Say that there is nothing left to show."""
    return Outcome(lambda db: storage.outbox.drop(db, letter, turn.token))


def anew(letter: Letter, turn: Turn, now: datetime) -> Outcome:
    """Say that somebody took a message away that others still need: it is said once more."""
    return Outcome(lambda db: storage.outbox.anew(db, letter, turn.token, now))


def elsewhere(letter: Letter, turn: Turn, now: datetime) -> Outcome:
    """Say that a letter cannot stand in its channel: each of those who were to read it there is written to alone."""

    def written(db: Db) -> bool:
        ours = storage.outbox.drop(db, letter, turn.token)
        if ours:
            letters.disputes.to_each(db, letter, turn.policy, now)
        return ours

    return Outcome(written)


def later(letter: Letter, turn: Turn, until: datetime, error: str | None = None) -> Outcome:
    """Say that a letter waits through no fault of its own: Slack did not take it, and that does not count as a try."""

    def written(db: Db) -> bool:
        storage.outbox.never_reached(db, letter, turn.token)
        return storage.outbox.put_off(db, letter, turn.token, until, error)

    return Outcome(written, until)


def refused(letter: Letter, turn: Turn, error: str, now: datetime) -> Outcome:
    """Say that a letter was certainly not taken, for a reason that may pass; after enough tries it is given up."""
    if letter.attempt + 1 >= turn.limits.refused:
        return given_up(letter, turn, error, now)
    until = now + _growing(letter.attempt)

    def written(db: Db) -> bool:
        storage.outbox.never_reached(db, letter, turn.token)
        storage.outbox.count_try(db, letter, turn.token)
        return storage.outbox.put_off(db, letter, turn.token, until, error)

    return Outcome(written, until)


def unsure(letter: Letter, turn: Turn, error: str, now: datetime, *, maybe_said: bool) -> Outcome:
    """Say that there was no clear answer; a letter that may have been said waits out its quarantine."""
    if letter.attempt + 1 >= turn.limits.unsure:
        return given_up(letter, turn, error, now, maybe_said=maybe_said)
    wait = _growing(letter.attempt)
    until = now + (max(wait, turn.limits.quarantine) if maybe_said else wait)

    def written(db: Db) -> bool:
        if not maybe_said:
            storage.outbox.never_reached(db, letter, turn.token)
        storage.outbox.count_try(db, letter, turn.token)
        return storage.outbox.put_off(db, letter, turn.token, until, error)

    return Outcome(written, until)


def given_up(letter: Letter, turn: Turn, error: str, now: datetime, maybe_said: bool = False) -> Outcome:
    """Say that a letter is on the operators' list, of which each administrator hears once a day at most."""

    def written(db: Db) -> bool:
        if not maybe_said:
            storage.outbox.never_reached(db, letter, turn.token)
        ours = storage.outbox.bury(db, letter, turn.token, error)
        if ours and letter.kind != letters.GIVEN_UP:
            _tell_administrators(db, letter.team, turn.policy, now)
        return ours

    return Outcome(written)


def _tell_administrators(db: Db, team: str, policy: Policy, now: datetime) -> None:
    policy = storage.terms.policy(db, team, policy)
    for administrator in storage.people.administrators(db, team):
        audible = rules.people.audible_at(administrator, now, policy)
        day = rules.people.calendar(administrator, policy).local_day(audible)
        key = f"{letters.GIVEN_UP}/{administrator.id}/{day}"
        new = storage.outbox.letter(db, team, key, letters.GIVEN_UP, administrator.id, audible, audible)
        told = storage.outbox.newest(db, team, administrator.id, letters.GIVEN_UP)
        if new is None and told is not None:
            storage.outbox.redraw(db, team, [told.id], now)


def _count(db: Db, letter: Letter) -> None:
    for line in storage.lines.open_of(db, letter.team, letter.id):
        storage.promises.count_said(db, letter.team, line.kind, line.subject, line.whom, line.since)


def _growing(tries: int) -> timedelta:
    """Wait longer after each try, up to five minutes, and not all at the same moment."""
    return timedelta(seconds=min(2**tries, 300) * (0.5 + secrets.randbelow(512) / 1024))
