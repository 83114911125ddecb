"""How does someone say when a candidate starts, and whether they have resigned and signed?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.blocks import actions, context, day, line
from bot.facts import Candidate, Placement, Submission
from bot.forms.inputs import View, about, answers, calendar, chosen_day, field, modal, understood
from bot.phrases import fell_through, standing

PLACEMENT_FORM = "placement_form"
TITLE = "First day"


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a placement, by the submission it is of."""

    submission: int
    starts_on: date | None
    resigned_on: date | None
    signed_on: date | None


def placement(candidate: Candidate, submission: Submission, placed: Placement) -> View:
    """Draw the form of a placement's days."""
    until = f"The guarantee holds until {day(placed.guarantee_until)}. " if placed.guarantee_until else ""
    blocks = [
        line(f"{candidate.name}: {standing(submission.stage, submission.title)}"),
        field("starts_on", "First day", calendar(placed.starts_on), optional=True),
        field("resigned_on", "Resigned on", calendar(placed.resigned_on), optional=True),
        field("signed_on", "Papers signed on", calendar(placed.signed_on), optional=True),
        context(f"{until}It counts {placed.guarantee_days} days from the first day, and moves with it."),
        actions(fell_through(candidate.name, submission.id)),
    ]
    return modal(PLACEMENT_FORM, TITLE, blocks, submit="Save", submission=submission.id)


def read(view: View) -> Days:
    """Read the days of a placement."""
    given = answers(view)
    days = {name: understood(name, chosen_day, given[name]) if given[name] else None for name in _DAYS}
    return Days(int(about(view)["submission"]), **days)


_DAYS = ("starts_on", "resigned_on", "signed_on")
