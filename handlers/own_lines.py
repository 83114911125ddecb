"""What happens when someone types /own, or looks through what they and nobody own?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import ApprovalKind, Found, Holding, Person, Pool
from bot.forms.inputs import NAME_LETTERS
from bot.messages import holdings as words
from bot.messages import takers
from bot.policy import Policy
from bot.words import clean, dialled, fold, unescape
from handlers import cases, windows
from handlers.answers import ephemeral
from handlers.holdings import holding_of
from handlers.home import owning_of
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.owning import drawn, hand_over_form, shown, turn
from handlers.payloads import number
from storage.database import Db

HELP, POOL = "help", "pool"
_ID = re.compile(r"[UW][A-Z0-9]{2,}")
MINE, DISPUTES = ("", "me", "mine"), ("disputes", "dispute", "claims")
# What people type before a name, though the name is enough: the buttons beside the answer do the rest.
_VERB = re.compile(r"(?:claim|release|show|take|transfer|hand over|who owns)\s+(?=\S)", re.IGNORECASE)
# A colleague behind a name: as Slack names them, or as people type them.
_TO = re.compile(r"\s+(?:<@(?P<id>[A-Z0-9]+)(?:\|[^>]*)?>|@(?P<name>[^@]+))\s*\Z")


@dataclass(frozen=True)
class Looked:
    """Whom someone means by what they typed: one, several to choose from, or nobody; and to whom they go.

    `why_not` is why it is left open to whom, where a colleague was named.
    """

    typed: str
    holding: Holding | None
    found: list[Found]
    to: str | None = None
    why_not: str = ""


async def own_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone types /own: what they own, who owns a candidate, the house pool, or a handover."""
    typed = clean(unescape(command.get("text", "")), 200)
    if typed.lower() == HELP:
        await ack(**ephemeral(words.usage(command["command"])))
    elif typed.lower() in MINE:
        owning, ending = await ask(owning_of, person, policy, now)
        await ack(**ephemeral(words.mine(owning, ending, now)))
    elif typed.lower() in DISPUTES:
        await cases.disputes_asked(ack, command, person, client, ask, transact, policy, now)
    elif typed.lower() == POOL:
        await ack(**ephemeral(await ask(read_pool, 0, person, policy)))
    else:
        await _answer(ack, command, typed, person, client, ask, policy, now)


async def _answer(
    ack: Ack, command: Json, typed: str, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    name, to = named(typed)
    looked: Looked = await ask(look_up, name, to, person, policy, now)
    if looked.holding and to is not None:
        await windows.show(client, command, hand_over_form(looked.holding, person, looked.to, looked.why_not))
        await ack()
    elif looked.holding:
        guessed = all(each.guessed for each in looked.found)
        first = words.guessed(looked.typed, looked.holding.candidate.name) if guessed else None
        await ack(**ephemeral(drawn(looked.holding, person, policy, first)))
    else:
        meant = words.which(looked.typed, looked.found) if looked.found else words.nobody(looked.typed)
        await ack(**ephemeral(meant))


def named(typed: str) -> tuple[str, str | None]:
    """Tell whom a line names, and to whom they are to go: `Ana Silva @tom`."""
    to = _TO.search(typed)
    if to is None or not typed[: to.start()].strip():
        return typed, None
    return typed[: to.start()].strip(), to["id"] or to["name"].strip()


def look_up(db: Db, typed: str, to: str | None, person: Person, policy: Policy, now: datetime) -> Looked:
    """Find whom someone means: exactly one, or up to five to choose from; and which colleague."""
    found = storage.candidates.found(db, person.team, dialled(typed, rules.people.region(person, policy)), 6)
    if not found and (verb := _VERB.match(typed)):
        return look_up(db, typed[verb.end() :], to, person, policy, now)
    bearers = storage.candidates.bearers(db, person.team, typed)
    one = found[0].id if len(found) == 1 else bearers[0].id if len(bearers) == 1 else None
    holding = holding_of(db, person.team, one, policy, now) if one else None
    return Looked(typed, holding, found, *(_colleague(db, person.team, to) if to else (None, "")))


def _colleague(db: Db, team: str, typed: str) -> tuple[str | None, str]:
    """Tell which member is meant, by their id or their name as far as it is typed; else why nobody is chosen."""
    members = storage.people.members(db, team)
    words_ = fold(typed).split()
    meant = [
        each.id
        for each in members
        if each.id == typed or all(any(name.startswith(word) for name in fold(each.name).split()) for word in words_)
    ]
    if len(meant) == 1:
        return meant[0], ""
    if meant:
        return None, takers.several(typed)
    known = storage.people.known(db, team, typed)
    if known is not None:
        return None, takers.no_member(known.name)
    return None, takers.never_met() if _ID.fullmatch(typed) else takers.nobody(typed)


async def open_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone chooses one of a list: who owns them is shown."""
    chosen = action.get("selected_option", action)
    await turn(await shown(ask, number(chosen["value"]), person, policy, now), body, respond, client)
    await ack()


async def candidate_typed(ack: Ack, payload: Json, person: Person, ask: Ask, policy: Policy) -> None:
    """Someone types into the search for who owns somebody."""
    typed = clean(payload.get("value", ""), NAME_LETTERS)
    found = await ask(storage.candidates.found, person.team, dialled(typed, rules.people.region(person, policy)), 30)
    await ack(forms.ownership.options(found))


async def pool_pressed(
    ack: Ack, action: Json, body: Json, person: Person, respond: Respond, client: Client, ask: Ask, policy: Policy
) -> None:
    """Someone looks at the house pool, or turns its page."""
    await turn(await ask(read_pool, number(action["value"]), person, policy), body, respond, client)
    await ack()


def read_pool(db: Db, page: int, person: Person, policy: Policy) -> Message:
    """Read a page of the candidates whom nobody owns."""
    since = storage.ownership.pool(db, person.team, words.PAGE + 1, min(page, MOST_PAGES) * words.PAGE)
    if page and not since:
        raise Refused(words.NO_MORE)
    found = {each.id: each for each in storage.candidates.briefly(db, person.team, list(since)[: words.PAGE])}
    listed = [(found[id], moment) for id, moment in since.items() if id in found]
    total = storage.ownership.count(db, person.team, None, words.MOST + 1)
    assigned = policy.pool is Pool.ASSIGNED and not person.manager
    asked = storage.approvals.asked_by(db, person.team, ApprovalKind.ASSIGN, person.id, list(found)) if found else {}
    return words.pool(listed, total, page, more=len(since) > words.PAGE, assigned=assigned, asked=asked)


# So many pages can be turned to: more than anybody does, and no more than a database counts to.
MOST_PAGES = 1_000_000
