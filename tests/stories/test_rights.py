"""Who may do what: an author, a colleague, a manager, a guest, an outsider, someone who left?"""

import copy
from datetime import timedelta

import pytest
from sqlalchemy import func, select

import storage
from bot import forms
from bot.blocks import menu, option
from bot.facts import Candidate
from bot.messages import candidates, erasing, exports, retention, teams, touches, updates
from handlers import touch_forms
from handlers.care import WORDS
from handlers.listeners import PRESSES, SUGGESTIONS
from practice import payloads
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message, Person
from tests.stories.desk import adds, logged, open_form, presses, sent_with, value_of
from tests.stories.forged import EVERY, answered, filled, holds, offers, puts
from tests.stories.house import MONDAY, House, house

NOT_THE_AUTHOR = "Only whoever logged that touch, or a manager, can change it. Ask one of them."
TOO_OLD = "That touch is more than 7 days old, so only a manager can change it. Ask one of them."
DELETED = "That touch has been deleted already. Log it again with /touch if it did happen."


@pytest.fixture
async def there(tmp_path):
    with logged() as log:
        async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as it:
            it.slack.workspace.join(Person("U0GONE", "gone", "Gone Away", deleted=True))
            yield it
            assert it.slack.refused == []
    assert "handler.failed" not in log.getvalue()


def seats(there: House) -> tuple[Seat, Seat, Seat]:
    """Rita and Tom, who recruit, and Maya, who manages."""
    return there.slack.seat("U0RITA"), there.slack.seat("U0TOM"), there.slack.seat("U0MAYA")


# ---------------------------------------------------------------- touches


@pytest.mark.parametrize("action_id", [touches.UNDO, touches.EDIT, f"{touches.TOLD}_1", f"{touches.OFFERED}_1"])
async def test_a_touch_is_changed_by_its_author_and_by_a_manager_alone(there, action_id):
    rita, tom, maya = seats(there)
    await adds(rita, "Ana Silva")
    said = (await rita.types("/touch Ana Silva - spoke, likes the role"))[-1]
    more = {f"{touches.TOLD}_1": "/yes", f"{touches.OFFERED}_1": "/none/open"}
    value = value_of(said, touches.UNDO) + more.get(action_id, "")
    assert await presses(there, tom, action_id, value) == NOT_THE_AUTHOR
    assert "likes the role" in plain((await tom.types("/candidate ana"))[-1])
    assert await presses(there, maya, action_id, value) not in (NOT_THE_AUTHOR, teams.old_button())


async def test_after_a_week_a_touch_is_changed_by_a_manager_alone(there):
    rita, _, maya = seats(there)
    await adds(rita, "Ana Silva")
    touch = value_of((await rita.types("/touch Ana Silva - spoke"))[-1], touches.UNDO)
    await there.move(MONDAY + timedelta(days=7, hours=1))
    assert await presses(there, rita, touches.UNDO, touch) == TOO_OLD
    assert (await presses(there, maya, touches.UNDO, touch)).startswith("Taken back: Call, spoke for Ana Silva.")
    assert await presses(there, maya, touches.UNDO, touch) == DELETED


async def test_an_edit_begun_by_one_cannot_be_sent_by_another(there):
    rita, tom, _ = seats(there)
    await adds(rita, "Ana Silva")
    await rita.types("/touch Ana Silva")
    await tom.types("/touch Ana Silva")
    await tom.fills({"How it went": "Call, spoke"})
    open_form(tom).private_metadata = open_form(rita).private_metadata
    await tom.submits()
    assert touch_forms.TOO_OLD in plain(open_form(tom))


# ---------------------------------------------------------------- items


@pytest.mark.parametrize("action_id", [updates.LOG, updates.BACK, updates.ACCEPT, updates.DECLINE, updates.MENU])
async def test_an_item_is_pressed_by_whom_it_was_sent_to_and_by_a_manager_alone(there, action_id):
    rita, tom, maya = seats(there)
    await adds(rita, "Ana Silva", stage="Interview")
    await there.move(MONDAY + timedelta(days=2))
    line = value_of(rita.dm()[-1], updates.LOG)
    if action_id == updates.MENU:
        old = sent_with(there, tom, menu(updates.MENU, "More", [("Done", [option("Told", f"told/{line}")])]))
        answer = plain((await tom.picks(old, "More", "Told"))[-1])
    else:
        answer = await presses(there, tom, action_id, line)
    assert answer == teams.NOT_YOURS
    assert "Log it" in plain(rita.dm()[-1])
    assert (await presses(there, maya, updates.LOG, line)).startswith("Log a touch")


