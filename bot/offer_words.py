"""How do we name an offer, say how it stands and until when, in every message and form alike, without its pay?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.blocks import Live, Sentence, cut, day, one_line, sign, strung, when
from bot.facts import (
    AgreedHow,
    LossReason,
    Offer,
    OfferKind,
    OfferState,
    Person,
    Placement,
    Rank,
    Risk,
    RiskReason,
    StageThere,
)

# So many deadlines are said in an item, the tightest.
MOST_DEADLINES = 2
# So many who else offers something are named where we ask about others.
MOST_RIVALS = 3
# What none means where some are known already.
NOTHING_NEW = "Nothing new"
RENEW = "renew it with the client, or take it back"
STATES = {
    OfferState.EXPECTED: "expected",
    OfferState.WAITING: "waits for a manager",
    OfferState.OPEN: "open",
    OfferState.ACCEPTED: "accepted",
    OfferState.DECLINED: "declined",
    OfferState.EXPIRED: "ran out",
    OfferState.WITHDRAWN: "taken back",
    OfferState.OVER: "over",
}
STAGES_THERE = {
    StageThere.TALKS: "first talks there",
    StageThere.INTERVIEWS: "interviews there",
    StageThere.FINAL: "final round there",
    StageThere.OFFER: "an offer there",
}
RANKS = {
    Rank.AHEAD: "ranks ahead of us",
    Rank.LEVEL: "ranks level with us",
    Rank.BEHIND: "ranks behind us",
}
KINDS = {
    OfferKind.OURS: "Our offer",
    OfferKind.RIVAL: "A rival’s offer",
    OfferKind.COUNTER: "A counter-offer",
}
RISKS = {
    RiskReason.COUNTER_EXPECTED: "a counter-offer is expected",
    RiskReason.COUNTER_MADE: "a counter-offer was made",
    RiskReason.COUNTER_UNANSWERED: "the counter-offer is not answered",
    RiskReason.NOT_RESIGNED: "they have not resigned yet",
    RiskReason.QUIET: "nobody has spoken with them for too long",
    RiskReason.DEADLINE: "a deadline is near or has passed",
}


# How one side said yes, and why somebody said no.
AGREED_BY = {
    AgreedHow.SIGNED: "signed",
    AgreedHow.IN_WRITING: "in writing",
    AgreedHow.BY_PHONE: "by phone",
    AgreedHow.IN_PERSON: "in person",
}
LOSSES = {
    LossReason.RIVAL: "a rival",
    LossReason.COUNTER: "their employer’s counter-offer",
    LossReason.PAY: "the pay",
    LossReason.ROLE: "the role",
    LossReason.PLACE: "the place",
    LossReason.TIMING: "the timing",
    LossReason.TRUST: "trust",
    LossReason.OTHER: "something else",
    LossReason.UNSAID: "no reason yet",
}


def name(offer: Offer) -> str:
    """Name an offer within a sentence: `our offer for Data Engineer`, `the offer of Acme`, `the counter-offer`."""
    company = one_line(offer.company) if offer.company else ""
    if offer.kind is OfferKind.OURS:
        return f"our offer for {company}" if company else "our offer"
    if offer.kind is OfferKind.RIVAL:
        return f"the offer of {company}" if company else "a rival’s offer"
    return f"the counter-offer of {company}" if company else "the counter-offer"


def named(offer: Offer) -> str:
    """Name an offer at the beginning of a line: `Our offer for Data Engineer`, `Acme`, `Counter-offer of Initech`."""
    company = one_line(offer.company) if offer.company else ""
    if offer.kind is OfferKind.RIVAL:
        return company or "A rival"
    words = name(offer).removeprefix("the ")
    return words[:1].upper() + words[1:]


def upper(words: str) -> str:
    """Begin a sentence with words of ours, and leave a job’s title in them as it is."""
    return words[:1].upper() + words[1:]


def rivals(offers: Iterable[Offer]) -> tuple[str, ...]:
    """Name within a sentence who else offers them something, or may; their present employer is one of them as well."""
    others = (each for each in offers if each.undecided and each.kind is not OfferKind.OURS)
    return tuple(one_line(each.company) if _has_company(each) else name(each) for each in others)


def _has_company(offer: Offer) -> bool:
    """Tell whether an offer is known by who makes it: a counter-offer is always one of their employer."""
    return offer.kind is OfferKind.RIVAL and bool(offer.company)


def told_of_new(at: datetime) -> Sentence:
    """Say when they told us of a new offer that nobody has written down, and what is asked now."""
    return ["told us of a new offer at ", when(at), ": who makes it, and until when do they decide?"]


def of_rivals(names: Sequence[str]) -> str:
    """List who else offers them something: `Acme, Globex and 2 more`."""
    shown = [cut(each, 40) for each in names[:MOST_RIVALS]]
    more = [f"{len(names) - len(shown)} more"] if len(names) > len(shown) else []
    *first, last = [*shown, *more]
    return f"{', '.join(first)} and {last}" if first else last


def lost_for(reason: LossReason) -> str:
    """Say for which reason somebody was lost, within a sentence, or that nobody has said why yet."""
    return LOSSES[reason] if reason is LossReason.UNSAID else f"for {LOSSES[reason]}"


def state(offer: Offer) -> str:
    """Say how an offer stands; of a rival without one, how far they are there."""
    if offer.kind is OfferKind.RIVAL and offer.state is OfferState.EXPECTED:
        return STAGES_THERE[offer.stage_there or StageThere.TALKS]
    if offer.kind is OfferKind.COUNTER and offer.state is OfferState.OPEN:
        return "made, not answered"
    if offer.kind is OfferKind.OURS and offer.state is OfferState.EXPECTED:
        return "not made yet"
    return STATES[offer.state]


def deadline(offer: Offer, now: datetime) -> Sentence:
    """Say until when it is, or was, to be decided. Empty where nothing is known."""
    passed = offer.decide_by is not None and offer.decide_by <= now
    return [*(["was "] if passed else []), *decided_by(offer)]


def decided_by(offer: Offer) -> Sentence:
    """Say the same as it was said when it lay ahead; a day without an hour is said as that day."""
    if offer.decide_by is None:
        return []
    by: str | Live = when(offer.decide_by) if offer.decide_on is None else day(offer.decide_on)
    return ["to be decided by ", by]


def stands(offer: Offer, now: datetime) -> Sentence:
    """Say how an offer stands and until when it is to be decided; of ours that ran out, what is asked now."""
    if offer.state is OfferState.EXPIRED:
        at: Sentence = [" at ", when(offer.decide_by)] if offer.decide_by else []
        return ["ran out", *at, f": {RENEW}"]
    by = deadline(offer, now)
    return [state(offer), *([", ", *by] if by else [])]


def after_yes(placement: Placement, awaited: bool) -> list[str]:
    """Say whether somebody has resigned, and the papers are signed; what is not known, where it is `awaited`."""
    resigned = f"resigned on {day(placement.resigned_on)}" if placement.resigned_on else ""
    signed = f"papers signed on {day(placement.signed_on)}" if placement.signed_on else ""
    missing = ("not known to have resigned", "papers not known to be signed") if awaited else ("", "")
    return [each for each in (resigned or missing[0], signed or missing[1]) if each]


def elsewhere(whose: Person, reader: Person) -> str:
    """Say where the time of a deadline is, where its reader is elsewhere: `in New York`; else nothing."""
    return "" if whose.zone == reader.zone else f"in {whose.zone.rpartition('/')[2].replace('_', ' ')}"


def hour_there(there: datetime, here: datetime, place: str) -> str:
    """Say a moment by the clock of a place, with its day where that is another one there: `17:00 in Lisbon`."""
    same_day = there.date() == here.date()
    return f"{there:{'%H:%M' if same_day else '%A %H:%M'}} {place}"


def at_risk(risk: Risk) -> Sentence:
    """Say why an offer of ours is at risk, and whether that is high; nothing where it is not."""
    if not risk.reasons:
        return []
    reasons = ", ".join(RISKS[each] for each in risk.reasons)
    first: Sentence = [sign("red_circle"), " High risk: "] if risk.high else [sign("warning"), " At risk: "]
    return [*first, reasons]


def counted_down(offers: Sequence[Offer], now: datetime) -> Sentence:
    """Say until when each of these offers is to be decided; of what has passed, what is asked now."""
    more = len(offers) - MOST_DEADLINES
    others: Sentence = [f"and {more} more"] if more > 0 else []
    return strung(*(_to_decide(each, now) for each in offers[:MOST_DEADLINES]), others)


def _to_decide(offer: Offer, now: datetime) -> Sentence:
    short, at = replace(offer, company=cut(offer.company, 40)), offer.decide_by or now
    subject = f"{one_line(short.company)}’s offer" if _has_company(offer) else upper(name(short))
    if at > now:
        return [f"{subject} is to be decided by ", when(at)]
    if offer.kind is OfferKind.OURS:
        return [f"{subject} ran out at ", when(at), f": {RENEW}"]
    return [f"{subject} was to be decided by ", when(at), ": ask what became of it"]
