"""What happens when a team agrees on how long a candidate is owned, and how its house pool works?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import storage
from bot import forms, messages, promises, rules
from bot.errors import Refused
from bot.facts import Foretold, Moving, Person, Terms
from bot.policy import Policy
from handlers import drafts, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from storage.database import Db

# So many are foretold, so many are looked at in all, so many at once: Slack waits for the answer.
MOST, LOOKED_AT, AT_ONCE = 2_000, 4_000, 500


@dataclass(frozen=True)
class Saved:
    """Terms were saved; `replanned` where ownerships end at other moments by them."""

    terms: Terms
    replanned: bool


async def terms_asked(
    ack: Ack, command: Json, person: Person, client: Client, _: Ask, __: Transact, policy: Policy, ___: datetime
) -> None:
    """Someone types /care ownership: a manager can change the numbers, everybody else sees them."""
    terms = rules.terms.today(policy)
    shown = forms.notices.told("Owning candidates", messages.terms.shown(terms))
    view = forms.terms.form(terms) if person.manager else shown
    await windows.show(client, command, view)
    await ack()


async def terms_submitted(
    ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A manager has typed other terms: what would follow is shown, and nothing is saved yet."""
    _allowed(person)
    terms = filled_in(forms.terms.read, view)
    told: Foretold = await ask(look_ahead, person, terms, policy, now)
    draft: int = await transact(decide_draft, terms, person, now)
    shown = messages.terms.foretold(terms, told, policy.notice_days)
    await ack(response_action="update", view=forms.terms.sure(draft, shown))


def look_ahead(db: Db, person: Person, terms: Terms, policy: Policy, now: datetime) -> Foretold:
    """Say who would lapse and who would come back under other terms; who is named in them has to be here."""
    _check_here(db, person.team, terms)
    lapsing, more_lapsing = _lapsing(db, person.team, terms, policy, now)
    reviving, more_reviving = _reviving(db, person.team, terms, policy, now)
    return Foretold(lapsing, more_lapsing, reviving, more_reviving)


def decide_draft(db: Db, terms: Terms, person: Person, now: datetime) -> int:
    """Keep terms that are not saved yet, with what they were typed against."""
    seen = replace(terms, seen_at=storage.terms.agreed_at(db, person.team))
    return storage.drafts.keep(db, person.team, person.id, seen, now)


async def back_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """A manager goes back to the form, in which all stands as it was typed."""
    _allowed(person)
    terms = await ask(storage.drafts.kept, person.team, person.id, number(action["value"]), Terms)
    if terms is None:
        raise Refused(messages.terms.OVER)
    await windows.turn(client, body, forms.terms.form(terms))
    await ack()


async def sure_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A manager has seen what follows, and saves."""
    _allowed(person)
    draft = filled_in(forms.terms.read_sure, view)
    saved: Saved = await transact(decide_terms, draft, person, policy, now)
    shown = messages.terms.saved(saved.terms, saved.replanned)
    await ack(response_action="update", view=forms.notices.told("Saved", shown))


def decide_terms(db: Db, draft: int, person: Person, policy: Policy, now: datetime) -> Saved:
    """Save terms, on record; when each ownership ends under them is worked out by the ticker, a piece at a time."""
    agreed_at = storage.terms.agreed_at(db, person.team, hold=True)
    terms = drafts.take(db, draft, person, Terms, messages.terms.OVER)
    if terms.seen_at != agreed_at:
        raise Refused(messages.terms.CHANGED_MEANWHILE)
    _check_here(db, person.team, terms)
    storage.terms.agree(db, person.team, rules.terms.agreed(terms, policy, now), person.id, now)
    storage.terms.begin_replan(db, person.team, now)
    return Saved(terms, rules.terms.is_longer(terms, policy) or rules.terms.is_shorter(terms, policy))


def _lapsing(db: Db, team: str, terms: Terms, policy: Policy, now: datetime) -> tuple[tuple[Moving, ...], bool]:
    """Look at those who were not spoken with for long, as far as Slack waits; tell whether there may be more."""
    found: list[Moving] = []
    if not rules.terms.is_shorter(terms, policy):
        return (), False
    after, looked_at = -1, 0
    then, before = rules.terms.outright(terms, policy), rules.terms.held_before(terms, now)
    while looked_at < LOOKED_AT and len(found) <= MOST:
        page = storage.terms.held_before(db, team, before, after, AT_ONCE)
        standings, people = promises.look(db, team, page) if page else ({}, {})
        for id, standing in standings.items():
            owner = standing.ownership.owner or ""
            if rules.terms.would_lapse(standing, people.get(owner), policy, then, now):
                found.append(Moving(id, standing.name, owner))
        if len(page) < AT_ONCE:
            return tuple(found), False
        after, looked_at = page[-1], looked_at + len(page)
    return tuple(found[:MOST]), True


def _reviving(db: Db, team: str, terms: Terms, policy: Policy, now: datetime) -> tuple[tuple[Moving, ...], bool]:
    """Look at those who lapsed last, as far as Slack waits; tell whether there may be more."""
    if not rules.terms.is_longer(terms, policy):
        return (), False
    then = rules.terms.outright(terms, policy)
    lapsed = storage.terms.lapses(db, team, rules.terms.lapsed_after(then, now), MOST + 1)
    found: list[Moving] = []
    for start in range(0, len(lapsed), AT_ONCE):
        some = lapsed[start : start + AT_ONCE]
        standings, _ = promises.look(db, team, [each.candidate for each in some])
        people = storage.people.several(db, team, {each.owner for each in some})
        for each in some:
            standing = standings[each.candidate]
            if rules.terms.comes_back(standing, each, people.get(each.owner), then, now):
                found.append(Moving(each.candidate, standing.name, each.owner))
    return tuple(found[:MOST]), len(lapsed) > MOST


def _check_here(db: Db, team: str, terms: Terms) -> None:
    """Refuse to name somebody who cannot own candidates, or whom we never met."""
    for field, named in (("rota", terms.rota), ("keeper", (terms.keeper,) if terms.keeper else ())):
        known = storage.people.several(db, team, named) if named else {}
        if len(known) < len(named):
            raise Refused(messages.terms.NOT_MET, field=field)
        if not all(each.member for each in known.values()):
            raise Refused(messages.terms.NOT_HERE, field=field)


def _allowed(person: Person) -> None:
    if not person.manager:
        raise Refused(messages.terms.FOR_MANAGERS)
