"""Does all about a person go, from every table, and nothing of anybody else?"""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Text, select, update

import storage
from bot import letters
from bot.clock import StillClock
from bot.facts import Agreement, Contact, Erasure, FileKind, Offer, OfferKind, OfferState, Owing, Stage, Union, Why
from bot.messages.erasing import emptied
from bot.policy import Policy
from scheduler.erasing import KINDS, Eraser
from storage.columns import new_id
from storage.known_as import known_as
from storage.ledger import Ledger
from storage.tables import (
    Approvals,
    Base,
    Contacts,
    DisputeQuestions,
    Disputes,
    Erasures,
    Jobs,
    Outbox,
    Representations,
    SentFiles,
    Tags,
    table,
)
from tests.dealt import TERMS, add, dealt
from tests.storage.erasing import read
from tests.storage.examples import DAY, HOUR, MAYA, NOW, OTHER, RITA, TEAM, TOM, owed, touch, whole_story

GONE = ("silva", "ana@example.com", "likes the role", "the commute", "shorter", "CTO", "9999900", "she likes the team")


@pytest.fixture
def eraser(database, tmp_path):
    return Eraser(database, None, Policy(), StillClock(NOW + DAY), Ledger(tmp_path / "rapport.erasures"))


def everything(db, *but):
    """Every row of every table as one text, but of some tables; what is encrypted as it was written."""
    kept = [of for of in Base.metadata.sorted_tables if of.name not in but]
    rows = ((of.name, row) for of in kept for row in db.execute(of.select()).mappings())
    return "\n".join(f"{name}: {tuple(read(db, row).values())}" for name, row in rows)


def one_who_stays(db, team=TEAM):
    """Zoë, with a row of hers wherever Ana has one, in which Ana is named in many ways."""
    zoe = storage.candidates.add(db, team, "Zoë Brandt", [Contact("phone", "+49301234567", "030")], RITA, NOW).id
    job = storage.jobs.titled(db, team, "After Ana Silva", RITA, NOW)
    storage.submissions.put_forward(db, team, zoe, job.id, Stage.SCREENING, RITA, NOW)
    storage.touches.log(db, team, touch(zoe, note="knows ANA SILVA (ana@example.com), likes it"))
    storage.promises.write(db, team, [owed(zoe, waits_for="Sílva, Ána to answer")])
    return zoe


async def erased(database, eraser, candidate):
    await database.transact(storage.erasures.ask, TEAM, candidate, MAYA, NOW)
    await eraser.erase_all()
    return (await database.ask(storage.erasures.told, TEAM, candidate))[1]


async def test_all_of_them_goes_and_all_of_others_stays(database, eraser):
    ana = await database.transact(whole_story)
    before = await database.ask(everything)
    assert all(word in before.lower() for word in ("silva", "ana@example.com", "the commute"))
    await database.transact(one_who_stays)
    told = await erased(database, eraser, ana)
    left = await database.ask(everything)
    assert not [word for word in GONE if word.lower() in left.lower().replace("í", "i").replace("á", "a")]
    assert (told.touches, told.submissions, told.contacts, told.mentions) == (1, 1, 1, 3)
    for kept in ("Zoë Brandt", "+49301234567", "knows [erased] ([erased]), likes it", "[erased] to answer"):
        assert kept in left
    assert "After [erased]" in left
    assert "after erased" in left
    assert await database.ask(storage.audit.broken, TEAM) is None


async def test_another_teams_person_of_that_name_is_left_alone(database, eraser):
    ana = await database.transact(whole_story)
    await database.transact(whole_story, OTHER)
    theirs = [line for line in (await database.ask(everything, "outbox")).splitlines() if OTHER in line]
    await erased(database, eraser, ana)
    left = (await database.ask(everything, "outbox")).splitlines()
    assert [line for line in left if OTHER in line] == theirs


