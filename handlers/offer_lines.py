"""What happens when someone types a line about an offer, or answers what is asked about it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import messages, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import Became, Candidate, Found, OfferDraft, OfferKind, OfferLine, Person, Writing
from bot.policy import Policy
from bot.words import dialled, unescape
from handlers import (
    going_offers,
    offer_drafts,
    offer_line_questions,
    offers,
    pay,
)
from handlers.answers import ephemeral
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.offer_line_questions import Asked, ReadBack
from handlers.touches import candidate_of
from storage.database import Db

HELP = "help"
MOST_LETTERS = 500
TOO_LONG = (
    "That is {letters:,} letters long, and a line can have 500. Shorten it, or use the form: press Offers on the card."
)


@dataclass(frozen=True)
class Show:
    """All offers to a candidate are to be shown; `typed` are the words of the line that were not written down."""

    candidate: int
    typed: str = ""
    became: Became | None = None
    tag: Literal["show"] = "show"


@dataclass(frozen=True)
class Which:
    """Several may be meant, or nobody is found; the line is kept as a draft where it says more than a name.

    `near` are those of whom its first word is a name, where nobody is found by more of it.
    """

    typed: str
    found: list[Found]
    draft: int | None = None
    near: tuple[Found, ...] = ()
    tag: Literal["which"] = "which"


@dataclass(frozen=True)
class NotForward:
    """Our offer needs a job that they are put forward for."""

    candidate: Candidate
    tag: Literal["not_forward"] = "not_forward"


Answer = Show | Which | NotForward | ReadBack | Asked


async def offer_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone types /offer: the offers to a candidate, a line to be read back, or their own open ones."""
    typed = unescape(command.get("text", "")).strip()
    usage = messages.offer_lines.usage(command["command"])
    if typed.lower() == HELP:
        await ack(**ephemeral(usage))
    elif not typed:
        mine = messages.going_offers.listed(await ask(going_offers.read_going, person, policy, now), now)
        await ack(**ephemeral(Message(f"{mine.text}\n{usage.text}", [*mine.blocks, *usage.blocks])))
    elif len(typed) > MOST_LETTERS:
        raise Refused(TOO_LONG.format(letters=len(typed)))
    else:
        answer: Answer = await transact(decide_line, typed, person, policy, now)
        await ack(**ephemeral(await said(answer, command["command"], person, ask, policy, now)))


def decide_line(db: Db, typed: str, person: Person, policy: Policy, now: datetime) -> Answer:
    """Find whom a line is about, and read the rest of it."""
    lines = rules.offer_lines.readings(typed, now, rules.people.calendar(person, policy))
    each = ((line, _found(db, line.name, person, policy)) for line in lines)
    if meant := _likeliest([(line, found) for line, found in each if found]):
        return _meant(db, *meant, person, policy, now)
    named = lines and typed.startswith(lines[0].name)
    name = lines[0].name if named else typed
    return Which(name, [], near=_near(db, name, person, policy))


def _near(db: Db, name: str, person: Person, policy: Policy) -> tuple[Found, ...]:
    """Find whom the first word of a name means, where nobody bears all of it: the rest may tell of an offer."""
    first, _, rest = name.partition(" ")
    if not rest or not first[0].isalpha():
        return ()
    return tuple(each for each in _found(db, first, person, policy) if not each.guessed)


def _likeliest(read: list[tuple[OfferLine, list[Found]]]) -> tuple[OfferLine, list[Found]] | None:
    """Choose how to take a line of those ways that name somebody: first, in which nothing has to be forgiven.

    One typing error in a longer name is likelier than that the words which make it longer mean something else.
    """
    sure = next((at for at, (_, found) in enumerate(read) if not found[0].guessed), None)
    if sure is None:
        return read[0] if read else None
    line = read[sure][0]
    longer = [(other, found) for other, found in read[:sure] if replace(other, name=line.name) != line]
    return longer[0] if longer and not line.became else read[sure]


