"""What happens when someone types a touch on one line?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import messages, rules
from bot.blocks import Message
from bot.facts import Candidate, Found, Person, TouchDraft
from bot.policy import Policy
from bot.rules.quick import QuickTouch
from bot.words import clean, unescape
from handlers import touch_forms, touches
from handlers.answers import ephemeral
from handlers.lent import Ack, Client, Json, Respond, Transact
from storage.database import Db


@dataclass(frozen=True)
class Unclear:
    """The line was kept as a draft: it fits several candidates, nobody, or does not say how it went."""

    typed: str
    draft: int
    found: list[Found]
    candidate: Candidate | None = None
    tag: Literal["unclear"] = "unclear"


async def touch_asked(
    ack: Ack, command: Json, person: Person, client: Client, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter types /touch: log the line at once, ask what is missing, or open the form."""
    typed = unescape(command["text"]).strip()
    if typed.lower() == "help":
        await ack(**ephemeral(messages.touches.usage(command["command"])))
        return
    quick = rules.quick.read(typed)
    if quick is None or (quick.how is None and not quick.note):
        draft = TouchDraft(candidate_name=clean(typed, 80) or None)
        await touch_forms.open_form(command["trigger_id"], draft, client, transact, person, policy, now, ack)
        return
    outcome = await transact(decide_quick, quick, typed, person, policy, now)
    await ack(**ephemeral(_answer(outcome, policy)))


def decide_quick(
    db: Db, quick: QuickTouch, typed: str, person: Person, policy: Policy, now: datetime
) -> touches.Logged | Unclear:
    """Log a line that is clear; keep one that is not."""
    draft = TouchDraft(candidate_name=quick.name, how=quick.how, told=quick.told, offers=quick.offers, note=quick.note)
    found = storage.candidates.bearers(db, person.team, quick.name)
    if len(found) == 1:
        return _log_or_ask_how(db, replace(draft, candidate=found[0].id), person, policy, now)
    near = storage.candidates.briefly(db, person.team, [each.id for each in found])
    near = near or storage.candidates.found(db, person.team, quick.name, 5)
    kept = storage.drafts.keep(db, person.team, person.id, draft, now)
    return Unclear(quick.name, kept, near[:5])


async def choice_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone says whom they meant, that it is somebody new, or how it went."""
    draft, _, choice = action["value"].partition("/")
    outcome = await transact(decide_choice, int(draft), choice, person, policy, now)
    await touches.turn_into(_answer(outcome, policy), body, respond, client)
    await ack()


def decide_choice(
    db: Db, id: int, choice: str, person: Person, policy: Policy, now: datetime
) -> touches.Logged | Unclear:
    """Complete a kept line by a candidate's id, by how it went, or by adding whom it names."""
    draft = touch_forms.kept(db, id, person)
    if choice.isdigit():
        draft = replace(draft, candidate=int(choice))
    elif choice:
        draft = replace(draft, how=messages.touches.from_code(choice))
    else:
        name = clean(draft.candidate_name or "", 80)
        draft = replace(draft, candidate=storage.candidates.add(db, person.team, name, [], person.id, now).id)
    return _log_or_ask_how(db, draft, person, policy, now)


async def form_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone would rather have the form for the line they typed."""
    opened = await transact(decide_reopen, int(action["value"]), person, policy)
    await touch_forms.show_form(opened, body["trigger_id"], client, person, policy, now, body)
    await ack()


def decide_reopen(db: Db, id: int, person: Person, policy: Policy) -> touch_forms.Opened:
    """Give a kept line back as a form."""
    return touch_forms.reopened(db, id, touch_forms.kept(db, id, person), person, policy)


def _log_or_ask_how(
    db: Db, draft: TouchDraft, person: Person, policy: Policy, now: datetime
) -> touches.Logged | Unclear:
    candidate = touches.candidate_of(db, person, draft.candidate)
    if draft.how is None:
        kept = storage.drafts.keep(db, person.team, person.id, draft, now)
        return Unclear(candidate.name, kept, [], candidate)
    return touches.log(db, draft, person, policy, now)


def _answer(outcome: touches.Logged | Unclear, policy: Policy) -> Message:
    if isinstance(outcome, touches.Logged):
        return touches.said(outcome, policy)
    if outcome.candidate:
        return messages.touches.how(outcome.candidate, outcome.draft)
    if outcome.found:
        return messages.touches.which(outcome.typed, outcome.found, outcome.draft)
    return messages.touches.nobody(outcome.typed, outcome.draft)
