"""Can one work with the bot from the page in the browser, as one would in Slack?"""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from practice.slack import Practice
from tests.practice import echo_bot, house
from tests.practice.windows import Windows, served


@pytest.fixture
async def windows(slack: Practice, clock: house.Clock, browser: Browser) -> AsyncIterator[Windows]:
    async with echo_bot.by_socket(slack, echo_bot.bolt(slack, [])), served(slack, clock, browser) as opened:
        yield opened


async def types(window, line: str) -> None:
    box = window.get_by_role("textbox", name="Message")
    await box.fill(line)
    await box.press("Enter")


async def test_only_the_typist_sees_the_answer_to_a_command(windows):
    rita, tom = await windows.open("U0RITA"), await windows.open("U0TOM")
    for window in (rita, tom):
        await window.get_by_role("button", name="general").click()
    await types(rita, "/echo good morning")
    answer = rita.get_by_test_id("message").filter(has_text="You said: good morning")
    await expect(answer).to_contain_text("Only visible to you")
    await types(tom, "hello *all*")
    await expect(rita.get_by_test_id("message").filter(has_text="hello all")).to_contain_text("Tom Becker")
    await expect(tom.get_by_test_id("message")).to_have_count(1)


async def test_what_arrives_elsewhere_is_counted_until_it_is_read(windows):
    rita, tom = await windows.open("U0RITA"), await windows.open("U0TOM")
    await tom.get_by_role("button", name="general").click()
    await types(tom, "one")
    await types(tom, "two")
    await rita.get_by_role("button", name="general, 2 unread").click()
    await expect(rita.get_by_role("button", name="general", exact=True)).to_be_visible()
    await expect(tom.get_by_role("button", name="general", exact=True)).to_be_visible()


async def test_commands_are_hinted_completed_and_brought_back(windows):
    window = await windows.open()
    box = window.get_by_role("textbox", name="Message")
    await box.fill("/")
    await expect(window.get_by_role("option")).to_have_count(len(house.MANIFEST["features"]["slash_commands"]))
    await box.fill("/ec")
    await expect(window.get_by_role("option")).to_contain_text("Says it again")
    await box.press("Tab")
    await expect(box).to_have_value("/echo ")
    await types(window, "/echo once")
    await expect(window.get_by_test_id("message").last).to_contain_text("You said: once")
    await expect(box).to_have_value("")
    await box.press("ArrowUp")
    await expect(box).to_have_value("/echo once")


async def test_a_form_is_filled_in_corrected_and_saved(windows, slack):
    window = await windows.open()
    await types(window, "/form")
    form = window.get_by_role("dialog", name="A touch")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_role("alert")).to_have_text(["Please complete this required field."] * 2)
    await form.get_by_label("Candidate").fill("anab")
    await window.get_by_role("option", name="Anabel Lee").click()
    await form.get_by_label("How it went").click()
    await window.get_by_role("option", name="E-mail").click()
    await form.get_by_label("Note").fill("wrong")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_role("alert")).to_have_text("That is wrong.")
    await expect(form.get_by_label("Candidate")).to_have_value("Anabel Lee")
    await form.get_by_label("Note").fill("fine")
    await form.get_by_label("Note").press("Enter")
    await form.wait_for(state="hidden")
    assert slack.seat("U0RITA").modal is None


async def test_forms_stand_on_each_other_and_escape_closes_the_upper_one(windows, slack):
    window = await windows.open()
    await types(window, "/form")
    form = window.get_by_role("dialog", name="A touch")
    await form.get_by_label("Candidate").fill("bo")
    await window.get_by_role("option", name="Bo Chan").click()
    await form.get_by_label("How it went").click()
    await window.get_by_role("option", name="Call").click()
    await form.get_by_label("Note").fill("deeper")
    await form.get_by_role("button", name="Save").click()
    await expect(window.get_by_role("dialog", name="Deeper")).to_be_visible()
    await window.keyboard.press("Escape")
    await expect(window.get_by_role("dialog", name="A touch")).to_be_visible()
    await expect(window.get_by_label("Note")).to_have_value("deeper")
    await window.keyboard.press("Escape")
    await window.get_by_test_id("modal").wait_for(state="hidden")
    assert slack.workspace.modals("U0RITA") == []


