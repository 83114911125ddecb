"""Has a thing that comes three times, or from many hands at once, one effect and the same answer?"""

import asyncio
import copy
import threading
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from sqlalchemy import func, select, text

import storage
from bot.facts import OfferKind
from bot.messages import offer_buttons, touches
from bot.messages.candidates import LOG
from handlers import touch_forms
from practice import payloads
from practice.posted import form_of, signed
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message, View
from tests.stories.dealings import offered
from tests.stories.deeds import at, moves, told
from tests.stories.desk import adds, logged, open_form, sent, value_of
from tests.stories.house import House, house

TABLES = (
    *("candidates", "jobs", "submissions", "touches", "people", "lines", "asks", "drafts", "audit"),
    *("contacts", "clients", "client_contacts", "tags", "candidate_tags", "favours", "merges", "erasures"),
    *("imports", "sent_files", "outbox", "representations"),
    *("offers", "offer_rounds", "offer_changes", "agreements", "placements", "losses", "bands", "levers", "rates"),
    *("owner_changes", "approvals", "disputes", "dispute_questions", "evidence", "covers", "handovers"),
)
OVER = "Nothing is left to do here: Ana Silva was seen to, or stands in a newer message. Type /candidate Ana Silva."
DELETED = "That touch has been deleted already. Log it again with /touch if it did happen."
SPOKE = {"How it went": "Call, spoke"}
Deed = Callable[[House, Seat], Awaitable[Any]]


@pytest.fixture(params=[("sqlite", "socket"), ("postgresql", "http")], ids="-".join)
async def there(request, tmp_path):
    """A house with Ana in it, whatever happens there being expected, and nobody told that we did not answer."""
    engine, way = request.param
    url = f"sqlite:///{tmp_path / 'rapport.db'}" if engine == "sqlite" else request.getfixturevalue("postgres_url")
    with logged() as log:
        async with house(url, way) as it:
            await adds(it.slack.seat("U0RITA"), "Ana Silva", stage="Interview")
            yield it
            assert it.slack.refused == []
            assert it.slack.seat("U0RITA").notices == []
    assert "handler.failed" not in log.getvalue()


async def growth(there: House, *deeds: Awaitable[Any]) -> dict[str, int]:
    """By how many rows each table grew or shrank while these things were done at once."""
    before = await there.bot.database.ask(count_rows)
    await asyncio.gather(*deeds)
    after = await there.bot.database.ask(count_rows)
    return {name: after[name] - before[name] for name in TABLES if after[name] != before[name]}


def count_rows(db: storage.database.Db) -> dict[str, int]:
    tables = storage.tables.Base.metadata.tables
    return {name: db.execute(select(func.count()).select_from(tables[name])).scalar_one() for name in TABLES}


# ---------------------------------------------------------------- the same thing, delivered three times


def types(line: str) -> Deed:
    return lambda there, rita: _later(rita.types, line)


def clicks(message: Any, label: str) -> Deed:
    return lambda there, rita: _later(rita.clicks, message, label)


async def _later(does: Callable[..., Awaitable[Any]], *args: Any) -> Callable[[], Awaitable[Any]]:
    return lambda: does(*args)


def answered(line: str, label: str) -> Deed:
    async def prepare(there: House, rita: Seat) -> Any:
        said = (await rita.types(line))[-1]
        return lambda: rita.clicks(said, label)

    return prepare


def filled(line: str, fills: dict[str, Any], press: str | None = None) -> Deed:
    async def prepare(there: House, rita: Seat) -> Any:
        said = await rita.types(line)
        if press:
            await rita.clicks(said[-1], press)
        await rita.fills(fills)
        return rita.submits

    return prepare


async def gone_on(there: House, rita: Seat) -> Any:
    await (await filled("/candidate ana", {"Job": ("Cook", "Cook")}, "Put forward")(there, rita))()
    await rita.fills({"Did they agree?": "Go on without, for a reason", "Their words, or your reason": "On a flight"})
    return rita.submits


def picked(choice: str, fills: dict[str, Any] | None = None) -> Deed:
    async def prepare(there: House, rita: Seat) -> Any:
        await there.slack.seat("U0TOM").types("/care help")
        morning = await owed(there, rita)
        if fills is None:
            return lambda: rita.picks(morning, "More", choice)
        await rita.picks(morning, "More", choice)
        await rita.fills(fills)
        return rita.submits

    return prepare


async def owed(there: House, rita: Seat) -> Message:
    """The morning message, two days on, that says Ana is owed an update, and nothing else."""
    await there.move(at("24T12:00"))
    await rita.types("/touch Ana Silva - spoke, offers none")
    await there.move(at("25T09:00"))
    return told(rita)[-1]


