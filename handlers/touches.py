"""What is saved, and what follows, when a touch is logged or corrected?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import storage
from bot import letters, messages, offer_words, owners, promises, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import About, Candidate, Offer, Person, Stage, Step, Touch, TouchDraft, TouchEntry
from bot.offering import following
from bot.policy import Policy
from handlers import new_offers, pay, representing
from handlers.representing import Held
from storage.columns import new_id
from storage.database import Db

NO_CANDIDATE = "That candidate cannot be found any more. Type /candidate with a part of the name to look again."
NO_TOUCH = "That touch cannot be found any more. Type /candidate with the name to see what is logged."


@dataclass(frozen=True)
class Logged:
    """A touch was saved; `ask_told` where it is still open whether they were told where they stand.

    `held` is what is asked before they are moved to the stage it names; `owner` is a colleague who owns them and for
    whom it does not count, `yours_until` the last day on which whoever logged it owns them. `rivals` are who else
    offers them something, as far as we know; `lost` is our offer that ended by the move, and nobody has said why.
    `is_lost` where it moved them to a stage at which they are lost. `tell` is set where they told of a new offer that
    whoever logged it may not write down: to whom they tell it.
    """

    touch: Touch
    candidate: Candidate
    ask_told: bool = False
    ask_offers: bool = False
    same_at: datetime | None = None
    added: bool = False
    promised: str = ""
    held: Held | None = None
    owner: str | None = None
    yours_until: date | None = None
    rivals: tuple[str, ...] = ()
    lost: Offer | None = None
    is_lost: bool = False
    tell: tuple[str, ...] | None = None
    tag: Literal["logged"] = "logged"


def log(
    db: Db,
    candidate: Candidate,
    draft: TouchDraft,
    person: Person,
    policy: Policy,
    now: datetime,
    outcome: str = "logged",
) -> Logged:
    """Save a touch with all that follows from it: the stage, what is owed next, the messages that show it."""
    entry = rules.touches.logged(_entry(draft, candidate, person, policy, now), new_id(), person, policy, now)
    if entry.backdated:
        # What lapsed before it was logged stays lapsed; what is logged at once never renews what is over.
        owners.settled(db, person.team, candidate.id, policy, now)
    elif entry.told or draft.stage:
        owners.lapse_before(db, person.team, [candidate.id], policy, now)
    saved = storage.touches.log(db, person.team, entry, now - rules.touches.SAME_AGAIN)
    touch = saved.touch
    if draft.notes:
        storage.notes.write(db, person.team, touch.id, candidate.id, draft.notes)
    held, lost = _move(db, person, candidate, draft.stage, policy, now) if draft.stage else (None, None)
    because = promises.Because(outcome, person.id, touch.id)
    standing = promises.plan(db, person.team, [candidate.id], policy, now, because)[candidate.id]
    owners.spoke(db, person.team, touch, standing.ownership.owner, policy, now)
    if draft.line:
        storage.lines.redraw(db, person.team, draft.line, now)
    in_process = rules.touches.in_process(standing, policy)
    owner = standing.ownership.owner
    ends_at = rules.ownership.ends_at(standing, person, policy) if owner == person.id else None
    return Logged(
        touch,
        candidate,
        ask_told=draft.told is None and in_process and rules.touches.can_tell(touch.how),
        ask_offers=draft.offers is None and touch.two_way and rules.touches.asks_about_offers(standing),
        same_at=saved.same_at,
        promised=draft.notes.get(About.PROMISE, ""),
        held=held,
        owner=owner if owner not in (person.id, touch.holds) else None,
        yours_until=rules.people.last_day(person, ends_at, policy) if ends_at else None,
        rivals=offer_words.rivals(standing.dealing.offers),
        lost=lost,
        is_lost=held is None and draft.stage in messages.candidates.LOST,
        tell=new_offers.told_to(db, touch, person),
    )


def correct(
    db: Db, id: int, draft: TouchDraft, person: Person, policy: Policy, now: datetime
) -> tuple[Held | None, Offer | None]:
    """Save what was corrected about a touch; what it had settled is looked at anew.

    Say what is asked before a move, and which offer of ours ended by one, where nobody has said why.
    """
    touch = changeable(db, id, person, policy, now)
    candidate = candidate_of(db, person.team, touch.candidate)
    entry = _entry(draft, candidate, person, policy, now)
    corrected = rules.touches.corrected(touch, entry, person, policy, now)
    owners.settled(db, person.team, candidate.id, policy, now)
    storage.touches.change(db, person.team, corrected, person.id, now)
    storage.notes.write(db, person.team, touch.id, candidate.id, _with_unseen(db, touch, draft.notes, person))
    tell_author(db, touch, person, policy, now)
    held, lost = _move(db, person, candidate, draft.stage, policy, now) if draft.stage else (None, None)
    because = promises.Because("logged", person.id, touch.id)
    standing = promises.plan(db, person.team, [candidate.id], policy, now, because)[candidate.id]
    if not touch.two_way:
        owners.spoke(db, person.team, corrected, standing.ownership.owner, policy, now)
    storage.lines.reopen_settled_by(db, person.team, [touch.id], now)
    return held, lost


def _with_unseen(db: Db, touch: Touch, notes: Mapping[About, str], person: Person) -> Mapping[About, str]:
    """Keep what a correction leaves alone since whoever corrects may not see it."""
    before = storage.notes.of_touch(db, person.team, touch.id)
    seen = rules.pay.visible(before, person, storage.covers.responsible(db, person.team, touch.candidate))
    return {about: words for about, words in before.items() if about not in seen} | dict(notes)


def said(logged: Logged, policy: Policy) -> Message:
    """Say what was logged, with what is still to be asked about it."""
    return messages.touches.logged(
        logged.touch,
        logged.candidate,
        ask_told=logged.ask_told,
        ask_offers=logged.ask_offers,
        undo_until=logged.touch.logged_at + policy.edit_for,
        similar_at=logged.same_at,
        added=logged.added,
        promised=logged.promised,
        owner=logged.owner,
        yours_until=logged.yours_until if logged.added else None,
        rivals=logged.rivals,
        lost=logged.lost,
        is_lost=logged.is_lost,
        tell=logged.tell,
    )


def candidate_of(db: Db, team: str, id: int | None) -> Candidate:
    """Give a candidate of this team, by the record they are in now, or refuse."""
    candidate = storage.candidates.candidate(db, team, id) if id else None
    if candidate is None and id:
        candidate = storage.candidates.candidate(db, team, storage.merging.present(db, team, id))
    if candidate is None:
        raise Refused(NO_CANDIDATE, field="candidate")
    return candidate


def changeable(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Touch:
    """Give a touch, held until we are done, or refuse where this person may not change it."""
    touch = storage.touches.touch_of(db, person.team, id, hold=True)
    if touch is None:
        raise Refused(NO_TOUCH)
    rules.touches.check_may_change(touch, person, policy, now)
    return touch


def tell_author(db: Db, touch: Touch, person: Person, policy: Policy, now: datetime) -> None:
    """Have the author told that somebody else changed or deleted what they logged."""
    if touch.by != person.id:
        at = rules.people.audible_at(storage.people.known(db, person.team, touch.by), now, policy)
        key = f"{letters.CHANGED}/{touch.id}/{now.isoformat()}"
        storage.outbox.letter(db, person.team, key, letters.CHANGED, touch.by, now, at, about=touch.id, by=person.id)


def _entry(draft: TouchDraft, candidate: Candidate, person: Person, policy: Policy, now: datetime) -> TouchEntry:
    if draft.how is None:
        raise Refused("Choose how it went.", field="how")
    return TouchEntry(
        candidate=candidate.id,
        how=draft.how,
        at=rules.touches.moment_of(draft.happened_on, person, policy, now),
        credit=draft.credit,
        told=draft.told,
        offers=draft.offers,
        note=draft.note,
        promised_on=draft.promised_on,
        stage=draft.stage,
        line=draft.line,
    )


def _move(
    db: Db, person: Person, candidate: Candidate, stage: Stage, policy: Policy, now: datetime
) -> tuple[Held | None, Offer | None]:
    """Move the submission by which they stand in lists and on the card, or say what is asked before it.

    A candidate without one cannot be moved. Give our offer, too, that ended by that, and nobody has said why.
    """
    foremost = next(iter(storage.submissions.of(db, person.team, candidate.id)), None)
    if foremost is None:
        raise Refused("They are not put forward for a job yet. Leave the stage empty, or use “Put forward”.", "stage")
    if foremost.stage is stage:
        return None, None
    rules.candidates.check_move(foremost.stage, stage)
    step = Step(candidate.id, foremost.job, stage, foremost.id)
    held = representing.held(db, candidate, step, foremost, person, now)
    if held is not None:
        return held, None
    lost = following.move(db, foremost, stage, person, policy, now)
    return None, lost if pay.seen(db, person, candidate.id) else None
