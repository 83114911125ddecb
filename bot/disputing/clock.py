"""What does the clock of a dispute do when its next moment has come?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import rules
from bot.disputing import telling
from bot.disputing.ending import settle
from bot.disputing.parties import answerer, held, ruler
from bot.facts import Dispute, DisputeState, Owed, Ruling
from bot.policy import Policy
from bot.rules.rulings import Step
from storage.database import Db


def wind(db: Db, team: str, dispute: Dispute, policy: Policy, now: datetime) -> None:
    """Write down when the clock has next something to do, after all until now was done."""
    coming = rules.rulings.clock(dispute, _steps(db, team, dispute, policy), now)
    storage.promises.write(db, team, [coming] if coming else [])


def tick(db: Db, team: str, owed: Owed, policy: Policy, now: datetime) -> Step | None:
    """Do what has come due of one dispute; of what a downtime has overtaken, only the newest."""
    there = storage.disputes.one(db, team, int(owed.subject))
    dispute = held(db, team, there.id) if there else None
    if dispute is None or dispute.state is DisputeState.ENDED:
        storage.promises.strike(db, team, [owed])
        return None
    step = rules.rulings.due(_steps(db, team, dispute, policy), owed.since, now)
    if step is Step.NOT_RULED:
        settle(db, team, dispute, Ruling.NOT_RULED, policy, now)
    elif step is Step.GO_UP:
        go_up(db, team, dispute, "", policy, now)
    else:
        _remind(db, team, dispute, step, policy, now)
        wind(db, team, dispute, policy, now)
    return step


def go_up(db: Db, team: str, dispute: Dispute, by: str, policy: Policy, now: datetime) -> Dispute:
    """Bring a dispute before those who may rule: it was answered, or nobody answered in time."""
    rule_by = rules.rulings.ruled_at_the_soonest(dispute.rule_by, ruler(db, team, dispute), policy, now)
    up = storage.disputes.go_up(db, team, dispute, rule_by, by, now)
    wind(db, team, up, policy, now)
    telling.redraw(db, team, up, now)
    telling.say_case(db, team, up, telling.case_hearers(db, team, up, policy), policy, now)
    return up


def party_left(db: Db, team: str, person: str, policy: Policy, now: datetime) -> list[Dispute]:
    """End the open disputes of someone who is not here any more: whoever is left owns the candidate."""
    ended = []
    for each in storage.disputes.of_person(db, team, person):
        dispute = held(db, team, each.id)
        if dispute.state is not DisputeState.ENDED:
            ended.append(settle(db, team, dispute, _left(db, team, dispute, person), policy, now))
    return ended


def _left(db: Db, team: str, dispute: Dispute, person: str) -> Ruling:
    claimant = storage.people.known(db, team, dispute.claimant)
    claims_on = person == dispute.owner and claimant is not None and claimant.member
    return Ruling.OWNER_LEFT if claims_on else Ruling.CLAIMANT_LEFT


def _remind(db: Db, team: str, dispute: Dispute, step: Step | None, policy: Policy, now: datetime) -> None:
    if step is Step.ANSWER_TODAY:
        telling.remind(db, team, dispute, telling.side(db, team, dispute, dispute.owner), policy, now)
    elif step is not None:
        telling.remind(db, team, dispute, telling.case_hearers(db, team, dispute, policy), policy, now)


def _steps(db: Db, team: str, dispute: Dispute, policy: Policy) -> list[tuple[datetime, Step]]:
    answers = answerer(db, team, dispute) if dispute.state is DisputeState.ANSWER else None
    rules_on_it = ruler(db, team, dispute) if dispute.state is DisputeState.RULING else None
    return rules.rulings.steps(dispute, answers, rules_on_it, policy)
