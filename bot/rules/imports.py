"""Whom does a line of a file name, and are they added, joined with a record, or held back?"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.facts import Contact, Field, Known, Likeness, LineOutcome, Newcomer, Reason, Settled, SheetLine, Stage, Verdict
from bot.rules.headings import stage_of
from bot.rules.identity import is_role
from bot.words import NO_EMAIL, NO_PHONE, NO_PROFILE, clean, fold, sort_contact

NAME_LETTERS, MOST_TAGS = 80, 100
# What Slack takes in a form, and what we keep of it until it is brought in; the command line takes any number.
LARGEST, MOST_LINES = 10 * 1024 * 1024, 200_000
BLANKS = frozenset(("", "n/a", "na", "none", "null", "nil", "-", "–", "—", "?", "unknown", "not available", "#n/a"))
# As they are written where they are names: Li Na, Roberta Null, Eoin Nil.
BORNE = frozenset(("Na", "Null", "Nil"))
TITLES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "msc", "bsc", "esq", "dr"))
# Signs that a name does not begin with; an apostrophe before a letter is of the name, as in 't Hooft.
BEFORE_NAMES = re.compile(r"^\s*(?:'?[=+@＝＋＠-]\s*)*")
FORMULA = re.compile(r"[=+@-].*[(!]")
SHORTENED = re.compile(r"\d[.,]?\d*e\+?\d+", re.IGNORECASE)

MORE_CELLS = "This line has more cells than there are headings. Put a cell with a separator in it into quotation marks."
NO_NAME = "This line has no name. Write one."
NO_LETTERS = "The name has no letter in it. Write a name."
TOO_LONG_NAME = f"The name has more than {NAME_LETTERS} letters. Shorten it."
IS_FORMULA = "The name is a formula of a spreadsheet. Write it as letters."
IS_ADDRESS = "The name is an address. Write the name, and the address in a column of its own."
IS_SHORTENED = "The spreadsheet has shortened the phone number. Format the column as text and write it in full."
NO_JOB = "This line has a stage but no job. Name the job, or leave the stage out."
NO_STAGE = (
    "The stage is not one I know. Write one of sourced, screening, submitted, interview, offer, accepted, placed, "
    "rejected, withdrawn, declined, fell through."
)
TOO_MANY_TAGS = f"This line has more than {MOST_TAGS} tags. Leave some out."
TWO_RECORDS = "Two records here match this line. Merge them first, or mend the line."
OTHERS = (
    "The e-mail or profile belongs to somebody of another name here. Mend the address, "
    "or add them with /candidate add, which asks whether it is the same person."
)
SEVERAL = "The e-mail or profile is one that several people share. Add them with /candidate add, which asks who it is."
PHONE = (
    "Somebody else here has this phone number. Mend it, or add them with /candidate add, "
    "which asks whether it is the same person."
)
SAME_NAME = "Somebody of this name is here already. Add an e-mail or a profile, so that I can tell whether it is them."

_WRONG = {Field.EMAIL: ("email", NO_EMAIL), Field.PHONE: ("phone", NO_PHONE), Field.PROFILE: ("profile", NO_PROFILE)}
_BETWEEN = {Field.EMAIL: r"[;,|\s]+", Field.PHONE: r"[;|\n]|\s/\s|,(?=\s*[+0(])", Field.PROFILE: r"[;,|\s]+"}
_BY_ADDRESS = frozenset((Reason.OTHERS_EMAIL, Reason.OTHERS_PROFILE, Reason.TWO_PROFILES, Reason.EMAIL, Reason.PROFILE))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is to become of a newcomer, with the record they are joined with, or the reason they are held back.

    One who is `only_if_nothing_new` is surely that record if all they bring is there already, and held back else.
    """

    outcome: LineOutcome
    joins: int | None = None
    reason: str | None = None
    only_if_nothing_new: bool = False


class _Wrong(Exception):
    """Why a line is refused, in words."""


def understood(
    lines: Sequence[SheetLine], columns: Sequence[Field | None], region: str | None
) -> list[Newcomer | Settled]:
    """Read lines as candidates; one that cannot be read is refused with the reason."""
    places = {field: [at for at, column in enumerate(columns) if column is field] for field in Field}
    return [_read(line, len(columns), places, region) for line in lines]


def weighed(newcomer: Newcomer, verdicts: Sequence[tuple[Known, Verdict]]) -> Weighed:
    """Decide about a newcomer by how they compare with the records that share an address, a phone or their name.

    Only what is certain is joined. A name that is there already does not hold back who has an e-mail or profile of
    their own; a phone or an address of another's does.
    """
    same = [known for known, verdict in verdicts if verdict.likeness is Likeness.SAME]
    alike = [(known, verdict) for known, verdict in verdicts if verdict.likeness is Likeness.ALIKE]
    reasons = {reason for _, verdict in alike for reason in verdict.reasons}
    if len(same) > 1:
        return Weighed(LineOutcome.HELD, reason=TWO_RECORDS)
    if same and not reasons & _BY_ADDRESS:
        return Weighed(LineOutcome.JOINED, joins=same[0].id)
    why = OTHERS if reasons & _BY_ADDRESS else _held_back(newcomer, reasons)
    if why is None:
        return Weighed(LineOutcome.ADDED)
    there = next((known.id for known, _ in alike if _is_all_there(newcomer, known)), None)
    return Weighed(LineOutcome.HELD, joins=there, reason=why, only_if_nothing_new=there is not None)


def name_key(name: str) -> str:
    """Spell a name so that the same words in any order are equal."""
    return " ".join(sorted(fold(name).split()))


def has_own_address(newcomer: Newcomer) -> bool:
    """Tell whether a newcomer has an e-mail or a profile of their own: who else bears their name then says nothing."""
    return any(it.kind == "profile" or (it.kind == "email" and not is_role(it.value)) for it in newcomer.contacts)


