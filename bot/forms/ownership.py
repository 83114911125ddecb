"""How does someone release a candidate, hand one over, or ask for more time?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import Block, Sentence, bold, line, option, person
from bot.errors import Refused
from bot.facts import Candidate, Found, Holding, Pool
from bot.forms.inputs import (
    View,
    about,
    answers,
    colleague,
    field,
    modal,
    radio,
    read_id,
    typed_input,
    understood,
    within,
)
from bot.forms.inputs import errors as errors
from bot.phrases import counted, dated, told_apart
from bot.words import clean_note

RELEASE_FORM = "own_release_form"
HAND_FORM = "own_hand_form"
MORE_FORM = "own_more_form"
ASK_FORM = "own_ask_form"
NOTE_LETTERS, REASON_LETTERS = 300, 300
# Where somebody goes who is released, by the rule of the house pool.
_GOES: dict[Pool, str] = {
    Pool.FREE: "They come into the house pool: nobody owns them, and whoever claims them first has them.",
    Pool.TURN: "They go to whoever has the next turn; where nobody has one, into the house pool.",
    Pool.ASSIGNED: "They come into the house pool: nobody owns them until a manager assigns them.",
}


def release(holding: Holding, pool: Pool = Pool.FREE) -> View:
    """Ask whether a candidate is really released; while a claim is open, whether they are to the claimant."""
    name, dispute = holding.candidate.name, holding.dispute
    if dispute:
        said: Sentence = ["Release ", bold(name), " to ", person(dispute.claimant), "? "]
        blocks = [line(*said, "They own them at once, the claim is over, and nobody has to rule.")]
        id = holding.candidate.id
        return modal(RELEASE_FORM, "Release", blocks, submit="Release", candidate=id, dispute=dispute.id)
    owner = holding.ownership.owner
    whose: Sentence = [", owned by ", person(owner)] if owner else []
    blocks = [
        line("Release ", bold(name), *whose, "?"),
        line(_GOES[pool]),
    ]
    return modal(RELEASE_FORM, "Release", blocks, submit="Release", candidate=holding.candidate.id)


def read_release(view: View) -> tuple[int, int | None]:
    """Read who is released, and the dispute in which they are, if one was open."""
    what = about(view)
    return int(what["candidate"]), what.get("dispute")


def hand_over(holding: Holding, to: str | None = None, why_not: str = "") -> View:
    """Ask to whom a candidate is handed over, or assigned where nobody owns them; say why nobody is chosen yet."""
    owner, name = holding.ownership.owner, bold(holding.candidate.name)
    said: Sentence = ["Assign ", name, ", whom nobody owns, to a colleague."]
    if owner:
        said = ["Hand ", name, ", owned by ", person(owner), ", over to a colleague."]
    hint = "They hear of it, and what was agreed with the candidate stays on the card."
    example = "Back in March, call her about the new role"
    blocks = [
        *([line(why_not)] if why_not else []),
        line(*said),
        field("to", "To", colleague(to), hint=hint),
        field("note", "Note", typed_input(lines=True, letters=NOTE_LETTERS, example=example), optional=True),
    ]
    verb = "Hand over" if owner else "Assign"
    return modal(HAND_FORM, verb, blocks, submit=verb, candidate=holding.candidate.id)


def read_hand_over(view: View) -> tuple[int, str, str]:
    """Read who is handed over, to whom, and the note."""
    given = answers(view)
    if not given["to"]:
        raise Refused("Choose a colleague.", field="to")
    return int(about(view)["candidate"]), given["to"], within("note", clean_note(given["note"] or ""), NOTE_LETTERS)


def ask_to_own(candidate: Candidate) -> View:
    """Ask why someone wants a candidate of the house pool whom a manager assigns; they may leave it out."""
    example = "She asked for me; I place most of our painters"
    hint = "A manager reads it. You may leave it empty, but then they have less to go by."
    reason = field("reason", "Why", typed_input(letters=REASON_LETTERS, example=example), hint=hint, optional=True)
    said = line("Ask the managers to give ", bold(candidate.name), " to you.")
    return modal(ASK_FORM, "Ask to own", [said, reason], submit="Ask", candidate=candidate.id)


def read_ask_to_own(view: View) -> tuple[int, str]:
    """Read whom someone asks for, and why."""
    reason = clean_note(answers(view)["reason"] or "")
    return int(about(view)["candidate"]), within("reason", reason, REASON_LETTERS)


def more_time(holding: Holding, days: Sequence[int]) -> View:
    """Ask for how many more days, and why."""
    lapses = f" is yours until the end of {dated(holding.last_on)}." if holding.last_on else " is yours."
    choices = [option(counted(each, "more day", "more days"), each) for each in days]
    example = "She is on holiday until the 12th"
    blocks = [
        line(bold(holding.candidate.name), lapses),
        field("days", "How long", radio(choices, str(days[0]))),
        field(
            "reason",
            "Why",
            typed_input(lines=True, letters=REASON_LETTERS, example=example),
            hint="A manager reads it.",
        ),
    ]
    return modal(MORE_FORM, "Ask for more time", blocks, submit="Ask", candidate=holding.candidate.id)


def read_more_time(view: View) -> tuple[int, int, str]:
    """Read for whom more time is asked, how many days, and why."""
    given = answers(view)
    if not given["days"]:
        raise Refused("Choose for how long.", field="days")
    days = understood("days", read_id, given["days"])
    reason = within("reason", clean_note(given["reason"] or ""), REASON_LETTERS)
    if not reason:
        raise Refused("Say why, in a few words.", field="reason")
    return int(about(view)["candidate"]), days, reason


def options(found: Sequence[Found]) -> dict[str, list[Block]]:
    """Answer the typeahead that asks who owns somebody; nobody is added here."""
    shown = found[:30]
    return {"options": [option(told_apart(each, shown), each.id) for each in shown]}
