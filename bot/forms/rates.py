"""How does somebody say what one currency is worth in another?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.blocks import Message, context
from bot.errors import Refused
from bot.forms.inputs import View, about, answers, calendar, chosen_day, field, modal, typed_input, understood, within
from bot.words import clean

RATE_FORM = "rate_form"
SURE_FORM = "rate_sure_form"
LETTERS = 30


@dataclass(frozen=True, slots=True)
class NewRate:
    """A rate as it was typed: what one unit of `of` is worth in `to`; `candidate` is whose offers it is for."""

    candidate: int
    of: str
    to: str
    rate: str
    on: date


def form(candidate: int, of: str, to: str, today: date) -> View:
    """Draw the form with the two currencies that are compared."""
    blocks = [
        field("of", "One unit of", typed_input(of, letters=LETTERS, example="GBP")),
        field("rate", "Is worth", typed_input(letters=LETTERS, example="1.17"), hint="The number alone."),
        field("to", "Of the currency", typed_input(to, letters=LETTERS, example="EUR")),
        field("on", "On the day", calendar(today), hint="When you looked it up."),
        context("Everybody in the team sees it wherever these two are compared, with the day and who entered it."),
    ]
    return modal(RATE_FORM, "Enter a rate", blocks, submit="Save", candidate=candidate)


def read(view: View) -> NewRate:
    """Read a rate; whether the number can be meant is for the rules to say."""
    given, candidate = answers(view), int(about(view)["candidate"])
    of, rate, to = (within(name, clean(given[name] or ""), LETTERS) for name in ("of", "rate", "to"))
    on = understood("on", chosen_day, given["on"]) if given["on"] else None
    if on is None:
        raise Refused("Choose the day on which you looked it up.", field="on")
    return NewRate(candidate, _read_currency("of", of), _read_currency("to", to), rate, on)


def sure(draft: int, asked: Message) -> View:
    """Ask whether a rate that is far off the last one is meant."""
    return modal(SURE_FORM, "Is this rate right?", asked.blocks, submit="Save it", draft=draft)


def read_sure(view: View) -> int:
    """Read which rate is meant after all."""
    return int(about(view)["draft"])


def _read_currency(name: str, typed: str) -> str:
    from babel.numbers import is_currency  # loaded when first asked, for a quick start

    code = typed.upper()
    if not is_currency(code):
        raise Refused("Type the three letters of a currency, like EUR or GBP.", field=name)
    return code
