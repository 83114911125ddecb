"""Can one touch be logged for many, be seen before it counts, and be taken back?"""

from collections.abc import AsyncIterator
from time import perf_counter

import pytest

import storage
from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, answers, at, card, heard, redrawn
from tests.stories.desk import open_form
from tests.stories.house import MONDAY, House, house

TEAM = "T0PRACTICE"


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        yield house_
        assert house_.slack.refused == []


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def tagged(there: House, seat: Seat, *names: str) -> None:
    """Adds people who are tagged Kotlin."""
    for name in names:
        await adds(seat, name)
    await there.bot.database.transact(tag, names)


def tag(db, names):
    ids = [storage.candidates.named(db, TEAM, name)[0].id for name in names]
    storage.tags.tag_many(db, TEAM, [(id, "Kotlin") for id in ids], story.RITA, MONDAY)


async def forbids(seat: Seat, name: str) -> None:
    """Marks a candidate as not to be contacted."""
    await seat.picks(await card(seat, name), "More", "Do not contact …")
    await seat.fills({"Why": "asked us to stop"})
    assert await seat.submits() == {}
    await seat.closes()


async def test_a_newsletter_to_all_who_bear_a_tag_leaves_out_who_wants_none_and_settles_nothing(there, rita):
    await tagged(there, rita, "Ana Silva", "Ben Okafor", "Zoe Hart")
    await forbids(rita, "Zoe Hart")
    await there.move(at("25T09:00"))
    listed = (await rita.types("/care tag Kotlin"))[-1]
    await rita.clicks(listed, "Log a round")
    await rita.fills({"How it went": "Newsletter, sent", "Note": "The October letter"})
    assert await rita.submits() == {}
    assert plain(open_form(rita)).splitlines()[1:7] == [
        "2 candidates: Newsletter, sent",
        "Ana Silva, Ben Okafor",
        "The October letter",
        "One is left out, marked do not contact: Zoe Hart.",
        "If you did reach them, log that on the card by itself.",
        "A newsletter stands on their cards. It answers nobody, and what is owed to them stays owed.",
    ]
    assert await rita.submits() == {}
    assert plain(open_form(rita)).splitlines()[:2] == [
        "Logged",
        "Logged for 2 candidates (Ana Silva, Ben Okafor): Newsletter, sent.",
    ]
    shown = plain(await card(rita, "Ana Silva"))
    assert "Newsletter, sent" in shown
    assert "Nobody has spoken with them yet" in shown
    assert "Update due soon, by" in shown
    assert "Newsletter" not in plain(await card(rita, "Zoe Hart"))


async def test_a_round_that_told_them_settles_each_and_undo_takes_all_of_it_back(there, rita):
    await tagged(there, rita, "Ana Silva", "Ben Okafor")
    await there.move(at("25T09:00"))
    assert heard(rita)[-1].startswith("Good morning. 2 candidates are owed an update today")
    await rita.types("/care round")
    await rita.fills({"How it went": "E-mail, sent", "Candidates": ["Ana", "Ben"], "Told them where they stand": "Yes"})
    assert await rita.submits() == {}
    assert "It counts as an update for each of them." in plain(open_form(rita))
    assert await rita.submits() == {}
    await redrawn(there)
    assert heard(rita)[-1].startswith("Good morning. Everything in this message is seen to.")
    assert "E-mail, sent · told them where they stand · in a round" in plain(await card(rita, "Ben Okafor"))
    home = plain(await rita.opens_home())
    assert "2 candidates · Ana Silva, Ben Okafor · E-mail, sent · told them where they stand · at" in home
    await rita.clicks(open_form(rita), "Undo")
    assert plain(open_form(rita)).splitlines()[1] == "Taken back, for 2 candidates."
    await redrawn(there)
    assert heard(rita)[-1].startswith("2 candidates are owed") or "2 candidates are owed" in heard(rita)[-1]
    assert "E-mail, sent" not in plain(await card(rita, "Ana Silva"))
    assert "2 candidates ·" not in plain(await rita.opens_home())


@pytest.mark.parametrize(
    ("filled", "errors"),
    [
        pytest.param(
            {"How it went": "Call, voicemail"},
            {"Candidates": "Choose candidates here, or a tag that they bear."},
            id="nobody chosen",
        ),
        pytest.param(
            {"How it went": "Newsletter, sent", "Candidates": ["Ana"], "Told them where they stand": "Yes"},
            {"Told them where they stand": "A newsletter tells nobody where they stand. Choose No."},
            id="a newsletter that tells",
        ),
        pytest.param(
            {"How it went": "Call, no answer", "Candidates": ["Ana"], "Told them where they stand": "Yes"},
            {"Told them where they stand": "Nobody answered, so they were not told. Choose No, or another outcome."},
            id="nobody answered",
        ),
        pytest.param(
            {"How it went": "Message, sent", "Candidates": ["Zoe"]},
            {"Candidates": "Nobody is left to log: one is marked do not contact."},
            id="all left out",
        ),
    ],
)
async def test_a_round_that_cannot_be_is_refused_at_its_field(there, rita, filled, errors):
    await adds(rita, "Ana Silva")
    await adds(rita, "Zoe Hart")
    await forbids(rita, "Zoe Hart")
    await rita.types("/care round")
    await rita.fills(filled)
    assert await rita.submits() == errors


async def test_the_same_press_twice_logs_once(there, rita):
    await adds(rita, "Ana Silva")
    await rita.types("/care round")
    await rita.fills({"How it went": "Text, sent", "Candidates": ["Ana"]})
    assert await rita.submits() == {}
    assert await rita.submits() == {}
    await rita.clicks(open_form(rita), "Undo")
    assert (await answers(rita, "/candidate Ana")).count("Text, sent") == 0


async def test_a_thousand_who_bear_a_tag_are_logged_within_the_three_seconds_slack_waits(database_url):
    async with house(database_url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva")
        await there.bot.database.transact(thousand)
        await rita.types("/care round Kotlin")
        await rita.fills({"How it went": "Newsletter, sent"})
        begun = perf_counter()
        assert await rita.submits() == {}
        seen = perf_counter()
        assert plain(open_form(rita)).splitlines()[1] == "1,000 candidates: Newsletter, sent"
        assert await rita.submits() == {}
        assert max(seen - begun, perf_counter() - seen) < 3
        assert "Logged for 1,000 candidates" in plain(open_form(rita))
        begun = perf_counter()
        await rita.clicks(open_form(rita), "Undo")
        assert perf_counter() - begun < 3
        assert "Taken back, for 1,000 candidates." in plain(open_form(rita))


def thousand(db):
    """A thousand who are tagged Kotlin."""
    ids = [storage.candidates.add(db, TEAM, f"Person {number:04}", [], story.RITA, MONDAY).id for number in range(1000)]
    storage.tags.tag_many(db, TEAM, [(id, "Kotlin") for id in ids], story.RITA, MONDAY)
