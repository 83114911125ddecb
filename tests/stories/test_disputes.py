"""Is a claim on a colleague's candidate settled in private, on evidence, by somebody who has no part in it?"""

import copy

import pytest

from practice import story
from practice.reading import plain
from tests.stories.court import ANSWER, EVIDENCE, NINA, REASON, RULED, SHARES, court
from tests.stories.deeds import answers, at, heard, redrawn, told
from tests.stories.desk import open_form


@pytest.fixture
def url(tmp_path) -> str:
    """Where a story is kept in which the engine has no part."""
    return f"sqlite:///{tmp_path / 'rapport.db'}"


ASKED = {"Ask": "Rita Reis, the owner", "Question": "When did you speak last?"}


async def test_a_claim_is_answered_and_the_credit_shared_and_both_hear_why(database_url):
    async with court(database_url) as it:
        said = await it.claims(it.tom)
        assert said.splitlines()[1:3] == [
            "@U0RITA hears of your claim on Ana Silva.",
            "They can answer until 18:00 UTC on 25 Nov 2026; the managers settle it by 18:00 UTC on 30 Nov 2026.",
        ]
        letter = it.reads(it.rita).splitlines()
        assert letter[:5] == [
            "@U0TOM claims Ana Silva, whom you own.",
            "Why:",
            REASON,
            "Their evidence:",
            EVIDENCE,
        ]
        assert letter[-1] == "Answer … | Release to Tom Becker … | Whole case"
        assert it.reads(it.tom).splitlines()[0] == "Your claim on Ana Silva, whom @U0RITA owns."
        assert heard(it.maya) == heard(it.nina) == []

        said = await it.fills(it.rita, told(it.rita)[-1], "Answer …", ANSWER)
        assert "Your answer about Ana Silva is with the managers." in said
        assert "I spoke with her on Thursday" in it.reads(it.tom)
        case = it.reads(it.maya)
        assert case == it.reads(it.nina)
        assert case.splitlines()[-4:] == [
            "The rules suggest: @U0RITA keeps them, since @U0RITA spoke with them at 09:00 UTC on 23 Nov 2026, "
            "within the 30 days before the claim.",
            "What is on record:",
            "09:00 UTC on 23 Nov 2026 · Call, spoke · by @U0RITA · counts",
            "Keep | Transfer | Share … | Ask … | Whole case",
        ]

        given = {SHARES[0]: "60", SHARES[1]: "39", "Reasons": "Both did well"}
        await it.maya.clicks(told(it.maya)[-1], "Share …")
        await it.maya.fills(given)
        assert await it.maya.submits() == {
            SHARES[1]: "Together that makes 99 percent. Both parts must make 100: beside 60, write 40."
        }
        await it.maya.fills({SHARES[1]: "40"})
        assert await it.maya.submits() == {}
        outcome = "@U0RITA stays the owner of Ana Silva, and the credit is shared: @U0RITA 60% and @U0TOM 40%"
        assert f"{outcome} · ruled by @U0MAYA at 09:00 UTC on 23 Nov 2026" in plain(open_form(it.maya))
        await redrawn(it.there)
        for seat in (it.maya, it.nina, it.rita, it.tom):
            assert outcome in it.reads(seat)
            assert "Both did well" in it.reads(seat)
        assert "They stay yours, and your touches hold them as before." in it.reads(it.rita)
        assert "40% of the credit for them is yours." in it.reads(it.tom)
        assert [len(heard(seat)) for seat in (it.maya, it.nina, it.rita, it.tom)] == [1, 1, 2, 2]


async def test_what_was_typed_after_the_claim_is_shown_and_does_not_count(url):
    async with court(url) as it:
        await it.claims(it.tom)
        await it.tom.types("/touch Ana Silva - spoke, she likes us")
        await it.rita.clicks(told(it.rita)[-1], "Whole case")
        seen = plain(open_form(it.rita))
        assert "Call, spoke · by @U0TOM · does not count: entered after the claim" in seen
        assert "Call, spoke · by @U0RITA · counts" in seen
        assert "Keep" not in seen.splitlines()[-2]


