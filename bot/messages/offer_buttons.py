"""By which names are the buttons about offers known, and which asks why we lost somebody?"""

from __future__ import annotations

from bot import offer_words, phrases
from bot.blocks import Block, button
from bot.facts import Offer

# These carry the id of a candidate; that of the sheet may have its page after it, with "/" between them: "7/1".
SHEET = phrases.OFFERS
COMPARE = "offer_compare"
RATE = "offer_rate"
# This carries the id of a candidate and the kind of offer, with "/" between them, and the touch in which it was heard
# of, where there is one: "7/rival/12".
ADD = "offer_add"
# The choices behind these three dots each carry what is to be done and the id of an offer: "extend/31".
MENU = "offer_menu"
TOLD = "told"
# These carry the id of an offer; that of a change may say "/told" after it: the client has heard of it.
ROUND = "offer_round"
CHANGE = "offer_change"
EXTEND = "offer_extend"
ACCEPT = "offer_accept"
DECLINE = "offer_decline"
WITHDRAW = "offer_withdraw"
LEVERS = "offer_levers"
AGREE = "offer_agree"
AGREEMENT = phrases.AGREEMENT
REOPEN = "offer_reopen"
# These carry the id of a submission that is placed.
PLACEMENT = phrases.PLACEMENT
FELL_THROUGH = phrases.FELL_THROUGH

WHY = "Our offer ended by that. Say why, and to whom they go."


def say_why(lost: Offer | None, place: int | None = None) -> list[Block]:
    """Ask why our offer was lost, where nobody has said so; `place` tells several apart."""
    if lost is None:
        return []
    action = DECLINE if place is None else f"{DECLINE}_{place}"
    reads = f"Say why {offer_words.name(lost)} was lost"
    return [button("Say why …", action, lost.id, style=None if place else "primary", reads=reads)]