async def test_a_namesake_keeps_the_name_in_what_is_theirs(database, eraser):
    ana = await database.transact(whole_story)
    other = (await database.transact(storage.candidates.add, TEAM, "Ana Silva", [], RITA, NOW)).id
    await database.transact(storage.touches.log, TEAM, touch(other, note="Ana Silva, not ana@example.com"))
    await erased(database, eraser, ana)
    assert (await database.ask(storage.candidates.candidate, TEAM, other)).name == "Ana Silva"
    assert [each.note for each in await database.ask(storage.touches.latest, TEAM, other)] == [
        "Ana Silva, not [erased]"
    ]


async def test_an_address_that_another_has_too_stays_theirs(database):
    ana = await database.transact(whole_story)
    shared = Contact("phone", "+351912345678", "+351 912 345 678")
    other = await database.transact(storage.candidates.add, TEAM, "Rui Costa", [shared], RITA, NOW)
    assert other

    def add_phone(db):
        contacts = table(Contacts)
        row = {"team": TEAM, "id": 5, "candidate": ana, "kind": "phone", "value": shared.value, "shown": shared.shown}
        db.execute(contacts.insert(), row)

    await database.transact(add_phone)
    assert [each.value for each in (await database.ask(known_as, TEAM, ana)).contacts] == ["ana@example.com"]


async def test_records_that_were_merged_into_theirs_go_as_well(database, eraser):
    ana = await database.transact(whole_story)

    def merged(db):
        reached = [Contact("email", "anita@old.example", "anita@old.example")]
        gone = storage.candidates.add(db, TEAM, "Anita Sá", reached, RITA, NOW).id
        storage.touches.log(db, TEAM, touch(gone, note="called Anita"))
        storage.merging.hold(db, TEAM, [ana, gone])
        storage.merging.merge(db, TEAM, Union(ana, gone, "Ána Sílva", Why.OLDER), RITA, NOW)
        storage.touches.log(db, TEAM, touch(one_who_stays(db), note="Sá, Anita: anita@old.example"))
        return gone

    gone = await database.transact(merged)
    assert "Anita" in await database.ask(everything)
    await erased(database, eraser, ana)
    left = await database.ask(everything)
    assert "anita" not in left.lower()
    assert {each.candidate for each in eraser._ledger.read()} >= {ana, gone}


async def test_names_that_are_one_of_a_kind_stay_so(database, eraser):
    ana = await database.transact(whole_story)

    def two_tags(db):
        for id, name in ((5, "Ana Silva"), (6, "Silva Ána"), (7, "java")):
            db.execute(table(Tags).insert(), {"team": TEAM, "id": id, "name": name, "folded": f"{id}"})

    await database.transact(two_tags)
    await erased(database, eraser, ana)
    names = await database.ask(lambda db: set(db.execute(select(table(Tags).c.name)).scalars()))
    assert names == {"Kotlin", "[erased]", "[erased] 2", "java"}


def disputed(db, ana, state):
    """Tom's claim on Ana, of which a manager was told; with a question, and the promise of its clock."""
    claim = {"team": TEAM, "id": 77, "candidate": ana, "owner": RITA, "claimant": TOM, "opened_at": NOW}
    words = {"reason": "she rang me", "evidence": "my diary", "answer": "she did not", "reasons": "who was first"}
    clock = {"answer_by": NOW, "rule_by": NOW + DAY, "state": state, "asked": 0, "step": 0}
    ended = {"ruling": "keep", "ruled_by": MAYA, "ended_at": NOW} if state == "ended" else {}
    db.execute(table(Disputes).insert(), claim | words | clock | ended)
    asked = {"dispute": 77, "asked_by": MAYA, "asked_of": TOM, "question": "which day?", "at": NOW, "answer": "Monday"}
    db.execute(table(DisputeQuestions).insert(), {"team": TEAM, "id": 78} | asked)
    if state != "ended":
        storage.ownership.mark_disputed(db, TEAM, ana, 77)
        ticks = owed(77, kind="disputes.clock", whom="", heard_by="", nudge_at=None, alone_at=NOW + DAY)
        storage.promises.write(db, TEAM, [ticks])
    letters = []
    for kind, to, about in (("disputes.case", MAYA, 77), ("disputes.asked", TOM, 78)):
        letter = storage.outbox.letter(db, TEAM, f"{kind}/{about}", kind, to, NOW, NOW, about=about)
        shown(db, letter, shown=1, ts=f"1.{about}", channel="D1", state="done", next_at=None)
        letters.append(letter)
    return letters


