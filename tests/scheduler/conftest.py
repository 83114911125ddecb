"""What the tests of the clock may ask for: an office with letters to say, on either engine."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from practice.slack import Practice
from tests.scheduler import owing
from tests.scheduler.office import office as opened


@pytest.fixture
async def office(database_url):
    async with opened(database_url) as it:
        yield it


@pytest.fixture
async def sqlite_office(sqlite_url):
    """The same on SQLite alone, for what the engine has no part in."""
    async with opened(sqlite_url) as it:
        yield it


@pytest.fixture
async def slack():
    """A practice workspace with one recruiter in it."""
    scopes = {"oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    async with Practice(scopes, lambda: owing.MORNING, [owing.member(0)]) as it:
        yield it


@pytest.fixture
async def client(slack):
    """A client that never tries a call again by itself."""
    return AsyncWebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
