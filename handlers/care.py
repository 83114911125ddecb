"""What happens when someone types /care and a word?"""

from __future__ import annotations

from datetime import datetime

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot import messages
from bot.facts import Person
from bot.policy import Policy
from bot.words import unescape
from handlers import (
    bands,
    candidates,
    clients,
    covers,
    exports,
    going_offers,
    handovers,
    imports,
    jobs,
    losses,
    merging,
    offer_lines,
    own_lines,
    people,
    representations,
    rounds,
    tags,
    terms,
    touch_lines,
    windows,
)
from handlers.answers import ephemeral
from handlers.lent import Ack, Ask, Asked, Client, Json, Transact

UMBRELLA = "/care"
# In a word of so many letters two slips are forgiven.
LONG = 7


async def care_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone types /care: the umbrella over all there is, for teams where a short name is taken."""
    word, _, rest = command.get("text", "").strip().partition(" ")
    if word.lower() not in WORDS:
        await ack(**ephemeral(messages.teams.unknown(unescape(command["text"]), UMBRELLA, _meant(word))))
        return
    inner = {**command, "command": f"{UMBRELLA} {word.lower()}", "text": rest.strip()}
    await WORDS[word.lower()](ack, inner, person, client, ask, transact, policy, now)


def _meant(word: str) -> str:
    """Give the word that was meant where one slip, or two in a long word, stand between."""
    most = 1 if len(word) < LONG else 2
    found = process.extractOne(word.lower(), list(filter(None, WORDS)), scorer=OSA.distance, score_cutoff=most)
    return found[0] if found else ""


async def _touch(
    ack: Ack, command: Json, person: Person, client: Client, _: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    await touch_lines.touch_asked(ack, command, person, client, transact, policy, now)


async def _me(
    ack: Ack, command: Json, person: Person, client: Client, _: Ask, __: Transact, ___: Policy, ____: datetime
) -> None:
    await windows.show(client, command, people.settings(person))
    await ack()


async def _help(
    ack: Ack, command: Json, _: Person, __: Client, ___: Ask, ____: Transact, _____: Policy, ______: datetime
) -> None:
    """Say what can be typed: all of it where help was asked for, the beginning where nothing was typed."""
    await ack(**ephemeral(messages.teams.help(short=command["command"].strip() == UMBRELLA)))


# What can be typed after /care, and who answers it.
WORDS: dict[str, Asked] = {
    "": _help,
    "help": _help,
    "touch": _touch,
    "candidate": candidates.candidate_asked,
    "offer": offer_lines.offer_asked,
    "own": own_lines.own_asked,
    "me": _me,
    "cover": covers.cover_asked,
    "hand": handovers.handover_asked,
    "export": exports.export_asked,
    "import": imports.import_asked,
    "job": jobs.job_asked,
    "jobs": jobs.jobs_asked,
    "client": clients.client_asked,
    "clients": clients.clients_asked,
    "merge": merging.merge_asked,
    "represent": representations.represent_asked,
    "ownership": terms.terms_asked,
    "tag": tags.tags_asked,
    "tags": tags.all_asked,
    "round": rounds.round_asked,
    "bands": bands.bands_asked,
    "offers": going_offers.offers_asked,
    "losses": losses.losses_asked,
}
