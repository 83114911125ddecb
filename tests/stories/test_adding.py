"""Is there one record of each person, whoever adds them and however, and two of two?"""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select

from practice import story
from practice.reading import plain
from practice.seat import Seat
from storage.tables import Candidates, table
from tests.stories.deeds import answers, goes_on
from tests.stories.desk import open_form
from tests.stories.house import House, house

YOURS = "yours until Sunday 21 February 2027"
ASKS = "Is it one of these?"
SOMEBODY_ELSE = "Somebody else: add them"


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    """Ana Silva with an e-mail and a phone."""
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        assert await adds(house_.slack.seat(story.RITA), "Ana Silva", "ana.silva@example.com\n912 345 678") == "Added"
        yield house_


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def adds(seat: Seat, name: str, contact: str = "") -> str:
    """Sends the form of a new candidate; the heading of what comes."""
    await seat.types(f"/candidate add {name}")
    await seat.fills({"Contact": contact} if contact else {})
    assert await seat.submits() == {}
    return plain(open_form(seat)).splitlines()[0]


async def says(seat: Seat, who: str) -> list[str]:
    """Answers who it is; what comes."""
    await seat.fills({ASKS: who})
    assert await seat.submits() == {}
    return plain(open_form(seat)).splitlines()


def records(there: House) -> int:
    """How many candidates there are."""
    counted = select(func.count()).select_from(table(Candidates))
    return there.bot.database.run(lambda db: db.execute(counted).scalar_one())


async def test_several_contacts_stand_in_one_field(rita):
    added = "Ana Silva is added · ana.silva@example.com · +351 912 345 678"
    assert plain(rita.modal).splitlines()[1] == f"{added} · {YOURS}"
    shown = await answers(rita, "/candidate 912345678")
    assert "ana.silva@example.com · +351 912 345 678" in shown


async def test_whoever_is_surely_here_is_joined_and_what_is_new_is_kept(there, rita):
    heading = await adds(rita, "Silva, Ána", "ANA.SILVA@example.com, linkedin.com/in/ana-silva")
    assert [heading, *plain(rita.modal).splitlines()[1:3]] == [
        "Here already",
        "Ana Silva was here already, so there is still one record of them.",
        "Their profile linkedin.com/in/ana-silva is added to their card.",
    ]
    assert records(there) == 1
    assert "linkedin.com/in/ana-silva" in await answers(rita, "/candidate Ana")


async def test_nothing_new_is_said_as_well(there, rita):
    await adds(rita, "Ana Silva", "ana.silva@example.com")
    assert "Nothing was new about them." in plain(rita.modal)
    assert records(there) == 1


@pytest.mark.parametrize(
    ("name", "contact", "why"),
    [
        pytest.param("Ben Okoro", "912 345 678", "The same phone · ana.silva@example.com", id="a phone"),
        pytest.param("Ana Sliva", "", "A similar name · ana.silva@example.com", id="a slip"),
        pytest.param("Ana Silva", "", "The same name · ana.silva@example.com", id="a name"),
        pytest.param(
            "Ben Okoro", "ana.silva@example.com", "The same e-mail, but another name · ana.silva@example.com", id="hers"
        ),
    ],
)
async def test_whoever_may_be_here_is_asked_about_with_the_reason(there, rita, name, contact, why):
    assert await adds(rita, name, contact) == ASKS
    assert plain(rita.modal).splitlines()[1] == f"{name} may be here already. Nothing is saved yet."
    assert rita.modal.blocks[-1]["element"]["options"][0]["description"]["text"] == why
    assert records(there) == 1


async def test_whoever_is_chosen_gets_what_is_new(there, rita):
    await adds(rita, "Anna Silva", "anna@example.com")
    assert (await says(rita, "Ana Silva"))[1:4] == [
        "Ana Silva was here already, so there is still one record of them.",
        "Their e-mail anna@example.com is added to their card.",
        "You typed Anna Silva; the card keeps Ana Silva. To change it, choose Change the name … under More.",
    ]
    assert records(there) == 1


async def test_somebody_else_is_added_with_all_that_was_typed(there, rita):
    await adds(rita, "Ana Silva", "other@example.com")
    assert (await says(rita, SOMEBODY_ELSE))[:2] == ["Added", f"Ana Silva is added · other@example.com · {YOURS}"]
    assert records(there) == 2


async def test_an_address_of_two_is_marked_as_shared(there, rita):
    await adds(rita, "Rui Silva", "ana.silva@example.com")
    assert (await says(rita, "Somebody else, who shares ana.silva@example.com"))[0] == "Added"
    assert records(there) == 2
    assert await adds(there.slack.seat(story.TOM), "Ana Silva", "ana.silva@example.com") == ASKS


