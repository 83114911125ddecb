"""How do we show a candidate, and answer who adds, moves or looks for one?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    bold,
    bullets,
    button,
    context,
    day,
    header,
    line,
    link,
    menu,
    one_line,
    option,
    person,
    quote,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import ENDS, Candidate, Card, Contact, Found, Owed, Shade, Stage, Submission, Touch
from bot.messages.touches import changes, details, sure
from bot.phrases import LOG_FOR, WAIVERS, due, lasting, spoken, standing, told_apart
from bot.phrases import STAGES as STAGES
from bot.phrases import stage_name as stage_name

OPEN = "candidate_open"
LOG = LOG_FOR
MOVE = "candidate_move"
SUBMIT = "candidate_submit"
ADD = "candidate_add"
MORE = "candidate_more"

# What the menu of a card offers, by heading: the words, and by which name `handlers.cards` knows the choice.
CHOICES: list[tuple[str, list[tuple[str, str]]]] = []

MOST_CONTACTS, MOST_SUBMISSIONS, MOST_OWED, LAST_TOUCHES = 6, 8, 5, 3
_ADDRESS = {"email": "mailto:", "phone": "tel:", "profile": ""}


def card(card: Card, now: datetime, changeable: Collection[int] = ()) -> Message:
    """Show all one needs before a call: who spoke last, how and when, what was promised, what is owed.

    `changeable` are the touches that whoever looks may take back or edit.
    """
    owed = [_owed(one, now) for one in card.owed[:MOST_OWED]] or [sentence("Nothing is owed now")]
    submissions = [_submitted(one, now) for one in card.submissions[:MOST_SUBMISSIONS]]
    facts = [*submissions, *_lasts(card), *owed]
    contacts = strung(*map(_contact, card.contacts[:MOST_CONTACTS]))
    blocks = [header(card.candidate.name)] + ([line(*contacts)] if contacts else []) + [bullets(facts)]
    blocks.append(_presses(card.candidate, card.submissions))
    touches = card.touches[:LAST_TOUCHES]
    for touch in touches:
        blocks += [line(*_logged(touch))] + ([quote(touch.note)] if touch.note else [])
        blocks += [actions(*changes(touch, card.candidate, sure()))] if touch.id in changeable else []
    below = [part for touch in touches for part in (_logged(touch), sentence(touch.note))]
    return Message(whole(_headline(card, owed[0]), contacts, *facts, *below), blocks)


def which(typed: str, found: Sequence[Found]) -> Message:
    """Ask which of up to five candidates to show."""
    shown = found[:5]
    asked = sentence("Which “", one_line(typed), "” do you mean?")
    names = [told_apart(one, shown) for one in shown]
    buttons = [
        button(name, f"{OPEN}_{place}", one.id)
        for place, (one, name) in enumerate(zip(shown, names, strict=True), start=1)
    ]
    more = sentence("There are more. If yours is not here, type more of the name." if found[5:] else "")
    blocks = [line(*asked), actions(*buttons)] + ([context(*more)] if more else [])
    return Message(whole(asked, *(sentence(f"• {name}") for name in names), more), blocks)


def nobody(typed: str, draft: int) -> Message:
    """Say that nobody is found, and offer to add them."""
    known = sentence("I know nobody called “", one_line(typed), "”.")
    advice = sentence("Try part of the name, an e-mail or a phone number, or add them.")
    press = actions(button("Add them", ADD, draft, style="primary"))
    return Message(whole(known, advice), [line(*known), line(*advice), press])


def added(candidate: Candidate, submission: Submission | None = None, contact: Contact | None = None) -> Message:
    """Confirm that a candidate was added, with what to do next."""
    head = strung(
        [bold(candidate.name), " is added"],
        sentence(standing(submission.stage, submission.title) if submission else ""),
        sentence(one_line(contact.shown) if contact else ""),
    )
    presses = _presses(candidate, (submission,) if submission else ())
    hint = sentence("" if submission else "No update is owed to them before they are put forward for a job.")
    return Message(whole(head, hint), [line(*head), *([context(*hint)] if hint else []), presses])


def moved(candidate: Candidate, submission: Submission, before: Stage) -> Message:
    """Confirm a change of stage."""
    job = one_line(submission.title)
    now_at = f" moved from {stage_name(before)} to {stage_name(submission.stage)} for {job}."
    head = sentence(bold(candidate.name), now_at)
    ended = sentence("They should hear it from us, whatever the outcome." if submission.stage in ENDS else "")
    blocks = [line(*head)] + ([context(*ended)] if ended else [])
    return Message(whole(head, ended), [*blocks, _presses(candidate, (submission,))])


def usage(command: str = "/candidate") -> Message:
    """Say how the command is typed."""
    first = sentence("Find or add a candidate:")
    ways = [
        sentence(as_code(f"{command} ana"), " shows her card (part of a name, an e-mail or a phone number)"),
        sentence(as_code(f"{command} add Ana Silva"), " opens the form to add her"),
    ]
    return Message(whole(first, *ways), [line(*first), bullets(ways)])


def _headline(card: Card, owed: Sentence) -> Sentence:
    live = next(iter(card.submissions), None)
    stage = sentence(standing(live.stage, live.title) if live else "")
    return strung([bold(card.candidate.name)], stage, _spoke(card.spoke), owed)


def _lasts(card: Card) -> list[Sentence]:
    lasts = [_spoke(card.spoke)]
    if card.told:
        lasts.append(["Told where they stand at ", when(card.told.at), " by ", person(card.told.credit)])
    if card.promised and card.promised.promised_on:
        by = f"Promised to be back by {day(card.promised.promised_on)}, said by "
        lasts.append([by, person(card.promised.credit), " at ", when(card.promised.at)])
    return lasts


def _spoke(touch: Touch | None) -> Sentence:
    if touch is None:
        return ["Nobody has spoken with them yet"]
    return ["Last spoke at ", when(touch.at), " with ", person(touch.credit), f" ({spoken(touch.how)})"]


def _submitted(submission: Submission, now: datetime) -> Sentence:
    stage = sentence(standing(submission.stage, submission.title), ", ", lasting(submission.entered_at, now))
    return strung(stage, ["with ", person(submission.recruiter)])


def _owed(owed: Owed, now: datetime) -> Sentence:
    if owed.waived:
        return [f"Update not needed: {WAIVERS[owed.waived]}"]
    shade = Shade.AMBER if owed.nudge_at and owed.nudge_at <= now else Shade.GREEN
    helper: Sentence = [", taken on by ", person(owed.heard_by)] if owed.heard_by != owed.whom else []
    return strung(due(owed.due_at, now, shade), ["owed by ", person(owed.whom), *helper], _put_off(owed, now))


def _put_off(owed: Owed, now: datetime) -> Sentence:
    why = one_line(owed.waits_for) if owed.waits_for else ""
    if owed.snoozed_until and owed.snoozed_until > now:
        until = "waiting until " if why else "put off until "
        return sentence(until, when(owed.snoozed_until), f": {why}" if why else "")
    return sentence(f"waited: {why}" if why else "")


def _logged(touch: Touch) -> Sentence:
    return strung(["At ", when(touch.at), " by ", person(touch.credit)], *details(touch))


def _contact(contact: Contact) -> Sentence:
    url = _ADDRESS.get(contact.kind, "") + contact.value
    if url.startswith(("mailto:", "tel:", "https://", "http://")):
        return [link(url, contact.shown)]
    return sentence(one_line(contact.shown))


def _presses(candidate: Candidate, submissions: Sequence[Submission]) -> Block:
    of = one_line(candidate.name)
    log = button("Log a touch", LOG, candidate.id, style="primary", reads=f"Log a touch for {of}")
    move = [button("Move", MOVE, candidate.id, reads=f"Move {of} to another stage")] if submissions else []
    forward = button("Put forward", SUBMIT, candidate.id, reads=f"Put {of} forward for a job")
    choices = [
        (heading, [option(words, f"{choice}/{candidate.id}") for words, choice in listed])
        for heading, listed in CHOICES
    ]
    more = [menu(MORE, "More", choices)] if choices else []
    return actions(log, *move, forward, *more)
