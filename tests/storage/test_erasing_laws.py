"""Whatever was written about people, in whatever spelling: is an erased one nowhere left, and everybody else whole?"""

import asyncio
import itertools
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import update

import storage
from bot.clock import StillClock
from bot.facts import (
    About,
    Contact,
    Counts,
    Favour,
    FavourKind,
    LineOutcome,
    Money,
    NewCandidate,
    Offer,
    OfferKind,
    OfferRound,
    OfferState,
    Package,
    RoundBy,
    Settled,
    SheetLine,
    Stage,
)
from bot.words import fold
from handlers.erasing import decide_erase
from handlers.marks import decide_name
from scheduler.erasing import Eraser
from storage.columns import new_id
from storage.database import Database
from storage.ledger import Ledger
from storage.migrate import migrate
from storage.tables import Outbox, table
from tests.keys import KEYS
from tests.storage.erasing import SPELT, about, harmed, left_of, name_of, naming, snapshot
from tests.storage.examples import DAY, MAYA, NOW, RITA, owed, person, touch
from tests.storage.merging import POLICY, merge, met, undo
from tests.stories.desk import logged

TEAMS = itertools.count()
picks, spellings = st.integers(0, 99), st.sampled_from(SPELT)


@dataclass(frozen=True)
class Known:
    """By what someone is known: how they are called, every name they bore, every address they had."""

    name: str
    names: frozenset[str] = frozenset()
    reached: frozenset[Contact] = frozenset()

    @property
    def all_names(self):
        return self.names | {self.name}


@dataclass(frozen=True)
class Was:
    """A merge, with both as they were known before."""

    id: int
    kept: int
    gone: int
    before: tuple[Known, Known] = field(compare=False)