def _found(db: Db, name: str, person: Person, policy: Policy) -> list[Found]:
    """Find whom a name means: the one who bears just that, else all who may be meant."""
    bearers = storage.candidates.bearers(db, person.team, name)
    if len(bearers) == 1:
        return storage.candidates.briefly(db, person.team, [bearers[0].id])
    return storage.candidates.found(db, person.team, dialled(name, rules.people.region(person, policy)), 6)


def _meant(db: Db, line: OfferLine, found: list[Found], person: Person, policy: Policy, now: datetime) -> Answer:
    draft = drafted(line)
    if draft is None and len(found) == 1 and not found[0].guessed:
        return replace(_shown(db, found[0].id, person), typed=line.rest, became=line.became)
    if len(found) == 1 and not found[0].guessed:
        return about(db, found[0].id, draft, person, policy, now)
    kept = storage.drafts.keep(db, person.team, person.id, draft, now) if draft else None
    return Which(line.name, found, kept)


def drafted(line: OfferLine) -> OfferDraft | None:
    """Give what a line says of an offer, as a form would hold it; nothing where it only names somebody."""
    if line.show:
        return None
    counter = line.kind is OfferKind.COUNTER
    return OfferDraft(
        candidate=0,
        kind=line.kind,
        company=line.company,
        by=line.by,
        made=bool(line.amount) if counter else None,
        pay=line.amount,
        adds=True,
        deadline=line.deadline,
        stage_there=line.stage_there,
        why=line.rest if counter and not line.amount else "",
        rest="" if counter and not line.amount else line.rest,
    )


def about(
    db: Db, id: int, draft: OfferDraft | None, person: Person, policy: Policy, now: datetime, kept: int | None = None
) -> Answer:
    """Answer a line once it is known whom it is about, to somebody who may see their pay."""
    if draft is None:
        return _shown(db, id, person)
    candidate = candidate_of(db, person.team, id)
    pay.check(db, person, candidate.id)
    draft = replace(draft, candidate=candidate.id)
    if draft.kind is OfferKind.OURS and draft.offer is None:
        ours = offer_line_questions.ours(db, person.team, candidate.id)
        if draft.deadline and not draft.pay and (ours or not draft.rest):
            return Show(candidate.id, f"by {draft.deadline}", Became.EXTENDED)
        if len(ours) == 1:
            draft = replace(draft, writing=Writing.ROUND, offer=ours[0].id)
        elif not ours and not offer_drafts.could_be_for(db, person.team, candidate.id, now):
            return NotForward(candidate)
    kept = kept or storage.drafts.keep(db, person.team, person.id, draft, now)
    return offer_line_questions.asked(db, kept, draft, candidate, person, policy, now)


def _shown(db: Db, id: int, person: Person) -> Show:
    """Have all offers to a candidate shown to somebody who may see their pay."""
    candidate = candidate_of(db, person.team, id)
    pay.check(db, person, candidate.id)
    return Show(candidate.id)


async def said(answer: Answer, command: str, person: Person, ask: Ask, policy: Policy, now: datetime) -> Message:
    """Say what is answered to a line."""
    if isinstance(answer, Show):
        shown = await ask(offers.sheet_of, person, answer.candidate, policy, now)
        if answer.typed:
            return messages.line_outcomes.sheet(shown, now, answer.typed, answer.became, command)
        return messages.offers.sheet(shown, now)
    if isinstance(answer, Which):
        if answer.found:
            return messages.offer_line_names.which(answer.typed, answer.found, answer.draft)
        return messages.offer_line_names.nobody(answer.typed, command, answer.near)
    if isinstance(answer, NotForward):
        return messages.offer_line_names.not_forward(answer.candidate)
    if isinstance(answer, Asked):
        return messages.offer_lines.question(answer.candidate, answer.draft_id, answer.unclear)
    about_, more = (answer.candidate, answer.draft_id, answer.draft), (answer.place, answer.ahead)
    return messages.offer_lines.read_back(*about_, answer.read, answer.known, *more)
