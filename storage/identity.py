"""Which records may be of the person whom someone is about to add?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import permutations
from typing import Any

from sqlalchemy import Select, Text, bindparam, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import IntegrityError

from bot.facts import Candidate, Contact, Known
from bot.words import fold
from storage import candidates, finding
from storage.database import Db
from storage.tables import Candidates, Contacts, table

CANDIDATES, CONTACTS = table(Candidates), table(Contacts)
# So many values are asked for at once.
AT_ONCE = 500
# A name of more words is looked for as it is written, and with its last or first words moved.
MOST_TURNED = 3
# Of those who have one address (an agency's switchboard), or bear one name, so many are looked at.
MOST = 100
# What one newcomer is looked for by: their addresses, or their name in its orders.
FEW = 10
_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")


def _listed(column: Any, values: str) -> Any:
    return column.in_(bindparam(values, expanding=True))


_RECORDS = (
    select(CANDIDATES.c.id, CANDIDATES.c.name, CONTACTS.c.kind, CONTACTS.c.value, CONTACTS.c.shown, CONTACTS.c.shared)
    .select_from(
        CANDIDATES.outerjoin(
            CONTACTS, (CONTACTS.c.team == CANDIDATES.c.team) & (CONTACTS.c.candidate == CANDIDATES.c.id)
        )
    )
    .where(CANDIDATES.c.team == bindparam("team_"), _listed(CANDIDATES.c.id, "values"))
    .order_by(CANDIDATES.c.id, CONTACTS.c.kind, CONTACTS.c.id)
)


@cache
def _having(dialect: str, id: Any, value: Any, most: int) -> Select[Any]:
    """Ask which rows have one of these values.

    PostgreSQL joins them as a table, since it would go through a long list again for each row that it looks at; by
    a range, since it takes the index of trigrams for what is equal while a table is new. The limit is written out, as
    it would plan for the first few rows of one that it does not know.
    """
    chosen = select(id).where(value.table.c.team == bindparam("team_")).limit(literal_column(str(most)))
    if dialect != "postgresql":
        return chosen.where(_listed(value, "values"))
    wanted = func.unnest(bindparam("values", type_=ARRAY(Text))).column_valued("wanted")
    return chosen.where(value.between(wanted, wanted))


def known_by(db: Db, team: str, contacts: Sequence[Contact], names: Sequence[str]) -> list[Known]:
    """List all records that have one of these addresses or phones, or bear one of these names, in any order of words.

    May be asked for hundreds of newcomers at once; a value that very many share tells no more than a few of them.
    """
    values = {contact.value for contact in contacts}
    sharing = _found(db, CONTACTS.c.candidate, CONTACTS.c.value, team, values)
    spelt = {turned for name in names for turned in _turned(fold(name))}
    bearing = _found(db, CANDIDATES.c.id, CANDIDATES.c.folded, team, spelt)
    return records(db, team, [*sharing, *bearing])


def alike(
    db: Db, team: str, name: str, contacts: Sequence[Contact], called: Sequence[str] = (), most: int = 40
) -> list[Known]:
    """List the records that share something with a newcomer: an address, a phone, or a name that is much like theirs.

    `called` are other names they may go by. Who shares an address comes first.
    """
    known = known_by(db, team, contacts, [name, *called])
    near = [found.id for typed in _typed(name) for found in finding.found(db, team, typed, most)]
    there = {each.id for each in known}
    return (known + records(db, team, [id for id in dict.fromkeys(near) if id not in there]))[: most + len(known)]


def records(db: Db, team: str, ids: Iterable[int]) -> list[Known]:
    """Give records as they are compared, in the order asked for."""
    wanted, read = list(dict.fromkeys(ids)), dict[int, tuple[str, list[Contact]]]()
    for values in _batches(wanted):
        for row in db.execute(_RECORDS, {"team_": team, "values": values}):
            _, contacts = read.setdefault(row.id, (row.name, []))
            if row.value is not None:
                contacts.append(Contact(row.kind, row.value, row.shown, row.shared))
    return [Known(id, read[id][0], tuple(read[id][1])) for id in wanted if id in read]


def hold(db: Db, team: str, name: str, contacts: Sequence[Contact]) -> None:
    """Let nobody else add somebody of this name or address before this transaction ends.

    SQLite has one writer at a time anyway.
    """
    if db.dialect.name != "postgresql":
        return
    keys = {" ".join(sorted(fold(name).split())), *(contact.value for contact in contacts)}
    for key in sorted(keys):
        db.execute(_HOLD, {"key": f"{team}/{key}"})


def add_unless_taken(
    db: Db, team: str, name: str, contacts: Sequence[Contact], by: str, now: datetime
) -> Candidate | None:
    """Add a candidate; None where an address of theirs was given to somebody else at this very moment."""
    try:
        with db.begin_nested():
            return candidates.add(db, team, name, contacts, by, now)
    except IntegrityError:
        return None


def _found(db: Db, id: Any, value: Any, team: str, values: Collection[str]) -> list[int]:
    question = _having(db.dialect.name, id, value, MOST * (FEW if len(values) <= FEW else AT_ONCE))
    ids: list[int] = []
    for batch in _batches(sorted(values)):
        ids += [row[0] for row in db.execute(question, {"team_": team, "values": batch})]
    return ids


def _batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(values), AT_ONCE):
        yield values[at : at + AT_ONCE]


def _turned(folded: str) -> set[str]:
    """Write a name with its words in every order; of a long one, with the last or the first word moved."""
    words = folded.split()
    if not words:
        return set()
    if len(words) <= MOST_TURNED:
        return {" ".join(order) for order in permutations(words)}
    return {folded, " ".join([words[-1], *words[:-1]]), " ".join([*words[1:], words[0]])}


def _typed(name: str) -> list[str]:
    """Say what to look for as if it were typed: the name, and the first letter of it with the last word."""
    words = fold(name).split()
    return [name, f"{words[0][0]} {words[-1]}"] if len(words) > 1 else [name]
