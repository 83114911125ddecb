"""Is a manager asked before an offer outside the band goes out, and do both sides learn the answer?"""

import contextlib
import copy
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import func, select

from practice import story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message
from storage.database import Db
from storage.tables import Approvals, Audit, OfferChanges, OfferRounds, Offers, table
from tests.stories.dealings import band, closes_all, offers, writes
from tests.stories.deeds import adds, at, heard, redrawn, told
from tests.stories.house import House, house

ASKED = "asks to offer Ana Silva a base outside the band for Backend engineer."
FIGURES = ("100,000", "100k", "95,000", "5,000", "5.3")


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
    asked, _ = await asks(there)
    assert ASKED in plain(asked)
    assert not [each for each in FIGURES if each in plain(asked) + asked.text]
    await maya.clicks(asked, "See the figures")
    shown = plain(maya.modal)
    assert "Base: €100,000 a year" in shown
    assert "€5,000 (5.3%) above the band for this job, €80,000 – €95,000 a year" in shown
    await there.move(at("24T10:00"))
    await maya.clicks(asked, "Approve")
    await redrawn(there)
    assert "Approved by @U0MAYA" in plain(asked)
    answer = told(rita)[-1]
    assert "@U0MAYA has approved it." in plain(answer)
    assert not [each for each in FIGURES if each in plain(answer) + answer.text]
    shown = await sheet(there, rita)
    # Four days of work from the answer, not from when it was asked.
    assert "· open since 24 November 2026 · to be decided by 18:00 UTC on 30 Nov 2026" in shown
    assert "@U0MAYA approved it" in shown


async def test_a_manager_declines_and_why_is_read_on_the_sheet_alone(there):
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    asked, _ = await asks(there)
    await maya.clicks(asked, "Decline …")
    assert plain(maya.modal).startswith("Decline\n")
    await maya.fills({"Why": "Nobody in that team has more than 94k"})
    assert await maya.submits() == {}
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
    assert "Our offer for Backend engineer · open since 23 November 2026 · to be decided by Monday" in shown
    assert "On the table: €90,000 a year (" in shown
    assert "Asked of a manager: €100,000 a year + 10% bonus (" in shown
    assert "What waits: €5,000 (5.3%) above the band for this job" in shown
    assert "Accepted …" in shown
    await there.move(at("24T10:00"))
    await maya.clicks(asked, "Decline …")
    await maya.fills({"Why": "Too much"})
    assert await maya.submits() == {}
    shown = await sheet(there, rita)
    assert "open since 23 November 2026 · to be decided by Monday" in shown
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
    assert "open since 23 November 2026 · to be decided by Monday" in shown
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
    assert "open since 25 November 2026 · to be decided by 18:00 UTC on 2 Dec 2026" in shown
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
    await rita.fills({"Pay": "€100k", "When": "2026-11-20"})
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
    asked, _ = await asks(there)
    await maya.clicks(asked, "Change …")
    assert "€100,000 a year + 10% bonus" in plain(maya.modal)
    await maya.fills({"What may be offered": "-96k"})
    assert "less than nothing" in (await maya.submits())["What may be offered"]
    await maya.fills({"What may be offered": "96k + 12%", "Why": "The bonus is easier"})
    assert await maya.submits() == {}
    await redrawn(there)
    assert "Approved, with other figures by @U0MAYA" in plain(asked)
    assert "@U0MAYA has approved it with other figures." in heard(rita)[-1]
    shown = await sheet(there, rita)
    assert "On the table: €96,000 a year + 12% bonus (said by Maya Okafor" in shown
    assert "Not offered: €100,000 a year + 10% bonus" in shown
    assert "@U0MAYA changed and approved it" in shown
    assert ": The bonus is easier" in shown


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


async def test_managers_who_do_not_answer_are_reminded_once(there):
    maya = there.slack.seat(story.MAYA)
    await asks(there)
    before = len([said for said in heard(maya) if ASKED in said])
    await there.move(at("24T08:29"))
    assert len([said for said in heard(maya) if ASKED in said]) == before
    await there.move(at("25T12:00"))
    reminded = [said for said in heard(maya) if ASKED in said]
    assert len(reminded) == before + 1
    assert reminded[-1].startswith("No manager has answered this yet.")


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
