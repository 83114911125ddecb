"""Which terms were typed as an offer was accepted, or agreed on anew?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import Agreed, Candidate, Feasible, Offer, Package, Person, RoundBy, Unclear
from bot.forms.deciding import AgreedTerms
from bot.offering import deciding, feasibility, outside
from bot.phrases import dated
from bot.policy import Policy
from storage.database import Db

PAST = "The first day, {day}, has passed. {press} again if they have started already, or choose another."


@dataclass(frozen=True)
class Checked:
    """Terms as they were read; `outside` where no manager said yes to them, `asks` what is asked about them first.

    `told` are the sums of what the form has asked about by then.
    """

    terms: deciding.Terms
    outside: Feasible | None
    asks: str
    told: tuple[int, ...]


def on_the_table(db: Db, team: str, offer: Offer) -> tuple[Package, str]:
    """Give what was offered last, and who at the client said so; of what was never offered, what was asked for.

    What one of us said in their own name, as a manager does who changes it, was said by nobody at the client.
    """
    said = storage.offer_rounds.rounds(db, team, [offer.id])[offer.id]
    offered = [each for each in said if each.by is RoundBy.OFFERED]
    if not offered:
        return (said[-1].package, "") if said else (Package(), "")
    last = offered[-1]
    author = storage.people.known(db, team, last.logged_by)
    return last.package, "" if author and author.name == last.who else last.who


def checked(
    db: Db,
    candidate: Candidate,
    offer: Offer,
    typed: AgreedTerms,
    before: Package,
    agreed: Sequence[Package],
    press: str,
    person: Person,
    policy: Policy,
    now: datetime,
) -> Checked:
    """Read terms, and say what is asked about them before they are written down: once, then the same `press` does it.

    `before` is what stood in the form, `agreed` what was agreed on before.
    """
    terms = terms_of(candidate, before, typed, person, policy, now)
    lies = outside.lies(db, person.team, offer, terms.package, agreed, policy, now)
    told = bool(feasibility.others(db, person))
    first = terms.starts_on
    past = first and rules.placements.has_passed(first, person, policy, now)
    asks = [PAST.format(day=dated(first), press=press)] if first and past and not _known(first, agreed) else []
    asks += [messages.outside.asks(lies, press, manager=person.manager, told=told)] if lies else []
    asks = [each for each in asks if forms.deciding.summed(each) not in typed.told]
    return Checked(terms, lies, "\n".join(asks), (*typed.told, *map(forms.deciding.summed, asks)))


def _known(first: date, agreed: Sequence[Package]) -> bool:
    return any(each.starts_on == first for each in agreed)


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
