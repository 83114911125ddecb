"""What does Slack send a bot, to the letter?"""

import re
import secrets
from typing import Any

from practice import described
from practice.shapes import Channel, Message, Person, Values, View
from practice.workspace import Workspace

Payload = dict[str, Any]


def escaped(text: str) -> str:
    """Typed text as Slack hands it on."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(workspace: Workspace, text: str, with_ids: bool) -> str:
    """The text of a command as Slack hands it on; `with_ids` where the manifest says should_escape."""
    text = escaped(text)
    if not with_ids:
        return text
    people = {one.name: one.id for one in workspace.people.values()}
    places = {one.name: one.id for one in workspace.channels.values() if one.kind != "im"}
    text = re.sub(r"@([\w.-]+)", lambda found: _mention("@", found, people), text)
    return re.sub(r"#([\w.-]+)", lambda found: _mention("#", found, places), text)


def _mention(sign: str, found: re.Match[str], known: dict[str, str]) -> str:
    name = found.group(1)
    return f"<{sign}{known[name]}|{name}>" if name in known else found.group(0)


def command(
    workspace: Workspace, person: Person, place: Channel, name: str, text: str, trigger: str, url: str
) -> Payload:
    """A slash command; all of it is text."""
    return {
        "token": "practice-verification",
        "team_id": workspace.team_id,
        "team_domain": workspace.team_name.lower(),
        "channel_id": place.id,
        "channel_name": "directmessage" if place.kind == "im" else place.name,
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": text,
        "api_app_id": workspace.app.id,
        "is_enterprise_install": "false",
        "response_url": url,
        "trigger_id": trigger,
    }


def interaction(workspace: Workspace, kind: str, person: Person, **more: Any) -> Payload:
    """What all interactions have in common, and `more`; entries that are None are left out."""
    return {
        "type": kind,
        "team": {"id": workspace.team_id, "domain": workspace.team_name.lower()},
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": person.team_id,
        },
        "api_app_id": workspace.app.id,
        "token": "practice-verification",
        "enterprise": None,
        "is_enterprise_install": False,
        **{name: value for name, value in more.items() if value is not None},
    }


def standing_in(workspace: Workspace, where: Message | View, values: Values) -> Payload:
    """Where a person pressed or picked: the container, what is in it, and its state."""
    if isinstance(where, View):
        return {"container": {"type": "view", "view_id": where.id}, "view": described.view(workspace, where)}
    place = workspace.channels[where.channel]
    return {
        "container": {
            "type": "message",
            "message_ts": where.ts,
            "channel_id": where.channel,
            "is_ephemeral": where.ephemeral_to is not None,
        },
        "channel": {"id": place.id, "name": "directmessage" if place.kind == "im" else place.name},
        # of an ephemeral message Slack tells no more than its moment
        "message": None if where.ephemeral_to else described.message(workspace, where),
        "state": {"values": values},
    }


def event(workspace: Workspace, told: Payload) -> Payload:
    """An event in its envelope."""
    return {
        "token": "practice-verification",
        "team_id": workspace.team_id,
        "api_app_id": workspace.app.id,
        "event": told,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(6).upper()}",
        "event_time": int(workspace.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team_id,
                "user_id": workspace.app.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }
