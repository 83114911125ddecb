"""Which terms were agreed outside the band though no manager said yes to them, and who is told?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import storage
from bot import letters, rules
from bot.facts import Agreement, ApprovalKind, Feasible, Offer, Package, Person, RoundBy
from bot.offering import feasibility
from bot.policy import Policy
from storage.database import Db


def lies(
    db: Db, team: str, offer: Offer, package: Package, agreed: Sequence[Package], policy: Policy, now: datetime
) -> Feasible | None:
    """Tell how terms lie to the band, where they are outside and nobody let them out; else None.

    Let out is what is on the table, what a manager approved, and what was `agreed` before.
    """
    if rules.feasibility.is_base_of(package, [*_let_out(db, team, offer), *agreed]):
        return None
    feasible = feasibility.lies(db, team, offer, package, policy, now)
    return feasible if feasible is not None and feasible.outside else None


def tell(db: Db, offer: Offer, agreement: Agreement, person: Person, policy: Policy, now: datetime) -> tuple[str, ...]:
    """Tell the other managers of terms that were agreed outside the band, once of each version; say whom."""
    storage.audit.record(
        db, person.team, person.id, "agreed_outside_band", "offer", offer.id, now, after=str(agreement.version)
    )
    managers = feasibility.others(db, person)
    for manager in managers:
        at, to = rules.people.audible_at(manager, now, policy), manager.id
        key = f"{letters.OUTSIDE}/{agreement.id}/{to}"
        storage.outbox.letter(db, person.team, key, letters.OUTSIDE, to, at, at, about=offer.id, by=person.id)
    return tuple(each.id for each in managers)


def _let_out(db: Db, team: str, offer: Offer) -> list[Package]:
    """List what is on the table, and what managers approved as it was asked for."""
    said = storage.offer_rounds.rounds(db, team, [offer.id])[offer.id]
    asked = storage.approvals.about(db, team, [offer.candidate])
    granted = {each.about["round"] for each in asked if each.kind is ApprovalKind.FEASIBLE and each.granted}
    offered = [each for each in said if each.by is RoundBy.OFFERED]
    return [each.package for each in offered if each is offered[-1] or each.id in granted]
