"""Who owns whom by the simplest reading of the rules, in dicts and plain arithmetic?

The model knows what happened: who spoke with whom, who was put forward, who is away. What follows for ownership it
works out by itself. Each change of owner that the bot has written is then taken off a list, as it is explained.
"""

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

RITA, TOM, MAYA, IVO, EVE = "U0RITA", "U0TOM", "U0MAYA", "U0IVO", "U0EVE"
ZONES = {RITA: "Europe/Lisbon", TOM: "America/New_York", MAYA: "UTC", IVO: "Asia/Kolkata", EVE: "Pacific/Apia"}
PEOPLE = tuple(ZONES)
MANAGERS, ADMINISTRATORS = {MAYA, IVO}, {EVE}
LIVE = ("submitted", "interview", "offer", "accepted")
OVER = ("rejected", "withdrawn", "declined", "fell_through")
DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)
OWN, PLACED, LIVE_FOR, AFTER_LIVE, GUARANTEE, NOTICE, WARNED = 90, 365, 30, 14, 90, 14, 14


@dataclass
class Change:
    """A change of owner as the bot has written it."""

    before: str | None
    after: str | None
    how: str
    at: datetime


@dataclass
class Record:
    """A candidate: whose they are, since when, what held them last, until when.

    `lost` is who lost them by a lapse, and what had held them then; `left` who lost them by leaving.
    """

    id: int
    owner: str | None = None
    since: datetime | None = None
    more_until: datetime | None = None
    credit: dict[str, int] = field(default_factory=dict)
    dispute: int | None = None
    lost: tuple[str, datetime | None, datetime | None] | None = None
    left: str | None = None
    held_at: datetime | None = None
    ends: datetime | None = None
    changed_at: datetime | None = None


@dataclass
class Claim:
    """A dispute: who against whom, by when, and how it stands."""

    id: int
    record: int
    owner: str
    claimant: str
    answer_by: datetime
    rule_by: datetime
    state: str = "answer"
    answered_by: str | None = None
    asked: int = 0
    ruling: str | None = None
    told: frozenset[str] = frozenset()


@dataclass
class Request:
    """What somebody asked of managers: a candidate of the pool, or more time, for which they are kept `until` then."""

    record: int
    by: str
    days: int = 0
    ends: datetime | None = None
    until: datetime | None = None
    before: datetime | None = None
    is_open: bool = True
    refused: bool = False


@dataclass
class Facts:
    """What happened, as it is in the tables: touches and submissions of each record, and who covers for whom."""

    touches: dict[int, list]
    submissions: dict[int, list]
    covers: dict[str, str]


