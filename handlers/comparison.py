"""What happens when somebody wants to see the offers to a candidate side by side?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import (
    IN_PROCESS,
    About,
    Job,
    Offer,
    OfferKind,
    OfferRound,
    OfferState,
    Package,
    Person,
    RoundBy,
    SideBySide,
)
from bot.facts.agreements import gone
from bot.forms.stacks import Kind, Shows
from bot.policy import Policy
from handlers import decided, pay, windows
from handlers.lent import Ack, Ask, Client, Json, Respond
from handlers.payloads import in_modal, number
from handlers.touches import candidate_of
from storage.database import Db


async def compare_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    respond: Respond,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone wants a comparison: a table that only they see, or in a window the same below one another."""
    shown, today = await ask(read_side_by_side, number(action["value"]), person, policy, now)
    if in_modal(body):
        await windows.show(client, body, window(shown, today, policy))
    else:
        said = messages.comparison.table(shown, policy, today)
        await respond(text=said.text, blocks=said.blocks, response_type="ephemeral", replace_original=False)
    await ack()


async def table_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone wants the table of what a window lists: it is posted where only they see it."""
    shown, today = await ask(read_side_by_side, number(action["value"]), person, policy, now)
    said = messages.comparison.table(shown, policy, today)
    channel = (await client.conversations_open(users=person.id))["channel"]["id"]
    await client.chat_postEphemeral(channel=channel, user=person.id, text=said.text, blocks=said.blocks)
    posted = messages.comparison.posted()
    await windows.in_place(client, body, forms.notices.told(messages.comparison.TITLE, posted))
    await ack()


def window(shown: SideBySide, today: date, policy: Policy) -> Json:
    """Draw the offers to a candidate below one another, as a window can."""
    said = messages.comparison.listed(shown, policy, today)
    view = forms.notices.told(messages.comparison.TITLE, said)
    return forms.stacks.showing(view, Shows(Kind.SIDE_BY_SIDE, shown.candidate.id))


def read_side_by_side(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> tuple[SideBySide, date]:
    """Read all offers to a candidate side by side, if this person may see their pay now, and which day it is there."""
    candidate = candidate_of(db, person.team, id)
    pay.check(db, person, candidate.id)
    offers = [decided.as_it_stands(each, now) for each in storage.offers.of(db, person.team, candidate.id)]
    if not offers:
        raise Refused(messages.comparison.NOTHING)
    said = storage.offer_rounds.rounds(db, person.team, [each.id for each in offers])
    on_table = _on_table(db, person.team, offers, said)
    today = rules.people.calendar(person, policy).local_day(now)
    currencies = rules.comparison.currencies(on_table.values())
    known = storage.rates.among(db, person.team, currencies, rules.rates.last_day(now)) if len(currencies) > 1 else []
    columns, left_out = rules.comparison.columns(offers, on_table, known, policy)
    if not columns:
        raise Refused(messages.comparison.ALL_DECIDED)
    shown = SideBySide(candidate, columns, left_out)
    return _with_ours(db, person.team, shown, said), today


def _on_table(db: Db, team: str, offers: Sequence[Offer], said: Mapping[int, list[OfferRound]]) -> dict[int, Package]:
    """Give what was offered last; what was agreed, once ours is accepted, and nothing where those terms are missing."""
    found = {id: each for id, rounds in said.items() if (each := _newest(rounds, RoundBy.OFFERED))}
    accepted = [each.id for each in offers if each.kind is OfferKind.OURS and each.state is OfferState.ACCEPTED]
    agreed, missing = storage.agreements.several(db, team, accepted), storage.agreements.missing(db, team, accepted)
    found |= {id: each.package for id, each in agreed.items()}
    return {id: each for id, each in found.items() if not gone(agreed.get(id), missing.get(id, ()))}


def _with_ours(db: Db, team: str, shown: SideBySide, said: dict[int, list[OfferRound]]) -> SideBySide:
    """Add what speaks for ours beside the money: what may move, what they ask, why they move, what the job has."""
    reason = storage.notes.newest(db, team, shown.candidate.id).get(About.REASON_TO_MOVE)
    shown = replace(shown, reason_to_move=reason.words if reason else "")
    job = _job(db, team, shown)
    shown = replace(shown, selling_points=job.selling_points if job else "")
    if shown.ours is None:
        return shown
    offer = shown.ours.offer
    return replace(
        shown,
        they_ask=_newest(said[offer.id], RoundBy.ASKED),
        levers=tuple(storage.levers.of(db, team, [offer.id])[offer.id]),
    )


def _job(db: Db, team: str, shown: SideBySide) -> Job | None:
    """Give the job that ours is for; while we have made none, the one for which they have come furthest."""
    theirs = storage.submissions.of(db, team, shown.candidate.id)
    going_on = [each for each in theirs if each.stage in IN_PROCESS]
    about = [each for each in theirs if each.id == shown.ours.offer.submission] if shown.ours else going_on
    return storage.jobs.job(db, team, about[0].job) if about else None


def _newest(rounds: list[OfferRound], by: RoundBy) -> Package | None:
    return next((each.package for each in reversed(rounds) if each.by is by), None)


def missing(shown: SideBySide) -> tuple[str, str] | None:
    """Name the two currencies between which a rate is missing, else the first two that are compared by one."""
    for column in shown.columns:
        if column.rate_missing and column.package and column.package.currency:
            return column.package.currency, column.rate_missing
    used = [each.rate for column in shown.columns for each in (column.base, column.sign_on) if each and each.rate]
    return (used[0].of, used[0].to) if used else None
