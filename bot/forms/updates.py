"""How does someone put an update off, hand it on, or see all that are owed?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.blocks import Block, bold, context, line
from bot.errors import Refused
from bot.facts import Item
from bot.forms.inputs import (
    View,
    about,
    answers,
    calendar,
    chosen_day,
    colleague,
    field,
    modal,
    typed_input,
    understood,
)
from bot.forms.inputs import errors as errors
from bot.phrases import listed
from bot.words import clean, clean_note

WAIT_FORM = "wait_form"
ASK_FORM = "ask_form"
ALL_FORM = "all_form"
# Two blocks for an item, within the 100 of a form.
MOST_ITEMS = 45


def wait(line_id: int, name: str, today: date, alert: str | None = None) -> View:
    """Draw the form that lets a candidate wait until a day, with the reason."""
    hint = "The update stays owed; you are reminded again on that day."
    blocks = [
        line("Until when can ", bold(name), " wait?"),
        field("until", "Until", calendar(today + timedelta(days=7)), hint=hint),
        field("why", "Why", typed_input(letters=300, example="On holiday, client is silent …")),
    ]
    return modal(WAIT_FORM, "Waiting until", blocks, submit="Wait", alert=alert, line=line_id)


def read_wait(view: View) -> tuple[int, date, str]:
    """Read the line that waits, until which day, and why."""
    given = answers(view)
    until, why = understood("until", chosen_day, given["until"]), clean(given["why"] or "")
    if until is None:
        raise Refused("Choose a day.", field="until")
    if not why:
        raise Refused("Say why, in a few words.", field="why")
    return int(about(view)["line"]), until, why


def ask(line_id: int, name: str, alert: str | None = None) -> View:
    """Draw the form that asks a colleague to update a candidate."""
    blocks = [
        line("Who could update ", bold(name), "?"),
        field("colleague", "Colleague", colleague()),
        field("note", "Note", typed_input(lines=True, letters=1000), optional=True),
        context("It stays with you until they accept."),
    ]
    return modal(ASK_FORM, "Ask a colleague", blocks, submit="Ask", alert=alert, line=line_id)


def read_ask(view: View) -> tuple[int, str, str]:
    """Read the line, the colleague who is asked, and the note for them."""
    given = answers(view)
    if not given["colleague"]:
        raise Refused("Choose a colleague.", field="colleague")
    return int(about(view)["line"]), given["colleague"], clean_note(given["note"] or "")


def see_all(items: Sequence[Item], now: datetime) -> View:
    """List everything that is owed, each with its button."""
    waiting = [owed for owed in items if owed.outcome is None and not owed.retired]
    blocks: list[Block] = []
    for owed in waiting[:MOST_ITEMS]:
        blocks += listed(owed, now)
    more = len(waiting) - MOST_ITEMS
    blocks += [context(f"And {more} more; they follow as these are done.")] if more > 0 else []
    return modal(ALL_FORM, "Owed now", blocks or [line("Nobody is waiting for an update.")])
