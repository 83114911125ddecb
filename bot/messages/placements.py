"""What do we say once the days of a placement are written down, or it came to nothing?"""

from __future__ import annotations

from datetime import date

from bot import offer_words
from bot.blocks import (
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    day,
    line,
    one_line,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import Candidate, Offer, Placement, Submission
from bot.messages import deciding
from bot.messages.candidates import SIMILAR
from bot.messages.offer_buttons import WHY, say_why


def changed(candidate: Candidate, submission: Submission, placement: Placement, works_from: date | None) -> Message:
    """Say how a placement stands now."""
    head = sentence(bold(candidate.name), f" · {one_line(submission.title)}")
    known = [sentence(each[:1].upper() + each[1:]) for each in offer_words.after_yes(placement, awaited=True)]
    facts = [deciding.first_day(placement, works_from), *known]
    return Message(whole(head, *facts), [line(*head), bullets(facts), actions(deciding.sheet(candidate))])


def stands(placement: Placement, title: str = "", *, awaited: bool = True) -> Sentence:
    """Say to what somebody said yes, when they start, how long the guarantee holds, if they have resigned and signed.

    What is not known of these two is said where they are `awaited`, which is until they start.
    """
    said = sentence("Said yes", f" to {one_line(title)}" if title else "", " at ", when(placement.accepted_at))
    starts = f"starts on {day(placement.starts_on)}" if placement.starts_on else "the first day is not known yet"
    until = f"guarantee until {day(placement.guarantee_until)}" if placement.guarantee_until else ""
    return strung(said, sentence(starts), sentence(until), *map(sentence, offer_words.after_yes(placement, awaited)))


def fell_through(candidate: Candidate, submission: Submission, lost: Offer | None = None) -> Message:
    """Say that a placement came to nothing, what comes next, and ask why our offer was `lost`."""
    head = sentence(bold(candidate.name), f" does not go on at {one_line(submission.title)}: fell through, on record.")
    more = sentence("They should hear from us what comes next, and the client too.", f" {WHY}" if lost else "")
    alike = button("Similar candidates", SIMILAR, candidate.id, reads=f"Who is like {one_line(candidate.name)}")
    blocks = [line(*head), line(*more), actions(*say_why(lost), alike, deciding.sheet(candidate))]
    return Message(whole(head, more), blocks)
