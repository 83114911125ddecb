"""How is a database brought to the tables this version needs?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring a database to a revision (`head`, `base`, or an id), upwards or downwards."""
    from alembic import command

    with engine.connect() as connection:
        config = _config(connection)
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET statement_timeout = 0")
        if revision == "base" or _is_behind(connection, revision):
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)
        connection.commit()


def is_at_head(connection: Connection) -> bool:
    """Tell whether a database has the tables this version needs."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    newest = ScriptDirectory(str(SCRIPTS)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest


def _is_behind(connection: Connection, revision: str) -> bool:
    """Tell whether a revision lies before the one the database is at."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    if revision == "head":
        return False
    scripts = ScriptDirectory(str(SCRIPTS))
    here = MigrationContext.configure(connection).get_current_revision()
    if here is None or here == revision:
        return False
    return revision in {script.revision for script in scripts.iterate_revisions(here, "base")}


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config
