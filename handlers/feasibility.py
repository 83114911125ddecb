"""What happens when a manager looks at figures outside a band, or changes them?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import amounts, forms, letters, messages, offering, rules
from bot.errors import Refused
from bot.facts import Approval, OfferRound, Package, Person, Stakes, Unclear
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
    approval, name, package, there = await ask(read_to_change, number(action["value"]), person, policy, now)
    if approval.granted is not None:
        await beneath.redraw_itself(client, body, ask, person, policy, now)
        approvals.in_time(await transact(approvals.decide_too_late, approval.id, person, now))
    asked = messages.approvals.waits(approval, name)
    typed = amounts.line(rules.money.with_pay(Package(), package))
    until = messages.stakes.until(there) if there else []
    await windows.show(client, body, forms.feasibility.form(approval.id, asked, typed, until))
    await ack()


def read_to_change(
    db: Db, id: int, person: Person, policy: Policy, now: datetime
) -> tuple[Approval, str, Package, Stakes | None]:
    """Read what was asked for, to be typed over by a manager who may see it now, and by when that is decided."""
    approval = figures.read_asked(db, id, person)
    _, name = requests.read_asked(db, id, person)
    said = storage.offer_rounds.rounds(db, person.team, [approval.about["offer"]])[approval.about["offer"]]
    package = next((each.package for each in said if each.id == approval.about["round"]), Package())
    return approval, name, package, letters.stakes.read(db, person.team, approval, policy, now)


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
    """A manager says what may be offered instead: it is offered."""
    instead = filled_in(forms.feasibility.read, view)
    changed: Changed = await transact(decide_change, instead, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    if changed.late:
        raise Refused(changed.late)
    shown = messages.feasibility.changed(changed.candidate, changed.name, other=changed.other)
    await ack(response_action="update", view=forms.notices.told("Approved", shown))


def decide_change(db: Db, instead: Instead, person: Person, policy: Policy, now: datetime) -> Changed:
    """Have a manager's figures offered instead of those that were asked for; the asker is told, without them.

    The same figures are an approval.
    """
    figures.read_asked(db, instead.approval, person)
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
    return Changed(approval.candidate, requests.read_asked(db, approval.id, person)[1], other=other)


def _read(typed: str, round: OfferRound, person: Person) -> Package:
    """Read the pay a manager typed; what else was in the package stays."""
    before = round.package
    read = rules.amounts.read(typed, before.currency, person.country, period=before.period if before.base else None)
    if isinstance(read, Unclear):
        raise Refused(read.question, field="pay")
    return rules.money.with_pay(before, read.package)
