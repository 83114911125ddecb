"""Does text read on the page as it would in Slack, and is everything readable?"""

import re
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from practice import rooms
from practice.rooms.clockwork import next_morning
from practice.rooms.dates import date_token, day_name
from practice.rooms.picker import matching
from practice.rooms.reader import Reader
from practice.rooms.rich import rich_text
from practice.rooms.text import mrkdwn, plain
from practice.shapes import App, Channel, Person
from practice.workspace import Workspace

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOON = int(datetime(2026, 11, 23, 12, 0, tzinfo=UTC).timestamp())
LINK = 'target="_blank" rel="noopener noreferrer"'


def reader(tz: str = "Europe/Lisbon", locale: str = "pt-PT") -> Reader:
    workspace = Workspace(App({"display_information": {"name": "Rapport"}}), lambda: NOW)
    workspace.join(Person("U0TOM", "tom", "Tom & Co"))
    workspace.add_channel(Channel("C0GENERAL", "general"))
    return Reader(workspace, workspace.join(Person("U0RITA", "rita", "Rita Reis", tz, locale)))


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("*bold* _it_ ~gone~", "<b>bold</b> <i>it</i> <s>gone</s>"),
        ("*_both_*", "<b><i>both</i></b>"),
        ("2 * 3 * 4 snake_case_name", "2 * 3 * 4 snake_case_name"),
        ("`*code* <b>` *x*", "<code>*code* &lt;b&gt;</code> <b>x</b>"),
        ("```a\n*b*```", "<pre>a\n*b*</pre>"),
        ("a\nb", "a<br>b"),
        ("&gt; quoted\nafter", "<blockquote>quoted</blockquote>after"),
        ("a &amp; b &lt;script&gt;", "a &amp; b &lt;script&gt;"),
        ("<script>alert(1)</script>", "script" + "alert(1)/script"),
        ("<@U0TOM>", '<span class="mention">@Tom &amp; Co</span>'),
        ("<@U0RITA|rita>", '<span class="mention loud">@Rita Reis</span>'),
        ("<@U0NOBODY>", '<span class="mention">@U0NOBODY</span>'),
        ("<#C0GENERAL|x>", '<span class="mention">#general</span>'),
        ("<!here> @channel", '<span class="mention loud">@here</span> <span class="mention loud">@channel</span>'),
        ("<https://x.y/?a=1&amp;b=2|the *file*>", f'<a href="https://x.y/?a=1&amp;b=2" {LINK}>the <b>file</b></a>'),
        ("see https://x.y/a_b_c.", f'see <a href="https://x.y/a_b_c" {LINK}>https://x.y/a_b_c</a>.'),
        ("<javascript:alert(1)|click>", "click"),
        ('<https://x.y/"onclick="z|q>', f'<a href="https://x.y/&quot;onclick=&quot;z" {LINK}>q</a>'),
        (":tada: :no_such_one:", "🎉 :no_such_one:"),
        (f"<!date^{NOON}^{{time}}|then>", "<time>12:00</time>"),
        ("<!date^soon^{time}|then>", "then"),
        ("\ue0000\ue001", "0"),
    ],
)
def test_marked_up_text_reads_as_in_slack_and_does_no_harm(typed, html):
    assert mrkdwn(typed, reader()) == html


def test_verbatim_text_is_not_made_alive():
    assert mrkdwn("@channel https://x.y", reader(), verbatim=True) == "@channel https://x.y"


def test_plain_text_has_no_markup():
    assert plain("*a* <b> & :wave:\nb") == "*a* &lt;b&gt; &amp; 👋<br>b"


@pytest.mark.parametrize(
    ("pattern", "zone", "locale", "words"),
    [
        ("{date_num} {time}", "Asia/Kathmandu", "en-GB", "2026-11-23 17:45"),
        ("{date_short_pretty} {time}", "America/New_York", "en-US", "Today 7:00 AM"),
        ("until {date_pretty}", "Pacific/Auckland", "en-GB", "until tomorrow"),
        ("{date}", "Europe/Lisbon", "pt-PT", "November 23rd, 2026"),
        ("{date_long}", "Europe/Lisbon", "pt-PT", "Monday, November 23rd, 2026"),
        ("{ago}", "Europe/Lisbon", "pt-PT", "in 3 hours"),
        ("{unknown}", "Europe/Lisbon", "pt-PT", "{unknown}"),
    ],
)
def test_moments_read_on_the_clock_of_the_reader(pattern, zone, locale, words):
    assert date_token(str(NOON), pattern, reader(zone, locale)) == words


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (datetime(2026, 11, 23, tzinfo=UTC), "Today"),
        (datetime(2026, 11, 22, tzinfo=UTC), "Yesterday"),
        (datetime(2026, 11, 16, tzinfo=UTC), "Monday 16 November"),
        (datetime(2025, 12, 31, tzinfo=UTC), "Wednesday 31 December 2025"),
    ],
)
def test_days_are_named(day, name):
    assert day_name(day, reader()) == name


