"""What happens when someone opens, turns or sends the form of a touch?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import forms, rules
from bot.errors import Refused
from bot.facts import Found, Person, TouchDraft
from bot.policy import Policy
from bot.words import clean, unescape
from handlers import touches
from handlers.lent import Ack, Ask, Client, Json, Transact
from storage.database import Db

ANYWHERE = "touch_anywhere"
FROM_MESSAGE = "touch_from_message"
TOO_OLD = "This form is too old to be saved. Close it and type `/touch` to begin anew."


@dataclass(frozen=True)
class Opened:
    """A form is to be shown: its draft, and whom it is about."""

    draft_id: int
    draft: TouchDraft
    candidate: Found | None
    ask_told: bool
    ask_offers: bool
    tag: Literal["opened"] = "opened"


async def touch_opened(
    ack: Ack, shortcut: Json, person: Person, client: Client, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone logs from anywhere, or from a message whose words become the note."""
    words = shortcut.get("message", {}).get("text", "")
    draft = TouchDraft(note=unescape(words)[:3000])
    await open_form(shortcut["trigger_id"], draft, client, transact, person, policy, now, ack)


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
    draft = TouchDraft(candidate=int(action["value"]) if action.get("value", "").isdigit() else None)
    await open_form(body["trigger_id"], draft, client, transact, person, policy, now, ack, body)


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
    opened = await transact(decide_edit, int(action["value"]), person, policy, now)
    await show_form(opened, body["trigger_id"], client, person, policy, now, body)
    await ack()


def decide_edit(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Opened:
    """Begin a correction, if they may."""
    touch = storage.touches.touch_of(db, person.team, id)
    if touch is None:
        raise Refused(touches.NO_TOUCH)
    rules.touches.check_may_change(touch, person, policy, now)
    day = rules.people.calendar(person, policy).local_day(touch.at)
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
    )
    return open_draft(db, draft, person, policy, now)


async def page_turned(
    ack: Ack,
    body: Json,
    action: Json,
    view: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone presses "More" or "Back" in the form: what they typed is kept, the other page shown."""
    view = body["view"]
    opened = await transact(decide_turn, view, person, policy, now)
    page = 2 if action["action_id"] == forms.touches.MORE else 1
    drawn = _drawn(opened, person, policy, now, page)
    await client.views_update(view_id=view["id"], hash=view["hash"], view=drawn)
    await ack()


def decide_turn(db: Db, view: Json, person: Person, policy: Policy, now: datetime) -> Opened:
    """Keep what the shown page holds."""
    id, draft = _read(db, view, person)
    storage.drafts.change(db, person.team, person.id, id, draft)
    return reopened(db, id, draft, person, policy)


async def touch_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter sends the form: log the touch, or save the correction."""
    logged = await transact(decide_form, view, person, policy, now)
    if logged is None:
        await ack()
    else:
        await ack(response_action="update", view=forms.notices.told("Saved", touches.said(logged, policy)))


def decide_form(db: Db, view: Json, person: Person, policy: Policy, now: datetime) -> touches.Logged | None:
    """Save what the form holds; nothing is left to say where a message of ours shows it anyway."""
    _, draft = _read(db, view, person)
    today = rules.people.calendar(person, policy).local_day(now)
    forms.touches.checked(draft, today, policy.backdate_for)
    if draft.touch:
        touches.correct(db, draft.touch, draft, person, policy, now)
        return None
    if draft.candidate is None:
        added = storage.candidates.add(db, person.team, clean(draft.candidate_name or "", 80), [], person.id, now)
        draft = replace(draft, candidate=added.id)
    logged = touches.log(db, draft, person, policy, now)
    return None if draft.line else logged


async def candidate_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """Someone types into the candidate's input."""
    typed = clean(payload.get("value", ""), 80)
    found = await ask(storage.candidates.found, person.team, typed)
    await ack(forms.candidates.candidate_options(found, typed))


async def show_form(
    opened: Opened,
    trigger_id: str,
    client: Client,
    person: Person,
    policy: Policy,
    now: datetime,
    body: Json | None = None,
) -> None:
    """Open the form, on top of another where one is open."""
    view = _drawn(opened, person, policy, now)
    if body and (body.get("view") or {}).get("type") == "modal":
        await client.views_push(trigger_id=trigger_id, view=view)
    else:
        await client.views_open(trigger_id=trigger_id, view=view)


def open_draft(db: Db, draft: TouchDraft, person: Person, policy: Policy, now: datetime) -> Opened:
    """Keep a draft and say what its form asks; a name that fits one candidate is taken for them."""
    if draft.candidate is None and draft.candidate_name:
        found = storage.candidates.bearers(db, person.team, draft.candidate_name)
        draft = replace(draft, candidate=found[0].id) if len(found) == 1 else draft
    id = storage.drafts.keep(db, person.team, person.id, draft, now)
    return reopened(db, id, draft, person, policy)


async def open_form(
    trigger_id: str,
    draft: TouchDraft,
    client: Client,
    transact: Transact,
    person: Person,
    policy: Policy,
    now: datetime,
    ack: Ack,
    body: Json | None = None,
) -> None:
    opened = await transact(open_draft, draft, person, policy, now)
    await show_form(opened, trigger_id, client, person, policy, now, body)
    await ack()


def reopened(db: Db, id: int, draft: TouchDraft, person: Person, policy: Policy) -> Opened:
    """Say what the form of a kept draft asks."""
    chosen = [draft.candidate] if draft.candidate else []
    found = storage.candidates.briefly(db, person.team, chosen)
    standing = storage.updates.standings(db, person.team, chosen).get(draft.candidate or 0)
    asks_told = standing is None or rules.touches.in_process(standing, policy)
    asks_offers = standing is None or rules.touches.asks_about_offers(standing)
    return Opened(id, draft, found[0] if found else None, asks_told, asks_offers)


def _drawn(opened: Opened, person: Person, policy: Policy, now: datetime, page: int = 1) -> forms.inputs.View:
    return forms.touches.form(
        opened.draft_id,
        opened.draft,
        candidate=opened.candidate,
        ask_told=opened.ask_told,
        ask_offers=opened.ask_offers,
        page=page,
        zone_today=rules.people.calendar(person, policy).local_day(now),
    )


def _read(db: Db, view: Json, person: Person) -> tuple[int, TouchDraft]:
    id, _ = forms.touches.draft_of(view)
    return id, forms.touches.read(view, kept(db, id, person))


def kept(db: Db, id: int, person: Person) -> TouchDraft:
    """Give someone's own draft back, or refuse where it is too old."""
    draft = storage.drafts.kept(db, person.team, person.id, id, TouchDraft)
    if draft is None:
        raise Refused(TOO_OLD)
    return draft
