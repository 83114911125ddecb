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
    confirm,
    context,
    line,
    one_line,
    sentence,
    whole,
)
from bot.facts import Candidate, Offer, OfferKind, OfferSheet, OfferState, SheetOffer
from bot.messages import deciding, offer_buttons, offer_outcomes
from bot.phrases import together

# So many offers of ours are named that stand already.
MOST = 3
SAID_YES = "They said yes to it. If it came to nothing, press First day, and say so there."
NEXT_ROUND = "What is offered or asked for next is a new round of it."


def about(shown: SheetOffer, place: int) -> list[Block]:
    """Give what can be done with an offer, as it stands."""
    offer = shown.offer
    of = offer_words.name(offer)
    goes_on = offer.undecided or shown.renewable
    extend = "Renew …" if shown.renewable else "Extend …"
    listed = [
        ("New round", offer_buttons.ROUND, goes_on),
        ("Change …", offer_buttons.CHANGE, offer.undecided),
        (extend, offer_buttons.EXTEND, goes_on and offer.decide_by is not None),
        ("Accepted …", offer_buttons.ACCEPT, offer.state is OfferState.OPEN or shown.renewable),
        ("Declined …", offer_buttons.DECLINE, goes_on),
        ("Withdrawn …", offer_buttons.WITHDRAW, goes_on),
        ("May move …", offer_buttons.LEVERS, offer.kind is OfferKind.OURS and offer.undecided),
        ("Agreed terms", offer_buttons.AGREEMENT, shown.agreement is not None),
    ]
    presses = [
        button(words, f"{action}_{place}", offer.id, reads=f"{words.rstrip(' …')}: {of}")
        for words, action, applies in listed
        if applies
    ]
    if shown.placement:
        reads = f"The first day, and whether they resigned: {of}"
        id, action = shown.placement.submission, f"{offer_buttons.PLACEMENT}_{place}"
        presses.append(button("First day, resigned …", action, id, reads=reads))
    again = [deciding.reopen(offer)] if shown.reopenable else []
    return [*presses, *again, *_undo(shown, place)]


def stands(candidate: Candidate, offers: Sequence[Offer]) -> Message:
    """Say that an offer of ours stands already, and lead to its next round."""
    names = together([[offer_words.name(each)] for each in offers[:MOST]])
    head: Sentence = ["There is an offer to ", bold(candidate.name), " already: ", *names, "."]
    undecided = [each for each in offers if each.undecided]
    more = NEXT_ROUND if undecided else SAID_YES
    presses = [_next(each, place) for place, each in enumerate(offers[:MOST], start=1)]
    return Message(whole(head, sentence(more)), [line(*head), line(more), actions(*presses)])


def _next(offer: Offer, place: int) -> Block:
    """Lead to what comes next of an offer of ours: another round, or the first day."""
    of = offer_words.name(offer)
    if offer.undecided:
        return button("New round", f"{offer_buttons.ROUND}_{place}", offer.id, reads=f"New round: {of}")
    action = f"{offer_buttons.PLACEMENT}_{place}"
    return button("First day, resigned …", action, offer.submission or 0, reads=f"The first day: {of}")


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


def _undo(shown: SheetOffer, place: int) -> list[Block]:
    """Offer to undo what was written down last about an offer, after a question that says what that is."""
    if shown.last is None and not shown.alone:
        return []
    of = offer_words.name(shown.offer)
    if shown.last is None:
        words = f"That {of} was written down is undone; that it was there stays on record."
        asked = confirm("Was it a mistake?", words, "Undo it", "Leave it")
        press = f"{offer_outcomes.UNRAISE}_{place}"
        return [button("Undo …", press, shown.offer.id, ask=asked, reads=f"Undo that {of} was written down")]
    alone = len(shown.rounds) == 1 and shown.offer.raised_at == shown.last.logged_at
    gone = " It was the first, so the offer goes with it." if alone else ""
    words = f"What was written down last about {of} is undone; that it was there stays on record.{gone}"
    asked = confirm("Was it a mistake?", words, "Undo it", "Leave it")
    reads = f"Undo what was written down last about {of}"
    return [button("Undo the last …", f"{offer_outcomes.UNDO}_{place}", shown.last.id, ask=asked, reads=reads)]
