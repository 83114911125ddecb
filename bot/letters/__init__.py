"""What does a letter say, as things stand at this moment?"""

from bot.letters import approvals as approvals
from bot.letters import stakes as stakes
from bot.letters.drawing import ANSWERS, DRAWN, audible_at, draw
from bot.letters.mornings import ESCALATED, MORNING, PUT_OFF
from bot.letters.offers import OUTSIDE, RAN_OUT, URGENT
from bot.letters.ownership import NEWS
from bot.letters.records import (
    ERASED,
    GIVEN_UP,
    GREETING,
    IMPORT,
    NOT_HANDED_OVER,
    NOT_MADE,
    TO_ERASE,
    UNANSWERED,
)
from bot.letters.touches import ANSWERED, ASKED, CHANGED

__all__ = [
    "ANSWERED",
    "ANSWERS",
    "ASKED",
    "CHANGED",
    "DRAWN",
    "ERASED",
    "ESCALATED",
    "GIVEN_UP",
    "GREETING",
    "IMPORT",
    "MORNING",
    "NEWS",
    "NOT_HANDED_OVER",
    "NOT_MADE",
    "OUTSIDE",
    "PUT_OFF",
    "RAN_OUT",
    "TO_ERASE",
    "UNANSWERED",
    "URGENT",
    "audible_at",
    "draw",
]
