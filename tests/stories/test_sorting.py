"""Can candidates be sorted by tags, marked, renamed, found by tags, and their whole story be read?"""

import copy
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, answers, card, told
from tests.stories.house import MONDAY, House, house

MENU = "More"


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        yield house_
        assert house_.slack.refused == []


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def tags(seat: Seat, name: str, *chosen: str, segment: str = "None") -> str:
    """Gives a candidate tags, each new one by its last choice; what is said then."""
    await seat.picks(await card(seat, name), MENU, "Tags and segment …")
    offered = [(tag, await to_choose(seat, tag)) for tag in chosen]
    await seat.fills({"Tags": offered, "Segment": segment})
    assert await seat.submits() == {}
    assert seat.modal is not None
    said = plain(seat.modal)
    await seat.closes()
    return said


async def to_choose(seat: Seat, tag: str) -> str:
    offered = await seat.suggestions("Tags", tag)
    return tag if tag in offered else f"Add “{tag}”"


async def test_tags_are_given_found_and_taken_away(there, rita):
    await adds(rita, "Ana Silva")
    await adds(rita, "Ben Okafor")
    said = await tags(rita, "Ana Silva", "Kotlin", "Lisbon, Java", segment="Silver medallist")
    assert said.splitlines()[1] == "Ana Silva: Java, Kotlin, Lisbon · in the segment silver medallist"
    assert "Silver medallist · Java, Kotlin, Lisbon" in plain(await card(rita, "Ana Silva"))
    await tags(rita, "Ben Okafor", "Kotlin")
    assert (await answers(rita, "/care tag kotlin")).splitlines()[:3] == [
        "2 candidates are tagged Kotlin",
        "Ana Silva · screening for Backend engineer · Rita Reis",
        "Card",
    ]
    for typed in ("Kotlin, lisbon", "kotlin lisbon"):
        assert (await answers(rita, f"/care tag {typed}")).splitlines()[
            0
        ] == "One candidate is tagged Kotlin and Lisbon"
    listed = (await rita.types("/care tag java"))[-1]
    await rita.clicks(listed, "Card")
    assert plain(rita.modal).splitlines()[:2] == ["Before you call", "Ana Silva"]
    await rita.closes()
    await tags(rita, "Ben Okafor")
    assert (await answers(rita, "/care tag kotlin")).splitlines()[0] == "One candidate is tagged Kotlin"


async def test_what_a_colleague_tagged_meanwhile_stays(there, rita):
    await adds(rita, "Ana Silva")
    tom = there.slack.seat(story.TOM)
    await rita.picks(await card(rita, "Ana Silva"), MENU, "Tags and segment …")
    await tags(tom, "Ana Silva", "Lisbon")
    await rita.fills({"Tags": [("Kotlin", "Add “Kotlin”")]})
    assert await rita.submits() == {}
    assert "Ana Silva: Kotlin, Lisbon · in no segment" in plain(rita.modal)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("", "/care tag Kotlin lists who is tagged Kotlin", id="nothing"),
        pytest.param("Kotlyn", "Nobody is tagged “Kotlyn”.", id="one that is none"),
        pytest.param("!!", "/care tag Kotlin lists who is tagged Kotlin", id="no tag at all"),
    ],
)
async def test_a_tag_that_is_none_is_answered_in_words(rita, typed, says):
    await adds(rita, "Ana Silva")
    await tags(rita, "Ana Silva", "Kotlin")
    said = (await rita.types(f"/care tag {typed}"))[-1]
    assert plain(said).splitlines()[0] == says
    if typed == "Kotlyn":
        await rita.clicks(said, "Kotlin")
        assert plain(rita.dm()[-1]).splitlines()[0] == "One candidate is tagged Kotlin"


async def test_a_long_list_is_read_page_by_page(rita):
    for number in range(22):
        await adds(rita, f"Ana {chr(65 + number)}", "Sourced")
        await tags(rita, f"Ana {chr(65 + number)}", "Kotlin")
    first = (await rita.types("/care tag Kotlin"))[-1]
    assert plain(first).splitlines()[0] == "22 candidates are tagged Kotlin"
    assert "Ana U" not in plain(first)
    await rita.clicks(first, "Next")
    assert [line.split(" · ")[0] for line in plain(rita.dm()[-1]).splitlines() if line.startswith("Ana")] == [
        "Ana U",
        "Ana V",
    ]


