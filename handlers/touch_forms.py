"""What happens when someone opens or turns the form of a touch?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import forms, messages, offer_words, rules
from bot.errors import Refused
from bot.facts import Found, Person, TouchDraft
from bot.forms.inputs import NAME_LETTERS, NOTE_LETTERS
from bot.policy import Policy
from bot.words import clean, dialled, unescape
from handlers import drafts, touches, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from storage.database import Db

ANYWHERE = "touch_anywhere"
FROM_MESSAGE = "touch_from_message"
TOO_OLD = (
    "This was logged already, or was begun more than ten days ago. "
    "The Home tab lists what you logged today; type /touch to log something else."
)


@dataclass(frozen=True)
class Opened:
    """A form is to be shown: its draft, and whom it is about."""

    draft_id: int
    draft: TouchDraft
    candidate: Found | None
    ask_told: bool
    ask_offers: bool
    rivals: tuple[str, ...] = ()
    tag: Literal["opened"] = "opened"


async def touch_opened(
    ack: Ack, shortcut: Json, person: Person, client: Client, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone logs from anywhere, or from a message whose words become the note."""
    words = shortcut.get("message", {}).get("text") or ""
    draft = TouchDraft(note=unescape(words)[:NOTE_LETTERS])
    await open_form(draft, shortcut, client, transact, person, policy, now, ack)


async def log_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone presses "Log a touch" on a card, or in the Home tab."""
    anybody = action["action_id"] == messages.people.HOME_LOG
    draft = TouchDraft(candidate=None if anybody else number(action["value"]))
    await open_form(draft, body, client, transact, person, policy, now, ack)


async def edit_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone presses "Edit": the form opens with what was logged."""
    opened = await transact(decide_edit, number(action["value"]), person, policy, now)
    await windows.show(client, body, drawn(opened, person, policy, now))
    await ack()


def decide_edit(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Opened:
    """Begin a correction, if they may."""
    touch = storage.touches.touch_of(db, person.team, id)
    if touch is None:
        raise Refused(touches.NO_TOUCH)
    rules.touches.check_may_change(touch, person, policy, now)
    day = rules.people.calendar(person, policy).local_day(touch.at)
    notes = storage.notes.of_touch(db, person.team, touch.id)
    near = storage.covers.responsible(db, person.team, touch.candidate)
    draft = TouchDraft(
        candidate=touch.candidate,
        how=touch.how,
        told=touch.told,
        offers=touch.offers,
        note=touch.note,
        promised_on=touch.promised_on,
        happened_on=day if touch.backdated else None,
        credit=touch.credit,
        touch=touch.id,
        notes=rules.pay.visible(notes, person, near),
    )
    return open_draft(db, draft, person, policy, now)


async def page_turned(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone turns a page of the form: what they typed is kept, another page shown."""
    opened = await transact(decide_turn, body["view"], person, policy)
    await windows.turn(client, body, drawn(opened, person, policy, now, number(action["value"])))
    await ack()


def decide_turn(db: Db, view: Json, person: Person, policy: Policy) -> Opened:
    """Keep what the shown page holds."""
    id, draft = read(db, view, person)
    storage.drafts.change(db, person.team, person.id, id, draft)
    return reopened(db, id, draft, person, policy)


async def candidate_typed(ack: Ack, payload: Json, person: Person, ask: Ask, policy: Policy) -> None:
    """Someone types into the candidate's input."""
    typed = clean(payload.get("value", ""), NAME_LETTERS)
    found = await ask(storage.candidates.found, person.team, dialled(typed, rules.people.region(person, policy)))
    await ack(forms.candidates.candidate_options(found, typed))


def open_draft(db: Db, draft: TouchDraft, person: Person, policy: Policy, now: datetime) -> Opened:
    """Keep a draft and say what its form asks; a name that fits one candidate is taken for them."""
    if draft.candidate is None and draft.candidate_name:
        found = storage.candidates.bearers(db, person.team, draft.candidate_name)
        draft = replace(draft, candidate=found[0].id) if len(found) == 1 else draft
    id = storage.drafts.keep(db, person.team, person.id, draft, now)
    return reopened(db, id, draft, person, policy)


async def open_form(
    draft: TouchDraft,
    body: Json,
    client: Client,
    transact: Transact,
    person: Person,
    policy: Policy,
    now: datetime,
    ack: Ack,
) -> None:
    """Keep a draft and open its form."""
    opened = await transact(open_draft, draft, person, policy, now)
    await windows.show(client, body, drawn(opened, person, policy, now))
    await ack()


def reopened(db: Db, id: int, draft: TouchDraft, person: Person, policy: Policy) -> Opened:
    """Say what the form of a kept draft asks."""
    chosen = [touches.candidate_of(db, person.team, draft.candidate).id] if draft.candidate else []
    found = storage.candidates.briefly(db, person.team, chosen)
    standing = storage.updates.standings(db, person.team, chosen).get(chosen[0] if chosen else 0)
    asks_told = standing is None or rules.touches.in_process(standing, policy)
    asks_offers = standing is None or rules.touches.asks_about_offers(standing)
    rivals = offer_words.rivals(standing.dealing.offers) if standing else ()
    return Opened(id, draft, found[0] if found else None, asks_told, asks_offers, rivals)


def drawn(opened: Opened, person: Person, policy: Policy, now: datetime, page: int = 1) -> forms.inputs.View:
    """Draw the form of a draft."""
    return forms.touches.form(
        opened.draft_id,
        opened.draft,
        candidate=opened.candidate,
        ask_told=opened.ask_told,
        ask_offers=opened.ask_offers,
        rivals=opened.rivals,
        page=page,
        zone_today=rules.people.calendar(person, policy).local_day(now),
    )


def read(db: Db, view: Json, person: Person, give: drafts.Give = drafts.kept) -> tuple[int, TouchDraft]:
    """Read a form over the draft it was drawn from."""
    id, _ = filled_in(forms.touches.draft_of, view)
    return id, filled_in(forms.touches.read, view, draft_of(db, id, person, give))


def draft_of(db: Db, id: int, person: Person, give: drafts.Give = drafts.kept) -> TouchDraft:
    """Give someone's own draft back, for good where it is taken, or refuse where there is none any more."""
    return give(db, id, person, TouchDraft, TOO_OLD)
