"""Who is asked whether a record that has long been silent is kept, and who hears of it where nobody answers?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import structlog

import storage
from bot import letters, promises, rules
from bot.clock import Clock
from bot.facts import Owed, Person, Silent
from bot.policy import Policy
from storage.database import Database, Db

log = structlog.get_logger("retention")
KIND = rules.retention.KIND
Chosen = dict[str, list[Silent]]


class Asker:
    """Looks once a day through all records, a page at each tick, and then asks about those that are silent longest.

    Nothing is ever erased by it. A day on which it failed is over for it, and so is one it was not there for.
    """

    def __init__(self, database: Database, policy: Policy, clock: Clock, *, page: int = storage.retention.PAGE) -> None:
        self._database = database
        self._page = page
        self._policy = policy
        self._clock = clock
        self._day: date | None = None
        self._teams: list[str] = []
        self._after = -1
        self._chosen: Chosen = {}

    async def look(self) -> None:
        """Look at one more page, where today's look is not over."""
        now = self._clock.now()
        if self._day != now.date():
            self._day, self._after, self._chosen = now.date(), -1, {}
            self._teams = sorted(await self._database.ask(storage.teams.installed))
        if not self._teams:
            return
        team, teams, self._teams = self._teams[0], self._teams, []
        found, last = await self._database.ask(look, team, self._after, self._policy, now, self._page)
        self._choose(found)
        if last is None:
            asked = await self._database.transact(ask, team, self._chosen, self._policy, now)
            if asked:
                log.info("retention.asked", team=team, questions=asked)
            self._teams, self._after, self._chosen = teams[1:], -1, {}
        else:
            self._teams, self._after = teams, last

    def _choose(self, found: Chosen) -> None:
        for hearer, silent in found.items():
            both = [*self._chosen.get(hearer, ()), *silent]
            self._chosen[hearer] = rules.retention.oldest(both, self._policy.questions_a_day)


def look(
    db: Db, team: str, after: int, policy: Policy, now: datetime, most: int = storage.retention.PAGE
) -> tuple[Chosen, int | None]:
    """Look through a page of records for those to ask about, by who is asked; give where to look on."""
    policy, others = storage.terms.policy(db, team, policy), tuple(promises.PROMISES)
    silent_before, placed_before = now - policy.keep_for, now - policy.placed_for
    silent, last = storage.retention.silent(db, team, KIND, others, silent_before, placed_before, now, after, most)
    near = {id for each in silent for id in (each.recruiter, each.added_by) if id}
    known = storage.people.several(db, team, near) if near else {}
    in_charge = storage.people.in_charge(db, team)
    found: Chosen = {}
    for each in silent:
        hearer = rules.retention.asked_of(each, known, in_charge)
        if hearer is not None:
            found.setdefault(hearer, []).append(each)
    return {hearer: rules.retention.oldest(mine, policy.questions_a_day) for hearer, mine in found.items()}, last


def ask(db: Db, team: str, chosen: Mapping[str, Sequence[Silent]], policy: Policy, now: datetime) -> int:
    """Write the questions of today down, so many to each; what facts have overtaken is let go at once."""
    policy = storage.terms.policy(db, team, policy)
    hearers = storage.people.several(db, team, chosen) if chosen else {}
    questions: list[Owed] = []
    for hearer in hearers.values():
        before = storage.retention.asked_by(db, team, KIND, hearer.id, rules.retention.answer_by(hearer, policy, now))
        some = chosen[hearer.id][: max(policy.questions_a_day - before, 0)]
        questions += [rules.retention.asked(each, hearer, policy, now) for each in some]
    storage.promises.write(db, team, questions)
    promises.plan(db, team, sorted({int(each.subject) for each in questions}), policy, now)
    promises.plan_mornings(db, team, sorted(hearers), policy, now)
    return len(questions)


def escalate(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """Tell each administrator in one letter which questions nobody has answered; plan when they hear of them again."""
    if not due:
        return
    promises.plan(db, team, [int(owed.subject) for owed in due], policy, now)
    there = [storage.promises.one(db, team, owed.kind, owed.subject, owed.whom) for owed in due]
    still = [owed for owed in there if owed and owed.alone_at and owed.alone_at <= now]
    for each in storage.people.in_charge(db, team) if still else []:
        _tell(db, each, still, policy, now)
    storage.promises.write(db, team, [rules.retention.unanswered(owed, policy, now) for owed in still])
    promises.plan_mornings(db, team, sorted({owed.heard_by for owed in still}), policy, now)


def _tell(db: Db, hearer: Person, still: Sequence[Owed], policy: Policy, now: datetime) -> None:
    first = still[0]
    key = f"{letters.UNANSWERED}/{hearer.id}/{now.isoformat()}/{first.subject}"
    at = rules.people.audible_at(hearer, now, policy)
    letter = storage.outbox.letter(db, hearer.team, key, letters.UNANSWERED, hearer.id, at, at)
    if letter is not None:
        storage.lines.add(db, hearer.team, letter, still)
