"""What happens when a candidate says no, to us or to others, or goes elsewhere?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import (
    Candidate,
    Offer,
    OfferKind,
    OfferState,
    Person,
    Stage,
    Submission,
)
from bot.offering import going, losing
from bot.policy import Policy
from handlers import beneath, decided, windows
from handlers.decided import Already
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db

TITLES = messages.deciding.TITLES


@dataclass(frozen=True)
class No:
    """A candidate is lost: what ended by that, and where it stands now; `reopenable` where that can be undone.

    `besides` are the other offers to them of which something has become by that.
    """

    candidate: Candidate
    offer: Offer
    ended: tuple[tuple[Submission, Stage], ...]
    besides: tuple[Offer, ...] = ()
    reopenable: bool = True
    tag: Literal["no"] = "no"


@dataclass(frozen=True)
class Why:
    """It was said why an offer of ours came to nothing that had ended by a move."""

    candidate: Candidate
    offer: Offer
    tag: Literal["why"] = "why"


@dataclass(frozen=True)
class RefusedThem:
    """A candidate said no to another employer."""

    candidate: Candidate
    offer: Offer
    tag: Literal["refused_them"] = "refused_them"


@dataclass(frozen=True)
class Asked:
    """An offer to be declined, or taken back, with those they may go to; it is `over` where only why is asked."""

    candidate: Candidate
    offer: Offer
    others: tuple[Offer, ...]
    over: bool = False


async def decline_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """A candidate says no: to ours, which is asked about, or to another employer's offer."""
    shown: Asked | Already = await ask(read_no, number(action["value"]), person, policy, now)
    if isinstance(shown, Already):
        view = forms.notices.told(TITLES[OfferState.DECLINED], decided.said(shown))
    elif shown.offer.kind is OfferKind.OURS:
        view = forms.losing.lost(shown.candidate, shown.offer, shown.others, over=shown.over)
    else:
        view = forms.losing.refused(shown.candidate, shown.offer)
    await windows.show(client, body, view)
    await ack()


def read_asked(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Asked | Already:
    """Read an offer that is to be decided, and to whom else the candidate may go: who has made an offer first."""
    offer = decided.as_it_stands(decided.offer_of(db, person, id), now)
    candidate = candidate_of(db, person.team, offer.candidate)
    if rules.deciding.is_decided(offer):
        return decided.already(db, candidate, offer, person, policy, now)
    there = storage.offers.of(db, person.team, candidate.id)
    return Asked(candidate, offer, tuple(rules.deciding.likely(there)))


def read_no(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Asked | Already:
    """Read the same for a no; of an offer that ended by a move, why is asked where nobody has said so."""
    shown = read_asked(db, id, person, policy, now)
    loss = losing.unsaid(db, person.team, shown.offer) if isinstance(shown, Already) else None
    if loss is None:
        return shown
    over_by = going.moments(db, person.team, loss)
    there = rules.deciding.likely(storage.offers.of(db, person.team, shown.candidate.id), over_by)
    return Asked(shown.candidate, shown.offer, tuple(there), over=True)


async def loss_submitted(
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
    """A recruiter says why a candidate said no to us, and to whom they go."""
    said = filled_in(forms.losing.read_loss, view)
    done: No | Why | Already = await transact(decide_decline, said, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(drawn(done), view))


def decide_decline(
    db: Db, said: forms.losing.Said, person: Person, policy: Policy, now: datetime
) -> No | Why | Already:
    """Write down that a candidate said no to an offer of ours, or why one came to nothing that ended by a move."""
    offer, candidate, refused = decided.held(db, said.offer, person, policy, now)
    loss = losing.unsaid(db, person.team, offer) if refused else None
    if refused and loss is None:
        return refused
    if loss is None:
        rules.offers.check(offer, OfferState.DECLINED)
    before = storage.offers.of(db, person.team, candidate.id)
    chosen, over_by = _other(db, said.to, offer, person), going.moments(db, person.team, loss) if loss else ()
    to = going.to_whom(db, offer, said.reason, chosen, said.company, person, policy, now, over_by)
    if loss:
        losing.explain(db, loss, said.reason, to, said.learned, person, policy, now)
        return Why(candidate, offer)
    done = losing.decline(db, offer, said.reason, to, said.learned, person, policy, now)
    besides = besides_of(db, person.team, offer, before)
    return No(candidate, offer, done.ended, besides, decided.may_reopen(db, offer.id, person, policy, now))


async def refused_submitted(
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
    """A recruiter says that a candidate said no to another employer."""
    id, why = filled_in(forms.losing.read_refused, view)
    done: RefusedThem | Already = await transact(decide_refused, id, why, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(drawn(done), view))


def decide_refused(db: Db, id: int, why: str, person: Person, policy: Policy, now: datetime) -> RefusedThem | Already:
    """Write down that a candidate said no to another employer."""
    offer, candidate, refused = decided.held(db, id, person, policy, now)
    return refused or RefusedThem(candidate, losing.refuse(db, offer, why, person, policy, now))


def drawn(done: No | Why | RefusedThem | Already) -> Json:
    """Draw what came of a no."""
    if isinstance(done, Already):
        return forms.notices.told("Decided already", decided.said(done))
    if isinstance(done, Why):
        return forms.notices.told("Say why", messages.deciding.said_why(done.candidate, done.offer))
    if isinstance(done, No):
        reopenable = done.reopenable
        said = messages.deciding.lost(done.candidate, done.offer, done.ended, done.besides, reopenable=reopenable)
        return forms.notices.told(TITLES[OfferState.DECLINED], said)
    return forms.notices.told(TITLES[OfferState.DECLINED], messages.deciding.refused(done.candidate, done.offer))


def besides_of(db: Db, team: str, offer: Offer, before: Sequence[Offer]) -> tuple[Offer, ...]:
    """List the other offers to a candidate that stand otherwise than before, with one that is new."""
    states = {each.id: each.state for each in before}
    after = storage.offers.of(db, team, offer.candidate)
    return tuple(each for each in after if each.id != offer.id and states.get(each.id) is not each.state)


def _other(db: Db, id: int | None, offer: Offer, person: Person) -> Offer | None:
    """Give the rival or counter to which they go, held."""
    other = storage.offers.offer(db, person.team, id, hold=True) if id else None
    if id and (other is None or other.candidate != offer.candidate or other.kind is OfferKind.OURS):
        raise Refused("That offer cannot be found any more. Choose another, or leave it empty.", field="to")
    return other
