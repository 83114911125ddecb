"""How does a file that someone brought become candidates, a piece at a time?"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp
import structlog

import storage
from bot import intake, rules
from bot.clock import Clock
from bot.facts import Counts, Import, ImportState, ReadAs, SheetLine, Unreadable
from bot.policy import Policy
from bot.rules.sheets import NotASheet
from scheduler import replies
from scheduler.beside import Beside
from storage.database import Database, Db

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger("imports")
BATCH, STAGED_AT_ONCE = 500, 2_000
FETCH_WITHIN = aiohttp.ClientTimeout(total=120)
LATER, GIVE_UP_AFTER = timedelta(minutes=1), timedelta(hours=1)
SLACKS_OWN = (".slack.com",)
# The message is redrawn each time so much of the whole is done.
STEPS = 20


class Importer:
    """Goes on with what is to be brought in: one batch a round, so that nothing else waits for it.

    A batch and what became of its lines is one transaction: whoever is killed leaves it whole or untouched.
    """

    def __init__(self, database: Database, client: AsyncWebClient, policy: Policy, clock: Clock) -> None:
        self._database = database
        self._client = client
        self._policy = policy
        self._clock = clock
        self._beside = Beside(clock, "imports.left")

    async def step(self) -> bool:
        """Go on with one import; tell whether there may be more to do at once."""
        due = await self._database.ask(storage.imports.due, self._clock.now())
        if due is None:
            return False
        if due.state is ImportState.READING:
            return await self._beside.wait(due.id, partial(self._read, due))
        try:
            return await self._bring_in(due)
        except Exception as error:
            await self._stumbled(due, error)
            return False

    async def close(self) -> None:
        """Leave files that are being read to the next start."""
        await self._beside.close()

    async def _read(self, due: Import) -> None:
        """Fetch a file, keep its lines, and show who brought it what it holds."""
        try:
            await self._show(due, await fetched(self._client, due.file or ""))
        except NotASheet as error:
            await self._database.transact(_give_up, due, error.why, self._clock.now())
        except Exception as error:
            await self._stumbled(due, error)

    async def _show(self, due: Import, content: bytes) -> None:
        read_as, lines = await asyncio.to_thread(_read_all, content)
        for at in range(0, len(lines), STAGED_AT_ONCE):
            await self._database.transact(storage.imports.stage, due, lines[at : at + STAGED_AT_ONCE])
        region = await self._database.ask(intake.region_of, due.team, due.by, self._policy)
        counts = await self._database.ask(intake.foretold, due.team, lines[: intake.FORETOLD], read_as.columns, region)
        await self._database.transact(_shown, due, read_as, len(lines), counts, self._clock.now())
        log.info("imports.read", id=due.id, lines=len(lines))

    async def _bring_in(self, due: Import) -> bool:
        lines = await self._database.ask(storage.imports.lines, due, due.done, BATCH)
        region = await self._database.ask(intake.region_of, due.team, due.by, self._policy)
        columns = due.read_as.columns if due.read_as else ()
        rows = await asyncio.to_thread(rules.imports.understood, lines, columns, region)
        done = await self._database.transact(_batch, due, rows, self._policy, self._clock.now())
        log.debug("imports.brought", id=due.id, lines=len(lines))
        return done

    async def _stumbled(self, due: Import, error: Exception) -> None:
        """Try again later, or give up after a while; what is brought in already stays."""
        now = self._clock.now()
        log.error("imports.failed", id=due.id, error=type(error).__name__)
        if now - (due.begun_at or due.at) > GIVE_UP_AFTER:
            why = Unreadable.NOT_FETCHED if due.state is ImportState.READING else Unreadable.BROKEN
            await self._database.transact(_give_up, due, why, now)
        else:
            await self._database.transact(_put_off, due, now + LATER)


async def fetched(client: AsyncWebClient, file: str) -> bytes:
    """Fetch a file from Slack, and from nobody else; raise `NotASheet` where it is too large, or not for us to see."""
    try:
        told: dict[str, Any] = (await client.files_info(file=file))["file"]
    except Exception as error:
        if replies.classify(error).error in ("file_not_found", "file_deleted", "not_visible", "missing_scope"):
            raise NotASheet(Unreadable.NOT_SEEN) from None
        raise
    if int(told.get("size") or 0) > rules.imports.LARGEST:
        raise NotASheet(Unreadable.TOO_LARGE)
    url = str(told.get("url_private_download") or told.get("url_private") or "")
    if not _is_slacks(url, client.base_url):
        raise NotASheet(Unreadable.NOT_SEEN)
    return await _downloaded(client, url)


async def _downloaded(client: AsyncWebClient, url: str) -> bytes:
    """Download what the token may see; a page to sign in at is what comes to who may not."""
    assert client.session is not None
    headers = {"Authorization": f"Bearer {client.token}"}
    async with client.session.get(url, headers=headers, allow_redirects=False, timeout=FETCH_WITHIN) as reply:
        if reply.status in (301, 302, 303, 307, 308, 403, 404) or reply.content_type == "text/html":
            raise NotASheet(Unreadable.NOT_SEEN)
        reply.raise_for_status()
        content = bytearray()
        async for piece in reply.content.iter_chunked(65_536):
            content += piece
            if len(content) > rules.imports.LARGEST:
                raise NotASheet(Unreadable.TOO_LARGE)
    return bytes(content)


def _is_slacks(url: str, api: str) -> bool:
    """Tell whether an address is Slack's, or of the host that we were told to take for it."""
    asked, known = urlsplit(url), urlsplit(api)
    if asked.scheme == "https" and (asked.hostname or "").endswith(SLACKS_OWN):
        return True
    return (asked.scheme, asked.netloc) == (known.scheme, known.netloc)


