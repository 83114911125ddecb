"""How do we tell why candidates were lost?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot import offer_words
from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    context,
    line,
    one_line,
    person,
    quote,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import LossReason, ToldLoss
from bot.messages.offer_buttons import DECLINE
from bot.messages.tags import CARD
from bot.phrases import counted

TITLE = "Why we lost them"
NEXT = "losses_next"
MOST_COMPANIES, LEARNED_LETTERS = 5, 500
EPOCH, INSTANT = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class LossList:
    """A page of losses; the counts are those since a moment, and stand on the first page alone."""

    lines: tuple[ToldLoss, ...]
    reasons: tuple[tuple[LossReason, int], ...] = ()
    companies: tuple[tuple[str, int], ...] = ()
    team: bool = False
    more: bool = False


def listed(shown: LossList) -> Message:
    """List losses, the newest first; what was learned stands in the blocks alone, since it may tell of pay."""
    if not shown.lines:
        none = sentence("No loss is on record yet. Press “Declined” at an offer to write one down.")
        return Message(whole(none), [line(*none)])
    whose = "the team" if shown.team else "you"
    head = sentence(bold("Why candidates said no"), f" to {whose}, the newest first")
    counts = [each for each in (_reasons(shown), _companies(shown)) if each]
    blocks: list[Block] = [line(*head), *([bullets(counts)] if counts else [])]
    for place, each in enumerate(shown.lines, start=1):
        blocks += _drawn(each, place)
    last = shown.lines[-1].loss
    more = [actions(button("Earlier", NEXT, f"{(last.at - EPOCH) // INSTANT}/{last.offer}", reads="Earlier losses"))]
    blocks += more if shown.more else []
    blocks.append(context("Seen only by you."))
    return Message(whole(head, *counts, *(said(each) for each in shown.lines)), blocks)


def said(told: ToldLoss) -> Sentence:
    """Say one loss on one line, without what was learned: for lists and for the card."""
    loss = told.loss
    return strung(
        sentence(bold(told.name)),
        sentence(one_line(told.title)),
        briefly(told),
        ["on ", when(loss.at, "{date_short}"), " by ", person(loss.by)],
    )


def briefly(told: ToldLoss) -> Sentence:
    """Say why somebody said no, or did not start after a yes, and to whom they went."""
    why = offer_words.lost_for(told.loss.reason)
    to = f", to {one_line(told.company)}" if told.company else ""
    if told.fell:
        return sentence(f"said yes, then fell through, {why}{to}")
    lost = "lost," if told.loss.reason is LossReason.UNSAID else "said no"
    return sentence(f"{lost} {why}{to}")


def moment_of(value: int) -> datetime:
    """Read the moment of the last loss of a page; the inverse of what its button carries."""
    return EPOCH + value * INSTANT


def _drawn(told: ToldLoss, place: int) -> list[Block]:
    learned = [quote(told.loss.learned, LEARNED_LETTERS)] if told.loss.learned else []
    card = button("Card", f"{CARD}_{place}", told.loss.candidate, reads=f"The card of {one_line(told.name)}")
    reads = f"Say why {one_line(told.name)} was lost for {one_line(told.title)}"
    why = [button("Say why …", f"{DECLINE}_{place}", told.loss.offer, style="primary", reads=reads)]
    return [line(*said(told)), *learned, actions(*(why if told.loss.reason is LossReason.UNSAID else []), card)]


def _reasons(shown: LossList) -> Sentence:
    if not shown.reasons:
        return []
    parts = [f"{count} {_with(reason)}{offer_words.lost_for(reason)}" for reason, count in shown.reasons]
    total = counted(sum(count for _, count in shown.reasons), "loss", "losses")
    return sentence(f"{total} in the last year: {', '.join(parts)}")


def _with(reason: LossReason) -> str:
    return "with " if reason is LossReason.UNSAID else ""


def _companies(shown: LossList) -> Sentence:
    named = [f"{one_line(company)} ({count})" for company, count in shown.companies[:MOST_COMPANIES]]
    return sentence(f"They went to: {', '.join(named)}") if named else []
