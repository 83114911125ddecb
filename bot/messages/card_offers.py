"""How does a card say which offers a candidate has, and how we lost them, without what is in any offer?"""

from __future__ import annotations

from datetime import datetime

from bot import offer_words
from bot.blocks import Sentence, bold, one_line, sentence, strung, when
from bot.facts import Card, LossReason, Lost, Offer, OfferKind, OfferState, Placement, Stage
from bot.messages import placements

# So many offers are told of; the sheet has them all.
MOST = 4
WHY_LETTERS = 200


def dealt(card: Card, now: datetime, *, pay: bool) -> list[Sentence]:
    """Say what stands in the way of a yes, what is offered by whom until when, who starts, and how we last lost them.

    `pay` where whoever looks may see it: what people wrote about an offer may name it.
    """
    going = [each for each in card.dealing.offers if each.undecided][:MOST]
    more = len([each for each in card.dealing.offers if each.undecided]) - len(going)
    others = sentence(f"and {more} more offers, on the sheet" if more > 0 else "")
    offers = [_offer(each, now, pay=pay) for each in sorted(going, key=_place)]
    placed = [_placed(each, card) for each in card.dealing.placements]
    lost = _lost(card.lost) if card.lost else []
    ran_out = [_expired(each, now) for each in card.ran_out]
    return [each for each in (offer_words.at_risk(card.risk), *offers, others, *ran_out, *placed, lost) if each]


def _place(offer: Offer) -> tuple[int, float]:
    by = offer.decide_by.timestamp() if offer.decide_by else float("inf")
    return list(OfferKind).index(offer.kind), by


def _offer(offer: Offer, now: datetime, *, pay: bool) -> Sentence:
    """Say who offers, how that stands, until when, how it ranks, and why a counter-offer is expected."""
    rival = " (rival)" if offer.kind is OfferKind.RIVAL else ""
    head: Sentence = [bold(offer_words.named(offer)), f"{rival}: {_stands(offer, now)}"]
    by = [] if _ran_out(offer, now) else offer_words.deadline(offer, now)
    rank = sentence(offer_words.RANKS[offer.rank] if offer.rank else "")
    why = sentence(one_line(offer.why, WHY_LETTERS) if pay and offer.why else "")
    return strung(head, by, rank, why)


def _expired(offer: Offer, now: datetime) -> Sentence:
    """Say since when an offer of ours is nothing that can be said yes to, and what is to be done."""
    return [bold(offer_words.named(offer)), ": ", *offer_words.stands(offer, now)]


def _stands(offer: Offer, now: datetime) -> str:
    if _ran_out(offer, now):
        return "ran out" if offer.kind is OfferKind.OURS else "the day it was to be decided by has passed"
    return "an offer there" if offer.kind is OfferKind.RIVAL and _is_open(offer) else offer_words.state(offer)


def _is_open(offer: Offer) -> bool:
    return offer.state is OfferState.OPEN


def _ran_out(offer: Offer, now: datetime) -> bool:
    return _is_open(offer) and offer.decide_by is not None and offer.decide_by <= now


def _placed(placement: Placement, card: Card) -> Sentence:
    """Say that they said yes, when they start, and whether they have resigned and signed."""
    there = next((each for each in card.submissions if each.id == placement.submission), None)
    awaited = there is not None and there.stage is Stage.ACCEPTED
    return placements.stands(placement, there.title if there else "", awaited=awaited)


def _lost(lost: Lost) -> Sentence:
    """Say how we last lost them, so that nobody offers the same again."""
    whom = f", {one_line(lost.company)}" if lost.company and lost.kind is not OfferKind.OURS else ""
    why = offer_words.lost_for(lost.reason)
    comma = "," if lost.reason is LossReason.UNSAID else ""
    return [f"Said no to {one_line(lost.title)}{comma} {why}{whom}, at ", when(lost.at)]
