"""What does the quick line of a touch say: who, how it went, whether they were told?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.facts import Direction, How, Kind, Offers, Outcome
from bot.words import clean, clean_note

# What ends the name: a dash with room on both sides, a colon with room after it, a new line. A hyphen stays.
END_OF_NAME = re.compile(r"(?:^|(?<=\s))[-–—]+(?=\s|$)|:(?=\s|$)|：|\n")
# What ends a clause: a comma or stop with room after it, a dash or "and" with room on both sides, a new line.
END_OF_CLAUSE = re.compile(r"[,;.:،؛]+(?=\s|$)|[、，。：；]+|(?<=[^\S\n])(?:[-–—]+|&|\+|and)(?=\s|$)|\n", re.IGNORECASE)

# The word for an outcome, the kind it has where none is said, and the kinds it can have.
SPOKEN = (Kind.CALL, Kind.VIDEO, Kind.MEETING)
WRITTEN = (Kind.EMAIL, Kind.MESSAGE, Kind.TEXT, Kind.SOCIAL)
OUTCOMES = {
    "spoke": (Outcome.SPOKE, SPOKEN),
    "spoken": (Outcome.SPOKE, SPOKEN),
    "met": (Outcome.MET, (Kind.MEETING, Kind.VIDEO)),
    "vm": (Outcome.VOICEMAIL, (Kind.CALL,)),
    "voicemail": (Outcome.VOICEMAIL, (Kind.CALL,)),
    "voice mail": (Outcome.VOICEMAIL, (Kind.CALL,)),
    "left vm": (Outcome.VOICEMAIL, (Kind.CALL,)),
    "left voicemail": (Outcome.VOICEMAIL, (Kind.CALL,)),
    "na": (Outcome.NO_ANSWER, (Kind.CALL, Kind.VIDEO)),
    "no answer": (Outcome.NO_ANSWER, (Kind.CALL, Kind.VIDEO)),
    "sent": (Outcome.SENT, WRITTEN),
    "replied": (Outcome.REPLIED, WRITTEN),
}
KINDS = {
    "call": Kind.CALL, "called": Kind.CALL, "phone": Kind.CALL, "phoned": Kind.CALL,
    "email": Kind.EMAIL, "e mail": Kind.EMAIL, "mail": Kind.EMAIL,
    "message": Kind.MESSAGE, "whatsapp": Kind.MESSAGE,
    "text": Kind.TEXT, "sms": Kind.TEXT,
    "meeting": Kind.MEETING,
    "video": Kind.VIDEO, "video call": Kind.VIDEO,
    "social": Kind.SOCIAL, "linkedin": Kind.SOCIAL, "xing": Kind.SOCIAL,
}  # fmt: skip
SENT = {
    "emailed": Kind.EMAIL,
    "e mailed": Kind.EMAIL,
    "mailed": Kind.EMAIL,
    "messaged": Kind.MESSAGE,
    "texted": Kind.TEXT,
}


def _how(kind: Kind, outcome: Outcome) -> How:
    return How(kind, Direction.IN if outcome is Outcome.REPLIED else Direction.OUT, outcome)


HOW = (
    {word: _how(kinds[0], outcome) for word, (outcome, kinds) in OUTCOMES.items()}
    | {
        f"{before} {word}": _how(kind, outcome)
        for before, kind in KINDS.items()
        for word, (outcome, kinds) in OUTCOMES.items()
        if kind in kinds
    }
    | {word: _how(kind, Outcome.SENT) for word, kind in SENT.items()}
)
TOLD = {
    "told": True,
    "told them": True,
    "told her": True,
    "told him": True,
    "no news": True,
    "told no news": True,
    "not told": False,
}
OFFERS = dict.fromkeys(("offers none", "no offers", "no offer", "no other offers", "no other offer"), Offers.NONE)
OFFERS |= dict.fromkeys(("offers new", "new offer", "a new offer", "new offers", "another offer"), Offers.NEW)
# Says that there is a new offer, and from whom: a name of one to three words, which stays in the note.
RIVAL = re.compile(r"[Rr]ival\s+(?=[^\W_a-z])\S+(?:\s+\S+){0,2}")


@dataclass(frozen=True, slots=True)
class QuickTouch:
    """What a quick line says; None stands for what it does not say, and is never guessed."""

    name: str
    note: str = ""
    how: How | None = None
    told: bool | None = None
    offers: Offers | None = None


def read(text: str) -> QuickTouch | None:
    """Read a quick line such as `Ana Silva - spoke, told, likes the role`; None where it names nobody.

    Only whole clauses before the first one that is prose are understood: "likes what we spoke about" does not
    say how it went. They are taken out of the note; all else stays in it as it was typed.
    """
    typed = clean_note(text)
    end = END_OF_NAME.search(typed)
    name, rest = (typed[: end.start()], typed[end.end() :]) if end else (typed, "")
    if not any(sign.isalnum() for sign in name):
        return None
    touch, clauses = QuickTouch(clean(name)), _clauses(rest)
    while clauses:
        rival = _rival(touch, rest, clauses[0][0])
        if rival:
            touch, clauses = rival, clauses[1:]
            continue
        for several in (1, 2):  # "called, no answer" is said in two
            more = _understood(touch, " ".join(words for _, words in clauses[:several]))
            if more:
                touch, clauses = more, clauses[several:]
                break
        else:
            return replace(touch, note=_noted(touch.note, rest[clauses[0][0] :].strip()))
    return touch


def _rival(touch: QuickTouch, rest: str, start: int) -> QuickTouch | None:
    """Add to a touch a clause that names a rival; None where it does not. It stays in the note as it was typed."""
    end = END_OF_CLAUSE.search(rest, start)
    typed = rest[start : end.start() if end else len(rest)].strip()
    if touch.offers is Offers.NONE or not RIVAL.fullmatch(typed):
        return None
    return replace(touch, offers=Offers.NEW, note=_noted(touch.note, typed))


def _noted(before: str, words: str) -> str:
    return ", ".join(filter(None, [before, words]))


def _clauses(rest: str) -> list[tuple[int, str]]:
    """Take a line apart into clauses: where each begins, and its words in small letters."""
    ends = [0, *(end.end() for end in END_OF_CLAUSE.finditer(rest))]
    stops = [*(end.start() for end in END_OF_CLAUSE.finditer(rest)), len(rest)]
    said = ((start, rest[start:stop].casefold()) for start, stop in zip(ends, stops, strict=True))
    return [(start, " ".join(words.replace("-", " ").strip(" !").split())) for start, words in said if words.strip()]


def _understood(touch: QuickTouch, words: str) -> QuickTouch | None:
    """Add to a touch what a clause says; None where it is prose, or speaks against what was said before."""
    if words in OFFERS and touch.offers in {None, OFFERS[words]}:
        return replace(touch, offers=OFFERS[words])
    if words in TOLD and touch.told in {None, TOLD[words]}:
        return replace(touch, told=TOLD[words])
    if words not in HOW:
        return None
    how = HOW[words]
    unanswered = touch.how is not None and touch.how.outcome is Outcome.NO_ANSWER
    if touch.how in {None, how} or (unanswered and how.outcome is Outcome.VOICEMAIL):
        return replace(touch, how=how)
    return None
