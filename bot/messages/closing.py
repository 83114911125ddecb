"""How do we say that a job is closed, and who is still to be told?"""

from __future__ import annotations

from datetime import datetime

from bot.blocks import Message, Sentence, actions, bold, button, line, person, sentence, strung, whole
from bot.facts import ENDS, Closing, Job, JobCard, PutForward, Stage
from bot.messages.jobs import CLOSED, PAGE, TELL, card, headed
from bot.phrases import stage_name

LOG = "job_told"
TITLE = "To be told"


def closed(card: JobCard, page: int = 0) -> Message:
    """List those who are to be told that a job is closed, the furthest first; past its end the list shows its last."""
    job, waiting = card.job, card.untold
    page = min(page, max(len(waiting) - 1, 0) // PAGE)
    head = sentence(bold(job.title), f" is closed: {CLOSED[job.closed_for]}." if job.closed_for else " is open.")
    page = min(page, max(len(waiting) - 1, 0) // PAGE)
    shown = waiting[page * PAGE : (page + 1) * PAGE]
    rest = len(waiting) - page * PAGE - len(shown)
    hint = sentence(_to_tell(job, len(waiting)))
    people = [_was(each) for each in shown]
    filled = _filled(card)
    blocks = [line(*head, *filled), line(*hint)]
    for each, said in zip(shown, people, strict=True):
        value = f"{job.id}/{page}/{each.submission.candidate}"
        press = button("Log it", LOG, value, reads=f"Log it for {each.name}")
        blocks += [line(*said), actions(press)]
    blocks += [actions(button(f"Next ({rest} more)", TELL, f"{job.id}/{page + 1}"))] if rest > 0 else []
    more = sentence(f"And {rest} more." if rest > 0 else "")
    return Message(whole([*head, *filled], hint, *people, more), blocks)


def reopened(shown: JobCard, now: datetime) -> Message:
    """Confirm that a job is open again, and show it."""
    stay = "Open again. Whoever was moved when it was closed stays where they are; Move on their card takes them back."
    return headed(stay, card(shown, now))


def _filled(card: JobCard) -> Sentence:
    """Name who fills a job that one of ours fills."""
    if card.job.closed_for is not Closing.FILLED:
        return []
    ours = [each for each in card.forward if each.submission.stage in (Stage.ACCEPTED, Stage.PLACED)]
    return [part for each in ours for part in (" ", bold(each.name), f" is {stage_name(each.submission.stage)} now.")]


def _was(each: PutForward) -> Sentence:
    stage = each.submission.stage
    if stage not in ENDS:
        how = f"at {stage_name(stage)}"
    elif each.submission.came_from is None:
        how = stage_name(stage)
    else:
        before = f"was at {stage_name(each.submission.came_from)}"
        how = before if stage is Stage.REJECTED else f"{stage_name(stage)}, {before}"
    return strung([bold(each.name)], [how], ["with ", person(each.submission.recruiter)])


def _to_tell(job: Job, count: int) -> str:
    if count == 0:
        return "Everybody who was put forward has been told."
    who = (
        "1 person still has to be told." if count == 1 else f"{count} people still have to be told, late stages first."
    )
    if job.closed_for is Closing.ON_HOLD:
        return f"{who} They stay at their stage, and updates stay owed to them."
    return f"{who} Each recruiter hears of theirs in the morning too."
