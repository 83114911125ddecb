"""What is said and asked about offers that are decided, with `text` wherever people may have typed something?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot import forms, messages
from bot.blocks import Block, Message
from bot.facts import (
    ENDS,
    Agreed,
    AgreedHow,
    Agreement,
    Candidate,
    Loss,
    LossReason,
    MissingTerms,
    Money,
    Offer,
    OfferChange,
    OfferKind,
    OfferState,
    Package,
    Part,
    Placement,
    ShownAgreement,
    Stage,
    Submission,
    ToldLoss,
)
from bot.forms.deciding import Filled
from bot.messages.losses import LossList

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
TODAY, START = NOW.date(), date(2027, 1, 1)
RITA, TOM = "U0RITA", "U0TOM"


def package(text: str) -> Package:
    """A package with all of its parts."""
    return Package(
        base=Money(8_137_400, "EUR"),
        bonus_share=Decimal("7.25"),
        sign_on=Money(500_000, "EUR"),
        equity=text,
        benefits=text,
        flexibility=text,
        development=text,
        starts_on=START,
    )


def an_offer(text: str, kind: OfferKind = OfferKind.OURS, state: OfferState = OfferState.OPEN, id: int = 3) -> Offer:
    of = 5 if kind is OfferKind.OURS else None
    return Offer(id, 1, kind, state, RITA, NOW, of, company=text, made_at=NOW, decide_by=NOW, ended_at=NOW)


def put_forward(text: str, stage: Stage = Stage.OFFER) -> Submission:
    return Submission(5, 1, 9, text, RITA, stage, NOW)


def placed(**more: Any) -> Placement:
    return Placement(5, 1, 9, 3, NOW, RITA, 90, START, START + timedelta(days=90), **more)


def agreement(text: str, version: int = 1, **more: Any) -> Agreement:
    yes = (Agreed(text, TODAY, AgreedHow.BY_PHONE), Agreed(text, TODAY, AgreedHow.SIGNED))
    return replace(Agreement(version, 3, 1, version, package(text), *yes, NOW, RITA, text), **more)


def agreed(text: str, versions: int = 1, **more: Any) -> ShownAgreement:
    """What was agreed in several versions, of which the newest is as `more` says."""
    all_ = [agreement(text, version + 1) for version in range(versions)]
    all_[-1] = replace(all_[-1], **more)
    changes = ((), *[(Part.BASE, Part.STARTS_ON)] * (versions - 1))
    mail = "ana@example.com"
    accepted = an_offer(text, state=OfferState.ACCEPTED)
    return ShownAgreement(Candidate(1, text), accepted, text, text, mail, tuple(all_), changes)


def lost(text: str, learned: str = "") -> ToldLoss:
    loss = Loss(3, 1, 5, LossReason.RIVAL, NOW, TOM, 4, learned or text)
    return ToldLoss(loss, text, text, text, OfferKind.RIVAL)


def unsaid(text: str) -> ToldLoss:
    return ToldLoss(Loss(3, 1, 5, LossReason.UNSAID, NOW, TOM), text, text)


def losses(text: str, number: int = 8) -> LossList:
    companies = tuple((text, count) for count in range(20))
    return LossList((lost(text),) * number, tuple((each, 3) for each in LossReason), companies, team=True, more=True)


def said(text: str) -> dict[str, Message]:
    """Everything that is said about offers that are decided."""
    ana, ours = Candidate(1, text), an_offer(text)
    rival = an_offer(text, OfferKind.RIVAL, id=4)
    last = OfferChange(1, 3, NOW, TOM, OfferState.ACCEPTED)
    accepted = an_offer(text, state=OfferState.ACCEPTED)
    return {
        "offer accepted": messages.deciding.accepted(ana, ours, placed(), TODAY, [rival] * 3, [ours] * 2),
        "offer accepted, start unknown": messages.deciding.accepted(
            ana, ours, replace(placed(), starts_on=None, guarantee_until=None), None, [], []
        ),
        "offer decided already": messages.deciding.already(ana, accepted, last),
        "offer decided by nobody known": messages.deciding.already(ana, rival, None),
        "another offer accepted": messages.deciding.accepted_elsewhere(ana, accepted, 5),
        "candidate lost": messages.deciding.lost(ana, rival, [(put_forward(text), end) for end in ENDS]),
        "rival refused": messages.deciding.refused(ana, rival),
        "offer taken back": messages.deciding.withdrawn(ana, ours, put_forward(text), Stage.REJECTED),
        "offer taken back, they stay": messages.deciding.withdrawn(ana, ours, put_forward(text), None),
        "offer open again": messages.deciding.reopened(ana, ours, NOW + timedelta(days=1)),
        "placement changed": messages.placements.changed(
            ana, put_forward(text), placed(resigned_on=TODAY, signed_on=TODAY), TODAY
        ),
        "placement fell through": messages.placements.fell_through(ana, put_forward(text)),
        "placement fell through, why": messages.placements.fell_through(ana, put_forward(text), ours),
        "moved, and lost": messages.candidates.moved(ana, put_forward(text, Stage.DECLINED), Stage.OFFER, ours),
        "why it was lost": messages.deciding.said_why(ana, ours),
        "agreement file": messages.agreements.on_its_way(),
        "agreement written": messages.agreements.written(agreed(text, 2), placed(), TODAY, [RITA, TOM]),
        "agreed outside the band": messages.outside.told(ours, ana, RITA),
        "losses": messages.losses.listed(losses(text)),
        "losses without a reason": messages.losses.listed(LossList((unsaid(text),) * 8)),
        "no losses": messages.losses.listed(LossList(())),
    }


def drawn(text: str) -> dict[str, Block]:
    """Every form about deciding."""
    ana, ours, rival = Candidate(1, text), an_offer(text), an_offer(text, OfferKind.RIVAL, id=4)
    filled = Filled(forms.deciding.written(package(text), text), START, TODAY, AgreedHow.BY_PHONE, text)
    empty = Filled("", None, TODAY)
    terms = messages.agreements.terms
    told: dict[str, Any] = {"candidate_told_at": NOW, "client_told_at": NOW}
    told |= {"candidate_told_by": TOM, "client_told_by": TOM}
    return {
        "accept": forms.deciding.accept(ana, ours, filled),
        "accept what ran out": forms.deciding.accept(ana, ours, empty, expired=True, alert=text),
        "changed terms": forms.deciding.agree(ana, ours, filled, 2),
        "why they decline": forms.losing.lost(ana, ours, [rival] * 12),
        "why they decline, no rival": forms.losing.lost(ana, ours, []),
        "why it was lost": forms.losing.lost(ana, ours, [rival], over=True),
        "they go elsewhere": forms.losing.taken(ana, rival, [[text]] * 5, LossReason.RIVAL),
        "they refuse a rival": forms.losing.refused(ana, rival),
        "ours is taken back": forms.losing.withdrawn(ana, ours, Stage.ACCEPTED),
        "a rival’s is taken back": forms.losing.withdrawn(ana, rival),
        "placement": forms.placements.placement(ana, put_forward(text, Stage.ACCEPTED), placed()),
        "agreed terms": forms.notices.told(messages.agreements.TITLE, terms(agreed(text, 12))),
        "agreed terms, one missing": forms.notices.told(
            messages.agreements.TITLE, terms(replace(agreed(text, 12), missing=(MissingTerms(20, NOW, RITA),)))
        ),
        "agreed terms, open again": forms.notices.told(
            messages.agreements.TITLE, terms(replace(agreed(text, 12, **told), offer=an_offer(text)))
        ),
        "agreed terms, sent": forms.notices.told(messages.agreements.TITLE, terms(agreed(text, 1, **told))),
    }
