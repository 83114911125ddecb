"""How do we tell an owner and a claimant where their dispute stands, and how it ended?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    bold,
    button,
    confirm,
    line,
    one_line,
    person,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import Dispute, DisputeState, Judges, Question, Ruling, ShownCase
from bot.messages.outcomes import WHO, Written, capital, outcome, see_whole, set_out, settled_before, settles
from bot.phrases import counted

ANSWER = "dispute_answer"
CONCEDE = "dispute_concede"
WITHDRAW = "dispute_withdraw"
REPLY = "dispute_reply"
LIST = "dispute_list"
MOST_LISTED = 20


def claimed(case: ShownCase, reader: str) -> Message:
    """Tell the owner, or who stands in for them, that somebody claims a candidate of theirs, and where that stands."""
    of = case.dispute
    whose: Sentence = ["whom you own"]
    if reader != of.owner:
        whose = ["whom ", person(of.owner), " owns; you stand in for them"]
    if of.state is DisputeState.ENDED:
        return set_out([_is_over(case, reader), outcome(of, case.name)], presses=[see_whole(of, case.name)])
    first: Sentence = [person(of.claimant), " claims ", bold(case.name), *_for(case), ", ", *whose, "."]
    written: list[Written] = [(["Why:"], of.reason)]
    written += [(["Their evidence:"], of.evidence)] if of.evidence else []
    written += [(_by(of, reader), of.answer)] if of.answer else []
    written += settled_before(case.before)
    stay = "stay yours" if reader == of.owner else "stay with their owner"
    frozen = sentence(f"Until then they {stay}, and nothing lapses.")
    return set_out([first], written, [_stands(case), frozen], owners_presses(case, reader))


def opened(case: ShownCase) -> Message:
    """Tell whoever claims where their claim stands."""
    of = case.dispute
    if of.state is DisputeState.ENDED:
        return set_out([_is_over(case, of.claimant), outcome(of, case.name)], presses=[see_whole(of, case.name)])
    first: Sentence = ["Your claim on ", bold(case.name), *_for(case), ", whom ", person(of.owner), " owns"]
    written: list[Written] = [(["Your reason:"], of.reason)]
    written += [(["Your evidence:"], of.evidence)] if of.evidence else []
    written += [(_by(of, of.claimant), of.answer)] if of.answer else []
    counts = sentence("What you log from now on is shown in the case, and does not count.")
    return set_out([[*first, "."]], written, [_stands(case), counts], claimants_presses(case))


def asked(case: ShownCase, question: Question) -> Message:
    """Put a manager's question to one of the two."""
    of = case.dispute
    first: Sentence = [person(question.asked_by), " has a question about the claim on ", bold(case.name), ":"]
    written: list[Written] = [([], question.question)]
    written += [(["You answered:"], question.answer)] if question.answer else []
    if of.state is DisputeState.ENDED:
        return set_out([first], written, [outcome(of, case.name)])
    if question.answer:
        has: Sentence = [person(question.asked_by), " has your answer. It is settled by ", when(of.rule_by), "."]
        return set_out([first], written, [has])
    reads = f"Answer the question about {one_line(case.name)}"
    press = button("Answer …", REPLY, f"{of.id}/{question.id}", style="primary", reads=reads)
    wait: Sentence = ["The clock waits a working day for you. It is settled by ", when(of.rule_by), "."]
    return set_out([first], written, [wait], [press, see_whole(of, case.name)])


def answer_due(case: ShownCase, reader: str) -> Message:
    """Remind the owner, or who stands in for them, that their answer is due; later, say what became of it."""
    of = case.dispute
    if of.state is DisputeState.ENDED:
        return set_out([outcome(of, case.name)], presses=[see_whole(of, case.name)])
    claim: Sentence = ["claim of ", person(of.claimant), " on ", bold(case.name)]
    if of.state is DisputeState.RULING:
        became = "is answered" if of.answer else "was not answered in time"
        said: Sentence = ["The ", *claim, f" {became}. ", *capital(settles(case)), "."]
        return set_out([said], presses=[see_whole(of, case.name)])
    first: Sentence = ["The answer to the ", *claim, " is due by ", when(of.answer_by), "."]
    else_: Sentence = [*capital(settles(case)), "."]
    if case.judges is not Judges.NOBODY:
        else_ = sentence(f"Without one, {WHO[case.judges]} settle it on what was logged.")
    return set_out([first], below=[else_], presses=owners_presses(case, reader))


def ended(case: ShownCase, reader: str) -> Message:
    """Tell one of the two how it ended, and why."""
    of = case.dispute
    first = _is_over(case, reader)
    follows = sentence(_follows(of, reader))
    written: list[Written] = [(["Why:"], of.reasons)] if of.reasons else []
    return set_out([first, outcome(of, case.name)], written, [follows], [see_whole(of, case.name)])


