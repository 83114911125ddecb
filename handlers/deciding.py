"""What happens when a candidate accepts an offer of ours?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

import storage
from bot import forms, messages, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import (
    IN_PROCESS,
    Candidate,
    Offer,
    OfferKind,
    OfferState,
    Package,
    Person,
    Placement,
    Submission,
)
from bot.forms.deciding import AgreedTerms, Filled
from bot.forms.stacks import Kind, Shows
from bot.offering import deciding, outside, rounds
from bot.policy import Policy
from handlers import agreed_terms, beneath, decided, submissions, taking, windows
from handlers.decided import Already, Elsewhere
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db

FAR = "Move them to offer first: press Move on their card. Then accept."
RAN_OUT = "This offer has run out. It can be accepted if the client has renewed it: say who there said so."
OVER = "That submission is over. Move them back to where they stand first: press Move on their card."


@dataclass(frozen=True)
class Yes:
    """An offer of ours was accepted."""

    candidate: Candidate
    offer: Offer
    placement: Placement
    works_from: date | None
    closed: tuple[Offer, ...]
    others: tuple[Offer, ...]
    told: tuple[str, ...] = ()
    tag: Literal["yes"] = "yes"


@dataclass(frozen=True)
class AskAgain:
    """Something is asked before it is accepted: who renewed it, or whether the first day or the pay is right."""

    candidate: Candidate
    offer: Offer
    terms: AgreedTerms
    expired: bool
    alert: str
    tag: Literal["ask_again"] = "ask_again"


@dataclass(frozen=True)
class Table:
    """What is needed to draw the form of an acceptance."""

    candidate: Candidate
    offer: Offer
    package: Package
    who: str
    today: date


async def accept_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """A candidate says yes: to ours, or to somebody else, which is our loss."""
    shown = await ask(read_accept, number(action["value"]), person, policy, now)
    await windows.show(client, body, _form(shown))
    await ack()


def read_accept(
    db: Db, id: int, person: Person, policy: Policy, now: datetime
) -> Table | taking.Going | Already | Elsewhere:
    """Read what is on the table, for whoever may see it."""
    offer = decided.offer_of(db, person, id)
    candidate = candidate_of(db, person.team, offer.candidate)
    offer = decided.as_it_stands(offer, now)
    refused = decided.in_the_way(db, candidate, offer, person, policy, now)
    if refused:
        return taking.read_late(db, candidate, offer, person) or refused
    if offer.kind is not OfferKind.OURS:
        return taking.read_taken(db, candidate, offer, person)
    package, who = agreed_terms.on_the_table(db, person.team, offer)
    return Table(candidate, offer, package, who, rules.people.calendar(person, policy).local_day(now))


def _form(shown: Table | taking.Going | Already | Elsewhere) -> Json:
    if isinstance(shown, taking.Going):
        return taking.taken_form(shown)
    if not isinstance(shown, Table):
        return drawn(shown)
    filled = Filled(
        terms=forms.deciding.written(shown.package),
        starts_on=shown.package.starts_on,
        agreed_on=shown.today,
        client_who=shown.who if shown.offer.state is not OfferState.EXPIRED else "",
    )
    expired = shown.offer.state is OfferState.EXPIRED
    alert = RAN_OUT if expired else None
    return forms.deciding.accept(shown.candidate, shown.offer, filled, expired=expired, alert=alert)


async def accept_submitted(
    ack: Ack,
    body: Json,
    view: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A recruiter writes down that ours was accepted, and what was agreed."""
    terms = filled_in(forms.deciding.read, view)
    done: Yes | Already | Elsewhere | AskAgain = await transact(decide_accept, terms, person, policy, now)
    if not isinstance(done, AskAgain):
        await beneath.redraw(client, body, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(drawn(done), view))


def decide_accept(
    db: Db, typed: AgreedTerms, person: Person, policy: Policy, now: datetime
) -> Yes | Already | Elsewhere | AskAgain:
    """Write an acceptance down, once; ask first where it has run out, begins before today, or is outside the band."""
    decided.offer_of(db, person, typed.offer)
    offer = rounds.held(db, person.team, typed.offer, policy, now)
    candidate = candidate_of(db, person.team, offer.candidate)
    refused = decided.in_the_way(db, candidate, offer, person, policy, now)
    if refused:
        return refused
    rules.offers.check(offer, OfferState.ACCEPTED)
    expired = offer.state is OfferState.EXPIRED
    if expired and not typed.expired:
        cleared = replace(typed, client_who="")
        return AskAgain(candidate, offer, cleared, True, RAN_OUT)
    before, _ = agreed_terms.on_the_table(db, person.team, offer)
    press = forms.deciding.ACCEPT
    checked = agreed_terms.checked(db, candidate, offer, typed, before, (), press, person, policy, now)
    if checked.asks:
        return AskAgain(candidate, offer, replace(typed, told=checked.told), expired, checked.asks)
    submission = _submission(db, offer, person)
    renewed_by = typed.client_who if expired else ""
    done = deciding.accept(db, offer, submission, checked.terms, person, policy, now, renewed_by)
    told = outside.tell(db, done.offer, done.agreement, person, policy, now) if checked.outside else ()
    first = typed.starts_on
    works_from = rules.placements.works_from(first, person, policy) if first else None
    return Yes(candidate, done.offer, done.placement, works_from, done.closed, done.others, told)


def drawn(done: Yes | Already | Elsewhere | AskAgain) -> Json:
    """Draw what came of it, or what is asked first."""
    if isinstance(done, AskAgain):
        filled, told = forms.deciding.again(done.terms), done.terms.told
        return forms.deciding.accept(
            done.candidate, done.offer, filled, expired=done.expired, alert=done.alert, told=told
        )
    said = _accepted(done) if isinstance(done, Yes) else decided.said(done)
    view = forms.notices.told(messages.deciding.TITLES[OfferState.ACCEPTED], said)
    # What is pressed there is about other offers, or the first day: once that is said, all offers are shown.
    return forms.stacks.showing(view, Shows(Kind.OFFERS, done.candidate.id))


def _accepted(done: Yes) -> Message:
    return messages.deciding.accepted(
        done.candidate, done.offer, done.placement, done.works_from, done.closed, done.others, done.told
    )


def _submission(db: Db, offer: Offer, person: Person) -> Submission:
    """Give the submission of an offer of ours, held, where it can come to yes."""
    there = storage.submissions.submission(db, person.team, offer.submission or 0, hold=True)
    if there is None:
        raise Refused(submissions.NO_SUBMISSION)
    if there.stage not in (*IN_PROCESS, *rules.agreements.AGREED_AT):
        raise Refused(OVER)
    if there.stage not in rules.representations.KNOWN:
        raise Refused(FAR)
    return there
