"""What does a window show, and what do the windows below it show?

Slack tells the ids of the windows below, and not what they show; so each window takes that along with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from bot.forms.inputs import LARGEST_ID, View

# What a window shows itself, what the one just below it shows, and what the lowest one shows.
_OWN, _BELOW, _LOWEST = "shows", "below", "lowest"


class Kind(IntEnum):
    """The windows that are drawn anew when what they show was changed above them."""

    OFFERS = 1
    SIDE_BY_SIDE = 2
    TERMS = 3
    FIGURES = 4
    BANDS = 5


@dataclass(frozen=True, slots=True)
class Shows:
    """What a window shows: of a candidate, an offer or a request, by its id, and which page of it; bands have no id."""

    kind: Kind
    id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Beneath:
    """A window below another, by its id: what it shows, and what lies below it."""

    view: str
    shows: Shows
    below: Shows | None = None


def showing(view: View, shows: Shows) -> View:
    """Have a window know what it shows."""
    return _with(view, {_OWN: _written(shows)})


def over(view: View, lies_below: View) -> View:
    """Have a window that is put on top of another know what lies below it."""
    there = _metadata(lies_below)
    shown = there.get(_OWN)
    return _with(view, {_BELOW: shown, _LOWEST: there.get(_LOWEST) if lies_below.get("previous_view_id") else shown})


def instead(view: View, before: View) -> View:
    """Have a window that takes the place of another know what lies below both."""
    there = _metadata(before)
    return _with(view, {name: there.get(name) for name in (_BELOW, _LOWEST)})


def on(view: View, below: Shows | None) -> View:
    """Have the second of three windows know what the lowest one shows."""
    return _with(view, {name: _written(below) for name in (_BELOW, _LOWEST)})


def own(view: View) -> Shows | None:
    """Read what a window shows; None where it is nothing that is drawn anew."""
    return _read(_metadata(view).get(_OWN))


def beneath(view: View) -> list[Beneath]:
    """List the windows below one that are drawn anew."""
    there, previous, root = _metadata(view), view.get("previous_view_id"), view.get("root_view_id")
    shown, lowest = _read(there.get(_BELOW)), _read(there.get(_LOWEST))
    found = []
    if previous and shown:
        found.append(Beneath(previous, shown, lowest if previous != root else None))
    if previous and root and previous != root and lowest:
        found.append(Beneath(root, lowest))
    return found


def _metadata(view: View) -> dict[str, Any]:
    try:
        read = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _with(view: View, more: dict[str, list[int] | None]) -> View:
    known = {name: value for name, value in more.items() if value}
    return view | {"private_metadata": json.dumps(_metadata(view) | known)} if known else view


def _written(shows: Shows | None) -> list[int] | None:
    return [int(shows.kind), shows.id, shows.page] if shows else None


def _read(written: object) -> Shows | None:
    """Read what a window of ours wrote; what none of ours wrote is nothing that is drawn anew."""
    if not isinstance(written, list) or [type(each) for each in written] != [int] * 3:
        return None
    kind, id, page = written
    if kind not in set(Kind) or not all(0 <= each <= LARGEST_ID for each in (id, page)):
        return None
    return Shows(Kind(kind), id, page)
