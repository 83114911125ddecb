"""How does a team do something about offers on a real database, and how is what it wrote read back?"""

import itertools
from collections import deque
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import select

import storage
from bot.errors import Refused
from bot.facts import Band, Money, Period, Person
from bot.policy import Policy
from storage.columns import new_id
from storage.database import Database
from storage.tables import Approvals, Candidates, Offers, People, StageChanges, Submissions, Touches, table
from tests.stories.machines import leaves_nothing
from tests.stories.offers_model import ASKING, HIGH, LOW, MANAGERS, PEOPLE, Change, Facts
from tests.stories.offers_world import World
from tests.stories.ownership_model import MAYA, RITA, TOM, ZONES

CANDIDATES, OFFERS, APPROVALS, PEOPLE_ROWS = table(Candidates), table(Offers), table(Approvals), table(People)
TOUCHES, SUBMISSIONS, MOVES = table(Touches), table(Submissions), table(StageChanges)
START = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(days=7)
TEAMS = itertools.count()
JOBS = ("Painter", "Welder")

who = st.sampled_from(PEOPLE)
whoever = st.sampled_from((RITA, RITA, RITA, TOM, MAYA))
which = st.integers(0, 5)
back = st.sampled_from([0, 0, 0, 1, 3])
# At which statement an attempt of the same is cut off before, if it is.
cut = st.one_of(st.none(), st.none(), st.none(), st.integers(1, 60))


class Team(RuleBasedStateMachine):
    """A team and its candidates on a real database."""

    database: Database

    def moves_in(self):
        self.team = f"T{next(TEAMS)}"
        self.world = World(START)
        self.base = Policy()
        self.seen: set[int] = set()
        self.new_asked: deque[int] = deque()
        self.merges: list[tuple[int, int, int, list[tuple[int, int]]]] = []
        self.stood: dict[tuple[int, datetime], tuple] = {}  # before a submission came to a stage at a moment
        self.why = ""
        self.order: list[int] = []  # ids are drawn by chance, and what is done next must not depend on them
        self.database.run(self.settles_in)

    def settles_in(self, db):
        for id in PEOPLE:
            storage.people.meet(db, Person(self.team, id, id, ZONES[id]))
        storage.people.appoint(db, self.team, MANAGERS, set())
        self.jobs = [storage.jobs.titled(db, self.team, title, RITA, START).id for title in JOBS]
        ends = (Money(LOW, "EUR"), Money(HIGH, "EUR"))
        storage.bands.put(db, self.team, Band(new_id(), *ends, Period.YEAR, MAYA, START, job=self.jobs[0]))

    # ------------------------------------------------------------------ how something is done

    @property
    def now(self):
        return self.world.now

    def person(self, db, id):
        known = storage.people.known(db, self.team, id)
        assert known is not None
        return known

    def does(self, deed, cut=None):
        """Have something done, after an attempt that was cut off; None where it is refused."""
        if cut is not None:
            leaves_nothing(self.database, self.team, deed, cut)
        try:
            return self.database.run(deed), False
        except Refused as refused:
            self.why = refused.reason
            return None, True
        finally:
            self.looks()

    def by(self, id, act, *given, cut=None):
        """Have somebody do something: `act(db, *given, person, policy, now)`."""
        done = self.does(lambda db: act(db, *given, self.person(db, id), self.base, self.now), cut)
        if not done[1]:
            for deal in self.world.deals.values():
                self.world.settle(deal)
        return done

    def rows(self, db, of, *more):
        return list(db.execute(select(of).where(of.c.team == self.team, *more)))

    def looks(self):
        self.database.run(self.reads)

    def reads(self, db):
        """Read what else happened, which changes of offers were written since, and what managers were asked."""
        found: dict[str, dict[int, list]] = {}
        for of, moment in ((TOUCHES, "logged_at"), (SUBMISSIONS, "entered_at")):
            mine = found.setdefault(of.name, {})
            for row in sorted(self.rows(db, of), key=lambda row: getattr(row, moment)):
                mine.setdefault(row.candidate, []).append(row)
        self.remembers(found[SUBMISSIONS.name])
        interviewed: dict[int, datetime] = {}
        far = {row.id for row in self.rows(db, SUBMISSIONS) if row.stage in ASKING[1:]}
        for row in self.rows(db, MOVES):
            if row.submission in far and row.after in ASKING and row.before not in ASKING:
                interviewed[row.submission] = max(row.at, interviewed.get(row.submission, row.at))
        owned = {row.id: row.owner for row in self.rows(db, CANDIDATES)}
        self.order += [id for id in owned if id not in self.order]
        away = {row.id: row.cover for row in self.rows(db, PEOPLE_ROWS) if row.cover}
        told: dict[int, datetime] = {}
        for row in self.rows(db, OFFERS, OFFERS.c.kind != "ours", OFFERS.c.told_at.is_not(None)):
            told[row.candidate] = max(row.told_at, told.get(row.candidate, row.told_at))
        self.world.facts = Facts(found["touches"], found["submissions"], interviewed, owned, away, told)
        offered = [row.id for row in self.rows(db, OFFERS)]
        for offer, changes in storage.offers.changes(db, self.team, offered).items():
            for each in changes:
                if each.id not in self.seen:
                    self.seen.add(each.id)
                    new = Change(each.state and str(each.state), each.decide_by, each.by, each.said_yes, each.at)
                    self.world.unexplained.setdefault(offer, deque()).append(new)
        known = self.world.asked.keys() | set(self.new_asked)
        self.new_asked.extend(row.id for row in self.rows(db, APPROVALS) if row.id not in known)

    def remembers(self, found):
        """Remember of each submission that stands elsewhere by now where it stood before, and since when."""
        known = {each.id: each for rows in self.world.facts.submissions.values() for each in rows}
        for each in (each for rows in found.values() for each in rows):
            was = known.get(each.id)
            if was and was.entered_at < each.entered_at:
                self.stood[each.id, each.entered_at] = (was.stage, was.entered_at, was.came_from)

    def candidate(self, place):
        there = [id for id in self.order if id in self.world.facts.owners]
        return there[place % len(there)]

    def deal(self, place, *kinds):
        there = [each for each in self.world.deals.values() if not kinds or each.kind in kinds]
        there.sort(key=lambda each: not each.undecided)
        return there[place % len(there)] if there else None

    def stage_of(self, candidate, id):
        return next(each.stage for each in self.world.submissions(candidate) if each.id == id)

    def expects(self, refused, may):
        assert refused is not bool(may), self.why if refused else "it was not refused"
