"""Does the Web API answer as Slack's does, to slack_sdk's own client?"""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from practice.shapes import Channel
from practice.slack import Practice
from tests.practice import house

HEADER_TOO_LONG = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]


async def refusal(call) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_a_message_to_a_person_opens_their_conversation(slack, client):
    metadata = {"event_type": "letter", "event_payload": {"id": "42"}}
    posted = await client.chat_postMessage(channel="U0RITA", text="Good morning", metadata=metadata)
    assert posted["channel"] == slack.workspace.im("U0RITA").id
    assert [one.ts for one in slack.seat("U0RITA").dm()] == [posted["ts"]]
    found = await client.conversations_history(channel=posted["channel"], include_all_metadata=True)
    assert found["messages"][0]["metadata"] == metadata
    found = await client.conversations_history(channel=posted["channel"])
    assert found["messages"][0]["metadata"] == {"event_type": "letter"}


async def test_a_message_is_changed_and_taken_back(slack, client):
    metadata = {"event_type": "letter", "event_payload": {"id": "42"}}
    divider = [{"type": "divider"}]
    posted = await client.chat_postMessage(channel="U0RITA", text="one", blocks=divider, metadata=metadata)
    place, ts = posted["channel"], posted["ts"]
    await client.chat_update(channel=place, ts=ts, text="two")
    message = slack.workspace.message(place, ts)
    assert (message.text, message.blocks, message.metadata) == ("two", [], metadata)
    await client.chat_update(channel=place, ts=ts, text="three", metadata={})
    assert message.metadata is None
    await client.chat_delete(channel=place, ts=ts)
    assert slack.seat("U0RITA").dm() == []
    assert await refusal(client.chat_update(channel=place, ts=ts, text="four")) == "message_not_found"


async def test_history_is_read_in_pages(slack, client, clock):
    moments = []
    for number in range(5):
        clock.wait(minutes=1)
        moments.append((await client.chat_postMessage(channel="U0RITA", text=str(number)))["ts"])
    await client.chat_postEphemeral(channel="C0GENERAL", user="U0RITA", text="unseen")
    place = slack.workspace.im("U0RITA").id
    page = await client.conversations_history(channel=place, limit=2)
    assert ([one["text"] for one in page["messages"]], page["has_more"]) == (["4", "3"], True)
    cursor = page["response_metadata"]["next_cursor"]
    page = await client.conversations_history(channel=place, limit=3, cursor=cursor)
    assert ([one["text"] for one in page["messages"]], page["has_more"]) == (["2", "1", "0"], False)
    page = await client.conversations_history(channel=place, oldest=moments[2])
    assert [one["text"] for one in page["messages"]] == ["4", "3"]
    page = await client.conversations_history(channel=place, oldest=moments[2], latest=moments[3], inclusive=True)
    assert [one["text"] for one in page["messages"]] == ["3", "2"]


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("chat.postMessage", {"channel": "U0RITA"}, "no_text"),
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0SECRET", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0RANDOM", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "U0GONE", "text": "x"}, "user_disabled"),
        ("chat.postMessage", {"channel": "U0RITA", "text": "x", "blocks": "{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": "U0RITA", "blocks": HEADER_TOO_LONG}, "invalid_blocks"),
        ("chat.postEphemeral", {"channel": "C0GENERAL", "user": "U0GUS", "text": "x"}, "user_not_in_channel"),
        ("chat.update", {"channel": "C0GENERAL", "ts": "1.0", "text": "x"}, "message_not_found"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
        ("conversations.open", {"users": "U0GONE"}, "user_disabled"),
        ("conversations.history", {"channel": "C0GENERAL"}, "missing_scope"),
        ("conversations.info", {"channel": "C0GENERAL"}, "missing_scope"),
        ("files.getUploadURLExternal", {"filename": "a", "length": 1}, "missing_scope"),
        ("views.open", {"trigger_id": "1.2.3", "view": house.form()}, "invalid_trigger_id"),
        ("views.open", {"trigger_id": "1.2.3", "view": {"type": "modal"}}, "invalid_arguments"),
        ("views.update", {"view_id": "V0", "view": house.form()}, "not_found"),
        ("chat.postMassage", {}, "unknown_method"),
        ("apps.connections.open", {}, "not_allowed_token_type"),
    ],
)
async def test_what_is_refused(client, method, args, error):
    assert await refusal(client.api_call(method, json=args)) == error


