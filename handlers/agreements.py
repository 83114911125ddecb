"""What happens when someone looks at what was agreed, changes it, has it as a file, or has sent it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import storage
from bot import forms, messages, promises, rules
from bot.errors import Refused
from bot.facts import Agreement, Candidate, FileKind, Offer, OfferState, Person
from bot.forms.deciding import AgreedTerms, Filled
from bot.messages.agreements import ShownAgreement
from bot.offering import deciding, reading, rounds
from bot.policy import Policy
from handlers import agreed_terms, decided, pay, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, in_modal, number
from handlers.touches import candidate_of
from storage.database import Db

NO_AGREEMENT = messages.agreements.NO_AGREEMENT


@dataclass(frozen=True)
class Written:
    """Changed terms were written down."""

    offer: int


@dataclass(frozen=True)
class ToChange:
    """What is needed to draw the form of changed terms."""

    candidate: Candidate
    offer: Offer
    newest: Agreement
    today: date


async def agreement_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to see what was agreed."""
    shown: ShownAgreement = await ask(read_shown, number(action["value"]), person)
    await _shown(shown, body, client)
    await ack()


def read_shown(db: Db, offer: int, person: Person) -> ShownAgreement:
    """Read what was agreed about an offer, for somebody who may see its pay now."""
    there = storage.offers.offer(db, person.team, offer)
    if there is None:
        raise Refused(rounds.NO_OFFER)
    pay.check(db, person, there.candidate)
    shown = reading.agreement(db, person.team, there)
    if shown is None:
        raise Refused(NO_AGREEMENT)
    return shown


async def _shown(shown: ShownAgreement, body: Json, client: Client) -> None:
    view = forms.notices.told(messages.agreements.TITLE, messages.agreements.terms(shown))
    await (windows.turn if in_modal(body) else windows.show)(client, body, view)


async def agree_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """The terms were changed after they were agreed: the form opens with those that hold."""
    shown: ToChange = await ask(read_to_change, number(action["value"]), person, policy, now)
    newest = shown.newest
    filled = Filled(
        terms=forms.deciding.written(newest.package, newest.words),
        starts_on=newest.package.starts_on,
        agreed_on=shown.today,
        client_who=newest.by_client.who,
    )
    await windows.show(client, body, forms.deciding.agree(shown.candidate, shown.offer, filled, newest.version + 1))
    await ack()


def read_to_change(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> ToChange:
    """Read the terms that hold."""
    shown = read_shown(db, id, person)
    _check_goes_on(shown.offer)
    today = rules.people.calendar(person, policy).local_day(now)
    return ToChange(shown.candidate, shown.offer, shown.newest, today)


async def agree_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, ask: Ask, policy: Policy, now: datetime
) -> None:
    """A recruiter writes down what was agreed anew."""
    typed = filled_in(forms.deciding.read, view)
    done: Written = await transact(decide_agree, typed, person, policy, now)
    shown: ShownAgreement = await ask(read_shown, done.offer, person)
    said = messages.agreements.written(shown)
    await ack(response_action="update", view=forms.notices.told(messages.agreements.TITLE, said))


def decide_agree(db: Db, typed: AgreedTerms, person: Person, policy: Policy, now: datetime) -> Written:
    """Write changed terms down as a new version; both sides are owed them anew, and the first day follows."""
    decided.offer_of(db, person, typed.offer)
    offer = rounds.held(db, person.team, typed.offer, policy, now)
    _check_goes_on(offer)
    before = storage.agreements.of(db, person.team, offer.id)[-1]
    candidate = candidate_of(db, person.team, offer.candidate)
    terms = agreed_terms.terms_of(candidate, before.package, typed, person, policy, now)
    deciding.agree_anew(db, offer, terms, person, policy, now)
    return Written(offer.id)


def _check_goes_on(offer: Offer) -> None:
    if offer.state is not OfferState.ACCEPTED:
        raise Refused("This offer is not accepted any more, so its terms are not changed. Open the offers to see why.")


async def file_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, transact: Transact, now: datetime
) -> None:
    """Someone wants the agreed terms as a page to print: it will come to their direct messages."""
    await transact(decide_file, number(action["value"]), person, now)
    view = forms.notices.told("On its way", messages.agreements.on_its_way())
    await windows.show(client, body, view)
    await ack()


def decide_file(db: Db, id: int, person: Person, now: datetime) -> None:
    """Have the page made for whoever may see it, and keep on record who has it."""
    agreement = storage.agreements.agreement(db, person.team, id)
    if agreement is None:
        raise Refused(NO_AGREEMENT)
    pay.check(db, person, agreement.candidate)
    storage.audit.record(db, person.team, person.id, "agreement_file", "offer", agreement.offer, now)
    storage.asked_files.ask(db, person.team, person.id, FileKind.AGREEMENT, str(agreement.id), now)


async def mail_pressed(ack: Ack) -> None:
    """A recruiter opens the ready e-mail: their own program sends it, and they press that it was sent."""
    await ack()


async def sent_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    transact: Transact,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    """One side was sent the terms."""
    await _said(True, ack, action, body, person, client, transact, ask, policy, now)


async def not_sent_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    transact: Transact,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    """It was a mistake: one side was not sent them."""
    await _said(False, ack, action, body, person, client, transact, ask, policy, now)


async def _said(
    told: bool,
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    transact: Transact,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    id, _, side = action["value"].partition("/")
    if side not in (messages.agreements.CANDIDATE, messages.agreements.CLIENT):
        raise Refused(messages.teams.old_button())
    offer: int = await transact(decide_sent, number(id), side, told, person, policy, now)
    await _shown(await ask(read_shown, offer, person), body, client)
    await ack()


def decide_sent(
    db: Db, id: int, side: storage.agreements.Side, told: bool, person: Person, policy: Policy, now: datetime
) -> int:
    """Write down that one side was sent the terms that hold, or was not; once both were, nothing is owed any more."""
    there = storage.agreements.agreement(db, person.team, id)
    if there:
        storage.ownership.of(db, person.team, there.candidate, hold=True)
    agreement = storage.agreements.agreement(db, person.team, id, hold=True)
    if agreement is None:
        raise Refused(NO_AGREEMENT)
    pay.check(db, person, agreement.candidate)
    if told and storage.agreements.of(db, person.team, agreement.offer)[-1].id != agreement.id:
        raise Refused(messages.agreements.NEWER)
    was = agreement.candidate_told_at if side == messages.agreements.CANDIDATE else agreement.client_told_at
    if bool(was) is not told:
        storage.agreements.tell(db, person.team, agreement, side, person.id, now, told=told)
        because = promises.Because("sent", person.id)
        promises.plan(db, person.team, [agreement.candidate], policy, now, because)
    return agreement.offer
