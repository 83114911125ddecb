"""How does someone confirm that a person is to be erased for good?"""

from __future__ import annotations

from bot.blocks import bold, bullets, context, line, sentence
from bot.facts import Candidate
from bot.forms.inputs import View, about, answers, field, modal, typed_input

ERASE_FORM = "erase_form"


def confirm(candidate: Candidate, kept: str) -> View:
    """Draw the window that says what will be erased; `kept` is how much is kept about them."""
    goes = [
        sentence(f"Their record{' with ' + kept if kept else ''}, and all that was noted about them"),
        sentence("Their full name and addresses in notes about others; not a nickname or half a name"),
        sentence("Their lines in the messages I sent to you all, and the files I sent that may hold them"),
    ]
    blocks = [
        line(bold(candidate.name), " will be erased. This cannot be undone."),
        bullets(goes),
        line("What stays is that somebody was erased, when and by whom, without a name."),
        context("Answers that only one of you saw are not in my reach: Slack takes them away at its next start."),
        field("name", "Type their name to confirm", typed_input(example=candidate.name, letters=300)),
    ]
    return modal(ERASE_FORM, "Erase for good", blocks, submit="Erase", candidate=candidate.id)


def read(view: View) -> tuple[int, str]:
    """Read who is to be erased, and the name that was typed."""
    return int(about(view)["candidate"]), answers(view)["name"] or ""
