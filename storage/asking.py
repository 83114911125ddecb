"""How is the same asked of one thing and of many, and how is it written so that asking costs little?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Result, Select, bindparam, literal_column

from storage.database import Db


class Asked:
    """A question about things of a team: written out once for one of them, and anew only for several.

    The question binds its team as `team_`; `column` is what the things are told apart by.
    """

    def __init__(self, question: Select[Any], column: ColumnElement[Any]) -> None:
        self._one = question.where(column == bindparam("id_"))
        self._several = question.where(column.in_(bindparam("ids", expanding=True)))

    def of(self, db: Db, team: str, ids: Sequence[Any]) -> Result[*tuple[Any, ...]]:
        """Ask it."""
        if len(ids) == 1:
            return db.execute(self._one, {"team_": team, "id_": ids[0]})
        return db.execute(self._several, {"team_": team, "ids": list(ids)})


def one_of(column: ColumnElement[Any], words: Iterable[str]) -> ColumnElement[bool]:
    """Say that a column holds one of a few words of ours, in a question that is then always written the same."""
    written: list[Any] = [literal_column(f"'{word}'") for word in sorted(words)]
    return column.in_(written)
