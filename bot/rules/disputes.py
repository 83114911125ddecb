"""Which touches are evidence in a dispute, and what do the rules suggest?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from bot.facts import (
    Case,
    Dispute,
    Ground,
    Ignored,
    Kind,
    Piece,
    Representation,
    Ruling,
    Stage,
    Submission,
    Suggestion,
    Touch,
)
from bot.policy import Policy
from bot.rules import ownership

OFFERED = (Stage.OFFER, Stage.ACCEPTED)


def suggested(case: Case, policy: Policy) -> Suggestion:
    """Suggest how a dispute ends: the first rule that fits decides, by what was so when it was opened."""
    found = (rule(case, policy) for rule in _IN_ORDER)
    return next(filter(None, found), Suggestion(Ruling.KEEP, Ground.NOTHING))


def counts(touch: Touch, dispute: Dispute) -> Ignored | None:
    """Tell why a touch does not count in a dispute; None where it does, for whoever's ownership it holds."""
    reasons = (
        (touch.logged_at > dispute.opened_at, Ignored.AFTER),
        (side_of(touch, dispute) is None, Ignored.COLLEAGUE),
        (not touch.two_way or touch.how.kind is Kind.NEWSLETTER, Ignored.ATTEMPT),
        (touch.backdated, Ignored.BACKDATED),
    )
    return next((why for fits, why in reasons if fits), None)


def side_of(touch: Touch, dispute: Dispute) -> str | None:
    """Tell for which of the two a touch is, if for one of them; who gets the credit for it says nothing."""
    return touch.holds if touch.holds in (dispute.owner, dispute.claimant) else None


def timeline(case: Case) -> list[Piece]:
    """Put the touches of both sides on one time line, the newest first, each as it was at the claim, with its mark.

    What was entered since is shown and does not count, nor does what was corrected so that it would.
    """
    now = {touch.id: touch for touch in case.touches}
    known = {touch.id for touch in case.evidence}
    pieces = [_piece(touch, now.get(touch.id), case.dispute) for touch in case.evidence]
    since = [touch for touch in case.touches if touch.id not in known and not touch.deleted]
    pieces += [Piece(touch, side_of(touch, case.dispute), Ignored.AFTER) for touch in since]
    return sorted(pieces, key=lambda piece: (piece.touch.at, piece.touch.logged_at, piece.touch.id), reverse=True)


def _piece(was: Touch, now: Touch | None, dispute: Dispute) -> Piece:
    side, ignored = side_of(was, dispute), counts(was, dispute)
    if now is None or now.deleted:
        return Piece(was, side, ignored, changed=True)
    if ignored and not counts(now, dispute):
        return Piece(was, side, Ignored.CHANGED, changed=True)
    return Piece(was, side, ignored, changed=_as_evidence(now) != _as_evidence(was))


def _as_evidence(touch: Touch) -> tuple[object, ...]:
    """What of a touch is evidence; its words are not."""
    return touch.how, touch.two_way, touch.told, touch.at, touch.holds, touch.backdated


def _represents(case: Case, policy: Policy) -> Suggestion | None:
    """Whoever has the right to represent them for the job it is about; of two, whose was on record first."""
    rights = sorted(_rights(case), key=lambda right: (right.recorded_at, right.id))
    if not rights:
        return None
    first = rights[0]
    ruling = Ruling.KEEP if first.holder == case.dispute.owner else Ruling.TRANSFER
    return Suggestion(ruling, Ground.REPRESENTS, first.id)


def _rights(case: Case) -> Iterator[Representation]:
    of, at = case.dispute, case.dispute.opened_at
    for right in case.rights:
        at_the_claim = right.recorded_at <= at and right.valid(at)
        if at_the_claim and right.job == of.job and right.holder in (of.owner, of.claimant):
            yield right


def _live(case: Case, policy: Policy) -> Suggestion | None:
    """The owner has put them forward, and something is happening with it."""
    live = _live_submissions(case, policy)
    mine = next((each for each in live if each.recruiter == case.dispute.owner), None)
    return Suggestion(Ruling.KEEP, Ground.LIVE, mine.id) if mine else None


def _live_submissions(case: Case, policy: Policy) -> Iterator[Submission]:
    """Go through the submissions that were live at the claim; one that nobody spoke about since is a mere entry."""
    at = case.dispute.opened_at
    for each in case.submissions:
        acted = _last_act(case, each)
        is_live = ownership.is_live(each, acted, policy, at)
        if each.entered_at <= at and is_live and (each.came_from is not None or acted is not None):
            yield each


def _last_act(case: Case, submission: Submission) -> datetime | None:
    """Tell when its recruiter last spoke with or told the candidate since it stands where it stands."""
    acts = (
        touch.at
        for touch in case.evidence
        if touch.holds == submission.recruiter
        and (touch.two_way or touch.told)
        and not touch.backdated
        and touch.how.kind is not Kind.NEWSLETTER
        and submission.entered_at <= touch.at
        and touch.logged_at <= case.dispute.opened_at
    )
    return max(acts, default=None)


def _owner_spoke(case: Case, policy: Policy) -> Suggestion | None:
    """The owner spoke with them of late."""
    last = _last_spoken(case, case.dispute.owner, policy)
    return Suggestion(Ruling.KEEP, Ground.OWNER_SPOKE, last.id) if last else None


def _claimant_spoke(case: Case, policy: Policy) -> Suggestion | None:
    """Only the claimant spoke with them of late."""
    last = _last_spoken(case, case.dispute.claimant, policy)
    return Suggestion(Ruling.TRANSFER, Ground.CLAIMANT_SPOKE, last.id) if last else None


def _last_spoken(case: Case, side: str, policy: Policy) -> Touch | None:
    since = case.dispute.opened_at - timedelta(days=policy.spoke_days)
    late = [touch for touch in _evidence_of(case, side) if touch.at >= since]
    return max(late, key=lambda touch: (touch.at, touch.logged_at, touch.id), default=None)


def _both(case: Case, policy: Policy) -> Suggestion | None:
    """What both did led to an offer that is live."""
    for each in _live_submissions(case, policy):
        sides = (case.dispute.owner, case.dispute.claimant)
        led = all(any(touch.at <= each.entered_at for touch in _evidence_of(case, side)) for side in sides)
        if each.stage in OFFERED and led:
            return Suggestion(Ruling.SHARE, Ground.BOTH, each.id)
    return None


def _evidence_of(case: Case, side: str) -> Iterable[Touch]:
    return (touch for touch in case.evidence if touch.holds == side and counts(touch, case.dispute) is None)


_IN_ORDER: tuple[Callable[[Case, Policy], Suggestion | None], ...] = (
    _represents,
    _live,
    _owner_spoke,
    _claimant_spoke,
    _both,
)
