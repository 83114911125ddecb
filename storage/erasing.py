"""What is kept about a person who is to be erased, and how does all of it go?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, or_, select, update

from bot.facts import Erased, KnownAs
from storage import candidates, encryption, erasing_disputes, erasing_files, known_as
from storage.database import WAKE, Db
from storage.tables import (
    Agreements,
    Approvals,
    Asks,
    Candidates,
    CandidateTags,
    ClientContacts,
    Contacts,
    DisputeQuestions,
    Disputes,
    Drafts,
    Favours,
    KnownBefore,
    Levers,
    Lines,
    Losses,
    Merges,
    OfferChanges,
    OfferRounds,
    Offers,
    Outbox,
    OwnerChanges,
    Placements,
    Promises,
    Representations,
    StageChanges,
    Submissions,
    Touches,
    TouchNotes,
    table,
)

CANDIDATES, CONTACTS, MERGES = table(Candidates), table(Contacts), table(Merges)
TOUCHES, SUBMISSIONS, FAVOURS, CHANGES = table(Touches), table(Submissions), table(Favours), table(StageChanges)
LINES, ASKS, OUTBOX, PROMISES = table(Lines), table(Asks), table(Outbox), table(Promises)
DRAFTS = table(Drafts)
DISPUTES, QUESTIONS = table(Disputes), table(DisputeQuestions)
OFFERS = table(Offers)
# Rows that go with the candidate, in an order that leaves nothing tied to what is gone.
_TIED = (
    *(Losses, Agreements, Placements, Offers),
    *(TouchNotes, Favours, CandidateTags, ClientContacts, Submissions, Touches, Contacts, KnownBefore),
    *(OwnerChanges, Representations, Approvals),
)
_THEIRS = [table(of) for of in _TIED]
# What hangs on an offer, and goes with it.
_OF_OFFERS = [table(of) for of in (OfferRounds, OfferChanges, Levers)]
# Rows of theirs that letters, promises and drafts are about.
_NAMED = [table(of) for of in (Touches, Submissions, Favours, Disputes, Representations, Approvals, Offers, Agreements)]
AT_ONCE = 500


def take_out(db: Db, team: str, known: KnownAs, kinds: Sequence[str], mentions: int, now: datetime) -> Erased:
    """Delete every row about someone, and have every message redrawn that shows them.

    `kinds` are those of promises; those owed to the person themselves are left to be struck by who plans. `mentions`
    were taken out elsewhere before. The audit keeps its ids, which lead nowhere now.
    """
    mine, ids = list(known.ids), _ids_about(db, team, known)
    held = select(CANDIDATES.c.id).where(CANDIDATES.c.team == team, CANDIDATES.c.id.in_(mine))
    db.execute(held.with_for_update())
    counts = {of: _count(db, team, of, mine) for of in (TOUCHES, SUBMISSIONS, CONTACTS)}
    letters, files = _letters(db, team, ids, kinds), erasing_files.delete(db, team, known, now)
    _strike(db, team, ids, known, kinds)
    _forget_drafts(db, team, ids)
    joined = (MERGES.c.team == team, or_(MERGES.c.kept.in_(mine), MERGES.c.gone.in_(mine)))
    db.execute(update(MERGES).where(*joined).values(body="", names=""))
    erasing_disputes.end(db, team, mine, now)
    submitted = select(SUBMISSIONS.c.id).where(SUBMISSIONS.c.team == team, SUBMISSIONS.c.candidate.in_(mine))
    db.execute(delete(CHANGES).where(CHANGES.c.team == team, CHANGES.c.submission.in_(submitted)))
    offered = select(OFFERS.c.id).where(OFFERS.c.team == team, OFFERS.c.candidate.in_(mine))
    for of in _OF_OFFERS:
        db.execute(delete(of).where(of.c.team == team, of.c.offer.in_(offered)))
    for of in _THEIRS:
        db.execute(delete(of).where(of.c.team == team, of.c.candidate.in_(mine)))
    for id in mine:
        candidates.take_out(db, team, id)
    show_without(db, team, letters, now)
    return Erased(
        touches=counts[TOUCHES],
        submissions=counts[SUBMISSIONS],
        contacts=counts[CONTACTS],
        mentions=mentions,
        messages=_shown(db, team, letters),
        files=files,
    )


def kept(db: Db, team: str, candidate: int) -> Erased:
    """Count what is kept about someone."""
    ids = known_as.known_as(db, team, candidate).ids
    return Erased(*(_count(db, team, of, ids) for of in (TOUCHES, SUBMISSIONS, CONTACTS)))


def drafts_about(db: Db, team: str, known: KnownAs) -> set[int]:
    """List what somebody is typing about someone, by the ids in it."""
    return set(_drafts_about(db, team, _ids_about(db, team, known)))


def letters_about(db: Db, team: str, candidates: Iterable[int], rows: Iterable[int], kinds: Sequence[str]) -> set[int]:
    """List the letters that show something of these candidates, or of rows of these ids."""
    return _letters(db, team, [*candidates, *rows], kinds)


def show_without(db: Db, team: str, letters: Iterable[int], now: datetime) -> None:
    """Have letters redrawn, also such as were given up or let go after they had been shown."""
    for ids in _some(sorted(letters)):
        mine = (OUTBOX.c.team == team, OUTBOX.c.id.in_(ids))
        soonest = {"version": OUTBOX.c.version + 1, "next_at": func.coalesce(OUTBOX.c.next_at, now)}
        db.execute(update(OUTBOX).where(*mine, OUTBOX.c.state == "open").values(**soonest))
        shown = (OUTBOX.c.ts.is_not(None), OUTBOX.c.state != "open")
        db.execute(update(OUTBOX).where(*mine, *shown).values(state="open", attempt=0, error=None, **soonest))
        db.info[WAKE] = True


def tidy_parts(db: Db, *, begin: bool = False, most: int = 200) -> bool:
    """Rewrite some more of the index of parts of names, so that nothing of the erased is left in it (SQLite).

    Tell whether there is more to rewrite. `most` pages are written at a time, which bounds what others wait; the
    first time, `begin` takes in the whole index.
    """
    if db.dialect.name != "sqlite":
        return False
    before = db.exec_driver_sql("SELECT total_changes()").scalar_one()
    pages = -most if begin else most
    db.exec_driver_sql(f"INSERT INTO name_parts (name_parts, rank) VALUES ('merge', {pages})")
    return bool(db.exec_driver_sql("SELECT total_changes()").scalar_one() - before >= 2)


def _count(db: Db, team: str, of: Table, ids: Sequence[int]) -> int:
    return db.execute(select(func.count()).where(of.c.team == team, of.c.candidate.in_(ids))).scalar_one()


def _ids_about(db: Db, team: str, known: KnownAs) -> list[int]:
    """List the ids of all that letters, promises and drafts may name of someone."""
    ids = list(known.ids)
    for of in _NAMED:
        chosen = select(of.c.id).where(of.c.team == team, of.c.candidate.in_(known.ids))
        ids += db.execute(chosen).scalars()
    disputed = select(DISPUTES.c.id).where(DISPUTES.c.team == team, DISPUTES.c.candidate.in_(known.ids))
    asked = select(QUESTIONS.c.id).where(QUESTIONS.c.team == team, QUESTIONS.c.dispute.in_(disputed))
    ids += db.execute(asked).scalars()
    joined = (MERGES.c.kept.in_(known.ids), MERGES.c.gone.in_(known.ids))
    return ids + list(db.execute(select(MERGES.c.id).where(MERGES.c.team == team, or_(*joined))).scalars())


def _letters(db: Db, team: str, ids: Sequence[int], kinds: Sequence[str]) -> set[int]:
    found: set[int] = set()
    for some in _some([str(id) for id in ids]):
        lines = (LINES.c.team == team, LINES.c.kind.in_(kinds), LINES.c.subject.in_(some))
        rows = db.execute(select(LINES.c.id, LINES.c.letter).where(*lines)).all()
        found |= {row.letter for row in rows}
        about = [*some, *_asked_about(db, team, [row.id for row in rows])]
        for part in _some(about):
            mine = (OUTBOX.c.team == team, OUTBOX.c.about.in_(part))
            found |= set(db.execute(select(OUTBOX.c.id).where(*mine)).scalars())
    return found


def _asked_about(db: Db, team: str, lines: Sequence[int]) -> Iterator[str]:
    """Give what was asked of colleagues about these lines, as letters name it."""
    for some in _some(lines):
        asked = select(ASKS.c.id).where(ASKS.c.team == team, ASKS.c.line.in_(some))
        yield from map(str, db.execute(asked).scalars())


def _strike(db: Db, team: str, ids: Sequence[int], known: KnownAs, kinds: Sequence[str]) -> None:
    """Delete the items about someone with what colleagues were asked, and what is owed about their submissions."""
    for some in _some([str(id) for id in ids]):
        lines: tuple[ColumnElement[bool], ...] = (
            LINES.c.team == team,
            LINES.c.kind.in_(kinds),
            LINES.c.subject.in_(some),
        )
        for part in _some(list(db.execute(select(LINES.c.id).where(*lines)).scalars())):
            db.execute(delete(ASKS).where(ASKS.c.team == team, ASKS.c.line.in_(part)))
        db.execute(delete(LINES).where(*lines))
        apart = [subject for subject in some if int(subject) not in known.ids]
        owed = (PROMISES.c.team == team, PROMISES.c.kind.in_(kinds), PROMISES.c.subject.in_(apart))
        db.execute(delete(PROMISES).where(*owed))


def _drafts_about(db: Db, team: str, ids: Sequence[int]) -> Iterator[int]:
    theirs = {str(id) for id in ids}
    for id, body in db.execute(select(DRAFTS.c.id, DRAFTS.c.body).where(DRAFTS.c.team == team)).all():
        values = (
            value for part in known_as.parts(known_as.read(encryption.in_clear(db, body))) for value in part.values()
        )
        if any(isinstance(value, int | str) and str(value) in theirs for value in values):
            yield id


def _forget_drafts(db: Db, team: str, ids: Sequence[int]) -> None:
    """Throw away what somebody was typing about them."""
    for some in _some(list(_drafts_about(db, team, ids))):
        db.execute(delete(DRAFTS).where(DRAFTS.c.team == team, DRAFTS.c.id.in_(some)))


def _shown(db: Db, team: str, letters: Iterable[int]) -> int:
    """Count the letters that somebody has before them."""
    shown = (OUTBOX.c.team == team, OUTBOX.c.ts.is_not(None))
    counted = select(func.count()).select_from(OUTBOX)
    return sum(db.execute(counted.where(*shown, OUTBOX.c.id.in_(ids))).scalar_one() for ids in _some(sorted(letters)))


def _some(all_of: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(all_of), AT_ONCE):
        yield list(all_of[start : start + AT_ONCE])
