"""Is a manager asked before an offer outside the band goes out, and do both sides learn the answer?"""

import contextlib
import copy
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from practice import story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message
from storage.database import Db
from storage.tables import Approvals, Audit, OfferChanges, OfferRounds, Offers, table
from tests.stories.dealings import band, closes_all, offers, seen, writes
from tests.stories.deeds import adds, at, heard, redrawn, told
from tests.stories.house import House, house

ASKED = "asks to offer Ana Silva a base outside the band for Backend engineer."
FIGURES = ("100,000", "100k", "95,000", "5,000", "5.3", "98,000", "102,000")


@contextlib.asynccontextmanager
async def with_a_band(url: str) -> AsyncIterator[House]:
    """Ana is at interview for a job whose client allows 80 to 95 thousand euros; Maya and Nina manage."""
    async with house(url, managers=(story.MAYA, story.NINA)) as house_:
        await adds(house_.slack.seat(story.RITA), "Ana Silva", "Interview")
        assert await band(house_.slack.seat(story.MAYA), "€80-95k") == {}
        yield house_
        assert house_.slack.refused == []


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    async with with_a_band(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        yield house_


@pytest.fixture
async def on_both(database_url) -> AsyncIterator[House]:
    async with with_a_band(database_url) as house_:
        yield house_


async def asks(there: House) -> tuple[Message, Message]:
    """Rita offers more than the band allows; gives the messages by which Maya and Nina are asked."""
    written = await writes(there.slack.seat(story.RITA), "Ana Silva 100k + 10%")
    assert "It lies outside the band, so @U0MAYA and @U0NINA" in written
    await redrawn(there)
    return told(there.slack.seat(story.MAYA))[-1], told(there.slack.seat(story.NINA))[-1]


async def sheet(there: House, seat: Seat) -> str:
    """What stands on the sheet of Ana’s offers."""
    await offers(there, seat)
    assert seat.modal is not None
    return plain(seat.modal)


async def test_inside_the_band_nobody_is_asked(there):
    rita = there.slack.seat(story.RITA)
    assert "outside the band" not in await writes(rita, "Ana Silva 95k")
    await redrawn(there)
    assert not any(ASKED in said for said in heard(there.slack.seat(story.MAYA)))
    shown = await sheet(there, rita)
    assert "Our offer for Backend engineer · open" in shown
    assert "Within the band for this job" in shown
    assert "80,000" not in shown
    seen = await sheet(there, there.slack.seat(story.MAYA))
    assert "Within the band for this job, €80,000 – €95,000 a year" in seen


async def test_a_manager_sees_the_figures_and_approves(on_both):
    there = on_both
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    await writes(rita, "Ana Silva rival Acme 98k by wed")
    await writes(rita, "Ana Silva asked 102k")
    asked, _ = await asks(there)
    assert ASKED in plain(asked)
    for said in (plain(asked), asked.text):
        assert "Nobody said a day: the deadline runs from your answer" in said
        assert "Acme: open, to be decided by Wednesday 25 November" in said
        assert "At risk: a deadline is near or has passed" in said
        assert not [each for each in FIGURES if each in said]
    assert styles(asked)["See the figures"] == "primary"
    assert styles(asked)["Approve"] is None
    await maya.clicks(asked, "See the figures")
    shown = plain(maya.modal)
    assert "Base: €100,000 a year" in shown
    assert "€5,000 (5.3%) above the band for this job, €80,000 – €95,000 a year" in shown
    assert "They ask for: €102,000 a year" in shown
    assert "What to weigh\nNobody said a day: the deadline runs from your answer\n" in shown
    assert "Acme: open, to be decided by Wednesday 25 November · €98,000 a year" in shown
    assert "At risk: a deadline is near or has passed" in shown
    await there.move(at("24T10:00"))
    await maya.clicks(maya.modal, "Approve")
    assert "Approved by @U0MAYA at 10:00 UTC on 24 Nov 2026" in plain(maya.modal)
    await redrawn(there)
    assert "Approved by @U0MAYA" in plain(asked)
    await maya.closes()
    await maya.clicks(asked, "See the figures")
    assert "Approved by @U0MAYA" in plain(maya.modal)
    assert "€98,000" not in plain(maya.modal)
    answer = told(rita)[-1]
    assert "@U0MAYA has approved it." in plain(answer)
    assert not [each for each in FIGURES if each in plain(answer) + answer.text]
    shown = await sheet(there, rita)
    # Four days of work from the answer, not from when it was asked.
    assert "· open since today · to be decided by 18:00 UTC on 30 Nov 2026" in shown
    assert "@U0MAYA approved it" in shown


async def test_a_manager_declines_and_why_is_read_on_the_sheet_alone(there):
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    asked, _ = await asks(there)
    await maya.clicks(asked, "See the figures")
    await maya.clicks(maya.modal, "Decline …")
    assert plain(maya.modal).startswith("Decline\n")
    await maya.fills({"Why": "Nobody in that team has more than 94k"})
    assert await maya.submits() == {}
    assert "Declined by @U0MAYA" in plain(maya.modal)
    await redrawn(there)
    answer = told(rita)[-1]
    assert "@U0MAYA has declined it." in plain(answer)
    assert "94k" not in plain(answer) + answer.text + plain(asked)
    shown = await sheet(there, rita)
    assert "Our offer for Backend engineer · not made yet" in shown
    assert "Not offered: €100,000 a year + 10% bonus" in shown
    assert ": Nobody in that team has more than 94k" in shown


async def test_what_they_have_stays_open_while_a_manager_is_asked_about_more(there):
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    await writes(rita, "Ana Silva 90k by 30 nov")
    asked, _ = await asks(there)
    shown = await sheet(there, rita)
    assert "Our offer for Backend engineer · open since today · to be decided by Monday" in shown
    assert "On the table: €90,000 a year (" in shown
    assert "Asked of a manager: €100,000 a year + 10% bonus (" in shown
    assert "What waits: €5,000 (5.3%) above the band for this job" in shown
    assert "Accepted …" in shown
    await there.move(at("24T10:00"))
    await maya.clicks(asked, "Decline …")
    await maya.fills({"Why": "Too much"})
    assert await maya.submits() == {}
    shown = await sheet(there, rita)
    assert "open since yesterday · to be decided by Monday" in shown
    assert "On the table: €90,000 a year (" in shown
    assert "Not offered: €100,000 a year + 10% bonus" in shown
    assert "@U0MAYA declined it" in shown
    assert ": Too much" in shown
    assert "another day to decide" not in "\n".join(map(plain, await rita.types("/candidate Ana Silva")))


async def test_a_manager_puts_it_on_the_table_beside_its_deadline(there):
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    await writes(rita, "Ana Silva 90k by 30 nov")
    asked, _ = await asks(there)
    await there.move(at("24T10:00"))
    await maya.clicks(asked, "Approve")
    shown = await sheet(there, rita)
    assert "open since yesterday · to be decided by Monday" in shown
    assert "On the table: €100,000 a year + 10% bonus (at 10:00 UTC on 24 Nov 2026)" in shown
    assert "Offered before: €90,000 a year" in shown


async def test_what_ran_out_meanwhile_is_open_again_by_the_answer_alone(there):
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    await writes(rita, "Ana Silva 90k by 24 nov")
    asked, _ = await asks(there)
    await there.move(at("25T10:00"))
    shown = await sheet(there, rita)
    assert "Our offer for Backend engineer · ran out" in shown
    assert "Offered last: €90,000 a year" in shown
    assert "Asked of a manager: €100,000" in shown
    await maya.clicks(asked, "Approve")
    shown = await sheet(there, rita)
    # Four days of work from the answer, over a holiday of Rita’s.
    assert "open since today · to be decided by 18:00 UTC on 2 Dec 2026" in shown
    assert "On the table: €100,000 a year + 10% bonus" in shown


async def test_taking_back_what_they_have_leaves_what_waits(there):
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    first = (await rita.types("/offer Ana Silva 90k"))[-1]
    await rita.clicks(first, "Save")
    undo = copy.deepcopy(first)
    await closes_all(rita)
    asked, _ = await asks(there)
    await rita.clicks(undo, "Undo")
    assert "Our offer for Backend engineer · waits for a manager" in await sheet(there, rita)
    await maya.clicks(asked, "Approve")
    assert "On the table: €100,000 a year" in await sheet(there, rita)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("Ana Silva 90k", "That is what was offered last, so nothing is written down.", id="offered"),
        pytest.param("Ana Silva asked 97k", "That is what they ask for already", id="asked"),
        pytest.param("Ana Silva 100k + 10%", "A manager is asked about just that already", id="it waits"),
    ],
)
async def test_the_same_said_again_changes_nothing(there, line, said):
    rita = there.slack.seat(story.RITA)
    await writes(rita, "Ana Silva asked 97k") if "asked" in line else None
    await writes(rita, "Ana Silva 90k")
    await asks(there) if "100k" in line else None
    before = await there.bot.database.ask(everything)
    assert said in await writes(rita, line)
    assert await there.bot.database.ask(everything) == before
    again = await writes(rita, f"{line} by 4 dec") if "asked" not in line else ""
    assert "nothing is written down" not in again
    rows = await there.bot.database.ask(everything)
    assert [rows[0], rows[2:]] == [before[0], before[2:]]
    assert rows[1] == before[1] + bool(again), "the day alone has moved"


