"""What happens when a manager looks at figures outside a band, or changes them?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot import forms, letters, messages, offering, rules
from bot.errors import Refused
from bot.facts import Approval, Offer, OfferRound, OutsideBand, Package, Person, Unclear, Understood
from bot.policy import Policy
from handlers import approvals, beneath, figures, requests, windows
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


@dataclass(frozen=True)
class AskAgain:
    """A manager's figures are read back before they are offered, since not all of them was typed as it is meant."""

    asked: OutsideBand
    instead: Instead
    alert: str


async def figures_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """A manager wants to see what would be offered: a window shows it, beside the band and what others have."""
    asked = await ask(figures.read_figures, number(action["value"]), person, policy, now)
    await windows.show(client, body, figures.window(asked))
    await ack()


async def change_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A manager wants to have something else offered: the form opens with what was asked for."""
    asked = await ask(read_to_change, number(action["value"]), person, policy, now)
    if isinstance(asked, Approval):
        await beneath.redraw_itself(client, body, ask, person, policy, now)
        approvals.in_time(await transact(approvals.decide_too_late, asked.id, person, now))
    else:
        await windows.show(client, body, _form(asked))
    await ack()


def read_to_change(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> OutsideBand | Approval:
    """Read what was asked for, to be typed over by a manager who may see it now; the request where it is answered."""
    approval = figures.read_asked(db, id, person)
    return approval if approval.granted is not None else figures.read_figures(db, id, person, policy, now)


def _form(asked: OutsideBand, again: AskAgain | None = None) -> Json:
    """Draw the form, with what was asked for beside the band; `again` with what was typed, read back above it."""
    waits = messages.approvals.waits(asked.approval, asked.candidate.name)
    beside = messages.feasibility.lies(asked.feasible, manager=True)
    until = messages.stakes.until(asked.stakes) if asked.stakes else []
    typed, alert = (again.instead, again.alert) if again else (None, None)
    return forms.feasibility.form(asked.approval.id, waits, asked.round.package, beside, until, typed, alert=alert)


async def change_submitted(
    ack: Ack,
    body: Json,
    view: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A manager says what may be offered instead: it is offered, once it was read back where that is due."""
    instead = filled_in(forms.feasibility.read, view)
    changed: Changed | AskAgain = await transact(decide_change, instead, person, policy, now)
    if isinstance(changed, AskAgain):
        await ack(response_action="update", view=forms.stacks.instead(_form(changed.asked, changed), view))
        return
    await beneath.redraw(client, body, ask, person, policy, now)
    if changed.late:
        raise Refused(changed.late)
    shown = messages.feasibility.changed(changed.candidate, changed.name, other=changed.other)
    await ack(response_action="update", view=forms.notices.told("Approved", shown))


def decide_change(db: Db, instead: Instead, person: Person, policy: Policy, now: datetime) -> Changed | AskAgain:
    """Have a manager's figures offered instead of those that were asked for; the asker is told, without them.

    The same figures are an approval. Where anything is assumed or kept, or the currency is another, ask once.
    """
    figures.read_asked(db, instead.approval, person)
    approval = approvals.held(db, instead.approval, person, policy, now)
    if approval.granted is not None:
        return Changed(late=approvals.too_late(db, approval, person, now).late)
    trial = db.begin_nested()
    try:
        done = _change(db, approval, instead, person, policy, now)
    except Refused as gone:
        trial.rollback()
        if gone.field:
            raise
        return Changed(late=approvals.overtaken(db, approval, gone, person, policy, now).late)
    trial.commit()
    return done


def _change(
    db: Db, approval: Approval, instead: Instead, person: Person, policy: Policy, now: datetime
) -> Changed | AskAgain:
    offer, round = offering.feasibility.waiting(db, approval, person.team, policy, now)
    read = _read(instead.pay, round.package, person)
    package = rules.feasibility.instead(round.package, read.package, rest=instead.rest)
    other = package != round.package
    alert = _read_back(db, offer, round, read, package, person, policy, now) if other else ""
    sum = forms.deciding.summed(alert)
    if alert and sum != instead.told:
        asked = figures.read_figures(db, approval.id, person, policy, now)
        return AskAgain(asked, replace(instead, told=sum), alert)
    letters.approvals.answer(db, person.team, approval, True, person.id, None, policy, now, changed=other)
    if other:
        offering.feasibility.change(db, approval, package, instead.why, person, policy, now)
    else:
        offering.feasibility.approve(db, approval, person, policy, now, instead.why)
    return Changed(approval.candidate, requests.name_of(db, approval, person), other=other)


def _read(typed: str, asked: Package, person: Person) -> Understood:
    """Read the pay a manager typed, in the currency and for the period that were asked for."""
    period, country = asked.period if asked.base else None, person.country[:2] if person.country else None
    read = rules.amounts.read(typed, asked.currency, country, period=period, as_in="what was asked for")
    if isinstance(read, Unclear):
        raise Refused(read.question, field="pay")
    return read


def _read_back(
    db: Db,
    offer: Offer,
    round: OfferRound,
    read: Understood,
    package: Package,
    person: Person,
    policy: Policy,
    now: datetime,
) -> str:
    """Say how a manager's figures were understood; empty where they typed all of them as they are meant."""
    kept, other = rules.feasibility.kept(read.package, package), package.currency != round.package.currency
    if not (read.assumed or other or kept != Package()):
        return ""
    feasible = offering.feasibility.lies(db, person.team, offer, package, policy, now)
    beside = messages.feasibility.lies(feasible, manager=True)
    return messages.feasibility.read_back(package, read.assumed, kept, beside, other=other)
