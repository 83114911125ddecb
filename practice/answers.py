"""What does the workspace make of an answer of the bot?"""

from typing import Any

from practice import limits
from practice.api_views import fields_of, push_for
from practice.refused import Refused
from practice.shapes import Message, View
from practice.tickets import Tickets
from practice.workspace import Workspace

Answer = dict[str, Any]


def said(workspace: Workspace, tickets: Tickets, ticket: str, given: Answer) -> Message | None:
    """Does what a post to a response url, or the answer to a command, says; counts as one post."""
    response = tickets.answering(ticket, workspace.now())
    before = response.message
    if given.get("delete_original"):
        if before:
            workspace.edit(before, deleted=True)
        return None
    words, blocks = str(given.get("text") or ""), given.get("blocks") or []
    limits.message(words, blocks, given.get("metadata"))
    if given.get("replace_original") and before and not before.deleted:
        workspace.edit(before, text=words, blocks=blocks)
        return before
    reader = None if given.get("response_type") == "in_channel" else response.person
    message = workspace.post(response.channel, workspace.app.bot_user, words, blocks, ephemeral_to=reader)
    if before is None:
        tickets.answered(ticket, message)
    return message


def submitted(workspace: Workspace, view: View, given: Answer) -> list[View]:
    """Does what the answer to a submission says; returns the views that were cleared away by it."""
    action = given.get("response_action")
    if action == "errors":
        _errors(workspace, view, given)
    elif action == "update":
        _must_be_modal(given)
        workspace.redraw(view, fields_of(workspace, given["view"], view))
    elif action == "push":
        _must_be_modal(given)
        push_for(workspace, view.person, given["view"])
    elif action == "clear":
        return workspace.close(view.person)
    elif action is None and not given:
        stack = workspace.modals(view.person)
        if view in stack:
            workspace.close(view.person, down_to=stack.index(view))
    else:
        raise Refused("invalid_arguments", f"[ERROR] unknown response_action: {action}")
    return []


def _must_be_modal(given: Answer) -> None:
    limits.view(given.get("view"), "modal")


def _errors(workspace: Workspace, view: View, given: Answer) -> None:
    errors = given.get("errors")
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
        raise Refused("invalid_arguments", "[ERROR] errors must be keyed by the block ids of inputs")
    view.errors = {name: str(words) for name, words in errors.items()}
    workspace.touched(view)
