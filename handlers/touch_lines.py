"""What happens when someone types a touch on one line?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import messages, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import Candidate, Contact, Found, Person, TouchDraft
from bot.forms.inputs import NAME_LETTERS, NOTE_LETTERS
from bot.policy import Policy
from bot.rules.quick import QuickTouch
from bot.words import clean, sort_contact, unescape
from handlers import drafts, newcomers, touch_forms, touches, windows
from handlers.answers import ephemeral
from handlers.lent import Ack, Client, Json, Respond, Transact
from handlers.payloads import filled_in, number
from handlers.windows import turn_into
from storage.database import Db

TOO_LONG = (
    "That is {letters:,} letters long, so nothing was logged: a name can have 80, and a note 3,000. "
    "Shorten it and send it again, as in /touch Ana Silva - spoke, likes the role."
)
# More words than this are not a name alone.
MOST_WORDS_OF_A_NAME = 4


@dataclass(frozen=True)
class Unclear:
    """The line was kept as a draft: it fits several candidates, nobody, or does not say how it went."""

    typed: str
    draft: int
    found: list[Found]
    candidate: Candidate | None = None
    told: bool = False
    tag: Literal["unclear"] = "unclear"


async def touch_asked(
    ack: Ack, command: Json, person: Person, client: Client, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter types /touch: log the line at once, ask what is missing, or open the form."""
    typed = unescape(command.get("text", "")).strip()
    if typed.lower() == "help":
        await ack(**ephemeral(messages.touch_lines.usage(command["command"])))
        return
    quick = rules.quick.read(typed)
    named = quick if quick and len(quick.name) <= NAME_LETTERS else None
    if len(named.note if named else typed) > NOTE_LETTERS:
        raise Refused(TOO_LONG.format(letters=len(typed)))
    if named is None or named == QuickTouch(named.name):
        outcome = await transact(decide_named, named.name, person, policy, now) if named else None
        if outcome:
            await ack(**ephemeral(_answer(outcome, policy)))
            return
        is_name = named is not None and len(named.name.split()) <= MOST_WORDS_OF_A_NAME
        draft = TouchDraft(candidate_name=named.name) if named and is_name else TouchDraft(note=typed)
        await touch_forms.open_form(draft, command, client, transact, person, policy, now, ack)
    else:
        outcome = await transact(decide_quick, named, person, policy, now)
        await ack(**ephemeral(_answer(outcome, policy)))


def decide_named(db: Db, name: str, person: Person, policy: Policy, now: datetime) -> touches.Logged | Unclear | None:
    """Ask which is meant by a name alone that may mean several; None where the form can open for it.

    Where only the beginning is a name we know, the dash after it was forgotten: the rest says how it went.
    """
    bearers = storage.candidates.bearers(db, person.team, name)
    near = _near(db, name, bearers, person) if len(bearers) != 1 else []
    if not near:
        forgotten = None if bearers else _with_dash(db, name, person)
        return decide_quick(db, forgotten, person, policy, now) if forgotten else None
    kept = storage.drafts.keep(db, person.team, person.id, TouchDraft(candidate_name=name), now)
    return Unclear(name, kept, near)


def _with_dash(db: Db, line: str, person: Person) -> QuickTouch | None:
    """Read a line whose dash was forgotten, by the longest beginning that is one candidate's name."""
    words = line.split()
    for count in range(len(words) - 1, 0, -1):
        known = storage.candidates.bearers(db, person.team, " ".join(words[:count]))
        if len(known) == 1:
            return rules.quick.read(f"{known[0].name} - {' '.join(words[count:])}")
    return None


def decide_quick(db: Db, quick: QuickTouch, person: Person, policy: Policy, now: datetime) -> touches.Logged | Unclear:
    """Log a line that is clear; keep one that is not."""
    draft = TouchDraft(candidate_name=quick.name, how=quick.how, told=quick.told, offers=quick.offers, note=quick.note)
    found = storage.candidates.bearers(db, person.team, quick.name) or _reached(db, quick.name, person, policy)
    if len(found) == 1:
        return _log_or_ask_how(db, found[0], draft, person, policy, now)
    kept = storage.drafts.keep(db, person.team, person.id, draft, now)
    return Unclear(quick.name, kept, _near(db, quick.name, found, person))