async def test_what_was_typed_wrongly_is_corrected_without_typing_it_anew(there, rita):
    await rita.types("/candidate add Ben Okoro")
    await rita.fills({"Contact": "ana.silva@example.com", "Job": ("Clerk", "Add “Clerk”"), "Stage": "Interview"})
    await rita.submits()
    shown = await says(rita, "Neither: go back and correct what I typed")
    assert shown[0] == "Add a candidate"
    assert {"Ben Okoro", "ana.silva@example.com", "Add “Clerk”", "Interview"} <= set(shown)
    await rita.fills({"Contact": "ben@example.com"})
    assert await rita.submits() == {}
    assert plain(rita.modal).splitlines()[1] == f"Ben Okoro is added · ben@example.com · {YOURS}"
    await goes_on(rita)
    assert plain(rita.modal).splitlines()[1] == "Ben Okoro is put forward · interview for Clerk"


async def test_two_with_each_others_address_are_never_joined(there, rita):
    await adds(rita, "Ben Okoro", "ben.okoro@example.com")
    await rita.closes()
    tom = there.slack.seat(story.TOM)
    assert await adds(tom, "Ana Silva", "ben.okoro@example.com") == ASKS
    await tom.closes()
    assert await adds(tom, "Ben Okoro", "ana.silva@example.com") == ASKS
    assert (await says(tom, "Ben Okoro"))[2].startswith("ana.silva@example.com is left out")
    assert records(there) == 2


async def test_a_job_that_is_named_is_theirs_too(there, rita):
    for heading in (
        "Ana Silva is put forward · interview for Clerk",
        "They were put forward for this job already: interview for Clerk.",
    ):
        await rita.types("/candidate add Ana Silva")
        offered = await rita.suggestions("Job", "Clerk")
        await rita.fills({"Contact": "ana.silva@example.com", "Job": ("Clerk", offered[0]), "Stage": "Interview"})
        assert await rita.submits() == {}
        await goes_on(rita)
        assert heading in plain(rita.modal)
        await rita.closes()


@pytest.mark.parametrize("contact", ["", "zed@example.com"], ids=["by name", "by e-mail"])
async def test_two_who_add_the_same_person_at_once_get_one_record(database_url, contact):
    async with house(database_url) as there:
        seats = [there.slack.seat(one) for one in (story.RITA, story.TOM)]
        for seat in seats:
            await seat.types("/candidate add Zed Young")
            await seat.fills({"Contact": contact} if contact else {})
        await asyncio.gather(*(seat.submits() for seat in seats))
        headings = sorted(plain(open_form(seat)).splitlines()[0] for seat in seats)
        assert headings == ["Added", "Here already" if contact else ASKS]
        assert records(there) == 1


# ---------------------------------------------------------------- by logging a touch


async def test_add_and_log_asks_about_whoever_may_be_meant(there, rita):
    assert await adds(rita, "Robert Smith") == "Added"
    await rita.closes()
    nobody = (await rita.types("/touch Bob Smith - spoke"))[-1]
    await rita.clicks(nobody, "Add and log")
    which = rita.dm()[-1]
    assert plain(which).splitlines()[0] == "Which “Bob Smith” do you mean? Nothing is logged yet."
    await rita.clicks(which, "Robert Smith · Rita Reis")
    assert "Logged for Robert Smith: Call, spoke." in plain(rita.dm()[-1])
    assert records(there) == 2


async def test_add_and_log_adds_whoever_is_somebody_else(there, rita):
    await adds(rita, "Robert Smith")
    await rita.closes()
    await rita.clicks((await rita.types("/touch Bob Smith - spoke"))[-1], "Add and log")
    await rita.clicks(rita.dm()[-1], "Add and log")
    assert "Added, and logged for Bob Smith" in plain(rita.dm()[-1])


async def test_add_and_log_never_makes_a_silent_twin(there, rita):
    nobody = (await rita.types("/touch Zed Young - spoke"))[-1]
    await adds(there.slack.seat(story.TOM), "Zed Young")
    await rita.clicks(nobody, "Add and log")
    assert plain(rita.dm()[-1]).startswith("Which “Zed Young” do you mean?")
    assert records(there) == 2


@pytest.mark.parametrize(("who", "logged", "count"), [("Ana Silva", "Ana Silva", 1), (SOMEBODY_ELSE, "Anna Silva", 2)])
async def test_the_form_of_a_touch_asks_as_well(there, rita, who, logged, count):
    await rita.types("/touch")
    await rita.fills({"Candidate": ("Anna Silva", "Add “Anna Silva”"), "How it went": "Call, spoke"})
    assert await rita.submits() == {}
    assert plain(rita.modal).startswith(ASKS)
    await says(rita, who)
    assert f"Logged for {logged}: Call, spoke." in plain(rita.modal)
    assert records(there) == count


