"""Is a claim, ruling, cover, handover or number that cannot be refused at once, in words, and is nothing changed?"""

import copy
import json
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select

import storage
from bot import messages
from bot.facts import Pool
from bot.forms.inputs import UNREADABLE
from bot.messages import approvals, claims, covers, handovers, teams, terms
from handlers.touches import NO_CANDIDATE
from practice import story
from practice.seat import Seat
from practice.shapes import Person, View
from tests.stories.court import NINA, REASON, RULED, SHARES, Court, court
from tests.stories.deeds import at, redrawn, told
from tests.stories.desk import logged, open_form, presses, value_of
from tests.stories.forged import EVERY, allows_anything, answered, filled, holds, puts

GONE = "U0GONE"
PARTY = "You have a part in this yourself, so somebody else rules on it."
NO_MANAGER = "Only a manager who has no part in this can rule on it."
TRICKS = "<!channel> <@U0TOM> & *bold*"
WHOLE = "Write a whole number from 1 to 99."
DAYS = "Type a whole number of days from 1 to 3,650."
RULINGS = ("Keep", "Transfer", "Share …", "Ask …")


@pytest.fixture
async def it(tmp_path) -> AsyncIterator[Court]:
    """Rita owns Ana; nothing that is typed is logged, and nothing goes wrong."""
    with logged() as log:
        async with court(f"sqlite:///{tmp_path / 'rapport.db'}") as opened:
            workspace = opened.there.slack.workspace
            workspace.join(Person(GONE, "gone", "Gone Away", deleted=True))
            for seat in (opened.tom, opened.maya, opened.nina):
                await seat.types("/care help")
            yield opened
    assert "handler.failed" not in log.getvalue()
    assert not [word for word in ("Ana", "asked me", "secret") if word in log.getvalue()]


def count_rows(db: storage.database.Db) -> dict[str, int]:
    """How many rows each table has that says who owns whom, and why."""
    names = ("owner_changes", "disputes", "dispute_questions", "approvals", "covers", "handovers", "outbox", "audit")
    tables = storage.tables.Base.metadata.tables
    return {name: db.execute(select(func.count()).select_from(tables[name])).scalar_one() for name in names}


async def rows(it: Court) -> dict[str, int]:
    """The same of this house."""
    counted: dict[str, int] = await it.there.bot.database.ask(count_rows)
    return counted


async def appoint(it: Court, *managers: str) -> None:
    """Names who manages from now on."""
    await it.there.bot.database.transact(storage.people.appoint, it.there.bot.team, list(managers), [])


async def presses_on(it: Court, seat: Seat, shown: object, label: str) -> str:
    """What someone is answered who presses on a message that somebody else was sent."""
    await seat.clicks(it.lends(shown, seat), label)  # type: ignore[arg-type]
    return it.answered(seat).removeprefix("Not done\n").removesuffix("\nClose")


def a_form(it: Court, seat: Seat, name: str, **about: int) -> View:
    """Puts a form in front of someone who did not open it, about this."""
    form = puts(it.there, seat, EVERY[name], private_metadata=json.dumps(about))
    filled(form)
    return form


# ---------------------------------------------------------------- claims


async def test_nobody_claims_whom_they_own_or_who_is_gone_or_without_a_reason(it):
    claim = messages.ownership.CLAIM
    ana = value_of((await it.tom.types("/own Ana Silva"))[-1], claim)
    before = await rows(it)
    assert "No colleague owns Ana Silva at the moment" in await presses(it.there, it.rita, claim, ana)
    for empty in (None, " \u200b ", "…!?"):
        await it.tom.clicks((await it.tom.types("/own Ana Silva"))[-1], "Claim …")
        allows_anything(open_form(it.tom))
        holds(open_form(it.tom), "reason", empty)
        assert await answered(it.tom) == {"Reason": "Say why they should be yours, in a sentence or two."}
    holds(a_form(it, it.rita, "claim", candidate=int(ana)), "reason", REASON)
    assert "They are yours already." in str(await answered(it.rita))
    assert await rows(it) == before
    await it.maya.picks((await it.maya.types("/candidate Ana Silva"))[-1], "More", "Erase for good …")
    await it.maya.fills({"Type their name to confirm": "Ana Silva"})
    assert await it.maya.submits() == {}
    await redrawn(it.there)
    before = await rows(it)
    holds(a_form(it, it.tom, "claim", candidate=int(ana)), "reason", REASON)
    assert await answered(it.tom) == NO_CANDIDATE
    await it.tom.closes()
    assert await presses(it.there, it.tom, claim, ana) == NO_CANDIDATE
    assert await rows(it) == before


