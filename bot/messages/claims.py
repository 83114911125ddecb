"""What is said at once to whoever does something in a dispute, or may not?"""

from __future__ import annotations

from datetime import date

from bot.blocks import Message, Sentence, bold, day, one_line, person, sentence, when
from bot.facts import Dispute, DisputeState, Holding, Judges, ShownCase
from bot.messages.outcomes import WHO, Written, capital, outcome, set_out, settles
from bot.phrases import dated

NO_DISPUTE = "That claim cannot be found any more. Type /own disputes to see those that are open."
NOT_YOURS = "Only the two whom this is about, and the managers, can see it. Ask one of them."
NO_QUESTION = "That question cannot be found any more. Type /own disputes to see where things stand."
NOT_ASKED = "This question was put to somebody else, so only they can answer it."
REPLIED = "You have answered this question already, and your answer is in the case."
CANNOT_ANSWER = "Only the owner, or who stands in for them, answers a claim. Whoever settles it hears both sides."
ANSWERED = "This claim is answered already. Type /own disputes to see the whole case."
PRECEDENTS_OF_MANAGERS = "How claims were settled is shown to managers, since it names people. Ask one of them."
NOT_UP_YET = "The owner may still answer, so nobody rules yet. You hear when it comes to you."
ASKED_ENOUGH = "Two questions were asked about this claim, and more are not possible. Rule on what there is."


def stands(holding: Holding) -> Sentence:
    """Say above the form of a claim who owns somebody, since when, and until when."""
    own = holding.ownership
    since: Sentence = [" since ", when(own.since, "{date_short}")] if own.since else []
    ends = [f", at present until {day(holding.last_on)}"] if holding.last_on else []
    return [person(own.owner or ""), " owns ", bold(holding.candidate.name), *since, *ends, "."]


def follows(
    owner: str, answer_days: int, ruling_days: int, judges: Judges = Judges.MANAGERS, keeps_on: date | None = None
) -> Sentence:
    """Say below the form of a claim what happens once it is sent; `keeps_on` is until when, where nobody may rule."""
    hears: Sentence = [person(owner), f" hears it at once, in private, and has {answer_days} working days to answer."]
    if judges is Judges.NOBODY:
        after = f" after {dated(keeps_on)}." if keeps_on else "."
        keeps: Sentence = [person(owner), f" keeps them{after}"]
        return [*hears, " Nobody here can rule: the two of you have to agree, or ", *keeps]
    who = "A manager" if judges is Judges.MANAGERS else "An administrator"
    return [*hears, f" {who} who has no part in it settles it within {ruling_days} working days."]


def may_answer(case: ShownCase) -> Sentence:
    """Say below the form of an answer by when it is due, and what happens without one."""
    of = case.dispute
    nobody = case.judges is Judges.NOBODY
    if of.state is DisputeState.RULING:
        reads: Sentence = [person(of.claimant), " still reads"] if nobody else [f"{WHO[case.judges]} still read"]
        return ["The time to answer was over at ", when(of.answer_by), ", but ", *reads, " what you say."]
    due: Sentence = ["To be answered by ", when(of.answer_by), ". "]
    if nobody:
        return [*due, *capital(settles(case)), "."]
    return [*due, f"Without an answer {WHO[case.judges]} settle it on what was logged."]


def stops_the_clock(left: int) -> Sentence:
    """Say below the form of a question what it does to the clock, and how many are left after it."""
    rest = "One more is possible after it." if left > 1 else "It is the last one that is possible."
    return sentence(f"The clock waits a working day for the answer. {rest}")


def sent(case: ShownCase) -> Message:
    """Confirm to whoever claims what happens next."""
    of = case.dispute
    first: Sentence = [person(of.owner), " hears of your claim on ", bold(case.name), "."]
    steps: Sentence = ["They can answer until ", when(of.answer_by), "; ", *settles(case), "."]
    more = sentence("A message from me shows you where it stands. You can withdraw the claim there.")
    return set_out([first, steps], below=[more])


def granted(name: str) -> Message:
    """Confirm a claim on somebody whom nobody owns any more."""
    first: Sentence = ["Nobody owned ", bold(name), " any more, so they are yours from now on."]
    return set_out([first], below=[sentence("Log a touch when you have spoken with them: that is what holds them.")])


def answered(case: ShownCase) -> Message:
    """Confirm an answer to a claim."""
    if case.judges is Judges.NOBODY:
        reads: Sentence = [person(case.dispute.claimant), " reads your answer about ", bold(case.name), ". "]
        return set_out([[*reads, *capital(settles(case)), "."]])
    first: Sentence = ["Your answer about ", bold(case.name), f" is with {WHO[case.judges]}."]
    return set_out([[*first, " They settle it by ", when(case.dispute.rule_by), "."]])


def ruled(of: Dispute, name: str) -> Message:
    """Confirm to a manager how they ruled."""
    return set_out([outcome(of, name)], below=[sentence("Both of them hear it, with your reasons.")])


def ended(of: Dispute, name: str) -> Message:
    """Confirm to one of the two that they ended it."""
    return set_out([outcome(of, name)], below=[sentence("The other side hears of it.")])


def over(of: Dispute, name: str) -> Message:
    """Say to whoever came too late how it had ended."""
    first = sentence("This was settled before, so nothing was changed.")
    written: list[Written] = [(["Why:"], of.reasons)] if of.reasons else []
    return set_out([first, outcome(of, name)], written)


def put(whom: str, of: Dispute) -> Message:
    """Confirm to a manager that their question was put."""
    first: Sentence = [person(whom), " has your question. The claim is settled by ", when(of.rule_by), " now."]
    return set_out([first], below=[sentence("The answer appears in the case.")])


def replied(case: ShownCase) -> Message:
    """Confirm an answer to a question."""
    return set_out([["Your answer is in the case now. The claim is settled by ", when(case.dispute.rule_by), "."]])


def being_settled(name: str, until: str) -> str:
    """Say that a claim on somebody is open, and when it will be settled."""
    return f"A claim on {one_line(name)} is being settled already, by {until}. You can claim them after that."


def nothing_to_settle(name: str) -> str:
    """Say that no colleague owns somebody any more, so that there is nothing to claim by a form."""
    shown = one_line(name)
    return f"No colleague owns {shown} at the moment, so there is nothing to settle. Type /own {shown} to see who does."
