"""How does each row about who cares for somebody read to themselves?"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from bot.facts import AllAbout, ApprovalKind, Direction, DisputeState, How, Kind, Outcome, Passing, Ruling
from bot.facts.everything import Row
from bot.messages.kept_words import APPROVALS, RULED, STATES, Told, Who
from bot.phrases import AGREED_BY, PASSED, spoken


def _owner(row: Row, _: AllAbout) -> Told:
    return [
        ("Cared for by", _who(row["after"]) or "nobody: they are in the house pool"),
        ("Before that", _who(row["before"])),
        ("On", row["at"]),
        ("How it came", PASSED[Passing(row["how"])]),
        ("Seen to by", _who(row["by"])),
        ("Note", row["note"]),
    ]


def _dispute(row: Row, about: AllAbout) -> Told:
    names = about.people
    shares = json.loads(row["credit"]).items() if row["credit"] else ()
    return [
        ("Claimed by", Who(row["claimant"])),
        ("Cared for by", Who(row["owner"])),
        ("For the job", row.get("job_title")),
        ("On", row["opened_at"]),
        ("Why they claimed", row["reason"]),
        ("What they say shows it", row["evidence"]),
        ("What was answered", row["answer"]),
        ("Answered", row["answered_at"]),
        ("Answered by", _who(row["answered_by"])),
        ("Where it stands", STATES[DisputeState(row["state"])]),
        ("How it was settled", RULED[Ruling(row["ruling"])] if row["ruling"] else None),
        ("Settled", row["ended_at"]),
        ("Settled by", _who(row["ruled_by"])),
        ("Why it was settled so", row["reasons"]),
        ("Credit", ", ".join(f"{names.get(person, 'a colleague')} {percent}%" for person, percent in shares)),
    ]


def _evidence(row: Row, _: AllAbout) -> Told:
    how = How(Kind(row["kind"]), Direction(row["direction"]), Outcome(row["outcome"]))
    return [("On", row["at"]), ("How", spoken(how)), ("By", Who(row["by"])), ("Written down", row["logged_at"])]


def _question(row: Row, _: AllAbout) -> Told:
    asked = [("Asked by", Who(row["asked_by"])), ("Asked", Who(row["asked_of"])), ("On", row["at"])]
    return [*asked, ("Question", row["question"]), ("Answer", row["answer"]), ("Answered", row["answered_at"])]


def _right(row: Row, _: AllAbout) -> Told:
    agreed = row["how"] in set(Kind)
    return [
        ("For the job", row.get("job_title")),
        ("Represented by", Who(row["holder"])),
        ("Agreed", row["agreed_at"] if agreed else "no, or not any more"),
        ("In which words" if agreed else "Why they were put forward without", row["words"]),
        ("How", AGREED_BY.get(Kind(row["how"])) if agreed else None),
        ("Until", row["expires_at"] if agreed else None),
        ("Ended", row["ended_at"]),
        ("Why it ended", row["ended_for"]),
        ("Written down by", Who(row["recorded_by"])),
        ("Written down", row["recorded_at"]),
    ]


def _approval(row: Row, _: AllAbout) -> Told:
    answer = None if row["granted"] is None else "granted" if row["granted"] else "not granted"
    return [
        ("What", APPROVALS[ApprovalKind(row["kind"])]),
        ("Asked by", Who(row["asked_by"])),
        ("On", row["at"]),
        ("Why", row["reason"]),
        ("Answer", answer),
        ("In which words", row["answer"]),
        ("Answered by", _who(row["decided_by"])),
        ("Answered", row["decided_at"]),
    ]


SECTIONS: Mapping[str, tuple[str, Callable[[Row, AllAbout], Told]]] = {
    "owner_changes": ("Who has cared for them", _owner),
    "representations": ("For which jobs they agreed to be put forward", _right),
    "disputes": ("When two colleagues both said they care for them", _dispute),
    "evidence": ("Calls, messages and meetings as they were looked at then", _evidence),
    "dispute_questions": ("What was asked about it", _question),
    "approvals": ("What managers were asked for", _approval),
}


def _who(kept: str | None) -> Who | None:
    return Who(kept) if kept else None
