"""How is a form put in front of someone, or turned into another?"""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

from bot import forms, messages
from bot.blocks import Message
from bot.errors import Refused
from handlers.answers import instead
from handlers.lent import Client, Json, Respond
from handlers.payloads import in_modal, on_top_of_two, word_of

# What Slack says of a window that another press, or the same one come twice, has dealt with already.
DEALT_WITH = {"exchanged_trigger_id", "hash_conflict"}


async def show(client: Client, body: Json, view: Json) -> None:
    """Open a form, on top of another where the press came from one, and in its place where that is the third.

    The payload that came twice has opened it already; for one that comes too late Slack opens nothing any more.
    """
    if in_modal(body) and on_top_of_two(body["view"]):
        await turn(client, body, view)
        return
    opens = client.views_push if in_modal(body) else client.views_open
    drawn = forms.stacks.over(view, body["view"]) if in_modal(body) else view
    try:
        await opens(trigger_id=body["trigger_id"], view=drawn)
    except SlackApiError as error:
        word = word_of(error)
        if word == "expired_trigger_id":
            raise Refused(messages.teams.TOO_SLOW) from error
        if word not in DEALT_WITH:
            raise


async def turn(client: Client, body: Json, view: Json) -> None:
    """Turn the form whose button was pressed into another page; where two presses raced, the first one stays."""
    shown = body["view"]
    try:
        drawn = forms.stacks.instead(view, shown)
        await client.views_update(view_id=shown["id"], hash=shown["hash"], view=drawn)
    except SlackApiError as error:
        if word_of(error) not in DEALT_WITH:
            raise


async def in_place(client: Client, body: Json, view: Json) -> None:
    """Turn the form whose button was pressed into another page; open it where the button stood in a message."""
    await (turn if in_modal(body) else show)(client, body, view)


async def redraw_below(client: Client, body: Json, view: Json) -> None:
    """Draw anew the form that lies below the one that was sent; if it is still there."""
    await redraw(client, body["view"]["previous_view_id"], view)


async def redraw(client: Client, id: str, view: Json) -> None:
    """Draw a window anew that lies below another; if it is still there."""
    try:
        await client.views_update(view_id=id, view=view)
    except SlackApiError as error:
        if word_of(error) not in {*DEALT_WITH, "not_found"}:
            raise


async def turn_into(message: Message, body: Json, respond: Respond, client: Client, title: str = "Saved") -> None:
    """Turn the message, or the small window, whose button was pressed into what came of it."""
    if body.get("response_url"):
        await respond(**instead(message))
    else:
        view = forms.stacks.instead(forms.notices.told(title, message), body["view"])
        await client.views_update(view_id=body["view"]["id"], view=view)
