"""Which terms were typed as an offer was accepted, or agreed on anew?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import forms, rules
from bot.errors import Refused
from bot.facts import Agreed, Candidate, Offer, Package, Person, RoundBy, Unclear
from bot.forms.deciding import AgreedTerms
from bot.offering import deciding
from bot.policy import Policy
from storage.database import Db


def on_the_table(db: Db, team: str, offer: Offer) -> tuple[Package, str]:
    """Give what was offered last, and who offered it; of what was never offered, what was asked for."""
    said = storage.offers.rounds(db, team, [offer.id])[offer.id]
    offered = [each for each in said if each.by is RoundBy.OFFERED]
    if offered:
        return offered[-1].package, offered[-1].who
    return (said[-1].package, "") if said else (Package(), "")


def asks_about(typed: AgreedTerms, person: Person, policy: Policy, now: datetime) -> bool:
    """Tell whether a first day has passed and was not asked about yet."""
    first = typed.starts_on
    return bool(first and typed.sure != first.toordinal() and rules.placements.has_passed(first, person, policy, now))


def terms_of(
    candidate: Candidate,
    before: Package,
    typed: AgreedTerms,
    person: Person,
    policy: Policy,
    now: datetime,
) -> deciding.Terms:
    """Read the terms as they were typed; what cannot be understood is asked about at its field.

    `before` is what stood in the form.
    """
    rules.placements.check_day(typed.starts_on, "starts_on", person, policy, now)
    today = rules.people.calendar(person, policy).local_day(now)
    if typed.agreed_on > today:
        raise Refused("That day is still to come. Choose the day on which both had agreed.", field="agreed_on")
    rules.placements.check_day(typed.agreed_on, "agreed_on", person, policy, now)
    return deciding.Terms(
        package=_package(typed, before, person, policy),
        starts_on=typed.starts_on,
        by_candidate=Agreed(candidate.name, typed.agreed_on, typed.candidate_how),
        by_client=Agreed(typed.client_who, typed.agreed_on, typed.client_how),
        words=typed.words,
    )


def _package(typed: AgreedTerms, before: Package, person: Person, policy: Policy) -> Package:
    """Read what is paid; what was left as it stood is taken as it was, without being read anew."""
    paid = before
    if typed.pay != forms.deciding.pay_of(before):
        read = rules.amounts.read(typed.pay, before.currency, rules.people.region(person, policy))
        if isinstance(read, Unclear):
            raise Refused(read.question, field="terms")
        paid = read.package
    amounts = {name: getattr(paid, name) for name in ("base", "period", "payments", "bonus", "bonus_share", "sign_on")}
    return replace(typed.parts, **amounts)
