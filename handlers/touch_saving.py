"""What happens when someone sends the form of a touch?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import Offers, Person, Touch, TouchDraft
from bot.policy import Policy
from handlers import beneath, drafts, jobs, newcomers, representing, touch_forms, touch_offers, touches, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in
from handlers.representing import Held
from storage.database import Db


async def touch_submitted(
    ack: Ack,
    body: Json,
    view: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A recruiter sends the form: log the touch, or save the correction."""
    outcome = await transact(decide_form, view, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    below = filled_in(forms.touches.told_list, view)
    if below and view.get("previous_view_id"):
        job, page = below
        said = messages.closing.closed(await ask(jobs.card_of, person.team, job), page)
        await windows.redraw_below(client, body, forms.notices.told(messages.closing.TITLE, said))
    await _answer(ack, outcome, policy)


async def who_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter says whether whom they spoke to is one of those who are here: the touch is logged for them."""
    who = filled_in(forms.adding.read_who, view)
    outcome = await transact(decide_who, who, person, policy, now)
    await _answer(ack, outcome, policy)


async def _answer(ack: Ack, outcome: touches.Logged | Held | newcomers.Asked | None, policy: Policy) -> None:
    if outcome is None:
        await ack()
    elif isinstance(outcome, Held):
        await ack(response_action="update", view=representing.shown(outcome))
    elif isinstance(outcome, touches.Logged) and outcome.held:
        logged = touches.said(outcome, policy).blocks[:1]
        await ack(response_action="update", view=representing.shown(outcome.held, logged))
    elif isinstance(outcome, newcomers.Asked):
        await ack(response_action="update", view=newcomers.question(forms.adding.WHO_TOUCHED, outcome))
    else:
        await ack(response_action="update", view=forms.notices.told("Saved", touches.said(outcome, policy)))


def decide_form(
    db: Db, view: Json, person: Person, policy: Policy, now: datetime
) -> touches.Logged | Held | newcomers.Asked | None:
    """Save what the form holds; nothing is left to say where a message of ours shows it anyway."""
    _, draft = touch_forms.read(db, view, person, drafts.take)
    before = storage.touches.touch_of(db, person.team, draft.touch) if draft.touch else None
    changed = _as_changed(before, draft, person, policy)
    today = rules.people.calendar(person, policy).local_day(now)
    try:
        forms.touches.checked(changed, today, policy.backdate_for)
        rules.touches.check_answered(changed.how, changed.offers)
    except Refused as refused:
        raise _with_its_page(refused, view) from None
    if draft.touch:
        corrected = replace(changed, promised_on=draft.promised_on)
        held, lost = touches.correct(db, draft.touch, corrected, person, policy, now)
        is_lost = draft.stage in messages.candidates.LOST
        return held or touch_offers.learned(db, before, draft.touch, person, lost, is_lost=is_lost)
    return _save(db, draft, person, policy, now)


def _with_its_page(refused: Refused, view: Json) -> Refused:
    """Add how to get to the input that a reason is about, where another page of the form has it."""
    if refused.field is None or refused.field in {block["block_id"] for block in view["blocks"]}:
        return refused
    turn = "More" if filled_in(forms.touches.draft_of, view)[1] == 1 else "Back"
    return Refused(f"{refused.reason} That is on another page: close this and press {turn}. What you typed is kept.")


def decide_who(
    db: Db, who: forms.adding.Who, person: Person, policy: Policy, now: datetime
) -> touches.Logged | Held | newcomers.Asked | None:
    """Log a kept touch for whom it was, or for somebody new."""
    draft = touch_forms.draft_of(db, who.draft, person, drafts.take)
    return _save(db, replace(draft, candidate=who.known), person, policy, now, who.shown)


def _save(
    db: Db, draft: TouchDraft, person: Person, policy: Policy, now: datetime, shown: Collection[int] = ()
) -> touches.Logged | Held | newcomers.Asked | None:
    """Log a touch; whom it names is added, or asked about first."""
    if draft.candidate is None:
        named = newcomers.added_by_touch(db, draft, person, policy, now, shown)
        if isinstance(named, newcomers.Asked):
            return named
        draft = named
    candidate = touches.candidate_of(db, person.team, draft.candidate)
    logged = touches.log(db, candidate, draft, person, policy, now)
    line = storage.lines.line(db, person.team, draft.line) if draft.line else None
    leads_on = logged.touch.offers is Offers.NEW or logged.lost or logged.is_lost
    shown_anyway = line and line.outcome and not leads_on
    return logged.held if shown_anyway else logged


def _as_changed(before: Touch | None, draft: TouchDraft, person: Person, policy: Policy) -> TouchDraft:
    """Leave out of a correction the days that stay as they were: they need not be possible any more."""
    if before is None:
        return draft
    day = rules.people.calendar(person, policy).local_day(before.at)
    return replace(
        draft,
        promised_on=None if draft.promised_on == before.promised_on else draft.promised_on,
        happened_on=None if draft.happened_on == day else draft.happened_on,
    )