async def test_what_was_offered_before_what_they_have_now_is_history_and_asks_nobody(there):
    """100k on Friday lies outside the band; but since then they have 90k."""
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    await writes(rita, "Ana Silva 90k")
    await sheet(there, rita)
    await rita.clicks(rita.modal, "New round")
    await rita.fills({"Pay": "€100k a year", "When": "2026-11-20"})
    assert await rita.submits() == {}
    assert "outside the band" not in plain(rita.modal)
    await redrawn(there)
    assert not any(ASKED in said for said in heard(maya))
    shown = await sheet(there, rita)
    assert "Our offer for Backend engineer · open" in shown
    assert "On the table: €90,000 a year" in shown
    assert "Offered before: €100,000 a year" in shown


async def test_a_manager_changes_the_figures_and_theirs_are_offered(there):
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    for name, pay in (("Bea Costa", "€84k"), ("Cy Novak", "€88k"), ("Di Roth", "€90k")):
        await adds(rita, name, "Interview")
        await writes(rita, f"{name} {pay}")
    asked, _ = await asks(there)
    await maya.clicks(asked, "See the figures")
    assert "For the same job 3 others are offered, or have agreed to, €84,000 to €90,000 a year" in plain(maya.modal)
    figures = maya.modal
    await maya.clicks(maya.modal, "Change …")
    asked_for = "Asked for: €100,000 a year + 10% bonus\n€5,000 (5.3%) above the band for this job, €80,000 – €95,000"
    assert asked_for in plain(maya.modal)
    assert plain(maya.modal).startswith("Offer something else\n")
    await maya.fills({"What may be offered": "-96k"})
    assert "less than nothing" in (await maya.submits())["What may be offered"]
    await maya.fills({"What may be offered": "USD 70,000 a year + 5%"})
    assert await maya.submits() == {}
    assert "What was asked for is in another currency. Cannot tell whether it is within the band" in seen(maya)
    await maya.fills({"What may be offered": "€96k a year"})
    assert await maya.submits() == {}
    assert "I read that as €96,000 a year + 10% bonus. Kept from what was asked for: 10% bonus." in seen(maya)
    await maya.fills({"What may be offered": "96k + 12%", "Why": "The bonus is easier"})
    assert await maya.submits() == {}
    assert "I read that as €96,000 a year + 12% bonus (assumed: a year, as in what was asked for; in " in seen(maya)
    assert "€1,000 (1.1%) above the band for this job, €80,000 – €95,000 a year. Change and approve again" in seen(maya)
    await redrawn(there)
    assert "Approve" in plain(asked), "nothing is approved before they have read that"
    assert await maya.submits() == {}
    assert "Offered instead: €96,000 a year + 12% bonus" in plain(figures)
    assert "Approved with other figures by @U0MAYA" in plain(figures)
    assert "Change …" not in plain(figures)
    await redrawn(there)
    assert "Approved with other figures by @U0MAYA" in plain(asked)
    assert "@U0MAYA has approved it with other figures." in heard(rita)[-1]
    shown = await sheet(there, rita)
    assert "On the table: €96,000 a year + 12% bonus (said by Maya Okafor" in shown
    assert "Not offered: €100,000 a year + 10% bonus" in shown
    assert "@U0MAYA changed and approved it" in shown
    assert ": The bonus is easier" in shown
    await is_agreed_at_more(there)


