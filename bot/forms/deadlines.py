"""How does someone move the deadline of an offer, or renew one that has run out?"""

from __future__ import annotations

from datetime import datetime, time

from bot import offer_words
from bot.blocks import Block, Sentence, bold, line, person, when
from bot.errors import Refused
from bot.facts import Candidate, NewDeadline, Offer, OfferKind, OfferState, Person
from bot.forms.inputs import View, about, answers, calendar, chosen_day, field, modal, typed_input, understood, within
from bot.words import clean, clean_note

EXTEND_FORM = "deadline_form"
REASON_LETTERS, NAME_LETTERS = 300, 80


def extend(
    offer: Offer,
    candidate: Candidate,
    whose: Person | None,
    closes: time,
    local: datetime | None,
    stood: int,
    place: str = "",
) -> View:
    """Ask until when an offer is to be decided now; of ours also why, and who at the client has agreed.

    `whose` is in whose time a day ends, `local` the deadline that stands there; `stood` is its second. `place` says
    where that is, where the reader is elsewhere.
    """
    where: Sentence = [" The time is that of ", person(whose.id), "."] if whose else []
    hour: Block = {"type": "timepicker"}
    hour |= {"initial_time": f"{local:%H:%M}"} if local and offer.decide_on is None else {}
    blocks = [
        line(*_stands(offer, candidate), *where),
        field("on", "To be decided by", calendar(local.date() if local else None)),
        field("hour", "Hour", hour, optional=True, hint=_hour_hint(closes, place)),
        *(_ours() if offer.kind is OfferKind.OURS else _theirs()),
    ]
    title = "Renew the offer" if offer.state is OfferState.EXPIRED else "Move the deadline"
    return modal(EXTEND_FORM, title, blocks, submit="Save", offer=offer.id, stood=stood)


def read(view: View) -> NewDeadline:
    """Read the new deadline, why, and who at the client said yes, where that was asked for."""
    given = answers(view)
    on = understood("on", chosen_day, given["on"]) if given["on"] else None
    if on is None:
        raise Refused("Choose a day.", field="on")
    hour = understood("hour", time.fromisoformat, given["hour"]) if given["hour"] else None
    reason = within("reason", clean_note(given["reason"] or ""), REASON_LETTERS)
    said_yes = within("said_yes", clean(given.get("said_yes") or ""), NAME_LETTERS)
    if "said_yes" in given and not reason:
        raise Refused("Say why, in a few words.", field="reason")
    if "said_yes" in given and not said_yes:
        raise Refused("Say who at the client agreed.", field="said_yes")
    what = about(view)
    return NewDeadline(int(what["offer"]), on, hour, reason, said_yes, int(what["stood"]))


def _hour_hint(closes: time, place: str) -> str:
    without = f"Left empty: when work ends that day, {closes:%H:%M}."
    return f"The time {place}. {without}" if place else without


def _stands(offer: Offer, candidate: Candidate) -> Sentence:
    named = offer_words.name(offer)
    first: Sentence = [f"{named[:1].upper()}{named[1:]} to ", bold(candidate.name)]
    if offer.decide_by is None:
        return [*first, " has no deadline yet."]
    stands = " ran out at " if offer.state is OfferState.EXPIRED else " is to be decided by "
    return [*first, stands, when(offer.decide_by), "."]


def _ours() -> list[Block]:
    why = typed_input(lines=True, letters=REASON_LETTERS, example="She meets the team on Thursday and decides after")
    who = typed_input(letters=NAME_LETTERS, example="Sam Patel, the hiring manager")
    return [field("reason", "Why", why), field("said_yes", "Who at the client said yes", who)]


def _theirs() -> list[Block]:
    how = typed_input(lines=True, letters=REASON_LETTERS, example="She told me on the phone")
    return [field("reason", "How we know", how, optional=True)]
