"""A pretend Slack, and a real Bolt app that talks to it over each of the two wires."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from practice.slack import Practice
from tests.practice import echo_bot, house


@pytest.fixture
def clock() -> house.Clock:
    return house.Clock()


@pytest.fixture
async def slack(clock: house.Clock) -> AsyncIterator[Practice]:
    async with Practice(house.MANIFEST, clock.now, house.PEOPLE, house.CHANNELS) as started:
        yield started


@pytest.fixture
def client(slack: Practice) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])


@pytest.fixture
def heard() -> list[dict[str, Any]]:
    """Every payload the bot got."""
    return []


@pytest.fixture(params=["socket", "http"])
async def bot(request, slack: Practice, heard: list[dict[str, Any]]) -> AsyncIterator[str]:
    wire = echo_bot.by_socket if request.param == "socket" else echo_bot.by_http
    async with wire(slack, echo_bot.bolt(slack, heard)):
        yield request.param
