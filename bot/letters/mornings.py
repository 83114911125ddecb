"""What do mornings and escalations say, as things stand?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import storage
from bot import items, messages, promises, rules
from bot.blocks import Message
from bot.facts import Item, Letter
from bot.letters import showing
from bot.policy import Policy
from storage.database import Db

MORNING = "morning"
ESCALATED = "updates.escalated"
PUT_OFF = "updates.put_off"


def _morning(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = _first_open(showing.shown(db, letter, policy, now), policy.morning_items)
    if not shown:
        return None
    is_old = any(item.retired for item in shown)
    more, questions, lapsing = (0, 0, 0) if is_old else _behind(db, letter, shown, policy, now)
    late = showing.was_late(letter, now)
    return messages.mornings.morning(shown, more, letter.id, letter.due_at, now, late, questions, lapsing)


def _first_open(items: Sequence[Item], most: int) -> list[Item]:
    """Give what is settled and the first of what is open: as items are settled, others move up."""
    waits = [item for item in items if item.outcome is None and not item.retired][most:]
    return [item for item in items if item not in waits]


def _behind(db: Db, letter: Letter, shown: Sequence[Item], policy: Policy, now: datetime) -> tuple[int, int, int]:
    """Count what else was owed by the end of the day of a morning letter: candidates, questions, and who lapses."""
    recipient = storage.people.known(db, letter.team, letter.recipient)
    before = rules.people.day_ends(recipient, max(letter.due_at, showing.said_at(letter, now)), policy)
    here = [each for item in shown for each in (item, *item.also)]
    subjects = sorted({str(each.candidate) for each in here})
    elsewhere = storage.promises.count_waiting(db, letter.team, letter.recipient, before, subjects)
    about = storage.promises.about(db, letter.team, promises.KINDS, subjects)
    owed = [each for each in about if items.is_heard(each, letter.recipient, before)]
    said = {(each.kind, str(each.candidate), each.recruiter) for each in here}
    waits = {(str(each.candidate), each.recruiter) for each in here if each.outcome is None}
    behind = [each for each in owed if promises.key_of(each) not in said]
    of_kind: dict[str, set[tuple[str, str]]] = {}
    for each in behind:
        of_kind.setdefault(each.kind, set()).add((each.subject, each.whom))
    questions, lapsing = of_kind.pop(rules.retention.KIND, set()), of_kind.pop(rules.ownership.KIND, set())
    others = set().union(*of_kind.values()) - waits
    counted = (len(others), len(questions), len(lapsing - others - waits))
    more = (elsewhere.others, elsewhere.questions, elsewhere.lapsing)
    return counted[0] + more[0], counted[1] + more[1], counted[2] + more[2]


def _escalated(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = showing.shown(db, letter, policy, now)
    late = showing.was_late(letter, now)
    return messages.mornings.escalated(shown, letter.id, letter.due_at, now, late) if shown else None


def _put_off(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = showing.shown(db, letter, policy, now)
    if letter.shown is None and not any(item.snoozes >= policy.snoozes_before_manager for item in shown):
        return None
    late = showing.was_late(letter, now)
    return messages.mornings.put_off(shown, letter.id, letter.due_at, now, late)


DRAWN = {
    MORNING: _morning,
    ESCALATED: _escalated,
    PUT_OFF: _put_off,
}
