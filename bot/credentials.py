"""Does Slack take our tokens, who are we to it, and whom do the settings name?"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

import handlers
from bot.errors import Misconfigured
from bot.facts import Person
from bot.settings import Settings
from scheduler import replies
from scheduler.deliver import CALL_LIMIT


@contextlib.asynccontextmanager
async def client_of(settings: Settings) -> AsyncIterator[AsyncWebClient]:
    """Give the client that speaks to Slack, over one session; it never tries a call again by itself."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_LIMIT)) as session:
        token = settings.slack_bot_token.get_secret_value()
        yield AsyncWebClient(token=token, base_url=settings.slack_api_url, session=session, retry_handlers=[])


async def who_we_are(client: AsyncWebClient) -> dict[str, Any]:
    """Ask Slack who this token is; raise `Misconfigured` where it is nobody, or Slack cannot be reached."""
    try:
        reply = await client.auth_test()
    except (SlackApiError, aiohttp.ClientError, OSError) as error:
        raise Misconfigured(
            refused(error, "SLACK_BOT_TOKEN", "copy it anew from “OAuth & Permissions” of your app")
        ) from None
    assert isinstance(reply.data, dict)
    return reply.data


async def met(client: AsyncWebClient, team: str, id: str) -> Person:
    """Ask Slack about someone whom the settings name; raise `Misconfigured` where it knows nobody of that id."""
    try:
        reply = await client.users_info(user=id)
    except (SlackApiError, aiohttp.ClientError, OSError) as error:
        fix = "copy the member id from their profile"
        raise Misconfigured(refused(error, f"{id}, named in MANAGERS or ADMINISTRATORS,", fix)) from None
    return handlers.lending.read_user(team, reply["user"])


async def may_connect(client: AsyncWebClient, app_token: str) -> None:
    """Ask Slack whether we may connect by Socket Mode; raise `Misconfigured` where we may not."""
    try:
        await client.apps_connections_open(app_token=app_token)
    except (SlackApiError, aiohttp.ClientError, OSError) as error:
        fix = "make one with the scope connections:write under “Basic Information” of your app"
        raise Misconfigured(refused(error, "SLACK_APP_TOKEN", fix)) from None


def refused(error: Exception, variable: str, fix: str) -> str:
    """Say in words why Slack did not take what a variable holds, or that Slack was not there."""
    word = replies.classify(error).error
    if isinstance(error, SlackApiError) and not word.startswith("status_"):
        return f"Slack does not accept {variable} ({word}): {fix}."
    return f"Slack cannot be reached ({word}): check the network and SLACK_API_URL."