async def test_a_button_in_a_form_changes_it_and_keeps_what_was_typed(windows):
    window = await windows.open()
    await types(window, "/form")
    await window.get_by_label("Note").fill("half a thought")
    await window.get_by_role("button", name="More").click()
    await expect(window.get_by_role("dialog", name="A touch!")).to_be_visible()
    await expect(window.get_by_label("Note")).to_have_value("half a thought")


async def test_messages_are_pressed_confirmed_and_picked_in(windows):
    window = await windows.open()
    await types(window, "/post")
    mine = window.get_by_test_id("message").filter(has_text="shown to you")
    card = window.get_by_test_id("message").filter(has_not_text="Only visible to you")
    await card.get_by_role("button", name="Log it").click()
    await expect(card).to_contain_text("Ana is logged")
    await card.get_by_label("Later").click()
    await window.get_by_role("option", name="Next week").click()
    await expect(window.get_by_test_id("message").last).to_contain_text("Until Next week")
    await mine.get_by_role("button", name="Drop").click()
    await window.get_by_role("alertdialog", name="Sure?").get_by_role("button", name="No").click()
    await expect(mine).to_be_visible()
    await mine.get_by_role("button", name="Drop").click()
    await window.get_by_role("alertdialog", name="Sure?").get_by_role("button", name="Yes").click()
    await expect(window.get_by_test_id("message").filter(has_text="Dropped")).to_be_visible()
    await expect(mine).to_have_count(0)


async def test_the_home_tab_is_opened_and_redrawn(windows):
    window = await windows.open()
    await window.get_by_role("tab", name="Home").click()
    home = window.get_by_test_id("home")
    await expect(home).to_contain_text("Hello <@U0RITA>")
    await home.get_by_role("button", name="Refresh").click()
    await expect(home).to_have_text("Fresh", use_inner_text=True)
    await window.get_by_role("textbox", name="Message").wait_for(state="hidden")


async def test_shortcuts_are_used_from_anywhere_and_on_a_message(windows):
    window = await windows.open()
    await window.get_by_role("button", name="Shortcuts").click()
    await window.get_by_role("menuitem", name="Log a touch").click()
    await expect(window.get_by_role("dialog", name="Anywhere")).to_be_visible()
    await window.get_by_role("button", name="Close form").click()
    await window.get_by_test_id("modal").wait_for(state="hidden")
    await types(window, "Ana called")
    said = window.get_by_test_id("message").filter(has_text="Ana called").first
    await said.hover()
    await said.get_by_role("button", name="More message actions").click()
    await window.get_by_role("menuitem", name="Log from message").click()
    await expect(window.get_by_test_id("message").last).to_contain_text("About: Ana called")


async def test_the_workspace_complains_when_the_bot_does_not_answer(windows, slack):
    slack.gateway.answer_within = 0.2
    window = await windows.open()
    await types(window, "/sleep")
    notice = window.get_by_test_id("notice")
    await expect(notice).to_contain_text("/sleep failed because the app did not respond.")
    await notice.get_by_role("button", name="Dismiss").click()
    await expect(notice).to_have_count(0)


async def test_one_acts_as_another_person(windows):
    window = await windows.open("U0RITA")
    await window.get_by_role("link", name="Act as Oscar Lind").click()
    await expect(window.get_by_role("link", name="Act as Oscar Lind")).to_have_attribute("aria-current", "true")
    await window.get_by_role("button", name="partners").click()
    await types(window, "hello from outside")
    await expect(window.get_by_test_id("message")).to_contain_text("Oscar Lind")
    await expect(window.get_by_role("button", name="general")).to_have_count(0)
