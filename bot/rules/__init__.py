"""What is decided, one module for each feature: facts, policy and now in, a decision out.

hours, holidays   when people are at work, and when they may be spoken to
quick             what someone meant who typed a touch on one line
"""

from bot.rules import (
    candidates,
    favours,
    headings,
    holidays,
    hours,
    identity,
    imports,
    jobs,
    last_words,
    merging,
    newcomers,
    owed,
    pay,
    people,
    promised,
    quick,
    replies,
    retention,
    rights,
    rounds,
    sheets,
    touches,
    updates,
)

__all__ = [
    "candidates",
    "favours",
    "headings",
    "holidays",
    "hours",
    "identity",
    "imports",
    "jobs",
    "last_words",
    "merging",
    "newcomers",
    "owed",
    "pay",
    "people",
    "promised",
    "quick",
    "replies",
    "retention",
    "rights",
    "rounds",
    "sheets",
    "touches",
    "updates",
]