async def test_tokens_are_checked(slack):
    nobody = AsyncWebClient(token="xoxb-wrong", base_url=slack.url)
    assert await refusal(nobody.auth_test()) == "invalid_auth"
    async with aiohttp.ClientSession() as session, session.post(f"{slack.url}auth.test") as response:
        assert await response.json() == {"ok": False, "error": "not_authed"}
        assert "Date" in response.headers
    await slack.uninstall()
    assert await refusal(AsyncWebClient(token=slack.bot_token, base_url=slack.url).auth_test()) == "account_inactive"


async def test_a_missing_scope_is_named(client):
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_list()
    assert caught.value.response["needed"] == "channels:read"
    assert "chat:write" in caught.value.response["provided"]


async def test_people_are_told_of(client, slack):
    rita = (await client.users_info(user="U0RITA", include_locale=True))["user"]
    assert (rita["tz"], rita["tz_offset"], rita["locale"]) == ("Europe/Lisbon", 0, "pt-PT")
    assert rita["profile"]["display_name"] == "rita"
    oscar = (await client.users_info(user="U0OSCAR", include_locale=True))["user"]
    assert (oscar["is_stranger"], oscar["team_id"], oscar.get("locale")) == (True, "T0OTHER", None)
    assert (await client.users_info(user="U0GUS"))["user"]["is_restricted"] is True
    pages = [page["members"] async for page in await client.users_list(limit=4)]
    assert [len(page) for page in pages] == [4, 2]
    me = await client.auth_test()
    assert (me["user_id"], me["team_id"]) == ("U0BOT", slack.workspace.team_id)


async def test_a_trigger_is_good_once_and_not_for_long(client, slack):
    trigger = slack.tickets.trigger("U0RITA")
    await client.views_open(trigger_id=trigger, view=house.form())
    assert await refusal(client.views_open(trigger_id=trigger, view=house.form())) == "exchanged_trigger_id"
    slack.tickets.trigger_seconds = 0.05
    trigger = slack.tickets.trigger("U0RITA")
    await asyncio.sleep(0.06)
    assert await refusal(client.views_open(trigger_id=trigger, view=house.form())) == "expired_trigger_id"


async def test_three_modals_stand_on_each_other_at_most(client, slack):
    await client.views_open(trigger_id=slack.tickets.trigger("U0RITA"), view=house.form("1"))
    for title in ("2", "3"):
        trigger = slack.tickets.trigger("U0RITA", from_modal=True)
        await client.views_push(trigger_id=trigger, view=house.form(title))
    trigger = slack.tickets.trigger("U0RITA", from_modal=True)
    assert await refusal(client.views_push(trigger_id=trigger, view=house.form("4"))) == "push_limit_reached"
    first, second, third = slack.workspace.modals("U0RITA")
    assert (second.previous_view_id, third.root_view_id) == (first.id, first.id)


async def test_a_stale_hash_is_refused(client, slack):
    trigger = slack.tickets.trigger("U0RITA")
    view = (await client.views_open(trigger_id=trigger, view=house.form(external_id="mine")))["view"]
    await client.views_update(external_id="mine", hash=view["hash"], view=house.form("2"))
    stale = client.views_update(view_id=view["id"], hash=view["hash"], view=house.form("3"))
    assert await refusal(stale) == "hash_conflict"
    home = {"type": "home", "blocks": []}
    shown = (await client.views_publish(user_id="U0RITA", view=home))["view"]
    await client.views_publish(user_id="U0RITA", hash=shown["hash"], view=home)
    assert await refusal(client.views_publish(user_id="U0RITA", hash=shown["hash"], view=home)) == "hash_conflict"