@pytest.mark.parametrize(
    ("state", "ruling", "ended_at"),
    [("answer", "erased", NOW + DAY), ("ruling", "erased", NOW + DAY), ("ended", "keep", NOW)],
)
async def test_of_a_claim_stays_who_claimed_and_how_it_ended_and_no_word(database, eraser, state, ruling, ended_at):
    ana = await database.transact(whole_story)
    letters = await database.transact(disputed, ana, state)
    await erased(database, eraser, ana)
    (row,) = await database.ask(lambda db: db.execute(table(Disputes).select().where(table(Disputes).c.id == 77)).all())
    assert (row.candidate, row.owner, row.claimant, row.state) == (None, RITA, TOM, "ended")
    assert (row.ruling, row.ended_at) == (ruling, ended_at)
    left = await database.ask(everything)
    said = ("she rang me", "my diary", "she did not", "who was first", "which day?", "Monday", "I met her", "yes, do")
    assert not [words for words in (*said, "disputes.clock") if words in left]
    assert [(await database.ask(storage.outbox.by_id, TEAM, letter)).version for letter in letters] == [2, 2]
    verbs = [verb for verb, *_ in await database.ask(storage.audit.entries, TEAM, "dispute", 77)]
    assert ("dispute_erased" in verbs) == (state != "ended")


async def test_who_is_named_in_what_was_said_about_others_is_struck_there(database, eraser):
    """In claims, answers, questions, consents, and what managers were asked; their letters are redrawn."""
    ana = await database.transact(whole_story)

    def said_of_zoe(db):
        zoe = storage.candidates.add(db, TEAM, "Zoë Brandt", [], RITA, NOW).id
        letters = disputed(db, zoe, "ruling")
        db.execute(update(table(Disputes)).where(table(Disputes).c.id == 77).values(reason="as Ana Silva knows"))
        asked = table(DisputeQuestions).c.id == 78
        db.execute(update(table(DisputeQuestions)).where(asked).values(question="what of Ana Silva?"))
        right = {"team": TEAM, "id": 79, "candidate": zoe, "job": 1, "holder": RITA, "agreed_at": NOW, "how": "call"}
        right |= {"job": db.execute(select(table(Jobs).c.id)).scalar(), "recorded_by": RITA, "recorded_at": NOW}
        db.execute(table(Representations).insert(), right | {"words": "not with Ana Silva", "expires_at": NOW})
        more = {
            "team": TEAM,
            "id": 80,
            "kind": "more_time",
            "candidate": zoe,
            "asked_by": RITA,
            "at": NOW,
            "about": "{}",
        }
        db.execute(table(Approvals).insert(), more | {"reason": "I wait for Ana Silva"})
        return letters

    letters = await database.transact(said_of_zoe)
    assert (await erased(database, eraser, ana)).mentions == 4
    left = await database.ask(everything)
    for words in ("as [erased] knows", "what of [erased]?", "not with [erased]", "I wait for [erased]", "she rang me"):
        assert (words in left) == (words != "she rang me")
    assert all([(await database.ask(storage.outbox.by_id, TEAM, letter)).version > 1 for letter in letters])


def shown(db, letter, **values):
    db.execute(update(table(Outbox)).where(table(Outbox).c.id == letter).values(**values))


