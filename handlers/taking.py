"""What happens when a candidate takes what another offers?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, rules
from bot.blocks import Sentence, sentence
from bot.facts import IN_PROCESS, Candidate, LossReason, Offer, Person, Submission
from bot.offering import losing
from bot.phrases import standing
from bot.policy import Policy
from handlers import beneath, decided
from handlers.decided import Already
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.losing import No, besides_of, drawn
from handlers.payloads import filled_in
from storage.database import Db


@dataclass(frozen=True)
class Going:
    """A candidate takes what another offers: what of ours is open, and so ends; the `reason` where one was said."""

    candidate: Candidate
    offer: Offer
    ends: tuple[Submission, ...]
    reason: LossReason | None = None


def read_taken(db: Db, candidate: Candidate, offer: Offer, person: Person) -> Going:
    """Read what of ours ends if a candidate takes another's offer."""
    theirs = storage.submissions.of(db, person.team, candidate.id)
    return Going(candidate, offer, tuple(each for each in theirs if each.stage in IN_PROCESS))


def read_late(db: Db, candidate: Candidate, offer: Offer, person: Person) -> Going | None:
    """Read the same of an offer that was let go as they were lost, where nobody has said to whom they went."""
    lost = losing.open_ended(db, person.team, offer)
    said = [each.reason for each in lost if each.reason is not LossReason.UNSAID]
    return Going(candidate, offer, (), next(iter(said), None)) if lost else None


def taken_form(shown: Going) -> Json:
    """Draw the form in which a candidate goes elsewhere."""
    ends: list[Sentence] = [sentence(standing(each.stage, each.title)) for each in shown.ends]
    reason = shown.reason or rules.deciding.reason_for(shown.offer) or LossReason.OTHER
    return forms.losing.taken(shown.candidate, shown.offer, ends, reason)


async def taken_submitted(
    ack: Ack,
    body: Json,
    view: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A recruiter says that a candidate goes elsewhere."""
    said = filled_in(forms.losing.read_loss, view)
    done: No | Already = await transact(decide_taken, said, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(drawn(done), view))


def decide_taken(db: Db, said: forms.losing.Said, person: Person, policy: Policy, now: datetime) -> No | Already:
    """Write down that a candidate takes another's offer: what we had open is lost."""
    offer, candidate, refused = decided.held(db, said.offer, person, policy, now)
    late = losing.open_ended(db, person.team, offer) if refused else []
    if refused and not late:
        return refused
    rules.deciding.check_reason(said.reason, offer)
    before = storage.offers.of(db, person.team, candidate.id)
    for loss in late:
        learned = said.learned or loss.learned
        losing.explain(db, loss, said.reason, offer, learned, person, policy, now)
    ended = () if late else losing.taken(db, offer, said.reason, said.learned, person, policy, now).ended
    besides = besides_of(db, person.team, offer, before)
    return No(candidate, offer, ended, besides, decided.may_reopen(db, offer.id, person, policy, now))
