"""Whatever is merged and taken back, and done in between: is nothing lost or doubled, and all where it belongs?"""

import copy
import itertools
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

import storage
from bot import promises
from bot.facts import Contact, Stage
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.storage.examples import NOW, RITA
from tests.storage.merging import POLICY, add, everything, log, merge, met, put, reach, rows, tag, undo

FAR = ("rejected", "sourced", "screening", "interview", "offer")
JOBS = ("Backend engineer", "Painter")
TEAMS = itertools.count()
DEEDS = st.one_of(
    st.tuples(st.just("is_touched"), st.booleans(), st.booleans()),
    st.tuples(st.just("is_put_forward_or_moved"), st.sampled_from(JOBS), st.integers(1, 4)),
    st.tuples(st.just("is_tagged"), st.integers(1, 3)),
    st.tuples(st.just("has_a_phone"), st.integers(1, 2)),
)


@dataclass
class Kept:
    """What a record holds, as simply as can be: submissions by job, each its id, stage, moment and count of changes."""

    touches: set[int] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    tags: set[int] = field(default_factory=set)
    jobs: dict[str, tuple[int, str, int, int]] = field(default_factory=dict)


@dataclass
class Was:
    """A merge, and both records before it."""

    id: int
    kept: int
    gone: int
    before: tuple[Kept, Kept]


