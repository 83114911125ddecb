"""Of which types is what a listener is given?"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.facts import Person
from bot.policy import Policy

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck as Ack
    from slack_bolt.context.respond.async_respond import AsyncRespond as Respond
    from slack_sdk.web.async_client import AsyncWebClient as Client
else:
    Ack = Respond = Client = Any

Json = dict[str, Any]
Ask = Callable[..., Awaitable[Any]]
Transact = Callable[..., Awaitable[Any]]
# Answers a word typed after /care: (ack, command, person, client, ask, transact, policy, now).
Asked = Callable[[Ack, Json, Person, Client, Ask, Transact, Policy, datetime], Awaitable[None]]
# Answers a choice of a card's menu: (ack, body, candidate, person, client, ask, transact, policy, now).
Picked = Callable[[Ack, Json, int, Person, Client, Ask, Transact, Policy, datetime], Awaitable[None]]

__all__ = ["Ack", "Ask", "Asked", "Client", "Json", "Picked", "Respond", "Transact"]
