"""What can be done about what is owed, and which buttons offer it?"""

from __future__ import annotations

from datetime import datetime

from bot import offer_words
from bot.blocks import Block, actions, bold, button, line, one_line, sentence, strung
from bot.facts import Item, Owing
from bot.owing import lapses, silence, stated, unreached, whose
from bot.phrases import AGREEMENT, CARD, CONTACTS, LOG_FOR, OFFERS, PLACEMENT, standing

KEEP, ERASE, ASK_TO_ERASE = "retention_keep", "retention_erase", "retention_ask"
MORE_TIME, RELEASE = "own_more_time", "own_release"
# What is told of offers; its deadlines are not met by a touch, but by what becomes of the offer.
OF_OFFERS = frozenset({Owing.DECISIONS, Owing.RIVALS, Owing.CHECK_INS})


def offers_of(owed: Item) -> list[Block]:
    """Offer what an item is settled by that is about an offer: all offers to them, the agreed terms, the first day."""
    name, parts = one_line(owed.name, 40), (owed, *owed.also)
    unwritten = any(each.kind == Owing.AGREEMENTS and each.placement is None for each in parts)
    of_offers = unwritten or any(each.kind in OF_OFFERS for each in parts)
    offers = [button("Offers", OFFERS, owed.candidate, reads=f"The offers to {name}")] if of_offers else []
    placed = [(each.kind, each.placement) for each in parts if each.placement]
    terms = [
        button("Agreed terms", AGREEMENT, there.offer, reads=f"The agreed terms of {name}")
        for kind, there in placed
        if kind == Owing.AGREEMENTS
    ]
    days = [
        button("First day …", PLACEMENT, there.submission, reads=f"The first day of {name}, resigning, signing")
        for kind, there in placed
        if kind == Owing.RESIGNATIONS
    ]
    return [*offers, *terms, *days]


def contacts_of(owed: Item) -> list[Block]:
    """Offer to write down where someone is reached, where a last word is owed and that is missing."""
    reads = f"The contacts of {one_line(owed.name, 40)}"
    return [button("Contacts …", CONTACTS, owed.candidate, reads=reads)] if unreached(owed) else []


def keep_or_erase(owed: Item) -> list[Block]:
    """Ask whether a record is kept or erased; who may not erase asks those who may."""
    name = one_line(owed.name, 40)
    asked = line(*silence(owed), ". Keep their record, or erase it?")
    keep = button("Keep", KEEP, owed.candidate, style="primary", reads=f"Keep the record of {name}")
    erase = button("Erase …", ERASE, owed.candidate, reads=f"Erase the record of {name}")
    if not owed.may_erase:
        erase = button("Ask to erase", ASK_TO_ERASE, owed.candidate, reads=f"Ask to erase the record of {name}")
    return [asked, actions(keep, erase, button("Card", CARD, owed.candidate, reads=f"The card of {name}"))]


def before_it_lapses(owed: Item) -> list[Block]:
    """Offer what can be done about an ownership that lapses, beside speaking with them."""
    more = more_time(owed.candidate, owed.name) if owed.more_time else []
    return [*more, *release(owed.candidate, owed.name)]


def more_time(candidate: int, name: str) -> list[Block]:
    """Offer to ask for more time before an ownership lapses."""
    reads = f"Ask for more time with {one_line(name, 40)}"
    return [button("Ask for more time …", MORE_TIME, candidate, reads=reads)]


def release(candidate: int, name: str, text: str = "Release …") -> list[Block]:
    """Offer to release a candidate; a form asks first."""
    return [button(text, RELEASE, candidate, reads=f"Release {one_line(name, 40)}")]


def listed(owed: Item, now: datetime) -> list[Block]:
    """List something owed where there is no letter about it: its button logs a touch of the candidate."""
    if owed.kind == Owing.RETENTION:
        return keep_or_erase(owed)
    others = whose(owed) if owed.recruiter != owed.reader else []
    shown = strung(
        strung([bold(owed.name)], sentence(standing(owed.stage, owed.title)), others),
        offer_words.at_risk(owed.risk),
        *stated(owed, now),
        by="\n",
    )
    log = button("Log it", LOG_FOR, owed.candidate, reads=f"Log it for {owed.name}")
    return [
        line(*shown),
        actions(log, *offers_of(owed), *contacts_of(owed), *(before_it_lapses(owed) if lapses(owed) else [])),
    ]
