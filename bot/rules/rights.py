"""Who may take people out of Rapport: all about one, many as a table, or one for good?"""

from __future__ import annotations

from collections.abc import Iterable

from bot.facts import Person, Submission


def may_take_out(person: Person) -> bool:
    """Tell whether someone may export candidates and erase them: managers and administrators."""
    return person.manager or person.administrator


def may_have_all(person: Person, submissions: Iterable[Submission], added_by: str | None) -> bool:
    """Tell whether someone may have all about a candidate: who put them forward or added them, and who may export."""
    return may_take_out(person) or added_by == person.id or any(each.recruiter == person.id for each in submissions)
