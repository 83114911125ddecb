"""How is a job described, somebody put forward for it, and a job closed, by a form?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import bold, context, line, one_line, option
from bot.errors import Refused
from bot.facts import IN_PROCESS, Client, Closing, Job, NewJob, PutForward, Stage
from bot.forms.candidates import FIND
from bot.forms.inputs import (
    NAME_LETTERS,
    View,
    about,
    answers,
    existing_or_new,
    field,
    modal,
    read_id,
    select,
    typeahead,
    typed_input,
    understood,
    within,
)
from bot.phrases import stage_name
from bot.words import clean, clean_note

JOB_FORM = "job_form"
FORWARD_FORM = "job_forward_form"
CLOSE_FORM = "job_close_form"
CLIENT = "job_client"

POINTS_LETTERS = 1_000
# What Slack takes in one menu.
MOST_CHOICES = 100
OUTCOMES = {
    Closing.FILLED: "Filled by one of them",
    Closing.FILLED_ELSEWHERE: "Filled by somebody else",
    Closing.CANCELLED: "Cancelled by the client",
    Closing.ON_HOLD: "On hold: everybody stays at their stage",
}


@dataclass(frozen=True, slots=True)
class Forward:
    """Who is put forward for a job: `candidate` is an id, `name` somebody to be added."""

    job: int
    candidate: int | None
    name: str | None
    stage: Stage


@dataclass(frozen=True, slots=True)
class Close:
    """A job to be closed: why, and whose submission fills it."""

    job: int
    why: Closing
    filled_by: int | None = None


def form(role: str = "", client: Client | None = None, job: Job | None = None) -> View:
    """Draw the form of a job: a new one, or the `job` that is described."""
    chosen = option(client.name, client.id) if client else None
    points = job.selling_points if job else ""
    example = "Remote first, a team of six, the product is loved"
    blocks = [
        field("role", "Job title", typed_input(job.role if job else role, example="Backend engineer")),
        field("client", "Client", typeahead(CLIENT, chosen, example="Type a few letters of the name"), optional=True),
        field(
            "points",
            "Selling points",
            typed_input(points, lines=True, letters=POINTS_LETTERS, example=example),
            optional=True,
            hint="What makes people say yes; it stands on the job beside every offer.",
        ),
    ]
    title = "Edit the job" if job else "New job"
    return modal(JOB_FORM, title, blocks, submit="Save" if job else "Add", job=job.id if job else None)


def read(view: View) -> NewJob:
    """Read the form of a job."""
    given = answers(view)
    role = within("role", clean(given["role"] or ""), NAME_LETTERS)
    if not any(sign.isalnum() for sign in role):
        raise Refused("Type the job title with at least one letter.", field="role")
    client, name = understood("client", existing_or_new, given["client"])
    points = within("points", clean_note(given["points"] or ""), POINTS_LETTERS)
    return NewJob(role, client, name, points, about(view)["job"])


def forward(job: Job) -> View:
    """Draw the form that puts somebody forward for this job."""
    stages = [option(stage_name(stage).capitalize(), stage.value) for stage in IN_PROCESS]
    blocks = [
        line("Put someone forward for ", bold(job.title), "."),
        field("candidate", "Candidate", typeahead(FIND, example="Part of a name, e-mail or phone number")),
        field("stage", "Stage", select(stages, Stage.SUBMITTED)),
    ]
    return modal(FORWARD_FORM, "Put forward", blocks, submit="Put forward", job=job.id)


def read_forward(view: View) -> Forward:
    """Read who is put forward, at which stage."""
    given = answers(view)
    id, name = understood("candidate", existing_or_new, given["candidate"])
    if id is None and not name:
        raise Refused("Choose a candidate: type a few letters of the name.", field="candidate")
    if not given["stage"]:
        raise Refused("Choose a stage.", field="stage")
    return Forward(int(about(view)["job"]), id, name, understood("stage", Stage, given["stage"]))


def close(job: Job, forward: Sequence[PutForward]) -> View:
    """Draw the form that closes a job; `forward` are those who may fill it, the furthest first."""
    people = [
        option(f"{one_line(each.name, 50)} · {stage_name(each.submission.stage)}", each.submission.id)
        for each in forward[:MOST_CHOICES]
    ]
    outcomes = [option(words, why.value) for why, words in OUTCOMES.items() if people or why is not Closing.FILLED]
    blocks = [
        line("Close ", bold(job.title), "? Nobody can be put forward for it then; it can be reopened."),
        field("why", "What came of it", select(outcomes)),
    ]
    if people:
        hint = "They become accepted, or placed if they had accepted. Leave it empty if it was none of them."
        blocks.append(field("filled_by", "Who fills it", select(people), optional=True, hint=hint))
        blocks.append(
            context("The others are moved to rejected, and you see whom to tell first. On hold nobody is moved.")
        )
    return modal(CLOSE_FORM, "Close the job", blocks, submit="Close it", job=job.id)


def read_close(view: View) -> Close:
    """Read why a job is closed, and who fills it."""
    given = answers(view)
    if not given["why"]:
        raise Refused("Choose what came of it.", field="why")
    filled_by = given.get("filled_by")
    chosen = understood("filled_by", read_id, filled_by) if filled_by else None
    return Close(int(about(view)["job"]), understood("why", Closing, given["why"]), chosen)
