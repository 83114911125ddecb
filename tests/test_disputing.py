"""What follows from a claim, an answer, a question and a ruling: whose are they, who is told, what is on record?"""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

import storage
from bot import disputing, owners
from bot.errors import Refused
from bot.facts import DisputeState, Ground, Passing, Pool, Ruling, Share, Stage
from bot.policy import Policy
from storage.database import Database
from storage.migrate import migrate
from storage.tables import Audit, People, table
from tests.disputing import ANSWER_BY, EVE, IVO, POLICY, RULE_BY, opened
from tests.keys import KEYS
from tests.storage.examples import DAY, HOUR, MAYA, NOW, RITA, TEAM, TOM, touch

SHARES = (Share(RITA, 60), Share(TOM, 40))


@pytest.fixture
async def team(database_url):
    database = Database(database_url, KEYS)
    migrate(database.engine)
    yield opened(database)
    await database.close()


@pytest.fixture
async def small_team(tmp_path):
    """The same on SQLite alone, for what the engine has no part in."""
    database = Database(f"sqlite:///{tmp_path / 'rapport.db'}", KEYS)
    migrate(database.engine)
    yield opened(database)
    await database.close()


def verbs(team, dispute):
    return [entry[:2] for entry in team.database.run(storage.audit.entries, TEAM, "dispute", dispute.id)]


def test_a_claim_freezes_and_both_are_told_by_when_it_is_settled(team):
    dispute = team.claims()
    assert (dispute.owner, dispute.claimant, dispute.state) == (RITA, TOM, DisputeState.ANSWER)
    assert (dispute.answer_by, dispute.rule_by) == (ANSWER_BY, RULE_BY)
    assert (dispute.suggestion, dispute.ground, dispute.about) == (Ruling.KEEP, Ground.OWNER_SPOKE, 1)
    assert (team.ana().owner, team.ana().dispute) == (RITA, dispute.id)
    assert team.ends() == [], "it does not lapse meanwhile"
    assert (team.told("claimed"), team.told("opened"), team.told("case")) == ([RITA], [TOM], [])
    assert team.clock(dispute) == ANSWER_BY.replace(hour=8, minute=30)
    assert verbs(team, dispute) == [("opened", TOM)]


def test_what_the_claimant_does_after_the_claim_changes_nothing(team):
    team.database.run(storage.touches.delete, TEAM, touch(7, id=1), RITA, NOW - HOUR)
    dispute = team.claims()
    assert dispute.ground is Ground.NOTHING

    def plays(db):
        storage.touches.log(db, TEAM, touch(7, NOW + HOUR, by=TOM))
        job = storage.jobs.titled(db, TEAM, "Engineer", TOM, NOW)
        storage.submissions.put_forward(db, TEAM, 7, job.id, Stage.OFFER, TOM, NOW + HOUR)

    team.database.run(plays)
    up = team.does(disputing.answer, dispute.id, "mine", by=RITA, now=NOW + 2 * HOUR).dispute
    case = team.database.run(disputing.case, TEAM, up.id)
    assert (case.dispute.suggestion, case.dispute.ground) == (Ruling.KEEP, Ground.NOTHING)
    assert (case.evidence, len(case.touches)) == ((), 2)


