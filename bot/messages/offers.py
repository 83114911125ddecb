"""How do all offers to a candidate stand, as whoever may see their pay is shown them?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import amounts, offer_words
from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    context,
    cut,
    day,
    header,
    line,
    one_line,
    sentence,
    sign,
    strung,
    when,
    whole,
)
from bot.facts import (
    Agreement,
    MissingTerms,
    Offer,
    OfferKind,
    OfferRound,
    OfferSheet,
    OfferState,
    RoundBy,
    SheetOffer,
)
from bot.messages import ended_offers, offer_facts, offer_presses
from bot.phrases import counted, lasting

TITLE = "Offers"
# So many that go on are drawn with their buttons, so many that are decided are named, so many rounds told.
MOST_OPEN, MOST_DECIDED, MOST_ROUNDS = 5, 5, 3
# A message holds 12,000 letters: whatever people typed about the offers shares these, and has so many at most.
ALL_LETTERS, WORDS_LETTERS = 400, 300
# What is decided has so many for its figures, and for what was learned.
ENDED_LETTERS = 150
BEFORE = {
    RoundBy.OFFERED: "Offered before",
    RoundBy.ASKED: "Asked for before",
    RoundBy.WAITING: "Asked of a manager",
    RoundBy.WITHHELD: "Not offered",
}


def sheet(shown: OfferSheet, now: datetime, above: Sequence[Block] = (), page: int = 0) -> Message:
    """Draw all offers to a candidate; figures stand in the blocks alone, `above` is what has just come to pass.

    Of those that go on each page has so many; it shows the last page where there are fewer by now.
    """
    all_ = [each for each in shown.offers if _goes_on(each)]
    page = min(page, max(len(all_) - 1, 0) // MOST_OPEN)
    going = all_[page * MOST_OPEN : (page + 1) * MOST_OPEN]
    done = [each for each in shown.offers if each not in all_][:MOST_DECIDED]
    letters = min(WORDS_LETTERS, ALL_LETTERS // max(len(going), 1))
    blocks = [*above, header(f"Offers to {one_line(shown.candidate.name)}")]
    facts = [each for each in (offer_words.at_risk(shown.risk), _asked(shown)) if each]
    blocks += [line(*each) for each in facts]
    for place, each in enumerate(going, start=1):
        blocks += _offer(shown.candidate.name, each, place, letters, now)
    blocks += offer_presses.turn(shown, page, MOST_OPEN, len(all_))
    if not shown.offers:
        blocks.append(line("No offers are written down yet."))
    blocks += [block for each in done for block in _ended(each, shown)] + ended_offers.presses(done, shown, MOST_OPEN)
    blocks += [offer_presses.add(shown), context("Seen only by you.")]
    return Message(_text(shown, going, done, now), blocks)


def _text(shown: OfferSheet, going: Sequence[SheetOffer], done: Sequence[SheetOffer], now: datetime) -> str:
    """Say all of it but what is offered: the text of a message is what a phone shows."""
    none = sentence("" if shown.offers else "No offers are written down yet.")
    heads = [_head(each, now) for each in going]
    ended = [ended_offers.became(each, shown) for each in done]
    what = sentence("What is offered stands in the message itself." if heads else "")
    risk, asked = offer_words.at_risk(shown.risk), _asked(shown)
    return whole(["Offers to ", bold(shown.candidate.name)], risk, *heads, *ended, none, asked, what)


def _asked(shown: OfferSheet) -> Sentence:
    if shown.new_offer_at:
        return [sign("warning"), " They ", *offer_words.told_of_new(shown.new_offer_at)]
    return ["Last told us about other offers at ", when(shown.asked_at)] if shown.asked_at else []


def _offer(name: str, shown: SheetOffer, place: int, letters: int, now: datetime) -> list[Block]:
    presses = offer_presses.about(name, shown, place)
    facts = [each for each in (*_figures(shown, letters), *offer_facts.facts(shown, letters)) if each]
    return [line(*_head(shown, now)), *([bullets(facts)] if facts else []), actions(*presses)]


def _head(shown: SheetOffer, now: datetime) -> Sentence:
    offer = shown.offer
    kind = sentence("a rival" if offer.kind is OfferKind.RIVAL else "")
    since = f" {lasting(offer.made_at, now)}" if offer.made_at and offer.state is OfferState.OPEN else ""
    stands = sentence(offer_words.state(offer) + since)
    rank = sentence(offer_words.RANKS[offer.rank] if offer.rank else "")
    by = offer_words.deadline(offer, now) if offer.undecided else []
    ran_out: Sentence = [" at ", when(offer.decide_by)] if offer.state is OfferState.EXPIRED and offer.decide_by else []
    return strung([bold(offer_words.named(offer))], kind, [*stands, *ran_out], rank, by)


def _goes_on(shown: SheetOffer) -> bool:
    """Tell whether something can still be done with an offer; what has run out may be renewed."""
    return shown.offer.undecided or shown.placement is not None or shown.renewable


def _ended(shown: SheetOffer, among: OfferSheet) -> list[Block]:
    """Say the same with what was offered last, and what was learned of it."""
    last = shown.newest(RoundBy.OFFERED) or shown.newest(RoundBy.ASKED)
    first = "Offered last" if last and last.by is RoundBy.OFFERED else "They asked for"
    figures = _round(last, first, ENDED_LETTERS) if last else []
    if shown.gone:
        figures = _gone(shown.gone)
    elif shown.agreement:
        figures = _agreed(shown.agreement, ENDED_LETTERS)
    facts = [each for each in (figures, ended_offers.lesson(shown, ENDED_LETTERS)) if each]
    return [line(*ended_offers.became(shown, among)), *([bullets(facts)] if facts else [])]


def _figures(shown: SheetOffer, letters: int) -> list[Sentence]:
    """Say what was agreed, or what is on the table, waits for a manager and is asked for; and how it came to that."""
    last: list[OfferRound | None] = []
    if shown.gone:
        newest = [_gone(shown.gone)]
    elif shown.agreement:
        newest = [_agreed(shown.agreement, letters)]
    else:
        last = [shown.newest(by) for by in (RoundBy.OFFERED, RoundBy.WAITING, RoundBy.ASKED)]
        words = (_newest(shown.offer), BEFORE[RoundBy.WAITING], "They ask for")
        newest = [_round(each, first, letters) for each, first in zip(last, words, strict=True) if each]
    earlier = [each for each in shown.rounds if each not in last]
    told = [_round(each, BEFORE[each.by], letters) for each in reversed(earlier[-MOST_ROUNDS:])]
    more = len(earlier) - MOST_ROUNDS
    return newest + told + ([[f"And {counted(more, 'earlier round', 'earlier rounds')}"]] if more > 0 else [])


def _newest(offer: Offer) -> str:
    """Name what was offered last, as far as the candidate has it."""
    if offer.state in (OfferState.EXPECTED, OfferState.WAITING):
        return "To be offered" if offer.kind is OfferKind.OURS else "Expected"
    return "On the table" if offer.state is OfferState.OPEN else "Offered last"


def _gone(missing: MissingTerms) -> Sentence:
    return [bold("Agreed"), f": version {missing.version} is missing, somebody has deleted it. Open the agreed terms"]


def _agreed(agreement: Agreement, letters: int) -> Sentence:
    if agreement.lost_on:
        return [bold("Agreed"), f": the terms were lost with their key, given up on {day(agreement.lost_on)}"]
    return [bold("Agreed"), f": {cut(amounts.line(agreement.package), letters) or 'no figures'}"]


def _round(said: OfferRound, first: str, letters: int) -> Sentence:
    package = cut(amounts.line(said.package), letters) or "no figures"
    who = f"said by {one_line(said.who)}, " if said.who else ""
    return [bold(first), f": {package} ({who}at ", when(said.at), ")"]
