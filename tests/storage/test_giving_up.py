"""Does everything go on after a key is lost for good, with no more lost than was encrypted with it?"""

import itertools

import pytest
from sqlalchemy import delete, select, update

import storage
from bot.errors import Misconfigured, Refused
from bot.facts import (
    About,
    Agreement,
    Band,
    Counts,
    Field,
    ImportState,
    Lever,
    Loss,
    LossReason,
    Money,
    NewCandidate,
    OfferState,
    Package,
    Part,
    Period,
    ReadAs,
    SheetLine,
)
from bot.policy import Policy
from handlers.agreements import decide_file, decide_sent
from storage import giving_up, pay_keys
from storage.giving_up import Instead
from storage.keyring import Keyring, fingerprint
from storage.migrate import migrate
from storage.tables import Audit, ImportLines, Offers, PayKeys, table
from tests.dealt import PACKAGE, TERMS, dealt
from tests.keys import KEY
from tests.storage.conftest import closing_now
from tests.storage.examples import DAY, NOW, RITA, TEAM, person
from tests.storage.test_turning import begin, given_keys, told, written

INSTEAD = Instead(fingerprint(KEY), "lost with its key", "the figures were lost", NOW + DAY)
GONE = Package(benefits="the figures were lost")
AGREED = (TERMS.package, TERMS.by_candidate, TERMS.by_client, NOW, RITA, "x")


def filled(db):
    """Something of each kind about Ana's offers, and a note, a draft, an answer and a file on its way."""
    there = dealt(db)
    storage.agreements.add(db, TEAM, Agreement(1, there.ours, there.ana, 0, *AGREED))
    storage.levers.open(db, TEAM, Lever(there.ours, Part.BONUS, "up to 15 %", RITA, NOW))
    storage.losses.add(db, TEAM, Loss(there.ours, there.ana, there.submission, LossReason.PAY, NOW, RITA, None, "more"))
    job = storage.jobs.titled(db, TEAM, "Backend engineer", RITA, NOW)
    ends = (Money(1, "EUR"), Money(2, "EUR"))
    storage.bands.put(db, TEAM, Band(5, *ends, Period.YEAR, RITA, NOW, job=job.id))
    files = [a_file(db, state) for state in (ImportState.READING, ImportState.SHOWN, ImportState.RUNNING)]
    return there, files, *written(db)


def a_file(db, state):
    """A file of one line on its way in, so far."""
    of = storage.imports.one(db, TEAM, storage.imports.add(db, TEAM, RITA, "people.csv", NOW, file="F1"))
    assert of
    storage.imports.stage(db, of, [SheetLine(1, ("Ben",))])
    if state is not ImportState.READING:
        storage.imports.read(db, of, ReadAs("utf-8", ",", ("Name",), (Field.NAME,)), 1, Counts())
    if state is ImportState.RUNNING:
        storage.imports.begin(db, of, NOW)
    return of.id


def read(db, there, touch, draft):
    """What is read of it by those who show it."""
    ours = storage.offers.offer(db, TEAM, there.ours)
    assert ours
    (said,) = storage.offer_rounds.rounds(db, TEAM, [there.ours])[there.ours]
    return {
        "why": ours.why,
        "company": ours.company,
        "said": (said.package, said.who, said.at),
        "reasons": [each.reason for each in storage.offers.changes(db, TEAM, [there.ours])[there.ours]],
        "levers": [each.words for each in storage.levers.of(db, TEAM, [there.ours])[there.ours]],
        "lost": [(each.loss.reason, each.loss.learned) for each in storage.losses.of(db, TEAM, there.ana)],
        "notes": storage.notes.of_touch(db, TEAM, touch),
        "bands": [band.low for band, _ in storage.bands.listed(db, TEAM, 9)],
        "draft": storage.drafts.kept(db, TEAM, RITA, draft, NewCandidate),
    }


AFTER = {
    "why": "lost with its key",
    "company": "Backend engineer",
    "said": (GONE, "", NOW - DAY),
    "levers": ["lost with its key"],
    "lost": [(LossReason.PAY, "lost with its key")],
    "notes": {About.PAY_EXPECTED: "the figures were lost", About.WORRIES: "the commute"},
    "bands": [],
    "draft": None,
}


