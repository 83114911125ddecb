"""Do two records become one with nothing lost, and two again as they were?"""

import asyncio
import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

import storage
from bot import promises
from bot.errors import Refused
from bot.facts import Contact, Stage, TouchDraft
from handlers import touches
from handlers.unmerging import read_newest, read_undoing
from storage.database import Database
from storage.migrate import migrate
from storage.tables import (
    Approvals,
    Base,
    Candidates,
    ClientContacts,
    Clients,
    Disputes,
    Favours,
    Representations,
    TouchNotes,
    table,
)
from tests.keys import KEYS
from tests.storage.examples import CALL, DAY, HOUR, NOW, OTHER, RITA, TEAM, TOM
from tests.storage.merging import POLICY, add, everything, log, merge, merges, met, put, reach, tag, undo

LATER = NOW + 2 * DAY
CANDIDATES = table(Candidates)


def both(db):
    """Two records of Ana, each with something in every table, some of it the same."""
    rita = met(db)
    ana = add(db, "Ana Silva", Contact("email", "ana@example.com", "ana@example.com"))
    twin = add(db, "Ána Sílva", Contact("email", "ana@work.example", "ana@work.example"), at=NOW - DAY)
    db.execute(
        table(Clients).insert(), {"team": TEAM, "id": 1, "name": "N", "folded": "n", "added_by": RITA, "added_at": NOW}
    )
    for number, id in enumerate((ana, twin)):
        reach(db, id, "phone", "+351912345678")
        reach(db, id, "email", "jobs@agency.example", shared=True)
        tag(db, id, 1)
        tag(db, id, 2 + number)
        seen = log(db, id, NOW + number * HOUR, told=bool(number), promised_on=NOW.date())
        log(db, id, NOW + 3 * HOUR, two_way=False)
        put(db, id, "Backend engineer", Stage.SCREENING if number else Stage.INTERVIEW, NOW)
        put(db, id, f"Job {number}", Stage.SUBMITTED, NOW, by=TOM)
        position = {"team": TEAM, "client": 1, "candidate": id, "position": "CTO" * number}
        db.execute(table(ClientContacts).insert(), position | {"added_by": RITA, "added_at": NOW})
        db.execute(
            table(TouchNotes).insert(), {"team": TEAM, "touch": seen, "about": "worries", "candidate": id, "words": "x"}
        )
        favour = {
            "team": TEAM,
            "id": 10 + number,
            "candidate": id,
            "kind": "cv_tip",
            "words": "x",
            "by": RITA,
            "at": NOW,
        }
        db.execute(table(Favours).insert(), favour)
        _about_owners(db, id, 10 + number)
    stopped = {"segment": "warm", "do_not_contact": "asked so", "do_not_contact_by": TOM, "do_not_contact_at": NOW}
    stays = {"kept_until": LATER + 365 * DAY, "kept_why": "calls again in spring"}
    db.execute(update(CANDIDATES).where(CANDIDATES.c.id == twin).values(**stopped, **stays))
    return rita, ana, twin


def _about_owners(db, candidate, id):
    """A claim that was settled, a right to represent, something asked of the managers."""
    job = storage.jobs.titled(db, TEAM, "Backend engineer", RITA, NOW).id
    mine = {"team": TEAM, "id": id, "candidate": candidate}
    claim = {"owner": RITA, "claimant": TOM, "opened_at": NOW, "reason": "x", "evidence": "x", "answer_by": NOW}
    settled = {"rule_by": NOW, "state": "ended", "asked": 0, "step": 0}
    right = {"job": job, "holder": RITA, "agreed_at": NOW, "words": "yes", "how": "call", "recorded_by": RITA}
    asked = {"kind": "more_time", "asked_by": RITA, "reason": "ill", "at": NOW, "about": "{}"}
    db.execute(table(Disputes).insert(), mine | claim | settled)
    db.execute(table(Representations).insert(), mine | right | {"recorded_at": NOW, "expires_at": LATER})
    db.execute(table(Approvals).insert(), mine | asked)


def counts(db):
    return {
        name: db.execute(select(func.count()).select_from(of)).scalar()
        for name, of in Base.metadata.tables.items()
        if name not in ("audit", "merges", "promises", "name_words", "spellings")
    }


