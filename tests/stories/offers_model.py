"""What is there of offers, placements and what managers were asked, in plain dicts, for the model to reckon with?"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.facts import Package
from tests.stories.ownership_model import IVO, MAYA, RITA, TOM, ZONES, workdays

PEOPLE = (RITA, TOM, MAYA, IVO)
MANAGERS = {MAYA, IVO}
PROCESS = ("sourced", "screening", "submitted", "interview", "offer", "accepted")
ASKING = ("interview", "offer", "accepted")
AGREED = ("accepted", "placed")
ENDS = ("rejected", "withdrawn", "declined", "fell_through")
FAR_ENOUGH = ("submitted", "interview", "offer", "accepted", "placed")
UNDECIDED = ("expected", "waiting", "open")
DECIDED = ("accepted", "declined", "withdrawn", "over")
# From which state to which; besides, what was decided may be opened again, as it stood before.
LEGAL = {
    "expected": {"waiting", "open", "accepted", "declined", "withdrawn", "over"},
    "waiting": {"expected", "open", "declined", "withdrawn", "over"},
    "open": {"expected", "waiting", "expired", "accepted", "declined", "withdrawn", "over"},
    "expired": {"open", "accepted", "declined", "withdrawn", "over"},
    "accepted": {"declined"},
    "declined": set(),
    "withdrawn": set(),
    "over": set(),
}
CHECK_IN, DECISION, AGREEMENT, RESIGNED = 2, 4, 1, 5
# The pay that the client of the first job allows: the base of a year, in cents.
LOW, HIGH = 8_000_000, 10_000_000
A_YEAR = {"year": 1, "month": 12, "week": 52, "day": 220, "hour": 1_760}


@dataclass
class Change:
    """A change of an offer as the bot has written it: its state, its deadline, by whom, and who agreed to it."""

    state: str | None
    decide_by: datetime | None
    by: str
    said_yes: str
    at: datetime


@dataclass
class Said:
    """A round of the talks: who asked or offered what, when, and who wrote it down."""

    by: str
    package: Package
    at: datetime
    logged_by: str
    logged_at: datetime
    id: int = 0


@dataclass
class Version:
    """What was agreed, by whom, when it was written down, and which side was sent it."""

    package: Package
    client: str
    words: str
    at: datetime
    by: str
    told: set[str] = field(default_factory=set)


@dataclass
class Stood:
    """How an offer stood before it was decided."""

    state: str
    made_at: datetime | None
    ended_at: datetime | None


@dataclass
class Deal:
    """An offer: whose, to whom, how it stands, and all that was said and changed about it."""

    id: int
    candidate: int
    kind: str
    company: str
    raised_at: datetime
    submission: int | None = None
    state: str = "expected"
    decide_by: datetime | None = None
    since: datetime | None = None
    made_at: datetime | None = None
    ended_at: datetime | None = None
    rounds: list[Said] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    before: list[Stood] = field(default_factory=list)
    noted: int = 0

    @property
    def undecided(self) -> bool:
        return self.state in UNDECIDED

    def said_by(self, by: str) -> bool:
        """Whether there is such a round: `offered` are on the table, `waiting` ones wait for a manager."""
        return any(each.by == by for each in self.rounds)

    def last(self, side: tuple[str, ...]) -> Said | None:
        """What a side said last."""
        return next((each for each in reversed(self.in_order()) if each.by in side), None)

    def in_order(self) -> list[Said]:
        """As it happened, whenever it was written down."""
        return sorted(self.rounds, key=lambda each: each.at)


@dataclass
class Asked:
    """What managers were asked about a round of an offer, by whom, when they are reminded, and until when was said."""

    deal: int
    round: int
    by: str
    remind_at: datetime
    until: datetime | None = None
    is_open: bool = True


@dataclass
class Placed:
    """Who said yes, when, by which offer, for which submission."""

    candidate: int
    deal: int
    accepted_at: datetime
    starts_on: date | None = None
    resigned: bool = False
    signed: bool = False


@dataclass
class Facts:
    """What else is in the tables: touches, submissions, since when each is at interview, owners and covers.

    `told` is when somebody last wrote down what is known of an offer of somebody else, by candidate.
    """

    touches: dict[int, list]
    submissions: dict[int, list]
    interviewed: dict[int, datetime]
    owners: dict[int, str | None]
    covers: dict[str, str]
    told: dict[int, datetime] = field(default_factory=dict)


def six_in_the_evening(on: date, zone: str) -> datetime:
    """When work ends on a day."""
    there = ZoneInfo(zone)
    return datetime.combine(on, time(18), there).astimezone(ZoneInfo("UTC"))


def next_morning_of_work(after: datetime, zone: str, days: int = 1) -> datetime:
    """When managers are reminded of what they have not answered."""
    day = workdays(after, days, zone).astimezone(ZoneInfo(zone)).date()
    return datetime.combine(day, time(8, 30), ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))


def noon(on: date, zone: str) -> datetime:
    """The noon of a day."""
    return datetime.combine(on, time(12), ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))


def today(now: datetime, person: str) -> date:
    """Which day it is where somebody is."""
    return now.astimezone(ZoneInfo(ZONES[person])).date()


def in_days(now: datetime, person: str, days: int) -> date:
    """Which day it is so many days later where somebody is."""
    return today(now, person) + timedelta(days=days)
