"""Is an offer that cannot be, or is not theirs to touch, refused in words, and is nothing changed or lost?"""

import copy
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import func, select

import storage
from bot.blocks import dots, option
from bot.facts import OfferKind, OfferState
from bot.forms import offers as offer_form
from bot.messages import agreements, approvals, bands, comparison, offer_buttons, offer_lines, offer_outcomes
from bot.messages.candidates import LOG
from handlers import listeners, offer_menu, offer_saving, pay
from handlers.touches import NO_CANDIDATE
from practice import story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message, View
from tests.stories.dealings import FIGURES, band, closes_all, offered, pressed, seen
from tests.stories.deeds import at, card, moves, redrawn, told
from tests.stories.desk import adds, logged, open_form, sent, sent_with, value_of
from tests.stories.forged import EVERY, answered, filled, holds, puts
from tests.stories.house import House, house

JOB = "Backend engineer"
NOT_SHOWN = pay.NOT_SHOWN.format("Rita Reis, who owns them")
PAY, BY, HOUR = {"Pay": "€85k"}, "To be decided by", "Hour"
YES = {"How the candidate said yes": "By phone", "How they said yes": "In writing"}
TABLES = ("offers", "offer_rounds", "offer_changes", "agreements", "placements", "losses", "levers", "approvals")
PRIVATE = (*FIGURES, "Helena", "secret", "Ana Silva")


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    """Rita has Ana at interview; Maya and Nina manage. Nothing typed is logged, and nothing goes wrong."""
    with logged() as log:
        async with house(f"sqlite:///{tmp_path / 'rapport.db'}", managers=(story.MAYA, story.NINA)) as it:
            await adds(it.slack.seat(story.RITA), "Ana Silva", job=JOB, stage="Interview")
            for id in (story.TOM, story.MAYA, story.NINA):
                await it.slack.seat(id).types("/care help")
            yield it
            assert it.slack.refused == []
    assert "handler.failed" not in log.getvalue()
    assert not [word for word in PRIVATE if word in log.getvalue()]


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def ana(there: House) -> str:
    return value_of(await card(there.slack.seat(story.RITA), "Ana Silva"), LOG)


async def rows(there: House) -> dict[str, int]:
    """How many rows there are about offers, and on record."""
    counted: dict[str, int] = await there.bot.database.ask(count_rows)
    return counted


def count_rows(db: storage.database.Db) -> dict[str, int]:
    tables = storage.tables.Base.metadata.tables
    return {
        name: db.execute(select(func.count()).select_from(tables[name])).scalar_one() for name in (*TABLES, "audit")
    }


async def begins(there: House, kind: str = "ours") -> None:
    """Rita begins to write an offer down."""
    rita = there.slack.seat(story.RITA)
    await rita.clicks(sent(there, rita, offer_buttons.ADD, f"{await ana(there)}/{kind}"), "Press")


# ---------------------------------------------------------------- typed


