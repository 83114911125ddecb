"""What happens when an employer takes an offer back?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import storage
from bot import forms, messages, rules
from bot.facts import Candidate, Offer, OfferState, Person, Stage, Submission
from bot.offering import losing
from bot.policy import Policy
from handlers import beneath, decided, windows
from handlers.decided import Already
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.losing import Asked, read_asked
from handlers.payloads import filled_in, number
from storage.database import Db

TITLE = messages.deciding.TITLES[OfferState.WITHDRAWN]


@dataclass(frozen=True)
class Withdrawn:
    """An offer was taken back; `to` is where the submission is now, where it was moved.

    It is `reopenable` where that can be undone.
    """

    candidate: Candidate
    offer: Offer
    submission: Submission | None
    to: Stage | None
    reopenable: bool = True
    tag: Literal["withdrawn"] = "withdrawn"


async def withdraw_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """An employer takes an offer back: why is asked."""
    view = await ask(read_form, number(action["value"]), person, policy, now)
    await windows.show(client, body, view)
    await ack()


def read_form(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Json:
    """Draw the form about an offer as it stands, and as its submission does; or say by whom it was decided already."""
    shown: Asked | Already = read_asked(db, id, person, policy, now)
    if isinstance(shown, Already):
        return forms.notices.told(TITLE, decided.said(shown))
    there = storage.submissions.submission(db, person.team, shown.offer.submission) if shown.offer.submission else None
    return forms.losing.withdrawn(shown.candidate, shown.offer, there.stage if there else None)


async def withdrawn_submitted(
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
    """A recruiter says why an offer was taken back."""
    said = filled_in(forms.losing.read_withdrawn, view)
    done: Withdrawn | Already = await transact(decide_withdrawn, said, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(_drawn(done), view))


def decide_withdrawn(
    db: Db, said: forms.losing.TakenBack, person: Person, policy: Policy, now: datetime
) -> Withdrawn | Already:
    """Write down that an offer was taken back, and move its submission where that was said."""
    offer, candidate, refused = decided.held(db, said.offer, person, policy, now)
    if refused:
        return refused
    rules.offers.check(offer, OfferState.WITHDRAWN)
    there = storage.submissions.submission(db, person.team, offer.submission, hold=True) if offer.submission else None
    to = said.to if there and there.stage is not said.to else None
    after = losing.withdraw(db, offer, said.why, to, person, policy, now)
    return Withdrawn(candidate, after, there, to, decided.may_reopen(db, after.id, person, policy, now))


def _drawn(done: Withdrawn | Already) -> Json:
    if isinstance(done, Already):
        return forms.notices.told("Decided already", decided.said(done))
    said = messages.deciding.withdrawn(done.candidate, done.offer, done.submission, done.to, reopenable=done.reopenable)
    return forms.notices.told(TITLE, said)
