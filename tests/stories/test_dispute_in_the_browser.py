"""Is a quarrel about a candidate settled in the practice page, and does nobody else see anything of it?"""

import re

from playwright.async_api import Page, expect

from practice import story
from practice.seat import Seat
from practice.shapes import Message
from tests.stories.court import ANSWER, EVIDENCE, REASON, RULED, SHARES, Court, court
from tests.stories.deeds import redrawn, told
from tests.stories.windows import closes, last, presses, types, window_of

# What somebody is answered who presses a button that was not meant for them, and who types /own.
OTHER_TEAM = ("Candidates are seen only by members of the workspace", "/own is not a valid command.")
GUEST = ("Guests cannot see or log candidates.", "/own Ana Silva")
QUESTION, REPLY = "When did she ask you that?", "On Friday, by e-mail"
NOT_MINE = "Tom had her word first"


async def fill_in(window: Page, title: str, given: dict[str, str], submit: str) -> None:
    """Fill in the form of this title, and send it."""
    form = window.get_by_role("dialog", name=title, exact=True)
    for label, words in given.items():
        await form.get_by_role("textbox", name=label).fill(words)
    await presses(form, submit)


async def told_in(window: Page, title: str, says: str) -> None:
    """Read what came of a form, and close it."""
    done = window.get_by_role("dialog", name=title, exact=True)
    await expect(done).to_contain_text(says)
    await closes(done)


async def claim(it: Court, tom: Page) -> None:
    """Tom claims Ana; a claim without a word of reason is not sent."""
    await types(tom, "/own Ana Silva")
    await presses(last(tom), "Claim …")
    form = tom.get_by_role("dialog", name="Claim a candidate")
    await expect(form).to_contain_text("@Rita Reis owns Ana Silva")
    await fill_in(tom, "Claim a candidate", {"Reason": "…", "Evidence": EVIDENCE}, "Send the claim")
    await expect(form.get_by_role("alert")).to_have_text("Say why they should be yours, in a sentence or two.")
    await fill_in(tom, "Claim a candidate", {"Reason": REASON}, "Send the claim")
    await told_in(tom, "Claimed", "@Rita Reis hears of your claim on Ana Silva.")
    await redrawn(it.there)


async def answer(it: Court, rita: Page, tom: Page) -> None:
    """Rita hears of it in private, and answers; Tom reads her answer."""
    letter = last(rita)
    await expect(letter).to_contain_text("@Tom Becker claims Ana Silva, whom you own.")
    for typed in (REASON, EVIDENCE):
        await expect(letter.locator("blockquote").filter(has_text=typed)).to_have_count(1)
    await expect(last(tom)).to_contain_text("Your claim on Ana Silva, whom @Rita Reis owns.")
    await presses(letter, "Answer …")
    await fill_in(rita, "Answer the claim", ANSWER, "Send")
    await told_in(rita, "Answered", "Your answer about Ana Silva is with the managers.")
    await redrawn(it.there)
    await expect(last(tom)).to_contain_text(ANSWER["Your answer"])
    await expect(letter.locator("button").filter(has_text="Answer …")).to_have_count(0)


async def ask(it: Court, maya: Page, tom: Page) -> None:
    """Maya has the case with what counts and what is suggested, asks Tom, and reads what he says."""
    case = last(maya)
    for read in (REASON, EVIDENCE, ANSWER["Your answer"]):
        await expect(case.locator("blockquote").filter(has_text=read)).to_have_count(1)
    await expect(case).to_contain_text("The rules suggest: @Rita Reis keeps them, since @Rita Reis spoke with them")
    await expect(case.get_by_role("listitem")).to_contain_text(["Call, spoke · by @Rita Reis · counts"])
    await presses(case, "Ask …")
    await maya.get_by_role("radio", name="Tom Becker, who claims").check()
    await fill_in(maya, "Ask one of them", {"Question": QUESTION}, "Ask")
    await told_in(maya, "Asked", "@Tom Becker has your question.")
    await redrawn(it.there)
    await expect(last(tom)).to_contain_text(f"@Maya Okafor has a question about the claim on Ana Silva:{QUESTION}")
    await presses(last(tom), "Answer …")
    await fill_in(tom, "Answer", {"Your answer": REPLY}, "Send")
    await told_in(tom, "Answered", "Your answer is in the case now.")
    await redrawn(it.there)
    await expect(case.get_by_role("listitem").filter(has_text=f"@Tom Becker: “{REPLY}”")).to_have_count(1)


async def share(it: Court, maya: Page, rita: Page, tom: Page) -> None:
    """Maya shares the credit; both hear it with her reasons, and the card shows it."""
    await presses(last(maya), "Share …")
    given = dict(zip(SHARES, ("60", "39"), strict=True))
    await fill_in(maya, "Share", given | RULED, "Share")
    wrong = "Together that makes 99 percent. Both parts must make 100: beside 60, write 40."
    form = maya.get_by_role("dialog", name="Share", exact=True)
    await expect(form.get_by_role("alert")).to_have_text(wrong)
    await fill_in(maya, "Share", {SHARES[1]: "40"}, "Share")
    outcome = "@Rita Reis stays the owner of Ana Silva, and the credit is shared: @Rita Reis 60% and @Tom Becker 40%"
    await told_in(maya, "Settled", outcome)
    await redrawn(it.there)
    for window in (rita, tom, maya):
        await expect(last(window)).to_contain_text(f"{outcome} · ruled by @Maya Okafor")
        await expect(last(window)).to_contain_text(RULED["Reasons"])
    await expect(last(rita)).to_contain_text("They stay yours")
    await expect(last(tom)).to_contain_text("40% of the credit for them is yours.")
    await owned(rita, "Rita Reis", "Credit: @Rita Reis 60% and @Tom Becker 40%")


