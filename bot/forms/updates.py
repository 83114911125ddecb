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
    within,
)
from bot.forms.inputs import errors as errors
from bot.owing_buttons import listed
from bot.words import clean, clean_note

WAIT_FORM = "wait_form"
CARD_WAIT_FORM = "card_wait_form"
ASK_FORM = "ask_form"
ALL_FORM = "all_form"
# Two blocks for an item, within the 100 of a form.
MOST_ITEMS = 45
WHY_LETTERS, NOTE_LETTERS = 300, 1_000


def wait(id: int, name: str, today: date, alert: str | None = None, *, card: bool = False) -> View:
    """Draw the form that lets a candidate wait until a day, with the reason.

    `id` is the item that waits; where it is opened from the `card`, the candidate, with all that is owed to them.
    """
    hint = "What is owed stays owed; you are reminded again on that day."
    hint += " Should they write or call, a reply is still owed." if card else ""
    blocks = [
        line("Until when can ", bold(name), " wait?"),
        field("until", "Until", calendar(today + timedelta(days=7)), hint=hint),
        field("why", "Why", typed_input(letters=WHY_LETTERS, example="On holiday, client is silent …")),
    ]
    form = CARD_WAIT_FORM if card else WAIT_FORM
    return modal(form, "Waiting until", blocks, submit="Wait", alert=alert, **{"candidate" if card else "line": id})


def read_wait(view: View) -> tuple[int, date, str]:
    """Read the item or candidate that waits, until which day, and why."""
    given = answers(view)
    until = understood("until", chosen_day, given["until"])
    why = within("why", clean(given["why"] or ""), WHY_LETTERS)
    if until is None:
        raise Refused("Choose a day.", field="until")
    if not why:
        raise Refused("Say why, in a few words.", field="why")
    what = about(view)
    return int(what["candidate"] if "candidate" in what else what["line"]), until, why


def ask(line_id: int, name: str, alert: str | None = None) -> View:
    """Draw the form that asks a colleague to see to a candidate."""
    blocks = [
        line("Who could see to ", bold(name), "?"),
        field("colleague", "Colleague", colleague()),
        field("note", "Note", typed_input(lines=True, letters=NOTE_LETTERS), optional=True),
        context("It stays with you until they accept."),
    ]
    return modal(ASK_FORM, "Ask a colleague", blocks, submit="Ask", alert=alert, line=line_id)


def read_ask(view: View) -> tuple[int, str, str]:
    """Read the line, the colleague who is asked, and the note for them."""
    given = answers(view)
    if not given["colleague"]:
        raise Refused("Choose a colleague.", field="colleague")
    return int(about(view)["line"]), given["colleague"], within("note", clean_note(given["note"] or ""), NOTE_LETTERS)


def see_all(items: Sequence[Item], total: int, now: datetime) -> View:
    """List what is owed, the first of it, each with its button; `total` counts all of it."""
    waiting = [owed for owed in items if owed.outcome is None and not owed.retired]
    blocks: list[Block] = []
    for owed in waiting[:MOST_ITEMS]:
        blocks += listed(owed, now)
    more = total - MOST_ITEMS
    blocks += [context(f"And {more} more; they follow as these are done.")] if more > 0 else []
    return modal(ALL_FORM, "Owed now", blocks or [line("Nobody is waiting to hear.")])
