"""Which candidates does someone want to have as a table?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.blocks import Block, line, option
from bot.facts import ENDS, IN_PROCESS, Export, Job, Segment, Stage, Tag
from bot.forms.inputs import (
    View,
    answers,
    calendar,
    chosen_day,
    colleague,
    field,
    modal,
    read_id,
    select,
    typeahead,
    understood,
)
from bot.phrases import SEGMENTS, stage_name

EXPORT_FORM = "export_form"
JOB, TAG = "export_job", "export_tag"

# A reply in Socket Mode must stay below 64 kB.
MOST_OPTIONS = 30


def choose(tag: Tag | None = None, alert: str | None = None) -> View:
    """Draw the form that chooses who goes into the table; what is left empty does not matter.

    `tag` is one that was typed, `alert` what was not understood.
    """
    tagged = option(tag.name, tag.id) if tag else None
    stages = [option(stage_name(stage).capitalize(), stage) for stage in (*IN_PROCESS, Stage.PLACED, *ENDS)]
    segments = [option(name.capitalize(), segment) for segment, name in SEGMENTS.items()]
    blocks = [
        line("Leave everything empty to get all candidates. You get the file in a direct message."),
        field("job", "Job", typeahead(JOB, example="Type a few letters of the job"), optional=True),
        field("stage", "Stage", select(stages, example="Any stage"), optional=True),
        field("tag", "Tag", typeahead(TAG, tagged, example="Type a few letters of the tag"), optional=True),
        field("segment", "Segment", select(segments, example="Any segment"), optional=True),
        field("recruiter", "Recruiter", colleague(example="Anybody"), optional=True),
        field("since", "Added since", calendar(example="Any day"), optional=True),
    ]
    return modal(EXPORT_FORM, "Export as a table", blocks, submit="Export", alert=alert)


def read(view: View, zone: str = "UTC") -> Export:
    """Read who is chosen; a day begins where the person is, in their `zone`."""
    given = answers(view)
    return Export(
        job=understood("job", read_id, given["job"]) if given["job"] else None,
        stage=understood("stage", Stage, given["stage"]) if given["stage"] else None,
        tag=understood("tag", read_id, given["tag"]) if given["tag"] else None,
        segment=understood("segment", Segment, given["segment"]) if given["segment"] else None,
        recruiter=given["recruiter"],
        since=understood("since", lambda day: _begins(day, zone), given["since"] or ""),
    )


def job_options(jobs: Sequence[Job]) -> dict[str, list[Block]]:
    """Answer the typeahead of jobs; nothing is added here."""
    return {"options": [option(job.title, job.id) for job in jobs[:MOST_OPTIONS]]}


def tag_options(found: Sequence[Tag]) -> dict[str, list[Block]]:
    """Answer the typeahead of tags; nothing is added here."""
    return {"options": [option(tag.name, tag.id) for tag in found[:MOST_OPTIONS]]}


def _begins(chosen: str, zone: str) -> datetime | None:
    day = chosen_day(chosen)
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) if day else None
