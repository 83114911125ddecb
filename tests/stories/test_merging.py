"""Are two records of one person seen side by side, made one, taken back, and never spoken of as two again?"""

from collections.abc import AsyncIterator

import pytest

import storage
from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, answers, at, card, heard, redrawn, told
from tests.stories.desk import offered, open_form, picks_of_old
from tests.stories.house import House, house

TWIN = "Ána Sílva · submitted for Data analyst · Rita Reis"


async def two_anas(there: House) -> Seat:
    """Ana Silva and Ána Sílva, who are one: each in process, the one spoken to."""
    rita = there.slack.seat(story.RITA)
    await adds(rita, "Ana Silva", "Screening")
    await there.move(at("23T09:30"))
    await adds(rita, "Ána Sílva", "Submitted", "Data analyst")
    said = (await rita.types("/touch Ana Silva - spoke, likes the role"))[-1]
    if "Which" in plain(said):
        await rita.clicks(said, "Ana Silva · screening for Backend engineer · Rita Reis")
    return rita


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        await two_anas(house_)
        yield house_


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def the_card(seat: Seat, of: str):
    """The card of one of the two, as the list of both tells them apart."""
    which = await card(seat, "ana silva")
    await seat.clicks(which, of)
    return seat.dm()[-1]


async def previews(seat: Seat) -> None:
    """Types the command that shows both."""
    await seat.types("/care merge Ana Silva")
    assert plain(open_form(seat)).startswith("Same person\n")


async def merges(seat: Seat) -> None:
    """Merges the two, the first one kept."""
    await previews(seat)
    assert await seat.submits() == {}
    assert "are one record now" in plain(open_form(seat))


async def test_from_a_card_the_other_is_chosen_both_are_seen_and_made_one_and_two_again(database_url):
    async with house(database_url) as there:
        rita = await two_anas(there)
        shown = await the_card(rita, "Ana Silva · screening for Backend engineer · Rita Reis")
        await rita.picks(shown, "More", "Same person as …")
        assert "as that of Ana Silva?" in plain(open_form(rita))
        assert await rita.suggestions("The other record", "ana") == [TWIN]
        await rita.fills({"The other record": ("ana", TWIN)})
        assert await rita.submits() == {}
        seen = plain(open_form(rita))
        for reads in (
            "Put forward: screening for Backend engineer",
            "Put forward: submitted for Data analyst",
            "Name: Ána Sílva – the spelling with its accents",
            "2 submissions stay as they are",
            "Touches: 1 and 0 make 1",
        ):
            assert reads in seen
        assert await rita.submits() == {}
        assert plain(open_form(rita)).splitlines()[:3] == [
            "Merged",
            "Ána Sílva and Ana Silva are one record now.",
            "It holds 1 touch, 0 addresses and 2 submissions. What is owed was counted anew.",
        ]
        one = plain(await card(rita, "ana silva"))
        assert "screening for Backend engineer" in one
        assert "submitted for Data analyst" in one
        await rita.clicks(open_form(rita), "Undo")
        assert "Make two records again of Ana Silva and Ána Sílva?" in plain(open_form(rita))
        assert await rita.submits() == {}
        assert "are two records again" in plain(open_form(rita))
        assert "Which “ana silva” do you mean?" in plain(await card(rita, "ana silva"))
        assert there.slack.refused == []


async def test_the_morning_speaks_of_one_and_an_old_button_reaches_whom_is_kept(there, rita):
    old = await the_card(rita, TWIN)
    await there.move(at("26T08:31"))
    morning = told(rita)[-1]
    assert "Ána Sílva · submitted for Data analyst" in plain(morning)
    await merges(rita)
    await rita.closes()
    await redrawn(there)
    assert "two records of theirs are one now" in heard(rita)[-1]
    await rita.clicks(old, "Log a touch")
    await rita.fills({"How it went": "Call, spoke", "Told them where they stand": "Yes"})
    assert await rita.submits() == {}
    assert "Logged for Ána Sílva: Call, spoke" in plain(open_form(rita))
    await rita.closes()
    await there.move(at("30T12:00"))
    newest = heard(rita)[-1]
    assert newest.count("Ána Sílva") + newest.count("Ana Silva") <= 3
    assert there.slack.refused == []


