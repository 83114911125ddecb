"""How does the time line tell of offers, agreements and placements, without what is in them?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot import offer_words
from bot.blocks import Sentence, bold, day, sentence
from bot.facts import RAISED, Entry, Happened, Learned, OfferState, RoundBy

_SAID = {
    RoundBy.ASKED: "They said what they ask for: ",
    RoundBy.OFFERED: "What is on the table was written down: ",
    RoundBy.WAITING: "A manager was asked about a new round of ",
    RoundBy.WITHHELD: "A round was not offered, of ",
}
# What they did after their yes, and what is said where that was written down by mistake.
_AFTER_YES = (("resigned", "have not resigned after all"), ("papers signed", "papers not signed after all"))
_LEARNED = {
    Learned.CLIENT_TOLD: ("The client was told of ", ""),
    Learned.CLIENT_NOT_TOLD: ("The client has not been told of ", " after all"),
    Learned.DONE: ("Something was sped up or improved because of ", ""),
}


def _changed(entry: Entry) -> list[Sentence]:
    """Say that an offer was written down, or how it stood from then on, and until when it was to be decided."""
    offer = entry.offer
    if offer is None:
        return []
    until = offer_words.decided_by(replace(offer, decide_by=entry.until, decide_on=entry.on))
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
    """Say what became known then: the first day with its guarantee, and when they resigned and signed."""
    known, before = entry.days, entry.days_before
    starts: Sentence = ["First day: ", bold(day(known[0]))] if known[0] else ["First day not known yet"]
    guarantee = sentence(f"guarantee until {day(known[1])}" if known[1] else "")
    told = [] if before and known[:2] == before[:2] else [starts, guarantee]
    for place, (words, not_any_more) in enumerate(_AFTER_YES, start=2):
        was, on = before[place] if before else None, known[place]
        said = f"{words} on {day(on)}" if on else not_any_more
        if was != on:
            told.append([said if told else said[:1].upper() + said[1:]])
    return [each for each in told if each]


def _learned(entry: Entry) -> list[Sentence]:
    """Say what else was written down of an offer, without its words."""
    if entry.offer is None:
        return []
    before, after = _LEARNED[Learned(entry.after or Learned.DONE)]
    return [[before, bold(offer_words.name(entry.offer)), after]]


WORDS: dict[Happened, Callable[[Entry], list[Sentence]]] = {
    Happened.OFFER: _changed,
    Happened.OFFER_ROUND: _round,
    Happened.OFFER_LEARNED: _learned,
    Happened.AGREED: _agreed,
    Happened.TERMS_SENT: _sent,
    Happened.PLACED: _placed,
}
