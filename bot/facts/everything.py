"""What is all about one person?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AllAbout:
    """All that is kept about one person: the rows of each table, by its name; `people` are colleagues in it, by id.

    `in_passing` counts, by table, the rows that name them and are kept for days only, such as what somebody is typing.
    """

    candidate: int
    name: str
    tables: Mapping[str, Sequence[Row]]
    people: Mapping[str, str]
    in_passing: Mapping[str, int] = field(default_factory=dict)
