"""How do the stories of deadlines get an offer with one, whoever wrote it down?"""

from dataclasses import replace
from datetime import datetime

import storage
from bot import promises
from bot.facts import Offer, OfferKind, OfferState, Submission
from bot.offering import clock
from bot.policy import Policy
from practice import story
from storage.columns import new_id
from storage.database import Db
from tests.stories.house import House

POLICY = Policy()


async def offered(there: House, name: str, by: datetime, who: str = story.RITA, company: str = "") -> Offer:
    """Somebody has written down that a candidate has an offer: ours, or that of a company."""
    offer: Offer = await there.bot.database.transact(_offer, _team(there), name, by, who, company, there.clock.now())
    await there.bot.ticker.tick()
    return offer


async def became(there: House, offer: Offer, state: OfferState, who: str = story.RITA) -> None:
    """Somebody has written down what became of an offer."""
    await there.bot.database.transact(_became, _team(there), offer, state, who, there.clock.now())
    await there.bot.ticker.tick()


async def now(there: House, offer: Offer) -> Offer:
    """An offer as it stands."""
    found: Offer | None = await there.bot.database.ask(storage.offers.offer, _team(there), offer.id)
    assert found is not None
    return found


def _team(there: House) -> str:
    return there.slack.workspace.team_id


def _offer(db: Db, team: str, name: str, by: datetime, who: str, company: str, now: datetime) -> Offer:
    candidate = storage.finding.found(db, team, name, 1)[0].id
    submission: Submission = storage.submissions.of(db, team, candidate)[0]
    kind = OfferKind.RIVAL if company else OfferKind.OURS
    raised = Offer(new_id(), candidate, kind, OfferState.OPEN, who, now, company=company or submission.title)
    ours = None if company else submission.id
    raised = replace(raised, submission=ours, decide_by=by, made_at=now)
    storage.offers.add(db, team, raised)
    promises.plan(db, team, [candidate], POLICY, now)
    return raised


def _became(db: Db, team: str, offer: Offer, state: OfferState, who: str, now: datetime) -> None:
    before = clock.settled(db, team, offer, POLICY, now)
    storage.offers.change(db, team, before, replace(before, state=state, ended_at=now), who, now)
    promises.plan(db, team, [offer.candidate], POLICY, now, promises.Because("moved", who))
