"""Which words stand in blocks, in files, in tables and in the log, for all to read who come by?"""

import contextlib
import html
import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import structlog
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection


def kept_in_clear(db: Connection) -> Iterator[tuple[str, str]]:
    """Give all words of each table that are not encrypted."""
    for table in inspect(db).get_table_names():
        rows = db.execute(text(f'SELECT * FROM "{table}"')).mappings()
        words = [str(value) for row in rows for name, value in row.items() if isinstance(value, str | list | dict)]
        yield table, "\n".join(word for word in words if not word.startswith("enc1:"))


def strings(drawn: Any) -> str:
    """Give all words in blocks, views and calls, also where they are written as JSON."""
    return "\n".join(_strings(drawn))


def _strings(drawn: Any) -> Iterator[str]:
    if isinstance(drawn, str):
        if drawn[:1] in ("[", "{"):
            with contextlib.suppress(ValueError):
                yield from _strings(json.loads(drawn))
                return
        yield drawn
    elif isinstance(drawn, dict):
        # The parts of a line stand beside one another.
        yield "".join(each["text"] for each in drawn.get("elements", []) if isinstance(each.get("text"), str))
        for value in drawn.values():
            yield from _strings(value)
    elif isinstance(drawn, list | tuple):
        for value in drawn:
            yield from _strings(value)


def unpacked(content: bytes) -> str:
    """Give the words of a file, of those in it where it is an archive."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return html.unescape(content.decode("utf-8", errors="replace"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(unpacked(archive.read(name)) for name in archive.namelist())


@contextlib.contextmanager
def logged_to(take: Callable[[str], None]) -> Iterator[None]:
    """Have everything that is logged meanwhile taken down as well, unless a test sets up its own log."""

    class Taken(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            take(record.getMessage())

    def taken(_logger: Any, _method: str, event: Any) -> Any:
        take(str(event))
        return event

    handler, is_ours = Taken(), not structlog.is_configured()
    logging.getLogger().addHandler(handler)
    if is_ours:
        structlog.configure(processors=[taken, structlog.processors.KeyValueRenderer()])
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        if is_ours:
            structlog.reset_defaults()
