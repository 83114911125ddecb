"""Which words do storage, rules and messages share? Frozen dataclasses and enums, one module for each kind."""

from bot.facts.candidates import Candidate, Closing, Contact, Found, Job, NewCandidate, Submission
from bot.facts.cards import Card, May
from bot.facts.clients import Client, ClientCard, ClientContact, ClientLine, JobCard, NewJob, Position, PutForward
from bot.facts.erasures import Erased, Erasure, KnownAs
from bot.facts.everything import AllAbout
from bot.facts.exports import AskedFile, Export, FileKind
from bot.facts.favours import ASKED, Favour, FavourKind, Thankable
from bot.facts.identity import Known, Likeness, Reason, Verdict
from bot.facts.imports import (
    Counts,
    Field,
    Import,
    ImportState,
    LineOutcome,
    Newcomer,
    ReadAs,
    Settled,
    SheetLine,
    Unreadable,
)
from bot.facts.letters import Ask, Item, Letter, Line
from bot.facts.merges import Joined, Merge, Record, Returning, Undoing, Union, Why
from bot.facts.people import Person
from bot.facts.promises import Due, Kept, Owed, Owing, Promised, Shade, Standing, Waiver
from bot.facts.retention import Silent
from bot.facts.rounds import Round, RoundDraft, RoundEntry
from bot.facts.stages import ENDS, IN_PROCESS, Stage
from bot.facts.tags import Alike, Bearers, Connected, DoNotContact, Marks, Segment, Tag, Tagged, TagLine
from bot.facts.timeline import IMPORTED, Entry, Happened, Timeline
from bot.facts.touches import About, Direction, How, Kind, Note, Offers, Outcome, Touch, TouchDraft, TouchEntry

__all__ = [
    "ASKED",
    "ENDS",
    "IMPORTED",
    "IN_PROCESS",
    "About",
    "Alike",
    "AllAbout",
    "Ask",
    "AskedFile",
    "Bearers",
    "Candidate",
    "Card",
    "Client",
    "ClientCard",
    "ClientContact",
    "ClientLine",
    "Closing",
    "Connected",
    "Contact",
    "Counts",
    "Direction",
    "DoNotContact",
    "Due",
    "Entry",
    "Erased",
    "Erasure",
    "Export",
    "Favour",
    "FavourKind",
    "Field",
    "FileKind",
    "Found",
    "Happened",
    "How",
    "Import",
    "ImportState",
    "Item",
    "Job",
    "JobCard",
    "Joined",
    "Kept",
    "Kind",
    "Known",
    "KnownAs",
    "Letter",
    "Likeness",
    "Line",
    "LineOutcome",
    "Marks",
    "May",
    "Merge",
    "NewCandidate",
    "NewJob",
    "Newcomer",
    "Note",
    "Offers",
    "Outcome",
    "Owed",
    "Owing",
    "Person",
    "Position",
    "Promised",
    "PutForward",
    "ReadAs",
    "Reason",
    "Record",
    "Returning",
    "Round",
    "RoundDraft",
    "RoundEntry",
    "Segment",
    "Settled",
    "Shade",
    "SheetLine",
    "Silent",
    "Stage",
    "Standing",
    "Submission",
    "Tag",
    "TagLine",
    "Tagged",
    "Thankable",
    "Timeline",
    "Touch",
    "TouchDraft",
    "TouchEntry",
    "Undoing",
    "Union",
    "Unreadable",
    "Verdict",
    "Waiver",
    "Why",
]