async def is_agreed_at_more(there: House) -> None:
    """She said yes to more than Maya let out: that is asked about once, and then the managers are told."""
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    assert rita.modal
    await rita.clicks(rita.modal, "Accepted …")
    yes = {"How the candidate said yes": "By phone", "How they said yes": "Signed", "First day": "2027-01-04"}
    await rita.fills(yes | {"Terms": "€99k + 12%"})
    assert "Who agreed at the client" in await rita.submits(), "Maya is nobody at the client"
    await rita.fills({"Who agreed at the client": "Helena Brandt"})
    assert await rita.submits() == {}
    asked = "That is €4,000 (4.2%) above the band for this job, and no manager said yes to it. Accept again"
    assert asked in seen(rita)
    await redrawn(there)
    assert "wrote down" not in heard(maya)[-1]
    assert await rita.submits() == {}
    assert "The terms lie outside the band, so @U0MAYA and @U0NINA will be told" in seen(rita)
    await redrawn(there)
    letter = told(maya)[-1]
    assert "@U0RITA wrote down that Ana Silva agreed to a base outside the band" in plain(letter)
    assert not [each for each in ("99", "4,000") if each in plain(letter) + letter.text]
    await maya.clicks(letter, "See the figures")
    assert "€4,000 (4.2%) above the band for this job, €80,000 – €95,000 a year" in seen(maya)
    await closes_all(rita)
    await sheet(there, rita)
    await rita.clicks(rita.modal, "Agreed terms")
    await rita.clicks(rita.modal, "Changed terms …")
    await rita.fills(yes)
    assert await rita.submits() == {}
    assert "version 2 of the agreed terms is written down." in seen(rita), "they were told of that base already"


