"""Of which types is what a listener is given?"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck as Ack
    from slack_bolt.context.respond.async_respond import AsyncRespond as Respond
    from slack_sdk.web.async_client import AsyncWebClient as Client
else:
    Ack = Respond = Client = Any

Json = dict[str, Any]
Ask = Callable[..., Awaitable[Any]]
Transact = Callable[..., Awaitable[Any]]

__all__ = ["Ack", "Ask", "Client", "Json", "Respond", "Transact"]
