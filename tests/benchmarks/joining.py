"""C2: of 445 labelled pairs, how many are joined rightly, and how many of one person are joined or asked about?

Each pair goes the way a newcomer goes: the one is in the database of a team, the other is added; the record is found by
`storage.identity` and judged by `rules.identity`. Who is right was written down by hand in pairs.py.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from time import perf_counter

import storage
from bot import rules
from bot.facts import Contact, Known, Likeness
from storage.database import Database
from tests.benchmarks.measures import Outcome
from tests.benchmarks.pairs import APART, SAME, read
from tests.benchmarks.world import ENGINES, Opened, World

RECALL = 0.95
Record = tuple[str, Sequence[Contact]]


@dataclass(frozen=True)
class Joining:
    """What came of the pairs: joined without asking, rightly or not, and asked about, of one person."""

    pairs: int
    same: int
    joined: int
    wrongly: list[str]
    asked: int
    missed: list[str]
    milliseconds: float

    @property
    def precision(self) -> float:
        """The share of the automatic joins that are right."""
        return self.joined / (self.joined + len(self.wrongly))

    @property
    def recall(self) -> float:
        """The share of those who are one person that are joined or asked about."""
        return (self.joined + self.asked) / self.same


def of_labelled_pairs(world: World) -> Outcome:
    """C2: precision of automatic joins, recall of joins and suggestions; the worse engine counts."""
    found = []
    for engine in ENGINES:
        with closing(Opened(world.empty(engine))) as opened:
            found.append(judged(opened.database, world.now))
    it = min(found, key=lambda joining: (joining.precision, joining.recall))
    words = (
        f"C2: precision of automatic joins {it.precision:.3f} (goal 1.0), "
        f"recall of joins and suggestions {it.recall:.3f} (goal >= {RECALL})"
    )
    parts = {"pairs": it.pairs, "asked": it.asked, "missed": len(it.missed), "ms a newcomer": it.milliseconds}
    ok = it.precision == 1.0 and it.recall >= RECALL
    made = it.joined + len(it.wrongly)
    return Outcome("C2", words, it.precision, 1.0, ok, float(it.joined), float(made), "joins", parts)


def judged(database: Database, now: datetime) -> Joining:
    """Take every pair through, each in a team of its own."""
    spent: list[float] = []
    joined, asked, wrongly, missed = 0, 0, [], []
    same, apart = read(SAME), read(APART)
    for number, (known, newcomer) in enumerate(same + apart):
        told, milliseconds = likeness(database, f"T{number}", known, newcomer, now)
        spent.append(milliseconds)
        pair = f"{known[0]} = {newcomer[0]}"
        if number < len(same):
            joined += told is Likeness.SAME
            asked += told is Likeness.ALIKE
            missed += [pair] if told is Likeness.APART else []
        else:
            wrongly += [pair] if told is Likeness.SAME else []
    return Joining(len(same + apart), len(same), joined, wrongly, asked, missed, median(spent))


def likeness(database: Database, team: str, known: Record, newcomer: Record, now: datetime) -> tuple[Likeness, float]:
    """How a newcomer is taken where one record is there, and the milliseconds it took to find and judge."""
    name, contacts = newcomer
    there = database.run(storage.candidates.add, team, known[0], list(known[1]), "U0RITA", now)
    began = perf_counter()
    called = rules.identity.spellings(name)
    found = database.run(storage.identity.alike, team, name, list(contacts), called)
    likely = rules.identity.likely(Known(0, name, tuple(contacts)), found)
    spent = (perf_counter() - began) * 1000
    return next((told.likeness for each, told in likely if each.id == there.id), Likeness.APART), spent
