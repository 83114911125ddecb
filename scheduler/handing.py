"""How does a file that somebody asked for come to them, however slow Slack is?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import aiohttp
import structlog

import storage
from bot import letters
from bot.blocks import escape
from bot.clock import Clock
from bot.errors import Refused
from bot.facts import AskedFile
from scheduler import making, replies
from scheduler.beside import Beside
from scheduler.making import Made
from storage.database import Database, Db

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger("files")
UPLOAD_WITHIN = aiohttp.ClientTimeout(total=120)
LEASE, LATER, GIVE_UP_AFTER = timedelta(minutes=10), timedelta(minutes=1), timedelta(minutes=30)


class Courier:
    """Makes the files that were asked for and hands them over, each once.

    Its ids are on record before anybody can see a file: whoever is killed asks Slack first whether it has arrived.
    """

    def __init__(self, database: Database, client: AsyncWebClient, clock: Clock) -> None:
        self._database = database
        self._client = client
        self._clock = clock
        self._beside = Beside(clock, "files.left")

    async def step(self) -> bool:
        """Begin to hand one file over; tell whether there was one."""
        now = self._clock.now()
        asked = await self._database.transact(storage.asked_files.claim, now, now + LEASE)
        if asked is None:
            return False
        await self._beside.wait(asked.id, partial(self._hand_over, asked))
        return True

    async def close(self) -> None:
        """Leave files that are on their way to the next start."""
        await self._beside.close()

    async def _hand_over(self, asked: AskedFile) -> None:
        try:
            if not asked.files or not await self._has_arrived(asked.files):
                await self._send(asked, await making.made(self._database, asked, self._clock.now()))
            await self._database.transact(storage.asked_files.done, asked)
            log.info("files.handed_over", id=asked.id, kind=asked.kind.value)
        except Refused:
            log.warning("files.not_made", id=asked.id, kind=asked.kind.value)
            await self._database.transact(give_up, asked, letters.NOT_MADE, self._clock.now())
        except Exception as error:
            await self._stumbled(asked, error)

    async def _send(self, asked: AskedFile, made: Made) -> None:
        """Hand files over in someone's conversation with us, in one message under a comment of ours."""
        places = [
            await self._client.files_getUploadURLExternal(filename=name, length=len(content))
            for name, content in made.files
        ]
        ids = [place["file_id"] for place in places]
        await self._database.transact(storage.asked_files.record_sent, asked, ids, made.at)
        for place, (_, content) in zip(places, made.files, strict=True):
            await self._upload(place["upload_url"], content)
        channel = (await self._client.conversations_open(users=asked.by))["channel"]["id"]
        titled = [{"id": id, "title": name} for id, (name, _) in zip(ids, made.files, strict=True)]
        comment = escape(made.comment)
        await self._client.files_completeUploadExternal(files=titled, channel_id=channel, initial_comment=comment)

    async def _upload(self, url: str, content: bytes) -> None:
        assert self._client.session is not None
        async with self._client.session.post(url, data=content, timeout=UPLOAD_WITHIN) as reply:
            reply.raise_for_status()

    async def _has_arrived(self, files: Sequence[str]) -> bool:
        """Ask Slack about files whose handing over we have not heard the end of."""
        try:
            for file in files:
                await self._client.files_info(file=file)
        except Exception as error:
            if replies.classify(error).error in ("file_not_found", "file_deleted"):
                return False
            raise
        return True

    async def _stumbled(self, asked: AskedFile, error: Exception) -> None:
        """Try again soon, or tell whoever waits that the file does not come."""
        now = self._clock.now()
        log.error("files.failed", id=asked.id, error=replies.classify(error).error)
        if now - asked.at > GIVE_UP_AFTER:
            await self._database.transact(give_up, asked, letters.NOT_HANDED_OVER, now)
        else:
            await self._database.transact(storage.asked_files.put_off, asked, now + LATER)


def give_up(db: Db, asked: AskedFile, kind: str, now: datetime) -> None:
    """Let a file go that does not come, and tell whoever waits for it."""
    if storage.asked_files.done(db, asked):
        key = f"{kind}/{asked.id}"
        storage.outbox.letter(db, asked.team, key, kind, asked.by, now, now, about=asked.kind.value)
