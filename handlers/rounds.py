"""What happens when someone logs one touch for many?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, owners, promises, rules
from bot.errors import Refused
from bot.facts import Found, Person, Round, RoundDraft, RoundEntry, Standing, Tag
from bot.forms.inputs import NAME_LETTERS
from bot.policy import Policy
from bot.words import clean, dialled, unescape
from handlers import drafts, windows
from handlers import tags as tagging
from handlers.home import show_home
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import filled_in, number, pressed_at_home
from storage.columns import new_id
from storage.database import Db


@dataclass(frozen=True)
class Previewed:
    """A round as it was understood: its draft, who is in it, who is left out."""

    id: int
    draft: RoundDraft
    inside: tuple[Standing, ...]
    left_out: tuple[Standing, ...]


@dataclass(frozen=True)
class Done:
    """A round was logged; `missing` who had been in it when it was shown and were not any more."""

    round: Round
    missing: int


async def round_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, _: Transact, __: Policy, ___: datetime
) -> None:
    """Someone types /care round, perhaps with tags: the form opens."""
    typed = clean(unescape(command.get("text", "")), 200)
    there: Sequence[Tag] = await ask(tagging.meant, person.team, typed) if typed else []
    alert = messages.tags.no_such(typed) if typed and not there else None
    await windows.show(client, command, forms.rounds.form(rules.rounds.HOWS, there, alert))
    await ack()


async def round_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone presses "Log a round" on the list of a tag: the form opens with it chosen."""
    ids = [number(id) for id in action["value"].split("/")]
    there = await ask(storage.tags.several, person.team, ids)
    if not there:
        raise Refused(messages.tags.GONE)
    await windows.show(client, body, forms.rounds.form(rules.rounds.HOWS, there))
    await ack()


async def candidate_typed(ack: Ack, payload: Json, person: Person, ask: Ask, policy: Policy) -> None:
    """Someone types into the input of candidates; nobody is added here."""
    typed = dialled(clean(payload.get("value", ""), NAME_LETTERS), rules.people.region(person, policy))
    found: list[Found] = await ask(storage.candidates.found, person.team, typed)
    await ack(forms.rounds.candidate_options(found))


async def round_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone has said how it went and with whom: what is about to be logged is shown."""
    entry = filled_in(forms.rounds.read, view)
    seen: Previewed = await transact(decide_preview, entry, person, policy, now)
    shown = messages.rounds.preview(seen.draft, seen.inside, seen.left_out)
    await ack(response_action="update", view=forms.rounds.sure(seen.id, shown))


def decide_preview(db: Db, entry: RoundEntry, person: Person, policy: Policy, now: datetime) -> Previewed:
    """Find who is meant, and keep for whom the round is about to be logged."""
    standings = storage.updates.standings(db, person.team, _meant(db, entry, person, policy))
    inside, left_out = rules.rounds.parted(standings.values(), entry.how, policy, told=entry.told)
    where = "candidates" if entry.candidates else "tags"
    if not standings:
        raise Refused(messages.rounds.NOBODY_LEFT, field=where)
    if not inside:
        raise Refused(messages.rounds.all_left_out(left_out), field=where)
    draft = RoundDraft(entry.how, entry.told, tuple(each.candidate for each in inside), entry.note)
    id = storage.drafts.keep(db, person.team, person.id, draft, now)
    return Previewed(id, draft, tuple(inside), tuple(left_out))


def _meant(db: Db, entry: RoundEntry, person: Person, policy: Policy) -> list[int]:
    """Give whom a round is for, each once: by the record that they are in now."""
    ids = [storage.merging.present(db, person.team, id) for id in entry.candidates]
    if entry.tags:
        tags = storage.tags.several(db, person.team, entry.tags)
        tagged = storage.tags.bearing_all(db, person.team, entry.tags, policy.round_candidates + 1)
        if not tagged or len(tags) < len(entry.tags):
            raise Refused(messages.rounds.nobody_tagged(tags), field="tags")
        ids += tagged
    ids = list(dict.fromkeys(ids))
    if len(ids) > policy.round_candidates:
        raise Refused(messages.rounds.TOO_MANY.format(most=policy.round_candidates), field="tags")
    return ids


async def sure_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone has seen for whom it is logged, and logs it."""
    id = filled_in(forms.rounds.read_sure, view)
    done: Done = await transact(decide_round, id, person, policy, now)
    said = messages.rounds.logged(done.round, done.round.at + policy.edit_for, done.missing)
    await ack(response_action="update", view=forms.notices.told("Logged", said))


def decide_round(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Done:
    """Log a touch for each who was shown and is still to be contacted; count once what is owed to all of them."""
    draft = drafts.take(db, id, person, RoundDraft, messages.rounds.OVER)
    there = storage.merging.hold(db, person.team, draft.candidates)
    standings = storage.updates.standings(db, person.team, sorted(there))
    inside, _ = rules.rounds.parted(standings.values(), draft.how, policy, told=draft.told)
    if not inside:
        raise Refused(messages.rounds.NOBODY_LEFT)
    batch, ids = new_id(), {each.candidate: new_id() for each in inside}
    owners.lapse_before(db, person.team, sorted(ids), policy, now)
    storage.rounds.log(db, person.team, rules.rounds.logged(draft, ids, batch, person, policy, now))
    promises.plan(db, person.team, sorted(ids), policy, now, promises.Because("logged", person.id, touches=ids))
    names = tuple(each.name for each in inside[: storage.rounds.NAMED])
    made = Round(batch, draft.how, draft.told, len(ids), names, now)
    return Done(made, len(draft.candidates) - len(ids))


async def undo_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone takes a whole round back."""
    count: int = await transact(decide_undo, number(action["value"]), person, policy, now)
    if pressed_at_home(body):
        await show_home(client, person, ask, policy, now)
    else:
        await windows.turn_into(messages.rounds.undone(count), body, respond, client)
    await ack()


def decide_undo(db: Db, batch: int, person: Person, policy: Policy, now: datetime) -> int:
    """Delete each touch of a round, on record; what they had settled is owed again."""
    there = rules.rounds.still_there(storage.rounds.of(db, person.team, batch), person, policy, now)
    owners.lapse_before(db, person.team, sorted({touch.candidate for touch in there}), policy, now)
    storage.rounds.delete(db, person.team, there, person.id, now)
    promises.plan(db, person.team, [touch.candidate for touch in there], policy, now)
    storage.lines.reopen_settled_by(db, person.team, [touch.id for touch in there], now)
    return len(there)
