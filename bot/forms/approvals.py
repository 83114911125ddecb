"""How does a manager say why they refuse what was asked?"""

from __future__ import annotations

from bot.blocks import Sentence, line
from bot.errors import Refused
from bot.forms.inputs import View, about, answers, field, modal, typed_input, within
from bot.forms.inputs import errors as errors
from bot.words import clean_note

REFUSE_FORM = "approval_refuse_form"
WHY_LETTERS = 300


def refuse(approval: int, asked: Sentence, word: str = "Refuse") -> View:
    """Draw the form that asks why something is refused; `asked` says who asked for what, `word` what is done."""
    hint = "Whoever asked will read it."
    box = typed_input(lines=True, letters=WHY_LETTERS, example="A colleague knows them better")
    why = field("why", "Why", box, hint=hint)
    return modal(REFUSE_FORM, word, [line(*asked), why], submit=word, approval=approval)


def read_refuse(view: View) -> tuple[int, str]:
    """Read what is refused, and why."""
    why = within("why", clean_note(answers(view)["why"] or ""), WHY_LETTERS)
    if not why:
        raise Refused("Say why, in a few words: whoever asked will read it.", field="why")
    return int(about(view)["approval"]), why