async def accepted(there: House, rita: Seat) -> Any:
    await (await picked("Ask a colleague …", {"Colleague": "U0TOM"})(there, rita))()
    await there.bot.ticker.tick()
    tom = there.slack.seat("U0TOM")
    return lambda: tom.clicks(tom.dm()[-1], "Accept")


async def turned(there: House, rita: Seat) -> Any:
    await rita.types("/touch Ana Silva")
    await rita.fills({"Note": "all of it"})
    return lambda: rita.clicks(open_form(rita), "More")


async def anywhere(there: House, rita: Seat) -> Any:
    return lambda: rita.uses_shortcut("Log a touch")


async def moved_away(there: House, rita: Seat) -> Any:
    return lambda: there.slack.change_person("U0RITA", tz="Asia/Kolkata")


async def a_first_home(there: House, rita: Seat) -> Any:
    return there.slack.seat("U0TOM").opens_home


@pytest.mark.parametrize(
    ("prepare", "effect"),
    [
        pytest.param(types("/touch Ana Silva - spoke, told"), {"touches": 1}, id="a quick line"),
        pytest.param(types("/touch Zoe Quill - spoke"), {"drafts": 1}, id="a line about nobody"),
        pytest.param(types("/candidate zoe"), {"drafts": 1}, id="a name of nobody"),
        pytest.param(types("/candidate ana"), {}, id="a card"),
        pytest.param(types("/touch Ana Silva"), {"drafts": 1}, id="a command that opens a form"),
        pytest.param(types("/candidate add Zoe"), {}, id="a command that opens another"),
        pytest.param(
            answered("/touch Zoe Quill - spoke", "Add and log"),
            {"candidates": 1, "owner_changes": 1, "touches": 1, "drafts": -1, "audit": 2},
            id="add and log",
        ),
        pytest.param(answered("/touch Ana Silva - hm", "Call, spoke"), {"touches": 1, "drafts": -1}, id="an outcome"),
        pytest.param(answered("/touch Ana Silva - spoke", "Yes, told them"), {"audit": 1}, id="an answer"),
        pytest.param(answered("/touch Ana Silva - spoke", "A new offer"), {"audit": 1}, id="an answer about offers"),
        pytest.param(answered("/touch Ana Silva - spoke", "Undo"), {"audit": 1}, id="an undo"),
        pytest.param(answered("/touch Ana Silva - spoke", "Edit"), {"drafts": 1}, id="an edit begun"),
        pytest.param(filled("/touch Ana Silva", SPOKE), {"touches": 1, "drafts": -1}, id="the form of a touch"),
        pytest.param(
            filled("/touch Ana Silva - spoke", {"Note": "more"}, "Edit"), {"drafts": -1, "audit": 1}, id="an edit"
        ),
        pytest.param(
            filled("/candidate add Zoe Quill", {"Job": ("Cook", "Cook"), "Contact": "zoe@example.com"}),
            {"candidates": 1, "owner_changes": 1, "contacts": 1, "jobs": 1, "submissions": 1, "audit": 4},
            id="the form of a candidate",
        ),
        pytest.param(filled("/candidate ana", {"Choose a stage": "Offer"}, "Move"), {"audit": 1}, id="a move"),
        pytest.param(
            filled("/candidate ana", {"Job": ("Cook", "Cook")}, "Put forward"),
            {"jobs": 1, "drafts": 1, "audit": 1},
            id="another job, of which they are asked",
        ),
        pytest.param(gone_on, {"submissions": 1, "representations": 1, "drafts": -1, "audit": 2}, id="their consent"),
        pytest.param(filled("/care me", {"Morning message at": "07:30"}), {"audit": 1}, id="the settings"),
        pytest.param(picked("No news: told them"), {"touches": 1}, id="no news"),
        pytest.param(picked("Tomorrow"), {}, id="tomorrow"),
        pytest.param(picked("Not needed: they withdrew"), {"audit": 1}, id="not needed"),
        pytest.param(picked("Waiting until …", {"Until": "2026-12-01", "Why": "Away"}), {}, id="waiting"),
        pytest.param(
            picked("Ask a colleague …", {"Colleague": "U0TOM"}), {"asks": 1, "lines": 1, "outbox": 1}, id="a colleague"
        ),
        pytest.param(accepted, {"outbox": 1}, id="a colleague who accepts"),
        pytest.param(turned, {}, id="a turned page"),
        pytest.param(anywhere, {"drafts": 1}, id="a shortcut"),
        pytest.param(moved_away, {}, id="an event"),
        pytest.param(a_first_home, {"people": 1}, id="a Home tab of someone never met"),
    ],
)
async def test_what_is_delivered_three_times_has_one_effect_and_one_answer(there, prepare, effect):
    rita = there.slack.seat("U0RITA")
    does = await prepare(there, rita)
    there.slack.repeat(3)
    assert await growth(there, does()) == effect
    repeats = there.slack.repeated
    assert len(repeats) >= 2
    assert {heard.outcome for heard in repeats} == {"answered"}
    assert all(heard.body == repeats[0].body for heard in repeats)
    assert len(rita.workspace.modals("U0RITA")) <= 1
    assert repeats[0].body.get("text", "") in [message.text for message in rita.dm()] + [""]


