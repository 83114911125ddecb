"""Which words stand for what is kept in short, on the page with all about one person?"""

from __future__ import annotations

from bot.facts import Offers

KINDS = {"email": "E-mail", "phone": "Phone", "profile": "Profile", "name": "Name"}
OFFERS = {Offers.NONE: "none", Offers.NEW: "a new offer", Offers.NOT_ASKED: "not asked"}
BECAME = {
    "logged": "done",
    "told": "they were told",
    "thanked": "they were thanked",
    "snoozed": "put off",
    "waiting": "waits",
    "asked": "a colleague was asked",
    "accepted": "a colleague took it on",
    "declined": "a colleague could not take it on",
    "withdrawn": "taken back",
    "waived": "not needed",
    "moved": "the stage changed",
    "kept": "the record is kept",
    "to_erase": "to be erased",
}
LETTERS = {
    "morning": "A recruiter’s morning list",
    "updates.escalated": "A manager was told that you had waited too long",
    "updates.put_off": "A manager was told that it was put off three times",
    "updates.asked": "A colleague was asked to help",
    "updates.answered": "A colleague answered",
    "touches.changed": "A note about you was corrected",
    "retention.to_erase": "A manager was asked to erase the record",
    "retention.unanswered": "Whether to keep the record was left open",
    "erasing.done": "An erasure was done",
}
DEEDS = {
    ("added", "candidate"): "Added the record",
    ("added", "touch"): "Logged a contact",
    ("logged", "touch"): "Logged a contact",
    ("edited", "touch"): "Corrected a contact",
    ("deleted", "touch"): "Took a contact out",
    ("moved", "submission"): "Moved to another stage",
    ("gave", "favour"): "Noted help given",
    ("asked", "favour"): "Noted help asked for",
    ("came", "favour"): "Noted what came of it",
    ("thanked", "favour"): "Noted thanks",
    ("unthanked", "favour"): "Took the note of thanks back",
    ("deleted", "favour"): "Took help given or asked out",
    ("renamed", "candidate"): "Changed the name",
    ("tagged", "candidate"): "Gave a tag",
    ("untagged", "candidate"): "Took a tag away",
    ("segmented", "candidate"): "Changed the segment",
    ("forbade", "candidate"): "Marked: do not contact",
    ("allowed", "candidate"): "Took back: do not contact",
    ("connected", "candidate"): "Noted a connection on a network",
    ("disconnected", "candidate"): "Took a connection on a network back",
    ("exported", "candidate"): "Was given all about the person",
    ("kept", "candidate"): "Decided to keep the record",
    ("wants_erased", "candidate"): "Asked for the record to be erased",
    ("asked_to_erase", "candidate"): "Asked for the record to be erased",
    ("merged", "candidate"): "Made two records one",
    ("unmerged", "candidate"): "Made two records again",
    ("waived", "candidate"): "Noted that something is not needed",
    ("contacts added", "candidate"): "Added an address",
    ("contacts removed", "candidate"): "Took an address away",
    ("contact shared", "candidate"): "Marked an address as one that several use",
    ("contact own", "candidate"): "Marked an address as their own",
}
