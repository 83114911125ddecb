"""What happens when someone sorts candidates by tags, or looks for them by these?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, promises
from bot.errors import Refused
from bot.facts import Alike, Bearers, Candidate, Marks, Person, Segment, Tag, Tagged
from bot.policy import Policy
from bot.words import clean, fold_tag, unescape
from handlers import windows
from handlers.answers import ephemeral
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db

MOST_ALIKE, MOST_NEAR, MOST_TOGETHER = 10, 5, 10
PAGE = 20
NO_MORE = "There are no more tags after these. Type /care tags to see them from the first on."


@dataclass(frozen=True)
class Sorted:
    """By what a candidate is sorted now."""

    candidate: Candidate
    tags: tuple[Tag, ...]
    segment: Segment | None


async def tags_picked(
    ack: Ack,
    body: Json,
    candidate: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    __: Policy,
    ___: datetime,
) -> None:
    """Someone picks tags and segment from the menu of a card: the form opens."""
    them, tags, marks = await ask(read_sorted, candidate, person)
    await windows.show(client, body, forms.tags.tags(them, tags, marks.segment))
    await ack()


def read_sorted(db: Db, id: int, person: Person) -> tuple[Candidate, tuple[Tag, ...], Marks]:
    """Read by what a candidate is sorted."""
    candidate = candidate_of(db, person.team, id)
    return (
        candidate,
        storage.tags.of(db, person.team, candidate.id),
        storage.marks.of(db, person.team, candidate.id),
    )


async def tag_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """Someone types into the input of tags."""
    typed = clean(payload.get("value", ""), forms.tags.TAG_LETTERS)
    found = await ask(storage.tags.found, person.team, typed)
    await ack(forms.tags.tag_options(found, typed))


async def tags_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone saves by what a candidate is sorted."""
    id, tagged = filled_in(forms.tags.read_tags, view)
    done: Sorted = await transact(decide_tags, id, tagged, person, policy, now)
    said = messages.tags.sorted_anew(done.candidate, done.tags, done.segment)
    await ack(response_action="update", view=forms.notices.told("Saved", said))


def decide_tags(db: Db, id: int, tagged: Tagged, person: Person, policy: Policy, now: datetime) -> Sorted:
    """Give a candidate tags, take others away, put them in a segment; what colleagues did meanwhile stays."""
    candidate = candidate_of(db, person.team, id)
    storage.tags.change(db, person.team, candidate.id, tagged.added, tagged.removed, person.id, now)
    storage.marks.put_in_segment(db, person.team, candidate.id, tagged.segment, person.id, now)
    promises.plan(db, person.team, [candidate.id], policy, now)
    return Sorted(candidate, storage.tags.of(db, person.team, candidate.id), tagged.segment)


async def tags_asked(
    ack: Ack, command: Json, person: Person, _: Client, ask: Ask, __: Transact, ___: Policy, ____: datetime
) -> None:
    """Someone types /care tag and one or several tags: who bears all of them is listed."""
    typed = clean(unescape(command.get("text", "")), 200)
    if not fold_tag(typed):
        await ack(**ephemeral(messages.tags.usage(command["command"])))
        return
    listed, near = await ask(look_up, typed, person)
    said = messages.tags.bearers(listed) if listed else messages.tags.unknown(typed, near, command["command"])
    await ack(**ephemeral(said))


def look_up(db: Db, typed: str, person: Person) -> tuple[Bearers | None, list[Tag]]:
    """Find who bears all the tags that were typed; where one is none, tags that are spelt much like it."""
    tags = meant(db, person.team, typed)
    if tags:
        return storage.tags.bearers(db, person.team, tags), []
    near = storage.tags.found(db, person.team, typed, MOST_NEAR)
    return None, near or storage.tags.found(db, person.team, typed[:2], MOST_NEAR)


def meant(db: Db, team: str, typed: str) -> list[Tag]:
    """Read what was typed as one tag, as several with commas between, or as one in each word; none unless all are."""
    for parts in ([typed], re.split(r"[,;]", typed), typed.split()):
        names = list(dict.fromkeys(fold_tag(part) for part in parts if fold_tag(part)))[:MOST_TOGETHER]
        there = storage.tags.named(db, team, parts)
        if names and all(name in there for name in names):
            return [there[name] for name in names]
    return []


async def all_asked(
    ack: Ack, _: Json, person: Person, __: Client, ask: Ask, ___: Transact, ____: Policy, _____: datetime
) -> None:
    """Someone types /care tags: list those there are."""
    tags = await ask(storage.tags.listed, person.team, PAGE + 1)
    await ack(**ephemeral(messages.tags.listed(tags[:PAGE], bool(tags[PAGE:]))))


async def more_pressed(
    ack: Ack, action: Json, body: Json, person: Person, respond: Respond, client: Client, ask: Ask
) -> None:
    """Someone turns the page of the tags."""
    tags = await ask(storage.tags.listed, person.team, PAGE + 1, number(action["value"]))
    if not tags:
        raise Refused(NO_MORE)
    await windows.turn_into(messages.tags.listed(tags[:PAGE], bool(tags[PAGE:])), body, respond, client)
    await ack()


async def tag_pressed(
    ack: Ack, action: Json, body: Json, person: Person, respond: Respond, client: Client, ask: Ask
) -> None:
    """Someone chooses a tag, or the next page: the list turns into it."""
    *tags, last = [number(each) for each in action.get("selected_option", action)["value"].split("/")]
    turned = action["action_id"] == messages.tags.NEXT
    listed = await ask(read_bearers, tags if turned else [last], last if turned else None, person)
    await windows.turn_into(messages.tags.bearers(listed), body, respond, client)
    await ack()


def read_bearers(db: Db, ids: list[int], after: int | None, person: Person) -> Bearers:
    """Read a page of those who bear all of these tags."""
    return storage.tags.bearers(db, person.team, storage.tags.several(db, person.team, ids), after)


async def similar_picked(
    ack: Ack,
    body: Json,
    candidate: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    __: Policy,
    ___: datetime,
) -> None:
    """Someone asks who is like a candidate."""
    them, alike = await ask(read_similar, candidate, person)
    said = messages.tags.similar(them, alike)
    await windows.show(client, body, forms.notices.told("Similar candidates", said))
    await ack()


async def similar_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone is lost, and who is like them is asked for."""
    them, alike = await ask(read_similar, number(action["value"]), person)
    said = messages.tags.similar(them, alike)
    await windows.show(client, body, forms.notices.told("Similar candidates", said))
    await ack()


def read_similar(db: Db, id: int, person: Person) -> tuple[Candidate, list[Alike]]:
    """Read who shares tags with a candidate."""
    candidate = candidate_of(db, person.team, id)
    return candidate, storage.tags.similar(db, person.team, candidate.id, MOST_ALIKE)
