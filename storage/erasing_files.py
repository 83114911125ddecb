"""Which files that we sent go with somebody who is erased?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select, update

from bot.errors import Refused
from bot.facts import Agreement, FileKind, KnownAs
from bot.redaction import ERASED, Redactor
from storage import agreements, clients, jobs, offers, submissions
from storage.database import Db
from storage.tables import SentFiles, table

SENT = table(SentFiles)
# Files that may hold anybody of the team.
HOLD_PEOPLE = (FileKind.EXPORT, FileKind.REFUSED, FileKind.EVERYTHING)


def delete(db: Db, team: str, known: KnownAs, now: datetime) -> int:
    """Have every file deleted in Slack that may hold somebody, whose agreements are still there; count them."""
    there = (SENT.c.team == team, or_(SENT.c.delete_at.is_(None), SENT.c.delete_at > now))
    pages = select(SENT.c.id, SENT.c.agreement).where(*there, SENT.c.kind == FileKind.AGREEMENT)
    without = Redactor(known)
    theirs = [row.id for row in db.execute(pages).all() if _holds(db, team, row.agreement, known, without)]
    chosen = or_(SENT.c.kind.in_(HOLD_PEOPLE), SENT.c.id.in_(theirs))
    return db.execute(update(SENT).where(*there, chosen).values(delete_at=now)).rowcount


def _holds(db: Db, team: str, id: int | None, known: KnownAs, without: Redactor) -> bool:
    """Tell whether a page of agreed terms may hold somebody: it is theirs, or names them, or nobody can say by now."""
    try:
        there = agreements.agreement(db, team, id) if id is not None else None
    except Refused:
        return True
    if there is None or there.lost_on or there.candidate in known.ids:
        return True
    text = "\n".join(_words(db, team, there))
    return ERASED in text or without.redacted(text) != text


def _words(db: Db, team: str, there: Agreement) -> list[str]:
    """List what people typed of what stands on the page; titles and clients' names were gone through before."""
    offer, package = offers.offer(db, team, there.offer), there.package
    submission = submissions.submission(db, team, offer.submission) if offer and offer.submission else None
    job = jobs.job(db, team, submission.job) if submission else None
    client = clients.client(db, team, job.client) if job and job.client else None
    named = [offer.company if offer else "", submission.title if submission else "", client.name if client else ""]
    parts = [package.equity, package.benefits, package.flexibility, package.development]
    return [*named, *parts, there.words, there.by_candidate.who, there.by_client.who]
