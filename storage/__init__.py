"""Its memory: the only SQLAlchemy in the house."""

from storage import (
    audit,
    candidates,
    database,
    drafts,
    inbox,
    jobs,
    lines,
    outbox,
    pending,
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
    "database",
    "drafts",
    "inbox",
    "jobs",
    "lines",
    "outbox",
    "pending",
    "people",
    "promises",
    "submissions",
    "teams",
    "touches",
    "updates",
]
