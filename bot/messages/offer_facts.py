"""What else is known of an offer on a sheet, beside what is in it?"""

from __future__ import annotations

from bot import offer_words
from bot.blocks import Sentence, cut, day, one_line, person, sentence, when
from bot.facts import Learned, OfferKind, Part, SheetOffer, Stage
from bot.messages import feasibility
from bot.phrases import spoken, stage_name

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


def facts(shown: SheetOffer, letters: int) -> list[Sentence]:
    """Say what else is known of an offer, line by line; what people typed is cut to so many letters."""
    offer = shown.offer
    learned: Sentence = []
    if shown.touch:
        learned = [f"Heard in “{spoken(shown.touch.how)}” at ", when(shown.touch.at)]
    why = sentence("Why: " if offer.why else "", one_line(offer.why, letters) if offer.why else "")
    band, managers = sentence(shown.beside_band), feasibility.answer(shown)
    known = [_stage(shown), learned, why, _client_told(shown), _done_for_it(shown, letters), band, managers]
    return [*known, _levers(shown, letters), _agreement(shown), _placed(shown)]


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


def _done_for_it(shown: SheetOffer, letters: int) -> Sentence:
    """Say what was sped up or improved because of an offer, who wrote it down, and when."""
    words = shown.offer.done_for_it
    if not words:
        return []
    last = next((each for each in reversed(shown.changes) if each.what is Learned.DONE), None)
    by: Sentence = [" (", person(last.by), " at ", when(last.at), ")"] if last else []
    return [f"Done because of it: {one_line(words, letters)}", *by]


def _levers(shown: SheetOffer, letters: int) -> Sentence:
    open_ = [f"{PARTS[each.part]} ({one_line(each.words, letters)})" for each in shown.levers]
    return ["May still move: ", cut(", ".join(open_), 2 * letters)] if open_ else []


def _agreement(shown: SheetOffer) -> Sentence:
    if shown.agreement is None or shown.gone:
        return []
    missing = "".join(f"; version {each.version} is missing" for each in shown.missing)
    return [f"Agreed terms, version {shown.agreement.version}, written down at ", when(shown.agreement.at), missing]


def _placed(shown: SheetOffer) -> Sentence:
    placed = shown.placement
    if placed is None:
        return []
    starts = f"Starts on {day(placed.starts_on)}" if placed.starts_on else "The first day is not known yet"
    until = f", guarantee until {day(placed.guarantee_until)}" if placed.guarantee_until else ""
    awaited = shown.submission is not None and shown.submission.stage is Stage.ACCEPTED
    return [", ".join([starts + until, *offer_words.after_yes(placed, awaited)])]
