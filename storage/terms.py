"""What has a team agreed about owning, and whom would other terms concern?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, update

from bot.facts import IN_PROCESS, Lapse, Owed, Passing, Person
from bot.policy import Policy, applied
from storage import audit, people, promises
from storage.asking import one_of
from storage.database import Db
from storage.insert import or_change
from storage.tables import Candidates, OwnerChanges, People, Promises, Submissions, Teams, Touches, table
from storage.tables import Terms as TermsRows

TERMS, TEAMS, PEOPLE, PROMISES = table(TermsRows), table(Teams), table(People), table(Promises)
CANDIDATES, CHANGES, TOUCHES = table(Candidates), table(OwnerChanges), table(Touches)
SUBMISSIONS = table(Submissions)
KIND = "terms.replan"
BEGINNING = "-1"
# So many candidates are looked through for each that may be found.
LOOKED_AT = 4
# An ownership that came back, or came over with another record, is counted from when it began before that.
_NO_BEGINNING = (Passing.REVIVED, Passing.MERGED)
_OF = select(TERMS.c.body).where(TERMS.c.team == bindparam("team_"))
_MET = (
    select(PEOPLE, TERMS.c.body)
    .select_from(PEOPLE.outerjoin(TERMS, TERMS.c.team == PEOPLE.c.team))
    .where(PEOPLE.c.team == bindparam("team_"), PEOPLE.c.id == bindparam("id_"))
)


def of(db: Db, team: str) -> dict[str, Any]:
    """Give what a team has agreed otherwise than the defaults, by the name of each number."""
    return _read(db.execute(_OF, {"team_": team}).scalar())


def policy(db: Db, team: str, policy: Policy) -> Policy:
    """Give the numbers by which a team works: its own, and for the rest those of the installation."""
    body = db.execute(_OF, {"team_": team}).scalar()
    return policy if body is None else applied(policy, _read(body))


def met(db: Db, team: str, id: str, policy: Policy) -> tuple[Person, Policy] | None:
    """Give someone together with the numbers of their team, in one question; None where we never met them."""
    row = db.execute(_MET, {"team_": team, "id_": id}).mappings().first()
    if row is None:
        return None
    return people.read(row), policy if row["body"] is None else applied(policy, _read(row["body"]))


def agreed_at(db: Db, team: str, *, hold: bool = False) -> datetime | None:
    """Tell when a team last agreed on its terms; `hold` keeps others from doing so until we are done."""
    if hold:
        # The row of the team, since that of its terms is not there before the first ones.
        db.execute(select(TEAMS.c.team).where(TEAMS.c.team == team).with_for_update(key_share=True))
    return db.execute(select(TERMS.c.at).where(TERMS.c.team == team)).scalar()


def agree(db: Db, team: str, terms: Mapping[str, Any], by: str, now: datetime) -> None:
    """Write down what a team agrees on; what was agreed before stands in the audit, and what it did not name stays."""
    before = of(db, team)
    after = {**before, **terms}
    row = {"team": team, "body": json.dumps(after), "by": by, "at": now}
    db.execute(or_change(db, TERMS), row)
    told = {"before": json.dumps(before, sort_keys=True), "after": json.dumps(after, sort_keys=True)}
    audit.record(db, team, by, "agreed", "terms", team, now, **told)


def begin_replan(db: Db, team: str, now: datetime) -> None:
    """Have all that follows from the terms worked out anew, from the first candidate on."""
    db.execute(delete(PROMISES).where(PROMISES.c.team == team, PROMISES.c.kind == KIND))
    go_on(db, team, BEGINNING, now, now)


def go_on(db: Db, team: str, cursor: str, since: datetime, now: datetime) -> None:
    """Write down behind which candidate it is gone on with, at once."""
    promises.write(db, team, [Owed(KIND, cursor, "", "", since, None, since, alone_at=now)])


def page(db: Db, team: str, after: int, most: int) -> tuple[list[int], int | None]:
    """List the next candidates whom somebody owns, or did until it lapsed, or has in process, by their ids.

    So few are looked through at a time that nobody waits, though most of them are nobody's. With them comes behind whom
    to go on; none where that was all.
    """
    some = select(CANDIDATES.c.id, CANDIDATES.c.owner).where(CANDIDATES.c.team == team, CANDIDATES.c.id > after)
    some_of = some.order_by(CANDIDATES.c.id).limit(most * LOOKED_AT).subquery()
    lapsed = (CHANGES.c.team == team, CHANGES.c.candidate == some_of.c.id, CHANGES.c.how == Passing.LAPSED)
    of_them = (SUBMISSIONS.c.team == team, SUBMISSIONS.c.candidate == some_of.c.id)
    # Looked up for each: written as what exists, PostgreSQL would read through all submissions of the team.
    in_process = select(SUBMISSIONS.c.id).where(*of_them, one_of(SUBMISSIONS.c.stage, IN_PROCESS)).limit(1)
    known = or_(exists().where(*lapsed), in_process.scalar_subquery().is_not(None))
    mine = or_(some_of.c.owner.is_not(None), known).label("mine")
    rows = db.execute(select(some_of.c.id, mine).order_by(some_of.c.id)).all()
    found = [row.id for row in rows if row.mine]
    if len(found) >= most:
        return found[:most], found[most - 1]
    return found, rows[-1].id if len(rows) == most * LOOKED_AT else None


def held_before(db: Db, team: str, moment: datetime, after: int, most: int) -> list[int]:
    """List candidates whose ownership has not been renewed since a moment, in the order of their ids."""
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id > after, CANDIDATES.c.owner.is_not(None))
    still = (CANDIDATES.c.held_at <= moment, CANDIDATES.c.dispute.is_(None))
    chosen = select(CANDIDATES.c.id).where(*mine, *still).order_by(CANDIDATES.c.id).limit(most)
    return list(db.execute(chosen).scalars())


def lapses(db: Db, team: str, since: datetime, most: int, among: Sequence[int] | None = None) -> list[Lapse]:
    """List ownerships that lapsed since a moment, of candidates whom nobody has owned from then on."""
    # Each person's changes lie together, by their moment.
    theirs = and_(CHANGES.c.team == PEOPLE.c.team, CHANGES.c.before == PEOPLE.c.id)
    later = CHANGES.alias()
    over = exists().where(later.c.team == CHANGES.c.team, later.c.candidate == CHANGES.c.candidate)
    free = and_(CANDIDATES.c.team == CHANGES.c.team, CANDIDATES.c.id == CHANGES.c.candidate)
    begun = CHANGES.alias()
    beginning = select(func.max(begun.c.at)).where(
        begun.c.team == CHANGES.c.team,
        begun.c.candidate == CHANGES.c.candidate,
        begun.c.after == CHANGES.c.before,
        begun.c.how.not_in(_NO_BEGINNING),
        begun.c.at < CHANGES.c.at,
    )
    spoke = select(TOUCHES.c.at).where(TOUCHES.c.team == CHANGES.c.team, TOUCHES.c.id == CHANGES.c.touch)
    chosen = (
        select(
            CHANGES.c.candidate,
            CHANGES.c.before,
            CHANGES.c.touch,
            beginning.scalar_subquery().label("since"),
            spoke.scalar_subquery().label("spoke_at"),
        )
        .select_from(PEOPLE.join(CHANGES, theirs).join(CANDIDATES, free))
        .where(PEOPLE.c.team == team, CHANGES.c.how == Passing.LAPSED, CHANGES.c.at > since)
        .where(CANDIDATES.c.owner.is_(None), ~over.where(later.c.at > CHANGES.c.at))
        .order_by(CHANGES.c.at.desc(), CHANGES.c.candidate)
        .limit(most)
    )
    some = chosen if among is None else chosen.where(CHANGES.c.candidate.in_(list(among)))
    return [
        Lapse(row.candidate, row.before, row.since, row.spoke_at or row.since, row.touch)
        for row in db.execute(some)
        if row.since is not None
    ]


def take_up(db: Db, team: str, lapses: Sequence[Lapse]) -> None:
    """Have ownerships that came back go on as if they had not lapsed; the caller plans for them."""
    rows = [{"id_": each.candidate, "since_": each.since, "at_": each.held_at, "touch_": each.touch} for each in lapses]
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id == bindparam("id_"))
    again: dict[str, Any] = {
        "owned_since": bindparam("since_"),
        "held_at": bindparam("at_"),
        "held_by": bindparam("touch_"),
    }
    if rows:
        db.execute(update(CANDIDATES).where(*mine).values(again), rows)


def _read(body: str | None) -> dict[str, Any]:
    """Read what is written down; what is no row of ours is nothing agreed."""
    try:
        found = json.loads(body or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
