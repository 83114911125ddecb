"""How does the Web API take a call, and what becomes of it?"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from aiohttp import web

from practice import answers, api_chat, api_files, api_people, api_views
from practice.asked import Asked
from practice.faults import GARBAGE, Fault, Faults
from practice.refused import Refused
from practice.tickets import Tickets
from practice.workspace import Workspace

# method -> (scope it needs, what it does); methods that read a channel ask for its own scope themselves
METHODS: dict[str, tuple[str | None, Callable[[Asked], dict[str, Any]]]] = {
    "auth.test": (None, api_people.auth_test),
    "chat.postMessage": ("chat:write", api_chat.post_message),
    "chat.postEphemeral": ("chat:write", api_chat.post_ephemeral),
    "chat.update": ("chat:write", api_chat.update),
    "chat.delete": ("chat:write", api_chat.delete),
    "conversations.history": (None, api_chat.history),
    "conversations.open": (None, api_people.open_conversation),
    "conversations.info": (None, api_people.channel_info),
    "conversations.list": (None, api_people.channels),
    "conversations.members": (None, api_people.members),
    "users.info": ("users:read", api_people.user_info),
    "users.list": ("users:read", api_people.users),
    "views.open": (None, api_views.open_view),
    "views.push": (None, api_views.push),
    "views.update": (None, api_views.update),
    "views.publish": (None, api_views.publish),
    "files.info": ("files:read", api_files.info),
    "files.getUploadURLExternal": ("files:write", api_files.upload_url),
    "files.completeUploadExternal": ("files:write", api_files.complete),
    "files.delete": ("files:write", api_files.delete),
}


@dataclass(frozen=True)
class Call:
    """One call that arrived; `error` is Slack's code and `fault` what it met, both empty when all was fine."""

    method: str
    body: dict[str, Any]
    at: datetime
    ok: bool
    error: str = ""
    fault: str = ""


class Api:
    """The Web API at /api, response urls and file transfers of one workspace."""

    def __init__(self, workspace: Workspace, tickets: Tickets, faults: Faults, connect: Callable[[], str]) -> None:
        self.workspace, self.tickets, self.faults = workspace, tickets, faults
        self.connect = connect
        self.calls: list[Call] = []
        self.revoked = False

    def routes(self) -> list[web.RouteDef]:
        """Where all of it is reached."""
        return [
            web.route("*", "/api/{method}", self.called),
            web.post("/response/{ticket:.+}", self.responded),
            web.post("/upload/{file}", partial(api_files.receive, self.workspace)),
            web.get("/files-pri/{file}/{name}", partial(api_files.send, self.workspace)),
        ]

    async def called(self, request: web.Request) -> web.StreamResponse:
        """Takes one call of a method, with what goes wrong on the way."""
        method, body = request.match_info["method"], await _body(request)
        token = _token(request, body)
        fault = self.faults.meet(method, body)
        if fault is None:
            return _json(self.done(method, token, body))
        return await self._astray(request, fault, token, body)

    def done(self, method: str, token: str, body: dict[str, Any], fault: str = "") -> dict[str, Any]:
        """Does what a call asks for, and remembers that it came."""
        try:
            answer = {"ok": True, **self._do(method, token, body)}
        except Refused as refused:
            answer = refused.answer()
        error = str(answer.get("error", ""))
        self.calls.append(Call(method, body, self.workspace.now(), answer["ok"], error, fault))
        return answer

    def _do(self, method: str, token: str, body: dict[str, Any]) -> dict[str, Any]:
        app = self.workspace.app
        if not token:
            raise Refused("not_authed")
        if self.revoked and token == app.bot_token:
            raise Refused("account_inactive")
        if method == "apps.connections.open":
            if token != app.app_token:
                raise Refused("not_allowed_token_type" if token == app.bot_token else "invalid_auth")
            return {"url": self.connect()}
        if token != app.bot_token:
            raise Refused("not_allowed_token_type" if token == app.app_token else "invalid_auth")
        if method not in METHODS:
            raise Refused("unknown_method", req_method=method)
        scope, does = METHODS[method]
        asked = Asked(self.workspace, self.tickets, body)
        if scope:
            asked.scope(scope)
        return does(asked)

    async def _astray(self, request: web.Request, fault: Fault, token: str, body: dict[str, Any]) -> web.StreamResponse:
        method = request.match_info["method"]
        if fault.kind == "late":
            await fault.wait()
        answer: dict[str, Any] = {"ok": False, "error": fault.code}
        if fault.acts:
            done = self.done(method, token, body, fault.kind)
            answer = answer if fault.kind == "error" else done
        else:
            self.calls.append(Call(method, body, self.workspace.now(), False, answer["error"], fault.kind))
        if fault.kind in ("lose_reply", "refuse") and request.transport is not None:
            request.transport.abort()
        return _spoilt(fault) or _json(answer)

    async def responded(self, request: web.Request) -> web.Response:
        """Takes one post to a response url."""
        body = await _body(request)
        fault = self.faults.meet("response_url", body)
        if fault and fault.kind == "late":
            await fault.wait()
        elif fault:
            return web.Response(status=fault.status, text="upstream error")
        try:
            answers.said(self.workspace, self.tickets, request.match_info["ticket"], body)
        except Refused as refused:
            status = 404 if refused.code.endswith("_url") else 400
            self._responded(body, refused.code)
            return web.json_response(refused.answer(), status=status)
        self._responded(body, "")
        return web.Response(text="ok")

    def _responded(self, body: dict[str, Any], error: str) -> None:
        self.calls.append(Call("response_url", body, self.workspace.now(), not error, error))


def _spoilt(fault: Fault) -> web.Response | None:
    if fault.kind == "status":
        after = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
        if fault.status == 429:
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=after)
        return web.Response(status=fault.status, text="upstream error", headers=after)
    if fault.kind == "garbage":
        kind, text = GARBAGE[fault.body]
        return web.Response(text=text, content_type=kind)
    return None


def _json(answer: dict[str, Any]) -> web.Response:
    return web.Response(text=json.dumps(answer), content_type="application/json")


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        try:
            given = json.loads(await request.text() or "{}")
        except ValueError:
            return {}
        return given if isinstance(given, dict) else {}
    return {**request.query, **await request.post()}


def _token(request: web.Request, body: dict[str, Any]) -> str:
    header = request.headers.get("Authorization", "")
    return header.removeprefix("Bearer ").strip() or str(body.pop("token", ""))
