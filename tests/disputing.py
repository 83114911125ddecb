"""How does a test get a dispute: a team, a candidate whom Rita owns, and a way to see what everybody is told?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

import storage
from bot import disputing, owners
from bot.facts import Dispute, Passing
from bot.policy import Policy
from storage.database import Database, Db
from storage.tables import Outbox, table
from tests.storage.examples import DAY, MAYA, NOW, RITA, TEAM, TOM, person, touch

OUTBOX = table(Outbox)
IVO, EVE = "U0IVO", "U0EVE"
POLICY = Policy()
# The end of work in Lisbon two and five working days later, and two more, of which 1 December is none.
ANSWER_BY = datetime.fromisoformat("2026-11-25T18:00+00:00")
RULE_BY = datetime.fromisoformat("2026-11-30T18:00+00:00")
NOT_RULED_AT = datetime.fromisoformat("2026-12-03T18:00+00:00")


@dataclass
class Team:
    """Rita, who owns Ana (7) since a month; Tom; the managers Maya and Ivo; Eve, who is none."""

    database: Database

    def does(self, act: Any, *given: Any, by: str = "", now: datetime = NOW, policy: Policy = POLICY) -> Any:
        """Have somebody do something: `act(db, *given, person, policy, now)`."""
        return self.database.run(lambda db: act(db, *given, self.person(db, by), policy, now))

    def claims(self, by: str = TOM, *, now: datetime = NOW, policy: Policy = POLICY, **more: Any) -> Any:
        """Have somebody claim Ana."""
        given: dict[str, Any] = {"candidate": 7, "reason": "I met her first", "evidence": "a call", "job": None} | more
        return self.database.run(lambda db: disputing.open_(db, self.person(db, by), **given, policy=policy, now=now))

    def goes_up(self, *, now: datetime = NOW) -> Dispute:
        """Have Tom claim Ana, and Rita answer at once."""
        dispute = self.claims(now=now)
        answered: Dispute = self.does(disputing.answer, dispute.id, "I spoke to her", by=RITA, now=now).dispute
        return answered

    def person(self, db: Db, id: str) -> Any:
        return storage.people.known(db, TEAM, id)

    def told(self, kind: str) -> list[str]:
        """Who is told something, by its kind."""
        mine = select(OUTBOX.c.recipient).where(OUTBOX.c.kind == f"disputes.{kind}")
        return sorted(self.database.run(lambda db: db.execute(mine).scalars().all()))

    def versions(self, *kinds: str) -> set[int]:
        """How often what is shown has changed."""
        mine = select(OUTBOX.c.version).where(OUTBOX.c.kind.in_([f"disputes.{kind}" for kind in kinds]))
        return set(self.database.run(lambda db: db.execute(mine).scalars().all()))

    def ana(self) -> Any:
        return self.database.run(storage.ownership.of, TEAM, 7)

    def ends(self) -> list[Any]:
        """What is written down of the end of Ana's ownership."""
        there: list[Any] = self.database.run(storage.promises.of, TEAM, "ownership.ends", ["7"])
        return there

    def clock(self, dispute: Dispute) -> Any:
        there = self.database.run(storage.promises.of, TEAM, "disputes.clock", [str(dispute.id)])
        return there[0].alone_at if there else None

    def changes(self) -> list[Any]:
        there = self.database.run(storage.ownership.changes, TEAM, 7)
        return [(each.before, each.after, each.how, each.by, each.dispute) for each in there[1:]]

    def sees(self, id: str, **changed: Any) -> None:
        """Have Slack say something else of somebody."""
        self.database.run(lambda db: storage.people.meet(db, person(id, **changed)))


def opened(database: Database) -> Team:
    """Fill a database with the team."""
    database.run(_fill)
    return Team(database)


def _fill(db: Db) -> None:
    storage.teams.install(db, TEAM, "Home", "U0BOT", "B0BOT", NOW)
    for id in (RITA, TOM, MAYA, IVO, EVE):
        storage.people.meet(db, person(id))
    storage.people.appoint(db, TEAM, [MAYA, IVO], [])
    storage.candidates.add_many(db, TEAM, [(7, "Ana Silva", []), (8, "Ben", [])], RITA, NOW - 30 * DAY)
    owners.give(db, TEAM, {7: RITA}, Passing.ADDED, RITA, POLICY, NOW - 30 * DAY)
    storage.touches.log(db, TEAM, touch(7, NOW - 9 * DAY, id=1))
