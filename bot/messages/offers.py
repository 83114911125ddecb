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
    person,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import Agreement, Offer, OfferKind, OfferRound, OfferSheet, OfferState, Part, RoundBy, SheetOffer, Stage
from bot.messages import deciding, feasibility, offer_presses
from bot.phrases import spoken, stage_name

TITLE = "Offers"
# So many that go on are drawn with their buttons, so many that are decided are named, so many rounds told.
MOST_OPEN, MOST_DECIDED, MOST_ROUNDS = 5, 5, 3
# A message holds 12,000 letters: whatever people typed about the offers shares these, and has so many at most.
ALL_LETTERS, WORDS_LETTERS = 400, 300
BEFORE = {
    RoundBy.OFFERED: "Offered before",
    RoundBy.ASKED: "Asked for before",
    RoundBy.WAITING: "Asked of a manager",
    RoundBy.WITHHELD: "Not offered",
}
PARTS = {
    Part.BASE: "base",
    Part.BONUS: "bonus",
    Part.SIGN_ON: "sign-on",
    Part.EQUITY: "equity",
    Part.BENEFITS: "benefits",
    Part.FLEXIBILITY: "flexibility",
    Part.DEVELOPMENT: "development",
    Part.STARTS_ON: "start date",
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
        blocks += _offer(each, place, letters)
    blocks += offer_presses.turn(shown, page, MOST_OPEN, len(all_))
    if not shown.offers:
        blocks.append(line("No offers are written down yet."))
    if done:
        blocks += [bullets([_done(each) for each in done]), *_reopen(done)]
    blocks += [
        offer_presses.add(shown),
        context("Seen only by you. Whoever may not see their pay is shown nothing of this."),
    ]
    return Message(_text(shown, going, done), blocks)


def _text(shown: OfferSheet, going: Sequence[SheetOffer], done: Sequence[SheetOffer]) -> str:
    """Say all of it but what is offered: the text of a message is what a phone shows."""
    none = sentence("" if shown.offers else "No offers are written down yet.")
    heads = [_head(each) for each in going]
    what = sentence("What is offered stands in the message itself." if heads else "")
    risk, asked = offer_words.at_risk(shown.risk), _asked(shown)
    return whole(["Offers to ", bold(shown.candidate.name)], risk, *heads, *map(_done, done), none, asked, what)


def _asked(shown: OfferSheet) -> Sentence:
    return ["Last told us about other offers at ", when(shown.asked_at)] if shown.asked_at else []


def _offer(shown: SheetOffer, place: int, letters: int) -> list[Block]:
    facts = [each for each in (*_figures(shown, letters), *_facts(shown, letters)) if each]
    return [line(*_head(shown)), *([bullets(facts)] if facts else []), actions(*offer_presses.about(shown, place))]


def _head(shown: SheetOffer) -> Sentence:
    offer = shown.offer
    kind = sentence("a rival" if offer.kind is OfferKind.RIVAL else "")
    since: Sentence = (
        [" since ", when(offer.made_at, "{date_short}")] if offer.made_at and offer.state is OfferState.OPEN else []
    )
    stands = [offer_words.state(offer), *since]
    rank = sentence(offer_words.RANKS[offer.rank] if offer.rank else "")
    by = offer_words.deadline(offer) if offer.undecided else []
    return strung([bold(offer_words.named(offer))], kind, stands, rank, by)


def _goes_on(shown: SheetOffer) -> bool:
    """Tell whether something can still be done with an offer; what has run out may be renewed."""
    return shown.offer.undecided or shown.placement is not None or shown.renewable


def _done(shown: SheetOffer) -> Sentence:
    offer = shown.offer
    ended: Sentence = [" ", when(offer.ended_at, "{date_short}")] if offer.ended_at else []
    lost = f", for {offer_words.LOSSES[shown.loss.reason]}" if shown.loss else ""
    return [bold(offer_words.named(offer)), ": ", offer_words.state(offer), *ended, lost]


def _reopen(done: Sequence[SheetOffer]) -> list[Block]:
    """Offer to take back what was decided by mistake."""
    drawn = [deciding.reopen(each.offer, place) for place, each in enumerate(done, start=1) if each.reopenable]
    return [actions(*drawn)] if drawn else []


def _figures(shown: SheetOffer, letters: int) -> list[Sentence]:
    """Say what was agreed, or what is on the table, waits for a manager and is asked for; and how it came to that."""
    if shown.agreement:
        last: list[OfferRound | None] = []
        newest = [_agreed(shown.agreement, letters)]
    else:
        last = [shown.newest(by) for by in (RoundBy.OFFERED, RoundBy.WAITING, RoundBy.ASKED)]
        words = (_newest(shown.offer), BEFORE[RoundBy.WAITING], "They ask for")
        newest = [_round(each, first, letters) for each, first in zip(last, words, strict=True) if each]
    earlier = [each for each in shown.rounds if each not in last][-MOST_ROUNDS:]
    return newest + [_round(each, BEFORE[each.by], letters) for each in reversed(earlier)]


def _newest(offer: Offer) -> str:
    """Name what was offered last, as far as the candidate has it."""
    if offer.state in (OfferState.EXPECTED, OfferState.WAITING):
        return "To be offered" if offer.kind is OfferKind.OURS else "Expected"
    return "On the table" if offer.state is OfferState.OPEN else "Offered last"


def _agreed(agreement: Agreement, letters: int) -> Sentence:
    return [bold("Agreed"), f": {cut(amounts.line(agreement.package), letters) or 'no figures'}"]


def _round(said: OfferRound, first: str, letters: int) -> Sentence:
    package = cut(amounts.line(said.package), letters) or "no figures"
    who = f"said by {one_line(said.who)}, " if said.who else ""
    return [bold(first), f": {package} ({who}at ", when(said.at), ")"]


def _facts(shown: SheetOffer, letters: int) -> list[Sentence]:
    offer = shown.offer
    learned: Sentence = []
    if shown.touch:
        learned = [f"Heard in “{spoken(shown.touch.how)}” at ", when(shown.touch.at)]
    why = sentence("Why: " if offer.why else "", one_line(offer.why, letters) if offer.why else "")
    done = sentence(f"Done because of it: {one_line(offer.done_for_it, letters)}" if offer.done_for_it else "")
    band, managers = sentence(shown.beside_band), feasibility.answer(shown)
    facts = [_stage(shown), learned, why, _client_told(shown), done, band, managers, _levers(shown, letters)]
    return [*facts, _agreement(shown), _placed(shown)]


def _stage(shown: SheetOffer) -> Sentence:
    """Say at which stage they are, where the offer itself does not tell."""
    at = shown.submission
    if at is None or at.stage in (Stage.OFFER, Stage.ACCEPTED):
        return []
    return [f"Their stage is {stage_name(at.stage)}"]


def _client_told(shown: SheetOffer) -> Sentence:
    offer = shown.offer
    if offer.kind is not OfferKind.RIVAL:
        return []
    if offer.client_told_at is None:
        return ["The client has not been told of it yet"]
    by: Sentence = [" by ", person(offer.client_told_by)] if offer.client_told_by else []
    return ["The client was told at ", when(offer.client_told_at), *by]


def _levers(shown: SheetOffer, letters: int) -> Sentence:
    open_ = [f"{PARTS[each.part]} ({one_line(each.words, letters)})" for each in shown.levers]
    return ["May still move: ", cut(", ".join(open_), 2 * letters)] if open_ else []


def _agreement(shown: SheetOffer) -> Sentence:
    if shown.agreement is None:
        return []
    return [f"Agreed terms, version {shown.agreement.version}, written down at ", when(shown.agreement.at)]


def _placed(shown: SheetOffer) -> Sentence:
    placed = shown.placement
    if placed is None:
        return []
    starts = f"Starts on {day(placed.starts_on)}" if placed.starts_on else "The first day is not known yet"
    until = f", guarantee until {day(placed.guarantee_until)}" if placed.guarantee_until else ""
    return [starts + until]
