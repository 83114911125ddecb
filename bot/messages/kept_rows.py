"""How does each row that is kept about somebody read to themselves?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.facts import About, AllAbout, Direction, FavourKind, How, Kind, Offers, Outcome, Owing, Segment, Stage, Waiver
from bot.facts.everything import Row
from bot.messages import kept_offers, kept_owners
from bot.messages.kept_words import BECAME, DEEDS, KINDS, LETTERS, OFFERS, Told, Who
from bot.messages.promises import waived
from bot.phrases import FAVOURS, LEARNED, SEGMENTS, spoken, stage_name
from bot.wordings import WORDINGS
from bot.words import clean


def _record(row: Row, _: AllAbout) -> Told:
    forbidden = row["do_not_contact"] is not None
    return [
        ("Name", row["name"]),
        ("Group", SEGMENTS[Segment(row["segment"])].capitalize() if row["segment"] else None),
        ("Added", row["added_at"]),
        ("Added by", Who(row["added_by"])),
        ("First spoke", row["first_spoke_at"]),
        ("Last spoke", row["spoke_at"]),
        ("Last told where they stand", row["updated_at"]),
        ("We last turned to them", row["answered_at"]),
        ("Last called by us", row["tried_at"]),
        ("Waiting for an answer since", row["heard_at"]),
        ("Do not contact", (row["do_not_contact"] or "yes, no reason noted") if forbidden else None),
        ("Noted", row["do_not_contact_at"]),
        ("Noted by", _who(row["do_not_contact_by"])),
        ("Connected on a network since", row["connected_at"]),
        ("Connected with", _who(row["connected_by"])),
        ("To be kept until", row["kept_until"]),
        ("Why it is kept", row["kept_why"]),
        ("Cared for by", _who(row["owner"])),
        ("Since then", row["owned_since"] if row["owner"] else None),
        ("Held until", row["held_until"]),
    ]


def _address(row: Row, _: AllAbout) -> Told:
    shared = "shared by several people" if row.get("shared") else None
    return [(KINDS.get(row["kind"], "Address"), row["shown"]), ("Known to be", shared)]


def _tag(row: Row, _: AllAbout) -> Told:
    return [("Tag", row["tag_name"]), ("Given by", Who(row["by"])), ("On", row["at"])]


def _position(row: Row, _: AllAbout) -> Told:
    at = [("At", row["client_name"]), ("As", row["position"])]
    return [*at, ("Noted by", Who(row["added_by"])), ("On", row["added_at"])]


def _submission(row: Row, _: AllAbout) -> Told:
    return [
        ("Job", row["job_title"]),
        ("Stage", stage_name(Stage(row["stage"]))),
        ("Since", row["entered_at"]),
        ("Before that", _stage(row["came_from"])),
        ("Recruiter", Who(row["recruiter"])),
    ]


def _change(row: Row, about: AllAbout) -> Told:
    submissions = {each["id"]: each for each in about.tables.get("submissions", ())}
    of = submissions.get(row["submission"], {})
    stages = [("From", _stage(row["before"])), ("To", _stage(row["after"]))]
    return [("Job", of.get("job_title")), *stages, ("On", row["at"]), ("By", Who(row["by"]))]


def _touch(row: Row, _: AllAbout) -> Told:
    how = How(Kind(row["kind"]), Direction(row["direction"]), Outcome(row["outcome"]))
    return [
        ("On", row["at"]),
        ("How", spoken(how)),
        ("By", Who(row["credit"])),
        ("Told where they stand", row["told"] or None),
        ("Other offers", OFFERS[Offers(row["offers"])] if row["offers"] else None),
        ("Note", row["note"]),
        ("Promised to be back by", row["promised_on"]),
        ("Promise kept", row["kept_at"]),
        ("Written down", row["logged_at"] if row["backdated"] else None),
        ("Written down by", Who(row["by"]) if row["by"] != row["credit"] else None),
        ("Taken out", row["deleted_at"]),
    ]


def _learned(row: Row, about: AllAbout) -> Told:
    touches = {each["id"]: each for each in about.tables.get("touches", ())}
    on = touches.get(row["touch"], {}).get("at")
    return [(LEARNED[About(row["about"])], row["words"]), ("On", on)]


def _favour(row: Row, _: AllAbout) -> Told:
    return [
        ("What", FAVOURS[FavourKind(row["kind"])]),
        ("Words", row["words"]),
        ("On", row["at"]),
        ("By", Who(row["by"])),
        ("What came of it", row["came_of_it"]),
        ("It came", row["came_at"]),
        ("Thanked", row["thanked_at"]),
    ]


def _owed(row: Row, _: AllAbout) -> Told:
    why = waived(row["kind"], Waiver(row["waived"])) if row["waived"] else None
    return [
        ("What", _thing(row["kind"])),
        ("Until", row["due_at"]),
        ("By", Who(row["whom"])),
        ("Put off until", row["snoozed_until"]),
        ("Waits for", row["waits_for"]),
        ("Not needed", why),
    ]


def _reminder(row: Row, _: AllAbout) -> Told:
    return [
        ("Of", _thing(row["kind"])),
        ("Due", row["due_at"]),
        ("Owed by", Who(row["whom"])),
        ("What became of it", BECAME.get(row["outcome"], row["outcome"])),
        ("On", row["at"]),
        ("By", _who(row["by"])),
        ("Put off until", row["until"]),
        ("Not needed", waived(row["kind"], Waiver(row["waived"])) if row["waived"] else None),
    ]


def _asked(row: Row, _: AllAbout) -> Told:
    answer = None if row["accepted"] is None else "took it on" if row["accepted"] else "could not"
    asked = [("Asked by", Who(row["asked_by"])), ("Asked", Who(row["colleague"])), ("On", row["at"])]
    return [*asked, ("Note", row["note"]), ("Answer", answer), ("Answered", row["answered_at"])]


def _letter(row: Row, _: AllAbout) -> Told:
    what = LETTERS.get(row["kind"], "A message to a colleague")
    return [("What", what), ("To", Who(row["recipient"])), ("For", row["due_at"])]


def _deed(row: Row, _: AllAbout) -> Told:
    what = DEEDS.get((row["verb"], row["subject_kind"])) or clean(row["verb"]).replace("_", " ").capitalize()
    moved = row["verb"] == "moved"
    what = "Put forward" if moved and not row["before"] else what
    from_to = [("From", _stage(row["before"])), ("To", _stage(row["after"]))] if moved else []
    return [("What", what), *from_to, ("On", row["at"]), ("By", Who(row["by"]))]


def _merge(row: Row, _: AllAbout) -> Told:
    return [("On", row["at"]), ("By", Who(row["by"])), ("Of", row["names"]), ("Taken back", row["undone_at"])]


def _erasure(row: Row, _: AllAbout) -> Told:
    return [("Asked for", row["at"]), ("By", Who(row["by"])), ("Done", row["done_at"])]


# How each table is headed and its rows are read, in the order in which one reads.
SECTIONS: Mapping[str, tuple[str, Callable[[Row, AllAbout], Told]]] = {
    "candidates": ("The record", _record),
    "contacts": ("Addresses", _address),
    "known_before": ("Known before as", _address),
    "submissions": ("Put forward for", _submission),
    "touches": ("Calls, messages and meetings", _touch),
    "touch_notes": ("What was learned in them", _learned),
    "candidate_tags": ("Tags", _tag),
    "client_contacts": ("Positions at clients", _position),
    "favours": ("Help given and asked", _favour),
    **kept_offers.SECTIONS,
    **kept_owners.SECTIONS,
    "promises": ("What is owed to them now", _owed),
    "stage_changes": ("How each job went on", _change),
    "lines": ("When a recruiter was reminded", _reminder),
    "asks": ("When a colleague was asked to help", _asked),
    "outbox": ("Messages among colleagues that named them", _letter),
    "merges": ("Records that were made one", _merge),
    "erasures": ("Erasures", _erasure),
    "audit": ("Who changed what", _deed),
}
# What says nothing that does not stand elsewhere on the page: it is in the file for other systems.
LEFT_OUT = frozenset({"name_words"})


def _thing(kind: str) -> str:
    return WORDINGS[kind].thing if kind in set(Owing) else "something"


def _stage(kept: str | None) -> str | None:
    return stage_name(Stage(kept)) if kept else None


def _who(kept: str | None) -> Who | None:
    return Who(kept) if kept else None