async def test_of_two_managers_the_second_sees_how_the_first_settled_it(database_url):
    async with court(database_url) as it:
        await it.goes_up()
        await it.nina.clicks(told(it.nina)[-1], "Keep")
        await it.nina.fills(RULED)
        old = copy.deepcopy(told(it.nina)[-1])
        said = await it.fills(it.maya, told(it.maya)[-1], "Transfer", {"Reasons": "Tom was asked"})
        assert "Ana Silva goes to @U0TOM · ruled by @U0MAYA" in said
        assert await it.nina.submits() == {}
        assert "This was settled before, so nothing was changed." in plain(open_form(it.nina))
        assert "Ana Silva goes to @U0TOM · ruled by @U0MAYA" in plain(open_form(it.nina))
        await it.nina.closes()
        await it.nina.clicks(old, "Share …")
        assert "This was settled before, so nothing was changed." in plain(open_form(it.nina))
        assert "They are yours now." in it.reads(it.tom)
        assert "Tom was asked" in it.reads(it.rita)
        assert "@U0TOM" in await answers(it.rita, "/own Ana Silva")


async def test_a_manager_who_is_a_party_reads_the_case_and_does_not_rule(url):
    async with court(url) as it:
        await it.claims(it.maya)
        await it.fills(it.rita, told(it.rita)[-1], "Answer …", ANSWER)
        assert not any("Keep | Transfer" in words for words in heard(it.maya))
        await it.maya.clicks(told(it.maya)[-1], "Whole case")
        assert plain(open_form(it.maya)).splitlines()[-2] == "Withdraw …"
        await it.maya.closes()
        case = it.lends(told(it.nina)[-1], it.maya)
        await it.maya.clicks(case, "Keep")
        assert "You have a part in this yourself, so somebody else rules on it." in it.answered(it.maya)
        await it.fills(it.nina, told(it.nina)[-1], "Keep", RULED)
        assert "@U0RITA keeps Ana Silva · ruled by @U0NINA" in it.reads(it.maya)


async def test_a_question_stops_the_clock_and_its_answer_stands_in_the_case(url):
    async with court(url) as it:
        await it.goes_up()
        said = await it.fills(it.maya, told(it.maya)[-1], "Ask …", ASKED)
        assert "@U0RITA has your question. The claim is settled by 18:00 UTC on 1 Dec 2026 now." in said
        assert it.reads(it.rita).splitlines()[:2] == [
            "@U0MAYA has a question about the claim on Ana Silva:",
            "When did you speak last?",
        ]
        await it.fills(it.rita, told(it.rita)[-1], "Answer …", {"Your answer": "This morning"})
        assert "@U0MAYA asked @U0RITA: “When did you speak last?”" in it.reads(it.nina)
        assert "@U0RITA: “This morning”" in it.reads(it.nina)
        await it.fills(it.nina, told(it.nina)[-1], "Ask …", ASKED | {"Ask": "Tom Becker, who claims"})
        assert "Ask …" not in it.reads(it.maya)
        await it.fills(it.maya, told(it.maya)[-1], "Keep", RULED)
        assert "@U0RITA keeps Ana Silva" in it.reads(it.tom)


async def test_without_an_answer_the_case_goes_up_and_without_a_ruling_the_owner_keeps(database_url):
    async with court(database_url) as it:
        await it.claims(it.tom)
        await it.there.move(at("25T09:00"))
        assert "The answer to the claim of @U0TOM on Ana Silva is due by 18:00 UTC on 25 Nov 2026." in it.reads(it.rita)
        await it.there.move(at("26T09:00"))
        assert "No answer came by 18:00 UTC on 25 Nov 2026." in it.reads(it.maya)
        assert "Answer …" in heard(it.rita)[0]
        await it.there.move(at("30T10:00"))
        assert "is to be settled by 18:00 UTC on 30 Nov 2026." in it.reads(it.maya)
        await it.there.move(at("2026-12-03T10:00"))
        for seat in (it.rita, it.tom, it.maya):
            assert "Nobody ruled in time, so @U0RITA keeps Ana Silva" in it.reads(seat)
        assert "A claim by" not in await answers(it.rita, "/own Ana Silva")


