"""Do recruiter and manager bring a candidate round the last bend in the practice page, and who sees what is paid?"""

import re

from playwright.async_api import Locator, Page, expect

from practice import story
from tests.stories.bend import JOB, Bend, bend
from tests.stories.deeds import redrawn
from tests.stories.windows import closes, downloaded, goes_to, last, looks_up, picks, presses, types, window_of

OURS = f"our offer for {JOB}"
LEARNED = "Two weeks between the interviews were too long"


async def saves(rita: Page, line: str, reads: str) -> None:
    """Rita types a line, reads how it was understood, and saves it."""
    await types(rita, line)
    await expect(last(rita)).to_contain_text(reads)
    await presses(last(rita), "Save")
    await expect(last(rita)).to_contain_text("Written down:")


async def sheet(rita: Page) -> Locator:
    """Rita opens all offers from the card."""
    await types(rita, "/candidate ana silva")
    await expect(last(rita)).to_contain_text("Ana Silva")
    await presses(last(rita), "Offers")
    return rita.get_by_role("dialog", name="Offers", exact=True)


async def of_ours(shown: Locator, label: str) -> None:
    """Press a button that belongs to our offer."""
    await shown.get_by_role("button", name=f"{label.rstrip(' …')}: {OURS}").click()


async def is_told(rita: Page, says: str, sheet_says: str) -> None:
    """Rita reads what came of a form, then on the sheet beneath how it stands now, and closes both."""
    window = rita.get_by_role("dialog")
    await expect(window).to_contain_text(says)
    await presses(window, "Close form")
    await expect(window).to_contain_text("Seen only by you.")
    await expect(window).to_contain_text(sheet_says)
    await closes(window)


async def hears_of_rivals(rita: Page) -> None:
    """On the phone Ana tells Rita of Acme, which is written down from the touch; Globex follows on a line."""
    await types(rita, "/touch Ana Silva")
    touch = rita.get_by_role("dialog", name="Log a touch")
    await picks(touch, "How it went", "Call, spoke")
    await touch.get_by_role("radio", name="Yes").check()
    await touch.get_by_role("radio", name="A new offer").check()
    await presses(touch, "Log it")
    logged = rita.get_by_role("dialog", name="Saved")
    await expect(logged).to_contain_text("A new offer elsewhere: who makes it, and until when do they decide?")
    await presses(logged, "Another company …")
    rival = rita.get_by_role("dialog", name="A rival’s offer")
    await looks_up(rival, "Company", "Acme", "Add “Acme”")
    await rival.get_by_role("textbox", name="Pay").fill("132k")
    await rival.get_by_label("To be decided by").fill("2026-11-26")
    await picks(rival, "How they rank it", "Ahead of us")
    await presses(rival, "Save")
    await expect(rival).to_contain_text("I read that as €132,000 a year")
    await presses(rival, "Save")
    await is_told(rita, "Written down: the offer of Acme to Ana Silva. Offered: €132,000 a year.", "ranks ahead of us")
    await saves(rita, "/offer Ana Silva rival Globex interviews", "interviews there")


async def offers_too_much(it: Bend, rita: Page, maya: Page) -> Locator:
    """Rita offers more than the band allows; Maya hears of it without figures, and looks at them in a window."""
    await saves(rita, "/offer Ana Silva - 120k + 10% by 27 nov", "Bonus: 10% of the base")
    await expect(last(rita)).to_contain_text("It lies outside the band")
    await redrawn(it.there)
    await expect(last(maya)).to_contain_text("asks to offer Ana Silva a base outside the band")
    await expect(last(maya)).not_to_contain_text("120")
    await presses(last(maya), "See the figures")
    figures = maya.get_by_role("dialog", name="The figures")
    await expect(figures).to_contain_text("€2,000 (1.7%) above the band")
    return figures


async def approves(it: Bend, rita: Page, maya: Page, figures: Locator) -> None:
    """Maya says yes as it is."""
    await closes(figures)
    await presses(last(maya), "Approve")
    await redrawn(it.there)
    await expect(last(maya)).to_contain_text("Approved by @Maya Okafor")
    await expect(last(rita)).to_contain_text("@Maya Okafor has approved it.")


