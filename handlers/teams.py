"""What happens when someone asks for help, types what nobody knows, or presses what is no more?"""

from __future__ import annotations

from datetime import datetime

import structlog

from bot import forms, messages
from bot.errors import Refused
from bot.facts import Person
from bot.policy import Policy
from handlers import candidates, people, touch_lines
from handlers.answers import ephemeral
from handlers.lent import Ack, Ask, Client, Json, Transact

log = structlog.get_logger("handlers")
UMBRELLA = "/care"


async def care_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone types /care: the umbrella over all commands, for teams where a short name is taken."""
    word, _, rest = command["text"].strip().partition(" ")
    inner = {**command, "command": f"{UMBRELLA} {word.lower()}", "text": rest.strip()}
    if word.lower() == "touch":
        await touch_lines.touch_asked(ack, inner, person, client, transact, policy, now)
    elif word.lower() == "candidate":
        await candidates.candidate_asked(ack, inner, person, client, ask, transact, now)
    elif word.lower() == "me":
        await client.views_open(trigger_id=command["trigger_id"], view=people.settings(person))
        await ack()
    elif word.lower() in ("help", ""):
        await ack(**ephemeral(messages.teams.help(short=not word)))
    else:
        await ack(**ephemeral(messages.teams.unknown(command["text"], UMBRELLA)))


async def unknown_pressed(ack: Ack) -> None:
    """Someone presses a button that no version of ours knows any more."""
    raise Refused(messages.teams.old_button())


async def unknown_submitted(ack: Ack) -> None:
    """Someone sends a form that no version of ours knows any more."""
    notice = "This form is from an older version and was not saved. Close it and type /care help to begin anew."
    await ack(response_action="update", view=forms.notices.notice(notice))


async def link_pressed(ack: Ack) -> None:
    """Someone follows a link, or changes an input that is read when its form is sent."""
    await ack()


async def uninstalled(body: Json) -> None:
    """Slack says that we were taken out of the workspace; what is known stays until an operator removes it."""
    log.warning("team.uninstalled", event=body["event"]["type"])