@dataclass
class World:
    """All records and disputes of a team, its people, and the numbers it has agreed on."""

    now: datetime
    pool: str
    rota: tuple[str, ...]
    own_days: int = OWN
    earlier: tuple[int, datetime] | None = None
    records: dict[int, Record] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)
    requests: dict[int, Request] = field(default_factory=dict)
    active: set[str] = field(default_factory=lambda: set(PEOPLE))
    leaving: list[str] = field(default_factory=list)
    handovers: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    replans: bool = False
    facts: Facts = field(default_factory=lambda: Facts({}, {}, {}))
    unexplained: dict[int, deque[Change]] = field(default_factory=dict)
    explained: list[tuple[int, str | None, str | None, str]] = field(default_factory=list)

    # ------------------------------------------------------------------ until when

    def holding(self, record: Record) -> datetime | None:
        """When they were last really spoken with for whoever owns them; else since when these do."""
        if record.owner is None or record.since is None:
            return None
        theirs = [each for each in self.facts.touches.get(record.id, []) if not each.deleted_at and each.two_way]
        spoken = [each.at for each in theirs if each.holds == record.owner and each.at >= record.since]
        return max(spoken, default=record.since)

    def live_until(self, record: Record) -> list[datetime]:
        """Until when each submission of the owner is, or was, live."""
        there = [each for each in self.facts.touches.get(record.id, []) if not each.deleted_at]
        acted = [each.at for each in there if each.told]
        acted += [each.at for each in there if each.two_way and each.holds == record.owner and each.at >= record.since]
        found = []
        for each in self.facts.submissions.get(record.id, []):
            if each.recruiter != record.owner:
                continue
            if each.stage == "placed":
                found.append(each.entered_at + timedelta(days=GUARANTEE))
            elif each.stage in OVER and each.came_from in (*LIVE, "placed"):
                found.append(each.entered_at)
            elif each.stage in LIVE and (active := acted + ([each.entered_at] if each.came_from else [])):
                found.append(max(active) + timedelta(days=LIVE_FOR))
        return found

    def end(self, record: Record) -> datetime | None:
        """When they lapse: with a day, where their owner is."""
        held_at = self.holding(record)
        if record.owner is None or held_at is None or record.dispute is not None:
            return None
        placed = any(
            each.stage == "placed" and each.recruiter == record.owner
            for each in self.facts.submissions.get(record.id, [])
        )
        until = [self.held_until(held_at, placed), *([record.more_until] if record.more_until else [])]
        until += [each + timedelta(days=AFTER_LIVE) for each in self.live_until(record)]
        return midnight_after(max(until), record.owner)

    def held_until(self, held_at: datetime, placed: bool) -> datetime:
        """How long a touch holds; after a period was made shorter, the longer one counts on for two weeks."""
        days = PLACED if placed else self.own_days
        until = held_at + timedelta(days=days)
        if self.earlier is None:
            return until
        before = held_at + timedelta(days=PLACED if placed else self.earlier[0])
        return max(until, min(before, self.earlier[1]))

    def is_over(self, record: Record) -> bool:
        """Whether they have lapsed, though nobody may have looked yet."""
        return record.ends is not None and record.ends <= self.now

    def owner(self, record: Record) -> str | None:
        """Whose they are at this moment."""
        return None if self.is_over(record) else record.owner

    # ------------------------------------------------------------------ who has them

    def takes(self, record: Record, after: str | None, how: str, at: datetime | None = None) -> None:
        """They have another owner, or none: the bot has written just this next."""
        assert self.unexplained.get(record.id), f"{record} should be {after}'s ({how})"
        change = self.unexplained[record.id].popleft()
        wanted = Change(record.owner, after, how, self._next(record, at or self.now))
        assert change == wanted, (change, wanted, record)
        self._passes(record, change)
        if after is None:
            self._turns(record, loser=change.before)
        self._closes_requests(record)

    def _next(self, record: Record, at: datetime) -> datetime:
        """Of two changes at one moment the second is an instant later."""
        return max(at, record.changed_at + INSTANT) if record.changed_at else at

    def _turns(self, record: Record, loser: str | None) -> None:
        """Whoever comes into the pool goes on to whose turn it is: somebody of the rota who is here and lost nobody."""
        could = set(self.rota) & self.active - {loser} if self.pool == "turn" else set()
        rows = self.unexplained.get(record.id)
        if not could:
            return
        assert rows, (record, could)
        change = rows.popleft()
        wanted = Change(None, change.after, "turn", self._next(record, self.now))
        assert change == wanted, (change, wanted)
        assert change.after in could, (change, could)
        self._passes(record, change)

    def _passes(self, record: Record, change: Change) -> None:
        self.explained.append((record.id, change.before, change.after, change.how))
        record.lost = (change.before or "", record.since, record.held_at) if change.how == "lapsed" else None
        record.left = change.before if change.how == "left" else None
        record.owner, record.since, record.more_until, record.credit = change.after, change.at, None, {}
        record.changed_at, record.ends = change.at, None
        record.held_at = self.holding(record)

    def settle(self, record: Record, *, must: bool = False) -> None:
        """What has lapsed is written as lapsed at its moment: by whatever looks at it first, by the ticker surely."""
        if not self.is_over(record):
            return
        rows = self.unexplained.get(record.id)
        if must or (rows and rows[0].how == "lapsed"):
            self.takes(record, None, "lapsed", record.ends)

    # ------------------------------------------------------------------ what is asked of managers

    def may_ask_for_more(self, record: Record) -> bool:
        """Whether the owner may ask for more time: once warned, once at a time, and not after a manager's no."""
        mine = [each for each in self.requests.values() if (each.record, each.by) == (record.id, record.owner)]
        mine = [each for each in mine if each.days]
        if record.owner is None or record.ends is None or not MANAGERS & self.active - {record.owner}:
            return False
        if any(each.is_open for each in mine) or self.now < midnight_before(
            record.ends - timedelta(days=WARNED), record.owner
        ):
            return False
        return not any(each.refused and each.until and record.ends <= each.until for each in mine)

    def asks_for_more(self, id: int, record: Record, days: int) -> None:
        """The managers have two working days; so long the owner keeps them, whatever they say."""
        assert record.owner is not None
        assert record.ends is not None
        answered_by = workdays(self.now, 2, ZONES[record.owner])
        until = max(record.ends, midnight_after(answered_by, record.owner))
        self.requests[id] = Request(record.id, record.owner, days, record.ends, until, record.more_until)
        if until > record.ends:
            record.more_until = until - INSTANT

    def grants(self, request: Request) -> bool:
        """A manager says yes; whether it still can be done."""
        record = self.records[request.record]
        request.is_open = False
        if request.days:
            if record.owner != request.by or record.ends is None or request.ends is None or request.until is None:
                return False
            if record.ends > request.until:
                return False
            record.more_until = max(request.ends + timedelta(days=request.days), request.until) - INSTANT
            return True
        if record.owner is not None or request.by not in self.active:
            return False
        self.takes(record, request.by, "assigned")
        return True

    def refuses(self, request: Request) -> None:
        """A manager says no: it ends when it would have, but not before today does."""
        record = self.records[request.record]
        request.is_open, request.refused = False, True
        held = request.days and request.until != request.ends and record.owner == request.by
        if held and request.until and record.more_until == request.until - INSTANT:
            record.more_until = max(request.before, self.now) if request.before else self.now

    def _closes_requests(self, record: Record) -> None:
        """Nobody has to answer any more what was asked about who is another's now."""
        for each in self.requests.values():
            over = record.owner != each.by if each.days else record.owner is not None
            if each.record == record.id and over:
                each.is_open = False

    # ------------------------------------------------------------------ disputes

    def rulers(self, claim: Claim) -> list[str]:
        """Who may rule: managers who have no part in it, nor stand in for one of the two, else such administrators."""
        covers = {self.facts.covers.get(side) for side in (claim.owner, claim.claimant)}
        apart = self.active - {claim.owner, claim.claimant, claim.answered_by} - covers
        return sorted(MANAGERS & apart) or sorted(ADMINISTRATORS & apart)

    def zone_of_ruler(self, claim: Claim) -> str:
        return ZONES[self.rulers(claim)[0]] if self.rulers(claim) else "UTC"

    def stands_for(self, person: str, claim: Claim, side: str) -> bool:
        """Whether someone is one of the two, or covers for them; the other of the two never does."""
        return person == side or (self.facts.covers.get(side) == person and person not in (claim.owner, claim.claimant))

    def opens(self, id: int, record: Record, claimant: str) -> None:
        assert record.owner is not None
        claim = Claim(id, record.id, record.owner, claimant, self.now, self.now)
        cover = self.facts.covers.get(record.owner)
        answers = cover if cover and cover != claimant and cover in self.active else record.owner
        claim.answer_by = workdays(self.now, 2, ZONES[answers])
        claim.rule_by = workdays(self.now, 5, self.zone_of_ruler(claim))
        self.claims[id], record.dispute = claim, id

    def goes_up(self, claim: Claim) -> None:
        claim.state = "ruling"
        claim.rule_by = max(claim.rule_by, workdays(self.now, 2, self.zone_of_ruler(claim)))

    def asked_until(self, claim: Claim) -> datetime:
        """A question stops the clock for a day."""
        return workdays(max(claim.rule_by, self.now), 1, self.zone_of_ruler(claim))

    def over(self, claim: Claim, ruling: str, by: str | None, credit: dict[str, int] | None = None) -> None:
        """A dispute ends: the candidate is free to be owned as it says, and both are told but who ended it."""
        record = self.records[claim.record]
        claim.state, claim.ruling, record.dispute = "ended", ruling, None
        claim.told = frozenset({claim.owner, claim.claimant} & self.active - {by})
        how = {"transfer": "ruled", "conceded": "conceded", "owner_left": "succeeded"}.get(ruling)
        if how:
            self.takes(record, claim.claimant, how)
            return
        record.credit = credit if credit is not None else record.credit
        ends = self.end(record)
        if ends is not None and ends <= self.now:
            record.more_until = self.now + timedelta(days=AFTER_LIVE)

    # ------------------------------------------------------------------ the ticker

    def ticks(self) -> None:
        """All that is due at this moment is done."""
        for record in self.records.values():
            self.settle(record, must=True)
        for claim in list(self.claims.values()):
            self._strikes(claim)
        for person in self.leaving:
            self._leaves(person)
        for source, takers in self.handovers:
            self._hands_over(source, [each for each in takers if each in self.active])
        if self.replans:
            self._revives()
        self.leaving, self.handovers, self.replans = [], [], False

    def _strikes(self, claim: Claim) -> None:
        if claim.state == "answer" and claim.answer_by <= self.now:
            self.goes_up(claim)
        elif claim.state == "ruling" and workdays(claim.rule_by, 2, self.zone_of_ruler(claim)) <= self.now:
            self.over(claim, "not_ruled", None)

    def _leaves(self, person: str) -> None:
        for claim in self.claims.values():
            if claim.state != "ended" and person in (claim.owner, claim.claimant):
                claims_on = person == claim.owner and claim.claimant in self.active
                self.over(claim, "owner_left" if claims_on else "claimant_left", None)
        for record in self.records.values():
            if record.owner == person:
                self.takes(record, None, "left")

    def _hands_over(self, source: str, takers: list[str]) -> None:
        for record in self.records.values() if takers else ():
            mine = record.owner == source and record.dispute is None
            if mine or (record.owner is None and record.left == source):
                to = self.unexplained[record.id][0].after if self.unexplained.get(record.id) else takers[0]
                assert to in takers, (record, to, takers)
                credit = handed_on(record.credit, source, to or "")
                self.takes(record, to, "given")
                record.credit = credit

    def _revives(self) -> None:
        """Who lapsed and is free comes back to who had them, where the period is longer now."""
        for record in self.records.values():
            owner, since, held_at = record.lost or (None, None, None)
            if record.owner is not None or owner is None or held_at is None:
                continue
            placed = any(
                each.stage == "placed" and each.recruiter == owner for each in self.facts.submissions.get(record.id, [])
            )
            if owner in self.active and midnight_after(self.held_until(held_at, placed), owner) > self.now:
                self.takes(record, owner, "revived")
                record.since = since
                record.held_at = self.holding(record)

    def agrees(self, own_days: int) -> None:
        """The team agrees on another period."""
        if own_days < self.own_days:
            counts_on = [self.earlier[0]] if self.earlier and self.earlier[1] > self.now else []
            self.earlier = (max(self.own_days, *counts_on, 0), self.now + timedelta(days=NOTICE))
        self.own_days, self.replans = own_days, True

    # ------------------------------------------------------------------ one record of two

    def merges(self, kept: Record, gone: Record) -> tuple[Record, Record]:
        """Two become one: whoever has owned either for longer owns it. Gives both as they were."""
        before = replace(kept), replace(gone)
        owns, loses = kept, None
        if kept.owner is None and gone.owner is not None:
            owns = gone
        elif kept.owner is not None and gone.owner is not None:
            owns = gone if (gone.since or self.now) < (kept.since or self.now) else kept
            loses = (kept if owns is gone else gone).owner
        if kept.owner == gone.owner and kept.owner is not None:
            kept.more_until = max([each for each in (kept.more_until, gone.more_until) if each], default=None)
        elif owns is gone:
            kept.more_until = gone.more_until
        last = max((kept, gone), key=lambda each: each.changed_at or datetime.min.replace(tzinfo=UTC))
        was, loses = kept.owner, loses if loses != owns.owner else None
        kept.owner, kept.since, kept.credit = owns.owner, owns.since, dict(owns.credit)
        kept.lost, kept.left, kept.changed_at = last.lost, last.left, last.changed_at
        if (loses or was) != owns.owner:
            change = self.unexplained[kept.id].popleft()
            assert change == Change(loses or was, owns.owner, "merged", self.now), (change, kept, gone)
            self.explained.append((kept.id, change.before, change.after, "merged"))
            kept.lost = kept.left = None
            kept.changed_at = self.now
        del self.records[gone.id]
        for each in self.requests.values():
            each.record = kept.id if each.record == gone.id else each.record
        return before

    # ------------------------------------------------------------------ after each step

    def look_ahead(self) -> None:
        """Work out anew when each ends; what is over already and was not looked at stays so."""
        assert not any(self.unexplained.values()), {id: rows for id, rows in self.unexplained.items() if rows}
        for record in self.records.values():
            if not self.is_over(record):
                record.held_at, record.ends = self.holding(record), self.end(record)


