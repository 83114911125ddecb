"""Who may rule on a dispute, by when is each step of it due, and how is credit shared?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum

from bot.errors import Refused
from bot.facts import Dispute, DisputeState, Judges, Owed, Person, Share
from bot.policy import Policy
from bot.rules import people

CLOCK = "disputes.clock"
WHOLE = 100


class Step(StrEnum):
    """What the clock of a dispute has to do at a moment."""

    ANSWER_TODAY = "answer_today"
    GO_UP = "go_up"
    RULE_TODAY = "rule_today"
    OVERDUE = "overdue"
    NOT_RULED = "not_ruled"


def rulers(
    managers: Sequence[Person], administrators: Sequence[Person], dispute: Dispute, covers: Collection[str] = ()
) -> list[Person]:
    """Name who may rule: the managers who have no part in it; where there is none, such administrators.

    Whoever answered for an owner who is away has a part in it, and so have the `covers` of the two while they are away.
    """
    parties = {dispute.owner, dispute.claimant, dispute.answered_by, *covers}
    apart = [each for each in managers if each.member and each.id not in parties]
    apart = apart or [each for each in administrators if each.member and each.id not in parties]
    return sorted(apart, key=lambda person: person.id)


def judges(rulers: Sequence[Person]) -> Judges:
    """Tell whether those who may rule are managers, or administrators, or nobody."""
    if not rulers:
        return Judges.NOBODY
    return Judges.MANAGERS if all(each.manager for each in rulers) else Judges.ADMINISTRATORS


def answerer(owner: Person | None, cover: Person | None) -> Person | None:
    """Tell who answers a claim, and by whose calendar: the owner, or their cover while they are away."""
    return cover if cover and cover.member else owner


def answer_by(answerer: Person | None, policy: Policy, now: datetime) -> datetime:
    """Tell by when a claim is to be answered."""
    return people.calendar(answerer, policy).add_days(now, policy.answer_days)


def rule_by(ruler: Person | None, policy: Policy, now: datetime) -> datetime:
    """Tell by when a dispute that begins now is to be ruled on, where the first of those lives who may."""
    return people.calendar(ruler, policy).add_days(now, policy.ruling_days)


def ruled_at_the_soonest(rule_by: datetime, ruler: Person | None, policy: Policy, now: datetime) -> datetime:
    """Tell by when to rule on a case that goes up now: nobody has less time for it than for what nobody ruled on."""
    return max(rule_by, people.calendar(ruler, policy).add_days(now, policy.not_ruled_days))


def asked_until(rule_by: datetime, ruler: Person | None, policy: Policy, now: datetime) -> datetime:
    """Tell by when to rule after a question was asked: it stops the clock for a day."""
    return people.calendar(ruler, policy).add_days(max(rule_by, now), policy.question_days)


def steps(
    dispute: Dispute, answerer: Person | None, ruler: Person | None, policy: Policy
) -> list[tuple[datetime, Step]]:
    """List what the clock has to do in the state a dispute is in, and when, the earliest first."""
    if dispute.state is DisputeState.ANSWER:
        return [
            (_morning_of(dispute.answer_by, answerer, policy), Step.ANSWER_TODAY),
            (dispute.answer_by, Step.GO_UP),
        ]
    if dispute.state is DisputeState.RULING:
        return [
            (_morning_of(dispute.rule_by, ruler, policy), Step.RULE_TODAY),
            (dispute.rule_by, Step.OVERDUE),
            (kept_at(dispute, ruler, policy), Step.NOT_RULED),
        ]
    return []


def kept_at(dispute: Dispute, ruler: Person | None, policy: Policy) -> datetime:
    """Tell when the owner keeps what nobody ruled on."""
    return people.calendar(ruler, policy).add_days(dispute.rule_by, policy.not_ruled_days)


def kept_without(policy: Policy, now: datetime) -> datetime:
    """Tell when the owner keeps on whom nobody may rule, where a claim begins now."""
    return people.calendar(None, policy).add_days(rule_by(None, policy, now), policy.not_ruled_days)


def due(all_of: Sequence[tuple[datetime, Step]], since: datetime, now: datetime) -> Step | None:
    """Give the newest step that came due after a moment; what a downtime has overtaken is left out.

    The last step ends the state, so it comes even where another's calendar, which counts since, has put it earlier.
    """
    reached = [step for at, step in all_of if since < at <= now]
    reached += [step for at, step in all_of[-1:] if at <= now]
    return reached[-1] if reached else None


def clock(dispute: Dispute, all_of: Sequence[tuple[datetime, Step]], now: datetime) -> Owed | None:
    """Say how a dispute's next step is written down, after all until now was done; None where there is none."""
    coming = next((at for at, _ in all_of if at > now), None)
    if coming is None:
        return None
    return Owed(CLOCK, str(dispute.id), "", "", due_at=coming, nudge_at=None, since=now, alone_at=coming)


def _morning_of(moment: datetime, person: Person | None, policy: Policy) -> datetime:
    hours = people.calendar(person, policy)
    return hours.morning(hours.local_day(moment), *([person.morning_at] if person else []))


def checked_shares(dispute: Dispute, owner: str, claimant: str) -> tuple[Share, ...]:
    """Read how the credit is divided between the two, as it was typed; both parts make a hundred."""
    shares = (
        Share(dispute.owner, _percent(owner, "owner_share")),
        Share(dispute.claimant, _percent(claimant, "claimant_share")),
    )
    check_whole(dispute, shares)
    return shares


def check_whole(dispute: Dispute, shares: Sequence[Share]) -> None:
    """Refuse shares that are not those of both parties, or do not make a hundred."""
    total = sum(each.percent for each in shares)
    parted = sorted(each.person for each in shares) == sorted((dispute.owner, dispute.claimant))
    if not parted or any(not 0 < each.percent < WHOLE for each in shares):
        raise Refused("Give each of the two a part of the credit, from 1 to 99 percent.", "claimant_share")
    if total != WHOLE:
        first, rest = shares[0].percent, WHOLE - shares[0].percent
        reason = f"Together that makes {total} percent. Both parts must make 100: beside {first}, write {rest}."
        raise Refused(reason, "claimant_share")


def _percent(typed: str, field: str) -> int:
    number = typed.strip().removesuffix("%").strip()
    if not (number.isascii() and number.isdigit() and len(number) <= 2 and int(number) > 0):
        raise Refused("Write a whole number from 1 to 99.", field)
    return int(number)
