"""How do we say who owns a candidate, until when, and what can be done about it?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import (
    Block,
    Message,
    Part,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    line,
    one_line,
    person,
    strung,
    when,
    whole,
)
from bot.facts import ApprovalKind, Holding, OwnerChange, Passing, Person, Share
from bot.messages.approvals import waits
from bot.owing_buttons import MORE_TIME as MORE_TIME
from bot.owing_buttons import RELEASE as RELEASE
from bot.owing_buttons import more_time, release
from bot.phrases import CARD, LOG_FOR, PASSED, counted, dated, everybody, spoken, standing, together

OPEN = "own_open"
TAKE = "own_take"
CLAIM = "own_claim"
HAND = "own_hand"

MOST_CHANGES = 5
NOT_YOURS = "You do not own them, so you cannot do that. Their owner can, or a manager. Type /own and their name."
NOBODYS = "Nobody owns them any more: they are in the house pool. Type /own and their name to claim them."
IN_DISPUTE = "A claim on them is being settled, so nobody else can claim them or hand them over before that is done."
CHANGED = "A claim on them was made or settled meanwhile, so nothing was changed. Type /own and their name to see it."
TO_ITS_OWNER = "They own this candidate already. Choose somebody else, or close the form."
NEVER_MET = (
    "They have not used Rapport yet, so it does not know whether they may own candidates. "
    "Choose somebody else, or ask them to type /care help once."
)
NO_MEMBER = "Only active members of this workspace can own candidates. Choose somebody else."
ONLY_MANAGERS = "Only a manager can assign a candidate whom nobody owns. Type /own and their name to claim them."

# Of these nobody was the owner before, and not even the house pool.
_FIRST = (Passing.ADDED, Passing.STANDING)
# What came of a dispute is said to those who may see it.
_SETTLED = (Passing.RULED, Passing.CONCEDED, Passing.SUCCEEDED)


def owned(holding: Holding, reader: Person, *, assigned: bool = False, first: Sentence | None = None) -> Message:
    """Say who owns a candidate, since when, what holds it, until when, and offer what `reader` can do.

    `assigned` tells that a manager assigns whoever is in the house pool, `first` is what has just come to pass.
    """
    head = _head(holding, reader)
    facts = [*_facts(holding, reader), *_history(holding.changes, reader)]
    blocks = [line(*each) for each in (first or [], head) if each]
    blocks += [bullets(facts)] if facts else []
    return Message(whole(first or [], head, *facts), [*blocks, actions(*_presses(holding, reader, assigned))])


def briefly(holding: Holding) -> Sentence:
    """Say on a card who owns a candidate, what holds it, and until when."""
    if holding.ownership.owner is None:
        pooled: Sentence = [" since ", when(holding.ownership.since, "{date_short}")] if holding.ownership.since else []
        return strung(["Nobody owns them: they are in the house pool", *pooled], *_asked(holding))
    since: Sentence = [" since ", when(holding.ownership.since)] if holding.ownership.since else []
    held: Sentence = []
    if touch := holding.held_by:
        held = [f"held by “{spoken(touch.how)}” at ", when(touch.at)]
    return strung(
        ["Owned by ", person(holding.ownership.owner), *since],
        held,
        _attempts(holding),
        _frozen(holding) or _until(holding, shortly=True),
        *_asked(holding),
        _credit(holding.ownership.credit),
    )


def _asked(holding: Holding) -> list[Sentence]:
    """Say on a card who waits for a manager's answer about whose they are."""
    wants = {ApprovalKind.ASSIGN: " asked to own them at ", ApprovalKind.MORE_TIME: " asked for more time at "}
    return [[person(each.asked_by), wants[each.kind], when(each.at)] for each in holding.asked if each.kind in wants]


def _head(holding: Holding, reader: Person) -> Sentence:
    own, name = holding.ownership, bold(holding.candidate.name)
    if own.owner is None:
        pooled: Sentence = [" has been in the house pool since ", when(own.since, "{date_short}")] if own.since else []
        return [name, *(pooled or [" is in the house pool"]), ": nobody owns them."]
    how = f"{PASSED[own.how]}, " if own.how and (own.how not in _SETTLED or _in_on(reader, own.owner)) else ""
    came: Sentence = [f" ({how}since ", when(own.since), ")"] if own.since else []
    is_owned: Sentence = [" is yours"] if own.owner == reader.id else [" is owned by ", person(own.owner)]
    return [name, *is_owned, *came, "."]


def _facts(holding: Holding, reader: Person) -> list[Sentence]:
    if holding.ownership.owner is None:
        return [waits(each, holding.candidate.name) for each in holding.asked]
    asked = [waits(each, holding.candidate.name) for each in holding.asked]
    mine = holding.ownership.owner == reader.id
    ends = _frozen(holding, reader) or _until(holding, mine=mine)
    facts = (_held(holding, mine=mine), _attempts(holding), ends, _credit(holding.ownership.credit), *asked)
    return [each for each in facts if each]


def _held(holding: Holding, *, mine: bool) -> Sentence:
    touch = holding.held_by
    if touch is None:
        if mine:
            return ["Counted from when they became yours: you have not spoken with them yet"]
        return ["Counted from when they became theirs: their owner has not spoken with them yet"]
    return [f"Held by “{spoken(touch.how)}” at ", when(touch.at), " by ", person(touch.by)]


def _attempts(holding: Holding) -> Sentence:
    """Say how often the owner tried since then; that holds nobody."""
    if not holding.attempts:
        return []
    since = counted(holding.attempts, "attempt since, which does not renew it", "attempts since, which do not renew it")
    return [since]