async def test_messages_that_showed_them_are_owed_again_even_if_given_up(database, eraser):
    ana = await database.transact(whole_story)
    (letter,) = await database.ask(storage.erasing.letters_about, TEAM, [ana], [], KINDS)
    await database.transact(shown, letter, shown=1, ts="1.2", channel="D1", state="dead", next_at=None)
    told = await erased(database, eraser, ana)
    assert told.messages == 1
    there = await database.ask(storage.outbox.by_id, TEAM, letter)
    assert there.version > 1
    assert await database.ask(storage.outbox.given_up, TEAM) == []


async def test_the_clock_of_an_offer_goes_and_what_was_said_of_it_is_drawn_without_them(database, eraser):
    ana = await database.transact(whole_story)

    def offered(db):
        offer = Offer(new_id(), ana, OfferKind.OURS, OfferState.OPEN, RITA, NOW, decide_by=NOW + DAY)
        storage.offers.add(db, TEAM, offer)
        decision = owed(ana, kind=Owing.DECISIONS)
        storage.promises.write(db, TEAM, [decision])
        of = [(letters.RAN_OUT, offer.id), (letters.URGENT, None)]
        told = [storage.outbox.letter(db, TEAM, kind, kind, RITA, NOW, NOW, about=about) for kind, about in of]
        assert told[1]
        storage.lines.add(db, TEAM, told[1], [decision])
        for letter in told:
            shown(db, letter, shown=1, ts="1.2", channel="D1", next_at=None)
        return offer, told

    offer, told = await database.transact(offered)
    clock = (storage.promises.of, TEAM, storage.offers.CLOCK, [str(offer.id)])
    assert len(await database.ask(*clock)) == 1
    assert (await erased(database, eraser, ana)).messages >= len(told)
    assert await database.ask(*clock) == []
    for id in told:
        letter = await database.ask(storage.outbox.by_id, TEAM, id)
        assert letter.version > 1
        assert await database.ask(letters.draw, letter, Policy(), NOW) == emptied()


async def test_files_that_may_hold_them_are_to_be_deleted_and_others_are_not(database, eraser):
    ana = await database.transact(whole_story)

    def sent(db):
        db.execute(table(SentFiles).delete())
        for kind in ("export", "refused", "everything", "guide"):
            storage.files_sent.record_sent(db, TEAM, RITA, kind, [f"F{kind}"], NOW)

    await database.transact(sent)
    assert (await erased(database, eraser, ana)).files == 3
    due = await database.ask(storage.files_sent.due, NOW + DAY, 10)
    assert {file for _, _, file, _ in due} == {"Fexport", "Frefused", "Feverything"}


async def test_of_pages_of_agreed_terms_those_go_that_are_theirs_or_name_them(database, eraser):
    """Zoë's stays, but where Ana signed it for the client; and what nobody can say anything of goes."""

    def sent(db):
        ana = dealt(db).ana
        for place, (name, client) in enumerate([("Ana", "Helena"), ("Zoë", "Helena"), ("Zoë", "Ana Silva")], start=1):
            whose = ana if name == "Ana" else storage.candidates.add(db, TEAM, f"{name} Brandt", [], RITA, NOW).id
            of = add(db, whose, OfferKind.OURS, OfferState.ACCEPTED, "Cook")
            yes = (replace(TERMS.by_candidate, who=name), replace(TERMS.by_client, who=client))
            terms = Agreement(place, of, whose, 0, TERMS.package, *yes, NOW, RITA)
            storage.agreements.add(db, TEAM, terms)
        for agreement in (1, 2, 3, 4, None):
            storage.files_sent.record_sent(db, TEAM, RITA, FileKind.AGREEMENT, [f"F{agreement}"], NOW, agreement)
        return ana

    ana = await database.transact(sent)
    assert (await erased(database, eraser, ana)).files == 4
    due = await database.ask(storage.files_sent.due, NOW + DAY, 10)
    assert {file for _, _, file, _ in due} == {"F1", "F3", "F4", "FNone"}


