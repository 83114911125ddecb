"""Are candidates brought in, found, made one, taken out and erased in the practice page, by hand?"""

from playwright.async_api import Page, expect

from tests.stories.deeds import redrawn
from tests.stories.house import House, house
from tests.stories.windows import attaches, closes, downloaded, last, picks, presses, types, window_of

FILE = "\r\n".join(
    [
        "Name;E-mail;Phone;Skills;Role;Remark",
        "Zoë Lindqvist;zoe@example.com;;Kotlin;Backend engineer;nice",
        "Bruno Dias;bruno@example.com;;;;",
        "Carla Reis;;nobody;;;",
    ]
).encode("cp1252")


async def bring_in(there: House, rita: Page) -> None:
    await attaches(rita, "candidates.csv", FILE)
    await rita.get_by_role("button", name="Send").click()
    await redrawn(there)
    preview = last(rita)
    await expect(preview).to_contain_text("candidates.csv is ready to be brought in")
    await expect(preview).to_contain_text("Windows, Western Europe, separated by semicolons")
    await expect(preview.get_by_role("table").get_by_role("row").nth(1)).to_contain_text("Zoë Lindqvist")
    await expect(preview).to_contain_text("2 will be added")
    await presses(preview, "Import")
    await redrawn(there)
    await expect(preview).to_contain_text("candidates.csv is brought in")
    await expect(preview.get_by_role("listitem")).to_have_text(["2 added", "1 refused"])
    await presses(preview, "Refused lines")
    assert "That phone number does not look complete." in await downloaded(rita, "candidates refused.csv")


async def add_her_again(tom: Page) -> None:
    await types(tom, "/candidate add Zoe Lindqvist")
    form = tom.get_by_role("dialog", name="Add a candidate")
    await form.get_by_role("textbox", name="Contact").fill("+351 912 345 678")
    await presses(form, "Add")
    alike = tom.get_by_role("dialog", name="Is it one of these?")
    await expect(alike.get_by_role("radio").first).to_be_visible()
    await alike.get_by_role("radio", name="Somebody else: add them").check()
    await presses(alike, "Continue")
    await closes(tom.get_by_role("dialog", name="Added"))


async def merge_and_take_back(rita: Page) -> None:
    await types(rita, "/candidate zoe@example.com")
    await expect(last(rita)).to_contain_text("May be the same person as Zoe Lindqvist")
    await presses(last(rita), "Same person")
    form = rita.get_by_role("dialog", name="Same person")
    await expect(form.get_by_role("combobox", name="The other record")).to_have_value("Zoe Lindqvist · Tom Becker")
    await presses(form, "Next")
    for held in ("zoe@example.com", "+351 912 345 678", "Zoë Lindqvist – the spelling with its accents"):
        await expect(form).to_contain_text(held)
    await presses(form, "Merge")
    merged = rita.get_by_role("dialog", name="Merged")
    await expect(merged).to_contain_text("Zoë Lindqvist and Zoe Lindqvist are one record now.")
    await presses(merged, "Undo")
    back = rita.get_by_role("dialog", name="Undo the merge")
    await expect(back).to_contain_text("Make two records again of")
    await presses(back, "Undo")
    await closes(rita.get_by_role("dialog", name="Undone").filter(has_text="are two records again"))
    await closes(merged)  # which stood beneath


async def export(maya: Page) -> None:
    await types(maya, "/care export")
    form = maya.get_by_role("dialog", name="Export as a table")
    await picks(form, "Stage", "Sourced")
    await presses(form, "Export")
    done = maya.get_by_role("dialog", name="On its way")
    await expect(done).to_contain_text("is on its way to your direct messages with me")
    await closes(done)
    name = await last(maya).locator(".file-name").inner_text()
    table = await downloaded(maya, name)
    assert name.endswith(".csv")
    assert "Zoë Lindqvist" in table
    assert "zoe@example.com" in table


async def erase(there: House, maya: Page) -> None:
    await types(maya, "/candidate bruno")
    await picks(last(maya), "More", "Erase for good …")
    form = maya.get_by_role("dialog", name="Erase for good")
    await expect(form).to_contain_text("Bruno Dias will be erased. This cannot be undone.")
    await form.get_by_role("textbox").fill("Bruno")
    await presses(form, "Erase")
    await expect(form.get_by_role("alert")).to_contain_text("That is not their name.")
    await form.get_by_role("textbox").fill("bruno dias")
    await presses(form, "Erase")
    await closes(maya.get_by_role("dialog", name="Being erased"))
    await redrawn(there)
    await expect(last(maya)).to_contain_text("The erasure you asked for")


async def test_one_record_of_each_person_in_the_browser(database_url, browser):
    async with (
        house(database_url) as there,
        window_of(there, browser, "U0RITA", "U0TOM", "U0MAYA") as (rita, tom, maya),
    ):
        await bring_in(there, rita)
        await types(rita, "/candidate zoe lindqvsit")
        await expect(last(rita).get_by_role("heading")).to_have_text("Zoë Lindqvist")
        await add_her_again(tom)
        await merge_and_take_back(rita)
        await export(maya)
        await erase(there, maya)
        await types(rita, "/candidate bruno")
        await expect(last(rita)).to_contain_text("I know nobody called “bruno”.")
        assert there.slack.refused == []