def _frozen(holding: Holding, reader: Person | None = None) -> Sentence:
    """Say that a claim is open; by whom only to who has a part in it or is in charge, since it is between them."""
    dispute = holding.dispute
    if dispute is None:
        return []
    if reader is None or not (reader.manager or reader.administrator or reader.id in holding.parties):
        until: Sentence = [" until ", when(holding.frozen_until), " at the latest"] if holding.frozen_until else []
        return ["Frozen" if reader else "frozen", *until, ": a claim is being settled"]
    return ["Frozen: a claim by ", person(dispute.claimant), " is being settled by ", when(dispute.rule_by)]


def _until(holding: Holding, *, mine: bool = False, shortly: bool = False) -> Sentence:
    if holding.last_on is None:
        return ["frozen: it does not lapse now" if shortly else "Frozen: it does not lapse now"]
    day = dated(holding.last_on)
    if shortly:
        return [f"until the end of {day}"]
    until = f"Until the end of {day}"
    if holding.live:
        live = standing(holding.live.stage, holding.live.title)
        return [f"Not before the end of {day}, since they are live: {live}"]
    who = "you speak" if mine else "their owner speaks"
    return [f"{until}; longer if {who} with them before"]


def _credit(credit: Sequence[Share]) -> Sentence:
    return ["Credit: ", *together([[person(each.person), f" {each.percent}%"] for each in credit])] if credit else []


def _history(changes: Sequence[OwnerChange], reader: Person) -> list[Sentence]:
    """Say the last changes of owner, the newest first."""
    return [_change(each, reader) for each in reversed(changes[-MOST_CHANGES:])]


def _in_on(reader: Person, *parties: str | None) -> bool:
    """Tell whether someone reads that a dispute was settled: the two, managers and administrators."""
    return reader.manager or reader.administrator or reader.id in parties


def _change(change: OwnerChange, reader: Person) -> Sentence:
    before: Sentence = [person(change.before) if change.before else "the house pool", " → "]
    before = [] if change.before is None and change.how in _FIRST else before
    after = person(change.after) if change.after else "the house pool"
    by: Sentence = [", by ", person(change.by)] if change.by and change.by not in (change.before, change.after) else []
    note = f": {one_line(change.note, 300)}" if change.note else ""
    # What lapses does so with the end of a day.
    lapsed = change.how is Passing.LAPSED
    at: Sentence = ["On ", when(change.at, "{date_short}")] if lapsed else ["At ", when(change.at)]
    if change.how in _SETTLED and not _in_on(reader, change.before, change.after):
        return [*at, ": ", *before, after]
    return [*at, ": ", *before, after, " (", *_how(change), *by, ")", note]


def _how(change: OwnerChange) -> Sentence:
    if change.how is Passing.SUCCEEDED and change.before:
        return ["since ", person(change.before), " left, and they had claimed them"]
    return [PASSED[change.how]]


def _presses(holding: Holding, reader: Person, assigned: bool) -> list[Block]:
    own, id, name = holding.ownership, holding.candidate.id, one_line(holding.candidate.name, 40)
    card = button("Card", CARD, id, reads=f"The card of {name}")
    hand = button("Hand over …", HAND, id, reads=f"Hand {name} over to a colleague")
    mine = own.owner == reader.id
    if own.owner is None:
        words = "Ask to own …" if assigned and not reader.manager else "Claim"
        asked = any(each.kind is ApprovalKind.ASSIGN and each.asked_by == reader.id for each in holding.asked)
        claims = [] if asked else [button(words, TAKE, id, style="primary", reads=f"{words}: {name}")]
        assign = button("Assign …", HAND, id, reads=f"Assign {name} to a colleague")
        return [*claims, *([assign] if reader.manager else []), card]
    if own.dispute is not None:
        return [*(release(id, name, f"Release to {one_line(holding.claimant or 'them', 40)} …") if mine else []), card]
    if mine:
        log = button("Log a touch", LOG_FOR, id, style="primary", reads=f"Log a touch for {name}")
        return [log, *(more_time(id, name) if holding.more_time else []), hand, *release(id, name), card]
    claim = button("Claim …", CLAIM, id, reads=f"Claim {name} from their owner")
    return [claim, *([hand, *release(id, name)] if reader.manager else []), card]


def claimed(holding: Holding, result: str, asked: Sequence[str]) -> Sentence:
    """Say what came of a claim: `granted`, `mine`, `owned`, `disputed` or `asked`."""
    owner, name = holding.ownership.owner, bold(holding.candidate.name)
    by: Part = person(owner) if owner else "somebody"
    words: dict[str, Sentence] = {
        "granted": [name, " is yours now."],
        "mine": [name, " is yours already."],
        "owned": [name, " has an owner meanwhile: ", by, ". You can still claim them, with a reason."],
        "disputed": [name, " cannot be claimed now: another claim is being settled."],
        "asked": ["I have asked ", *(everybody(asked) if asked else ["the managers"]), " to give ", name, " to you."],
    }
    return words[result]


def released(name: str, owner: str | None) -> Message:
    """Confirm that a candidate is released; `owner` is who has them by the rules of the house pool."""
    to: Sentence = [" is released, and goes to ", person(owner), "."] if owner else [" is in the house pool now."]
    said: Sentence = [bold(name), *to]
    return Message(whole(said), [line(*said)])


def conceded(name: str, claimant: str) -> Message:
    """Confirm that a disputed candidate was released to whoever claimed them."""
    said: Sentence = [bold(name), " is released to ", person(claimant), ", and the claim is settled."]
    return Message(whole(said), [line(*said)])


def handed(name: str, to: str) -> Message:
    """Confirm that a candidate was handed over."""
    said: Sentence = [bold(name), " is owned by ", person(to), " now, and they are told."]
    return Message(whole(said), [line(*said)])
