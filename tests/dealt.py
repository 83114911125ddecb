"""Of whom do the tests of decisions about offers speak? Ana, with an offer of ours, two rivals and a counter."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import storage
from bot import promises
from bot.facts import (
    Agreed,
    AgreedHow,
    Money,
    Offer,
    OfferKind,
    OfferRound,
    OfferState,
    Package,
    RoundBy,
    Stage,
    Submission,
)
from bot.offering.deciding import Terms
from bot.policy import Policy
from storage.columns import new_id
from storage.database import Db
from tests.storage.examples import DAY, MAYA, NOW, RITA, TEAM, TOM, person, touch

POLICY = Policy()
PACKAGE = Package(base=Money(8_137_400, "EUR"), bonus_share=Decimal("7.25"), equity="0.35 %", benefits="a bicycle")
START = date(2027, 1, 4)
TERMS = Terms(
    PACKAGE,
    START,
    Agreed("Ana Silva", NOW.date(), AgreedHow.BY_PHONE),
    Agreed("Helena Brandt", NOW.date(), AgreedHow.IN_WRITING),
    "Two days a week at home.",
)


@dataclass
class Deal:
    """Ana's offers: ours for the backend job, Acme's and Blue's, and what her employer may say."""

    ana: int
    submission: int
    other: int
    ours: int
    acme: int
    blue: int
    counter: int


def dealt(db: Db, team: str = TEAM) -> Deal:
    """Ana is at offer for one job and at interview for another; both Rita and Tom recruit."""
    for id in (RITA, TOM, MAYA):
        storage.people.meet(db, person(id, team=team))
    ana = storage.candidates.add(db, team, "Ana Silva", [], RITA, NOW).id
    storage.touches.log(db, team, touch(ana, NOW - DAY))
    client = storage.clients.named(db, team, "Northwind", RITA, NOW)
    job = storage.jobs.add(db, team, "Backend engineer", client, "", RITA, NOW)
    assert job
    second = storage.jobs.titled(db, team, "Data analyst", TOM, NOW)
    submission = storage.submissions.put_forward(db, team, ana, job.id, Stage.INTERVIEW, RITA, NOW - DAY)
    other = storage.submissions.put_forward(db, team, ana, second.id, Stage.INTERVIEW, TOM, NOW - DAY)
    moved = storage.submissions.submission(db, team, submission)
    assert moved
    storage.submissions.move(db, team, moved, Stage.OFFER, RITA, NOW - timedelta(hours=1))
    ours = add(db, ana, OfferKind.OURS, OfferState.OPEN, "Backend engineer", submission=submission, team=team)
    storage.offer_rounds.say(
        db, team, OfferRound(new_id(), ours, 0, RoundBy.OFFERED, PACKAGE, NOW - DAY, RITA, NOW - DAY, "Helena Brandt")
    )
    acme = add(db, ana, OfferKind.RIVAL, OfferState.OPEN, "Acme", team=team)
    blue = add(db, ana, OfferKind.RIVAL, OfferState.EXPECTED, "Blue", made_at=None, team=team)
    counter = add(db, ana, OfferKind.COUNTER, OfferState.EXPECTED, "Initech", made_at=None, team=team)
    promises.plan(db, team, [ana], POLICY, NOW)
    return Deal(ana, submission, other, ours, acme, blue, counter)


def add(db: Db, ana: int, kind: OfferKind, state: OfferState, company: str, team: str = TEAM, **more) -> int:
    """Writes an offer down; one that is made was made a day ago, and ours is to be decided in three days."""
    plain = {"made_at": NOW - DAY} | ({"decide_by": NOW + 3 * DAY} if kind is OfferKind.OURS else {})
    made = Offer(new_id(), ana, kind, state, RITA, NOW - DAY, company=company, **plain | more)
    storage.offers.add(db, team, made)
    return made.id


def offer(db: Db, id: int, team: str = TEAM) -> Offer:
    """An offer as it is on record."""
    there = storage.offers.offer(db, team, id)
    assert there
    return there


def submission(db: Db, id: int, team: str = TEAM) -> Submission:
    """A submission as it is on record."""
    there = storage.submissions.submission(db, team, id)
    assert there
    return there


def states(db: Db, deal: Deal) -> dict[str, str]:
    """How all of it stands."""
    found = {name: str(offer(db, getattr(deal, name)).state) for name in ("ours", "acme", "blue", "counter")}
    stages = {name: str(submission(db, getattr(deal, name)).stage) for name in ("submission", "other")}
    return found | stages


def owed(db: Db, deal: Deal, *kinds: str) -> set[tuple[str, str]]:
    """What is owed about Ana, by kind and who owes it."""
    return {(each.kind, each.whom) for each in storage.promises.about(db, TEAM, kinds, [str(deal.ana)])}
