"""Which bots is ours compared with? Each runs in a process of its own.

python -m tests.benchmarks.servers plain    a Bolt app with default settings that only acks, over HTTP
python -m tests.benchmarks.servers socket   the same in Socket Mode
python -m tests.benchmarks.servers raw      a Bolt app that writes a touch with one statement of the raw driver
"""

import asyncio
import json
import os
import secrets
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.benchmarks.facts import team, who
from tests.benchmarks.processes import SECRET

# The rows that our own touch leaves: the touch, the candidate's last moments, what is owed next, the answer kept.
ONE_STATEMENT = """
WITH whom AS (SELECT id, name FROM candidates WHERE team = %(team)s AND folded = %(folded)s),
kept AS (INSERT INTO inbox (team, key, at, result) VALUES (%(team)s, %(key)s, %(now)s, %(result)s)),
moments AS (UPDATE candidates SET spoke_at = %(now)s, updated_at = %(now)s WHERE team = %(team)s
    AND id = (SELECT id FROM whom)),
owed AS (UPDATE promises SET due_at = %(due)s, since = %(now)s, nudge_at = %(nudge)s, alone_at = %(alone)s
    WHERE team = %(team)s AND kind = 'updates.owed' AND subject = (SELECT id::text FROM whom))
INSERT INTO touches (team, id, candidate, kind, direction, outcome, two_way, told, note, at, logged_at, "by", credit,
    backdated)
SELECT %(team)s, %(id)s, id, 'call', 'out', 'spoke', true, true, %(note)s, %(now)s, %(now)s, %(by)s, %(by)s, false
FROM whom RETURNING id
"""


def client() -> AsyncWebClient:
    return AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])


def plain() -> AsyncApp:
    """A Bolt app as one begins with it: one listener, default settings."""
    app = AsyncApp(client=client(), signing_secret=SECRET)

    @app.command("/touch")
    async def touch(ack: Any) -> None:
        await ack("Logged for nobody.")

    return app


async def raw() -> AsyncApp:
    """A Bolt app that knows nothing but how to write a touch, with the raw driver and in one statement."""
    from psycopg_pool import AsyncConnectionPool

    pool = AsyncConnectionPool(os.environ["DATABASE_URL"], min_size=4, max_size=4, open=False)
    await pool.open(wait=True)
    app = AsyncApp(client=client(), signing_secret=SECRET, process_before_response=True)

    @app.command("/touch")
    async def touch(ack: Any, command: dict[str, Any]) -> None:
        name, _, note = command["text"].partition(" - ")
        now = datetime.now(UTC)
        row = {"team": team(0), "folded": name.lower(), "key": command["trigger_id"], "now": now, "by": who(0)}
        day = timedelta(days=1)
        moments = {"due": now + 2 * day, "nudge": now + day, "alone": now + 3 * day}
        more = {"id": secrets.randbits(63), "note": note, "result": json.dumps(row, default=str)}
        async with pool.connection() as connection:
            found = await connection.execute(ONE_STATEMENT, {**row, **moments, **more})
            logged = await found.fetchone()
        await ack(f"Logged for {name}." if logged else "I know nobody of that name.")

    return app


async def serve(app: AsyncApp) -> None:
    """Serves a Bolt app as Bolt itself does, on a free port."""
    server = app.server(port=0, path="/slack/events")
    runner = web.AppRunner(server.web_app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    ready(f"http://127.0.0.1:{runner.addresses[0][1]}")
    await asyncio.Event().wait()


async def connect(app: AsyncApp) -> None:
    """Hears Slack over Socket Mode."""
    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
    await handler.connect_async()
    ready("connected")
    await asyncio.Event().wait()


def ready(how: str) -> None:
    sys.stdout.write(f"ready: {how}\n")
    sys.stdout.flush()


async def main() -> None:
    if sys.argv[1] == "socket":
        await connect(plain())
    else:
        await serve(await raw() if sys.argv[1] == "raw" else plain())


if __name__ == "__main__":
    asyncio.run(main())
