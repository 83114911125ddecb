"""Does what is told to go wrong go wrong, and is the thing done or not done?"""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError


async def said(slack) -> list[str]:
    return [message.text for message in slack.seat("U0RITA").dm()]


@pytest.mark.parametrize(
    ("kind", "more", "error", "done"),
    [
        ("lose_reply", {}, aiohttp.ServerDisconnectedError, True),
        ("refuse", {}, aiohttp.ServerDisconnectedError, False),
        ("status", {"status": 500}, SlackApiError, False),
        ("status", {"status": 503, "done": True}, SlackApiError, True),
        ("status", {"status": 429, "retry_after": 7}, SlackApiError, False),
        ("error", {"code": "fatal_error"}, SlackApiError, False),
        ("error", {"code": "fatal_error", "done": True}, SlackApiError, True),
        ("garbage", {"body": "html"}, Exception, False),
        ("garbage", {"body": "truncated", "done": True}, Exception, True),
        ("garbage", {"body": "empty", "done": True}, Exception, True),
        ("late", {"seconds": 0.05}, None, True),
    ],
)
async def test_a_fault_is_met_once(slack, client, kind, more, error, done):
    slack.faults.add("chat.postMessage", kind, **more)
    if error:
        with pytest.raises(error) as caught:
            await client.chat_postMessage(channel="U0RITA", text="first")
        if more.get("retry_after"):
            assert caught.value.response.headers["Retry-After"] == "7"
    else:
        await client.chat_postMessage(channel="U0RITA", text="first")
    await client.chat_postMessage(channel="U0RITA", text="second")
    assert await said(slack) == (["first"] if done else []) + ["second"]
    assert [call.fault for call in slack.calls] == [kind, ""]


async def test_a_late_call_is_done_even_when_the_bot_has_gone(slack, client):
    fault = slack.faults.add("chat.postMessage", "late")
    client.timeout = 0.1
    with pytest.raises(TimeoutError):
        await client.chat_postMessage(channel="U0RITA", text="late")
    assert await said(slack) == []
    heard = asyncio.Event()
    slack.workspace.listen(lambda change: heard.set() if change.kind == "message" else None)
    fault.release()
    async with asyncio.timeout(2):
        await heard.wait()
    assert await said(slack) == ["late"]


async def test_a_fault_can_be_picky(slack, client):
    slack.faults.add("*", "error", code="ratelimited", channel="U0TOM")
    slack.faults.add("*", "error", times=2, code="internal_error", only=lambda body: body.get("text") == "bad")
    await client.chat_postMessage(channel="U0RITA", text="good")
    for text, person in (("bad", "U0RITA"), ("bad", "U0RITA"), ("good", "U0TOM")):
        with pytest.raises(SlackApiError):
            await client.chat_postMessage(channel=person, text=text)
    await client.chat_postMessage(channel="U0RITA", text="bad")
    assert [call.error for call in slack.calls] == ["", "internal_error", "internal_error", "ratelimited", ""]
