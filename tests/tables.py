"""How does a test get a database with all its tables, without making them once more?"""

import tempfile
from functools import cache
from pathlib import Path

from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS


def made(url: str) -> None:
    """Makes the tables of this version in a database, unless they are there."""
    database = Database(url, KEYS)
    try:
        migrate(database.engine)
    finally:
        database.close_now()


def copied(file: Path) -> None:
    """Puts a SQLite database there that has all tables and nothing in them."""
    file.write_bytes(_in_sqlite())


@cache
def _in_sqlite() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rapport.db"
        made(f"sqlite:///{file}")
        return file.read_bytes()
