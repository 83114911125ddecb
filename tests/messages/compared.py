"""What is said and asked about offers side by side, with `text` wherever people may have typed something?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot import forms, messages
from bot.blocks import Block, Message
from bot.facts import (
    Approval,
    ApprovalKind,
    Band,
    Beside,
    Candidate,
    Column,
    Feasible,
    Figure,
    Fit,
    Job,
    Lever,
    Money,
    Offer,
    OfferKind,
    OfferRound,
    OfferState,
    OutsideBand,
    Part,
    Period,
    Rank,
    Rate,
    Risk,
    RiskReason,
    RoundBy,
    SideBySide,
    Stakes,
)
from bot.policy import Policy
from tests.messages.deciding import RITA, TODAY, TOM, package

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
RATE = Rate(1, "GBP", "EUR", Decimal("1.17"), date(2026, 11, 1), RITA)
MUCH, MORE = Money(812_345_678_99, "EUR"), Money(999_999_999_99, "GBP")
BAND = Band(1, MUCH, Money(MUCH.minor + 1, "EUR"), Period.DAY, TOM, NOW, job=9)
POLICY = Policy()


def column(text: str, kind: OfferKind, id: int, **more: object) -> Column:
    """An offer with all there can be of it."""
    offer = Offer(id, 1, kind, OfferState.OPEN, RITA, NOW, company=text, rank=Rank.AHEAD, decide_by=NOW)
    figure = Figure(MORE, MUCH, RATE, MUCH, Decimal("5.9"))
    plain = Column(offer, replace(package(text), period=Period.HOUR), figure, figure, figure, figure)
    return replace(plain, **more)  # type: ignore[arg-type]


def side_by_side(text: str) -> SideBySide:
    """Ten offers with all there can be of them."""
    ours = column(text, OfferKind.OURS, 1)
    rivals = [column(text, OfferKind.RIVAL, id) for id in range(2, 10)]
    counter = column(text, OfferKind.COUNTER, 10)
    levers = tuple(Lever(1, part, text, RITA, NOW) for part in Part)
    return SideBySide(Candidate(1, text), (ours, *rivals, counter), 4, package(text), levers, text, text)


def outside(text: str, fit: Fit = Fit.ABOVE, **more: object) -> OutsideBand:
    """What a manager decides by."""
    about = {"offer": 3, "round": 4, "title": text}
    asked = replace(Approval(1, ApprovalKind.FEASIBLE, 1, RITA, "", NOW, about), **more)  # type: ignore[arg-type]
    offer = Offer(3, 1, OfferKind.OURS, OfferState.WAITING, RITA, NOW, 5, text)
    round = OfferRound(4, 3, 1, RoundBy.OFFERED, package(text), NOW, RITA, NOW, text)
    by = None if fit is Fit.UNKNOWN else MUCH
    feasible = Feasible(BAND, fit, by, Decimal("5.9") if by else None, True)
    job, beside = Job(9, text), Beside(3, MUCH, MUCH)
    there, weighed = at_stake(text, offer), (package(text), package(text), beside)
    shown = OutsideBand(asked, Candidate(1, text), offer, round, job, feasible, *weighed, stakes=there)
    levers = tuple(Lever(3, part, text, RITA, NOW) for part in Part)
    return replace(shown, others={each.id: package(text) for each in there.others}, levers=levers)


def at_stake(text: str, ours: Offer) -> Stakes:
    """What stands against an offer: as many of others as there may be, and every reason of risk."""
    others = (OfferKind.COUNTER, *[OfferKind.RIVAL] * 6)
    there = tuple(column(text, kind, id).offer for id, kind in enumerate(others, start=20))
    return Stakes(replace(ours, why=text, decide_by=NOW + timedelta(days=1)), there, Risk(tuple(RiskReason)), NOW)


def said(text: str) -> dict[str, Message]:
    """All that is said of it."""
    shown = side_by_side(text)
    missing = column(text, OfferKind.RIVAL, 2, rate_missing="EUR", base=Figure(MORE), total=Figure(MORE))
    bare = replace(shown, columns=(missing, column(text, OfferKind.COUNTER, 3, package=None, base=None)))
    old = replace(RATE, on=TODAY - timedelta(days=31))
    return {
        "side by side": messages.comparison.table(shown, POLICY, TODAY),
        "side by side without ours": messages.comparison.table(bare, POLICY, TODAY),
        "side by side, posted": messages.comparison.posted(),
        "rate": messages.rates.saved(old, 1),
        "rate far off": messages.rates.far_off(Decimal(1170), "GBP", "EUR", old),
        **{f"figures {fit}": messages.feasibility.figures(outside(text, fit)) for fit in Fit},
        "figures decided": messages.feasibility.figures(outside(text, granted=True)),
        "offer changed by a manager": messages.feasibility.changed(1, text),
        "band": messages.bands.saved(BAND, text),
        "band of a client": messages.bands.saved(replace(BAND, job=None, client=2), text),
        "band taken away": messages.bands.removed(text),
    }


def drawn(text: str) -> dict[str, Block]:
    """All that is filled in."""
    asked = messages.approvals.waits(outside(text).approval, text)
    bands = [(BAND, text)] * 15
    levers = side_by_side(text).levers
    far_off = messages.rates.far_off(Decimal(1170), "GBP", "EUR", RATE)
    there = at_stake(text, column(text, OfferKind.OURS, 3).offer)
    return {
        "rate": forms.rates.form(1, "GBP", "EUR", TODAY),
        "rate to be sure of": forms.rates.sure(2, far_off),
        "bands": forms.notices.told("Bands", messages.bands.listed(bands, 15, more=True)),
        "no bands": forms.notices.told("Bands", messages.bands.listed([], 0, more=False)),
        "new band": forms.bands.form(),
        "band changed": forms.bands.form(1, text, text),
        "levers": forms.levers.form(3, text, levers),
        "no levers": forms.levers.form(3, text, ()),
        "changed by a manager": forms.feasibility.form(1, asked, package(text), text, messages.stakes.until(there)),
        "side by side in a window": forms.notices.told(
            "Side by side", messages.comparison.listed(side_by_side(text), POLICY, TODAY)
        ),
    }
