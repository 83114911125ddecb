"""Is nothing doubled, undone or lost when two people write about the same offers at once?"""

import asyncio
import threading
from dataclasses import replace

import pytest

import storage
from bot import forms
from bot.errors import Refused
from bot.facts import AgreedHow, OfferDraft, OfferKind, OfferState, Package, Rank, Stage
from bot.forms.deciding import AgreedTerms
from bot.offering import deciding
from handlers import changed_terms, offer_forms, offer_saving, submissions
from storage.database import Database
from storage.migrate import migrate
from tests.dealt import POLICY, TERMS, dealt, offer, submission
from tests.keys import KEYS
from tests.storage.examples import HOUR, MAYA, NOW, RITA, TEAM, person

RITA_, MAYA_ = person(RITA), person(MAYA, manager=True)
LATER = NOW + HOUR


@pytest.fixture
async def database(database_url):
    made = Database(database_url, KEYS)
    try:
        migrate(made.engine)
        yield made
    finally:
        await made.close()


def saves(db, draft, who=RITA_, now=LATER):
    return offer_saving.save(db, draft, who, POLICY, now).done.offer


def writes_cyan(db, deal):
    saves(db, OfferDraft(deal.ana, OfferKind.RIVAL, company="Cyan", pay="€90k a year"))


def brings_to_offer(db, deal):
    submissions.decide_move(db, deal.other, Stage.OFFER, RITA_, POLICY, LATER)


@pytest.mark.parametrize(
    ("first", "kind", "more"),
    [
        pytest.param(writes_cyan, OfferKind.RIVAL, {"company": "Cyan"}, id="the same rival"),
        pytest.param(brings_to_offer, OfferKind.OURS, {}, id="ours, for whom is moved to offer meanwhile"),
    ],
)
async def test_whoever_writes_an_offer_down_waits_for_whoever_was_first_and_then_looks(postgres_url, first, kind, more):
    both = [Database(postgres_url, KEYS), Database(postgres_url, KEYS)]
    done, let_go = threading.Event(), threading.Event()

    def is_first(db, deal):
        first(db, deal)
        done.set()
        assert let_go.wait(20)

    def is_second(db, deal):
        mine = {"submission": deal.other} if kind is OfferKind.OURS else {}
        saves(db, OfferDraft(deal.ana, kind, pay="€91k a year", **more, **mine), MAYA_)
        same = [each for each in storage.offers.of(db, TEAM, deal.ana) if each.kind is kind]
        return [each.company for each in same], submission(db, deal.other).stage

    try:
        await asyncio.to_thread(migrate, both[0].engine)
        deal = await both[0].transact(dealt)
        one = asyncio.ensure_future(both[0].transact(is_first, deal))
        assert await asyncio.to_thread(done.wait, 20)
        two = asyncio.ensure_future(both[1].transact(is_second, deal))
        await asyncio.wait([two], timeout=0.3)
        let_go.set()
        _, (companies, stage) = await asyncio.gather(one, two)
        assert len(companies) == len(set(companies)), companies
        assert stage is (Stage.OFFER if kind is OfferKind.OURS else Stage.INTERVIEW)
    finally:
        let_go.set()
        for each in both:
            await each.close()


async def test_facts_are_not_written_over_by_a_form_that_was_opened_before(database):
    def scene(db):
        acme = dealt(db).acme
        stale = offer_forms.decide_change(db, acme, MAYA_, POLICY, LATER).draft
        opened = offer_forms.decide_change(db, acme, RITA_, POLICY, LATER, told=True).draft
        round_ = offer_forms.decide_round(db, acme, MAYA_, POLICY, LATER).draft
        typed = replace(opened, done_for_it="Called the client", company="Acme Ltd", rank=Rank.AHEAD)
        after = saves(db, typed)
        with pytest.raises(Refused, match="open it anew"):
            saves(db, replace(stale, why="x"), MAYA_)
        assert offer(db, acme) == after
        assert after.client_told_at
        # A round says nothing of the company, whatever it was when the form was opened.
        saves(db, replace(round_, pay="€97k a year"), MAYA_)
        assert offer(db, acme).company == "Acme Ltd"
        again = offer_forms.decide_change(db, acme, MAYA_, POLICY, LATER).draft
        assert saves(db, replace(again, why="x"), MAYA_).why == "x"

    await database.transact(scene)


async def test_terms_that_were_changed_meanwhile_are_shown_before_others_follow(database):
    def scene(db):
        deal = dealt(db)
        accepted = deciding.accept(
            db, offer(db, deal.ours), submission(db, deal.submission), TERMS, RITA_, POLICY, NOW
        ).offer
        said = (NOW.date(), AgreedHow.BY_PHONE, "Helena", AgreedHow.SIGNED)
        typed = AgreedTerms(accepted.id, "€90,000 a year", Package(), "", None, *said, version=2)
        written = changed_terms.decide_agree(db, typed, RITA_, POLICY, LATER)
        assert isinstance(written, changed_terms.Written)
        typed = replace(typed, pay="€95,000 a year")
        asked = changed_terms.decide_agree(db, typed, MAYA_, POLICY, LATER)
        assert isinstance(asked, changed_terms.AskAgain)
        assert (asked.terms, asked.version) == (typed, 3)
        assert "Version 2 was written down while this form was open" in asked.alert
        assert "Base: €90,000 a year; First day: not known yet" in asked.alert
        assert len(storage.agreements.of(db, TEAM, accepted.id)) == 2
        filled = forms.deciding.again(asked.terms)
        drawn = forms.deciding.agree(asked.candidate, asked.offer, filled, asked.version, alert=asked.alert)
        assert forms.inputs.about(drawn)["version"] == 3
        changed_terms.decide_agree(db, replace(typed, version=asked.version), MAYA_, POLICY, LATER)
        assert len(storage.agreements.of(db, TEAM, accepted.id)) == 3
        assert offer(db, accepted.id).state is OfferState.ACCEPTED

    await database.transact(scene)