async def test_tricks_in_what_both_say_stay_letters_and_3001_letters_are_refused(it):
    await it.tom.clicks((await it.tom.types("/own Ana Silva"))[-1], "Claim …")
    allows_anything(open_form(it.tom))
    holds(open_form(it.tom), "reason", TRICKS)
    holds(open_form(it.tom), "evidence", "A" * 3_001)
    errors = await answered(it.tom)
    assert errors == {"Evidence": "This can have 1,500 letters, and has 3,001. Shorten it."}
    holds(open_form(it.tom), "evidence", TRICKS)
    assert "Claimed" in str(await answered(it.tom))
    await redrawn(it.there)
    await it.fills(it.rita, told(it.rita)[-1], "Answer …", {"Your answer": TRICKS})
    asked = {"Ask": "Rita Reis, the owner", "Question": TRICKS}
    await it.fills(it.maya, told(it.maya)[-1], "Ask …", asked)
    await it.fills(it.rita, told(it.rita)[-1], "Answer …", {"Your answer": TRICKS})
    await it.fills(it.maya, told(it.maya)[-1], "Transfer", {"Reasons": TRICKS})
    for seat in (it.rita, it.tom, it.maya, it.nina):
        for said in told(seat):
            assert "<!channel" not in said.text
            assert "<@U0TOM> &amp; *" not in said.text
        assert TRICKS in it.reads(seat)


# ---------------------------------------------------------------- rulings


@pytest.mark.parametrize(
    ("owner", "claimant", "errors"),
    [
        pytest.param("60", "39", (1, "Together that makes 99 percent."), id="99"),
        pytest.param("60", "41", (1, "Together that makes 101 percent."), id="101"),
        pytest.param("-10", "110", (0, WHOLE), id="less than nothing"),
        pytest.param("0", "100", (0, WHOLE), id="nothing"),
        pytest.param("100", "0", (0, WHOLE), id="all"),
        pytest.param("33.3", "66.7", (0, WHOLE), id="not whole"),
        pytest.param("half", "half", (0, WHOLE), id="words"),
        pytest.param("50", "5²", (1, WHOLE), id="a sign that is a digit and no number"),
        pytest.param("٥٠", "50", (0, WHOLE), id="digits of another script"),
        pytest.param("50", "<!here>", (1, "This can have 4 letters, and has 7. Shorten it."), id="markup"),
        pytest.param(None, "50", (0, WHOLE), id="none"),
    ],
)
async def test_percentages_that_make_no_hundred_are_refused_at_their_field(it, owner, claimant, errors):
    await it.goes_up()
    await it.maya.clicks(told(it.maya)[-1], "Share …")
    form = open_form(it.maya)
    allows_anything(form)
    for name, value in {"owner_share": owner, "claimant_share": claimant, "reasons": "Both did"}.items():
        holds(form, name, value)
    before, typed = await rows(it), copy.deepcopy(form.values)
    refused = await answered(it.maya)
    assert isinstance(refused, dict)
    at, reason = errors
    assert [*refused] == [SHARES[at]]
    assert refused[SHARES[at]].startswith(reason)
    assert await rows(it) == before
    assert open_form(it.maya).values == typed


async def test_whatever_comes_after_a_claim_was_withdrawn_changes_nothing_and_says_so(it):
    await it.goes_up()
    letter, claim, case = (copy.deepcopy(told(seat)[-1]) for seat in (it.rita, it.tom, it.maya))
    answer = copy.deepcopy(told(it.rita)[0])
    dispute = int(value_of(case, messages.cases.KEEP))
    await it.tom.clicks(told(it.tom)[-1], "Withdraw …")
    await redrawn(it.there)
    before = await rows(it)
    over = "This was settled before, so nothing was changed.\n@U0TOM withdrew the claim, and @U0RITA keeps Ana Silva"
    for form in ("rule, keep", "rule, transfer", "rule, share", "ask one of them"):
        opened = a_form(it, it.maya, form, **json.loads(EVERY[form]["private_metadata"]) | {"dispute": dispute})
        for share in (each for each in ("owner_share", "claimant_share") if each in opened.values):
            holds(opened, share, "50")
        assert over in str(await answered(it.maya)), form
        it.there.slack.workspace.close(story.MAYA)
    a_form(it, it.rita, "answer a claim", dispute=dispute)
    assert over in str(await answered(it.rita))
    for seat, shown, labels in (
        (it.maya, case, RULINGS),
        (it.rita, letter, ("Release to Tom Becker …",)),
        (it.rita, answer, ("Release to Tom Becker …",)),
        (it.tom, claim, ("Withdraw …",)),
    ):
        for label in labels:
            await seat.clicks(shown, label)
            assert over in it.answered(seat), label
    assert await rows(it) == before


