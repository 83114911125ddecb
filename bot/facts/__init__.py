"""Which words do storage, rules and messages share? Frozen dataclasses and enums, one module for each kind."""

from bot.facts.candidates import Candidate, Contact, Found, Job, NewCandidate, Submission
from bot.facts.letters import Ask, Item, Letter, Line
from bot.facts.people import Person
from bot.facts.promises import Card, Due, Owed, Shade, Standing, Waiver
from bot.facts.stages import ENDS, IN_PROCESS, Stage
from bot.facts.touches import Direction, How, Kind, Offers, Outcome, Touch, TouchDraft, TouchEntry

__all__ = [
    "ENDS",
    "IN_PROCESS",
    "Ask",
    "Candidate",
    "Card",
    "Contact",
    "Direction",
    "Due",
    "Found",
    "How",
    "Item",
    "Job",
    "Kind",
    "Letter",
    "Line",
    "NewCandidate",
    "Offers",
    "Outcome",
    "Owed",
    "Person",
    "Shade",
    "Stage",
    "Standing",
    "Submission",
    "Touch",
    "TouchDraft",
    "TouchEntry",
    "Waiver",
]