def test_what_was_encrypted_with_it_reads_as_lost_and_everything_else_stays(database_url):
    """Also where it is killed after some pieces, and run again."""
    new = Keyring.fresh()
    with closing_now(database_url) as database:
        migrate(database.engine)
        database.run(begin, KEY)
        there, files, touch, draft = database.run(filled)
        database.give_keys(Keyring([new]))
        with pytest.raises(Misconfigured):
            database.look(read, there, touch, draft)
        kept, _ = database.run(written, "after", "130k")
        ours = (fingerprint(new),)
        assert database.look(pay_keys.missing, ours) == [fingerprint(KEY)]
        counts = {table(of).name: count for of, count in database.look(giving_up.lost, ours).items()}
        assert counts.pop("offer_changes") == counts.pop("offers") == 4
        expected = ("offer_rounds", "levers", "agreements", "losses", "bands", "touch_notes", "drafts", "inbox")
        assert counts == dict.fromkeys(expected, 1) | {"import_lines": 3}
        assert len(list(itertools.islice(giving_up.give_up(database, INSTEAD), 3))) == 3
        assert set(database.look(storage.pay_keys.used)) == {fingerprint(KEY), fingerprint(new)}
        assert sum(giving_up.give_up(database, INSTEAD)) > 0
        assert list(giving_up.give_up(database, INSTEAD)) == []
        found = database.look(read, there, touch, draft)
        assert set(found.pop("reasons")) == {"lost with its key"}
        assert found == AFTER
        assert database.look(storage.notes.of_touch, TEAM, kept)[About.PAY_EXPECTED] == "130k"
        now_there = [database.look(storage.imports.one, TEAM, each) for each in files]
        assert [each and each.state for each in now_there] == [
            ImportState.READING,
            ImportState.CANCELLED,
            ImportState.FAILED,
        ]
        assert database.look(lambda db: db.execute(select(table(ImportLines))).all()) == []
        assert database.run(storage.inbox.once, TEAM, "k", NOW, told) == "90k"
        assert (database.look(pay_keys.missing, ours), database.look(giving_up.lost, ours)) == ([], {})
        database.run(storage.pay_keys.begin, given_keys(new), NOW)
        of = table(Audit)
        chosen = select(of.c.subject).where(of.c.verb == "gave_up_key", of.c.before == fingerprint(KEY))
        audited = set(database.look(lambda db: db.execute(chosen).scalars().all()))
        assert audited == {table(each).name for each in storage.pay_keys.ENCRYPTED}


def test_lost_terms_say_so_and_are_never_taken_for_sealed_ones(database_url):
    with closing_now(database_url) as database:
        migrate(database.engine)
        there, *_ = database.run(filled)
        new = Keyring([Keyring.fresh()])
        database.give_keys(new)
        list(giving_up.give_up(database, INSTEAD))
        database.run(storage.agreements.add, TEAM, Agreement(2, there.ours, there.ana, 0, *AGREED))
        lost, anew = database.look(storage.agreements.of, TEAM, there.ours)
        assert (lost.version, lost.lost_on, lost.package, lost.by_client.who) == (1, INSTEAD.at.date(), Package(), "")
        assert (anew.version, anew.lost_on, anew.package) == (2, None, PACKAGE)
        assert (lost.at, lost.by) == (NOW, RITA)
        ritas = person(RITA)
        for refused in (
            lambda db: decide_file(db, lost.id, ritas, NOW),
            lambda db: decide_sent(db, lost.id, "client", True, ritas, Policy(), NOW),
        ):
            with pytest.raises(Refused, match="were lost with the key"):
                database.run(refused)
        database.run(lambda db: db.execute(update(table(Offers)).values(state=OfferState.ACCEPTED)).rowcount)
        assert database.run(decide_file, anew.id, ritas, NOW) is None


def test_a_key_that_nothing_was_encrypted_with_is_only_forgotten(database_url):
    with closing_now(database_url) as database:
        migrate(database.engine)
        database.run(begin, KEY)
        new = Keyring.fresh()
        database.give_keys(Keyring([new]))
        assert database.look(giving_up.lost, (fingerprint(new),)) == {}
        assert list(giving_up.give_up(database, INSTEAD)) == []
        assert database.look(storage.pay_keys.used) == [fingerprint(new)]


def test_a_key_that_was_forgotten_too_soon_is_missed_all_the_same(database_url):
    """Somebody took a key out while a process still encrypted with it: what it wrote names the key."""
    with closing_now(database_url) as database:
        migrate(database.engine)
        database.run(written)
        database.run(lambda db: db.execute(delete(table(PayKeys))))
        database.give_keys(Keyring([Keyring.fresh()]))
        ring = database.look(storage.encryption.keyring)
        assert database.look(pay_keys.missing, ring.fingerprints) == [fingerprint(KEY)]
