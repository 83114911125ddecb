"""How is a job called, and which role and client does a title mean?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.facts import Client
from bot.words import fold_title

# Where a title may go over into the name of a client: "Engineer, Northwind", "Engineer at Northwind".
_BETWEEN = re.compile(r"\s*,\s+|\s+(?:at|@|–|—|-)\s+", re.IGNORECASE)


def title_of(role: str, client: Client | None) -> str:
    """Say a role with its client: `Backend engineer, Northwind`."""
    return f"{role}, {client.name}" if client else role


def names_in(title: str) -> list[str]:
    """List what may be the name of a client at the end of a title."""
    return [name for _, name in _readings(title)]


def meant(title: str, known: Mapping[str, Client]) -> tuple[str, Client | None]:
    """Give the role and the client that a title means; `known` are clients by their folded names."""
    for role, name in _readings(title):
        if client := known.get(fold_title(name)):
            return role, client
    return title, None


def role_alone(role: str, client: Client) -> str:
    """Take the client's name from the end of a role in which it was typed as well."""
    return meant(role, {fold_title(client.name): client})[0]


def _readings(title: str) -> Iterator[tuple[str, str]]:
    """Read a title as a role and a name in each way it may be meant, the longest name first."""
    for between in _BETWEEN.finditer(title):
        role, name = title[: between.start()].strip(), title[between.end() :].strip()
        if role and name:
            yield role, name