# ---------------------------------------------------------------- guests, outsiders, those who left


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        pytest.param("U0GUS", teams.GUEST, id="a guest"),
        pytest.param("U0GONE", teams.INACTIVE, id="someone who left"),
        pytest.param("U0OSCAR", teams.OUTSIDER, id="an outsider"),
    ],
)
class TestNoMember:
    async def test_types(self, there, who, reason):
        rita, _, _ = seats(there)
        await adds(rita, "Ana Silva")
        for line in ("/candidate ana", "/touch Ana Silva - spoke, secret", "/care me", "/touch", "/care fly"):
            answer = await typed_by(there, who, line)
            assert answer == reason + (f"\nYou typed:\n{line}" if " " in line else "")
            assert "Engineer" not in answer
        assert "secret" not in plain((await rita.types("/candidate ana"))[-1])

    async def test_presses(self, there, who, reason):
        rita, _, _ = seats(there)
        await adds(rita, "Ana Silva")
        touch = value_of((await rita.types("/touch Ana Silva - spoke"))[-1], touches.UNDO)
        seat = there.slack.seat(who)
        assert await presses(there, seat, touches.UNDO, touch) == reason
        assert seat.modal is None

    async def test_searches_and_uses_shortcuts(self, there, who, reason):
        rita, _, _ = seats(there)
        await adds(rita, "Ana Silva")
        seat = there.slack.seat(who)
        await seat.uses_shortcut("Find a candidate")
        assert plain(seat.modal) == f"Not done\n{reason}\nClose"
        await rita.types("/touch")
        asked = payloads.interaction(
            there.slack.workspace,
            "block_suggestion",
            seat.person,
            **payloads.standing_in(there.slack.workspace, open_form(rita), {}),
            action_id="touch_candidate",
            block_id="candidate",
            value="an",
        )
        assert (await there.slack.gateway.deliver("interactive", asked)).body == {"options": []}

    async def test_opens_home(self, there, who, reason):
        assert plain(await there.slack.seat(who).opens_home()) == f"Rapport\n{reason}"

    async def test_is_told_so_by_whatever_there_is_to_type_press_send_or_search(self, there, who, reason):
        rita, _, _ = seats(there)
        await adds(rita, "Ana Silva")
        seat = there.slack.seat(who)
        await seat.opens_home()  # by which they are met
        before = await there.bot.database.ask(count_rows)
        for word in WORDS:
            assert (await typed_by(there, who, f"/care {word} ana")).startswith(reason), word
        for action_id in PRESSES:
            assert (action_id, await presses(there, seat, action_id, "1")) == (action_id, reason)
        for name, form in EVERY.items():
            filled(puts(there, seat, form))
            assert (name, await answered(seat)) == (name, reason)
        view = puts(there, rita, EVERY["same person"])
        for action_id in SUGGESTIONS:
            assert await offers(there, seat, view, action_id, "an") == [], action_id
        assert await there.bot.database.ask(count_rows) == before

    async def test_sends_a_file(self, there, who, reason):
        seat = there.slack.seat(who)
        await seat.opens_home()
        before = await there.bot.database.ask(count_rows)
        await seat.shares("people.csv", b"Name\nZoe Quill\n")
        (shared,) = [message for message in seat.dm() if message.files]
        await seat.uses_shortcut("Import this file", message=shared)
        await seat.types("hello")
        await there.bot.ticker.tick()
        assert [plain(said) for said in seat.dm() if said.user != who] == [reason]
        assert await there.bot.database.ask(count_rows) == before


def count_rows(db: storage.database.Db) -> dict[str, int]:
    """How many rows each table has."""
    tables = storage.tables.Base.metadata.sorted_tables
    return {table.name: db.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}


# ---------------------------------------------------------------- what managers and administrators alone may


async def test_whatever_a_recruiter_presses_or_sends_they_neither_export_nor_erase(there):
    rita, tom, _ = seats(there)
    await adds(rita, "Ana Silva")
    ana = int(value_of((await rita.types("/candidate ana"))[-1], candidates.LOG))
    await tom.types("/care help")
    before = await there.bot.database.ask(count_rows)
    for seat in (rita, tom):
        assert (await typed_by(there, seat.person_id, "/care export")).startswith(exports.NOT_ALLOWED)
        filled(puts(there, seat, forms.exports.choose()))
        assert await answered(seat) == exports.NOT_ALLOWED
        form = puts(there, seat, forms.erasing.confirm(Candidate(ana, "Ana Silva"), ""))
        holds(form, "name", "Ana Silva")
        assert await answered(seat) == erasing.NOT_ALLOWED
        assert await picked(there, seat, f"erase/{ana}") == erasing.NOT_ALLOWED
        assert await presses(there, seat, retention.ERASE, str(ana)) == erasing.NOT_ALLOWED
        await seat.closes()
    assert await picked(there, tom, f"everything/{ana}") == exports.NOT_THEIRS
    assert await there.bot.database.ask(count_rows) == before
    assert there.slack.workspace.files == {}


