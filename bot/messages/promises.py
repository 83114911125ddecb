"""How do we say a promise as a card does, and why it is not needed?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from bot.blocks import Sentence, day, one_line, person, sentence, strung, when
from bot.facts import Owed, Shade, Waiver
from bot.owing import due
from bot.wordings import WORDINGS


def owed_said(owed: Owed, now: datetime, away_until: date | None = None) -> Sentence:
    """Say a promise as the card does: what is owed until when and by whom, or why it is not needed.

    `away_until` is given where whoever owes it is away, and a colleague covers for them.
    """
    if owed.waived:
        thing = WORDINGS[owed.kind].thing
        return [f"{thing[:1].upper()}{thing[1:]} is not needed: {waived(owed.kind, owed.waived)}"]
    shade = Shade.AMBER if owed.nudge_at and owed.nudge_at <= now else Shade.GREEN
    helper: Sentence = [", taken on by ", person(owed.heard_by)] if owed.heard_by != owed.whom else []
    if away_until:
        heard: Sentence = ["; ", person(owed.heard_by), " hears of it"] if helper else []
        helper = [f", who is away until {day(away_until)}", *heard]
    who: Sentence = ["owed by ", person(owed.whom), *helper]
    return strung(due(owed.due_at, now, shade, owed.kind), who, _waits(owed, now))


def _waits(owed: Owed, now: datetime) -> Sentence:
    why = one_line(owed.waits_for) if owed.waits_for else ""
    if owed.snoozed_until and owed.snoozed_until > now:
        until = "waiting until " if why else "put off until "
        return sentence(until, when(owed.snoozed_until), f": {why}" if why else "")
    return sentence(f"waited: {why}" if why else "")


def waived(kind: str, why: Waiver | None) -> str:
    """Say why something is not needed."""
    if why is None:
        return "no reason given"
    return WORDINGS[kind].waivers.get(why) or next(
        wording.waivers[why] for wording in WORDINGS.values() if why in wording.waivers
    )


def pressing(owed: Iterable[Owed]) -> list[Owed]:
    """Put what a card says is owed in order: the soonest due first, what is not needed last."""
    return sorted(owed, key=lambda each: (each.waived is not None, each.due_at))
