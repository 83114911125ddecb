"""What was written down about an offer, read back to whoever said it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot import amounts, offer_words
from bot.blocks import Block, Message, Sentence, actions, bold, button, context, cut, line, one_line, sentence, whole
from bot.facts import Learned, OfferKind, OfferRound, OfferState, RoundBy, WrittenDown
from bot.phrases import everybody, stage_name

# This carries the id of a round, the other that of an offer of which nobody has said what is in it.
UNDO, UNRAISE = "offer_undo", "offer_unraise"
PACKAGE_LETTERS = 300


def saved(done: WrittenDown, now: datetime) -> Message:
    """Read back what was written down, with what was assumed and what follows; figures stand in the blocks alone."""
    head: Sentence = [_deed(done), *_what(done), "."]
    figures = [" ", *_figures(done.round, bool(done.asked))] if done.round and not done.back else []
    said = (_again(done), _asked(done, now), _until(done, now), _moved(done), _still(done), _stays(done))
    follows = [*(each for each in said if each), *_client(done)]
    assumed = sentence(cut(f"Assumed: {'; '.join(done.assumed)}.", PACKAGE_LETTERS) if done.assumed else "")
    blocks: list[Block] = [line(*head, *figures), *(line(*each) for each in (*follows, *_done_for_it(done)))]
    blocks += [context(*assumed)] if assumed else []
    undo = (UNDO, done.round.id) if done.round else (UNRAISE, done.offer.id) if done.alone else None
    if undo and not done.back:
        reads = f"Take back what was written down about {offer_words.name(done.offer)}"
        blocks.append(actions(button("Undo", *undo, reads=reads)))
    return Message(whole(head, *follows), blocks)


def read_as(done: WrittenDown) -> str:
    """Say how a form was read before it is saved, where it did not say all by itself; empty where it did."""
    if done.round is None or not done.assumed:
        return ""
    amounts_alone = replace(done.round.package, equity="", benefits="", flexibility="", development="", starts_on=None)
    read = f"I read that as {amounts.line(amounts_alone)} (assumed: {'; '.join(done.assumed)})."
    return f"{read} Save again if that is right, or change it."


def _deed(done: WrittenDown) -> str:
    """Say what was done: an offer that stands though a round of it was taken back is not taken back by that."""
    if not done.back:
        return "Written down: "
    return "Taken back: " if done.offer.state is OfferState.OVER else "Undone: that round of "


def _still(done: WrittenDown) -> Sentence:
    """Say how an offer stands of which a round was taken back."""
    if not done.back or done.offer.state is OfferState.OVER:
        return []
    return [f"The offer itself stays: {offer_words.state(done.offer)}."]


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
    if done.round.number == 1:
        return [f"{known} on record already, so these figures are written down there."]
    return [f"{known} on record already, so this is a new round of it."]


def _asked(done: WrittenDown, now: datetime) -> Sentence:
    if not done.asked:
        return []
    are = "is" if len(done.asked) == 1 else "are"
    asked: Sentence = ["It lies outside the band, so ", *everybody(done.asked), f" {are} asked first."]
    return [*asked, f" Do not tell {one_line(done.candidate.name)} before. ", *_until_then(done, now)]


def _until_then(done: WrittenDown, now: datetime) -> Sentence:
    """Say what holds of an offer until managers have answered about a round of it, and from then on."""
    wanted = done.wanted or done.offer
    if done.offer.state is OfferState.OPEN:
        return ["What they have until now stands."]
    again = "it is open again" if done.offer.state is OfferState.EXPIRED else ""
    if wanted.decide_by is None or wanted.decide_by <= now:
        return ["Once they agree, ", again and f"{again}, and ", "the deadline runs from their answer."]
    return ["Once they agree, ", f"{again}, " if again else "it is ", *offer_words.decided_by(wanted), "."]


def _until(done: WrittenDown, now: datetime) -> Sentence:
    offer = done.offer
    if done.back or offer.state not in (OfferState.OPEN, OfferState.EXPECTED) or offer.decide_by is None:
        return []
    by = offer_words.deadline(offer, now)
    first = "It is " if offer.decide_by > now else "It "
    return [first, *by, f", {done.there}." if done.there and offer.decide_on is None else "."]


def _client(done: WrittenDown) -> list[Sentence]:
    """Say that the client was told of a rival, or ask to tell them."""
    said = [what for what, _ in done.learned]
    if Learned.CLIENT_TOLD in said:
        return [["The client was told of it."]]
    if Learned.CLIENT_NOT_TOLD in said:
        return [["The client has not been told of it after all."]]
    rival = done.offer.kind is OfferKind.RIVAL and done.offer.undecided and not done.back
    if not rival or done.offer.client_told_at:
        return []
    return [["The client has not been told of it yet: once they are, press “The client was told …” on the offers."]]


def _done_for_it(done: WrittenDown) -> list[Sentence]:
    """Read back what was sped up or improved; as whatever is typed of an offer, it may name pay."""
    words = [words for what, words in done.learned if what is Learned.DONE]
    return [[f"Done because of it: {cut(one_line(each), PACKAGE_LETTERS)}"] for each in words]


def _stays(done: WrittenDown) -> Sentence:
    """Say that taking an offer of ours back moves nobody."""
    if not done.back or done.offer.kind is not OfferKind.OURS or done.offer.state is not OfferState.OVER:
        return []
    return ["The stage stays as it is now: Move on the card changes it."]


def _moved(done: WrittenDown) -> Sentence:
    if done.moved_from is None:
        return []
    job, before = one_line(done.offer.company), stage_name(done.moved_from)
    if done.asked:
        return [f"Their stage for {job} is offer now (before: {before}), though they have no offer yet."]
    return [f"They moved from {before} to offer for {job}."]
