"""What follows when a dispute is opened, moves on, or ends?"""

from bot.disputing import telling
from bot.disputing.claims import answer, concede, open_, withdraw
from bot.disputing.clock import party_left, tick
from bot.disputing.parties import (
    answerer,
    case,
    check_may_rule,
    may_answer,
    may_rule,
    may_see,
    rulers,
    rulers_of,
    seen_by,
    stands_for,
)
from bot.disputing.ruling import answer_question, ask, rule
from bot.disputing.telling import case_hearers

__all__ = [
    "answer",
    "answer_question",
    "answerer",
    "ask",
    "case",
    "case_hearers",
    "check_may_rule",
    "concede",
    "may_answer",
    "may_rule",
    "may_see",
    "open_",
    "party_left",
    "rule",
    "rulers",
    "rulers_of",
    "seen_by",
    "stands_for",
    "telling",
    "tick",
    "withdraw",
]
