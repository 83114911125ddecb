"""What does somebody mean by the pay, the company and the day they typed about an offer?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import storage
from bot import amounts, rules
from bot.errors import Refused
from bot.facts import NewRound, Offer, OfferDraft, OfferKind, Package, Period, Person, Unclear, Understood
from bot.policy import Policy
from storage.database import Db

NOT_YET = "That day has not come yet. Choose today or a day before."
NO_DAY = "Choose the day as well: an hour alone says too little."
KEPT = "kept from the round before: {kept}"
WORDS = ("equity", "benefits", "flexibility", "development", "starts_on")


def package_of(db: Db, draft: OfferDraft, person: Person) -> Understood | Unclear:
    """Read the package of a draft, in the currency it most likely is, or say what is to be asked about it.

    Where a line only `adds` to what was said before, what it does not name stays as it was, and is said.
    """
    words = Package(
        equity=draft.equity,
        benefits=draft.benefits,
        flexibility=draft.flexibility,
        development=draft.development,
        starts_on=draft.starts_on,
    )
    if not draft.pay:
        return Understood(words)
    currency, period, as_in = _known(db, person.team, draft)
    country = person.country[:2] if person.country else None
    read = rules.amounts.read(draft.pay, currency, country, period=period, as_in=as_in)
    if isinstance(read, Unclear):
        return read
    package = _laid_over(words, read.package)
    before = _before(db, person.team, draft) if draft.adds else None
    if before is None or before.currency not in (None, package.currency):
        return Understood(package, read.assumed)
    after = _with_rest_of(package, before)
    rest = amounts.line(_without(after, package))
    return Understood(after, (*read.assumed, KEPT.format(kept=rest)) if rest else read.assumed)


def understood(db: Db, draft: OfferDraft, person: Person) -> Understood:
    """Read the package of a draft, or ask at its field what was meant."""
    read = package_of(db, draft, person)
    if isinstance(read, Unclear):
        raise Refused(read.question, field="pay")
    return read


def round_of(
    db: Db, draft: OfferDraft, person: Person, policy: Policy, now: datetime
) -> tuple[Understood, NewRound | None]:
    """Read the round that a draft holds; there is none where nothing was said of a package."""
    read = understood(db, draft, person)
    today = rules.people.calendar(person, policy).local_day(now)
    if draft.said_on and draft.said_on > today:
        raise Refused(NOT_YET, field="said_on")
    if read.package == Package():
        return read, None
    at = rules.touches.moment_of(draft.said_on, person, policy, now) or now
    return read, NewRound(draft.by, read.package, at, draft.who, draft.touch)


def deadline_of(offer: Offer, draft: OfferDraft, whose: Person | None, policy: Policy, now: datetime) -> Offer:
    """Lay a deadline over an offer, where whoever looks after it is: at its hour, else as their day of work ends."""
    if draft.on is None:
        if draft.hour is not None:
            raise Refused(NO_DAY, field="on")
        return offer
    moment = rules.decisions.end_of(draft.on, draft.hour, whose, policy)
    rules.decisions.check(draft.on, moment, now, whose, policy)
    return replace(offer, decide_by=moment, decide_on=None if draft.hour else draft.on)


def _known(db: Db, team: str, draft: OfferDraft) -> tuple[str | None, Period | None, str]:
    """Give the currency and period most likely meant: of this offer, of ours, or the job's band; and whose it is."""
    theirs = storage.offers.of(db, team, draft.candidate)
    mine = _last(db, team, [each for each in theirs if each.id == draft.offer])
    if mine is not None:
        return mine.currency, mine.period, "the offer so far"
    ours = _last(db, team, [each for each in reversed(theirs) if each.kind is OfferKind.OURS])
    if ours is not None:
        return ours.currency, ours.period, "our offer"
    submission = storage.submissions.submission(db, team, draft.submission) if draft.submission else None
    band = storage.bands.holding(db, team, submission.job) if submission else None
    return (band.low.currency, band.period, "the band") if band else (None, None, "")


def _last(db: Db, team: str, offers: Sequence[Offer]) -> Package | None:
    """Give what was said last with a figure in it about the first of these offers that has any."""
    said = storage.offer_rounds.rounds(db, team, [each.id for each in offers])
    packages = (round.package for each in offers for round in reversed(said[each.id]))
    return next((each for each in packages if each.currency), None)


def _before(db: Db, team: str, draft: OfferDraft) -> Package | None:
    """Give what the same side said last about the offer."""
    said = storage.offer_rounds.rounds(db, team, [draft.offer])[draft.offer] if draft.offer else []
    last = rules.offers.last_said(said, draft.by)
    return last.package if last else None


def _laid_over(words: Package, read: Package) -> Package:
    """Put what stands in fields of its own over what the line of pay says of the same."""
    kept: dict[str, Any] = {name: getattr(words, name) for name in WORDS if getattr(words, name)}
    return replace(read, **kept)


def _with_rest_of(package: Package, before: Package) -> Package:
    """Fill in what a package does not name by what was said before; a bonus is one, whether share or amount."""
    after = package
    if package.base is None:
        after = replace(after, base=before.base, period=before.period, payments=before.payments)
    if package.bonus is None and package.bonus_share is None:
        after = replace(after, bonus=before.bonus, bonus_share=before.bonus_share)
    rest = ("sign_on", *WORDS)
    kept: dict[str, Any] = {name: getattr(before, name) for name in rest if not getattr(package, name)}
    return replace(after, **kept)


def _without(whole: Package, said: Package) -> Package:
    """Give what is in a package that was not said now."""
    left = replace(whole, base=None, period=Period.YEAR, payments=None) if said.base else whole
    if said.bonus is not None or said.bonus_share is not None:
        left = replace(left, bonus=None, bonus_share=None)
    left = replace(left, sign_on=None) if said.sign_on else left
    empty: dict[str, Any] = {name: getattr(Package(), name) for name in WORDS if getattr(said, name)}
    return replace(left, **empty)