def _held_back(newcomer: Newcomer, reasons: Collection[Reason]) -> str | None:
    """Say why a newcomer is held back who is surely nobody's record; None where they may be added."""
    if Reason.SHARED in reasons:
        return SEVERAL
    if Reason.PHONE in reasons:
        return PHONE
    return SAME_NAME if reasons and not has_own_address(newcomer) else None


def _is_all_there(newcomer: Newcomer, known: Known) -> bool:
    """Tell whether a record has the very name and all addresses of a newcomer, so that nothing could be lost."""
    theirs = {(contact.kind, contact.value) for contact in known.contacts}
    ours = {(contact.kind, contact.value) for contact in newcomer.contacts}
    return fold(newcomer.name) == fold(known.name) and ours <= theirs and bool(ours or not theirs)


def _read(line: SheetLine, width: int, places: Mapping[Field, Sequence[int]], region: str | None) -> Newcomer | Settled:
    def given(field: Field) -> Iterator[str]:
        cells = (line.cells[at] for at in places[field] if at < len(line.cells))
        return (cell for cell in cells if cell.strip().casefold() not in BLANKS or _is_borne(cell, field))

    try:
        if line.broken:
            raise _Wrong(line.broken)
        if any(cell.strip() for cell in line.cells[width:]):
            raise _Wrong(MORE_CELLS)
        (job, stage), *more = _jobs(given, has_jobs=bool(places[Field.JOB]))
        also = tuple((title, at) for title, at in more if title)
        return Newcomer(line.number, _name(given), tuple(_contacts(given, region)), _tags(given), job, stage, also)
    except _Wrong as wrong:
        return Settled(line.number, LineOutcome.REFUSED, str(wrong))


def _is_borne(cell: str, field: Field) -> bool:
    """Tell whether a word that means nothing in other columns is somebody's name."""
    return cell.strip() in BORNE and field in (Field.NAME, Field.FIRST, Field.LAST)


def _name(given: Callable[[Field], Iterator[str]]) -> str:
    """Read the name from its column, else from those of its parts: `Silva, Ana` is Ana Silva."""
    whole = next(given(Field.NAME), None)
    parts = [whole] if whole else [*given(Field.FIRST), *given(Field.LAST)]
    if not parts:
        raise _Wrong(NO_NAME)
    if any(FORMULA.match(part.strip()) for part in parts):
        raise _Wrong(IS_FORMULA)
    name = clean(" ".join(BEFORE_NAMES.sub("", part) for part in parts))
    last, comma, first = name.partition(",")
    if whole and comma and first.strip() and fold(first) not in TITLES and "," not in first:
        name = f"{first.strip()} {last.strip()}"
    if "@" in name or "://" in name:
        raise _Wrong(IS_ADDRESS)
    if not any(sign.isalpha() for sign in name):
        raise _Wrong(NO_LETTERS)
    if len(name) > NAME_LETTERS:
        raise _Wrong(TOO_LONG_NAME)
    return name


def _contacts(given: Callable[[Field], Iterator[str]], region: str | None) -> Iterator[Contact]:
    """Read the addresses of a line, each once."""
    seen: set[tuple[str, str]] = set()
    for field, (kind, wrong) in _WRONG.items():
        for cell in given(field):
            for part in filter(None, map(str.strip, re.split(_BETWEEN[field], cell))):
                contact = _contact(part, kind, wrong, region)
                if (kind, contact.value) not in seen:
                    seen.add((kind, contact.value))
                    yield contact


def _contact(part: str, kind: str, wrong: str, region: str | None) -> Contact:
    if kind == "phone" and SHORTENED.fullmatch(part):
        raise _Wrong(IS_SHORTENED)
    try:
        found = Contact(*sort_contact(part, region))
    except ValueError:
        raise _Wrong(wrong) from None
    if found.kind != kind:
        raise _Wrong(wrong)
    return found


def _tags(given: Callable[[Field], Iterator[str]]) -> tuple[str, ...]:
    typed = (clean(tag) for cell in given(Field.TAGS) for tag in re.split(r"[;,|\n]", cell))
    tags = tuple(dict.fromkeys(filter(None, typed)))
    if len(tags) > MOST_TAGS:
        raise _Wrong(TOO_MANY_TAGS)
    return tags


def _jobs(given: Callable[[Field], Iterator[str]], has_jobs: bool) -> list[tuple[str | None, Stage]]:
    """Read the jobs, each with its stage: several where both cells list as many, as a table that was exported does."""
    title, client, stage = (next(given(field), "") for field in (Field.JOB, Field.CLIENT, Field.STAGE))
    titles, clients, stages = (cell.split(";") for cell in (title, client, stage))
    if len(titles) == 1 or len(titles) != len(stages):
        titles, clients, stages = [title], [client], [stage]
    if len(clients) != len(titles):
        clients = [client] * len(titles)
    named = [_job(*each) for each in zip(titles, clients, strict=True)]
    return [(job, _stage(word, job, has_jobs)) for job, word in zip(named, stages, strict=True)]


def _job(title: str, client: str) -> str | None:
    """Read the title of a job, with its client where there is one."""
    title, client = clean(title), clean(client)
    return clean(f"{title}, {client}" if client else title, NAME_LETTERS) if title else None


def _stage(word: str, job: str | None, has_jobs: bool) -> Stage:
    """Read a stage; without any column of jobs it has nothing to belong to, and is left out."""
    word = word if has_jobs else ""
    stage = stage_of(word) if word else Stage.SOURCED
    if stage is None:
        raise _Wrong(NO_STAGE)
    if stage is not Stage.SOURCED and job is None:
        raise _Wrong(NO_JOB)
    return stage
