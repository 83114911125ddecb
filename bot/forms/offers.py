"""How is an offer, a round of its talks, or what else is known of it, written down by a form?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from bot.blocks import Block, actions, bold, button, context, line, one_line
from bot.facts import OfferDraft, OfferKind, Rank, RoundBy, StageThere, Writing
from bot.forms.inputs import (
    ADD,
    NAME_LETTERS,
    View,
    about,
    answers,
    chosen_day,
    existing_or_new,
    modal,
    read_id,
    to_add,
    understood,
    within,
)
from bot.forms.offer_pages import COMPANY as COMPANY
from bot.forms.offer_pages import PAY_LETTERS, SAID, SAID_BY, WORDS_LETTERS, company, pages
from bot.forms.offer_pages import About as About
from bot.words import clean, clean_note

OFFER = "offer_form"
MORE = "offer_more"
BACK = "offer_back"
TITLES = {
    OfferKind.OURS: "Our offer",
    OfferKind.RIVAL: "A rival’s offer",
    OfferKind.COUNTER: "A counter-offer",
}


def form(draft_id: int, draft: OfferDraft, shown: About, page: int = 1, *, alert: str | None = None) -> View:
    """Draw one page of the form of a draft; `alert` stands at its top."""
    all_ = pages(draft)
    page = min(max(page, 1), len(all_))
    blocks = [*_whom(draft, shown), *all_[page - 1](draft, shown)]
    turns = [button("Back", BACK, page - 1)] if page > 1 else []
    turns += [button(_turn(draft, page), MORE, page + 1)] if page < len(all_) else []
    kept = [context("What you filled in before is kept.")] if page > 1 else []
    blocks += kept + ([actions(*turns)] if turns else [])
    return modal(OFFER, _title(draft), blocks, submit="Save", alert=alert, draft=draft_id, page=page)


def draft_of(view: View) -> tuple[int, int]:
    """Read which draft a form is about, and which of its pages is shown."""
    metadata = about(view)
    return int(metadata["draft"]), int(metadata["page"])


def read(view: View, draft: OfferDraft) -> OfferDraft:
    """Lay what the shown page holds over the draft; what the page does not show stays as it was."""
    given = answers(view)
    changes: dict[str, Any] = {}
    for name, read_one in _READERS.items():
        if name in given and (given[name] or name not in _ALWAYS):
            changes[name] = understood(name, read_one, given[name]) if given[name] else _EMPTY.get(name)
    said = changes.pop("said", None)
    if said:
        changes["by"], changes["made"] = said
    return replace(draft, **changes)


def options(companies: Sequence[str], typed: str) -> dict[str, Any]:
    """Answer a search for a company: those known in the team, and what was typed as a new one."""
    typed = clean(typed, NAME_LETTERS)
    known = [company(each) for each in companies]
    is_new = typed and all(clean(each).casefold() != typed.casefold() for each in companies)
    return {"options": [*known, *([to_add(typed)] if is_new else [])]}


def _title(draft: OfferDraft) -> str:
    words = {Writing.ROUND: "A new round", Writing.FACTS: "Change the offer"}
    return words.get(draft.writing, TITLES[draft.kind])


def _turn(draft: OfferDraft, page: int) -> str:
    return "More: the package" if page == len(pages(draft)) - 1 else "More: the talks"


def _whom(draft: OfferDraft, shown: About) -> list[Block]:
    company = f" · {one_line(shown.company)}" if shown.company else ""
    return [line(f"{TITLES[draft.kind]} to ", bold(shown.name), company)]


def _named_company(answer: str) -> str:
    _, name = existing_or_new(answer) if answer.startswith(ADD) else (None, answer)
    return within("company", clean(name or ""), NAME_LETTERS)


def _yes(answer: str) -> bool:
    if answer not in ("yes", "no"):
        raise ValueError("neither yes nor no")
    return answer == "yes"


def _what_is_said(answer: str) -> tuple[RoundBy, bool | None]:
    return {value: said for value, _, said in SAID}[answer]


def _words(name: str, letters: int, clean_: Callable[[str], str] = clean) -> Callable[[str], str]:
    return lambda answer: within(name, clean_(answer), letters)


_READERS: dict[str, Callable[[str], Any]] = {
    "submission": read_id,
    "said": _what_is_said,
    "by": lambda answer: {value: by for value, _, by in SAID_BY}[answer],
    "made": _yes,
    "company": _named_company,
    "stage_there": StageThere,
    "rank": Rank,
    "client_told": _yes,
    "pay": _words("pay", PAY_LETTERS),
    "on": chosen_day,
    "hour": time.fromisoformat,
    "who": _words("who", NAME_LETTERS),
    "said_on": chosen_day,
    "why": _words("why", WORDS_LETTERS, clean_note),
    "done_for_it": _words("done_for_it", WORDS_LETTERS, clean_note),
    "starts_on": date.fromisoformat,
    **{name: _words(name, PAY_LETTERS) for name in ("equity", "benefits", "flexibility", "development")},
}
# What cannot be empty in any form of ours.
_ALWAYS = ("said", "by")
_EMPTY = dict.fromkeys(
    ("company", "pay", "who", "why", "done_for_it", "equity", "benefits", "flexibility", "development"), ""
)
