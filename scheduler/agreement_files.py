"""What stands on the page of agreed terms that somebody asked for, and may they have it now?"""

from __future__ import annotations

import storage
from bot import messages, rules
from bot.errors import Refused
from bot.facts import AskedFile, OfferState, Person
from bot.offering import reading
from storage.database import Db


def agreed(db: Db, asked: AskedFile, person: Person) -> tuple[str, bytes]:
    """Set the terms that hold as a page, with their name, for somebody who may see their pay at this moment."""
    asked_for = storage.agreements.agreement(db, asked.team, int(asked.about))
    offer = storage.offers.offer(db, asked.team, asked_for.offer) if asked_for else None
    if offer is None or offer.state is not OfferState.ACCEPTED:
        raise Refused(messages.exports.NOT_NOW)
    if not rules.pay.may_see(person, storage.covers.responsible(db, asked.team, offer.candidate)):
        raise Refused(messages.exports.NOT_NOW)
    shown = reading.agreement(db, asked.team, offer)
    if shown is None or shown.gone or shown.newest.lost_on:
        raise Refused(messages.exports.NOT_NOW)
    page = messages.agreement_pages.page(shown, person.zone)
    return messages.agreement_pages.name_of(shown), page.encode()
