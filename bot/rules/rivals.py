"""Until when does a candidate decide on an offer of somebody else?"""

from __future__ import annotations

from collections.abc import Mapping

from bot.facts import Due, Offer, OfferKind, Owing, Person, Stage, Standing, Submission
from bot.policy import Policy
from bot.rules import decisions

KIND = Owing.RIVALS
# Whoever has come furthest with one of ours has most to lose to a rival.
LIVE = (Stage.ACCEPTED, Stage.OFFER, Stage.INTERVIEW)


def rivals_due(standing: Standing, people: Mapping[str, Person], policy: Policy) -> list[Due]:
    """Tell until when a candidate decides on an offer of somebody else, by the tightest deadline that we know.

    Past it, it is owed on: somebody asks what became of it.
    """
    offers, submission = others(standing), furthest(standing)
    whom = submission.recruiter if submission else standing.ownership.owner
    return [decisions.due(offers[0], whom, people, policy, submission)] if offers and whom else []


def others(standing: Standing) -> list[Offer]:
    """Give the rivals and the counter-offer that a candidate may still take, those with a deadline, tightest first."""
    theirs = standing.dealing.of(OfferKind.RIVAL) + standing.dealing.of(OfferKind.COUNTER)
    return decisions.counted(theirs)


def furthest(standing: Standing) -> Submission | None:
    """Give the submission with which a candidate has come furthest, of those that a rival can take from us."""
    live = [each for each in standing.submissions if each.stage in LIVE]
    return min(live, key=lambda each: (LIVE.index(each.stage), each.entered_at, each.id), default=None)


def said(kind: str, whom: str, standing: Standing) -> list[Offer]:
    """Give the offers of whose deadlines somebody is told in an item of this kind, the tightest first."""
    if kind == KIND:
        return others(standing)
    if kind != decisions.KIND:
        return []
    return [each for each in decisions.ours(standing) if decisions.asks(each, standing) == whom]
