"""How do we answer someone who made two records one, or two again?"""

from __future__ import annotations

from bot.blocks import Block, Message, actions, bold, button, context, line, one_line, sentence, whole
from bot.messages.candidates import OPEN
from bot.phrases import counted

UNDO = "merge_undo"

NOT_THERE = (
    "One of the two is not there any more: they may have been made one already. "
    "Type /candidate with the name to see what stands."
)
ONE_ALREADY = "These two are one record already. Type /candidate with the name to see it."
NO_MERGE = "There is no merge of this record that could be taken back. Nothing was changed."
BEING_ERASED = "One of the two is being erased at this moment, so nothing of it is moved any more."
DISPUTED = (
    "A claim on one of the two is being settled, so whose they are is left as it is: nothing was changed. "
    "Once it is settled, try again."
)
TOO_LATE = (
    "A merge can be taken back for a week, and this one is older. "
    "Add the other person anew with /candidate add, and log there what comes next."
)
UNDONE_ALREADY = "This merge was taken back already: both records are there. Nothing was changed."
MERGED_AGAIN = (
    "Since then this record was made one with another. Take that back first: "
    "open the card with /candidate and choose “Undo the merge” there."
)


def merged(merge: int, kept: int, name: str, other: str, touches: int, addresses: int, submissions: int) -> Message:
    """Confirm that two records are one, with what it holds now and the way back."""
    head = sentence(bold(name), f" and {one_line(other)} are one record now.")
    held = [
        counted(touches, "touch", "touches"),
        counted(addresses, "address", "addresses"),
        counted(submissions, "submission", "submissions"),
    ]
    holds = sentence(f"It holds {held[0]}, {held[1]} and {held[2]}. What is owed was counted anew.")
    hint = sentence("You can take it back for a week, here or from the card.")
    undo = button("Undo", UNDO, merge, reads=f"Undo the merge of {one_line(name)}")
    presses = actions(_open("Show the card", 1, kept, name), undo)
    return Message(whole(head, holds, hint), [line(*head), line(*holds), context(*hint), presses])


def unmerged(kept: int, kept_name: str, gone: int, gone_name: str) -> Message:
    """Confirm that two records are two again."""
    head = sentence(bold(kept_name), " and ", bold(gone_name), " are two records again, each with what was theirs.")
    presses = actions(_open(kept_name, 1, kept, kept_name), _open(gone_name, 2, gone, gone_name))
    hint = sentence("What is owed about each was counted anew.")
    return Message(whole(head, hint), [line(*head), context(*hint), presses])


def _open(words: str, place: int, candidate: int, name: str) -> Block:
    return button(words, f"{OPEN}_{place}", candidate, reads=f"Show the card of {one_line(name)}")
