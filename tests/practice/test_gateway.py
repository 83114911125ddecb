"""Does a delivery reach the bot, or is it known that it did not?"""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from practice.posted import form_of, signed
from tests.practice import echo_bot


@pytest.fixture
async def site(slack):
    """A url that notes what is posted to it, and answers what the test put into `answers`."""
    came: list[tuple[web.Request, str]] = []
    answers: list[web.Response] = []
    all_given = asyncio.Event()

    async def take(request: web.Request) -> web.Response:
        came.append((request, await request.text()))
        answer = answers.pop(0) if answers else web.Response(status=500)
        if not answers:
            all_given.set()
        return answer

    served = web.Application()
    served.router.add_post("/", take)
    runner = web.AppRunner(served)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.deliver_by("http", f"http://127.0.0.1:{runner.addresses[0][1]}/")
    yield came, answers, all_given
    await runner.cleanup()


async def test_posts_are_signed_with_real_time(slack, site):
    came, _, _ = site
    await slack.seat("U0RITA").types("/echo ä + b")
    request, body = came[0]
    assert request.content_type == "application/x-www-form-urlencoded"
    assert "text=%C3%A4+%2B+b" in body
    assert SignatureVerifier(slack.signing_secret).is_valid_request(body, dict(request.headers))
    assert not SignatureVerifier("another").is_valid_request(body, dict(request.headers))


def test_an_old_signature_is_old():
    form = form_of("slash_commands", {"text": "x"})
    fresh, old = signed(form, "secret"), signed(form, "secret", age=301)
    assert SignatureVerifier("secret").is_valid_request(form.body, fresh)
    assert not SignatureVerifier("secret").is_valid_request(form.body, old)


async def test_events_are_delivered_again_until_they_are_acknowledged(slack, site):
    came, answers, all_given = site
    slack.gateway.event_retries = (0.0, 0.0, 0.0)
    answers += [web.Response(status=500), web.Response(status=503), web.Response(status=200)]
    await slack.tell({"type": "app_home_opened", "user": "U0RITA", "tab": "home"})
    async with asyncio.timeout(2):
        await all_given.wait()
    assert [request.headers.get("x-slack-retry-num") for request, _ in came] == [None, "1", "2"]
    assert len({body for _, body in came}) == 1


async def test_an_event_nobody_asked_for_is_not_delivered(slack, site):
    assert await slack.tell({"type": "reaction_added"}) is None


async def test_without_a_bot_people_are_told_so(slack):
    seat = slack.seat("U0RITA")
    await seat.types("/echo anyone?")
    assert [one.text for one in seat.notices] == ["/echo failed because the app did not respond."]


@pytest.mark.parametrize("gently", [True, False])
async def test_a_bot_that_lost_its_socket_comes_back(slack, gently):
    async with echo_bot.by_socket(slack, echo_bot.bolt(slack, [])):
        await slack.drop_sockets(gently)
        await slack.connected()
        assert [one.text for one in await slack.seat("U0RITA").types("/echo back")] == ["You said: back"]


async def test_a_payload_goes_to_one_of_the_sockets(slack):
    first: list[dict[str, Any]] = []
    second: list[dict[str, Any]] = []
    one, another = echo_bot.bolt(slack, first), echo_bot.bolt(slack, second)
    async with echo_bot.by_socket(slack, one), echo_bot.by_socket(slack, another):
        await slack.connected(2)
        assert slack.sockets() == 2
        for _ in range(4):
            await slack.seat("U0RITA").types("/echo")
    assert (len(first), len(second)) == (2, 2)
