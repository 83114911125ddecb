"""What follows when an offer is written down, talked about, or when more is known of it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import storage
from bot import promises, rules
from bot.errors import Refused
from bot.facts import NewRound, Offer, OfferKind, OfferRound, OfferState, Person, RoundBy, StageThere
from bot.offering import alone, clock, deadlines, feasibility
from bot.policy import Policy
from storage.columns import new_id
from storage.database import Db

NO_OFFER = "That offer cannot be found any more. Type /offer and the name to see all offers to them."
RAN_OUT = "This offer has run out, and this round does not renew it. Leave the day empty, or press Renew on the offers."
SAME = {
    RoundBy.OFFERED: "That is what was offered last, so nothing is written down. Change it, or close this.",
    RoundBy.ASKED: "That is what they ask for already, so nothing is written down. Change it, or close this.",
    RoundBy.WAITING: "A manager is asked about just that already, so nothing is written down. Wait for the answer.",
}
ALREADY = "An offer for this job stands already. Go on with that one: press Offers to see it."


@dataclass(frozen=True, slots=True)
class Told:
    """An offer as it stands once something was written down about it: the round, and which managers were asked.

    `wanted` is how it would stand without being asked about, with the day that was said.
    """

    offer: Offer
    round: OfferRound | None = None
    asked: tuple[str, ...] = ()
    wanted: Offer | None = None


def held(db: Db, team: str, id: int, policy: Policy, now: datetime) -> Offer:
    """Give an offer as it stands now, held with its candidate until we are done; or refuse where it is gone.

    One that has run out has done so, though no tick has looked yet.
    """
    there = storage.offers.offer(db, team, id)
    if there is None:
        raise Refused(NO_OFFER)
    storage.ownership.of(db, team, there.candidate, hold=True)
    offer = clock.settled(db, team, there, policy, now)
    # Two records that became one while we waited: theirs is held by now, so whoever is kept can be held as well.
    if offer.candidate != there.candidate:
        storage.ownership.of(db, team, offer.candidate, hold=True)
    return offer


def raise_offer(db: Db, offer: Offer, first: NewRound | None, person: Person, policy: Policy, now: datetime) -> Told:
    """Write down a new offer, which the candidate has where it is `OPEN`, and the first round of its talks.

    Of ours there is one at most that goes on for a submission. Where the figures of ours lie outside the band, managers
    are asked first, and it waits for them.
    """
    storage.ownership.of(db, person.team, offer.candidate, hold=True)
    if offer.kind is OfferKind.OURS:
        alone.check_stage(db, person.team, offer)
        clock.all_settled(db, person.team, offer.candidate, policy, now)
        alone.check(db, person.team, offer, ALREADY)
        _check_day(db, person.team, None, offer)
    raised = storage.offers.add(db, person.team, replace(offer, state=OfferState.EXPECTED, made_at=None))
    return _carried_on(db, raised, offer, first, person, policy, now)


def say_round(
    db: Db, before: Offer, after: Offer, said: NewRound | None, person: Person, policy: Policy, now: datetime
) -> Told:
    """Write down one more round about an offer that is held and goes on; `after` is how it stands with it.

    One of ours that ran out is renewed by what is offered anew, and decided by a new day.
    """
    rules.offers.check_goes_on(before)
    _check_day(db, person.team, before.decide_by, after)
    if before.state is OfferState.EXPIRED and after.undecided:
        alone.check(db, person.team, before)
    same = _same(db, person.team, before, said) if said else None
    if same:
        said, after = None, replace(after, state=before.state) if same is RoundBy.WAITING else after
        if after == before:
            raise Refused(SAME[same], field="pay")
    return _carried_on(db, before, after, said, person, policy, now)


def change_facts(
    db: Db, before: Offer, after: Offer, person: Person, policy: Policy, now: datetime, reason: str = ""
) -> Offer:
    """Write down what more is known about an offer that is held, and what is owed by it."""
    if after == before:
        return before
    rules.offers.check(before, after.state)
    changed = storage.offers.change(db, person.team, before, after, person.id, now, reason)
    promises.plan(db, person.team, [after.candidate], policy, now, promises.Because("offers", person.id))
    return changed


def make(db: Db, before: Offer, after: Offer, person: Person, policy: Policy, now: datetime) -> Offer:
    """Write down that the candidate has an offer that is held, since now; ours is decided by a day from then."""
    made = _as_made(db, person.team, before, replace(after, state=OfferState.OPEN), now, policy, now)
    return change_facts(db, before, made, person, policy, now)


def unmake(db: Db, before: Offer, after: Offer, person: Person, policy: Policy, now: datetime) -> Offer:
    """Write down that the candidate does not have an offer, which is held, after all."""
    said = storage.offer_rounds.rounds(db, person.team, [before.id])[before.id]
    return change_facts(db, before, rules.feasibility.unmade(after, said), person, policy, now)


def _carried_on(
    db: Db, before: Offer, after: Offer, said: NewRound | None, person: Person, policy: Policy, now: datetime
) -> Told:
    """Bring an offer to how it stands with a round, and ask the managers where ours lies outside the band."""
    wanted, offered = after, after.kind is OfferKind.OURS and said is not None and said.by is RoundBy.OFFERED
    if said and offered and _is_past(db, person.team, before, said):
        offered, after = False, rules.feasibility.asked_first(before, after)
    if said and offered and feasibility.check(db, before, said.package, person, policy, now) is OfferState.WAITING:
        said, after = replace(said, by=RoundBy.WAITING), rules.feasibility.asked_first(before, after)
    elif offered:
        after = rules.feasibility.unasked(after)
    if after.state is OfferState.EXPIRED and after.decide_by != before.decide_by:
        raise Refused(RAN_OUT, field="on")
    round = _said(db, before, said, person, now) if said else None
    after = _as_made(db, person.team, before, after, said.at if said else now, policy, now)
    changed = change_facts(db, before, after, person, policy, now)
    asked = feasibility.follow(db, changed, round, person, policy, now, wanted) if round and offered else ()
    if changed == before:
        promises.plan(db, person.team, [before.candidate], policy, now, promises.Because("offers", person.id))
    return Told(changed, round, asked, wanted)


def _check_day(db: Db, team: str, before: datetime | None, after: Offer) -> None:
    """Refuse, at its field, a day that is said of an offer of ours to which they said yes."""
    if after.decide_by != before and not deadlines.runs(db, team, after):
        raise Refused(deadlines.NO_DAY, field="on")


def _is_past(db: Db, team: str, before: Offer, said: NewRound) -> bool:
    """Tell whether a round was offered before the one that they have now: then it only tells how that came about."""
    if before.state not in (OfferState.OPEN, OfferState.EXPIRED):
        return False
    there = storage.offer_rounds.rounds(db, team, [before.id])[before.id]
    return any(each.by is RoundBy.OFFERED and each.at > said.at for each in there)


def _said(db: Db, offer: Offer, said: NewRound, person: Person, now: datetime) -> OfferRound:
    round = OfferRound(
        new_id(), offer.id, 0, said.by, said.package, said.at, person.id, now, who=said.who, touch=said.touch
    )
    return storage.offer_rounds.say(db, person.team, round)


def _as_made(db: Db, team: str, before: Offer, after: Offer, at: datetime, policy: Policy, now: datetime) -> Offer:
    """Say how an offer stands once they have it: since when, and until when ours is decided, where nobody said."""
    if after.state is not OfferState.OPEN:
        return after
    anew = before.state is OfferState.EXPIRED or before.made_at is None
    after = replace(after, made_at=at if anew else before.made_at, ended_at=None)
    if after.kind is OfferKind.RIVAL:
        return replace(after, stage_there=StageThere.OFFER)
    return deadlines.made(db, team, after, at, policy, now) if after.kind is OfferKind.OURS else after


def _same(db: Db, team: str, offer: Offer, said: NewRound) -> RoundBy | None:
    """Tell whether a side has said just this last, and whether that waits; what ran out is renewed by the same."""
    last = rules.offers.last_said(storage.offer_rounds.rounds(db, team, [offer.id])[offer.id], said.by)
    if last is None or last.package != said.package:
        return None
    renews = offer.state is OfferState.EXPIRED and last.by is RoundBy.OFFERED
    return None if renews else last.by
