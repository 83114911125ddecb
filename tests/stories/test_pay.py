"""Is what a candidate expects to be paid seen by their recruiter and managers alone, wherever it could be seen?"""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

import storage
from bot.errors import Refused
from bot.facts import About, Export, Passing, Stage
from practice import story
from practice.reading import plain
from practice.seat import Seat
from scheduler.making import about_one
from tests.stories.deeds import adds, at, card, redrawn
from tests.stories.desk import open_form
from tests.stories.house import MONDAY, House, house

TEAM = "T0PRACTICE"


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        await adds(house_.slack.seat(story.RITA), "Ana Silva", "Interview")
        yield house_
        assert house_.slack.refused == []


async def logs_pay(there: House, seat: Seat) -> None:
    """Logs a call in which pay was spoken of."""
    await seat.clicks(await card(seat, "Ana"), "Log a touch")
    await seat.fills({"How it went": "Call, spoke"})
    await seat.clicks(open_form(seat), "What they said")
    await seat.fills({"Pay expected": "120k", "Worries": "the commute"})
    assert await seat.submits() == {}
    await seat.closes()


async def edits(seat: Seat) -> str | None:
    """Opens the third page of the form that corrects the touch; what stands in its field of pay."""
    await seat.clicks(await card(seat, "Ana"), "Edit")
    await seat.clicks(open_form(seat), "What they said")
    held = open_form(seat).values.get("pay_expected", {})
    shown: str | None = next(iter(held.values()), {}).get("value")
    return shown


async def pay_on_record(there: House) -> str | None:
    def read(db):
        ana = storage.candidates.named(db, TEAM, "Ana Silva")[0].id
        note = storage.notes.newest(db, TEAM, ana).get(About.PAY_EXPECTED)
        return note.words if note else None

    found: str | None = await there.bot.database.ask(read)
    return found


async def test_who_may_not_see_pay_corrects_a_touch_without_seeing_or_losing_it(there):
    tom = there.slack.seat(story.TOM)
    await logs_pay(there, tom)
    assert await edits(tom) in (None, "")
    await tom.fills({"Worries": "the long commute"})
    assert await tom.submits() == {}
    assert await pay_on_record(there) == "120k"
    assert "Worries: the long commute" in plain(await card(tom, "Ana"))


async def test_who_may_not_see_it_can_still_say_it_anew(there):
    tom = there.slack.seat(story.TOM)
    await logs_pay(there, tom)
    await edits(tom)
    await tom.fills({"Pay expected": "130k"})
    assert await tom.submits() == {}
    assert await pay_on_record(there) == "130k"


async def test_a_manager_sees_it_in_the_form_and_can_take_it_out(there):
    await logs_pay(there, there.slack.seat(story.TOM))
    maya = there.slack.seat(story.MAYA)
    assert await edits(maya) == "120k"
    await maya.fills({"Pay expected": None})
    assert await maya.submits() == {}
    assert await pay_on_record(there) is None


async def test_it_is_in_no_table_that_is_taken_out(there):
    await logs_pay(there, there.slack.seat(story.RITA))
    rows, _ = await there.bot.database.ask(storage.exports.page, TEAM, Export())
    assert any("Ana Silva" in row for row in rows)
    assert not any("120k" in cell for row in rows for cell in row)


async def test_who_covers_for_their_recruiter_sees_it_while_they_do(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    await tom.types("/care help")
    await logs_pay(there, rita)
    assert "shows it to you" not in plain(await card(tom, "Ana"))
    await rita.types("/care cover")
    await rita.fills({"Who covers": "tom", "Last day away": "2026-11-24"})
    assert await rita.submits() == {}
    await redrawn(there)
    assert "shows it to you" in plain(await card(tom, "Ana"))
    await there.move(at("25T09:00"))
    assert "shows it to you" not in plain(await card(tom, "Ana"))


async def test_who_owns_them_sees_it(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    await logs_pay(there, rita)
    await tom.types("/care help")

    def own(db):
        ana = storage.candidates.named(db, TEAM, "Ana Silva")[0].id
        before = storage.ownership.several(db, TEAM, [ana])
        storage.ownership.pass_on(db, TEAM, before, {ana: story.TOM}, Passing.CLAIMED, story.TOM, MONDAY)

    await there.bot.database.transact(own)
    assert "shows it to you" in plain(await card(tom, "Ana"))


@pytest.mark.parametrize(
    ("who", "rights", "sees"),
    [
        pytest.param(story.RITA, {}, True, id="their recruiter"),
        pytest.param(story.TOM, {"manager": True}, True, id="a manager"),
        pytest.param(story.TOM, {"administrator": True}, False, id="an administrator"),
        pytest.param(story.TOM, {}, None, id="a colleague gets nothing at all"),
    ],
)
async def test_all_about_one_person_holds_it_for_those_who_may_see_it(there, who, rights, sees):
    await logs_pay(there, there.slack.seat(story.RITA))
    await card(there.slack.seat(story.TOM), "Ana")

    def read(db):
        ana = storage.candidates.named(db, TEAM, "Ana Silva")[0].id
        assert storage.submissions.of(db, TEAM, ana)[0].stage is Stage.INTERVIEW
        person = storage.people.known(db, TEAM, who)
        assert person
        return about_one(db, replace(person, **rights), ana)

    if sees is None:
        with pytest.raises(Refused):
            await there.bot.database.ask(read)
        return
    notes = {row["about"]: row["words"] for row in (await there.bot.database.ask(read)).tables["touch_notes"]}
    assert notes["worries"] == "the commute"
    assert notes["pay_expected"] == ("120k" if sees else "on record; their recruiter or a manager can export it")
