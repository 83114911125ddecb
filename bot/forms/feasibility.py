"""How does a manager say what may be offered instead?"""

from __future__ import annotations

from dataclasses import dataclass

from bot import amounts
from bot.blocks import Block, Sentence, bullets, context, cut, line, option
from bot.errors import Refused
from bot.facts import Package
from bot.forms.deciding import pay_of
from bot.forms.inputs import (
    View,
    about,
    answers,
    chosen_several,
    field,
    modal,
    ticked,
    typed_input,
    understood,
    within,
)
from bot.words import clean, clean_note

CHANGE_FORM = "feasible_change_form"
TITLE, CHANGE = "Offer something else", "Change and approve"
PAY_LETTERS, WHY_LETTERS, ASKED_LETTERS = 300, 300, 600
_RESTS = {"stays": "Keep them where I type none"}


@dataclass(frozen=True, slots=True)
class Instead:
    """What a manager would have offered instead, as they typed it, and why.

    With `rest`, bonus and sign-on that were asked for stay where they name none; `told` is the sum of what the form
    has read back to them, 0 before it has.
    """

    approval: int
    pay: str
    why: str = ""
    rest: bool = False
    told: int = 0


def form(
    approval: int,
    asked: Sentence,
    package: Package,
    beside: str,
    until: Sentence,
    typed: Instead | None = None,
    *,
    alert: str | None = None,
) -> View:
    """Draw the form with the pay that was asked for, to be typed over, or with what was `typed` into it before.

    `beside` says how what was asked for lies to the band, `until` by when it is decided then.
    """
    hint = "Base, bonus and sign-on, as you would say it: 92k + 10% bonus."
    pay = typed_input(typed.pay if typed else pay_of(package), letters=PAY_LETTERS, example="92k + 10% bonus")
    why = typed_input(typed.why if typed else "", lines=True, letters=WHY_LETTERS, example="The team lead has less")
    for_it = cut(amounts.line(package), ASKED_LETTERS)
    facts: list[Sentence] = [[each] for each in (f"Asked for: {for_it}" if for_it else "", beside) if each]
    blocks = [
        line(*asked),
        *([bullets(facts)] if facts else []),
        field("pay", "What may be offered", pay, hint=hint),
        *_rest(package, typed),
        field("why", "Why", why, optional=True, hint="It is kept with the offer; whoever asked reads it there."),
        context("It can be offered at once, and the rest stays.", *([" ", *until, "."] if until else [])),
    ]
    told = typed.told if typed else 0
    return modal(CHANGE_FORM, TITLE, blocks, submit=CHANGE, alert=alert, approval=approval, told=told)


def read(view: View) -> Instead:
    """Read what may be offered instead; the amounts are read by the rules."""
    given, of = answers(view), about(view)
    pay = within("pay", clean(given["pay"] or ""), PAY_LETTERS)
    if not pay:
        raise Refused("Type what may be offered, like 92k + 10% bonus.", field="pay")
    why = within("why", clean_note(given["why"] or ""), WHY_LETTERS)
    rest = {understood("rest", _RESTS.__getitem__, each) for each in chosen_several(view, "rest")}
    return Instead(int(of["approval"]), pay, why, bool(rest), int(of.get("told", 0)))


def _rest(package: Package, typed: Instead | None) -> list[Block]:
    """Ask whether bonus and sign-on stay, where there are any."""
    if package.bonus is None and package.bonus_share is None and package.sign_on is None:
        return []
    stays = [option(words, value) for value, words in _RESTS.items()]
    box = ticked(stays, stays if typed is None or typed.rest else ())
    return [field("rest", "Bonus and sign-on that were asked for", box, optional=True)]
