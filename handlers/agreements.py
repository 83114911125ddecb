"""What happens when someone looks at what was agreed, has it as a file, or has sent it?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import forms, messages, promises
from bot.errors import Refused
from bot.facts import Agreement, FileKind, OfferState, Person, ShownAgreement
from bot.policy import Policy
from handlers import beneath, pay, shown_terms, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import in_modal, number
from storage.database import Db

NO_AGREEMENT = messages.agreements.NO_AGREEMENT


async def agreement_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone wants to see what was agreed."""
    shown: ShownAgreement = await ask(shown_terms.read_shown, number(action["value"]), person, policy, now)
    await _shown(shown, body, client)
    await ack()


async def _shown(shown: ShownAgreement, body: Json, client: Client) -> None:
    view = shown_terms.window(shown)
    await (windows.turn if in_modal(body) else windows.show)(client, body, view)


async def file_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, transact: Transact, now: datetime
) -> None:
    """Someone wants the agreed terms as a page to print: it will come to their direct messages."""
    await transact(decide_file, number(action["value"]), person, now)
    view = forms.notices.told("Page on its way", messages.agreements.on_its_way())
    await windows.show(client, body, view)
    await ack()


def decide_file(db: Db, id: int, person: Person, now: datetime) -> None:
    """Have the page made for whoever may see it, and keep on record who has it."""
    agreement = storage.agreements.agreement(db, person.team, id)
    if agreement is None:
        raise Refused(NO_AGREEMENT)
    pay.check(db, person, agreement.candidate)
    if agreement.lost_on:
        raise Refused(messages.agreements.LOST)
    _check_holds(db, agreement, person)
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
    await _shown(await ask(shown_terms.read_shown, offer, person, policy, now), body, client)
    if in_modal(body):
        await beneath.redraw(client, body, ask, person, policy, now)
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
    if told and agreement.lost_on:
        raise Refused(messages.agreements.LOST)
    if told:
        _check_holds(db, agreement, person)
        if storage.agreements.last_version(db, person.team, agreement.offer) != agreement.version:
            raise Refused(messages.agreements.NEWER)
    was = agreement.candidate_told_at if side == messages.agreements.CANDIDATE else agreement.client_told_at
    if bool(was) is not told:
        storage.agreements.tell(db, person.team, agreement, side, person.id, now, told=told)
        because = promises.Because("sent", person.id)
        promises.plan(db, person.team, [agreement.candidate], policy, now, because)
    return agreement.offer


def _check_holds(db: Db, agreement: Agreement, person: Person) -> None:
    """Refuse to send anything of an offer that is not accepted, or where the terms that would hold are missing."""
    offer = storage.offers.offer(db, person.team, agreement.offer)
    if offer is None or offer.state is not OfferState.ACCEPTED:
        raise Refused(messages.agreements.NOT_ACCEPTED)
    missing = storage.agreements.missing(db, person.team, [agreement.offer]).get(agreement.offer, ())
    last = storage.agreements.last_version(db, person.team, agreement.offer)
    if last in [each.version for each in missing]:
        raise Refused(messages.agreement_versions.GONE)