def left() -> Message:
    """Say in a channel that turned out not to be private that nothing is said there any more."""
    return set_out([sentence("This is settled in direct messages now, since this channel is not private any more.")])


def listed(cases: Sequence[ShownCase], total: int, *, all_of_them: bool) -> Message:
    """List the first of the open disputes someone may see, each with its case; `total` counts all of them."""
    if not cases:
        first = sentence("No claim is open." if all_of_them else "No claim is open that you have a part in.")
        how = sentence("To claim somebody whom a colleague owns, type ", as_code("/own Ana Silva"), ".")
        return set_out([first], below=[how])
    head = sentence(counted(total, "claim is open", "claims are open"), ", the oldest first:")
    more = total - len(cases)
    blocks, said = [line(*head)], [head]
    for at, case in enumerate(cases):
        words = _listed(case)
        blocks += [line(*words), actions(see_whole(case.dispute, case.name, at))]
        said.append(words)
    rest = sentence(f"And {more} more, once these are settled." if more > 0 else "")
    return Message(whole(*said, rest), blocks + ([line(*rest)] if rest else []))


def waits_for_answer(case: ShownCase) -> bool:
    """Tell whether the owner may still answer: late is better than never."""
    return case.dispute.state is not DisputeState.ENDED and not case.dispute.answer


def owners_presses(case: ShownCase, reader: str) -> list[Block]:
    """Give what the owner can press, or who stands in for them, who may answer and not release."""
    of, whom = case.dispute, one_line(case.name)
    waits = waits_for_answer(case)
    answer = [button("Answer …", ANSWER, of.id, style="primary", reads=f"Answer the claim on {whom}")] if waits else []
    return [*answer, *([_release(case)] if reader == of.owner else []), see_whole(of, case.name)]


def claimants_presses(case: ShownCase) -> list[Block]:
    """Give what whoever claims can press."""
    of, whom = case.dispute, one_line(case.name, 60)
    asks = confirm("Withdraw the claim?", f"The owner keeps {whom}. You can claim again later.", "Withdraw", "Go on")
    withdraw = button("Withdraw …", WITHDRAW, of.id, ask=asks, reads=f"Withdraw the claim on {whom}")
    return [withdraw, see_whole(of, case.name)]


def _release(case: ShownCase) -> Block:
    whom, to = one_line(case.name, 60), one_line(case.claimant_name, 40)
    goes = f"{whom} goes to {to} at once, and the claim is over."
    asks = confirm(f"Release to {to}?", goes, "Release", "Not now")
    reads = f"Release {whom} to {to}"
    return button(f"Release to {to} …", CONCEDE, case.dispute.id, ask=asks, reads=reads)


def _for(case: ShownCase) -> Sentence:
    return [" for ", bold(case.title)] if case.title else []


def _is_over(case: ShownCase, reader: str) -> Sentence:
    whose: Sentence = (
        ["Your claim"] if reader == case.dispute.claimant else ["The claim of ", person(case.dispute.claimant)]
    )
    return [*whose, " on ", bold(case.name), *_for(case), " is settled."]


def _by(of: Dispute, reader: str) -> Sentence:
    by = of.answered_by or of.owner
    return ["You answered:"] if by == reader else [person(by), " answered:"]


def _stands(case: ShownCase) -> Sentence:
    of = case.dispute
    if of.answer and of.answered_at:
        waits: Sentence = ["Answered at ", when(of.answered_at)]
    elif of.state is DisputeState.ANSWER:
        waits = ["To be answered by ", when(of.answer_by)]
    else:
        waits = ["No answer came by ", when(of.answer_by)]
    return strung(waits, settles(case))


def _listed(case: ShownCase) -> Sentence:
    of = case.dispute
    waits: Sentence = ["answer due by ", when(of.answer_by)]
    waits = waits if of.state is DisputeState.ANSWER else [_with(case.judges)]
    between: Sentence = ["claimed by ", person(of.claimant), " from ", person(of.owner)]
    return strung([bold(case.name)], between, waits, ["settled by ", when(of.rule_by)])


def _with(judges: Judges) -> str:
    return f"with {WHO[judges]}" if judges in WHO else "nobody here can rule on it"


def _follows(of: Dispute, reader: str) -> str:
    """Say to one of the two what it means for them."""
    goes = of.ruling in (Ruling.TRANSFER, Ruling.CONCEDED, Ruling.OWNER_LEFT)
    if goes and reader == of.claimant:
        return "They are yours now. Log a touch when you have spoken with them: that is what holds them."
    if goes and reader == of.owner:
        return "What you logged stays on their record."
    if reader == of.owner:
        return "They stay yours, and your touches hold them as before."
    part = next((each.percent for each in of.credit if each.person == reader), 0)
    return f"{part}% of the credit for them is yours." if part else ""