@pytest.mark.parametrize(
    ("who", "press", "says"),
    [
        pytest.param(story.TOM, "Withdraw …", "@U0TOM withdrew the claim, and @U0RITA keeps Ana Silva", id="withdrawn"),
        pytest.param(
            story.RITA, "Release to Tom Becker …", "@U0RITA released Ana Silva to @U0TOM", id="released to the claimant"
        ),
    ],
)
@pytest.mark.parametrize("where", ["message", "window"])
async def test_either_side_can_end_it_and_what_was_said_before_says_so(url, who, press, says, where):
    async with court(url) as it:
        await it.goes_up()
        seat, other = it.seat(who), it.tom if who == story.RITA else it.rita
        case, old = copy.deepcopy(told(it.maya)[-1]), copy.deepcopy(told(seat)[0])
        await seat.clicks(told(seat)[0], press, confirm=False)
        assert says not in it.reads(other)
        if where == "window":
            await seat.clicks(told(seat)[0], "Whole case")
            await seat.clicks(open_form(seat), press)
            assert says in plain(open_form(seat))
            await seat.closes()
        else:
            await seat.clicks(told(seat)[0], press)
        await redrawn(it.there)
        assert [says in words for words in (heard(seat)[0], it.reads(other), it.reads(it.maya))] == [True] * 3
        await it.maya.clicks(case, "Keep")
        assert "This was settled before, so nothing was changed." in plain(open_form(it.maya))
        await seat.clicks(old, press)
        assert "This was settled before, so nothing was changed." in plain(open_form(seat))


async def test_open_claims_are_listed_for_managers_and_for_the_two(url):
    async with court(url) as it:
        assert (await answers(it.maya, "/own disputes")).splitlines()[0] == "No claim is open."
        await it.goes_up()
        for seat in (it.rita, it.tom, it.maya, it.nina):
            shown = (await seat.types("/own disputes"))[-1]
            assert plain(shown).splitlines()[:2] == [
                "1 claim is open, the oldest first:",
                "Ana Silva · claimed by @U0TOM from @U0RITA · with the managers · settled by 18:00 UTC on 30 Nov 2026",
            ]
            await seat.clicks(shown, "Whole case")
            assert ("Precedents" in plain(open_form(seat))) is (seat in (it.maya, it.nina))
            await seat.closes()


async def test_precedents_are_read_beside_a_ruling_and_what_was_typed_stays(url):
    async with court(url) as it:
        await it.goes_up()
        await it.fills(it.maya, told(it.maya)[-1], "Keep", RULED)
        await it.claims(it.tom)
        await it.fills(it.rita, told(it.rita)[-1], "Answer …", ANSWER)
        await it.nina.clicks(told(it.nina)[-1], "Whole case")
        await it.nina.clicks(open_form(it.nina), "Transfer")
        await it.nina.fills({"Reasons": "Not yet"})
        await it.nina.clicks(open_form(it.nina), "Precedents")
        seen = plain(open_form(it.nina))
        assert "@U0TOM claimed Ana Silva from @U0RITA · the owner kept · ruled by @U0MAYA" in seen
        assert RULED["Reasons"] in seen
        await it.nina.closes()
        assert plain(open_form(it.nina)).startswith("Transfer")
        assert open_form(it.nina).values["reasons"]["reasons"]["value"] == "Not yet"


async def test_nobody_else_is_told_or_can_do_anything(url):
    async with court(url) as it:
        await it.goes_up()
        letter, case = told(it.rita)[0], told(it.maya)[-1]
        assert heard(it.seat(story.GUS)) == heard(it.seat(story.OSCAR)) == []
        for id, says in {
            story.GUS: "Guests cannot see or log candidates.",
            story.OSCAR: "Candidates are seen only by members of the workspace",
        }.items():
            for of, press in ((letter, "Whole case"), (case, "Keep"), (case, "Whole case")):
                await it.seat(id).clicks(it.lends(of, it.seat(id)), press)
                assert says in it.answered(it.seat(id))
        await it.tom.clicks(it.lends(case, it.tom), "Keep")
        assert "You have a part in this yourself" in it.answered(it.tom)
        await it.tom.clicks(it.lends(letter, it.tom), "Release to Tom Becker …")
        assert "Only whoever owns them can release them." in it.answered(it.tom)
        assert (await answers(it.seat(NINA), "/own disputes")).startswith("1 claim is open")


async def test_the_home_tab_says_that_claims_wait_and_leads_to_them(url):
    async with court(url) as it:
        await it.goes_up()
        home = await it.maya.opens_home()
        assert "1 claim waits for a ruling" in plain(home)
        assert "1 claim that concerns you is being settled" in plain(await it.rita.opens_home())
        await it.maya.clicks(home, "Open claims")
        assert "Ana Silva · claimed by @U0TOM from @U0RITA · with the managers" in plain(open_form(it.maya))
        await it.maya.clicks(open_form(it.maya), "Whole case")
        assert "Keep | Transfer | Share … | Ask … | Precedents" in plain(open_form(it.maya))
