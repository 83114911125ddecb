"""Which sheets, lines and forms of offers do the tests of messages speak of?"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from bot import forms, messages
from bot.blocks import Block, Message
from bot.facts import (
    Became,
    Candidate,
    Choice,
    Direction,
    Found,
    How,
    Kind,
    Lever,
    Money,
    Offer,
    OfferDraft,
    OfferKind,
    OfferRound,
    OfferSheet,
    OfferState,
    Outcome,
    Package,
    Part,
    Rank,
    Risk,
    RiskReason,
    RoundBy,
    SheetOffer,
    Stage,
    StageThere,
    Submission,
    Touch,
    Unclear,
    Understood,
    Writing,
    WrittenDown,
)
from bot.forms.offer_pages import pages

NOW = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
RITA, MAYA = "U0RITA", "U0MAYA"


def package(text: str = "") -> Package:
    """A package with something in each part."""
    base, sign_on = Money(9_100_000, "EUR"), Money(500_000, "EUR")
    return Package(base, bonus_share=Decimal(11), sign_on=sign_on, equity=text, benefits=text, flexibility=text)


def offer(kind: OfferKind = OfferKind.OURS, text: str = "Data Engineer", **more: Any) -> Offer:
    """An offer that is open, with all that can be known of it."""
    plain = Offer(3, 1, kind, OfferState.OPEN, RITA, NOW, company=text, made_at=NOW, decide_by=NOW)
    return replace(plain, **more)


def rounds(text: str = "Ida", count: int = 8) -> tuple[OfferRound, ...]:
    """Rounds of both sides, and one that was not offered."""
    by = (RoundBy.OFFERED, RoundBy.ASKED, RoundBy.WITHHELD)
    at = [NOW - timedelta(days=count - number) for number in range(count)]
    return tuple(
        OfferRound(number, 3, number, by[number % 3], package(text), moment, RITA, moment, who=text)
        for number, moment in enumerate(at)
    )


def shown(text: str, **more: Any) -> SheetOffer:
    """One offer of a sheet with everything in it."""
    call = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)
    learned = Touch(7, 1, call, True, NOW, NOW, RITA, RITA)
    levers = tuple(Lever(3, part, text, RITA, NOW) for part in Part)
    told = {"client_told_at": NOW, "client_told_by": RITA, "why": text, "done_for_it": text, "rank": Rank.AHEAD}
    plain = SheetOffer(offer(OfferKind.RIVAL, text, **told), rounds(text), touch=learned, levers=levers)
    return replace(plain, **more)


def sheet(text: str = "Ana Silva") -> OfferSheet:
    """A sheet with more offers than are drawn."""
    submission = Submission(5, 1, 6, text, RITA, Stage.OFFER, NOW)
    ours = [SheetOffer(offer(text=text, id=each), rounds(text), submission=submission) for each in range(20)]
    over = [SheetOffer(offer(OfferKind.RIVAL, text, state=OfferState.OVER, ended_at=NOW))] * 20
    risk = Risk(tuple(RiskReason))
    return OfferSheet(Candidate(1, text), (*ours, shown(text), *over), risk=risk, asked_at=NOW)


def said(text: str) -> dict[str, Message]:
    """What is said of offers, with `text` wherever people may have typed something."""
    ana = Candidate(1, text)
    found = [Found(each, text, Stage.OFFER, text, text, text) for each in range(6)]
    draft = OfferDraft(1, OfferKind.RIVAL, company=text, on=date(2026, 12, 2), hour=time(15), rest=text, why=text)
    expected = replace(draft, kind=OfferKind.COUNTER, made=False, stage_there=StageThere.FINAL)
    read = Understood(package(text), (text,) * 4)
    done = WrittenDown(ana, offer(text=text), rounds(text)[0], (text,), (MAYA,), moved_from=Stage.INTERVIEW)
    lines, names, outcomes = messages.offer_lines, messages.offer_line_names, messages.offer_outcomes
    return {
        "offers": messages.offers.sheet(sheet(text), NOW, outcomes.saved(done, NOW).blocks),
        "no offers": messages.offers.sheet(OfferSheet(ana), NOW),
        "offer written down": outcomes.saved(done, NOW),
        "offer known again": outcomes.saved(replace(done, again=True), NOW),
        "round taken back": outcomes.saved(replace(done, back=True), NOW),
        "offer usage": lines.usage("/offer"),
        "rival read back": lines.read_back(ana, 2, draft, read, offer(OfferKind.RIVAL, text)),
        "counter read back": lines.read_back(ana, 2, expected, read, None),
        "asked read back": lines.read_back(ana, 2, replace(draft, by=RoundBy.ASKED), Understood(Package()), None),
        "offer question": lines.question(ana, 2, Unclear(text or "?", (Choice(text or "?", text),) * 5)),
        "whose offer": names.which(text, found, 2),
        "nobody’s offer": names.nobody(text, "/offer"),
        "nobody’s offer, and who is near": names.nobody(text, "/offer", found),
        "offer without a job": names.not_forward(ana),
        **{
            f"line of what became: {each}": messages.line_outcomes.sheet(sheet(text), NOW, text, each, "/offer")
            for each in (*Became, None)
        },
    }


def drawn(text: str) -> dict[str, Block]:
    """Every form of offers, with `text` wherever people may have typed something."""
    about = forms.offers.About(text, text, (Submission(5, 1, 6, text, RITA, Stage.OFFER, NOW),) * 3)
    views: dict[str, Block] = {}
    for kind in OfferKind:
        for writing in Writing:
            draft = filled(text, kind=kind, writing=writing)
            for page in range(1, len(pages(draft)) + 1):
                views[f"{kind} {writing} {page}"] = forms.offers.form(2, draft, about, page)
    return views


def filled(text: str = "", **more: Any) -> OfferDraft:
    """A draft with something in each of its fields."""
    words: dict[str, Any] = dict.fromkeys(
        ("pay", "equity", "benefits", "flexibility", "development", "why", "who", "deadline"), text
    )
    plain = OfferDraft(1, OfferKind.OURS, company=text, starts_on=date(2027, 2, 1), done_for_it=text, **words)
    return replace(plain, **more)
