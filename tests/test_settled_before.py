"""Do those who settle a claim, and those who make one, read who may rule, and how the same was ruled on before?"""

import pytest

import storage
from bot import disputing, letters
from bot.facts import Judges, Passing, Ruling
from bot.messages import cases, claims, disputes
from handlers import claiming
from storage.database import Database
from storage.migrate import migrate
from tests.disputing import EVE, IVO, POLICY, opened
from tests.keys import KEYS
from tests.messages.samples import words
from tests.storage.examples import DAY, MAYA, NOW, RITA, TEAM, TOM

AGREE = "Nobody here can rule: the two of you have to agree, or @U0RITA keeps them after Wednesday 2 December 2026."
NOBODY = "nobody here can rule on it: unless the two agree, @U0RITA keeps them at"


@pytest.fixture
async def team(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'rapport.db'}", KEYS)
    migrate(database.engine)
    yield opened(database)
    await database.close()


def appoint(team, managers, administrators=()):
    team.database.run(storage.people.appoint, TEAM, managers, administrators)


def form(team, by=TOM, now=NOW):
    """The form of a claim on Ana, as it is read."""
    drawn = team.database.run(lambda db: claiming.read_form(db, 7, team.person(db, by), POLICY, now))
    return words(drawn["blocks"]).replace("<@U0RITA>", "@U0RITA")


def shown(team, dispute):
    return team.database.run(letters.disputes.shown, TEAM, dispute, POLICY)


@pytest.mark.parametrize(
    ("managers", "administrators", "judges", "form_says", "letter_says"),
    [
        pytest.param(
            [MAYA], [], Judges.MANAGERS, "A manager who has no part", "the managers settle it by", id="a manager"
        ),
        pytest.param(
            [RITA, TOM],
            [EVE],
            Judges.ADMINISTRATORS,
            "An administrator who",
            "the administrators settle",
            id="managers both",
        ),
        pytest.param([RITA], [TOM], Judges.NOBODY, AGREE, NOBODY, id="nobody"),
    ],
)
def test_a_claim_says_who_settles_it_before_and_after_it_is_sent(
    team, managers, administrators, judges, form_says, letter_says
):
    appoint(team, managers, administrators)
    assert form_says in form(team)
    case = shown(team, team.claims())
    assert case.judges is judges
    for said in (disputes.claimed(case, RITA), disputes.opened(case), claims.sent(case)):
        assert letter_says in words(said.blocks).replace("<@U0RITA>", "@U0RITA")
    others = [disputes.answer_due(case, RITA), claims.answered(case), disputes.listed([case], 1, all_of_them=False)]
    told = "\n".join(words(said.blocks) for said in others)
    assert ("manager" in told) is (judges is Judges.MANAGERS)


def test_whoever_lost_may_claim_again_and_all_read_how_it_was_ruled_on_before(team):
    for day, ruling in enumerate([Ruling.KEEP, Ruling.KEEP, Ruling.TRANSFER]):
        dispute = team.goes_up(now=NOW + day * DAY)
        team.does(disputing.rule, dispute.id, ruling, f"reason {day}", (), by=IVO, now=NOW + day * DAY)
    assert "Settled before" not in form(team, EVE)
    later = NOW + 3 * DAY
    before = ["reason 2", "reason 1"]
    asked = form(team, RITA, later)
    assert "Settled before: @U0IVO ruled Transfer on the claim of @U0TOM" in asked
    case = shown(team, team.claims(RITA, now=later))
    for said in (asked, words(disputes.claimed(case, TOM).blocks), words(cases.case(case, 30, 2).blocks)):
        assert [why for why in ("reason 2", "reason 1", "reason 0") if why in said] == before
    assert [each.ruling for each in case.before] == [Ruling.TRANSFER, Ruling.KEEP]


def test_who_gets_them_since_the_owner_left_is_not_recorded_as_claiming(team):
    team.claims()
    team.sees(RITA, active=False)
    team.database.run(disputing.party_left, TEAM, RITA, POLICY, NOW)
    assert [change[:3] for change in team.changes()] == [(RITA, TOM, Passing.SUCCEEDED)]
