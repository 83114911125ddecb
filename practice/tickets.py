"""Which trigger id and which response url is still good, and for whom?"""

import itertools
import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from practice.refused import Refused
from practice.shapes import Message

RESPONSE_AFTER = timedelta(minutes=30)
RESPONSE_POSTS = 5


@dataclass
class Trigger:
    """The right to open one modal in front of one person, good for a moment."""

    person: str
    from_modal: bool
    given: float
    used: bool = False


@dataclass
class Response:
    """The right to answer one person in one place five times; `message` is the one to replace or delete."""

    person: str
    channel: str
    given_at: datetime
    message: Message | None = None
    posts: int = 0


class Tickets:
    """All that was handed out; a trigger id is good for `trigger_seconds` of real time."""

    def __init__(self) -> None:
        self.trigger_seconds = 3.0
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, Response] = {}
        self._serial = itertools.count(1_000_001)

    def trigger(self, person: str, from_modal: bool = False) -> str:
        """Hands out a trigger id, which is good from now on."""
        name = f"{next(self._serial)}.{secrets.randbelow(10**9)}.{secrets.token_hex(8)}"
        self._triggers[name] = Trigger(person, from_modal, time.monotonic())
        return name

    def exchange(self, name: str) -> Trigger:
        """Takes a trigger id back, once."""
        trigger = self._triggers.get(name)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if time.monotonic() - trigger.given > self.trigger_seconds:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger

    def response(self, person: str, channel: str, now: datetime, message: Message | None = None) -> str:
        """Hands out the last part of a response url."""
        name = f"{next(self._serial)}/{secrets.token_hex(12)}"
        self._responses[name] = Response(person, channel, now, message)
        return name

    def answering(self, name: str, now: datetime) -> Response:
        """What a response url is good for; counts as one of its five posts."""
        response = self._responses.get(name)
        if response is None or now - response.given_at > RESPONSE_AFTER:
            raise Refused("expired_url")
        if response.posts >= RESPONSE_POSTS:
            raise Refused("used_url")
        response.posts += 1
        return response

    def answered(self, name: str, message: Message | None) -> None:
        """Remembers which message a response url stands for from now on."""
        self._responses[name].message = message
