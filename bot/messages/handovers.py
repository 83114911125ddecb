"""How do we say what is handed over, from whom to whom, and how it went?"""

from __future__ import annotations

from bot.blocks import (
    Message,
    Sentence,
    actions,
    as_code,
    bold,
    bullets,
    button,
    context,
    line,
    one_line,
    person,
    sentence,
    whole,
)
from bot.facts import Desk, Handover, HandoverDraft
from bot.phrases import counted, everybody, together

HAND_OVER = "hand_over"

NOT_THEIRS = "Only managers hand over what somebody else has. Ask one of them."
NOTHING = "They have nothing that could be handed over: no candidates, no submissions in process, nothing owed."
UNDER_WAY = "What they have is being handed over already. Wait until that is done."
OVER = "This was handed over already, or was begun more than ten days ago. Begin anew with /care hand over."
CANNOT_TAKE = (
    "One of them may not see candidates, or has not used Rapport yet. "
    "Choose others, or ask them to type /care help once."
)
UNKNOWN = "They have not used Rapport yet, so they have nothing here."


def preview(draft: HandoverDraft, desk: Desk) -> Message:
    """Say what is about to be handed over, and what stays."""
    takers = everybody(draft.takers)
    turn = " in turn, each with all that belongs to them" if len(draft.takers) > 1 else ""
    go = " goes to " if desk.candidates == 1 else " go to "
    head = sentence(bold(_candidates(desk.candidates)), " of ", person(draft.source), go, *takers, f"{turn}.")
    counts = [sentence(each) for each in _counts(desk)]
    more = desk.candidates - len(desk.names)
    names = sentence(", ".join(one_line(name, 40) for name in desk.names) + (f" and {more:,} more" if more > 0 else ""))
    stays = sentence(_disputed(desk.disputed))
    rest = sentence("What was logged stays in the name of whoever logged it. Everybody concerned is told.")
    blocks = [line(*head), bullets(counts), context(*names)] + ([line(*stays)] if stays else []) + [context(*rest)]
    return Message(whole(head, *counts, names, stays, rest), blocks)


def begun(handover: Handover) -> Message:
    """Say that a handover is on its way."""
    said = sentence("On its way: ", *_of(handover), " to ", *everybody(handover.takers), ". You hear when it is done.")
    return Message(whole(said), [line(*said)])


def done(handover: Handover) -> Message:
    """Tell whoever asked for it that a handover is done, and how many each has got."""
    if handover.total and not handover.done:
        said = sentence(
            "Nothing was handed over: ", person(handover.source), " had nothing left, or nobody could take it."
        )
        return Message(whole(said), [line(*said)])
    are = " is now with " if handover.done == 1 else " are now with "
    said = sentence("Done: ", *_of(handover, handover.done), are, *_each(handover), ".")
    return Message(whole(said), [line(*said)])


def taken(handover: Handover, taker: str) -> Message:
    """Tell a taker what they have now."""
    number = dict(zip(handover.takers, handover.dealt, strict=True)).get(taker, 0)
    head = sentence("You now have ", bold(_candidates(number)), " of ", person(handover.source), ".")
    by = sentence(person(handover.by), " has handed them over. ", as_code("/own"), " lists whom you own.")
    return Message(whole(head, by), [line(*head), context(*by)])


def given(handover: Handover) -> Message:
    """Tell whoever had them where their candidates are now."""
    said = sentence(person(handover.by), " has handed over ", bold(_candidates(handover.done)), " of yours, to ")
    said = [*said, *_each(handover), "."]
    return Message(whole(said), [line(*said)])


def left(source: str, pool: int, submissions: int) -> Message:
    """Tell a manager that somebody has left, what became of their candidates, and offer to hand over."""
    parts = [f"{counted(pool, 'candidate', 'candidates')} went to the house pool"] if pool else []
    still = "still names them" if submissions == 1 else "still name them"
    parts += [f"{counted(submissions, 'submission', 'submissions')} in process {still}"] if submissions else []
    head = sentence(person(source), f" has left: {', and '.join(parts) or 'nothing is left to hand over'}.")
    then = sentence("Hand over what is left, so that somebody hears what is owed." if parts else "")
    blocks = [line(*head)] + ([context(*then), actions(button("Hand over …", HAND_OVER, source))] if parts else [])
    return Message(whole(head, then), blocks)


def _counts(desk: Desk) -> list[str]:
    said = [
        (desk.owned, f"{_candidates(desk.owned)} owned"),
        (desk.submissions, f"{counted(desk.submissions, 'submission', 'submissions')} in process"),
        (desk.promises, f"something owed to {_candidates(desk.promises)}"),
    ]
    return [each for number, each in said if number]


def _disputed(count: int) -> str:
    if not count:
        return ""
    stay, until = ("stays", "its dispute is") if count == 1 else ("stay", "their disputes are")
    return f"{_candidates(count)} {stay} until {until} settled; hand over again then."


def _of(handover: Handover, count: int | None = None) -> Sentence:
    return [_candidates(handover.total if count is None else count), " of ", person(handover.source)]


def _each(handover: Handover) -> Sentence:
    got = [(taker, number) for taker, number in zip(handover.takers, handover.dealt, strict=True) if number]
    if len(got) == 1:
        return [person(got[0][0])]
    return together([[person(taker), f" ({number:,})"] for taker, number in got])


def _candidates(count: int) -> str:
    return counted(count, "candidate", "candidates")
