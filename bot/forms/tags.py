"""How are a candidate's tags, segment, name, and the wish not to be contacted filled in?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.blocks import Block, Sentence, actions, bold, button, confirm, context, line, option
from bot.errors import Refused
from bot.facts import Candidate, Marks, Segment, Tag, Tagged
from bot.forms.inputs import (
    ADD,
    NAME_LETTERS,
    View,
    about,
    answers,
    chosen_several,
    field,
    modal,
    read_id,
    select,
    several,
    to_add,
    typed_input,
    understood,
    within,
)
from bot.forms.inputs import errors as errors
from bot.phrases import SEGMENTS
from bot.words import clean, fold, fold_tag

TAGS_FORM = "tags_form"
FORBID_FORM = "forbid_form"
NAME_FORM = "name_form"
TAG = "candidate_tag"
ALLOW = "candidate_allow"
NONE = "none"
# As many as one form shows; Slack allows 100, and its private metadata holds the ids of so many.
MOST_TAGS, MOST_OPTIONS = 60, 30
TAG_LETTERS, REASON_LETTERS = 60, 300


def tags(candidate: Candidate, borne: Sequence[Tag], segment: Segment | None) -> View:
    """Draw the form of a candidate's tags and segment."""
    shown = borne[:MOST_TAGS]
    chosen = [option(tag.name, tag.id) for tag in shown]
    hint = "A skill, a language, a place: what you will look for. Type one; what is new can be added."
    segments = [option("None", NONE), *(option(name.capitalize(), each.value) for each, name in SEGMENTS.items())]
    blocks = [
        line(bold(candidate.name)),
        field("tags", "Tags", several(TAG, chosen, most=MOST_TAGS, example="Kotlin"), optional=True, hint=hint),
        field("segment", "Segment", select(segments, segment or NONE)),
    ]
    more = len(borne) - len(shown)
    blocks += [context(f"And {more} more tags, which stay as they are.")] if more > 0 else []
    ids = [tag.id for tag in shown]
    return modal(TAGS_FORM, "Tags and segment", blocks, submit="Save", candidate=candidate.id, shown=ids)


def read_tags(view: View) -> tuple[int, Tagged]:
    """Read whose tags changed, and how; names with a comma are several tags."""
    of = about(view)
    chosen = chosen_several(view, "tags")
    names = [part for value in chosen if value.startswith(ADD) for part in _parts(value.removeprefix(ADD))]
    kept = {understood("tags", read_id, value) for value in chosen if not value.startswith(ADD)}
    before = {int(id) for id in of["shown"]}
    wanted = answers(view)["segment"] or NONE
    segment = None if wanted == NONE else understood("segment", Segment, wanted)
    return int(of["candidate"]), Tagged((*sorted(kept - before), *names), tuple(sorted(before - kept)), segment)


def tag_options(found: Sequence[Tag], typed: str) -> dict[str, list[Block]]:
    """Answer a typeahead of tags; where none is spelt so, the last choice adds it."""
    options = [option(tag.name, tag.id) for tag in found[: MOST_OPTIONS - 1]]
    name = clean(typed.strip().lstrip("#"))[:TAG_LETTERS].rstrip()
    is_new = fold_tag(name) and fold_tag(name) not in {fold_tag(tag.name) for tag in found}
    return {"options": options + ([to_add(name)] if is_new else [])}


def forbid(candidate: Candidate, marks: Marks, marked: Sentence, stops: str) -> View:
    """Draw the form that marks a candidate as not to be contacted, or takes the mark back.

    `marked` says who did so and when, `stops` what it stops.
    """
    mark = marks.do_not_contact
    reason = typed_input(mark.reason if mark else "", letters=REASON_LETTERS, example="Asked us not to call again")
    asked: Sentence = ["Is ", bold(candidate.name), " not to be contacted any more?"]
    blocks = [
        line(*(asked if mark is None else [bold(candidate.name), " is not to be contacted."])),
        *([line(*marked)] if mark else []),
        field("reason", "Why", reason, hint="Everybody who looks at the card sees it."),
        context(stops),
    ]
    if mark:
        sure = confirm("May be contacted again?", "It is put on record who took the mark back.", "Yes", "No")
        blocks.append(actions(button("May be contacted again", ALLOW, candidate.id, ask=sure)))
    return modal(
        FORBID_FORM, "Do not contact", blocks, submit="Mark" if mark is None else "Save", candidate=candidate.id
    )


def read_forbid(view: View) -> tuple[int, str]:
    """Read who is not to be contacted, and why."""
    reason = within("reason", clean(answers(view)["reason"] or ""), REASON_LETTERS)
    if not reason:
        raise Refused("Say why, in a few words.", field="reason")
    return int(about(view)["candidate"]), reason


def name(candidate: Candidate) -> View:
    """Draw the form of a candidate's name."""
    hint = "Everything that is known of them stays."
    blocks = [field("name", "Name", typed_input(candidate.name, example="Ana Silva"), hint=hint)]
    return modal(NAME_FORM, "Change the name", blocks, submit="Save", candidate=candidate.id)


def read_name(view: View) -> tuple[int, str]:
    """Read who is renamed, and how they are called."""
    typed = within("name", clean(answers(view)["name"] or ""), NAME_LETTERS)
    if not fold(typed):
        raise Refused("Type a name with at least one letter.", field="name")
    return int(about(view)["candidate"]), typed


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", typed) if fold_tag(part)]
