"""Is it kept why candidates were lost, and told to those whose candidates they were?"""

from datetime import timedelta

import pytest

import storage
from bot.facts import Loss, LossReason, Stage
from handlers import losses
from tests.dealt import dealt, submission
from tests.storage.examples import DAY, MAYA, NOW, OTHER, RITA, TEAM, TOM, person


@pytest.fixture
def deal(database):
    """Ana was lost twice: to Acme by Rita, and for the place by Tom, who is the recruiter of the other job."""

    def fill(db):
        there = dealt(db)
        first = Loss(there.ours, there.ana, there.submission, LossReason.RIVAL, NOW, RITA, there.acme, "we were slow")
        storage.losses.add(db, TEAM, first)
        storage.losses.add(db, TEAM, Loss(there.blue, there.ana, there.other, LossReason.PLACE, NOW + DAY, TOM))
        return there

    return database.run(fill)


@pytest.mark.parametrize(
    ("team", "recruiter", "after", "companies"),
    [
        pytest.param(TEAM, None, None, ["", "Acme"], id="the team's, the newest first"),
        pytest.param(TEAM, RITA, None, ["Acme"], id="Rita's"),
        pytest.param(TEAM, TOM, None, [""], id="Tom's"),
        pytest.param(TEAM, None, (NOW + DAY, "blue"), ["Acme"], id="the next page"),
        pytest.param(TEAM, None, (NOW, "ours"), [], id="no more"),
        pytest.param(OTHER, None, None, [], id="another team's"),
    ],
)
def test_losses_are_listed(database, deal, team, recruiter, after, companies):
    key = (after[0], getattr(deal, after[1])) if after else None
    listed = database.run(storage.losses.listed, team, recruiter, 10, key)
    assert [each.company for each in listed] == companies


@pytest.mark.parametrize(
    ("who", "learned"),
    [
        pytest.param(person(RITA), ["we were slow"], id="whose offer it was"),
        pytest.param(person(TOM), [""], id="a recruiter for whom nobody had made them one"),
        pytest.param(person(MAYA, manager=True), ["they pay 140k", "we were slow"], id="a manager"),
    ],
)
def test_what_was_learned_is_told_to_whoever_may_see_their_pay(database, deal, who, learned):
    def scene(db):
        storage.losses.add(
            db, TEAM, Loss(deal.blue, deal.ana, deal.other, LossReason.RIVAL, NOW + DAY, RITA, None, "they pay 140k")
        )
        storage.submissions.move(db, TEAM, submission(db, deal.other), Stage.WITHDRAWN, RITA, NOW + DAY)
        return [each.loss.learned for each in losses.read_losses(db, who, NOW + DAY).lines]

    assert database.run(scene) == learned


def test_of_several_lost_by_one_press_none_is_left_out_between_two_pages(database, deal):
    ours = [deal.ours, deal.blue, deal.acme, deal.counter]

    def scene(db):
        for offer in ours:
            storage.losses.add(db, TEAM, Loss(offer, deal.ana, deal.submission, LossReason.RIVAL, NOW, RITA))
        found, key = [], None
        while page := storage.losses.listed(db, TEAM, None, 1, key):
            found += [each.loss.offer for each in page]
            key = (page[-1].loss.at, page[-1].loss.offer)
        return found

    assert database.run(scene) == sorted(ours)


def test_a_loss_is_read_with_whom_job_and_company(database, deal):
    newest, first = database.run(storage.losses.of, TEAM, deal.ana)
    assert (first.name, first.title, first.kind) == ("Ana Silva", "Backend engineer, Northwind", "rival")
    assert (first.loss.learned, first.loss.to, first.loss.by) == ("we were slow", deal.acme, RITA)
    assert (newest.loss.reason, newest.kind, first.fell) == (LossReason.PLACE, None, False)
    assert database.run(storage.losses.several, TEAM, [deal.ours, 5]) == {deal.ours: first.loss}


@pytest.mark.parametrize(("at", "fell"), [(NOW, True), (NOW + DAY, False)], ids=["by that", "by something later"])
def test_a_loss_tells_whether_they_had_said_yes(database, deal, at, fell):
    def scene(db):
        for stage, moment in ((Stage.ACCEPTED, NOW - DAY), (Stage.FELL_THROUGH, at)):
            storage.submissions.move(db, TEAM, submission(db, deal.submission), stage, RITA, moment)
        return storage.losses.of(db, TEAM, deal.ana)[-1].fell

    assert database.run(scene) is fell


@pytest.mark.parametrize(
    ("recruiter", "since", "reasons", "companies"),
    [
        pytest.param(None, NOW, {"rival": 1, "place": 1}, {"Acme": 1}, id="the team's"),
        pytest.param(RITA, NOW, {"rival": 1}, {"Acme": 1}, id="Rita's"),
        pytest.param(None, NOW + timedelta(hours=1), {"place": 1}, {}, id="since later"),
    ],
)
def test_reasons_and_companies_are_counted(database, deal, recruiter, since, reasons, companies):
    counted = database.run(storage.losses.counted, TEAM, recruiter, since)
    assert (dict(counted.reasons), dict(counted.companies)) == (reasons, companies)


def test_what_is_counted_is_a_year(database, deal):
    maya, year_on = person(MAYA, manager=True), NOW + timedelta(days=365)
    counts = [database.run(losses.read_losses, maya, now).reasons for now in (year_on, year_on + timedelta(hours=1))]
    assert [dict(each) for each in counts] == [{"rival": 1, "place": 1}, {"place": 1}]


def test_a_loss_said_again_takes_the_place_of_the_first_and_can_be_taken_back(database, deal):
    def scene(db):
        loss = Loss(deal.ours, deal.ana, deal.submission, LossReason.PAY, NOW, RITA)
        storage.losses.add(db, TEAM, loss)
        again = [each.loss.reason for each in storage.losses.listed(db, TEAM, RITA, 10)]
        storage.losses.take_back(db, TEAM, deal.ours)
        return again, storage.losses.listed(db, TEAM, RITA, 10)

    assert database.run(scene) == ([LossReason.PAY], [])
