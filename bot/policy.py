"""By which numbers does a team work, and why these?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from bot.facts import Pool, Stage

# Ten years; whoever means "for ever" types less.
MOST_DAYS = 3_650


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
    # An ownership is earned by care: three months after they last spoke, somebody else may. Whoever was placed is cared
    # for in their first year. In the field: 30 to 180 days, and 12 months.
    own_days: int = 90
    own_placed_days: int = 365
    # Nobody loses a candidate overnight by a period that was made shorter: the one before counts on for two weeks.
    notice_days: int = 14
    earlier_days: tuple[int, int] | None = None
    earlier_until: datetime | None = None
    # Two weeks are time for a call, three days for a last one.
    warn_days: tuple[int, ...] = (14, 3)
    # A submission is live while something happens with it; when it is over, its owner has two weeks to speak to them.
    live_days: int = 30
    after_live_days: int = 14
    # The commonest guarantee; while it runs, nobody else takes over whoever was placed.
    guarantee_days: int = 90
    # How much more time may be asked for at once, and how long a manager's silence costs nobody a candidate.
    more_time_days: tuple[int, ...] = (7, 14, 30)
    decide_days: int = 2
    # A right to represent is given for half a year.
    represent_days: int = 180
    # Two working days to answer a claim, five to settle it, two more before the owner keeps; a question of a manager
    # stops the clock for a day, twice at most.
    answer_days: int = 2
    ruling_days: int = 5
    not_ruled_days: int = 2
    question_days: int = 1
    questions: int = 2
    # What is evidence in a dispute: who spoke with them within a month.
    spoke_days: int = 30
    # How candidates whom nobody owns find an owner; who looks after them; whose turn it can be.
    pool: Pool = Pool.FREE
    keeper: str | None = None
    rota: tuple[str, ...] = ()
    # Whoever may have other offers is asked every couple of days; who was not reached is tried again the next day.
    check_in_days: int = 2
    # Of a new offer that nobody has written down nobody knows until when it can still be answered.
    new_offer_days: int = 1
    try_again_days: int = 1
    # Three to five working days to decide are typical; the last call is made while there is a day left.
    decision_days: int = 4
    last_call_days: int = 1
    # A deadline within a working day cannot wait for tomorrow's message; within two it is a risk.
    urgent_days: int = 1
    risk_days: int = 2
    # After three messages on their own in one day, what else cannot wait comes in one.
    urgent_a_day: int = 3
    # Terms are written down, and sent to both sides, while everybody remembers them alike.
    agreement_days: int = 1
    # Who has not resigned a week after they said yes may be thinking again.
    resigned_days: int = 5
    # What a day or an hour comes to in a year: some 220 days are worked, eight hours each.
    year_days: int = 220
    year_hours: int = 1_760
    # Currencies move; after a month whoever reads a rate should know that it is old.
    rate_days: int = 30
    # The private channel in which managers rule; without one, each hears by a direct message.
    managers_channel: str | None = None


def applied(policy: Policy, terms: Mapping[str, Any]) -> Policy:
    """Give the numbers of a team that has agreed on its own; names we do not know, and garbage, are passed over."""
    agreed: dict[str, Any] = {}
    for name in _AGREED.keys() & terms.keys():
        try:
            agreed[name] = _AGREED[name](terms[name])
        except (TypeError, ValueError, AttributeError):
            continue
    return replace(policy, **agreed) if agreed else policy


def _days(value: Any) -> int:
    if type(value) is not int or not 1 <= value <= MOST_DAYS:
        raise ValueError("a period that nobody can have agreed on")
    return value


def _both(value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    own, placed = value
    return _days(own), _days(placed)


def _id(value: Any) -> str | None:
    if value is not None and (not isinstance(value, str) or not value):
        raise ValueError("an id that is none")
    return value


def _ids(value: Any) -> tuple[str, ...]:
    return tuple(each for each in map(_id, value) if each)


def _moment(value: Any) -> datetime | None:
    if value is None:
        return None
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment


# What a team can agree on for itself, and how it is read back.
_AGREED: dict[str, Callable[[Any], Any]] = {
    "own_days": _days,
    "own_placed_days": _days,
    "pool": Pool,
    "keeper": _id,
    "rota": _ids,
    "earlier_days": _both,
    "earlier_until": _moment,
}
