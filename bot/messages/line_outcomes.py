"""What is said above all offers, where a line says what became of one, or could not be read but for the name?"""

from __future__ import annotations

from datetime import datetime

from bot.blocks import Message, Sentence, as_code, bold, line, one_line, sentence, whole
from bot.facts import Became, OfferSheet, OfferState, SheetOffer
from bot.messages import offers

TYPED_LETTERS = 120
_PRESSES = {
    Became.ACCEPTED: ("Press ", "Accepted …", " on the offer: it asks when, and how they said so."),
    Became.DECLINED: ("Press ", "Declined …", " on the offer: it asks why."),
    Became.WITHDRAWN: ("Choose ", "Taken back …", " behind the three dots of the offer: it asks why."),
    Became.EXTENDED: (
        "Choose ",
        "Extend …",
        " behind the three dots of the offer: it asks until when, and who agreed.",
    ),
    Became.RESIGNED: ("Press ", "First day, resigned …", " on the offer they said yes to."),
}
_NONE = {
    Became.ACCEPTED: "No offer to them can be accepted now. ",
    Became.DECLINED: "No offer to them can be declined now. ",
    Became.WITHDRAWN: "No offer to them can be withdrawn now. ",
    Became.EXTENDED: "No offer to them has a day that can be moved. ",
    Became.RESIGNED: "They have said yes to no offer yet. ",
}
RENEW = "Renew …"


def sheet(shown: OfferSheet, now: datetime, typed: str, became: Became | None, command: str) -> Message:
    """Draw all offers to a candidate, below what to press for what was typed; it stands in the blocks alone."""
    drawn = offers.sheet(shown, now)
    quoted: Sentence = ["“", one_line(typed, TYPED_LETTERS), "” is not written down. "]
    aloud = sentence("What you typed is not written down: what to do instead stands in the message itself.")
    return Message(whole(aloud, [drawn.text]), [line(*quoted, *_next(shown, became, command)), *drawn.blocks])


def _next(shown: OfferSheet, became: Became | None, command: str) -> Sentence:
    """Tell what to press, if there is an offer to press it on, or else what to type."""
    if became is not None and (on := [each for each in shown.offers if _can(each, shown, became)]):
        do, label, more = _PRESSES[became]
        renews = became is Became.EXTENDED and all(each.renewable for each in on)
        return [do, bold(RENEW if renews else label), more]
    example = as_code(f"{command} {one_line(shown.candidate.name)} 87k + 8% by 2 dec")
    return sentence(_NONE[became] if became else "", "Type what is offered after the name, like ", example, ".")


def _can(shown: SheetOffer, among: OfferSheet, became: Became) -> bool:
    """Tell whether an offer has a button for what became of it."""
    if became is Became.RESIGNED:
        return shown.placement is not None
    if became is Became.ACCEPTED:
        return shown.offer.state is OfferState.OPEN or shown.renewable or among.late(shown)
    goes_on = shown.offer.undecided or shown.renewable
    return goes_on and (became is not Became.EXTENDED or shown.offer.decide_by is not None)
