"""What becomes of offers by the simplest reading of the rules, in dicts and plain arithmetic?

The model knows what people did about offers. How each stands, and what was said about it, it works out by itself. Each
change that the bot has written is then taken off a list, as it is explained.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.facts import Package
from tests.stories.offers_model import (
    A_YEAR,
    AGREED,
    ASKING,
    DECIDED,
    DECISION,
    ENDS,
    HIGH,
    LEGAL,
    LOW,
    MANAGERS,
    PROCESS,
    Asked,
    Change,
    Deal,
    Facts,
    Placed,
    Stood,
    next_morning_of_work,
)
from tests.stories.ownership_model import ZONES, workdays


@dataclass
class World:
    """All offers of a team, the placements, what managers were asked, and what the bot has written since."""

    now: datetime
    deals: dict[int, Deal] = field(default_factory=dict)
    placed: dict[int, Placed] = field(default_factory=dict)
    asked: dict[int, Asked] = field(default_factory=dict)
    lost: dict[int, int | None] = field(default_factory=dict)  # and which offer they went to, where that is known
    unsaid: dict[int, datetime] = field(default_factory=dict)  # what ended by a move alone, and when
    left: dict[int, datetime] = field(default_factory=dict)  # of whom had started, and when they left
    facts: Facts = field(default_factory=lambda: Facts({}, {}, {}, {}, {}))
    unexplained: dict[int, deque[Change]] = field(default_factory=dict)

    # ------------------------------------------------------------------ who may, and what is there

    def sees(self, person: str, candidate: int) -> bool:
        """Whether somebody may see what a candidate is paid: the owner, their recruiters, a cover, a manager."""
        offered = {each.submission for each in self.deals.values() if each.submission and each.made_at}
        there = [each for each in self.submissions(candidate) if each.stage not in ENDS or each.id in offered]
        near = {self.facts.owners[candidate], *(each.recruiter for each in there)}
        return person in MANAGERS | near | {self.facts.covers.get(each or "") for each in near}

    def submissions(self, candidate: int) -> list:
        return self.facts.submissions.get(candidate, [])

    def submission(self, deal: Deal):
        return next((each for each in self.submissions(deal.candidate) if each.id == deal.submission), None)

    def of(self, candidate: int) -> list[Deal]:
        return [each for each in self.deals.values() if each.candidate == candidate]

    def others(self, candidate: int) -> list[Deal]:
        """Rivals' offers and counter-offers that are not decided."""
        return [each for each in self.of(candidate) if each.kind != "ours" and each.undecided]

    def going(self, candidate: int) -> list[tuple[Placed, Any]]:
        """Placements that go on, with their submissions."""
        there = {each.id: each for each in self.submissions(candidate) if each.stage in AGREED}
        return [(each, there[id]) for id, each in self.placed.items() if id in there and each.candidate == candidate]

    def deals_with(self, candidate: int) -> bool:
        """Whether anything goes on with offers."""
        theirs = any(each.undecided or each.state == "expired" for each in self.of(candidate))
        return theirs or bool(self.going(candidate))

    def beside(self, deal: Deal) -> bool:
        """Whether another offer of ours stands for the same submission: it is not decided, or was agreed to."""
        agreed = {placed.deal for placed, _ in self.going(deal.candidate)}
        ours = [each for each in self.of(deal.candidate) if each is not deal and each.submission == deal.submission]
        ours = [each for each in ours if each.kind == deal.kind == "ours"]
        return any(each.undecided or (each.state == "accepted" and each.id in agreed) for each in ours)

    def known(self, deal: Deal) -> bool:
        """Whether another offer of the same rival, or another counter-offer, is not decided."""
        others = [each for each in self.others(deal.candidate) if each is not deal and each.kind == deal.kind]
        return any(each.kind == "counter" or each.company == deal.company for each in others)

    def zone(self, deal: Deal, typist: str) -> str:
        """In whose days an offer is decided: of whoever looks after it, else of whoever types."""
        far = self.furthest(deal.candidate)
        there = self.submission(deal) if deal.kind == "ours" else far[0] if far else None
        return ZONES[there.recruiter if there else self.facts.owners[deal.candidate] or typist]

    def furthest(self, candidate: int) -> list:
        """The submissions that a rival can take from us, the furthest first."""
        far = [each for each in self.submissions(candidate) if each.stage in ASKING]
        return sorted(far, key=lambda each: (-ASKING.index(each.stage), each.entered_at, each.id))

    def is_over(self, deal: Deal) -> bool:
        """Whether ours has run out, though nobody may have looked yet."""
        runs = deal.kind == "ours" and deal.state == "open" and deal.decide_by is not None
        return runs and deal.decide_by is not None and deal.decide_by <= self.now

    def state(self, deal: Deal) -> str:
        """How it stands at this moment."""
        return "expired" if self.is_over(deal) else deal.state

    # ------------------------------------------------------------------ how an offer changes

    def becomes(
        self, deal: Deal, state: str, by: str, *, said_yes: str = "", why: bool = False, **more: datetime | None
    ) -> None:
        """An offer stands otherwise: the bot has written just this next; `more` are its moments.

        Where somebody said `why`, that is written though nothing else has changed.
        """
        assert not self.is_over(deal) or state == "expired", f"{deal} has run out"
        decide_by = more.get("decide_by", deal.decide_by)
        moved = decide_by if decide_by != deal.decide_by else None
        changed = state if state != deal.state else None
        if changed:
            assert changed in LEGAL[deal.state], f"{deal} became {state}"
        if state in DECIDED and changed:
            deal.before.append(Stood(deal.state, deal.made_at, deal.ended_at))
        if changed == "accepted" and deal.state == "expired" and deal.kind == "ours":
            assert said_yes, f"{deal} was accepted after its end"
        self._is_written(deal, changed, moved, by, said_yes, why=why)
        if decide_by != deal.decide_by:
            deal.since = self.now if decide_by else None
        deal.state, deal.decide_by = state, decide_by
        deal.made_at = more.get("made_at", deal.made_at)
        deal.ended_at = more.get("ended_at", deal.ended_at)

    def _is_written(
        self, deal: Deal, state: str | None, moved: datetime | None, by: str, said_yes: str = "", *, why: bool = False
    ) -> None:
        if not state and not moved and not why:
            return
        wanted = Change(state, moved, by, said_yes, self.now)
        rows = self.unexplained.get(deal.id)
        assert rows, f"{wanted} was not written of {deal}"
        found = rows.popleft()
        assert found == wanted, (found, wanted, deal)
        deal.changes.append(found)
        deal.noted += 1

    def settle(self, deal: Deal, *, must: bool = False) -> None:
        """What has run out is written so, as of its moment: by whatever looks at it first, by the ticker surely."""
        if not self.is_over(deal):
            return
        rows = self.unexplained.get(deal.id)
        if must or (rows and rows[0].state == "expired"):
            self.becomes(deal, "expired", "", ended_at=deal.decide_by)

    def decides(self, deal: Deal, state: str, by: str, said_yes: str = "") -> None:
        """An offer is decided: whoever accepts or declines one has it; managers need not answer any more."""
        made = deal.made_at or (self.now if state in ("accepted", "declined") else None)
        self.overtakes(deal)
        self.becomes(deal, state, by, said_yes=said_yes, made_at=made, ended_at=self.now)

    def overtakes(self, deal: Deal) -> None:
        """What managers were asked about an offer is over, and that round does not go out."""
        for each in self.asked.values():
            if each.is_open and each.deal == deal.id:
                each.is_open = False
                self.withholds(deal, each.round)

    def withholds(self, deal: Deal, round: int) -> None:
        for said in deal.rounds:
            said.by = "withheld" if said.id == round else said.by

    def renewable(self, deal: Deal) -> bool:
        """Whether ours that ran out can go on: they are in process for the job, and no other stands for it."""
        there = self.submission(deal)
        return deal.state == "expired" and there is not None and there.stage in PROCESS and not self.beside(deal)

    def can_go_out(self, deal: Deal) -> bool:
        """Whether a manager can still let a round of it out."""
        return deal.undecided or self.renewable(deal)

    def is_not_made(self, deal: Deal, by: str) -> None:
        """The candidate does not have an offer after all: it waits, where a round of it does."""
        self.becomes(deal, "waiting" if deal.said_by("waiting") else "expected", by, made_at=None)

    def goes_out(
        self, deal: Deal, at: datetime, by: str, typist: str, typed: datetime | None = None, *, why: bool = False
    ) -> None:
        """The candidate has an offer; ours is decided four days of work later, where nobody said until when."""
        anew = deal.state == "expired" or deal.made_at is None
        decide_by = typed or deal.decide_by
        if self.said_yes(deal):
            decide_by = None
        elif deal.kind == "ours" and (decide_by is None or decide_by <= self.now):
            zone = self.zone(deal, typist)
            counted = workdays(at, DECISION, zone)
            decide_by = counted if counted > self.now else workdays(self.now, DECISION, zone)
        made = at if anew else deal.made_at
        self.becomes(deal, "open", by, decide_by=decide_by, made_at=made, ended_at=None, why=why)

    def opens_again(self, deal: Deal, by: str) -> None:
        """What was decided by mistake stands as it stood before."""
        stood = deal.before.pop()
        if stood.state == "waiting":
            stood = Stood("expected", None, None)  # nobody is asked any more
        until = deal.decide_by
        if deal.kind == "ours" and stood.state == "open" and self.said_yes(deal) is (until is not None):
            until = None if until else self.in_four_days(deal)
        self._is_written(deal, stood.state, until if until != deal.decide_by else None, by)
        if until != deal.decide_by:
            deal.since, deal.decide_by = self.now if until else None, until
        deal.state, deal.made_at, deal.ended_at = stood.state, stood.made_at, stood.ended_at

    def said_yes(self, deal: Deal) -> bool:
        """Whether an offer of ours is for a submission at which they said yes."""
        there = self.submission(deal) if deal.kind == "ours" else None
        return there is not None and there.stage in AGREED

    def in_four_days(self, deal: Deal) -> datetime:
        """By when ours is decided from now on, where nobody said until when."""
        return workdays(self.now, DECISION, ZONES[self.submission(deal).recruiter])

    def outside(self, deal: Deal, package: Package, banded: set[int]) -> bool:
        """Whether a package lies outside the band of its job, or nobody can tell: it is in another currency."""
        there = self.submission(deal)
        if there is None or there.job not in banded or package.base is None:
            return False
        times = package.payments or A_YEAR[package.period]
        return package.base.currency != "EUR" or not LOW <= package.base.minor * times <= HIGH

    # ------------------------------------------------------------------ the ticker

    def ticks(self) -> None:
        """All that has run out has run out; where nothing waits for managers any more, they are not reminded."""
        for deal in self.deals.values():
            self.settle(deal, must=True)
        for each in self.asked.values():
            if not each.is_open or each.remind_at > self.now:
                continue
            if self.can_go_out(self.deals[each.deal]):
                each.remind_at = next_morning_of_work(self.now, ZONES[each.by], 2)
            else:
                self.overtakes(self.deals[each.deal])
