"""What happens when someone opens or turns the form of an offer?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import forms, messages
from bot.errors import Refused
from bot.facts import (
    Candidate,
    Offer,
    OfferDraft,
    OfferKind,
    OfferState,
    Package,
    Person,
    Writing,
)
from bot.forms.inputs import NAME_LETTERS
from bot.forms.stacks import Kind, Shows
from bot.offering import rounds
from bot.policy import Policy
from bot.words import clean
from handlers import deadline_times, drafts, offer_drafts, offers, pay, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import carried, filled_in, in_modal, number
from handlers.touches import candidate_of
from storage.database import Db

NOT_FORWARD = "An offer of ours is for a job. Put them forward for it first; then press + Our offer again."
TOO_OLD = "This was saved already, or was begun more than ten days ago. Type /offer and the name to see how it stands."


@dataclass(frozen=True)
class Opened:
    """A form is to be shown: its draft, and what it is about."""

    draft_id: int
    draft: OfferDraft
    shown: forms.offers.About
    tag: Literal["opened"] = "opened"


@dataclass(frozen=True)
class NotForward:
    """An offer of ours cannot be written down for somebody who is not put forward for a job."""

    candidate: Candidate
    tag: Literal["not_forward"] = "not_forward"


@dataclass(frozen=True)
class Stands:
    """For each job they are put forward for, an offer of ours stands already."""

    candidate: Candidate
    offers: tuple[Offer, ...]
    tag: Literal["stands"] = "stands"


async def add_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone adds an offer to a candidate; for one of ours they are put forward for a job first."""
    candidate, _, rest = action["value"].partition("/")
    kind, _, touch = rest.partition("/")
    draft = OfferDraft(number(candidate), carried(OfferKind, kind), touch=number(touch) if touch else None)
    opened: Opened | NotForward | Stands = await transact(decide_add, draft, person, now)
    if isinstance(opened, NotForward):
        await windows.show(client, body, forms.candidates.submit(opened.candidate, alert=NOT_FORWARD))
    elif isinstance(opened, Stands):
        said = messages.offer_presses.stands(opened.candidate, opened.offers)
        await windows.show(client, body, offers.window(said, opened.candidate.id))
    else:
        await windows.show(client, _answered_by(body, opened.draft), drawn(opened))
    await ack()


def _answered_by(body: Json, draft: OfferDraft) -> Json:
    """Have the window that asks about other offers, after a touch, give way to all of them once one is written down."""
    if draft.touch is None or not in_modal(body):
        return body
    shows = Shows(Kind.OFFERS, draft.candidate)
    return body | {"view": forms.stacks.showing(body["view"], shows)}


async def round_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone writes down a new round: the form opens with what is on the table."""
    opened = await transact(decide_round, number(action["value"]), person, policy, now)
    await windows.show(client, body, drawn(opened))
    await ack()


async def change_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone writes down what else is known of an offer, perhaps that the client was told of it."""
    offer, _, more = action["value"].partition("/")
    if more not in ("", messages.offer_buttons.TOLD):
        raise Refused(messages.teams.old_button())
    opened = await transact(decide_change, number(offer), person, policy, now, told=bool(more))
    await windows.show(client, body, drawn(opened))
    await ack()


async def page_turned(
    ack: Ack, body: Json, action: Json, person: Person, client: Client, transact: Transact, now: datetime
) -> None:
    """Someone turns a page of the form: what they typed is kept, another page shown."""
    opened = await transact(decide_turn, body["view"], person, now)
    await windows.turn(client, body, drawn(opened, number(action["value"])))
    await ack()


async def company_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """Someone types into the search for a rival."""
    typed = clean(payload.get("value", ""), NAME_LETTERS)
    await ack(forms.offers.options(await ask(companies, person.team, typed), typed))


def companies(db: Db, team: str, typed: str) -> list[str]:
    """List the companies that may be meant: rivals met before, then our own clients."""
    rivals = storage.rivals.companies(db, team, typed)
    clients = [each.name for each in storage.clients.found(db, team, typed)]
    return list(dict.fromkeys([*rivals, *clients]))[:25]