# ---------------------------------------------------------------- delivered three times, then done again


@dataclass
class Steps:
    """Does one thing after the other, each delivered three times at once, and then once more as it stood before.

    Where something follows by the ticker, as a file does, `ticks` has that counted as well.
    """

    there: House
    seat: Seat
    ticks: bool = False

    async def sends(self, fills: dict[str, Any] | None = None, **effect: int) -> None:
        """Sends the form on top."""
        await self.seat.fills(fills or {})
        old = copy.deepcopy(open_form(self.seat))
        said = await self._does(effect, self.seat.submits)
        await self._again(lambda: self.seat.deeds.submit(self.seat.person, old))
        assert old.errors == {}
        assert plain(open_form(self.seat)) == said if said else self.seat.modal is None

    async def presses(self, where: Message | View, label: str, near: str | None = None, **effect: int) -> None:
        """Presses a button, and then once more where it stood."""
        old = copy.deepcopy(where)
        await self._does(effect, lambda: self.seat.clicks(where, label, near))
        await self._again(lambda: self.seat.clicks(old, label, near))

    async def once(self, does: Callable[[], Awaitable[Any]], **effect: int) -> None:
        """Does what is another thing when it is done again."""
        await self._does(effect, does)

    async def _does(self, effect: dict[str, int], does: Callable[[], Awaitable[Any]]) -> str:
        slack = self.there.slack
        slack.gateway.repeated.clear()
        slack.repeat(3)
        assert await growth(self.there, self._with_what_follows(does)) == effect
        slack.repeat(1)
        assert len(slack.repeated) >= 2
        assert {heard.outcome for heard in slack.repeated} == {"answered"}
        assert all(heard.body == slack.repeated[0].body for heard in slack.repeated[:2])
        return plain(self.seat.modal) if self.seat.modal else ""

    async def _again(self, does: Callable[[], Awaitable[Any]]) -> None:
        assert await growth(self.there, self._with_what_follows(does)) == {}

    async def _with_what_follows(self, does: Callable[[], Awaitable[Any]]) -> None:
        await does()
        if self.ticks:
            await self.there.bot.ticker.tick()

    async def card(self, name: str = "ana") -> Message:
        """Looks at a card, with no form open."""
        self.there.slack.workspace.close(self.seat.person_id)
        return (await self.seat.types(f"/candidate {name}"))[-1]

    async def picks(self, choice: str, name: str = "ana") -> None:
        """Picks from the menu of a card."""
        await self.seat.picks(await self.card(name), "More", choice)

    async def types(self, line: str) -> Message:
        """Types a command, with no form open."""
        self.there.slack.workspace.close(self.seat.person_id)
        return (await self.seat.types(line) or [None])[-1]  # type: ignore[list-item]


async def test_clients_and_jobs_are_kept_once(there):
    rita = there.slack.seat("U0RITA")
    steps = Steps(there, rita)
    await steps.once(lambda: rita.types("/care client northwind"), drafts=1)
    await steps.types("/care client add Northwind")
    await steps.sends(clients=1, audit=1)
    await rita.clicks(await steps.types("/care client northwind"), "Add a contact")
    await steps.sends({"Person": ("Ben Kramer", "Add “Ben Kramer”")}, candidates=1, client_contacts=1, audit=2)
    await rita.clicks(await steps.types("/care client northwind"), "Rename")
    await steps.sends({"Name": "Southwind"}, audit=1)
    await steps.presses(await steps.types("/care client southwind"), "Remove", client_contacts=-1, audit=1)
    await steps.once(lambda: rita.types("/care job cook"), drafts=1)
    await steps.types("/care job add Cook")
    await steps.sends({"Client": "Southwind"}, jobs=1, audit=1)
    await rita.clicks(await steps.types("/care job cook"), "Edit")
    await steps.sends({"Selling points": "Remote first"}, audit=1)
    await rita.clicks(await steps.types("/care job cook"), "Put someone forward")
    ana = "Ana Silva · interview for Engineer · Rita Reis"
    await steps.sends({"Candidate": ("ana", ana)}, drafts=1)
    await rita.clicks(await steps.types("/care job cook"), "Put someone forward")
    await rita.fills({"Candidate": ("ana", ana)})
    await rita.submits()
    without = {"Did they agree?": "Go on without, for a reason", "Their words, or your reason": "On a flight"}
    await steps.sends(without, submissions=1, representations=1, drafts=-1, audit=2)
    await rita.clicks(await steps.types("/care job cook"), "Close Cook, Southwind")
    await steps.sends({"What came of it": "Cancelled by the client"}, audit=2)
    await steps.presses(await steps.types("/care job cook"), "Reopen", audit=1)


