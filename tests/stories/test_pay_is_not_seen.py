"""Whatever people with different rights do about offers, does anybody see pay who may not?

The house is watched (`tests/stories/watch.py`). Each seed is another story, drawn by chance and the same at each run.
"""

import contextlib
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

import storage
from bot.facts import Money, Offer, OfferKind, OfferRound, OfferState, Package, Passing, RoundBy
from bot.messages import offer_buttons
from practice import story
from practice.seat import Seat
from storage.columns import new_id
from tests.stories.deeds import adds, redrawn
from tests.stories.desk import presses
from tests.stories.house import MONDAY, House, house
from tests.stories.wandering import Wanderer, lent

TEAM = "T0PRACTICE"
DEEDS = 80
THURSDAY = MONDAY + timedelta(days=3)
NAMES = ("Ana Silva", "Jonas Weber")
LINES = [
    "/offer",
    "/offer help",
    "/care offers",
    "/care losses",
    "/care bands",
    "/care help",
    *(f"/candidate {name}" for name in NAMES),
    *(f"/own {name}" for name in NAMES),
    *(f"/offer {name}" for name in NAMES),
    *(f"/care offer {name}" for name in NAMES),
    "/offer Ana Silva 127,400 EUR + 11 % by 4 dec",
    "/offer Ana Silva asked 139,250 EUR",
    "/offer Ana Silva rival Acme 133,350 EUR by 26 nov",
    "/offer Ana Silva counter 128,650 EUR",
    "/offer Jonas Weber rival Globex £118,450",
    "/offer Jonas Weber 7,350 € a month x 14",
    "/touch Ana Silva - spoke, offers none",
]
WORDS = [
    "They moved faster than anybody thought",
    "136,900 EUR",
    "€9,150 a month + 12.5 %",
    "121,800 to 141,300 EUR",
    "0.35 % over four years with a cliff",
    "Acme",
    "1.1",
]
# Recruiter, colleague, two managers, who stands in for the recruiter, a partner from elsewhere.
PEOPLE = (story.RITA, story.RITA, story.TOM, story.MAYA, story.NINA, story.KARIM)


@contextlib.asynccontextmanager
async def dealing(url: str) -> AsyncIterator[House]:
    """A house in which Rita speaks with Ana, and Tom with Jonas, about offers of which each has some already."""
    async with house(url, managers=(story.MAYA, story.NINA)) as there:
        rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
        await adds(rita, "Ana Silva", "Interview")
        await adds(tom, "Jonas Weber", "Offer", job="Data engineer")
        await there.slack.seat(story.KARIM).types("/care help")
        await there.bot.database.transact(offered)
        yield there


def offered(db) -> None:
    """Writes down what is there to be seen from the beginning on."""
    for name, who in (("Ana Silva", story.RITA), ("Jonas Weber", story.TOM)):
        them = storage.candidates.named(db, TEAM, name)[0].id
        submission = storage.submissions.of(db, TEAM, them)[0]
        plain = Offer(0, them, OfferKind.OURS, OfferState.OPEN, who, MONDAY, made_at=MONDAY)
        ours = replace(plain, id=new_id(), submission=submission.id, company=submission.title, decide_by=THURSDAY)
        rival = replace(plain, id=new_id(), kind=OfferKind.RIVAL, company="Initrode", decide_by=THURSDAY)
        counter = replace(
            plain, id=new_id(), kind=OfferKind.COUNTER, company="Umbrella", why="her boss adores her work"
        )
        for offer, base in ((ours, 12_615_000), (rival, 13_105_000), (counter, 12_985_000)):
            storage.offers.add(db, TEAM, offer)
            package = Package(Money(base, "EUR"), equity="a slice over four years")
            said = OfferRound(new_id(), offer.id, 0, RoundBy.OFFERED, package, MONDAY, who, MONDAY)
            storage.offer_rounds.say(db, TEAM, said)


@pytest.mark.parametrize("seed", range(6))
async def test_nobody_sees_pay_who_may_not(tmp_path, seed):
    chance = random.Random(seed)
    async with dealing(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        wanderers = [Wanderer(there.slack.seat(id), chance, LINES, WORDS) for id in PEOPLE]
        for _ in range(DEEDS):
            wanderer = chance.choice(wanderers)
            await wanderer.does_something()
            await something_changes(there, chance, wanderer.seat)
        assert there.slack.refused == []


async def something_changes(there: House, chance: random.Random, seat: Seat) -> None:
    """Lets something else come between: a button gets into other hands, time passes, somebody stands in.

    Whoever is answered late, on a machine that is busy, is answered first: by the rights that they had then.
    """
    assert await there.bot.underway.finished(30)
    drawn = chance.random()
    if drawn < 0.15:
        shown = seat.modal or next(iter(seat.dm()[-1:]), None)
        other = there.slack.seat(chance.choice([story.TOM, story.KARIM, story.GUS, story.OSCAR]))
        message = lent(shown, other, chance) if shown else None
        if message:
            await other.clicks(message, message.blocks[0]["elements"][0]["action_id"])
    elif drawn < 0.2:
        await there.move(there.clock.now() + timedelta(hours=chance.choice([1, 6, 24])))
    elif drawn < 0.25:
        await redrawn(there)
    elif drawn < 0.3:
        cover = chance.choice([None, story.KARIM, story.TOM])
        await there.bot.database.transact(storage.covers.stand_in, TEAM, story.RITA, cover)


def hands_on(db, owner: str) -> None:
    """Gives Ana another owner."""
    ana = storage.candidates.named(db, TEAM, "Ana Silva")[0].id
    before = storage.ownership.several(db, TEAM, [ana])
    storage.ownership.pass_on(db, TEAM, before, {ana: owner}, Passing.CLAIMED, owner, MONDAY)


@pytest.mark.parametrize(
    ("who", "before", "sees"),
    [
        pytest.param(story.RITA, [], True, id="their recruiter"),
        pytest.param(story.MAYA, [], True, id="a manager"),
        pytest.param(story.KARIM, [(storage.covers.stand_in, TEAM, story.RITA, story.KARIM)], True, id="who covers"),
        pytest.param(
            story.KARIM,
            [(storage.covers.stand_in, TEAM, story.RITA, each) for each in (story.KARIM, None)],
            False,
            id="who covered",
        ),
        pytest.param(story.KARIM, [(hands_on, story.KARIM)], True, id="their owner"),
        pytest.param(story.KARIM, [(hands_on, story.KARIM), (hands_on, story.TOM)], False, id="who owned them"),
        pytest.param(story.TOM, [], False, id="a colleague"),
        pytest.param(story.GUS, [], False, id="a guest"),
        pytest.param(story.OSCAR, [], False, id="a partner"),
    ],
)
async def test_exactly_those_see_it_who_may(tmp_path, who, before, sees):
    async with dealing(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        for deed, *given in before:
            await there.bot.database.transact(deed, *given)
        ana = await there.bot.database.ask(lambda db: storage.candidates.named(db, TEAM, "Ana Silva")[0].id)
        said = await presses(there, there.slack.seat(who), offer_buttons.SHEET, str(ana))
        assert ("€126,150" in said) is sees
        assert ("seen by their owner" in said) is (not sees and who in (story.TOM, story.KARIM))
