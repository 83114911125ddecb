"""What may be done after each answer that was no success?"""

import socket
from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from scheduler import replies
from scheduler.replies import Meaning

CODES = {
    Meaning.PERMANENT: """as_user_not_supported cannot_dm_bot cannot_reply_to_message cant_dm_bot cant_update_message
        channel_not_found edit_window_closed invalid_arguments invalid_blocks invalid_blocks_format
        invalid_metadata_format invalid_metadata_schema is_archived is_bot markdown_text_conflict message_not_found
        metadata_must_be_sent_from_app metadata_too_large msg_blocks_too_long msg_too_long no_text not_in_channel
        restricted_action restricted_action_read_only_channel too_many_attachments user_disabled user_not_found
        user_not_visible users_not_found""",
    Meaning.TEAM: """access_denied account_inactive app_uninstalled ekm_access_denied invalid_auth
        messages_tab_disabled missing_scope no_permission not_allowed_token_type not_authed org_login_required
        team_access_not_granted team_added_to_org token_expired token_revoked two_factor_setup_required""",
    Meaning.RATE: "message_limit_exceeded rate_limited ratelimited",
    Meaning.UNSURE: "fatal_error internal_error request_timeout service_unavailable",
    Meaning.UNSENT: "accesslimited something_slack_will_think_of_next_year",
}


async def met(client: AsyncWebClient) -> replies.Reply:
    """What comes of a message that meets with whatever is planned."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - any error at all has to have a meaning
        await client.chat_postMessage(channel="U0R0000", text="Good morning.")
    return replies.classify(caught.value)


@pytest.mark.parametrize(
    ("code", "meaning"), [(code, meaning) for meaning, codes in CODES.items() for code in codes.split()]
)
async def test_each_of_slacks_codes_has_a_meaning(slack, client, code, meaning):
    slack.faults.add("chat.postMessage", "error", code=code)
    reply = await met(client)
    assert (reply.error, reply.meaning) == (code, meaning)


def test_no_code_has_two_meanings():
    kinds = [replies.PERMANENT, replies.TEAM_WIDE, replies.UNSURE, replies.RATE]
    assert sum(map(len, kinds)) == len(frozenset().union(*kinds))


@pytest.mark.parametrize(
    ("kind", "more", "meaning", "word"),
    [
        pytest.param("lose_reply", {}, Meaning.UNSURE, "ServerDisconnectedError", id="the reply is lost"),
        pytest.param("refuse", {}, Meaning.UNSURE, "ServerDisconnectedError", id="the connection is cut before"),
        pytest.param("late", {}, Meaning.UNSURE, "no_reply_in_time", id="no answer in time"),
        pytest.param("status", {"status": 500}, Meaning.UNSURE, "status_500", id="500 without a word"),
        pytest.param("status", {"status": 503, "done": True}, Meaning.UNSURE, "status_503", id="503 although done"),
        pytest.param("status", {"status": 429, "retry_after": 7}, Meaning.RATE, "ratelimited", id="429"),
        pytest.param("garbage", {"body": "html"}, Meaning.UNSURE, "status_200", id="a web page"),
        pytest.param("garbage", {"body": "truncated"}, Meaning.UNSURE, "status_200", id="half an answer"),
        pytest.param("garbage", {"body": "empty"}, Meaning.UNSURE, "status_200", id="an empty answer"),
    ],
)
async def test_what_is_not_certain_is_never_taken_for_a_no(slack, client, kind, more, meaning, word):
    slack.faults.add("chat.postMessage", kind, **more)
    client.timeout = 0.2
    reply = await met(client)
    assert (reply.meaning, reply.error) == (meaning, word)


async def test_a_slack_that_cannot_be_reached_has_certainly_not_taken_it():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/api/"
        reply = await met(AsyncWebClient(token="xoxb-none", base_url=address, retry_handlers=[]))
    assert (reply.meaning, reply.error) == (Meaning.TEAM, "not_connected")


@pytest.mark.parametrize(
    ("after", "pause"),
    [
        pytest.param(7, 7, id="as long as Slack says"),
        pytest.param(None, 30, id="half a minute when Slack does not say"),
        pytest.param(0, 1, id="a second at least"),
        pytest.param("Wed, 25 Nov 2026 08:31:00 GMT", 30, id="half a minute when it is no number"),
    ],
)
async def test_slack_is_left_alone_for_as_long_as_it_asks(slack, client, after, pause):
    slack.faults.add("chat.postMessage", "status", status=429, retry_after=after)
    assert (await met(client)).pause == timedelta(seconds=pause)


async def test_a_word_too_long_for_the_table_is_cut(slack, client):
    slack.faults.add("chat.postMessage", "error", code="x" * 300)
    assert len((await met(client)).error) == replies.LONGEST_WORD
