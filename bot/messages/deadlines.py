"""How do we say that an offer has run out, and that its deadline was moved?"""

from __future__ import annotations

from datetime import datetime

from bot import offer_words
from bot.blocks import Message, Sentence, actions, bold, button, line, one_line, sentence, strung, when, whole
from bot.facts import Candidate, Offer, OfferKind, OfferState
from bot.messages.offer_buttons import EXTEND, SHEET, WITHDRAW
from bot.phrases import LOG_FOR

GONE = "That offer cannot be found any more. Type /offer with the name to see how things stand."
TITLE = "Deadline"


def expired(offer: Offer, candidate: Candidate, ran_out_at: datetime, now: datetime) -> Message:
    """Say that an offer has run out, with what can be done; once it goes on, or is over, what became of it."""
    ran_out: Sentence = [*_to(offer, candidate), " ran out at ", when(ran_out_at), ", undecided."]
    log = button("Log it", LOG_FOR, candidate.id, reads=f"Log it for {one_line(candidate.name, 40)}")
    if offer.state is not OfferState.EXPIRED:
        until = offer_words.deadline(offer, now) if offer.undecided else []
        since: Sentence = ["Since then: ", *strung([offer_words.state(offer)], until), "."]
        return Message(whole(ran_out, since), [line(*ran_out), line(*since), actions(*_sheet(candidate))])
    advice = sentence("Ask them where they stand. Then renew it with the client, or take it back.")
    renew = button("Renew …", EXTEND, offer.id, style="primary", reads=f"Renew it for {one_line(candidate.name, 40)}")
    back = button("Take back …", WITHDRAW, offer.id, reads=f"Take it back from {one_line(candidate.name, 40)}")
    return Message(
        whole(ran_out, advice), [line(*ran_out), line(*advice), actions(log, renew, back, *_sheet(candidate))]
    )


def moved(offer: Offer, candidate: Candidate, before: datetime | None, now: datetime, there: str = "") -> Message:
    """Say until when an offer is to be decided now, and whether that is earlier than before.

    `there` says the hour where it was meant, where that is not where the reader is.
    """
    decide_by = offer.decide_by or now
    was: Sentence = [" (before: ", when(before), ")"] if before else []
    hour = f", {there}" if there else ""
    until: Sentence = [*_to(offer, candidate), " is to be decided by ", when(decide_by), hour, *was, "."]
    earlier = sentence("That is earlier than before: tell them soon." if before and now < decide_by < before else "")
    renewed = sentence("It goes on: it had run out." if before and before <= now else "")
    next_ = sentence("It stands in the morning message from the day of work before on, until they have decided.")
    said = [until, earlier, renewed, next_]
    return Message(whole(*said), [*(line(*each) for each in said if each), actions(*_sheet(candidate))])


def _to(offer: Offer, candidate: Candidate) -> Sentence:
    """Name an offer with whom it is to; nothing of what is in it."""
    if offer.kind is OfferKind.OURS:
        about = f" ({one_line(offer.company)})" if offer.company else ""
        return ["Our offer to ", bold(candidate.name), about]
    words = offer_words.name(offer)
    return [f"{words[:1].upper()}{words[1:]} to ", bold(candidate.name)]


def _sheet(candidate: Candidate) -> list[dict[str, object]]:
    return [button("Offers", SHEET, candidate.id, reads=f"The offers to {one_line(candidate.name, 40)}")]
