"""How does someone say why a candidate said no, to whom they go, or why an offer was taken back?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import Block, Sentence, bullets, context, line, one_line, option
from bot.errors import Refused
from bot.facts import ENDS, IN_PROCESS, Candidate, LossReason, Offer, OfferKind, Stage
from bot.forms.inputs import (
    NAME_LETTERS,
    View,
    about,
    answers,
    field,
    modal,
    radio,
    read_id,
    select,
    typed_input,
    understood,
    within,
)
from bot.offer_words import LOSSES, name, named, upper
from bot.phrases import stage_name
from bot.words import clean, clean_note

LOSS_FORM = "offer_loss_form"
TAKEN_FORM = "offer_taken_form"
REFUSED_FORM = "offer_refused_form"
WITHDRAWN_FORM = "offer_withdrawn_form"

LETTERS = 1_500
KEEP, TO_OFFER, BACK, REJECT, FELL = "keep", "offer", "back", "reject", "fell"
# Where a submission goes whose offer the client took back.
NEXT = {
    KEEP: None,
    TO_OFFER: Stage.OFFER,
    BACK: Stage.INTERVIEW,
    REJECT: Stage.REJECTED,
    FELL: Stage.FELL_THROUGH,
}
# Who said yes does not stay there with no offer, and is not rejected any more.
_NEXTS: dict[Stage, tuple[str, ...]] = {
    Stage.OFFER: (KEEP, BACK, REJECT),
    Stage.ACCEPTED: (TO_OFFER, BACK, FELL),
    Stage.PLACED: (KEEP, FELL),
}
_SAID = {
    TO_OFFER: "Back to offer: another may come",
    BACK: "Back to interview",
    REJECT: "Rejected: the client has decided otherwise",
    FELL: "Fell through: the client has decided otherwise",
}
_TYPED = "It is written down as the offer that took them."
_LEARNED = "What you would do otherwise next time, and what the client should know. Seen by whoever may see their pay."


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about a loss: `offer` is the one that was pressed, `to` where they go, or the `company` typed."""

    offer: int
    reason: LossReason
    learned: str
    to: int | None = None
    company: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Why an employer took an offer back, and where the submission of ours goes."""

    offer: int
    why: str
    to: Stage | None = None


def lost(
    candidate: Candidate,
    offer: Offer,
    others: Sequence[Offer],
    *,
    over: bool = False,
) -> View:
    """Draw the form in which a candidate says no to us; `others` are those to whom they may go.

    Nothing is chosen beforehand: the easy answer would be taken for the true one. Where it is `over` already, since
    they were moved to an end, it is asked why alone.
    """
    first = (
        f"{name(offer)} to {candidate.name} came to nothing." if over else f"{candidate.name} says no to {name(offer)}."
    )
    closes = context("What was owed about the offer closes; a last word is owed instead, to thank them.")
    blocks = [line(upper(first)), _reason(None), *_to(others), _learned(), *([] if over else [closes])]
    words = "Say why" if over else "Declined"
    return modal(LOSS_FORM, words, blocks, submit="Save" if over else words, offer=offer.id)


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


def withdrawn(candidate: Candidate, offer: Offer, stage: Stage | None = None) -> View:
    """Draw the form in which an employer takes an offer back; `stage` is where the submission of ours stands."""
    ours = offer.kind is OfferKind.OURS
    nexts = _nexts(stage) if stage else []
    words = typed_input(lines=True, letters=LETTERS, example="The budget was cut")
    blocks = [
        line(f"{upper(name(offer))} to {candidate.name} is taken back."),
        field("why", "Why", words, optional=not ours),
        *([field("next", "What becomes of them for this job", radio(nexts, nexts[0]["value"]))] if nexts else []),
    ]
    return modal(WITHDRAWN_FORM, "Taken back", blocks, submit="Save", offer=offer.id)


def read_loss(view: View) -> Said:
    """Read why a candidate was lost, and to whom."""
    given = answers(view)
    if given["reason"] in (None, LossReason.UNSAID):
        raise Refused("Choose the reason that weighed most.", field="reason")
    reason = understood("reason", LossReason, given["reason"])
    to = understood("to", read_id, given["to"]) if given.get("to") else None
    company = within("company", clean(given.get("company") or ""), NAME_LETTERS)
    return Said(int(about(view)["offer"]), reason, _words(given, "learned"), to, company)


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


def _nexts(stage: Stage) -> list[Block]:
    """Give what may become of a submission that stands at a stage; what is over stays so, and nothing is asked."""
    if stage in ENDS:
        return []
    more = ": another may come" if stage in IN_PROCESS else ""
    said = _SAID | {KEEP: f"They stay at {stage_name(stage)}{more}"}
    return [option(said[each], each) for each in _NEXTS.get(stage, (KEEP, REJECT))]


def _to(others: Sequence[Offer]) -> list[Block]:
    """Ask to whom they go: one of those on record, or another company."""
    typed = typed_input(letters=NAME_LETTERS, example="Acme")
    if not others:
        return [field("company", "To whom they go", typed, optional=True, hint=_TYPED)]
    known = [option(named(each), each.id) for each in others]
    chosen = select(known, example="If you know it")
    return [
        field("to", "To whom they go", chosen, optional=True),
        field("company", "Or to another company", typed, optional=True, hint=_TYPED),
    ]


def _reason(chosen: LossReason | None) -> Block:
    said = {reason: words for reason, words in LOSSES.items() if reason is not LossReason.UNSAID}
    choices = [option(one_line(words).capitalize(), reason.value) for reason, words in said.items()]
    return field("reason", "What weighed most", radio(choices, chosen))


def _learned() -> Block:
    words = typed_input(lines=True, letters=LETTERS, example="Two weeks between the interviews were too long")
    return field("learned", "What we learned", words, optional=True, hint=_LEARNED)


def _words(given: dict[str, str | None], name: str) -> str:
    return within(name, clean_note(given[name] or ""), LETTERS)
