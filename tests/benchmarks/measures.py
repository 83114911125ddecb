"""How are two things measured in turn, and what is said of the outcome?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any

ROUNDS = 5


@dataclass(frozen=True)
class Outcome:
    """One measure: `ratio` against its `goal`, then ours and the peer in `unit`; `parts` is what it was made of."""

    id: str
    words: str
    ratio: float
    goal: float
    ok: bool
    ours: float
    peer: float
    unit: str
    parts: dict[str, Any] = field(default_factory=dict)

    def line(self) -> str:
        """The one line that is printed."""
        figures = f"ours {said(self.ours)} {self.unit}, peer {said(self.peer)} {self.unit}"
        more = ", ".join(f"{name} {said(value)}" for name, value in self.parts.items())
        return (
            f"{self.id:<3} {said(self.ratio):>8}x  goal {said(self.goal)}x  {'ok' if self.ok else 'short':<5}  "
            f"{figures}  ({self.words}{'; ' if more else ''}{more})"
        )

    def kept(self) -> dict[str, Any]:
        """The same for bench.json."""
        of = {"ratio": self.ratio, "goal": self.goal, "ok": self.ok, "ours": self.ours, "peer": self.peer}
        return {**of, "unit": self.unit, "words": self.words, "parts": self.parts}


def at_least(id: str, words: str, goal: float, ours: float, peer: float, unit: str, **parts: Any) -> Outcome:
    """A rate that is to be so many times the peer's, or more."""
    ratio = ours / peer
    return Outcome(id, words, ratio, goal, ratio >= goal, ours, peer, unit, parts)


def at_most(id: str, words: str, goal: float, ours: float, peer: float, unit: str, **parts: Any) -> Outcome:
    """A time or size that is to be so many times the peer's, or less."""
    ratio = ours / peer
    return Outcome(id, words, ratio, goal, ratio <= goal, ours, peer, unit, parts)


def in_turn(*measured: Callable[[], float], rounds: int = ROUNDS) -> list[float]:
    """Measure each of these in turn, round after round (A B A B …), and give the median of each."""
    found: list[list[float]] = [[] for _ in measured]
    for _ in range(rounds):
        for figures, measure in zip(found, measured, strict=True):
            figures.append(measure())
    return [median(figures) for figures in found]


def timed(work: Callable[[], Any]) -> float:
    """How many seconds some work takes."""
    began = perf_counter()
    work()
    return perf_counter() - began


def share(figures: Sequence[float], part: float) -> float:
    """The figure below which that part of all figures lies: 0.99 gives p99."""
    ordered = sorted(figures)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def said(figure: Any) -> str:
    """A figure with as many digits as it deserves."""
    if not isinstance(figure, float):
        return str(figure)
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"
