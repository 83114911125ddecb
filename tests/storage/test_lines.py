"""Does each item of a letter keep what became of it, in every letter that shows it?"""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

import storage
from tests.storage.examples import DAY, HOUR, NOW, OTHER, RITA, TEAM, TOM, owed

PROMISES = [owed(1), owed(2, NOW), owed(3)]


def letter(db, key="one", items=PROMISES, team=TEAM, at=NOW):
    id = storage.outbox.letter(db, team, key, "morning", RITA, at, at)
    assert id
    storage.lines.add(db, team, id, items)
    return id


def shown(db, id):
    return [(line.subject, line.outcome, line.by) for line in storage.lines.of(db, TEAM, id)]


def versions(db, *ids):
    letters = [storage.outbox.by_id(db, TEAM, id) for id in ids]
    return [letter.version for letter in letters if letter]


async def test_items_stand_in_the_order_given_and_once_each(database):
    id = await database.transact(letter)
    assert [subject for subject, *_ in await database.ask(shown, id)] == ["1", "2", "3"]
    with pytest.raises(IntegrityError):
        await database.transact(storage.lines.add, TEAM, id, PROMISES[:1])
    line = (await database.ask(storage.lines.of, TEAM, id))[0]
    assert await database.transact(storage.lines.line, TEAM, line.id, hold=True) == line
    assert await database.ask(storage.lines.line, OTHER, line.id) is None
    assert await database.ask(storage.lines.of, OTHER, id) == []


async def test_what_became_of_a_promise_is_shown_wherever_it_is_open(database):
    first, second = await database.transact(letter), await database.transact(letter, "two", PROMISES[:1])
    third = await database.transact(letter, "three", PROMISES[1:])
    await database.transact(storage.lines.settle, TEAM, PROMISES[0], "logged", TOM, NOW + HOUR, touch=7)
    assert await database.ask(shown, first) == [("1", "logged", TOM), ("2", None, None), ("3", None, None)]
    assert await database.ask(shown, second) == [("1", "logged", TOM)]
    assert await database.ask(versions, first, second, third) == [2, 2, 1]
    await database.transact(storage.lines.settle, TEAM, PROMISES[0], "told", RITA, NOW + DAY)
    assert await database.ask(versions, first, second, third) == [2, 2, 1]
    await database.transact(storage.lines.reopen_settled_by, TEAM, [7], NOW + DAY)
    assert await database.ask(shown, second) == [("1", "logged", TOM)]
    await database.transact(storage.promises.write, TEAM, PROMISES[:1])
    await database.transact(storage.lines.reopen_settled_by, TEAM, [7], NOW + DAY)
    assert await database.ask(shown, second) == [("1", None, None)]
    assert await database.ask(versions, first, second, third) == [3, 3, 1]


async def test_one_item_alone_is_settled_and_opened_again(database):
    first, second = await database.transact(letter), await database.transact(letter, "two")
    line = (await database.ask(storage.lines.of, TEAM, first))[1]
    await database.transact(storage.lines.settle_one, TEAM, line, "asked", RITA, NOW, colleague=TOM)
    held = await database.ask(storage.lines.line, TEAM, line.id)
    assert (held.outcome, held.by, held.at, held.colleague) == ("asked", RITA, NOW, TOM)
    assert (await database.ask(shown, second))[1] == ("2", None, None)
    await database.transact(storage.lines.reopen, TEAM, held, NOW)
    assert await database.ask(storage.lines.line, TEAM, line.id) == line
    await database.transact(storage.lines.redraw, TEAM, line.id, NOW)
    assert await database.ask(versions, first, second) == [4, 1]


async def test_a_newer_letter_takes_the_open_items_of_the_older_without_a_redraw(database):
    old = await database.transact(letter)
    await database.transact(storage.lines.settle, TEAM, PROMISES[2], "logged", RITA, NOW)
    new = await database.transact(letter, "two", PROMISES[:2], at=NOW + DAY)
    before = await database.ask(versions, old, new)
    await database.transact(storage.lines.retire, TEAM, RITA, "morning", new)
    assert await database.ask(shown, old) == [("1", "gone", None), ("2", "gone", None), ("3", "logged", RITA)]
    assert [line.retired for line in await database.ask(storage.lines.of, TEAM, old)] == [True, True, False]
    assert await database.ask(shown, new) == [("1", None, None), ("2", None, None)]
    assert await database.ask(versions, old, new) == before


async def test_what_is_owed_no_longer_is_taken_out_before_it_is_said(database):
    id = await database.transact(letter)
    lines = await database.ask(storage.lines.of, TEAM, id)
    await database.transact(storage.lines.void, OTHER, [lines[0].id], NOW)
    await database.transact(storage.lines.void, TEAM, [lines[1].id], NOW)
    await database.transact(storage.lines.void, TEAM, [], NOW)
    assert [line.retired for line in await database.ask(storage.lines.of, TEAM, id)] == [False, True, False]


async def test_a_colleague_answers_once(database):
    id = await database.transact(letter)
    line = (await database.ask(storage.lines.of, TEAM, id))[0]
    asked = await database.transact(storage.asks.ask, TEAM, line.id, RITA, TOM, "are you free?", NOW)
    ask = await database.ask(storage.asks.asked, TEAM, asked)
    assert (ask.line, ask.asked_by, ask.colleague, ask.note, ask.accepted) == (
        line.id,
        RITA,
        TOM,
        "are you free?",
        None,
    )
    assert not await database.transact(storage.asks.answer, OTHER, asked, True, NOW)
    assert await database.transact(storage.asks.answer, TEAM, asked, True, NOW)
    assert not await database.transact(storage.asks.answer, TEAM, asked, False, NOW)
    assert (await database.ask(storage.asks.asked, TEAM, asked)).accepted is True
    assert await database.ask(storage.asks.asked, OTHER, asked) is None


async def test_a_draft_is_its_authors_alone_and_is_swept_when_it_is_old(database):
    id = await database.transact(storage.drafts.keep, TEAM, RITA, PROMISES[0], NOW)
    kind = type(PROMISES[0])
    assert await database.ask(storage.drafts.kept, TEAM, RITA, id, kind) == PROMISES[0]
    assert await database.ask(storage.drafts.kept, TEAM, TOM, id, kind) is None
    assert await database.ask(storage.drafts.kept, OTHER, RITA, id, kind) is None
    await database.transact(storage.drafts.change, TEAM, TOM, id, PROMISES[1])
    await database.transact(storage.drafts.change, TEAM, RITA, id, PROMISES[2])
    assert await database.ask(storage.drafts.kept, TEAM, RITA, id, kind) == PROMISES[2]
    await database.transact(storage.drafts.sweep, NOW + storage.drafts.KEPT_FOR)
    assert await database.ask(storage.drafts.kept, TEAM, RITA, id, kind) == PROMISES[2]
    await database.transact(storage.drafts.sweep, NOW + storage.drafts.KEPT_FOR + timedelta(seconds=1))
    assert await database.ask(storage.drafts.kept, TEAM, RITA, id, kind) is None
