"""How does a manager say what may be offered instead?"""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks import Sentence, context, line
from bot.errors import Refused
from bot.forms.inputs import View, about, answers, field, modal, typed_input, within
from bot.words import clean, clean_note

CHANGE_FORM = "feasible_change_form"
PAY_LETTERS, WHY_LETTERS = 300, 300


@dataclass(frozen=True, slots=True)
class Instead:
    """What a manager would have offered instead, as they typed it, and why."""

    approval: int
    pay: str
    why: str = ""


def form(approval: int, asked: Sentence, pay: str, until: Sentence) -> View:
    """Draw the form with the pay that was asked for, to be typed over; `until` says by when it is decided then."""
    hint = "Base, bonus and sign-on, as you would say it: 92k + 10% bonus."
    why = typed_input(lines=True, letters=WHY_LETTERS, example="The team lead has less")
    blocks = [
        line(*asked),
        field(
            "pay", "What may be offered", typed_input(pay, letters=PAY_LETTERS, example="92k + 10% bonus"), hint=hint
        ),
        field("why", "Why", why, optional=True, hint="It is kept with the offer; whoever asked reads it there."),
        context("It can be offered at once, and the rest stays.", *([" ", *until, "."] if until else [])),
    ]
    return modal(CHANGE_FORM, "Change the offer", blocks, submit="Change and approve", approval=approval)


def read(view: View) -> Instead:
    """Read what may be offered instead; the amounts are read by the rules."""
    given = answers(view)
    pay = within("pay", clean(given["pay"] or ""), PAY_LETTERS)
    if not pay:
        raise Refused("Type what may be offered, like 92k + 10% bonus.", field="pay")
    why = within("why", clean_note(given["why"] or ""), WHY_LETTERS)
    return Instead(int(about(view)["approval"]), pay, why)
