"""How is a touch logged or edited by a form?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.blocks import Block, actions, bold, button, context, day, line, option
from bot.errors import Refused
from bot.facts import About, Found, Kind, Offers, Outcome, Stage, TouchDraft
from bot.forms.inputs import (
    NOTE_LETTERS,
    View,
    about,
    answers,
    calendar,
    chosen_day,
    colleague,
    existing_or_new,
    field,
    grouped_select,
    modal,
    radio,
    select,
    to_add,
    typeahead,
    typed_input,
    understood,
    within,
)
from bot.forms.inputs import errors as errors
from bot.offer_words import NOTHING_NEW, of_rivals
from bot.phrases import STAGES, code, from_code, how_choices, stage_name, told_apart
from bot.policy import Policy
from bot.words import clean_note

TOUCH = "touch_form"
MORE = "touch_more"
BACK = "touch_less"
CANDIDATE = "touch_candidate"

OFFERS = (
    (Offers.NONE, "None"),
    (Offers.NEW, "A new offer"),
    (Offers.NOT_ASKED, "Did not ask"),
)
LEARNED_LETTERS = 1_000
LEARNED = (
    (About.REASON_TO_MOVE, "Reason to move", "Why would they leave where they are?"),
    (About.WORRIES, "Worries", "What could keep them from saying yes?"),
    (About.MUST_HAVES, "Must-haves", "Without which they will not come."),
    (About.FITS, "Why the job fits", ""),
    (About.DOES_NOT_FIT, "Why it may not fit", ""),
    (
        About.PAY_EXPECTED,
        "Pay expected",
        "Seen only by their owner, their recruiters, who covers for one of those, and managers.",
    ),
)


def form(
    draft_id: int,
    draft: TouchDraft,
    *,
    candidate: Found | None,
    ask_told: bool,
    ask_offers: bool,
    rivals: Sequence[str] = (),
    page: int = 1,
    alert: str | None = None,
    zone_today: date,
) -> View:
    """Draw one of the three pages of the form; an edited touch keeps its candidate.

    `rivals` are who else offers them something, as far as we know.
    """
    if page == 1:
        blocks = _first_page(draft, candidate, rivals, ask_told=ask_told, ask_offers=ask_offers)
    elif page == 2:
        blocks = _second_page(draft, candidate, zone_today)
    else:
        blocks = _third_page(draft, candidate)
    return modal(
        TOUCH,
        "Edit the touch" if draft.touch else "Log a touch",
        blocks,
        submit="Save" if draft.touch else "Log it",
        alert=alert,
        draft=draft_id,
        page=page,
        told_list=draft.told_list,
    )


def told_list(view: View) -> tuple[int, int] | None:
    """Read which list of whom to tell, a job's and its page, lies below the form; None where there is none."""
    listed = about(view).get("told_list")
    return (int(listed[0]), int(listed[1])) if listed else None


def draft_of(view: View) -> tuple[int, int]:
    """Read which draft a form is about, and which of its pages is shown."""
    metadata = about(view)
    return int(metadata["draft"]), int(metadata["page"])


def read(view: View, draft: TouchDraft) -> TouchDraft:
    """Lay what the shown page holds over the draft; what the page does not show stays as it was."""
    given = answers(view)
    changes: dict[str, Any] = {}
    if "candidate" in given:
        chosen = understood("candidate", existing_or_new, given["candidate"])
        changes["candidate"], changes["candidate_name"] = chosen
    for name, read_one in _READERS.items():
        if name in given:
            changes[name] = understood(name, read_one, given[name]) if given[name] else _EMPTY.get(name)
    shown = [about for about in About if about in given]
    if shown:
        learned = {about: within(about, clean_note(given[about] or ""), LEARNED_LETTERS) for about in shown}
        changes["notes"] = {about: words for about, words in (dict(draft.notes) | learned).items() if words}
    return replace(draft, **changes)


def checked(draft: TouchDraft, today: date, backdate_for: timedelta = Policy.backdate_for) -> TouchDraft:
    """Refuse a draft that cannot be logged yet, naming the field; `today` is the person's own day."""
    if draft.candidate is None and not draft.candidate_name:
        raise Refused("Choose a candidate: type a few letters of the name.", field="candidate")
    if draft.how is None:
        raise Refused("Choose how it went.", field="how")
    if draft.promised_on and draft.promised_on < today:
        raise Refused(f"That day is past. Choose {day(today)} or later.", field="promised_on")
    if draft.happened_on and draft.happened_on > today:
        raise Refused("A touch cannot lie ahead. Choose today or an earlier day.", field="happened_on")
    if draft.told and draft.how.kind is Kind.NEWSLETTER:
        raise Refused("A newsletter tells nobody where they stand. Choose No, or another outcome.", field="told")
    if draft.told and draft.how.outcome is Outcome.NO_ANSWER:
        raise Refused("Nobody answered, so they were not told. Choose No, or another outcome.", field="told")
    if draft.happened_on and draft.happened_on < today - backdate_for and not draft.touch:
        earliest = day(today - backdate_for)
        raise Refused(f"That is too long ago to be entered. Choose {earliest} or later.", field="happened_on")
    return draft