async def test_what_is_kept_on_a_card_is_kept_once(there):
    rita = there.slack.seat("U0RITA")
    steps = Steps(there, rita)
    await steps.picks("Let them wait until …")
    await steps.sends({"Until": "2026-12-01", "Why": "Away"})
    await steps.picks("Tags and segment …")
    await steps.sends({"Tags": [("Kotlin", "Add “Kotlin”")], "Segment": "Warm"}, tags=1, candidate_tags=1, audit=2)
    await steps.picks("Change the name …")
    await steps.sends({"Name": "Ana Sousa"}, audit=1)
    await steps.picks("Contacts …")
    await steps.sends({"Add": "ana@example.com"}, contacts=1, audit=1)
    await steps.picks("Contacts …")
    await steps.sends({"Take away": ["ana@example.com"]}, drafts=1)
    await steps.sends(drafts=-1, contacts=-1, audit=1)
    await steps.once(lambda: steps.picks("Connected with me on a network"), audit=1)
    await steps.picks("Do not contact …")
    await steps.sends({"Why": "asked us to stop"}, audit=1)
    await steps.picks("Take do-not-contact back …")
    await steps.presses(open_form(rita), "May be contacted again", audit=1)
    await steps.picks("Help given or asked …")
    await steps.sends({"What was it?": "Referral"}, favours=1, audit=1)
    await rita.clicks(open_form(rita), "What came of it …")
    await steps.sends({"What came of it": "Maria is hired"}, audit=1)
    await steps.presses(open_form(rita), "Thanked", audit=1)
    await steps.presses(open_form(rita), "Take out", favours=-1, audit=1)


async def met(there: House) -> list[Steps]:
    """Rita, Tom and Maya, who have all used the bot."""
    for id in ("U0TOM", "U0MAYA"):
        await there.slack.seat(id).types("/care help")
    return [Steps(there, there.slack.seat(id)) for id in ("U0RITA", "U0TOM", "U0MAYA")]


def last(steps: Steps) -> Message:
    """The newest message to someone that is not an answer to them."""
    return told(steps.seat)[-1]


async def test_who_owns_somebody_changes_once(there):
    rita, tom, maya = await met(there)
    await rita.seat.clicks(await rita.types("/own ana"), "Release …")
    await rita.sends(owner_changes=1, audit=1)
    await tom.presses(await tom.types("/own ana"), "Claim", owner_changes=1, audit=1)
    await tom.seat.clicks(await tom.types("/own ana"), "Hand over …")
    await tom.sends({"To": "U0RITA"}, owner_changes=1, lines=1, outbox=1, audit=1)
    await there.move(at("2027-02-08T09:00"))
    await rita.seat.clicks(await rita.types("/own ana"), "Ask for more time …")
    await rita.sends({"Why": "Away"}, approvals=1, outbox=1, audit=1)
    await there.bot.ticker.tick()
    await maya.presses(last(maya), "Grant", outbox=1, audit=2)
    await there.move(at("2027-02-15T09:00"))
    await rita.seat.clicks(await rita.types("/own ana"), "Ask for more time …")
    await rita.sends({"Why": "Away"}, approvals=1, outbox=1, audit=1)
    await there.bot.ticker.tick()
    await maya.seat.clicks(last(maya), "Refuse …")
    await maya.sends({"Why": "Call her"}, outbox=1, audit=1)


async def test_a_claim_is_made_answered_asked_about_and_ruled_on_once(there):
    rita, tom, maya = await met(there)
    await rita.seat.types("/touch Ana Silva - spoke")
    await tom.seat.clicks(await tom.types("/own ana"), "Claim …")
    await tom.sends({"Reason": "She asked me"}, disputes=1, evidence=1, outbox=2, audit=1)
    await there.bot.ticker.tick()
    await rita.seat.clicks(last(rita), "Answer …")
    await rita.sends({"Your answer": "We spoke"}, outbox=1, audit=2)
    await there.bot.ticker.tick()
    case = last(maya)
    await maya.seat.clicks(case, "Ask …")
    asked = {"Ask": "Tom Becker, who claims", "Question": "When?"}
    await maya.sends(asked, dispute_questions=1, outbox=1, audit=1)
    await there.bot.ticker.tick()
    await tom.seat.clicks(last(tom), "Answer …")
    await tom.sends({"Your answer": "On Friday"}, audit=1)
    await there.bot.ticker.tick()
    await maya.seat.clicks(case, "Share …")
    halves = {"The owner’s part": "50", "The part of whoever claims": "50", "Reasons": "Both did"}
    await maya.sends(halves, outbox=2, audit=2)
    goes = {"owner_changes": 1, "audit": 3}
    for ends, label, effect in ((tom, "Withdraw …", {"audit": 1}), (rita, "Release to Tom Becker …", goes)):
        await tom.seat.clicks(await tom.types("/own ana"), "Claim …")
        await tom.sends({"Reason": "She asked me"}, disputes=1, evidence=1, outbox=2, audit=1)
        await there.bot.ticker.tick()
        await ends.presses(last(ends), label, None, outbox=1, **effect)
        await there.bot.ticker.tick()


