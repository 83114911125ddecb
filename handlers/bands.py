"""What happens when a manager says which pay a client allows?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import Band, Job, Person
from bot.facts import Client as Employer
from bot.forms.bands import MOST_OPTIONS, NewBand
from bot.forms.inputs import NAME_LETTERS
from bot.policy import Policy
from bot.words import clean
from handlers import beneath, listed_bands, windows
from handlers.jobs import employer_of, job_of
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from storage.columns import new_id
from storage.database import Db


@dataclass(frozen=True)
class Named:
    """A band, and the job or client it is of."""

    band: Band
    name: str


async def bands_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, _: Transact, __: Policy, ___: datetime
) -> None:
    """A manager types /care bands: a window lists them, with what can be done."""
    await windows.show(client, command, await ask(listed_bands.read_listed, person, 0))
    await ack()


async def next_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """A manager turns the page."""
    await windows.in_place(client, body, await ask(listed_bands.read_listed, person, number(action["value"])))
    await ack()


async def new_pressed(ack: Ack, body: Json, person: Person, client: Client) -> None:
    """A manager wants to add a band."""
    listed_bands.check(person)
    await windows.show(client, body, forms.bands.form())
    await ack()


async def change_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """A manager wants to change a band: the form opens with how it stands."""
    named: Named = await ask(read_band, number(action["value"]), person)
    typed = messages.feasibility.band(named.band)
    await windows.show(client, body, forms.bands.form(named.band.id, named.name, typed))
    await ack()


def read_band(db: Db, id: int, person: Person) -> Named:
    """Read a band for a manager, or refuse."""
    listed_bands.check(person)
    band = storage.bands.one(db, person.team, id)
    if band is None:
        raise Refused(messages.bands.GONE)
    return Named(band, _name(_whose(db, band.job, band.client, person)))


async def whose_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """A manager looks for the job, or the client, that a band is of."""
    typed = clean(payload.get("value", ""), NAME_LETTERS)
    await ack(await ask(read_offered, typed, person))


def read_offered(db: Db, typed: str, person: Person) -> Json:
    """Read the jobs and clients that somebody may mean."""
    jobs = storage.jobs.offered(db, person.team, typed, MOST_OPTIONS)
    return forms.bands.options(jobs, storage.clients.offered(db, person.team, typed, MOST_OPTIONS))


async def band_submitted(
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
    """A manager says which pay a client allows: it is read back, and the list below shows it."""
    named: Named = await transact(decide_band, filled_in(forms.bands.read, view), person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    shown = messages.bands.saved(named.band, named.name)
    await ack(response_action="update", view=forms.notices.told(messages.bands.TITLE, shown))


def decide_band(db: Db, typed: NewBand, person: Person, policy: Policy, now: datetime) -> Named:
    """Write down the band of a job, or of a client; a new one where there is none, one that is changed in its place."""
    listed_bands.check(person)
    before = storage.bands.one(db, person.team, typed.band) if typed.band is not None else None
    if typed.band is not None and before is None:
        raise Refused(messages.bands.GONE)
    job, client = (before.job, before.client) if before else (typed.job, typed.client)
    whose = _whose(db, job, client, person, hold=True)
    if before is None and storage.bands.of(db, person.team, job=job, client=client):
        raise Refused(messages.bands.there_is_one(_name(whose)), field="whose")
    currency = before.low.currency if before else None
    low, high, period = rules.bands.read(typed.typed, currency, person.country)
    band = Band(new_id(), low, high, period, person.id, now, client, job)
    storage.bands.put(db, person.team, band)
    return Named(band, _name(whose))


async def remove_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, transact: Transact, now: datetime
) -> None:
    """A manager takes a band away, after Slack has asked whether they are sure."""
    name: str = await transact(decide_remove, number(action["value"]), person, now)
    await windows.in_place(client, body, forms.notices.told(messages.bands.TITLE, messages.bands.removed(name)))
    await ack()


def decide_remove(db: Db, id: int, person: Person, now: datetime) -> str:
    """Take a band away; nothing is asked there any more."""
    named = read_band(db, id, person)
    if not storage.bands.remove(db, person.team, named.band, person.id, now):
        raise Refused(messages.bands.GONE)
    return named.name


def _whose(db: Db, job: int | None, client: int | None, person: Person, *, hold: bool = False) -> Job | Employer:
    if job is not None:
        return job_of(db, person.team, job, hold=hold)
    found = storage.clients.client(db, person.team, client or 0, hold=True) if hold else None
    return found or employer_of(db, person.team, client or 0)


def _name(whose: Job | Employer) -> str:
    return whose.title if isinstance(whose, Job) else whose.name
