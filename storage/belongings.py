"""Which addresses, tags and jobs do records have already, and how are new addresses added to many?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select

from bot.facts import Contact
from bot.words import fold_tag, fold_title
from storage import clients
from storage.columns import new_id
from storage.database import Db
from storage.tables import CandidateTags, Contacts, Jobs, Submissions, Tags, table
from storage.tags import tidied
from storage.titles import meant, names_in, title_of

CONTACTS, BORNE, TAGS = table(Contacts), table(CandidateTags), table(Tags)
SUBMISSIONS, JOBS = table(Submissions), table(Jobs)
AT_ONCE = 500
Belonging = tuple[str, str]
_TAGS = (
    select(BORNE.c.candidate, TAGS.c.folded)
    .join_from(BORNE, TAGS, (TAGS.c.team == BORNE.c.team) & (TAGS.c.id == BORNE.c.tag))
    .where(BORNE.c.team == bindparam("team_"), BORNE.c.candidate.in_(bindparam("ids", expanding=True)))
)
_JOBS = (
    select(SUBMISSIONS.c.candidate, JOBS.c.folded)
    .join_from(SUBMISSIONS, JOBS, (JOBS.c.team == SUBMISSIONS.c.team) & (JOBS.c.id == SUBMISSIONS.c.job))
    .where(SUBMISSIONS.c.team == bindparam("team_"), SUBMISSIONS.c.candidate.in_(bindparam("ids", expanding=True)))
)


def of_many(db: Db, team: str, ids: Sequence[int]) -> dict[int, set[Belonging]]:
    """Give the tags and jobs of records, as they are compared."""
    found: dict[int, set[Belonging]] = {id: set() for id in ids}
    for at in range(0, len(ids), AT_ONCE):
        for kind, question in (("tag", _TAGS), ("job", _JOBS)):
            for row in db.execute(question, {"team_": team, "ids": ids[at : at + AT_ONCE]}):
                found[row.candidate].add((kind, row.folded))
    return found


def spelt(tags: Iterable[str], jobs: Iterable[str], titles: dict[str, str]) -> set[Belonging]:
    """Spell tags and jobs as they are compared; `titles` are how the titles of jobs are spelt."""
    folded = {fold_tag(tidied(tag)) for tag in tags} - {""}
    return {("tag", each) for each in folded} | {("job", titles[job]) for job in jobs}


def titles_of(db: Db, team: str, titles: Iterable[str]) -> dict[str, str]:
    """Spell titles of jobs as they are compared; one that ends in the name of a client is a job of that client."""
    wanted = sorted(set(titles))
    known = clients.known_as(db, team, [name for title in wanted for name in names_in(title)])
    return {title: fold_title(title_of(*meant(title, known))) for title in wanted}


def add_contacts(db: Db, team: str, told: Sequence[tuple[int, Contact]]) -> None:
    """Add addresses to candidates; whoever calls keeps one record of them all."""
    rows = [
        {"team": team, "id": new_id(), "candidate": id, "kind": it.kind, "value": it.value, "shown": it.shown}
        for id, it in told
    ]
    if rows:
        db.execute(CONTACTS.insert(), rows)
