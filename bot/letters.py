"""What does a letter say, as things stand at this moment?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import storage
from bot import items, messages, promises, rules
from bot.blocks import Message
from bot.facts import FileKind, ImportState, Item, Letter
from bot.policy import Policy
from storage.database import Db

MORNING = "morning"
ESCALATED = "updates.escalated"
PUT_OFF = "updates.put_off"
ASKED = "updates.asked"
ANSWERED = "updates.answered"
GIVEN_UP = "operators.given_up"
CHANGED = "touches.changed"
IMPORT = "imports"
GREETING = "imports.greeting"
NOT_MADE = "files.not_made"
NOT_HANDED_OVER = "files.not_handed_over"
# What someone waits for who has just done something: it is said at once, in quiet hours too.
ANSWERS = frozenset((IMPORT, GREETING, NOT_MADE, NOT_HANDED_OVER))
ERASED = "erasing.done"
TO_ERASE = "retention.to_erase"
UNANSWERED = "retention.unanswered"


def draw(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    """Say a letter as it now stands; None where it was never shown and has nothing left to say.

    Before a letter is first shown, what its recipient need not see to any more is taken out of it.
    """
    if letter.shown is None:
        _void_what_is_settled(db, letter, now)
    drawn = DRAWN[letter.kind](db, letter, policy, now)
    # What is shown and has nothing left to say was about someone who is not here any more.
    return messages.erasing.emptied() if drawn is None and letter.shown is not None else drawn


def audible_at(db: Db, letter: Letter, policy: Policy, now: datetime) -> datetime:
    """Tell when a letter may be said: not in its recipient's quiet hours; what is shown already is redrawn silently."""
    waits = letter.shown is None and letter.kind not in ANSWERS
    recipient = storage.people.known(db, letter.team, letter.recipient) if waits else None
    return rules.people.audible_at(recipient, now, policy) if recipient else now


def _void_what_is_settled(db: Db, letter: Letter, now: datetime) -> None:
    lines = storage.lines.of(db, letter.team, letter.id)
    owed = items.owed_by(db, letter.team, lines)
    recipient = letter.recipient if letter.kind == MORNING else None
    gone = [
        line.id for line in lines if line.outcome or not items.is_owed(line, owed.get(promises.key_of(line)), recipient)
    ]
    storage.lines.void(db, letter.team, gone, now)


def _shown(db: Db, letter: Letter, policy: Policy, now: datetime) -> list[Item]:
    """Give a letter's items, but those that were taken out before anybody saw them."""
    lines = [line for line in storage.lines.of(db, letter.team, letter.id) if not (line.retired and line.at)]
    return items.of_lines(db, letter.team, lines, policy, now, letter.recipient)


