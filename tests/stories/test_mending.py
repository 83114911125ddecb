"""Is a touch mended and taken back by whoever may, and does that stay on record?"""

import copy
from dataclasses import replace

import pytest
from sqlalchemy import select

from practice import story
from practice.reading import plain
from practice.seat import Seat
from storage.database import Db
from storage.tables import Audit, table
from tests.stories.deeds import at, card, heard, redrawn
from tests.stories.desk import with_ana


@pytest.fixture
async def there(tmp_path):
    async with with_ana(f"sqlite:///{tmp_path / 'rapport.db'}") as house:
        yield house


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def test_a_slip_is_taken_back_at_once_and_counts_no_longer(there, rita):
    answer = (await rita.types("/touch Ana Silva - spoke, told, oops"))[-1]
    await rita.clicks(answer, "Undo")
    assert plain(rita.dm()[-1]).splitlines() == [
        "Taken back: Call, spoke for Ana Silva.",
        "By @U0RITA at 09:00 UTC on 23 Nov 2026. It no longer counts; the audit trail keeps it.",
    ]
    shown = plain(await card(rita, "Ana Silva"))
    assert "Nobody has spoken with them yet" in shown
    assert "oops" not in shown


async def test_a_touch_is_mended_in_the_form_it_was_logged_by(there, rita):
    answer = (await rita.types("/touch Ana Silva - spoke, told, likes the rôle"))[-1]
    await rita.clicks(answer, "Edit")
    shown = plain(rita.modal)
    assert shown.splitlines()[:2] == ["Edit the touch", "Touch with Ana Silva"]
    assert "likes the rôle" in shown
    await rita.fills({"How it went": "Call, voicemail", "Note": "likes the role"})
    assert await rita.submits() == {}
    shown = plain(await card(rita, "Ana Silva"))
    assert "Call, voicemail · told them where they stand" in shown
    assert "Nobody has spoken with them yet" in shown
    assert "likes the role" in shown


async def test_mending_a_touch_settles_what_it_should_have_settled(there, rita):
    answer = (await rita.types("/touch Ana Silva - spoke, offers none, likes the role"))[-1]
    await there.move(at("25T08:30"))
    await rita.clicks(answer, "Edit")
    await rita.fills({"Told them where they stand": "Yes"})
    await rita.clicks(rita.modal, "More")
    await rita.fills({"When": "2026-11-25"})
    assert await rita.submits() == {}
    await redrawn(there)
    assert "Everything in this message is seen to." in plain(
        next(message for message in rita.dm() if message.ephemeral_to is None)
    )


@pytest.mark.parametrize(
    ("who", "moment", "may"),
    [
        pytest.param(story.RITA, "30T09:00", True, id="the author for a week"),
        pytest.param(story.RITA, "30T09:01", False, id="and no longer"),
        pytest.param(story.MAYA, "30T09:01", True, id="a manager, later"),
        pytest.param(story.TOM, "23T09:01", False, id="never a colleague"),
    ],
)
async def test_the_author_may_for_a_week_then_a_manager(there, rita, who, moment, may):
    await rita.types("/touch Ana Silva - spoke, told, fine")
    seat = there.slack.seat(who)
    await there.move(at(moment))
    shown = await card(seat, "Ana Silva")
    assert ("Undo | Edit" in plain(shown)) is may
    if may:
        await seat.clicks(shown, "Undo")
        assert plain(seat.dm()[-1]).splitlines()[0] == "Taken back: Call, spoke for Ana Silva."
        assert "Nobody has spoken with them yet" in plain(await card(rita, "Ana Silva"))


async def test_the_author_hears_when_a_manager_takes_their_touch_back(there, rita):
    await rita.types("/touch Ana Silva - spoke, told, fine")
    maya = there.slack.seat(story.MAYA)
    await maya.clicks(await card(maya, "Ana Silva"), "Undo")
    await there.bot.ticker.tick()
    told = heard(rita)[-1].splitlines()
    assert told[0].startswith("@U0MAYA deleted a touch that you logged for Ana Silva at ")
    assert told[1] == "It was: Call, spoke · told them where they stand."
    assert heard(maya) == []


@pytest.mark.parametrize(
    ("who", "moment", "reads"),
    [
        pytest.param(story.RITA, "30T09:01", "more than 7 days old, so only a manager can change it", id="too late"),
        pytest.param(
            story.TOM, "23T09:01", "Only whoever logged that touch, or a manager, can change it", id="another"
        ),
    ],
)
async def test_whoever_may_not_change_it_is_told_who_may(there, rita, who, moment, reads):
    answer = (await rita.types("/touch Ana Silva - spoke, told, fine"))[-1]
    await there.move(at(moment))
    seat, channel = there.slack.seat(who), there.slack.workspace.im(who).id
    said = await seat.clicks(replace(answer, ephemeral_to=who, channel=channel), "Undo")
    assert reads in plain(said[-1])


async def test_what_was_mended_and_taken_back_stays_on_record(there, rita):
    answer = (await rita.types("/touch Ana Silva - spoke, told, a secret note"))[-1]
    await rita.clicks(answer, "Edit")
    await rita.fills({"Note": "another note"})
    await rita.submits()
    await there.move(at("23T09:05"))
    await rita.clicks(answer, "Undo")
    trail = there.bot.database.run(audited)
    assert [(by, verb) for by, verb, _ in trail] == [(story.RITA, "edited"), (story.RITA, "deleted")]
    assert "secret" not in str(trail)
    assert "another note" not in str(trail)


def audited(db: Db) -> list[tuple[str, str, str]]:
    """Who did what to touches, oldest first."""
    trail = table(Audit)
    rows = db.execute(select(trail).where(trail.c.subject_kind == "touch").order_by(trail.c.at)).mappings()
    return [(row["by"], row["verb"], f"{row['before']} {row['after']}") for row in rows]


async def test_a_touch_that_was_taken_back_cannot_be_mended(rita):
    answer = (await rita.types("/touch Ana Silva - spoke, told, oops"))[-1]
    before = copy.deepcopy(answer)
    await rita.clicks(answer, "Undo")
    said = await rita.clicks(before, "Edit")
    assert "has been deleted already. Log it again with" in plain(said[-1])