async def test_a_cover_a_handover_and_a_right_are_written_down_once(there):
    rita, _, maya = await met(there)
    await rita.types("/care cover")
    days = {"First day away": "2026-11-25", "Last day away": "2026-11-27"}
    await rita.sends({"Who covers": "U0TOM"} | days, covers=1, audit=1)
    await rita.types("/care cover")
    await rita.seat.clicks(open_form(rita.seat), "Change")
    await rita.sends({"Last day away": "2026-11-26"}, audit=1)
    await rita.types("/care cover")
    await rita.presses(open_form(rita.seat), "Call it off", audit=1)
    await rita.types("/care represent ana")
    await rita.seat.clicks(open_form(rita.seat), "Write down another …")
    right = {"How they agreed": "In person", "Their words": "Yes"}
    await rita.sends(right, representations=1, audit=1)
    await rita.types("/care represent ana")
    await rita.seat.clicks(open_form(rita.seat), "End it …")
    await rita.sends({"Why it ends": "They withdrew"}, audit=1)
    maya.ticks = True
    await maya.types("/care hand over")
    await maya.sends({"From": "U0RITA", "To": ["U0TOM"]}, drafts=1)
    await maya.sends(drafts=-1, handovers=1, owner_changes=1, outbox=3, audit=4)
    await maya.types("/care ownership")
    await maya.sends({"An owner keeps a candidate for so many days": "60"}, drafts=1)
    await maya.sends(drafts=-1, audit=1)


async def test_an_offer_is_decided_once(there):
    rita = Steps(there, there.slack.seat("U0RITA"))
    await moves(rita.seat, "ana", "Offer")
    offer = await offered(there, OfferKind.OURS, "Engineer")
    yes = {"How the candidate said yes": "By phone", "How they said yes": "In writing"}

    def button(action: str, value: object) -> Message:
        return sent(there, rita.seat, action, value)

    await rita.seat.clicks(button(offer_buttons.ACCEPT, offer), "Press")
    await rita.sends(yes, agreements=1, placements=1, offer_changes=1, audit=4)
    await rita.seat.clicks(open_form(rita.seat), "First day, resigned …")
    await rita.sends({"First day": "2027-01-04"}, audit=1)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.AGREE, offer), "Press")
    await rita.sends(yes, agreements=1, audit=1)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.AGREEMENT, offer), "Press")
    await rita.presses(open_form(rita.seat), "Sent to Ana Silva", audit=1)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.AGREEMENT, offer), "Press")
    await rita.presses(open_form(rita.seat), "Not sent to Ana Silva …", audit=1)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.ACCEPT, offer), "Press")
    await rita.presses(open_form(rita.seat), "Reopen …", placements=-1, offer_changes=1, audit=3)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.DECLINE, offer), "Press")
    await rita.sends({"What weighed most": "The pay"}, losses=1, offer_changes=1, audit=3)
    await rita.presses(open_form(rita.seat), "Reopen …", losses=-1, offer_changes=1, audit=2)
    await rita.types("/care help")
    await rita.seat.clicks(button(offer_buttons.WITHDRAW, offer), "Press")
    await rita.sends({"Why": "The budget"}, offer_changes=1, audit=1)


async def test_what_is_said_of_offers_is_written_down_once(there):
    rita = Steps(there, there.slack.seat("U0RITA"))
    ana = value_of(await rita.card(), LOG)
    line = (await rita.seat.types("/offer ana silva - 88k EUR"))[-1]
    raised = {"offers": 1, "offer_rounds": 1, "offer_changes": 2, "audit": 4}
    await rita.presses(line, "Save", None, drafts=-1, **raised)

    async def sheet() -> View:
        await rita.types("/care help")
        await rita.seat.clicks(sent(there, rita.seat, offer_buttons.SHEET, ana), "Press")
        return open_form(rita.seat)

    async def opens(label: str) -> None:
        await rita.seat.clicks(await sheet(), label)

    await opens("New round")
    await rita.sends({"Pay": "90k"})
    await rita.sends(drafts=-1, offer_rounds=1, audit=1)
    await rita.presses(open_form(rita.seat), "Undo", offer_rounds=-1, audit=1)
    await rita.seat.picks(await sheet(), "More", "Change …")
    await rita.sends({"Is it made to them?": "Not told them yet"}, drafts=-1, offer_changes=1, audit=1)
    await opens("+ Rival")
    acme = {"Company": ("Acme", "Add “Acme”"), "Pay": "€95k a year"}
    await rita.sends(acme, drafts=-1, offers=1, offer_rounds=1, offer_changes=2, audit=4)
    await rita.presses(open_form(rita.seat), "Undo", offer_rounds=-1, offer_changes=1, audit=2)
    await rita.once(lambda: rita.seat.types("/offer ana silva 91k EUR"), drafts=1)


