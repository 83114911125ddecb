"""How do we tell someone which candidates are owed an update, and what became of each?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    bold,
    button,
    context,
    line,
    menu,
    one_line,
    option,
    person,
    quote,
    sentence,
    sign,
    strung,
    when,
    whole,
)
from bot.facts import Item
from bot.phrases import WAIVERS, due, spoken, stage_name, standing

LOG = "update_log"
MENU = "update_menu"
BACK = "update_back"
ALL = "morning_all"
ACCEPT = "update_accept"
DECLINE = "update_decline"

TOLD, TOMORROW, NEXT_WEEK, WAITING, ASK, WAIVE = "told", "tomorrow", "next_week", "waiting", "ask", "waive"
CHOICES: list[tuple[str, list[tuple[str, str]]]] = [
    ("Done", [("No news: told them", TOLD)]),
    ("Put off", [("Tomorrow", TOMORROW), ("Next week", NEXT_WEEK), ("Waiting until …", WAITING)]),
    ("Someone else", [("Ask a colleague …", ASK)]),
    ("Not needed", [(f"Not needed: {words}", f"{WAIVE}.{waiver}") for waiver, words in WAIVERS.items()]),
]
# What a person chose by one press, they can take back by another.
REVERSIBLE = frozenset({"told", "snoozed", "waiting", "asked", "waived"})
# Two blocks for an item and a few around them, within the 50 of a message.
MOST_ITEMS = 20


def item(owed: Item, now: datetime) -> list[Block]:
    """Draw one item: what is owed with its button and menu, or what became of it."""
    shown = line(*item_said(owed, now))
    if is_open(owed):
        return [shown, actions(_log_it(owed), _more(owed))]
    if owed.retired or owed.outcome not in REVERSIBLE:
        return [shown]
    undo = button("Undo", BACK, owed.line, reads=f"Undo for {owed.name}")
    # Until the colleague accepts, it stays with whoever asked.
    return [shown, actions(_log_it(owed), undo) if owed.outcome == "asked" else actions(undo)]


def item_said(owed: Item, now: datetime) -> Sentence:
    """Say one item in words: what is owed, or what became of it, by whom and when."""
    if owed.retired:
        return [bold(owed.name), ": this item has moved to a newer message."]
    if is_open(owed):
        spoke: Sentence = ["not spoken to yet"]
        if owed.spoke:
            spoke = ["last spoke at ", when(owed.spoke.at), f" ({spoken(owed.spoke.how)})"]
        state: list[Sentence] = [due(owed.due_at, now, owed.shade), spoke, _put_off(owed), _whose(owed)]
        return [*_head(owed), "\n", *strung(*state)]
    by: Sentence = ["by ", person(owed.by), " "] if owed.by and owed.outcome != "accepted" else []
    at: Sentence = ["at ", when(owed.at)] if owed.at else []
    return strung([bold(owed.name)], _became(owed), [*by, *at])


def _put_off(owed: Item) -> Sentence:
    if not owed.snoozes:
        return []
    times = {1: "once", 2: "twice"}.get(owed.snoozes, f"{owed.snoozes} times")
    until: Sentence = [", now until ", when(owed.until)] if owed.until else []
    return sentence(f"put off {times}", *until, f": {one_line(owed.waits_for)}" if owed.waits_for else "")


def _whose(owed: Item) -> Sentence:
    helper: Sentence = [", taken on by ", person(owed.helper)] if owed.helper else []
    return ["with ", person(owed.recruiter), *helper] if helper or owed.recruiter != owed.reader else []


def _head(owed: Item) -> Sentence:
    return strung([bold(owed.name)], sentence(standing(owed.stage, owed.title)))


def is_open(owed: Item) -> bool:
    """Whether an item still waits for someone."""
    return owed.outcome is None and not owed.retired


def morning(items: Sequence[Item], more: int, letter: int, due_at: datetime, now: datetime, late: bool) -> Message:
    """Say in the morning who is owed an update today; `more` counts those behind "See all"."""
    waiting = [owed for owed in items if is_open(owed) or (owed.outcome == "asked" and not owed.retired)]
    count = len(waiting) + more
    greeting = "" if late else "Good morning. "
    opening: Sentence = [f"{greeting}Everything in this message is seen to."]
    if count:
        are = "1 candidate is" if count == 1 else f"{count} candidates are"
        named = f": {_names(waiting, count)}" if waiting else ""
        opening = [f"{greeting}{are} owed an update today{named}."]
    elif items and all(owed.retired for owed in items):
        opening = ["A newer message has taken the place of this one."]
    return _letter(opening, items, letter, now, due_at if late else None, len(items) + more)


def escalated(items: Sequence[Item], letter: int, due_at: datetime, now: datetime, late: bool) -> Message:
    """Tell a manager whose candidates have waited too long, and who is responsible."""
    waiting = [owed for owed in items if is_open(owed)]
    opening: Sentence = ["Overdue updates: all of them are seen to."]
    if waiting:
        have = "has" if len(waiting) == 1 else "have"
        opening = [f"Overdue: {_names(waiting, len(waiting))} {have} waited too long for an update."]
    return _letter(opening, items, letter, now, due_at if late else None, len(items))


def put_off(items: Sequence[Item], letter: int, due_at: datetime, now: datetime, late: bool) -> Message:
    """Tell a manager which updates were put off for the third time, or more often."""
    if not any(is_open(owed) for owed in items):
        return _letter(["Put off for the third time, and seen to since."], items, letter, now, None, len(items))
    times = max((owed.snoozes for owed in items), default=0)
    often = f"{times} times" if times > 3 else "for the third time"
    opening: Sentence = [f"Put off {often}: the update to {_names(items, len(items))}."]
    return _letter(opening, items, letter, now, due_at if late else None, len(items))


def asked(owed: Item, by: str, note: str, *, colleague: str | None = None) -> Message:
    """Ask a colleague to update a candidate; once they have answered, say what they answered.

    `colleague` is who reads it. `letter` is there as in every letter, though the buttons need only the line.
    """
    opening: Sentence = [person(by), " asks you to update ", bold(owed.name), "."]
    about = strung(sentence(standing(owed.stage, owed.title)), ["due by ", when(owed.due_at)])
    answer: Sentence = []
    buttons = [button("Accept", ACCEPT, owed.line, style="primary"), button("Decline", DECLINE, owed.line)]
    if owed.outcome == "accepted" and colleague in (None, owed.colleague):
        answer, buttons = ["You have taken it on. Log it once they know."], [_log_it(owed)]
    elif owed.outcome == "declined":
        answer, buttons = ["You have declined. It stays with ", person(owed.recruiter), "."], []
    elif owed.outcome == "withdrawn":
        answer, buttons = [person(owed.by or by), " has taken this back. Nothing is left for you to do."], []
    elif owed.retired or owed.outcome not in (None, "asked"):
        answer, buttons = ["Nothing is left for you to do: ", *_became(owed), "."], []
    blocks = [line(*opening), line(*about)] + ([quote(note)] if note else [])
    blocks += ([line(*answer)] if answer else []) + ([actions(*buttons)] if buttons else [])
    return Message(whole(opening, about, sentence(note), answer), blocks)


def answered(owed: Item, colleague: str, accepted: bool) -> Message:
    """Tell the asker what their colleague answered."""
    if accepted:
        said = sentence(person(colleague), " will update ", bold(owed.name), ". Nothing is left for you to do.")
        return Message(whole(said), [line(*said)])
    stays = sentence(". It stays with ", person(owed.recruiter), ".")
    said = sentence(person(colleague), " cannot update ", bold(owed.name), *stays)
    return Message(whole(said), [line(*said), actions(_log_it(owed))])


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


def _names(items: Sequence[Item], count: int) -> str:
    names = [
        f"{one_line(owed.name, 40)} ({stage_name(owed.stage)})" if owed.stage else one_line(owed.name, 40)
        for owed in items[:5]
    ]
    names += [f"{count - len(names)} more"] if count > len(names) else []
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _became(owed: Item) -> Sentence:
    until: Sentence = ["until ", when(owed.until)] if owed.until else ["for now"]
    colleague: Sentence = [person(owed.colleague)] if owed.colleague else ["a colleague"]
    words: dict[str | None, Sentence] = {
        "logged": [sign("white_check_mark"), f" {spoken(owed.touch.how) if owed.touch else 'logged'}"],
        "told": [sign("white_check_mark"), " no news, and they were told"],
        "snoozed": ["put off ", *until],
        "waiting": ["waiting ", *until, f": {one_line(owed.waits_for)}" if owed.waits_for else ""],
        "asked": ["asked ", *colleague, " to update them"],
        "accepted": ["taken on by ", *colleague],
        "declined": ["a colleague could not take it on"],
        "waived": [f"not needed: {WAIVERS[owed.waived] if owed.waived else 'no reason given'}"],
        "moved": [f"their stage is now {stage_name(owed.stage)}" if owed.stage else "their stage has changed"],
    }
    return words.get(owed.outcome, ["an update is no longer owed"])


def _log_it(owed: Item) -> Block:
    return button("Log it", LOG, owed.line, style="primary", reads=f"Log it for {owed.name}")


def _more(owed: Item) -> Block:
    choices = [
        (heading, [option(words, f"{choice}/{owed.line}") for words, choice in listed]) for heading, listed in CHOICES
    ]
    return menu(MENU, "More", choices)
