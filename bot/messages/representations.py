"""How do we say who may represent a candidate, and what stands in the way of putting them forward?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from bot.blocks import (
    Block,
    Live,
    Message,
    Sentence,
    actions,
    bold,
    button,
    context,
    day,
    line,
    one_line,
    person,
    quote,
    sentence,
    when,
    whole,
)
from bot.facts import Candidate, Found, Hindrance, Kind, NotAgreed, Representation, Stage, Submission
from bot.phrases import AGREED_BY, everybody, last_day_of, stage_name, standing, told_apart, which_of

ADD = "right_add"
PICK = "right_pick"
END = "right_end"

MOST_SHOWN, MOST_RIVALS, SHORT = 12, 3, 120


def on_card(right: Representation, now: datetime) -> Sentence:
    """Say a right as a card does: who may represent them for which job until when, or why nobody does any more."""
    if not right.agreed:
        return _without(right)
    who, job = person(right.holder), one_line(right.title)
    if right.valid(now):
        return [who, f" may represent them for {job} until ", _last_day(right), *_agreed(right)]
    if right.ended_at:
        ended: Sentence = [" was ended on ", _date(right.ended_at), " by ", person(right.ended_by or right.holder)]
        why = one_line(right.ended_for, SHORT)
        return ["The right of ", who, f" to represent them for {job}", *ended, f": {why}"]
    return ["The right of ", who, f" to represent them for {job} expired on ", _last_day(right), *_agreed(right)]


def listed(candidate: Candidate, rights: Sequence[Representation], may_end: Collection[int], now: datetime) -> Message:
    """List who may represent a candidate, with their words, and a way to end what holds, or to write down more."""
    head = sentence("Who may represent ", bold(candidate.name), ":")
    blocks: list[Block] = [line(*head)]
    for place, each in enumerate(rights[:MOST_SHOWN], start=1):
        blocks += [line(*on_card(each, now)), *([quote(each.words)] if each.agreed else [])]
        if each.id in may_end:
            reads = f"End the right for {one_line(each.title)}"
            blocks.append(actions(button("End it …", f"{END}_{place}", each.id, reads=reads)))
    more = button("Write down another …", ADD, candidate.id, style="primary")
    said = [part for each in rights[:MOST_SHOWN] for part in (on_card(each, now), _words(each))]
    return Message(whole(head, *said), [*blocks, actions(more)])


def hindered(
    candidate: Candidate, title: str, client: str, stage: Stage, hindrance: Hindrance, holder: str
) -> list[Sentence]:
    """Say what stands in the way of a step, and that it is not taken yet; `holder` is who represents them by it."""
    step = ["put forward"] if stage is Stage.SUBMITTED else ["moved to ", bold(stage_name(stage))]
    waits = sentence(bold(candidate.name), " is not ", *step, f" for {one_line(title)} yet.")
    right = hindrance.right
    if hindrance.stops and right:
        where = f" at {one_line(client)}" if client else ""
        held: Sentence = [f" may represent them{where} (for {one_line(right.title)}) until ", _last_day(right), "."]
        return [waits, [person(right.holder), *held]]
    return [
        waits,
        _missing(right, candidate, holder),
        *(_rival(each, client) for each in hindrance.rivals[:MOST_RIVALS]),
    ]


def noted(said: Message, right: Representation) -> Message:
    """Add to what came of a step what was written down with it."""
    hint = _note(right)
    return Message(said.text + "\n" + whole(hint), [*said.blocks, context(*hint)])


def recorded(candidate: Candidate, right: Representation) -> Message:
    """Confirm that a right is written down."""
    for_job = f" for {one_line(right.title)} until "
    head = sentence(person(right.holder), " may represent ", bold(candidate.name), for_job, _last_day(right), ".")
    return Message(whole(head), [line(*head)])


def ended(candidate: Candidate, right: Representation) -> Message:
    """Confirm that a right has ended."""
    head = sentence("The right to represent ", bold(candidate.name), f" for {one_line(right.title)} has ended.")
    return Message(whole(head), [line(*head)])


def asked(candidate: Candidate, managers: Sequence[str]) -> Message:
    """Say which managers were asked, and what follows."""
    head = sentence("I have asked ", *everybody(managers), " whether you may put ", bold(candidate.name), " forward.")
    hint = sentence("You hear their answer here. If it is yes, they are put forward in your name at once.")
    return Message(whole(head, hint), [line(*head), context(*hint)])


def lifted(candidate: Candidate, right: Representation, theirs: Representation | None) -> Message:
    """Tell whoever holds a right that a manager let a colleague put somebody forward all the same."""
    until: Sentence = [" until ", _last_day(theirs)] if theirs else []
    head = sentence(
        person(right.recorded_by),
        " has allowed ",
        person(right.holder),
        " to put ",
        bold(candidate.name),
        f" forward for {one_line(right.title)}, although you may represent them there",
        *until,
        ".",
    )
    hint = sentence("Your right stays as it is. If this surprises you, talk to them.")
    return Message(whole(head, sentence(right.words), hint), [line(*head), quote(right.words), context(*hint)])


def which(typed: str, found: Sequence[Found]) -> Message:
    """Ask whose right to represent is meant."""
    shown = found[:5]
    asked_ = which_of(typed, found)
    names = [told_apart(one, shown) for one in shown]
    pairs = enumerate(zip(shown, names, strict=True), start=1)
    buttons = [button(name, f"{PICK}_{place}", one.id) for place, (one, name) in pairs]
    return Message(whole(asked_, *(sentence(f"• {name}") for name in names)), [line(*asked_), actions(*buttons)])


def nobody(typed: str) -> str:
    """Say that nobody is called so."""
    return f"I know nobody called “{one_line(typed)}”. Try part of the name, an e-mail or a phone number."


def taken(right: Representation, colleague: str, last: date) -> str:
    """Say that a colleague may represent them there, so that nobody else's right is written down."""
    who = one_line(colleague) if colleague else "A colleague"
    return (
        f"{who} may represent them there (for {one_line(right.title)}) until {day(last)} {last.year}. "
        "Talk to each other; they or a manager can end it early with /care represent."
    )


