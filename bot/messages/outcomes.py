"""How do we say how a dispute ended, and set out what people wrote in it?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    button,
    context,
    cut,
    line,
    one_line,
    person,
    quote,
    strung,
    when,
    whole,
)
from bot.facts import Dispute, Judges, Ruling, ShownCase
from bot.phrases import together

WHOLE = "dispute_whole"
# What people wrote is shown so far in a message; the window of the whole case shows all of it.
LETTERS = 400
WHO = {Judges.MANAGERS: "the managers", Judges.ADMINISTRATORS: "the administrators"}
# What someone wrote, below who says it.
Written = tuple[Sentence, str | None]


def outcome(of: Dispute, name: str) -> Sentence:
    """Say how a dispute ended, who decided, and when."""
    owner, claimant, whom = person(of.owner), person(of.claimant), bold(name)
    words: dict[Ruling, Sentence] = {
        Ruling.KEEP: [owner, " keeps ", whom],
        Ruling.TRANSFER: [whom, " goes to ", claimant],
        Ruling.SHARE: [owner, " stays the owner of ", whom, ", and the credit is shared: ", *_credit(of)],
        Ruling.WITHDRAWN: [claimant, " withdrew the claim, and ", owner, " keeps ", whom],
        Ruling.CONCEDED: [owner, " released ", whom, " to ", claimant],
        Ruling.NOT_RULED: ["Nobody ruled in time, so ", owner, " keeps ", whom],
        Ruling.OWNER_LEFT: [owner, " is not here any more, so ", whom, " goes to ", claimant],
        Ruling.CLAIMANT_LEFT: [claimant, " is not here any more, so ", owner, " keeps ", whom],
        Ruling.ERASED: ["Their record was erased"],
    }
    is_ruled = of.ruling in (Ruling.KEEP, Ruling.TRANSFER, Ruling.SHARE)
    by: Sentence = ["ruled by ", person(of.ruled_by)] if is_ruled and of.ruled_by else []
    at: Sentence = ["at ", when(of.ended_at)] if of.ended_at else []
    ends = words[of.ruling] if of.ruling else []
    return strung(ends, [*by, " ", *at]) if by else [*ends, " ", *at]


def settles(case: ShownCase) -> Sentence:
    """Say who settles a claim, and by when; where nobody may, that the two have to."""
    if case.judges is Judges.NOBODY:
        keeps: Sentence = [" at ", when(case.keeps_at)] if case.keeps_at else []
        return ["nobody here can rule on it: unless the two agree, ", person(case.dispute.owner), " keeps them", *keeps]
    return [f"{WHO[case.judges]} settle it by ", when(case.dispute.rule_by)]


def capital(said: Sentence) -> Sentence:
    """Begin a sentence with what is said elsewhere in the midst of one."""
    first, *rest = said
    return [first[:1].upper() + first[1:] if isinstance(first, str) else first, *rest]


def settled_before(before: Sequence[Dispute]) -> list[Written]:
    """Say how the same was ruled on before, and why; the newest first."""
    return [(_ruled_before(each), each.reasons) for each in before]


def _ruled_before(of: Dispute) -> Sentence:
    at: Sentence = [" on ", when(of.ended_at, "{date_short}")] if of.ended_at else []
    claim: Sentence = ["the claim of ", person(of.claimant)]
    if of.ruling is Ruling.NOT_RULED or not of.ruling:
        return ["Settled before: nobody ruled on ", *claim, ", and ", person(of.owner), " kept them", *at]
    by = person(of.ruled_by or "")
    return ["Settled before: ", by, f" ruled {of.ruling.capitalize()} on ", *claim, *at, ":" if of.reasons else ""]


def see_whole(of: Dispute, name: str, at: int | None = None) -> Block:
    """Give the button that shows the whole case; `at` numbers it where several stand in one message."""
    action = WHOLE if at is None else f"{WHOLE}_{at}"
    return button("Whole case", action, f"{of.id}/0", reads=f"See the whole case of {one_line(name)}")


def set_out(
    above: Sequence[Sentence],
    written: Sequence[Written] = (),
    below: Sequence[Sentence] = (),
    presses: Sequence[Block] = (),
    letters: int = LETTERS,
) -> Message:
    """Put a message together: sentences, what people wrote below who says it, what follows, and what to press."""
    blocks = [line(*each) for each in above if each]
    for says, words in written:
        blocks += [*([line(*says)] if says else []), *([quote(words, letters)] if words else [])]
    blocks += [context(*each) for each in below if each]
    text = whole(*above, *spoken_out(written, letters), *below)
    return Message(text, blocks + ([actions(*presses)] if presses else []))


def spoken_out(written: Sequence[Written], letters: int = LETTERS) -> list[Sentence]:
    """Say what people wrote behind who says it, each on a line."""
    return [[*says, f" “{cut(words, letters)}”" if words else ""] for says, words in written]


def _credit(of: Dispute) -> Sentence:
    return together([[person(each.person), f" {each.percent}%"] for each in of.credit])
