"""Are files chosen, dropped, taken out again, sent and fetched on the page?"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from practice.rooms.files import measured
from practice.slack import Practice
from tests.practice import echo_bot, house
from tests.practice.windows import Windows, asked, served, words

DROPPED = "([name, text]) => { const it = new DataTransfer(); it.items.add(new File([text], name)); return it; }"


@pytest.fixture
async def windows(slack: Practice, clock: house.Clock, browser: Browser) -> AsyncIterator[Windows]:
    async with echo_bot.by_socket(slack, echo_bot.bolt(slack, [])), served(slack, clock, browser) as opened:
        yield opened


async def chooses(place: Any, *names: str) -> None:
    files = [{"name": name, "mimeType": "text/csv", "buffer": f"in {name}".encode()} for name in names]
    await place.locator("input[type=file]").set_input_files(files)
    for name in names:
        await expect(place.get_by_text(name)).to_be_visible()


async def drops(window: Page, name: str) -> None:
    """Holds a file above the conversation, and lets it fall."""
    held = await window.evaluate_handle(DROPPED, [name, f"in {name}"])
    place = window.locator("main.main")
    await place.dispatch_event("dragover", {"dataTransfer": held})
    await expect(place).to_have_class("main taking")
    await place.dispatch_event("drop", {"dataTransfer": held})
    await expect(place).to_have_class("main")


async def test_a_message_takes_files_and_whoever_reads_it_fetches_them(windows, slack):
    window = await windows.open()
    await chooses(window.locator(".composer"), "one.csv", "two.csv")
    await drops(window, "three.csv")
    await window.get_by_role("button", name="Take two.csv out").click()
    await window.get_by_text("two.csv").wait_for(state="hidden")
    box = window.get_by_role("textbox", name="Message")
    await box.fill("/echo first")
    await box.press("Enter")
    await expect(window.get_by_test_id("message").last).to_contain_text("You said: first")
    await expect(window.get_by_role("button", name="Take three.csv out")).to_be_visible()
    await box.press("Enter")
    sent = window.get_by_test_id("message").filter(has_text="three.csv")
    await expect(sent).to_contain_text("one.csv")
    await window.get_by_role("button", name="Take three.csv out").wait_for(state="hidden")
    async with window.expect_download() as coming:
        await sent.get_by_role("button", name="Download three.csv").click()
    assert (await (await coming.value).path()).read_bytes() == b"in three.csv"
    said = next(message for message in slack.seat("U0RITA").dm() if message.files)
    assert [slack.workspace.files[name].name for name in said.files] == ["one.csv", "three.csv"]


async def test_a_form_keeps_the_newest_files_and_shows_them_beside_an_error(windows, slack):
    blocks = [asked("Resume", "file_input", max_files=1), asked("Who", "plain_text_input")]
    blocks[1]["optional"] = False
    slack.workspace.push("U0RITA", {"type": "modal", "title": words("In"), "submit": words("Save"), "blocks": blocks})
    window = await windows.open()
    form = window.get_by_role("dialog", name="In")
    await chooses(form, "old.csv")
    await chooses(form, "new.csv")
    await form.get_by_text("old.csv").wait_for(state="hidden")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_role("alert")).to_have_text("Please complete this required field.")
    await expect(form.get_by_text("new.csv")).to_be_visible()
    view = slack.seat("U0RITA").modal
    assert [file["name"] for file in view.values["Resume"]["Resume"]["files"]] == ["new.csv"]
    await form.get_by_role("button", name="Take new.csv out").click()
    await form.get_by_text("new.csv").wait_for(state="hidden")
    assert view.values["Resume"]["Resume"]["files"] == []


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1_500, "1.5 KB"), (30_000_000, "30.0 MB")]
)
def test_a_size_is_told_as_people_say_it(size, said):
    assert measured(size) == said