@pytest.mark.parametrize(
    ("kind", "given", "errors"),
    [
        pytest.param("ours", {"Pay": "-5k"}, ["Pay"], id="a negative amount"),
        pytest.param("ours", {"Pay": "€85k + $5k bonus"}, ["Pay"], id="two currencies in one line"),
        pytest.param("ours", {"Pay": "0 EUR"}, ["Pay"], id="nothing"),
        pytest.param("ours", PAY | {BY: "2026-11-20"}, [BY], id="a day that has passed"),
        pytest.param("ours", PAY | {BY: "2028-11-24"}, [BY], id="in two years"),
        pytest.param("ours", PAY | {HOUR: "15:00"}, [BY], id="an hour without a day"),
        pytest.param("ours", PAY | {BY: "2026-11-23", HOUR: "08:00"}, [HOUR], id="an hour that has passed"),
        pytest.param("rival", PAY, ["Company"], id="a rival without a name"),
        pytest.param("counter", {"Pay": "€93k", "From whom": "Initech 93k"}, ["From whom"], id="pay in a company"),
        pytest.param("counter", {"Is it made?": "Expected"}, ["Why do you expect one?"], id="no reason"),
    ],
)
async def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(there, rita, kind, given, errors):
    await begins(there, kind)
    form, before = open_form(rita), await rows(there)
    for block in form.blocks:  # as no form of ours allows
        block["optional"] = True
    await rita.fills(given)
    typed = copy.deepcopy(form.values)
    said = await rita.submits()
    assert list(said) == errors
    assert said[errors[0]].endswith((".", "?"))
    assert form.values == typed
    assert await rows(there) == before


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        pytest.param("- -5k EUR", "less than nothing", id="a negative amount"),
        pytest.param("- 85k€ or $90k", "There are two currencies", id="two currencies"),
        pytest.param("- 85k EUR by 20 nov 2026", "is past", id="a deadline that has passed"),
        pytest.param("- 85k EUR by 24 nov 2028", "year", id="a deadline in two years"),
    ],
)
async def test_a_line_that_cannot_be_is_asked_about_and_never_saved(there, rita, line, asks):
    before = await rows(there)
    answer = (await rita.types(f"/offer Ana Silva {line}"))[-1]
    words = plain(answer)
    if "Save" in words.splitlines()[-1]:
        await rita.clicks(answer, "Save")
        words = seen(rita) or plain(rita.dm()[-1])
    assert asks in words
    assert await rows(there) == before


async def test_pay_that_was_left_out_on_the_page_before_is_asked_for_there(there, rita):
    await begins(there)
    await rita.clicks(open_form(rita), "More: the package")
    await rita.submits()
    assert f"{offer_saving.NO_PAY} That is on another page: close this and press Back." in seen(rita)
    assert await rows(there) == dict(await rows(there), offers=0, offer_rounds=0)


# ---------------------------------------------------------------- what is over, or nobody any more


async def ends(there: House, how: str) -> str:
    """What an offer was begun about comes to its end; gives what is said to whoever goes on with it."""
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    if how == "rejected":
        await moves(rita, "Ana Silva", "Rejected")
        return offer_saving.NOT_FORWARD
    if how == "closed":
        await rita.clicks((await rita.types("/care job Backend"))[-1], f"Close {JOB}")
        await rita.fills({"What came of it": "Cancelled by the client"})
        assert await rita.submits() == {}
        return offer_saving.NOT_FORWARD
    await maya.picks(await card(maya, "Ana Silva"), "More", "Erase for good …")
    await maya.fills({"Type their name to confirm": "Ana Silva"})
    assert await maya.submits() == {}
    await closes_all(maya)
    await redrawn(there)
    return "begun more than ten days ago"  # what was begun about her is gone with her


@pytest.mark.parametrize("how", ["rejected", "closed", "erased"])
async def test_no_offer_is_written_down_for_what_is_over_or_for_nobody(there, rita, how):
    id = await ana(there)
    await begins(there)
    await rita.fills({"Pay": "€85k"})
    form = copy.deepcopy(open_form(rita))
    line = (await rita.types("/offer Ana Silva - 85k EUR"))[-1]
    await closes_all(rita)
    gone = await ends(there, how)
    await closes_all(rita)
    before = await rows(there)
    assert before["offers"] == 0
    there.slack.workspace.modals(story.RITA)[:] = [form]
    assert gone in str(await answered(rita))
    await closes_all(rita)
    said = await rita.clicks(line, "Save")
    assert gone in plain(said[-1])
    again = await pressed(there, rita, offer_buttons.ADD, f"{id}/ours")
    assert again.startswith("Put forward") if how != "erased" else NO_CANDIDATE in again
    assert await rows(there) == before


