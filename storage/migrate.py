"""How is a database brought to the tables this version needs?"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from bot.errors import Misconfigured
from storage.engines import said_plainly

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

SCRIPTS = Path(__file__).parent / "migrations"
# The number all processes agree on for "somebody is migrating"; any would do.
ONE_AT_A_TIME = 7_241_350_982
WAIT_FOR_ANOTHER_MS = 600_000


def migrate(engine: Engine, revision: str = "head") -> tuple[str | None, str | None]:
    """Bring a database to a revision (`head`, `base`, or an id), upwards or downwards; tell from where to where.

    It is one transaction: all of it or nothing. A second process waits, and finds nothing left to do. Raises
    `Misconfigured` where the database cannot be reached, or is of a version that this one does not know.
    """
    from alembic import command

    with said_plainly(engine.url), engine.connect() as connection:
        _await_turn(connection)
        before = _present(connection)
        if revision == "base" or _is_behind(before, revision):
            command.downgrade(_config(connection), revision)
        else:
            command.upgrade(_config(connection), revision)
        after = _present(connection)
        connection.commit()
    return before, after


def is_at_head(connection: Connection) -> bool:
    """Tell whether a database has the tables this version needs."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision() == _scripts().get_current_head()


def _await_turn(connection: Connection) -> None:
    """Wait until no other process migrates; on SQLite the transaction itself keeps others out."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        limit = connection.exec_driver_sql("SHOW lock_timeout").scalar()
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {WAIT_FOR_ANOTHER_MS}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{limit}'")


def _present(connection: Connection) -> str | None:
    """Tell at which revision a database is; None where it has no tables of ours."""
    from alembic.runtime.migration import MigrationContext

    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in {script.revision for script in _scripts().walk_revisions()}:
        raise Misconfigured(
            f"The database is at revision {found}, which this version does not know: run the version that made it, "
            "or a newer one."
        )
    return found


def _is_behind(here: str | None, revision: str) -> bool:
    """Tell whether a revision lies before the one a database is at."""
    if revision == "head" or here is None or here == revision:
        return False
    return revision in {script.revision for script in _scripts().iterate_revisions(here, "base")}


@cache
def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(SCRIPTS))


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
