"""How is it written down that a candidate may be represented, by a form?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks import Block, Sentence, bold, context, line, option
from bot.errors import Refused
from bot.facts import Candidate, Kind, Submission
from bot.forms.candidates import JOB
from bot.forms.inputs import (
    View,
    about,
    answers,
    calendar,
    chosen_day,
    existing_or_new,
    field,
    modal,
    radio,
    read_id,
    select,
    typeahead,
    typed_input,
    understood,
    within,
)
from bot.phrases import AGREED_BY
from bot.words import clean_note

CONSENT_FORM = "consent_form"
STOP_FORM = "consent_stop_form"
RIGHT_FORM = "right_form"
END_FORM = "right_end_form"

WORDS_LETTERS = 1_000
MOST_JOBS = 10
AGREED, WITHOUT = "agreed", "without"


@dataclass(frozen=True, slots=True)
class Consent:
    """What was answered before a step: they agreed, by `how` and on which day, in these words; else the reason."""

    draft: int
    how: Kind | None
    words: str
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Right:
    """A right to be written down: `job` is an id, `job_title` a job to be added; days that were left empty are none."""

    candidate: int
    job: int | None
    job_title: str | None
    how: Kind
    words: str
    agreed_on: date | None = None
    until: date | None = None


def consent(draft: int, said: Sequence[Sentence], typed: str = "", above: Sequence[Block] = ()) -> View:
    """Ask whether they agreed before somebody is put forward.

    `said` is what stands in the way, `above` what has been saved already, and `typed` what was typed before.
    """
    choices = [
        option("They agreed: write it down", AGREED),
        option("Go on without, for a reason", WITHOUT),
    ]
    hint = "If they agreed: quote or describe what they said. If you go on without: why."
    blocks = [
        *above,
        *(line(*each) for each in said),
        field("agreed", "Did they agree?", radio(choices)),
        field("words", "Their words, or your reason", _words(typed), hint=hint),
        field("how", "How they agreed", _hows(), optional=True),
        field("agreed_on", "When", calendar(example="Today"), optional=True, hint="Left empty: today."),
    ]
    return modal(CONSENT_FORM, "Did they agree?", blocks, submit="Continue", draft=draft)


def read_consent(view: View) -> Consent:
    """Read whether they agreed, or why it goes on without."""
    given, draft = answers(view), int(about(view)["draft"])
    if not given["agreed"]:
        raise Refused("Choose whether they agreed.", "agreed")
    if not understood("agreed", {AGREED: True, WITHOUT: False}.__getitem__, given["agreed"]):
        return Consent(draft, None, _read_words(given["words"], "Say why you go on without."))
    words = _read_words(given["words"], "Quote or describe what they said.")
    return Consent(draft, _read_how(given["how"]), words, understood("agreed_on", chosen_day, given["agreed_on"] or ""))


def stop(draft: int, said: Sequence[Sentence], *, may_lift: bool, typed: str = "", above: Sequence[Block] = ()) -> View:
    """Say that a colleague may represent them there; ask a manager for a reason, or ask the manager for theirs."""
    hint = "Whoever holds the right is told." if may_lift else "The managers see it, and you hear what they say."
    label = "Why they may be put forward all the same" if may_lift else "Why you should put them forward"
    blocks = [*above, *(line(*each) for each in said), field("reason", label, _words(typed), hint=hint)]
    title = "A colleague’s right"
    return modal(STOP_FORM, title, blocks, submit="Put forward" if may_lift else "Ask a manager", draft=draft)


def read_stop(view: View) -> tuple[int, str]:
    """Read for which step a manager is asked, or lifts a colleague's right, and why."""
    return int(about(view)["draft"]), _read_words(answers(view)["reason"], "Say why.", "reason")


def right(candidate: Candidate, theirs: Sequence[Submission], days: int) -> View:
    """Draw the form that writes a right down: the jobs for which they are put forward first, or any other."""
    jobs = [option(each.title, each.job) for each in theirs[:MOST_JOBS]]
    other = "Another job" if jobs else "Job"
    search = typeahead(JOB, example="Type a few letters of the job")
    until = f"{days} days after they agreed if left empty."
    blocks = [
        line("With whose consent is ", bold(candidate.name), " put forward? Write down what they said to you."),
        *([field("theirs", "Job", select(jobs, jobs[0]["value"] if len(jobs) == 1 else None))] if jobs else []),
        field("job", other, search, optional=bool(jobs), hint="It counts in place of the one above." if jobs else ""),
        field("how", "How they agreed", _hows()),
        field("words", "Their words", _words(""), hint="Quote or describe what they said."),
        field("agreed_on", "When", calendar(example="Today"), optional=True, hint="Left empty: today."),
        field("until", "Until", calendar(), optional=True, hint=until),
    ]
    if jobs:
        blocks[1] |= {"optional": True}
    return modal(RIGHT_FORM, "Right to represent", blocks, submit="Save", candidate=candidate.id)


def read_right(view: View) -> Right:
    """Read a right to be written down."""
    given = answers(view)
    job, title = understood("job", existing_or_new, given["job"])
    if job is None and not title and given.get("theirs"):
        job = understood("theirs", read_id, given["theirs"])
    if job is None and not title:
        raise Refused("Choose the job: type a few letters of it.", "job")
    words = _read_words(given["words"], "Quote or describe what they said.")
    agreed_on = understood("agreed_on", chosen_day, given["agreed_on"] or "")
    until = understood("until", chosen_day, given["until"] or "")
    return Right(int(about(view)["candidate"]), job, title, _read_how(given["how"]), words, agreed_on, until)


def end(right: int, said: Sentence) -> View:
    """Ask why a right ends early."""
    blocks = [
        line(*said),
        field("reason", "Why it ends", _words(""), hint="For example: they withdrew their consent."),
        context("It stays on record as ended. Nobody is moved."),
    ]
    return modal(END_FORM, "End the right", blocks, submit="End it", right=right)


def read_end(view: View) -> tuple[int, str]:
    """Read which right ends early, and why."""
    return int(about(view)["right"]), _read_words(answers(view)["reason"], "Say why it ends.", "reason")


def _hows() -> Block:
    return select([option(words.capitalize(), kind.value) for kind, words in AGREED_BY.items()], example="Choose how")


def _read_how(answer: str | None) -> Kind:
    if not answer:
        raise Refused("Choose how they agreed.", "how")
    how = understood("how", Kind, answer)
    if how not in AGREED_BY:
        raise Refused("Choose how they agreed.", "how")
    return how


def _words(typed: str) -> Block:
    return typed_input(typed, lines=True, letters=WORDS_LETTERS)


def _read_words(answer: str | None, missing: str, name: str = "words") -> str:
    words = within(name, clean_note(answer or ""), WORDS_LETTERS)
    if not words:
        raise Refused(missing, name)
    return words