async def test_nobody_presses_who_has_no_right_to(it):
    await it.goes_up()
    letter, case = told(it.rita)[0], told(it.maya)[-1]
    before = await rows(it)
    for id, reason in {story.GUS: teams.GUEST, story.OSCAR: teams.OUTSIDER, GONE: teams.INACTIVE}.items():
        for shown, labels in ((case, (*RULINGS, "Whole case")), (letter, ("Release to Tom Becker …", "Whole case"))):
            for label in labels:
                assert await presses_on(it, it.seat(id), shown, label) == reason
    for seat in (it.rita, it.tom):
        for label in RULINGS:
            assert await presses_on(it, seat, case, label) == PARTY
    await appoint(it, NINA)
    for label in RULINGS:
        assert await presses_on(it, it.maya, case, label) == claims.NOT_YOURS
    assert await rows(it) == before


async def test_a_form_of_a_ruling_is_not_sent_by_who_became_a_party_or_manages_no_more(it):
    await it.goes_up()
    await it.maya.clicks(told(it.maya)[-1], "Keep")
    await it.maya.fills(RULED)
    about = json.loads(open_form(it.maya).private_metadata)
    for seat in (it.rita, it.tom):
        a_form(it, seat, "rule, keep", **about)
        assert await answered(seat) == PARTY
    await appoint(it, NINA, story.TOM)
    a_form(it, it.tom, "rule, transfer", **about)
    assert await answered(it.tom) == PARTY  # a manager now, and still a party
    assert await answered(it.maya) == claims.NOT_YOURS
    assert "settled" not in it.reads(it.rita)


# ---------------------------------------------------------------- what managers alone decide


async def test_a_recruiter_decides_nothing_that_managers_do_not_even_one_who_managed_before(it):
    await it.there.move(at("2027-02-08T09:00"))
    await it.rita.clicks((await it.rita.types("/own Ana Silva"))[-1], "Ask for more time …")
    await it.rita.fills({"Why": "on holiday"})
    assert await it.rita.submits() == {}
    await it.rita.closes()
    await redrawn(it.there)
    asked = told(it.maya)[-1]
    await it.maya.clicks(asked, "Refuse …")
    await it.maya.fills({"Why": "no"})
    await it.nina.types("/care ownership")
    assert await it.nina.submits() == {}
    before = await rows(it)
    for label in ("Grant", "Refuse …"):
        assert await presses_on(it, it.tom, asked, label) == approvals.NOT_A_MANAGER
        assert await presses_on(it, it.rita, asked, label) == approvals.NOT_A_MANAGER
    await appoint(it, story.RITA)
    assert await presses_on(it, it.rita, asked, "Grant") == approvals.NOT_YOURS
    assert await answered(it.maya) == approvals.NOT_A_MANAGER
    assert await answered(it.nina) == terms.FOR_MANAGERS
    for seat in (it.maya, it.nina):
        it.there.slack.workspace.close(seat.person_id)
        assert await presses(it.there, seat, handovers.HAND_OVER, story.RITA) == handovers.NOT_THEIRS
        filled(puts(it.there, seat, EVERY["terms"]))
        assert await answered(seat) == terms.FOR_MANAGERS
        form = puts(it.there, seat, EVERY["hand over"])
        holds(form, "source", story.RITA)
        holds(form, "takers", [story.TOM])
        assert await answered(seat) == {"From": handovers.NOT_THEIRS}
        form = puts(it.there, seat, EVERY["cover"])
        holds(form, "away", story.RITA)
        filled(form)
        assert await answered(seat) == {"Who is away": covers.NOT_THEIRS}
    assert await rows(it) == before


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        pytest.param(None, "Choose a colleague.", id="nobody"),
        pytest.param(story.RITA, messages.ownership.TO_ITS_OWNER, id="oneself"),
        pytest.param(story.GUS, messages.ownership.NO_MEMBER, id="a guest"),
        pytest.param(GONE, messages.ownership.NO_MEMBER, id="someone who left"),
        pytest.param("U0NOBODY", messages.ownership.NEVER_MET, id="nobody we know"),
        pytest.param("<!here>", messages.ownership.NEVER_MET, id="markup"),
    ],
)
async def test_a_candidate_is_handed_to_nobody_who_cannot_own(it, to, reason):
    for id in (story.GUS, GONE):
        await it.seat(id).opens_home()
    before = await rows(it)
    await it.rita.clicks((await it.rita.types("/own Ana Silva"))[-1], "Hand over …")
    allows_anything(open_form(it.rita))
    holds(open_form(it.rita), "to", to)
    assert await answered(it.rita) == {"To": reason}
    form = puts(it.there, it.rita, EVERY["hand over"])
    allows_anything(form)
    holds(form, "source", story.RITA)
    holds(form, "takers", [to] if to else [])
    refused = await answered(it.rita)
    assert [*refused] == ["To"]
    assert await rows(it) == before