async def changes(it: Bend, rita: Page, maya: Page, figures: Locator) -> None:
    """Maya says yes to less, with a sign-on."""
    await presses(figures, "Change …")
    form = maya.get_by_role("dialog", name="Offer something else")
    await form.get_by_role("textbox", name="What may be offered").fill("€118,000 a year + 10% + €5,000 sign-on")
    await form.get_by_role("textbox", name="Why").fill("The team lead has less")
    await presses(form, "Change and approve")
    window = maya.get_by_role("dialog")
    await expect(window).to_contain_text("Approved with your figures for Ana Silva.")
    await presses(window, "Close form")
    await expect(figures).to_contain_text("Approved with other figures by @Maya Okafor")
    await closes(figures)
    await redrawn(it.there)
    await expect(last(rita)).to_contain_text("@Maya Okafor has approved it with other figures.")
    shown = await sheet(rita)
    await expect(shown).to_contain_text("On the table: €118,000 a year + 10% bonus + €5,000 sign-on")
    await closes(shown)


async def expects_a_counter(rita: Page) -> None:
    """Her employer hears that she is looking."""
    shown = await sheet(rita)
    await shown.get_by_role("button", name="Counter-offer to Ana Silva").click()
    form = rita.get_by_role("dialog", name="A counter-offer", exact=True)
    await form.get_by_role("radio", name="Expected").check()
    await form.get_by_role("textbox", name="Why do you expect one?").fill("Her boss asked whether she is happy")
    await presses(form, "Save")
    await is_told(rita, "Written down: the counter-offer", "Why: Her boss asked whether she is happy")


async def reads_side_by_side(rita: Page) -> None:
    """The counter-offer is made; all three stand in one table that only Rita sees."""
    await saves(rita, "/offer Ana Silva counter 125k", "Base: €125,000 a year")
    await expect(last(rita)).to_contain_text("High risk: a counter-offer was made, the counter-offer is not answered")
    await presses(last(rita), "Side by side")
    posted = last(rita)
    await expect(posted).to_contain_text("Only visible to you")
    base = posted.get_by_role("table").get_by_role("row").filter(has_text="Base").get_by_role("cell")
    more = ("€132,000 a year · €12,000 (10%) more", "not known", "€125,000 a year · €5,000 (4.2%) more")
    gaps = ["€120,000 a year", *more]
    await expect(base).to_have_text(["Base", *gaps])


async def last_call(rita: Page) -> None:
    """The morning before the last day says so, and Rita gets her more time."""
    for _ in range(3):
        await rita.get_by_role("button", name="Next morning").click()
        await expect(rita.get_by_role("button", name="Next morning")).to_be_enabled()
    morning = rita.get_by_test_id("message").filter(has_text="Good morning").last
    await expect(morning).to_contain_text("Acme’s offer is to be decided by 18:00 today")
    await expect(morning).to_contain_text(f"Our offer for {JOB} is to be decided by 18:00 tomorrow")
    await expect(morning).not_to_contain_text("€")
    await presses(morning, "Offers")
    shown = rita.get_by_role("dialog", name="Offers", exact=True)
    ours = shown.get_by_role("button", name="More actions").first
    await ours.click()
    await rita.get_by_role("menuitem", name="Extend …").click()
    form = rita.get_by_role("dialog", name="Move the deadline")
    await form.get_by_label("To be decided by").fill("2026-11-30")
    await presses(form, "Save")
    await expect(form.get_by_role("alert")).to_have_text(["Please complete this required field."] * 2)
    await form.get_by_role("textbox", name="Why").fill("She meets the team on Friday")
    await form.get_by_role("textbox", name="Who at the client said yes").fill("Helena Brandt")
    await presses(form, "Save")
    await is_told(rita, "is to be decided by 18:00 Nov 30, 2026", "to be decided by Monday 30 November")


