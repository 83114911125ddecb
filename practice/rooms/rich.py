"""How does a rich_text block read, as HTML?"""

from collections.abc import Callable
from html import escape
from typing import Any

from practice.rooms.dates import date_token
from practice.rooms.emoji import PICTURES
from practice.rooms.reader import Reader
from practice.rooms.text import link, mention, person

STYLE_TAGS = {"bold": "b", "italic": "i", "strike": "s", "code": "code", "underline": "u"}


def rich_text(block: dict[str, Any], reader: Reader) -> str:
    """A whole rich_text block as HTML."""
    return "".join(_part(part, reader) for part in block.get("elements", []))


def _part(part: dict[str, Any], reader: Reader) -> str:
    if part["type"] == "rich_text_list":
        return _list(part, reader)
    inside = _run(part, reader)
    tag = {"rich_text_preformatted": "pre", "rich_text_quote": "blockquote"}.get(part["type"], "p")
    return f"<{tag}>{inside}</{tag}>"


def _list(part: dict[str, Any], reader: Reader) -> str:
    tag = "ol" if part.get("style") == "ordered" else "ul"
    start = f' start="{int(part["offset"]) + 1}"' if part.get("offset") else ""
    items = "".join(f"<li>{_run(item, reader)}</li>" for item in part.get("elements", []))
    return f'<{tag}{start} class="indent-{int(part.get("indent", 0))}">{items}</{tag}>'


def _run(part: dict[str, Any], reader: Reader) -> str:
    return "".join(_piece(piece, reader) for piece in part.get("elements", []))


def _piece(piece: dict[str, Any], reader: Reader) -> str:
    html = PIECES.get(piece["type"], _text)(piece, reader)
    for style, tag in STYLE_TAGS.items():
        if piece.get("style", {}).get(style):
            html = f"<{tag}>{html}</{tag}>"
    return html


def _text(piece: dict[str, Any], _reader: Reader) -> str:
    return escape(str(piece.get("text", ""))).replace("\n", "<br>")


def _link(piece: dict[str, Any], _reader: Reader) -> str:
    return link(piece["url"], escape(piece.get("text") or piece["url"]))


def _emoji(piece: dict[str, Any], _reader: Reader) -> str:
    return escape(PICTURES.get(piece["name"], f":{piece['name']}:"))


def _date(piece: dict[str, Any], reader: Reader) -> str:
    shown = escape(date_token(str(piece["timestamp"]), piece["format"], reader))
    return link(piece["url"], shown) if piece.get("url") else f"<time>{shown}</time>"


PIECES: dict[str, Callable[[dict[str, Any], Reader], str]] = {
    "text": _text,
    "link": _link,
    "emoji": _emoji,
    "date": _date,
    "user": lambda piece, reader: person(piece["user_id"], reader),
    "channel": lambda piece, reader: mention(f"#{reader.place_name(piece['channel_id']) or piece['channel_id']}"),
    "broadcast": lambda piece, _: mention(f"@{piece['range']}", loud=True),
    "usergroup": lambda piece, _: mention(f"@{piece['usergroup_id']}"),
    "color": lambda piece, _: f"<code>{escape(piece['value'])}</code>",
}
