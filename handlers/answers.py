"""How is a refusal, or an error of ours, told to the one who acted?"""

from __future__ import annotations

import json
import secrets
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt import BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError

from bot import forms, messages
from bot.blocks import Message
from bot.errors import Refused
from bot.words import unescape
from handlers.lent import Client, Json, Respond
from handlers.payloads import Body, Kind, in_modal, kind_of, on_top_of_two, word_of

log = structlog.get_logger("handlers")

# What is typed after these may hold pay.
WITH_PAY = ("/offer", "/care offer")


async def in_words(
    error: Exception, body: dict[str, Any], client: Client, respond: Respond, context: Json
) -> BoltResponse:
    """Answer whatever went wrong in words, in the way its payload wants to be answered.

    What we refuse is said as it is. The unexpected gets a short reference, by which an operator finds it in the log.
    An event that failed is not acknowledged, so that Slack brings it again.
    """
    kind = kind_of(body)
    refused = _refusal(error, body, context)
    if kind is Kind.SUBMISSION:
        return _json(_above_its_form(refused, body))
    if kind is Kind.SUGGESTION:
        return _json({"options": []})
    if kind is Kind.COMMAND:
        typed = f"{body['command']} {unescape(body['text'])}" if body.get("text") else ""
        pay = " ".join(typed.lower().split()).startswith(WITH_PAY)
        return _json(ephemeral(messages.teams.refused(refused.reason, typed, pay=pay)))
    if kind in (Kind.PRESS, Kind.SHORTCUT):
        await _beside(refused.reason, body, client, respond)
    has_failed = kind is Kind.EVENT and not isinstance(error, Refused | BoltUnhandledRequestError)
    return BoltResponse(status=503 if has_failed else 200, body="")


def ephemeral(message: Message) -> dict[str, Any]:
    """Give a message as the answer to a command, seen only by the one who typed it."""
    return {"response_type": "ephemeral", "text": message.text, "blocks": message.blocks}


def instead(message: Message) -> dict[str, Any]:
    """Give a message as what a pressed message turns into."""
    return {"replace_original": True, "text": message.text, "blocks": message.blocks}


def _refusal(error: Exception, body: Body, context: Json) -> Refused:
    if isinstance(error, Refused):
        return error
    if isinstance(error, BoltUnhandledRequestError):
        return Refused(_unheard(body))
    reference = secrets.token_hex(3)
    log.error(
        "handler.failed",
        reference=reference,
        kind=kind_of(body).value,
        error=type(error).__name__,
        slack=word_of(error) if isinstance(error, SlackApiError) else None,
        at=place_of(error),
    )
    return Refused(messages.teams.broken(reference, kept=bool(context.get("kept"))))


def _unheard(body: Body) -> str:
    """Say of what none of our listeners knows why nothing came of it."""
    kind = kind_of(body)
    if kind is Kind.COMMAND:
        return messages.teams.unheard(str(body["command"]))
    said = {Kind.SUBMISSION: messages.teams.OLD_FORM, Kind.SHORTCUT: messages.teams.OLD_SHORTCUT}
    return said.get(kind, messages.teams.old_button())


def place_of(error: BaseException) -> str:
    """Tell where in our code an error arose, without any of its words."""
    place, step = "", error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        place, step = f"{code.co_filename.rsplit('/', 1)[-1]}:{step.tb_lineno}", step.tb_next
    return place


def _above_its_form(refused: Refused, body: Body) -> dict[str, Any]:
    """Say it at its field, or in a window above the form: what was typed stays there either way."""
    view = body.get("view") or {"blocks": []}
    errors = forms.inputs.errors(refused, view)
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    if errors is None and inputs and on_top_of_two(view):
        errors = {inputs[0]: refused.reason}
    if errors:
        return {"response_action": "errors", "errors": errors}
    return {"response_action": "push", "view": forms.notices.notice(refused.reason)}


async def _beside(reason: str, body: Body, client: Client, respond: Respond) -> None:
    """Say it beside the message whose button was pressed, or in a small window where there is none."""
    try:
        if body.get("response_url"):
            said = messages.teams.refused(reason)
            await respond(text=said.text, blocks=said.blocks, response_type="ephemeral", replace_original=False)
        elif in_modal(body):
            await client.views_push(trigger_id=body.get("trigger_id", ""), view=forms.notices.notice(reason))
        else:
            await client.views_open(trigger_id=body.get("trigger_id", ""), view=forms.notices.notice(reason))
    except (SlackApiError, ValueError, OSError, ClientError) as error:
        log.warning("answer.failed", error=type(error).__name__)


def _json(answer: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": ["application/json"]})
