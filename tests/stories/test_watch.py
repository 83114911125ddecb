"""Does the watch see pay wherever it could get out, and only there?"""

import contextlib
import json
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import structlog
from sqlalchemy import text

import storage
from bot.facts import Money, Offer, OfferKind, OfferRound, OfferState, Package, Period, Person, RoundBy, Stage
from practice import story
from practice.slack import Practice
from storage.columns import new_id
from storage.database import Database, Db
from storage.migrate import migrate
from tests.keys import KEYS
from tests.stories.figures import Pay
from tests.stories.watch import Watch, watching

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEAM, RITA, TOM, MAYA = "T0PRACTICE", story.RITA, story.TOM, story.MAYA
APP = {
    "features": {"app_home": {"home_tab_enabled": True}},
    "oauth_config": {"scopes": {"bot": ["chat:write", "files:write"]}},
}
PACKAGE = Package(
    base=Money(13_000_000, "EUR"), bonus_share=Decimal(10), equity="0.2 % over four years, one year of cliff"
)


@dataclass
class Room:
    """A workspace without a bot, and a database in which Ana, of Rita, is offered €130,000."""

    slack: Practice
    database: Database
    watch: Watch
    ana: int

    def calls(self, method: str, **body: Any) -> dict[str, Any]:
        """Calls Slack as a bot would."""
        answer = self.slack.api.done(method, self.slack.bot_token, body)
        assert answer["ok"], answer
        return answer

    def opens(self, person: str, words: str) -> None:
        """Puts a window before somebody."""
        trigger = self.slack.tickets.trigger(person)
        self.calls("views.open", trigger_id=trigger, view=json.dumps(window(words)))

    def answers(self, person: str, said: str, words: str) -> None:
        """Says something to somebody alone."""
        channel = self.slack.workspace.im(person).id
        self.calls("chat.postEphemeral", channel=channel, user=person, text=said, blocks=json.dumps([line(words)]))

    def hands(self, person: str, name: str, content: bytes) -> None:
        """Hands somebody a file."""
        id = self.calls("files.getUploadURLExternal", length=len(content), filename=name)["file_id"]
        self.slack.workspace.files[id].content = content
        channel = self.slack.workspace.im(person).id
        self.calls("files.completeUploadExternal", files=json.dumps([{"id": id}]), channel_id=channel)

    def writes(self, statement: str, **values: Any) -> None:
        """Writes into the database past everything."""

        def run(db: Db) -> None:
            db.execute(text(statement), values)

        self.database.run(run)


