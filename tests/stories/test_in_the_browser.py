"""Can two recruiters live the first story in the practice page, with their own hands?"""

import pytest
from playwright.async_api import Page, expect

from tests.stories.house import house
from tests.stories.windows import closes, last, looks_up, picks, types, window_of

NOTE = "All fine, second round on Friday"


async def add_ana(rita: Page) -> None:
    await types(rita, "/candidate")
    form = rita.get_by_role("dialog", name="Add a candidate")
    await form.get_by_role("textbox", name="Name").fill("Ana Silva")
    await form.get_by_role("textbox", name="Contact").fill("ana@example.com")
    await looks_up(form, "Job", "Backend engineer", "Add “Backend engineer”")
    await picks(form, "Stage", "Screening")
    await form.get_by_role("button", name="Add").click()
    done = rita.get_by_role("dialog", name="Added")
    await expect(done).to_contain_text("Ana Silva is added · screening for Backend engineer")
    await closes(done)


async def move_to_interview(rita: Page) -> None:
    await types(rita, "/candidate ana")
    await last(rita).get_by_role("button", name="Move").click()
    form = rita.get_by_role("dialog", name="Move")
    await picks(form, "New stage", "Interview")
    await form.get_by_role("button", name="Move").click()
    asked = rita.get_by_role("dialog", name="Did they agree?")
    await asked.get_by_role("radio", name="Go on without, for a reason").check()
    await asked.get_by_role("textbox", name="Their words, or your reason").fill("They agreed on the phone")
    await asked.get_by_role("button", name="Continue").click()
    done = rita.get_by_role("dialog", name="Moved")
    await expect(done).to_contain_text("moved from screening to interview")
    await closes(done)


@pytest.mark.parametrize(
    ("database_url", "way"), [("sqlite", "socket"), ("postgresql", "http")], indirect=["database_url"]
)
async def test_the_first_story_in_the_browser(database_url, way, browser):
    async with house(database_url, way) as there, window_of(there, browser, "U0RITA", "U0TOM") as (rita, tom):
        await add_ana(rita)
        await types(rita, "/touch Ana Silva - spoke, told, likes the role")
        await expect(last(rita)).to_contain_text("Logged for Ana Silva: Call, spoke")
        await move_to_interview(rita)

        for _ in range(2):
            await rita.get_by_role("button", name="Next morning").click()
            await expect(rita.get_by_role("button", name="Next morning")).to_be_enabled()
        opening = "1 candidate is waiting to hear from you today: Ana Silva (a check-in)."
        await expect(last(rita)).to_contain_text(opening)

        await last(rita).get_by_role("button", name="Log it").click()
        form = rita.get_by_role("dialog", name="Log a touch")
        await picks(form, "How it went", "Call, spoke")
        await form.get_by_role("radio", name="Yes").click()
        await form.get_by_role("radio", name="None").click()
        await form.get_by_role("textbox", name="Note").fill(NOTE)
        await form.get_by_role("button", name="Log it").click()
        await rita.get_by_test_id("modal").wait_for(state="hidden")
        await expect(last(rita)).to_contain_text("Everything in this message is seen to.")
        await expect(last(rita)).to_contain_text("by @Rita Reis")
        await expect(last(rita).get_by_role("button", name="Log it")).to_have_count(0)

        await types(tom, "/candidate ana")
        card = last(tom)
        await expect(card).to_contain_text("with @Rita Reis (Call, spoke)")
        await expect(card).to_contain_text(NOTE)
        await expect(card).to_contain_text("Update due by")
        await expect(rita.get_by_test_id("message").filter(has_text=NOTE)).to_have_count(0)


async def test_no_news_is_two_presses_in_the_browser(database_url, browser):
    async with house(database_url) as there, window_of(there, browser, "U0RITA") as (rita,):
        await add_ana(rita)
        await types(rita, "/touch Ana Silva - spoke, told")
        for _ in range(2):
            await rita.get_by_role("button", name="Next morning").click()
            await expect(rita.get_by_role("button", name="Next morning")).to_be_enabled()
        await expect(last(rita)).to_contain_text("owed an update today")
        await last(rita).get_by_role("combobox").click()
        await rita.get_by_role("option", name="No news: told them").click()
        await expect(last(rita)).to_contain_text("no news, and they were told")
