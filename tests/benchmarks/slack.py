"""Which Slack answers everything at once? One in a process of its own, so that it takes nobody's time."""

import asyncio
import itertools
import json
import sys
from typing import Any

from aiohttp import web

from tests.benchmarks.facts import ZONE, team

_posted = itertools.count(1)


async def answer(request: web.Request) -> web.Response:
    """Says yes to every method, with as much as its caller reads."""
    method = request.match_info["method"]
    if method == "chat.postMessage":
        return _json({"ok": True, "channel": "D0ANY", "ts": f"{next(_posted)}.000000"})
    if method == "auth.test":
        return _json({"ok": True, "team_id": team(0), "team": "Bench", "user_id": "U0BOT", "bot_id": "B0BOT"})
    if method == "users.info":
        asked = await request.post()
        return _json({"ok": True, "user": {"id": asked.get("user", "U0"), "name": "r", "tz": ZONE, "team_id": team(0)}})
    if method == "counted":
        return _json({"ok": True, "posted": next(_posted) - 1})
    return _json({"ok": True, "channel": {"id": "D0ANY"}, "messages": []})


def _json(answer: dict[str, Any]) -> web.Response:
    return web.Response(body=json.dumps(answer).encode(), content_type="application/json")


async def serve() -> None:
    """Listens on a free port, says which, and answers until it is stopped."""
    served = web.Application()
    served.router.add_route("*", "/api/{method}", answer)
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stdout.write(f"ready: http://127.0.0.1:{runner.addresses[0][1]}/api/\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