class Merging(RuleBasedStateMachine):
    """People do what they do with a few records, on a real database; a simple model says what must be there."""

    database: Database

    people = Bundle("people")

    @initialize(target=people)
    def begin(self):
        self.team = f"T{next(TEAMS)}"
        self.turn = 0
        self.there: dict[int, Kept] = {}
        self.merges: list[Was] = []
        self.rita = self.run(met, self.team)
        both = [self.is_added("Ana Silva"), self.is_added("Ána Sílva")]
        for far, id in enumerate(both, start=1):
            self.is_put_forward_or_moved(id, "Painter", far)
        return multiple(*both)

    def run(self, deed, *args, **more):
        return self.database.run(deed, *args, **more)

    @property
    def now(self):
        return NOW + timedelta(minutes=self.turn)

    def later(self):
        self.turn += 1
        return self.now

    def present(self, id):
        for was in self.merges:
            id = was.kept if was.gone == id else id
        return id

    @rule(target=people, name=st.sampled_from(["Ana Silva", "Ána Sílva", "Ana"]))
    def is_added(self, name):
        address = f"a{self.turn}@example.com"
        id = self.run(add, name, Contact("email", address, address), team=self.team, at=self.later())
        self.there[id] = Kept(addresses={address})
        return id

    @rule(who=people, deed=DEEDS)
    def lives(self, who, deed):
        name, *more = deed
        getattr(self, name)(self.present(who), *more)

    def is_touched(self, id, two_way, told):
        made = self.run(log, id, self.later(), team=self.team, two_way=two_way, told=told)
        self.there[id].touches.add(made)

    def is_put_forward_or_moved(self, id, job, far):
        jobs, at = self.there[id].jobs, self.later()
        if job not in jobs:
            made = self.run(put, id, job, Stage(FAR[far]), at, team=self.team)
        elif jobs[job][1] == FAR[far]:
            return
        else:
            made = jobs[job][0]
            self.run(self.moves, made, Stage(FAR[far]), at)
        jobs[job] = (made, FAR[far], self.turn, jobs[job][3] + 1 if job in jobs else 1)

    def moves(self, db, submission, stage, at):
        before = storage.submissions.submission(db, self.team, submission)
        assert before is not None
        storage.submissions.move(db, self.team, before, stage, RITA, at)
        promises.plan(db, self.team, [before.candidate], POLICY, at)

    def is_tagged(self, id, number):
        if number not in self.there[id].tags:
            self.run(tag, id, number, team=self.team)
            self.there[id].tags.add(number)

    def has_a_phone(self, id, number):
        value = f"+35191234567{number}"
        if value not in self.there[id].addresses:
            self.run(reach, id, "phone", value, team=self.team)
            self.there[id].addresses.add(value)

    @precondition(lambda self: len(self.there) > 1)
    @rule(one=people, place=st.integers(0, 5))
    def are_one(self, one, place):
        kept = self.present(one)
        others = [id for id in self.there if id != kept]
        gone = others[place % len(others)]
        made = self.run(merge, kept, gone, self.rita, self.later())
        mine, theirs = self.there[kept], self.there.pop(gone)
        self.merges.append(Was(made, kept, gone, (copy.deepcopy(mine), copy.deepcopy(theirs))))
        mine.touches |= theirs.touches
        mine.addresses |= theirs.addresses
        mine.tags |= theirs.tags
        for job, held in theirs.jobs.items():
            both = (mine.jobs.get(job, held), held)
            stays = max(both, key=lambda one: (FAR.index(one[1]), -one[2]))
            mine.jobs[job] = (*stays[:3], sum(one[3] for one in set(both)))

    @precondition(lambda self: self.merges)
    @rule(place=st.integers(0, 5), with_kept=st.booleans())
    def are_two_again(self, place, with_kept):
        last = {id: was for was in self.merges for id in (was.kept, was.gone)}
        open_ones = [was for was in self.merges if last[was.kept] is was]
        was = open_ones[place % len(open_ones)]
        kept = was.kept
        self.run(undo, was.id, self.rita, self.later(), with_kept)
        self.merges.remove(was)
        mine, theirs = copy.deepcopy(was.before)
        since = mine if with_kept else theirs
        now = self.there[kept]
        since.touches |= now.touches - mine.touches - theirs.touches
        since.addresses |= now.addresses - mine.addresses - theirs.addresses
        since.tags |= now.tags - mine.tags - theirs.tags
        for job, held in now.jobs.items():
            before = [each for each in (mine, theirs) if each.jobs.get(job, (None,))[0] == held[0]]
            fell = [each.jobs[job][3] for each in (mine, theirs) if job in each.jobs and each.jobs[job][0] != held[0]]
            (before[0] if before else since).jobs[job] = (*held[:3], held[3] - sum(fell))
        self.there[kept], self.there[was.gone] = mine, theirs

    @invariant()
    def all_is_where_it_belongs(self):
        for id, kept in getattr(self, "there", {}).items():
            held = self.run(everything, self.team, id)
            assert {row["id"] for row in held["touches"]} == kept.touches
            assert len(held["contacts"]) == len(kept.addresses)
            assert {row["value"] for row in held["contacts"]} == kept.addresses
            assert {row["tag"] for row in held["candidate_tags"]} == kept.tags
            stages = {row["id"]: row["stage"] for row in held["submissions"]}
            assert stages == {id: stage for id, stage, *_ in kept.jobs.values()}
            changes = Counter(row["submission"] for row in held["stage_changes"])
            assert changes == {id: count for id, *_, count in kept.jobs.values()}
            spoke = [row["at"] for row in held["touches"] if row["two_way"]]
            assert held["candidates"][0]["spoke_at"] == max(spoke, default=None)

    @invariant()
    def what_is_owed_is_what_would_be_planned_and_about_who_is_there(self):
        if hasattr(self, "team"):
            owed = self.run(rows, "promises", self.team, "team", [self.team])
            about = [row for row in owed if row["kind"] != "morning"]
            assert {int(row["subject"]) for row in about} <= set(self.there)
            self.run(promises.plan, self.team, sorted(self.there), POLICY, self.now)
            assert self.run(rows, "promises", self.team, "team", [self.team]) == owed

    @invariant()
    def whoever_is_gone_is_found_where_they_are(self):
        for was in getattr(self, "merges", []):
            assert self.run(storage.merging.present, self.team, was.gone) == self.present(was.gone)


def hold(url, examples, steps):
    """Run the machine on one database; each run is a team of its own."""
    Merging.database = Database(url, KEYS)
    migrate(Merging.database.engine)
    kept = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(Merging, settings=kept)
    finally:
        Merging.database.close_now()


def test_nothing_is_lost_on_sqlite():
    with tempfile.TemporaryDirectory() as folder:
        hold(f"sqlite:///{Path(folder) / 'rapport.db'}", 20, 20)


def test_nothing_is_lost_on_postgresql(postgres_url):
    hold(postgres_url, 5, 20)
