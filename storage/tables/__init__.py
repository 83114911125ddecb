"""What is kept? Every table, one typed class each; rows never leave storage."""

from storage.tables.base import Base, table
from storage.tables.candidates import (
    Candidates,
    Contacts,
    Jobs,
    KnownBefore,
    NameWords,
    Spellings,
    StageChanges,
    Submissions,
)
from storage.tables.clients import ClientContacts, Clients
from storage.tables.imports import ImportLines, Imports
from storage.tables.keeping import AskedFiles, Erasures, Merges, SentFiles
from storage.tables.offers import (
    Agreements,
    Bands,
    Levers,
    Losses,
    OfferChanges,
    OfferRounds,
    Offers,
    PayKeys,
    Placements,
    Rates,
)
from storage.tables.ownership import (
    Approvals,
    Covers,
    DisputeQuestions,
    Disputes,
    Evidence,
    Handovers,
    OwnerChanges,
    Representations,
    Turns,
)
from storage.tables.people import People, Teams, Terms
from storage.tables.promises import Asks, Lines, Outbox, Promises
from storage.tables.records import Audit, Inbox
from storage.tables.tags import CandidateTags, Tags
from storage.tables.touches import Drafts, Favours, Touches, TouchNotes

__all__ = [
    "Agreements",
    "Approvals",
    "AskedFiles",
    "Asks",
    "Audit",
    "Bands",
    "Base",
    "CandidateTags",
    "Candidates",
    "ClientContacts",
    "Clients",
    "Contacts",
    "Covers",
    "DisputeQuestions",
    "Disputes",
    "Drafts",
    "Erasures",
    "Evidence",
    "Favours",
    "Handovers",
    "ImportLines",
    "Imports",
    "Inbox",
    "Jobs",
    "KnownBefore",
    "Levers",
    "Lines",
    "Losses",
    "Merges",
    "NameWords",
    "OfferChanges",
    "OfferRounds",
    "Offers",
    "Outbox",
    "OwnerChanges",
    "PayKeys",
    "People",
    "Placements",
    "Promises",
    "Rates",
    "Representations",
    "SentFiles",
    "Spellings",
    "StageChanges",
    "Submissions",
    "Tags",
    "Teams",
    "Terms",
    "TouchNotes",
    "Touches",
    "Turns",
    "table",
]
