"""What happens when someone brings a file of candidates, or decides about it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import storage
from bot import forms, intake, letters, messages, rules
from bot.errors import Refused
from bot.facts import Counts, Field, FileKind, Import, ImportState, Person, Unreadable
from bot.policy import Policy
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import filled_in, number
from storage.database import Db

FROM_MESSAGE = "import_from_message"
# Messages that someone wrote, with or without a file; others tell that one was changed or taken away.
WRITTEN = (None, "file_share")


async def import_asked(
    ack: Ack, command: Json, _: Person, client: Client, __: Ask, ___: Transact, ____: Policy, _____: datetime
) -> None:
    """Someone types /care import: the form that takes a file."""
    await windows.show(client, command, forms.imports.bring())
    await ack()


async def file_submitted(ack: Ack, view: Json, person: Person, transact: Transact, now: datetime) -> None:
    """Someone hands a file over in the form."""
    file, name, size = filled_in(forms.imports.read_bring, view)
    if size > rules.imports.LARGEST:
        raise Refused(messages.unreadable.TOO_LARGE, field="file")
    await transact(decide_bring, [(file, name, size)], person, now)
    await ack(response_action="update", view=forms.notices.told("Reading", messages.imports.reading(name)))


async def import_opened(
    ack: Ack, body: Json, person: Person, transact: Transact, respond: Respond, now: datetime
) -> None:
    """Someone uses “Import this file” on a message."""
    named = _files(body["message"])
    if not named:
        raise Refused(messages.imports.NO_FILE)
    if any(size > rules.imports.LARGEST for _, _, size in named):
        raise Refused(messages.unreadable.TOO_LARGE)
    await transact(decide_bring, named, person, now)
    said = messages.imports.reading(named[0][1])
    await respond(text=said.text, blocks=said.blocks, response_type="ephemeral", replace_original=False)
    await ack()


async def message_heard(event: Json, person: Person | None, transact: Transact, now: datetime) -> None:
    """Someone writes to us as to a person: a file is read, and to anything else we say what we understand."""
    ours = event.get("bot_id") or event.get("subtype") not in WRITTEN or event.get("channel_type") != "im"
    if person is None or not person.member or ours:
        return
    named = _files(event)
    if named:
        await transact(decide_bring, named, person, now)
    else:
        await transact(decide_greet, str(event["ts"]), person, now)


def decide_bring(db: Db, named: Sequence[tuple[str, str, int]], person: Person, now: datetime) -> None:
    """Write files down, each with the one message that will tell all about it."""
    for file, name, size in named:
        error = Unreadable.TOO_LARGE if size > rules.imports.LARGEST else None
        id = storage.imports.add(db, person.team, person.id, name, now, file=file, error=error)
        key = storage.imports.letter_key(id)
        storage.outbox.letter(db, person.team, key, letters.IMPORT, person.id, now, now, about=id)


def decide_greet(db: Db, ts: str, person: Person, now: datetime) -> None:
    """Answer what was written, once."""
    key = f"{letters.GREETING}/{person.id}/{ts}"
    storage.outbox.letter(db, person.team, key, letters.GREETING, person.id, now, now)


async def begin_pressed(ack: Ack, action: Json, person: Person, transact: Transact, now: datetime) -> None:
    """Someone has seen what a file holds, and wants it brought in."""
    await transact(decide_begin, number(action["value"]), person, now)
    await ack()


def decide_begin(db: Db, id: int, person: Person, now: datetime) -> None:
    """Begin to bring a file in."""
    of = read_shown(db, id, person, hold=True)
    storage.imports.begin(db, of, now)
    storage.audit.record(db, person.team, person.id, "began", "import", id, now)
    storage.imports.redraw(db, of, now)


async def cancel_pressed(ack: Ack, action: Json, person: Person, transact: Transact, now: datetime) -> None:
    """Someone does not want a file brought in."""
    await transact(decide_cancel, number(action["value"]), person, now)
    await ack()


def decide_cancel(db: Db, id: int, person: Person, now: datetime) -> None:
    """Let a file go."""
    of = read_shown(db, id, person, hold=True)
    storage.imports.cancel(db, of)
    storage.imports.redraw(db, of, now)


async def columns_pressed(ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to say what the columns of a file hold."""
    of = await ask(read_shown, number(action["value"]), person)
    await windows.show(client, body, forms.imports.columns(of))
    await ack()


async def columns_submitted(
    ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone says what the columns of a file hold: what will become of it is foretold anew."""
    id, page = filled_in(forms.imports.columns_of, view)
    of = await ask(read_shown, id, person)
    columns = filled_in(forms.imports.read_columns, view, of.read_as.columns)
    counts = await ask(read_foretold, of, columns, person, policy)
    await transact(decide_columns, id, columns, counts, person, now)
    if page + 1 == len(forms.imports.PAGES):
        await ack(response_action="clear")
        return
    after = await ask(read_shown, id, person)
    await ack(response_action="update", view=forms.imports.columns(after, page + 1))


def read_foretold(db: Db, of: Import, columns: Sequence[Field | None], person: Person, policy: Policy) -> Counts:
    """Count what would become of the first lines of a file if it were read so."""
    first = storage.imports.lines(db, of, 0, intake.FORETOLD)
    return intake.foretold(db, person.team, first, columns, intake.region_of(db, person.team, person.id, policy))


def decide_columns(
    db: Db, id: int, columns: Sequence[Field | None], counts: Counts, person: Person, now: datetime
) -> None:
    """Read a file differently."""
    of = read_shown(db, id, person, hold=True)
    storage.imports.read_differently(db, of, columns, counts)
    storage.imports.redraw(db, of, now)


async def returned_pressed(ack: Ack, action: Json, person: Person, transact: Transact, now: datetime) -> None:
    """Someone wants the lines that came back: they will come to their direct messages as a file."""
    await transact(decide_returned, number(action["value"]), person, now)
    await ack()


def decide_returned(db: Db, id: int, person: Person, now: datetime) -> None:
    """Have the lines of an import that came back written, each with the reason."""
    of = _theirs(db, id, person)
    if not storage.imports.returned(db, of):
        raise Refused(messages.imports.LINES_GONE)
    storage.asked_files.ask(db, person.team, person.id, FileKind.REFUSED, str(id), now)


def read_shown(db: Db, id: int, person: Person, *, hold: bool = False) -> Import:
    """Give a file that waits to be brought in, to who brought it."""
    of = _theirs(db, id, person, hold=hold)
    if of.state is not ImportState.SHOWN:
        raise Refused(messages.imports.OVER)
    return of


def _theirs(db: Db, id: int, person: Person, *, hold: bool = False) -> Import:
    of = storage.imports.one(db, person.team, id, hold=hold)
    if of is None:
        raise Refused(messages.teams.old_button())
    if of.by != person.id:
        raise Refused(messages.teams.NOT_YOURS)
    return of


def _files(message: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    """List the files of a message: the id, name and size of each; one that Slack took away again is none."""
    kept = [file for file in message.get("files") or [] if file.get("mode") != "tombstone"]
    return [(str(file["id"]), str(file.get("name") or "file.csv"), int(file.get("size") or 0)) for file in kept]
