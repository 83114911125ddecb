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
    Offer,
    OfferDraft,
    OfferKind,
    OfferState,
    Person,
    RoundBy,
    Stage,
    Step,
    Submission,
    Writing,
    WrittenDown,
)
from bot.offering import rounds
from bot.policy import Policy
from handlers import deadline_times, offer_drafts, offer_reading, offer_standing, pay, representing, submissions
from handlers.touches import candidate_of
from storage.columns import new_id
from storage.database import Db

NO_JOB = "Choose for which job the offer is."
NOT_FORWARD = "They are not put forward for a job that goes on. Press Put forward on their card first."
NO_PAY = "Type what it is, like 87k + 8% bonus, or fill in a part of the package under More."
CHANGED = (
    "This offer was changed while you had this form open, so nothing is saved. What you typed stays in the form: copy "
    "what you need of it, close the form, and open it anew from their offers."
)
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
    candidate = _held(db, person.team, draft.candidate)
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


def _held(db: Db, team: str, id: int) -> Candidate:
    """Give whom a draft is about, held until we are done, so that nobody writes down the same meanwhile."""
    there = candidate_of(db, team, id)
    storage.ownership.hold(db, team, [there.id])
    # Two records may have become one while we waited.
    present = candidate_of(db, team, id)
    if present.id != there.id:
        storage.ownership.hold(db, team, [present.id])
    return present


def _known(db: Db, team: str, draft: OfferDraft) -> Offer | None:
    """Give the offer that goes on already and is meant: of the same rival, or the one counter-offer."""
    return rules.offers.known(storage.offers.of(db, team, draft.candidate), draft.kind, draft.company)


def _raise(db: Db, candidate: Candidate, draft: OfferDraft, person: Person, policy: Policy, now: datetime) -> Saved:
    """Write down a new offer; by one of ours they come to the stage `offer`."""
    submission = _submission(db, draft, person, now) if draft.kind is OfferKind.OURS else None
    draft = replace(draft, submission=submission.id if submission else None)
    if submission is None:
        rules.offer_line_companies.check(draft.company)
    read, said = offer_reading.round_of(db, draft, person, policy, now)
    if submission and said is None:
        raise Refused(NO_PAY, field="pay")
    wanted = offer_standing.state(draft, said, OfferState.EXPECTED)
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
    offer = offer_standing.facts(db, offer, draft, person, policy, now)
    offer_standing.check(offer)
    told = rounds.raise_offer(db, offer, said, person, policy, now)
    done = WrittenDown(candidate, told.offer, told.round, read.assumed, told.asked, alone=told.round is None)
    done = replace(done, learned=tuple(told.offer.learned_since(None)), wanted=told.wanted)
    return _moved(db, done, submission, person, policy, now) if submission else Saved(done)


def _say(db: Db, candidate: Candidate, draft: OfferDraft, person: Person, policy: Policy, now: datetime) -> WrittenDown:
    """Write down a new round of an offer that goes on, and what else was said of it."""
    offer = rounds.held(db, person.team, draft.offer or 0, policy, now)
    offer_drafts.check_goes_on(db, person.team, offer)
    draft = replace(draft, submission=offer.submission)
    read, said = offer_reading.round_of(db, draft, person, policy, now)
    after = offer_standing.facts(db, offer, draft, person, policy, now)
    after = replace(after, state=offer_standing.state(draft, said, offer.state))
    if said is None and after == offer:
        raise Refused(NO_PAY, field="pay")
    offer_standing.check(after)
    told = rounds.say_round(db, offer, after, said, person, policy, now)
    new = tuple(told.offer.learned_since(offer))
    return WrittenDown(candidate, told.offer, told.round, read.assumed, told.asked, learned=new, wanted=told.wanted)


def _change(
    db: Db, candidate: Candidate, draft: OfferDraft, person: Person, policy: Policy, now: datetime
) -> WrittenDown:
    """Write down what else is known of an offer; whether they have it decides how it stands."""
    offer = rounds.held(db, person.team, draft.offer or 0, policy, now)
    offer_drafts.check_goes_on(db, person.team, offer)
    if draft.version not in (None, offer.version):
        raise Refused(CHANGED)
    after = offer_standing.facts(db, offer, draft, person, policy, now)
    has_it = offer_standing.has_it(draft)
    if has_it and offer.state is OfferState.EXPECTED:
        _check_offered(db, person.team, offer)
        after = rounds.make(db, offer, after, person, policy, now)
    elif has_it is False and offer.state is OfferState.OPEN:
        offer_standing.check(replace(after, state=OfferState.EXPECTED))
        after = rounds.unmake(db, offer, after, person, policy, now)
    else:
        offer_standing.check(after)
        after = rounds.change_facts(db, offer, after, person, policy, now)
    return WrittenDown(candidate, after, learned=tuple(after.learned_since(offer)))


def _check_offered(db: Db, team: str, offer: Offer) -> None:
    """Refuse to make an offer of ours of which nobody has said what is offered."""
    said = storage.offer_rounds.rounds(db, team, [offer.id])[offer.id]
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
