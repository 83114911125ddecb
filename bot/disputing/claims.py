"""What follows when somebody claims a candidate whom a colleague owns, and the colleague answers?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import owners, promises, rules
from bot.blocks import day
from bot.disputing import telling
from bot.disputing.clock import go_up, wind
from bot.disputing.ending import settle
from bot.disputing.parties import answerer, held, may_answer, ruler
from bot.errors import Refused
from bot.facts import Case, Decided, Dispute, DisputeState, Ownership, Passing, Person, Pool, Ruling
from bot.policy import Policy
from bot.words import clean_note
from storage.columns import new_id
from storage.database import Db


def open_(
    db: Db,
    claimant: Person,
    candidate: int,
    reason: str,
    evidence: str,
    job: int | None,
    policy: Policy,
    now: datetime,
) -> Dispute | None:
    """Open a dispute about a candidate whom a colleague owns; both of them are told.

    Where nobody owns them (any more), the claimant does at once, and there is no dispute.
    """
    team, reason = claimant.team, clean_note(reason)
    candidate = storage.merging.present(db, team, candidate)
    own = owners.settled(db, team, candidate, policy, now)
    _check(db, claimant, candidate, own, reason, job, policy)
    owner = storage.people.known(db, team, own.owner) if own.owner else None
    if owner is None or not owner.member:
        _check_free(claimant, policy)
        owners.give(db, team, {candidate: claimant.id}, Passing.CLAIMED, claimant.id, policy, now)
        return None
    of = Dispute(
        new_id(),
        candidate,
        owner.id,
        claimant.id,
        now,
        reason,
        clean_note(evidence),
        now,
        now,
        DisputeState.ANSWER,
        job,
    )
    dispute = _opened(db, team, of, policy, now)
    promises.plan(db, team, [candidate], policy, now)
    wind(db, team, dispute, policy, now)
    telling.say_claimed(db, team, dispute, policy, now)
    return dispute


def _opened(db: Db, team: str, of: Dispute, policy: Policy, now: datetime) -> Dispute:
    """Write it down with its clock, its evidence, and what the rules suggest by what is so at this moment."""
    answer_by = rules.rulings.answer_by(answerer(db, team, of), policy, now)
    rule_by = rules.rulings.rule_by(ruler(db, team, of), policy, now)
    dispute = replace(of, answer_by=answer_by, rule_by=rule_by)
    evidence = storage.disputes.add(db, team, dispute)
    submissions = storage.submissions.of(db, team, of.candidate or 0)
    rights = storage.representations.of(db, team, of.candidate or 0)
    case = Case(dispute, evidence, submissions=submissions, rights=tuple(rights))
    return storage.disputes.suggest(db, team, dispute, rules.disputes.suggested(case, policy))


def _check(
    db: Db, claimant: Person, candidate: int, own: Ownership, reason: str, job: int | None, policy: Policy
) -> None:
    """Refuse a claim that cannot be."""
    if not claimant.member:
        raise Refused("Only members of the team can claim a candidate.")
    if storage.candidates.candidate(db, claimant.team, candidate) is None:
        raise Refused("This candidate is not in Rapport any more, so there is nothing to claim.")
    if own.dispute is not None:
        raise Refused(_disputed(db, claimant, own.dispute, policy))
    if own.owner == claimant.id:
        raise Refused("They are yours already. Log a touch now and then, and they stay so.")
    if not reason:
        raise Refused("Say in a sentence why they should be yours.", "reason")
    if job is not None and storage.jobs.job(db, claimant.team, job) is None:
        raise Refused("That job is not here any more. Choose another, or none.", "job")


def _disputed(db: Db, claimant: Person, id: int, policy: Policy) -> str:
    there = storage.disputes.one(db, claimant.team, id)
    if there is None:
        return "Another claim is being settled. Try again later."
    until = day(rules.people.calendar(claimant, policy).local_day(there.rule_by))
    if there.claimant == claimant.id:
        return f"Your claim is being settled already; a ruling is due by {until}."
    return f"Another claim is being settled; a ruling is due by {until}. You can claim them after that."


def _check_free(claimant: Person, policy: Policy) -> None:
    if policy.pool is Pool.ASSIGNED and not claimant.manager:
        raise Refused("Nobody owns them now, and a manager assigns who does. Ask for them with /own and their name.")


def answer(db: Db, id: int, words: str, person: Person, policy: Policy, now: datetime) -> Decided:
    """Answer a claim, for oneself or whom one stands in for; the case then goes up. Late is better than never."""
    dispute, words = held(db, person.team, id), clean_note(words)
    if not may_answer(db, person, dispute):
        raise Refused("Only whoever owns them can answer this claim.")
    if dispute.state is DisputeState.ENDED:
        return Decided(dispute, mine=False)
    if dispute.answer is not None:
        raise Refused("This claim was answered already. If more is to be known, you are asked.")
    if not words:
        raise Refused("Write a sentence or two, so that your side is heard.", "answer")
    answered = storage.disputes.answer(db, person.team, dispute, words, person.id, now)
    if answered.state is DisputeState.ANSWER:
        return Decided(go_up(db, person.team, answered, person.id, policy, now))
    telling.redraw(db, person.team, answered, now)
    return Decided(answered)


def concede(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Decided:
    """Release a candidate to the claimant."""
    dispute = held(db, person.team, id)
    if person.id != dispute.owner:
        raise Refused("Only whoever owns them can release them.")
    return _ended_by(db, dispute, Ruling.CONCEDED, person, policy, now)


def withdraw(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Decided:
    """Take a claim back."""
    dispute = held(db, person.team, id)
    if person.id != dispute.claimant:
        raise Refused("Only whoever made this claim can withdraw it.")
    return _ended_by(db, dispute, Ruling.WITHDRAWN, person, policy, now)


def _ended_by(db: Db, dispute: Dispute, ruling: Ruling, person: Person, policy: Policy, now: datetime) -> Decided:
    if dispute.state is DisputeState.ENDED:
        return Decided(dispute, mine=False)
    return Decided(settle(db, person.team, dispute, ruling, policy, now, by=person.id))
