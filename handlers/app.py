"""How is the Bolt app built, and what stands before all its listeners?"""

from __future__ import annotations

import logging
import re

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.clock import Clock
from bot.policy import Policy
from handlers import listeners
from handlers.answers import in_words
from handlers.lending import Lender
from handlers.lent import Client
from storage.database import Database


def build(
    database: Database,
    policy: Policy,
    clock: Clock,
    client: Client,
    *,
    team: str,
    bot_user: str,
    bot_id: str,
) -> AsyncApp:
    """Build the Bolt app for the workspace `team`, in which we are `bot_user`.

    Every listener runs before its answer goes out, so that what people are told is what was saved. Requests over
    HTTP are verified before they get here; over Socket Mode they come by a connection of ours. What none of our
    listeners knows is an error to Bolt, and answered in words as the others are. Bolt's own log is silent, since it
    tells whole requests and the words of errors.
    """
    quiet = logging.getLogger("slack_bolt")
    quiet.setLevel(logging.CRITICAL)

    async def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team, bot_user_id=bot_user, bot_id=bot_id, bot_token=client.token
        )

    app = AsyncApp(
        logger=quiet,
        client=client,
        authorize=authorize,
        request_verification_enabled=False,
        ssl_check_enabled=True,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
    )
    app.use(Lender(database, policy, clock, team))
    app.error(in_words)
    _register(app)
    return app


def _register(app: AsyncApp) -> None:
    """Register every listener; what people type most comes first, since Bolt asks one after the other."""
    for name, listener in listeners.COMMANDS.items():
        app.command(name)(listener)
    for name, listener in listeners.SUGGESTIONS.items():
        app.options(name)(listener)
    for name, listener in listeners.FORMS.items():
        app.view(name)(listener)
    for name, listener in listeners.PRESSES.items():
        app.action(_numbered(name))(listener)
    for name, listener in listeners.SHORTCUTS.items():
        app.shortcut(name)(listener)
    for name, listener in listeners.EVENTS.items():
        app.event(name.partition(".")[0])(listener)


def _numbered(name: str) -> re.Pattern[str]:
    """Match an action id with or without a number, as several stand in one message."""
    return re.compile(rf"\A{name}(_\d+)?\Z")
