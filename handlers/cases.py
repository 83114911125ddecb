"""What happens when someone looks at a dispute, or at all that are open?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import storage
from bot import disputing, forms, letters, messages
from bot.blocks import Block, Message
from bot.errors import Refused
from bot.facts import Decided, Dispute, DisputeState, Person, ShownCase
from bot.policy import Policy
from handlers import windows
from handlers.answers import ephemeral
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import in_modal, number
from storage.database import Db

TITLE = "The whole case"


@dataclass(frozen=True)
class Done:
    """What became of a dispute when someone acted; `mine` is False where it was over before."""

    dispute: int
    mine: bool = True


@dataclass(frozen=True)
class Seen:
    """A case as it is shown to someone, with whether they may rule on it, or answer it for the owner."""

    case: ShownCase
    rules: bool
    answers: bool


async def disputes_asked(
    ack: Ack, _: Json, person: Person, __: Client, ask: Ask, ___: Transact, policy: Policy, ____: datetime
) -> None:
    """Someone types /own disputes: the open ones that they may see."""
    await ack(**ephemeral(await ask(read_listed, person, policy)))


async def list_pressed(ack: Ack, body: Json, person: Person, client: Client, ask: Ask, policy: Policy) -> None:
    """Someone wants to see the open disputes from their Home tab."""
    await windows.show(client, body, forms.notices.told("Open claims", await ask(read_listed, person, policy)))
    await ack()


def read_listed(db: Db, person: Person, policy: Policy) -> Message:
    """List the open disputes: all of them for whoever is in charge, else those that someone has a part in."""
    everything = person.manager or person.administrator
    listed = disputing.seen_by(db, person, storage.disputes.open_in(db, person.team))
    briefly = letters.disputes.briefly(db, person.team, listed[: messages.disputes.MOST_LISTED])
    return messages.disputes.listed(briefly, len(listed), all_of_them=everything)


async def whole_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy
) -> None:
    """Someone wants to see the whole case, or turns the page of its time line; a window they look at turns into it."""
    id, page = pair(action["value"])
    view = drawn(await ask(read_seen, id, person, policy), page, person, policy)
    await (windows.turn if in_modal(body) else windows.show)(client, body, view)
    await ack()


def read_seen(db: Db, id: int, person: Person, policy: Policy) -> Seen:
    """Read a case for someone, if they may see it."""
    case = read_case(db, id, person, policy)
    return Seen(
        case,
        rules=disputing.may_rule(db, person, case.dispute),
        answers=disputing.may_answer(db, person, case.dispute),
    )


def drawn(seen: Seen, page: int, person: Person, policy: Policy) -> forms.inputs.View:
    """Draw the whole case, with what this person can press."""
    presses = _presses(seen, person, policy)
    return forms.notices.told(TITLE, messages.cases.window(seen.case, page, policy.spoke_days, presses))


def _presses(seen: Seen, person: Person, policy: Policy) -> Sequence[Block]:
    case = seen.case
    if seen.rules:
        rule = messages.cases.ruling_presses(case.dispute, case.name, policy.questions)
        return [*rule, messages.cases.see_precedents(case.dispute)]
    if case.dispute.state is DisputeState.ENDED:
        return []
    if person.id == case.dispute.claimant:
        return messages.disputes.claimants_presses(case)[:-1]
    return messages.disputes.owners_presses(case, person.id)[:-1] if seen.answers else []


def read_case(db: Db, id: int, person: Person, policy: Policy) -> ShownCase:
    """Give a case of this team to whoever may see it, or refuse."""
    case = letters.disputes.shown(db, person.team, dispute_of(db, id, person), policy)
    if case is None:
        raise Refused(messages.claims.NO_DISPUTE)
    return case


def dispute_of(db: Db, id: int, person: Person) -> Dispute:
    """Give a dispute of this team to whoever may see it, or refuse."""
    dispute = storage.disputes.one(db, person.team, id)
    if dispute is None:
        raise Refused(messages.claims.NO_DISPUTE)
    if not disputing.may_see(db, person, dispute):
        raise Refused(messages.claims.NOT_YOURS)
    return dispute


async def show_over(
    case: ShownCase, body: Json, person: Person, client: Client, transact: Transact, now: datetime
) -> None:
    """Say to whoever presses on a case that is over how it ended; the message they pressed on is redrawn."""
    await transact(decide_redraw, case.dispute.id, person, now)
    over = messages.claims.over(case.dispute, case.name)
    await windows.show(client, body, forms.notices.told("Settled before", over))


def decide_redraw(db: Db, id: int, person: Person, now: datetime) -> None:
    """Have all that shows a dispute shown as it stands."""
    disputing.telling.redraw(db, person.team, dispute_of(db, id, person), now)


def done_of(decided: Decided) -> Done:
    """Keep of what was decided what is asked when the same press comes again: no words."""
    return Done(decided.dispute.id, decided.mine)


def pair(value: str) -> tuple[int, int]:
    """Read the two numbers that a button of ours carries."""
    first, _, second = value.partition("/")
    return number(first), number(second)
