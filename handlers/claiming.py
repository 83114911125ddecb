"""What happens when someone claims a candidate whom a colleague owns?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import disputing, forms, letters, messages, rules
from bot.blocks import Message, day
from bot.errors import Refused
from bot.facts import Dispute, DisputeState, Holding, Job, Person
from bot.forms.inputs import NAME_LETTERS
from bot.policy import Policy
from bot.words import clean
from handlers import windows
from handlers.cases import read_case
from handlers.holdings import holding_of
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db

MOST_JOBS = 20


@dataclass(frozen=True)
class Claimed:
    """What came of a claim on a candidate: a dispute, or none where they are the claimant's at once."""

    candidate: int
    dispute: int | None


async def claim_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone claims a candidate whom a colleague owns: a form asks why, and on which evidence."""
    await windows.show(client, body, await ask(read_form, number(action["value"]), person, policy, now))
    await ack()


def read_form(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> forms.inputs.View:
    """Draw the form of a claim: who owns them, how the same was ruled on before, and who would rule now, if anybody."""
    holding = read_claimed(db, id, person, policy, now)
    owner, candidate = holding.ownership.owner or "", holding.candidate
    claim = Dispute(0, candidate.id, owner, person.id, now, "", "", now, now, DisputeState.ANSWER)
    judges = letters.disputes.judges(db, person.team, claim)
    keeps_on = rules.people.calendar(person, policy).local_day(rules.rulings.kept_without(policy, now))
    follows = messages.claims.follows(owner, policy.answer_days, policy.ruling_days, judges, keeps_on)
    before = storage.disputes.settled_before(db, person.team, candidate.id, (owner, person.id))
    said = messages.outcomes.settled_before(before)
    return forms.disputes.claim(candidate, messages.claims.stands(holding), follows, said)


def read_claimed(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Holding:
    """Read who owns whom someone claims, or refuse where there is nothing to settle."""
    holding = holding_of(db, person.team, id, policy, now)
    name = holding.candidate.name
    if holding.dispute is not None:
        until = rules.people.calendar(person, policy).local_day(holding.dispute.rule_by)
        raise Refused(messages.claims.being_settled(name, day(until)))
    if holding.ownership.owner in (None, person.id):
        raise Refused(messages.claims.nothing_to_settle(name))
    return holding


async def job_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """Someone looks for the job a claim is about: first come those the candidate is put forward for."""
    candidate = filled_in(forms.disputes.claimed, payload["view"])
    await ack(forms.disputes.job_options(await ask(read_jobs, candidate, clean(payload.get("value") or ""), person)))


def read_jobs(db: Db, candidate: int, typed: str, person: Person) -> list[Job]:
    """Read the jobs that a claim on a candidate can be about."""
    if typed:
        return storage.jobs.found(db, person.team, clean(typed, NAME_LETTERS), MOST_JOBS)
    submissions = storage.submissions.of(db, person.team, storage.merging.present(db, person.team, candidate))
    return [Job(each.job, each.title) for each in submissions][:MOST_JOBS]


async def claim_submitted(
    ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """They say why: the owner is told, and the clock begins to run."""
    claimed: Claimed = await transact(decide_claim, filled_in(forms.disputes.read_claim, view), person, policy, now)
    said: Message = await ask(read_said, claimed, person, policy)
    await ack(response_action="update", view=forms.notices.told("Claimed", said))


def decide_claim(db: Db, wish: forms.disputes.Claim, person: Person, policy: Policy, now: datetime) -> Claimed:
    """Open a dispute; where nobody owns them any more, they are the claimant's at once."""
    candidate = candidate_of(db, person.team, wish.candidate)
    opened = disputing.open_(db, person, candidate.id, wish.reason, wish.evidence, wish.job, policy, now)
    return Claimed(candidate.id, opened.id if opened else None)


def read_said(db: Db, claimed: Claimed, person: Person, policy: Policy) -> Message:
    """Say what came of a claim."""
    if claimed.dispute is None:
        return messages.claims.granted(candidate_of(db, person.team, claimed.candidate).name)
    return messages.claims.sent(read_case(db, claimed.dispute, person, policy))
