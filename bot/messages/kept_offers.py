"""How does each row about somebody's offers read to themselves?"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from bot import amounts, offer_words
from bot.facts import (
    AgreedHow,
    AllAbout,
    Learned,
    LossReason,
    OfferKind,
    OfferState,
    Package,
    Part,
    Rank,
    RoundBy,
    StageThere,
)
from bot.facts.everything import Row
from bot.messages.kept_words import Told, Who

_PACKAGE = TypeAdapter(Package)
_SAID = {
    RoundBy.ASKED: "asked for",
    RoundBy.OFFERED: "offered",
    RoundBy.WAITING: "to be offered, if a manager agrees",
    RoundBy.WITHHELD: "meant to offer, and did not",
}

_LEARNED = {
    Learned.CLIENT_TOLD: "the client was told of it",
    Learned.CLIENT_NOT_TOLD: "the client has not been told of it after all",
    Learned.DONE: "something was sped up or improved because of it",
}


def _offer(row: Row, _: AllAbout) -> Told:
    return [
        ("What", offer_words.KINDS[OfferKind(row["kind"])]),
        ("By", row["company"]),
        ("Where it stands", offer_words.STATES[OfferState(row["state"])]),
        (
            "How far it has come",
            offer_words.STAGES_THERE[StageThere(row["stage_there"])] if row["stage_there"] else None,
        ),
        ("Beside the others", offer_words.RANKS[Rank(row["rank"])] if row["rank"] else None),
        ("Written down", row["raised_at"]),
        ("Written down by", Who(row["raised_by"])),
        ("Made", row["made_at"]),
        ("To be decided by", row["decide_by"]),
        ("Ended", row["ended_at"]),
        ("The client heard of it", row["client_told_at"]),
        ("The client heard of it from", _who(row["client_told_by"])),
        *_words(row, why="Why", done_for_it="What was done because of it"),
    ]


def _round(row: Row, _: AllAbout) -> Told:
    said = [("What was done", _SAID[RoundBy(row["by"])]), ("On", row["at"])]
    return [
        *said,
        *_words(row, who="By"),
        *_package(row),
        ("Written down by", Who(row["logged_by"])),
        ("Written down", row["logged_at"]),
    ]


def _change(row: Row, _: AllAbout) -> Told:
    return [
        ("Where it stood from then on", offer_words.STATES[OfferState(row["state"])] if row["state"] else None),
        ("What was learned", _LEARNED[Learned(row["what"])] if row["what"] else None),
        ("To be decided by", row["decide_by"]),
        ("On", row["at"]),
        ("Written down by", Who(row["by"])),
        *_words(row, reason="What was done" if row["what"] else "Why", said_yes="Who agreed"),
    ]


def _lever(row: Row, _: AllAbout) -> Told:
    what = [("What may still move", amounts.PARTS[Part(row["part"])])]
    return [*what, *_words(row, words="How far"), ("On", row["at"]), ("By", Who(row["by"]))]


def _agreement(row: Row, _: AllAbout) -> Told:
    return [
        ("Version", row["version"]),
        *_terms(row),
        ("Written down", row["at"]),
        ("Written down by", Who(row["by"])),
        ("Sent to the candidate", row["candidate_told_at"]),
        ("Sent to the client", row["client_told_at"]),
    ]


def _terms(row: Row) -> Told:
    """Tell what was agreed and who agreed; of terms that were lost with their key, that they were."""
    words: Any = row["words"]
    if isinstance(words, dict) and words.get("lost"):
        return [("The terms were lost with their key, given up on", _day(words["lost"]))]
    return [
        *_package(row),
        *_words(row, words="In which words"),
        *_side(row, "by_candidate", "Agreed by the candidate"),
        *_side(row, "by_client", "Agreed by the client"),
    ]


def _placement(row: Row, _: AllAbout) -> Told:
    return [
        ("Job", row.get("job_title")),
        ("Accepted", row["accepted_at"]),
        ("Written down by", Who(row["by"])),
        ("First day", row["starts_on"]),
        ("Guaranteed until", row["guarantee_until"]),
        ("Resigned from where they were", row["resigned_on"]),
        ("Signed", row["signed_on"]),
        ("Over", row["over_at"]),
    ]


def _loss(row: Row, _: AllAbout) -> Told:
    why = [("Why they said no", offer_words.LOSSES[LossReason(row["reason"])])]
    return [*why, *_words(row, learned="What was learned"), ("On", row["at"]), ("Written down by", Who(row["by"]))]


SECTIONS: Mapping[str, tuple[str, Callable[[Row, AllAbout], Told]]] = {
    "offers": ("Offers to them", _offer),
    "offer_rounds": ("What was asked for and offered", _round),
    "offer_changes": ("How each offer went on", _change),
    "levers": ("What the client said may still move", _lever),
    "agreements": ("What was agreed", _agreement),
    "losses": ("Why they said no", _loss),
    "placements": ("Where they start", _placement),
}


def _words(row: Row, **labels: str) -> Told:
    """Tell what was written about an offer; where it is left out, for there may be pay in it, say so once."""
    words = row["words"]
    if isinstance(words, str):
        return [("What was written about it", words)]
    return [(label, words.get(name)) for name, label in labels.items()]


def _package(row: Row) -> Told:
    words: Any = row["words"]
    if isinstance(words, str):
        return []
    return list(amounts.pairs(_PACKAGE.validate_json(json.dumps(words["package"]))))


def _side(row: Row, side: str, label: str) -> Told:
    words: Any = row["words"]
    if isinstance(words, str):
        return []
    said = words[side]
    return [(label, f"{said['who']}, {offer_words.AGREED_BY[AgreedHow(said['how'])]}"), ("On", _day(said["on"]))]


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _who(kept: str | None) -> Who | None:
    return Who(kept) if kept else None
