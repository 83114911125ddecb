"""What happens when someone looks at all that happened with a candidate?"""

from __future__ import annotations

from datetime import UTC, datetime

import storage
from bot import disputing, forms, messages, rules
from bot.errors import Refused
from bot.facts import Person, Timeline
from bot.policy import Policy
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import number
from handlers.touches import candidate_of
from storage.database import Db

TITLE = "Time line"


async def timeline_picked(
    ack: Ack,
    body: Json,
    candidate: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone picks the time line from the menu of a card: its newest page opens."""
    page, near = await ask(read_page, candidate, person, policy, now)
    await windows.show(client, body, drawn(page, near, person, policy, now))
    await ack()


async def page_turned(
    ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone presses "Earlier" or "Later": the window shows that page."""
    candidate, at, id = _place(action["value"])
    later = action["action_id"] == messages.timeline.LATER
    page, near = await ask(read_page, candidate, person, policy, now, (at, id), later=later)
    await windows.turn(client, body, drawn(page, near, person, policy, now))
    await ack()


def read_page(
    db: Db,
    id: int,
    person: Person,
    policy: Policy,
    now: datetime,
    key: tuple[datetime, int] | None = None,
    *,
    later: bool = False,
) -> tuple[Timeline, frozenset[str]]:
    """Read a page of what happened, and who is responsible for them, which decides who may see pay."""
    candidate = candidate_of(db, person.team, id)
    today = rules.people.calendar(person, policy).local_day(now)
    seen = disputing.seen_by(db, person, storage.disputes.about(db, person.team, candidate.id))
    disputes = [each.id for each in seen]
    page = storage.timeline.page(db, person.team, candidate, today, key, later=later, disputes=disputes)
    return page, storage.covers.responsible(db, person.team, candidate.id)


def drawn(page: Timeline, near: frozenset[str], person: Person, policy: Policy, now: datetime) -> forms.inputs.View:
    """Draw a page, with Undo and Edit at the touches that this person may still change."""
    touches = [entry.touch for entry in page.entries if entry.touch]
    theirs = {touch.id for touch in touches if rules.touches.may_change(touch, person, policy, now)}
    said = messages.timeline.page(page, theirs, pay=rules.pay.may_see(person, near))
    return forms.notices.told(TITLE, said)


def _place(value: str) -> tuple[int, datetime, int]:
    """Read where a page ends, as a button carries it; a button that carries no such place is not ours any more."""
    try:
        candidate, at, id = value.split("/")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("a moment without its zone")
        return number(candidate), moment.astimezone(UTC), number(id)
    except (ValueError, OverflowError) as error:
        raise Refused(messages.teams.old_button()) from error