async def test_a_deadline_is_moved_once_and_a_choice_of_a_line_is_made_once(there):
    rita = Steps(there, there.slack.seat("U0RITA"))
    offer = await offered(there, OfferKind.OURS, "Engineer")
    await rita.seat.clicks(sent(there, rita.seat, offer_buttons.EXTEND, offer), "Press")
    given = {"To be decided by": "2026-12-02", "Why": "Away", "Who at the client said yes": "Sam"}
    await rita.sends(given, offer_changes=1, audit=1)
    await added(rita.seat, "Ana Silveira")
    asked = (await rita.seat.types("/offer ana rival Acme 95 or 97k EUR"))[-1]
    await rita.presses(asked, "Ana Silva · interview for Engineer · Rita Reis")
    await rita.presses(rita.seat.dm()[-1], "97k EUR")


async def test_a_manager_answers_about_an_offer_once(there):
    rita, _, maya = await met(there)
    await maya.seat.types("/care bands")
    await maya.seat.clicks(open_form(maya.seat), "New band")
    band = {"For the job, or all jobs of the client": ("Eng", "Engineer"), "From – to": "€51-63k"}
    await maya.sends(band, bands=1, audit=1)
    for label, fills, effect in (
        ("Decline …", {"Why": "Too much"}, {"audit": 3}),
        ("Change …", {"What may be offered": "€61k"}, {"offer_rounds": 1, "audit": 4}),
        ("Approve", None, {}),
    ):
        line = await rita.types("/offer ana silva 99k EUR")
        await rita.seat.clicks(line, "Save")
        await there.bot.ticker.tick()
        if fills is None:
            await maya.presses(last(maya), label, None, outbox=1, audit=2)
        else:
            await maya.seat.clicks(last(maya), label)
            await maya.sends(fills, **{"outbox": 1, "offer_changes": 1, "audit": 2} | effect)
        await there.bot.ticker.tick()


async def test_what_stands_beside_an_offer_is_kept_once(there):
    rita, maya = Steps(there, there.slack.seat("U0RITA")), Steps(there, there.slack.seat("U0MAYA"))
    await moves(rita.seat, "ana", "Offer")
    offer = await offered(there, OfferKind.OURS, "Engineer")
    await maya.types("/care bands")
    await maya.seat.clicks(open_form(maya.seat), "New band")
    band = {"For the job, or all jobs of the client": ("Eng", "Engineer"), "From – to": "€62-78k"}
    await maya.sends(band, bands=1, audit=1)
    await rita.seat.clicks(sent(there, rita.seat, offer_buttons.LEVERS, offer), "Press")
    await rita.sends({"What may move": "Base", "In their words": "A little"}, levers=1, audit=1)
    await rita.presses(open_form(rita.seat), "Used up", levers=-1, audit=1)
    await rita.types("/care help")
    ana = value_of(await rita.card(), LOG)
    await rita.seat.clicks(sent(there, rita.seat, offer_buttons.RATE, ana), "Press")
    await rita.sends({"One unit of": "GBP", "Is worth": "1.17", "Of the currency": "EUR"}, rates=1, audit=1)
    await maya.types("/care bands")
    await maya.presses(open_form(maya.seat), "Take away", bands=-1, audit=1)


async def test_rounds_and_merges_are_done_and_undone_once(there):
    rita = there.slack.seat("U0RITA")
    steps = Steps(there, rita)
    await added(rita, "Ben Okafor")
    await steps.types("/care round")
    await steps.sends({"How it went": "E-mail, sent", "Candidates": ["Ana", "Ben"]}, drafts=1)
    await steps.sends(drafts=-1, touches=2)
    await steps.presses(open_form(rita), "Undo", audit=2)
    await steps.types("/candidate add Ana Silvá")
    await steps.sends({"Contact": "silva@example.com"}, drafts=1)
    await rita.fills({"Is it one of these?": "Somebody else: add them"})
    await steps.sends(drafts=-1, candidates=1, owner_changes=1, contacts=1, audit=2)
    await steps.types("/care merge ana silva")
    await steps.sends(merges=1, candidates=-1, audit=2)
    await rita.clicks(open_form(rita), "Undo")
    await steps.sends(candidates=1, audit=2)


