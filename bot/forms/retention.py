"""How does someone say for how long a record is kept, and why?"""

from __future__ import annotations

from bot.blocks import Sentence, line, option
from bot.errors import Refused
from bot.facts import Candidate
from bot.forms.inputs import View, about, answers, field, modal, radio, typed_input, understood, within
from bot.forms.inputs import errors as errors
from bot.words import clean

KEEP_FORM = "keep_form"
YEARS = {1: "One more year", 2: "Two more years"}
REASON_LETTERS = 300


def keep(candidate: Candidate, asked: Sentence) -> View:
    """Draw the form that keeps a record for longer; `asked` says about whom, and since when they are silent."""
    hint = "Whoever asks why we still have it will read this, and so may they."
    blocks = [
        line(*asked),
        field("years", "Keep it for", radio([option(words, years) for years, words in YEARS.items()], "1")),
        field("why", "Why", typed_input(letters=REASON_LETTERS, example="Asked us to call again in spring"), hint=hint),
    ]
    return modal(KEEP_FORM, "Keep their record", blocks, submit="Keep", candidate=candidate.id)


def read_keep(view: View) -> tuple[int, int, str]:
    """Read whose record is kept, for how many years, and why."""
    given = answers(view)
    if not given["years"]:
        raise Refused("Choose for how long.", field="years")
    years = understood("years", {str(years): years for years in YEARS}.__getitem__, given["years"])
    why = within("why", clean(given["why"] or ""), REASON_LETTERS)
    if not why:
        raise Refused("Say why, in a few words.", field="why")
    return int(about(view)["candidate"]), years, why