def handed_on(credit: dict[str, int], giver: str, taker: str) -> dict[str, int]:
    """The giver's part of the credit is the taker's; what is one person's alone is not divided."""
    parts: dict[str, int] = {}
    for person, percent in credit.items():
        whose = taker if person == giver else person
        parts[whose] = parts.get(whose, 0) + percent
    return parts if len(parts) > 1 else {}


def midnight_after(moment: datetime, person: str) -> datetime:
    """The end of the day of a moment, where somebody is."""
    zone = ZoneInfo(ZONES[person])
    return datetime.combine(moment.astimezone(zone).date() + DAY, time(0), zone).astimezone(UTC)


def midnight_before(moment: datetime, person: str) -> datetime:
    """The beginning of the day of a moment, where somebody is."""
    zone = ZoneInfo(ZONES[person])
    return datetime.combine(moment.astimezone(zone).date(), time(0), zone).astimezone(UTC)


def workdays(moment: datetime, number: int, zone: str) -> datetime:
    """Six in the evening, so many days from Monday to Friday later; nobody here has a holiday."""
    there = ZoneInfo(zone)
    day = moment.astimezone(there).date()
    while number:
        day += DAY
        number -= day.weekday() < 5
    return datetime.combine(day, time(18), there).astimezone(UTC)
