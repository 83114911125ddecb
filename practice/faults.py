"""What goes wrong on the way to Slack and back, when told to?"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["lose_reply", "refuse", "late", "status", "error", "garbage"]
Body = dict[str, Any]

GARBAGE = {
    "html": ("text/html", "<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>"),
    "truncated": ("application/json", '{"ok": true, "channel": "D0'),
    "empty": ("application/json", ""),
}


@dataclass
class Fault:
    """One thing that goes wrong, `times` times, in the calls of `method` that `only` picks.

    lose_reply  the thing is done, then the connection is cut
    refuse      the connection is cut before anything is done
    late        the thing is done after `seconds`, or once it is released
    status      HTTP `status` is answered; done first when `done`
    error       `ok: false` with `code`; done first when `done`
    garbage     HTTP 200 with no answer in it: `body` is html, truncated or empty; done first when `done`
    """

    method: str
    kind: Kind
    times: int = 1
    only: Callable[[Body], bool] | None = None
    channel: str | None = None
    seconds: float | None = None
    status: int = 500
    retry_after: int | None = None
    code: str = "internal_error"
    body: Literal["html", "truncated", "empty"] = "html"
    done: bool = False
    met: int = 0
    _released: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    def concerns(self, method: str, body: Body) -> bool:
        """Whether this goes wrong in that call."""
        return (
            self.met < self.times
            and self.method in ("*", method)
            and self.channel in (None, body.get("channel"))
            and (self.only is None or self.only(body))
        )

    def release(self) -> None:
        """Lets the calls that are late go on, and those to come."""
        self._released.set()

    async def wait(self) -> None:
        """Holds a call up."""
        try:
            await asyncio.wait_for(self._released.wait(), self.seconds)
        except TimeoutError:
            return

    @property
    def acts(self) -> bool:
        """Whether Slack does what it was asked to, all the same."""
        return self.kind in ("lose_reply", "late") or self.done


class Faults:
    """Everything that is to go wrong; the first that concerns a call happens to it."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def add(self, method: str, kind: Kind, times: int = 1, **more: Any) -> Fault:
        """Plans a fault; `method="*"` means any, `more` are further fields of Fault."""
        fault = Fault(method, kind, times, **more)
        self.planned.append(fault)
        return fault

    def clear(self) -> None:
        """Forgets all that was planned, and lets go what is held up."""
        for fault in self.planned:
            fault.release()
        self.planned.clear()

    def meet(self, method: str, body: Body) -> Fault | None:
        """What goes wrong in this call, which counts as one of its times."""
        for fault in self.planned:
            if fault.concerns(method, body):
                fault.met += 1
                return fault
        return None