async def test_it_is_asked_once_and_done_once(database, eraser):
    ana = await database.transact(whole_story)
    assert await database.transact(storage.erasures.ask, TEAM, ana, MAYA, NOW)
    assert not await database.transact(storage.erasures.ask, TEAM, ana, RITA, NOW + HOUR)
    await eraser.erase_all()
    assert await eraser.erase_all() == 0


async def test_who_came_back_with_an_old_backup_is_erased_again_and_nobody_is_told_twice(database, eraser):
    ana = await database.transact(whole_story)
    kept = await database.ask(lambda db: {of: db.execute(of.select()).mappings().all() for of in restorable()})
    await erased(database, eraser, ana)
    letters = await database.ask(kinds_of_letters)

    def put_back(db):
        db.execute(table(Erasures).delete())
        for of, rows in kept.items():
            if rows:
                db.execute(of.insert(), [dict(row) for row in rows])

    await database.transact(put_back)
    assert "ana@example.com" in await database.ask(everything)
    await eraser.reconcile()
    await eraser.erase_all()
    assert "ana@example.com" not in await database.ask(everything)
    assert await database.ask(kinds_of_letters) == letters


def kinds_of_letters(db):
    return sorted(db.execute(select(table(Outbox).c.kind)).scalars())


def restorable():
    return [of for of in Base.metadata.sorted_tables if of.name in ("candidates", "contacts", "touches")]


async def test_the_ledger_learns_of_what_only_the_database_knows(database, eraser):
    await database.transact(whole_story)
    await eraser.reconcile()
    assert eraser._ledger.read() == [Erasure(TEAM, 3, RITA, NOW)]


def test_every_text_that_is_kept_is_looked_through_or_known_to_name_nobody():
    looked = {(table(of).name, name) for of, names in storage.mentions.FREE_TEXT.items() for name in names}
    texts = {
        (of.name, column.name)
        for of in Base.metadata.sorted_tables
        for column in of.columns
        if isinstance(column.type, Text) and column.name != "folded"
    }
    goes_with_them = {
        *(("candidates", "name"), ("name_words", "word"), ("spellings", "word"), ("spellings", "backwards")),
        *(("contacts", "value"), ("contacts", "shown"), ("merges", "names")),
    }
    names_nobody = {("people", "name"), ("teams", "name"), ("outbox", "key"), ("terms", "body"), ("turns", "waiting")}
    # Terms stay as they were agreed, for as long as whoever they were agreed with is there: they are proof of it.
    is_proof = {("agreements", "encrypted")}
    assert texts - looked == goes_with_them | names_nobody | is_proof | {("bands", "encrypted")}


def test_every_table_that_names_a_candidate_is_in_all_about_one_person():
    covered = {"candidates", "stage_changes", "promises", "lines", "asks", "outbox", "audit", "merges"}
    covered |= {"evidence", "dispute_questions"} | {table(of).name for of in storage.everything.BY_OFFER}
    covered |= {table(of).name for of in storage.everything.BY_CANDIDATE}
    assert {of.name for of in Base.metadata.sorted_tables if "candidate" in of.columns} <= covered
    assert set(Base.metadata.tables) == covered | set(storage.everything.KEPT_APART)


async def test_all_about_one_person_is_there_and_nothing_of_others(database):
    ana = await database.transact(whole_story)
    zoe = await database.transact(one_who_stays)
    about = await database.ask(storage.everything.about, TEAM, ana)
    full = {name for name, rows in about.tables.items() if rows}
    assert full == set(about.tables) - {"erasures"}
    words = repr(about.tables)
    assert all(word in words for word in ("likes the role", "the commute", "shorter", "CTO", "Backend engineer"))
    assert about.people == {RITA: "U0Rita", "U0TOM": "U0Tom", MAYA: "U0Maya"}
    assert str(zoe) not in words
    assert await database.ask(storage.everything.about, TEAM, 4) is None
    assert date(2026, 11, 27) in [row["promised_on"] for row in about.tables["touches"]]
