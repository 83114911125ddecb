"""How does it stand with who owns a candidate?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import storage
from bot import letters, promises, rules
from bot.disputing import telling
from bot.facts import Approval, ApprovalKind, Candidate, Dispute, Holding, OwnerChange, Ownership, Person, Standing
from bot.policy import Policy
from handlers.touches import candidate_of
from storage.database import Db


def holding_of(db: Db, team: str, id: int, policy: Policy, now: datetime) -> Holding:
    """Read who owns a candidate, what holds it, until when, how it came so, and what is asked about it."""
    candidate = candidate_of(db, team, id)
    standings, people = promises.look(db, team, [candidate.id])
    changes = tuple(storage.ownership.changes(db, team, candidate.id))
    return shortly(db, team, candidate, standings[candidate.id], people, policy, now, changes)


def shortly(
    db: Db,
    team: str,
    candidate: Candidate,
    standing: Standing,
    people: Mapping[str, Person],
    policy: Policy,
    now: datetime,
    changes: tuple[OwnerChange, ...] = (),
) -> Holding:
    """Read who owns a candidate, what holds it and until when, as the card says it: `standing` is how they stand."""
    own = standing.ownership
    requests = storage.approvals.about(db, team, [candidate.id])
    asked = tuple(each for each in requests if each.granted is None)
    owner = people.get(own.owner or "")
    ends_at = rules.ownership.ends_at(standing, owner, policy)
    if ends_at is not None and ends_at <= now:
        # It lapsed at that moment, whether or not the clock has come to it.
        pooled = tuple(each for each in asked if each.kind is not ApprovalKind.MORE_TIME)
        return Holding(candidate, Ownership(since=ends_at), changes=changes, asked=pooled)
    dispute = storage.disputes.one(db, team, own.dispute) if own.dispute is not None else None
    claimant = storage.people.known(db, team, dispute.claimant) if dispute else None
    return Holding(
        candidate,
        own,
        held_by=storage.touches.touch_of(db, team, own.held_by) if own.held_by else None,
        attempts=storage.touches.attempts(db, team, candidate.id, own.owner, own.held_at),
        last_on=rules.people.last_day(owner, ends_at, policy) if ends_at else None,
        live=rules.ownership.live_of(standing, policy, now),
        dispute=dispute,
        claimant=claimant.name if claimant else "",
        parties=_parties(db, team, dispute) if dispute else frozenset(),
        frozen_until=letters.disputes.keeps_at(db, team, dispute, policy) if dispute else None,
        more_time=ends_at is not None and _may_ask(ends_at, requests, owner, policy, now),
        changes=changes,
        asked=asked,
    )


def _parties(db: Db, team: str, dispute: Dispute) -> frozenset[str]:
    """Name the two whom a claim is about, and who stands in for one of them."""
    two = (dispute.owner, dispute.claimant)
    return frozenset(each for side in two for each in telling.side(db, team, dispute, side))


def _may_ask(
    ends_at: datetime, requests: Sequence[Approval], owner: Person | None, policy: Policy, now: datetime
) -> bool:
    asking = rules.more_time.asking(ends_at, requests, owner, policy, now)
    return asking is rules.more_time.Asking.MAY
