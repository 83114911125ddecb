"""How do the lines of a file become candidates?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

import storage
from bot import promises, rules
from bot.facts import Contact, Counts, Field, Known, LineOutcome, Newcomer, Settled, SheetLine
from bot.policy import Policy
from bot.rules.imports import has_own_address, name_key
from storage.belongings import Belonging
from storage.columns import new_id
from storage.database import Db

Row = Newcomer | Settled
# So many lines of a file are looked at to foretell what will become of them.
FORETOLD = 2_000
# With so many of those who share one phone, or one name, a newcomer is compared.
MOST_COMPARED = 50


class Acquaintance:
    """The records that newcomers are compared with: those that are there, and those that came with them."""

    def __init__(self, known: Sequence[Known], belongings: dict[int, set[Belonging]]) -> None:
        self._by_id: dict[int, Known] = {}
        self._by_contact: dict[tuple[str, str], set[int]] = {}
        self._by_name: dict[str, set[int]] = {}
        self._has: dict[int, set[Belonging]] = {}
        for each in known:
            self.meet(each, belongings[each.id])

    def meet(self, known: Known, has: set[Belonging]) -> None:
        """Remember a record, or what is new of one."""
        self._by_id[known.id] = known
        self._has.setdefault(known.id, set()).update(has)
        self._by_name.setdefault(name_key(known.name), set()).add(known.id)
        for contact in known.contacts:
            self._by_contact.setdefault((contact.kind, contact.value), set()).add(known.id)

    def alike(self, newcomer: Newcomer) -> list[Known]:
        """List the records that share an address or a phone, or the words of the name where that may say something.

        Of very many that share one thing a few say as much; whoever shares all of them is always among these.
        """
        sharing = [self._by_contact.get((it.kind, it.value), set()) for it in newcomer.contacts]
        if not has_own_address(newcomer):
            sharing.append(self._by_name.get(name_key(newcomer.name), set()))
        some = {id for ids in (*sharing, set.intersection(*sharing)) for id in islice(ids, MOST_COMPARED)}
        return [self._by_id[id] for id in sorted(some)]

    def lacks(self, id: int, newcomer: Newcomer, brings: set[Belonging]) -> bool:
        """Tell whether a newcomer brings an address, a tag or a job that a record does not have."""
        return bool(self._new(id, newcomer) or brings - self._has[id])

    def join(self, id: int, newcomer: Newcomer, brings: set[Belonging]) -> tuple[Contact, ...]:
        """Make a newcomer one with a record, and give the addresses that are new."""
        known, new = self._by_id[id], self._new(id, newcomer)
        self.meet(Known(id, known.name, known.contacts + new), brings)
        return new

    def _new(self, id: int, newcomer: Newcomer) -> tuple[Contact, ...]:
        theirs = {(contact.kind, contact.value) for contact in self._by_id[id].contacts}
        return tuple(contact for contact in newcomer.contacts if (contact.kind, contact.value) not in theirs)


def take_in(
    db: Db, team: str, by: str, batch: int, rows: Sequence[Row], policy: Policy, now: datetime
) -> list[Settled]:
    """Bring lines in, as one change on record, and say what became of each; `batch` is the import they belong to.

    Promises follow for those who are put forward for a job.
    """
    plan = _weigh(db, team, rows)
    storage.candidates.add_many(db, team, [(id, each.name, each.contacts) for each, id in plan.added], by, now)
    storage.belongings.add_contacts(db, team, plan.contacts)
    placed = [(id, each) for each, id in [*plan.added, *plan.joined]]
    storage.tags.tag_many(db, team, [(id, tag) for id, each in placed for tag in each.tags], by, now)
    _put_forward(db, team, by, placed, policy, now)
    counts = counted(plan.settled)
    told = " ".join(f"{outcome}={getattr(counts, outcome)}" for outcome in LineOutcome)
    storage.audit.record(db, team, by, "imported", "import", batch, now, after=told)
    return plan.settled


def foretold(
    db: Db, team: str, lines: Sequence[SheetLine], columns: Sequence[Field | None], region: str | None
) -> Counts:
    """Count what would become of lines, and change nothing; only the first of many are looked at."""
    rows = rules.imports.understood(lines[:FORETOLD], columns, region)
    return counted(weighed(db, team, rows))


def region_of(db: Db, team: str, by: str, policy: Policy) -> str | None:
    """Tell in which country numbers without a country code are dialled: the team's, else that of who brought them."""
    person = None if policy.region else storage.people.known(db, team, by)
    return policy.region or (person.country[:2] if person and person.country else None)


