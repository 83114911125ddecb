"""What is evidence in a dispute, and what do the rules suggest: case by case, and when someone plays tricks?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.facts import (
    Case,
    Direction,
    Dispute,
    DisputeState,
    Ground,
    How,
    Ignored,
    Kind,
    Outcome,
    Piece,
    Representation,
    Ruling,
    Stage,
    Submission,
    Suggestion,
    Touch,
)
from bot.policy import Policy
from bot.rules import disputes

POLICY = Policy()
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
RITA, TOM, MAYA = "RITA", "TOM", "MAYA"
JOB, OTHER_JOB = 1, 2
DISPUTE = Dispute(9, 7, RITA, TOM, NOW, "why", "", NOW + 2 * DAY, NOW + 5 * DAY, DisputeState.ANSWER, job=JOB)
SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)
VOICEMAIL = How(Kind.CALL, Direction.OUT, Outcome.VOICEMAIL)
MONTH = timedelta(days=30)


def by(who: str, before: timedelta, how: How = SPOKE, **more) -> Touch:
    """A touch so long before the claim; two-way where it is one."""
    two_way = more.pop("two_way", how.direction is Direction.IN or how.outcome is Outcome.SPOKE)
    at = NOW - before
    holds = more.pop("holds", who)
    plain = {"id": int(before.total_seconds()) + len(who), "candidate": 7, "how": how, "two_way": two_way}
    return Touch(**plain | {"at": at, "logged_at": at, "by": who, "credit": who, "holds": holds} | more)


def put(who: str, stage: Stage, before: timedelta, came_from: Stage | None = Stage.SCREENING) -> Submission:
    """A submission that entered its stage so long before the claim."""
    return Submission(3, 7, JOB, "Engineer", who, stage, NOW - before, came_from)


def right(who: str, job: int = JOB, recorded: timedelta = 9 * DAY, **more) -> Representation:
    plain: dict[str, Any] = {"id": 5, "candidate": 7, "job": job, "title": "Engineer", "client": 4, "holder": who}
    at = {"agreed_at": NOW - 20 * DAY, "recorded_at": NOW - recorded, "expires_at": NOW + 90 * DAY}
    return Representation(**plain | at | {"words": "yes", "how": "call", "recorded_by": who} | more)


def suggested(*facts, dispute: Dispute = DISPUTE) -> tuple[Ruling, Ground]:
    def some(kind):
        return tuple(fact for fact in facts if isinstance(fact, kind))

    case = Case(dispute, some(Touch), submissions=some(Submission), rights=some(Representation))
    it = disputes.suggested(case, POLICY)
    assert (it.about is None) == (it.ground is Ground.NOTHING)
    return it.ruling, it.ground


REPRESENTS_OWNER, REPRESENTS_CLAIMANT = (Ruling.KEEP, Ground.REPRESENTS), (Ruling.TRANSFER, Ground.REPRESENTS)
LIVE, OWNER = (Ruling.KEEP, Ground.LIVE), (Ruling.KEEP, Ground.OWNER_SPOKE)
CLAIMANT, BOTH = (Ruling.TRANSFER, Ground.CLAIMANT_SPOKE), (Ruling.SHARE, Ground.BOTH)
NOTHING = (Ruling.KEEP, Ground.NOTHING)
# What each rule needs, to be put beside what the rules before it need.
OWNER_LIVE = put(RITA, Stage.INTERVIEW, 5 * DAY)
OWNER_SPOKE = by(RITA, 5 * DAY)
CLAIMANT_SPOKE = by(TOM, 3 * DAY)
LED = (by(RITA, 60 * DAY), by(TOM, 50 * DAY), put(MAYA, Stage.OFFER, 9 * DAY))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param((), NOTHING, id="nothing at all"),
        # The right to represent them for the job it is about.
        pytest.param((right(TOM),), REPRESENTS_CLAIMANT, id="the claimant represents them"),
        pytest.param((right(RITA),), REPRESENTS_OWNER, id="the owner represents them"),
        pytest.param((right(TOM, OTHER_JOB),), NOTHING, id="a right for another job at the same client"),
        pytest.param((right(TOM, OTHER_JOB, client=8),), NOTHING, id="a right for a job at another client"),
        pytest.param((right(MAYA),), NOTHING, id="a right that is neither's"),
        pytest.param((right(TOM, recorded=-SECOND),), NOTHING, id="agreed before the claim, recorded after"),
        pytest.param((right(TOM, recorded=timedelta(0)),), REPRESENTS_CLAIMANT, id="recorded at the moment of it"),
        pytest.param((right(TOM, expires_at=NOW),), NOTHING, id="it expired just then"),
        pytest.param((right(TOM, expires_at=NOW + SECOND),), REPRESENTS_CLAIMANT, id="it expired a second later"),
        pytest.param((right(TOM, ended_at=NOW - SECOND),), NOTHING, id="the candidate took it back before"),
        pytest.param((right(TOM, ended_at=NOW + DAY),), REPRESENTS_CLAIMANT, id="it was ended after the claim"),
        pytest.param((right(TOM, how="without"),), NOTHING, id="put forward without asking is no right"),
        pytest.param((right(TOM, how="lifted"),), NOTHING, id="nor is what a manager let through"),
        pytest.param(
            (right(TOM, recorded=2 * DAY), right(RITA, recorded=3 * DAY, id=6)), REPRESENTS_OWNER, id="the older right"
        ),
        # The owner's live submission.
        pytest.param((OWNER_LIVE,), LIVE, id="the owner moved them to interview"),
        pytest.param(
            (put(RITA, Stage.SUBMITTED, DAY, None),), NOTHING, id="a dummy submission that was never talked of"
        ),
        pytest.param((put(RITA, Stage.PLACED, DAY, None),), NOTHING, id="a dummy placement"),
        pytest.param(
            (put(RITA, Stage.SUBMITTED, 9 * DAY, None), by(RITA, 8 * DAY, VOICEMAIL, told=True)),
            LIVE,
            id="put forward, and told where they stand",
        ),
        pytest.param(
            (put(RITA, Stage.SUBMITTED, 9 * DAY, None), by(RITA, 10 * DAY, VOICEMAIL, told=True)),
            NOTHING,
            id="told before they were put forward",
        ),
        pytest.param(
            (put(RITA, Stage.SUBMITTED, 9 * DAY, None), by(RITA, 8 * DAY, VOICEMAIL, told=True, backdated=True)),
            NOTHING,
            id="told, they say, back-dated",
        ),
        pytest.param(
            (put(RITA, Stage.SUBMITTED, 9 * DAY, None), by(RITA, 8 * DAY, VOICEMAIL)),
            NOTHING,
            id="put forward, and a mere attempt",
        ),
        pytest.param(
            (put(RITA, Stage.SUBMITTED, 9 * DAY, None), by(TOM, 8 * DAY, VOICEMAIL, told=True)),
            NOTHING,
            id="put forward, and told by the claimant",
        ),
        pytest.param((put(RITA, Stage.INTERVIEW, MONTH - SECOND),), LIVE, id="moved just within thirty days"),
        pytest.param((put(RITA, Stage.INTERVIEW, MONTH),), NOTHING, id="moved just thirty days ago"),
        pytest.param((put(RITA, Stage.SCREENING, DAY, Stage.SOURCED),), NOTHING, id="no client knows of them"),
        pytest.param((put(RITA, Stage.REJECTED, DAY, Stage.INTERVIEW),), NOTHING, id="it is over"),
        pytest.param((put(RITA, Stage.PLACED, 89 * DAY, Stage.ACCEPTED),), LIVE, id="placed, under guarantee"),
        pytest.param((put(RITA, Stage.PLACED, 90 * DAY, Stage.ACCEPTED),), NOTHING, id="the guarantee is over"),
        pytest.param((put(MAYA, Stage.INTERVIEW, DAY),), NOTHING, id="a colleague's submission"),
        pytest.param((put(RITA, Stage.INTERVIEW, -SECOND),), NOTHING, id="moved after the claim"),
        # Who spoke with them within a month.
        pytest.param((OWNER_SPOKE,), OWNER, id="the owner spoke with them"),
        pytest.param((by(RITA, MONTH),), OWNER, id="the owner, thirty days before"),
        pytest.param((by(RITA, MONTH + SECOND),), NOTHING, id="the owner, a second earlier"),
        pytest.param((CLAIMANT_SPOKE,), CLAIMANT, id="only the claimant spoke with them"),
        pytest.param((by(TOM, MONTH),), CLAIMANT, id="the claimant, thirty days before"),
        pytest.param((by(TOM, MONTH + SECOND),), NOTHING, id="the claimant, a second earlier"),
        pytest.param((by(RITA, 31 * DAY), by(TOM, DAY)), CLAIMANT, id="the owner too, but long ago"),
        pytest.param((by(RITA, 29 * DAY), by(TOM, DAY)), OWNER, id="both, and the claimant later"),
        pytest.param((by(TOM, DAY, logged_at=NOW + SECOND),), NOTHING, id="entered after the claim"),
        pytest.param((by(TOM, DAY, logged_at=NOW),), CLAIMANT, id="entered at its moment"),
        pytest.param((by(TOM, DAY, backdated=True),), NOTHING, id="back-dated"),
        pytest.param((by(RITA, DAY, backdated=True), CLAIMANT_SPOKE), CLAIMANT, id="the owner back-dates"),
        pytest.param((by(MAYA, DAY),), NOTHING, id="a colleague's call"),
        pytest.param((by(MAYA, DAY, credit=TOM),), NOTHING, id="a colleague's call, credited to the claimant"),
        pytest.param((by(TOM, DAY, credit=RITA),), CLAIMANT, id="the claimant's call, credited to the owner"),
        pytest.param((by(MAYA, DAY, holds=RITA), CLAIMANT_SPOKE), OWNER, id="the call of who stands in for the owner"),
        pytest.param((by(TOM, DAY, VOICEMAIL),), NOTHING, id="an attempt"),
        pytest.param(
            (by(TOM, DAY, How(Kind.EMAIL, Direction.IN, Outcome.REPLIED), two_way=False),), NOTHING, id="an auto-reply"
        ),
        pytest.param((by(TOM, DAY, How(Kind.EMAIL, Direction.IN, Outcome.REPLIED)),), CLAIMANT, id="a reply to them"),
        pytest.param(
            (by(TOM, DAY, How(Kind.NEWSLETTER, Direction.OUT, Outcome.SENT), two_way=True),), NOTHING, id="a newsletter"
        ),
        # What both did led to an offer.
        pytest.param(LED, BOTH, id="both led to an offer"),
        pytest.param((*LED[:2], put(TOM, Stage.ACCEPTED, 9 * DAY)), BOTH, id="an offer that was accepted"),
        pytest.param((*LED[:2], put(TOM, Stage.INTERVIEW, 9 * DAY)), NOTHING, id="no offer yet"),
        pytest.param((*LED[:2], put(TOM, Stage.OFFER, 40 * DAY)), NOTHING, id="an offer that nobody spoke of since"),
        pytest.param((*LED[:2], put(TOM, Stage.OFFER, DAY, None)), NOTHING, id="a dummy offer"),
        pytest.param((LED[1], LED[2]), NOTHING, id="the owner had no part in it"),
        pytest.param((LED[0], LED[2]), NOTHING, id="the claimant had no part in it"),
        pytest.param(
            (by(RITA, 40 * DAY), by(TOM, 35 * DAY), put(MAYA, Stage.OFFER, 38 * DAY), by(MAYA, DAY)),
            NOTHING,
            id="the claimant came after the offer",
        ),
        # Each rule comes before all later ones.
        pytest.param((right(TOM), OWNER_LIVE), REPRESENTS_CLAIMANT, id="a right before a live submission"),
        pytest.param((right(TOM), OWNER_SPOKE), REPRESENTS_CLAIMANT, id="a right before the owner's call"),
        pytest.param((right(RITA), CLAIMANT_SPOKE), REPRESENTS_OWNER, id="a right before the claimant's call"),
        pytest.param((right(TOM), *LED), REPRESENTS_CLAIMANT, id="a right before an offer of both"),
        pytest.param((OWNER_LIVE, OWNER_SPOKE), LIVE, id="a live submission before the owner's call"),
        pytest.param((OWNER_LIVE, CLAIMANT_SPOKE), LIVE, id="a live submission before the claimant's call"),
        pytest.param((OWNER_LIVE, *LED), LIVE, id="a live submission before an offer of both"),
        pytest.param((OWNER_SPOKE, CLAIMANT_SPOKE), OWNER, id="the owner's call before the claimant's"),
        pytest.param((OWNER_SPOKE, *LED), OWNER, id="the owner's call before an offer of both"),
        pytest.param((CLAIMANT_SPOKE, *LED), CLAIMANT, id="the claimant's call before an offer of both"),
    ],
)
def test_the_first_rule_that_fits_is_suggested(facts, expected):
    assert suggested(*facts) == expected
    assert suggested(*reversed(facts)) == expected, "in whichever order the facts come"


def test_a_right_says_nothing_where_the_claim_is_about_no_job():
    assert suggested(right(TOM), dispute=replace(DISPUTE, job=None)) == NOTHING


@pytest.mark.parametrize(
    ("facts", "about"),
    [
        pytest.param((right(TOM),), 5, id="the right"),
        pytest.param((OWNER_LIVE,), 3, id="the submission"),
        pytest.param((by(RITA, 9 * DAY, id=1), by(RITA, 5 * DAY, id=2), by(TOM, DAY, id=4)), 2, id="the last call"),
    ],
)
def test_a_suggestion_names_what_it_stands_on(facts, about):
    touches = tuple(fact for fact in facts if isinstance(fact, Touch))
    submissions = tuple(fact for fact in facts if isinstance(fact, Submission))
    rights = tuple(fact for fact in facts if isinstance(fact, Representation))
    assert disputes.suggested(Case(DISPUTE, touches, (), submissions, rights), POLICY).about == about


def test_the_numbers_are_the_teams():
    case = Case(DISPUTE, (by(TOM, 40 * DAY),))
    assert disputes.suggested(case, Policy(spoke_days=40)).ruling is Ruling.TRANSFER
    assert disputes.suggested(case, Policy(spoke_days=39)) == Suggestion(Ruling.KEEP, Ground.NOTHING)


MINE, THEIRS = by(RITA, 5 * DAY, id=1), by(TOM, 3 * DAY, VOICEMAIL, id=2)


@pytest.mark.parametrize(
    ("evidence", "now", "piece"),
    [
        pytest.param(MINE, MINE, Piece(MINE, RITA), id="as it was"),
        pytest.param(MINE, replace(MINE, note="more words"), Piece(MINE, RITA), id="only its note was corrected"),
        pytest.param(MINE, replace(MINE, deleted=True), Piece(MINE, RITA, changed=True), id="deleted since: it counts"),
        pytest.param(MINE, None, Piece(MINE, RITA, changed=True), id="gone since: it counts"),
        pytest.param(
            MINE, replace(MINE, how=VOICEMAIL, two_way=False), Piece(MINE, RITA, changed=True), id="corrected downwards"
        ),
        pytest.param(
            THEIRS,
            replace(THEIRS, how=SPOKE, two_way=True),
            Piece(THEIRS, TOM, Ignored.CHANGED, changed=True),
            id="an attempt made a call after the claim",
        ),
        pytest.param(THEIRS, THEIRS, Piece(THEIRS, TOM, Ignored.ATTEMPT), id="an attempt"),
        pytest.param(
            replace(MINE, backdated=True),
            replace(MINE, backdated=True),
            Piece(replace(MINE, backdated=True), RITA, Ignored.BACKDATED),
            id="back-dated",
        ),
        pytest.param(
            by(MAYA, DAY, credit=TOM),
            by(MAYA, DAY, credit=TOM),
            Piece(by(MAYA, DAY, credit=TOM), None, Ignored.COLLEAGUE),
            id="a colleague's",
        ),
        pytest.param(
            by(MAYA, DAY, holds=RITA),
            by(MAYA, DAY, holds=RITA),
            Piece(by(MAYA, DAY, holds=RITA), RITA),
            id="of who stood in",
        ),
    ],
)
def test_a_touch_stands_on_the_time_line_as_it_was_at_the_claim(evidence, now, piece):
    case = Case(DISPUTE, (evidence,), (now,) if now else ())
    assert disputes.timeline(case) == [piece]


def test_the_time_line_of_both_is_one_the_newest_first_with_what_was_entered_since():
    late = by(TOM, DAY, id=8, logged_at=NOW + SECOND)
    taken_back = by(TOM, DAY, id=9, logged_at=NOW + SECOND, deleted=True)
    case = Case(DISPUTE, (MINE, THEIRS), (late, THEIRS, MINE, taken_back))
    assert [(piece.touch.id, piece.side, piece.ignored) for piece in disputes.timeline(case)] == [
        (8, TOM, Ignored.AFTER),
        (2, TOM, Ignored.ATTEMPT),
        (1, RITA, None),
    ]
    assert suggested(MINE, THEIRS) == OWNER
