"""How does the bot learn who there is, and where they talk?"""

from typing import Any

from practice import described
from practice.asked import READ_SCOPES, Asked
from practice.refused import Refused

Answer = dict[str, Any]


def auth_test(asked: Asked) -> Answer:
    """auth.test."""
    workspace = asked.workspace
    return {
        "url": f"{workspace.address}/",
        "team": workspace.team_name,
        "user": workspace.people[workspace.app.bot_user].name,
        "team_id": workspace.team_id,
        "user_id": workspace.app.bot_user,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


def user_info(asked: Asked) -> Answer:
    """users.info."""
    person = asked.person()
    return {"user": described.user(asked.workspace, person, asked.flag("include_locale"))}


def users(asked: Asked) -> Answer:
    """users.list."""
    everyone = list(asked.workspace.people.values())
    shown, more = _page(asked, everyone)
    locale = asked.flag("include_locale")
    return {"members": [described.user(asked.workspace, one, locale) for one in shown], **more}


def open_conversation(asked: Asked) -> Answer:
    """conversations.open, with one person."""
    asked.scope("im:write")
    if asked.text("channel"):
        place = asked.channel()
    else:
        if "," in asked.needed("users"):
            asked.scope("mpim:write")
        person = asked.person("users")
        if person.deleted:
            raise Refused("user_disabled")
        place = asked.workspace.im(person.id)
    told = described.channel(asked.workspace, place) if asked.flag("return_im") else {"id": place.id}
    return {"channel": told}


def channel_info(asked: Asked) -> Answer:
    """conversations.info."""
    place = asked.channel()
    asked.scope(f"{READ_SCOPES[place.kind]}:read")
    return {"channel": described.channel(asked.workspace, place, asked.flag("include_num_members"))}


def channels(asked: Asked) -> Answer:
    """conversations.list, of the kinds asked for."""
    kinds = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
    wanted = [kinds[name] for name in asked.text("types", "public_channel").split(",") if name in kinds]
    for kind in wanted:
        asked.scope(f"{READ_SCOPES.get(kind, 'mpim')}:read")
    bot = asked.workspace.app.bot_user
    found = [
        place
        for place in asked.workspace.channels.values()
        if place.kind in wanted and (place.kind == "public" or bot in place.members)
    ]
    shown, more = _page(asked, found)
    return {"channels": [described.channel(asked.workspace, place, count=True) for place in shown], **more}


def members(asked: Asked) -> Answer:
    """conversations.members."""
    place = asked.channel()
    asked.scope(f"{READ_SCOPES[place.kind]}:read")
    shown, more = _page(asked, place.members)
    return {"members": shown, **more}


def _page(asked: Asked, everything: list[Any]) -> tuple[list[Any], Answer]:
    start, limit = asked.number("cursor", 0), asked.number("limit", 1000)
    end = start + limit
    following = str(end) if end < len(everything) else ""
    return everything[start:end], {"response_metadata": {"next_cursor": following}}
