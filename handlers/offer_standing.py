"""How does an offer stand by what a draft says of it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot import rules
from bot.errors import Refused
from bot.facts import NewRound, Offer, OfferDraft, OfferKind, OfferState, Person, RoundBy, StageThere, Writing
from bot.offering import deadlines
from bot.policy import Policy
from handlers import offer_reading
from storage.database import Db

NO_COMPANY = "Say which company it is: type a few letters, or a new name."
NO_WHY = "Say why you expect one, like: their boss asked them to stay."


def state(draft: OfferDraft, said: NewRound | None, before: OfferState) -> OfferState:
    """Say how an offer stands by what was said: open once they have it."""
    offered = said is not None and said.by is RoundBy.OFFERED
    if draft.kind is OfferKind.RIVAL:
        made = draft.stage_there is StageThere.OFFER or (offered and draft.stage_there is None)
    elif draft.kind is OfferKind.COUNTER:
        made = draft.made if draft.made is not None else offered
    else:
        made = offered and draft.made is not False
    return OfferState.OPEN if made else before


def has_it(draft: OfferDraft) -> bool | None:
    """Tell whether the candidate has the offer, as the form of facts says; None where it does not."""
    if draft.kind is not OfferKind.RIVAL:
        return draft.made
    return draft.stage_there is StageThere.OFFER if draft.stage_there else None


def facts(db: Db, offer: Offer, draft: OfferDraft, person: Person, policy: Policy, now: datetime) -> Offer:
    """Lay over an offer what else a draft says of it; what it does not say stays."""
    changing = draft.writing is Writing.FACTS
    whose = deadlines.whose(db, person.team, offer, person.id) if draft.on else None
    after = offer_reading.deadline_of(offer, draft, whose, policy, now)
    # A round is about an offer whose company is known: it may have been corrected since the form was opened.
    if offer.kind is not OfferKind.OURS and draft.writing is not Writing.ROUND:
        if draft.company.casefold() != offer.company.casefold():
            rules.offer_line_companies.check(draft.company)
        after = replace(after, company=draft.company or offer.company)
    told_at, told_by = offer.client_told_at, offer.client_told_by
    if draft.client_told is not None and draft.client_told is not (told_at is not None):
        told_at, told_by = (now, person.id) if draft.client_told else (None, None)
    return replace(
        after,
        stage_there=draft.stage_there or (None if changing else offer.stage_there),
        rank=draft.rank or (None if changing else offer.rank),
        why=draft.why or ("" if changing else offer.why),
        done_for_it=draft.done_for_it or ("" if changing else offer.done_for_it),
        client_told_at=told_at,
        client_told_by=told_by,
    )


def check(offer: Offer) -> None:
    """Refuse an offer that says too little."""
    if offer.kind is OfferKind.RIVAL and not offer.company:
        raise Refused(NO_COMPANY, field="company")
    if offer.kind is OfferKind.COUNTER and offer.state is OfferState.EXPECTED and not offer.why:
        raise Refused(NO_WHY, field="why")
