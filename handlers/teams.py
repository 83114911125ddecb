"""What happens when someone asks for help, or takes us out of their workspace?"""

from __future__ import annotations

from datetime import datetime

import structlog

from bot import messages
from bot.facts import Person
from bot.policy import Policy
from bot.words import unescape
from handlers import candidates, people, touch_lines, windows
from handlers.answers import ephemeral
from handlers.lent import Ack, Ask, Client, Json, Transact

log = structlog.get_logger("handlers")
UMBRELLA = "/care"


async def care_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone types /care: the umbrella over all commands, for teams where a short name is taken."""
    word, _, rest = command.get("text", "").strip().partition(" ")
    inner = {**command, "command": f"{UMBRELLA} {word.lower()}", "text": rest.strip()}
    if word.lower() == "touch":
        await touch_lines.touch_asked(ack, inner, person, client, transact, policy, now)
    elif word.lower() == "candidate":
        await candidates.candidate_asked(ack, inner, person, client, ask, transact, policy, now)
    elif word.lower() == "me":
        await windows.show(client, command, people.settings(person))
        await ack()
    elif word.lower() in ("help", ""):
        await ack(**ephemeral(messages.teams.help(short=not word)))
    else:
        await ack(**ephemeral(messages.teams.unknown(unescape(command["text"]), UMBRELLA)))


async def uninstalled(body: Json) -> None:
    """Slack says that we were taken out of the workspace; what is known stays until an operator removes it."""
    log.warning("team.uninstalled", event=body["event"]["type"])