def _first_page(
    draft: TouchDraft, candidate: Found | None, rivals: Sequence[str], *, ask_told: bool, ask_offers: bool
) -> list[Block]:
    how = grouped_select(how_choices(draft.how), code(draft.how) if draft.how else None)
    blocks = [_candidate(draft, candidate), field("how", "How it went", how)]
    if ask_told:
        told = None if draft.told is None else "yes" if draft.told else "no"
        yes_no = radio([option("Yes", "yes"), option("No", "no")], told)
        hint = "“No news yet” counts as well."
        blocks.append(field("told", "Told them where they stand", yes_no, optional=True, hint=hint))
    if ask_offers:
        blocks.append(_offers(draft, rivals))
    note = typed_input(draft.note, lines=True, letters=NOTE_LETTERS)
    blocks.append(field("note", "Note", note, optional=True))
    hint = "Only if you told them when they will hear from you."
    blocks.append(field("promised_on", "Promised by", calendar(draft.promised_on), optional=True, hint=hint))
    turns = (button("More", f"{MORE}_2", 2), button("What they said", f"{MORE}_3", 3))
    return [*blocks, actions(*turns)]


def _offers(draft: TouchDraft, rivals: Sequence[str]) -> Block:
    """Ask about other offers; where some are known, none of them means that there is nothing new."""
    words = {Offers.NONE: NOTHING_NEW} if rivals else {}
    choices = radio([option(words.get(offer, said), offer.value) for offer, said in OFFERS], draft.offers)
    known = f"We know of {of_rivals(rivals)}. " if rivals else ""
    hint = f"{known}Worth asking each time: what we hear early we can still answer."
    return field("offers", "Other offers", choices, optional=True, hint=hint)


def _second_page(draft: TouchDraft, candidate: Found | None, today: date) -> list[Block]:
    when = calendar(draft.happened_on, example="Choose a day" if draft.touch else f"Today, {day(today)}")
    empty = "Unchanged" if draft.touch else "Today"
    stages = [option(stage_name(stage).capitalize(), stage.value) for stage in STAGES]
    hint = "In your words; the day stands on the first page."
    return [
        *_whom(draft, candidate),
        field("happened_on", "When", when, optional=True, hint=f"{empty} if left empty; up to 30 days back."),
        field("credit", "Credit to", colleague(draft.credit, example="Me"), optional=True),
        field("stage", "Move to stage", select(stages, draft.stage, example="As it is"), optional=True),
        field(About.PROMISE.value, "What was promised", _note(draft, About.PROMISE), optional=True, hint=hint),
        context("What you filled in before is kept."),
        actions(button("Back", BACK, 1)),
    ]


def _third_page(draft: TouchDraft, candidate: Found | None) -> list[Block]:
    learned = [
        field(about.value, label, _note(draft, about), optional=True, hint=hint) for about, label, hint in LEARNED
    ]
    kept = context("What you filled in before is kept.")
    return [*_whom(draft, candidate), *learned, kept, actions(button("Back", BACK, 1))]


def _note(draft: TouchDraft, about: About) -> Block:
    return typed_input(draft.notes.get(about, ""), lines=about is not About.PAY_EXPECTED, letters=LEARNED_LETTERS)


def _whom(draft: TouchDraft, candidate: Found | None) -> list[Block]:
    name = candidate.name if candidate else draft.candidate_name
    return [line("Touch with ", bold(name))] if name else []


def _candidate(draft: TouchDraft, candidate: Found | None) -> Block:
    if draft.touch and candidate:
        return line("Touch with ", bold(candidate.name))
    chosen = option(told_apart(candidate), candidate.id) if candidate else None
    if chosen is None and draft.candidate_name:
        chosen = to_add(draft.candidate_name)
    return field("candidate", "Candidate", typeahead(CANDIDATE, chosen, example="Type a few letters"))


_READERS: dict[str, Any] = {
    "how": from_code,
    "told": lambda answer: answer == "yes",
    "offers": Offers,
    "note": lambda answer: within("note", clean_note(answer), NOTE_LETTERS),
    "promised_on": chosen_day,
    "happened_on": chosen_day,
    "credit": str,
    "stage": Stage,
}
_EMPTY = {"note": ""}
