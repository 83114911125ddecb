"""How does a message look to Slack, and how does what people typed stay mere letters in it?

A sentence is a row of parts. A `str` part is letters, whatever they look like; only a `Live` part is more.
Lines and quotes become `rich_text`, in which letters are never markup; where Slack wants mrkdwn, they are
escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

Block = dict[str, Any]

# Slack's limits, each with room to spare. Above 4,000 letters of `text` an update is refused.
TEXT, LINE, NAME, NOTE = 3_000, 2_000, 80, 500

# Letters that nobody sees but that turn, hide or reorder those around them.
_TRICKS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Message:
    """What is said: `text` holds all of it for phones and screen readers, `blocks` the same for the eye."""

    text: str
    blocks: list[Block]


@dataclass(frozen=True)
class Live:
    """A part of a sentence that Slack draws itself: a person, a moment, a word in bold."""

    mrkdwn: str
    element: Block

    def __str__(self) -> str:
        return self.mrkdwn


Part = str | Live
Sentence = list[Part]


def tidy(text: str) -> str:
    """Take out the letters that play tricks; line breaks stay."""
    return _TRICKS.sub("", text)


def cut(text: str, limit: int) -> str:
    """Shorten to `limit` letters, the last of which is then an ellipsis."""
    text = tidy(text)
    return text if len(text) <= limit else text[: max(limit - 1, 0)].rstrip() + "…"


def one_line(text: str, limit: int = NAME) -> str:
    """Write something typed on one line, with a dash where nothing is left of it."""
    return cut(" ".join(tidy(text).split()), limit) or "–"


def escape(text: str, limit: int = TEXT) -> str:
    """Make letters safe in mrkdwn, at most `limit` of them when escaped, and never half an entity."""
    safe = tidy(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe if len(safe) <= limit else re.sub(r"&[a-z]*$", "", safe[: max(limit - 1, 0)]) + "…"


def when(moment: datetime, shown: str = "{time} {date_short_pretty}") -> Live:
    """Name a moment, in the reader's own zone; where that cannot be drawn, in UTC.

    The time comes first: Slack may begin a date with a capital, "Today", which would look odd within a sentence.
    """
    utc = moment.astimezone(UTC)
    second = int(utc.timestamp())
    fallback = f"{utc:%H:%M} UTC on {utc.day} {utc:%b %Y}" if "{time}" in shown else f"{utc.day} {utc:%B %Y}"
    element = {"type": "date", "timestamp": second, "format": shown, "fallback": fallback}
    return Live(f"<!date^{second}^{shown}|{fallback}>", element)


def day(on: date) -> str:
    """Name a local day: `Friday 27 November`."""
    return f"{on:%A} {on.day} {on:%B}"


def person(user: str) -> Live:
    """Mention someone by their Slack id."""
    return Live(f"<@{user}>", {"type": "user", "user_id": user})


def bold(text: str) -> Live:
    """Set a name or a word in bold."""
    shown = one_line(text)
    return Live(escape(shown), {"type": "text", "text": shown, "style": {"bold": True}})


def as_code(text: str) -> Live:
    """Set something to be typed, always our own words, as code."""
    return Live(f"`{text}`", {"type": "text", "text": text, "style": {"code": True}})


def link(url: str, text: str) -> Live:
    """Link an address that we have recognised; in `text` it stands as letters."""
    return Live(escape(one_line(text)), {"type": "link", "url": url, "text": one_line(text)})


def sign(emoji: str) -> Live:
    """Draw an emoji beside words that say the same; a screen reader is spared it."""
    return Live("", {"type": "emoji", "name": emoji})


def sentence(*parts: Part) -> Sentence:
    """Put parts together to a sentence; where there is nothing to say, it is empty."""
    return [part for part in parts if part]


def strung(*clauses: Sentence, by: str = " · ") -> Sentence:
    """String clauses together to one sentence, or by "\\n" to lines; empty ones fall out."""
    parts: Sentence = []
    for clause in filter(None, clauses):
        parts += [by, *clause] if parts else clause
    return parts


def said(*parts: Part, limit: int = TEXT) -> str:
    """Write a sentence as mrkdwn; a part for which there is no room ends it."""
    text = ""
    for part in parts:
        piece = str(part) if isinstance(part, Live) else escape(part, limit - len(text))
        if len(text) + len(piece) > limit:
            break
        text += piece
    return re.sub(r"(?m)^ +| +(?= )", "", text).rstrip(" ")


def whole(*sentences: Sentence) -> str:
    """Write sentences below one another for the `text` of a message, as much as there is room for."""
    text = ""
    for sentence in filter(None, sentences):
        text += said(*sentence, limit=max(TEXT - 1 - len(text), 0)) + "\n"
    return text.strip("\n")


def plain(text: str, limit: int = LINE) -> Block:
    """Letters and nothing else, as buttons and options want them."""
    return {"type": "plain_text", "text": one_line(text, limit), "emoji": False}


def line(*parts: Part) -> Block:
    """A line of a message or form."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": _drawn(parts)}]}


