"""What became of an offer that is decided, and what can still be done with it?"""

from __future__ import annotations

from collections.abc import Sequence

from bot import offer_words
from bot.blocks import Block, Sentence, actions, bold, button, one_line, when
from bot.facts import LossReason, Offer, OfferKind, OfferSheet, OfferState, SheetOffer
from bot.messages import deciding
from bot.messages.offer_buttons import ACCEPT, AGREEMENT, say_why

UNDONE = "undone, as if it had never been written down"


def became(shown: SheetOffer, among: OfferSheet) -> Sentence:
    """Say what became of an offer that is decided, why, and to whom they went instead."""
    loss = shown.loss
    lost = f", {offer_words.lost_for(loss.reason)}" if loss else ""
    to = next((each.offer for each in among.offers if loss and each.offer.id == loss.to), None)
    whom = f", to {one_line(to.company)}" if to and to.company else ""
    return [bold(offer_words.named(shown.offer)), ": ", *_ending(shown), lost + whom]


def _ending(shown: SheetOffer) -> Sentence:
    """Say how an offer ended, and when; where they had said yes to ours before that, this as well."""
    offer, loss = shown.offer, shown.loss
    ended_at = loss.at if loss and offer.state is OfferState.ACCEPTED else offer.ended_at
    ended_at = ended_at or (offer.decide_by if offer.state is OfferState.EXPIRED else None)
    at: Sentence = [" at ", when(ended_at)] if ended_at else []
    if shown.said_yes_at is None:
        return [UNDONE if _is_undone(shown) else offer_words.state(offer), *at]
    fell = offer_words.state(offer) if offer.state in (OfferState.WITHDRAWN, OfferState.OVER) else "fell through"
    return ["accepted at ", when(shown.said_yes_at), f", then {fell}", *at]


def _is_undone(shown: SheetOffer) -> bool:
    """Tell whether all that was said of an offer of ours was undone: nothing else leaves none without a round."""
    offer = shown.offer
    return offer.kind is OfferKind.OURS and offer.state is OfferState.OVER and not (shown.rounds or offer.made_at)


def lesson(shown: SheetOffer, letters: int) -> Sentence:
    """Say what was learned of a loss, else why an offer was decided as it is."""
    if shown.loss and shown.loss.learned:
        return [f"Learned: {one_line(shown.loss.learned, letters)}"]
    why = next((each.reason for each in reversed(shown.changes) if each.state is shown.offer.state), "")
    return [f"Why: {one_line(why, letters)}"] if why else []


def presses(done: Sequence[SheetOffer], among: OfferSheet, after: int) -> list[Block]:
    """Offer to say why something was lost, and to whom, where nobody has, to take back a mistake, and to see terms."""
    drawn = []
    for place, each in enumerate(done, start=1):
        unsaid = each.loss is not None and each.loss.reason is LossReason.UNSAID
        drawn += say_why(each.offer if unsaid else None, after + place)
        drawn += [_taken(each.offer, after + place)] if among.late(each) else []
        drawn += [deciding.reopen(each.offer, place)] if each.reopenable else []
        drawn += [_terms(each.offer, after + place)] if each.said_yes_at or each.agreement or each.missing else []
    return [actions(*drawn)] if drawn else []


def _taken(offer: Offer, place: int) -> Block:
    words = f"Accepted: {offer_words.name(offer)}"
    return button(f"{words} …", f"{ACCEPT}_{place}", offer.id, reads=words)


def _terms(offer: Offer, place: int) -> Block:
    reads = f"Agreed terms: {offer_words.name(offer)}"
    return button("Agreed terms", f"{AGREEMENT}_{place}", offer.id, reads=reads)
