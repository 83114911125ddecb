"""How do we answer who adds somebody that is here already?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import Message, Sentence, bold, context, line, one_line, sentence, whole
from bot.facts import Candidate, Contact, Submission
from bot.messages.candidates import presses
from bot.phrases import standing

_KINDS = {"email": "e-mail", "phone": "phone", "profile": "profile"}


def here(
    candidate: Candidate,
    learnt: Sequence[Contact] = (),
    left_out: Sequence[Contact] = (),
    submission: Submission | None = None,
    *,
    was_forward: bool = False,
    typed: str = "",
) -> Message:
    """Say that somebody was here already, and what is new about them; `typed` is the name they were added by."""
    head = sentence(bold(candidate.name), " was here already, so there is still one record of them.")
    facts = [
        _learnt(learnt),
        _forward(submission, was_forward),
        *(_left_out(contact) for contact in left_out),
    ]
    said = [fact for fact in facts if fact] or [sentence("Nothing was new about them.")]
    said += [_other_name(candidate, typed)] if typed and typed != candidate.name else []
    shown = [submission] if submission else []
    blocks = [line(*head), *(context(*fact) for fact in said), presses(candidate, shown)]
    return Message(whole(head, *said), blocks)


def _other_name(candidate: Candidate, typed: str) -> Sentence:
    return sentence(
        "You typed ",
        bold(typed),
        "; the card keeps ",
        bold(candidate.name),
        ". To change it, choose Change the name … under More.",
    )


def _learnt(learnt: Sequence[Contact]) -> Sentence:
    if not learnt:
        return []
    kinds = [f"{_KINDS[contact.kind]} {one_line(contact.shown)}" for contact in learnt]
    listed = " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
    return sentence(f"Their {listed} {'is' if len(kinds) == 1 else 'are'} added to their card.")


def _forward(submission: Submission | None, was_forward: bool) -> Sentence:
    if submission is None:
        return []
    stage = standing(submission.stage, submission.title)
    since = "were put forward for this job already" if was_forward else "are put forward now"
    return sentence(f"They {since}: {stage}.")


def _left_out(contact: Contact) -> Sentence:
    shown = one_line(contact.shown)
    return sentence(
        f"{shown} is left out, since it is somebody else’s; /candidate {shown} shows whose. "
        "If both use it, mark it as shared under Contacts on that card."
    )
