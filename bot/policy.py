"""By which numbers does a team work, and why these?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from types import MappingProxyType

from bot.facts import Stage


def _update_limits() -> Mapping[Stage, int]:
    return MappingProxyType(
        {
            Stage.SOURCED: 3,
            Stage.SCREENING: 2,
            Stage.SUBMITTED: 3,
            Stage.INTERVIEW: 2,
            Stage.OFFER: 1,
            Stage.ACCEPTED: 5,
        }
    )


@dataclass(frozen=True)
class Policy:
    """A team's numbers; every one has a default and a reason.

    Working days are written `…_days`, working hours `…_hours`; both are counted in the calendar of the person who
    owes.
    """

    # Two to three working days are the norm after an interview; most who drop out had five to ten days of silence.
    update_limit: Mapping[Stage, int] = field(default_factory=_update_limits)
    # Whoever has just entered a stage is left one working day before an update about it is owed.
    entry_days: int = 1
    # Whoever wrote to us, and whoever hears that it is over, waits a working day at most.
    reply_days: int = 1
    last_word_days: int = 1
    # Whoever did us a favour that came to something is thanked while they still think of it.
    thanks_days: int = 2
    # Who was asked for a favour is left in peace for a month, unless whoever asks again knows better.
    ask_again_days: int = 30
    # So many can be logged as one before Slack stops waiting for us.
    round_candidates: int = 2_000
    # A mark before the limit, so that nobody has to be told off for what can still be met.
    amber_share: float = 0.8
    # A manager hears of it when more than a working day has passed, and is not told more than five times.
    escalate_after_hours: int = 12
    escalate_every_hours: int = 24
    escalations: int = 5
    # The third time an item is put off, its manager sees it.
    snoozes_before_manager: int = 3
    # A wait of more than a month is no wait but a candidate forgotten; it can be prolonged when it is over.
    wait_days: int = 30
    # Five items can be read before the first call of the day; as they are settled, others move up, so many in all.
    morning_items: int = 5
    morning_lines: int = 20
    # After two years of silence little that was noted is true, and few still expect us to have it; whoever was placed
    # is cared for in their first year. A question about a record can wait for a holiday; ten are a few minutes of work.
    keep_for: timedelta = timedelta(days=730)
    placed_for: timedelta = timedelta(days=365)
    answer_for: timedelta = timedelta(days=30)
    questions_a_day: int = 10
    opens: time = time(9)
    closes: time = time(18)
    quiet_from: time = time(18, 30)
    quiet_to: time = time(8, 30)
    # The country (ISO 3166) whose phone numbers are written without its code; else that of whoever types them.
    region: str | None = None
    # A touch can be taken back or corrected by its author while the memory is fresh; later by a manager.
    edit_for: timedelta = timedelta(days=7)
    backdate_for: timedelta = timedelta(days=30)
