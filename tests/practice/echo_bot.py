"""What does the bot of these tests do, and how does it listen?"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice.slack import Practice
from tests.practice import house


def bolt(slack: Practice, heard: list[dict[str, Any]]) -> AsyncApp:
    """A bot that does a little of everything; `heard` gets every payload."""
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.url)
    app = AsyncApp(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @app.middleware
    async def note(body, next_):
        heard.append(body)
        await next_()

    for register in (commands, forms, presses, shortcuts_and_events):
        register(app)
    return app


def commands(app: AsyncApp) -> None:
    @app.command("/echo")
    async def echo(ack, command):
        await ack(f"You said: {command['text']}")

    @app.command("/form")
    async def opened(ack, command, client):
        await client.views_open(trigger_id=command["trigger_id"], view=house.form())
        await ack()

    @app.command("/post")
    async def posted(ack, command, client):
        await client.chat_postMessage(channel=command["user_id"], text="Ana", blocks=house.card("waiting"))
        await ack(text="For you only", blocks=house.card("shown to you"))

    @app.command("/crash")
    async def crashed():
        raise RuntimeError("on purpose")

    @app.command("/sleep")
    async def slept(ack):
        await asyncio.sleep(0.6)
        await ack("too late")

    @app.command("/toolong")
    async def too_long(ack):
        await ack(blocks=[{"type": "header", "text": house.words("x" * 151)}])

    @app.command("/work")
    async def worked(ack, respond):
        await respond("Working…")
        await respond("Done", replace_original=True)
        await ack()


def forms(app: AsyncApp) -> None:
    @app.options("who")
    async def looked_up(ack, payload):
        names = ["Ana Silva", "Anabel Lee", "Bo Chan"]
        found = [house.option(name) for name in names if payload["value"].lower() in name.lower()]
        await ack(option_groups=[{"label": house.words("People"), "options": found}] if found else [], options=None)

    @app.view("touch")
    async def submitted(ack, view):
        note = view["state"]["values"]["note"]["note"]["value"] or ""
        answers: dict[str, dict[str, Any]] = {
            "wrong": {"response_action": "errors", "errors": {"note": "That is wrong."}},
            "again": {"response_action": "update", "view": house.form("Again")},
            "deeper": {"response_action": "push", "view": house.form("Deeper")},
            "all": {"response_action": "clear"},
            "nonsense": {"response_action": "errors", "errors": {"nowhere": "?"}},
        }
        await ack(**answers.get(note, {}))

    @app.view_closed("touch")
    async def closed(ack):
        await ack()

    @app.action("more")
    async def more_pressed(ack, body, client):
        view = house.form(body["view"]["title"]["text"] + "!")
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
        await ack()


def presses(app: AsyncApp) -> None:
    @app.action("log")
    async def logged(ack, body, client, respond):
        if body["container"].get("is_ephemeral"):
            await respond(text="Gone", delete_original=True)
        else:
            place = body["channel"]["id"]
            ts = body["message"]["ts"]
            await client.chat_update(channel=place, ts=ts, text="Ana", blocks=house.card("logged"))
        await ack()

    @app.action("drop")
    async def dropped(ack, respond):
        await respond("Dropped", replace_original=True)
        await ack()

    @app.action("later")
    async def put_off(ack, payload, respond):
        await respond(f"Until {payload['selected_option']['text']['text']}", replace_original=False)
        await ack()


def shortcuts_and_events(app: AsyncApp) -> None:
    @app.shortcut("touch_anywhere")
    async def from_anywhere(ack, shortcut, client):
        await client.views_open(trigger_id=shortcut["trigger_id"], view=house.form("Anywhere"))
        await ack()

    @app.shortcut("touch_from_message")
    async def from_message(ack, shortcut, respond):
        await respond(f"About: {shortcut['message']['text']}")
        await ack()

    @app.event("app_home_opened")
    async def home_opened(event, client):
        button = {"type": "button", "action_id": "refresh", "text": house.words("Refresh")}
        blocks = [
            {"type": "section", "text": house.words(f"Hello <@{event['user']}>")},
            {"type": "actions", "block_id": "home", "elements": [button]},
        ]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.action("refresh")
    async def refreshed(ack, body, client):
        blocks = [{"type": "section", "text": house.words("Fresh")}]
        view = {"type": "home", "blocks": blocks}
        await client.views_publish(user_id=body["user"]["id"], hash=body["view"]["hash"], view=view)
        await ack()

    @app.event("message")
    async def spoken_to(event, say):
        if "bot_id" not in event:
            await say(f"Heard: {event['text']}")

    @app.event("user_change")
    async def changed(event):
        return None


@contextlib.asynccontextmanager
async def by_socket(slack: Practice, app: AsyncApp) -> AsyncIterator[None]:
    """The bot, connected by Socket Mode."""
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.3)
    await handler.connect_async()
    await slack.connected()
    try:
        yield
    finally:
        await handler.close_async()


@contextlib.asynccontextmanager
async def by_http(slack: Practice, app: AsyncApp) -> AsyncIterator[None]:
    """The bot, listening by HTTP at an address of its own."""
    runner = web.AppRunner(app.web_app(path="/slack/events"))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.deliver_by("http", f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    try:
        yield
    finally:
        await runner.cleanup()
