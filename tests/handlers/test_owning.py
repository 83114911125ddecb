"""Has one of many the candidate, and one of many managers the last word, when they press at once?"""

import asyncio
from collections.abc import AsyncIterator

import pytest

import storage
from bot.errors import Refused
from bot.facts import ApprovalKind, Passing, Pool, Share
from bot.policy import Policy
from bot.rules.ownership import handed_on
from handlers import approvals, owning
from handlers.own_lines import named
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.storage.examples import MAYA, NOW, RITA, TEAM, TOM, person

MEMBERS = [f"U{number}" for number in range(8)]
MANAGERS = [person(MAYA, manager=True), person("U0MANUEL", manager=True)]


@pytest.fixture
async def database(database_url) -> AsyncIterator[Database]:
    opened = Database(database_url, KEYS)
    migrate(opened.engine)
    await opened.transact(moved_in)
    yield opened
    await opened.close()


def moved_in(db: storage.database.Db) -> None:
    storage.teams.install(db, TEAM, "Ours", "U0BOT", "B0BOT", NOW)
    for each in (person(RITA), person(TOM), *MANAGERS, *map(person, MEMBERS)):
        storage.people.meet(db, each)
    storage.people.appoint(db, TEAM, [each.id for each in MANAGERS], [])


async def ana(database: Database) -> int:
    added = await database.transact(storage.candidates.add, TEAM, "Ana Silva", [], RITA, NOW)
    return int(added.id)


async def test_of_many_who_claim_at_once_one_has_them_and_the_others_hear_so(database):
    id = await ana(database)
    claims = [database.transact(owning.decide_claim, id, person(each), Policy(), NOW) for each in MEMBERS]
    results = sorted(claimed.result for claimed in await asyncio.gather(*claims))
    assert results == ["granted"] + ["owned"] * 7
    changes = await database.ask(storage.ownership.changes, TEAM, id)
    assert [each.how for each in changes] == [Passing.CLAIMED]


async def test_of_two_managers_who_decide_at_once_one_does_and_the_asker_hears_once(database):
    id, policy = await ana(database), Policy(pool=Pool.ASSIGNED)
    claimed = await database.transact(owning.decide_ask, id, "She asked for me", person(TOM), policy, NOW)
    assert (claimed.result, sorted(claimed.asked)) == ("asked", sorted(each.id for each in MANAGERS))
    with pytest.raises(Refused, match="You have asked for this already"):
        await database.transact(owning.decide_claim, id, person(TOM), policy, NOW)
    (approval,) = await database.ask(storage.approvals.undecided, TEAM, id)
    presses = [
        database.transact(decide, *given, policy, NOW)
        for manager in MANAGERS
        for decide, given in (
            (approvals.decide_grant, (approval.id, manager)),
            (approvals.decide_refuse, (approval.id, "no", manager)),
        )
        for _ in range(5)
    ]
    late = [decided.late for decided in await asyncio.gather(*presses)]
    assert late.count(None) == 1
    kept = await database.ask(storage.approvals.one, TEAM, approval.id)
    owner = (await database.ask(storage.ownership.of, TEAM, id)).owner
    assert owner == (TOM if kept.granted else None)
    answers = await database.ask(storage.approvals.letters, TEAM, approval.id, "approvals.answered")
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("pool", "who", "result"),
    [
        pytest.param(Pool.FREE, person(TOM), "granted", id="free to claim"),
        pytest.param(Pool.TURN, person(TOM), "granted", id="each in turn, but whoever claims first"),
        pytest.param(Pool.ASSIGNED, person(TOM), "ask", id="a manager assigns"),
        pytest.param(Pool.ASSIGNED, MANAGERS[0], "granted", id="a manager claims"),
    ],
)
async def test_the_rule_of_the_house_pool_says_what_a_claim_comes_to(database, pool, who, result):
    claimed = await database.transact(owning.decide_claim, await ana(database), who, Policy(pool=pool), NOW)
    assert claimed.result == result


async def test_more_time_asked_with_a_job_is_another_question_than_without(database):
    id, policy = await ana(database), Policy()
    for about in ({"job": 1}, {"job": 2}):
        asked = await database.transact(approvals.ask, person(TOM), ApprovalKind.REPRESENT, id, "x", policy, NOW, about)
        assert sorted(asked) == sorted(each.id for each in MANAGERS)
    assert await database.ask(storage.approvals.count_undecided, TEAM, asked_by=TOM) == 2
    assert await database.ask(storage.approvals.count_undecided, TEAM, but=TOM) == 0


@pytest.mark.parametrize(
    ("credit", "after"),
    [
        pytest.param((), (), id="undivided"),
        pytest.param((Share("a", 60), Share("b", 40)), (Share("c", 60), Share("b", 40)), id="the giver's part"),
        pytest.param((Share("a", 60), Share("c", 40)), (), id="all of it is the taker's"),
        pytest.param((Share("b", 70), Share("c", 30)), (Share("b", 70), Share("c", 30)), id="none was the giver's"),
    ],
)
def test_on_a_handover_the_givers_part_of_the_credit_is_the_takers(credit, after):
    assert handed_on(credit, "a", "c") == after


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("Ana Silva", ("Ana Silva", None), id="a name"),
        pytest.param("Ana Silva @tom", ("Ana Silva", "tom"), id="a colleague"),
        pytest.param("Ana Silva @Tom Tran", ("Ana Silva", "Tom Tran"), id="a colleague of two words"),
        pytest.param("Ana Silva <@U0TOM|tom>", ("Ana Silva", "U0TOM"), id="a mention"),
        pytest.param("ana@example.com", ("ana@example.com", None), id="an address"),
        pytest.param("ana@example.com @tom", ("ana@example.com", "tom"), id="an address and a colleague"),
        pytest.param("@tom", ("@tom", None), id="a colleague alone is looked for"),
    ],
)
def test_a_line_names_a_candidate_and_perhaps_a_colleague(typed, meant):
    assert named(typed) == meant
