"""How do we lay a case before those who settle it, and show it in full?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    cut,
    divider,
    line,
    one_line,
    person,
    quote,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import Dispute, DisputeState, Ground, Ignored, Judges, Piece, Question, Ruling, ShownCase
from bot.messages.outcomes import Written, outcome, see_whole, set_out, settled_before, settles, spoken_out
from bot.phrases import PRECEDENTS as PRECEDENTS
from bot.phrases import counted, spoken

KEEP = "dispute_keep"
TRANSFER = "dispute_transfer"
SHARE = "dispute_share"
ASK = "dispute_ask"
PAGE = "dispute_page"
RULINGS = {KEEP: Ruling.KEEP, TRANSFER: Ruling.TRANSFER, SHARE: Ruling.SHARE}

# What a message shows of what people wrote; the window of the whole case shows all of it.
LETTERS, QUESTION_LETTERS, ALL_LETTERS = 350, 150, 2_000
NEWEST, A_PAGE = 5, 12
IGNORED = {
    Ignored.AFTER: "entered after the claim",
    Ignored.BACKDATED: "back-dated",
    Ignored.ATTEMPT: "nobody spoke",
    Ignored.COLLEAGUE: "for neither of the two",
    Ignored.CHANGED: "changed after the claim",
}


def case(of: ShownCase, spoke_days: int, questions: int) -> Message:
    """Lay a case before the managers; once it is over, say what came of it.

    `spoke_days` is for how long having spoken counts, `questions` how often the clock may be stopped.
    """
    if of.dispute.state is DisputeState.ENDED:
        return _over(of)
    first, written = [_head(of), _clock(of)], _statements(of)
    advice, lines = suggestion(of, spoke_days), [_line(piece) for piece in of.lines[:NEWEST]]
    asked = [each for question in of.questions for each in _asked(question, QUESTION_LETTERS)]
    blocks = set_out(first, written, letters=LETTERS).blocks
    blocks += [*([bullets(asked)] if asked else []), line(*advice), line(*_newest(of))]
    blocks += [bullets(lines)] if lines else []
    told = [sentence("• ", *each) for each in lines]
    text = whole(*first, *spoken_out(written, LETTERS), *asked, advice, _newest(of), *told)
    presses = actions(*ruling_presses(of.dispute, of.name, questions), see_whole(of.dispute, of.name))
    return Message(text, [*blocks, presses])


def due(of: ShownCase, questions: int, now: datetime) -> Message:
    """Remind the managers that a ruling is due, or was; once it is settled, say how."""
    if of.dispute.state is DisputeState.ENDED:
        return _over(of)
    first: Sentence = ["The claim of ", person(of.dispute.claimant), " on ", bold(of.name), ", whom "]
    late = now > of.dispute.rule_by
    by = " owns, was to be settled by " if late else " owns, is to be settled by "
    first += [person(of.dispute.owner), by, when(of.dispute.rule_by), ", and is not yet." if late else "."]
    keeps = [*_keeps(of, "If"), "."] if of.keeps_at else []
    presses = [*ruling_presses(of.dispute, of.name, questions), see_whole(of.dispute, of.name)]
    return set_out([first], below=[keeps], presses=presses)


def window(of: ShownCase, page: int, spoke_days: int, presses: Sequence[Block]) -> Message:
    """Show the whole case: all that was written, every question, what is suggested, and a page of the time line."""
    dispute = of.dispute
    laid = set_out([_head(of), _clock(of)], _statements(of), letters=ALL_LETTERS)
    stands = suggestion(of, spoke_days)
    asked = [each for question in of.questions for each in _asked(question, ALL_LETTERS)]
    blocks = [*laid.blocks, *(line(*each) for each in asked), line(*stands)]
    if dispute.state is DisputeState.ENDED:
        blocks += [line(*outcome(dispute, of.name))]
        blocks += [quote(dispute.reasons, ALL_LETTERS)] if dispute.reasons else []
    lines = [_line(piece) for piece in of.lines[page * A_PAGE : (page + 1) * A_PAGE]]
    told = f"{counted(len(of.lines), 'touch', 'touches')} on the time line, the newest first:"
    blocks += [divider(), line(told if of.lines else "No touch is on the time line.")]
    blocks += [bullets(lines)] if lines else []
    turns = _turns(of, page)
    blocks += [actions(*each) for each in (turns, presses) if each]
    return Message(laid.text, blocks)


def suggestion(of: ShownCase, spoke_days: int) -> Sentence:
    """Say in one sentence what the rules suggest, and why."""
    ruling, ground = of.dispute.suggestion or Ruling.KEEP, of.dispute.ground or Ground.NOTHING
    does: dict[Ruling, Sentence] = {
        Ruling.KEEP: [person(of.dispute.owner), " keeps them"],
        Ruling.TRANSFER: ["they go to ", person(of.dispute.claimant)],
        Ruling.SHARE: ["the credit is shared"],
    }
    return [bold("The rules suggest:"), " ", *does[ruling], ", since ", *_why(of, ground, ruling, spoke_days), "."]


def ruling_presses(of: Dispute, name: str, questions: int) -> list[Block]:
    """Give what a manager can press on a case; Ask only while a question may still be put."""
    if of.state is not DisputeState.RULING:
        return []
    whom = one_line(name)
    ask = [button("Ask …", ASK, of.id, reads=f"Ask one of them about {whom}")] if of.asked < questions else []
    return [
        button("Keep", KEEP, of.id, reads=f"Rule that the owner keeps {whom}"),
        button("Transfer", TRANSFER, of.id, reads=f"Rule that {whom} goes to whoever claims"),
        button("Share …", SHARE, of.id, reads=f"Rule that the credit for {whom} is shared"),
        *ask,
    ]


def see_precedents(of: Dispute) -> Block:
    """Give the button that shows how claims like this one were settled."""
    return button("Precedents", PRECEDENTS, of.id, reads="See how claims like this one were settled")


def _over(of: ShownCase) -> Message:
    first: Sentence = ["The claim of ", person(of.dispute.claimant), " on ", bold(of.name), " is settled."]
    written: list[Written] = [(["Why:"], of.dispute.reasons)] if of.dispute.reasons else []
    return set_out([first, outcome(of.dispute, of.name)], written, presses=[see_whole(of.dispute, of.name)])


def _head(of: ShownCase) -> Sentence:
    about: Sentence = [" for ", bold(of.title)] if of.title else []
    owns: Sentence = [", whom ", person(of.dispute.owner), " owns."]
    return [person(of.dispute.claimant), " claims ", bold(of.name), *about, *owns]


def _clock(of: ShownCase) -> Sentence:
    opened: Sentence = ["Claimed at ", when(of.dispute.opened_at)]
    if of.dispute.state is DisputeState.ENDED:
        return opened
    if of.judges is Judges.NOBODY:
        return strung(opened, settles(of))
    return strung(opened, ["to be settled by ", when(of.dispute.rule_by)], _keeps(of, "if"))


def _keeps(of: ShownCase, begins: str) -> Sentence:
    if of.keeps_at is None:
        return []
    return [f"{begins} nobody rules by ", when(of.keeps_at), ", ", person(of.dispute.owner), " keeps them"]


def _statements(of: ShownCase) -> list[Written]:
    dispute = of.dispute
    said: list[Written] = [*settled_before(of.before), ([person(dispute.claimant), " says:"], dispute.reason)]
    said += [(["Their evidence:"], dispute.evidence)] if dispute.evidence else []
    by = dispute.answered_by or dispute.owner
    for_whom: Sentence = [" for ", person(dispute.owner)] if by != dispute.owner else []
    if dispute.answer:
        return [*said, ([person(by), " answers", *for_whom, ":"], dispute.answer)]
    if dispute.state is DisputeState.ANSWER:
        return [*said, ([person(dispute.owner), " can answer until ", when(dispute.answer_by), "."], None)]
    return [*said, (["No answer came by ", when(dispute.answer_by), "."], None)]


def _asked(question: Question, letters: int) -> list[Sentence]:
    asks: Sentence = [person(question.asked_by), " asked ", person(question.asked_of)]
    asks += [f": “{cut(question.question, letters)}”"]
    answer = f"“{cut(question.answer, letters)}”" if question.answer else "no answer yet"
    return [asks, [person(question.asked_of), f": {answer}"]]


def _newest(of: ShownCase) -> Sentence:
    if not of.lines:
        return sentence("No touch of either is on record.")
    return sentence("What is on record:" if len(of.lines) <= NEWEST else f"The newest of {len(of.lines)} touches:")


def _line(piece: Piece) -> Sentence:
    touch = piece.touch
    mark = f"does not count: {IGNORED[piece.ignored]}" if piece.ignored else "counts"
    changed = sentence("corrected or deleted since; it stands as it was at the claim" if piece.changed else "")
    at = when(touch.at, "{date_short_pretty} {time}")
    return strung([at], [spoken(touch.how)], ["by ", person(touch.by)], [bold(mark)], changed)


def _turns(of: ShownCase, page: int) -> list[Block]:
    turns = [button("Later", f"{PAGE}_0", f"{of.dispute.id}/{page - 1}")] if page > 0 else []
    if (page + 1) * A_PAGE < len(of.lines):
        turns.append(button("Earlier", f"{PAGE}_1", f"{of.dispute.id}/{page + 1}"))
    return turns


def _why(of: ShownCase, ground: Ground, ruling: Ruling, spoke_days: int) -> Sentence:
    dispute, days = of.dispute, f"the {spoke_days} days before the claim"
    owner, claimant = person(dispute.owner), person(dispute.claimant)
    job: Sentence = [" for ", bold(of.stands_on)] if of.stands_on else []
    at: Sentence = [" at ", when(of.stands_at)] if of.stands_at else []
    holder = claimant if ruling is Ruling.TRANSFER else owner
    words: dict[Ground, Sentence] = {
        Ground.REPRESENTS: [holder, " has the right to represent them", *job],
        Ground.LIVE: [owner, " has put them forward", *job, ", and that is live"],
        Ground.OWNER_SPOKE: [owner, " spoke with them", *at, f", within {days}"],
        Ground.CLAIMANT_SPOKE: ["of the two only ", claimant, f" spoke with them in {days}"],
        Ground.BOTH: ["what both of them did led to the offer", *job],
        Ground.NOTHING: [f"nothing on record speaks for a change, and neither spoke with them in {days}"],
    }
    return words[ground]
