"""What follows when an offer is accepted, declined or taken back, and is all of it taken back by one press?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import storage
from bot import owners, promises
from bot.errors import Refused
from bot.facts import LossReason, Money, OfferKind, OfferRound, OfferState, Owing, Package, Passing, RoundBy, Stage
from bot.offering import deciding, losing, placements, reading, reopening
from handlers import agreed_terms
from storage.columns import new_id
from storage.database import Database
from storage.migrate import migrate
from tests.dealt import POLICY, START, TERMS, add, dealt, offer, owed, states, submission
from tests.keys import KEYS
from tests.storage.examples import DAY, HOUR, MAYA, NOW, RITA, TEAM, TOM, person

ME = person(RITA)
DECIDING = (Owing.DECISIONS, Owing.AGREEMENTS, Owing.RESIGNATIONS)
AS_IT_WAS = {
    "ours": "open",
    "acme": "open",
    "blue": "expected",
    "counter": "expected",
    "submission": "offer",
    "other": "interview",
}


@pytest.fixture
async def database(database_url):
    made = Database(database_url, KEYS)
    try:
        migrate(made.engine)
        yield made
    finally:
        await made.close()


def accepts(db, deal, now=NOW):
    return deciding.accept(db, offer(db, deal.ours), submission(db, deal.submission), TERMS, ME, POLICY, now)


async def test_an_acceptance_writes_the_terms_and_the_placement_and_ends_what_others_had(database):
    def scene(db):
        deal = dealt(db)
        done = accepts(db, deal)
        (agreement,) = storage.agreements.of(db, TEAM, deal.ours)
        assert (agreement.version, agreement.words, agreement.by_client.who) == (1, TERMS.words, "Helena Brandt")
        assert agreement.package.base == TERMS.package.base
        assert agreement.package.starts_on == START
        placement = storage.placements.placement(db, TEAM, deal.submission)
        assert placement == done.placement
        assert placement
        assert (placement.starts_on, placement.guarantee_until) == (START, date(2027, 4, 4))
        assert {each.id for each in done.closed} == {deal.acme, deal.blue, deal.counter}
        return states(db, deal), owed(db, deal, *DECIDING)

    stands, owing = await database.transact(scene)
    others = {"acme": "declined", "blue": "over", "counter": "over", "other": "interview"}
    assert stands == {"ours": "accepted", "submission": "accepted"} | others
    assert owing == {(Owing.AGREEMENTS, RITA), (Owing.RESIGNATIONS, RITA)}


@pytest.mark.parametrize("told", [("candidate",), ("client",), ("candidate", "client")])
async def test_the_terms_are_owed_until_both_were_sent_them_and_anew_once_they_change(database, told):
    def scene(db):
        deal = dealt(db)
        made = accepts(db, deal).agreement
        for side in told:
            storage.agreements.tell(db, TEAM, made, side, RITA, NOW)
        deciding.plan(db, deal.ana, ME, POLICY, NOW, "sent")
        sent = owed(db, deal, Owing.AGREEMENTS)
        deciding.agree_anew(db, offer(db, deal.ours), TERMS, ME, POLICY, NOW + HOUR)
        return sent, owed(db, deal, Owing.AGREEMENTS)

    sent, anew = await database.transact(scene)
    assert bool(sent) is (len(told) < 2)
    assert anew == {(Owing.AGREEMENTS, RITA)}


async def test_whoever_resigned_and_signed_is_not_asked_and_the_guarantee_moves_with_the_start(database):
    def scene(db):
        deal = dealt(db)
        placement = accepts(db, deal).placement
        later, day = date(2027, 2, 1), NOW.date()
        resigned = placements.change(db, placement, later, day, None, ME, POLICY, NOW)
        assert owed(db, deal, Owing.RESIGNATIONS)
        after = placements.change(db, resigned, later, day, day, ME, POLICY, NOW)
        assert after == storage.placements.placement(db, TEAM, deal.submission)
        return after.guarantee_until, owed(db, deal, Owing.RESIGNATIONS)

    assert await database.transact(scene) == (date(2027, 5, 2), set())


@pytest.mark.parametrize("to", [True, False], ids=["to Acme", "to nobody known"])
async def test_a_loss_keeps_the_reason_and_whom_they_went_to(database, to):
    def scene(db):
        deal = dealt(db)
        acme = offer(db, deal.acme) if to else None
        losing.decline(db, offer(db, deal.ours), LossReason.PAY, acme, "we were slow", ME, POLICY, NOW)
        (line,) = storage.losses.of(db, TEAM, deal.ana)
        return line, states(db, deal), owed(db, deal, *DECIDING)

    line, stands, owing = await database.transact(scene)
    assert (line.loss.reason, line.loss.learned, line.company) == (LossReason.PAY, "we were slow", "Acme" if to else "")
    assert line.title == "Backend engineer, Northwind"
    assert stands == AS_IT_WAS | {"ours": "declined", "submission": "declined", "acme": "accepted" if to else "open"}
    assert not owing


@pytest.mark.parametrize(
    ("submitted", "title", "client"),
    [("submission", "Backend engineer, Northwind", "Northwind"), ("other", "Data analyst", "")],
)
async def test_what_was_agreed_is_read_with_its_job_be_it_for_a_client_or_not(database, submitted, title, client):
    def scene(db):
        deal = dealt(db)
        of = getattr(deal, submitted)
        id = add(db, deal.ana, OfferKind.OURS, OfferState.OPEN, title, submission=of)
        deciding.accept(db, offer(db, id), submission(db, of), TERMS, ME, POLICY, NOW)
        return reading.agreement(db, TEAM, offer(db, id)), reading.agreement(db, TEAM, offer(db, deal.acme))

    shown, nothing = await database.transact(scene)
    assert nothing is None
    assert shown
    assert (shown.title, shown.client, len(shown.versions)) == (title, client, 1)


async def test_what_was_over_for_us_before_they_said_no_stays_where_it_ended(database):
    def scene(db):
        deal = dealt(db)
        storage.submissions.move(db, TEAM, submission(db, deal.submission), Stage.REJECTED, TOM, NOW)
        done = losing.decline(db, offer(db, deal.ours), LossReason.PAY, None, "", ME, POLICY, NOW + HOUR)
        return done.ended, submission(db, deal.submission), states(db, deal)["ours"]

    ended, there, ours = await database.transact(scene)
    assert (ended, there.stage, there.entered_at, ours) == ((), Stage.REJECTED, NOW, "declined")


async def test_once_nothing_of_ours_is_open_rivals_are_asked_about_no_more(database):
    def scene(db):
        deal = dealt(db)
        storage.submissions.move(db, TEAM, submission(db, deal.other), Stage.REJECTED, TOM, NOW)
        losing.decline(db, offer(db, deal.ours), LossReason.ROLE, None, "", ME, POLICY, NOW)
        return states(db, deal)

    stands = await database.transact(scene)
    assert [stands[name] for name in ("acme", "blue", "counter")] == ["over"] * 3


@pytest.mark.parametrize("first", ["offer", "accepted"])
async def test_whoever_goes_elsewhere_is_lost_to_all_of_ours(database, first):
    def scene(db):
        deal = dealt(db)
        if first == "accepted":
            accepts(db, deal)
            acme = offer(db, deal.acme)
            open_again = storage.offers.change(
                db, TEAM, acme, acme.__class__(**_of(acme, state=OfferState.OPEN)), RITA, NOW
            )
            done = losing.taken(db, open_again, LossReason.COUNTER, "", ME, POLICY, NOW + HOUR)
        else:
            done = losing.taken(db, offer(db, deal.acme), LossReason.RIVAL, "", ME, POLICY, NOW + HOUR)
        placed = storage.placements.going(db, TEAM, [deal.ana])
        return states(db, deal), [loss.offer for loss in done.losses] == [deal.ours], placed, owed(db, deal, *DECIDING)

    stands, ours, placed, owing = await database.transact(scene)
    assert ours
    assert not placed
    assert not owing
    ends = {"submission": "declined" if first == "offer" else "fell_through", "other": "withdrawn"}
    assert stands == {"ours": "declined", "acme": "accepted", "blue": "over", "counter": "over"} | ends


def _of(fact, **more):
    return {name: getattr(fact, name) for name in type(fact).__slots__} | more


async def test_whoever_goes_elsewhere_before_our_offer_is_a_loss_as_well(database):
    def scene(db):
        deal = dealt(db)
        losing.withdraw(db, offer(db, deal.ours), "budget", Stage.INTERVIEW, ME, POLICY, NOW)
        losing.taken(db, offer(db, deal.acme), LossReason.RIVAL, "too late", ME, POLICY, NOW + HOUR)
        (line,) = storage.losses.of(db, TEAM, deal.ana)
        return line.loss.offer == deal.acme, line.company, states(db, deal)["submission"]

    assert await database.transact(scene) == (True, "Acme", "withdrawn")


@pytest.mark.parametrize(
    ("to", "stage"),
    [(None, "offer"), (Stage.INTERVIEW, "interview"), (Stage.REJECTED, "rejected")],
    ids=["they stay", "back", "rejected"],
)
async def test_an_offer_that_the_client_took_back_is_no_loss_of_the_candidate(database, to, stage):
    def scene(db):
        deal = dealt(db)
        losing.withdraw(db, offer(db, deal.ours), "the budget was cut", to, ME, POLICY, NOW)
        return states(db, deal), storage.losses.of(db, TEAM, deal.ana), owed(db, deal, Owing.DECISIONS)

    stands, losses, owing = await database.transact(scene)
    assert (stands["ours"], stands["submission"], losses, owing) == ("withdrawn", stage, [], set())


DECISIONS = {
    "accepted": ("ours", accepts),
    "declined": (
        "ours",
        lambda db, deal: losing.decline(db, offer(db, deal.ours), LossReason.PAY, None, "", ME, POLICY, NOW),
    ),
    "to a rival": (
        "ours",
        lambda db, deal: losing.decline(
            db, offer(db, deal.ours), LossReason.RIVAL, offer(db, deal.acme), "", ME, POLICY, NOW
        ),
    ),
    "elsewhere": (
        "acme",
        lambda db, deal: losing.taken(db, offer(db, deal.acme), LossReason.RIVAL, "", ME, POLICY, NOW),
    ),
    "refused": ("blue", lambda db, deal: losing.refuse(db, offer(db, deal.blue), "why", ME, POLICY, NOW)),
    "withdrawn": (
        "ours",
        lambda db, deal: losing.withdraw(db, offer(db, deal.ours), "why", Stage.REJECTED, ME, POLICY, NOW),
    ),
}


MORE_DECISIONS = DECISIONS | {
    "withdrawn, and they stay": (
        "ours",
        lambda db, deal: losing.withdraw(db, offer(db, deal.ours), "why", None, ME, POLICY, NOW),
    ),
}


def decides_by(db, rival):
    """A rival wants to hear by tomorrow."""
    there = offer(db, rival)
    after = replace(there, state=OfferState.OPEN, decide_by=NOW + DAY)
    deciding.plan(db, storage.offers.change(db, TEAM, there, after, RITA, NOW - DAY).candidate, ME, POLICY, NOW - DAY)


def falls_through(db, deal, at):
    placement = storage.placements.placement(db, TEAM, deal.submission)
    assert placement
    placements.fall_through(db, placement, submission(db, deal.submission), ME, POLICY, at)


def withdraws(db, deal, at):
    losing.withdraw(db, offer(db, deal.ours), "why", Stage.REJECTED, ME, POLICY, at)


@pytest.mark.parametrize(
    ("before", "press"),
    [
        (None, accepts),
        (None, lambda db, deal, at: losing.decline(db, offer(db, deal.ours), LossReason.PAY, None, "", ME, POLICY, at)),
        (None, lambda db, deal, at: losing.taken(db, offer(db, deal.acme), LossReason.RIVAL, "", ME, POLICY, at)),
        (None, withdraws),
        (accepts, falls_through),
    ],
    ids=["yes", "no", "elsewhere", "withdrawn", "fell through"],
)
async def test_who_lost_them_a_second_ago_does_not_own_them_by_what_is_decided_now(database, before, press):
    """An end that a submission has come to holds them for two more weeks, and so does a yes."""

    def scene(db):
        deal = dealt(db)
        owners.give(db, TEAM, {deal.ana: RITA}, Passing.ADDED, RITA, POLICY, NOW)
        if before:
            before(db, deal)
        promises.plan(db, TEAM, [deal.ana], POLICY, NOW)
        (ends,) = storage.promises.about(db, TEAM, [Owing.OWNERSHIP], [str(deal.ana)])
        press(db, deal, ends.due_at + timedelta(seconds=1))
        return storage.ownership.of(db, TEAM, deal.ana).owner

    assert await database.transact(scene) is None


@pytest.mark.parametrize(
    ("what", "became", "put_off"),
    [
        ("withdrawn", "moved", False),
        ("withdrawn, and they stay", "decided", False),
        ("withdrawn, and they stay", "decided", True),
        ("declined", "moved", True),
        ("refused", "decided", False),
    ],
)
async def test_a_morning_says_what_has_settled_a_decision_until_that_is_taken_back(database, what, became, put_off):
    name, decides = MORE_DECISIONS[what]

    def scene(db):
        deal = dealt(db)
        kind = Owing.RIVALS if name == "blue" else Owing.DECISIONS
        if name == "blue":
            decides_by(db, deal.blue)
        items = storage.promises.about(db, TEAM, [kind], [str(deal.ana)])
        letter = storage.outbox.letter(db, TEAM, "one", "morning", RITA, NOW, NOW)
        assert letter
        storage.lines.add(db, TEAM, letter, items)
        if put_off:
            storage.lines.settle(db, TEAM, items[0], "snoozed", RITA, NOW - HOUR, until=NOW + DAY)
        decides(db, deal)
        settled = [each.outcome for each in storage.lines.of(db, TEAM, letter)]
        reopening.reopen(db, offer(db, getattr(deal, name)), ME, POLICY, NOW + HOUR)
        return settled, [each.outcome for each in storage.lines.of(db, TEAM, letter)]

    assert await database.transact(scene) == ([became], [None])


@pytest.mark.parametrize("what", DECISIONS)
async def test_one_press_takes_back_all_that_came_of_another(database, what):
    name, decides = DECISIONS[what]

    def scene(db):
        deal = dealt(db)
        before = all_of(db, deal)
        decides(db, deal)
        assert states(db, deal) != AS_IT_WAS
        reopening.reopen(db, offer(db, getattr(deal, name)), ME, POLICY, NOW + HOUR)
        assert storage.losses.of(db, TEAM, deal.ana) == []
        assert storage.placements.going(db, TEAM, [deal.ana]) == {}
        return states(db, deal), before, all_of(db, deal)

    stands, before, after = await database.transact(scene)
    assert stands == AS_IT_WAS
    # Since when they stand where they do, and until when all is owed: nothing counts from the mistake.
    assert after == before


def all_of(db, deal):
    promises_ = storage.promises.about(db, TEAM, promises.KINDS, [str(deal.ana)])
    order = {each.id: each for each in storage.submissions.of(db, TEAM, deal.ana)}
    return sorted(promises_, key=promises.key_of), order


async def test_what_was_sent_is_not_taken_back(database):
    def scene(db):
        deal = dealt(db)
        made = accepts(db, deal).agreement
        both = [offer(db, deal.ours), offer(db, deal.blue)]
        assert [reopening.is_possible(db, TEAM, each) for each in both] == [True, True]
        storage.agreements.tell(db, TEAM, made, "client", RITA, NOW)
        storage.agreements.add(db, TEAM, replace(made, id=new_id(), at=NOW))
        assert [reopening.is_possible(db, TEAM, each) for each in both] == [False, False]
        with pytest.raises(Refused, match="press First day"):
            reopening.reopen(db, offer(db, deal.ours), ME, POLICY, NOW)
        storage.submissions.move(db, TEAM, submission(db, deal.submission), Stage.OFFER, RITA, NOW + HOUR)
        with pytest.raises(Refused, match="at offer a new one"):
            reopening.reopen(db, offer(db, deal.ours), ME, POLICY, NOW + DAY)
        return states(db, deal)["submission"]

    assert await database.transact(scene) == "offer"


async def test_an_acceptance_after_one_that_was_taken_back_is_the_second_version(database):
    def scene(db):
        deal = dealt(db)
        accepts(db, deal)
        reopening.reopen(db, offer(db, deal.ours), ME, POLICY, NOW + HOUR)
        accepts(db, deal, NOW + 2 * HOUR)
        versions = [each.version for each in storage.agreements.of(db, TEAM, deal.ours)]
        placement = storage.placements.placement(db, TEAM, deal.submission)
        assert placement
        return versions, placement.accepted_at

    assert await database.transact(scene) == ([1, 2], NOW + 2 * HOUR)


@pytest.mark.parametrize(
    ("who", "by", "expected"),
    [
        pytest.param("Helena Brandt", RITA, "Helena Brandt", id="whom the recruiter named"),
        pytest.param("", RITA, "", id="nobody"),
        pytest.param("Maya", MAYA, "", id="a manager who changed it"),
    ],
)
async def test_only_who_was_named_at_the_client_is_taken_for_who_agreed_there(database, who, by, expected):
    def scene(db):
        deal = dealt(db)
        storage.people.meet(db, person(MAYA, name="Maya"))
        package = Package(Money(9_000_000, "EUR"))
        round = OfferRound(new_id(), deal.ours, 0, RoundBy.OFFERED, package, NOW, by, NOW, who)
        storage.offer_rounds.say(db, TEAM, round)
        return agreed_terms.on_the_table(db, TEAM, offer(db, deal.ours)), package

    found, package = await database.transact(scene)
    assert found == (package, expected)


@pytest.mark.parametrize("starts_on", [None, date(2027, 2, 1)], ids=["not known any more", "later"])
async def test_the_first_day_and_the_guarantee_follow_changed_terms(database, starts_on):
    def scene(db):
        deal = dealt(db)
        accepts(db, deal)
        anew = replace(TERMS, starts_on=starts_on)
        deciding.agree_anew(db, offer(db, deal.ours), anew, ME, POLICY, NOW + HOUR)
        return storage.placements.placement(db, TEAM, deal.submission)

    placement = await database.transact(scene)
    assert placement
    until = starts_on + timedelta(days=POLICY.guarantee_days) if starts_on else None
    assert (placement.starts_on, placement.guarantee_until) == (starts_on, until)


@pytest.mark.parametrize(
    ("stage", "goes_on"),
    [(Stage.PLACED, True), (Stage.FELL_THROUGH, False), (Stage.OFFER, False), (Stage.ACCEPTED, True)],
)
async def test_a_placement_follows_a_move_by_hand_and_comes_back_with_it(database, stage, goes_on):
    def scene(db):
        deal = dealt(db)
        accepts(db, deal)
        if stage is not Stage.ACCEPTED:
            storage.submissions.move(db, TEAM, submission(db, deal.submission), stage, RITA, NOW + HOUR)
        there = storage.placements.placement(db, TEAM, deal.submission)
        if not goes_on:
            storage.submissions.move(db, TEAM, submission(db, deal.submission), Stage.ACCEPTED, RITA, NOW + DAY)
        back = storage.placements.placement(db, TEAM, deal.submission)
        assert there
        assert back
        return there.over_at, back.over_at

    over, again = await database.transact(scene)
    assert over == (None if goes_on else NOW + HOUR)
    assert again is None


async def test_what_ran_out_is_accepted_with_who_renewed_it(database):
    def scene(db):
        deal = dealt(db)
        there = offer(db, deal.ours)
        ran_out = storage.offers.change(
            db, TEAM, there, there.__class__(**_of(there, state=OfferState.EXPIRED, ended_at=NOW)), "", NOW
        )
        deciding.accept(
            db, ran_out, submission(db, deal.submission), TERMS, ME, POLICY, NOW + timedelta(days=4), "Helena Brandt"
        )
        last = storage.offers.changes(db, TEAM, [deal.ours])[deal.ours][-1]
        return last.state, last.said_yes, last.by

    assert await database.transact(scene) == (OfferState.ACCEPTED, "Helena Brandt", RITA)
