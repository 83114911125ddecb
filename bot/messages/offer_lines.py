"""What is answered to a line about an offer: was it understood, who is meant, and what can be typed?"""

from __future__ import annotations

from bot import amounts, offer_words
from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    bold,
    bullets,
    button,
    context,
    cut,
    day,
    line,
    one_line,
    sentence,
    when,
    whole,
)
from bot.facts import Ahead, Candidate, Offer, OfferDraft, OfferKind, OfferState, RoundBy, Unclear, Understood

SAVE = "offer_save"
CORRECT = "offer_correct"
CHOOSE = "offer_choose"
PICK = "offer_pick"
MOST_CHOICES = 3
ASKS, NOT_SO = "One question before I write this down for ", "I cannot write this down yet for "
CHOOSE_ONE = "Choose one, or press Correct and write it in the form."
ANEW = "Nothing is saved yet: since I read this back, something has changed on which it depends. This is how it is now:"
_NOTHING = Ahead()
WORDS_LETTERS = 300


def usage(command: str) -> Message:
    """Say how the command is typed."""
    first = sentence("See and write down what candidates are offered:")
    ways = [
        sentence(as_code(command), " lists the open offers of your own candidates"),
        sentence(as_code(f"{command} Ana Silva"), " shows all offers to her"),
        sentence(as_code(f"{command} Ana Silva - 87k + 8% by 2 dec"), " writes down our offer"),
        sentence(as_code(f"{command} Ana Silva asked 96k"), " writes down what she asks for"),
        sentence(as_code(f"{command} Ana Silva rival Acme 134k + 12% by fri"), " writes down a rival’s offer"),
        sentence(as_code(f"{command} Ana Silva rival Acme final round by fri"), " a rival whose figures nobody knows"),
        sentence(as_code(f"{command} Ana Silva counter 93k"), " writes down what her employer offers to keep her"),
        sentence(as_code(f"{command} Ana Silva counter expected, her boss is new"), " one that you expect, and why"),
    ]
    rule = sentence("You are read back what was understood, and save or correct it. Only you see the answer.")
    return Message(whole(first, *ways, rule), [line(*first), bullets(ways), context(*rule)])


def read_back(
    candidate: Candidate,
    draft_id: int,
    draft: OfferDraft,
    read: Understood,
    known: Offer | None,
    place: str = "",
    ahead: Ahead = _NOTHING,
) -> Message:
    """Read back what a line says and what was assumed, to be saved or corrected; figures stand in the blocks alone.

    `place` says where its hour is, where that is not where the reader is; `ahead` what follows once it is saved.
    """
    head, until = _head(candidate, draft, known), _until(draft, place) or _decided_by(ahead)
    asks = _asks_first(ahead, draft, known)
    pairs = amounts.pairs(read.package)
    facts: list[Sentence] = [[bold(label), f": {cut(words, WORDS_LETTERS)}"] for label, words in pairs]
    told = [each for each in (_stage(draft), until, _assumed(read), _not_read(draft.rest)) if each]
    told += [each for each in (sentence(ahead.beside_band), asks) if each]
    blocks: list[Block] = [line(*head)]
    blocks += [bullets([*facts, *told])] if facts or told else []
    save = button("Save", SAVE, draft_id, style="primary", reads=f"Save it for {one_line(candidate.name)}")
    blocks.append(actions(save, _correct(draft_id)))
    text = sentence("Save or correct what I understood; it stands in the message itself.")
    return Message(whole(head, until, asks, text), blocks)


def anew(message: Message) -> Message:
    """Say above what is answered to a line that it was read back otherwise before, so that nothing is saved."""
    return Message(f"{ANEW}\n{message.text}", [line(ANEW), *message.blocks])


def question(candidate: Candidate, draft_id: int, unclear: Unclear) -> Message:
    """Ask what was meant, with up to three ways to take it, or the form; figures stand in the blocks alone.

    What cannot be written down as it is, is said instead of asked.
    """
    asks = "?" in unclear.question
    head: Sentence = [ASKS if asks else NOT_SO, bold(candidate.name), ":"]
    choices = [
        button(each.words, f"{CHOOSE}_{place}", f"{draft_id}/{place}")
        for place, each in enumerate(unclear.choices[:MOST_CHOICES])
    ]
    text = sentence("The question" if asks else "What to do", " stands in the message itself.")
    blocks = [line(*head), line(unclear.question), actions(*choices, _correct(draft_id))]
    blocks += [context(CHOOSE_ONE)] if choices else []
    return Message(whole(head, text), blocks)


def _head(candidate: Candidate, draft: OfferDraft, known: Offer | None) -> Sentence:
    if draft.by is RoundBy.ASKED:
        whom = f"{one_line(draft.company)} " if draft.kind is not OfferKind.OURS and draft.company else ""
        return [bold(candidate.name), f" asks {whom}for:"]
    return [f"{_kind(draft, known)} for ", bold(candidate.name), ":"]


def _kind(draft: OfferDraft, known: Offer | None) -> str:
    if draft.kind is OfferKind.OURS:
        return f"A new round of our offer for {one_line(known.company)}" if known else "Our offer"
    again = known is not None and known.state is not OfferState.EXPECTED
    if draft.kind is OfferKind.RIVAL:
        company = one_line(draft.company)
        return f"A new round of {company}, a rival," if again else f"{company}, a rival,"
    return "A new round of the counter-offer" if again else "The counter-offer" if known else "A counter-offer"


def _stage(draft: OfferDraft) -> Sentence:
    if draft.kind is OfferKind.COUNTER and draft.made is False:
        return [f"Expected, not made: {one_line(draft.why, 300)}" if draft.why else "Expected, not made"]
    return [f"How far they are: {offer_words.STAGES_THERE[draft.stage_there]}"] if draft.stage_there else []


def _until(draft: OfferDraft, place: str) -> Sentence:
    if draft.on is None:
        return []
    hour = f", {draft.hour:%H:%M} {place}".rstrip() if draft.hour else ""
    return [f"To be decided by {day(draft.on)}{hour}"]


def _decided_by(ahead: Ahead) -> Sentence:
    if ahead.decide_by is None:
        return []
    return ["To be decided by ", when(ahead.decide_by), ", since no day was said"]


def _asks_first(ahead: Ahead, draft: OfferDraft, known: Offer | None) -> Sentence:
    if not ahead.waits:
        return []
    until: Sentence = ["the deadline runs from the answer, since no day was said"]
    if ahead.kept:
        until = ["that day stays"] if draft.on or known is None else ["it is still ", *offer_words.decided_by(known)]
    return ["A manager is asked first, before they have it; ", *until]


def _assumed(read: Understood) -> Sentence:
    return [f"Assumed: {'; '.join(read.assumed)}"] if read.assumed else []


def _not_read(rest: str) -> Sentence:
    return [f"Of “{one_line(rest, 200)}” I could make nothing: correct it, or leave it out"] if rest else []


def _correct(draft_id: int) -> Block:
    return button("Correct", CORRECT, draft_id, reads="Correct it in a form")
