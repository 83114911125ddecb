"""What is still to be asked about a line that somebody typed about an offer, before it is read back?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

import storage
from bot import amounts, rules
from bot.blocks import one_line
from bot.facts import (
    Ahead,
    Candidate,
    Choice,
    Offer,
    OfferDraft,
    OfferKind,
    OfferState,
    Package,
    Person,
    RoundBy,
    Unclear,
    Understood,
    Writing,
)
from bot.policy import Policy
from bot.words import clean
from handlers import deadline_times, offer_drafts, offer_line_ahead, offer_reading
from storage.database import Db

NAME_LETTERS = 60
WHOSE = "“{}” is neither their name nor pay. Whose offer is it?"
RIVAL, OURS = "rival", "ours"
WHICH_JOB = "For which job is our offer?"
WHICH_OFFER = "Which of our offers do you mean?"
NO_COMPANY = "Which company is it? Press Correct and choose it, or type the line again, as in: rival Acme 134k."
NO_WHY = "Why do you expect a counter-offer? Press Correct and say it in a few words."
NOTHING = "What is it? I found no figures in that line. Press Correct, or type it again with them."


@dataclass(frozen=True)
class ReadBack:
    """A line was understood, and is read back before it is saved; `known` is the offer that goes on already.

    `place` says where its hour is, where that is not where the typist is.
    """

    candidate: Candidate
    draft_id: int
    draft: OfferDraft
    read: Understood
    known: Offer | None = None
    place: str = ""
    ahead: Ahead = field(default_factory=Ahead)
    tag: Literal["read_back"] = "read_back"


@dataclass(frozen=True)
class Asked:
    """Something is asked about a line: `of` names the part of it that a choice answers."""

    candidate: Candidate
    draft_id: int
    of: Literal["whose", "job", "offer", "company", "pay", "deadline", "why"]
    unclear: Unclear
    tag: Literal["asked"] = "asked"


def asked(
    db: Db, id: int, draft: OfferDraft, candidate: Candidate, person: Person, policy: Policy, now: datetime
) -> ReadBack | Asked:
    """Ask what is not clear about a kept line, one thing at a time; where all is clear, read it back."""
    if whose := _whose(draft):
        return Asked(candidate, id, "whose", whose)
    known = _known(db, person.team, draft)
    draft = _of(db, draft, known, person.team, now)
    which = _which(db, draft, person.team, now)
    draft, assumed, unclear = (draft, (), None) if which else _with_day(db, draft, person, policy, now)
    read = offer_reading.package_of(db, draft, person)
    draft = replace(draft, told="" if isinstance(read, Unclear) else amounts.line(read.package))
    storage.drafts.change(db, person.team, person.id, id, draft)
    if which:
        return Asked(candidate, id, *which)
    if isinstance(read, Unclear):
        return Asked(candidate, id, "pay", read)
    if unclear:
        return Asked(candidate, id, "deadline", unclear)
    if lacking := _lacking(draft, read):
        return Asked(candidate, id, *lacking)
    read = replace(read, assumed=(*read.assumed, *assumed))
    place = deadline_times.place(db, draft, person, now) if draft.hour else ""
    ahead = offer_line_ahead.ahead(db, draft, read, known, person, policy, now)
    return ReadBack(candidate, id, draft, read, known, place, ahead)


def same(one: OfferDraft, other: OfferDraft) -> bool:
    """Tell whether two readings of a line say the same, and of ours whether it is the same offer, for the same job."""
    of_same = (one.offer, one.submission) == (other.offer, other.submission)
    return one.told == other.told and (of_same or one.kind is not OfferKind.OURS)


def chosen(draft: OfferDraft, there: Asked, place: int) -> OfferDraft:
    """Take a line as was chosen."""
    typed = there.unclear.choices[place].typed
    if there.of == "whose" and typed == RIVAL:
        company = clean(draft.rest)
        return replace(draft, kind=OfferKind.RIVAL, company=company, rest="", writing=Writing.NEW, offer=None)
    if there.of == "whose":
        return replace(draft, rest="")
    if there.of == "job":
        return replace(draft, submission=int(typed))
    if there.of == "offer":
        return replace(draft, writing=Writing.ROUND, offer=int(typed))
    return replace(draft, pay=typed) if there.of == "pay" else replace(draft, deadline=typed)


def as_form(db: Db, draft: OfferDraft, person: Person) -> OfferDraft:
    """Give a line as its form is filled in: with the whole package, where it is clear what that is."""
    read = offer_reading.package_of(db, draft, person)
    if isinstance(read, Unclear) or not draft.adds or not draft.pay:
        return draft
    return replace(offer_drafts.with_package(draft, read.package), adds=False)


def ours(db: Db, team: str, candidate: int) -> list[Offer]:
    """List the offers of ours about which something more can be said: those that go on, else what ran out last."""
    theirs = [each for each in storage.offers.of(db, team, candidate) if each.kind is OfferKind.OURS]
    expired = [each for each in theirs if each.state is OfferState.EXPIRED]
    return [each for each in theirs if each.undecided] or expired[-1:]


def _whose(draft: OfferDraft) -> Unclear | None:
    """Ask whose offer it is, where a word beside the pay may be the company that makes it."""
    if draft.kind is not OfferKind.OURS or draft.by is RoundBy.ASKED or not draft.rest:
        return None
    named = one_line(draft.rest, NAME_LETTERS)
    theirs = () if rules.offer_line_companies.pay_in(draft.rest) else (Choice("Another company’s", RIVAL),)
    return Unclear(WHOSE.format(named), (*theirs, Choice("Ours", OURS)))


def _with_day(
    db: Db, draft: OfferDraft, person: Person, policy: Policy, now: datetime
) -> tuple[OfferDraft, tuple[str, ...], Unclear | None]:
    """Read the day that was typed, where no day is chosen yet, in the time of whoever looks after the offer."""
    if draft.on is not None or not draft.deadline:
        return draft, (), None
    whose = deadline_times.whose(db, draft, person, now)
    read = rules.dates.read(draft.deadline, now, rules.people.calendar(whose, policy))
    if isinstance(read, Unclear):
        return draft, (), read
    return replace(draft, on=read.on, hour=read.at, deadline=""), read.assumed, None


def _of(db: Db, draft: OfferDraft, known: Offer | None, team: str, now: datetime) -> OfferDraft:
    """Have a draft be about the offer that goes on, else of ours about the only job it can be for, as once it is saved.

    What is read of it depends on that: the band of the job tells the currency, and in whose time its hour is.
    """
    if known is not None:
        mine = replace(draft, writing=Writing.ROUND, offer=known.id)
        return replace(mine, submission=known.submission, company=known.company)
    live = offer_drafts.could_be_for(db, team, draft.candidate, now) if draft.kind is OfferKind.OURS else ()
    return replace(draft, submission=live[0].id) if len(live) == 1 else draft


def _which(db: Db, draft: OfferDraft, team: str, now: datetime) -> tuple[Literal["job", "offer"], Unclear] | None:
    """Ask for which job our offer is, or which offer of ours is meant, where there are several."""
    if draft.kind is not OfferKind.OURS or draft.offer is not None:
        return None
    going = ours(db, team, draft.candidate)
    if going:
        return "offer", Unclear(WHICH_OFFER, tuple(Choice(each.company, str(each.id)) for each in going))
    live = offer_drafts.could_be_for(db, team, draft.candidate, now)
    if len(live) == 1 or draft.submission in [each.id for each in live]:
        return None
    return "job", Unclear(WHICH_JOB, tuple(Choice(each.title, str(each.id)) for each in live))


def _lacking(draft: OfferDraft, read: Understood) -> tuple[Literal["company", "why", "pay"], Unclear] | None:
    if draft.kind is OfferKind.RIVAL:
        return None if draft.company else ("company", Unclear(NO_COMPANY))
    if draft.kind is OfferKind.COUNTER and draft.made is False:
        return None if draft.why else ("why", Unclear(NO_WHY))
    return ("pay", Unclear(NOTHING)) if read.package == Package() and draft.kind is OfferKind.OURS else None


def _known(db: Db, team: str, draft: OfferDraft) -> Offer | None:
    """Give the offer that goes on already and is meant: of the same rival, the one counter-offer, or ours."""
    theirs = storage.offers.of(db, team, draft.candidate)
    if draft.kind is OfferKind.RIVAL:
        return rules.offers.same_company(theirs, draft.company)
    if draft.kind is OfferKind.COUNTER:
        return next((each for each in theirs if each.kind is OfferKind.COUNTER and each.undecided), None)
    return next((each for each in theirs if each.id == draft.offer), None)
