"""Does every kind of input and block work on the page, at a desk and on a phone?"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from practice import page
from practice.slack import Practice
from tests.practice import house
from tests.practice.windows import PHONE, Windows, asked, options, served, words

CHART = {
    "type": "bar",
    "series": [{"name": "Touches", "data": [{"label": "Mon", "value": 4}, {"label": "Tue", "value": 7}]}],
    "axis_config": {"categories": ["Mon", "Tue"]},
}
PIE = {"type": "pie", "segments": [{"label": "Offer", "value": 3}, {"label": "Placed", "value": 1}]}
CELLS = [
    [{"type": "raw_text", "text": text} for text in row]
    for row in (["Who", "Days"], *([f"P{n}", "1"] for n in range(7)))
]
SHOWN: list[dict[str, Any]] = [
    {"type": "header", "text": words("Good morning :wave:")},
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Ana* <@U0TOM> <https://example.com|file>"}},
    {"type": "section", "fields": [words("left"), words("right")]},
    {"type": "divider"},
    {"type": "context", "elements": [words("once a day")]},
    {"type": "image", "image_url": "about:blank", "alt_text": "a leaf"},
    {"type": "markdown", "text": "# Big\n\n**strong** <b>not bold</b>"},
    {"type": "table", "rows": CELLS[:3]},
    {"type": "data_table", "caption": "Waiting", "rows": CELLS},
    {"type": "data_visualization", "title": "Week", "chart": CHART},
    {"type": "data_visualization", "title": "Stages", "chart": PIE},
]
INPUTS: list[dict[str, Any]] = [
    asked("Note", "plain_text_input"),
    asked("Long note", "plain_text_input", multiline=True),
    asked("Pay", "number_input", is_decimal_allowed=False),
    asked("Mail", "email_text_input"),
    asked("Profile", "url_text_input"),
    asked("Stage", "static_select", option_groups=[{"label": words("Open"), "options": options("Offer", "Interview")}]),
    asked("Skills", "multi_static_select", options=options("Python", "SQL")),
    asked("Colleague", "users_select"),
    asked("Where", "channels_select"),
    asked("Day", "datepicker"),
    asked("Time", "timepicker"),
    asked("Told", "radio_buttons", options=options("Yes", "No")),
    asked("Topics", "checkboxes", options=options("Offer made", "Notice")),
    asked("Resume", "file_input"),
]


@pytest.fixture
async def windows(slack: Practice, clock: house.Clock, browser: Browser) -> AsyncIterator[Windows]:
    async with served(slack, clock, browser) as opened:
        yield opened


async def test_every_kind_of_input_is_filled_in(windows, slack):
    def held() -> dict[str, Any]:
        view = slack.seat("U0RITA").modal
        assert view is not None
        return {name: next(v for key, v in one[name].items() if key != "type") for name, one in view.values.items()}

    window = await windows.open()
    slack.workspace.push("U0RITA", {"type": "modal", "title": words("All"), "submit": words("Save"), "blocks": INPUTS})
    form = window.get_by_role("dialog", name="All")
    for label, typed in {
        "Note": "one line",
        "Long note": "two\nlines",
        "Pay": "55000",
        "Mail": "ana@example.com",
        "Profile": "https://example.com/ana",
        "Day": "2026-12-24",
        "Time": "08:30",
    }.items():
        await form.get_by_label(label, exact=True).fill(typed)
    for label, typed, option in (
        ("Stage", "inter", "Interview"),
        ("Skills", "sq", "SQL"),
        ("Colleague", "tom", "Tom Becker"),
        ("Where", "gen", "#general"),
    ):
        await form.get_by_role("combobox", name=label).fill(typed)
        await window.get_by_role("option", name=option).click()
    await window.keyboard.press("Escape")  # closes the list of the last one, not the form
    await form.get_by_role("radio", name="No").check()
    await form.get_by_role("checkbox", name="Notice").check()
    attached = asyncio.Event()
    slack.workspace.listen(lambda _: attached.set() if held()["Resume"] else None)
    await form.locator("input[type=file]").set_input_files(
        {"name": "cv.txt", "mimeType": "text/plain", "buffer": b"Ana"}
    )
    await expect(form).to_contain_text("cv.txt")

    async with asyncio.timeout(5):
        await attached.wait()
    answers = held()
    assert [file["name"] for file in answers.pop("Resume")] == ["cv.txt"]
    assert answers == {
        "Note": "one line",
        "Long note": "two\nlines",
        "Pay": "55000",
        "Mail": "ana@example.com",
        "Profile": "https://example.com/ana",
        "Stage": options("Interview")[0],
        "Skills": options("SQL"),
        "Colleague": "U0TOM",
        "Where": "C0GENERAL",
        "Day": "2026-12-24",
        "Time": "08:30",
        "Told": options("No")[0],
        "Topics": options("Notice"),
    }


async def test_what_is_filled_in_already_is_shown(windows, slack):
    blocks = [
        asked("Note", "plain_text_input", initial_value="so far"),
        asked("Stage", "static_select", options=options("Offer"), initial_option=options("Offer")[0]),
        asked("Colleague", "users_select", initial_user="U0TOM"),
        asked("Day", "datepicker", initial_date="2026-12-24"),
        asked("Topics", "checkboxes", options=options("Offer", "Notice"), initial_options=options("Notice")),
    ]
    slack.workspace.push("U0RITA", {"type": "modal", "title": words("Edit"), "submit": words("Save"), "blocks": blocks})
    window = await windows.open()
    form = window.get_by_role("dialog", name="Edit")
    for label, value in (("Note", "so far"), ("Stage", "Offer"), ("Colleague", "Tom Becker"), ("Day", "2026-12-24")):
        await expect(form.get_by_label(label)).to_have_value(value)
    await expect(form.get_by_role("checkbox", name="Notice")).to_be_checked()
    await expect(form.get_by_role("checkbox", name="Offer")).not_to_be_checked()


async def test_every_kind_of_block_is_drawn(windows, slack):
    slack.workspace.post(slack.workspace.im("U0RITA").id, "U0BOT", "Good morning", SHOWN)
    window = await windows.open()
    message = window.get_by_test_id("message")
    await expect(message.get_by_role("heading", name="Good morning 👋")).to_be_visible()
    await expect(message.get_by_role("link", name="file")).to_have_attribute("href", "https://example.com")
    await expect(message.get_by_text("@Tom Becker")).to_be_visible()
    await expect(message.get_by_role("img", name="a leaf")).to_be_attached()
    await expect(message.locator("strong", has_text="strong")).to_be_visible()
    await expect(message.get_by_role("table").first.get_by_role("row")).to_have_count(3)
    waiting = message.get_by_role("table", name="Waiting")
    await expect(waiting.get_by_role("row")).to_have_count(6)
    await message.get_by_role("button", name="Next page").click()
    await expect(waiting.get_by_role("row")).to_have_count(3)
    await expect(message.get_by_text("2 of 2")).to_be_visible()
    for name in ("Week. Touches: Mon 4, Tue 7.", "Stages: Offer 3, Placed 1"):
        chart = message.get_by_role("img", name=name)
        await expect(chart.locator("svg path").first).to_be_attached()


@pytest.mark.parametrize(
    "block",
    [
        pytest.param({"type": "section", "text": {"type": "mrkdwn", "text": "{}"}}, id="mrkdwn"),
        pytest.param({"type": "section", "text": words("{}")}, id="plain text"),
        pytest.param({"type": "markdown", "text": "{}"}, id="markdown"),
        pytest.param({"type": "header", "text": words("{}")}, id="header"),
        pytest.param({"type": "table", "rows": [[{"type": "raw_text", "text": "{}"}]] * 2}, id="table"),
        pytest.param(
            {"type": "actions", "elements": [{"type": "button", "text": words("{}"), "action_id": "a"}]}, id="button"
        ),
    ],
)
async def test_nothing_that_is_said_can_run(windows, slack, block):
    evil = "<img src=x onerror='window.hurt=1'><script>window.hurt=1</script><javascript:hurt|x>"
    harmful = _with(block, evil)
    slack.workspace.post(slack.workspace.im("U0RITA").id, "U0BOT", "x", [harmful])
    window = await windows.open()
    await expect(window.get_by_test_id("message")).to_contain_text("Echo")
    assert await window.evaluate("window.hurt") is None
    assert await window.locator("article img, article script, article [href^=javascript]").count() == 0


def _with(part: Any, text: str) -> Any:
    if isinstance(part, dict):
        return {name: _with(one, text) for name, one in part.items()}
    if isinstance(part, list):
        return [_with(one, text) for one in part]
    return text if part == "{}" else part


async def test_an_overflow_menu_is_opened_and_picked_in(windows, slack):
    menu = {"type": "overflow", "action_id": "more", "options": options("Undo", "Edit")}
    block = {"type": "section", "text": words("Ana"), "accessory": menu}
    slack.workspace.post(slack.workspace.im("U0RITA").id, "U0BOT", "Ana", [block])
    window = await windows.open()
    await window.get_by_role("button", name="More actions").click()
    await expect(window.get_by_role("menuitem")).to_have_text(["Undo", "Edit"])
    await window.get_by_role("menuitem", name="Edit").click()
    await expect(window.get_by_test_id("notice")).to_contain_text("That action")


@pytest.mark.parametrize(
    ("button", "moment"),
    [
        ("+1 hour", datetime(2026, 11, 23, 10, 0, tzinfo=UTC)),
        ("Next morning", datetime(2026, 11, 24, 8, 30, tzinfo=UTC)),
        ("+1 day", datetime(2026, 11, 24, 9, 0, tzinfo=UTC)),
        ("+1 week", datetime(2026, 11, 30, 9, 0, tzinfo=UTC)),
    ],
)
async def test_the_clock_is_moved(windows, button, moment):
    window = await windows.open("U0RITA")
    await expect(window.get_by_test_id("clock")).to_have_text("Mon 23 Nov 2026, 09:00")
    await window.get_by_role("button", name=button, exact=True).click()
    await expect(window.get_by_test_id("clock")).to_have_text(f"{moment:%a} {moment.day} {moment:%b %Y, %H:%M}")
    assert windows.moves == [moment]


async def test_every_window_shows_that_the_clock_is_moving(slack, clock, browser):
    there = asyncio.Event()

    async def slowly(_moment: datetime) -> None:
        await there.wait()

    address, stop = await page.serve(slack, slowly)
    mine, other = [await Windows(browser, address, []).open(person) for person in ("U0RITA", "U0TOM")]
    await mine.get_by_role("button", name="+1 day").click()
    for window in (mine, other):
        await expect(window.get_by_text("Moving the clock …")).to_be_visible()
        await expect(window.get_by_role("button", name="+1 week")).to_be_disabled()
    there.set()
    for window in (mine, other):
        await expect(window.get_by_role("button", name="+1 week")).to_be_enabled()
    await stop()


async def test_all_of_it_fits_on_a_phone(windows, slack):
    talk = slack.workspace.im("U0RITA").id
    slack.workspace.post(talk, "U0BOT", "Good morning", SHOWN)
    slack.workspace.post(talk, "U0BOT", "Long", [{"type": "section", "text": words("w" * 300)}])
    window = await windows.open("U0RITA", PHONE, is_mobile=True, has_touch=True)

    async def fits() -> bool:
        return bool(await window.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    assert await fits()
    await window.get_by_role("button", name="general").wait_for(state="hidden")
    await window.get_by_role("button", name="Open menu").tap()
    await window.get_by_role("button", name="general").tap()
    await expect(window.get_by_role("heading", name="# general")).to_be_visible()
    await window.get_by_role("button", name="general").wait_for(state="hidden")
    await window.get_by_role("button", name="Move the clock").tap()
    await window.get_by_role("menuitem", name="+1 day").tap()
    await expect(window.get_by_test_id("clock")).to_contain_text("24 Nov")
    slack.workspace.push("U0RITA", {"type": "modal", "title": words("All"), "submit": words("Save"), "blocks": INPUTS})
    form = window.get_by_test_id("modal").locator("form")
    await expect(form).to_have_css("width", "390px")
    await expect(form).to_have_css("height", "844px")
    assert await fits()
    bottom = await window.get_by_role("button", name="Save").bounding_box()
    assert bottom is not None
    assert bottom["y"] + bottom["height"] <= 844
