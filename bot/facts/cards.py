"""What does one need to know before a call?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.facts.candidates import Candidate, Contact, Found, Submission
from bot.facts.clients import Position
from bot.facts.favours import Favour
from bot.facts.people import Person
from bot.facts.promises import Owed
from bot.facts.tags import Marks, Tag
from bot.facts.touches import About, Note, Touch


@dataclass(frozen=True, slots=True)
class May:
    """What whoever looks at a card may choose from its menu beside what is always there.

    `wait` where something they owe can wait, `compare` where there are tags to be alike by, `unmerge` where a merge can
    be taken back, `have_all` and `erase` where they have the right; `connected` is what is noted, None where unknown.
    """

    wait: bool = False
    compare: bool = False
    connected: bool | None = None
    unmerge: bool = False
    have_all: bool = False
    erase: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """All one needs before a call: who spoke last, how, when; what was promised; what is owed.

    `notes` is what was last learned about each thing; `positions` what they are at which client; `twins` who
    may be the same person, `promiser` who made the last promise. `favours` are what was given or asked, newest first.
    `added_by` is who brought them in, `merged` whether a merge of the record can be taken back.
    """

    candidate: Candidate
    contacts: tuple[Contact, ...]
    submissions: tuple[Submission, ...]
    touches: tuple[Touch, ...]
    spoke: Touch | None
    told: Touch | None
    promised: Touch | None
    owed: tuple[Owed, ...]
    marks: Marks = field(default_factory=Marks)
    tags: tuple[Tag, ...] = ()
    notes: Mapping[About, Note] = field(default_factory=dict)
    positions: tuple[Position, ...] = ()
    twins: tuple[Found, ...] = ()
    promiser: Person | None = None
    favours: tuple[Favour, ...] = ()
    added_by: str | None = None
    merged: bool = False
