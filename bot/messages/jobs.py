"""How do we show a job, list those that are open, and say who is to be told that one is closed?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    bold,
    bullets,
    button,
    confirm,
    context,
    header,
    line,
    menu,
    one_line,
    option,
    person,
    quote,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import ENDS, IN_PROCESS, Candidate, Closing, Job, JobCard, PutForward, Stage, Submission
from bot.messages.candidates import presses
from bot.phrases import lasting, stage_name, standing

OPEN = "job_open"
PICK = "job_pick"
NEXT = "job_next"
NEW = "job_new"
ADD = "job_add"
EDIT = "job_edit"
FORWARD = "job_forward"
CLOSE = "job_close"
REOPEN = "job_reopen"
TELL = "job_tell"
CLIENT = "client_open"

PAGE, MOST_SHOWN = 20, 15
CLOSED = {
    Closing.FILLED: "filled by one of ours",
    Closing.FILLED_ELSEWHERE: "filled by somebody else",
    Closing.CANCELLED: "cancelled",
    Closing.ON_HOLD: "on hold",
}


def card(card: JobCard, now: datetime) -> Message:
    """Show a job: what speaks for it, who is put forward and how far they are, and what can be done."""
    there = [each for each in card.forward if each.submission.stage not in ENDS]
    facts = [_state(card.job, now), sentence(by_stage(_counts(card.forward)) or "Nobody is put forward yet")]
    points = sentence(card.job.selling_points)
    missing = sentence("" if points else "No selling points yet: press Edit and write what makes people say yes.")
    people = [_stands(each, now) for each in there[:MOST_SHOWN]]
    more = sentence(f"And {len(there) - MOST_SHOWN} more." if len(there) > MOST_SHOWN else "")
    blocks = [header(card.job.title), bullets(facts), quote(card.job.selling_points) if points else context(*missing)]
    blocks += ([bullets(people)] if people else []) + ([context(*more)] if more else []) + [_presses(card)]
    return Message(whole([bold(card.job.title)], *facts, points, missing, *people, more), blocks)


def saved(shown: JobCard, now: datetime, was_new: bool) -> Message:
    """Confirm what was written down about a job, and show it."""
    return headed("Added." if was_new else "Saved.", card(shown, now))


def forwarded(candidate: Candidate, submission: Submission) -> Message:
    """Confirm that a candidate is put forward for a job, with what to do next."""
    head = strung([bold(candidate.name), " is put forward"], [standing(submission.stage, submission.title)])
    return Message(whole(head), [line(*head), presses(candidate, (submission,))])


def listed(jobs: Sequence[Job], stages: Mapping[int, Mapping[Stage, int]], more: bool, now: datetime) -> Message:
    """List open jobs with how far people have come for them, the newest first."""
    if not jobs:
        none = sentence("No job is open. ", as_code("/care job add Backend engineer"), " adds one.")
        return Message(whole(none), [line(*none)])
    head = sentence("Open jobs, newest first:")
    rows = [
        strung([bold(job.title)], sentence(by_stage(stages.get(job.id, {})) or "nobody yet"), _since(job, now))
        for job in jobs
    ]
    pick = menu(PICK, "Show a job", [("Jobs", [option(job.title, job.id) for job in jobs])])
    turn = [button("Next", NEXT, jobs[-1].id)] if more else []
    return Message(whole(head, *rows), [line(*head), bullets(rows), actions(pick, *turn)])


def which(typed: str, jobs: Sequence[Job]) -> Message:
    """Ask which of up to five jobs to show."""
    asked = sentence("Which “", one_line(typed), "” do you mean?")
    choices = [_choice(at, job) for at, job in enumerate(jobs[:5])]
    more = sentence("There are more. If yours is not here, type more of it." if jobs[5:] else "")
    blocks = [line(*asked), actions(*(drawn for _, drawn in choices))] + ([context(*more)] if more else [])
    return Message(whole(asked, *(sentence(f"• {title}") for title, _ in choices), more), blocks)


def _choice(at: int, job: Job) -> tuple[str, Block]:
    title = f"{one_line(job.title)} (closed)" if job.closed_at else one_line(job.title)
    return title, button(title, f"{OPEN}_{at}", job.id)


def did_you_mean(known: Sentence, near: Sequence[tuple[str, Block]], add: Block) -> Message:
    """Ask whether one is meant that is spelt much like what was typed; what is `known` stands first."""
    asked = sentence("Did you mean one of these?" if len(near) > 1 else "Did you mean this one?")
    first = [*known, " ", *asked]
    blocks = [line(*first), actions(*(drawn for _, drawn in near), add)]
    return Message(whole(first, *(sentence(f"• {title}") for title, _ in near)), blocks)


def none(typed: str, draft: int, near: Sequence[Job] = ()) -> Message:
    """Say that no job is called so, ask whether one of those is meant that are `near`, and offer to add it."""
    known = sentence("I know no job called “", one_line(typed), "”.")
    if near:
        return did_you_mean(known, [_choice(at, job) for at, job in enumerate(near[:5])], button("Add it", ADD, draft))
    advice = sentence("Try another part of it, or add it. ", as_code("/care jobs"), " lists those that are open.")
    press = actions(button("Add it", ADD, draft, style="primary"))
    return Message(whole(known, advice), [line(*known), line(*advice), press])


def filed(said: Message, client: str) -> Message:
    """Add that the title that was typed names a client we know."""
    hint = sentence("The job is filed under the client ", bold(client), ".")
    return Message(said.text + "\n" + whole(hint), [*said.blocks, context(*hint)])


def usage(command: str = "/care job") -> Message:
    """Say how the command is typed."""
    first = sentence("See, add or close a job:")
    ways = [
        sentence(as_code(f"{command} backend"), " shows the job that has that in its name"),
        sentence(as_code(f"{command} add Backend engineer"), " opens the form to add one"),
        sentence(as_code("/care jobs"), " lists those that are open"),
    ]
    return Message(whole(first, *ways), [line(*first), bullets(ways)])


def by_stage(counts: Mapping[Stage, int]) -> str:
    """Count people by stage, the furthest first: `3 in process: 1 at offer, 2 at interview · 1 placed · 4 rejected`."""
    live = [stage for stage in reversed(IN_PROCESS) if counts.get(stage)]
    in_process = ", ".join(f"{counts[stage]} at {stage_name(stage)}" for stage in live)
    parts = [f"{sum(counts[stage] for stage in live)} in process: {in_process}"] if live else []
    parts += [f"{counts[stage]} {stage_name(stage)}" for stage in (Stage.PLACED, *ENDS) if counts.get(stage)]
    return " · ".join(parts)


def headed(head: str, below: Message) -> Message:
    """Set a line above a message."""
    said = sentence(one_line(head, 150))
    return Message(whole(said) + "\n" + below.text, [line(*said), *below.blocks])


def _counts(forward: Sequence[PutForward]) -> dict[Stage, int]:
    stages = [each.submission.stage for each in forward]
    return {stage: stages.count(stage) for stage in set(stages)}


def _state(job: Job, now: datetime) -> Sentence:
    if job.closed_at and job.closed_by and job.closed_for:
        return [f"Closed, {CLOSED[job.closed_for]}, by ", person(job.closed_by), " at ", when(job.closed_at)]
    return sentence("Open ", *_since(job, now))


def _since(job: Job, now: datetime) -> Sentence:
    return sentence(lasting(job.added_at, now) if job.added_at else "")


def _stands(each: PutForward, now: datetime) -> Sentence:
    stage = f"{stage_name(each.submission.stage)}, {lasting(each.submission.entered_at, now)}"
    return strung([bold(each.name)], [stage], ["with ", person(each.submission.recruiter)])


def _presses(card: JobCard) -> Block:
    job, of = card.job, one_line(card.job.title)
    edit = button("Edit", EDIT, job.id, reads=f"Edit {of}")
    known = card.client
    client = [button(known.name, CLIENT, known.id, reads=f"Show the client {known.name}")] if known else []
    tell = [button(f"To be told ({len(card.untold)})", TELL, f"{job.id}/0")] if card.untold else []
    if job.closed_at:
        sure = confirm("Open it again?", "People can be put forward for it again.", "Reopen", "Leave it closed")
        return actions(*tell, button("Reopen", REOPEN, job.id, ask=sure), edit, *client)
    forward = button("Put someone forward", FORWARD, job.id, style="primary", reads=f"Put someone forward for {of}")
    return actions(forward, *tell, edit, button("Close the job", CLOSE, job.id, reads=f"Close {of}"), *client)
