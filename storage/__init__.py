"""Its memory: the only SQLAlchemy in the house."""

from storage import (
    audit,
    candidates,
    clock,
    database,
    drafts,
    inbox,
    jobs,
    lines,
    outbox,
    people,
    promises,
    submissions,
    teams,
    touches,
    updates,
)

__all__ = [
    "audit",
    "candidates",
    "clock",
    "database",
    "drafts",
    "inbox",
    "jobs",
    "lines",
    "outbox",
    "people",
    "promises",
    "submissions",
    "teams",
    "touches",
    "updates",
]
