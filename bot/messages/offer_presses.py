"""What can be done with the offers on a sheet, as they stand?"""

from __future__ import annotations

from collections.abc import Sequence

from bot import offer_words
from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    button,
    context,
    dots,
    line,
    one_line,
    option,
    sentence,
    whole,
)
from bot.facts import Candidate, Offer, OfferKind, OfferSheet, OfferState, SheetOffer
from bot.messages import deciding, offer_buttons
from bot.phrases import fell_through, together

# So many offers of ours are named that stand already.
MOST = 3
SAID_YES = "They said yes to it. If it came to nothing, press Fell through."
NEXT_ROUND = "What is offered or asked for next is a new round of it."


def about(name: str, shown: SheetOffer, place: int) -> list[Block]:
    """Give what can be done with an offer to somebody of a name: what comes next as buttons, the rest behind dots."""
    offer = shown.offer
    of = offer_words.name(offer)
    goes_on = offer.undecided or shown.renewable
    told = f"{offer.id}/{offer_buttons.TOLD}"
    listed = [
        ("New round", offer_buttons.ROUND, offer.id, goes_on),
        ("Accepted …", offer_buttons.ACCEPT, offer.id, offer.state is OfferState.OPEN or shown.renewable),
        ("Declined …", offer_buttons.DECLINE, offer.id, goes_on),
        ("The client was told …", offer_buttons.CHANGE, told, offer.undecided and _client_to_tell(offer)),
        ("Agreed terms", offer_buttons.AGREEMENT, offer.id, bool(shown.agreement or shown.missing)),
    ]
    presses = [
        button(words, f"{action}_{place}", value, reads=f"{words.rstrip(' …')}: {of}")
        for words, action, value, applies in listed
        if applies
    ]
    rest = [option(words, f"{choice}/{offer.id}") for words, choice in _rest(shown)]
    return [*presses, *_placed(name, shown, place), *([dots(f"{offer_buttons.MENU}_{place}", rest)] if rest else [])]


def _client_to_tell(offer: Offer) -> bool:
    return offer.kind is OfferKind.RIVAL and offer.client_told_at is None


def _rest(shown: SheetOffer) -> list[tuple[str, str]]:
    """List what else can be done, each by the name by which `handlers.offer_menu` knows it."""
    offer = shown.offer
    goes_on = offer.undecided or shown.renewable
    listed = [
        ("Change …", "change", offer.undecided),
        ("Renew …" if shown.renewable else "Extend …", "extend", goes_on and offer.decide_by is not None),
        ("What may move …", "levers", offer.kind is OfferKind.OURS and offer.undecided),
        ("Taken back …", "withdraw", goes_on),
        ("Undo …", "undo", shown.last is not None or shown.alone),
    ]
    return [(words, choice) for words, choice, applies in listed if applies]


def _placed(name: str, shown: SheetOffer, place: int) -> list[Block]:
    """Give what can be done once they said yes: write down the days, or that it came to nothing."""
    presses = [deciding.reopen(shown.offer)] if shown.reopenable else []
    if shown.placement is None:
        return presses
    of, id = offer_words.name(shown.offer), shown.placement.submission
    reads = f"The first day, and whether they resigned: {of}"
    first = button("First day, resigned …", f"{offer_buttons.PLACEMENT}_{place}", id, reads=reads)
    fell = fell_through(name, id, f"{offer_buttons.FELL_THROUGH}_{place}", f"Fell through: {of}")
    return [first, fell, *presses]


def stands(candidate: Candidate, offers: Sequence[Offer]) -> Message:
    """Say that an offer of ours stands already, and lead to its next round."""
    names = together([[offer_words.name(each)] for each in offers[:MOST]])
    head: Sentence = ["There is an offer to ", bold(candidate.name), " already: ", *names, "."]
    undecided = [each for each in offers if each.undecided]
    more = NEXT_ROUND if undecided else SAID_YES
    presses = [press for place, each in enumerate(offers[:MOST], start=1) for press in _next(candidate, each, place)]
    return Message(whole(head, sentence(more)), [line(*head), line(more), actions(*presses)])


def _next(candidate: Candidate, offer: Offer, place: int) -> list[Block]:
    """Lead to what comes next of an offer of ours: another round, or the first day, or that there is none."""
    of = offer_words.name(offer)
    if offer.undecided:
        return [button("New round", f"{offer_buttons.ROUND}_{place}", offer.id, reads=f"New round: {of}")]
    action, id = f"{offer_buttons.PLACEMENT}_{place}", offer.submission or 0
    first = button("First day, resigned …", action, id, reads=f"The first day: {of}")
    return [first, fell_through(candidate.name, id, f"{offer_buttons.FELL_THROUGH}_{place}", f"Fell through: {of}")]


def turn(shown: OfferSheet, page: int, most: int, count: int) -> list[Block]:
    """Say which of those that go on are shown, where there are more than one page has, and lead to the others."""
    if count <= most:
        return []
    first, last = page * most + 1, min((page + 1) * most, count)
    before = [("Before", page - 1)] if page else []
    after = [(f"{count - last} more", page + 1)] if last < count else []
    presses = [
        button(words, f"{offer_buttons.SHEET}_{to}", f"{shown.candidate.id}/{to}", reads=f"{words}: page {to + 1}")
        for words, to in (*before, *after)
    ]
    return [context(f"{first} to {last} of {count} that go on."), actions(*presses)]


def add(shown: OfferSheet) -> Block:
    """Offer to write down another offer, and to see all of them side by side."""
    id, of = shown.candidate.id, one_line(shown.candidate.name)
    kinds = [("+ Our offer", OfferKind.OURS), ("+ Rival", OfferKind.RIVAL), ("+ Counter-offer", OfferKind.COUNTER)]
    presses = [
        button(words, f"{offer_buttons.ADD}_{place}", f"{id}/{kind}", reads=f"{words[2:]} to {of}")
        for place, (words, kind) in enumerate(kinds, start=1)
        if kind is not OfferKind.COUNTER or not shown.of(OfferKind.COUNTER)
    ]
    beside = button("Side by side", offer_buttons.COMPARE, id, reads=f"All offers to {of} side by side")
    return actions(*presses, *([beside] if shown.offers else []))
