"""How is whoever is to be erased erased, everywhere, and again should an old backup bring them back?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

import storage
from bot import letters, messages, promises, rules
from bot.clock import Clock
from bot.facts import Erasure, KnownAs, News
from bot.policy import Policy
from bot.redaction import Redactor
from scheduler import replies
from storage.database import Database, Db
from storage.ledger import Ledger

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger("erasing")
# Of which kinds promises and items of letters are that are about someone, or about something of theirs.
KINDS = (*promises.KINDS, rules.rulings.CLOCK, rules.more_time.CLOCK, storage.offers.CLOCK, *News)
FILES_AT_ONCE = 20
FILE_GONE = {"file_not_found", "file_deleted"}
TRY_AGAIN = timedelta(hours=1)
HANDED_OVER_WITHIN = timedelta(minutes=10)
# At most so often the index of parts is rewritten a little after an erasure: some hundred thousand pages.
MOST_TIDYINGS = 1_000


class Eraser:
    """Erases, one after the other, those of whom it was asked; the ledger knows of each before anything is deleted.

    `on_page` is called as it gets on, since looking through all that is kept may take minutes.

    Free text of others is looked through by readers, page by page, so that nobody waits for it; then all that is
    theirs goes in one transaction; what it left behind in the file is wiped, and only then is it done. Killed anywhere,
    it goes on with that erasure.
    """

    def __init__(
        self, database: Database, client: AsyncWebClient | None, policy: Policy, clock: Clock, ledger: Ledger
    ) -> None:
        self._database = database
        self._client = client
        self._policy = policy
        self._clock = clock
        self._ledger = ledger
        self.on_page: Callable[[], None] = lambda: None

    async def reconcile(self) -> None:
        """Bring the ledger and the database together, both ways: who is in either is erased in both."""
        written = await asyncio.to_thread(self._ledger.read)
        known = await self._database.ask(storage.erasures.every)
        there = {(each.team, each.candidate) for each in known}
        new = [each for each in written if (each.team, each.candidate) not in there]
        for erasure in await self._database.transact(storage.erasures.bring_in, new):
            log.warning("erasing.came_back", candidate=erasure.candidate)
        await asyncio.to_thread(self._ledger.add, known)

    async def erase_all(self) -> int:
        """Erase everybody who waits to be; tell how many they were.

        Where one cannot be erased, the others still are; then what went wrong is raised.
        """
        done, failed = list[Erasure](), list[Exception]()
        for erasure in await self._database.ask(storage.erasures.undone):
            try:
                await self._erase(erasure)
                done.append(erasure)
            except Exception as error:
                log.error("erasing.stumbled", candidate=erasure.candidate, error=type(error).__name__)
                failed.append(error)
        if done:
            await self._leave_no_trace()
        for erasure in done:
            await self._database.transact(finish, erasure, self._clock.now())
            log.info("erasing.done", candidate=erasure.candidate)
        if failed:
            raise failed[0]
        return len(done)

    async def delete_files(self) -> int:
        """Delete files in Slack whose time is over; tell how many were looked at."""
        due = await self._database.ask(storage.files_sent.due, self._clock.now(), FILES_AT_ONCE)
        for team, id, file, at in due if self._client else []:
            gone = await self._is_deleted(file, self._clock.now() - at > HANDED_OVER_WITHIN)
            done = storage.files_sent.deleted if gone else storage.files_sent.put_off
            await self._database.transact(done, team, id, self._clock.now() + TRY_AGAIN)
        return len(due)

    async def _is_deleted(self, file: str, is_over: bool) -> bool:
        """Have Slack delete a file; one that it does not know may still be on its way, until that is over."""
        assert self._client is not None
        await self._say_taken_back(file)
        try:
            await self._client.files_delete(file=file)
        except Exception as error:
            word = replies.classify(error).error
            if word in FILE_GONE:
                return is_over
            log.warning("erasing.file_stays", file=file, error=word)
            return False
        return True

    async def _say_taken_back(self, file: str) -> None:
        """Have the messages that show a file say that it was taken back; they keep our words when it is gone."""
        assert self._client is not None
        try:
            shares = (await self._client.files_info(file=file))["file"].get("shares", {})
            places = [(channel, one["ts"]) for of in shares.values() for channel, some in of.items() for one in some]
            for channel, ts in places:
                await self._client.chat_update(channel=channel, ts=ts, text=messages.exports.TAKEN_BACK)
        except Exception as error:
            log.info("erasing.words_stay", file=file, error=replies.classify(error).error)

    async def _erase(self, erasure: Erasure) -> None:
        known = await self._database.ask(storage.known_as.known_as, erasure.team, erasure.candidate)
        alike = [Erasure(erasure.team, id, erasure.by, erasure.at) for id in known.ids]
        await asyncio.to_thread(self._ledger.add, alike)
        log.debug("erasing.in_ledger", candidate=erasure.candidate)
        mentions = await self._redact(erasure.team, known)
        now = self._clock.now()
        log.debug("erasing.redacted", candidate=erasure.candidate)
        await self._database.transact(erase, erasure, mentions, self._policy, now)
        log.debug("erasing.deleted", candidate=erasure.candidate)
        await self._redact(erasure.team, known)  # what was written meanwhile

    async def _redact(self, team: str, known: KnownAs) -> int:
        """Take someone out of what is kept about others; tell in how many places they stood."""
        if not known.names and not known.contacts:
            return 0
        without, count = Redactor(known), 0
        others = await self._database.ask(storage.known_as.namesakes, team, known)
        for of in storage.mentions.FREE_TEXT:
            after = None
            while True:
                places, after = await self._database.ask(storage.mentions.look, team, of, after, without, others)
                self.on_page()
                if places:
                    given = (team, places, without, others, self._clock.now())
                    count += await self._database.transact(redact, *given)
                if after is None:
                    break
        return count

    async def _leave_no_trace(self) -> None:
        """Have what was deleted leave the index of parts and the log of SQLite, too."""
        more = await self._database.transact(storage.erasing.tidy_parts, begin=True)
        for _ in range(MOST_TIDYINGS if more else 0):
            if not await self._database.transact(storage.erasing.tidy_parts):
                break
        await self._database.empty_log()
        log.debug("erasing.wiped")


def redact(
    db: Db,
    team: str,
    places: list[storage.mentions.Place],
    without: Redactor,
    others: frozenset[int],
    now: datetime,
) -> int:
    """Rewrite what names someone, and have the messages that show it redrawn; tell how many places were rewritten."""
    touched = storage.mentions.redact(db, team, places, without, others)
    shown = storage.erasing.letters_about(db, team, touched.candidates, touched.rows, KINDS)
    storage.erasing.show_without(db, team, shown, now)
    return touched.mentions


def erase(db: Db, erasure: Erasure, mentions: int, policy: Policy, now: datetime) -> None:
    """Delete all that is about someone, unless that was done meanwhile."""
    if not storage.erasures.is_asked(db, erasure.team, erasure.candidate, hold=True):
        return
    if storage.erasures.is_written_down(db, erasure):
        return
    known = storage.known_as.known_as(db, erasure.team, erasure.candidate)
    erased = storage.erasing.take_out(db, erasure.team, known, KINDS, mentions, now)
    promises.plan(db, erasure.team, known.ids, storage.terms.policy(db, erasure.team, policy), now)
    storage.erasures.write_down(db, erasure, known, erased, now)
    log.debug("erasing.deleting", candidate=erasure.candidate)


def finish(db: Db, erasure: Erasure, now: datetime) -> None:
    """Write down that an erasure is done, and let whoever asked hear of it."""
    is_awaited = storage.erasures.finish(db, erasure, now)
    if is_awaited and storage.people.known(db, erasure.team, erasure.by):
        key = f"{letters.ERASED}/{erasure.candidate}/{erasure.at.isoformat()}"
        storage.outbox.letter(
            db, erasure.team, key, letters.ERASED, erasure.by, now, now, about=erasure.candidate, by=erasure.by
        )
