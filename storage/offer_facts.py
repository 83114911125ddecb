"""What has changed about an offer beside its state, deadline and figures, told on record without its words?"""

from __future__ import annotations

import json
from datetime import datetime

from bot.facts import Offer
from storage import audit
from storage.database import Db


def record(db: Db, team: str, before: Offer, after: Offer, salt: str, by: str, now: datetime) -> None:
    """Put on record what was known of an offer and what is, where that is another thing; `salt` is kept with it."""
    was, is_now = told(before, salt), told(after, salt)
    if was != is_now:
        audit.record(db, team, by, "offer_facts", "offer", after.id, now, before=was, after=is_now)


def told(offer: Offer, salt: str) -> str:
    """Tell how far they are there, how they rank it, who told the client; company and notes by digests alone."""
    plain = (offer.stage_there, offer.rank, offer.client_told_by)
    notes = json.dumps([offer.why, offer.done_for_it])
    typed = (audit.salted(offer.company, salt), audit.salted(notes, salt))
    return " ".join([*(each or "-" for each in plain), *typed])