def line(words: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": words}}


def window(words: str) -> dict[str, Any]:
    title = {"type": "plain_text", "text": "Offers"}
    return {"type": "modal", "title": title, "blocks": [line(words)]}


def home(words: str) -> str:
    return json.dumps({"type": "home", "blocks": [line(words)]})


def met(id: str) -> Person:
    return Person(TEAM, id, id, "Europe/Lisbon", "PT")


def offered(db: Db, package: Package) -> int:
    """Writes down that Ana, whom Rita has put forward, is offered a package; gives her id."""
    storage.teams.install(db, TEAM, "Practice", "U0BOT", "B0PRACTICE", NOW)
    for id in (RITA, TOM, MAYA):
        storage.people.meet(db, met(id))
    storage.people.appoint(db, TEAM, [MAYA], [])
    job = storage.jobs.titled(db, TEAM, "Engineer", RITA, NOW)
    ana = storage.candidates.add(db, TEAM, "Ana Silva", (), RITA, NOW).id
    storage.submissions.put_forward(db, TEAM, ana, job.id, Stage.OFFER, RITA, NOW)
    ours = Offer(new_id(), ana, OfferKind.OURS, OfferState.OPEN, RITA, NOW, why="because her boss adores her")
    storage.offers.add(db, TEAM, ours)
    storage.offer_rounds.say(db, TEAM, OfferRound(new_id(), ours.id, 0, RoundBy.OFFERED, package, NOW, RITA, NOW))
    return ana


@contextlib.asynccontextmanager
async def watched(url: str, package: Package = PACKAGE) -> AsyncIterator[Room]:
    """A room under watch until it is left."""
    database = Database(url, KEYS)
    try:
        migrate(database.engine)
        ana = database.run(offered, package)
        async with Practice(APP, lambda: NOW, story.people(), story.channels()) as slack:
            with watching(slack, database) as watch:
                yield Room(slack, database, watch, ana)
    finally:
        await database.close()


@pytest.fixture
def url(tmp_path) -> str:
    return f"sqlite:///{tmp_path / 'rapport.db'}"


# What must be noticed, and the words by which the watch tells of it.
LEAKS: dict[str, tuple[Callable[[Room], object], str]] = {
    "a message": (
        lambda it: it.calls("chat.postMessage", channel=RITA, text="She is offered €130,000"),
        r"a message for U0RITA.*€130,000",
    ),
    "the blocks of a message": (
        lambda it: it.calls("chat.postMessage", channel=RITA, text="Hi", blocks=json.dumps([line("Base 130k, yes")])),
        r"a message for U0RITA.*130k",
    ),
    "what stood in a message until it was changed": (
        lambda it: it.calls(
            "chat.update",
            channel="D0RITA",
            ts=it.calls("chat.postMessage", channel=RITA, text="130.000 EUR")["ts"],
            text="Gone",
        ),
        r"a message for U0RITA.*130\.000",
    ),
    "the metadata of a message": (
        lambda it: it.calls(
            "chat.postMessage",
            channel=RITA,
            text="Hi",
            metadata=json.dumps({"event_type": "letter", "event_payload": {"base": "13000000"}}),
        ),
        r"a message for U0RITA.*13000000",
    ),
    "attachments": (
        lambda it: it.calls("chat.postMessage", channel=RITA, text="Hi", attachments=json.dumps([{"text": "130 000"}])),
        r"chat\.postMessage.*130 000",
    ),
    "a channel": (
        lambda it: it.calls("chat.postMessage", channel=story.RECRUITING, text="130’000"),
        r"a message for U0TOM.*130",
    ),
    "the text of an answer, even to who may see it": (
        lambda it: it.answers(RITA, "€130,000", "See below"),
        r"the text of an answer for U0RITA",
    ),
    "an answer": (lambda it: it.answers(TOM, "Their offers", "€130,000 a year"), r"an answer for U0TOM"),
    "a window": (lambda it: it.opens(TOM, "EUR 130,000"), r"a window for U0TOM"),
    "a window, words of equity": (
        lambda it: it.opens(TOM, "And 0.2 % over four years, one year of cliff."),
        r"a window for U0TOM.*four years",
    ),
    "a window, why a counter-offer is expected": (
        lambda it: it.opens(TOM, "Expected because her boss adores her"),
        r"a window for U0TOM.*adores",
    ),
    "a menu that is looked up": (
        lambda it: it.slack.deeds.suggests(TOM, [{"text": {"type": "plain_text", "text": "Acme, 130k"}, "value": "1"}]),
        r"what a menu offers for U0TOM.*130k",
    ),
    "Home": (
        lambda it: it.calls("views.publish", user_id=RITA, view=home("Ana Silva: €130,000")),
        r"Home for U0RITA",
    ),
    "a file": (lambda it: it.hands(TOM, "terms.html", "€130,000".encode()), r"the file terms\.html for U0TOM"),
    "a table of candidates, even to a manager": (
        lambda it: it.hands(MAYA, "candidates.csv", b"Ana Silva,130000"),
        r"the file candidates\.csv for U0MAYA",
    ),
    "the log": (lambda it: structlog.get_logger("bot").warning("said", words="€130,000"), r"the log.*130,000"),
    "the log of a library": (lambda it: logging.getLogger("sql").error("VALUES (13000000)"), r"the log.*13000000"),
    "the audit": (
        lambda it: it.database.run(
            storage.audit.record, TEAM, RITA, "offered", "offer", 1, NOW, after="base 130000 EUR"
        ),
        r"the table audit.*130000",
    ),
    "what is remembered of a press": (
        lambda it: it.writes(
            "INSERT INTO inbox (team, key, at, result) VALUES (:team, 'k', '2026-11-23', '{\"base\": 13000000}')",
            team=TEAM,
        ),
        r"the table inbox.*13000000",
    ),
}


async def told_of(url: str, leak: Callable[[Room], object], told: str) -> str:
    """What the watch says of a leak that it must notice."""
    with pytest.raises(AssertionError, match=told) as noticed:
        async with watched(url) as room:
            leak(room)
    return str(noticed.value)


@pytest.mark.parametrize("where", LEAKS)
async def test_pay_that_gets_out_is_noticed(url, where):
    await told_of(url, *LEAKS[where])


async def test_nothing_is_noticed_where_pay_is_shown_as_it_may_be(url):
    async with watched(url) as room:
        room.opens(RITA, "€130,000 and 0.2 % over four years, one year of cliff")
        room.opens(MAYA, "€130,000")
        room.answers(RITA, "Their offers", "€130,000 a year")
        room.hands(RITA, "terms.html", "€130,000".encode())
        room.opens(TOM, "1,130,000 lines, 130,0001 and 2130k; version 0.13")
        room.calls("chat.postMessage", channel=RITA, text="Ana Silva’s offer is open. Look at it in its window.")


async def test_who_lost_the_right_is_noticed_from_that_moment_on(url):
    def goes_on(room: Room) -> None:
        room.opens(RITA, "before: €130,000")
        room.writes("UPDATE submissions SET recruiter = :tom", tom=TOM)
        room.opens(TOM, "now: €130,000")
        room.opens(RITA, "later: €130,000")

    told = await told_of(url, goes_on, r"a window for U0RITA.*later")
    assert "before" not in told
    assert "U0TOM" not in told


async def test_who_covers_may_see_it_while_they_do(url):
    def goes_on(room: Room) -> None:
        room.writes("UPDATE people SET cover = :tom WHERE id = :rita", tom=TOM, rita=RITA)
        room.opens(TOM, "now: €130,000")
        room.writes("UPDATE people SET cover = NULL")
        room.opens(TOM, "later: €130,000")

    assert "now" not in await told_of(url, goes_on, r"a window for U0TOM.*later")


async def test_what_somebody_typed_is_no_secret_to_them(url):
    async with watched(url) as room:
        room.slack.deeds.typed.append((TOM, "130k"))
        room.opens(TOM, "You typed €130,000")


async def test_what_somebody_else_typed_is_one(url):
    def goes_on(room: Room) -> None:
        room.slack.deeds.typed.append((RITA, "130k"))
        room.opens(TOM, "€130,000")

    await told_of(url, goes_on, "a window for U0TOM")


async def test_what_was_taken_back_later_was_pay_all_the_same(url):
    def goes_on(room: Room) -> None:
        room.opens(TOM, "€130,000")
        room.writes("DELETE FROM offer_rounds")

    await told_of(url, goes_on, "a window for U0TOM")


@pytest.mark.parametrize(
    ("package", "said", "is_pay"),
    [
        (Package(Money(13_000_000, "EUR")), "130,000 130.000 130 000 130'000 130k 130 k €130,000 EUR130000", True),
        (Package(Money(180_000_000, "INR")), "₹18,00,000|18 lpa|18 lakh|1.8m|1,800,000|₹1800000", True),
        (Package(Money(12_000_000, "JPY")), "¥12,000,000|12m|12000000 JPY", True),
        (Package(Money(400_000, "EUR"), Period.MONTH), "€4,000|4k|48,000|€48k", True),
        (Package(Money(50_000, "GBP"), Period.DAY), "£500|GBP 500|500 GBP", True),
        (Package(Money(50_000, "GBP"), Period.DAY), "500|£5000|£1,500|1500 GBP", False),
        (Package(Money(8_550_000, "USD")), "85.5k|85,5k|$85,500|85500", True),
        (Package(Money(8_550_000, "USD")), "8,550|185.5k|385500|85500001|85,500,000|A85500", False),
        (Package(bonus_share=Decimal("12.5")), "+ 12.5 %|12.5% bonus", True),
        (Package(bonus_share=Decimal("12.5")), "112.5 %|12.5", False),
    ],
)
async def test_an_amount_is_known_in_whichever_way_it_is_written(url, package, said, is_pay):
    database = Database(url, KEYS)
    try:
        migrate(database.engine)
        database.run(offered, package)
        pay = Pay()
        database.run(pay.look)
        for way in said.split("|"):
            assert bool(pay.found_in(f"It is {way} now.")) is is_pay, way
    finally:
        await database.close()


async def test_by_how_much_two_offers_differ_is_pay_as_well(url):
    async with watched(url) as room:
        more = Package(Money(13_550_000, "EUR"))
        offers = room.database.run(storage.offers.of, TEAM, room.ana)
        later = OfferRound(new_id(), offers[0].id, 0, RoundBy.ASKED, more, NOW, RITA, NOW)
        room.database.run(storage.offer_rounds.say, TEAM, later)
        room.database.run(room.watch.pay.look)
        assert room.watch.pay.found_in("a gap of €5,500")
        assert not room.watch.pay.found_in("a list of 5,500 lines")
