"""How do we ask managers for something, and tell the asker what they answered?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from bot.blocks import (
    Block,
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
from bot.messages import stakes
from bot.messages.offer_buttons import SHEET
from bot.phrases import CARD, counted, dated, spoken

GRANT = "approval_grant"
REFUSE = "approval_refuse"
FIGURES = "approval_figures"
CHANGE = "approval_change"

NOBODY = "There is no manager beside you here who could decide that. Ask whoever looks after Rapport to name one."
ASKED_ALREADY = "You have asked for this already, and no manager has answered yet. You hear as soon as one does."
NOT_A_MANAGER = "Only a manager can grant or refuse this. Ask one of them."
NOT_YOURS = "You asked for this yourself, so another manager decides about it."
UNANSWERED = "no manager answered before they lapsed."
RENEWED = "they are theirs for longer than that already."
NOT_THEIRS = "whoever asked does not own them any more."
OWNED = "they have an owner already."
FROZEN = "a claim on them is being settled, and until then nothing lapses."
STILL_WAITS = (
    "Speak to one of them: until then nothing of it is offered. Another round, inside the band, can be written down "
    "under Offers at once."
)
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


def _feasible(approval: Approval, name: str) -> Sentence:
    for_job = f" for {one_line(approval.about['title'])}" if approval.about.get("title") else ""
    return ["to offer ", bold(name), f" a base outside the band{for_job}"]


# What is asked for, by its kind, as it is said after "asks".
WORDS: dict[ApprovalKind, Callable[[Approval, str], Sentence]] = {
    ApprovalKind.MORE_TIME: _more_time,
    ApprovalKind.ASSIGN: _assign,
    ApprovalKind.REPRESENT: _represent,
    ApprovalKind.FEASIBLE: _feasible,
}
# By which words a manager grants and refuses it, and has done so.
_GRANT = {ApprovalKind.FEASIBLE: ("Approve", "Approved", "approved")}
_REFUSE = {ApprovalKind.FEASIBLE: ("Decline …", "Declined", "declined")}
_GRANTED, _REFUSED = ("Grant", "Granted", "granted"), ("Refuse …", "Refused", "refused")


_NOTHING_MORE = Request()


def asked(approval: Approval, name: str, on: Request = _NOTHING_MORE, *, again: bool = False) -> Message:
    """Ask a manager for something, with what they decide by; once one of them has decided, say what and who.

    `again` is for whoever has not answered and is reminded.
    """
    head: Sentence = [person(approval.asked_by), " asks ", *WORDS[approval.kind](approval, name), "."]
    became = outcome(approval)
    about = [] if became else [each for each in _about(approval, on) if each]
    late = _not_answered(on) if again and not became else []
    blocks = [*([line(*late)] if late else []), line(*head)] + ([quote(approval.reason)] if approval.reason else [])
    blocks += [bullets(about)] if about else []
    if became:
        blocks += [line(*became), *([actions(_figures(approval, name))] if _has_figures(approval) else [])]
    else:
        blocks.append(actions(*_presses(approval, name)))
    return Message(whole(late, head, sentence(approval.reason), *about, became), blocks)


def _about(approval: Approval, on: Request) -> list[Sentence]:
    """Say what a manager decides by; the figures of an offer are shown to those who press for them."""
    if approval.kind is ApprovalKind.FEASIBLE:
        return [["It waits for you: the candidate is not told before"], *(stakes.told(on.stakes) if on.stakes else [])]
    return [_ends(approval, on), _spoke(on), _before(on)]


def _presses(approval: Approval, name: str) -> list[Block]:
    of = one_line(name, 40)
    yes, no = _GRANT.get(approval.kind, _GRANTED)[0], _REFUSE.get(approval.kind, _REFUSED)[0]
    refuse = button(no, REFUSE, approval.id, reads=f"{no.rstrip(' …')} it for {of}")
    card = button("Card", CARD, approval.candidate, reads=f"The card of {of}")
    if not _has_figures(approval):
        return [button(yes, GRANT, approval.id, style="primary", reads=f"{yes} it for {of}"), refuse, card]
    grant = button(yes, GRANT, approval.id, reads=f"{yes} it for {of}")
    change = button("Change …", CHANGE, approval.id, reads=f"Change the offer to {of}")
    return [_figures(approval, name, style="primary"), grant, refuse, change, card]


def _has_figures(approval: Approval) -> bool:
    return approval.kind is ApprovalKind.FEASIBLE


def _figures(approval: Approval, name: str, style: Literal["primary"] | None = None) -> Block:
    """Offer the figures; whoever presses is shown them if they may see them then, also once it is answered."""
    reads = f"See what would be offered to {one_line(name, 40)}"
    return button("See the figures", FIGURES, approval.id, style=style, reads=reads)


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


def outcome(approval: Approval) -> Sentence:
    """Say what became of something asked, by whom and when; nothing as long as no manager has answered."""
    if approval.granted is None or approval.decided_at is None:
        return []
    if not approval.decided_by:
        return ["It came to nothing: ", approval.answer or "things have changed since."]
    by: Sentence = [person(approval.decided_by), " at ", when(approval.decided_at)]
    if approval.granted:
        changed = " with other figures" if approval.about.get("changed") else ""
        return [sign("white_check_mark"), f" {_GRANT.get(approval.kind, _GRANTED)[1]}{changed} by ", *by]
    return [f"{_REFUSE.get(approval.kind, _REFUSED)[1]} by ", *by, f": {approval.answer}" if approval.answer else ""]


def answered(approval: Approval, name: str, last_on: date | None = None) -> Message:
    """Tell the asker what came of it; `last_on` is the last day on which they own them now."""
    what = WORDS[approval.kind](approval, name)
    by = person(approval.decided_by or "")
    lapses: Sentence = [f" They are yours until the end of {dated(last_on)}."] if last_on else []
    asks: Sentence = ["You asked ", *what]
    if approval.granted:
        changed = " with other figures" if approval.about.get("changed") else ""
        head: Sentence = [*asks, ", and ", by, f" has {_GRANT.get(approval.kind, _GRANTED)[2]} it{changed}.", *lapses]
    elif approval.decided_by:
        head = [*asks, ", and ", by, f" has {_REFUSE.get(approval.kind, _REFUSED)[2]} it.", *lapses]
    else:
        head = [*asks, ", and it came to nothing: ", approval.answer or "things have changed since."]
    why = approval.answer if approval.decided_by and approval.answer else ""
    next_ = _what_next(approval)
    blocks = [line(*head)] + ([quote(why)] if why else []) + ([line(*next_)] if next_ else [])
    blocks.append(_looks(approval, name))
    return Message(whole(head, sentence(why), next_), blocks)


def unanswered(approval: Approval, name: str) -> Message:
    """Tell the asker that no manager has answered, though they were reminded; once one has, what came of it."""
    head: Sentence = ["You asked ", *WORDS[approval.kind](approval, name), " at ", when(approval.at)]
    next_ = outcome(approval)
    if not next_:
        head += [", and no manager has answered yet, though they were reminded twice."]
        next_ = [STILL_WAITS]
    else:
        head += ["."]
    return Message(whole(head, next_), [line(*head), line(*next_), _looks(approval, name)])


def _looks(approval: Approval, name: str) -> Block:
    """Offer the card, and the offers where it is about one."""
    card = button("Card", CARD, approval.candidate, reads=f"The card of {one_line(name, 40)}")
    offers = button("Offers", SHEET, approval.candidate, reads=f"All offers to {one_line(name, 40)}")
    return actions(*([offers] if _has_figures(approval) else []), card)


def _what_next(approval: Approval) -> Sentence:
    """Say what follows for an offer; its figures, and why they were declined, stand on the offers alone."""
    if approval.kind is not ApprovalKind.FEASIBLE or not approval.decided_by:
        return []
    if approval.granted:
        return ["Make the offer now: the time to decide runs. The figures stand under Offers."]
    return ["Nothing of it is offered. Why stands under Offers; write down another round there."]


def decided(approval: Approval, name: str) -> str:
    """Say to a manager who pressed too late what another has decided."""
    asked_for = "What was asked about " + one_line(name)
    if not approval.decided_by:
        return f"{asked_for} came to nothing: {approval.answer or 'things have changed since.'}"
    became = _GRANT.get(approval.kind, _GRANTED) if approval.granted else _REFUSE.get(approval.kind, _REFUSED)
    return f"{asked_for} was {became[2]} by a manager already. The message says who."


def refusing(approval: Approval) -> str:
    """Say what a manager does who says no to something: `Refuse`, or `Decline`."""
    return _REFUSE.get(approval.kind, _REFUSED)[0].rstrip(" …")


def waits(approval: Approval, name: str) -> Sentence:
    """Say that something was asked for and no manager has answered yet."""
    asked_for: Sentence = [person(approval.asked_by), " has asked ", *WORDS[approval.kind](approval, name)]
    return strung(asked_for, ["asked at ", when(approval.at)], ["no manager has answered yet"])
