"""Which windows are drawn anew, since what they show was changed in one above them, or by a button of theirs?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot import forms, messages
from bot.errors import Refused
from bot.facts import Person
from bot.forms.stacks import Kind, Shows
from bot.policy import Policy
from handlers import comparison, figures, listed_bands, offers, shown_terms, windows
from handlers.lent import Ask, Client, Json
from handlers.payloads import in_modal
from storage.database import Db

TITLE = "Changed meanwhile"


async def redraw(client: Client, body: Json, ask: Ask, person: Person, policy: Policy, now: datetime) -> None:
    """Draw the windows below the one that was used anew, as things stand now."""
    for each in forms.stacks.beneath(body["view"]):
        view = await ask(drawn, each.shows, person, policy, now)
        await windows.redraw(client, each.view, forms.stacks.on(view, each.below))


async def redraw_itself(client: Client, body: Json, ask: Ask, person: Person, policy: Policy, now: datetime) -> None:
    """Draw the window whose button was pressed anew, and those below it; a message is drawn anew by its letter."""
    if not in_modal(body):
        return
    if shows := forms.stacks.own(body["view"]):
        await windows.turn(client, body, await ask(drawn, shows, person, policy, now))
    await redraw(client, body, ask, person, policy, now)


def drawn(db: Db, shows: Shows, person: Person, policy: Policy, now: datetime) -> Json:
    """Draw what a window shows, for somebody who may see it now; else say why it is not shown any more."""
    try:
        return DRAWN[shows.kind](db, shows, person, policy, now)
    except Refused as refused:
        return forms.notices.told(TITLE, messages.teams.refused(refused.reason))


def _offers(db: Db, shows: Shows, person: Person, policy: Policy, now: datetime) -> Json:
    sheet = offers.sheet_of(db, person, shows.id, policy, now)
    return offers.window(messages.offers.sheet(sheet, now, page=shows.page), sheet.candidate.id, shows.page)


def _side_by_side(db: Db, shows: Shows, person: Person, policy: Policy, now: datetime) -> Json:
    return comparison.window(*comparison.read_side_by_side(db, shows.id, person, policy, now), policy)


def _terms(db: Db, shows: Shows, person: Person, policy: Policy, now: datetime) -> Json:
    return shown_terms.window(shown_terms.read_shown(db, shows.id, person, policy, now))


def _figures(db: Db, shows: Shows, person: Person, policy: Policy, now: datetime) -> Json:
    return figures.window(figures.read_figures(db, shows.id, person, policy, now))


def _bands(db: Db, shows: Shows, person: Person, _: Policy, __: datetime) -> Json:
    return listed_bands.read_listed(db, person, shows.page)


DRAWN: dict[Kind, Callable[[Db, Shows, Person, Policy, datetime], Json]] = {
    Kind.OFFERS: _offers,
    Kind.SIDE_BY_SIDE: _side_by_side,
    Kind.TERMS: _terms,
    Kind.FIGURES: _figures,
    Kind.BANDS: _bands,
}
