"""Which candidates bear which tags, and who is like whom by them?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, select, union

from bot.facts import Alike, Bearers, Tag, TagLine
from bot.words import clean, fold_tag
from storage import audit, finding
from storage.columns import new_id
from storage.database import Db
from storage.insert import insert, unless_there
from storage.tables import Candidates, CandidateTags, Tags, table

TAGS, BORNE, CANDIDATES = table(Tags), table(CandidateTags), table(Candidates)
LETTERS = 60
SHORTEST_PART = 2
# Of those who bear one tag so many are looked through for others like someone: it bounds what a common tag costs.
LOOKED_THROUGH = 2_000
AT_ONCE = 500
# So many are sorted by name where they are read; of more, names are walked through until a page is full.
FEW = 10_000
LAST = "\U0010ffff"
_OF = (
    select(TAGS.c.id, TAGS.c.name)
    .join_from(BORNE, TAGS, (TAGS.c.team == BORNE.c.team) & (TAGS.c.id == BORNE.c.tag))
    .where(BORNE.c.team == bindparam("team_"), BORNE.c.candidate == bindparam("candidate_"))
    .order_by(TAGS.c.folded)
)
_IS_BORNE = exists().where(BORNE.c.team == TAGS.c.team, BORNE.c.tag == TAGS.c.id)
_BEGINS = (
    select(TAGS.c.id, TAGS.c.name)
    .where(TAGS.c.team == bindparam("team_"), TAGS.c.folded >= bindparam("low"), TAGS.c.folded < bindparam("high"))
    .where(_IS_BORNE)
    .order_by(TAGS.c.folded)
    .limit(bindparam("most"))
)
_HOLDS = (
    select(TAGS.c.id, TAGS.c.name)
    .where(TAGS.c.team == bindparam("team_"), TAGS.c.folded.contains(bindparam("part")))
    .where(_IS_BORNE)
    .order_by(TAGS.c.folded)
    .limit(bindparam("most"))
)


def tidied(name: str) -> str:
    """Spell a tag as it is kept: on one line, without the sign some write before it, and not too long."""
    return clean(name.strip().lstrip("#"))[:LETTERS].rstrip()


def of(db: Db, team: str, candidate: int) -> tuple[Tag, ...]:
    """List the tags of a candidate, by name."""
    rows = db.execute(_OF, {"team_": team, "candidate_": candidate})
    return tuple(Tag(row.id, row.name) for row in rows)


def found(db: Db, team: str, typed: str, most: int = 20) -> list[Tag]:
    """Find tags that somebody bears: first those that begin so, then those with it as a part."""
    begun = fold_tag(typed)
    if not begun:
        return []
    asked = {"team_": team, "low": begun, "high": begun + LAST, "part": begun, "most": most}
    rows = list(db.execute(_BEGINS, asked))
    if len(rows) < most and len(begun) >= SHORTEST_PART:
        rows += db.execute(_HOLDS, asked)
    return list({row.id: Tag(row.id, row.name) for row in rows}.values())[:most]


def named(db: Db, team: str, names: Iterable[str]) -> dict[str, Tag]:
    """Give the tags of these names that there are, by how each name is folded."""
    folded = sorted({fold_tag(tidied(name)) for name in names} - {""})
    there: dict[str, Tag] = {}
    for some in range(0, len(folded), AT_ONCE):
        chosen = select(TAGS).where(TAGS.c.team == team, TAGS.c.folded.in_(folded[some : some + AT_ONCE]))
        there |= {row.folded: Tag(row.id, row.name) for row in db.execute(chosen)}
    return there


def several(db: Db, team: str, ids: Sequence[int]) -> list[Tag]:
    """Give these tags of this team, in the order asked for."""
    rows = db.execute(select(TAGS.c.id, TAGS.c.name).where(TAGS.c.team == team, TAGS.c.id.in_(list(ids))))
    by_id = {row.id: Tag(row.id, row.name) for row in rows}
    return [by_id[id] for id in ids if id in by_id]


def tag_many(db: Db, team: str, rows: Sequence[tuple[int, str]], by: str, now: datetime) -> None:
    """Give candidates their tags, each by its name, as an import does; a name that is none is passed over.

    Nothing is put on record: whoever brings in many records that once.
    """
    known = _ensured(db, team, [name for _, name in rows])
    wanted = sorted({(candidate, known[spelt].id) for candidate, name in rows if (spelt := fold_tag(tidied(name)))})
    if wanted:
        borne = [{"team": team, "candidate": candidate, "tag": tag, "by": by, "at": now} for candidate, tag in wanted]
        db.execute(insert(db, BORNE).on_conflict_do_nothing(), borne)


def change(
    db: Db, team: str, candidate: int, added: Sequence[int | str], removed: Sequence[int], by: str, now: datetime
) -> None:
    """Give a candidate tags, by id or by name, and take others away; on record where it changes anything."""
    new = _ensured(db, team, [name for name in added if isinstance(name, str)])
    ids = {tag.id for tag in new.values()} | _there(db, team, [id for id in added if isinstance(id, int)])
    for id in sorted(ids):
        row = {"team": team, "candidate": candidate, "tag": id, "by": by, "at": now}
        if db.execute(unless_there(db, BORNE, "tag"), row).scalar() is not None:
            audit.record(db, team, by, "tagged", "candidate", candidate, now, after=str(id))
    theirs = (BORNE.c.team == team, BORNE.c.candidate == candidate, BORNE.c.tag.in_(sorted(set(removed) - ids)))
    for id in db.execute(delete(BORNE).where(*theirs).returning(BORNE.c.tag)).scalars().all():
        audit.record(db, team, by, "untagged", "candidate", candidate, now, before=str(id))


def bearers(db: Db, team: str, tags: Sequence[Tag], after: int | None = None, most: int = 20) -> Bearers:
    """List those who bear all of these tags, by name, a page at a time, with how many they are."""
    if not tags:
        return Bearers((), 0, ())
    theirs = _all_of(team, _rarest_first(db, team, [tag.id for tag in tags]))
    count = db.execute(select(func.count()).select_from(theirs.subquery())).scalar() or 0
    ids = _by_name(db, team, theirs, count, after, most + 1)
    by_id = {one.id: one for one in finding.told_apart(db, team, ids[:most])}
    page = tuple(by_id[id] for id in ids[:most] if id in by_id)
    return Bearers(tuple(tags), count, page, ids[most - 1] if len(ids) > most else None)


def listed(db: Db, team: str, most: int = 20, after: int | None = None) -> list[TagLine]:
    """List the tags that somebody bears, by name, with how many do; `after` is the last one seen already."""
    chosen = select(TAGS.c.id, TAGS.c.name).where(TAGS.c.team == team, _IS_BORNE)
    if after is not None:
        seen = select(TAGS.c.folded).where(TAGS.c.team == team, TAGS.c.id == after).scalar_subquery()
        chosen = chosen.where(TAGS.c.folded > seen)
    tags = [Tag(row.id, row.name) for row in db.execute(chosen.order_by(TAGS.c.folded).limit(most))]
    counts = _counted(db, team, [tag.id for tag in tags])
    return [TagLine(tag, counts.get(tag.id, 0)) for tag in tags]


def bearing_all(db: Db, team: str, tags: Sequence[int], most: int) -> list[int]:
    """List the ids of at most so many who bear all of these tags."""
    theirs = _all_of(team, _rarest_first(db, team, tags))
    return list(db.execute(theirs.order_by(BORNE.c.candidate).limit(most)).scalars())


def _by_name(db: Db, team: str, theirs: Any, count: int, after: int | None, most: int) -> list[int]:
    """Take the next of them by name: a few are sorted here, many are met while walking through the names."""
    name = (CANDIDATES.c.folded, CANDIDATES.c.id)
    chosen = select(*name).where(CANDIDATES.c.team == team, CANDIDATES.c.id.in_(theirs))
    last = db.execute(select(*name).where(CANDIDATES.c.team == team, CANDIDATES.c.id == after)).first()
    if count <= FEW:
        rows = sorted(tuple(row) for row in db.execute(chosen) if last is None or tuple(row) > tuple(last))
        return [id for _, id in rows[:most]]
    if last is not None:
        beyond = (CANDIDATES.c.folded > last.folded) | (CANDIDATES.c.id > last.id)
        chosen = chosen.where(CANDIDATES.c.folded >= last.folded, beyond)
    return [row.id for row in db.execute(chosen.order_by(*name).limit(most))]


def similar(db: Db, team: str, candidate: int, most: int = 5) -> list[Alike]:
    """List those who share tags with a candidate, most shared first, then who was spoken to last.

    Who is not to be contacted is left out. Of a tag that very many bear only some bearers are looked at.
    """
    mine = {tag.id: tag.name for tag in of(db, team, candidate)}
    if not mine:
        return []
    pool = union(*(_some_bearers(team, tag) for tag in mine)).subquery()
    shared = func.count().label("shared")
    ranked = (
        select(BORNE.c.candidate, CANDIDATES.c.spoke_at)
        .join_from(pool, BORNE, (BORNE.c.team == team) & (BORNE.c.candidate == pool.c.candidate))
        .join(CANDIDATES, (CANDIDATES.c.team == team) & (CANDIDATES.c.id == pool.c.candidate))
        .where(BORNE.c.tag.in_(list(mine)), BORNE.c.candidate != candidate, CANDIDATES.c.do_not_contact.is_(None))
        .group_by(BORNE.c.candidate, CANDIDATES.c.spoke_at)
        .order_by(shared.desc(), CANDIDATES.c.spoke_at.desc().nulls_last(), BORNE.c.candidate)
        .limit(most)
    )
    spoke = {row.candidate: row.spoke_at for row in db.execute(ranked)}
    return _described(db, team, mine, spoke)


def _described(db: Db, team: str, mine: dict[int, str], spoke: dict[int, datetime | None]) -> list[Alike]:
    """Say who they are and which tags each of them shares."""
    theirs = (BORNE.c.team == team, BORNE.c.candidate.in_(list(spoke)), BORNE.c.tag.in_(list(mine)))
    shared: dict[int, list[str]] = {}
    for row in db.execute(select(BORNE.c.candidate, BORNE.c.tag).where(*theirs)):
        shared.setdefault(row.candidate, []).append(mine[row.tag])
    who = {one.id: one for one in finding.told_apart(db, team, list(spoke))}
    names = list(mine.values())
    return [
        Alike(who[id], tuple(sorted(shared[id], key=names.index)), spoke[id])
        for id in spoke
        if id in who and id in shared
    ]


def _some_bearers(team: str, tag: int) -> Any:
    """Take some of those who bear a tag; in the order of the index, so that two tags give the same people."""
    chosen = select(BORNE.c.candidate).where(BORNE.c.team == team, BORNE.c.tag == tag)
    return select(chosen.order_by(BORNE.c.candidate).limit(LOOKED_THROUGH).subquery().c.candidate)


def _rarest_first(db: Db, team: str, tags: Sequence[int]) -> list[int]:
    """Put the tag first that the fewest bear, so that the others are asked about few."""
    bearers = _counted(db, team, tags)
    return sorted(tags, key=lambda tag: bearers.get(tag, 0))


def _counted(db: Db, team: str, tags: Sequence[int]) -> dict[int, int]:
    counted = select(BORNE.c.tag, func.count().label("bearers")).where(
        BORNE.c.team == team, BORNE.c.tag.in_(list(tags))
    )
    return {row.tag: row.bearers for row in db.execute(counted.group_by(BORNE.c.tag))}


def _all_of(team: str, tags: Sequence[int]) -> Any:
    """Choose those who bear each of these tags."""
    first, *others = tags
    chosen = select(BORNE.c.candidate).where(BORNE.c.team == team, BORNE.c.tag == first)
    for other in others:
        again = BORNE.alias()
        chosen = chosen.where(
            exists().where(again.c.team == team, again.c.candidate == BORNE.c.candidate, again.c.tag == other)
        )
    return chosen


def _there(db: Db, team: str, ids: Sequence[int]) -> set[int]:
    return set(db.execute(select(TAGS.c.id).where(TAGS.c.team == team, TAGS.c.id.in_(list(ids)))).scalars())


def _ensured(db: Db, team: str, names: Sequence[str]) -> dict[str, Tag]:
    """Give the tags of these names, by how each is folded; what there is not yet is added, as it was first spelt."""
    names = list(dict.fromkeys(map(tidied, names)))
    there = named(db, team, names)
    new: dict[str, dict[str, Any]] = {}
    for name in names:
        folded = fold_tag(name)
        if folded and folded not in there:
            new.setdefault(folded, {"team": team, "id": new_id(), "name": name, "folded": folded})
    if new:
        db.execute(insert(db, TAGS).on_conflict_do_nothing(), [new[folded] for folded in sorted(new)])
        there |= named(db, team, [row["name"] for row in new.values()])
    return there
