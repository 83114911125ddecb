"""Which of two records of one person is kept, and what of each wins?"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from bot.facts import ENDS, IN_PROCESS, Joined, Ownership, Record, Stage, Submission, Union, Why
from bot.words import fold

_FAR = {stage: place for place, stage in enumerate((*IN_PROCESS, Stage.PLACED), start=1)}


def fuller(one: Record, other: Record) -> tuple[Record, Why]:
    """Choose the record to be kept: the one that holds more, else the older one."""
    if _held(one) != _held(other):
        return max(one, other, key=_held), Why.FULLER
    return min(one, other, key=lambda record: (record.added_at, record.candidate)), Why.OLDER


def union(kept: Record, gone: Record) -> Union:
    """Say what wins where two records become one; everything else is carried over."""
    name, why = better_name(kept.name, gone.name)
    ownership, loses = owned(kept.ownership, gone.ownership)
    there = {submission.job: submission for submission in kept.submissions}
    return Union(
        kept=kept.candidate,
        gone=gone.candidate,
        name=name,
        why_name=why,
        segment=kept.segment or gone.segment,
        do_not_contact=_reasons(kept.do_not_contact, gone.do_not_contact),
        joined=tuple(further(there[each.job], each) for each in gone.submissions if each.job in there),
        ownership=ownership if ownership != kept.ownership else None,
        loses=loses,
    )


def owned(kept: Ownership, gone: Ownership) -> tuple[Ownership, str | None]:
    """Choose whose the one record is, and name who loses it: whoever has owned either of the two for longer owns it.

    For who owns both, it counts from the later word with them.
    """
    if kept.owner is None or gone.owner is None:
        return (gone if kept.owner is None and gone.owner else kept), None
    first, other = (gone, kept) if _since(gone) < _since(kept) else (kept, gone)
    if first.owner != other.owner:
        return first, other.owner
    until = max((each.held_until for each in (first, other) if each.held_until), default=None)
    later = max(first, other, key=lambda each: each.held_at.timestamp() if each.held_at else 0.0)
    return replace(first, held_at=later.held_at, held_by=later.held_by, held_until=until), None


def better_name(kept: str, gone: str) -> tuple[str, Why]:
    """Choose the spelling of a name that says more: its accents, more of its letters, its capitals.

    The name of the record that is kept stands where neither says more.
    """
    if kept == gone:
        return kept, Why.SAME
    if fold(kept) == fold(gone):
        return _of_equals(kept, gone)
    if len(_letters(kept)) != len(_letters(gone)):
        return max(kept, gone, key=lambda name: len(_letters(name))), Why.LONGER
    return _of_equals(kept, gone)


def further(one: Submission, other: Submission) -> Joined:
    """Choose which of two submissions for one job stays: an open one, the further one, else the earlier one."""
    if (one.stage in ENDS) != (other.stage in ENDS):
        return _joined(one, other, one.stage not in ENDS, Why.OPEN)
    if one.stage in _FAR and one.stage is not other.stage:
        return _joined(one, other, _FAR[one.stage] > _FAR[other.stage], Why.FURTHER)
    return _joined(one, other, one.entered_at <= other.entered_at, Why.EARLIER)


def _joined(one: Submission, other: Submission, first: bool, why: Why) -> Joined:
    return Joined(one, other, why) if first else Joined(other, one, why)


def _since(ownership: Ownership) -> float:
    return ownership.since.timestamp() if ownership.since else 0.0


def _held(record: Record) -> int:
    return record.touches + record.favours + len(record.submissions) + len(record.contacts) + len(record.tags)


def _reasons(kept: str | None, gone: str | None) -> str | None:
    """Keep the reason of either, and both where they differ."""
    reasons = [reason for reason in (kept, gone) if reason is not None]
    return "; ".join(dict.fromkeys(reasons)) if reasons else None


def _of_equals(kept: str, gone: str) -> tuple[str, Why]:
    if _accents(kept) != _accents(gone):
        return max(kept, gone, key=_accents), Why.ACCENTED
    if _is_cased(kept) != _is_cased(gone):
        return (kept if _is_cased(kept) else gone), Why.CAPITALS
    return kept, Why.SAME


def _letters(name: str) -> str:
    return fold(name).replace(" ", "")


def _accents(name: str) -> int:
    """Count what folding takes off: the letters that are spelt with more than the plain one."""
    composed = unicodedata.normalize("NFC", name)
    return sum(sign.isalpha() and fold(sign) != sign.casefold() for sign in composed)


def _is_cased(name: str) -> bool:
    return not (name.isupper() or name.islower())
