"""How is something given to a candidate or asked of them filled in, and what came of it?"""

from __future__ import annotations

from datetime import date, timedelta

from bot.blocks import Block, bold, day, groups, line, option, strung
from bot.errors import Refused
from bot.facts import ASKED, Candidate, Favour, FavourKind
from bot.forms.inputs import (
    View,
    about,
    answers,
    calendar,
    chosen_day,
    field,
    grouped_select,
    modal,
    typed_input,
    understood,
    within,
)
from bot.phrases import FAVOURS
from bot.words import clean, clean_note

FAVOUR_FORM = "favour_form"
CAME_FORM = "favour_came_form"
WORDS_LETTERS = 300


def favour(candidate: Candidate, today: date) -> View:
    """Draw the form of something given or asked."""
    given = ("Given to them", [_option(kind) for kind in FAVOURS if kind not in ASKED])
    asked = ("Asked of them", [_option(kind) for kind in FAVOURS if kind in ASKED])
    words = typed_input(letters=WORDS_LETTERS, example="Two pages instead of five; for the lead at Acme")
    when = calendar(example=f"Today, {day(today)}")
    blocks = [
        line(bold(candidate.name)),
        field("kind", "What was it?", grouped_select(groups([given, asked]))),
        field("words", "In a few words", words, optional=True),
        field("day", "When", when, optional=True, hint="Left empty: today."),
    ]
    return modal(FAVOUR_FORM, "Help given or asked", blocks, submit="Keep it", candidate=candidate.id)


def read_favour(view: View) -> tuple[int, FavourKind, str, date | None]:
    """Read for whom, what it was, in which words, and on which day."""
    given = answers(view)
    if not given["kind"]:
        raise Refused("Choose what was given or asked.", field="kind")
    kind = understood("kind", FavourKind, given["kind"])
    on = understood("day", chosen_day, given["day"]) if given["day"] else None
    words = within("words", clean(given["words"] or ""), WORDS_LETTERS)
    return int(about(view)["candidate"]), kind, words, on


def checked(on: date | None, today: date, backdate_for: timedelta) -> None:
    """Refuse a day that cannot be."""
    if on and on > today:
        raise Refused("That day has not come yet. Choose today or a day before.", field="day")
    if on and on < today - backdate_for:
        raise Refused(f"That is too long ago. Choose {day(today - backdate_for)} or later.", field="day")


def came(candidate: Candidate, of: Favour) -> View:
    """Draw the form of what came of a favour."""
    hint = "Leave it empty if nothing is known yet."
    if of.asked:
        hint += " Once something has come, I remind whoever asked to thank them."
    words = typed_input(
        of.came_of_it or "", lines=True, letters=WORDS_LETTERS, example="Maria is in a second interview"
    )
    did = f"{'Asked for' if of.asked else 'Gave'} {FAVOURS[of.kind]}"
    blocks = [
        line(*strung([bold(candidate.name)], [f"{did}: {of.words}" if of.words else did])),
        field("came", "What came of it", words, optional=True, hint=hint),
    ]
    return modal(CAME_FORM, "What came of it", blocks, submit="Save", favour=of.id)


def read_came(view: View) -> tuple[int, str | None]:
    """Read of which favour, and what came of it; None where nothing is known."""
    return int(about(view)["favour"]), within("came", clean_note(answers(view)["came"] or ""), WORDS_LETTERS) or None


def _option(kind: FavourKind) -> Block:
    name = FAVOURS[kind].removeprefix("an ").removeprefix("a ")
    return option(name[:1].upper() + name[1:], kind.value)
