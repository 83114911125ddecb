"""Does a job say at a glance how it stands, and its closing whom to tell?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.facts import Candidate, Client, Closing, Job, JobCard, PutForward, Stage
from bot.messages import closing, jobs
from tests.messages.samples import NOW, RITA, closed_card, job_card, presses, submission, words

JOB = Job(9, "Engineer, Northwind", "Engineer", 4, added_at=NOW - timedelta(days=3))
CLOSED = replace(JOB, closed_at=NOW, closed_by=RITA, closed_for=Closing.FILLED)


@pytest.mark.parametrize(
    ("counts", "reads"),
    [
        pytest.param({}, "", id="nobody"),
        pytest.param({Stage.OFFER: 1, Stage.SOURCED: 0}, "1 in process: 1 at offer", id="one"),
        pytest.param(
            {Stage.REJECTED: 4, Stage.SCREENING: 1, Stage.INTERVIEW: 2, Stage.PLACED: 1, Stage.FELL_THROUGH: 1},
            "3 in process: 2 at interview, 1 at screening · 1 placed · 4 rejected · 1 fell through",
            id="the furthest first",
        ),
    ],
)
def test_people_are_counted_by_stage(counts, reads):
    assert jobs.by_stage(counts) == reads


@pytest.mark.parametrize(
    ("job", "untold", "buttons"),
    [
        pytest.param(JOB, (), ["Put someone forward", "Edit", "Close the job", "Northwind"], id="open"),
        pytest.param(CLOSED, (), ["Reopen", "Edit", "Northwind"], id="closed, and all have heard"),
        pytest.param(
            CLOSED,
            (PutForward(submission(), "Ana Silva"),),
            ["To be told (1)", "Reopen", "Edit", "Northwind"],
            id="closed, and one has not heard",
        ),
    ],
)
def test_only_what_can_be_done_is_offered(job, untold, buttons):
    shown = jobs.card(JobCard(job, Client(4, "Northwind"), untold, untold), NOW)
    assert [each["text"]["text"] for each in shown.blocks[-1]["elements"]] == buttons


@pytest.mark.parametrize(
    ("card", "reads"),
    [
        pytest.param(JobCard(JOB, None, ()), "Open for 3 days", id="open"),
        pytest.param(JobCard(JOB, None, ()), "Nobody is put forward yet", id="nobody"),
        pytest.param(JobCard(JOB, None, ()), "press Edit and write what makes people say yes", id="no points"),
        pytest.param(
            JobCard(CLOSED, None, ()),
            f"Closed, filled by one of ours, by @{RITA} at 08:30 UTC on 27 Nov 2026",
            id="closed",
        ),
        pytest.param(job_card(), "And 45 more.", id="not all fit"),
    ],
)
def test_a_job_says_how_it_stands(card, reads):
    assert reads in words(jobs.card(card, NOW).blocks)


def test_those_to_be_told_are_given_a_page_at_a_time():
    whole = closed_card()
    first, second = closing.closed(whole), closing.closed(whole, 1)
    assert presses(first.blocks)[jobs.TELL] == "9/1"
    assert first.text.endswith("And 10 more.")
    assert jobs.TELL not in presses(second.blocks)
    shown = [block for message in (first, second) for block in message.blocks if "was at offer" in words([block])]
    assert len(shown) == 30
    assert closing.closed(whole, 99) == second  # where those of the pages after it were told meanwhile


@pytest.mark.parametrize(
    ("each", "reads"),
    [
        pytest.param(submission(stage=Stage.REJECTED, came_from=Stage.OFFER), "was at offer", id="rejected"),
        pytest.param(
            submission(stage=Stage.WITHDRAWN, came_from=Stage.OFFER), "withdrawn, was at offer", id="another end"
        ),
        pytest.param(submission(stage=Stage.REJECTED), "rejected", id="nothing known of before"),
        pytest.param(submission(stage=Stage.INTERVIEW), "at interview", id="on hold"),
    ],
)
def test_who_is_to_be_told_is_said_with_how_far_they_came(each, reads):
    shown = closing.closed(JobCard(CLOSED, None, (), (PutForward(each, "Ana Silva"),)))
    assert f"Ana Silva · {reads} · with @{RITA}" in words(shown.blocks)


def test_whoever_is_put_forward_is_not_said_to_be_added():
    said = jobs.forwarded(Candidate(1, "Ana Silva"), submission()).text
    assert said == "Ana Silva is put forward · interview for Data Engineer"