def bullets(sentences: Iterable[Sequence[Part]]) -> Block:
    """Sentences as a list with bullets; there must be one at least."""
    rows = [{"type": "rich_text_section", "elements": _drawn(sentence)} for sentence in sentences]
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "bullet", "elements": rows}],
    }


def quote(text: str, limit: int = NOTE) -> Block:
    """What someone typed, set apart; its line breaks stay."""
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_quote", "elements": _drawn([cut(text, limit)])}],
    }


def section(text: str) -> Block:
    """A paragraph of letters."""
    return {"type": "section", "text": plain(text)}


def beside(text: str, element: Block) -> Block:
    """A paragraph of letters with one thing to press beside it."""
    return section(text) | {"accessory": element}


def context(*parts: Part) -> Block:
    """A small grey line."""
    text = {"type": "mrkdwn", "text": said(*parts, limit=LINE) or "–", "verbatim": True}
    return {"type": "context", "elements": [text]}


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": plain(text, 150)}


def divider() -> Block:
    """A rule between two parts."""
    return {"type": "divider"}


def actions(*elements: Block) -> Block:
    """A row of buttons and menus."""
    return {"type": "actions", "elements": list(elements)}


def button(
    text: str,
    action_id: str,
    value: object,
    *,
    style: str | None = None,
    ask: Block | None = None,
    reads: str = "",
) -> Block:
    """A button; `reads` is what a screen reader says where the same button stands more than once."""
    drawn: Block = {"type": "button", "text": plain(text, 75), "action_id": action_id, "value": str(value)}
    more = {"style": style, "confirm": ask, "accessibility_label": one_line(reads, 75) if reads else None}
    return drawn | {key: setting for key, setting in more.items() if setting}


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    """The question Slack asks before a press counts."""
    asked = {"title": plain(title, 100), "text": plain(text, 300)}
    return asked | {"confirm": plain(yes, 30), "deny": plain(no, 30)}


def option(text: str, value: object) -> Block:
    """One choice of a menu."""
    return {"text": plain(text, 75), "value": str(value)}


def groups(choices: Iterable[tuple[str, Sequence[Block]]]) -> list[Block]:
    """Choices below their headings."""
    return [{"label": plain(heading, 75), "options": list(options)} for heading, options in choices if options]


def menu(action_id: str, placeholder: str, choices: Sequence[tuple[str, Sequence[Block]]]) -> Block:
    """A menu to pick one choice from."""
    drawn = {"type": "static_select", "action_id": action_id, "placeholder": plain(placeholder, 150)}
    return drawn | {"option_groups": groups(choices)}


def dots(action_id: str, choices: Sequence[Block]) -> Block:
    """Three dots behind which up to five choices stand; unlike a menu it forgets what was picked."""
    return {"type": "overflow", "action_id": action_id, "options": list(choices)}


def _drawn(parts: Iterable[Part]) -> list[Block]:
    return list(_elements(parts)) or [{"type": "text", "text": "–"}]


def _elements(parts: Iterable[Part]) -> Iterator[Block]:
    room = LINE
    for part in parts:
        letters = cut(part, room) if isinstance(part, str) else str(part.element.get("text", part.mrkdwn))
        if not letters and isinstance(part, str):
            continue
        room -= len(letters)
        if room < 0:
            return
        yield {"type": "text", "text": letters} if isinstance(part, str) else part.element
