"""How do we tell a recruiter in the morning what is owed, and a manager what has waited too long?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.blocks import (
    Message,
    Sentence,
    actions,
    as_code,
    button,
    context,
    line,
    one_line,
    sentence,
    when,
    whole,
)
from bot.facts import Item, Owing, Passing
from bot.messages import retention
from bot.messages.updates import ALL, is_open, item, item_said
from bot.owing import lapses
from bot.phrases import counted, stage_name
from bot.wordings import WORDINGS

# Two blocks for an item and a few around them, within the 50 of a message.
MOST_ITEMS = 20


def morning(
    items: Sequence[Item],
    more: int,
    letter: int,
    due_at: datetime,
    now: datetime,
    late: bool,
    questions: int = 0,
    lapsing: int = 0,
) -> Message:
    """Say in the morning who is owed something today, whose ownership lapses soon, and which old records wait.

    `more` counts the candidates behind "See all", `questions` the records there, and `lapsing` the ownerships.
    """
    asked = [owed for owed in items if owed.kind == Owing.RETENTION]
    owing = [owed for owed in items if owed not in asked]
    still = [owed for owed in owing if is_open(owed) or (owed.outcome == "asked" and not owed.retired)]
    ending = [owed for owed in still if lapses(owed)]
    waiting = [owed for owed in still if owed not in ending]
    count = len(waiting) + more
    greeting = "" if late else "Good morning. "
    lapsed = any(owed.outcome == Passing.LAPSED for owed in owing)
    left = "Nothing in this message is left to do." if lapsed else "Everything in this message is seen to."
    opening: Sentence = [f"{greeting}{left}"]
    besides = _lapsing(ending, lapsing, besides=count > 0)
    besides += retention.opening(asked, questions, besides=bool(count or besides))
    if count:
        are = "1 candidate is" if count == 1 else f"{count} candidates are"
        named = f": {_names(waiting, count, _what)}" if waiting else ""
        what = "owed an update" if _only_updates(waiting) else "waiting to hear from you"
        opening = [f"{greeting}{are} {what} today{named}", *besides]
    elif besides:
        opening = sentence(greeting, *besides)
    elif items and all(owed.retired for owed in items):
        opening = ["A newer message has taken the place of this one."]
    return _letter(opening, items, letter, now, due_at if late else None, len(items) + more + questions + lapsing)


def _lapsing(ending: Sequence[Item], more: int, *, besides: bool) -> Sentence:
    """Say how many ownerships end soon unless somebody speaks with them; `besides` where others wait to hear."""
    count = len(ending) + more
    end = counted(count, "ownership ends soon", "ownerships end soon")
    if besides:
        return [f"; {end}." if count else "."]
    if not count:
        return []
    return [f"{end}: {_names(ending, count, lambda _: '')}." if ending else f"{end}."]


def escalated(items: Sequence[Item], letter: int, due_at: datetime, now: datetime, late: bool) -> Message:
    """Tell a manager whose candidates have waited too long, and who is responsible."""
    waiting = [owed for owed in items if is_open(owed)]
    opening: Sentence = [f"Overdue{' updates' if _only_updates(items) else ''}: all of them are seen to."]
    if waiting:
        an_update = " for an update" if _only_updates(waiting) else ""
        have = "has" if len(waiting) == 1 else "have"
        opening = [f"Overdue: {_names(waiting, len(waiting), _what)} {have} waited too long{an_update}."]
    return _letter(opening, items, letter, now, due_at if late else None, len(items))


def put_off(items: Sequence[Item], letter: int, due_at: datetime, now: datetime, late: bool) -> Message:
    """Tell a manager what was put off for the third time, or more often."""
    if not any(is_open(owed) for owed in items):
        return _letter(["Put off for the third time, and seen to since."], items, letter, now, None, len(items))
    times = max((owed.snoozes for owed in items), default=0)
    often = f"{times} times" if times > 3 else "for the third time"
    what = WORDINGS[items[0].kind].to if len({owed.kind for owed in items}) == 1 else "what is owed to"
    opening: Sentence = [f"Put off {often}: {what} {_names(items, len(items), _stage)}."]
    return _letter(opening, items, letter, now, due_at if late else None, len(items))


def not_sent(count: int) -> Message:
    """Tell an operator that messages were given up, and how to look at them."""
    were = "1 message was" if count == 1 else f"{count} messages were"
    said = sentence(f"{were} given up after many tries and never arrived.")
    advice = sentence(as_code("python -m bot outbox"), " lists what was given up, to be retried or dropped.")
    return Message(whole(said, advice), [line(*said), line(*advice)])


def _letter(
    opening: Sentence,
    items: Sequence[Item],
    letter: int,
    now: datetime,
    was_due: datetime | None,
    count: int,
) -> Message:
    shown = items[:MOST_ITEMS]
    late: Sentence = ["This message was due at ", when(was_due), "."] if was_due else []
    blocks = [line(*opening)] + ([context(*late)] if late else [])
    for owed in shown:
        blocks += item(owed, now)
    if count > len(shown):
        blocks.append(actions(button(f"See all ({count})", ALL, letter)))
    return Message(whole(opening, late, *(item_said(owed, now) for owed in shown)), blocks)


def _only_updates(items: Sequence[Item]) -> bool:
    return all(each.kind == Owing.UPDATES for owed in items for each in (owed, *owed.also))


def _names(items: Sequence[Item], count: int, named: Callable[[Item], str]) -> str:
    names = [_with(owed.name, named(owed)) for owed in items[:5]]
    names += [f"{count - len(names)} more"] if count > len(names) else []
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _with(name: str, what: str) -> str:
    return f"{one_line(name, 40)} ({what})" if what else one_line(name, 40)


def _what(owed: Item) -> str:
    """Say in short what is owed, but that an ownership ends, which is counted apart."""
    main = next((each for each in (owed, *owed.also) if each.kind != Owing.OWNERSHIP), owed)
    return WORDINGS[main.kind].named or _stage(main)


def _stage(owed: Item) -> str:
    return stage_name(owed.stage) if owed.stage else ""