class Erasing(RuleBasedStateMachine):
    """People with unusual names are written of everywhere, become one and two again, and some are erased."""

    database: Database
    folder: Path
    people = Bundle("people")

    @initialize(target=people)
    def begin(self):
        self.set_up()
        self.team, self.turn = f"T{next(TEAMS)}", 10
        self.alive: dict[int, Known] = {}
        self.gone: list[Known] = []
        self.merges: list[Was] = []
        self.swept: set[int] = set()
        self.log = logged()
        self.written = self.log.__enter__()
        self.ledger = Ledger(self.folder / f"{self.team}.erasures")
        self.eraser = Eraser(self.database, None, POLICY, StillClock(NOW + DAY), self.ledger)
        self.run(storage.teams.install, self.team, "Home", "U0BOT", "B0BOT", NOW)
        self.rita, self.maya = self.run(met, self.team), person(MAYA, team=self.team, manager=True)
        self.run(storage.people.meet, self.maya)
        return multiple(*(self.is_added(name_of(number)) for number in (1, 2, 3)))

    def set_up(self):
        """Make ready what each run needs of its own."""

    def run(self, fn, *args, **more):
        return self.database.run(fn, *args, **more)

    def now(self, id):
        """The record that an id leads to by now, or None."""
        for was in self.merges:
            id = was.kept if was.gone == id else id
        return id if id in self.alive else None

    def named(self, id, spelt):
        """How somebody is spoken of: by all names and addresses that they ever had."""
        known = self.alive[id]
        reached = [each.shown[5:] if each.kind == "phone" else each.shown.upper() for each in known.reached]
        return " and ".join(sorted([*map(spelt, known.all_names), *reached]))

    # ------------------------------------------------------------------ people

    @rule(target=people, pick=picks, is_new=st.booleans())
    def add(self, pick, is_new):
        """Somebody new, a namesake of one who is here, or one who was erased and is there again."""
        known = [*self.gone, *self.alive.values()]
        return self.is_added(name_of(self.turn) if is_new or not known else known[pick % len(known)].name)

    def is_added(self, name):
        self.turn += 1
        reached = [
            Contact("email", f"q{self.turn}x@zz.example", f"Q{self.turn}X@zz.example"),
            Contact("phone", f"+35191200{self.turn:04}", f"+351 912 00{self.turn:04}"),
        ]
        id = self.run(storage.candidates.add, self.team, name, reached, RITA, NOW).id
        self.alive[id] = Known(name, reached=frozenset(reached))
        return id

    @rule(who=people, pick=picks, is_called_otherwise=st.booleans())
    def is_known_otherwise(self, who, pick, is_called_otherwise):
        if id := self.now(who):
            self.turn += 1
            self.is_reached_otherwise(id, pick)
            if is_called_otherwise:
                self.run(decide_name, id, name_of(self.turn), self.rita, NOW)
                self.alive[id] = replace(self.alive[id], name=name_of(self.turn), names=self.alive[id].all_names)

    def is_reached_otherwise(self, id, pick):
        there = self.run(storage.contacts.listed, self.team, id)
        if there:
            chosen = sorted(there, key=lambda each: there[each].value)[pick % len(there)]
            self.run(storage.contacts.remove, self.team, id, [chosen], RITA, NOW)
        new = Contact("profile", f"linkedin.com/in/q{self.turn}zz", f"https://linkedin.com/in/q{self.turn}zz")
        self.run(storage.contacts.add, self.team, id, [new], RITA, NOW)
        self.alive[id] = replace(self.alive[id], reached=self.alive[id].reached | {new})

    # ------------------------------------------------------------------ what is written of them

    @rule(who=people, whom=people, spelt=spellings, is_shown=st.booleans())
    def is_written_of(self, who, whom, spelt, is_shown):
        """In everything that is kept about one person, another one is named, and so they are in passing."""
        id, other = self.now(who), self.now(whom)
        if id and other:
            self.turn += 1
            named = self.named(other, spelt)
            for write in (self.touched, self.marked, self.put_forward, self.offered):
                self.run(write, id, named)
            self.run(self.told_of, id, named, is_shown)
            self.run(self.typed, named)

    def touched(self, db, id, named):
        one = touch(id, note=f"stays: {named}")
        storage.touches.log(db, self.team, one)
        storage.notes.write(
            db, self.team, one.id, id, {About.WORRIES: f"as {named}", About.PAY_EXPECTED: f"that of {named}"}
        )

    def marked(self, db, id, named):
        storage.marks.forbid(db, self.team, id, f"like {named}", RITA, NOW)
        storage.tags.tag_many(db, self.team, [(id, f"by {named}"[:40])], RITA, NOW)
        storage.favours.add(db, self.team, Favour(new_id(), id, FavourKind.CV_TIP, f"of {named}", RITA, NOW), NOW)

    def put_forward(self, db, id, named):
        job = storage.jobs.titled(db, self.team, f"After {named}", RITA, NOW)
        client = storage.clients.named(db, self.team, f"House of {named}", RITA, NOW)
        storage.clients.add_contact(db, self.team, client.id, id, f"next to {named}", RITA, NOW)
        if job.id not in {each.job for each in storage.submissions.of(db, self.team, id)}:
            storage.submissions.put_forward(db, self.team, id, job.id, Stage.SCREENING, RITA, NOW)

    def offered(self, db, id, named):
        """In what is encrypted, too: an offer, what was said of it, and why it changed."""
        rival = Offer(
            *(new_id(), id, OfferKind.RIVAL, OfferState.EXPECTED, RITA, NOW), company=f"{named} Ltd", why=f"for {named}"
        )
        storage.offers.add(db, self.team, rival)
        package = Package(Money(8_500_000, "EUR"), equity=f"as much as {named}")
        said = OfferRound(new_id(), rival.id, 0, RoundBy.OFFERED, package, NOW, RITA, NOW, f"{named} there")
        storage.offer_rounds.say(db, self.team, said)
        storage.offers.change(db, self.team, rival, replace(rival, state=OfferState.OPEN), RITA, NOW, named, named)

    def told_of(self, db, id, named, is_shown):
        due = owed(id, waits_for=f"for {named}"[:200])
        storage.promises.write(db, self.team, [due])
        letter = storage.outbox.letter(db, self.team, f"m/{self.turn}", "morning", RITA, NOW, NOW)
        assert letter
        storage.lines.add(db, self.team, letter, [due])
        line = storage.lines.of(db, self.team, letter)[0]
        storage.asks.ask(db, self.team, line.id, RITA, MAYA, f"see {named}?", NOW)
        if is_shown:
            mine = (table(Outbox).c.team == self.team, table(Outbox).c.id == letter)
            shown = {"ts": "1.2", "channel": "D1", "shown": 1, "next_at": None}
            db.execute(update(table(Outbox)).where(*mine).values(**shown))

    def typed(self, db, named):
        """In a draft, in an answer that is remembered, and in a line of a file that came back."""

        def answered(_) -> str:
            return f"logged {named}"

        storage.drafts.keep(db, self.team, RITA, NewCandidate(named), NOW)
        storage.inbox.once(db, self.team, f"k/{self.turn}", NOW, answered)
        of = storage.imports.one(db, self.team, storage.imports.add(db, self.team, RITA, f"{named}.csv", NOW))
        assert of
        storage.imports.stage(db, of, [SheetLine(1, tuple(named.replace(",", "").split()))])
        storage.imports.settle(db, of, [Settled(1, LineOutcome.REFUSED, "why")], Counts(refused=1))

    # ------------------------------------------------------------------ becoming one, and two again

    @precondition(lambda self: len(self.alive) > 1)
    @rule(who=people, pick=picks)
    def are_one(self, who, pick):
        if (kept := self.now(who)) is None:
            return
        others = [id for id in self.alive if id != kept]
        gone = others[pick % len(others)]
        self.turn += 1
        made = self.run(merge, kept, gone, self.rita, NOW + timedelta(minutes=self.turn))
        mine, theirs = self.alive[kept], self.alive.pop(gone)
        self.merges.append(Was(made, kept, gone, (mine, theirs)))
        name = self.run(storage.candidates.candidate, self.team, kept).name
        self.alive[kept] = Known(name, mine.all_names | theirs.all_names, mine.reached | theirs.reached)

    @precondition(lambda self: self.merges)
    @rule(pick=picks, with_kept=st.booleans())
    def are_two_again(self, pick, with_kept):
        last = {was.kept: was for was in self.merges if was.kept in self.alive and was.id not in self.swept}
        if not last:
            return
        was = list(last.values())[pick % len(last)]
        if next(each for each in reversed(self.merges) if each.kept == was.kept) is not was:
            return
        self.run(undo, was.id, self.rita, NOW, with_kept)
        self.merges.remove(was)
        now = self.alive[was.kept]
        mine, theirs = was.before
        since = replace(now, names=now.names - mine.all_names - theirs.all_names)
        since = replace(since, reached=now.reached - mine.reached - theirs.reached)
        for id, before, has_more in ((was.kept, mine, with_kept), (was.gone, theirs, not with_kept)):
            name = self.run(storage.candidates.candidate, self.team, id).name
            more = since if has_more else Known("")
            self.alive[id] = Known(name, before.all_names | more.names, before.reached | more.reached)

    @rule()
    def a_week_goes_by(self):
        self.run(storage.merging.sweep, NOW + 8 * DAY)
        self.swept = {was.id for was in self.merges}

    # ------------------------------------------------------------------ erasing

    @rule(who=people)
    def is_erased(self, who):
        """By the id of the record, or of one that has become part of it."""
        if (id := self.now(who)) is None:
            return
        before = self.run(snapshot, self.team)
        ids = self.run(storage.known_as.known_as, self.team, id).ids
        self.run(decide_erase, who, self.alive[id].name.upper(), self.maya, NOW)
        asyncio.run(self.eraser.erase_all())
        after, theirs = self.run(snapshot, self.team), about(before, ids)
        self.gone.append(self.alive.pop(id))
        assert left_of(after, theirs) == []
        assert harmed(before, after, theirs) == []
        words = {row["word"] for row in after["name_words"].values()}
        assert {row["word"] for row in after["spellings"].values()} == words
        assert {each.candidate for each in self.ledger.read()} >= set(ids)
        self.nobody_is_left(after)

    def nobody_is_left(self, rows):
        """Nothing that ever named one who was erased is anywhere, but for what somebody else is called as well."""
        still = {fold(name) for known in self.alive.values() for name in known.all_names}
        reached = {each.value for known in self.alive.values() for each in known.reached}
        raw, log = self.raw(), self.written.getvalue()
        for known in self.gone:
            for name in known.all_names:
                if fold(name) not in still:
                    assert naming(rows, name) == []
                    assert name.encode() not in raw
                    assert fold(name).encode() not in raw
                assert name not in log
            for each in known.reached:
                assert each.value not in log
                if each.value not in reached:
                    assert [each.value for word in (each.value, each.shown) if word.encode() in raw] == []
                    assert not [of for of in rows.values() for row in of.values() if each.value in str(row)]

    def raw(self):
        """All that the database has on the disk, where it is one of files."""
        return b""

    def teardown(self):
        if hasattr(self, "log"):
            self.log.__exit__(None, None, None)
            self.take_down()

    def take_down(self):
        """Clear away what this run had of its own."""


class OnSqlite(Erasing):
    """Each run has a file of its own, which is searched to the last byte."""

    empty: Path

    def set_up(self):
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.empty, self.folder / "r.db")
        self.database = Database(f"sqlite:///{self.folder / 'r.db'}", KEYS)

    def raw(self):
        return b"".join(path.read_bytes() for path in self.folder.iterdir() if path.suffix != ".erasures")

    def take_down(self):
        self.database.close_now()
        shutil.rmtree(self.folder)


def hold(machine, examples, steps):
    """Run a machine on its database."""
    kept = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=kept)


def test_nobody_is_left_on_sqlite(tmp_path):
    OnSqlite.empty = tmp_path / "empty.db"
    made = Database(f"sqlite:///{OnSqlite.empty}", KEYS)
    migrate(made.engine)
    made.close_now()
    hold(OnSqlite, 28, 25)


def test_nobody_is_left_on_postgresql(postgres_url, tmp_path):
    Erasing.database, Erasing.folder = Database(postgres_url, KEYS), tmp_path
    migrate(Erasing.database.engine)
    try:
        hold(Erasing, 10, 20)
    finally:
        Erasing.database.close_now()
