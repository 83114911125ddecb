"""What happens when a manager looks at figures outside a band, or changes them?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import storage
from bot import amounts, forms, letters, messages, offering, rules
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
    Unclear,
)
from bot.policy import Policy
from handlers import approvals, pay, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from storage.database import Db

Instead = forms.feasibility.Instead


@dataclass(frozen=True)
class Changed:
    """A manager's figures are offered, `other` than were asked for; `late` says why this press changed nothing."""

    candidate: int = 0
    name: str = ""
    other: bool = True
    late: str | None = None


async def figures_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """A manager wants to see what would be offered: a window shows it, beside the band and what others have."""
    asked = await ask(read_figures, number(action["value"]), person, policy, now)
    shown = messages.feasibility.figures(asked)
    await windows.show(client, body, forms.notices.told(messages.feasibility.TITLE, shown))
    await ack()


def read_figures(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> OutsideBand:
    """Read all that a manager decides by, if they may see that pay now."""
    approval = _asked(db, id, person)
    offer = storage.offers.offer(db, person.team, approval.about["offer"])
    candidate = storage.candidates.candidate(db, person.team, approval.candidate)
    said = storage.offers.rounds(db, person.team, [offer.id])[offer.id] if offer else []
    round = next((each for each in said if each.id == approval.about["round"]), None)
    if offer is None or candidate is None or round is None:
        raise Refused(messages.approvals.GONE)
    job = storage.jobs.job(db, person.team, approval.about.get("job") or 0)
    feasible = offering.feasibility.lies(db, person.team, offer, round.package, policy, now)
    before = [each for each in said if each.id != round.id]
    return OutsideBand(
        approval=approval,
        candidate=candidate,
        offer=offer,
        round=round,
        job=job,
        feasible=feasible,
        on_table=_newest(before, RoundBy.OFFERED),
        they_ask=_newest(before, RoundBy.ASKED),
        beside=offering.feasibility.beside(db, person.team, approval, feasible, policy, now),
    )


async def change_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, transact: Transact, now: datetime
) -> None:
    """A manager wants to have something else offered: the form opens with what was asked for."""
    approval, name, package = await ask(read_to_change, number(action["value"]), person)
    if approval.granted is not None:
        approvals.in_time(await transact(approvals.decide_too_late, approval.id, person, now))
    asked = messages.approvals.waits(approval, name)
    typed = amounts.line(rules.money.with_pay(Package(), package))
    await windows.show(client, body, forms.feasibility.form(approval.id, asked, typed))
    await ack()


def read_to_change(db: Db, id: int, person: Person) -> tuple[Approval, str, Package]:
    """Read what was asked for, to be typed over by a manager who may see it now."""
    approval = _asked(db, id, person)
    _, name = approvals.read_asked(db, id, person)
    said = storage.offers.rounds(db, person.team, [approval.about["offer"]])[approval.about["offer"]]
    return approval, name, next((each.package for each in said if each.id == approval.about["round"]), Package())


async def change_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A manager says what may be offered instead: it is offered."""
    instead = filled_in(forms.feasibility.read, view)
    changed: Changed = await transact(decide_change, instead, person, policy, now)
    if changed.late:
        raise Refused(changed.late)
    shown = messages.feasibility.changed(changed.candidate, changed.name, other=changed.other)
    await ack(response_action="update", view=forms.notices.told("Approved", shown))


def decide_change(db: Db, instead: Instead, person: Person, policy: Policy, now: datetime) -> Changed:
    """Have a manager's figures offered instead of those that were asked for; the asker is told, without them.

    The same figures are an approval.
    """
    _asked(db, instead.approval, person)
    approval = approvals.held(db, instead.approval, person, policy, now)
    if approval.granted is not None:
        return Changed(late=approvals.too_late(db, approval, person, now).late)
    trial = db.begin_nested()
    try:
        _, round = offering.feasibility.waiting(db, approval, person.team, policy, now)
        package = _read(instead.pay, round, person)
        other = package != round.package
        letters.approvals.answer(db, person.team, approval, True, person.id, None, policy, now, changed=other)
        if other:
            offering.feasibility.change(db, approval, package, instead.why, person, policy, now)
        else:
            offering.feasibility.approve(db, approval, person, policy, now, instead.why)
    except Refused as gone:
        trial.rollback()
        if gone.field:
            raise
        return Changed(late=approvals.overtaken(db, approval, gone, person, policy, now).late)
    trial.commit()
    return Changed(approval.candidate, approvals.read_asked(db, approval.id, person)[1], other=other)


def with_band(
    db: Db, person: Person, candidate: int, shown: list[SheetOffer], policy: Policy, now: datetime
) -> list[SheetOffer]:
    """Add to offers of ours what may still move, how they lie to the band, and what managers were asked last."""
    team = person.team
    levers = storage.levers.of(db, team, [each.offer.id for each in shown])
    requests = storage.approvals.about(db, team, [candidate])
    asked = {each.about["offer"]: each for each in requests if each.kind is ApprovalKind.FEASIBLE}
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


def _asked(db: Db, id: int, person: Person) -> Approval:
    """Give what was asked about an offer, if this manager may decide it and see that pay now."""
    approval, _ = approvals.read_asked(db, id, person)
    if approval.kind is not ApprovalKind.FEASIBLE:
        raise Refused(messages.teams.old_button())
    pay.check(db, person, approval.candidate)
    return approval


def _read(typed: str, round: OfferRound, person: Person) -> Package:
    """Read the pay a manager typed; what else was in the package stays."""
    before = round.package
    read = rules.amounts.read(typed, before.currency, person.country, period=before.period if before.base else None)
    if isinstance(read, Unclear):
        raise Refused(read.question, field="pay")
    return rules.money.with_pay(before, read.package)


def _newest(said: list[OfferRound], by: RoundBy) -> Package | None:
    return next((each.package for each in reversed(said) if each.by is by), None)
