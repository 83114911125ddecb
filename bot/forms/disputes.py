"""How does someone claim a candidate whom a colleague owns, answer a claim, and rule on it, by a form?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import Block, Sentence, actions, bold, button, context, line, one_line, option, person, quote
from bot.errors import Refused
from bot.facts import Candidate, Dispute, Job, Question, Ruling, ShownCase
from bot.forms.inputs import (
    View,
    about,
    answers,
    field,
    modal,
    radio,
    read_id,
    typeahead,
    typed_input,
    understood,
    within,
)
from bot.phrases import PRECEDENTS
from bot.words import clean_note

CLAIM_FORM = "dispute_claim_form"
ANSWER_FORM = "dispute_answer_form"
RULE_FORM = "dispute_rule_form"
ASK_FORM = "dispute_ask_form"
REPLY_FORM = "dispute_reply_form"
JOB = "dispute_job"

LETTERS, BEFORE_LETTERS, LONGEST_SHARE = 1_500, 400, 4
# What a manager can rule, by its place in what a form is about.
RULINGS = (Ruling.KEEP, Ruling.TRANSFER, Ruling.SHARE)
OWNER, CLAIMANT = "owner", "claimant"
OWNER_SHARE, CLAIMANT_SHARE = "owner_share", "claimant_share"
ALL_READ = "Both of them read this, and so does whoever looks for precedents."


@dataclass(frozen=True, slots=True)
class Claim:
    """What someone claims: whom, why, on which evidence, and for which job where it is about one."""

    candidate: int
    reason: str
    evidence: str
    job: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """How a manager rules, and why; the shares are the percentages as they were typed, where the credit is shared."""

    dispute: int
    ruling: Ruling
    reasons: str
    owner_share: str = ""
    claimant_share: str = ""


def claim(
    candidate: Candidate, stands: Sentence, follows: Sentence, before: Sequence[tuple[Sentence, str | None]] = ()
) -> View:
    """Draw the form of a claim; `stands` says who owns them, `follows` what happens once it is sent.

    `before` says how earlier claims of these two were ruled on, each with the reasons.
    """
    why = field(
        "reason",
        "Reason",
        typed_input(lines=True, letters=LETTERS, example="She asked me to represent her for the Northwind job"),
        hint="Why should they be yours? The owner reads this.",
    )
    evidence = field(
        "evidence",
        "Evidence",
        typed_input(lines=True, letters=LETTERS, example="Spoke on the 3rd and the 10th; her e-mail of the 12th"),
        optional=True,
        hint="What you logged before this claim is added by itself; what is logged from now on does not count.",
    )
    job = field(
        "job",
        "Job",
        typeahead(JOB, example="The job it is about, if it is about one") | {"min_query_length": 0},
        optional=True,
        hint="A right to represent them counts for this job and its client.",
    )
    said = [block for words, why in before for block in (line(*words), *([quote(why, BEFORE_LETTERS)] if why else []))]
    blocks = [line(*stands), *said, why, evidence, job, context(*follows)]
    return modal(CLAIM_FORM, "Claim a candidate", blocks, submit="Send the claim", candidate=candidate.id)


def read_claim(view: View) -> Claim:
    """Read what someone claims."""
    given = answers(view)
    reason = _words(given, "reason", "Say why they should be yours, in a sentence or two.")
    evidence = within("evidence", clean_note(given["evidence"] or ""), LETTERS)
    job = understood("job", read_id, given["job"]) if given["job"] else None
    return Claim(int(about(view)["candidate"]), reason, evidence, job)


def claimed(view: View) -> int:
    """Read whom a claim is about while it is filled in."""
    return int(about(view)["candidate"])


def job_options(jobs: Sequence[Job]) -> dict[str, list[Block]]:
    """Offer the jobs a claim can be about."""
    return {"options": [option(job.title, job.id) for job in jobs]}


def answer(dispute: Dispute, name: str, until: Sentence) -> View:
    """Draw the form in which the owner answers a claim; `until` says by when."""
    blocks = [
        line(person(dispute.claimant), " claims ", bold(name), ", because:"),
        quote(dispute.reason, LETTERS),
        *([line("Their evidence:"), quote(dispute.evidence, LETTERS)] if dispute.evidence else []),
        field(
            "answer",
            "Your answer",
            typed_input(lines=True, letters=LETTERS, example="What you did for them, and what you agreed"),
            hint="Whoever claims reads this, and so does whoever settles it. It goes to them at once.",
        ),
        context(*until),
    ]
    return modal(ANSWER_FORM, "Answer the claim", blocks, submit="Send", dispute=dispute.id)


def read_answer(view: View) -> tuple[int, str]:
    """Read to which claim the owner answers, and what."""
    return int(about(view)["dispute"]), _words(answers(view), "answer", "Type your answer, in a sentence or two.")


def rule(dispute: Dispute, name: str, ruling: Ruling) -> View:
    """Draw the form in which a manager rules: the reasons, and the percentages where the credit is shared."""
    owner, whom = person(dispute.owner), bold(name)
    says: dict[Ruling, Sentence] = {
        Ruling.KEEP: [owner, " keeps ", whom, "."],
        Ruling.TRANSFER: [whom, " goes to ", person(dispute.claimant), "."],
        Ruling.SHARE: [owner, " stays the owner of ", whom, ", and both have a part of the credit."],
    }
    reasons = field(
        "reasons",
        "Reasons",
        typed_input(lines=True, letters=LETTERS, example="Which facts decided it, and by which rule"),
        hint=ALL_READ,
    )
    see = actions(button("Precedents", PRECEDENTS, dispute.id, reads="See how claims like this one were settled"))
    blocks = [line(*says[ruling]), *(_parts() if ruling is Ruling.SHARE else []), reasons, see]
    does = ruling.value.capitalize()
    return modal(RULE_FORM, does, blocks, submit=does, dispute=dispute.id, ruling=RULINGS.index(ruling))


def read_rule(view: View) -> Rule:
    """Read how a manager rules."""
    of, given = about(view), answers(view)
    ruling = RULINGS[of["ruling"]]
    reasons = _words(given, "reasons", "Say why: both of them read it, and so does whoever looks for precedents.")
    shares = [_share(given, name) for name in (OWNER_SHARE, CLAIMANT_SHARE)] if ruling is Ruling.SHARE else []
    return Rule(int(of["dispute"]), ruling, reasons, *shares)


def ask(of: ShownCase, stops: Sentence) -> View:
    """Draw the form in which a manager asks one of the two; `stops` says what it does to the clock."""
    whom = [
        option(f"{one_line(of.owner_name, 50)}, the owner", OWNER),
        option(f"{one_line(of.claimant_name, 50)}, who claims", CLAIMANT),
    ]
    blocks = [
        field("of", "Ask", radio(whom)),
        field("question", "Question", typed_input(lines=True, letters=LETTERS, example="When did she agree to that?")),
        context(*stops),
    ]
    return modal(ASK_FORM, "Ask one of them", blocks, submit="Ask", dispute=of.dispute.id)


def read_ask(view: View) -> tuple[int, bool, str]:
    """Read about which dispute a manager asks, whether the owner is asked, and what."""
    given = answers(view)
    if not given["of"]:
        raise Refused("Choose whom to ask.", field="of")
    whom = understood("of", {OWNER: True, CLAIMANT: False}.__getitem__, given["of"])
    return int(about(view)["dispute"]), whom, _words(given, "question", "Type the question.")


def reply(question: Question, name: str) -> View:
    """Draw the form in which one of the two answers a manager's question."""
    blocks = [
        line(person(question.asked_by), " asks you about ", bold(name), ":"),
        quote(question.question, LETTERS),
        field(
            "answer",
            "Your answer",
            typed_input(lines=True, letters=LETTERS),
            hint="Whoever settles it reads this, and the other side may.",
        ),
    ]
    return modal(REPLY_FORM, "Answer", blocks, submit="Send", question=question.id)


def read_reply(view: View) -> tuple[int, str]:
    """Read which question is answered, and what."""
    words = _words(answers(view), "answer", "Type your answer, in a sentence or two.")
    return int(about(view)["question"]), words


def _parts() -> list[Block]:
    shared = "In percent; both together make a hundred."
    return [
        field(OWNER_SHARE, "The owner’s part", typed_input("50", letters=LONGEST_SHARE)),
        field(CLAIMANT_SHARE, "The part of whoever claims", typed_input("50", letters=LONGEST_SHARE), hint=shared),
    ]


def _share(given: dict[str, str | None], name: str) -> str:
    typed = within(name, (given[name] or "").strip(), LONGEST_SHARE)
    if not typed:
        raise Refused("Write a whole number from 1 to 99.", field=name)
    return typed


def _words(given: dict[str, str | None], name: str, missing: str) -> str:
    """Give what was typed into a field that has to say something."""
    words = within(name, clean_note(given[name] or ""), LETTERS)
    if not any(sign.isalnum() for sign in words):
        raise Refused(missing, field=name)
    return words