async def transfer(it: Court, maya: Page, rita: Page, tom: Page) -> None:
    """Maya gives Ana to Tom, whose card says so; of the shared credit nothing is left."""
    await presses(last(maya), "Transfer")
    await fill_in(maya, "Transfer", {"Reasons": NOT_MINE}, "Transfer")
    await told_in(maya, "Settled", "Ana Silva goes to @Tom Becker · ruled by @Maya Okafor")
    await redrawn(it.there)
    for window, follows in ((rita, "What you logged stays on their record."), (tom, "They are yours now.")):
        await expect(last(window)).to_contain_text("Ana Silva goes to @Tom Becker · ruled by @Maya Okafor")
        await expect(last(window)).to_contain_text(NOT_MINE)
        await expect(last(window)).to_contain_text(follows)
    await nothing_to_press(maya)
    await owned(tom, "Tom Becker")


async def nothing_to_press(maya: Page) -> None:
    """What Maya was sent shows how it ended, and nothing can be ruled any more."""
    rulings = maya.get_by_test_id("message").locator("button").filter(has_text=re.compile("Keep|Transfer|Share|Ask"))
    await expect(rulings).to_have_count(0)
    await expect(last(maya).locator("button").filter(has_text="Whole case")).to_have_count(1)


async def owned(window: Page, owner: str, credit: str = "") -> None:
    """The card says who owns Ana, and how the credit is shared, if it is."""
    await types(window, "/candidate ana silva")
    card = last(window)
    await expect(card).to_contain_text(f"Owned by @{owner} since")
    await expect(card).to_contain_text(credit or "Owned by")
    await expect(card.get_by_text("Credit:")).to_have_count(1 if credit else 0)


async def sees_nothing(it: Court, window: Page, seat: Seat, case: Message, says: tuple[str, str]) -> None:
    """Nothing is said to them; and with the case in front of them they still can do nothing."""
    pressed, typed = says
    await expect(window.get_by_test_id("message").filter(has_text=re.compile("Ana Silva|claim"))).to_have_count(0)
    it.lends(case, seat)
    shown = window.get_by_test_id("message").filter(has_text="The rules suggest")
    for times, press in enumerate(("Keep", "Whole case"), 1):
        await presses(shown, press)
        await expect(window.get_by_test_id("message").filter(has_text=pressed)).to_have_count(times)
    await types(window, "/own Ana Silva")
    await expect(window.get_by_text(typed)).to_be_visible()
    await expect(window.get_by_role("dialog")).to_have_count(0)


async def later(window: Page, step: str, times: int = 1) -> None:
    """Press a button of the clock, and wait until the time has passed."""
    for _ in range(times):
        await window.get_by_role("button", name=step, exact=True).click()
        await expect(window.get_by_role("button", name=step, exact=True)).to_be_enabled()


async def test_a_claim_is_shared_and_the_next_one_goes_the_other_way_in_the_browser(database_url, browser):
    people = (story.RITA, story.TOM, story.MAYA, story.OSCAR, story.GUS)
    async with court(database_url) as it, window_of(it.there, browser, *people) as (rita, tom, maya, oscar, gus):
        await claim(it, tom)
        await expect(maya.get_by_test_id("message")).to_have_count(0)
        await answer(it, rita, tom)
        await ask(it, maya, tom)
        case = told(it.maya)[-1]
        await sees_nothing(it, oscar, it.seat(story.OSCAR), case, OTHER_TEAM)
        await sees_nothing(it, gus, it.seat(story.GUS), case, GUEST)
        await share(it, maya, rita, tom)

        await claim(it, tom)
        await answer(it, rita, tom)
        await transfer(it, maya, rita, tom)
        for window in (oscar, gus):
            await expect(window.get_by_test_id("message").filter(has_text="ruled by")).to_have_count(0)


async def test_without_an_answer_it_goes_up_and_without_a_ruling_the_owner_keeps_in_the_browser(database_url, browser):
    people = (story.RITA, story.TOM, story.MAYA)
    async with court(database_url) as it, window_of(it.there, browser, *people) as (rita, tom, maya):
        await claim(it, tom)
        await later(rita, "+1 day", 2)
        await expect(last(rita)).to_contain_text("The answer to the claim of @Tom Becker on Ana Silva is due by")
        await expect(maya.get_by_test_id("message")).to_have_count(0)
        await later(rita, "+1 day")
        await expect(last(maya)).to_contain_text("No answer came by")
        await later(maya, "+1 day", 4)
        await expect(last(maya)).to_contain_text("is to be settled by")
        await later(maya, "+1 day", 3)
        for window in (rita, tom, maya):
            await expect(last(window)).to_contain_text("Nobody ruled in time, so @Rita Reis keeps Ana Silva")
        await nothing_to_press(maya)
        await owned(rita, "Rita Reis")
