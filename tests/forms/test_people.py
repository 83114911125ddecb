"""Are a person's own settings read as they were chosen?"""

from dataclasses import replace
from datetime import time

import pytest

from bot.errors import Refused
from bot.forms import people
from practice.elements import first_values
from tests.messages.samples import PERSON, words

COUNTRIES = [("AT", "Austria"), ("AU", "Australia"), ("PT", "Portugal")]


def opened(person, **answers):
    """The form as Slack hands it back, with some answers given in it."""
    view = people.me(person, COUNTRIES)
    values = first_values(view["blocks"])
    for name, answer in answers.items():
        values[name][name] |= answer
    return view | {"state": {"values": values}}


@pytest.mark.parametrize(
    ("person", "answers", "read"),
    [
        pytest.param(PERSON, {}, (time(8, 30), "PT"), id="as it was"),
        pytest.param(replace(PERSON, country=None), {}, (time(8, 30), None), id="no country"),
        pytest.param(PERSON, {"morning_at": {"selected_time": "07:15"}}, (time(7, 15), "PT"), id="earlier"),
        pytest.param(PERSON, {"country": {"selected_option": {"value": "AU"}}}, (time(8, 30), "AU"), id="moved"),
        pytest.param(PERSON, {"country": {"selected_option": {"value": "none"}}}, (time(8, 30), None), id="none"),
    ],
)
def test_settings_are_read(person, answers, read):
    assert people.read_me(opened(person, **answers)) == read


def test_an_empty_hour_is_refused_at_its_field():
    view = opened(PERSON, morning_at={"selected_time": None})
    with pytest.raises(Refused) as refused:
        people.read_me(view)
    assert people.errors(refused.value, view) == {"morning_at": "Choose an hour."}


def test_the_zone_is_shown_but_not_asked():
    view = people.me(PERSON, COUNTRIES)
    assert "Your time zone is Europe/Lisbon, from your Slack profile." in words(view["blocks"])
    assert [block["block_id"] for block in view["blocks"] if block["type"] == "input"] == ["morning_at", "country"]
