"""Can anything that people type become markup, or make Slack refuse what we say?"""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import blocks, messages
from practice import limits
from tests.messages import deciding, samples

NASTY = [
    "<!channel>",
    "<@U1>",
    "<https://evil.example|Apply here>",
    "<!date^1^{time}|x>",
    "*bold* _it_ ~no~ `code`",
    "&lt;!here&gt; & so on",
    "\"quotes\" and 'quotes'",
    "\u202eevil\u202c \u2066x\u2069 \u200f\u200b\ufeff",
    "אנה סילבה",
    "👩‍🚀" * 60,
    "&" * 3000,
    "<" * 3000,
    "x" * 10_000,
    "two\nlines\n\n\nand more",
    "",
    " \u200b ",
    "\x00\x07\ud800",
    "@everyone #general :smile:",
]
OURS = re.compile(
    r"<!date\^\d+\^\{(?:time|date_long|date_short|date_short_pretty)\}(?: \{(?:time|date_short_pretty)\})?"
    r"\|(?:\d\d:\d\d UTC on \d+ \w{3}|\d+ \w+) \d{4}>|<@U0(?:RITA|TOM|MAYA)>"
)
TRICKS = re.compile("[\x00-\x08\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
nasty = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=4).map("".join),
    st.text(max_size=200),
)


def mrkdwn(thing: Any) -> Iterator[str]:
    """Every text that Slack would read as markup."""
    if isinstance(thing, list):
        for one in thing:
            yield from mrkdwn(one)
    elif isinstance(thing, dict):
        if thing.get("type") == "mrkdwn":
            assert thing["verbatim"] is True
            yield thing["text"]
        yield from mrkdwn(list(thing.values()))


def live(thing: Any) -> Iterator[dict[str, Any]]:
    """Every element of rich text that is more than letters."""
    if isinstance(thing, list):
        for one in thing:
            yield from live(one)
    elif isinstance(thing, dict):
        if thing.get("type") in ("user", "usergroup", "channel", "broadcast", "link"):
            yield thing
        yield from live(list(thing.values()))


def assert_no_markup(text: str) -> None:
    left = OURS.sub("", text)
    assert "<" not in left
    assert ">" not in left
    assert not re.search(r"&(?!amp;|lt;|gt;)", left)


def assert_only_letters(drawn: Any) -> None:
    for text in mrkdwn(drawn):
        assert_no_markup(text)
    for element in live(drawn):
        assert element.get("user_id", "U0RITA") in (samples.RITA, samples.TOM, samples.MAYA)
        assert element.get("url", "mailto:ana@example.com") == "mailto:ana@example.com"
        assert element["type"] in ("user", "link")
    assert not TRICKS.search(json.dumps(drawn, ensure_ascii=False))


@settings(max_examples=60, deadline=None)
@given(nasty)
def test_no_message_is_refused_and_nothing_typed_is_markup(text):
    for name, message in samples.said(text).items():
        limits.edit(message.text, message.blocks, None)
        assert sum(map(len, limits.texts(message.blocks))) <= 10_000, name
        assert len(message.text) <= 4_000, name
        assert message.text.strip(), name
        assert_no_markup(message.text)
        assert_only_letters(message.blocks)


@settings(max_examples=60, deadline=None)
@given(nasty)
def test_no_form_is_refused_and_nothing_typed_is_markup(text):
    for name, view in samples.drawn(text).items():
        limits.view(view, view["type"])
        assert_only_letters(view["blocks"])
        assert sum(block["type"] == "input" for block in view["blocks"]) <= 6, name


class Tags(HTMLParser):
    """Every element that a browser makes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, object]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


@settings(max_examples=60, deadline=None)
@given(nasty.filter(str.strip))
def test_what_is_printed_of_an_agreement_is_letters_alone(text):
    page = messages.agreement_pages.page(deciding.agreed(f"x{text}", 2), "Europe/Lisbon")
    assert Tags(page).found == Tags(messages.agreement_pages.page(deciding.agreed("x", 2), "Europe/Lisbon")).found
    assert not TRICKS.search(page)
    assert page.encode()


@pytest.mark.parametrize(
    ("text", "limit", "safe"),
    [
        pytest.param("Ben & Jerry <!here>", 100, "Ben &amp; Jerry &lt;!here&gt;", id="three letters are escaped"),
        pytest.param("&&&", 12, "&amp;&amp;…", id="no entity is cut in half"),
        pytest.param("a\u202eb", 10, "ab", id="tricks are taken out"),
        pytest.param("👩‍🚀", 10, "👩‍🚀", id="an emoji stays whole"),
    ],
)
def test_letters_are_made_safe(text, limit, safe):
    assert blocks.escape(text, limit) == safe


def test_a_sentence_reads_the_same_to_the_eye_and_the_ear():
    parts = blocks.sentence(
        blocks.bold("Ana <x>"), " was told at ", blocks.when(samples.NOW), " by ", blocks.person("U0TOM")
    )
    assert blocks.said(*parts) == (
        "Ana &lt;x&gt; was told at <!date^1795768200^{time} {date_short_pretty}|08:30 UTC on 27 Nov 2026> by <@U0TOM>"
    )
    assert samples.words([blocks.line(*parts)]) == "Ana <x> was told at 08:30 UTC on 27 Nov 2026 by @U0TOM"


def test_a_local_day_is_named_in_full():
    assert blocks.day(samples.TODAY) == "Friday 27 November"
