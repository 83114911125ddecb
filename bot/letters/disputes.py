"""What do letters about a dispute say, and to whom do they go where its channel is not private?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import storage
from bot import messages, rules
from bot.blocks import Message
from bot.facts import Case, Dispute, DisputeState, Ground, Judges, Letter, Person, ShownCase
from bot.policy import Policy
from storage.database import Db

CLAIMED = "disputes.claimed"
OPENED = "disputes.opened"
CASE = "disputes.case"
ASKED = "disputes.asked"
REMINDED = "disputes.reminded"
ENDED = "disputes.ended"


def shown(db: Db, team: str, dispute: Dispute, policy: Policy) -> ShownCase | None:
    """Read all that the words about a dispute need; None where it was about somebody who is erased."""
    candidate = storage.candidates.candidate(db, team, dispute.candidate) if dispute.candidate else None
    if candidate is None:
        return None
    evidence = storage.disputes.evidence(db, team, dispute.id)
    parties = (dispute.owner, dispute.claimant)
    questions = storage.disputes.questions(db, team, dispute.id)
    touches = storage.disputes.touches(db, team, dispute)
    lines = rules.disputes.timeline(Case(dispute, evidence, touches, questions=questions))
    about = {piece.touch.id: piece.touch.at for piece in lines}
    people = storage.people.several(db, team, parties)
    job = storage.jobs.job(db, team, dispute.job) if dispute.job else None
    return ShownCase(
        dispute=dispute,
        name=candidate.name,
        lines=tuple(lines),
        questions=questions,
        title=job.title if job else None,
        stands_on=_stands_on(db, team, dispute),
        stands_at=about.get(dispute.about or 0),
        keeps_at=keeps_at(db, team, dispute, policy),
        judges=judges(db, team, dispute),
        before=tuple(storage.disputes.settled_before(db, team, candidate.id, parties, but=dispute.id)),
        owner_name=_called(people.get(dispute.owner)),
        claimant_name=_called(people.get(dispute.claimant)),
    )


def briefly(db: Db, team: str, disputes: Sequence[Dispute]) -> list[ShownCase]:
    """Read what a list says of disputes; it leaves out those about somebody who is erased."""
    about = [each.candidate for each in disputes if each.candidate]
    names = {found.id: found.name for found in storage.candidates.briefly(db, team, about)}
    who = rulers_of(db, team, disputes)
    return [
        ShownCase(each, names[each.candidate], judges=rules.rulings.judges(who[each.id]))
        for each in disputes
        if each.candidate in names
    ]


def rulers(db: Db, team: str, dispute: Dispute) -> list[Person]:
    """List who may rule on a dispute; where it is nobody, the clock decides."""
    return rulers_of(db, team, [dispute])[dispute.id]


def rulers_of(db: Db, team: str, disputes: Sequence[Dispute]) -> dict[int, list[Person]]:
    """List who may rule on each of these disputes, by its id."""
    if not disputes:
        return {}
    managers, administrators = storage.people.managers(db, team), storage.people.administrators(db, team)
    people = storage.people.several(db, team, {side for each in disputes for side in (each.owner, each.claimant)})
    covers = {id: {person.cover} for id, person in people.items() if person.cover}
    return {
        each.id: rules.rulings.rulers(
            managers, administrators, each, covers.get(each.owner, set()) | covers.get(each.claimant, set())
        )
        for each in disputes
    }


def judges(db: Db, team: str, dispute: Dispute) -> Judges:
    """Tell whether managers may rule on a dispute, or administrators, or nobody."""
    return rules.rulings.judges(rulers(db, team, dispute))


def keeps_at(db: Db, team: str, dispute: Dispute, policy: Policy) -> datetime | None:
    """Tell when the owner keeps because nobody ruled; None once it is settled."""
    if dispute.state is DisputeState.ENDED:
        return None
    return rules.rulings.kept_at(dispute, next(iter(rulers(db, team, dispute)), None), policy)


def to_each(db: Db, letter: Letter, policy: Policy, now: datetime) -> None:
    """Write what was for a channel to each of those who may rule, in a message of their own."""
    dispute = storage.disputes.one(db, letter.team, int(letter.about or 0))
    for person in rulers(db, letter.team, dispute) if dispute else []:
        at, key = rules.people.audible_at(person, now, policy), f"{letter.kind}/{letter.id}/{person.id}"
        storage.outbox.letter(
            db, letter.team, key, letter.kind, person.id, letter.due_at, at, about=letter.about, by=letter.by
        )


def _claimed(db: Db, letter: Letter, policy: Policy, _now: datetime) -> Message | None:
    case = _of(db, letter, policy)
    return messages.disputes.claimed(case, letter.recipient) if case else None


def _opened(db: Db, letter: Letter, policy: Policy, _now: datetime) -> Message | None:
    case = _of(db, letter, policy)
    return messages.disputes.opened(case) if case else None


def _case(db: Db, letter: Letter, policy: Policy, _now: datetime) -> Message | None:
    case = _of(db, letter, policy)
    return messages.cases.case(case, policy.spoke_days, policy.questions) if case else None


def _asked(db: Db, letter: Letter, policy: Policy, _now: datetime) -> Message | None:
    question = storage.disputes.question(db, letter.team, int(letter.about or 0))
    dispute = storage.disputes.one(db, letter.team, question.dispute) if question else None
    case = shown(db, letter.team, dispute, policy) if dispute else None
    return messages.disputes.asked(case, question) if case and question else None


def _reminded(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    """Remind the owner, or who stands in for them, to answer, and the managers to rule; not once it is overtaken."""
    case = _of(db, letter, policy)
    if case is None:
        return None
    if letter.recipient in _answerers(db, letter.team, case.dispute):
        overtaken = letter.shown is None and not messages.disputes.waits_for_answer(case)
        return None if overtaken else messages.disputes.answer_due(case, letter.recipient)
    is_over = case.dispute.ended_at is not None and letter.shown is None
    return None if is_over else messages.cases.due(case, policy.questions, now)


def _ended(db: Db, letter: Letter, policy: Policy, _now: datetime) -> Message | None:
    case = _of(db, letter, policy)
    return messages.disputes.ended(case, letter.recipient) if case else None


def _of(db: Db, letter: Letter, policy: Policy) -> ShownCase | None:
    dispute = storage.disputes.one(db, letter.team, int(letter.about or 0))
    return shown(db, letter.team, dispute, policy) if dispute else None


def _answerers(db: Db, team: str, dispute: Dispute) -> set[str]:
    """Name who is asked to answer: the owner, who stands in for them, and whoever has answered."""
    owner = storage.people.known(db, team, dispute.owner)
    named = {dispute.owner, dispute.answered_by, owner.cover if owner else None}
    return {each for each in named if each}


def _stands_on(db: Db, team: str, dispute: Dispute) -> str | None:
    """Name the job that the suggestion stands on, where it stands on one."""
    if dispute.about is None:
        return None
    if dispute.ground is Ground.REPRESENTS:
        right = storage.representations.one(db, team, dispute.about)
        return right.title if right else None
    if dispute.ground in (Ground.LIVE, Ground.BOTH):
        submission = storage.submissions.submission(db, team, dispute.about)
        return submission.title if submission else None
    return None


def _called(person: Person | None) -> str:
    return person.name if person else "them"


DRAWN = {
    CLAIMED: _claimed,
    OPENED: _opened,
    CASE: _case,
    ASKED: _asked,
    REMINDED: _reminded,
    ENDED: _ended,
}
