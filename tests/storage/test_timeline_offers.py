"""Does all that happened with offers stand in the time line, page by page, without what is in them?"""

from dataclasses import asdict, replace
from datetime import date, timedelta

import storage
from bot.facts import (
    RAISED,
    Agreed,
    AgreedHow,
    Agreement,
    Candidate,
    Happened,
    Learned,
    Money,
    Offer,
    OfferKind,
    OfferRound,
    OfferState,
    Package,
    Placement,
    Rank,
    RoundBy,
    Stage,
)
from storage.columns import new_id
from tests.storage.examples import DAY, HOUR, NOW, OTHER, RITA, TEAM, TOM

TODAY = date(2026, 12, 1)
PACKAGE = Package(base=Money(13_000_000, "EUR"), equity="a secret slice of it")


def story(db, team=TEAM) -> Candidate:
    """Ana is offered a package, asks for more, has a day more, says yes, and is placed; each an hour later."""
    ana = storage.candidates.add(db, team, "Ana Silva", [], RITA, NOW)
    job = storage.jobs.titled(db, team, "Data engineer", RITA, NOW)
    submission = storage.submissions.put_forward(db, team, ana.id, job.id, Stage.OFFER, RITA, NOW)
    ours = Offer(new_id(), ana.id, OfferKind.OURS, OfferState.OPEN, RITA, NOW + HOUR, submission, "Data engineer")
    storage.offers.add(db, team, replace(ours, decide_by=NOW + 2 * DAY))
    for hours, by in ((2, RoundBy.OFFERED), (3, RoundBy.ASKED)):
        at = NOW + hours * HOUR
        storage.offer_rounds.say(db, team, OfferRound(new_id(), ours.id, 0, by, PACKAGE, at, RITA, at))
    later = replace(ours, decide_by=NOW + 3 * DAY)
    later = storage.offers.change(
        db, team, replace(ours, decide_by=NOW + 2 * DAY), later, TOM, NOW + 4 * HOUR, "she asked for a day"
    )
    done = replace(later, state=OfferState.ACCEPTED, ended_at=NOW + 5 * HOUR)
    storage.offers.change(db, team, later, done, RITA, NOW + 5 * HOUR)
    said = Agreed("Ana", NOW.date(), AgreedHow.BY_PHONE)
    terms = storage.agreements.add(
        db, team, Agreement(new_id(), ours.id, ana.id, 1, PACKAGE, said, said, NOW + 6 * HOUR, RITA)
    )
    placed = Placement(submission, ana.id, job.id, ours.id, NOW, RITA, 90, date(2027, 1, 4), date(2027, 4, 4))
    storage.placements.add(db, team, placed, NOW + 7 * HOUR)
    storage.agreements.tell(db, team, terms, "candidate", RITA, NOW + 8 * HOUR)
    resigned = replace(placed, resigned_on=date(2026, 12, 1))
    storage.placements.change(db, team, resigned, TOM, NOW + 9 * HOUR)
    storage.placements.change(db, team, replace(resigned, over_at=NOW + 10 * HOUR), TOM, NOW + 10 * HOUR)
    return ana


def told(db, ana, team=TEAM, most=50):
    """Every page, from the newest to the oldest."""
    page = storage.timeline.page(db, team, ana, TODAY, most=most)
    found = list(page.entries)
    while page.has_earlier:
        page = storage.timeline.page(db, team, ana, TODAY, page.entries[-1].key, most=most)
        found += page.entries
    return [each for each in found if each.at > NOW]


