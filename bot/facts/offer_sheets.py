"""How do all offers to one candidate stand, as they are shown to somebody who may see their pay?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.facts.agreements import Agreement, Loss, MissingTerms, Placement, gone
from bot.facts.approvals import Approval
from bot.facts.candidates import Candidate, Submission
from bot.facts.dealing import Risk
from bot.facts.feasibility import Lever
from bot.facts.offers import Offer, OfferChange, OfferKind, OfferRound, OfferState, RoundBy
from bot.facts.touches import Touch


@dataclass(frozen=True, slots=True)
class SheetOffer:
    """One offer with all that was said about it.

    `rounds` stand in the order in which they happened, `changes` oldest first. `touch` is where we know it from,
    `submission` which one ours belongs to. `asked` is the newest request to the managers about it, `beside_band` how it
    lies to the client's band, in words; `levers` are what may still move. While it is accepted, `agreement` is the
    newest version of the terms, `missing` are those that are on record and not there any more.
    It is `renewable` where it has run out and can go on, `reopenable` where it is decided and who looks may open it
    again, `last` the round written down last, if they may take it back; it is `alone` where nobody has said what is in
    it, and who looks may take it back as a whole.
    """

    offer: Offer
    rounds: tuple[OfferRound, ...] = ()
    changes: tuple[OfferChange, ...] = ()
    submission: Submission | None = None
    touch: Touch | None = None
    asked: Approval | None = None
    beside_band: str = ""
    levers: tuple[Lever, ...] = ()
    agreement: Agreement | None = None
    missing: tuple[MissingTerms, ...] = ()
    placement: Placement | None = None
    loss: Loss | None = None
    renewable: bool = False
    reopenable: bool = False
    last: OfferRound | None = None
    alone: bool = False

    @property
    def gone(self) -> MissingTerms | None:
        """The terms that would hold, where these are missing."""
        return gone(self.agreement, self.missing)

    @property
    def said_yes_at(self) -> datetime | None:
        """When they had said yes to ours, where that came to nothing afterwards; else None."""
        stood = [each for each in self.changes if each.state]
        if self.offer.kind is not OfferKind.OURS or not stood:
            return None
        if stood[-1].state is OfferState.ACCEPTED:
            return stood[-1].at if self.loss else None
        fell = stood[-1].state in (OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.OVER)
        had_said_yes = len(stood) > 1 and stood[-2].state is OfferState.ACCEPTED
        return stood[-2].at if fell and had_said_yes else None

    @property
    def let_others_go_at(self) -> tuple[datetime, ...]:
        """When others were declined or let go because of ours, where it was lost and nobody has said to whom."""
        if self.offer.kind is not OfferKind.OURS or self.loss is None or self.loss.to is not None:
            return ()
        return self.loss.at, self.said_yes_at or self.loss.at

    def newest(self, by: RoundBy) -> OfferRound | None:
        """Give what is on the table (`OFFERED`), or what they ask for (`ASKED`): the newest round of it."""
        return next((each for each in reversed(self.rounds) if each.by is by), None)


@dataclass(frozen=True, slots=True)
class OfferSheet:
    """All offers to one candidate: those that go on first, then what became of the others, the newest first.

    `risk` is why an offer of ours is at risk, `asked_at` when they last told us of other offers, or of none,
    `new_offer_at` when they told us of one that nobody has written down.
    """

    candidate: Candidate
    offers: tuple[SheetOffer, ...] = ()
    risk: Risk = field(default_factory=Risk)
    asked_at: datetime | None = None
    new_offer_at: datetime | None = None

    def of(self, kind: OfferKind) -> tuple[SheetOffer, ...]:
        """Give those of a kind that are not decided."""
        return tuple(each for each in self.offers if each.offer.kind is kind and each.offer.undecided)

    def late(self, shown: SheetOffer) -> bool:
        """Tell whether an offer was declined or let go by a loss of which nobody has said to whom they went."""
        over = shown.offer.state in (OfferState.DECLINED, OfferState.OVER)
        theirs = shown.offer.kind is not OfferKind.OURS
        return theirs and over and any(shown.offer.ended_at in each.let_others_go_at for each in self.offers)