async def test_every_table_about_a_candidate_is_carried_over():
    about = {name for name, of in Base.metadata.tables.items() if "candidate" in of.c}
    carried = {owned.of.name for owned in storage.merging_rows.OWNED} | {"touch_notes"}
    carried |= {"agreements", "losses", "placements"}  # with their offers
    # Words are written with the name; what an import or an erasure notes is about what was, and is never changed.
    assert about - carried <= {"name_words", "import_lines", "erasures"}


async def test_two_records_become_one_that_holds_all(database):
    rita, ana, twin = await database.transact(both)
    before = await database.ask(counts)
    await database.transact(merge, ana, twin, rita, LATER)
    one = await database.ask(everything, TEAM, ana)
    assert [row["name"] for row in one["candidates"]] == ["Ána Sílva"]
    assert one["candidates"][0]["added_at"] == NOW - DAY
    assert one["candidates"][0]["do_not_contact"] == "asked so"
    assert one["candidates"][0]["kept_until"] == LATER + 365 * DAY
    assert one["candidates"][0]["kept_why"] == "calls again in spring"
    assert (one["candidates"][0]["segment"], one["candidates"][0]["do_not_contact_by"]) == ("warm", TOM)
    assert sorted((row["kind"], row["value"], row["shared"]) for row in one["contacts"]) == [
        ("email", "ana@example.com", False),
        ("email", "ana@work.example", False),
        ("email", "jobs@agency.example", True),
        ("phone", "+351912345678", False),
    ]
    assert sorted(row["tag"] for row in one["candidate_tags"]) == [1, 2, 3]
    assert [row["position"] for row in one["client_contacts"]] == ["CTO"]
    assert sorted(row["stage"] for row in one["submissions"]) == ["interview", "submitted", "submitted"]
    assert [len(one[name]) for name in ("touches", "touch_notes", "favours", "stage_changes")] == [4, 2, 2, 4]
    assert [len(one[name]) for name in ("disputes", "representations", "approvals")] == [2, 2, 2]
    assert one["candidates"][0]["spoke_at"] == NOW + HOUR
    gone = await database.ask(everything, TEAM, twin)
    assert not any(gone.values())
    after = await database.ask(counts)
    lost = {name: before[name] - after[name] for name in before if before[name] != after[name]}
    assert lost == {"candidates": 1, "contacts": 2, "candidate_tags": 1, "client_contacts": 1, "submissions": 1}
    assert await database.ask(storage.merging.present, TEAM, twin) == ana
    assert await database.ask(storage.merging.present, OTHER, twin) == twin
    assert [found.id for found in await database.ask(storage.candidates.found, TEAM, "Ana Silva")] == [ana]


@pytest.mark.parametrize("turned", [False, True])
async def test_taken_back_at_once_both_are_as_they_were_to_the_last_row(database, turned):
    rita, *ids = await database.transact(both)
    before = [await database.ask(everything, TEAM, id) for id in ids]
    kept, gone = reversed(ids) if turned else ids
    id = await database.transact(merge, kept, gone, rita, LATER)
    await database.transact(undo, id, rita, LATER + HOUR)
    assert [await database.ask(everything, TEAM, id) for id in ids] == before
    assert [row["body"] for row in await database.ask(merges)] == [""]
    assert await database.ask(storage.merging.present, TEAM, gone) == gone
    told = [await database.ask(storage.audit.entries, TEAM, "candidate", id) for id in ids]
    assert all([verb for verb, *_ in each][-2:] == ["merged", "unmerged"] for each in told)


@pytest.mark.parametrize("with_kept", [True, False])
async def test_what_was_added_since_stays_with_whom_it_is_said_to(database, with_kept):
    rita, ana, twin = await database.transact(both)
    id = await database.transact(merge, ana, twin, rita, LATER)
    new = await database.transact(log, ana, LATER + HOUR)
    seen = await database.ask(read_undoing, TEAM, id)
    assert (seen.touches, seen.contacts, seen.tags, seen.since) == (2, 3, 2, 1)
    await database.transact(undo, id, rita, LATER + 2 * HOUR, with_kept)
    theirs = await database.ask(everything, TEAM, ana if with_kept else twin)
    assert new in {row["id"] for row in theirs["touches"]}
    assert theirs["candidates"][0]["spoke_at"] == LATER + HOUR