# ---------------------------------------------------------------- covers and numbers


@pytest.mark.parametrize(
    ("given", "label", "reason"),
    [
        ({"cover": story.RITA}, "Who covers", "Nobody covers for themselves. Choose a colleague."),
        ({"cover": story.GUS}, "Who covers", "They may not see candidates. Choose somebody else."),
        ({"cover": "U0NOBODY"}, "Who covers", "They have not used Rapport yet."),
        (
            {"from_on": "2026-11-27", "until_on": "2026-11-26"},
            "Last day away",
            "The last day comes before the first.",
        ),
        ({"from_on": "2026-11-01", "until_on": "2026-11-22"}, "Last day away", "That day is past."),
        ({"from_on": "0001-01-01", "until_on": "9999-12-31"}, "Last day away", "That is more than a year."),
        ({"from_on": "9999-12-31", "until_on": "9999-12-31"}, "First day away", "That is more than a year from now."),
        ({"away": GONE}, "Who is away", covers.NOT_HERE),
    ],
)
async def test_a_cover_that_cannot_be_is_refused_at_its_field(it, given, label, reason):
    for id in (story.GUS, GONE):
        await it.seat(id).opens_home()
    before = await rows(it)
    form = puts(it.there, it.maya, EVERY["cover"])
    everything = {"away": story.RITA, "cover": story.TOM, "from_on": "2026-11-25", "until_on": "2026-11-27"}
    for name, value in (everything | given).items():
        holds(form, name, value)
    refused = await answered(it.maya)
    assert isinstance(refused, dict), refused
    assert [*refused] == [label]
    assert refused[label].startswith(reason)
    assert await rows(it) == before


async def test_nobody_covers_who_is_away_themselves(it):
    for who, cover, answer in (
        (it.tom, story.MAYA, {}),
        (it.rita, story.TOM, {"Who covers"}),
    ):
        form = puts(it.there, who, EVERY["cover"])
        for name, value in {"away": who.person_id, "cover": cover, "until_on": "2026-11-27"}.items():
            holds(form, name, value)
        holds(form, "from_on", "2026-11-25")
        assert {*(await who.submits())} == set(answer)
        it.there.slack.workspace.close(who.person_id)


@pytest.mark.parametrize("typed", ["0", "-1", "4000", "90.5", "1e2", "²", "ninety", "99999999999999999999", "", None])
async def test_a_period_that_is_none_is_refused_at_its_field(it, typed):
    for field, label in (
        ("own_days", "An owner keeps a candidate for so many days"),
        ("own_placed_days", "And whoever they placed, for so many days"),
    ):
        form = puts(it.there, it.maya, EVERY["terms"])
        allows_anything(form)
        holds(form, "pool", Pool.FREE.value)
        holds(form, field, typed)
        assert await answered(it.maya) == {label: DAYS}


async def test_in_turn_is_nobody_s_turn_where_nobody_is_chosen_or_somebody_cannot_own(it):
    for id in (story.GUS, GONE):
        await it.seat(id).opens_home()
    for rota, reason in (
        ([], "Choose who takes a turn: at least one colleague."),
        ([story.RITA, story.GUS], terms.NOT_HERE),
        ([GONE], terms.NOT_HERE),
        (["U0NOBODY"], terms.NOT_MET),
        (["<!here>"], UNREADABLE),
    ):
        form = puts(it.there, it.maya, EVERY["terms"])
        holds(form, "pool", Pool.TURN.value)
        holds(form, "rota", rota)
        holds(form, "keeper", None)
        assert (rota, await answered(it.maya)) == (rota, {"In turn": reason})