# ---------------------------------------------------------------- contacts on the card


async def changes(seat: Seat, name: str, **filled: object) -> list[str]:
    """Sends the form of a candidate's contacts; what comes."""
    shown = (await seat.types(f"/candidate {name}"))[-1]
    await seat.picks(shown, "More", "Contacts …")
    await seat.fills({label.replace("_", " "): answer for label, answer in filled.items()})
    assert await seat.submits() == {}
    return plain(open_form(seat)).splitlines()


async def test_contacts_are_added_and_shared_on_the_card(there, rita):
    said = await changes(
        rita, "Ana Silva", Add="linkedin.com/in/ana-silva", Shared_with_others=["ana.silva@example.com"]
    )
    assert said[1:4] == [
        "The contacts of Ana Silva are saved.",
        "linkedin.com/in/ana-silva is added.",
        "ana.silva@example.com is shared from now on: others may have it too.",
    ]
    await rita.closes()
    assert await adds(rita, "Rui Silva", "ana.silva@example.com") == ASKS
    await says(rita, SOMEBODY_ELSE)
    await rita.closes()
    said = await changes(rita, "Ana Silva", Shared_with_others=None)
    assert said[1:3] == [
        "The contacts of Ana Silva are as they were.",
        "ana.silva@example.com stays shared, since somebody else has it too.",
    ]


async def test_a_contact_is_taken_away_once_it_is_confirmed_and_the_rest_is_saved_before(there, rita):
    said = await changes(rita, "Ana Silva", Take_away=["ana.silva@example.com"], Add="ana@example.com")
    assert said[:4] == [
        "Take away?",
        "The contacts of Ana Silva are saved.",
        "ana@example.com is added.",
        "Take ana.silva@example.com off the card of Ana Silva? The audit trail keeps that you did.",
    ]
    await rita.closes()
    shown = await answers(there.slack.seat(story.TOM), "/candidate Ana Silva")
    assert {"ana@example.com", "ana.silva@example.com"} <= set(shown.splitlines()[1].split(" · "))
    assert (await changes(rita, "Ana Silva", Take_away=["ana.silva@example.com"]))[:2] == [said[0], said[3]]
    assert await rita.submits() == {}
    assert plain(rita.modal).splitlines()[1:3] == [
        "The contacts of Ana Silva are saved.",
        "ana.silva@example.com is taken away.",
    ]
    shown = await answers(rita, "/candidate Ana Silva")
    assert "ana@example.com" in shown
    assert "ana.silva@example.com" not in shown


async def test_an_address_of_somebody_else_is_told_where_it_was_typed_and_nothing_is_saved(there, rita):
    await adds(rita, "Ben Okoro", "ben@example.com")
    await rita.closes()
    await rita.picks((await rita.types("/candidate Ben Okoro"))[-1], "More", "Contacts …")
    await rita.fills({"Add": "b.okoro@example.com\nana.silva@example.com", "Take away": ["ben@example.com"]})
    assert await rita.submits() == {
        "Add": "ana.silva@example.com is Ana Silva’s, so nothing is saved. If the two are one person, choose Same "
        "person as … under More. If both use it, tick it as shared under Contacts on the card of Ana Silva first. Else "
        "leave it out."
    }
    await rita.closes()
    shown = await answers(rita, "/candidate Ben Okoro")
    assert "ben@example.com" in shown
    assert "b.okoro@example.com" not in shown


# ---------------------------------------------------------------- addresses typed beside the name


@pytest.mark.parametrize("way", ["in the command", "in the form", "after nobody was found"])
async def test_addresses_typed_beside_the_name_are_contacts(there, rita, way):
    typed = "Béa Okoro <bea@example.com> 912 345 679"
    if way == "in the command":
        await rita.types(f"/candidate add {typed}")
        assert plain(rita.modal).splitlines()[2:6] == ["Béa Okoro", "Contact", "bea@example.com", "912 345 679"]
    elif way == "in the form":
        await rita.types("/candidate")
        await rita.fills({"Name": typed, "Contact": "github.com/bea"})
    else:
        await rita.clicks((await rita.types(f"/candidate {typed}"))[-1], "Add them")
    assert await rita.submits() == {}
    first = plain(open_form(rita)).splitlines()[1]
    assert first.startswith("Béa Okoro is added · ")
    assert first.endswith(f"bea@example.com · +351 912 345 679 · {YOURS}")


async def test_an_address_beside_the_name_that_is_none_is_told_there(rita):
    await rita.types("/candidate")
    await rita.fills({"Name": "Bea Okoro bea@exmaple"})
    assert await rita.submits() == {
        "Name": "That e-mail address does not look complete. Write one address, like ana@example.com."
    }
