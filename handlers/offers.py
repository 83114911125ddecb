"""What happens when someone looks at all offers to a candidate?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import storage
from bot import forms, messages, promises, rules
from bot.blocks import Message
from bot.facts import Offer, OfferKind, OfferRound, OfferSheet, OfferState, Person, SheetOffer
from bot.forms.stacks import Kind, Shows
from bot.offering import reopening, taking_back
from bot.policy import Policy
from handlers import decided, figures, pay, windows
from handlers.answers import instead
from handlers.lent import Ack, Ask, Client, Json, Respond
from handlers.payloads import in_modal, number
from handlers.touches import candidate_of
from storage.database import Db

_ORDER = (OfferKind.OURS, OfferKind.COUNTER, OfferKind.RIVAL)


async def sheet_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone wants to see all offers to a candidate: the sheet opens, in place of another where that is shown."""
    candidate, _, rest = str(action["value"]).partition("/")
    shown, page = await ask(sheet_of, person, number(candidate), policy, now), number(rest or "0")
    view = window(messages.offers.sheet(shown, now, page=page), shown.candidate.id, page)
    if in_modal(body):
        await windows.turn(client, body, view)
    else:
        await windows.show(client, body, view)
    await ack()


async def sheet_picked(
    ack: Ack,
    body: Json,
    candidate: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: object,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone picks "Offers" from the menu of a card."""
    shown = await ask(sheet_of, person, candidate, policy, now)
    await windows.show(client, body, window(messages.offers.sheet(shown, now), shown.candidate.id))
    await ack()


async def turn(said: Message, body: Json, respond: Respond, client: Client, candidate: int | None = None) -> None:
    """Turn the message, or the window, whose button was pressed into what came of it: all offers to a `candidate`."""
    if body.get("response_url"):
        await respond(**instead(said))
    else:
        await windows.turn(client, body, window(said, candidate))


def window(said: Message, candidate: int | None = None, page: int = 0) -> Json:
    """Draw the sheet of a candidate, or what came of something about it, in a window."""
    view = forms.notices.told(messages.offers.TITLE, said)
    return forms.stacks.showing(view, Shows(Kind.OFFERS, candidate, page)) if candidate else view


def sheet_of(db: Db, person: Person, candidate: int, policy: Policy, now: datetime) -> OfferSheet:
    """Read all offers to a candidate, for somebody who may see their pay now; refuse whoever may not."""
    them = candidate_of(db, person.team, candidate)
    pay.check(db, person, them.id)
    offers = storage.offers.of(db, person.team, them.id)
    standings, people = promises.look(db, person.team, [them.id])
    standing = standings[them.id]
    shown = _sheet_offers(db, person, them.id, offers, policy, now)
    shown = figures.with_band(db, person, them.id, shown, policy, now)
    return OfferSheet(
        candidate=them,
        offers=tuple(sorted(shown, key=_place)),
        risk=rules.risk.risk_of(standing, people, policy, now),
        asked_at=standing.offers_asked_at,
        new_offer_at=rules.check_ins.unwritten(standing),
    )


def _sheet_offers(
    db: Db, person: Person, candidate: int, offers: Sequence[Offer], policy: Policy, now: datetime
) -> list[SheetOffer]:
    """Read all that was said about offers; one that has run out is shown so, though no tick has looked yet."""
    team = person.team
    offers = [decided.as_it_stands(each, now) for each in offers]
    ids = [each.id for each in offers]
    said, changes = storage.offer_rounds.rounds(db, team, ids), storage.offers.changes(db, team, ids)
    touches = storage.touches.several(db, team, [each.touch for each in offers if each.touch])
    submissions = {each.id: each for each in storage.submissions.of(db, team, candidate)}
    placed = {each.offer: each for each in storage.placements.going(db, team, [candidate]).get(candidate, [])}
    lost = storage.losses.several(db, team, ids)
    # What was agreed holds for as long as the offer is accepted.
    accepted = [each.id for each in offers if each.state is OfferState.ACCEPTED]
    agreed, missing = storage.agreements.several(db, team, accepted), storage.agreements.missing(db, team, accepted)
    return [
        SheetOffer(
            offer=each,
            rounds=tuple(said[each.id]),
            changes=tuple(changes[each.id]),
            submission=submissions.get(each.submission or 0),
            touch=touches.get(each.touch or 0),
            agreement=agreed.get(each.id),
            missing=missing.get(each.id, ()),
            placement=placed.get(each.id),
            loss=lost.get(each.id),
            renewable=rules.offers.renewable(each, offers, submissions.get(each.submission or 0), placed),
            reopenable=rules.deciding.may_reopen(each, decided.last_of(each, changes[each.id]), person, policy, now)
            and reopening.is_possible(db, team, each),
            last=_last(each, said[each.id], person, policy, now),
            alone=not taking_back.why_not_raised(each, said[each.id], person, policy, now),
        )
        for each in offers
    ]


def _last(offer: Offer, said: Sequence[OfferRound], person: Person, policy: Policy, now: datetime) -> OfferRound | None:
    """Give the round written down last about an offer that goes on, where this person may take it back."""
    last = max(said, key=lambda each: each.number, default=None)
    if last is None or rules.deciding.is_decided(offer):
        return None
    return None if taking_back.why_not(last, person, policy, now) else last


def _place(shown: SheetOffer) -> tuple[bool, int, bool, float, str]:
    """Put first what goes on: ours, the counter, rivals, each by its deadline; then what is decided, the newest first.

    Nobody looks for their own offer, or for the one counter, behind a row of rivals.
    """
    offer = shown.offer
    if offer.undecided or shown.renewable or shown.placement:
        by = offer.decide_by or offer.raised_at
        return False, _ORDER.index(offer.kind), offer.decide_by is None, by.timestamp(), offer.company
    together = f"{_ORDER.index(offer.kind)} {offer.company}"
    return True, 0, False, -(offer.ended_at or offer.raised_at).timestamp(), together