async def test_a_response_url_is_good_for_five_posts_and_half_an_hour(slack, clock):
    async def post(url: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.post(url, json={"text": "x"}) as response:
            return response.status, await response.text()

    url = f"{slack.workspace.address}/response/{slack.tickets.response('U0RITA', 'C0GENERAL', clock.now())}"
    answers = [await post(url) for _ in range(6)]
    assert answers == [(200, "ok")] * 5 + [(404, '{"ok": false, "error": "used_url"}')]
    assert {message.ephemeral_to for message in slack.seat("U0RITA").reads("C0GENERAL")} == {"U0RITA"}
    url = f"{slack.workspace.address}/response/{slack.tickets.response('U0RITA', 'C0GENERAL', clock.now())}"
    clock.wait(minutes=31)
    assert await post(url) == (404, '{"ok": false, "error": "expired_url"}')


async def test_files_go_both_ways(clock):
    scopes = {"bot": ["files:read", "files:write", "chat:write", "channels:read"]}
    manifest = {**house.MANIFEST, "oauth_config": {"scopes": scopes}}
    async with Practice(manifest, clock.now, house.PEOPLE, house.CHANNELS) as slack:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.url)
        done = await client.files_upload_v2(filename="all.csv", content="name\nAna", channel="C0GENERAL")
        told = await client.files_info(file=done["files"][0]["id"])
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        async with aiohttp.ClientSession() as session:
            async with session.get(told["file"]["url_private_download"], headers=headers) as response:
                assert await response.read() == b"name\nAna"
            async with session.get(told["file"]["url_private_download"]) as response:
                assert response.content_type == "text/html"
        assert slack.seat("U0RITA").reads("C0GENERAL")[0].files == [done["files"][0]["id"]]
        assert (await client.conversations_info(channel="C0PARTNERS"))["channel"]["is_ext_shared"] is True
        assert (await client.conversations_members(channel="C0GENERAL"))["members"] == ["U0RITA", "U0TOM", "U0BOT"]
        assert [one["name"] for one in (await client.conversations_list())["channels"]] == [
            "general",
            "random",
            "partners",
        ]


async def test_every_call_is_remembered(slack, client, clock):
    await client.chat_postMessage(channel="U0RITA", text="x")
    await refusal(client.api_call("chat.postMessage", json={"channel": "U0RITA"}))
    assert [(call.method, call.ok, call.error) for call in slack.calls] == [
        ("chat.postMessage", True, ""),
        ("chat.postMessage", False, "no_text"),
    ]
    assert slack.calls[0].at == clock.now()
    assert slack.calls[0].body["text"] == "x"


async def test_a_post_costs_the_same_after_ten_thousand(slack):
    """Growth is what is looked at: the last two thousand of ten against the first."""
    workspace = slack.workspace
    workspace.add_channel(Channel("C0BUSY", "busy", "public", ["U0BOT"]))
    loop = asyncio.get_running_loop()
    spans = []
    for _ in range(100):
        began = loop.time()
        for _ in range(100):
            workspace.post("C0BUSY", "U0BOT", "x")
        spans.append(loop.time() - began)
    assert sorted(spans[-20:])[10] < 5 * sorted(spans[:20])[10]


async def test_a_channel_is_described_as_slack_does_and_an_archived_one_takes_nothing(clock):
    manifest = {**house.MANIFEST, "oauth_config": {"scopes": {"bot": ["chat:write", "groups:read"]}}}
    rooms = [
        Channel("C0ROOM", "room", "private", ["U0RITA", "U0BOT"]),
        Channel("C0SHARED", "shared", "private", ["U0RITA", "U0BOT"], is_pending_ext_shared=True),
        Channel("C0OLD", "old", "private", ["U0RITA", "U0BOT"], is_archived=True),
        Channel("C0HIDDEN", "hidden", "private", ["U0RITA"]),
    ]
    async with Practice(manifest, clock.now, house.PEOPLE, [*house.CHANNELS, *rooms]) as slack:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.url)
        room = (await client.conversations_info(channel="C0ROOM"))["channel"]
        assert (room["is_private"], room["is_channel"], room["is_member"]) == (True, True, True)
        assert "num_members" not in room
        counted = await client.conversations_info(channel="C0ROOM", include_num_members=True)
        assert counted["channel"]["num_members"] == 2
        shared = (await client.conversations_info(channel="C0SHARED"))["channel"]
        assert (shared["is_ext_shared"], shared["is_pending_ext_shared"]) == (False, True)
        assert (await client.conversations_info(channel="C0OLD"))["channel"]["is_archived"] is True
        assert await refusal(client.chat_postMessage(channel="C0OLD", text="x")) == "is_archived"
        assert await refusal(client.conversations_info(channel="C0HIDDEN")) == "channel_not_found"
        assert await refusal(client.conversations_info(channel="C0GENERAL")) == "missing_scope"