async def test_what_was_changed_or_taken_away_since_stays_so(database):
    rita, ana, twin = await database.transact(both)
    id = await database.transact(merge, ana, twin, rita, LATER)

    def change(db):
        storage.candidates.rename(db, TEAM, ana, "Ana S. Silva")
        contacts = Base.metadata.tables["contacts"]
        db.execute(contacts.delete().where(contacts.c.value == "+351912345678"))
        interview = next(each for each in storage.submissions.of(db, TEAM, ana) if each.stage is Stage.INTERVIEW)
        storage.submissions.move(db, TEAM, interview, Stage.OFFER, RITA, LATER)
        return interview

    moved = await database.transact(change)
    said = {each.title: each for each in (await database.ask(read_undoing, TEAM, id)).submissions}
    assert (said["Backend engineer"].kept_by, said["Backend engineer"].moved) == ("Ana Silva", True)
    assert (said["Job 1"].kept_by, said["Job 1"].moved) == (None, False)
    await database.transact(undo, id, rita, LATER + HOUR)
    first, second = [await database.ask(everything, TEAM, each) for each in (ana, twin)]
    assert (first["candidates"][0]["name"], second["candidates"][0]["name"]) == ("Ana S. Silva", "Ána Sílva")
    assert not [row for one in (first, second) for row in one["contacts"] if row["kind"] == "phone"]
    assert next(row["stage"] for row in first["submissions"] if row["id"] == moved.id) == "offer"
    assert sorted(row["stage"] for row in second["submissions"]) == ["screening", "submitted"]


async def test_an_address_that_is_somebody_elses_by_now_comes_back_as_shared(database):
    rita = await database.transact(met)
    ana, twin, ben = [await database.transact(add, name) for name in ("Ana", "Ana", "Ben")]
    await database.transact(reach, ana, "email", "desk@example.com", True)
    await database.transact(reach, twin, "email", "desk@example.com", False)
    id = await database.transact(merge, ana, twin, rita, LATER)
    await database.transact(reach, ben, "email", "desk@example.com", False)
    await database.transact(undo, id, rita, LATER + HOUR)
    back = (await database.ask(everything, TEAM, twin))["contacts"]
    assert [(row["value"], row["shared"]) for row in back] == [("desk@example.com", True)]


async def test_of_merges_of_one_record_the_last_is_taken_back_first(database):
    rita, ana, twin = await database.transact(both)
    third = await database.transact(add, "Ana S")
    fourth = await database.transact(add, "Ana T")
    before = [await database.ask(everything, TEAM, id) for id in (ana, twin, third, fourth)]
    first = await database.transact(merge, ana, twin, rita, LATER)
    second = await database.transact(merge, ana, third, rita, LATER + HOUR)
    last = await database.transact(merge, fourth, ana, rita, LATER + 2 * HOUR)
    assert await database.ask(storage.merging.present, TEAM, twin) == fourth
    assert (await database.ask(read_newest, TEAM, twin)).id == last
    for early in (first, second):
        with pytest.raises(Refused, match="made one with another"):
            await database.transact(undo, early, rita, LATER + DAY)
    for id in (last, second, first):
        await database.transact(undo, id, rita, LATER + DAY)
    assert [await database.ask(everything, TEAM, id) for id in (ana, twin, third, fourth)] == before
    with pytest.raises(Refused, match="taken back already"):
        await database.transact(undo, first, rita, LATER + DAY)


async def test_after_a_week_it_is_forgotten_how_to_undo(database):
    rita, ana, twin = await database.transact(both)
    id = await database.transact(merge, ana, twin, rita, NOW)
    await database.transact(storage.merging.sweep, NOW + timedelta(days=7))
    assert (await database.ask(storage.merging.one, TEAM, id)).can_be_undone
    await database.transact(storage.merging.sweep, NOW + timedelta(days=7, seconds=1))
    with pytest.raises(Refused, match="for a week"):
        await database.transact(undo, id, rita, NOW + timedelta(days=8))
    assert (await database.ask(storage.merging.one, OTHER, id)) is None


async def test_what_was_put_off_stays_put_off_and_comes_back_so(database):
    rita = await database.transact(met)
    ana, twin = [await database.transact(add, "Ana") for _ in range(2)]
    await database.transact(put, twin, "Backend engineer", Stage.SCREENING, NOW)

    def put_off(db):
        mine = Base.metadata.tables["promises"]
        db.execute(update(mine).where(mine.c.subject == str(twin)).values(snoozes=2, snoozed_until=LATER + DAY))
        promises.plan(db, TEAM, [twin], POLICY, NOW)

    await database.transact(put_off)
    before = (await database.ask(everything, TEAM, twin))["promises"]
    assert before
    id = await database.transact(merge, ana, twin, rita, LATER)
    one = (await database.ask(everything, TEAM, ana))["promises"]
    assert [(row["snoozes"], row["snoozed_until"]) for row in one] == [(2, LATER + DAY)]
    assert not (await database.ask(everything, TEAM, twin))["promises"]
    await database.transact(undo, id, rita, LATER + HOUR)
    assert (await database.ask(everything, TEAM, twin))["promises"] == before
    assert not (await database.ask(everything, TEAM, ana))["promises"]


