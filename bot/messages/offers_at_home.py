"""How does somebody's Home tab say which offers are to be decided, without what is in them?"""

from __future__ import annotations

from datetime import datetime

from bot import offer_words
from bot.blocks import Block, Sentence, actions, as_code, bold, button, context, line, one_line, strung
from bot.facts import Going, GoingOffers, Offer
from bot.messages import going_offers, offer_buttons

# So many candidates are named, and so many offers of each.
MOST, MOST_OFFERS = 3, 2


def at_home(going: GoingOffers, now: datetime) -> list[Block]:
    """Say who decides next, each with a way to their offers, and how many there are; nothing where there are none."""
    if not going.total:
        return []
    blocks: list[Block] = [line(*going_offers.head(going))]
    for place, each in enumerate(going.shown[:MOST], start=1):
        reads = f"The offers to {one_line(each.name, 40)}"
        press = button("Offers", f"{offer_buttons.SHEET}_{place}", each.candidate, reads=reads)
        blocks += [line(*_said(each, now)), actions(press)]
    more = going.total - len(going.shown[:MOST])
    hint: Sentence = [f"And {more:,} more: type ", as_code("/care offers"), " to see them all."]
    return blocks + ([context(*hint)] if more > 0 else [])


def _said(going: Going, now: datetime) -> Sentence:
    offers = [_offer(each, now) for each in going.offers[:MOST_OFFERS]]
    yes: list[Sentence] = [["said yes"]] if going.placements else []
    return strung([bold(going.name)], *offers, *yes, offer_words.at_risk(going.risk))


def _offer(offer: Offer, now: datetime) -> Sentence:
    return [f"{offer_words.named(offer)}: ", *offer_words.stands(offer, now)]
