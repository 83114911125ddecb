"""Who has a part in a dispute, who rules on it, and who sees it?"""

from __future__ import annotations

from collections.abc import Sequence

import storage
from bot.errors import Refused
from bot.facts import Case, Dispute, Person
from bot.letters.disputes import rulers as rulers
from bot.letters.disputes import rulers_of as rulers_of
from bot.messages.claims import NO_DISPUTE
from storage.database import Db


def held(db: Db, team: str, id: int) -> Dispute:
    """Give a dispute, and hold it and its candidate until we are done, so that of two who act one comes second."""
    there = storage.disputes.one(db, team, id)
    if there is not None and there.candidate is not None:
        storage.ownership.of(db, team, there.candidate, hold=True)
    dispute = storage.disputes.one(db, team, id, hold=True) if there else None
    if dispute is None:
        raise Refused(NO_DISPUTE)
    return dispute


def case(db: Db, team: str, id: int) -> Case | None:
    """Give all that a dispute is judged by, or None where there is none."""
    dispute = storage.disputes.one(db, team, id)
    if dispute is None:
        return None
    evidence = storage.disputes.evidence(db, team, id)
    touches = storage.disputes.touches(db, team, dispute)
    return Case(dispute, evidence, touches, questions=storage.disputes.questions(db, team, id))


def may_rule(db: Db, person: Person, dispute: Dispute) -> bool:
    """Tell whether someone may rule on a dispute."""
    return person.id in {each.id for each in rulers(db, person.team, dispute)}


def check_may_rule(db: Db, person: Person, dispute: Dispute) -> None:
    """Refuse whoever may not rule on a dispute."""
    if may_rule(db, person, dispute):
        return
    if person.id in (dispute.owner, dispute.claimant, dispute.answered_by):
        raise Refused("You have a part in this yourself, so somebody else rules on it.")
    if any(stands_for(db, person, dispute, side) for side in (dispute.owner, dispute.claimant)):
        raise Refused("You stand in for one of the two at the moment, so somebody else rules on it.")
    raise Refused("Only a manager who has no part in this can rule on it.")


def may_see(db: Db, person: Person, dispute: Dispute) -> bool:
    """Tell whether someone may see a dispute: the two, who stands in for one of them, managers, administrators."""
    return bool(seen_by(db, person, [dispute]))


def seen_by(db: Db, person: Person, disputes: Sequence[Dispute]) -> list[Dispute]:
    """List those of these disputes that someone may see."""
    if not person.member or not disputes:
        return []
    if person.manager or person.administrator:
        return list(disputes)
    away = storage.people.several(db, person.team, {side for each in disputes for side in (each.owner, each.claimant)})
    sides = {person.id} | {id for id, each in away.items() if each.cover == person.id}
    return [each for each in disputes if sides & {each.owner, each.claimant}]


def may_answer(db: Db, person: Person, dispute: Dispute) -> bool:
    """Tell whether someone may answer a claim: the owner, or who stands in for them."""
    return stands_for(db, person, dispute, dispute.owner)


def stands_for(db: Db, person: Person, dispute: Dispute, side: str) -> bool:
    """Tell whether someone is one of the two, or stands in for them while they are away."""
    if person.id == side:
        return True
    cover = cover_of(db, person.team, dispute, side)
    return cover is not None and cover.id == person.id


def cover_of(db: Db, team: str, dispute: Dispute, side: str) -> Person | None:
    """Give who stands in for one of the two; the other of them never does."""
    away = storage.people.known(db, team, side)
    if away is None or away.cover is None or away.cover in (dispute.owner, dispute.claimant):
        return None
    cover = storage.people.known(db, team, away.cover)
    return cover if cover and cover.member else None


def answerer(db: Db, team: str, dispute: Dispute) -> Person | None:
    """Give who is to answer a claim, and by whose calendar."""
    return cover_of(db, team, dispute, dispute.owner) or storage.people.known(db, team, dispute.owner)


def ruler(db: Db, team: str, dispute: Dispute) -> Person | None:
    """Give the one by whose calendar the ruling is due."""
    return next(iter(rulers(db, team, dispute)), None)