async def test_two_who_merge_the_same_two_at_once_make_one_merge(database):
    rita, ana, twin = await database.transact(both)
    told = await asyncio.gather(
        *(database.transact(merge, *pair, rita, LATER) for pair in [(ana, twin), (twin, ana), (ana, twin)]),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Refused) for each in told) == 2
    assert sum(isinstance(each, int) for each in told) == 1
    assert len(await database.ask(merges)) == 1


async def test_merges_that_cross_lose_nothing_and_are_told_in_words(database):
    rita, ana, twin = await database.transact(both)
    third = await database.transact(add, "Ana S")
    told = await asyncio.gather(
        *(database.transact(merge, *pair, rita, LATER) for pair in [(twin, ana), (third, twin)]),
        return_exceptions=True,
    )
    assert all(isinstance(each, int | Refused) for each in told)
    last = await database.ask(storage.merging.present, TEAM, ana)
    one = await database.ask(everything, TEAM, last)
    ids = {id for id in (ana, twin, third) if (await database.ask(storage.candidates.candidate, TEAM, id))}
    held = [len((await database.ask(everything, TEAM, id))["touches"]) for id in ids]
    assert sum(held) == 4
    assert len(one["candidates"]) == 1


@pytest.fixture
async def on_postgres(postgres_url):
    made = Database(postgres_url, KEYS)
    try:
        await asyncio.to_thread(migrate, made.engine)
        yield made
    finally:
        await made.close()


async def while_a_merge_is_underway(database, rita, ana, twin, deed):
    """Begin a merge, do something else until that has to wait, and let the merge be done first."""
    merged, let_go = threading.Event(), threading.Event()

    def merges_slowly(db):
        merge(db, ana, twin, rita, LATER)
        merged.set()
        assert let_go.wait(20)

    try:
        merging = asyncio.ensure_future(database.transact(merges_slowly))
        assert await asyncio.to_thread(merged.wait, 20)
        other = asyncio.ensure_future(database.transact(deed))
        await asyncio.wait([other], timeout=0.3)
    finally:
        let_go.set()
    await merging
    return await other


def log_at_once(db, person, id):
    candidate = touches.candidate_of(db, TEAM, id)
    return touches.log(db, candidate, TouchDraft(how=CALL, note="at once"), person, POLICY, LATER)


async def test_a_touch_that_waits_for_a_merge_is_logged_for_the_record_that_is_kept(on_postgres):
    rita, ana, twin = await on_postgres.transact(both)

    def logs(db):
        return log_at_once(db, rita, twin)

    logged = await while_a_merge_is_underway(on_postgres, rita, ana, twin, logs)
    assert logged.candidate.id == logged.touch.candidate == ana
    assert len((await on_postgres.ask(everything, TEAM, ana))["touches"]) == 5


@pytest.mark.parametrize("turned", [False, True])
async def test_a_merge_that_waits_for_the_same_one_finds_it_done(on_postgres, turned):
    rita, ana, twin = await on_postgres.transact(both)
    pair = (twin, ana) if turned else (ana, twin)
    with pytest.raises(Refused, match="one record already"):
        await while_a_merge_is_underway(on_postgres, rita, ana, twin, lambda db: merge(db, *pair, rita, LATER))
    assert len(await on_postgres.ask(merges)) == 1


async def test_a_touch_logged_while_its_record_goes_is_the_other_ones(database):
    rita, ana, twin = await database.transact(both)

    def logs(db):
        return log_at_once(db, rita, twin).touch.id

    told = await asyncio.gather(
        *(database.transact(logs) for _ in range(4)),
        database.transact(merge, ana, twin, rita, LATER),
        *(database.transact(logs) for _ in range(4)),
    )
    one = await database.ask(everything, TEAM, ana)
    assert len(one["touches"]) == 4 + 8
    assert {row["id"] for row in one["touches"]} >= set(told[:4] + told[5:])
