"""What follows when candidates get an owner, or lose theirs?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import storage
from bot import letters, promises, rules
from bot.errors import Refused
from bot.facts import ApprovalKind, News, Owed, Ownership, Passing, Person, Pool, Touch
from bot.messages import approvals as words
from bot.policy import Policy
from storage.database import Db
from storage.owner_news import Told

# Who acts where nobody does: the clock, and the rules of the house.
NOBODY = ""


def give(
    db: Db,
    team: str,
    to: Mapping[int, str | None],
    how: Passing,
    by: str,
    policy: Policy,
    now: datetime,
    *,
    at: Mapping[int, datetime] | None = None,
    until: Mapping[int, datetime] | None = None,
    dispute: int | None = None,
    told: Collection[str] = (),
    known: promises.Looked | None = None,
) -> dict[int, Ownership]:
    """Give candidates to owners, or to the house pool, and plan what follows; say how those who changed stood before.

    Whoever has that owner already is left as they are. Who comes into the house pool goes on to whose turn it is, where
    that is its rule. Who lost or got somebody hears of it in their next daily news, but those who did it, those `told`
    otherwise, and the parties of a dispute, who are told at once. `known` is how all of them, who are held, stand.
    """
    there = _owned(known) if known else storage.ownership.several(db, team, sorted(to), hold=True) if to else {}
    before = {id: was for id, was in there.items() if was.owner != to[id]}
    if not before:
        return {}
    after = {id: to[id] for id in before}
    _check_here(db, team, after.values())
    owned = storage.ownership.pass_on(db, team, before, after, how, by, now, at=at, until=until, dispute=dispute)
    news = [] if dispute else list(_news(before, owned, how, by, now))
    lost = {id: before[id].owner for id, owner in after.items() if owner is None}
    turned, dealt = _deal(db, team, lost, owned, policy, now)
    news += _news({}, dealt, Passing.TURN, NOBODY, now)
    if known:
        standings, people = known
        passed = {id: replace(standings[id], ownership=own) for id, own in (owned | dealt).items()}
        known = promises.with_others(db, team, passed, people)
    promises.plan(db, team, sorted(after), policy, now, promises.Because(str(how), by), known=known)
    pooled = [id for id in lost if id not in turned]
    lost_by = {(each.recipient, each.candidate) for each in news}
    heard = [Told(whom, News.POOLED, id, now, by, how) for whom in _keepers(db, team, pooled, policy) for id in pooled]
    news += [each for each in heard if (each.recipient, each.candidate) not in lost_by]
    _tell(db, team, [each for each in news if each.recipient not in (*told, by)], policy, now)
    _close_requests(db, team, after | turned, how, by, policy, now)
    storage.owner_news.redraw_lapsed(db, team, [*turned, *(id for id in after if after[id])], now)
    return before


def _check_here(db: Db, team: str, owners: Iterable[str | None]) -> None:
    """Refuse to give anybody to whoever has left, though they were here a moment ago."""
    there = storage.people.several(db, team, {each for each in owners if each})
    if not all(each.member for each in there.values()):
        raise Refused("They are not here any more, so they cannot own anybody. Nothing was changed.")


def lapse(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime) -> dict[int, Ownership]:
    """Have ownerships lapse that are over, at their moment; say who had owned those that did."""
    over, known = _over(db, team, [int(owed.subject) for owed in due], policy, now)
    return give(db, team, dict.fromkeys(over), Passing.LAPSED, NOBODY, policy, now, at=over, known=known)


def over_at(db: Db, team: str, candidates: Sequence[int], policy: Policy, now: datetime) -> dict[int, datetime]:
    """Tell which of these ownerships are over, and since when; the others are planned anew."""
    return _over(db, team, candidates, policy, now)[0]


def settled(db: Db, team: str, candidate: int, policy: Policy, now: datetime) -> Ownership:
    """Say who owns a candidate at this moment, and hold it; what has lapsed and was not yet looked at lapses first."""
    own = storage.ownership.of(db, team, candidate, hold=True)
    if not rules.ownership.may_be_over(own, policy, now):
        return own
    over, known = _over(db, team, [candidate], policy, now)
    if not over:
        return own
    give(db, team, {candidate: None}, Passing.LAPSED, NOBODY, policy, now, at=over, known=known)
    return storage.ownership.of(db, team, candidate)


def lapse_before(db: Db, team: str, candidates: Sequence[int], policy: Policy, now: datetime) -> None:
    """Have what is over lapse, before facts change that would hold it again; costs one look where nothing is."""
    ends = storage.promises.about(db, team, [rules.ownership.KIND], [str(id) for id in candidates])
    over = [owed for owed in ends if owed.due_at <= now]
    if over:
        lapse(db, team, over, policy, now)


def spoke(db: Db, team: str, touch: Touch, owner: str | None, policy: Policy, now: datetime) -> None:
    """Have the owner told, in their next daily news, that a colleague spoke with a candidate of theirs."""
    if touch.two_way and owner and owner not in (touch.by, touch.holds):
        _tell(db, team, [Told(owner, News.SPOKE, touch.candidate, touch.at, touch.by, touch=touch.id)], policy, now)


def joined(db: Db, team: str, candidate: int, loser: str, by: str, policy: Policy, now: datetime) -> None:
    """Have whoever loses a candidate, since two records became one, hear of it in their next daily news."""
    if loser != by:
        _tell(db, team, [Told(loser, News.TAKEN, candidate, now, by, Passing.MERGED)], policy, now)


def parted(db: Db, team: str, candidate: int, owner: str, by: str, policy: Policy, now: datetime) -> None:
    """Have whoever owns a candidate again, since one record became two, hear of it in their next daily news."""
    if owner != by:
        _tell(db, team, [Told(owner, News.GIVEN, candidate, now, by, Passing.MERGED)], policy, now)


def _over(
    db: Db, team: str, candidates: Sequence[int], policy: Policy, now: datetime
) -> tuple[dict[int, datetime], promises.Looked]:
    """Tell which ownerships are over, and how these candidates, who are held, stand; the others are planned anew."""
    storage.ownership.hold(db, team, sorted(candidates))
    standings, people = promises.look(db, team, sorted(candidates))
    ends = {
        id: rules.ownership.ends_at(standing, people.get(standing.ownership.owner or ""), policy)
        for id, standing in standings.items()
    }
    over = {id: at for id, at in ends.items() if at is not None and at <= now}
    others = [id for id in candidates if id not in over]
    if others:
        # Whoever is gone is among them: what is still written of them is struck.
        stand = {id: standings[id] for id in others if id in standings}
        promises.plan(db, team, others, policy, now, known=(stand, people))
    return over, ({id: standings[id] for id in over}, people)


def _owned(known: promises.Looked) -> dict[int, Ownership]:
    return {id: standing.ownership for id, standing in known[0].items()}


def _deal(
    db: Db, team: str, lost: Mapping[int, str | None], owned: Mapping[int, Ownership], policy: Policy, now: datetime
) -> tuple[dict[int, str], dict[int, Ownership]]:
    """Give whom the house pool gives on in turn; say to whom, and how they are owned now; `owned` is how they were."""
    if policy.pool is not Pool.TURN or not lost:
        return {}, {}
    people = storage.people.several(db, team, policy.rota).items()
    waiting = rules.ownership.waiting(policy.rota, storage.ownership.turns(db, team))
    turned, waiting = rules.ownership.dealt(lost, waiting, {id for id, person in people if person.member})
    storage.ownership.keep_turns(db, team, waiting)
    return turned, storage.ownership.pass_on(db, team, owned, turned, Passing.TURN, NOBODY, now)


def _keepers(db: Db, team: str, pooled: Collection[int], policy: Policy) -> list[str]:
    """Name who hears of those who stay in the house pool: its keeper, else the managers where they assign them."""
    keeper = storage.people.known(db, team, policy.keeper) if pooled and policy.keeper else None
    if keeper and keeper.member:
        return [keeper.id]
    assigns = pooled and policy.pool is Pool.ASSIGNED
    return [each.id for each in storage.people.managers(db, team)] if assigns else []


def _close_requests(
    db: Db, team: str, after: Mapping[int, str | None], how: Passing, by: str, policy: Policy, now: datetime
) -> None:
    """Close what managers were asked about candidates who have another owner now, or none, and did not answer.

    Of a lapse the asker hears in their news; whoever released them themselves knows.
    """
    for asked in storage.approvals.about(db, team, sorted(after)):
        owner = after[asked.candidate]
        lost = asked.kind is ApprovalKind.MORE_TIME and owner != asked.asked_by
        taken = asked.kind is ApprovalKind.ASSIGN and owner is not None
        if asked.granted is None and (lost or taken):
            lapsed = lost and how is Passing.LAPSED
            why = words.UNANSWERED if lapsed else words.NOT_THEIRS if lost else words.OWNED
            told = not lapsed and by != asked.asked_by
            letters.approvals.answer(db, team, asked, False, NOBODY, why, policy, now, told=told)


def _news(
    before: Mapping[int, Ownership], after: Mapping[int, Ownership], how: Passing, by: str, now: datetime
) -> Iterator[Told]:
    for id, own in after.items():
        loser = before[id].owner if id in before else None
        if loser:
            gone = News.LAPSED if how is Passing.LAPSED else News.TAKEN
            yield Told(loser, gone, id, own.since or now, by, how)
        if own.owner:
            yield Told(own.owner, News.GIVEN, id, own.since or now, by, how)


def _tell(db: Db, team: str, news: Iterable[Told], policy: Policy, now: datetime) -> None:
    """Write news for those who are here into the letter of their next morning, one for each of them."""
    told = list(news)
    people = storage.people.several(db, team, {each.recipient for each in told}) if told else {}
    said = {id: _next_morning(person, policy, now) for id, person in people.items() if person.member}
    storage.owner_news.write(db, team, storage.owner_news.letters(db, team, letters.NEWS, said, now), told, now)


def _next_morning(person: Person, policy: Policy, now: datetime) -> tuple[str, datetime]:
    """Give the key of the letter of someone's next morning, and its moment."""
    at = rules.ownership.told_at(person, policy, now)
    return f"{letters.NEWS}/{person.id}/{rules.people.calendar(person, policy).local_day(at)}", at
