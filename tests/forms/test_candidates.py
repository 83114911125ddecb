"""Is a candidate added, found, moved and put forward as the form was filled in?"""

import pytest

from bot.errors import Refused
from bot.facts import Candidate, Job, NewCandidate, Stage
from bot.forms import candidates
from practice.elements import first_values
from tests.messages.samples import NOW, found, submission

ANA = Candidate(1, "Ana Silva")


def opened(view, **answers):
    """A form as Slack hands it back, with some answers given in it."""
    values = first_values(view["blocks"])
    for name, answer in answers.items():
        (action_id,) = values[name]
        values[name][action_id] |= answer
    return view | {"state": {"values": values}}


def chosen(value):
    """A choice as Slack names it."""
    return {"selected_option": {"value": value}}


@pytest.mark.parametrize(
    ("view", "answers", "new"),
    [
        pytest.param(candidates.form(2, "Ana Silva"), {}, NewCandidate("Ana Silva"), id="only a name"),
        pytest.param(
            candidates.form(2, contact="ana@example.com", job=Job(9, "Engineer"), stage=Stage.INTERVIEW),
            {"name": {"value": " Ana\u202e  Silva "}},
            NewCandidate("Ana Silva", "ana@example.com", 9, None, Stage.INTERVIEW),
            id="all four, tidied",
        ),
        pytest.param(
            candidates.form(None, "Ana"),
            {"job": chosen("add:Data Engineer"), "stage": chosen("offer")},
            NewCandidate("Ana", "", None, "Data Engineer", Stage.OFFER),
            id="a new job",
        ),
    ],
)
def test_a_new_candidate_is_read(view, answers, new):
    assert candidates.read(opened(view, **answers)) == new


@pytest.mark.parametrize("draft", [None, 2])
def test_the_form_knows_which_touch_waits(draft):
    assert candidates.draft_of(candidates.form(draft)) == draft


MOVE = candidates.move(
    ANA,
    [submission(), submission("Team lead", id=6), submission("Clerk", id=7)],
    NOW,
    {5: [Stage.OFFER, Stage.REJECTED], 6: [Stage.SUBMITTED], 7: []},
)


def test_only_stages_that_are_open_are_offered_by_job():
    groups = MOVE["blocks"][-1]["element"]["option_groups"]
    offered = {group["label"]["text"]: [option["value"] for option in group["options"]] for group in groups}
    assert offered == {"Data Engineer": ["5/offer", "5/rejected"], "Team lead": ["6/submitted"]}


def test_a_move_is_read():
    assert candidates.read_move(opened(MOVE, stage=chosen("6/submitted"))) == (6, Stage.SUBMITTED)


def test_where_nothing_can_be_moved_there_is_nothing_to_submit():
    view = candidates.move(ANA, [], NOW, {})
    assert "submit" not in view
    assert all(block["type"] != "input" for block in view["blocks"])


@pytest.mark.parametrize(
    ("answer", "put_forward"),
    [
        pytest.param("9", candidates.PutForward(1, 9, None, Stage.SUBMITTED), id="a known job"),
        pytest.param("add:Clerk", candidates.PutForward(1, None, "Clerk", Stage.SUBMITTED), id="a new job"),
    ],
)
def test_putting_forward_is_read(answer, put_forward):
    assert candidates.read_submit(opened(candidates.submit(ANA), job=chosen(answer))) == put_forward


@pytest.mark.parametrize(("answer", "whom"), [("12", (12, None)), ("add:Ben", (None, "Ben"))], ids=["known", "new"])
def test_whom_to_find_is_read(answer, whom):
    assert candidates.read_find(opened(candidates.find(), candidate=chosen(answer))) == whom


@pytest.mark.parametrize(
    ("read", "view", "field"),
    [
        pytest.param(candidates.read, candidates.form(2, " \u200b "), "name", id="no name"),
        pytest.param(candidates.read_move, MOVE, "stage", id="no stage"),
        pytest.param(candidates.read_submit, candidates.submit(ANA), "job", id="no job"),
        pytest.param(candidates.read_find, candidates.find(), "candidate", id="nobody"),
    ],
)
def test_what_is_missing_is_refused_at_its_field(read, view, field):
    with pytest.raises(Refused) as refused:
        read(opened(view))
    assert candidates.errors(refused.value, view) == {field: refused.value.reason}


@pytest.mark.parametrize(
    ("people", "typed", "texts"),
    [
        pytest.param([], "Ana Silva", ["Add “Ana Silva”"], id="nobody"),
        pytest.param([], "  ", [], id="nothing typed"),
        pytest.param(
            [found()],
            "ana",
            ["Ana Silva · interview for Data Engineer · Rita Reis", "Add “ana”"],
            id="part of a name",
        ),
        pytest.param(
            [found()], "ANA  SÍLVA", ["Ana Silva · interview for Data Engineer · Rita Reis"], id="exactly her"
        ),
        pytest.param(
            [found(), found(id=2, contact="+351 912 345 678")],
            "Ana Silva",
            [
                "Ana Silva · ana@example.com · interview for Data Engineer",
                "Ana Silva · +351 912 345 678 · interview for Data Engineer",
            ],
            id="two of one name",
        ),
        pytest.param([found(stage=None, job=None, recruiter=None)], "Ana Silva", ["Ana Silva"], id="little known"),
    ],
)
def test_a_typeahead_tells_people_apart_and_ends_with_adding(people, typed, texts):
    options = candidates.candidate_options(people, typed)["options"]
    assert [option["text"]["text"] for option in options] == texts


def test_a_typeahead_adds_what_was_typed():
    (added,) = candidates.candidate_options([], "Ana Silva")["options"]
    assert added["value"] == "add:Ana Silva"


def test_a_typeahead_never_answers_more_than_fits():
    jobs = [Job(number, f"Job {number}") for number in range(60)]
    options = candidates.job_options(jobs, "Job")["options"]
    assert len(options) == candidates.MOST_OPTIONS
    assert options[-1]["value"] == "add:Job"
    assert len(candidates.job_options(jobs, "job 59")["options"]) == candidates.MOST_OPTIONS - 1
