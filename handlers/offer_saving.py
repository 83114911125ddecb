"""What is written down when someone saves the form of an offer, or the line they typed about one?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import rules
from bot.errors import Refused
from bot.facts import (
    Candidate,
    NewRound,
    Offer,
    OfferDraft,
    OfferKind,
    OfferState,
    Package,
    Person,
    RoundBy,
    Stage,
    StageThere,
    Step,
    Submission,
    Unclear,
    Understood,
    Writing,
    WrittenDown,
)
from bot.offering import deadlines, rounds
from bot.policy import Policy
from handlers import deadline_times, offer_drafts, offer_reading, pay, representing, submissions
from handlers.touches import candidate_of
from storage.columns import new_id
from storage.database import Db

NO_COMPANY = "Say which company it is: type a few letters, or a new name."
NO_JOB = "Choose for which job the offer is."
NOT_FORWARD = "They are not put forward for a job that goes on. Press Put forward on their card first."
NO_WHY = "Say why you expect one, like: their boss asked them to stay."
NOT_YET = "That day has not come yet. Choose today or a day before."
NO_PAY = "Type what it is, like 87k + 8% bonus, or fill in a part of the package under More."
NOTHING_OFFERED = "Nobody has written down what is offered. Close this and press New round."


@dataclass(frozen=True)
class Saved:
    """What was written down about an offer, and what is asked before the candidate moves to `offer`."""

    done: WrittenDown
    held: representing.Held | None = None
    tag: Literal["saved"] = "saved"


def save(db: Db, draft: OfferDraft, person: Person, policy: Policy, now: datetime) -> Saved:
    """Write down what a draft says, for somebody who may see their pay now."""
    saved = _save(db, draft, person, policy, now)
    there = deadline_times.hour_there(db, saved.done.offer, person, policy)
    return replace(saved, done=replace(saved.done, there=there))


def _save(db: Db, draft: OfferDraft, person: Person, policy: Policy, now: datetime) -> Saved:
    candidate = candidate_of(db, person.team, draft.candidate)
    pay.check(db, person, candidate.id)
    draft = replace(draft, candidate=candidate.id)
    if draft.writing is Writing.FACTS:
        return Saved(_change(db, candidate, draft, person, policy, now))
    if draft.writing is Writing.NEW and (known := _known(db, person.team, draft)):
        draft = replace(draft, offer=known.id)
        return Saved(replace(_say(db, candidate, draft, person, policy, now), again=True))
    if draft.writing is Writing.ROUND:
        return Saved(_say(db, candidate, draft, person, policy, now))
    return _raise(db, candidate, draft, person, policy, now)


def understood(db: Db, draft: OfferDraft, person: Person) -> Understood:
    """Read the package of a draft, or ask at its field what was meant."""
    read = offer_reading.package_of(db, draft, person)
    if isinstance(read, Unclear):
        raise Refused(read.question, field="pay")
    return read


def _known(db: Db, team: str, draft: OfferDraft) -> Offer | None:
    """Give the offer that goes on already and is meant: of the same rival, or the one counter-offer."""
    theirs = storage.offers.of(db, team, draft.candidate)
    if draft.kind is OfferKind.RIVAL:
        return rules.offers.same_company(theirs, draft.company)
    counters = (each for each in theirs if each.kind is OfferKind.COUNTER and each.undecided)
    return next(counters, None) if draft.kind is OfferKind.COUNTER else None


def _raise(db: Db, candidate: Candidate, draft: OfferDraft, person: Person, policy: Policy, now: datetime) -> Saved:
    """Write down a new offer; by one of ours they come to the stage `offer`."""
    submission = _submission(db, draft, person, now) if draft.kind is OfferKind.OURS else None
    draft = replace(draft, submission=submission.id if submission else None)
    read, said = _said(db, draft, person, policy, now)
    if submission and said is None:
        raise Refused(NO_PAY, field="pay")
    wanted = _state(draft, said, OfferState.EXPECTED)
    offer = Offer(
        id=new_id(),
        candidate=candidate.id,
        kind=draft.kind,
        state=wanted,
        raised_by=person.id,
        raised_at=now,
        submission=submission.id if submission else None,
        company=submission.title if submission else draft.company,
        touch=draft.touch,
    )
    offer = _facts(db, offer, draft, person, policy, now)
    _check(offer)
    told = rounds.raise_offer(db, offer, said, person, policy, now)
    done = WrittenDown(candidate, told.offer, told.round, read.assumed, told.asked, alone=told.round is None)
    return _moved(db, done, submission, person, policy, now) if submission else Saved(done)


def _say(db: Db, candidate: Candidate, draft: OfferDraft, person: Person, policy: Policy, now: datetime) -> WrittenDown:
    """Write down a new round of an offer that goes on, and what else was said of it."""
    offer = rounds.held(db, person.team, draft.offer or 0, policy, now)
    offer_drafts.check_goes_on(db, person.team, offer)
    draft = replace(draft, submission=offer.submission)
    read, said = _said(db, draft, person, policy, now)
    after = _facts(db, offer, draft, person, policy, now)
    after = replace(after, state=_state(draft, said, offer.state))
    if said is None and after == offer:
        raise Refused(NO_PAY, field="pay")
    _check(after)
    told = rounds.say_round(db, offer, after, said, person, policy, now)
    return WrittenDown(candidate, told.offer, told.round, read.assumed, told.asked)


def _change(
    db: Db, candidate: Candidate, draft: OfferDraft, person: Person, policy: Policy, now: datetime
) -> WrittenDown:
    """Write down what else is known of an offer; whether they have it decides how it stands."""
    offer = rounds.held(db, person.team, draft.offer or 0, policy, now)
    offer_drafts.check_goes_on(db, person.team, offer)
    after = _facts(db, offer, draft, person, policy, now)
    has_it = _has_it(draft)
    if has_it and offer.state is OfferState.EXPECTED:
        _check_offered(db, person.team, offer)
        return WrittenDown(candidate, rounds.make(db, offer, after, person, policy, now))
    if has_it is False and offer.state is OfferState.OPEN:
        _check(replace(after, state=OfferState.EXPECTED))
        return WrittenDown(candidate, rounds.unmake(db, offer, after, person, policy, now))
    _check(after)
    return WrittenDown(candidate, rounds.change_facts(db, offer, after, person, policy, now))


def _has_it(draft: OfferDraft) -> bool | None:
    """Tell whether the candidate has the offer, as the form of facts says; None where it does not."""
    if draft.kind is not OfferKind.RIVAL:
        return draft.made
    return draft.stage_there is StageThere.OFFER if draft.stage_there else None


def _check_offered(db: Db, team: str, offer: Offer) -> None:
    """Refuse to make an offer of ours of which nobody has said what is offered."""
    said = storage.offers.rounds(db, team, [offer.id])[offer.id]
    if offer.kind is OfferKind.OURS and all(each.by is not RoundBy.OFFERED for each in said):
        raise Refused(NOTHING_OFFERED, field="made")


def _submission(db: Db, draft: OfferDraft, person: Person, now: datetime) -> Submission:
    """Give the submission that an offer of ours is for."""
    live = offer_drafts.could_be_for(db, person.team, draft.candidate, now)
    if not live:
        raise Refused(NOT_FORWARD)
    chosen = live[0] if len(live) == 1 else next((each for each in live if each.id == draft.submission), None)
    if chosen is None:
        raise Refused(NO_JOB, field="submission")
    return chosen


def _said(
    db: Db, draft: OfferDraft, person: Person, policy: Policy, now: datetime
) -> tuple[Understood, NewRound | None]:
    """Read the round that a draft holds; there is none where nothing was said of a package."""
    read = understood(db, draft, person)
    today = rules.people.calendar(person, policy).local_day(now)
    if draft.said_on and draft.said_on > today:
        raise Refused(NOT_YET, field="said_on")
    if read.package == Package():
        return read, None
    at = rules.touches.moment_of(draft.said_on, person, policy, now) or now
    return read, NewRound(draft.by, read.package, at, draft.who, draft.touch)


def _state(draft: OfferDraft, said: NewRound | None, before: OfferState) -> OfferState:
    """Say how an offer stands by what was said: open once they have it."""
    offered = said is not None and said.by is RoundBy.OFFERED
    if draft.kind is OfferKind.RIVAL:
        has_it = draft.stage_there is StageThere.OFFER or (offered and draft.stage_there is None)
    elif draft.kind is OfferKind.COUNTER:
        has_it = draft.made if draft.made is not None else offered
    else:
        has_it = offered and draft.made is not False
    return OfferState.OPEN if has_it else before


def _facts(db: Db, offer: Offer, draft: OfferDraft, person: Person, policy: Policy, now: datetime) -> Offer:
    """Lay over an offer what else a draft says of it; what it does not say stays."""
    changing = draft.writing is Writing.FACTS
    whose = deadlines.whose(db, person.team, offer, person.id) if draft.on else None
    after = offer_reading.deadline_of(offer, draft, whose, policy, now)
    if offer.kind is not OfferKind.OURS:
        after = replace(after, company=draft.company or offer.company)
    told_at, told_by = offer.client_told_at, offer.client_told_by
    if draft.client_told is not None and draft.client_told is not (told_at is not None):
        told_at, told_by = (now, person.id) if draft.client_told else (None, None)
    return replace(
        after,
        stage_there=draft.stage_there or (None if changing else offer.stage_there),
        rank=draft.rank or (None if changing else offer.rank),
        why=draft.why or ("" if changing else offer.why),
        done_for_it=draft.done_for_it or ("" if changing else offer.done_for_it),
        client_told_at=told_at,
        client_told_by=told_by,
    )


def _check(offer: Offer) -> None:
    """Refuse an offer that says too little."""
    if offer.kind is OfferKind.RIVAL and not offer.company:
        raise Refused(NO_COMPANY, field="company")
    if offer.kind is OfferKind.COUNTER and offer.state is OfferState.EXPECTED and not offer.why:
        raise Refused(NO_WHY, field="why")


def _moved(db: Db, done: WrittenDown, submission: Submission, person: Person, policy: Policy, now: datetime) -> Saved:
    """Take the submission to the stage `offer`, where it is before that and nothing is asked first."""
    if submission.stage not in rules.offers.BEFORE_OFFER:
        return Saved(done)
    step = Step(done.candidate.id, submission.job, Stage.OFFER, submission.id)
    held = representing.held(db, done.candidate, step, submission, person, now)
    if held:
        return Saved(done, held)
    submissions.take(db, step, person, policy, now)
    return Saved(replace(done, moved_from=submission.stage))