def _missing(right: Representation | None, candidate: Candidate, holder: str) -> Sentence:
    if right is None:
        agreed = " agreed to be put forward for this job by "
        return sentence("It is not on record that ", bold(candidate.name), agreed, person(holder), ".")
    verb = " was ended on " if right.ended_at else " expired on "
    at: Live = _date(right.ended_at) if right.ended_at else _last_day(right)
    return ["The right of ", person(right.holder), " to represent them for this job", verb, at, "."]


def _rival(submission: Submission, client: str) -> Sentence:
    at = f"They are known at {one_line(client)} already: " if client else "They are known there already: "
    return [at, standing(submission.stage, submission.title), ", with ", person(submission.recruiter), "."]


def _note(right: Representation) -> Sentence:
    if right.agreed:
        return [person(right.holder), " may represent them until ", _last_day(right), "."]
    return sentence("The card says that their consent is not on record, and why.")


def _without(right: Representation) -> Sentence:
    by, on, job = person(right.recorded_by), _date(right.recorded_at), one_line(right.title)
    why = f": {one_line(right.words, SHORT)}"
    if right.how == NotAgreed.LIFTED:
        put = f" to put them forward for {job} on "
        though = f", although a colleague may represent them there{why}"
        return [by, " allowed ", person(right.holder), put, on, though]
    return [f"Put forward for {job} without consent on record by ", by, " on ", on, why]


def _agreed(right: Representation) -> Sentence:
    how = AGREED_BY.get(Kind(right.how)) if right.how in set(Kind) else None
    return [f" (agreed {how} on " if how else " (agreed on ", _date(right.agreed_at), ")"]


def _words(right: Representation) -> Sentence:
    return sentence(right.words if right.agreed else "")


def _last_day(right: Representation) -> Live:
    return last_day_of(right.expires_at)


def _date(moment: datetime) -> Live:
    return when(moment, "{date_short}")
