"""By which figures does a manager decide about an offer, and how do offers of ours lie to their bands?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import forms, letters, messages, offering, rules
from bot.errors import Refused
from bot.facts import (
    Approval,
    ApprovalKind,
    Lever,
    OfferKind,
    OfferRound,
    OutsideBand,
    Package,
    Person,
    RoundBy,
    SheetOffer,
)
from bot.forms.stacks import Kind, Shows
from bot.policy import Policy
from handlers import pay, requests
from handlers.lent import Json
from storage.database import Db


def window(asked: OutsideBand) -> Json:
    """Draw what a manager decides by."""
    said = messages.feasibility.figures(asked)
    return forms.stacks.showing(
        forms.notices.told(messages.feasibility.TITLE, said), Shows(Kind.FIGURES, asked.approval.id)
    )


def read_figures(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> OutsideBand:
    """Read all that a manager decides by, if they may see that pay now."""
    approval = read_asked(db, id, person)
    offer = storage.offers.offer(db, person.team, approval.about["offer"])
    candidate = storage.candidates.candidate(db, person.team, approval.candidate)
    said = storage.offer_rounds.rounds(db, person.team, [offer.id])[offer.id] if offer else []
    round = next((each for each in said if each.id == approval.about["round"]), None)
    if offer is None or candidate is None:
        raise Refused(messages.approvals.GONE)
    if round is None:
        raise Refused(messages.feasibility.TAKEN_BACK)
    job = storage.jobs.job(db, person.team, approval.about.get("job") or 0)
    feasible = offering.feasibility.lies(db, person.team, offer, round.package, policy, now)
    until = approval.decided_at
    before = [each for each in said if each.id != round.id and (until is None or each.logged_at < until)]
    decides = OutsideBand(
        approval=approval,
        candidate=candidate,
        offer=offer,
        round=round,
        job=job,
        feasible=feasible,
        on_table=_newest(before, RoundBy.OFFERED),
        they_ask=_newest(before, RoundBy.ASKED),
        beside=offering.feasibility.beside(db, person.team, approval, feasible, policy, now),
        instead=next((each.package for each in said if _answers(each, approval)), None),
    )
    return _with_stakes(db, decides, person, policy, now) if approval.granted is None else decides


def _with_stakes(db: Db, asked: OutsideBand, person: Person, policy: Policy, now: datetime) -> OutsideBand:
    """Add by when it is decided, what others offer them, and what may still move, for who has yet to answer."""
    there = letters.stakes.read(db, person.team, asked.approval, policy, now)
    rounds = storage.offer_rounds.rounds(db, person.team, [each.id for each in there.others] if there else [])
    others = {id: _newest(said, RoundBy.OFFERED) for id, said in rounds.items()}
    levers = storage.levers.of(db, person.team, [asked.offer.id])[asked.offer.id]
    known = {id: package for id, package in others.items() if package}
    return replace(asked, stakes=there, others=known, levers=tuple(levers))


def read_asked(db: Db, id: int, person: Person) -> Approval:
    """Give what was asked about an offer, if this manager may decide it and see that pay now."""
    approval, _ = requests.read_asked(db, id, person)
    if approval.kind is not ApprovalKind.FEASIBLE:
        raise Refused(messages.teams.old_button())
    pay.check(db, person, approval.candidate)
    return approval


def with_band(
    db: Db, person: Person, candidate: int, shown: list[SheetOffer], policy: Policy, now: datetime
) -> list[SheetOffer]:
    """Add to offers of ours what may still move, how they lie to the band, and what managers were asked last."""
    team = person.team
    levers = storage.levers.of(db, team, [each.offer.id for each in shown])
    about = storage.approvals.about(db, team, [candidate])
    asked = {each.about["offer"]: each for each in about if each.kind is ApprovalKind.FEASIBLE}
    return [_with_band(db, person, each, levers, asked, policy, now) for each in shown]


def _with_band(
    db: Db,
    person: Person,
    shown: SheetOffer,
    levers: dict[int, list[Lever]],
    asked: dict[int, Approval],
    policy: Policy,
    now: datetime,
) -> SheetOffer:
    offered, id = rules.offers.last_said(shown.rounds, RoundBy.OFFERED), shown.offer.id
    goes_on = offered is not None and shown.offer.undecided and shown.offer.kind is OfferKind.OURS
    feasible = (
        offering.feasibility.lies(db, person.team, shown.offer, offered.package, policy, now)
        if offered and goes_on
        else None
    )
    waits = offered is not None and offered.by is RoundBy.WAITING
    beside = messages.feasibility.lies(feasible, manager=person.manager, waits=waits)
    return replace(shown, levers=tuple(levers[id]), asked=asked.get(id), beside_band=beside)


def _answers(round: OfferRound, approval: Approval) -> bool:
    """Tell whether a round is what a manager had offered instead of what was asked for."""
    changed = approval.about.get("changed") and approval.decided_at is not None
    return bool(changed) and round.logged_by == approval.decided_by and round.logged_at == approval.decided_at


def _newest(said: list[OfferRound], by: RoundBy) -> Package | None:
    return next((each.package for each in reversed(said) if each.by is by), None)
