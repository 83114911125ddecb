"""What is written down of a letter once Slack has answered, or has not?"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import storage
from bot import letters, rules
from bot.facts import Letter
from bot.policy import Policy
from scheduler.turns import Turn
from storage.database import Db


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a letter: how it is written down, and until when it waits, if it does."""

    write: Callable[[Db], bool]
    until: datetime | None = None


NOTHING = Outcome(lambda _db: True)


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
