"""How is one touch for many filled in, and confirmed?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import Block, Message, option
from bot.errors import Refused
from bot.facts import Found, How, Kind, Outcome, RoundEntry, Tag
from bot.forms.inputs import (
    NOTE_LETTERS,
    View,
    about,
    answers,
    chosen_several,
    field,
    modal,
    radio,
    read_id,
    select,
    several,
    typed_input,
    understood,
    within,
)
from bot.phrases import code, from_code, spoken, told_apart
from bot.words import clean_note

ROUND_FORM = "round_form"
SURE_FORM = "round_sure_form"
CANDIDATES = "round_candidates"
TAGS = "round_tags"
# As many as Slack lets one choose in a field, and offer at once.
MOST_CHOSEN, MOST_TAGS, MOST_OPTIONS = 100, 10, 30


def form(hows: Sequence[How], tags: Sequence[Tag] = (), alert: str | None = None) -> View:
    """Draw the form of a round; `tags` are those it was begun with, `alert` what was not understood of them."""
    chosen = [option(tag.name, tag.id) for tag in tags[:MOST_TAGS]]
    told = radio([option("Yes", "yes"), option("No", "no")], "no")
    pick = several(CANDIDATES, (), most=MOST_CHOSEN, example="Type a few letters")
    bear = several(TAGS, chosen, most=MOST_TAGS, example="Kotlin")
    blocks = [
        field("how", "How it went", select([option(spoken(how), code(how)) for how in hows])),
        field("candidates", "Candidates", pick, optional=True, hint="One after the other, up to 100."),
        field("tags", "Everyone tagged", bear, optional=True, hint="With several tags, those who bear all of them."),
        field(
            "told", "Told them where they stand", told, optional=True, hint="“No news yet” counts; a newsletter never."
        ),
        field("note", "Note", typed_input(lines=True, letters=NOTE_LETTERS), optional=True),
    ]
    return modal(ROUND_FORM, "Log a round", blocks, submit="Next", alert=alert)


def read(view: View) -> RoundEntry:
    """Read how it went, and with whom."""
    given = answers(view)
    if not given["how"]:
        raise Refused("Choose how it went.", field="how")
    how, told = understood("how", from_code, given["how"]), given["told"] == "yes"
    if told and how.kind is Kind.NEWSLETTER:
        raise Refused("A newsletter tells nobody where they stand. Choose No.", field="told")
    if told and how.outcome is Outcome.NO_ANSWER:
        raise Refused("Nobody answered, so they were not told. Choose No, or another outcome.", field="told")
    candidates, tags = _ids(view, "candidates"), _ids(view, "tags")
    if not candidates and not tags:
        raise Refused("Choose candidates here, or a tag that they bear.", field="candidates")
    return RoundEntry(how, told, candidates, tags, within("note", clean_note(given["note"] or ""), NOTE_LETTERS))


def sure(draft: int, shown: Message) -> View:
    """Draw what is about to be logged, to be confirmed."""
    return modal(SURE_FORM, "Log a round", shown.blocks, submit="Log it", draft=draft)


def read_sure(view: View) -> int:
    """Read which draft was confirmed."""
    return int(about(view)["draft"])


def candidate_options(found: Sequence[Found]) -> dict[str, list[Block]]:
    """Answer the typeahead of candidates; nobody is added here."""
    shown = found[:MOST_OPTIONS]
    return {"options": [option(told_apart(one, shown), one.id) for one in shown]}


def _ids(view: View, name: str) -> tuple[int, ...]:
    return tuple(understood(name, read_id, value) for value in chosen_several(view, name))
