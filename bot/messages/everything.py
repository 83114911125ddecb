"""How does all about one person read, as a page and for other systems?"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from bot.facts import AllAbout
from bot.facts.everything import Row
from bot.messages.kept_rows import SECTIONS
from bot.messages.kept_words import Told, Who

_WHAT_IT_IS = "All that our recruiters have on record about this person in Rapport, where they note their contacts."
# What names them in passing, and goes by itself.
_PASSING = {
    "drafts": "Forms that a colleague has begun and not sent: {}. They go ten days after.",
    "inbox": "Answers to colleagues, remembered so that nothing is done twice: {}. They go after ten days.",
    "import_lines": "Lines of files of candidates that wait, or came back to who brought them: {}.",
}
_PHONES = '<meta name="viewport" content="width=device-width">'
_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2b2a}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ccd6d5}
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{text-align:left;vertical-align:top;padding:.2rem .6rem}
th{width:min(14rem,38vw);font-weight:500;color:#4a5f5d}td{white-space:pre-wrap;overflow-wrap:anywhere}
section>table+table{border-top:1px dotted #ccd6d5}@media print{body{margin:0}}"""


def page(about: AllAbout, zone: str, now: datetime) -> str:
    """Set all about one person as a page to read or print; moments stand in the reader's zone."""
    place = ZoneInfo(zone)
    parts = [_section(name, about, place) for name in SECTIONS if about.tables.get(name)]
    passing = [f"<li>{escape(_PASSING[name].format(count))}</li>" for name, count in about.in_passing.items()]
    if passing:
        parts.append(f"<section><h2>Kept for days only</h2><ul>{''.join(passing)}</ul></section>")
    title = escape(f"All about {about.name}")
    made = f"{_WHAT_IT_IS} As of {_moment(now, place)}; times are those of {escape(zone)}."
    head = f'<meta charset="utf-8">{_PHONES}<title>{title}</title><style>{_STYLE}</style>'
    body = f"<h1>{title}</h1><p>{made}</p>{''.join(parts)}"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def as_json(about: AllAbout) -> str:
    """Write all about one person for other systems: every row of every table, moments in UTC, ids as they are."""
    told = {"candidate": about.candidate, "name": about.name, "people": dict(about.people), "tables": about.tables}
    told |= {"kept_for_days": about.in_passing}
    return json.dumps(told, ensure_ascii=False, indent=2, default=_written) + "\n"


def _section(name: str, about: AllAbout, place: ZoneInfo) -> str:
    heading, read = SECTIONS[name]
    rows = [read(row, about) for row in sorted(about.tables[name], key=_when)]
    tables = "".join(f"<table>{_lines(row, about, place)}</table>" for row in rows)
    return f"<section><h2>{escape(heading)}</h2>{tables}</section>"


def _when(row: Row) -> datetime:
    """Say when something was, so that a page tells it in its order; what has no moment stays first."""
    moments = (row.get(name) for name in ("at", "entered_at", "added_at", "due_at"))
    return next((moment for moment in moments if moment is not None), datetime.min.replace(tzinfo=UTC))


def _lines(told: Told, about: AllAbout, place: ZoneInfo) -> str:
    return "".join(
        f"<tr><th>{escape(label)}</th><td>{escape(_said(value, about, place))}</td></tr>"
        for label, value in told
        if value not in (None, "", False)
    )


def _said(value: Any, about: AllAbout, place: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return _moment(value, place)
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, Who):
        return about.people.get(value, "a colleague")
    return "yes" if value is True else str(value)


def _moment(at: datetime, place: ZoneInfo) -> str:
    there = at.astimezone(place)
    return f"{there.day} {there:%B %Y, %H:%M}"


def _written(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()