def weighed(db: Db, team: str, rows: Sequence[Row]) -> list[Settled]:
    """Say what would become of lines, and change nothing."""
    return _weigh(db, team, rows).settled


def counted(settled: Sequence[Settled]) -> Counts:
    """Count how many lines became what."""
    outcomes = [each.outcome for each in settled]
    return Counts(**{outcome.value: outcomes.count(outcome) for outcome in LineOutcome})


class _Plan:
    """What is to be done with the lines of a batch."""

    def __init__(self) -> None:
        self.settled: list[Settled] = []
        self.added: list[tuple[Newcomer, int]] = []
        self.joined: list[tuple[Newcomer, int]] = []
        self.contacts: list[tuple[int, Contact]] = []


def _put_forward(
    db: Db, team: str, by: str, placed: Sequence[tuple[int, Newcomer]], policy: Policy, now: datetime
) -> None:
    titles = sorted({title for _, each in placed for title, _ in each.jobs})
    if not titles:
        return
    jobs = storage.jobs.titled_many(db, team, titles, by, now)
    stages = {(id, jobs[title].id): stage for id, each in placed for title, stage in reversed(each.jobs)}
    forward = [(id, job, stage) for (id, job), stage in stages.items()]
    storage.submissions.put_forward_many(db, team, forward, by, now)
    promises.plan(db, team, sorted({id for id, _, _ in forward}), policy, now)


def _weigh(db: Db, team: str, rows: Sequence[Row]) -> _Plan:
    """Compare each newcomer with the records that are there, and with those before them."""
    newcomers = [row for row in rows if isinstance(row, Newcomer)]
    contacts = [contact for each in newcomers for contact in each.contacts]
    names = [each.name for each in newcomers if not has_own_address(each)]
    known = storage.identity.known_by(db, team, contacts, names)
    met = Acquaintance(known, storage.belongings.of_many(db, team, [each.id for each in known]))
    titles = storage.belongings.titles_of(db, team, {title for each in newcomers for title, _ in each.jobs})
    plan = _Plan()
    for row in rows:
        plan.settled.append(row if isinstance(row, Settled) else _settle(row, met, titles, plan))
    return plan


def _settle(newcomer: Newcomer, met: Acquaintance, titles: dict[str, str], plan: _Plan) -> Settled:
    verdicts = [(known, rules.identity.verdict(_as_known(newcomer), known)) for known in met.alike(newcomer)]
    told = rules.imports.weighed(newcomer, verdicts)
    brings = storage.belongings.spelt(newcomer.tags, [title for title, _ in newcomer.jobs], titles)
    if told.outcome is LineOutcome.ADDED:
        id = new_id()
        plan.added.append((newcomer, id))
        met.meet(Known(id, newcomer.name, newcomer.contacts), brings)
        return Settled(newcomer.number, LineOutcome.ADDED)
    if told.joins is None or (told.only_if_nothing_new and met.lacks(told.joins, newcomer, brings)):
        return Settled(newcomer.number, LineOutcome.HELD, told.reason)
    if not met.lacks(told.joins, newcomer, brings):
        return Settled(newcomer.number, LineOutcome.UNCHANGED)
    plan.joined.append((newcomer, told.joins))
    plan.contacts += [(told.joins, contact) for contact in met.join(told.joins, newcomer, brings)]
    return Settled(newcomer.number, LineOutcome.JOINED)


def _as_known(newcomer: Newcomer) -> Known:
    return Known(0, newcomer.name, newcomer.contacts)