@pytest.mark.parametrize(
    ("by", "more", "why", "field"),
    [
        pytest.param(RITA, {}, "yours already", None, id="on oneself"),
        pytest.param(TOM, {"reason": " \n "}, "Say in a sentence", "reason", id="without a reason"),
        pytest.param(TOM, {"reason": "\u200b"}, "Say in a sentence", "reason", id="with a reason that cannot be seen"),
        pytest.param(TOM, {"candidate": 70}, "not in Rapport any more", None, id="on somebody who was erased"),
        pytest.param(TOM, {"job": 70}, "That job", "job", id="about a job that is not there"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(small_team, by, more, why, field):
    with pytest.raises(Refused, match=why) as refused:
        small_team.claims(by, **more)
    assert refused.value.field == field
    assert (small_team.told("claimed"), small_team.ana().dispute) == ([], None)


@pytest.mark.parametrize("changed", [{"active": False}, {"guest": True}, {"outsider": True}])
def test_who_is_no_member_claims_nobody(small_team, changed):
    small_team.sees(TOM, **changed)
    with pytest.raises(Refused, match="Only members"):
        small_team.claims()


def test_a_second_claim_hears_when_the_first_is_settled(small_team):
    small_team.claims()
    with pytest.raises(Refused, match="Another claim is being settled; a ruling is due by Monday 30 November"):
        small_team.claims(EVE)
    with pytest.raises(Refused, match="Your claim is being settled already"):
        small_team.claims(TOM)


@pytest.mark.parametrize("changed", [{"active": False}, {"guest": True}])
def test_whose_owner_is_not_here_any_more_is_the_claimants_at_once(team, changed):
    team.sees(RITA, **changed)
    assert team.claims() is None
    assert team.changes() == [(RITA, TOM, Passing.CLAIMED, TOM, None)]
    assert team.told("claimed") == []


def test_what_has_lapsed_is_nobodys_and_the_claimants_at_once(team):
    late = NOW + 200 * DAY
    assert team.claims(now=late) is None
    assert [change[:3] for change in team.changes()] == [
        (RITA, None, Passing.LAPSED),
        (None, TOM, Passing.CLAIMED),
    ]


def test_where_a_manager_assigns_nobody_takes_a_free_candidate_by_a_claim(small_team):
    assigned = Policy(pool=Pool.ASSIGNED)
    small_team.sees(RITA, active=False)
    with pytest.raises(Refused, match="a manager assigns"):
        small_team.claims(policy=assigned)
    assert small_team.claims(MAYA, policy=assigned) is None
    assert small_team.ana().owner == MAYA


def test_an_answer_brings_the_case_before_every_manager_and_shows_everywhere(team):
    dispute = team.claims()
    up = team.does(disputing.answer, dispute.id, " I spoke to her ", by=RITA, now=NOW + HOUR).dispute
    assert (up.state, up.answer, up.answered_by, up.up_at) == (DisputeState.RULING, "I spoke to her", RITA, NOW + HOUR)
    assert team.told("case") == [IVO, MAYA]
    assert team.versions("claimed", "opened") == {2}
    assert team.clock(up) == RULE_BY.replace(hour=8, minute=30)
    assert sorted(verbs(team, up)) == [("answered", RITA), ("opened", TOM), ("went_up", RITA)]


def test_a_channel_hears_the_case_in_place_of_each_manager_where_there_is_one(small_team):
    dispute = small_team.claims()
    policy = Policy(managers_channel="C0RULE")
    small_team.does(disputing.answer, dispute.id, "mine", by=RITA, policy=policy)
    assert small_team.told("case") == ["C0RULE"]


@pytest.mark.parametrize(
    ("by", "words", "why"),
    [
        pytest.param(TOM, "mine", "Only whoever owns them", id="the claimant"),
        pytest.param(MAYA, "mine", "Only whoever owns them", id="a manager"),
        pytest.param(RITA, " ", "Write a sentence", id="nothing"),
    ],
)
def test_an_answer_is_the_owners_and_says_something(small_team, by, words, why):
    dispute = small_team.claims()
    with pytest.raises(Refused, match=why):
        small_team.does(disputing.answer, dispute.id, words, by=by)


def test_there_is_one_answer_and_late_it_still_reaches_the_managers(small_team):
    dispute = small_team.claims()
    small_team.database.run(
        lambda db: disputing.tick(
            db, TEAM, storage.promises.of(db, TEAM, "disputes.clock", [str(dispute.id)])[0], POLICY, ANSWER_BY
        )
    )
    late = small_team.does(disputing.answer, dispute.id, "I was away", by=RITA, now=ANSWER_BY + HOUR)
    assert (late.dispute.answer, late.dispute.state) == ("I was away", DisputeState.RULING)
    assert small_team.told("case") == [IVO, MAYA]
    assert small_team.versions("case") == {2}
    with pytest.raises(Refused, match="answered already"):
        small_team.does(disputing.answer, dispute.id, "again", by=RITA, now=ANSWER_BY + HOUR)


def away(team, who, cover):
    here = table(People)
    team.database.run(lambda db: db.execute(update(here).where(here.c.id == who).values(cover=cover)))


def test_who_stands_in_for_the_owner_hears_of_it_answers_and_does_not_rule(team):
    away(team, RITA, IVO)
    dispute = team.claims()
    assert team.told("claimed") == [IVO, RITA]
    up = team.does(disputing.answer, dispute.id, "she told me all", by=IVO).dispute
    assert (up.answered_by, team.told("case")) == (IVO, [MAYA])
    with pytest.raises(Refused, match="a part in this"):
        team.does(disputing.rule, up.id, Ruling.KEEP, "why", (), by=IVO)


@pytest.mark.parametrize("side", [RITA, TOM])
def test_who_stands_in_for_one_of_the_two_does_not_rule_until_they_are_back(small_team, side):
    up = small_team.goes_up()
    away(small_team, side, IVO)
    with pytest.raises(Refused, match="stand in for one of the two"):
        small_team.does(disputing.rule, up.id, Ruling.KEEP, "why", (), by=IVO)
    away(small_team, side, None)
    assert small_team.does(disputing.rule, up.id, Ruling.KEEP, "why", (), by=IVO).mine


def test_a_claimant_who_stands_in_for_the_owner_does_not_answer_their_own_claim(small_team):
    away(small_team, RITA, TOM)
    dispute = small_team.claims()
    assert small_team.told("claimed") == [RITA]
    with pytest.raises(Refused, match="Only whoever owns them"):
        small_team.does(disputing.answer, dispute.id, "take her", by=TOM)


@pytest.mark.parametrize(
    ("ruling", "credit", "owner", "shares", "changes"),
    [
        pytest.param(Ruling.KEEP, (), RITA, (), [], id="the owner keeps"),
        pytest.param(Ruling.TRANSFER, (), TOM, (), [(RITA, TOM, Passing.RULED, MAYA)], id="they are the claimant's"),
        pytest.param(Ruling.SHARE, SHARES, RITA, SHARES, [], id="the credit is shared, the owner stays"),
        pytest.param(Ruling.KEEP, SHARES, RITA, (), [], id="shares belong to sharing alone"),
    ],
)
def test_a_ruling_is_carried_out_told_to_both_and_on_record(team, ruling, credit, owner, shares, changes):
    up = team.goes_up()
    ended = team.does(disputing.rule, up.id, ruling, " He called first ", credit, by=MAYA, now=NOW + DAY)
    assert (ended.mine, ended.dispute.ruling, ended.dispute.reasons) == (True, ruling, "He called first")
    assert (ended.dispute.ruled_by, ended.dispute.ended_at, ended.dispute.credit) == (MAYA, NOW + DAY, shares)
    assert (team.ana().owner, team.ana().dispute, team.ana().credit) == (owner, None, shares)
    assert [change[:4] for change in team.changes()] == changes
    assert all(change[4] == up.id for change in team.changes())
    assert team.told("ended") == [RITA, TOM]
    assert team.versions("case") == {2}
    assert team.clock(up) is None
    assert [owed.whom for owed in team.ends()] == [owner], "it runs on"
    assert verbs(team, up)[-1] == ("ended", MAYA)


@pytest.mark.parametrize(
    ("by", "ruling", "reasons", "credit", "why"),
    [
        pytest.param(TOM, Ruling.TRANSFER, "why", (), "a part in this", id="the claimant"),
        pytest.param(RITA, Ruling.KEEP, "why", (), "a part in this", id="the owner"),
        pytest.param(EVE, Ruling.KEEP, "why", (), "Only a manager", id="who is no manager"),
        pytest.param(MAYA, Ruling.KEEP, " ", (), "Give your reasons", id="without reasons"),
        pytest.param(MAYA, Ruling.SHARE, "why", (Share(RITA, 50), Share(TOM, 49)), "99 percent", id="shares of 99"),
        pytest.param(MAYA, Ruling.SHARE, "why", (), "a part of the credit", id="no shares"),
        pytest.param(MAYA, Ruling.CONCEDED, "why", (), "Choose to keep", id="what only a party can do"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused_and_changes_nothing(small_team, by, ruling, reasons, credit, why):
    up = small_team.goes_up()
    with pytest.raises(Refused, match=why):
        small_team.does(disputing.rule, up.id, ruling, reasons, credit, by=by)
    assert (small_team.ana().dispute, small_team.told("ended")) == (up.id, [])


def test_a_manager_who_is_a_party_does_not_rule_another_does(small_team):
    dispute = small_team.claims(MAYA)
    small_team.does(disputing.answer, dispute.id, "mine", by=RITA)
    assert small_team.told("case") == [IVO]
    with pytest.raises(Refused, match="a part in this"):
        small_team.does(disputing.rule, dispute.id, Ruling.TRANSFER, "why", (), by=MAYA)
    assert small_team.does(disputing.rule, dispute.id, Ruling.KEEP, "why", (), by=IVO).mine


def test_nobody_rules_before_the_owner_had_their_time(small_team):
    dispute = small_team.claims()
    with pytest.raises(Refused, match="may still answer"):
        small_team.does(disputing.rule, dispute.id, Ruling.TRANSFER, "why", (), by=MAYA)


def test_the_second_who_rules_is_given_the_first_ones_outcome(team):
    up = team.goes_up()
    first = team.does(disputing.rule, up.id, Ruling.TRANSFER, "he called", (), by=MAYA)
    second = team.does(disputing.rule, up.id, Ruling.KEEP, "she called", (), by=IVO, now=NOW + HOUR)
    assert (second.mine, second.dispute) == (False, first.dispute)
    assert (team.ana().owner, team.told("ended")) == (TOM, [RITA, TOM])
    assert [verb for verb, _ in verbs(team, up)].count("ended") == 1


@pytest.mark.parametrize(
    ("act", "by", "ruling", "owner", "hears"),
    [
        pytest.param(disputing.concede, RITA, Ruling.CONCEDED, TOM, [TOM], id="the owner releases them"),
        pytest.param(disputing.withdraw, TOM, Ruling.WITHDRAWN, RITA, [RITA], id="the claimant withdraws"),
    ],
)
@pytest.mark.parametrize("answered", [True, False])
def test_either_of_the_two_can_end_it(small_team, act, by, ruling, owner, hears, answered):
    dispute = small_team.goes_up() if answered else small_team.claims()
    other = TOM if by == RITA else RITA
    with pytest.raises(Refused, match="Only whoever"):
        small_team.does(act, dispute.id, by=other)
    ended = small_team.does(act, dispute.id, by=by)
    assert (ended.mine, ended.dispute.ruling, small_team.ana().owner) == (True, ruling, owner)
    assert (small_team.told("ended"), small_team.ana().dispute) == (hears, None)
    assert not small_team.does(act, dispute.id, by=by).mine
    late = small_team.does(disputing.rule, dispute.id, Ruling.SHARE, "why", SHARES, by=MAYA)
    assert (late.mine, late.dispute.ruling, small_team.ana().credit) == (False, ruling, ())


def test_a_question_stops_the_clock_for_a_day_and_is_answered_by_whom_it_asks(team):
    up = team.goes_up()
    asked = team.does(disputing.ask, up.id, TOM, " When did you meet? ", by=MAYA, now=NOW + DAY).dispute
    assert (asked.asked, asked.rule_by) == (1, RULE_BY + 2 * DAY), "the day after the ruling's is a holiday"
    assert (team.told("asked"), team.clock(asked).date()) == ([TOM], asked.rule_by.date())
    (question,) = team.database.run(storage.disputes.questions, TEAM, up.id)
    assert (question.asked_by, question.asked_of, question.question) == (MAYA, TOM, "When did you meet?")
    with pytest.raises(Refused, match="Only whoever was asked"):
        team.does(disputing.answer_question, question.id, "never", by=RITA)
    with pytest.raises(Refused, match="Write a sentence"):
        team.does(disputing.answer_question, question.id, " ", by=TOM)
    team.does(disputing.answer_question, question.id, "In May", by=TOM, now=NOW + 2 * DAY)
    assert team.versions("case") == {3}
    with pytest.raises(Refused, match="answered already"):
        team.does(disputing.answer_question, question.id, "In June", by=TOM)
    assert [verb for verb, _ in verbs(team, up)][-2:] == ["asked", "answered_question"]


def test_two_questions_are_the_most(small_team):
    up = small_team.goes_up()
    for by in (MAYA, IVO):
        small_team.does(disputing.ask, up.id, RITA, "when?", by=by)
    with pytest.raises(Refused, match="2 questions were asked already"):
        small_team.does(disputing.ask, up.id, TOM, "when?", by=MAYA)
    assert small_team.told("asked") == [RITA, RITA]


@pytest.mark.parametrize(
    ("of", "question", "by", "why"),
    [
        pytest.param(EVE, "when?", MAYA, "one of the two", id="of somebody else"),
        pytest.param(TOM, " ", MAYA, "what you want to know", id="nothing"),
        pytest.param(RITA, "when?", TOM, "a part in this", id="by a party"),
        pytest.param(RITA, "when?", EVE, "Only a manager", id="by who is no manager"),
    ],
)
def test_a_question_that_cannot_be_is_refused(small_team, of, question, by, why):
    up = small_team.goes_up()
    with pytest.raises(Refused, match=why):
        small_team.does(disputing.ask, up.id, of, question, by=by)


def test_a_question_after_the_end_and_its_answer_find_it_over(small_team):
    up = small_team.goes_up()
    small_team.does(disputing.ask, up.id, RITA, "when?", by=MAYA)
    (question,) = small_team.database.run(storage.disputes.questions, TEAM, up.id)
    small_team.does(disputing.rule, up.id, Ruling.KEEP, "why", (), by=MAYA)
    assert not small_team.does(disputing.answer_question, question.id, "in May", by=RITA).mine
    assert not small_team.does(disputing.ask, up.id, RITA, "where?", by=IVO).mine
    assert small_team.database.run(storage.disputes.question, TEAM, question.id).answer is None


@pytest.mark.parametrize(
    ("who", "ruling", "owner", "hears"),
    [
        pytest.param(RITA, Ruling.OWNER_LEFT, TOM, [TOM], id="the owner leaves: the claimant has them"),
        pytest.param(TOM, Ruling.CLAIMANT_LEFT, RITA, [RITA], id="the claimant leaves: the owner keeps"),
    ],
)
def test_who_leaves_loses(team, who, ruling, owner, hears):
    up = team.goes_up()
    team.sees(who, active=False)
    (ended,) = team.database.run(disputing.party_left, TEAM, who, POLICY, NOW + DAY)
    assert (ended.id, ended.ruling, team.ana().owner, team.ana().dispute) == (up.id, ruling, owner, None)
    assert team.told("ended") == hears
    assert team.database.run(disputing.party_left, TEAM, who, POLICY, NOW + DAY) == []


def test_where_both_have_left_nobody_gets_them_by_it(small_team):
    small_team.goes_up()
    for who in (RITA, TOM):
        small_team.sees(who, active=False)
    (ended,) = small_team.database.run(disputing.party_left, TEAM, RITA, POLICY, NOW)
    assert (ended.ruling, small_team.ana().owner, small_team.told("ended")) == (Ruling.CLAIMANT_LEFT, RITA, [])


@pytest.mark.parametrize(
    ("held_for", "ends"),
    [
        pytest.param(89, timedelta(days=14), id="its time ran out meanwhile: two weeks"),
        pytest.param(30, timedelta(days=90 - 30), id="it has time left: nothing is given"),
    ],
)
def test_whoever_keeps_them_has_time_to_speak_to_them(team, held_for, ends):
    began = NOW + 300 * DAY

    def own(db):
        owners.give(db, TEAM, {8: RITA}, Passing.CLAIMED, RITA, POLICY, began - held_for * DAY)
        return disputing.open_(db, team.person(db, TOM), 8, "why", "", None, POLICY, began)

    dispute = team.database.run(own)
    ended_at = began + 3 * DAY
    team.does(disputing.withdraw, dispute.id, by=TOM, now=ended_at)
    (owed,) = team.database.run(storage.promises.of, TEAM, "ownership.ends", ["8"])
    expected = ended_at + ends if held_for == 89 else began + ends
    assert expected <= owed.due_at <= expected + DAY


def test_who_sees_a_dispute(small_team):
    up = small_team.goes_up()

    def sees(db):
        return {id for id in (RITA, TOM, MAYA, IVO, EVE) if disputing.may_see(db, small_team.person(db, id), up)}

    assert small_team.database.run(sees) == {RITA, TOM, MAYA, IVO}
    small_team.sees(TOM, guest=True)
    assert small_team.database.run(sees) == {RITA, MAYA, IVO}


def test_no_word_of_anybody_is_in_the_audit(small_team):
    up = small_team.goes_up()
    small_team.does(disputing.ask, up.id, TOM, "When exactly?", by=MAYA)
    small_team.does(disputing.rule, up.id, Ruling.KEEP, "She spoke to her", (), by=MAYA)
    told = select(table(Audit).c.before, table(Audit).c.after)
    kept = str(small_team.database.run(lambda db: db.execute(told).all()))
    assert not [words for words in ("met her", "spoke to", "exactly") if words in kept]
