"""How do we ask managers for something, and tell the asker what they answered?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.blocks import (
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    line,
    one_line,
    person,
    quote,
    sentence,
    sign,
    strung,
    when,
    whole,
)
from bot.facts import Approval, ApprovalKind, Request
from bot.phrases import CARD, counted, dated, spoken

GRANT = "approval_grant"
REFUSE = "approval_refuse"

NOBODY = "There is no manager beside you here who could decide that. Ask whoever looks after Rapport to name one."
ASKED_ALREADY = "You have asked for this already, and no manager has answered yet. You hear as soon as one does."
NOT_A_MANAGER = "Only a manager can grant or refuse this. Ask one of them."
NOT_YOURS = "You asked for this yourself, so another manager decides about it."
UNANSWERED = "no manager answered before they lapsed."
RENEWED = "they are theirs for longer than that already."
NOT_THEIRS = "whoever asked does not own them any more."
OWNED = "they have an owner already."
FROZEN = "a claim on them is being settled, and until then nothing lapses."
GONE = "This was about a candidate who is not here any more, so nothing is left to decide."


def _more_time(approval: Approval, name: str) -> Sentence:
    return sentence("to keep ", bold(name), f" for {counted(int(approval.about['days']), 'more day', 'more days')}")


def _assign(_: Approval, name: str) -> Sentence:
    return sentence("to own ", bold(name), " from the house pool")


def _represent(approval: Approval, name: str) -> Sentence:
    about = approval.about
    for_job = f" forward for {one_line(about['title'])}" if about.get("title") else " forward"
    holder: Sentence = [person(about["holder"])] if about.get("holder") else ["a colleague"]
    return ["to put ", bold(name), f"{for_job}, although ", *holder, " may represent them there"]


# What is asked for, by its kind, as it is said after "asks".
WORDS: dict[ApprovalKind, Callable[[Approval, str], Sentence]] = {
    ApprovalKind.MORE_TIME: _more_time,
    ApprovalKind.ASSIGN: _assign,
    ApprovalKind.REPRESENT: _represent,
}


_NOTHING_MORE = Request()


def asked(approval: Approval, name: str, on: Request = _NOTHING_MORE, *, again: bool = False) -> Message:
    """Ask a manager for something, with what they decide by; once one of them has decided, say what and who.

    `again` is for whoever has not answered and is reminded.
    """
    head: Sentence = [person(approval.asked_by), " asks ", *WORDS[approval.kind](approval, name), "."]
    became = _became(approval)
    about = [] if became else [each for each in (_ends(approval, on), _spoke(on), _before(on)) if each]
    late = _not_answered(on) if again and not became else []
    blocks = [*([line(*late)] if late else []), line(*head)] + ([quote(approval.reason)] if approval.reason else [])
    blocks += [bullets(about)] if about else []
    if became:
        blocks.append(line(*became))
    else:
        grant = button("Grant", GRANT, approval.id, style="primary", reads=f"Grant it for {one_line(name, 40)}")
        refuse = button("Refuse …", REFUSE, approval.id, reads=f"Refuse it for {one_line(name, 40)}")
        card = button("Card", CARD, approval.candidate, reads=f"The card of {one_line(name, 40)}")
        blocks.append(actions(grant, refuse, card))
    return Message(whole(late, head, sentence(approval.reason), *about, became), blocks)


def _ends(approval: Approval, on: Request) -> Sentence:
    if approval.kind is ApprovalKind.ASSIGN:
        return ["In the house pool since ", when(on.since)] if on.since else []
    if on.ends_on is None:
        return []
    if approval.kind is ApprovalKind.REPRESENT:
        return [f"That right holds until the end of {dated(on.ends_on)}"]
    return ["Theirs until the end of ", dated(on.ends_on)]


def _spoke(on: Request) -> Sentence:
    if on.spoke is None:
        return ["Nobody has spoken with them yet"]
    return [person(on.spoke.by), " spoke with them last, at ", when(on.spoke.at), f" ({spoken(on.spoke.how)})"]


def _before(on: Request) -> Sentence:
    often = {0: "for the first time", 1: "once before", 2: "twice before"}
    return [f"Asked {often.get(on.before, f'{on.before} times before')}"]


def _not_answered(on: Request) -> Sentence:
    ends = f": without an answer they lapse at the end of {dated(on.ends_on)}" if on.ends_on else ""
    return [f"No manager has answered this yet{ends}."]


def _became(approval: Approval) -> Sentence:
    if approval.granted is None or approval.decided_at is None:
        return []
    if not approval.decided_by:
        return ["It came to nothing: ", approval.answer or "things have changed since."]
    by: Sentence = [person(approval.decided_by), " at ", when(approval.decided_at)]
    if approval.granted:
        return [sign("white_check_mark"), " Granted by ", *by]
    return ["Refused by ", *by, f": {approval.answer}" if approval.answer else ""]


def answered(approval: Approval, name: str, last_on: date | None = None) -> Message:
    """Tell the asker what came of it; `last_on` is the last day on which they own them now."""
    what = WORDS[approval.kind](approval, name)
    by = person(approval.decided_by or "")
    lapses: Sentence = [f" They are yours until the end of {dated(last_on)}."] if last_on else []
    asks: Sentence = ["You asked ", *what]
    if approval.granted:
        head: Sentence = [*asks, ", and ", by, " has granted it.", *lapses]
    elif approval.decided_by:
        head = [*asks, ", and ", by, " has refused it.", *lapses]
    else:
        head = [*asks, ", and it came to nothing: ", approval.answer or "things have changed since."]
    why = approval.answer if approval.decided_by and approval.answer else ""
    blocks = [line(*head)] + ([quote(why)] if why else [])
    blocks.append(actions(button("Card", CARD, approval.candidate, reads=f"The card of {one_line(name, 40)}")))
    return Message(whole(head, sentence(why)), blocks)


def decided(approval: Approval, name: str) -> str:
    """Say to a manager who pressed too late what another has decided."""
    asked_for = "What was asked about " + one_line(name)
    if not approval.decided_by:
        return f"{asked_for} came to nothing: {approval.answer or 'things have changed since.'}"
    return f"{asked_for} was {'granted' if approval.granted else 'refused'} by a manager already. The message says who."


def waits(approval: Approval, name: str) -> Sentence:
    """Say that something was asked for and no manager has answered yet."""
    asked_for: Sentence = [person(approval.asked_by), " has asked ", *WORDS[approval.kind](approval, name)]
    return strung(asked_for, ["asked at ", when(approval.at)], ["no manager has answered yet"])
