"""How is what happens written down for operators, without names, notes, pay or tokens?"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_TOKENS = re.compile(r"x(?:ox[a-z]|app|oxe)[-.][A-Za-z0-9.-]+")
FIELDS = frozenset(
    """event level timestamp logger letter letters promises error meaning reference kind slack at code team
    sockets signal address event_type seconds id offer state dispute step approval person candidate candidates
    file lines questions revived last why""".split()
)


def configure(level: str) -> None:
    """Write one line for each event: ids and our own words only; other fields are left out, tokens struck.

    What libraries log goes the same way without its words, which may hold what people typed.
    """
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_known_fields,
            without_tokens,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Wordless()], force=True)
    logging.captureWarnings(True)


class _Wordless(logging.Handler):
    """Tells of a library's complaint who complains, where in its code, and of which kind of error; not its words."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line in place of the record."""
        kind = record.exc_info[0] if record.exc_info else None
        where = f"{record.module}:{record.lineno}"
        told = {"logger": record.name, "at": where} | ({"error": kind.__name__} if kind else {})
        level = logging.ERROR if record.levelno >= logging.ERROR else logging.WARNING
        structlog.get_logger("library").log(level, "library.complains", **told)


def only_known_fields(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leave out every field that is not on the list, so that none can slip in with something personal."""
    return {name: value for name, value in event.items() if name in FIELDS}


def without_tokens(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Strike whatever looks like a token of Slack's."""
    return {name: _TOKENS.sub("[token]", value) if isinstance(value, str) else value for name, value in event.items()}
