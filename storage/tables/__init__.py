"""What is kept? Every table, one typed class each; rows never leave storage."""

from storage.tables.base import Base, table
from storage.tables.candidates import Candidates, Contacts, Jobs, NameWords, StageChanges, Submissions
from storage.tables.people import People, Teams
from storage.tables.promises import Asks, Lines, Outbox, Promises
from storage.tables.records import Audit, Inbox
from storage.tables.touches import Drafts, Touches

__all__ = [
    "Asks",
    "Audit",
    "Base",
    "Candidates",
    "Contacts",
    "Drafts",
    "Inbox",
    "Jobs",
    "Lines",
    "NameWords",
    "Outbox",
    "People",
    "Promises",
    "StageChanges",
    "Submissions",
    "Teams",
    "Touches",
    "table",
]
