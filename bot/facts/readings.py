"""What was understood of a package, a day or a line about an offer that somebody typed, or what is asked back?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from bot.facts.money import Package
from bot.facts.offers import OfferKind, RoundBy, StageThere


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to take what was typed: in `words` for a button, and `typed` so that it can only mean that.

    To choose it is to read `typed` in place of what was typed; something else may still be asked about that.
    """

    words: str
    typed: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """What is asked back instead of guessed, in sentences for whoever typed it, with up to three ways to take it.

    Both may hold figures: they are shown where pay is shown, and nowhere else.
    """

    question: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """A package as it was typed; `assumed` says, each in a few plain words, what it did not say itself."""

    package: Package
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day that was typed, and the wall time where there was one, both where the typist is."""

    on: date
    at: time | None = None
    assumed: tuple[str, ...] = ()


class Became(StrEnum):
    """What became of an offer; it is pressed, not typed."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXTENDED = "extended"
    RESIGNED = "resigned"


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What one line about an offer says.

    `name` is to be looked up. The words of `amount` and `deadline` are read once it is known whom the line is about,
    with the currency of the offers that are there. `stage_there` is how far a rival has come. `rest` are words that
    nothing could be made of. A line with nothing but a name asks to see their offers (`show`), as does one that says
    what `became` of them, or of which but the name was understood.
    """

    name: str
    kind: OfferKind = OfferKind.OURS
    company: str = ""
    by: RoundBy = RoundBy.OFFERED
    amount: str = ""
    stage_there: StageThere | None = None
    deadline: str = ""
    rest: str = ""
    show: bool = False
    became: Became | None = None