async def test_what_was_begun_about_a_record_that_was_merged_goes_to_the_one_that_is_kept(there, rita):
    maya = there.slack.seat(story.MAYA)
    await adds(maya, "Bea Costa", job="Designer", stage="Interview")
    kept, gone = await ana(there), value_of(await card(maya, "Bea Costa"), LOG)
    lines = [(await maya.types(f"/offer {name} rival Acme 95k EUR"))[-1] for name in ("Ana Silva", "Bea Costa")]
    await maya.picks(await card(maya, "Ana Silva"), "More", "Same person as …")
    other = (await maya.suggestions("The other record", "Bea Costa"))[0]
    await maya.fills({"The other record": ("Bea Costa", other)})
    assert await maya.submits() == {}
    assert await maya.submits() == {}
    await closes_all(maya)
    for line in lines:
        await maya.clicks(line, "Save")
    assert (await rows(there))["offers"] == 1
    for id in (kept, gone):
        assert "On the table: €95,000 a year" in await pressed(there, rita, offer_buttons.SHEET, id)
        await closes_all(rita)


# ---------------------------------------------------------------- who may see no pay


async def about_everything(there: House) -> dict[str, int]:
    """Offers of each kind, one that was agreed on, and the ids of all that is about them."""
    await moves(there.slack.seat(story.RITA), "Ana Silva", "Offer")
    ours = await offered(there, OfferKind.OURS, JOB)
    rival = await offered(there, OfferKind.RIVAL, "Acme")
    seat = there.slack.seat(story.RITA)
    await pressed(there, seat, offer_buttons.ACCEPT, ours)
    await seat.fills(YES)
    assert await seat.submits() == {}
    await closes_all(seat)
    found: dict[str, int] = await there.bot.database.ask(ids, there.bot.team, ours, rival)
    return found | {"candidate": int(await ana(there))}


def ids(db: storage.database.Db, team: str, ours: int, rival: int) -> dict[str, int]:
    offer = storage.offers.offer(db, team, ours)
    assert offer is not None
    said = storage.offer_rounds.rounds(db, team, [rival])[rival]
    agreement = storage.agreements.of(db, team, ours)[-1].id
    more = {"submission": offer.submission or 0, "round": said[0].id, "agreement": agreement}
    return {"offer": ours, "rival": rival} | more


# What each button about offers carries.
CARRIED = {
    offer_buttons.ADD: "{candidate}/rival",
    offer_outcomes.UNDO: "{round}",
    offer_outcomes.UNRAISE: "{offer}",
    offer_buttons.PLACEMENT: "{submission}",
    "placement_fell_through": "{submission}",
    **dict.fromkeys((agreements.SENT, agreements.NOT_SENT), "{agreement}/client"),
    agreements.FILE: "{agreement}",
    "lever_used": "{offer}/base",
    offer_lines.PICK: "0/{candidate}",
    **dict.fromkeys((offer_buttons.SHEET, offer_buttons.COMPARE, offer_buttons.RATE), "{candidate}"),
    comparison.AS_TABLE: "{candidate}",
}
OF_AN_OFFER = ("round", "change", "extend", "accept", "decline", "withdraw", "levers", "agree", "agreement", "reopen")
CARRIED |= dict.fromkeys((f"offer_{each}" for each in OF_AN_OFFER), "{offer}")
# These are about a draft of one's own, a page, a band, or what managers alone are asked.
NOT_OF_SOMEBODY = {offer_lines.SAVE, offer_lines.CORRECT, offer_lines.CHOOSE, offer_form.MORE, offer_form.BACK}
# Forms about an offer or a placement; those about a draft of one's own are another matter.
FORMS = {
    name: view for name, view in EVERY.items() if {"offer", "submission"} & set(json.loads(view["private_metadata"]))
}


def test_every_button_about_somebodys_pay_is_in_the_table():
    about_offers = {
        name for name in listeners.PRESSES if name.startswith(("offer_", "agreement_", "placement_", "lever_"))
    }
    assert about_offers - NOT_OF_SOMEBODY - {agreements.MAIL, offer_buttons.MENU} <= set(CARRIED) | {
        comparison.AS_TABLE
    }


