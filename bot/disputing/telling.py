"""Who hears what of a dispute?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import storage
from bot import rules
from bot.disputing.parties import cover_of, rulers
from bot.facts import Dispute, Question
from bot.letters.disputes import ASKED, CASE, CLAIMED, ENDED, OPENED, REMINDED
from bot.policy import Policy
from storage.database import Db


def say_claimed(db: Db, team: str, dispute: Dispute, policy: Policy, now: datetime) -> None:
    """Tell the owner, and who stands in for them, of a claim, and the claimant how it goes on."""
    by = dispute.claimant
    _write(db, team, CLAIMED, side(db, team, dispute, dispute.owner), dispute.id, by, policy, now)
    _write(db, team, OPENED, [dispute.claimant], dispute.id, by, policy, now)


def case_hearers(db: Db, team: str, dispute: Dispute, policy: Policy) -> list[str]:
    """Name where a case goes: the managers' channel, else each who may rule; nowhere, where nobody may."""
    who = [each.id for each in rulers(db, team, dispute)]
    return [policy.managers_channel] if policy.managers_channel and who else who


def say_case(db: Db, team: str, dispute: Dispute, to: Iterable[str], policy: Policy, now: datetime) -> None:
    """Bring a case before those who are to rule on it; to each of them once."""
    _write(db, team, CASE, to, dispute.id, dispute.claimant, policy, now)


def say_asked(db: Db, team: str, dispute: Dispute, question: Question, policy: Policy, now: datetime) -> None:
    """Bring a manager's question to whom it was asked of, and to who stands in for them."""
    to = side(db, team, dispute, question.asked_of)
    _write(db, team, ASKED, to, question.id, question.asked_by, policy, now)


def remind(db: Db, team: str, dispute: Dispute, to: Iterable[str], policy: Policy, now: datetime) -> None:
    """Remind people of what is due today, or was; each reminder is a message of its own."""
    counted = storage.disputes.remind(db, team, dispute)
    _write(db, team, REMINDED, to, dispute.id, None, policy, now, f"/{counted.step}")


def say_ended(db: Db, team: str, dispute: Dispute, policy: Policy, now: datetime) -> None:
    """Tell the two how it ended, but not who ended it themselves."""
    two = storage.people.several(db, team, {dispute.owner, dispute.claimant})
    to = sorted(each.id for each in two.values() if each.active and each.id != dispute.ruled_by)
    _write(db, team, ENDED, to, dispute.id, dispute.ruled_by, policy, now)


def redraw(db: Db, team: str, dispute: Dispute, now: datetime) -> None:
    """Have all that is shown of a dispute shown as it stands now."""
    storage.outbox.redraw(db, team, storage.disputes.letters(db, team, dispute.id), now)


def side(db: Db, team: str, dispute: Dispute, person: str) -> list[str]:
    """Name who hears what is for one of the two: they, and who stands in for them."""
    cover = cover_of(db, team, dispute, person)
    return [person, *([cover.id] if cover else [])]


def _write(
    db: Db,
    team: str,
    kind: str,
    to: Iterable[str],
    about: int,
    by: str | None,
    policy: Policy,
    now: datetime,
    more: str = "",
) -> None:
    hearers = list(to)
    people = storage.people.several(db, team, hearers) if hearers else {}
    for each in hearers:
        at = rules.people.audible_at(people[each], now, policy) if each in people else now
        storage.outbox.letter(db, team, f"{kind}/{about}/{each}{more}", kind, each, at, at, about=about, by=by)