async def test_what_was_logged_since_goes_where_it_is_said_to(there, rita):
    await merges(rita)
    await rita.closes()
    await rita.types("/touch Ana Silva - vm, since then")
    await rita.picks(await card(rita, "Ana Silva"), "More", "Undo the merge …")
    assert "Logged since the merge: 1 touch" in plain(open_form(rita))
    await rita.fills({"Logged since the merge: 1 touch": "Ána Sílva"})
    assert await rita.submits() == {}
    await rita.closes()
    assert "since then" in plain(await the_card(rita, TWIN))


async def test_two_who_look_at_the_same_two_merge_them_once(there, rita):
    tom = there.slack.seat(story.TOM)
    await previews(rita)
    await previews(tom)
    assert await rita.submits() == {}
    await tom.submits()
    assert "These two are one record already." in plain(open_form(tom))


async def test_a_merge_is_taken_back_once_and_for_a_week(there, rita):
    await merges(rita)
    await rita.closes()
    await there.move(at("30T08:59"))
    shown = await card(rita, "Ana Silva")
    await rita.picks(shown, "More", "Undo the merge …")
    assert plain(open_form(rita)).startswith("Undo the merge")
    await there.move(at("30T10:30"))
    await rita.submits()
    assert "A merge can be taken back for a week" in plain(open_form(rita))


async def test_two_who_have_nothing_in_common_are_asked_about(there, rita):
    doubt = "Their names and addresses have nothing in common: are you sure they are one person?"
    await rita.types("/care merge Ana Silva")
    assert doubt not in plain(open_form(rita))
    await rita.closes()
    await adds(rita, "Ben Kramer")
    await rita.types("/care merge Ben Kramer")
    await rita.fills({"The other record": ("Ana", TWIN)})
    assert await rita.submits() == {}
    assert doubt in plain(open_form(rita))


async def test_where_nothing_was_merged_it_is_said_so(there, rita):
    shown = await the_card(rita, TWIN)
    assert "Undo the merge …" not in offered(shown)
    answer = await picks_of_old(there, rita, shown, "unmerge")
    assert "There is no merge of this record that could be taken back." in answer


async def test_a_record_is_not_merged_with_itself(there, rita):
    await rita.types("/care merge")
    ana = "Ana Silva · screening for Backend engineer · Rita Reis"
    await rita.fills({"One record": ("ana", ana), "The other record": ("ana", ana)})
    assert await rita.submits() == {"The other record": "That is the same record. Choose the other one of them."}


async def test_the_help_names_it(rita):
    assert "/care merge" in await answers(rita, "/care help")


async def test_two_names_with_a_comma_between_them_are_shown_at_once(there, rita):
    await adds(rita, "Zed Young", job="Clerk")
    await rita.types("/care merge zed young, Zed  YOUNG")
    assert "as that of Zed Young?" in plain(open_form(rita))
    await rita.closes()
    await adds(rita, "Ben Kramer", job="Clerk")
    await rita.types("/care merge zed young, kramer")
    seen = plain(open_form(rita))
    assert ("Name: Zed Young" in seen, "Name: Ben Kramer" in seen) == (True, True)


async def test_while_a_claim_is_being_settled_they_stay_as_they_are(there, rita):
    """Merging is refused in its form, and so is taking a merge back; afterwards both go."""
    database, team = there.bot.database, there.bot.team
    refusal = "A claim on one of the two is being settled"

    async def disputed(claim: int | None) -> None:
        for each in await database.ask(storage.candidates.found, team, "ana silva"):
            await database.transact(storage.ownership.mark_disputed, team, each.id, claim)

    await disputed(7)
    await previews(rita)
    await rita.submits()
    assert refusal in plain(open_form(rita))
    await rita.closes()
    await disputed(None)
    await rita.submits()
    assert "are one record now" in plain(open_form(rita))
    await rita.clicks(open_form(rita), "Undo")
    await disputed(7)
    await rita.submits()
    assert refusal in plain(open_form(rita))
    await rita.closes()
    await disputed(None)
    await rita.submits()
    assert "are two records again" in plain(open_form(rita))
