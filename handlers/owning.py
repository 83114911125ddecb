"""What happens when someone claims a candidate, releases one, or hands one over?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import storage
from bot import disputing, forms, messages, owners, rules
from bot.blocks import Message, Sentence
from bot.errors import Refused
from bot.facts import ApprovalKind, Candidate, Holding, Ownership, Passing, Person, Pool
from bot.messages import ownership as words
from bot.policy import Policy
from handlers import approvals, windows
from handlers.answers import instead
from handlers.holdings import holding_of
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import filled_in, in_modal, number
from handlers.touches import candidate_of
from storage.database import Db

TITLE = "Ownership"


@dataclass(frozen=True)
class Claimed:
    """What came of a claim: granted, theirs already, owned or disputed by others, to be asked of managers, or asked."""

    candidate: int
    result: Literal["granted", "mine", "owned", "disputed", "ask", "asked"]
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Done:
    """A candidate was released or handed over; `whom` is who has them now, `conceded` that they had claimed them."""

    name: str
    whom: tuple[str, ...] = ()
    conceded: bool = False


async def own_picked(
    ack: Ack, body: Json, id: int, person: Person, client: Client, ask: Ask, _: Transact, policy: Policy, now: datetime
) -> None:
    """Someone picks "Ownership" from the menu of a card."""
    await windows.show(client, body, forms.notices.told(TITLE, await shown(ask, id, person, policy, now)))
    await ack()


async def take_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone claims a candidate whom nobody owned when the button was drawn."""
    claimed: Claimed = await transact(decide_claim, number(action["value"]), person, policy, now)
    holding: Holding = await ask(holding_of, person.team, claimed.candidate, policy, now)
    if claimed.result == "ask":
        await windows.show(client, body, forms.ownership.ask_to_own(holding.candidate))
    else:
        first = words.claimed(holding, claimed.result, claimed.asked)
        await turn(drawn(holding, person, policy, first), body, respond, client)
    await ack()