async def test_by_no_forged_id_does_a_colleague_see_or_change_an_offer(there):
    tom, ids_ = there.slack.seat(story.TOM), await about_everything(there)
    before = await rows(there)
    for action, value in CARRIED.items():
        answer = await pressed(there, tom, action, value.format(**ids_))
        assert NOT_SHOWN in answer, action
        await closes_all(tom)
    for choice in offer_menu.CHOICES:
        old = sent_with(there, tom, dots(offer_buttons.MENU, [option("It", f"{choice}/{ids_['rival']}")]))
        assert NOT_SHOWN in plain((await tom.picks(old, "More", "It"))[-1]), choice
    for name, view in FORMS.items():
        form = puts(there, tom, json.loads(json.dumps(view).replace("81,374", "1").replace("7.25", "1")))
        about = json.loads(form.private_metadata)
        form.private_metadata = json.dumps(about | {key: ids_[key] for key in about if key in ids_})
        filled(form)
        assert (name, await answered(tom)) == (name, NOT_SHOWN)
    assert await rows(there) == before
    seen_by_tom = " ".join(plain(message) for message in tom.dm())
    assert not [figure for figure in FIGURES if figure in seen_by_tom]


async def test_whoever_loses_the_right_with_a_form_open_changes_nothing_and_loses_nothing_typed(there, rita):
    nina = there.slack.seat(story.NINA)
    await moves(rita, "Ana Silva", "Offer")
    offer = await offered(there, OfferKind.OURS, JOB)
    opened: list[View] = []
    for action, value, fills in [
        (offer_buttons.ADD, f"{await ana(there)}/counter", {"Is it made?": "Made", "Pay": "€97k"}),
        (offer_buttons.ROUND, offer, {"Pay": "€99k"}),
        (offer_buttons.ACCEPT, offer, YES),
        (offer_buttons.DECLINE, offer, {"What weighed most": "The pay", "What we learned": "secret"}),
        (offer_buttons.WITHDRAW, offer, {"Why": "secret"}),
        (offer_buttons.EXTEND, offer, {BY: "2026-12-02", "Why": "secret", "Who at the client said yes": "Sam"}),
        (offer_buttons.LEVERS, offer, {"What may move": "Base", "In their words": "secret"}),
    ]:
        await pressed(there, nina, action, value)
        await nina.fills(fills)
        opened.append(copy.deepcopy(open_form(nina)))
        await closes_all(nina)
    line = (await nina.types("/offer Ana Silva rival Acme 95k EUR"))[-1]
    before = await rows(there)
    await there.bot.database.transact(storage.people.appoint, there.bot.team, [story.MAYA], [])
    for form in opened:
        typed = copy.deepcopy(form.values)
        there.slack.workspace.modals(story.NINA)[:] = [form]
        assert await answered(nina) == NOT_SHOWN
        await nina.closes()
        assert open_form(nina).values == typed
        await closes_all(nina)
    assert NOT_SHOWN in plain((await nina.clicks(line, "Save"))[-1])
    assert await rows(there) == before


# ---------------------------------------------------------------- what managers are asked


async def asks(there: House) -> Message:
    """Rita offers more than the band allows; gives the message by which Maya is asked."""
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    assert await band(maya, "€50-62k", JOB) == {}
    await rita.clicks((await rita.types("/offer Ana Silva - 71k EUR"))[-1], "Save")
    await closes_all(rita)
    await redrawn(there)
    return told(maya)[-1]


async def newest(there: House) -> tuple[int, OfferState]:
    (them,) = await there.bot.database.ask(storage.candidates.named, there.bot.team, "Ana Silva")
    offer = (await there.bot.database.ask(storage.offers.of, there.bot.team, them.id))[-1]
    return offer.id, offer.state


@pytest.mark.parametrize("label", ["Approve", "Change …", "Decline …"])
async def test_whoever_asked_does_not_answer_though_they_manage_by_then(there, rita, label):
    asked = await asks(there)
    await there.bot.database.transact(storage.people.appoint, there.bot.team, [story.MAYA, story.RITA], [])
    place = there.slack.workspace.im(story.RITA).id
    copy_ = there.slack.workspace.post(place, there.slack.app.bot_user, "A copy", asked.blocks)
    said = await rita.clicks(copy_, label)
    assert approvals.NOT_YOURS in (plain(said[-1]) if said else seen(rita))
    assert (await newest(there))[1] is OfferState.WAITING


