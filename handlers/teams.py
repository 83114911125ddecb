"""What happens when someone takes us out of their workspace?"""

from __future__ import annotations

import structlog

from handlers.lent import Json

log = structlog.get_logger("handlers")


async def uninstalled(body: Json) -> None:
    """Slack says that we were taken out of the workspace; what is known stays until an operator removes it."""
    log.warning("team.uninstalled", event_type=body["event"]["type"])