async def test_files_come_and_go_once(there):
    rita, maya = there.slack.seat("U0RITA"), there.slack.seat("U0MAYA")
    steps = Steps(there, rita, ticks=True)
    await steps.once(lambda: rita.shares("people.csv", b"Name\nZoe Quill\n???\n"), imports=1, outbox=1)
    shown = waiting_file(rita)
    await rita.clicks(shown, "Columns …")
    await steps.sends()
    await steps.sends()
    await steps.presses(shown, "Import", candidates=1, audit=2)
    await steps.once(lambda: rita.clicks(shown, "Refused lines"), sent_files=1)
    await steps.types("/care import")
    await steps.sends({"File": ("more.csv", b"Name\nYan Quill\n")}, imports=1, outbox=1)
    shared = next(message for message in rita.dm() if message.files and message.user == "U0RITA")
    await steps.once(lambda: rita.uses_shortcut("Import this file", message=shared), imports=1, outbox=1)
    await steps.presses(waiting_file(rita), "Cancel")
    steps = Steps(there, maya, ticks=True)
    await steps.types("/care export")
    await steps.sends(sent_files=1, audit=1)
    await steps.once(lambda: steps.picks("All about them"), sent_files=2, audit=1)
    await steps.picks("Erase for good …")
    gone = {"candidates": -1, "owner_changes": -1, "submissions": -1, "representations": -1}
    gone |= {"sent_files": -4}  # the table, the page with its JSON, what came back
    await steps.sends({"Type their name to confirm": "Ana Silva"}, **gone, erasures=1, outbox=1, audit=2)


def waiting_file(seat: Seat) -> Message:
    """The newest message about a file that waits to be brought in."""
    return next(message for message in reversed(seat.dm()) if "Cancel" in plain(message))


