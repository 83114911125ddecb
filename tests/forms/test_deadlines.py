"""Does the form of a deadline ask what it must, and is it read back as it was filled in?"""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.errors import Refused
from bot.facts import Candidate, NewDeadline, Offer, OfferKind, OfferState
from bot.forms import deadlines
from tests.messages.samples import NOW, PERSON, RITA, words

ANA = Candidate(1, "Ana Silva")
LOCAL = datetime(2026, 11, 27, 18, tzinfo=UTC)
OURS = Offer(5, 1, OfferKind.OURS, OfferState.OPEN, RITA, NOW, 1, "Data Engineer", decide_by=LOCAL)


def form(offer=OURS, local=LOCAL):
    return deadlines.extend(offer, ANA, PERSON, time(18), local, 77)


def filled(**given):
    """The form as it comes back."""
    kinds = {"on": "selected_date", "hour": "selected_time"}
    values = {name: {name: {kinds.get(name, "value"): value}} for name, value in given.items()}
    return form() | {"state": {"values": values}}


GIVEN = {"on": "2026-11-30", "hour": "12:00", "reason": "Meets the team", "said_yes": "Sam"}


@pytest.mark.parametrize(
    ("given", "read"),
    [
        pytest.param(GIVEN, NewDeadline(5, date(2026, 11, 30), time(12), "Meets the team", "Sam", 77), id="all"),
        pytest.param(
            GIVEN | {"hour": None}, NewDeadline(5, date(2026, 11, 30), None, "Meets the team", "Sam", 77), id="no hour"
        ),
        pytest.param(
            {"on": "2026-11-30", "hour": None, "reason": None},
            NewDeadline(5, date(2026, 11, 30), None, "", "", 77),
            id="of a rival, without saying how we know",
        ),
    ],
)
def test_it_is_read_as_it_was_filled_in(given, read):
    assert deadlines.read(filled(**given)) == read


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"on": None}, "on", id="no day"),
        pytest.param({"on": "soon"}, "on", id="no day of a calendar"),
        pytest.param({"hour": "25:00"}, "hour", id="no hour of a day"),
        pytest.param({"reason": "  "}, "reason", id="no reason"),
        pytest.param({"reason": "x" * 301}, "reason", id="too many words"),
        pytest.param({"said_yes": None}, "said_yes", id="nobody at the client"),
    ],
)
def test_what_is_missing_is_said_at_its_field(changed, field):
    with pytest.raises(Refused) as refused:
        deadlines.read(filled(**GIVEN | changed))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("offer", "title", "asked"),
    [
        pytest.param(OURS, "Move the deadline", ["on", "hour", "reason", "said_yes"], id="ours"),
        pytest.param(
            replace(OURS, state=OfferState.EXPIRED),
            "Renew the offer",
            ["on", "hour", "reason", "said_yes"],
            id="ours that ran out",
        ),
        pytest.param(
            replace(OURS, kind=OfferKind.RIVAL, company="Acme"),
            "Move the deadline",
            ["on", "hour", "reason"],
            id="a rival’s: no client of ours says yes",
        ),
    ],
)
def test_it_asks_for_a_yes_of_the_client_only_where_it_is_ours(offer, title, asked):
    drawn = form(offer)
    assert drawn["title"]["text"] == title
    assert [block["block_id"] for block in drawn["blocks"] if block["type"] == "input"] == asked


def test_an_hour_is_filled_in_where_one_was_said_and_the_day_where_it_is_still_to_come():
    def held(view):
        inputs = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
        return inputs["on"].get("initial_date"), inputs["hour"].get("initial_time")

    assert held(form()) == ("2026-11-27", "18:00")
    assert held(form(replace(OURS, decide_on=date(2026, 11, 27)))) == ("2026-11-27", None)
    assert held(form(local=None)) == (None, None)
    assert "Our offer for Data Engineer to Ana Silva is to be decided by" in words(form()["blocks"])
