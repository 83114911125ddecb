"""Who may see what, and how does time stand in what was said?"""

from datetime import UTC, datetime

import pytest

from practice.seat import plain
from practice.shapes import App, Change, Channel, Message, Person, View
from practice.workspace import Workspace
from tests.practice import house


@pytest.fixture
def workspace(clock):
    house_of_all = Workspace(App(house.MANIFEST), clock.now)
    for person in house.PEOPLE:
        house_of_all.join(person)
    for channel in house.CHANNELS:
        house_of_all.add_channel(channel)
    return house_of_all


@pytest.mark.parametrize(
    ("person", "channel", "seen"),
    [
        pytest.param("U0RITA", "C0GENERAL", True, id="a member"),
        pytest.param("U0TOM", "C0RANDOM", True, id="public, not a member"),
        pytest.param("U0RITA", "C0SECRET", False, id="private, not a member"),
        pytest.param("U0TOM", "C0SECRET", True, id="private, a member"),
        pytest.param("U0GUS", "C0GENERAL", False, id="a guest who was not let in"),
        pytest.param("U0OSCAR", "C0GENERAL", False, id="a stranger elsewhere"),
        pytest.param("U0OSCAR", "C0PARTNERS", True, id="a stranger in the shared channel"),
    ],
)
def test_who_reads_a_channel(workspace, person, channel, seen):
    workspace.post(channel, "U0RITA", "x")
    assert bool(workspace.visible(person, channel)) is seen


def test_a_conversation_with_the_bot_is_read_by_one_person(workspace):
    place = workspace.im("U0RITA")
    workspace.post(place.id, "U0BOT", "x")
    assert workspace.im("U0RITA") is place
    assert [len(workspace.visible(person, place.id)) for person in ("U0RITA", "U0TOM")] == [1, 0]
    assert place in workspace.channels_of("U0RITA")


def test_moments_are_unique_and_rise(workspace, clock):
    clock.moment = datetime(2026, 9, 21, 14, 13, 20, 123, UTC)
    first = [workspace.post("C0GENERAL", "U0RITA", "x").ts for _ in range(3)]
    assert first == ["1790000000.000123", "1790000000.000124", "1790000000.000125"]
    clock.wait(seconds=-60)
    assert workspace.next_ts() == "1790000000.000126"


def test_listeners_hear_of_changes_until_they_stop(workspace):
    heard: list[Change] = []
    stop = workspace.listen(heard.append)
    message = workspace.post("C0GENERAL", "U0RITA", "x", ephemeral_to="U0TOM")
    stop()
    workspace.post("C0GENERAL", "U0RITA", "y")
    assert heard == [Change("message", "U0TOM", "C0GENERAL", message.ts)]


def test_a_bot_has_no_more_rights_than_its_manifest(workspace):
    assert workspace.app.scopes == {"commands", "chat:write", "im:write", "im:history", "users:read"}
    assert workspace.people["U0BOT"] == Person(
        "U0BOT", "echo", "Echo", is_bot=True, team_id="T0PRACTICE", updated=1795424400
    )
    workspace.add_channel(Channel("C0NEW", "new"))
    assert workspace.visible("U0RITA", "C0NEW") == []


def section(text: str) -> dict:
    return {"type": "section", "block_id": "s", "text": {"type": "mrkdwn", "text": text}}


@pytest.mark.parametrize(
    ("block", "read"),
    [
        (section("*Ana* is _late_ &amp; `x_y`"), "Ana is late & x_y"),
        (section("<https://a.example|Open> <@U0TOM> <#C1|general>"), "Open @U0TOM #general"),
        (section("due <!date^1790000000^{date}|21 Sep 2026>"), "due 21 Sep 2026"),
        (section("snake_case_name 2*3*4"), "snake_case_name 2*3*4"),
        (
            {
                "type": "data_visualization",
                "block_id": "c",
                "title": "Stages",
                "chart": {"type": "pie", "segments": [{"label": "Offer", "value": 2}]},
            },
            "Stages\nOffer: 2",
        ),
        (
            {
                "type": "table",
                "block_id": "t",
                "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_number", "value": 1}]],
            },
            "a | 1",
        ),
        (
            {
                "type": "rich_text",
                "block_id": "r",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "text", "text": "Hi "}, {"type": "user", "user_id": "U1"}],
                    }
                ],
            },
            "Hi @U1",
        ),
        (
            {"type": "context", "block_id": "x", "elements": [house.words("one"), {"type": "mrkdwn", "text": "*two*"}]},
            "one two",
        ),
    ],
)
def test_what_a_human_reads(block, read):
    assert plain(Message("C1", "1.0", "U1", "fallback", [block])) == read


def test_what_a_human_reads_in_a_form():
    block = house.text_input("Note", "note", hint=house.words("short"))
    values = {"note": {"note": {"type": "plain_text_input", "value": "typed"}}}
    title, submit = house.words("Log"), house.words("Save")
    view = View("V1", "U1", "modal", [block], title=title, submit=submit, values=values, errors={"note": "No!"})
    assert plain(view) == "Log\nNote\ntyped\nshort\nNo!\nSave"