async def ask_submitted(
    ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone says why they want a candidate whom a manager assigns: the managers are asked."""
    id, reason = filled_in(forms.ownership.read_ask_to_own, view)
    claimed: Claimed = await transact(decide_ask, id, reason, person, policy, now)
    holding: Holding = await ask(holding_of, person.team, claimed.candidate, policy, now)
    said = drawn(holding, person, policy, words.claimed(holding, claimed.result, claimed.asked))
    await ack(response_action="update", view=forms.notices.told(TITLE, said))


def decide_ask(db: Db, id: int, reason: str, person: Person, policy: Policy, now: datetime) -> Claimed:
    """Ask the managers for a candidate of the house pool; where they need not be asked any more, it is a claim."""
    claimed = decide_claim(db, id, person, policy, now)
    if claimed.result != "ask":
        return claimed
    asked = approvals.ask(db, person, ApprovalKind.ASSIGN, claimed.candidate, reason, policy, now)
    return Claimed(claimed.candidate, "asked", tuple(asked))


def decide_claim(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Claimed:
    """Give a candidate whom nobody owns to whoever claims them first; where managers assign, they are to be asked."""
    candidate = candidate_of(db, person.team, id)
    own = owners.settled(db, person.team, candidate.id, policy, now)
    if own.owner == person.id:
        return Claimed(candidate.id, "mine")
    if own.dispute is not None:
        return Claimed(candidate.id, "disputed")
    if own.owner is not None and _is_here(db, person.team, own.owner):
        return Claimed(candidate.id, "owned")
    if policy.pool is Pool.ASSIGNED and not person.manager:
        if storage.approvals.asked_by(db, person.team, ApprovalKind.ASSIGN, person.id, [candidate.id]):
            raise Refused(messages.approvals.ASKED_ALREADY)
        return Claimed(candidate.id, "ask")
    owners.give(db, person.team, {candidate.id: person.id}, Passing.CLAIMED, person.id, policy, now)
    return Claimed(candidate.id, "granted")


async def release_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """The owner or a manager wants to release a candidate: a form asks whether they really do."""
    holding = await ask(holding_of, person.team, number(action["value"]), policy, now)
    _may_give(holding.ownership, person)
    await windows.show(client, body, forms.ownership.release(holding, policy.pool))
    await ack()


async def release_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """They do: the candidate comes into the house pool, or to whoever had claimed them."""
    id, dispute = filled_in(forms.ownership.read_release, view)
    done: Done = await transact(decide_release, id, dispute, person, policy, now)
    owner = done.whom[0] if done.whom else None
    said = words.conceded(done.name, owner) if owner and done.conceded else words.released(done.name, owner)
    await ack(response_action="update", view=forms.notices.told("Released", said))


def decide_release(db: Db, id: int, dispute: int | None, person: Person, policy: Policy, now: datetime) -> Done:
    """Release a candidate into the house pool; while a claim is open, the owner concedes to whoever claims.

    `dispute` is the claim that was open when they were asked: to nobody else is anybody released.
    """
    candidate, own = _theirs(db, id, person, policy, now)
    if own.dispute != dispute:
        raise Refused(words.CHANGED)
    if own.dispute is not None:
        disputing.concede(db, own.dispute, person, policy, now)
        owner = storage.ownership.of(db, person.team, candidate.id).owner
        return Done(candidate.name, (owner,) if owner else (), conceded=True)
    owners.give(db, person.team, {candidate.id: None}, Passing.RELEASED, person.id, policy, now)
    owner = storage.ownership.of(db, person.team, candidate.id).owner
    return Done(candidate.name, (owner,) if owner else ())


async def hand_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """The owner or a manager wants to hand a candidate over, or to assign one: a form asks to whom."""
    holding = await ask(holding_of, person.team, number(action["value"]), policy, now)
    await windows.show(client, body, hand_over_form(holding, person))
    await ack()


def hand_over_form(holding: Holding, person: Person, to: str | None = None, why_not: str = "") -> Json:
    """Draw the form that hands a candidate over, if this person may; `why_not` is why nobody is chosen yet."""
    if holding.ownership.dispute is not None:
        raise Refused(words.IN_DISPUTE)
    if holding.ownership.owner is None and not person.manager:
        raise Refused(words.ONLY_MANAGERS)
    if holding.ownership.owner is not None:
        _may_give(holding.ownership, person)
    return forms.ownership.hand_over(holding, to, why_not)


async def hand_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """They say to whom, and perhaps what whoever gets them should know."""
    id, to, note = filled_in(forms.ownership.read_hand_over, view)
    done: Done = await transact(decide_hand_over, id, to, note, person, policy, now)
    await ack(response_action="update", view=forms.notices.told("Handed over", words.handed(done.name, done.whom[0])))


def decide_hand_over(db: Db, id: int, to: str, note: str, person: Person, policy: Policy, now: datetime) -> Done:
    """Hand a candidate over with the giver's part of the credit, or assign one whom nobody owns."""
    candidate = candidate_of(db, person.team, id)
    own = owners.settled(db, person.team, candidate.id, policy, now)
    hand_over_form(Holding(candidate, own), person)
    _may_take(db, to, own, person)
    how = Passing.GIVEN if own.owner == person.id else Passing.ASSIGNED
    owners.give(db, person.team, {candidate.id: to}, how, person.id, policy, now)
    if own.owner and own.credit:
        credit = rules.ownership.handed_on(own.credit, own.owner, to)
        storage.ownership.share(db, person.team, candidate.id, credit, person.id, now)
    if note:
        given_at = storage.ownership.of(db, person.team, candidate.id).since or now
        storage.ownership.note(db, person.team, candidate.id, to, note, given_at)
    return Done(candidate.name, (to,))


def drawn(holding: Holding, person: Person, policy: Policy, first: Sentence | None = None) -> Message:
    """Say who owns a candidate, with what this person can do about it."""
    return words.owned(holding, person, assigned=policy.pool is Pool.ASSIGNED, first=first)


async def shown(ask: Ask, id: int, person: Person, policy: Policy, now: datetime) -> Message:
    """Read and say who owns a candidate."""
    return drawn(await ask(holding_of, person.team, id, policy, now), person, policy)


async def turn(message: Message, body: Json, respond: Respond, client: Client) -> None:
    """Turn the message or window whose button was pressed into another; from elsewhere it opens."""
    if body.get("response_url"):
        await respond(**instead(message))
    elif in_modal(body):
        await windows.turn(client, body, forms.notices.told(TITLE, message))
    else:
        await windows.show(client, body, forms.notices.told(TITLE, message))


def _theirs(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> tuple[Candidate, Ownership]:
    """Give a candidate whom this person may give away, held until we are done."""
    candidate = candidate_of(db, person.team, id)
    own = owners.settled(db, person.team, candidate.id, policy, now)
    _may_give(own, person)
    return candidate, own


def _may_give(own: Ownership, person: Person) -> None:
    """Refuse who may not give a candidate away; while a claim is open, the owner alone may, to whoever claims."""
    if own.owner is None:
        raise Refused(words.NOBODYS)
    if own.owner != person.id and not person.manager:
        raise Refused(words.NOT_YOURS)
    if own.owner != person.id and own.dispute is not None:
        raise Refused(words.IN_DISPUTE)


def _may_take(db: Db, to: str, own: Ownership, person: Person) -> None:
    """Refuse who cannot own a candidate, or does already."""
    taker = storage.people.known(db, person.team, to)
    if to == own.owner:
        raise Refused(words.TO_ITS_OWNER, field="to")
    if taker is None:
        raise Refused(words.NEVER_MET, field="to")
    if not taker.member:
        raise Refused(words.NO_MEMBER, field="to")


def _is_here(db: Db, team: str, owner: str) -> bool:
    person = storage.people.known(db, team, owner)
    return person is not None and person.member
