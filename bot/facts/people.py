"""Who acts, and who is spoken to?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the team (or a guest, or an outsider) as Slack and our settings know them.

    `zone` is an IANA name; `country` an ISO 3166 code whose holidays they keep; `morning_at` their local hour; `cover`
    who hears what they would hear while they are away.
    """

    team: str
    id: str
    name: str
    zone: str = "UTC"
    country: str | None = None
    morning_at: time = time(8, 30)
    active: bool = True
    guest: bool = False
    outsider: bool = False
    manager: bool = False
    administrator: bool = False
    cover: str | None = None

    @property
    def member(self) -> bool:
        """Whether they may see and log candidates."""
        return self.active and not self.guest and not self.outsider