def _reached(db: Db, address: str, person: Person, policy: Policy) -> list[Candidate]:
    """Give the candidate whose e-mail or profile address stands in place of the name."""
    try:
        contact = Contact(*sort_contact(address, rules.people.region(person, policy)))
    except ValueError:
        return []
    known = storage.candidates.reached_by(db, person.team, contact)
    return [known] if known else []


def _near(db: Db, name: str, bearers: list[Candidate], person: Person) -> list[Found]:
    """List whom a name may mean: who bears it, else who is called much like it."""
    found = storage.candidates.briefly(db, person.team, [each.id for each in bearers])
    return found or storage.candidates.found(db, person.team, name, 6)


async def choice_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone says whom they meant, that it is somebody new, or how it went."""
    draft, _, choice = action["value"].partition("/")
    outcome = await transact(decide_choice, number(draft), choice, person, policy, now)
    await turn_into(_answer(outcome, policy), body, respond, client)
    await ack()


def decide_choice(
    db: Db, id: int, choice: str, person: Person, policy: Policy, now: datetime
) -> touches.Logged | Unclear:
    """Complete a kept line by a candidate's id, by how it went, or by adding whom it names; it is used up by that."""
    draft = touch_forms.draft_of(db, id, person, drafts.take)
    if choice in ("", messages.touch_lines.SOMEBODY_NEW):
        return _add_and_log(db, draft, choice == messages.touch_lines.SOMEBODY_NEW, person, policy, now)
    if choice.isdigit():
        draft = replace(draft, candidate=number(choice))
    else:
        draft = replace(draft, how=filled_in(messages.touch_lines.from_code, choice))
    candidate = touches.candidate_of(db, person.team, draft.candidate)
    return _log_or_ask_how(db, candidate, draft, person, policy, now)


def _add_and_log(
    db: Db, draft: TouchDraft, sure: bool, person: Person, policy: Policy, now: datetime
) -> touches.Logged | Unclear:
    """Add whom a line names, unless they may be here already; whoever is `sure` was shown those who are much alike."""
    name = newcomers.checked(clean(draft.candidate_name or "", NAME_LETTERS))
    near = newcomers.namesakes(db, person.team, name, exactly=sure)
    if near:
        return Unclear(name, storage.drafts.keep(db, person.team, person.id, draft, now), near)
    candidate = newcomers.add(db, name, person, policy, now)
    outcome = _log_or_ask_how(db, candidate, draft, person, policy, now)
    return replace(outcome, added=True) if isinstance(outcome, touches.Logged) else outcome


async def form_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone would rather have the form for the line they typed."""
    opened = await transact(decide_reopen, number(action["value"]), person, policy)
    await windows.show(client, body, touch_forms.drawn(opened, person, policy, now))
    await ack()


def decide_reopen(db: Db, id: int, person: Person, policy: Policy) -> touch_forms.Opened:
    """Give a kept line back as a form."""
    return touch_forms.reopened(db, id, touch_forms.draft_of(db, id, person), person, policy)


def _log_or_ask_how(
    db: Db, candidate: Candidate, draft: TouchDraft, person: Person, policy: Policy, now: datetime
) -> touches.Logged | Unclear:
    if draft.how is None:
        kept = storage.drafts.keep(db, person.team, person.id, replace(draft, candidate=candidate.id), now)
        return Unclear(candidate.name, kept, [], candidate, bool(draft.told))
    return touches.log(db, candidate, draft, person, policy, now)


def _answer(outcome: touches.Logged | Unclear, policy: Policy) -> Message:
    if isinstance(outcome, touches.Logged):
        return touches.said(outcome, policy)
    if outcome.candidate:
        return messages.touch_lines.how(outcome.candidate, outcome.draft, outcome.told)
    if outcome.found:
        return messages.touch_lines.which(outcome.typed, outcome.found, outcome.draft)
    return messages.touch_lines.nobody(outcome.typed, outcome.draft)