async def picked(there: House, seat: Seat, value: str) -> str:
    """What someone is answered who picks from a card's menu what it does not offer them."""
    there.slack.workspace.close(seat.person_id)
    old = sent_with(there, seat, menu(candidates.MORE, "More", [("", [option("It", value)])]))
    return plain((await seat.picks(old, "More", "It"))[-1])


async def test_who_loses_the_right_between_opening_and_sending_does_nothing_more(there):
    rita, _, maya = seats(there)
    await adds(rita, "Ana Silva")
    shown = (await maya.types("/candidate ana"))[-1]
    opened = []
    for opens in (maya.types("/care export"), maya.picks(shown, "More", "Erase for good …")):
        await opens
        opened.append(copy.deepcopy(open_form(maya)))
    before = await there.bot.database.ask(count_rows)
    await there.bot.database.transact(storage.people.appoint, there.bot.team, [], [])
    for form, reason in zip(opened, (exports.NOT_ALLOWED, erasing.NOT_ALLOWED), strict=True):
        there.slack.workspace.modals(maya.person_id)[:] = [form]
        if "name" in form.values:
            holds(form, "name", "Ana Silva")
        assert await answered(maya) == reason
        await maya.closes()
    assert await picked(there, maya, shown_choice(shown, "everything")) == exports.NOT_THEIRS
    assert await there.bot.database.ask(count_rows) == before


def shown_choice(card: Message, choice: str) -> str:
    """What a choice of a card's menu carries."""
    return f"{choice}/{value_of(card, candidates.LOG)}"


async def test_whoever_becomes_a_guest_or_leaves_cannot_send_what_they_had_opened(there):
    rita, tom, _ = seats(there)
    await adds(rita, "Ana Silva")
    card = (await rita.types("/candidate ana"))[-1]
    await rita.picks(card, "More", "Do not contact …")
    await rita.fills({"Why": "secret"})
    await tom.types("/care client add Northwind")
    await there.slack.change_person("U0RITA", is_restricted=True)
    await there.slack.change_person("U0TOM", deleted=True)
    before = await there.bot.database.ask(count_rows)
    assert (await answered(rita), await answered(tom)) == (teams.GUEST, teams.INACTIVE)
    await rita.closes()
    assert open_form(rita).values["reason"]["reason"]["value"] == "secret"
    assert await there.bot.database.ask(count_rows) == before


async def typed_by(there: House, who: str, line: str) -> str:
    """What the bot answers to a command; Slack itself would not let an outsider or a leaver type one."""
    workspace, person = there.slack.workspace, there.slack.workspace.people[who]
    name, _, text = line.partition(" ")
    trigger = there.slack.tickets.trigger(who)
    place = workspace.im(who)
    ticket = f"{workspace.address}/response/{there.slack.tickets.response(who, place.id, workspace.now())}"
    payload = payloads.command(workspace, person, place, name, text, trigger, ticket)
    heard = await there.slack.gateway.deliver("slash_commands", payload)
    return plain(workspace.post(place.id, workspace.app.bot_user, heard.body["text"], heard.body["blocks"]))


async def test_a_guest_made_a_member_may_from_then_on_and_a_member_made_a_guest_may_no_more(there):
    rita, _, _ = seats(there)
    gus = there.slack.seat("U0GUS")
    await adds(rita, "Ana Silva")
    await gus.types("/candidate ana")
    await there.slack.change_person("U0GUS", is_restricted=False)
    assert plain((await gus.types("/candidate ana"))[-1]).startswith("Ana Silva")
    await there.slack.change_person("U0RITA", is_restricted=True)
    assert plain((await rita.types("/candidate ana"))[-1]).startswith(teams.GUEST)


async def test_whom_slack_does_not_show_us_is_an_outsider(there):
    there.slack.faults.add("users.info", "error", code="user_not_visible")
    tom = there.slack.seat("U0TOM")
    assert plain((await tom.types("/candidate ana"))[-1]).startswith(teams.OUTSIDER)
    assert plain((await tom.types("/candidate ana"))[-1]).startswith("I know nobody called “ana”.")


async def test_a_change_of_someone_never_met_is_not_written_down(there):
    before = len(there.slack.calls)
    await there.slack.change_person("U0TOM", tz="Asia/Kolkata")
    assert [call.method for call in there.slack.calls[before:]] == []
    assert await there.bot.database.ask(storage.people.known, there.bot.team, "U0TOM") is None
