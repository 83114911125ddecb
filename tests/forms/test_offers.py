"""Is the form of an offer read as it was filled in, page by page, and refused at its field?"""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.errors import Refused
from bot.facts import OfferDraft, OfferKind, Rank, RoundBy, Stage, StageThere, Submission, Writing
from bot.forms import offers
from bot.forms.inputs import UNREADABLE
from practice.elements import first_values
from tests.messages.offered import NOW, filled

OURS = OfferDraft(1, OfferKind.OURS)
RIVAL = OfferDraft(1, OfferKind.RIVAL, company="Acme")
COUNTER = OfferDraft(1, OfferKind.COUNTER, made=True)
IN_WORDS = ("equity", "benefits", "flexibility", "development")
SUBMISSIONS = tuple(Submission(id, 1, id, f"Job {id}", "U0RITA", Stage.OFFER, NOW) for id in (5, 6))


def opened(draft: OfferDraft = OURS, page: int = 1, **answers):
    """One page as Slack hands it back, with some answers given in it."""
    view = offers.form(2, draft, offers.About("Ana Silva", submissions=SUBMISSIONS), page)
    values = first_values(view["blocks"])
    for name, answer in answers.items():
        element = next(iter(values[name]))
        values[name][element] |= answer
    return view | {"state": {"values": values}}


def value(typed):
    return {"value": typed}


def choice(value_):
    return {"selected_option": value_ and {"value": value_}}


@pytest.mark.parametrize(
    ("draft", "page", "answers", "changed"),
    [
        pytest.param(
            OURS,
            1,
            {"submission": choice("6"), "pay": value(" 91k\u200b + 11% "), "on": {"selected_date": "2026-12-02"}},
            {"submission": 6, "pay": "91k + 11%", "on": date(2026, 12, 2), "made": True},
            id="ours",
        ),
        pytest.param(
            OURS, 1, {"said": choice("asked")}, {"by": RoundBy.ASKED, "made": None}, id="what they ask for"
        ),
        pytest.param(OURS, 1, {"said": choice("planned")}, {"made": False}, id="not told them yet"),
        pytest.param(
            OURS, 1, {"hour": {"selected_time": "15:30"}}, {"hour": time(15, 30), "made": True}, id="an hour"
        ),
        pytest.param(
            RIVAL,
            1,
            {"company": choice("add:Globex"), "stage_there": choice("final"), "rank": choice("ahead")},
            {"company": "Globex", "stage_there": StageThere.FINAL, "rank": Rank.AHEAD},
            id="a rival",
        ),
        pytest.param(
            RIVAL, 2, {"client_told": choice("yes"), "by": choice("asked")}, {"client_told": True, "by": RoundBy.ASKED},
            id="the talks with a rival",
        ),
        pytest.param(
            COUNTER, 1, {"made": choice("no"), "why": value("their boss\nhinted")},
            {"made": False, "why": "their boss\nhinted"},
            id="a counter-offer",
        ),
        pytest.param(
            OURS, 2,
            {each: value(f"some {each}") for each in IN_WORDS} | {"starts_on": {"selected_date": "2027-02-01"}},
            {each: f"some {each}" for each in IN_WORDS} | {"starts_on": date(2027, 2, 1)},
            id="the package",
        ),
    ],
)  # fmt: skip
def test_a_page_is_read_and_what_it_does_not_show_stays(draft, page, answers, changed):
    assert offers.read(opened(draft, page, **answers), draft) == replace(draft, **changed)


@pytest.mark.parametrize("kind", OfferKind)
@pytest.mark.parametrize("writing", Writing)
def test_turning_all_pages_back_and_forth_loses_nothing(kind, writing):
    draft = filled("words", kind=kind, writing=writing, submission=5, made=True, hour=time(9), on=date(2026, 12, 2))
    draft = replace(draft, stage_there=StageThere.FINAL, rank=Rank.LEVEL, client_told=False, said_on=date(2026, 11, 26))
    read = draft
    for page in (1, 2, 3, 1):
        read = offers.read(opened(read, page), read)
    assert read == draft


@pytest.mark.parametrize("kind", OfferKind)
@pytest.mark.parametrize("writing", Writing)
def test_no_page_has_more_than_six_inputs(kind, writing):
    for page in (1, 2, 3):
        blocks = opened(filled("words", kind=kind, writing=writing), page)["blocks"]
        assert 1 <= sum(block["type"] == "input" for block in blocks) <= 6


@pytest.mark.parametrize(
    ("draft", "page", "answers", "field"),
    [
        pytest.param(OURS, 1, {"said": choice("sold")}, "said", id="what nobody can say"),
        pytest.param(RIVAL, 2, {"by": choice("withheld")}, "by", id="a side that is none"),
        pytest.param(RIVAL, 1, {"stage_there": choice("far")}, "stage_there", id="a stage there is not"),
        pytest.param(COUNTER, 1, {"made": choice("maybe")}, "made", id="neither made nor expected"),
        pytest.param(OURS, 1, {"on": {"selected_date": "2026-13-40"}}, "on", id="a day there is not"),
        pytest.param(OURS, 1, {"submission": choice("x")}, "submission", id="a job there is not"),
        pytest.param(OURS, 1, {"hour": {"selected_time": "99:99"}}, "hour", id="an hour there is not"),
    ],
)
def test_what_no_input_of_ours_holds_is_refused_at_its_field(draft, page, answers, field):
    with pytest.raises(Refused) as refused:
        offers.read(opened(draft, page, **answers), draft)
    assert (refused.value.field, refused.value.reason) == (field, UNREADABLE)


def test_what_is_too_long_is_refused_and_not_cut():
    with pytest.raises(Refused, match="This can have 200 letters") as refused:
        offers.read(opened(OURS, 1, pay=value("9" * 201)), OURS)
    assert refused.value.field == "pay"


def test_a_company_is_chosen_among_those_known_or_new():
    known = offers.options(["Acme", "Acme Labs"], "acm")["options"]
    assert [each["text"]["text"] for each in known] == ["Acme", "Acme Labs", "Add “acm”"]
    assert [each["value"] for each in offers.options(["Acme"], "ACME")["options"]] == ["add:Acme"]