async def test_do_not_contact_is_seen_wherever_someone_would_call(there, rita):
    await adds(rita, "Ana Silva")
    await rita.picks(await card(rita, "Ana Silva"), MENU, "Do not contact …")
    assert "An update owed in a process stays owed, as a reply only." in plain(rita.modal)
    assert await rita.submits() == {"Why": "Please complete this required field."}
    await rita.fills({"Why": "asked us to stop"})
    assert await rita.submits() == {}
    assert "Ana Silva is marked do not contact: asked us to stop" in plain(rita.modal)
    await rita.closes()
    assert "Do not contact: asked us to stop (@U0RITA" in plain(await card(rita, "Ana Silva")).splitlines()[1]
    await rita.types("/touch")
    offered = await rita.suggestions("Candidate", "ana")
    assert offered[0] == "Ana Silva · screening for Backend engineer · Rita Reis · do not contact"
    await rita.closes()
    said = await answers(rita, "/touch Ana Silva - spoke")
    assert "Ana Silva is marked do not contact: asked us to stop" in said
    await rita.picks(await card(rita, "Ana Silva"), MENU, "Take do-not-contact back …")
    assert rita.modal is not None
    await rita.clicks(rita.modal, "May be contacted again")
    assert "Ana Silva may be contacted again." in plain(rita.modal)
    assert "Do not contact" not in plain(await card(rita, "Ana Silva"))


async def test_a_name_is_changed_and_found_anew(rita):
    await adds(rita, "Ana Silvia")
    await rita.picks(await card(rita, "Ana Silvia"), MENU, "Change the name …")
    await rita.fills({"Name": "Ana Silva"})
    assert await rita.submits() == {}
    assert "They are called Ana Silva from now on." in plain(rita.modal)
    assert plain(await card(rita, "Ana Silva")).splitlines()[0] == "Ana Silva"


async def test_who_is_like_them_is_offered_where_one_is_lost(rita):
    await adds(rita, "Ana Silva", "Interview")
    await adds(rita, "Ben Okafor", "Sourced")
    await rita.clicks(await card(rita, "Ana Silva"), "Move")
    await rita.fills({"New stage": "Withdrawn"})
    assert await rita.submits() == {}
    assert rita.modal is not None
    await rita.clicks(rita.modal, "Similar candidates")
    assert "Nobody who may be contacted shares a tag with Ana Silva." in plain(rita.modal)
    await rita.closes()
    await rita.closes()
    await tags(rita, "Ana Silva", "Kotlin", "Java")
    await tags(rita, "Ben Okafor", "Kotlin", "Java")
    await rita.types("/touch Ben Okafor - spoke")
    await rita.picks(await card(rita, "Ana Silva"), MENU, "Similar candidates")
    assert plain(rita.modal).splitlines()[1:4] == [
        "Like Ana Silva, by the tags they share:",
        "Ben Okafor · sourced for Backend engineer · Rita Reis",
        "Card",
    ]
    assert "Java, Kotlin · last spoken to at" in plain(rita.modal)
    await rita.clicks(rita.modal, "Card")
    assert plain(rita.modal).splitlines()[:2] == ["Before you call", "Ben Okafor"]


async def test_the_same_can_be_picked_again_since_the_menu_is_drawn_anew(rita):
    await adds(rita, "Ana Silva")
    shown = await card(rita, "Ana Silva")
    before = [block["block_id"] for block in copy.deepcopy(shown.blocks)]
    await rita.picks(shown, MENU, "Time line")
    await rita.closes()
    assert not set(before) & {block["block_id"] for block in rita.dm()[-1].blocks}
    await rita.picks(rita.dm()[-1], MENU, "Time line")
    assert plain(rita.modal).splitlines()[0] == "Time line"
    assert told(rita) == []


async def test_the_time_line_is_read_to_its_end_and_back_and_touches_in_it_can_be_changed(there, rita):
    await adds(rita, "Ana Silva")
    for number in range(20):
        await there.move(MONDAY + timedelta(minutes=number + 1))
        await rita.types(f"/touch Ana Silva - vm, try {number}")
    await rita.picks(await card(rita, "Ana Silva"), MENU, "Time line")
    assert rita.modal is not None
    first = plain(rita.modal)
    assert "try 19" in first
    assert "try 2" not in first
    await rita.clicks(rita.modal, "Earlier")
    earlier = plain(rita.modal)
    assert "try 2" in earlier
    assert "Put forward for Backend engineer, at screening · by @U0RITA" in earlier
    assert "Added · by @U0RITA" in earlier
    assert "Earlier" not in earlier
    await rita.clicks(rita.modal, "Later")
    assert plain(rita.modal) == first
    await rita.clicks(rita.modal, "Undo", near="try 19")
    await rita.closes()
    await rita.picks(await card(rita, "Ana Silva"), MENU, "Time line")
    assert "deleted by @U0RITA" in plain(rita.modal)
    assert "try 19" not in plain(rita.modal)