def decide_add(db: Db, draft: OfferDraft, person: Person, now: datetime) -> Opened | NotForward | Stands:
    """Begin a new offer; for one of ours there has to be a job it can be for."""
    candidate = candidate_of(db, person.team, draft.candidate)
    pay.check(db, person, candidate.id)
    live = offer_drafts.could_be_for(db, person.team, candidate.id, now)
    if draft.kind is OfferKind.OURS and not live:
        if standing := offer_drafts.standing(db, person.team, candidate.id):
            return Stands(candidate, standing)
        return NotForward(candidate)
    one = live[0].id if draft.kind is OfferKind.OURS and len(live) == 1 else None
    draft = replace(draft, candidate=candidate.id, submission=one)
    return reopened(db, storage.drafts.keep(db, person.team, person.id, draft, now), draft, person, now)


def decide_round(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Opened:
    """Begin a new round of an offer that goes on, with what is on the table."""
    offer = _looked_at(db, id, person, policy, now)
    offer_drafts.check_goes_on(db, person.team, offer)
    last = offer_drafts.last_offered(db, person.team, offer)
    draft = offer_drafts.with_package(offer_drafts.about(offer, Writing.ROUND), last or Package())
    return reopened(db, storage.drafts.keep(db, person.team, person.id, draft, now), draft, person, now)


def decide_change(db: Db, id: int, person: Person, policy: Policy, now: datetime, *, told: bool = False) -> Opened:
    """Begin to write down what else is known of an offer that goes on; `told` fills in that the client was told."""
    offer = _looked_at(db, id, person, policy, now)
    offer_drafts.check_goes_on(db, person.team, offer)
    draft = replace(
        offer_drafts.about(offer, Writing.FACTS),
        made=offer.state is not OfferState.EXPECTED,
        stage_there=offer.stage_there,
        rank=offer.rank,
        client_told=told or offer.client_told_at is not None,
        why=offer.why,
        done_for_it=offer.done_for_it,
        version=offer.version,
    )
    return reopened(db, storage.drafts.keep(db, person.team, person.id, draft, now), draft, person, now)


def decide_turn(db: Db, view: Json, person: Person, now: datetime) -> Opened:
    """Keep what the shown page holds."""
    id, draft = read(db, view, person)
    storage.drafts.change(db, person.team, person.id, id, draft)
    return reopened(db, id, draft, person, now)


def reopened(db: Db, id: int, draft: OfferDraft, person: Person, now: datetime) -> Opened:
    """Say what the form of a kept draft is about, to somebody who may see their pay now."""
    candidate = candidate_of(db, person.team, draft.candidate)
    pay.check(db, person, candidate.id)
    offer = storage.offers.offer(db, person.team, draft.offer) if draft.offer else None
    live = (
        offer_drafts.could_be_for(db, person.team, candidate.id, now)
        if draft.kind is OfferKind.OURS and not offer
        else ()
    )
    if len(live) == 1:
        draft = replace(draft, submission=live[0].id)
    chosen = next((each.title for each in live if each.id == draft.submission), "")
    place = deadline_times.place(db, draft, person, now)
    return Opened(id, draft, forms.offers.About(candidate.name, offer.company if offer else chosen, live, place))


def drawn(opened: Opened, page: int = 1, alert: str | None = None) -> Json:
    """Draw the form of a draft; `alert` stands at its top."""
    return forms.offers.form(opened.draft_id, opened.draft, opened.shown, page, alert=alert)


def read(db: Db, view: Json, person: Person, give: drafts.Give = drafts.kept) -> tuple[int, OfferDraft]:
    """Read a form over the draft it was drawn from."""
    id, _ = filled_in(forms.offers.draft_of, view)
    return id, filled_in(forms.offers.read, view, draft_of(db, id, person, give))


def draft_of(db: Db, id: int, person: Person, give: drafts.Give = drafts.kept) -> OfferDraft:
    """Give someone's own draft back, for good where it is taken, or refuse where there is none any more."""
    return give(db, id, person, OfferDraft, TOO_OLD)


def _looked_at(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Offer:
    """Give an offer as it stands now, to somebody who may see its pay."""
    offer = rounds.held(db, person.team, id, policy, now)
    pay.check(db, person, offer.candidate)
    return offer
