"""What does one need to know before a call?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.facts.agreements import LossReason
from bot.facts.approvals import Approval
from bot.facts.candidates import Candidate, Contact, Found, Submission
from bot.facts.clients import Position
from bot.facts.dealing import Dealing, Risk
from bot.facts.disputes import Dispute
from bot.facts.favours import Favour
from bot.facts.offers import Offer, OfferKind
from bot.facts.ownership import OwnerChange, Ownership
from bot.facts.people import Person
from bot.facts.promises import Owed
from bot.facts.representations import Representation
from bot.facts.tags import Marks, Tag
from bot.facts.touches import About, Note, Touch


@dataclass(frozen=True, slots=True)
class Holding:
    """Who owns a candidate, as it is shown to somebody.

    `held_by` is the touch that holds it, `attempts` how often its owner tried to reach them since, `last_on` its last
    day where the owner is (none: it is frozen, or nobody's), `live` the owner's submission that is live, `dispute` the
    one that is open, by `claimant`, `parties` who has a part in it and `frozen_until` when it is over at the latest.
    `changes` are all there were, oldest first; `asked` what was asked of the managers and is not answered yet, and
    `more_time` whether the owner may ask for more.
    """

    candidate: Candidate
    ownership: Ownership = field(default_factory=Ownership)
    held_by: Touch | None = None
    last_on: date | None = None
    live: Submission | None = None
    dispute: Dispute | None = None
    changes: tuple[OwnerChange, ...] = ()
    asked: tuple[Approval, ...] = ()
    attempts: int = 0
    claimant: str = ""
    parties: frozenset[str] = frozenset()
    frozen_until: datetime | None = None
    more_time: bool = False


@dataclass(frozen=True, slots=True)
class Owning:
    """What someone owns, in short: how many, how many nobody owns, and what waits for a manager's answer.

    `asked` counts what they asked of the managers, `to_decide` what others ask and they may decide; `disputed` the
    disputes they are a party of, `to_rule` those that wait for their ruling.
    """

    owned: int = 0
    pool: int = 0
    asked: int = 0
    to_decide: int = 0
    disputed: int = 0
    to_rule: int = 0


@dataclass(frozen=True, slots=True)
class May:
    """What whoever looks at a card may choose from its menu beside what is always there.

    `wait` where something they owe can wait, `compare` where there are tags to be alike by, `unmerge` where a merge can
    be taken back, `have_all` and `erase` where they have the right; `connected` is what is noted, None where unknown.
    `claim` where nobody owns them, or `ask_to_own` where a manager is to be asked for them first. `offers` where they
    may see pay, and `dealing` where there are offers to look at, which are then one press away.
    """

    wait: bool = False
    compare: bool = False
    connected: bool | None = None
    unmerge: bool = False
    have_all: bool = False
    erase: bool = False
    claim: bool = False
    ask_to_own: bool = False
    offers: bool = False
    dealing: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """How a candidate was last lost: for which job, why, and to which company or kind of offer they went."""

    title: str
    reason: LossReason
    at: datetime
    company: str = ""
    kind: OfferKind | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """All one needs before a call: who spoke last, how, when; what was promised; what is owed.

    `notes` is what was last learned about each thing; `positions` what they are at which client; `twins` who
    may be the same person, `promiser` who made the last promise. `favours` are what was given or asked, newest first.
    `added_by` is who brought them in, `merged` whether a merge of the record can be taken back; `holding` says who owns
    them, `rights` who may represent them, the newest first; `near` names who is responsible for them, or covers for
    one of those; `away` is until when those are away who owe them something and for whom somebody covers. `dealing` is
    what goes on with offers, `risk` why ours is at risk, `lost` how we last lost them,
    `ran_out` the offers of ours that ran out and are neither renewed nor taken back.
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
    rights: tuple[Representation, ...] = ()
    near: frozenset[str] = frozenset()
    holding: Holding | None = None
    away: Mapping[str, date] = field(default_factory=dict)
    dealing: Dealing = field(default_factory=Dealing)
    risk: Risk = field(default_factory=Risk)
    lost: Lost | None = None
    ran_out: tuple[Offer, ...] = ()
