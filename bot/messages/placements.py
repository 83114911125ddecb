"""What do we say once the days of a placement are written down, or it came to nothing?"""

from __future__ import annotations

from datetime import date

from bot.blocks import Message, actions, bold, bullets, button, line, one_line, sentence, whole
from bot.facts import Candidate, Placement, Submission
from bot.messages import deciding
from bot.messages.candidates import SIMILAR
from bot.phrases import dated


def changed(candidate: Candidate, submission: Submission, placement: Placement, works_from: date | None) -> Message:
    """Say how a placement stands now."""
    head = sentence(bold(candidate.name), f" · {one_line(submission.title)}")
    days = [("Resigned on", placement.resigned_on), ("Papers signed on", placement.signed_on)]
    facts = [deciding.first_day(placement, works_from)]
    facts += [sentence(f"{words} {dated(on)}") for words, on in days if on]
    missing = [] if placement.resigned_on else [sentence("Not known to have resigned yet")]
    return Message(
        whole(head, *facts, *missing),
        [line(*head), bullets([*facts, *missing]), actions(deciding.sheet(candidate))],
    )


def fell_through(candidate: Candidate, submission: Submission) -> Message:
    """Say that a placement came to nothing, and what comes next."""
    head = sentence(bold(candidate.name), f" does not go on at {one_line(submission.title)}: fell through, on record.")
    more = sentence("They should hear from us what comes next, and the client too.")
    alike = button("Similar candidates", SIMILAR, candidate.id, reads=f"Who is like {one_line(candidate.name)}")
    blocks = [line(*head), line(*more), actions(alike, deciding.sheet(candidate))]
    return Message(whole(head, more), blocks)
