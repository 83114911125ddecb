"""How is the bot put together, started, and stopped?"""

from __future__ import annotations

import asyncio
import contextlib
import errno
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp

import handlers
import storage
from bot.clock import Clock
from bot.credentials import client_of, may_connect, met, who_we_are
from bot.errors import Misconfigured
from bot.policy import Policy
from bot.settings import Settings
from handlers.socket import Socket
from handlers.underway import Underway
from scheduler.deliver import Deliverer
from scheduler.erasing import Eraser
from scheduler.handing import Courier
from scheduler.imports import Importer
from scheduler.loop import Ticker
from scheduler.retention import Asker
from scheduler.turns import Limits
from scheduler.work import Work
from storage.database import Database, Db
from storage.key_file import Keys
from storage.ledger import Ledger
from storage.migrate import is_at_head, migrate

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger("running")
OTHER_VERSION = "The database has the tables of another version: run `python -m bot migrate` first."
LAST_ANSWERS = 10.0
ANSWERS_WITHIN = 5.0


@dataclass
class Bot:
    """A running bot: its parts, for the command line and for whoever moves its clock."""

    team: str
    client: AsyncWebClient
    app: AsyncApp
    ticker: Ticker
    database: Database
    clock: Clock
    socket: Socket | None = None
    address: str | None = None
    underway: Underway = field(default_factory=Underway)

    async def ready(self) -> dict[str, bool]:
        """Tell of each part whether it works: the database, its tables, the clock, the connection to Slack."""
        checks = {"ticking": self.ticker.ticking(), "clock": self.ticker.agrees, "database": False, "tables": False}
        with contextlib.suppress(Exception):
            async with asyncio.timeout(ANSWERS_WITHIN):
                checks["tables"] = await self.database.ask(is_at_head)
                checks["database"] = await self.database.transact(_can_write)
        if self.socket is not None:
            checks["connected"] = await self.socket.is_connected()
        return checks

    async def figures(self, now: datetime) -> dict[str, float]:
        """Count what the metrics page tells."""
        counted = await self.database.ask(storage.outbox.figures, now)
        return {**counted, "tick_trouble": self.ticker.trouble}


@contextlib.asynccontextmanager
async def running(
    settings: Settings, clock: Clock, policy: Policy | None = None, limits: Limits | None = None
) -> AsyncIterator[Bot]:
    """Run the bot until the block is left: connected on entering, everything answered and closed on leaving."""
    policy = policy or Policy(region=settings.region, managers_channel=settings.managers_channel)
    limits = limits or Limits()
    database = opened(settings, clock.now())
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        client = await stack.enter_async_context(client_of(settings))
        bot = await _put_together(settings, clock, policy, limits, database, client)
        stack.push_async_callback(bot.ticker.stop)
        stack.push_async_callback(bot.underway.finished, LAST_ANSWERS)
        await _listen(settings, bot, stack)
        bot.ticker.start()
        yield bot


def opened(settings: Settings, now: datetime) -> Database:
    """Open the database; a SQLite file is brought to the tables of this version by itself.

    Raise `Misconfigured` where it cannot be reached, has the tables of another version, or pay in it was encrypted with
    a key that we do not have.
    """
    database = Database(settings.database_url)
    try:
        if database.dialect == "sqlite":
            migrate(database.engine)
        elif not database.run(is_at_head):
            raise Misconfigured(OTHER_VERSION)
        _give_keys(database, settings.keys, now)
    except BaseException:
        database.close_now()
        raise
    return database


def _give_keys(database: Database, keys: Keys, now: datetime) -> None:
    """Let the database know the keys that pay is encrypted with, and leave nothing in clear; at first one is made."""
    ring = keys.ring()
    database.look(storage.pay_keys.suit, keys, ring)
    database.give_keys(ring or keys.made())
    database.run(storage.pay_keys.begin, keys, now)
    storage.turning.encrypt_all(database)


async def _put_together(
    settings: Settings, clock: Clock, policy: Policy, limits: Limits, database: Database, client: AsyncWebClient
) -> Bot:
    home = await who_we_are(client)
    now = clock.now()
    await database.transact(storage.teams.install, home["team_id"], home["team"], home["user_id"], home["bot_id"], now)
    await _appoint(settings, database, client, home["team_id"])
    app = handlers.app.build(
        database,
        policy,
        clock,
        client,
        team=home["team_id"],
        bot_user=home["user_id"],
        bot_id=home["bot_id"],
    )
    eraser = Eraser(database, client, policy, clock, Ledger(settings.ledger))
    await came_back(eraser)
    deliverer = Deliverer(database, client, policy, clock, limits)
    importer = Importer(database, client, policy, clock)
    asker, courier = Asker(database, policy, clock), Courier(database, client, clock)
    work = Work(database, deliverer, policy, clock, eraser=eraser, importer=importer, asker=asker, courier=courier)
    ticker = Ticker(database, work, clock)
    database.on_wake = ticker.wake
    eraser.on_page = ticker.gets_on
    return Bot(home["team_id"], client, app, ticker, database, clock)


async def came_back(eraser: Eraser) -> None:
    """Erase whoever came back with an old backup, before anybody can see them or is told about them.

    Where one erasure fails, the others are served all the same; it is tried again at each round.
    """
    try:
        await eraser.reconcile()
    except OSError as error:
        raise Misconfigured(f"ERASURES names a file that cannot be used ({error.strerror}): choose another.") from None
    try:
        await eraser.erase_all()
    except Exception as error:
        log.error("erasing.failed", error=type(error).__name__)


async def _appoint(settings: Settings, database: Database, client: AsyncWebClient, team: str) -> None:
    """Meet those whom the settings name, and give them their rights."""
    for id in dict.fromkeys(settings.managers + settings.administrators):
        await database.transact(storage.people.meet, await met(client, team, id))
    await database.transact(storage.people.appoint, team, settings.managers, settings.administrators)


async def _listen(settings: Settings, bot: Bot, stack: contextlib.AsyncExitStack) -> None:
    """Begin to hear Slack, by Socket Mode or HTTP, and to tell how we are."""
    if settings.port is not None:
        await _serve(settings, settings.port, bot, stack)
    if settings.slack_app_token is not None:
        bot.socket = socket = Socket(bot.app, settings.slack_app_token.get_secret_value(), bot.client, bot.underway)
        stack.push_async_callback(_hang_up, socket, bot.underway)
        await may_connect(bot.client, settings.slack_app_token.get_secret_value())
        await socket.connect()


async def _hang_up(socket: Socket, underway: Underway) -> None:
    """Close the connection once what came by it is answered, since the answers go back the same way."""
    await underway.finished(LAST_ANSWERS)
    await socket.close()


async def _serve(settings: Settings, port: int, bot: Bot, stack: contextlib.AsyncExitStack) -> None:
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    app = bot.app if settings.over_http else None
    figures = handlers.web.Figures(bot.figures, bot.clock.now)
    site = handlers.web.build(app, secret, bot.ready, figures, bot.underway)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=LAST_ANSWERS)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, settings.host, port).start()
    except OSError as error:
        why = "is taken by another process" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        raise Misconfigured(f"PORT {port} on {settings.host} {why}: choose another in PORT or HOST.") from None
    host, port = runner.addresses[0][:2]
    bot.address = f"http://{host}:{port}"


def _can_write(db: Db) -> bool:
    """Take the write lock, and let it go."""
    storage.audit.seal(db)
    return True
