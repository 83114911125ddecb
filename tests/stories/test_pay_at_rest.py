"""Is no pay in clear in the database's own files and tables, wherever people say it?"""

from dataclasses import dataclass

import pytest
from sqlalchemy import text

import storage
from bot.facts import About, Money, Offer, OfferKind, OfferRound, OfferState, Package, RoundBy
from practice import story
from storage.columns import new_id
from tests.stories.deeds import adds, card
from tests.stories.desk import open_form
from tests.stories.house import MONDAY, house

TEAM = "T0PRACTICE"
# What nobody may find: as it is typed, as it is kept, and in words that name pay.
TYPED, MINOR, EQUITY = "173,291", 17_329_100, "quarterly zlotys"
WORDS = (TYPED, "173291", str(MINOR), "zlotys")


@dataclass(frozen=True)
class Typed:
    """What somebody is typing."""

    amount: str
    package: Package


def asked(_) -> Typed:
    return Typed(TYPED, Package(Money(MINOR, "EUR"), equity=EQUITY))


def offered(db):
    """An offer with a round and a reason, a draft and an answer that is remembered, all of which hold pay."""
    ana = storage.candidates.named(db, TEAM, "Ana Silva")[0].id
    offer = Offer(new_id(), ana, OfferKind.RIVAL, OfferState.OPEN, story.RITA, MONDAY, company="Acme", why=EQUITY)
    storage.offers.add(db, TEAM, offer)
    said = asked(db)
    storage.offer_rounds.say(
        db, TEAM, OfferRound(new_id(), offer.id, 0, RoundBy.OFFERED, said.package, MONDAY, story.RITA, MONDAY)
    )
    storage.drafts.keep(db, TEAM, story.RITA, said, MONDAY)
    assert storage.inbox.once(db, TEAM, "a press", MONDAY, asked) == storage.inbox.once(
        db, TEAM, "a press", MONDAY, asked
    )
    return ana


def dumped(db):
    """Every table of PostgreSQL, as a backup has it."""
    names = db.execute(
        text("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
    )
    rows = (row[0] for name in names.scalars().all() for row in db.execute(text(f'SELECT t::text FROM "{name}" t')))
    return "\n".join(rows).encode()


def read(folder):
    """The files of SQLite, with its log, to the last byte."""
    files = list(folder.glob("rapport.db*"))
    assert {file.name for file in files} >= {"rapport.db", "rapport.db-wal"}
    return b"".join(file.read_bytes() for file in files)


@pytest.mark.parametrize("words", [TYPED, f"about {TYPED} and {EQUITY}"])
async def test_no_pay_is_in_clear_in_what_is_kept(database_url, tmp_path, words):
    async with house(database_url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Interview")
        await rita.clicks(await card(rita, "Ana"), "Log a touch")
        await rita.fills({"How it went": "Call, spoke"})
        await rita.clicks(open_form(rita), "What they said")
        await rita.fills({"Pay expected": words, "Worries": "the commute"})
        assert await rita.submits() == {}
        ana = await there.bot.database.transact(offered)
        assert (await there.bot.database.ask(storage.notes.newest, TEAM, ana))[About.PAY_EXPECTED].words == words
        if there.bot.database.dialect == "postgresql":
            raw = await there.bot.database.ask(dumped)
        else:
            raw = read(tmp_path)
    assert b"the commute" in raw
    assert b"Ana Silva" in raw
    assert [said for said in WORDS if said.encode() in raw] == []
