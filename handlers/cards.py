"""What happens when someone looks at a candidate's card, or picks something from its menu?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import forms, messages, promises, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import Candidate, Card, Contact, Dealing, Found, Lost, May, Person, Pool, Stage, Submission
from bot.policy import Policy
from handlers import (
    contacts,
    erasing,
    exports,
    favours,
    holdings,
    marks,
    merging,
    offers,
    owning,
    representations,
    tags,
    timeline,
    unmerging,
    waits,
    windows,
)
from handlers.answers import instead
from handlers.lent import Ack, Ask, Client, Json, Picked, Respond, Transact
from handlers.payloads import in_modal, number
from handlers.touches import candidate_of
from storage.database import Db

# What is picked from the menu of a card, and who answers it: each is given the id of the candidate.
CHOICES: dict[str, Picked] = {
    "wait": waits.wait_picked,
    "contacts": contacts.contacts_picked,
    "timeline": timeline.timeline_picked,
    "offers": offers.sheet_picked,
    "similar": tags.similar_picked,
    "tags": tags.tags_picked,
    "forbid": marks.forbid_picked,
    "name": marks.name_picked,
    "favours": favours.favours_picked,
    "connected": marks.connected_picked,
    "own": owning.own_picked,
    "represent": representations.represent_picked,
    "merge": merging.same_as_picked,
    "unmerge": unmerging.unmerge_picked,
    "everything": exports.everything_picked,
    "erase": erasing.erase_picked,
}
# Until when they are owned the card says with who owns them.
OWED = [kind for kind in promises.KINDS if kind != rules.ownership.KIND]
# So many of the same name are looked at for the same person.
MOST_TWINS = 2
TITLE = "Before you call"


def card_of(db: Db, team: str, id: int, policy: Policy, now: datetime) -> Card:
    """Read all that one needs before a call."""
    candidate = candidate_of(db, team, id)
    contacts = storage.candidates.contacts(db, team, candidate.id)
    promised = storage.touches.last_promise(db, team, candidate.id)
    owed = tuple(messages.promises.pressing(storage.promises.about(db, team, OWED, [str(candidate.id)])))
    merge = storage.merging.newest(db, team, candidate.id)
    standings, people = promises.look(db, team, [candidate.id])
    standing = standings[candidate.id]
    submissions = storage.submissions.of(db, team, candidate.id)
    return Card(
        candidate=candidate,
        contacts=contacts,
        submissions=submissions,
        touches=storage.touches.latest(db, team, candidate.id, 3),
        spoke=storage.touches.last_two_way(db, team, candidate.id),
        told=storage.touches.last_told(db, team, candidate.id),
        promised=promised,
        owed=owed,
        marks=storage.marks.of(db, team, candidate.id),
        tags=storage.tags.of(db, team, candidate.id),
        notes=storage.notes.newest(db, team, candidate.id),
        positions=storage.clients.positions(db, team, candidate.id),
        twins=_twins(db, team, candidate, contacts),
        favours=storage.favours.of(db, team, candidate.id),
        promiser=storage.people.known(db, team, promised.credit) if promised else None,
        added_by=storage.candidates.added_by(db, team, candidate.id),
        holding=holdings.shortly(db, team, candidate, standing, people, policy, now),
        merged=merge is not None and merge.can_be_undone,
        near=storage.covers.responsible(db, team, candidate.id),
        rights=tuple(storage.representations.of(db, team, candidate.id)),
        away=storage.covers.running(db, team, [each.whom for each in owed]),
        dealing=_with_words(db, team, candidate.id, standing.dealing),
        risk=rules.risk.risk_of(standing, people, policy, now),
        lost=_lost(db, team, candidate.id, submissions),
        ran_out=tuple(rules.decisions.ran_out(standing)),
    )


def _with_words(db: Db, team: str, candidate: int, dealing: Dealing) -> Dealing:
    """Add to offers that go on what was typed about them; who has none is not asked about."""
    if not dealing.offers:
        return dealing
    read = {each.id: each for each in storage.offers.of(db, team, candidate)}
    return replace(dealing, offers=tuple(read.get(each.id, each) for each in dealing.offers))


def _lost(db: Db, team: str, candidate: int, submissions: tuple[Submission, ...]) -> Lost | None:
    """Read how we last lost them; only who ever said no is asked about."""
    if all(each.stage is not Stage.DECLINED for each in submissions):
        return None
    last = next(iter(storage.losses.of(db, team, candidate)), None)
    return Lost(last.title, last.loss.reason, last.loss.at, last.company, last.kind) if last else None


def _twins(db: Db, team: str, candidate: Candidate, contacts: tuple[Contact, ...]) -> tuple[Found, ...]:
    """Read who bears the same name or has the same phone number, and so may be the same person."""
    known = storage.identity.known_by(db, team, contacts, [candidate.name])
    others = [one.id for one in known if one.id != candidate.id][:MOST_TWINS]
    return tuple(storage.candidates.briefly(db, team, others))


def card_for(card: Card, person: Person, policy: Policy, now: datetime) -> Message:
    """Show a card, with Undo and Edit at the touches that this person may still change."""
    theirs = {touch.id for touch in card.touches if rules.touches.may_change(touch, person, policy, now)}
    rights = tuple(rules.representations.current(card.rights, now))
    seen = replace(card, notes=rules.pay.visible(card.notes, person, card.near), rights=rights)
    kept = rules.promised.kept(card.promised, card.promiser, policy, now) if card.promised else None
    return messages.cards.card(seen, now, theirs, kept, _may(card, person, policy))


def _may(card: Card, person: Person, policy: Policy) -> May:
    """Tell what of the menu applies to this card, and to whoever looks at it."""
    free = card.holding is not None and card.holding.ownership.owner is None
    at_once = policy.pool is not Pool.ASSIGNED or person.manager
    asked = [each.asked_by for each in card.holding.asked] if card.holding else []
    return May(
        wait=bool(waits.that_wait(card.owed, person)),
        compare=bool(card.tags),
        connected=card.marks.connected is not None,
        unmerge=card.merged,
        have_all=rules.rights.may_have_all(person, card.submissions, card.added_by),
        erase=rules.rights.may_take_out(person),
        claim=free and at_once,
        ask_to_own=free and not at_once and person.id not in asked,
        offers=rules.pay.may_see(person, card.near),
        dealing=bool(card.dealing.offers or card.dealing.placements or card.ran_out),
    )


async def open_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone chooses a candidate from a list: the list turns into the card."""
    card = await ask(card_of, person.team, number(action["value"]), policy, now)
    await windows.turn_into(card_for(card, person, policy, now), body, respond, client)
    await ack()


async def card_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone wants to see one of a list: the card opens, in place of the list where that stands in a window."""
    card = await ask(card_of, person.team, number(action["value"]), policy, now)
    view = forms.notices.told(TITLE, card_for(card, person, policy, now))
    if in_modal(body):
        await windows.turn(client, body, view)
    else:
        await windows.show(client, body, view)
    await ack()


async def same_pressed(
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
    """Someone says that two records may be one person."""
    await _answer("merge", number(action["value"]), ack, body, person, client, ask, transact, policy, now)


async def more_picked(
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
    """Someone picks from the menu of a card.

    Slack keeps showing what was picked, and says nothing when it is picked again; so the message is drawn anew first.
    """
    choice, _, candidate = action["selected_option"]["value"].partition("/")
    id = number(candidate)
    if body.get("response_url"):
        card = await ask(card_of, person.team, id, policy, now)
        await respond(**instead(card_for(card, person, policy, now)))
    await _answer(choice, id, ack, body, person, client, ask, transact, policy, now)


async def _answer(
    choice: str,
    candidate: int,
    ack: Ack,
    body: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    if choice not in CHOICES:
        raise Refused(messages.teams.old_button())
    await CHOICES[choice](ack, body, candidate, person, client, ask, transact, policy, now)