def test_each_step_of_an_offer_is_told_once_newest_first(database):
    ana = database.run(story)
    entries = database.run(told, ana)
    assert [(each.kind, each.by, each.words, each.after) for each in entries] == [
        (Happened.PLACED, TOM, "", None),
        (Happened.TERMS_SENT, RITA, "candidate", "1"),
        (Happened.PLACED, RITA, "", None),
        (Happened.AGREED, RITA, "", "1"),
        (Happened.OFFER, RITA, "", "accepted"),
        (Happened.OFFER, TOM, "", None),
        (Happened.OFFER_ROUND, RITA, "", "asked"),
        (Happened.OFFER_ROUND, RITA, "", "offered"),
        (Happened.OFFER, RITA, RAISED, "open"),
    ]
    assert [each.days for each in entries if each.days] == [
        (date(2027, 1, 4), date(2027, 4, 4), date(2026, 12, 1), None),
        (date(2027, 1, 4), date(2027, 4, 4), None, None),
    ]
    assert entries[0].days_before == entries[2].days
    assert not entries[2].days_before
    assert [each.until - NOW for each in entries if each.until] == [timedelta(days=3), timedelta(days=2)]


def test_what_changed_at_one_moment_is_one_entry(database):
    def both(db):
        ana = storage.candidates.add(db, TEAM, "Ana Silva", [], RITA, NOW)
        plain = Offer(new_id(), ana.id, OfferKind.RIVAL, OfferState.EXPECTED, RITA, NOW + HOUR, company="Acme")
        storage.offers.add(db, TEAM, plain)
        made = replace(plain, state=OfferState.OPEN, made_at=NOW + HOUR, decide_by=NOW + DAY)
        storage.offers.change(db, TEAM, plain, made, RITA, NOW + HOUR)
        return ana

    (only,) = database.run(told, database.run(both))
    assert (only.words, only.after, only.until) == (RAISED, "open", NOW + DAY)


def test_what_is_learned_of_a_rival_is_told_with_who_wrote_it_down_and_without_its_words(database):
    def learns(db):
        ana = storage.candidates.add(db, TEAM, "Ana Silva", [], RITA, NOW)
        acme = Offer(new_id(), ana.id, OfferKind.RIVAL, OfferState.OPEN, RITA, NOW + HOUR, company="Acme")
        acme = storage.offers.add(db, TEAM, replace(acme, decide_by=NOW + DAY, decide_on=TODAY))
        told = replace(acme, client_told_at=NOW + 2 * HOUR)
        told = storage.offers.change(db, TEAM, acme, told, RITA, NOW + 2 * HOUR)
        done = storage.offers.change(db, TEAM, told, replace(told, done_for_it="for 95k"), TOM, NOW + 3 * HOUR)
        undone = storage.offers.change(db, TEAM, done, replace(done, client_told_at=None), TOM, NOW + 4 * HOUR)
        storage.offers.change(db, TEAM, undone, replace(undone, rank=Rank.AHEAD), TOM, NOW + 5 * HOUR)
        return ana, storage.offers.changes(db, TEAM, [acme.id])[acme.id]

    ana, changes = database.run(learns)
    entries = database.run(told, ana)
    assert [(each.kind, each.by, each.after) for each in entries] == [
        (Happened.OFFER_LEARNED, TOM, "client_not_told"),
        (Happened.OFFER_LEARNED, TOM, "done"),
        (Happened.OFFER_LEARNED, RITA, "client_told"),
        (Happened.OFFER, RITA, "open"),
    ]
    assert entries[-1].on == TODAY
    assert "95k" not in str([replace(each, offer=None) for each in entries])
    assert [(each.what, each.reason) for each in changes if each.what] == [
        (Learned.CLIENT_TOLD, ""),
        (Learned.DONE, "for 95k"),
        (Learned.CLIENT_NOT_TOLD, ""),
    ]


def test_pages_of_any_length_tell_the_same(database):
    ana = database.run(story)
    whole = database.run(told, ana)
    assert all(database.run(told, ana, TEAM, most) == whole for most in (1, 2, 4))


def test_nothing_of_what_is_offered_is_in_it_and_nothing_of_another_team(database):
    ana = database.run(story)
    database.run(story, OTHER)
    said = str([asdict(each) for each in database.run(told, ana)])
    assert "13000000" not in said
    assert "secret slice" not in said
    assert len(database.run(told, ana)) == 9
    assert database.run(told, ana, OTHER) == []
