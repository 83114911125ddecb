"""How do we ask a colleague to take an item over, and tell what they answered?"""

from __future__ import annotations

from datetime import datetime

from bot.blocks import Message, Sentence, actions, bold, button, line, person, quote, sentence, strung, when, whole
from bot.facts import Item
from bot.messages.updates import ACCEPT, DECLINE, became, log_it
from bot.owing import advice
from bot.phrases import standing
from bot.wordings import WORDINGS


def asked(owed: Item, by: str, note: str, now: datetime, *, colleague: str | None = None) -> Message:
    """Ask a colleague to see to a candidate; once they have answered, say what they answered.

    `colleague` is who reads it. `letter` is there as in every letter, though the buttons need only the line.
    """
    opening: Sentence = [person(by), f" asks you to {_deed(owed)} ", bold(owed.name), "."]
    extra = [advice(owed, now), *(sentence("also: ", WORDINGS[each.kind].thing) for each in owed.also)]
    about = strung(sentence(standing(owed.stage, owed.title)), ["due by ", when(owed.due_at)], *extra)
    answer: Sentence = []
    buttons = [button("Accept", ACCEPT, owed.line, style="primary"), button("Decline", DECLINE, owed.line)]
    if owed.outcome == "accepted" and colleague in (None, owed.colleague):
        answer, buttons = ["You have taken it on. Log it once they know."], [log_it(owed)]
    elif owed.outcome == "declined":
        answer, buttons = ["You have declined. It stays with ", person(owed.recruiter), "."], []
    elif owed.outcome == "withdrawn":
        answer, buttons = [person(owed.by or by), " has taken this back. Nothing is left for you to do."], []
    elif owed.retired or owed.outcome not in (None, "asked"):
        answer, buttons = ["Nothing is left for you to do: ", *became(owed), "."], []
    blocks = [line(*opening), line(*about)] + ([quote(note)] if note else [])
    blocks += ([line(*answer)] if answer else []) + ([actions(*buttons)] if buttons else [])
    return Message(whole(opening, about, sentence(note), answer), blocks)


def answered(owed: Item, colleague: str, accepted: bool) -> Message:
    """Tell the asker what their colleague answered."""
    if accepted:
        said = sentence(person(colleague), f" will {_deed(owed)} ", bold(owed.name), ". Nothing is left for you to do.")
        return Message(whole(said), [line(*said)])
    stays = sentence(". It stays with ", person(owed.recruiter), ".")
    said = sentence(person(colleague), f" cannot {_deed(owed)} ", bold(owed.name), *stays)
    return Message(whole(said), [line(*said), actions(log_it(owed))])


def _deed(owed: Item) -> str:
    return WORDINGS[owed.kind].deed
