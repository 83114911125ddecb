"""How are the contacts of a candidate added, shared and taken away?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.blocks import Block, Message, bold, line, one_line, option, plain
from bot.facts import Candidate, Contact
from bot.forms.candidates import CONTACT_LETTERS
from bot.forms.inputs import (
    View,
    about,
    answers,
    chosen_several,
    field,
    modal,
    read_id,
    ticked,
    typed_input,
    understood,
    within,
)
from bot.words import clean_note

CONTACTS = "contacts_form"
SURE = "contacts_sure"
# Slack shows so many boxes to tick.
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to become of a candidate's contacts, by their ids."""

    candidate: int
    added: str = ""
    shared: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


def form(candidate: Candidate, contacts: Mapping[int, Contact]) -> View:
    """Draw the form of a candidate's contacts."""
    shown = _shown(contacts)
    alone = shareable(contacts)
    hint = "An e-mail, a phone number or the address of a profile; one on each line."
    blocks = [
        line("How to reach ", bold(candidate.name), "" if shown else ": nothing is known yet."),
        field("added", "Add", typed_input(lines=True, letters=CONTACT_LETTERS), optional=True, hint=hint),
    ]
    if alone:
        used = [id for id, contact in alone.items() if contact.shared]
        why = "Tick what an agency or a family uses, so that others may have it too."
        blocks.append(field("shared", "Shared with others", _boxes(alone, used), optional=True, hint=why))
    if shown:
        more = f"The first {MOST_SHOWN} of {len(contacts)} are shown." if len(contacts) > len(shown) else ""
        blocks.append(field("removed", "Take away", _boxes(shown), optional=True, hint=more))
    return modal(CONTACTS, "Contacts", blocks, submit="Save", candidate=candidate.id)


def read(view: View) -> Changes:
    """Read what is to become of the contacts."""
    added = within("added", clean_note(answers(view)["added"] or ""), CONTACT_LETTERS)
    return Changes(about(view)["candidate"], added, _ids(view, "shared"), _ids(view, "removed"))


def sure(candidate: Candidate, draft: int, removed: Sequence[Contact], saved: Message | None = None) -> View:
    """Ask before contacts are taken away; what else was changed is `saved` already."""
    listed = ", ".join(one_line(contact.shown) for contact in removed)
    asked = line(
        "Take ", bold(listed), " off the card of ", bold(candidate.name), "? The audit trail keeps that you did."
    )
    blocks = [*(saved.blocks if saved else ()), asked]
    return modal(SURE, "Take away?", blocks, submit="Take away", draft=draft) | {"close": plain("Keep", 24)}


def read_sure(view: View) -> int:
    """Read which changes are meant."""
    draft: int = about(view)["draft"]
    return draft


def shareable(contacts: Mapping[int, Contact]) -> dict[int, Contact]:
    """Pick the contacts of which the form asks whether others have them too."""
    return {id: contact for id, contact in _shown(contacts).items() if contact.kind != "phone"}


def _shown(contacts: Mapping[int, Contact]) -> dict[int, Contact]:
    return dict(list(contacts.items())[:MOST_SHOWN])


def _boxes(contacts: Mapping[int, Contact], chosen: Collection[int] = ()) -> Block:
    options = {id: option(one_line(contact.shown, 70), id) for id, contact in contacts.items()}
    return ticked(list(options.values()), [options[id] for id in chosen])


def _ids(view: View, name: str) -> tuple[int, ...]:
    return tuple(understood(name, read_id, value) for value in chosen_several(view, name))
