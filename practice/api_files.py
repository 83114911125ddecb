"""How does the bot fetch a file, and hand one over?"""

from typing import Any

from aiohttp import web

from practice import described
from practice.asked import Asked
from practice.refused import Refused
from practice.shapes import File
from practice.workspace import Workspace

Answer = dict[str, Any]
LOGIN_PAGE = "<!DOCTYPE html><html><body><h1>Sign in to Practice</h1></body></html>"


def info(asked: Asked) -> Answer:
    """files.info."""
    kept = asked.workspace.files.get(asked.needed("file"))
    if kept is None or not kept.complete:
        raise Refused("file_not_found")
    return {"file": described.file(asked.workspace, kept)}


def upload_url(asked: Asked) -> Answer:
    """files.getUploadURLExternal."""
    asked.needed("length")
    kept = File(asked.workspace.new_id("F"), asked.needed("filename"), asked.workspace.app.bot_user)
    asked.workspace.files[kept.id] = kept
    return {"upload_url": f"{asked.workspace.address}/upload/{kept.id}", "file_id": kept.id}


def complete(asked: Asked) -> Answer:
    """files.completeUploadExternal; shares the files where `channel_id` says."""
    done = []
    for entry in asked.given("files", "invalid_arguments") or []:
        kept = asked.workspace.files.get(entry.get("id", ""))
        if kept is None:
            raise Refused("file_not_found")
        kept.title, kept.complete = entry.get("title", ""), True
        done.append(kept)
    if asked.text("channel_id"):
        place = asked.joined("channel_id")
        for kept in done:
            kept.channels.append(place.id)
        names = [kept.id for kept in done]
        comment = asked.text("initial_comment")
        asked.workspace.post(place.id, asked.workspace.app.bot_user, comment, files=names)
    return {"files": [described.file(asked.workspace, kept) for kept in done]}


def delete(asked: Asked) -> Answer:
    """files.delete; a message keeps its words, and shows the file no more."""
    kept = asked.workspace.files.get(asked.needed("file"))
    if kept is None or not kept.complete:
        raise Refused("file_not_found")
    if kept.user != asked.workspace.app.bot_user:
        raise Refused("cant_delete_file")
    asked.workspace.lose(kept.id)
    return {}


async def receive(workspace: Workspace, request: web.Request) -> web.Response:
    """Takes the bytes of an upload, raw or as a form."""
    kept = workspace.files.get(request.match_info["file"])
    if kept is None:
        return web.Response(status=404, text="no such upload")
    if request.content_type == "multipart/form-data":
        part = next(iter((await request.post()).values()))
        kept.content = part.file.read() if isinstance(part, web.FileField) else str(part).encode()
    else:
        kept.content = await request.read()
    return web.Response(text=f"OK - {len(kept.content)}")


async def send(workspace: Workspace, request: web.Request) -> web.Response:
    """Hands out the bytes of a file; without the token and the scope it is a page to sign in at."""
    kept = workspace.files.get(request.match_info["file"].rpartition("-")[2])
    if kept is None:
        return web.Response(status=404, text="not found")
    token = request.headers.get("Authorization")
    if token != f"Bearer {workspace.app.bot_token}" or "files:read" not in workspace.app.scopes:
        return web.Response(text=LOGIN_PAGE, content_type="text/html")
    return web.Response(body=kept.content, content_type=kept.mimetype)
