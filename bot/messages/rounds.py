"""How do we say who is in a round, and what was logged for whom?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    button,
    confirm,
    context,
    line,
    one_line,
    quote,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import How, Kind, Round, RoundDraft, Standing, Tag
from bot.phrases import counted, spoken

OPEN = "round_open"
UNDO = "round_undo"
# So many are named; of more, it is said how many they are.
NAMED, NAMED_LEFT_OUT = 12, 20

TOO_MANY = (
    "More than {most:,} candidates are meant, and a round holds {most:,} at most. Add another tag, so that fewer are."
)
NOBODY_LEFT = "Nobody of them can be found any more, so nothing was logged. Begin anew with /care round."
OVER = "This round was logged already, or was begun more than ten days ago. The Home tab lists what you logged today."


def preview(draft: RoundDraft, inside: Sequence[Standing], left_out: Sequence[Standing]) -> Message:
    """Say for whom a round is about to be logged, and who is left out of it."""
    head = sentence(bold(_many(len(inside))), ": ", *_what(draft.how, draft.told))
    named = sentence(_names([one.name for one in inside], NAMED))
    out, advice = _left_out(left_out)
    blocks = [line(*head), context(*named)] + ([quote(draft.note)] if draft.note else [])
    blocks += [line(*out), context(*advice)] if out else []
    effect = sentence(_effect(draft))
    return Message(whole(head, named, out, advice, effect), [*blocks, context(*effect)])


def logged(round: Round, until: datetime, missing: int = 0) -> Message:
    """Say for whom a round was logged, with a way to take all of it back."""
    names = _first(round)
    head = sentence("Logged for ", bold(_many(round.count)), f" ({names}): ", *_what(round.how, round.told), ".")
    were = "One of them was" if missing == 1 else f"{missing} of them were"
    less = sentence(f"{were} merged, erased or marked do not contact meanwhile, and left out." if missing else "")
    undo = sentence("You can take it back until ", when(until), "; the Home tab lists it today.")
    blocks = [line(*head), *([line(*less)] if less else []), context(*undo), actions(_undo(round))]
    return Message(whole(head, less, undo), blocks)


def nobody_tagged(tags: Sequence[Tag]) -> str:
    """Say that nobody bears these tags."""
    named = " and ".join(one_line(tag.name) for tag in tags)
    together = " together" if len(tags) > 1 else ""
    return f"Nobody is tagged {named or 'so any more'}{together}. Choose another tag, or candidates by name."


def all_left_out(left_out: Sequence[Standing]) -> str:
    """Say that nobody is left to be in a round."""
    return f"Nobody is left to log: {_count(left_out)[0].lower()}{_count(left_out)[1:]} marked do not contact."


def undone(count: int) -> Message:
    """Say that a round was taken back."""
    said = sentence("Taken back, for ", bold(_many(count)), ".")
    more = sentence("It counts no longer; what it had settled is owed again. The audit trail keeps each touch.")
    return Message(whole(said, more), [line(*said), context(*more)])


def listed(round: Round) -> list[Block]:
    """List a round among what was logged today."""
    said = strung([bold(_many(round.count))], [_first(round)], _what(round.how, round.told), ["at ", when(round.at)])
    return [line(*said), actions(_undo(round))]


def begin(tags: Sequence[int], named: str) -> Block:
    """Offer to log a round for those who bear these tags."""
    return button("Log a round", OPEN, "/".join(map(str, tags)), reads=f"Log a round for everyone tagged {named}")


def _undo(round: Round) -> Block:
    sure = confirm(
        "Take it back?",
        f"For {_many(round.count)}. It counts no longer; the audit trail keeps it.",
        "Undo it",
        "Keep it",
    )
    reads = f"Undo {spoken(round.how)} for {_many(round.count)}"
    return button("Undo", f"{UNDO}_{round.batch}", round.batch, ask=sure, reads=reads)


def _what(how: How, told: bool) -> Sentence:
    return strung([spoken(how)], sentence("told them where they stand" if told else ""))


def _effect(draft: RoundDraft) -> str:
    if draft.how.kind is Kind.NEWSLETTER:
        return "A newsletter stands on their cards. It answers nobody, and what is owed to them stays owed."
    if draft.told:
        return "It counts as an update for each of them."
    return "It stands on each of their cards, as your touch of this moment."


def _left_out(left_out: Sequence[Standing]) -> tuple[Sentence, Sentence]:
    if not left_out:
        return [], []
    names = _names([one.name for one in left_out], NAMED_LEFT_OUT)
    is_one = len(left_out) == 1
    out = sentence(f"{_count(left_out)} left out, marked do not contact: {names}.")
    whom = "them" if is_one else "one of them"
    return out, sentence(f"If you did reach {whom}, log that on the card by itself.")


def _count(people: Sequence[Standing]) -> str:
    return "One is" if len(people) == 1 else f"{len(people):,} are"


def _first(round: Round) -> str:
    return _names(round.names, len(round.names), round.count)


def _names(names: Sequence[str], most: int, count: int | None = None) -> str:
    shown = [one_line(name, 40) for name in names[:most]]
    more = (count or len(names)) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")


def _many(count: int) -> str:
    return counted(count, "candidate", "candidates")
