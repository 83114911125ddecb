"""What do we say once an offer is accepted, declined or taken back? Never a figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot import offer_words
from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    confirm,
    line,
    one_line,
    person,
    sentence,
    when,
    whole,
)
from bot.facts import Candidate, Offer, OfferChange, OfferKind, OfferState, Placement, Stage, Submission
from bot.messages import offer_buttons, outside
from bot.messages.candidates import SIMILAR
from bot.phrases import dated, fell_through, stage_name, standing, together

TITLES = {
    OfferState.ACCEPTED: "Accepted",
    OfferState.DECLINED: "Declined",
    OfferState.WITHDRAWN: "Taken back",
}
ENDED = {
    Stage.DECLINED: "A last word is owed to them: thank them for their time.",
    Stage.WITHDRAWN: "A last word is owed to them: say goodbye, and keep the door open.",
    Stage.FELL_THROUGH: "They should hear from us what comes next.",
    Stage.REJECTED: "They should hear it from us, and soon.",
}


def accepted(
    candidate: Candidate,
    offer: Offer,
    placement: Placement,
    works_from: date | None,
    closed: Sequence[Offer],
    others: Sequence[Offer],
    told: Sequence[str] = (),
) -> Message:
    """Say that ours was accepted, what is over by that, and what comes next; `others` are ours that are still open.

    `told` are the managers who hear that it lies outside the band.
    """
    head = sentence(bold(candidate.name), f" has accepted {offer_words.name(offer)}.")
    facts = [first_day(placement, works_from), *_closed(closed)]
    facts.append(sentence("What was agreed is written down. Send it to both sides, and ask whether they resigned."))
    facts += outside.are_told(told)
    still = _still_open(candidate, others)
    below = actions(
        button("Agreed terms", offer_buttons.AGREEMENT, offer.id, style="primary"),
        button("First day, resigned …", offer_buttons.PLACEMENT, placement.submission),
        reopen(offer),
    )
    presses = [_what_becomes(each, place) for place, each in enumerate(others, start=1)]
    return Message(whole(head, *facts, still), [line(*head), bullets(facts), below, *_asked(still), *presses])


def first_day(placement: Placement, works_from: date | None) -> Sentence:
    """Say when somebody starts and until when the guarantee holds; `works_from` is the next working day, if later."""
    if placement.starts_on is None:
        return sentence("The first day is not known yet: write it down with “First day”, since the guarantee counts.")
    rests = f", a day off; the next working day is {dated(works_from)}" if works_from else ""
    until = f" The guarantee holds until {dated(placement.guarantee_until)}." if placement.guarantee_until else ""
    return sentence(f"They start on {dated(placement.starts_on)}{rests}.{until}")


def already(candidate: Candidate, offer: Offer, last: OfferChange | None, *, reopenable: bool = True) -> Message:
    """Say how an offer was decided by somebody who was quicker; it can be opened again where it is `reopenable`."""
    by: Sentence = [" by ", person(last.by), " at ", when(last.at)] if last and last.by else []
    head: Sentence = [
        bold(candidate.name),
        f": {offer_words.name(offer)} is decided already: {offer_words.state(offer)}",
        *by,
        ". Nothing was changed.",
    ]
    terms = [button("Agreed terms", offer_buttons.AGREEMENT, offer.id)] if _ours_accepted(offer) else []
    return Message(whole(head), [line(*head), actions(*terms, *_again(offer, reopenable), sheet(candidate))])


def accepted_elsewhere(candidate: Candidate, other: Offer, submission: int, *, reopenable: bool = True) -> Message:
    """Say that another offer of ours was accepted, and ask what becomes of that."""
    head = sentence(bold(candidate.name), f" has said yes to {offer_words.name(other)} already.")
    ask = sentence("What becomes of that one? If it came to nothing, say so there; then accept this one.")
    first = button("First day, resigned …", offer_buttons.PLACEMENT, submission)
    fell = fell_through(candidate.name, submission)
    below = actions(fell, first, *_again(other, reopenable), sheet(candidate))
    return Message(whole(head, ask), [line(*head), line(*ask), below])


def lost(
    candidate: Candidate,
    offer: Offer,
    ended: Sequence[tuple[Submission, Stage]],
    besides: Sequence[Offer] = (),
    *,
    reopenable: bool = True,
) -> Message:
    """Say that a candidate is lost, what that ended, what became of their other offers, and who is like them."""
    verb = "says no to" if offer.kind is OfferKind.OURS else "goes with"
    head = sentence(bold(candidate.name), f" {verb} {offer_words.name(offer)}. The reason is on record.")
    facts = [
        sentence(f"Their stage is {standing(stage, submission.title)} now. {ENDED[stage]}")
        for submission, stage in ended
    ]
    facts += _besides(besides)
    alike = button("Similar candidates", SIMILAR, candidate.id, reads=f"Who is like {one_line(candidate.name)}")
    blocks = [
        line(*head),
        *([bullets(facts)] if facts else []),
        actions(alike, *_again(offer, reopenable), sheet(candidate)),
    ]
    return Message(whole(head, *facts), blocks)


def said_why(candidate: Candidate, offer: Offer) -> Message:
    """Say that it is on record why an offer came to nothing."""
    head = sentence(f"Why {offer_words.name(offer)} to ", bold(candidate.name), " came to nothing is on record now.")
    alike = button("Similar candidates", SIMILAR, candidate.id, reads=f"Who is like {one_line(candidate.name)}")
    return Message(whole(head), [line(*head), actions(alike, sheet(candidate))])


def refused(candidate: Candidate, offer: Offer) -> Message:
    """Say that a candidate said no to another employer."""
    head = sentence(bold(candidate.name), f" said no to {offer_words.name(offer)}. Nothing is asked about it any more.")
    return Message(whole(head), [line(*head), actions(sheet(candidate), reopen(offer))])


def withdrawn(
    candidate: Candidate, offer: Offer, submission: Submission | None, to: Stage | None, *, reopenable: bool = True
) -> Message:
    """Say that an offer was taken back by its employer, and where the candidate stands now."""
    head = sentence(bold(candidate.name), f": {offer_words.name(offer)} is taken back, on record with why.")
    moved = sentence(
        f"They are at {stage_name(to)} for {one_line(submission.title)} now. {ENDED.get(to, '')}".strip()
        if submission and to
        else ""
    )
    blocks = [line(*head), *([line(*moved)] if moved else []), actions(sheet(candidate), *_again(offer, reopenable))]
    return Message(whole(head, moved), blocks)


def reopened(candidate: Candidate, offer: Offer, now: datetime) -> Message:
    """Say that an offer is open again, with all that came of the press."""
    ours = offer.kind is OfferKind.OURS and offer.state is OfferState.OPEN
    passed = ours and offer.decide_by is not None and offer.decide_by <= now
    by = offer_words.deadline(offer, now) if offer.undecided and not passed else []
    again = f": {offer_words.name(offer)} {_as_before(offer)}"
    head: Sentence = [bold(candidate.name), again, *([", ", *by] if by else []), "."]
    more = sentence("What had followed from it is taken back too, on record.")
    late = sentence("Its deadline has passed: renew it with the client, or it runs out." if passed else "")
    blocks = [line(*head), line(*more), *([line(*late)] if late else []), actions(sheet(candidate))]
    return Message(whole(head, more, late), blocks)


def _as_before(offer: Offer) -> str:
    """Say how an offer stands that is opened again, in a sentence."""
    if offer.state is OfferState.OPEN:
        return "is open again"
    words = {OfferState.EXPIRED: "has run out", OfferState.EXPECTED: "has not been made"}
    return f"{words.get(offer.state, f'is {offer_words.state(offer)}')}, as before"


def reopen(offer: Offer, place: int | None = None) -> Block:
    """The button that takes a decision back; `place` tells several apart, which then name their offers."""
    words = f"{offer_words.named(offer)} stands as it did before, and so does all that came of this."
    asked = confirm("Was it a mistake?", words, "Open again", "Leave it")
    reads = f"Reopen {offer_words.name(offer)}"
    if place is None:
        return button("Reopen …", offer_buttons.REOPEN, offer.id, ask=asked, reads=reads)
    return button(f"{reads} …", f"{offer_buttons.REOPEN}_{place}", offer.id, ask=asked, reads=reads)


def _again(offer: Offer, reopenable: bool) -> list[Block]:
    return [reopen(offer)] if reopenable else []


def sheet(candidate: Candidate) -> Block:
    """The button that shows all offers to a candidate."""
    return button("Offers", offer_buttons.SHEET, candidate.id, reads=f"All offers to {one_line(candidate.name)}")


def _besides(besides: Sequence[Offer]) -> list[Sentence]:
    """Say which other offer they took, which of ours are declined, and which are over, by one that they decided on."""
    facts: list[Sentence] = []
    for offer in besides:
        name = offer_words.upper(offer_words.name(offer))
        if offer.state is OfferState.ACCEPTED:
            facts.append(sentence(f"{name} is written down as the one they took."))
        elif offer.state is OfferState.DECLINED:
            facts.append(sentence(f"{name} is declined by that."))
    return facts + _closed([each for each in besides if each.state is OfferState.OVER])


def _closed(closed: Sequence[Offer]) -> list[Sentence]:
    if not closed:
        return []
    first, *others = [offer_words.name(each) for each in closed]
    names = together([[each] for each in (offer_words.upper(first), *others)])
    return [[*names, " is over by that." if len(closed) == 1 else " are over by that."]]


def _still_open(candidate: Candidate, others: Sequence[Offer]) -> Sentence:
    if not others:
        return []
    names = together([[offer_words.name(each)] for each in others])
    return ["Still open for ", bold(candidate.name), ": ", *names, ". What becomes of it?"]


def _asked(still: Sentence) -> list[Block]:
    return [line(*still)] if still else []


def _what_becomes(offer: Offer, place: int) -> Block:
    of = offer_words.name(offer)
    declined = button("Declined …", f"{offer_buttons.DECLINE}_{place}", offer.id, reads=f"Declined: {of}")
    taken = button("Taken back …", f"{offer_buttons.WITHDRAW}_{place}", offer.id, reads=f"Taken back: {of}")
    return actions(declined, taken)


def _ours_accepted(offer: Offer) -> bool:
    return offer.kind is OfferKind.OURS and offer.state is OfferState.ACCEPTED
