"""What do we answer who changes by which addresses a candidate can be reached?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import Message, Sentence, bold, bullets, line, one_line, sentence, whole
from bot.facts import Candidate, Contact


def changed(
    candidate: Candidate,
    *,
    added: Sequence[Contact] = (),
    there: Sequence[Contact] = (),
    shared: Sequence[Contact] = (),
    own: Sequence[Contact] = (),
    still_shared: Sequence[Contact] = (),
    removed: Sequence[str] = (),
) -> Message:
    """Say what has become of a candidate's contacts; `there` are those that were typed and are not new."""
    done = [
        *_each(added, "is added."),
        *(sentence(f"{one_line(each)} is taken away.") for each in removed),
        *_each(shared, "is shared from now on: others may have it too."),
        *_each(own, "is theirs alone from now on."),
    ]
    as_it_was = [
        *_each(there, "was on their card already."),
        *_each(still_shared, "stays shared, since somebody else has it too."),
    ]
    saved = " are saved." if done else " are as they were."
    head, facts = sentence("The contacts of ", bold(candidate.name), saved), [*done, *as_it_was]
    return Message(whole(head, *facts), [line(*head), *([bullets(facts)] if facts else [])])


def taken(contact: Contact, whose: Candidate | None) -> str:
    """Say whose alone an address is, and what can be done; nothing is saved."""
    shown, name = one_line(contact.shown), one_line(whose.name) if whose else "somebody else"
    return (
        f"{shown} is {name}’s, so nothing is saved. If the two are one person, choose Same person as … under More. "
        f"If both use it, tick it as shared under Contacts on the card of {name} first. Else leave it out."
    )


def _each(contacts: Sequence[Contact], becomes: str) -> list[Sentence]:
    return [sentence(f"{one_line(each.shown)} {becomes}") for each in contacts]
