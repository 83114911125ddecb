"""What happens when someone wants candidates, or all about one person, as a file?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import Export, FileKind, Person, Tag
from bot.forms.inputs import NAME_LETTERS
from bot.policy import Policy
from bot.words import clean, unescape
from handlers import tags as tagging
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in
from handlers.touches import candidate_of
from storage.database import Db

# What people open in Slack; the command line makes a table of any length.
MOST = 5_000


async def export_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, _: Transact, __: Policy, ___: datetime
) -> None:
    """Someone types /care export, perhaps with a tag: the form opens that chooses who goes into the table."""
    _allowed(person)
    wanted = clean(unescape(command.get("text", "")), 200)
    tags: Sequence[Tag] = await ask(tagging.meant, person.team, wanted) if wanted else []
    alert = messages.tags.no_such(wanted) if wanted and not tags else messages.exports.ONE_TAG if tags[1:] else None
    await windows.show(client, command, forms.exports.choose(next(iter(tags), None), alert))
    await ack()


async def export_submitted(ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, now: datetime) -> None:
    """A manager has chosen: the table will come to their direct messages."""
    _allowed(person)
    chosen = filled_in(forms.exports.read, view, person.zone)
    count = await ask(storage.exports.count, person.team, chosen)
    if not count:
        raise Refused(messages.exports.NOBODY)
    if count > MOST:
        said = messages.exports.too_many(count, MOST, typed(person.team, chosen))
        await ack(response_action="update", view=forms.notices.told("Too many", said))
        return
    await transact(decide_export, person, chosen, count, now)
    await ack(response_action="update", view=forms.notices.told("On its way", messages.exports.sent(count)))


async def job_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """Someone types into the job's input: closed ones are found as well."""
    found = await ask(storage.jobs.found, person.team, clean(payload.get("value", ""), NAME_LETTERS), closed=True)
    await ack(forms.exports.job_options(found))


async def tag_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """Someone types into the tag's input."""
    found = await ask(storage.tags.found, person.team, clean(payload.get("value", ""), NAME_LETTERS))
    await ack(forms.exports.tag_options(found))


async def everything_picked(
    ack: Ack,
    body: Json,
    candidate: int,
    person: Person,
    client: Client,
    _: Ask,
    transact: Transact,
    __: Policy,
    now: datetime,
) -> None:
    """Someone picks "All about them" from the menu of a card: two files will come to their direct messages."""
    await transact(decide_everything, person, candidate, now)
    await windows.show(client, body, forms.notices.told("On its way", messages.exports.sent_about_one()))
    await ack()


def decide_export(db: Db, person: Person, chosen: Export, candidates: int, now: datetime) -> None:
    """Have a table made, and keep on record who exported whom."""
    storage.exports.record(db, person.team, person.id, chosen, candidates, now)
    about = storage.exports.written(chosen)
    storage.asked_files.ask(db, person.team, person.id, FileKind.EXPORT, about, now)


def decide_everything(db: Db, person: Person, candidate: int, now: datetime) -> None:
    """Have all about somebody written for who may have it, and keep that on record."""
    whom = candidate_of(db, person.team, candidate)
    submissions = storage.submissions.of(db, person.team, whom.id)
    if not rules.rights.may_have_all(person, submissions, storage.candidates.added_by(db, person.team, whom.id)):
        raise Refused(messages.exports.NOT_THEIRS)
    storage.audit.record(db, person.team, person.id, "exported", "candidate", whom.id, now)
    storage.asked_files.ask(db, person.team, person.id, FileKind.EVERYTHING, str(whom.id), now)


def typed(team: str, chosen: Export) -> str:
    """Say how the same table is made from the command line."""
    told = {name: getattr(chosen, name) for name in Export.__slots__}
    given = [
        f"--{name} {value.date().isoformat() if isinstance(value, datetime) else value}"
        for name, value in told.items()
        if value is not None
    ]
    return " ".join(["python -m bot export --team", team, *given, "-o candidates.csv"])


def _allowed(person: Person) -> None:
    if not rules.rights.may_take_out(person):
        raise Refused(messages.exports.NOT_ALLOWED)
