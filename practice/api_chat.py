"""How does the bot say something, and change or take back what it said?"""

import itertools
from collections.abc import Iterator
from typing import Any

from practice import described, limits
from practice.asked import READ_SCOPES, Asked
from practice.refused import Refused
from practice.shapes import Block, Channel, Message

Answer = dict[str, Any]


def post_message(asked: Asked) -> Answer:
    """chat.postMessage; a channel that is a person's id means the conversation with them."""
    place = _addressee(asked)
    words, blocks, metadata = _said(asked)
    limits.message(words, blocks, metadata)
    message = asked.workspace.post(
        place.id,
        asked.workspace.app.bot_user,
        words[: limits.TEXT_KEPT],
        blocks,
        metadata=metadata or None,
        thread_ts=asked.text("thread_ts") or None,
    )
    return {
        "channel": place.id,
        "ts": message.ts,
        "message": described.message(asked.workspace, message),
    }


def post_ephemeral(asked: Asked) -> Answer:
    """chat.postEphemeral."""
    place = _addressee(asked)
    reader = asked.person()
    words, blocks, _ = _said(asked)
    limits.edit(words, blocks, None)
    if not asked.workspace.may_read(reader.id, place.id):
        raise Refused("user_not_in_channel")
    message = asked.workspace.post(place.id, asked.workspace.app.bot_user, words, blocks, ephemeral_to=reader.id)
    return {"message_ts": message.ts}


def update(asked: Asked) -> Answer:
    """chat.update; without blocks the old ones go, without metadata the old stays."""
    message = _own(asked, "cant_update_message")
    words, blocks, metadata = _said(asked)
    limits.edit(words, blocks, metadata)
    asked.workspace.edit(
        message,
        text=words,
        blocks=blocks,
        metadata=message.metadata if metadata is None else metadata or None,
        edited=None if blocks else asked.workspace.next_ts(),
    )
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": words,
        "message": described.message(asked.workspace, message),
    }


def delete(asked: Asked) -> Answer:
    """chat.delete."""
    message = _own(asked, "cant_delete_message")
    asked.workspace.edit(message, deleted=True)
    return {"channel": message.channel, "ts": message.ts}


def history(asked: Asked) -> Answer:
    """conversations.history, newest first; only what stands there for everyone."""
    place = asked.channel()
    asked.scope(f"{READ_SCOPES[place.kind]}:history")
    asked.joined()
    limit = max(1, min(asked.number("limit", 100), 999))
    found = list(itertools.islice(_between(asked, place), limit + 1))
    everything = asked.flag("include_all_metadata")
    answer: Answer = {
        "messages": [described.message(asked.workspace, one, everything) for one in found[:limit]],
        "has_more": len(found) > limit,
        "pin_count": 0,
    }
    if answer["has_more"]:
        answer["response_metadata"] = {"next_cursor": found[limit - 1].ts}
    return answer


def _between(asked: Asked, place: Channel) -> Iterator[Message]:
    oldest, latest = float(asked.text("oldest", "0")), float(asked.text("cursor") or asked.text("latest", "9" * 12))
    inclusive = asked.flag("inclusive") and not asked.text("cursor")
    for message in asked.workspace.said(place.id):
        moment = float(message.ts)
        if moment < oldest or (moment == oldest and not inclusive):
            return
        if moment < latest or (moment == latest and inclusive):
            yield message


def _addressee(asked: Asked) -> Channel:
    person = asked.workspace.people.get(asked.needed("channel"))
    if person is None:
        return _open(asked)
    if person.deleted:
        raise Refused("user_disabled")
    if person.is_bot:
        raise Refused("cannot_dm_bot")
    return asked.workspace.im(person.id)


def _open(asked: Asked) -> Channel:
    place = asked.joined()
    if place.is_archived:
        raise Refused("is_archived")
    return place


def _said(asked: Asked) -> tuple[str, list[Block], dict[str, Any] | None]:
    return (
        asked.text("text"),
        asked.given("blocks", "invalid_blocks_format") or [],
        asked.given("metadata", "invalid_metadata_format"),
    )


def _own(asked: Asked, refusal: str) -> Message:
    message = asked.workspace.message(asked.channel().id, asked.needed("ts"))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    if message.user != asked.workspace.app.bot_user:
        raise Refused(refusal)
    return message