@pytest.mark.parametrize("label", ["Approve", "Change …", "Decline …"])
async def test_what_was_taken_back_meanwhile_is_answered_by_nobody(there, rita, label):
    asked, maya = await asks(there), there.slack.seat(story.MAYA)
    old = copy.deepcopy(asked)
    offer, _ = await newest(there)
    await pressed(there, rita, offer_buttons.WITHDRAW, offer)
    await rita.fills({"Why": "The budget"})
    assert await rita.submits() == {}
    before = await rows(there)
    said = await maya.clicks(old, label)
    answer = plain(said[-1]) if said else seen(maya)
    assert "Ana Silva" in answer
    assert "went on meanwhile" in answer or "came to nothing" in answer or "nothing of it waits" in answer
    assert (await newest(there))[1] is OfferState.WITHDRAWN
    assert await rows(there) == before


async def test_who_is_no_manager_any_more_does_not_answer_with_the_form_they_had_open(there):
    asked, maya = await asks(there), there.slack.seat(story.MAYA)
    forms: list[Any] = []
    for label, fills in (("Change …", {"What may be offered": "€60k"}), ("Decline …", {"Why": "Too much"})):
        await maya.clicks(asked, label)
        await maya.fills(fills)
        forms.append(copy.deepcopy(open_form(maya)))
        await closes_all(maya)
    await there.bot.database.transact(storage.people.appoint, there.bot.team, [story.NINA], [])
    before = await rows(there)
    for form in forms:
        there.slack.workspace.modals(story.MAYA)[:] = [form]
        assert await answered(maya) == approvals.NOT_A_MANAGER
        await closes_all(maya)
    assert await rows(there) == before


async def test_an_answer_three_days_after_it_ran_out_is_in_time(there):
    """What waits for a manager does not run out: the time to decide runs from the answer."""
    asked, maya = await asks(there), there.slack.seat(story.MAYA)
    await there.move(at("2026-12-04T10:00"))
    await maya.clicks(asked, "Approve")
    assert (await newest(there))[1] is OfferState.OPEN


async def test_whatever_a_recruiter_presses_or_sends_bands_are_for_managers(there, rita):
    await asks(there)
    bands_ = await there.bot.database.ask(storage.bands.listed, there.bot.team, 1, 0)
    id = bands_[0][0].id
    before = await there.bot.database.ask(storage.bands.listed, there.bot.team, 9, 0)
    for action in (bands.NEW, bands.CHANGE, bands.REMOVE, bands.NEXT):
        assert bands.FOR_MANAGERS in await pressed(there, rita, action, id), action
        await closes_all(rita)
    for name in ("new band", "band changed"):
        form = puts(there, rita, EVERY[name], private_metadata=json.dumps({"band": id if "changed" in name else None}))
        filled(form)
        holds(form, "range", "€1-900k")
        if name == "new band":
            holds(form, "whose", "job/1")
        assert (name, await answered(rita)) == (name, bands.FOR_MANAGERS)
    await closes_all(rita)
    assert bands.FOR_MANAGERS in plain((await rita.types("/care bands"))[-1])
    assert await there.bot.database.ask(storage.bands.listed, there.bot.team, 9, 0) == before


@pytest.mark.parametrize("worth", ["0", "-1", "a lot", "1.1.7", "1e9", "٣"])
async def test_a_rate_that_is_none_is_refused_at_its_field(there, rita, worth):
    await moves(rita, "Ana Silva", "Offer")
    await offered(there, OfferKind.OURS, JOB)
    await pressed(there, rita, offer_buttons.RATE, await ana(there))
    await rita.fills({"One unit of": "GBP", "Is worth": worth, "Of the currency": "EUR"})
    assert list(await rita.submits()) == ["Is worth"]
