"""How does the time line tell of offers, agreements and placements, without what is in them?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot import offer_words
from bot.blocks import Sentence, bold, day, sentence, when
from bot.facts import RAISED, Entry, Happened, OfferState, RoundBy

_SAID = {
    RoundBy.ASKED: "They said what they ask for: ",
    RoundBy.OFFERED: "What is on the table was written down: ",
    RoundBy.WAITING: "A manager was asked about a new round of ",
    RoundBy.WITHHELD: "A round was not offered, of ",
}


def _changed(entry: Entry) -> list[Sentence]:
    """Say that an offer was written down, or how it stood from then on, and until when it was to be decided."""
    offer = entry.offer
    if offer is None:
        return []
    until: Sentence = ["to be decided by ", when(entry.until)] if entry.until else []
    if entry.after is None:
        return [[bold(offer_words.named(offer)), ": another day to decide"], until]
    state = offer_words.state(replace(offer, state=OfferState(entry.after)))
    if entry.words == RAISED:
        return [["Written down: ", bold(offer_words.name(offer))], [state], until]
    return [[bold(offer_words.named(offer)), f": {state}"], until]


def _round(entry: Entry) -> list[Sentence]:
    """Say who spoke in a round of the talks."""
    if entry.offer is None:
        return []
    return [[_SAID[RoundBy(entry.after or RoundBy.OFFERED)], bold(offer_words.name(entry.offer))]]


def _agreed(entry: Entry) -> list[Sentence]:
    return [[f"Agreed terms written down, version {entry.after}"]]


def _sent(entry: Entry) -> list[Sentence]:
    whom = "the client" if entry.words == "client" else "them"
    return [[f"Agreed terms sent to {whom}, version {entry.after}"]]


def _placed(entry: Entry) -> list[Sentence]:
    """Say which first day was known from then on, how long the guarantee holds, and when they resigned."""
    starts_on, until, resigned_on = (*entry.days, None, None, None)[:3]
    starts: Sentence = ["First day: ", bold(day(starts_on))] if starts_on else ["First day not known yet"]
    guarantee = sentence(f"guarantee until {day(until)}" if until else "")
    resigned = sentence(f"resigned on {day(resigned_on)}" if resigned_on else "")
    return [each for each in (starts, guarantee, resigned) if each]


WORDS: dict[Happened, Callable[[Entry], list[Sentence]]] = {
    Happened.OFFER: _changed,
    Happened.OFFER_ROUND: _round,
    Happened.AGREED: _agreed,
    Happened.TERMS_SENT: _sent,
    Happened.PLACED: _placed,
}
