"""What is answered to a line about an offer, where it is not clear whom it is about, or they are up for no job?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    bold,
    button,
    context,
    line,
    one_line,
    sentence,
    whole,
)
from bot.facts import Candidate, Found
from bot.messages.offer_lines import PICK
from bot.phrases import told_apart, which_of

FORWARD = "candidate_submit"
MOST_NAMED = 5


def which(typed: str, found: Sequence[Found], draft_id: int | None) -> Message:
    """Ask which of up to five candidates is meant; the line is kept as a draft, where there was more than a name."""
    asked, (names, presses) = which_of(typed, found), _named(found, draft_id)
    more = sentence("There are more. If yours is not here, type more of the name." if found[MOST_NAMED:] else "")
    blocks = [line(*asked), actions(*presses)] + ([context(*more)] if more else [])
    return Message(whole(which_of(_aloud(typed), found), *(sentence(f"• {name}") for name in names), more), blocks)


def _named(found: Sequence[Found], draft_id: int | None) -> tuple[list[str], list[Block]]:
    """Name up to five candidates, each with the button that chooses them."""
    shown = found[:MOST_NAMED]
    names = [told_apart(each, shown) for each in shown]
    presses = [
        button(name, f"{PICK}_{place}", f"{draft_id or 0}/{each.id}")
        for place, (each, name) in enumerate(zip(shown, names, strict=True))
    ]
    return names, presses


def nobody(typed: str, command: str, near: Sequence[Found] = ()) -> Message:
    """Say that nobody is called as was typed, and what to do; `near` are those whom its first word names."""
    known = sentence("I know nobody called “", one_line(typed), "”.")
    first: Sentence = (
        ["The name comes first, like ", as_code(f"{command} Ana 90k"), ". "] if _aloud(typed) != typed else []
    )
    add = "add them first with "
    advice = sentence(
        *first,
        "Try part of the name, or ",
        add,
        as_code("/candidate add"),
        " and the name. How to type it: ",
        as_code(f"{command} help"),
    )
    aloud = sentence("I know nobody called “", one_line(_aloud(typed)), "”.")
    if not near:
        return Message(whole(aloud, advice), [line(*known), line(*advice)])
    names, presses = _named(near, None)
    unread = "If one of these is meant, I could not read the rest: write the pay as a figure, like "
    meant = sentence(unread, as_code(f"{command} Ana 87k"), ".")
    blocks = [line(*known), line(*meant), actions(*presses), context(*advice)]
    return Message(whole(aloud, meant, *(sentence(f"• {name}") for name in names), advice), blocks)


def not_forward(candidate: Candidate) -> Message:
    """Say that an offer of ours needs a job, and offer to put them forward."""
    said: Sentence = [bold(candidate.name), " is not put forward for a job that goes on, so what is our offer for?"]
    hint = sentence("Put them forward, then type it again.")
    press = button("Put forward", FORWARD, candidate.id, reads=f"Put {one_line(candidate.name)} forward for a job")
    return Message(whole(said, hint), [line(*said), context(*hint), actions(press)])


def _aloud(typed: str) -> str:
    """Give a name as a phone may show it: whatever has a figure in it may be pay."""
    return "…" if any(sign.isnumeric() for sign in typed) else typed
