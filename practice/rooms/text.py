"""How does Slack's text read, as HTML that cannot do any harm?"""

import re
from collections.abc import Callable
from html import escape, unescape

from practice.rooms.dates import date_token
from practice.rooms.emoji import with_pictures
from practice.rooms.reader import Reader

FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
TOKEN = re.compile(r"<([^<>\n]+)>")
URL = re.compile(r"\bhttps?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"]")
SHOUT = re.compile(r"(?<!\w)@(channel|here|everyone)\b")
STYLES = [
    (re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^{mark}\n]+?)(?<=\S){mark}(?![\w{mark}])"), rf"<{tag}>\1</{tag}>")
    for mark, tag in ((r"\*", "b"), ("_", "i"), ("~", "s"))
]
SAFE = ("http://", "https://", "mailto:", "tel:")
OPEN, SHUT = "\ue000", "\ue001"  # they stand round the number of a piece that is HTML already
PIECE = re.compile(f"{OPEN}(\\d+){SHUT}")


class _Pieces:
    """Finished HTML, set aside while the text round it is still being read."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def keep(self, html: str) -> str:
        self.kept.append(html)
        return f"{OPEN}{len(self.kept) - 1}{SHUT}"

    def put_back(self, text: str) -> str:
        while PIECE.search(text):
            text = PIECE.sub(lambda found: self.kept[int(found[1])], text)
        return text


def plain(text: str, emoji: bool = True) -> str:
    """A plain_text object as HTML: nothing in it is markup but line breaks and emoji codes."""
    shown = with_pictures(text) if emoji else text
    return escape(shown).replace("\n", "<br>")


def mrkdwn(text: str, reader: Reader, verbatim: bool = False) -> str:
    """Text in Slack's mrkdwn as HTML; `verbatim` leaves bare addresses and @channel as they are."""
    pieces = _Pieces()
    text = text.replace(OPEN, "").replace(SHUT, "")
    text = FENCE.sub(lambda found: pieces.keep(f"<pre>{_literal(found[1])}</pre>"), text)
    text = CODE.sub(lambda found: pieces.keep(f"<code>{_literal(found[1])}</code>"), text)
    text = TOKEN.sub(lambda found: pieces.keep(_token(found[1], reader)), text)
    if not verbatim:
        text = URL.sub(lambda found: pieces.keep(link(unescape(found[0]), _literal(found[0]))), text)
        text = SHOUT.sub(lambda found: pieces.keep(mention(found[0], loud=True)), text)
    return pieces.put_back(_lines(text))


def link(url: str, label_html: str) -> str:
    """A link that opens beside the page, or only its label when the address is not a safe one."""
    if not url.lower().startswith(SAFE):
        return label_html
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{label_html}</a>'


def mention(name: str, loud: bool = False) -> str:
    """Someone's name as it stands out in text; `loud` when it calls the reader."""
    return f'<span class="mention{" loud" if loud else ""}">{escape(name)}</span>'


def person(person_id: str, reader: Reader) -> str:
    """A person mentioned in text."""
    return mention(f"@{reader.name(person_id)}", loud=person_id == reader.me.id)


def _literal(text: str) -> str:
    return escape(unescape(text))


def _lines(text: str) -> str:
    """Escapes what is left, styles it, and turns lines that begin with > into quotes."""
    html: list[str] = []
    quoted = False
    for line in text.split("\n"):
        bare = re.sub(r"^(?:&gt;|>) ?", "", line)
        if (bare != line) != quoted:
            html.append("</blockquote>" if quoted else "<blockquote>")
            quoted = not quoted
        elif html:
            html.append("<br>")
        html.append(_styled(bare))
    return "".join([*html, "</blockquote>" if quoted else ""])


def _styled(line: str) -> str:
    line = with_pictures(_literal(line))
    for pattern, tagged in STYLES:
        line = pattern.sub(tagged, line)
    return line


def _token(token: str, reader: Reader) -> str:
    """What stands between < and >: a mention, a moment, or a link."""
    target, _, label = token.partition("|")
    for sign, read in TOKENS.items():
        if target.startswith(sign):
            return read(target.removeprefix(sign), label, reader)
    return link(unescape(target), _styled(label or target))


def _person(target: str, _label: str, reader: Reader) -> str:
    return person(target, reader)


def _channel(target: str, label: str, reader: Reader) -> str:
    return mention(f"#{reader.place_name(target) or label or target}")


def _moment(target: str, label: str, reader: Reader) -> str:
    seconds, pattern, *url = [*target.split("^"), ""][:3]
    if not seconds.isdigit():
        return _literal(label)
    shown = f"<time>{escape(date_token(seconds, unescape(pattern), reader))}</time>"
    return link(unescape(url[0]), shown) if url and url[0] else shown


def _special(target: str, label: str, _reader: Reader) -> str:
    name = unescape(label or target.partition("^")[0])
    return mention(f"@{name.removeprefix('@')}", loud=target in ("here", "channel", "everyone"))


TOKENS: dict[str, Callable[[str, str, Reader], str]] = {
    "@": _person,
    "#": _channel,
    "!date^": _moment,
    "!": _special,
}
