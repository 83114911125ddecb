"""How is a refusal, or an error of ours, told to the one who acted?"""

from __future__ import annotations

import json
import secrets
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_sdk.errors import SlackApiError

from bot import forms, messages
from bot.blocks import Message
from bot.errors import Refused
from handlers.lent import Client, Respond
from handlers.payloads import Body, Kind, in_modal, kind_of

log = structlog.get_logger("handlers")


async def in_words(error: Exception, body: dict[str, Any], client: Client, respond: Respond) -> BoltResponse:
    """Answer whatever went wrong in words, in the way its payload wants to be answered.

    What we refuse is said as it is. The unexpected gets a short reference, by which an operator finds it in the log.
    """
    refused = error if isinstance(error, Refused) else _unexpected(error, body)
    kind = kind_of(body)
    if kind is Kind.SUBMISSION:
        return _json(
            _at_its_field(refused, body) or {"response_action": "push", "view": forms.notices.notice(refused.reason)}
        )
    if kind is Kind.SUGGESTION:
        return _json({"options": []})
    if kind is Kind.COMMAND:
        return _json(ephemeral(messages.teams.refused(refused.reason)))
    if kind in (Kind.PRESS, Kind.SHORTCUT):
        await _beside(refused.reason, body, client, respond)
    return BoltResponse(status=200, body="")


def ephemeral(message: Message) -> dict[str, Any]:
    """Give a message as the answer to a command, seen only by the one who typed it."""
    return {"response_type": "ephemeral", "text": message.text, "blocks": message.blocks}


def instead(message: Message) -> dict[str, Any]:
    """Give a message as what a pressed message turns into."""
    return {"replace_original": True, "text": message.text, "blocks": message.blocks}


def _unexpected(error: Exception, body: Body) -> Refused:
    reference = secrets.token_hex(3)
    log.error(
        "handler.failed",
        reference=reference,
        kind=kind_of(body).value,
        error=type(error).__name__,
        slack=error.response.get("error") if isinstance(error, SlackApiError) else None,
        at=_place(error),
    )
    return Refused(messages.teams.broken(reference))


def _place(error: BaseException) -> str:
    """Tell where in our code an error arose, without any of its words."""
    place, step = "", error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        place, step = f"{code.co_filename.rsplit('/', 1)[-1]}:{step.tb_lineno}", step.tb_next
    return place


def _at_its_field(refused: Refused, body: Body) -> dict[str, Any] | None:
    errors = forms.inputs.errors(refused, body["view"])
    return {"response_action": "errors", "errors": errors} if errors else None


async def _beside(reason: str, body: Body, client: Client, respond: Respond) -> None:
    """Say it beside the message whose button was pressed, or in a small window where there is none."""
    try:
        if body.get("response_url"):
            said = messages.teams.refused(reason)
            await respond(text=said.text, blocks=said.blocks, response_type="ephemeral", replace_original=False)
        elif in_modal(body):
            await client.views_push(trigger_id=body["trigger_id"], view=forms.notices.notice(reason))
        else:
            await client.views_open(trigger_id=body["trigger_id"], view=forms.notices.notice(reason))
    except (SlackApiError, ValueError, OSError) as error:
        log.warning("answer.failed", error=type(error).__name__)


def _json(answer: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": ["application/json"]})
