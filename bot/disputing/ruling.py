"""What follows when a manager rules on a dispute, or asks one of the two before?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import storage
from bot import rules
from bot.disputing import telling
from bot.disputing.clock import wind
from bot.disputing.ending import settle
from bot.disputing.parties import check_may_rule, held, ruler, stands_for
from bot.errors import Refused
from bot.facts import Decided, Dispute, DisputeState, Person, Question, Ruling, Share
from bot.messages.claims import NO_QUESTION
from bot.policy import Policy
from bot.words import clean_note
from storage.columns import new_id
from storage.database import Db

RULINGS = (Ruling.KEEP, Ruling.TRANSFER, Ruling.SHARE)


def rule(
    db: Db,
    id: int,
    ruling: Ruling,
    reasons: str,
    credit: Sequence[Share],
    person: Person,
    policy: Policy,
    now: datetime,
) -> Decided:
    """Rule on a dispute; whoever comes second is given the first one's outcome, whatever they chose."""
    dispute, reasons = held(db, person.team, id), clean_note(reasons)
    check_may_rule(db, person, dispute)
    if dispute.state is DisputeState.ENDED:
        return Decided(dispute, mine=False)
    _check_up(dispute)
    if ruling not in RULINGS:
        raise Refused("Choose to keep, to transfer or to share.")
    if not reasons:
        raise Refused("Give your reasons: both will read them, and so will whoever looks this up in a year.", "reasons")
    shares = tuple(credit) if ruling is Ruling.SHARE else ()
    if ruling is Ruling.SHARE:
        rules.rulings.check_whole(dispute, shares)
    if ruling is Ruling.TRANSFER:
        _check_here(db, person.team, dispute)
    return Decided(settle(db, person.team, dispute, ruling, policy, now, by=person.id, reasons=reasons, credit=shares))


def ask(db: Db, id: int, of: str, question: str, person: Person, policy: Policy, now: datetime) -> Decided:
    """Ask one of the two before ruling; the clock stops for a day."""
    dispute, words = held(db, person.team, id), clean_note(question)
    check_may_rule(db, person, dispute)
    if dispute.state is DisputeState.ENDED:
        return Decided(dispute, mine=False)
    _check_up(dispute)
    if dispute.asked >= policy.questions:
        raise Refused(f"{policy.questions} questions were asked already, which is the most. Rule on what is known.")
    if of not in (dispute.owner, dispute.claimant):
        raise Refused("Choose one of the two.", "of")
    if not words:
        raise Refused("Write what you want to know.", "question")
    asked = Question(new_id(), id, person.id, of, words, now)
    until = rules.rulings.asked_until(dispute.rule_by, ruler(db, person.team, dispute), policy, now)
    put_off = storage.disputes.ask(db, person.team, dispute, asked, until)
    wind(db, person.team, put_off, policy, now)
    telling.redraw(db, person.team, put_off, now)
    telling.say_asked(db, person.team, put_off, asked, policy, now)
    return Decided(put_off)


def answer_question(db: Db, id: int, words: str, person: Person, policy: Policy, now: datetime) -> Decided:
    """Answer what a manager asked, for oneself or whom one stands in for."""
    there, words = storage.disputes.question(db, person.team, id), clean_note(words)
    if there is None:
        raise Refused(NO_QUESTION)
    dispute = held(db, person.team, there.dispute)
    if not stands_for(db, person, dispute, there.asked_of):
        raise Refused("Only whoever was asked can answer.")
    if dispute.state is DisputeState.ENDED:
        return Decided(dispute, mine=False)
    question = storage.disputes.question(db, person.team, id)
    if question is None or question.answer is not None:
        raise Refused("This was answered already.")
    if not words:
        raise Refused("Write a sentence or two.", "answer")
    storage.disputes.answer_question(db, person.team, question, words, person.id, now)
    telling.redraw(db, person.team, dispute, now)
    return Decided(dispute)


def _check_up(dispute: Dispute) -> None:
    if dispute.state is DisputeState.ANSWER:
        raise Refused("The owner may still answer. You hear of it when they have, or when their time is over.")


def _check_here(db: Db, team: str, dispute: Dispute) -> None:
    claimant = storage.people.known(db, team, dispute.claimant)
    if claimant is None or not claimant.member:
        raise Refused("The claimant is not here any more, so they cannot own anybody. Choose to keep.")