async def test_the_same_figures_are_an_approval(there):
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    asked, _ = await asks(there)
    await maya.clicks(asked, "Change …")
    await maya.fills({"Why": "Go ahead"})
    assert await maya.submits() == {}
    assert "Those are the figures that were asked for: approved for Ana Silva" in plain(maya.modal)
    await redrawn(there)
    assert "@U0MAYA has approved it." in heard(rita)[-1]
    shown = await sheet(there, rita)
    assert "On the table: €100,000 a year + 10% bonus" in shown
    assert "Not offered" not in shown
    assert ": Go ahead" in shown


async def test_of_two_managers_one_decides_and_the_other_is_told(on_both):
    there = on_both
    maya, nina = there.slack.seat(story.MAYA), there.slack.seat(story.NINA)
    asked, other = await asks(there)
    await nina.clicks(other, "Change …")
    await maya.clicks(asked, "Approve")
    await nina.fills({"What may be offered": "92k"})
    await nina.submits()
    assert "What was asked about Ana Silva was approved by a manager already." in plain(nina.modal)
    await nina.closes()
    await redrawn(there)
    assert "Approved by @U0MAYA" in plain(other)
    assert "On the table: €100,000 a year" in await sheet(there, nina)


async def test_what_went_on_meanwhile_is_overtaken(there):
    rita = there.slack.seat(story.RITA)
    asked, _ = await asks(there)
    await writes(rita, "Ana Silva 94k")
    await redrawn(there)
    assert "It came to nothing: the offer went on meanwhile" in plain(asked)
    shown = await sheet(there, rita)
    assert "On the table: €94,000 a year" in shown
    assert "Not offered: €100,000 a year" in shown
    assert not any("came to nothing" in said for said in heard(rita))


