"""What happens when terms were changed after they were agreed?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

import storage
from bot import forms, messages, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import Candidate, Offer, OfferState, Package, Person, Placement, ShownAgreement
from bot.forms.deciding import AgreedTerms, Filled
from bot.offering import deciding, outside, rounds
from bot.policy import Policy
from handlers import agreed_terms, beneath, decided, shown_terms, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from storage.database import Db


@dataclass(frozen=True)
class Written:
    """Changed terms were written down; `told` are the managers who hear that they lie outside the band."""

    offer: int
    told: tuple[str, ...] = ()
    tag: Literal["written"] = "written"


@dataclass(frozen=True)
class AskAgain:
    """Something is asked before changed terms are written down as a version."""

    candidate: Candidate
    offer: Offer
    terms: AgreedTerms
    version: int
    alert: str
    tag: Literal["ask_again"] = "ask_again"


@dataclass(frozen=True)
class ToChange:
    """What is needed to draw the form of changed terms: what holds, or what is on the table where that is missing.

    `starts_on` is the first day as it is known by now, which may not stand in any terms yet.
    """

    candidate: Candidate
    offer: Offer
    version: int
    package: Package
    words: str
    who: str
    starts_on: date | None
    today: date


async def agree_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """The terms were changed after they were agreed: the form opens with those that hold."""
    shown: ToChange = await ask(read_to_change, number(action["value"]), person, policy, now)
    filled = Filled(
        terms=forms.deciding.written(shown.package, shown.words),
        starts_on=shown.starts_on,
        agreed_on=shown.today,
        client_who=shown.who,
    )
    await windows.show(client, body, forms.deciding.agree(shown.candidate, shown.offer, filled, shown.version))
    await ack()


def read_to_change(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> ToChange:
    """Read the terms that hold."""
    shown = shown_terms.read_shown(db, id, person, policy, now)
    _check_goes_on(shown.offer)
    package, words, who = _known(db, shown, person)
    today = rules.people.calendar(person, policy).local_day(now)
    placed = _placed(db, shown, person)
    starts_on = placed.starts_on if placed else package.starts_on
    return ToChange(shown.candidate, shown.offer, shown.next_version, package, words, who, starts_on, today)


def _placed(db: Db, shown: ShownAgreement, person: Person) -> Placement | None:
    placement = storage.placements.placement(db, person.team, shown.offer.submission or 0)
    return placement if placement and placement.over_at is None else None


def _known(db: Db, shown: ShownAgreement, person: Person) -> tuple[Package, str, str]:
    """Give the newest terms that are there, with their words and who agreed to them; else what is on the table."""
    if shown.versions:
        newest = shown.newest
        return newest.package, newest.words, newest.by_client.who
    package, who = agreed_terms.on_the_table(db, person.team, shown.offer)
    return package, "", who


async def agree_submitted(
    ack: Ack,
    body: Json,
    view: Json,
    person: Person,
    client: Client,
    transact: Transact,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    """A recruiter writes down what was agreed anew."""
    typed = filled_in(forms.deciding.read, view)
    done: Written | AskAgain = await transact(decide_agree, typed, person, policy, now)
    if isinstance(done, AskAgain):
        filled, told = forms.deciding.again(done.terms), done.terms.told
        drawn = forms.deciding.agree(done.candidate, done.offer, filled, done.version, alert=done.alert, told=told)
    else:
        said = await ask(read_written, done, person, policy, now)
        await beneath.redraw(client, body, ask, person, policy, now)
        drawn = forms.notices.told(messages.agreements.TITLE, said)
    await ack(response_action="update", view=forms.stacks.instead(drawn, view))


def decide_agree(db: Db, typed: AgreedTerms, person: Person, policy: Policy, now: datetime) -> Written | AskAgain:
    """Write changed terms down as a new version; both sides are owed them anew, and the first day follows.

    Ask first where they lie outside the band, or begin before today, and where others were written down since.
    """
    decided.offer_of(db, person, typed.offer)
    offer = rounds.held(db, person.team, typed.offer, policy, now)
    _check_goes_on(offer)
    shown = shown_terms.read_shown(db, offer.id, person, policy, now)
    if typed.version not in (None, shown.next_version):
        alert = messages.agreement_versions.newer(shown, forms.deciding.AGREE)
        return AskAgain(shown.candidate, offer, typed, shown.next_version, alert)
    before, _, _ = _known(db, shown, person)
    placed, press = _placed(db, shown, person), forms.deciding.AGREE
    # A first day that was said since is known too, and not asked about again.
    known = replace(before, starts_on=placed.starts_on) if placed else before
    agreed = [*(each.package for each in shown.versions), known]
    checked = agreed_terms.checked(db, shown.candidate, offer, typed, before, agreed, press, person, policy, now)
    if checked.asks:
        typed = replace(typed, told=checked.told)
        return AskAgain(shown.candidate, offer, typed, shown.next_version, checked.asks)
    made = deciding.agree_anew(db, offer, checked.terms, person, policy, now)
    told = outside.tell(db, offer, made, person, policy, now) if checked.outside else ()
    return Written(offer.id, told)


def read_written(db: Db, done: Written, person: Person, policy: Policy, now: datetime) -> Message:
    """Say which version was written down, with the first day as it is now."""
    shown = shown_terms.read_shown(db, done.offer, person, policy, now)
    placed = _placed(db, shown, person)
    first = placed.starts_on if placed else None
    works_from = rules.placements.works_from(first, person, policy) if first else None
    return messages.agreements.written(shown, placed, works_from, done.told)


def _check_goes_on(offer: Offer) -> None:
    if offer.state is not OfferState.ACCEPTED:
        raise Refused("This offer is not accepted any more, so its terms are not changed. Open the offers to see why.")
