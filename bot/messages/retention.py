"""How do we ask whether a record is kept or erased, and say what was decided?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    button,
    context,
    line,
    one_line,
    person,
    sentence,
    sign,
    strung,
    when,
    whole,
)
from bot.facts import Candidate, Item
from bot.owing import silence
from bot.owing_buttons import ASK_TO_ERASE as ASK_TO_ERASE
from bot.owing_buttons import ERASE as ERASE
from bot.owing_buttons import KEEP as KEEP
from bot.owing_buttons import keep_or_erase
from bot.phrases import counted, everybody, month, spoken

ALL = "morning_all"
# Three blocks for each and a few around them, within the 50 of a message.
MOST_ITEMS = 15

ANSWERED = "This was answered meanwhile: nobody asks about their record any more. The card shows how things stand."
NOT_YOURS = "Only whoever was asked, or a manager or administrator, can decide about this record. Ask one of them."
NOBODY = "There is no administrator or manager here who could erase somebody. Ask whoever looks after Rapport."


def item(owed: Item) -> list[Block]:
    """Draw one question with its answers, or what became of it."""
    return keep_or_erase(owed) if _is_open(owed) else [line(*item_said(owed))]


def item_said(owed: Item) -> Sentence:
    """Say one question in words, or what became of it."""
    if owed.retired:
        return [bold(owed.name), ": this question has moved to a newer message."]
    if _is_open(owed):
        return [*silence(owed), ". Keep their record, or erase it?"]
    by: Sentence = ["by ", person(owed.by)] if owed.by else []
    at: Sentence = [" at ", when(owed.at)] if owed.at and by else []
    return strung([bold(owed.name)], _became(owed), [*by, *at])


def _became(owed: Item) -> Sentence:
    done = sign("white_check_mark")
    words: dict[str | None, Sentence] = {
        "kept": [done, f" their record is kept until {month(owed.until)}" if owed.until else " their record is kept"],
        "to_erase": ["asked to have their record erased"],
        "logged": [done, f" {spoken(owed.touch.how) if owed.touch else 'spoken with'}, so their record is kept"],
        "told": [done, " spoken with, so their record is kept"],
        "moved": [done, " put forward, so their record is kept"],
    }
    return words.get(owed.outcome, ["nothing is left to decide about their record"])


def opening(questions: Sequence[Item], more: int, *, besides: bool) -> Sentence:
    """Say in a morning message how many records wait for a decision; `besides` where others wait to hear as well."""
    waiting = [owed for owed in questions if _is_open(owed)]
    count = len(waiting) + more
    if not count:
        return []
    if besides:
        return [f" Besides, {counted(count, 'old record waits', 'old records wait')} for your decision."]
    first = waiting[:5]
    names = ", ".join(one_line(owed.name, 40) for owed in first)
    rest = f" and {count - len(first)} more" if count > len(first) else ""
    wait = counted(count, "old record waits", "old records wait")
    return [f"{wait} for your decision: {names}{rest}." if names else f"{wait} for your decision."]


def unanswered(items: Sequence[Item], letter: int, due_at: datetime, now: datetime, late: bool) -> Message:
    """Tell an administrator which questions nobody has answered within their time."""
    waiting = [owed for owed in items if _is_open(owed)]
    first: Sentence = ["All of these records are decided about."]
    if waiting:
        have = counted(len(waiting), "record has", "records have")
        first = [f"{have} been silent for years, and whoever was asked has not answered. The decision is yours."]
    was_due: Sentence = ["This message was due at ", when(due_at), "."] if late else []
    shown = [*waiting, *(owed for owed in items if owed not in waiting)][:MOST_ITEMS]
    blocks = [line(*first)] + ([context(*was_due)] if was_due else [])
    for owed in shown:
        blocks += [*item(owed), *([context(*_asked(owed))] if _asked(owed) else [])]
    blocks += [actions(button(f"See all ({len(items)})", ALL, letter))] if len(items) > len(shown) else []
    told = [strung(item_said(owed), _asked(owed)) for owed in shown]
    return Message(whole(first, was_due, *told), blocks)


def _asked(owed: Item) -> Sentence:
    """Say who was asked, where that is not whoever reads it."""
    return ["asked: ", person(owed.recruiter)] if _is_open(owed) and owed.recruiter != owed.reader else []


def asked_to_erase(owed: Item, by: str) -> Message:
    """Tell an administrator that whoever was asked wants a record erased."""
    first = sentence(person(by), " asks you to erase the record of ", bold(owed.name), ".")
    return Message(whole(first, item_said(owed)), [line(*first), *item(owed)])


def kept(candidate: Candidate, until: datetime) -> Message:
    """Confirm that a record is kept."""
    first = sentence("The record of ", bold(candidate.name), f" is kept until {month(until)}.")
    more = sentence("Nobody asks about it before then.")
    return Message(whole(first, more), [line(*first), context(*more)])


def asked(candidate: Candidate, whom: Sequence[str]) -> Message:
    """Confirm that those who may erase were asked to."""
    first = sentence("I have asked ", *everybody(whom), " to erase the record of ", bold(candidate.name), ".")
    more = sentence("You are not asked about it again. If you speak with them after all, log it, and the record stays.")
    return Message(whole(first, more), [line(*first), context(*more)])


def _is_open(owed: Item) -> bool:
    return owed.outcome is None and not owed.retired
