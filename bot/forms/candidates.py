"""How is a candidate added, found, moved or put forward by a form?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks import Block, bold, groups, line, option
from bot.errors import Refused
from bot.facts import ENDS, IN_PROCESS, Candidate, Found, Job, NewCandidate, Stage, Submission
from bot.forms.inputs import (
    View,
    about,
    answers,
    existing_or_new,
    field,
    grouped_select,
    modal,
    read_id,
    select,
    to_add,
    typeahead,
    typed_input,
    understood,
    within,
)
from bot.forms.inputs import errors as errors
from bot.phrases import lasting, stage_name, standing, told_apart
from bot.words import clean, clean_note, fold, fold_title

CANDIDATE = "candidate_form"
JOB = "candidate_job"
MOVE_FORM = "move_form"
SUBMIT_FORM = "submit_form"
FIND_FORM = "find_form"
FIND = "find_candidate"

# A reply in Socket Mode must stay below 64 kB.
MOST_OPTIONS = 30
CONTACT_LETTERS = 600


@dataclass(frozen=True, slots=True)
class PutForward:
    """A candidate to be put forward for a job: `job` is an id, `job_title` a job to be added."""

    candidate: int
    job: int | None
    job_title: str | None
    stage: Stage


def form(
    draft_id: int | None,
    name: str = "",
    *,
    contact: str = "",
    job: Job | None = None,
    job_title: str | None = None,
    stage: Stage = Stage.SOURCED,
    alert: str | None = None,
) -> View:
    """Draw the form of a new candidate; `draft_id` is a touch that waits for them, where there is one."""
    hint = "An e-mail, a phone number or the address of a profile; one on each line."
    blocks = [
        field("name", "Name", typed_input(name, example="Ana Silva")),
        field(
            "contact", "Contact", typed_input(contact, lines=True, letters=CONTACT_LETTERS), optional=True, hint=hint
        ),
        field("job", "Job", _job(job, job_title), optional=True, hint="Leave it empty if there is none yet."),
        field("stage", "Stage", _stages(stage)),
    ]
    return modal(CANDIDATE, "Add a candidate", blocks, submit="Add", alert=alert, draft=draft_id)


def draft_of(view: View) -> int | None:
    """Read which draft of a touch waits for the new candidate."""
    draft: int | None = about(view)["draft"]
    return draft


def read(view: View) -> NewCandidate:
    """Read the form of a new candidate."""
    given = answers(view)
    name = clean(given["name"] or "")
    if not name:
        raise Refused("Type the candidate’s name.", field="name")
    job, title = understood("job", existing_or_new, given["job"])
    stage = _stage(given["stage"])
    if stage is not Stage.SOURCED and job is None and not title:
        raise Refused(f"Name the job for which they are at {stage_name(stage)}, or leave the stage at Sourced.", "job")
    contact = within("contact", clean_note(given["contact"] or ""), CONTACT_LETTERS)
    return NewCandidate(name, contact, job, title, stage)


def move(
    candidate: Candidate,
    submissions: Sequence[Submission],
    now: datetime,
    allowed: Mapping[int, Sequence[Stage]],
    alert: str | None = None,
) -> View:
    """Draw the form that moves one of a candidate's submissions; `allowed` are the stages open to each."""
    lines = [_stands(candidate, submission, now) for submission in submissions[:10]]
    choices = [
        (
            submission.title,
            [_stage_option(stage, f"{submission.id}/{stage}") for stage in allowed[submission.id]],
        )
        for submission in submissions
        if allowed.get(submission.id)
    ]
    if not choices:
        lines.append(line("There is no stage they could be moved to. Put them forward for a job first."))
        return modal(MOVE_FORM, "Move", lines, alert=alert, candidate=candidate.id)
    stage = field("stage", "New stage", grouped_select(groups(choices), example="Choose a stage"))
    return modal(MOVE_FORM, "Move", [*lines, stage], submit="Move", alert=alert, candidate=candidate.id)


def read_move(view: View) -> tuple[int, Stage]:
    """Read the submission to be moved, and its new stage."""
    chosen = answers(view)["stage"]
    if not chosen:
        raise Refused("Choose the new stage.", field="stage")
    submission, _, stage = chosen.partition("/")
    wanted = understood("stage", Stage, stage)
    return understood("stage", read_id, submission), wanted


def submit(candidate: Candidate, stage: Stage = Stage.SUBMITTED, alert: str | None = None) -> View:
    """Draw the form that puts a candidate forward for a job."""
    blocks = [
        line("Put ", bold(candidate.name), " forward for a job."),
        field("job", "Job", _job()),
        field("stage", "Stage", _stages(stage)),
    ]
    return modal(SUBMIT_FORM, "Put forward", blocks, submit="Put forward", alert=alert, candidate=candidate.id)


def read_submit(view: View) -> PutForward:
    """Read who is put forward, for which job, at which stage."""
    given = answers(view)
    job, title = understood("job", existing_or_new, given["job"])
    if job is None and not title:
        raise Refused("Choose a job: type a few letters of it.", field="job")
    return PutForward(int(about(view)["candidate"]), job, title, _stage(given["stage"]))


def find(alert: str | None = None) -> View:
    """Draw the form that looks for a candidate."""
    search = field("candidate", "Candidate", typeahead(FIND, example="Part of a name, e-mail or phone number"))
    return modal(FIND_FORM, "Find a candidate", [search], submit="Show", alert=alert)


def read_find(view: View) -> tuple[int | None, str | None]:
    """Read whom to show: the id of a candidate, or the name of one to be added."""
    found = understood("candidate", existing_or_new, answers(view)["candidate"])
    if found == (None, None):
        raise Refused("Choose a candidate: type a few letters of the name.", field="candidate")
    return found


def candidate_options(found: Sequence[Found], typed: str) -> dict[str, list[Block]]:
    """Answer a typeahead of candidates; where none has exactly this name, the last choice adds it."""
    shown = found[: MOST_OPTIONS - 1]
    options = [option(told_apart(one, shown), one.id) for one in shown]
    return {"options": options + _addition(typed, [one.name for one in found])}


def job_options(jobs: Sequence[Job], typed: str) -> dict[str, list[Block]]:
    """Answer a typeahead of jobs; where none has exactly this title, the last choice adds it."""
    options = [option(job.title, job.id) for job in jobs[: MOST_OPTIONS - 1]]
    return {"options": options + _addition(typed, [job.title for job in jobs], fold_title)}


def _addition(typed: str, known: Sequence[str], spelt: Callable[[str], str] = fold) -> list[Block]:
    name = clean(typed)
    return [to_add(name)] if name and spelt(name) not in {spelt(one) for one in known} else []


def _job(chosen: Job | None = None, title: str | None = None) -> Block:
    initial = option(chosen.title, chosen.id) if chosen else to_add(title) if title else None
    return typeahead(JOB, initial, example="Type a few letters of the job")


def _stages(chosen: Stage) -> Block:
    stages = (*IN_PROCESS, Stage.PLACED, *ENDS)
    return select([_stage_option(stage, stage.value) for stage in stages], chosen)


def _stage_option(stage: Stage, value: str) -> Block:
    return option(stage_name(stage).capitalize(), value)


def _stage(answer: str | None) -> Stage:
    if not answer:
        raise Refused("Choose a stage.", field="stage")
    return understood("stage", Stage, answer)


def _stands(candidate: Candidate, submission: Submission, now: datetime) -> Block:
    stage = standing(submission.stage, submission.title)
    return line(bold(candidate.name), f" · {stage}, {lasting(submission.entered_at, now)}")
