"""What happens when managers are asked for something, and one of them decides?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import storage
from bot import forms, letters, messages, owners, rules
from bot.errors import Refused
from bot.facts import Approval, ApprovalKind, Candidate, Person
from bot.letters.approvals import ASKED
from bot.offering import feasibility
from bot.policy import Policy
from handlers import beneath, requests, windows
from handlers.grants import GRANTS, KEPT_ELSEWHERE, REFUSALS
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from storage.database import Db


@dataclass(frozen=True)
class Decided:
    """What became of something asked; `late` says why this press changed nothing."""

    late: str | None = None


def ask(
    db: Db,
    person: Person,
    kind: ApprovalKind,
    candidate: Candidate | int,
    reason: str,
    policy: Policy,
    now: datetime,
    about: Mapping[str, Any] | None = None,
    remind_at: datetime | None = None,
) -> list[str]:
    """Ask each manager but the asker for something, in a message of their own; say whom.

    What a person has asked for about a candidate, and for the same job where it is about one, is not asked again.
    `remind_at` is when they are reminded who have not answered.
    """
    id = candidate.id if isinstance(candidate, Candidate) else candidate
    managers = feasibility.others(db, person)
    if not managers:
        raise Refused(messages.approvals.NOBODY)
    wanted = (kind, person.id, (about or {}).get("job"))
    before = storage.approvals.undecided(db, person.team, id)
    if wanted in [(each.kind, each.asked_by, each.about.get("job")) for each in before]:
        raise Refused(messages.approvals.ASKED_ALREADY)
    asked = storage.approvals.ask(db, person.team, kind, id, person.id, reason, now, about)
    for manager in managers:
        letters.approvals.say(db, ASKED, manager, asked, person.id, policy, now)
    if remind_at is not None:
        storage.promises.write(db, person.team, [rules.more_time.clock(asked.id, remind_at, now)])
    return [manager.id for manager in managers]


async def grant_pressed(
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
    """A manager grants what somebody asked for: the message says so, and the asker is told."""
    decided: Decided = await transact(decide_grant, number(action["value"]), person, policy, now)
    await beneath.redraw_itself(client, body, ask, person, policy, now)
    in_time(decided)
    await ack()


def decide_grant(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Decided:
    """Grant something and do it; where facts have overtaken it, that is its end, and the asker is told why."""
    approval = held(db, id, person, policy, now)
    if approval.granted is not None:
        return too_late(db, approval, person, now)
    trial = db.begin_nested()
    try:
        # Decided before it is done, so that what is done does not take it for something overtaken.
        letters.approvals.answer(db, person.team, approval, True, person.id, None, policy, now)
        GRANTS[approval.kind](db, approval, person, policy, now)
    except Refused as gone:
        trial.rollback()
        return overtaken(db, approval, gone, person, policy, now)
    trial.commit()
    return Decided()


async def refuse_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A manager wants to refuse: a short form asks why."""
    id = number(action["value"])
    approval, name = await ask(requests.read_asked, id, person)
    if approval.granted is not None:
        await beneath.redraw_itself(client, body, ask, person, policy, now)
        in_time(await transact(decide_too_late, id, person, now))
    asked = messages.approvals.waits(approval, name)
    word = messages.approvals.refusing(approval)
    await windows.show(client, body, forms.approvals.refuse(approval.id, asked, word))
    await ack()


def decide_too_late(db: Db, id: int, person: Person, now: datetime) -> Decided:
    """Have the messages about something that is decided drawn as it stands."""
    return too_late(db, requests.open_to(db, id, person), person, now)


async def refuse_submitted(
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
    """A manager says why they refuse."""
    id, why = filled_in(forms.approvals.read_refuse, view)
    decided: Decided = await transact(decide_refuse, id, why, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    in_time(decided)
    await ack()


def decide_refuse(db: Db, id: int, why: str, person: Person, policy: Policy, now: datetime) -> Decided:
    """Refuse something, with the reason; the asker is told. Where facts have overtaken it, that is its end."""
    approval = held(db, id, person, policy, now)
    if approval.granted is not None:
        return too_late(db, approval, person, now)
    words = None if approval.kind in KEPT_ELSEWHERE else why
    trial = db.begin_nested()
    try:
        letters.approvals.answer(db, person.team, approval, False, person.id, words, policy, now)
        if follows := REFUSALS.get(approval.kind):
            follows(db, approval, why, person, policy, now)
    except Refused as gone:
        trial.rollback()
        return overtaken(db, approval, gone, person, policy, now)
    trial.commit()
    return Decided()


def overtaken(db: Db, approval: Approval, gone: Refused, person: Person, policy: Policy, now: datetime) -> Decided:
    """Close what facts have overtaken, which is held: both sides hear why; of an offer, that round never goes out."""
    if approval.kind is ApprovalKind.FEASIBLE:
        feasibility.withhold(db, person.team, approval, person.id, now)
    letters.approvals.answer(db, person.team, approval, False, "", gone.reason, policy, now)
    return Decided(f"{requests.name_of(db, approval, person)}: {gone.reason}")


def in_time(decided: Decided) -> None:
    """Tell the presser where something was decided, or overtaken, before them; what followed is saved already."""
    if decided.late:
        raise Refused(decided.late)


def held(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Approval:
    """Give what was asked, held with its candidate; what has lapsed and was not yet looked at lapses first."""
    asked = requests.open_to(db, id, person, hold=False)
    owners.settled(db, person.team, asked.candidate, policy, now)
    return requests.open_to(db, id, person)


def too_late(db: Db, approval: Approval, person: Person, now: datetime) -> Decided:
    """Have the messages about something that another has decided drawn, and say what they decided."""
    letters.approvals.redraw(db, person.team, approval, now)
    return Decided(messages.approvals.decided(approval, requests.name_of(db, approval, person)))
