"""What must the rules know of a candidate to say what is owed to them?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, case, func, select

from bot.facts import ASKED, Dealing, FavourKind, OfferKind, Person, Promised, Stage, Standing, Submission, Thankable
from storage import dealing, ownership, people
from storage.asking import Asked, one_of
from storage.database import Db
from storage.tables import (
    Candidates,
    Contacts,
    Favours,
    Jobs,
    Offers,
    People,
    StageChanges,
    Submissions,
    Touches,
    table,
)

CANDIDATES, SUBMISSIONS, JOBS = table(Candidates), table(Submissions), table(Jobs)
CHANGES, OFFERS = table(StageChanges), table(Offers)
TOUCHES, CONTACTS, FAVOURS, PEOPLE = table(Touches), table(Contacts), table(Favours), table(People)
_NONE = Dealing()
_RECRUITER = {name: f"recruiter_{name}" for name in people.FIELDS}
_AT_INTERVIEW = (Stage.INTERVIEW, Stage.OFFER, Stage.ACCEPTED)
# Since when somebody who is beyond the interview has been there: the last time they came from before it.
_INTERVIEWED = (
    select(func.max(CHANGES.c.at))
    .where(CHANGES.c.team == SUBMISSIONS.c.team, CHANGES.c.submission == SUBMISSIONS.c.id)
    .where(one_of(CHANGES.c.after, _AT_INTERVIEW))
    .where(CHANGES.c.before.is_(None) | ~one_of(CHANGES.c.before, _AT_INTERVIEW))
    .correlate(SUBMISSIONS)
    .scalar_subquery()
)
# When somebody last wrote down what is known of an offer to them that is not ours.
_OTHERS_TOLD = (
    select(func.max(OFFERS.c.told_at))
    .where(OFFERS.c.team == CANDIDATES.c.team, OFFERS.c.candidate == CANDIDATES.c.id)
    .where(OFFERS.c.kind != OfferKind.OURS)
    .correlate(CANDIDATES)
    .scalar_subquery()
)
_PROMISED = (
    (TOUCHES.c.team == CANDIDATES.c.team)
    & (TOUCHES.c.candidate == CANDIDATES.c.id)
    & TOUCHES.c.promised_on.is_not(None)
    & TOUCHES.c.kept_at.is_(None)
    & TOUCHES.c.deleted_at.is_(None)
)
_CAME = (
    (FAVOURS.c.team == CANDIDATES.c.team)
    & (FAVOURS.c.candidate == CANDIDATES.c.id)
    & FAVOURS.c.came_at.is_not(None)
    & FAVOURS.c.thanked_at.is_(None)
    & one_of(FAVOURS.c.kind, ASKED)
)
_STANDINGS = Asked(
    select(
        CANDIDATES.c.id,
        CANDIDATES.c.name,
        CANDIDATES.c.first_spoke_at,
        CANDIDATES.c.spoke_at,
        CANDIDATES.c.updated_at,
        CANDIDATES.c.answered_at,
        CANDIDATES.c.tried_at,
        CANDIDATES.c.attempted_at,
        CANDIDATES.c.offers_asked_at,
        CANDIDATES.c.offers_new_at,
        case((CANDIDATES.c.offers_new_at.is_not(None), _OTHERS_TOLD)).label("others_told_at"),
        CANDIDATES.c.dealing,
        CANDIDATES.c.heard_at,
        CANDIDATES.c.heard_by,
        CANDIDATES.c.do_not_contact.is_not(None).label("do_not_contact"),
        *ownership.COLUMNS,
        SUBMISSIONS.c.id.label("submission"),
        SUBMISSIONS.c.job,
        JOBS.c.title,
        SUBMISSIONS.c.recruiter,
        SUBMISSIONS.c.stage,
        SUBMISSIONS.c.entered_at,
        SUBMISSIONS.c.came_from,
        case((one_of(SUBMISSIONS.c.stage, _AT_INTERVIEW[1:]), _INTERVIEWED)).label("interviewed_at"),
        TOUCHES.c.id.label("touch"),
        TOUCHES.c.promised_on,
        TOUCHES.c.at,
        TOUCHES.c.credit.label("promised_by"),
        FAVOURS.c.id.label("favour"),
        FAVOURS.c.kind.label("asked"),
        FAVOURS.c.came_at,
        FAVOURS.c.by.label("asked_by"),
        *(PEOPLE.c[name].label(label) for name, label in _RECRUITER.items()),
    )
    .select_from(
        CANDIDATES.outerjoin(
            SUBMISSIONS,
            (SUBMISSIONS.c.team == CANDIDATES.c.team) & (SUBMISSIONS.c.candidate == CANDIDATES.c.id),
        )
        .outerjoin(JOBS, (JOBS.c.team == SUBMISSIONS.c.team) & (JOBS.c.id == SUBMISSIONS.c.job))
        .outerjoin(PEOPLE, (PEOPLE.c.team == SUBMISSIONS.c.team) & (PEOPLE.c.id == SUBMISSIONS.c.recruiter))
        .outerjoin(TOUCHES, _PROMISED)
        .outerjoin(FAVOURS, _CAME)
    )
    .where(CANDIDATES.c.team == bindparam("team_"))
    .order_by(CANDIDATES.c.id),
    CANDIDATES.c.id,
)
_REACHED = (
    select(CONTACTS.c.candidate, CONTACTS.c.kind, CONTACTS.c.value)
    .where(
        CONTACTS.c.team == bindparam("team_"),
        CONTACTS.c.candidate.in_(bindparam("ids", expanding=True)),
        (CONTACTS.c.kind == "phone") | ((CONTACTS.c.kind == "email") & ~CONTACTS.c.shared),
    )
    .order_by(CONTACTS.c.id.desc())
)


def standings(db: Db, team: str, ids: Sequence[int]) -> dict[int, Standing]:
    """Look once at all these candidates: their submissions, last moments, what they were promised, by id."""
    return looked(db, team, ids)[0]


def looked(db: Db, team: str, ids: Sequence[int]) -> tuple[dict[int, Standing], dict[str, Person]]:
    """Look once at all these candidates, and at those of their recruiters whom we have met; both by id."""
    rows: dict[int, list[Any]] = {}
    recruiters: dict[str, Person] = {}
    for row in _STANDINGS.of(db, team, ids):
        rows.setdefault(row.id, []).append(row)
        if row.recruiter_id is not None and row.recruiter_id not in recruiters:
            recruiters[row.recruiter_id] = people.read({name: getattr(row, of) for name, of in _RECRUITER.items()})
    going = dealing.of(db, team, [id for id, mine in rows.items() if mine[0].dealing])
    return {id: _standing(mine, going.get(id, _NONE)) for id, mine in rows.items()}, recruiters


def reached(db: Db, team: str, candidates: Sequence[int]) -> dict[tuple[int, str], str]:
    """Give where each of these candidates is reached, by `email` (one of their own) and by `phone`, where we know."""
    rows = db.execute(_REACHED, {"team_": team, "ids": list(candidates)})
    return {(row.candidate, row.kind): row.value for row in rows}


def _standing(rows: Sequence[Any], dealing: Dealing) -> Standing:
    """Put one candidate's rows together: each holds them with one submission, promise and favour, or none."""
    who = rows[0]
    submissions = {row.submission: row for row in rows if row.submission is not None}
    promised = {row.touch: Promised(row.touch, row.promised_on, row.at, row.promised_by) for row in rows if row.touch}
    came = {
        row.favour: Thankable(row.favour, FavourKind(row.asked), row.came_at, row.asked_by)
        for row in rows
        if row.favour
    }
    return Standing(
        who.id,
        who.name,
        tuple(_submission(row) for row in submissions.values()),
        who.first_spoke_at,
        who.spoke_at,
        who.updated_at,
        who.answered_at,
        who.tried_at,
        who.heard_at,
        who.heard_by,
        tuple(promised.values()),
        who.do_not_contact,
        tuple(came.values()),
        ownership.read(who),
        who.attempted_at,
        who.offers_asked_at,
        dealing,
        who.offers_new_at,
        who.others_told_at,
    )


def _submission(row: Any) -> Submission:
    came_from = Stage(row.came_from) if row.came_from else None
    put = (row.submission, row.id, row.job, row.title, row.recruiter)
    return Submission(*put, Stage(row.stage), row.entered_at, came_from, row.interviewed_at)
