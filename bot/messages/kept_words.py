"""Which words stand for what is kept in short, on the page with all about one person?"""

from __future__ import annotations

from typing import Any

from bot.facts import ApprovalKind, DisputeState, Offers, Ruling
from bot.phrases import PASSED


class Who(str):
    """A colleague, by Slack's id: a page names them."""


Told = list[tuple[str, Any]]

RULED = {
    Ruling.KEEP: "the owner keeps",
    Ruling.TRANSFER: "goes to whoever claimed",
    Ruling.SHARE: "the credit is shared",
    Ruling.WITHDRAWN: "the claim was withdrawn",
    Ruling.CONCEDED: "the owner released them to whoever claimed",
    Ruling.NOT_RULED: "not ruled in time, the owner keeps",
    Ruling.OWNER_LEFT: "the owner left",
    Ruling.CLAIMANT_LEFT: "whoever claimed left",
    Ruling.ERASED: "the record was erased",
}
STATES = {
    DisputeState.ANSWER: "the owner is asked",
    DisputeState.RULING: "a manager decides",
    DisputeState.ENDED: "settled",
}
APPROVALS = {
    ApprovalKind.MORE_TIME: "More time before they have another recruiter",
    ApprovalKind.ASSIGN: "To become their recruiter",
    ApprovalKind.REPRESENT: "To put them forward although a colleague has the right to",
    ApprovalKind.FEASIBLE: "To offer them a base outside what the client allows",
}
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
    "operators.given_up": "An operator was told of messages that never arrived",
    "imports": "What became of a file that was brought in",
    "imports.greeting": "How a file is brought in",
    "files.not_made": "A file could not be made",
    "files.not_handed_over": "A file could not be handed over",
    "approvals.asked": "A manager was asked for something",
    "approvals.reminded": "A manager was reminded of it",
    "approvals.answered": "What a manager answered",
    "approvals.unanswered": "A recruiter was told that no manager has answered yet",
    "ownership.news": "What changed about a recruiter’s candidates",
    "disputes.claimed": "A recruiter was told that a colleague claims you",
    "disputes.opened": "How a claim goes on",
    "disputes.case": "A claim came before the managers",
    "disputes.asked": "A manager’s question about a claim",
    "disputes.reminded": "A reminder of a claim",
    "disputes.ended": "How a claim was settled",
    "representations.lifted": "A manager let a colleague put you forward",
    "offers.urgent": "A recruiter was told of a deadline that could not wait",
    "offers.expired": "A recruiter was told that an offer ran out",
    "agreements.outside": "A manager was told that terms outside the band were agreed",
    "covers.soon": "Who covers for whom, soon",
    "covers.ended": "A cover was over",
    "covers.back": "What happened while a recruiter was away",
    "covers.broken": "A cover could not go on",
    "people.left": "A manager was told that a colleague has left",
    "handovers.done": "A colleague’s candidates were handed over",
    "handovers.taken": "A recruiter was handed a colleague’s candidates",
    "handovers.given": "A recruiter was told that theirs were handed over",
}
DEEDS = {
    **{(f"owner_{how}", "candidate"): f"Changed the owner: {words}" for how, words in PASSED.items()},
    ("added", "candidate"): "Added the record",
    ("added", "touch"): "Logged a contact",
    ("logged", "touch"): "Logged a contact",
    ("edited", "touch"): "Corrected a contact",
    ("deleted", "touch"): "Took a contact out",
    ("moved", "submission"): "Moved to another stage",
    ("move_taken_back", "submission"): "Took back a move that was a mistake",
    ("offer_changed", "offer"): "Changed an offer",
    ("offer_offered", "offer"): "Noted what was offered",
    ("offer_waiting", "offer"): "Asked a manager about what would be offered",
    ("offer_asked", "offer"): "Noted what was asked for",
    ("offer_withheld", "offer"): "Took back what was to be offered",
    ("offer_round_taken_back", "offer"): "Took back what was noted of an offer",
    ("opened_lever", "offer"): "Noted what may still move",
    ("used_lever", "offer"): "Noted that it does not move any more",
    ("outside_band_alone", "offer"): "Went outside what the client allows",
    ("lost", "offer"): "Noted why they said no",
    ("agreed", "offer"): "Wrote down what was agreed",
    ("agreed_outside_band", "offer"): "Wrote down what was agreed, outside the band",
    ("agreement_sent", "offer"): "Sent what was agreed",
    ("agreement_not_sent", "offer"): "Noted that it was not sent after all",
    ("agreement_file", "offer"): "Was given what was agreed as a file",
    ("placed", "submission"): "Noted where they start",
    ("placement_changed", "submission"): "Changed what is known of the start",
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