@pytest.mark.parametrize(
    ("elements", "html"),
    [
        (
            [{"type": "text", "text": "<a>", "style": {"bold": True, "code": True}}],
            "<p><code><b>&lt;a&gt;</b></code></p>",
        ),
        ([{"type": "user", "user_id": "U0TOM"}], '<p><span class="mention">@Tom &amp; Co</span></p>'),
        ([{"type": "link", "url": "javascript:x", "text": "no"}], "<p>no</p>"),
        ([{"type": "emoji", "name": "wave"}], "<p>👋</p>"),
        ([{"type": "date", "timestamp": NOON, "format": "{time}"}], "<p><time>12:00</time></p>"),
    ],
)
def test_rich_text_reads_as_in_slack(elements, html):
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}
    assert rich_text(block, reader()) == html


@pytest.mark.parametrize(
    ("now", "zone", "morning"),
    [
        ("2026-11-23T09:00", "Europe/Lisbon", "2026-11-24T08:30"),
        ("2026-11-23T07:00", "Europe/Lisbon", "2026-11-23T08:30"),
        ("2026-11-23T08:30", "Europe/Lisbon", "2026-11-24T08:30"),
        ("2026-11-20T12:00", "Europe/Lisbon", "2026-11-23T08:30"),
        ("2026-11-22T23:30", "America/New_York", "2026-11-23T08:30"),
        ("2027-03-12T12:00", "America/New_York", "2027-03-15T08:30"),
    ],
)
def test_the_next_morning_is_half_past_eight_of_the_next_weekday(now, zone, morning):
    here = ZoneInfo(zone)
    found = next_morning(datetime.fromisoformat(now).replace(tzinfo=here).astimezone(UTC), here)
    assert f"{found.astimezone(here):%Y-%m-%dT%H:%M}" == morning


def test_a_list_is_searched_by_every_word():
    offered: list[dict[str, Any]] = [
        {"text": {"text": name}, "value": name} for name in ("Ana Silva", "Ana Costa", "Bo Silva")
    ]
    grouped: list[dict[str, Any]] = [
        {"label": {"text": "People"}, "options": offered},
        {"label": {"text": "None"}, "options": []},
    ]
    assert [one["value"] for one in matching(offered, "SIL an")] == ["Ana Silva"]
    assert [[one["value"] for one in group["options"]] for group in matching(grouped, "bo")] == [["Bo Silva"]]


def tokens() -> dict[str, dict[str, str]]:
    """The colours by day and by night, as the style sheet names them."""
    sheet = (Path(rooms.__file__).parent / "colours.css").read_text()
    day, night = sheet.split("@media (prefers-color-scheme: dark)")
    found = [dict(re.findall(r"--(\S+): (#[0-9a-f]{6});", half)) for half in (day, night)]
    return {"day": found[0], "night": found[1]}


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


PAIRS = [
    *product(("ink", "soft"), ("paper", "raised", "rail", "rail-strong", "wash")),
    *product(("ink", "leaf-deep", "soft"), ("leaf-wash",)),
    *product(("leaf",), ("paper", "raised")),
    *product(("rose",), ("paper", "raised", "rose-wash")),
    ("rose-deep", "rose-wash"),
    *product(("amber", "ink"), ("amber-wash",)),
    ("on-leaf", "leaf"),
    ("on-leaf", "leaf-deep"),
    ("raised", "rose"),
]


@pytest.mark.parametrize(
    ("light", "ink", "ground", "least"),
    [
        *((light, *pair, 4.5) for light, pair in product(("day", "night"), PAIRS)),
        *((light, "edge", ground, 3.0) for light, ground in product(("day", "night"), ("paper", "raised"))),
    ],
)
def test_text_and_edges_stand_out(light, ink, ground, least):
    colours = tokens()[light]
    bright, dim = sorted((brightness(colours[ink]), brightness(colours[ground])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= least
