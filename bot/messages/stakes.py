"""How do we tell a manager by when an offer is decided that they are asked about, and what stands against it?"""

from __future__ import annotations

from bot import offer_words
from bot.blocks import Sentence, bold
from bot.facts import Offer, OfferKind, Stakes

# So many who offer something else are told of in a message; the window with the figures has more.
MOST = 2


def told(stakes: Stakes) -> list[Sentence]:
    """Say until when they decide, on ours and on what others offer, and how much it is at risk; never a figure."""
    others = [[*other(each, stakes)] for each in first(stakes, MOST)]
    more = len(stakes.others) - MOST
    rest: list[Sentence] = [[f"and {more} more"]] if more > 0 else []
    return [until(stakes), *others, *rest, *risk(stakes)]


def first(stakes: Stakes, most: int) -> list[Offer]:
    """Pick who is told of that offers something else: the tightest, and a counter-offer always."""
    ranked = sorted(stakes.others, key=lambda each: each.kind is not OfferKind.COUNTER)[:most]
    return [each for each in stakes.others if each in ranked]


def until(stakes: Stakes) -> Sentence:
    """Say by when ours is decided once a manager agrees."""
    by = offer_words.decided_by(stakes.ours)
    return ["Once you agree: ", *by] if by else ["Nobody said a day: the deadline runs from your answer"]


def other(offer: Offer, stakes: Stakes) -> Sentence:
    """Say how the offer of somebody else stands, until when, and how it ranks."""
    rank = f", {offer_words.RANKS[offer.rank]}" if offer.rank else ""
    return [bold(offer_words.named(offer)), ": ", *offer_words.stands(offer, stakes.at), rank]


def risk(stakes: Stakes) -> list[Sentence]:
    """Say why it is at risk; nothing where it is not."""
    said = offer_words.at_risk(stakes.risk)
    return [said] if said else []
