"""What was agreed about an offer, with all that is needed to show it or to set it as a page?"""

from __future__ import annotations

from itertools import pairwise

import storage
from bot import rules
from bot.facts import Offer
from bot.messages.agreements import ShownAgreement
from storage.database import Db


def agreement(db: Db, team: str, offer: Offer) -> ShownAgreement | None:
    """Read all versions of what was agreed about an offer; None where nothing was."""
    versions = tuple(storage.agreements.of(db, team, offer.id))
    candidate = storage.candidates.candidate(db, team, offer.candidate)
    if not versions or candidate is None:
        return None
    submission = storage.submissions.submission(db, team, offer.submission) if offer.submission else None
    job = storage.jobs.job(db, team, submission.job) if submission else None
    client = storage.clients.client(db, team, job.client) if job and job.client else None
    changes = tuple(tuple(rules.agreements.changed(before, after)) for before, after in pairwise(versions))
    mail = storage.updates.reached(db, team, [candidate.id]).get((candidate.id, "email"))
    title = submission.title if submission else offer.company
    return ShownAgreement(candidate, offer, title, client.name if client else "", mail, versions, ((), *changes))