async def test_pay_is_in_the_time_line_of_recruiters_and_managers_alone(there, rita):
    await adds(rita, "Ana Silva")
    await rita.types("/touch Ana Silva")
    assert rita.modal is not None
    await rita.fills({"How it went": "Call, spoke"})
    await rita.clicks(rita.modal, "What they said")
    await rita.fills({"Pay expected": "120k", "Worries": "the commute"})
    assert await rita.submits() == {}
    await rita.closes()
    for person, sees in ((story.RITA, True), (story.MAYA, True), (story.TOM, False)):
        seat = there.slack.seat(person)
        shown = await card(seat, "Ana Silva")
        assert "Worries: the commute" in plain(shown)
        assert "120k" not in plain(shown)
        assert ("Pay expected is on record" in plain(shown)) is sees
        await seat.picks(shown, MENU, "Time line")
        assert ("Pay expected: 120k" in plain(seat.modal)) is sees
        await seat.closes()


async def test_a_touch_is_edited_from_the_third_window_of_a_stack_in_its_place(there, rita):
    for name in ("Ana Silva", "Ben Okafor"):
        await adds(rita, name)
        await tags(rita, name, "Kotlin")
    await rita.types("/touch Ben Okafor - spoke, likes the role")
    await rita.uses_shortcut("Find a candidate")
    await rita.fills({"Candidate": ("ana", "Ana Silva")})
    assert await rita.submits() == {}
    assert rita.modal is not None
    await rita.picks(rita.modal, MENU, "Similar candidates")
    await rita.clicks(rita.modal, "Card")
    await rita.picks(rita.modal, MENU, "Time line")
    await rita.clicks(rita.modal, "Edit")
    assert plain(rita.modal).splitlines()[0] == "Edit the touch"
    await rita.fills({"Note": "prefers mornings"})
    assert await rita.submits() == {}
    assert "prefers mornings" in plain(await card(rita, "Ben Okafor"))


async def test_who_may_be_the_same_person_is_made_one_from_the_card(rita):
    await adds(rita, "Ana Silva")
    await adds(rita, "Ana Silva", "Interview", "Data analyst")
    which = await card(rita, "Ana Silva")
    await rita.clicks(which, "Ana Silva · interview for Data analyst · Rita Reis")
    shown = rita.dm()[-1]
    assert "May be the same person as Ana Silva · screening for Backend engineer" in plain(shown)
    await rita.clicks(shown, "Same person")
    assert "Ana Silva · screening for Backend engineer" in plain(rita.modal)
    assert await rita.submits() == {}
    assert await rita.submits() == {}
    assert "are one record now" in plain(rita.modal)
    await rita.closes()
    assert "May be the same person" not in plain(await card(rita, "Ana Silva"))


async def test_all_tags_are_listed_with_how_many_bear_each_page_by_page(there, rita):
    assert (await answers(rita, "/care tags")).startswith("There are no tags yet.")
    await adds(rita, "Ana Silva")
    await adds(rita, "Ben Okafor")
    many = ", ".join(f"T{number:02}" for number in range(20))
    await tags(rita, "Ana Silva", "Kotlin", *many.split(", "))
    await tags(rita, "Ben Okafor", "Kotlin")
    listed = (await rita.types("/care tags"))[-1]
    assert plain(listed).splitlines()[:3] == ["Tags, by name:", "Kotlin · 2 candidates", "T00 · 1 candidate"]
    assert "T19" not in plain(listed)
    await rita.clicks(listed, "Next")
    last = rita.dm()[-1]
    assert plain(last).splitlines()[:2] == ["Tags, by name:", "T19 · 1 candidate"]
    assert "Next" not in plain(last)
    await rita.picks(last, "Show a tag", "T19")
    assert plain(rita.dm()[-1]).splitlines()[0] == "One candidate is tagged T19"


@pytest.mark.parametrize(
    ("typed", "reads"),
    [
        pytest.param("/care round Scala", "Nobody is tagged “Scala”. Choose below;", id="a round of no tag"),
        pytest.param("/care export Scala", "Nobody is tagged “Scala”. Choose below;", id="an export of no tag"),
        pytest.param("/care export Kotlin", "\nKotlin\n", id="an export of a tag"),
        pytest.param("/care export Kotlin, Lisbon", "A table is chosen by one tag, so the first", id="of two tags"),
    ],
)
async def test_a_tag_typed_after_a_word_is_taken_or_said_to_be_none(there, rita, typed, reads):
    await adds(rita, "Ana Silva")
    await tags(rita, "Ana Silva", "Kotlin", "Lisbon")
    maya = there.slack.seat(story.MAYA)
    await maya.types(typed)
    assert maya.modal is not None
    assert reads in plain(maya.modal)
