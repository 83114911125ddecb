"""What do a recruiter and a manager do on the way from the interview to the decision?"""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from practice import story
from practice.elements import elements
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message
from tests.stories.deeds import adds, card, redrawn, told
from tests.stories.desk import open_form
from tests.stories.house import House, house

JOB = "Backend engineer, Northwind"
OURS, ACME, COUNTER = f"Our offer for {JOB}", "Acme", "Counter-offer"


@dataclass
class Bend:
    """Rita puts Ana forward, and Ben for something else; both know Kotlin. Maya and Nina manage."""

    there: House

    @property
    def rita(self) -> Seat:
        """The recruiter."""
        return self.there.slack.seat(story.RITA)

    @property
    def maya(self) -> Seat:
        """One manager."""
        return self.there.slack.seat(story.MAYA)

    @property
    def nina(self) -> Seat:
        """The other manager."""
        return self.there.slack.seat(story.NINA)

    async def types(self, line: str) -> str:
        """Rita types a line about an offer, reads it back, and saves it; what she is told then."""
        read = (await self.rita.types(line))[-1]
        await self.rita.clicks(read, "Save")
        return plain(self.rita.dm()[-1])

    async def sheet(self) -> str:
        """Rita opens all offers to Ana from her card."""
        await closes(self.rita)
        await self.rita.clicks(await self.card(), "Offers")
        return plain(open_form(self.rita))

    async def presses(self, label: str, of: str) -> None:
        """Rita presses a button of one offer on the sheet, or picks behind its three dots."""
        await self.sheet()
        wanted = False
        for block in list(open_form(self.rita).blocks):
            first = next(iter(plain_of(block)), "")
            wanted = first.startswith(of) if block["type"] == "rich_text" and " · " in first else wanted
            for _, thing in elements([block]):
                if wanted and thing.get("text", {}).get("text") == label:
                    await self.rita.presses(open_form(self.rita), block["block_id"], thing["action_id"])
                    return
                if wanted and label in [each["text"]["text"] for each in thing.get("options", ())]:
                    await self.rita.picks(open_form(self.rita), thing["action_id"], label)
                    return
        raise LookupError(f"{of} has no {label}")

    async def fills(self, label: str, of: str, given: dict[str, str]) -> str:
        """Rita presses a button of one offer, fills in the form that opens, sends it, and reads what is said."""
        await self.presses(label, of)
        await self.rita.fills(given)
        assert await self.rita.submits() == {}
        return plain(open_form(self.rita))

    async def card(self) -> Message:
        """Rita looks at Ana's card."""
        return await card(self.rita, "Ana Silva")

    async def turns(self, seat: Seat, label: str) -> str:
        """Somebody presses a button of the window in front of them, and reads what is there then."""
        await seat.clicks(open_form(seat), label)
        return plain(open_form(seat))


def plain_of(block: dict) -> list[str]:
    """What a block says, by lines."""
    parts = [part for line in block.get("elements", []) for part in line.get("elements", [])]
    return "".join(str(part.get("text", "")) for part in parts).splitlines()


async def closes(seat: Seat) -> None:
    """Closes every window of somebody."""
    while seat.modal:
        await seat.closes()


@contextlib.asynccontextmanager
async def bend(url: str) -> AsyncIterator[Bend]:
    """A house in which Ana is at interview for a job with a band, and Ben is much like her."""
    async with house(url, managers=(story.MAYA, story.NINA)) as there:
        it = Bend(there)
        await adds(it.rita, "Ana Silva", "Interview", job=JOB)
        await adds(it.rita, "Ben Okoro", "Screening", job="Data engineer, Northwind")
        for name in ("Ana Silva", "Ben Okoro"):
            await it.rita.picks(await card(it.rita, name), "More", "Tags and segment …")
            tag = (await it.rita.suggestions("Tags", "Kotlin"))[0]
            await it.rita.fills({"Tags": [("Kotlin", tag)]})
            assert await it.rita.submits() == {}
            await closes(it.rita)
        await sets_band(it)
        yield it
        assert there.slack.refused == []


async def sets_band(it: Bend) -> None:
    """Maya writes down what the client allows."""
    await it.maya.types("/care bands")
    await it.turns(it.maya, "New band")
    label = "For the job, or all jobs of the client"
    first = (await it.maya.suggestions(label, "Backend"))[0]
    await it.maya.fills({label: ("Backend", first), "From – to": "100k to 118k EUR"})
    assert await it.maya.submits() == {}
    assert "€100,000 – €118,000 a year in base pay" in plain(open_form(it.maya))
    await closes(it.maya)


async def hears_of_rivals(it: Bend) -> None:
    """Rita asks, hears of Acme and writes it down from the touch; of Globex she types a line."""
    await it.rita.clicks(await it.card(), "Log a touch")
    await it.rita.fills({"How it went": "Call, spoke", "Told them where they stand": "Yes"})
    await it.rita.fills({"Other offers": "A new offer"})
    assert await it.rita.submits() == {}
    await it.turns(it.rita, "Another company …")
    acme = (await it.rita.suggestions("Company", "Acme"))[-1]
    await it.rita.fills({"Company": ("Acme", acme), "Pay": "132k", "To be decided by": "2026-11-26"})
    await it.rita.fills({"How they rank it": "Ahead of us"})
    assert await it.rita.submits() == {}
    assert "I read that as €132,000 a year" in plain(open_form(it.rita))
    assert await it.rita.submits() == {}
    await closes(it.rita)
    await it.types("/offer Ana Silva rival Globex interviews")


async def is_approved(it: Bend) -> None:
    """Rita offers more than the band allows; both managers are asked, Maya looks at the figures and approves."""
    said = await it.types("/offer Ana Silva - 120k + 10% by 27 nov")
    assert "It lies outside the band" in said
    assert "is offer now (before: interview), though they have no offer yet." in said
    await redrawn(it.there)
    asked = told(it.maya)[-1]
    assert plain(asked).startswith("@U0RITA asks to offer Ana Silva a base outside the band")
    await it.maya.clicks(asked, "See the figures")
    assert "€2,000 (1.7%) above the band" in plain(open_form(it.maya))
    await closes(it.maya)
    await it.maya.clicks(asked, "Approve")
    await redrawn(it.there)
    assert "@U0MAYA has approved it" in plain(told(it.rita)[-1])
    assert "Approved by @U0MAYA" in plain(told(it.nina)[-1])
