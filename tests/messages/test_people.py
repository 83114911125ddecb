"""Does the Home tab show what is owed and what was logged, and only to members?"""

from dataclasses import replace

import pytest

from bot.facts import Candidate
from bot.messages import people, teams
from tests.messages.samples import NOW, PERSON, item, touch, words

LOGGED = [(touch(), Candidate(1, "Ana Silva"))]


def buttons(view):
    """Every button of a view, with its value."""
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
    return [
        (element["text"]["text"], element["value"]) for row in rows for element in row if element["type"] == "button"
    ]


def test_a_member_sees_what_is_owed_and_what_they_logged():
    view = people.home(PERSON, [item()], 3, LOGGED, NOW)
    assert buttons(view) == [
        ("Log a touch", "log"),
        ("Find a candidate", "find"),
        ("My settings", "me"),
        ("Log it", "1"),
        ("Undo", "7"),
        ("Edit", "7"),
    ]
    shown = words(view["blocks"])
    assert "And 3 more; they follow as these are done." in shown
    assert "Ana Silva · Call, spoke · told them where they stand · at 08:30 UTC on 26 Nov 2026" in shown


def test_what_is_taken_back_on_the_home_tab_is_asked_first():
    row = people.home(PERSON, [], 0, LOGGED, NOW)["blocks"][-1]
    assert row["elements"][0]["confirm"]["title"]["text"] == "Take it back?"


def test_an_empty_home_tab_says_so():
    shown = words(people.home(PERSON, [], 0, [], NOW)["blocks"])
    assert "Nobody is waiting to hear from you." in shown
    assert "Nothing yet." in shown


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        pytest.param(replace(PERSON, guest=True), teams.GUEST, id="a guest"),
        pytest.param(replace(PERSON, outsider=True), teams.OUTSIDER, id="an outsider"),
        pytest.param(replace(PERSON, active=False), teams.INACTIVE, id="someone who left"),
    ],
)
def test_who_is_no_member_is_told_why_and_sees_nothing(who, reads):
    view = people.home(who, [item()], 3, LOGGED, NOW)
    assert reads in words(view["blocks"])
    assert "Ana" not in words(view["blocks"])
    assert buttons(view) == []
