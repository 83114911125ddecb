"""Of which rows does a large house consist: its teams, people, candidates, and what is owed about them?

Everything is consistent with the rules at the moment of building, and nothing is due for a day: a tick is idle, and a
touch re-plans as it would in a real house.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain
from typing import Any

from bot import promises, rules
from bot.facts import Due, Ownership, Passing, Person, Stage, Standing, Submission
from bot.policy import Policy

TEAMS = 10
RECRUITERS = 100
ZONE, COUNTRY = "Europe/Lisbon", "PT"
POLICY = Policy()
SYLLABLES = [begin + end for begin in "bdfgklmn" for end in "aeio"]
FIRST = """Ada Ana Bea Carl Cleo Dina Egon Elif Emil Enzo Eva Faye Finn Gina Gus Hana Hugo Ida Igor Ines Ivan Jana Joel
Jonas Kai Kira Lars Lea Leo Lina Luis Maja Mara Milo Mona Nils Nina Noor Olga Omar Otto Paul Pia Rita Rosa Sami Sara
Tara Theo Tom Uma Vera Vito Yara Zoe""".split()
STAGES = (Stage.SCREENING, Stage.SUBMITTED, Stage.INTERVIEW, Stage.OFFER)
AGES = 60

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Facts:
    """A house of so many candidates, spread evenly over the teams and their owners, as it stands at `now`.

    Without `stages` nobody is put forward, and nothing is owed but the ends of ownerships.
    """

    candidates: int
    now: datetime
    teams: int = TEAMS
    recruiters: int = RECRUITERS
    stages: tuple[Stage, ...] = STAGES
    _due: dict[tuple[Stage, int], Due] = field(default_factory=dict)
    _ends: dict[int, Due] = field(default_factory=dict)

    @cached_property
    def step(self) -> int:
        return 2**62 // self.candidates

    def team(self, i: int) -> str:
        """The team of the candidate of that number."""
        return team(i % self.teams)

    def id(self, i: int) -> int:
        """The id of the candidate of that number; ids rise with numbers, so that rows are written in their order."""
        return (i + 1) * self.step

    def name(self, i: int) -> str:
        """A name that nobody else has."""
        mixed, last = (i * 514_229) % 2**20, ""
        for _ in range(4):
            mixed, which = divmod(mixed, len(SYLLABLES))
            last += SYLLABLES[which]
        return f"{FIRST[i % len(FIRST)]} {last.capitalize()}"

    def person(self, team: str, id: str) -> Person:
        return Person(team, id, f"Recruiter {id}", ZONE, COUNTRY)

    def tables(self) -> Iterator[tuple[str, tuple[str, ...], Iterator[Row]]]:
        """Each table with its columns and rows, parents before children."""
        yield "teams", ("team", "name", "bot_user", "bot_id", "installed_at"), self._teams()
        yield "people", PEOPLE, self._people()
        columns = ("team", "id", "title", "folded", "added_by", "added_at")
        yield "jobs", columns, ((team(t), 1, "Engineer", "engineer", who(0), self.now) for t in range(self.teams))
        yield "candidates", CANDIDATES, self._candidates()
        yield "name_words", ("team", "word", "candidate"), self._words()
        yield "spellings", ("team", "word", "backwards"), self._spellings()
        yield "contacts", ("team", "id", "candidate", "kind", "value", "shown"), self._contacts()
        yield "submissions", SUBMISSIONS, self._submissions()
        yield "touches", TOUCHES, self._touches()
        yield "promises", PROMISES, self._promises()
        yield "promises", PROMISES, self._mornings()

    def due(self, i: int) -> Due:
        """When this candidate is next owed an update, by the rules themselves."""
        stage, age = self.stage(i), i % AGES
        if (stage, age) not in self._due:
            spoke = self.spoke_at(i)
            put = Submission(1, 1, 1, "Engineer", who(0), stage, self.entered_at)
            standing = Standing(1, "", (put,), spoke, spoke, spoke)
            people = {who(0): self.person(team(0), who(0))}
            self._due[stage, age] = rules.updates.updates_due(standing, people, POLICY)[0]
        return self._due[stage, age]

    def ends(self, i: int) -> Due:
        """When the ownership of this candidate ends, by the rule itself."""
        age = i % AGES
        if age not in self._ends:
            spoke = self.spoke_at(i)
            own = Ownership(who(0), self.entered_at, Passing.ADDED, held_at=spoke, held_by=1)
            people = {who(0): self.person(team(0), who(0))}
            self._ends[age] = rules.ownership.ends_due(Standing(1, "", ownership=own), people, POLICY)[0]
        return self._ends[age]

    def stage(self, i: int) -> Stage:
        return self.stages[i // self.teams % len(self.stages)]

    def spoke_at(self, i: int) -> datetime:
        return self.now - timedelta(minutes=1 + i % AGES)

    @property
    def entered_at(self) -> datetime:
        return self.now - timedelta(days=20)

    def recruiter(self, i: int) -> str:
        return who(i // self.teams % self.recruiters)

    def _teams(self) -> Iterator[Row]:
        return ((team(t), f"Team {t}", "U0BOT", "B0BOT", self.now) for t in range(self.teams))

    def _people(self) -> Iterator[Row]:
        for t in range(self.teams):
            for r in range(self.recruiters):
                yield (team(t), who(r), f"Recruiter {r}", ZONE, COUNTRY, False, 510, *RIGHTS, f"D0{t}{r}")

    def _candidates(self) -> Iterator[Row]:
        for i in range(self.candidates):
            name, spoke = self.name(i), self.spoke_at(i)
            own = (self.recruiter(i), self.entered_at, Passing.ADDED.value, spoke, self.id(i))
            yield self.team(i), self.id(i), name, name.lower(), who(0), self.entered_at, spoke, spoke, spoke, *own

    def _words(self) -> Iterator[Row]:
        for i in range(self.candidates):
            for word in self.name(i).lower().split():
                yield self.team(i), word, self.id(i)

    def _spellings(self) -> Iterator[Row]:
        """Each first name once in each team; nobody else has a last name."""
        last = ((self.team(i), self.name(i).lower().split()[1]) for i in range(self.candidates))
        first = ((team(t), name.lower()) for t in range(self.teams) for name in FIRST)
        return ((of, word, word[::-1]) for of, word in chain(first, last))

    def _contacts(self) -> Iterator[Row]:
        for i in range(self.candidates):
            address = f"{self.name(i).lower().replace(' ', '.')}@example.com"
            yield self.team(i), self.id(i), self.id(i), "email", address, address

    def _submissions(self) -> Iterator[Row]:
        for i in range(self.candidates if self.stages else 0):
            yield self.team(i), self.id(i), self.id(i), 1, self.recruiter(i), self.stage(i).value, self.entered_at

    def _touches(self) -> Iterator[Row]:
        how = ("call", "out", "spoke", True, True, "none", "Likes the role", None)
        for i in range(self.candidates):
            spoke, by = self.spoke_at(i), self.recruiter(i)
            yield self.team(i), self.id(i), self.id(i), *how, spoke, spoke, by, by, by, False, None

    def _promises(self) -> Iterator[Row]:
        for i in range(self.candidates):
            by = self.recruiter(i)
            owed = {rules.ownership.KIND: self.ends(i)} | ({rules.updates.KIND: self.due(i)} if self.stages else {})
            for kind, due in owed.items():
                kept = (due.at, due.nudge_at, due.since, 0, 0, due.alone_at, None, 0, None, None)
                yield self.team(i), kind, str(self.id(i)), by, by, *kept

    def _mornings(self) -> Iterator[Row]:
        for t in range(self.teams if self.stages else 0):
            for r in range(self.recruiters):
                mine = range(t + self.teams * r, self.candidates, self.teams * self.recruiters)
                nudges = {self.due(i).nudge_at for i in mine[: AGES * len(self.stages)]}
                person = self.person(team(t), who(r))
                at = rules.people.morning_due(person, min(nudges, default=None), None, POLICY, self.now)
                if at:
                    kept = (at, None, at, 0, 0, at, None, 0, None, None)
                    yield team(t), promises.MORNING, who(r), who(r), who(r), *kept


def team(i: int) -> str:
    """The team of that number."""
    return f"T0BENCH{i}"


def who(r: int) -> str:
    """The id of a recruiter; each team has those of the same ids."""
    return f"U0R{r:05d}"


RIGHTS = (True, False, False, False, False)
PEOPLE = tuple(
    """team id name zone country country_chosen morning_at active guest outsider manager administrator
    channel""".split()
)
CANDIDATES = tuple(
    """team id name folded added_by added_at first_spoke_at spoke_at updated_at owner owned_since owned_how held_at
    held_by""".split()
)
SUBMISSIONS = tuple("team id candidate job recruiter stage entered_at".split())
TOUCHES = tuple(
    """team id candidate kind direction outcome two_way told offers note promised_on at logged_at by credit holds
    backdated deleted_at""".split()
)
PROMISES = tuple(
    """team kind subject whom heard_by due_at nudge_at since step said alone_at snoozed_until snoozes waived
    waits_for""".split()
)