def _read_all(content: bytes) -> tuple[ReadAs, Sequence[SheetLine]]:
    sheet = rules.sheets.opened(io.BytesIO(content))
    lines = list(islice(sheet.lines, rules.imports.MOST_LINES + 1))
    if len(lines) > rules.imports.MOST_LINES:
        raise NotASheet(Unreadable.TOO_MANY_LINES)
    if not lines:
        raise NotASheet(Unreadable.EMPTY)
    return sheet.read_as, lines


def _shown(db: Db, due: Import, read_as: ReadAs, total: int, counts: Counts, now: datetime) -> None:
    held = storage.imports.one(db, due.team, due.id, hold=True)
    if held is not None and held.state is ImportState.READING:
        storage.imports.read(db, held, read_as, total, counts)
        storage.imports.redraw(db, held, now)


def _batch(db: Db, due: Import, rows: Sequence[intake.Row], policy: Policy, now: datetime) -> bool:
    """Bring one batch in, unless somebody else has done so meanwhile."""
    held = storage.imports.claimed(db, due)
    if held is None or held.state is not ImportState.RUNNING or held.done != due.done:
        return False
    policy = storage.terms.policy(db, held.team, policy)
    settled = intake.take_in(db, held.team, held.by, held.id, rows, policy, now)
    after = storage.imports.settle(db, held, settled, intake.counted(settled))
    if after.state is ImportState.DONE or after.done * STEPS // after.total > held.done * STEPS // held.total:
        storage.imports.redraw(db, after, now)
    return True


def _give_up(db: Db, due: Import, why: Unreadable, now: datetime) -> None:
    if held := _as_it_was(db, due):
        storage.imports.fail(db, held, why)
        storage.imports.redraw(db, held, now)


def _put_off(db: Db, due: Import, until: datetime) -> None:
    if held := _as_it_was(db, due):
        storage.imports.put_off(db, held, until)


def _as_it_was(db: Db, due: Import) -> Import | None:
    """Hold an import that stands as it did, or give None: another bot got further with it meanwhile."""
    held = storage.imports.one(db, due.team, due.id, hold=True)
    return held if held and (held.state, held.done) == (due.state, due.done) else None
