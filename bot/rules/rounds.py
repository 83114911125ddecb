"""Who is in one touch for many, and who is left out?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.errors import Refused
from bot.facts import Direction, How, Kind, Outcome, Person, RoundDraft, Standing, Touch, TouchEntry
from bot.policy import Policy
from bot.rules import touches

# To many at once and to nobody alone: it is never two-way, tells nobody where they stand, answers nobody and keeps no
# promise; `Touch.answers` says so.
NEWSLETTER = How(Kind.NEWSLETTER, Direction.OUT, Outcome.SENT)
HOWS = (
    How(Kind.CALL, Direction.OUT, Outcome.NO_ANSWER),
    How(Kind.CALL, Direction.OUT, Outcome.VOICEMAIL),
    How(Kind.EMAIL, Direction.OUT, Outcome.SENT),
    How(Kind.MESSAGE, Direction.OUT, Outcome.SENT),
    How(Kind.TEXT, Direction.OUT, Outcome.SENT),
    NEWSLETTER,
)
OVER = "That round was taken back already, or each of its touches was changed since. The cards show what is logged."
NOT_YOURS = "Only whoever logged that round can take it back. A manager can undo single touches on the cards."


def takes_in(standing: Standing, how: How, policy: Policy, *, told: bool) -> bool:
    """Tell whether a candidate is in a round.

    Who is not to be contacted is left out, but where the round tells them where they stand in a process.
    """
    if not standing.do_not_contact:
        return True
    return told and touches.can_tell(how) and touches.in_process(standing, policy)


def parted(
    standings: Iterable[Standing], how: How, policy: Policy, *, told: bool
) -> tuple[list[Standing], list[Standing]]:
    """Part candidates in those who are in a round and those who are left out, each by name."""
    named = sorted(standings, key=lambda each: (each.name.casefold(), each.candidate))
    inside = [each for each in named if takes_in(each, how, policy, told=told)]
    ids = {each.candidate for each in inside}
    return inside, [each for each in named if each.candidate not in ids]


def logged(
    draft: RoundDraft, ids: Mapping[int, int], batch: int, person: Person, policy: Policy, now: datetime
) -> list[Touch]:
    """Say how a round is saved: a touch for each candidate, by the ids that their touches get."""
    entries = [TouchEntry(candidate, draft.how, told=draft.told, note=draft.note) for candidate in ids]
    return [replace(touches.logged(entry, ids[entry.candidate], person, policy, now), batch=batch) for entry in entries]


def still_there(round: Iterable[Touch], person: Person, policy: Policy, now: datetime) -> list[Touch]:
    """Give the touches of a round that its author takes back, or refuse."""
    there = [touch for touch in round if not touch.deleted]
    if not there:
        raise Refused(OVER)
    if any(touch.by != person.id for touch in there):
        raise Refused(NOT_YOURS)
    touches.check_may_change(there[0], person, policy, now)
    return there
