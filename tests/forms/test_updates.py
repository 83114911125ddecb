"""Can someone put an update off, hand it on, and see all that are owed?"""

from datetime import date

import pytest

from bot import messages
from bot.errors import Refused
from bot.forms import updates
from practice.elements import first_values
from tests.messages.samples import NOW, TODAY, TOM, item, presses, settled, words


def opened(view, **answers):
    """A form as Slack hands it back, with some answers given in it."""
    values = first_values(view["blocks"])
    for name, answer in answers.items():
        values[name][name] |= answer
    return view | {"state": {"values": values}}


def test_waiting_is_read():
    view = opened(updates.wait(3, "Ana", TODAY), until={"selected_date": "2026-12-24"}, why={"value": "Holiday"})
    assert updates.read_wait(view) == (3, date(2026, 12, 24), "Holiday")


def test_waiting_begins_with_a_week():
    view = opened(updates.wait(3, "Ana", TODAY), why={"value": "Holiday"})
    assert updates.read_wait(view) == (3, date(2026, 12, 4), "Holiday")


@pytest.mark.parametrize(("note", "read"), [(None, ""), ("Could you?\nThanks", "Could you?\nThanks")])
def test_asking_is_read(note, read):
    view = opened(updates.ask(3, "Ana"), colleague={"selected_user": TOM}, note={"value": note})
    assert updates.read_ask(view) == (3, TOM, read)


@pytest.mark.parametrize(
    ("read", "view", "field"),
    [
        pytest.param(updates.read_wait, opened(updates.wait(3, "Ana", TODAY)), "why", id="no reason"),
        pytest.param(
            updates.read_wait,
            opened(updates.wait(3, "Ana", TODAY), until={"selected_date": None}),
            "until",
            id="no day",
        ),
        pytest.param(updates.read_ask, opened(updates.ask(3, "Ana")), "colleague", id="nobody to ask"),
    ],
)
def test_what_is_missing_is_refused_at_its_field(read, view, field):
    with pytest.raises(Refused) as refused:
        read(view)
    assert updates.errors(refused.value, view) == {field: refused.value.reason}


def test_all_that_are_open_are_listed_with_their_button():
    view = updates.see_all(
        [item(), settled("told", line=4), item("Ben", candidate=5), item("Cy", line=6, retired=True)], 2, NOW
    )
    rows = [presses([block]) for block in view["blocks"] if block["type"] == "actions"]
    assert rows == [{messages.candidates.LOG: "1"}, {messages.candidates.LOG: "5"}]
    assert "submit" not in view
    assert "Cy" not in words(view["blocks"])


@pytest.mark.parametrize(
    ("count", "reads"),
    [
        pytest.param(0, "Nobody is waiting to hear.", id="none"),
        pytest.param(50, "And 5 more; they follow as these are done.", id="more than fit"),
    ],
)
def test_the_list_says_what_it_does_not_show(count, reads):
    assert reads in words(updates.see_all([item(line=line) for line in range(count)], count, NOW)["blocks"])