async def test_taken_back_nobody_is_asked_any_more(there):
    rita = there.slack.seat(story.RITA)
    await writes(rita, "Ana Silva 90k")
    written = (await rita.types("/offer Ana Silva 100k"))[-1]
    await rita.clicks(written, "Save")
    await rita.clicks(rita.modal or written, "Undo")
    shown = await sheet(there, rita)
    assert "Our offer for Backend engineer · open" in shown
    assert "€100,000" not in shown


async def test_managers_who_do_not_answer_are_reminded_every_two_days_and_the_asker_hears_of_it_once(there):
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    asked, _ = await asks(there)
    late = "No manager has answered this yet."
    times = []
    for moment in ("24T08:29", "24T12:00", "26T08:29", "26T12:00", "30T12:00"):
        await there.move(at(moment))
        unanswered = [each for each in told(rita) if "no manager has answered yet, though" in plain(each)]
        times.append((len([said for said in heard(maya) if said.startswith(late)]), len(unanswered)))
    assert times == [(0, 0), (1, 0), (1, 0), (2, 1), (3, 1)], "the asker hears it with the second reminder"
    assert "Speak to one of them" in unanswered[0].text
    assert not [each for each in FIGURES if each in plain(unanswered[0])]
    await maya.clicks(asked, "Approve")
    await redrawn(there)
    assert "Approved by @U0MAYA" in plain(unanswered[0])
    assert "Speak to one of them" not in plain(unanswered[0])
    before = len(heard(maya))
    await there.move(at("30T12:00") + timedelta(days=9))
    assert not any(said.startswith(late) for said in heard(maya)[before:])


@pytest.mark.parametrize("pressed", ["See the figures", "Change …", "Approve", "Decline …"])
async def test_only_another_manager_decides(there, pressed):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    asked, _ = await asks(there)
    for seat, why in ((rita, "Only a manager"), (tom, "Only a manager")):
        shown = there.slack.workspace.post(
            there.slack.workspace.im(seat.person_id).id, there.slack.app.bot_user, "A copy", asked.blocks
        )
        said = await seat.clicks(shown, pressed)
        assert why in (plain(said[-1]) if said else plain(seat.modal))


async def test_a_manager_who_offers_it_asks_another(there):
    maya, nina = there.slack.seat(story.MAYA), there.slack.seat(story.NINA)
    assert "so @U0NINA is asked first." in await writes(maya, "Ana Silva 100k")
    await redrawn(there)
    assert "@U0MAYA asks to offer Ana Silva" in heard(nina)[-1]


async def test_with_no_other_manager_it_is_allowed_and_on_record(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        maya = there.slack.seat(story.MAYA)
        await adds(maya, "Ana Silva", "Interview")
        await band(maya, "€80-95k")
        assert "asked first" not in await writes(maya, "Ana Silva 100k")
        assert "· open" in await sheet(there, maya)
        assert await there.bot.database.ask(deeds) == [(story.MAYA, "outside_band_alone")]


def everything(db: Db) -> list[Any]:
    counted = [select(func.count()).select_from(table(of)) for of in (OfferRounds, OfferChanges, Approvals, Offers)]
    return [db.execute(each).scalar_one() for each in counted]


def deeds(db: Db) -> list[Any]:
    record = table(Audit)
    found = select(record.c.by, record.c.verb).where(record.c.verb.like("outside_band%"))
    return [tuple(row) for row in db.execute(found)]


def styles(message: Message) -> dict[str, str | None]:
    pressed = [each for block in message.blocks if block["type"] == "actions" for each in block["elements"]]
    return {each["text"]["text"]: each.get("style") for each in pressed}
