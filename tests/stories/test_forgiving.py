"""Is a mistyped name understood wherever one is typed, and is nothing ever logged for a guess?"""

import pytest

from practice import story
from practice.reading import plain
from tests.stories.deeds import adds, answers, card
from tests.stories.house import house

ANA = "Ana Silva · screening for Backend engineer · Rita Reis"


@pytest.fixture
async def rita(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        seat = there.slack.seat(story.RITA)
        await adds(seat, "Ana Silva")
        yield seat


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("/touch Ana Sliva - spoke, likes the role", id="swapped"),
        pytest.param("/touch Slva: spoke, likes the role", id="one word, a letter missing"),
        pytest.param("/touch Ona Silva - spoke, likes the role", id="a short word"),
    ],
)
async def test_a_mistyped_name_is_asked_about_and_nothing_is_logged_before_the_answer(rita, line):
    asked = (await rita.types(line))[-1]
    typed = line.removeprefix("/touch ").replace(":", " -").split(" - ")[0]
    assert plain(asked).splitlines() == [
        f"I know nobody called “{typed}”. Did you mean one of these? Nothing is logged yet.",
        f"{ANA} | Add and log",
        "If it was somebody new, press Add and log.",
    ]
    assert "Nobody has spoken with them yet" in plain(await card(rita, "Ana Silva"))
    await rita.clicks(asked, ANA)
    assert [plain(each).splitlines()[:2] for each in rita.dm() if plain(each).startswith("Logged")] == [
        ["Logged for Ana Silva: Call, spoke.", "likes the role"]
    ]
    assert "Last spoke at 09:00 UTC on 23 Nov 2026 with @U0RITA" in plain(await card(rita, "Ana Silva"))


async def test_a_mistyped_name_alone_is_asked_about_and_found_in_card_and_typeahead(rita):
    assert (await answers(rita, "/touch Ana Sliva")).startswith(
        "I know nobody called “Ana Sliva”. Did you mean one of these? Nothing is logged yet."
    )
    assert (await answers(rita, "/candidate slvia ana")).startswith("I know nobody called “slvia ana”.")
    assert (await answers(rita, "/candidate sliva ana")).splitlines()[:2] == [
        "Nobody is called “sliva ana”; this is Ana Silva. To add somebody new, type /candidate add before the name.",
        "Ana Silva",
    ]
    assert (await answers(rita, "/candidate silv")).startswith("Ana Silva")
    await rita.types("/touch")
    assert (await rita.suggestions("Candidate", "Ana Slva"))[0].startswith("Ana Silva")


async def test_whoever_is_new_can_be_added_though_others_are_much_alike(rita):
    for name in ("Carl Dorn", "Nora Sand"):
        await adds(rita, name)
    asked = (await rita.types("/candidate dora"))[-1]
    assert plain(asked).splitlines() == [
        "I know nobody called “dora”. Did you mean one of these?",
        "Carl Dorn · screening for Backend engineer · Rita Reis | "
        "Nora Sand · screening for Backend engineer · Rita Reis | Add them",
        "If it is somebody new, press Add them.",
    ]
    await rita.clicks(asked, "Add them")
    assert plain(rita.modal).splitlines()[:3] == ["Add a candidate", "Name", "dora"]
    await rita.closes()
    assert plain((await rita.types("/touch dora - spoke"))[-1]).splitlines()[0] == (
        "I know nobody called “dora”. Did you mean one of these? Nothing is logged yet."
    )
    assert plain((await rita.types("/candidate sa"))[-1]).startswith("Nora Sand")


async def test_a_mistyped_job_or_client_is_asked_about_and_can_still_be_added(rita):
    await rita.types("/care client add Northwind")
    assert await rita.submits() == {}
    await rita.closes()
    for line, known, wanted in (
        ("/care client northwnd", "I know no client called “northwnd”.", "Northwind"),
        ("/care job bakcend", "I know no job called “bakcend”.", "Backend engineer"),
    ):
        asked = (await rita.types(line))[-1]
        assert plain(asked).splitlines() == [f"{known} Did you mean this one?", f"{wanted} | Add it"]
        await rita.clicks(asked, wanted)
        assert plain(rita.dm()[-1]).splitlines()[0] == wanted
    await rita.types("/care job add Cook")
    assert await rita.suggestions("Client", "nortwhind") == ["Northwind", "Add “nortwhind”"]
    await rita.closes()
    await rita.types("/candidate add Ben Okoro")
    assert await rita.suggestions("Job", "backend enginer") == ["Backend engineer", "Add “backend enginer”"]