async def says_yes(it: Bend, rita: Page) -> None:
    """Ana says yes, for a day on which nobody works; the terms are a page, and both sides are sent it."""
    await of_ours(await sheet(rita), "Accepted …")
    form = rita.get_by_role("dialog", name="Accepted", exact=True)
    await form.get_by_label("First day").fill("2027-01-01")
    await picks(form, "How the candidate said yes", "By phone")
    await form.get_by_role("textbox", name="Who agreed at the client").fill("Helena Brandt")
    await picks(form, "How they said yes", "In writing")
    await presses(form, "Accept")
    await expect(form).to_contain_text(f"Ana Silva has accepted {OURS}.")
    await expect(form).to_contain_text("1 January 2027, a day off; the next working day is Monday 4 January 2027")
    await presses(form, "Agreed terms")
    terms = rita.get_by_role("dialog", name="Agreed terms", exact=True)
    await expect(terms).to_contain_text("Base: €120,000 a year")
    await presses(terms, "Sent to Ana Silva")
    await expect(terms).to_contain_text("Sent to Ana Silva at")
    await presses(terms, "Sent to Helena Brandt")
    await expect(terms).to_contain_text("Sent to Helena Brandt at")
    await presses(terms, "Make the file")
    await closes(rita.get_by_role("dialog", name="On its way"))
    await is_told(rita, "Sent to Helena Brandt at", "Agreed terms, version 1")
    await redrawn(it.there)
    await expect(last(rita)).to_contain_text("What was agreed, to send to both sides.")
    page = await downloaded(rita, await last(rita).locator(".file-name").inner_text())
    assert "€120,000 a year" in page
    assert "Helena Brandt" in page


async def sees_no_figure(rita: Page, tom: Page) -> None:
    """In a channel Rita is shown everything, and Tom, who sits there too, nothing; nor where he asks himself."""
    for window in (rita, tom):
        await goes_to(window, "recruiting")
    await types(rita, "/offer Ana Silva")
    await expect(last(rita)).to_contain_text("€132,000 a year")
    await expect(last(rita)).to_contain_text("Only visible to you")
    await types(tom, "/offer Ana Silva")
    await expect(last(tom)).to_contain_text("is seen by their owner, their recruiters")
    await goes_to(rita, "Rapport")
    await types(tom, "/candidate ana silva")
    await expect(last(tom)).to_contain_text("Acme (rival): an offer there")
    await expect(last(tom).locator("button").filter(has_text="Offers")).to_have_count(0)
    await expect(tom.get_by_text(re.compile("€|120|132|125"))).to_have_count(0)


async def test_a_yes_is_written_down_and_sent_in_the_browser(database_url, browser):
    people = (story.RITA, story.MAYA, story.TOM)
    async with bend(database_url) as it, window_of(it.there, browser, *people) as (rita, maya, tom):
        await hears_of_rivals(rita)
        await approves(it, rita, maya, await offers_too_much(it, rita, maya))
        await expects_a_counter(rita)
        await reads_side_by_side(rita)
        await sees_no_figure(rita, tom)
        await last_call(rita)
        await says_yes(it, rita)
        await types(tom, "/candidate ana silva")
        await expect(last(tom)).to_contain_text(f"Said yes to {JOB}")
        await expect(tom.get_by_text("€")).to_have_count(0)


async def test_a_no_is_kept_with_its_reason_in_the_browser(database_url, browser):
    async with bend(database_url) as it, window_of(it.there, browser, story.RITA, story.MAYA) as (rita, maya):
        await hears_of_rivals(rita)
        await changes(it, rita, maya, await offers_too_much(it, rita, maya))
        await expects_a_counter(rita)
        await saves(rita, "/offer Ana Silva counter 125k", "Base: €125,000 a year")
        await of_ours(await sheet(rita), "Declined …")
        form = rita.get_by_role("dialog", name="Declined", exact=True)
        await form.get_by_role("radio", name="A rival", exact=True).check()
        await picks(form, "To whom they go", "Acme")
        await form.get_by_role("textbox", name="What we learned").fill(LEARNED)
        await presses(form, "Declined")
        await expect(form).to_contain_text("A last word is owed to them")
        await presses(form, "Similar candidates")
        like = rita.get_by_role("dialog", name="Similar candidates")
        await expect(like).to_contain_text("Ben Okoro")
        await closes(like)
        await is_told(rita, "A last word is owed to them", f"{JOB}: declined at 09:00 today, for a rival, to Acme")
        await types(maya, "/care losses")
        await expect(last(maya)).to_contain_text("said no for a rival, to Acme")
        await expect(last(maya)).to_contain_text(LEARNED)
