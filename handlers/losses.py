"""What happens when someone asks why candidates were lost?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import storage
from bot import messages
from bot.errors import Refused
from bot.facts import Person, ToldLoss
from bot.messages.losses import LossList
from bot.policy import Policy
from handlers import pay, windows
from handlers.answers import ephemeral
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import number
from storage.database import Db
from storage.losses import Key

PAGE = 8
# So far back reasons are counted.
A_YEAR = timedelta(days=365)
NO_MORE = "There are no earlier losses. Type /care losses to see the newest."


async def losses_asked(
    ack: Ack, _: Json, person: Person, __: Client, ask: Ask, ___: Transact, ____: Policy, now: datetime
) -> None:
    """Someone types /care losses: why candidates said no, the team's to a manager, to others their own."""
    await ack(**ephemeral(messages.losses.listed(await ask(read_losses, person, now))))


async def next_pressed(
    ack: Ack, action: Json, body: Json, person: Person, respond: Respond, client: Client, ask: Ask, now: datetime
) -> None:
    """Someone turns the page of the losses."""
    shown: LossList = await ask(read_losses, person, now, _place(action["value"]))
    if not shown.lines:
        raise Refused(NO_MORE)
    await windows.turn_into(messages.losses.listed(shown), body, respond, client, messages.losses.TITLE)
    await ack()


def _place(value: str) -> Key:
    """Read where a page ends, as a button carries it."""
    at, _, offer = value.partition("/")
    try:
        return messages.losses.moment_of(number(at)), number(offer)
    except OverflowError as error:
        raise Refused(messages.teams.old_button()) from error


def read_losses(db: Db, person: Person, now: datetime, after: Key | None = None) -> LossList:
    """Read a page of losses, the team's or someone's own; what was learned may tell of pay, and has its readers."""
    whose = None if person.manager else person.id
    lines = storage.losses.listed(db, person.team, whose, PAGE + 1, after)
    shown = tuple(_for(db, person, each) for each in lines[:PAGE])
    counted = storage.losses.Counted() if after else storage.losses.counted(db, person.team, whose, now - A_YEAR)
    return LossList(shown, counted.reasons, counted.companies, team=person.manager, more=bool(lines[PAGE:]))


def _for(db: Db, person: Person, told: ToldLoss) -> ToldLoss:
    """Leave out what was learned of a loss for whoever may not see that candidate's pay now."""
    if pay.seen(db, person, told.loss.candidate):
        return told
    return replace(told, loss=replace(told.loss, learned=""))
