"""What is a message to someone, and what are its items?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.facts.agreements import Placement
from bot.facts.dealing import Risk
from bot.facts.favours import FavourKind
from bot.facts.offers import Offer
from bot.facts.promises import Shade, Waiver
from bot.facts.stages import Stage
from bot.facts.touches import Touch


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a letter, with all that its words need.

    `outcome` is None while it is open, else one of `logged, told, snoozed, waiting, asked, accepted, declined,
    withdrawn, waived, moved, gone`; `at` is then the moment of the outcome, `until` the moment it was put off to,
    `colleague` who was asked. `reader` is who reads it, `helper` who has taken it on for the recruiter, `waits_for`
    why it was put off. `also` is what else about the candidate stands in the same line. `phone_first` tells that they
    are to be called before an e-mail is enough, `mail` where to, `phone` that a number is on record; `promised_on` is
    the day of a promise, `promised` its words, `thanks_for` what was asked of them; `reply_only` that they do not want
    to be contacted but as far as they are in process; `away_until` is set while a colleague covers for the recruiter;
    `yours_until` is the last day on which the recruiter owns them, `held` the touch that holds it; `owner` is who owns
    them now. `more_time` is whether more time may be asked for, `asked_at` when it was, where nobody has answered yet.
    `offers` are those to them that are not decided, `offers_asked_at` is when they last told us of others,
    `new_offer_at` when they told us of one that nobody has written down, `attempted_at` when we last tried to reach
    them in vain; `risk` is why we may lose them; `deadlines` are the offers whose deadline it is about, the tightest
    first; `placement` is what they said yes to, where it is about that.
    """

    line: int
    kind: str
    candidate: int
    name: str
    recruiter: str
    due_at: datetime
    shade: Shade
    stage: Stage | None = None
    title: str | None = None
    updated_at: datetime | None = None
    spoke: Touch | None = None
    snoozes: int = 0
    helper: str | None = None
    reader: str | None = None
    waits_for: str | None = None
    outcome: str | None = None
    by: str | None = None
    at: datetime | None = None
    until: datetime | None = None
    colleague: str | None = None
    waived: Waiver | None = None
    touch: Touch | None = None
    retired: bool = False
    also: tuple[Item, ...] = ()
    came_from: Stage | None = None
    phone_first: bool = False
    mail: str | None = None
    phone: bool = False
    promised_on: date | None = None
    reply_only: bool = False
    since: datetime | None = None
    may_erase: bool = False
    promised: str = ""
    thanks_for: FavourKind | None = None
    away_until: date | None = None
    yours_until: date | None = None
    owner: str | None = None
    held: Touch | None = None
    more_time: bool = False
    asked_at: datetime | None = None
    offers: tuple[Offer, ...] = ()
    offers_asked_at: datetime | None = None
    new_offer_at: datetime | None = None
    attempted_at: datetime | None = None
    risk: Risk = field(default_factory=Risk)
    deadlines: tuple[Offer, ...] = ()
    placement: Placement | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a letter; `outcome` is None while it is open."""

    id: int
    letter: int
    kind: str
    subject: str
    whom: str
    due_at: datetime
    since: datetime
    step: int
    place: int
    outcome: str | None = None
    by: str | None = None
    at: datetime | None = None
    until: datetime | None = None
    colleague: str | None = None
    waived: Waiver | None = None
    touch: int | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A colleague asked to take one item over; `accepted` is None until they answer."""

    id: int
    line: int
    asked_by: str
    colleague: str
    note: str
    at: datetime
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A message for life: what should be shown (`version`) and what is (`shown`)."""

    id: int
    team: str
    kind: str
    recipient: str
    due_at: datetime
    version: int
    shown: int | None = None
    channel: str | None = None
    ts: str | None = None
    attempt: int = 0
    first_try_at: datetime | None = None
    about: str | None = None
    by: str | None = None
