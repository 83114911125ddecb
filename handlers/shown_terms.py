"""What was agreed about an offer, as a window shows it to somebody who may see its pay?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import forms, messages
from bot.errors import Refused
from bot.facts import Person, ShownAgreement
from bot.forms.stacks import Kind, Shows
from bot.offering import feasibility, reading, rounds
from bot.policy import Policy
from handlers import pay
from handlers.lent import Json
from storage.database import Db


def read_shown(db: Db, offer: int, person: Person, policy: Policy, now: datetime) -> ShownAgreement:
    """Read what was agreed about an offer, for somebody who may see its pay now."""
    there = storage.offers.offer(db, person.team, offer)
    if there is None:
        raise Refused(rounds.NO_OFFER)
    pay.check(db, person, there.candidate)
    shown = reading.agreement(db, person.team, there)
    if shown is None:
        raise Refused(messages.agreements.NO_AGREEMENT)
    if not shown.versions:
        return shown
    lies = feasibility.lies(db, person.team, there, shown.newest.package, policy, now)
    outside = lies if lies is not None and lies.outside else None
    return replace(shown, beside_band=messages.feasibility.lies(outside, manager=person.manager))


def window(shown: ShownAgreement) -> Json:
    """Draw the agreed terms in a window."""
    view = forms.notices.told(messages.agreements.TITLE, messages.agreements.terms(shown))
    return forms.stacks.showing(view, Shows(Kind.TERMS, shown.offer.id))
