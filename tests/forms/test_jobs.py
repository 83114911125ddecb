"""Are a job, a client and what is said of them read as the forms were filled in?"""

from dataclasses import replace

import pytest

from bot.errors import Refused
from bot.facts import Client, Closing, Job, NewJob, PutForward, Stage
from bot.forms import clients, inputs, jobs
from tests.forms.test_candidates import chosen, opened
from tests.messages.samples import submission

NORTHWIND = Client(4, "Northwind")
JOB = Job(9, "Cook, Northwind", "Cook", 4, "By the sea")
ANA = PutForward(submission(), "Ana Silva")
CLOSE = jobs.close(JOB, [ANA])


@pytest.mark.parametrize(
    ("view", "answers", "job"),
    [
        pytest.param(jobs.form("Cook"), {}, NewJob("Cook"), id="only a role"),
        pytest.param(jobs.form("Cook", NORTHWIND), {}, NewJob("Cook", 4), id="a client that is known already"),
        pytest.param(
            jobs.form(),
            {"role": {"value": " Cook  "}, "client": chosen("add:Acme"), "points": {"value": "Sea\n\n\n\nand sun"}},
            NewJob("Cook", None, "Acme", "Sea\n\nand sun"),
            id="all three, tidied",
        ),
        pytest.param(
            jobs.form(client=NORTHWIND, job=JOB), {}, NewJob("Cook", 4, None, "By the sea", 9), id="as it was"
        ),
    ],
)
def test_a_job_is_read(view, answers, job):
    assert jobs.read(opened(view, **answers)) == job


@pytest.mark.parametrize(
    ("answer", "wish"),
    [
        pytest.param("12", jobs.Forward(9, 12, None, Stage.SUBMITTED), id="known"),
        pytest.param("add:Ben", jobs.Forward(9, None, "Ben", Stage.SUBMITTED), id="new"),
    ],
)
def test_who_is_put_forward_is_read(answer, wish):
    assert jobs.read_forward(opened(jobs.forward(JOB), candidate=chosen(answer))) == wish


@pytest.mark.parametrize(
    ("view", "answers", "wish"),
    [
        pytest.param(CLOSE, {"why": chosen("cancelled")}, jobs.Close(9, Closing.CANCELLED), id="by nobody"),
        pytest.param(
            CLOSE,
            {"why": chosen("filled"), "filled_by": chosen("5")},
            jobs.Close(9, Closing.FILLED, 5),
            id="by one of them",
        ),
        pytest.param(
            jobs.close(JOB, []), {"why": chosen("on_hold")}, jobs.Close(9, Closing.ON_HOLD), id="nobody was put forward"
        ),
    ],
)
def test_a_closing_is_read(view, answers, wish):
    assert jobs.read_close(opened(view, **answers)) == wish


def test_who_may_fill_it_is_offered_as_far_as_there_is_room():
    people = [replace(ANA, submission=submission(id=n)) for n in range(150)]
    view = jobs.close(JOB, people)
    (who,) = [block["element"] for block in view["blocks"] if block.get("block_id") == "filled_by"]
    assert len(who["options"]) == jobs.MOST_CHOICES
    assert who["options"][0] == {
        "text": {"type": "plain_text", "text": "Ana Silva · interview", "emoji": False},
        "value": "0",
    }


def test_where_nobody_was_put_forward_none_of_them_can_fill_it():
    (why,) = [block["element"] for block in jobs.close(JOB, [])["blocks"] if block["type"] == "input"]
    assert Closing.FILLED.value not in [option["value"] for option in why["options"]]


@pytest.mark.parametrize(
    ("view", "answers", "named"),
    [
        pytest.param(clients.form("Northwind"), {}, clients.Named("Northwind"), id="new"),
        pytest.param(
            clients.form(client=NORTHWIND),
            {"name": {"value": "East  wind"}},
            clients.Named("East wind", 4),
            id="renamed",
        ),
    ],
)
def test_a_client_is_read(view, answers, named):
    assert clients.read(opened(view, **answers)) == named


def test_a_contact_is_read():
    view = opened(clients.contact(NORTHWIND), candidate=chosen("add:Ben"), position={"value": " CTO "})
    assert clients.read_contact(view) == clients.NewContact(4, None, "Ben", "CTO")


@pytest.mark.parametrize(
    ("read", "view", "field"),
    [
        pytest.param(jobs.read, jobs.form(" ... "), "role", id="no role"),
        pytest.param(jobs.read_forward, jobs.forward(JOB), "candidate", id="nobody"),
        pytest.param(jobs.read_close, CLOSE, "why", id="no reason"),
        pytest.param(clients.read, clients.form("…"), "name", id="no name"),
        pytest.param(clients.read_contact, clients.contact(NORTHWIND), "candidate", id="no person"),
    ],
)
def test_what_is_missing_is_refused_at_its_field(read, view, field):
    with pytest.raises(Refused) as refused:
        read(opened(view))
    assert inputs.errors(refused.value, view) == {field: refused.value.reason}


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        pytest.param("north", ["Northwind", "Add “north”"], id="a part of a name"),
        pytest.param("NÓRTHWIND", ["Northwind"], id="exactly it"),
        pytest.param("  ", ["Northwind"], id="nothing typed"),
    ],
)
def test_a_typeahead_of_clients_ends_with_adding(typed, texts):
    assert [option["text"]["text"] for option in clients.options([NORTHWIND], typed)["options"]] == texts