async def test_an_answer_about_an_old_record_counts_once(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita, maya = there.slack.seat("U0RITA"), there.slack.seat("U0MAYA")
        steps = Steps(there, rita)
        for name in ("Ana Silva", "Ben Okafor"):
            await added(rita, name)
        for hour in ("2028-11-24T08:00", "2028-11-24T08:30"):
            await there.move(at(hour))
        asked = next(message for message in rita.dm() if "Keep their record" in plain(message))
        await rita.clicks(asked, "Keep", near="Ana Silva")
        await steps.sends({"Why": "asked us to call again"}, audit=1)
        await rita.closes()
        await steps.presses(asked, "Ask to erase", near="Ben Okafor", outbox=1, lines=1, audit=1)
        await there.bot.ticker.tick()
        wanted = next(message for message in maya.dm() if "asks you to erase" in plain(message))
        await maya.clicks(wanted, "Erase …")
        await Steps(there, maya).sends({"Type their name to confirm": "Ben Okafor"}, erasures=1, audit=1)


async def added(seat: Seat, name: str) -> None:
    """Adds a candidate who is put forward for no job."""
    await seat.types(f"/candidate add {name}")
    assert await seat.submits() == {}
    await seat.closes()


# ---------------------------------------------------------------- many hands at once


@pytest.mark.parametrize(
    ("choice", "effect"),
    [
        pytest.param("No news: told them", {"touches": 1}, id="no news"),
        pytest.param("Tomorrow", {}, id="tomorrow"),
        pytest.param("Not needed: they withdrew", {"audit": 1}, id="not needed"),
    ],
)
async def test_of_twenty_presses_on_an_item_one_counts_and_the_others_are_told(there, choice, effect):
    rita = there.slack.seat("U0RITA")
    morning = await owed(there, rita)
    answers: list[str] = []

    async def press() -> None:
        answers.extend(plain(said) for said in await rita.picks(morning, "More", choice))

    assert await growth(there, *(press() for _ in range(20))) == effect
    assert set(answers) == {OVER}
    promises = await there.bot.database.ask(storage.promises.waiting, there.bot.team, "U0RITA", there.clock.now())
    assert [owed.snoozes for owed in promises] in ([], [1])
    ephemeral = [message for message in rita.dm() if message.ephemeral_to and plain(message) == OVER]
    assert len(ephemeral) == 19


@pytest.mark.parametrize(
    ("line", "label", "effect", "told"),
    [
        pytest.param("/touch Ana Silva - spoke", "Undo", {"audit": 1}, DELETED, id="undo"),
        pytest.param(
            "/touch Zoe Quill - spoke",
            "Add and log",
            {"candidates": 1, "owner_changes": 1, "touches": 1, "drafts": -1, "audit": 2},
            touch_forms.TOO_OLD,
            id="add and log",
        ),
    ],
)
async def test_of_twenty_presses_on_an_answer_one_counts_and_the_others_are_told(there, line, label, effect, told):
    rita = there.slack.seat("U0RITA")
    said = (await rita.types(line))[-1]
    assert await growth(there, *(rita.clicks(said, label) for _ in range(20))) == effect
    assert [plain(message) for message in rita.dm()].count(told) == 19


async def test_a_recruiter_and_their_manager_press_the_same_thing_at_once(there):
    rita, maya = there.slack.seat("U0RITA"), there.slack.seat("U0MAYA")
    await owed(there, rita)
    await there.move(there.clock.now().replace(day=30))
    hers, overdue = rita.dm()[-1], maya.dm()[-1]
    pressed = [seat.picks(one, "More", "No news: told them") for seat, one in ((rita, hers), (maya, overdue))]
    assert await growth(there, *pressed) == {"touches": 1}
    told = [plain(said) for seat in (rita, maya) for said in seat.dm() if said.ephemeral_to]
    assert told.count(OVER) == 1
    await there.bot.ticker.tick()
    assert all("no news, and they were told" in plain(one) for one in (hers, overdue))


async def test_two_who_accept_and_decline_the_same_request_have_one_answer(there):
    rita, tom, maya = (there.slack.seat(id) for id in ("U0RITA", "U0TOM", "U0MAYA"))
    await (await picked("Ask a colleague …", {"Colleague": "U0TOM"})(there, rita))()
    await there.bot.ticker.tick()
    asked = tom.dm()[-1]
    await asyncio.gather(*(tom.clicks(asked, label) for label in ("Accept", "Decline") * 5))
    await there.bot.ticker.tick()
    heard = [plain(said) for said in rita.dm()]
    assert sum("will update Ana Silva" in said or "cannot update Ana Silva" in said for said in heard) == 1
    assert maya.dm() == []


# ---------------------------------------------------------------- the wire


async def posted(there: House, requests: Iterable[tuple[bytes, dict[str, str]]]) -> list[tuple[int, str]]:
    """What the bot answers to requests that come at once."""

    async def post(body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        async with session.post(f"{there.bot.address}/slack/events", data=body, headers=headers) as reply:
            return reply.status, await reply.text()

    async with aiohttp.ClientSession() as session:
        return list(await asyncio.gather(*(post(*request) for request in requests)))


@pytest.mark.parametrize("there", [("sqlite", "http"), ("postgresql", "http")], indirect=True, ids="-".join)
async def test_a_signed_request_that_is_replayed_has_one_effect_and_one_answer(there):
    slack, rita = there.slack, there.slack.seat("U0RITA")
    place = slack.workspace.im("U0RITA")
    line = payloads.command(
        slack.workspace, rita.person, place, "/touch", "Ana Silva - spoke", slack.tickets.trigger("U0RITA"), ""
    )
    form = form_of("slash_commands", line)
    request = (form.body, signed(form, slack.signing_secret))
    replies: list[tuple[int, str]] = []

    async def replay() -> None:
        replies.extend(await posted(there, [request] * 10))

    assert await growth(there, replay()) == {"touches": 1}
    assert await growth(there, replay()) == {}
    assert len(set(replies)) == 1
    assert replies[0][0] == 200
    assert touches.UNDO in replies[0][1]
    stale = (form.body, signed(form, slack.signing_secret, age=301))
    assert await posted(there, [stale]) == [(401, "unauthorized")]


async def test_a_payload_without_a_key_of_its_own_is_no_repeat_of_another(there):
    slack, rita = there.slack, there.slack.seat("U0RITA")
    for number in range(2):
        line = payloads.command(
            slack.workspace, rita.person, slack.workspace.im("U0RITA"), "/touch", f"Ana - spoke, {number}", "", ""
        )
        heard = await slack.gateway.deliver("slash_commands", line)
        assert heard.body["text"].splitlines()[1] == str(number)


def hold_ana(db: storage.database.Db, held: threading.Event, let_go: threading.Event) -> None:
    """Keeps everybody else from writing about Ana until told to let go."""
    db.execute(text("SELECT id FROM candidates FOR UPDATE"))
    held.set()
    let_go.wait(10)


def waiting(db: storage.database.Db) -> int:
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return int(db.execute(text(asked)).scalar_one())


@pytest.mark.parametrize("there", [("postgresql", "socket")], indirect=True, ids="-".join)
async def test_of_two_presses_that_meet_in_the_middle_one_waits_for_the_other(there):
    rita, maya = there.slack.seat("U0RITA"), there.slack.seat("U0MAYA")
    await owed(there, rita)
    await there.move(there.clock.now().replace(day=30))
    hers, overdue = rita.dm()[-1], maya.dm()[-1]
    held, let_go = threading.Event(), threading.Event()
    holding = asyncio.create_task(there.bot.database.transact(hold_ana, held, let_go))
    await asyncio.to_thread(held.wait, 10)
    pressed = [seat.picks(one, "More", "No news: told them") for seat, one in ((rita, hers), (maya, overdue))]

    async def meet() -> None:
        both = asyncio.gather(*pressed)
        while await there.bot.database.ask(waiting) < 2:
            continue
        let_go.set()
        await asyncio.gather(both, holding)

    assert await growth(there, meet()) == {"touches": 1}
