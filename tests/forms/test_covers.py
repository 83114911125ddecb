"""Are covers and handovers read as they were filled in, and refused at the right field?"""

from datetime import date

import pytest

from bot.errors import Refused
from bot.facts import Cover, HandoverDraft, NewCover
from bot.forms import covers, handovers
from practice.elements import first_values
from tests.messages.samples import NOW

TODAY, LAST = date(2026, 11, 23), date(2026, 11, 27)
BEFORE = Cover(7, "U0RITA", "U0TOM", TODAY, LAST, "U0RITA", NOW)
BEGUN = Cover(7, "U0RITA", "U0TOM", TODAY, LAST, "U0RITA", NOW, begun_at=NOW)
FILLED = {"cover": {"selected_user": "U0TOM"}, "until_on": {"selected_date": "2026-11-27"}}


def filled(view, **answers):
    """The form as Slack hands it back, with some answers given in it."""
    values = first_values(view["blocks"])
    for name, answer in answers.items():
        values[name][name] |= answer
    return view | {"state": {"values": values}}


@pytest.mark.parametrize(
    ("view", "answers", "read"),
    [
        pytest.param(covers.arrange(TODAY), FILLED, NewCover("U0TOM", TODAY, LAST), id="for oneself"),
        pytest.param(
            covers.arrange(TODAY, "U0RITA"), FILLED, NewCover("U0TOM", TODAY, LAST, "U0RITA"), id="for somebody"
        ),
        pytest.param(covers.change(BEFORE), {}, NewCover("U0TOM", TODAY, LAST, id=7), id="as it was"),
        pytest.param(covers.change(BEGUN), {}, NewCover("U0TOM", LAST, LAST, id=7), id="one that has begun"),
    ],
)
def test_a_cover_is_read(view, answers, read):
    assert covers.read(filled(view, **answers)) == read


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        pytest.param({"away": {"selected_user": None}}, "Choose who is away.", id="who is away"),
        pytest.param({"cover": {"selected_user": None}}, "Choose a colleague.", id="who covers"),
        pytest.param({"from_on": {"selected_date": None}}, "Choose the first day away.", id="from"),
        pytest.param({"until_on": {"selected_date": None}}, "Choose the last day away.", id="until"),
        pytest.param({"until_on": {"selected_date": "some day"}}, None, id="what no calendar has"),
    ],
)
def test_what_is_missing_is_refused_at_its_field(missing, reason):
    with pytest.raises(Refused) as refused:
        covers.read(filled(covers.arrange(TODAY, "U0RITA"), **(FILLED | missing)))
    assert refused.value.field == next(iter(missing))
    assert reason in (None, refused.value.reason)


def test_the_first_day_of_a_cover_that_has_begun_is_not_asked_for():
    named = [
        [block["block_id"] for block in covers.change(each)["blocks"] if "block_id" in block]
        for each in (BEFORE, BEGUN)
    ]
    assert named == [["cover", "from_on", "until_on"], ["cover", "until_on"]]


@pytest.mark.parametrize(
    ("for_others", "source", "takers", "read"),
    [
        pytest.param(True, "U0RITA", ["U0TOM"], HandoverDraft("U0RITA", ("U0TOM",)), id="to one"),
        pytest.param(True, "U0RITA", ["U0TOM", "U0KIM"], HandoverDraft("U0RITA", ("U0TOM", "U0KIM")), id="to two"),
        pytest.param(False, None, ["U0TOM"], HandoverDraft("U0MAYA", ("U0TOM",)), id="their own"),
        pytest.param(True, None, ["U0TOM"], "source", id="from nobody"),
        pytest.param(True, "U0RITA", [], "takers", id="to nobody"),
        pytest.param(True, "U0RITA", ["U0TOM", "U0RITA"], "takers", id="to themselves"),
        pytest.param(True, "U0RITA", [f"U{n}" for n in range(11)], "takers", id="to too many"),
    ],
)
def test_a_handover_is_read_or_refused_at_its_field(for_others, source, takers, read):
    answers = {"takers": {"selected_users": takers}} | ({"source": {"selected_user": source}} if for_others else {})
    view = filled(handovers.choose("U0RITA", for_others), **answers)
    if isinstance(read, HandoverDraft):
        assert handovers.read(view, "U0MAYA") == read
        return
    with pytest.raises(Refused) as refused:
        handovers.read(view, "U0MAYA")
    assert refused.value.field == read