def _morning(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = _first_open(_shown(db, letter, policy, now), policy.morning_items)
    if not shown:
        return None
    more, questions = (0, 0) if any(item.retired for item in shown) else _behind(db, letter, shown, policy, now)
    late = _was_late(letter, now)
    return messages.mornings.morning(shown, more, letter.id, letter.due_at, now, late, questions)


def _first_open(items: Sequence[Item], most: int) -> list[Item]:
    """Give what is settled and the first of what is open: as items are settled, others move up."""
    waits = [item for item in items if item.outcome is None and not item.retired][most:]
    return [item for item in items if item not in waits]


def _behind(db: Db, letter: Letter, shown: Sequence[Item], policy: Policy, now: datetime) -> tuple[int, int]:
    """Count what else was owed by the end of the day on which a morning letter was said: candidates, and questions."""
    recipient = storage.people.known(db, letter.team, letter.recipient)
    before = rules.people.day_ends(recipient, max(letter.due_at, _said_at(letter, now)), policy)
    owed = storage.promises.waiting(db, letter.team, letter.recipient, before)
    here = [each for item in shown for each in (item, *item.also)]
    said = {(each.kind, str(each.candidate), each.recruiter) for each in here}
    waits = {(str(each.candidate), each.recruiter) for each in here if each.outcome is None}
    behind = [each for each in owed if promises.key_of(each) not in said]
    questions = {(each.subject, each.whom) for each in behind if each.kind == rules.retention.KIND}
    return len({(each.subject, each.whom) for each in behind} - questions - waits), len(questions)


def _escalated(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = _shown(db, letter, policy, now)
    late = _was_late(letter, now)
    return messages.mornings.escalated(shown, letter.id, letter.due_at, now, late) if shown else None


def _put_off(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = _shown(db, letter, policy, now)
    if letter.shown is None and not any(item.snoozes >= policy.snoozes_before_manager for item in shown):
        return None
    late = _was_late(letter, now)
    return messages.mornings.put_off(shown, letter.id, letter.due_at, now, late)


def _asked(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    ask = storage.lines.asked(db, letter.team, int(letter.about or 0))
    shown = _shown(db, letter, policy, now)
    if ask is None or not shown:
        return None
    return messages.asks.asked(shown[0], ask.asked_by, ask.note, colleague=ask.colleague)


def _answered(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    ask = storage.lines.asked(db, letter.team, int(letter.about or 0))
    line = storage.lines.line(db, letter.team, ask.line) if ask else None
    if ask is None or line is None:
        return None
    return messages.asks.answered(
        items.of_lines(db, letter.team, [line], policy, now)[0], ask.colleague, bool(ask.accepted)
    )


def _given_up(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    count = len(storage.outbox.given_up(db, letter.team))
    return messages.mornings.not_sent(count) if count or letter.shown is not None else None


def _changed(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    touch = storage.touches.touch_of(db, letter.team, int(letter.about or 0))
    candidate = storage.candidates.candidate(db, letter.team, touch.candidate) if touch else None
    if touch is None or candidate is None:
        return None
    return messages.touches.changed(touch, candidate, letter.by or "", letter.due_at)


def _erased(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    told = storage.erasures.told(db, letter.team, int(letter.about or 0))
    return messages.erasing.done(*told) if told else None


def _to_erase(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = _shown(db, letter, policy, now)
    return messages.retention.asked_to_erase(shown[0], letter.by or "") if shown else None


def _unanswered(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = _shown(db, letter, policy, now)
    late = _was_late(letter, now)
    return messages.retention.unanswered(shown, letter.id, letter.due_at, now, late) if shown else None


def _import(db: Db, letter: Letter, _policy: Policy, now: datetime) -> Message | None:
    of = storage.imports.one(db, letter.team, int(letter.about or 0))
    if of is None:
        return None
    first = storage.imports.lines(db, of, 0, messages.imports.FIRST_LINES) if of.state is ImportState.SHOWN else []
    return messages.imports.letter(of, [each.cells for each in first], now)


def _greeting(_db: Db, _letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    return messages.imports.greeting()


def _not_made(_db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    return messages.exports.not_made(FileKind(letter.about or ""))


def _not_handed_over(_db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    return messages.exports.not_handed_over(FileKind(letter.about or ""))


DRAWN: dict[str, Callable[[Db, Letter, Policy, datetime], Message | None]] = {
    MORNING: _morning,
    ESCALATED: _escalated,
    PUT_OFF: _put_off,
    ASKED: _asked,
    ANSWERED: _answered,
    GIVEN_UP: _given_up,
    CHANGED: _changed,
    IMPORT: _import,
    GREETING: _greeting,
    ERASED: _erased,
    TO_ERASE: _to_erase,
    UNANSWERED: _unanswered,
    NOT_MADE: _not_made,
    NOT_HANDED_OVER: _not_handed_over,
}


def _was_late(letter: Letter, now: datetime) -> bool:
    """Tell whether a letter came late; one that is shown already was late or not when it came."""
    return rules.people.is_late(letter.due_at, _said_at(letter, now))


def _said_at(letter: Letter, now: datetime) -> datetime:
    return letter.first_try_at if letter.shown is not None and letter.first_try_at else now
