"""How does Slack describe a view, a message, a person, a channel, a file?"""

from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from practice.shapes import Channel, File, Message, Person, View
from practice.workspace import Workspace

Payload = dict[str, Any]


def view(workspace: Workspace, shown: View) -> Payload:
    """A view, with its state."""
    return {
        "id": shown.id,
        "team_id": workspace.team_id,
        "type": shown.type,
        "blocks": shown.blocks,
        "private_metadata": shown.private_metadata,
        "callback_id": shown.callback_id,
        "state": {"values": shown.values},
        "hash": shown.hash,
        "title": shown.title or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": shown.clear_on_close,
        "notify_on_close": shown.notify_on_close,
        "close": shown.close,
        "submit": shown.submit,
        "previous_view_id": shown.previous_view_id,
        "root_view_id": shown.root_view_id,
        "app_id": workspace.app.id,
        "external_id": shown.external_id,
        "app_installed_team_id": workspace.team_id,
        "bot_id": workspace.app.bot_id,
    }


def message(workspace: Workspace, said: Message, all_metadata: bool = True) -> Payload:
    """A message; without `all_metadata` only the kind of its metadata is told."""
    body: Payload = {"type": "message", "user": said.user, "ts": said.ts, "text": said.text}
    body["team"] = workspace.people[said.user].team_id
    if said.user == workspace.app.bot_user:
        body |= {"bot_id": workspace.app.bot_id, "app_id": workspace.app.id}
    if said.blocks:
        body["blocks"] = said.blocks
    if said.thread_ts:
        body["thread_ts"] = said.thread_ts
    if said.edited:
        body["edited"] = {"user": said.user, "ts": said.edited}
    if said.metadata:
        body["metadata"] = said.metadata if all_metadata else {"event_type": said.metadata["event_type"]}
    if said.files:
        body["files"] = [file(workspace, workspace.files[name]) for name in said.files]
    return body


def user(workspace: Workspace, person: Person, include_locale: bool = False) -> Payload:
    """A person as `users.info` tells of them."""
    moment = workspace.now().astimezone(ZoneInfo(person.tz))
    offset = moment.utcoffset()
    body: Payload = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.name,
        "deleted": person.deleted,
        "color": person.color,
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": moment.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": _profile(person),
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": person.updated,
    }
    if person.team_id != workspace.team_id:
        body["is_stranger"] = person.is_stranger
    elif include_locale:
        body["locale"] = person.locale
    return body


def _profile(person: Person) -> Payload:
    return {
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "team": person.team_id,
    }


def channel(workspace: Workspace, place: Channel, count: bool = False) -> Payload:
    """A channel as `conversations.info` tells of it; how many are in it only where one asks."""
    if place.kind == "im":
        other = next(member for member in place.members if member != workspace.app.bot_user)
        return {"id": place.id, "is_im": True, "is_channel": False, "user": other, "is_archived": False}
    return {
        "id": place.id,
        "name": place.name,
        "name_normalized": place.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": place.kind == "private",
        "is_archived": place.is_archived,
        "is_general": place.name == "general",
        "is_member": workspace.app.bot_user in place.members,
        "is_shared": place.is_ext_shared,
        "is_ext_shared": place.is_ext_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": place.is_pending_ext_shared,
        **({"num_members": len(place.members)} if count else {}),
    }


def file(workspace: Workspace, kept: File) -> Payload:
    """A file as messages, forms and `files.info` tell of it."""
    url = f"{workspace.address}/files-pri/{workspace.team_id}-{kept.id}/{quote(kept.name, safe='')}"
    return {
        "id": kept.id,
        "name": kept.name,
        "title": kept.title or kept.name,
        "mimetype": kept.mimetype,
        "filetype": kept.name.rpartition(".")[2].lower(),
        "user": kept.user,
        "size": len(kept.content),
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": url,
        "url_private_download": url,
        "channels": kept.channels,
        "shares": {"private": workspace.shares(kept.id)},
    }
