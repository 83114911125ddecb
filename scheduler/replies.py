"""What does Slack's reply to a message mean for it?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import aiohttp
from slack_sdk.errors import SlackApiError

# Slack answered, and did nothing: it will be the same until somebody changes something.
PERMANENT = frozenset(
    """as_user_not_supported cannot_dm_bot cannot_reply_to_message cant_update_message channel_not_found
    edit_window_closed invalid_arguments invalid_blocks invalid_blocks_format invalid_metadata_format
    invalid_metadata_schema is_archived is_bot markdown_text_conflict message_not_found
    metadata_must_be_sent_from_app metadata_too_large method_deprecated msg_blocks_too_long msg_too_long
    no_text not_in_channel restricted_action restricted_action_non_threadable_channel
    restricted_action_read_only_channel restricted_action_thread_locked restricted_action_thread_only_channel
    slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked
    too_many_attachments too_many_contact_cards user_disabled user_not_found user_not_visible
    users_not_found cant_dm_bot""".split()
)
# The whole team is out of reach until an administrator acts; nothing is given up meanwhile.
TEAM_WIDE = frozenset(
    """access_denied account_inactive app_uninstalled ekm_access_denied invalid_auth messages_tab_disabled missing_scope
    no_permission not_allowed_token_type not_authed org_login_required team_access_not_granted team_added_to_org
    token_expired token_revoked two_factor_setup_required""".split()
)
# Slack says that it may or may not have done it.
UNSURE = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
RATE = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
# We cannot ask what stands in a channel; a letter in it is said all the same.
MAY_NOT_ASK = PERMANENT | {"access_denied", "method_not_supported_for_channel_type", "missing_scope", "no_permission"}
# A message that was taken away, or is too old, needs no redrawing any more.
TAKEN_AWAY = "message_not_found"
MESSAGE_GONE = frozenset({"cant_update_message", "edit_window_closed", TAKEN_AWAY})
LONGEST_WORD = 100
TEAM_PAUSE = timedelta(seconds=60)
RATE_PAUSE = timedelta(seconds=30)
LEAST_PAUSE = timedelta(seconds=1)


class Meaning(StrEnum):
    """What may be done after a reply that was no success."""

    UNSENT = "unsent"
    UNSURE = "unsure"
    RATE = "rate"
    TEAM = "team"
    PERMANENT = "permanent"


# What Slack may well take a little later.
PASSING = frozenset({Meaning.RATE, Meaning.TEAM, Meaning.UNSURE})


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that was no success: what it means, Slack's word for it, and how long Slack wants to be left alone."""

    meaning: Meaning
    error: str
    pause: timedelta = timedelta(0)


def may_not_ask(error: BaseException) -> bool:
    """Tell whether Slack will not let us read a channel."""
    return classify(error).error in MAY_NOT_ASK


def classify(error: BaseException) -> Reply:
    """Say what an error means for the message that met it; whatever is not certain counts as unsure."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return Reply(Meaning.TEAM, "not_connected", RATE_PAUSE)
    if isinstance(error, (TimeoutError, asyncio.TimeoutError)):
        return Reply(Meaning.UNSURE, "no_reply_in_time")
    return Reply(Meaning.UNSURE, type(error).__name__)


def _answered(error: SlackApiError) -> Reply:
    """Say what an answer means; a body that is no JSON comes as a bare HTTP response."""
    response = error.response
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 200)
    data = response.data if hasattr(response, "data") else response
    word = str(data.get("error") or "")[:LONGEST_WORD] if isinstance(data, dict) else ""
    if status == 429 or word in RATE:
        return Reply(Meaning.RATE, word or "ratelimited", _retry_after(response))
    if status >= 500 or not word or word in UNSURE:
        return Reply(Meaning.UNSURE, word or f"status_{status}")
    if word in TEAM_WIDE:
        return Reply(Meaning.TEAM, word, TEAM_PAUSE)
    return Reply(Meaning.PERMANENT if word in PERMANENT else Meaning.UNSENT, word)


def _retry_after(response: object) -> timedelta:
    """Read how long Slack wants to be left alone: a second at least, so that nobody runs in circles."""
    headers = getattr(response, "headers", None) or {}
    told = str(next((value for name, value in headers.items() if name.lower() == "retry-after"), ""))
    return max(timedelta(seconds=int(told)), LEAST_PAUSE) if told.isdigit() else RATE_PAUSE
