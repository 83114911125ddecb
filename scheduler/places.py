"""May names be said in a channel?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from scheduler import replies

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

# What Slack says of a channel in which we are not, or that we may not look at.
NOT_THERE = frozenset({"access_denied", "channel_not_found", "not_in_channel"})
NOT_SHOWN = frozenset({"missing_scope", "no_permission"})


class Unfit(StrEnum):
    """Why names may not be said in a channel."""

    PUBLIC = "public"
    SHARED = "shared"
    ARCHIVED = "archived"
    NOT_IN_IT = "not_in_it"
    NOT_SHOWN = "not_shown"


def is_channel(recipient: str) -> bool:
    """Tell whether a letter goes to a channel, by its id; else it goes to a person."""
    return recipient.startswith(("C", "G"))


async def unfit(
    client: AsyncWebClient, channel: str, call: Callable[..., Awaitable[Any]] | None = None
) -> Unfit | None:
    """Ask Slack why names may not be said in a channel; None where they may.

    It has to be private, ours alone, and we have to be in it. `call` is how Slack is called, where not directly.
    """
    ask = client.conversations_info
    try:
        reply = await (call(ask, channel=channel) if call else ask(channel=channel))
    except Exception as error:
        word = replies.classify(error).error
        if word in NOT_THERE:
            return Unfit.NOT_IN_IT
        if word in NOT_SHOWN:
            return Unfit.NOT_SHOWN
        raise
    return judged(reply["channel"])


def judged(channel: Mapping[str, Any]) -> Unfit | None:
    """Say why a channel that Slack describes so is unfit; None where it is fit."""
    if not channel.get("is_private"):
        return Unfit.PUBLIC
    if any(channel.get(name) for name in ("is_ext_shared", "is_pending_ext_shared", "is_shared", "is_org_shared")):
        return Unfit.SHARED
    if channel.get("is_archived"):
        return Unfit.ARCHIVED
    return None if channel.get("is_member") else Unfit.NOT_IN_IT
