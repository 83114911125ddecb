"""What was written down about an offer, read back to whoever said it?"""

from __future__ import annotations

from bot import amounts, offer_words
from bot.blocks import Block, Message, Sentence, actions, bold, button, context, cut, line, one_line, sentence, whole
from bot.facts import OfferKind, OfferRound, OfferState, RoundBy, WrittenDown
from bot.phrases import everybody, stage_name

# This carries the id of a round, the other that of an offer of which nobody has said what is in it.
UNDO, UNRAISE = "offer_undo", "offer_unraise"
PACKAGE_LETTERS = 300
# What holds of an offer until managers have answered about a round of it.
UNTIL_THEN = {
    OfferState.OPEN: " What they have until now stands.",
    OfferState.EXPIRED: " Once they agree, it is open again, to be decided by a day from then.",
}


def saved(done: WrittenDown) -> Message:
    """Read back what was written down, with what was assumed and what follows; figures stand in the blocks alone."""
    head: Sentence = ["Taken back: " if done.back else "Written down: ", *_what(done), "."]
    figures = [" ", *_figures(done.round, bool(done.asked))] if done.round and not done.back else []
    follows = [each for each in (_again(done), _asked(done), _until(done), _moved(done), _stays(done)) if each]
    assumed = sentence(cut(f"Assumed: {'; '.join(done.assumed)}.", PACKAGE_LETTERS) if done.assumed else "")
    blocks: list[Block] = [line(*head, *figures), *(line(*each) for each in follows)]
    blocks += [context(*assumed)] if assumed else []
    undo = (UNDO, done.round.id) if done.round else (UNRAISE, done.offer.id) if done.alone else None
    if undo and not done.back:
        reads = f"Take back what was written down about {offer_words.name(done.offer)}"
        blocks.append(actions(button("Undo", *undo, reads=reads)))
    return Message(whole(head, *follows), blocks)


def _what(done: WrittenDown) -> Sentence:
    """Name what was written down: of a rival who has made no offer, the talks there."""
    offer, whom = done.offer, bold(done.candidate.name)
    if offer.kind is OfferKind.RIVAL and offer.state is OfferState.EXPECTED and offer.company:
        return [whom, "’s talks with ", bold(one_line(offer.company))]
    return [bold(offer_words.name(offer)), " to ", whom]


def _figures(round: OfferRound, asked: bool) -> Sentence:
    offered = "To be offered, once a manager agrees: " if asked else "Offered: "
    said = "They ask for " if round.by is RoundBy.ASKED else offered
    return [said, cut(amounts.line(round.package), PACKAGE_LETTERS) or "no figures", "."]


def _again(done: WrittenDown) -> Sentence:
    if not done.again:
        return []
    if done.round is None:
        return ["It was on record already, and so were its figures."]
    known = f"{one_line(done.offer.company)} was" if done.offer.company else "It was"
    return [f"{known} on record already, so this is a new round of it."]


def _asked(done: WrittenDown) -> Sentence:
    if not done.asked:
        return []
    are = "is" if len(done.asked) == 1 else "are"
    asked: Sentence = ["It lies outside the band, so ", *everybody(done.asked), f" {are} asked first."]
    return [*asked, f" Do not tell {one_line(done.candidate.name)} before.", UNTIL_THEN.get(done.offer.state, "")]


def _until(done: WrittenDown) -> Sentence:
    offer = done.offer
    if done.back or offer.state not in (OfferState.OPEN, OfferState.EXPECTED) or offer.decide_by is None:
        return []
    by = offer_words.deadline(offer)
    return ["It is ", *by, f", {done.there}." if done.there and offer.decide_on is None else "."]


def _stays(done: WrittenDown) -> Sentence:
    """Say that taking an offer of ours back moves nobody."""
    if not done.back or done.offer.kind is not OfferKind.OURS or done.offer.state is not OfferState.OVER:
        return []
    return ["The stage stays as it is now: Move on the card changes it."]


def _moved(done: WrittenDown) -> Sentence:
    if done.moved_from is None:
        return []
    return [f"They moved from {stage_name(done.moved_from)} to offer for {one_line(done.offer.company)}."]
