"""What happens when someone asks which offers are not decided?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import storage
from bot import messages, promises, rules
from bot.errors import Refused
from bot.facts import Going, GoingOffers, Person, Standing
from bot.policy import Policy
from bot.words import clean, fold, unescape
from handlers import windows
from handlers.answers import ephemeral
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import carried
from storage.database import Db

# For so long back talks are counted; so many candidates are looked at, and so many shown at once.
COVERED = timedelta(days=30)
MOST, PAGE = 200, 8
MINE = "mine"


async def offers_asked(
    ack: Ack, command: Json, person: Person, _: Client, ask: Ask, __: Transact, policy: Policy, now: datetime
) -> None:
    """Someone types /care offers: a manager sees those of the team, everybody else, or `mine`, their own."""
    word = fold(clean(unescape(command.get("text", "")), 200))
    if word not in ("", MINE):
        await ack(**ephemeral(messages.going_offers.usage(command["command"])))
        return
    team = person.manager and word != MINE
    there = await ask(read_going, person, policy, now, team=team)
    await ack(**ephemeral(messages.going_offers.listed(there, now)))


async def page_turned(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone turns the page of the list; it is read anew, by the rights of whoever turns it."""
    page, team = carried(messages.going_offers.read_page, action["value"])
    there = await ask(read_going, person, policy, now, page, team=team and person.manager)
    if page and not there.shown:
        raise Refused(messages.going_offers.NO_MORE)
    await windows.turn_into(messages.going_offers.listed(there, now), body, respond, client, messages.offers.TITLE)
    await ack()


def read_going(
    db: Db, person: Person, policy: Policy, now: datetime, page: int = 0, *, team: bool = False
) -> GoingOffers:
    """Read a page of candidates with offers that are not decided: of the team, or of whom someone cares for."""
    near = None if team else person.id
    found = storage.going_offers.undecided(db, person.team, near, MOST)
    standings, people = promises.look(db, person.team, found) if found else ({}, {})
    all_ = sorted((_going(each, people, policy, now) for each in standings.values()), key=_pressing)
    begin = page * PAGE
    return GoingOffers(
        shown=tuple(all_[begin : begin + PAGE]),
        total=storage.going_offers.count(db, person.team, near),
        high=sum(each.risk.high for each in all_),
        page=page,
        more=len(all_) > begin + PAGE,
        team=team,
        unwritten=_unwritten(db, person, near, page),
        heard_of=_heard_of(db, person, near, page),
        coverage=storage.coverage.coverage(db, person.team, now - COVERED, near),
    )


def _unwritten(db: Db, person: Person, near: str | None, page: int) -> tuple[str, ...]:
    if near is None or page:
        return ()
    return tuple(storage.going_offers.unwritten(db, person.team, near, messages.going_offers.MOST_UNWRITTEN + 1))


def _heard_of(db: Db, person: Person, near: str | None, page: int) -> tuple[str, ...]:
    if near is None or page:
        return ()
    ids = storage.going_offers.heard_of(db, person.team, near, MOST)
    standings, _ = promises.look(db, person.team, ids) if ids else ({}, {})
    there = [standings[id] for id in ids if id in standings]
    return tuple(each.name for each in there if rules.check_ins.unwritten(each))


def _going(standing: Standing, people: Mapping[str, Person], policy: Policy, now: datetime) -> Going:
    whom, about = rules.check_ins.asker(standing) or (None, None)
    return Going(
        candidate=standing.candidate,
        name=standing.name,
        offers=tuple(sorted(rules.decisions.going_on(standing, now), key=rules.risk.soonest)),
        risk=rules.risk.risk_of(standing, people, policy, now),
        stage=about.stage if about else None,
        title=about.title if about else None,
        recruiter=whom,
        placements=tuple(rules.resignations.to_start(standing)),
    )


def _pressing(going: Going) -> tuple[object, ...]:
    """Put those at high risk first, then those at risk, and among these who decides next."""
    soonest = min((rules.risk.soonest(each) for each in going.offers), default=(True,))
    return not going.risk.high, not going.risk.reasons, soonest, going.name, going.candidate
