"""What do we ask before what was written down about an offer is taken back?"""

from __future__ import annotations

from bot import amounts, offer_words
from bot.blocks import (
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    cut,
    line,
    one_line,
    person,
    sentence,
    when,
    whole,
)
from bot.facts import Candidate, OfferRound, RoundBy, SheetOffer
from bot.messages.offer_outcomes import UNDO, UNRAISE

PACKAGE_LETTERS = 300
_SAID = {
    RoundBy.OFFERED: "Offered",
    RoundBy.ASKED: "Asked for",
    RoundBy.WAITING: "To be offered, once a manager agrees",
    RoundBy.WITHHELD: "Not offered",
}


def asked(shown: SheetOffer, candidate: Candidate) -> Message:
    """Say what was written down last about an offer, with its figures in the blocks alone, and ask if it was wrong."""
    of, last = offer_words.name(shown.offer), shown.last
    head: Sentence = [
        "Was it a mistake? This was written down last about ",
        bold(of),
        " to ",
        bold(candidate.name),
        ":",
    ]
    facts = [_said(last), _written(last)] if last else [_raised(shown)]
    alone = last is None or (len(shown.rounds) == 1 and shown.offer.raised_at == last.logged_at)
    gone = " It is all there is of this offer, so the offer goes with it." if alone else ""
    kept = sentence(f"Undone, it counts no longer; that it was there stays on record.{gone}")
    action, id = (UNDO, last.id) if last else (UNRAISE, shown.offer.id)
    press = button("Undo it", action, id, style="danger", reads=f"Undo what was written down last about {of}")
    return Message(whole(head, kept), [line(*head), bullets(facts), line(*kept), actions(press)])


def _said(last: OfferRound) -> Sentence:
    said = f", said by {one_line(last.who)}" if last.who else ""
    return [f"{_SAID[last.by]}: {cut(amounts.line(last.package), PACKAGE_LETTERS) or 'no figures'}{said}"]


def _written(last: OfferRound) -> Sentence:
    return ["Written down by ", person(last.logged_by), " at ", when(last.logged_at)]


def _raised(shown: SheetOffer) -> Sentence:
    offer = shown.offer
    return [
        f"{offer_words.named(offer)}: {offer_words.state(offer)}, written down by ",
        person(offer.raised_by),
        " at ",
        when(offer.raised_at),
    ]
