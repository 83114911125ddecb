"""What do we say to someone who wants candidates, or all about one person, as a file?"""

from __future__ import annotations

from bot.blocks import Message, as_code, context, line, sentence, whole
from bot.facts import FileKind

NOT_ALLOWED = "Only a manager or an administrator can export candidates. Ask one of them."
NOT_THEIRS = (
    "Only who has put them forward or added them, a manager or an administrator can have all about one person. "
    "Ask one of them."
)
PAY_LEFT_OUT = "on record; their recruiter or a manager can export it"
NOT_NOW = "There is nothing left to put into this file."
NOBODY = "Nobody is chosen by this. Leave one of the answers out, and export again."
ONE_TAG = "A table is chosen by one tag, so the first stands below. Change it if you meant another."
COMMENT = "The candidates you exported. I delete this file in a week; treat it as you treat the people in it."
TAKEN_BACK = (
    "I took this file back: its week is over, or somebody who may be in it was erased. "
    "Where you still need it, ask for it anew."
)
ABOUT_ONE = (
    "All that I keep about one person, to read and for other systems. I delete these files in a week; "
    "hand them on to nobody but that person."
)

_CALLED = {
    FileKind.EXPORT: "The table of candidates that you asked for",
    FileKind.EVERYTHING: "All about one person, which you asked for,",
    FileKind.REFUSED: "The lines of your file that came back",
    FileKind.AGREEMENT: "The page with the agreed terms, which you asked for,",
}


def sent(candidates: int) -> Message:
    """Say that the table is on its way to their direct messages."""
    whom = "1 candidate" if candidates == 1 else f"{candidates:,} candidates"
    first = sentence(f"A table of {whom} is on its way to your direct messages with me.")
    more = sentence("It opens in any spreadsheet, and can be imported again. Pay is not in it.")
    return Message(whole(first, more), [line(*first), context(*more)])


def sent_about_one() -> Message:
    """Say that the two files about one person are on their way to their direct messages."""
    first = sentence("Two files are on their way to your direct messages: one to read, and the same for other systems.")
    return Message(whole(first), [line(*first)])


def not_handed_over(kind: FileKind) -> Message:
    """Say that a file does not come, since Slack did not take it."""
    first = sentence(f"{_CALLED[kind]} did not reach you: Slack would not take it, though I tried for half an hour.")
    more = sentence("Ask for it anew; if that fails too, tell whoever looks after Rapport.")
    return Message(whole(first, more), [line(*first), line(*more)])


def not_made(kind: FileKind) -> Message:
    """Say that a file does not come, since there is nothing to put into it that they may have."""
    first = sentence(f"{_CALLED[kind]} was not made.")
    more = sentence("What was to be in it is not here any more, or you may not have it now.")
    return Message(whole(first, more), [line(*first), line(*more)])


def too_many(candidates: int, most: int, command: str) -> Message:
    """Say that a table is too long for Slack, and how an operator gets it."""
    first = sentence(f"These are {candidates:,} candidates; in Slack I hand over {most:,} at most. Choose fewer,")
    second = sentence("or ask whoever looks after Rapport to run ", as_code(command))
    return Message(whole(first, second), [line(*first), line(*second)])
