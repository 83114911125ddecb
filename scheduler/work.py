"""What is done at a tick, and in which order?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

import storage
from bot.clock import Clock
from bot.policy import Policy
from scheduler.deliver import Deliverer
from scheduler.erasing import Eraser
from scheduler.gather import gather, put_aside
from scheduler.handing import Courier
from scheduler.imports import Importer
from scheduler.retention import Asker
from storage.database import Database, Db

log = structlog.get_logger("work")
SWEEP_EVERY = timedelta(hours=1)


class Work:
    """Erases, gathers, delivers and brings files in; tidies up, and asks about old records."""

    def __init__(
        self,
        database: Database,
        deliverer: Deliverer,
        policy: Policy,
        clock: Clock,
        *,
        eraser: Eraser | None = None,
        importer: Importer | None = None,
        asker: Asker | None = None,
        courier: Courier | None = None,
    ) -> None:
        self._database = database
        self._deliverer = deliverer
        self._policy = policy
        self._clock = clock
        self._eraser = eraser
        self._importer = importer
        self._asker = asker
        self._courier = courier
        self._swept_at: datetime | None = None
        self.trouble = 0

    async def round(self) -> bool:
        """Do what is due now, once through; tell whether there may be more."""
        if self._eraser is not None:
            await self._apart("erasing.failed", self._eraser.erase_all)
            await self._apart("deleting.failed", self._eraser.delete_files)
        gathered = await self._gathered()
        if gathered:
            log.debug("gather.committed", promises=gathered)
        delivered = await self._deliverer.deliver()
        brought = self._importer is not None and await self._importer.step()
        handed = self._courier is not None and await self._courier.step()
        return bool(gathered or delivered or brought or handed)

    async def tidy(self, *, unsealed: bool) -> None:
        """Seal the audit; once an hour throw away what is too old; look for records that nobody has asked about."""
        if unsealed:
            await self._database.transact(storage.audit.seal)
        now = self._clock.now()
        if self._swept_at is None or now - self._swept_at >= SWEEP_EVERY:
            await self._database.transact(sweep, now)
            if self._eraser is not None:
                await self._apart("ledger.failed", self._eraser.reconcile)
            self._swept_at = now
        if self._asker is not None:
            await self._apart("retention.failed", self._asker.look)

    def stop(self) -> None:
        """Begin nothing more."""
        self._deliverer.closing = True

    async def close(self) -> None:
        """Give up what is done beside the rounds."""
        if self._importer is not None:
            await self._importer.close()
        if self._courier is not None:
            await self._courier.close()

    async def _gathered(self) -> int:
        try:
            return await self._database.transact(gather, self._policy, self._clock.now())
        except Exception:
            aside = await self._database.transact(put_aside, self._policy, self._clock.now())
            if not aside:
                raise
            self.trouble += aside
            return aside

    async def _apart(self, failed: str, *steps: Callable[[], Awaitable[object]]) -> None:
        """Do what nothing else waits for: where it fails, what is owed to others goes on."""
        try:
            for step in steps:
                await step()
        except Exception as error:
            self.trouble += 1
            log.error(failed, error=type(error).__name__)


def sweep(db: Db, now: datetime) -> None:
    """Throw away old keys of the inbox, and drafts and files that nobody came back to."""
    storage.inbox.sweep(db, now)
    storage.drafts.sweep(db, now)
    storage.imports.sweep(db, now)
    storage.merging.sweep(db, now)
