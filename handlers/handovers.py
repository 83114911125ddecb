"""What happens when all that someone has is handed over?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import Desk, Handover, HandoverDraft, Person
from bot.policy import Policy
from handlers import drafts, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in
from storage.database import Db


@dataclass(frozen=True)
class Previewed:
    """A handover as it was understood: its draft, and what it is about."""

    id: int
    draft: HandoverDraft
    desk: Desk


async def handover_asked(
    ack: Ack, command: Json, person: Person, client: Client, _: Ask, __: Transact, ___: Policy, ____: datetime
) -> None:
    """Someone types /care hand over: the form opens."""
    await windows.show(client, command, forms.handovers.choose(person.id, person.manager))
    await ack()


async def handover_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """A manager presses "Hand over" on the message that somebody has left."""
    if not person.manager:
        raise Refused(messages.handovers.NOT_THEIRS)
    source = await ask(storage.people.known, person.team, action["value"])
    if source is None:
        raise Refused(messages.handovers.UNKNOWN)
    await windows.show(client, body, forms.handovers.choose(source.id, True))
    await ack()


async def handover_submitted(ack: Ack, view: Json, person: Person, transact: Transact, now: datetime) -> None:
    """Someone has said from whom and to whom: what is about to be handed over is shown."""
    draft = filled_in(forms.handovers.read, view, person.id)
    seen: Previewed = await transact(decide_preview, draft, person, now)
    shown = messages.handovers.preview(seen.draft, seen.desk)
    await ack(response_action="update", view=forms.handovers.sure(seen.id, shown))


def decide_preview(db: Db, draft: HandoverDraft, person: Person, now: datetime) -> Previewed:
    """Count what there is, and keep what is about to be handed over."""
    _check(db, draft, person)
    desk = storage.handovers.desk(db, person.team, draft.source)
    if not desk.candidates:
        raise Refused(messages.handovers.NOTHING, field="source" if person.manager else "takers")
    return Previewed(storage.drafts.keep(db, person.team, person.id, draft, now), draft, desk)


async def sure_submitted(ack: Ack, view: Json, person: Person, transact: Transact, now: datetime) -> None:
    """Someone has seen what it is, and hands it over: the clock does it."""
    handover: Handover = await transact(decide_handover, filled_in(forms.handovers.read_sure, view), person, now)
    said = messages.handovers.begun(handover)
    await ack(response_action="update", view=forms.notices.told("Hand over", said))


def decide_handover(db: Db, id: int, person: Person, now: datetime) -> Handover:
    """Write down that it is handed over; who takes is asked about once more, since someone may have left."""
    draft = drafts.take(db, id, person, HandoverDraft, messages.handovers.OVER)
    _check(db, draft, person)
    total = storage.handovers.desk(db, person.team, draft.source).candidates
    made = storage.handovers.begin(db, person.team, draft.source, draft.takers, total, person.id, now)
    clock = rules.covers.inner(rules.covers.HANDOVER, str(made.id), now, now)
    storage.promises.write(db, person.team, [clock])
    return made


def _check(db: Db, draft: HandoverDraft, person: Person) -> None:
    """Refuse who may not, whom we do not know, and who cannot take."""
    if draft.source != person.id and not person.manager:
        raise Refused(messages.handovers.NOT_THEIRS, field="source")
    people = storage.people.several(db, person.team, (draft.source, *draft.takers))
    if draft.source not in people:
        raise Refused(messages.handovers.UNKNOWN, field="source")
    if any(id not in people or not people[id].member for id in draft.takers):
        raise Refused(messages.handovers.CANNOT_TAKE, field="takers")
    if storage.handovers.running(db, person.team, draft.source):
        raise Refused(messages.handovers.UNDER_WAY, field="source")
