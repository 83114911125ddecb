"""What was agreed about an offer, with all that is needed to show it or to set it as a page?"""

from __future__ import annotations

from itertools import pairwise

import storage
from bot import rules
from bot.facts import Offer, ShownAgreement
from storage.database import Db


def agreement(db: Db, team: str, offer: Offer) -> ShownAgreement | None:
    """Read all versions of what was agreed about an offer, and which are missing; None where nothing was."""
    versions = tuple(storage.agreements.of(db, team, offer.id))
    missing = storage.agreements.missing(db, team, [offer.id]).get(offer.id, ())
    candidate = storage.candidates.candidate(db, team, offer.candidate)
    if not (versions or missing) or candidate is None:
        return None
    submission = storage.submissions.submission(db, team, offer.submission) if offer.submission else None
    job = storage.jobs.job(db, team, submission.job) if submission else None
    client = storage.clients.client(db, team, job.client) if job and job.client else None
    author = storage.people.known(db, team, versions[-1].by) if versions else None
    return ShownAgreement(
        candidate=candidate,
        offer=offer,
        title=submission.title if submission else offer.company,
        client=client.name if client else "",
        mail=storage.updates.reached(db, team, [candidate.id]).get((candidate.id, "email")),
        versions=versions,
        changes=((), *(tuple(rules.agreements.changed(before, after)) for before, after in pairwise(versions))),
        missing=missing,
        written_by=author.name if author else "",
    )
