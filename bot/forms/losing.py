"""How does someone say why a candidate said no, to whom they go, or why an offer was taken back?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import Block, Sentence, bullets, context, line, one_line, option
from bot.errors import Refused
from bot.facts import Candidate, LossReason, Offer, OfferKind, Stage
from bot.forms.inputs import View, about, answers, field, modal, radio, read_id, select, typed_input, understood, within
from bot.offer_words import LOSSES, name, named
from bot.words import clean_note

LOSS_FORM = "offer_loss_form"
TAKEN_FORM = "offer_taken_form"
REFUSED_FORM = "offer_refused_form"
WITHDRAWN_FORM = "offer_withdrawn_form"

LETTERS = 1_500
KEEP, BACK, REJECT = "keep", "back", "reject"
# Where a submission goes whose offer the client took back.
NEXT = {KEEP: None, BACK: Stage.INTERVIEW, REJECT: Stage.REJECTED}
_LEARNED = "What you would do otherwise next time, and what the client should know. Seen by whoever may see their pay."


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about a loss: `offer` is the one that was pressed, `to` where they go instead."""

    offer: int
    reason: LossReason
    learned: str
    to: int | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Why an employer took an offer back, and where the submission of ours goes."""

    offer: int
    why: str
    to: Stage | None = None


def lost(candidate: Candidate, offer: Offer, others: Sequence[Offer], reason: LossReason | None) -> View:
    """Draw the form in which a candidate says no to us; of `others`, to whom they may go, one alone is chosen."""
    known = [option(named(each), each.id) for each in others]
    first = str(others[0].id) if reason and len(others) == 1 else None
    to = [field("to", "To whom they go", select(known, first, example="If you know it"), optional=True)]
    blocks = [
        line(f"{candidate.name} says no to {name(offer)}."),
        _reason(reason),
        *(to if known else []),
        _learned(),
        context("What was owed about the offer closes; a word of thanks is owed instead."),
    ]
    return modal(LOSS_FORM, "Declined", blocks, submit="Declined", offer=offer.id)


def taken(candidate: Candidate, other: Offer, ends: Sequence[Sentence], reason: LossReason) -> View:
    """Draw the form in which a candidate takes what another offers; `ends` is what of ours ends by that."""
    over = [line("By this ends:"), bullets(ends)] if ends else [line("Nothing of ours is open with them.")]
    blocks = [line(f"{candidate.name} says yes to {name(other)}."), *over, _reason(reason), _learned()]
    return modal(TAKEN_FORM, "They go elsewhere", blocks, submit="They go", offer=other.id)


def refused(candidate: Candidate, other: Offer) -> View:
    """Draw the form in which a candidate says no to a rival, or to their employer."""
    words = typed_input(lines=True, letters=LETTERS, example="Wants to leave the bank")
    why = field("why", "What decided it", words, optional=True)
    head = line(f"{candidate.name} says no to {name(other)}. Good news.")
    return modal(REFUSED_FORM, "They said no to it", [head, why], submit="Save", offer=other.id)


def withdrawn(candidate: Candidate, offer: Offer) -> View:
    """Draw the form in which an employer takes an offer back."""
    ours = offer.kind is OfferKind.OURS
    words = typed_input(lines=True, letters=LETTERS, example="The budget was cut")
    blocks = [
        line(f"{_upper(name(offer))} to {candidate.name} is taken back."),
        field("why", "Why", words, optional=not ours),
        *([field("next", "What becomes of them for this job", radio(_nexts(), KEEP))] if ours else []),
    ]
    return modal(WITHDRAWN_FORM, "Taken back", blocks, submit="Save", offer=offer.id)


def read_loss(view: View) -> Said:
    """Read why a candidate was lost, and to whom."""
    given = answers(view)
    if not given["reason"]:
        raise Refused("Choose the reason that weighed most.", field="reason")
    reason = understood("reason", LossReason, given["reason"])
    to = understood("to", read_id, given["to"]) if given.get("to") else None
    return Said(int(about(view)["offer"]), reason, _words(given, "learned"), to)


def read_refused(view: View) -> tuple[int, str]:
    """Read which offer a candidate said no to, and what decided it."""
    return int(about(view)["offer"]), _words(answers(view), "why")


def read_withdrawn(view: View) -> TakenBack:
    """Read why an offer was taken back."""
    given = answers(view)
    why, asks = _words(given, "why"), "next" in given
    if asks and not why:
        raise Refused("Say why, in a few words.", field="why")
    if asks and not given["next"]:
        raise Refused("Choose what becomes of them.", field="next")
    to = understood("next", NEXT.__getitem__, given["next"]) if asks else None
    return TakenBack(int(about(view)["offer"]), why, to)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _nexts() -> list[Block]:
    return [
        option("They stay at offer: another may come", KEEP),
        option("Back to interview", BACK),
        option("Rejected: the client has decided otherwise", REJECT),
    ]


def _reason(chosen: LossReason | None) -> Block:
    choices = [option(one_line(words).capitalize(), reason.value) for reason, words in LOSSES.items()]
    return field("reason", "What weighed most", radio(choices, chosen))


def _learned() -> Block:
    words = typed_input(lines=True, letters=LETTERS, example="Two weeks between the interviews were too long")
    return field("learned", "What we learned", words, optional=True, hint=_LEARNED)


def _words(given: dict[str, str | None], name: str) -> str:
    return within(name, clean_note(given[name] or ""), LETTERS)
