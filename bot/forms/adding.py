"""How do we ask whether somebody new is here already?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.blocks import Block, bold, line, one_line, option, plain
from bot.errors import Refused
from bot.facts import Found, Reason
from bot.forms.inputs import View, about, answers, field, modal, radio, read_id, understood
from bot.phrases import told_apart

# Who somebody is: asked when they are added by their form, and when they are added by logging a touch.
WHO = "candidate_who"
WHO_TOUCHED = "touch_who"
MOST_SHOWN = 5

# What may be answered beside whom it is.
NEW, SHARE, BACK = "new", "share", "back"


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody who may be the newcomer, and why."""

    found: Found
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """The answer: the id of one of those `shown`, or NEW, SHARE or BACK as `instead`."""

    draft: int
    known: int | None
    instead: str | None
    shown: tuple[int, ...]


def who(callback: str, draft: int, name: str, likely: Sequence[Likely], taken: Sequence[str] = ()) -> View:
    """Ask whether somebody is one of a few who are here; `taken` are the addresses that somebody else has alone."""
    shown = likely[:MOST_SHOWN]
    among = [each.found for each in shown]
    choices = [_choice(each, among) for each in shown] + [_somebody_else(taken)]
    if callback == WHO:
        choices.append(option("Neither: go back and correct what I typed", BACK))
    blocks = [
        line(bold(name), " may be here already. Nothing is saved yet."),
        field("who", "Is it one of these?", radio(choices)),
    ]
    ids = [each.id for each in among]
    return modal(callback, "Is it one of these?", blocks, submit="Continue", draft=draft, shown=ids)


def read_who(view: View) -> Who:
    """Read who somebody is."""
    chosen = answers(view)["who"]
    if not chosen:
        raise Refused("Choose who it is, or that it is somebody else.", field="who")
    asked: Mapping[str, object] = about(view)
    draft, shown = asked["draft"], asked["shown"]
    assert isinstance(draft, int)
    assert isinstance(shown, list)
    if chosen in (NEW, SHARE, BACK):
        return Who(draft, None, chosen, tuple(shown))
    return Who(draft, understood("who", read_id, chosen), None, tuple(shown))


def _choice(likely: Likely, among: Sequence[Found]) -> Block:
    why = ", ".join(likely.reasons)
    contact = f" · {one_line(likely.found.contact, 40)}" if likely.found.contact else ""
    described = plain(f"{why[0].upper()}{why[1:]}{contact}", 75)
    return option(told_apart(likely.found, among), likely.found.id) | {"description": described}


def _somebody_else(taken: Sequence[str]) -> Block:
    if not taken:
        return option("Somebody else: add them", NEW)
    both = option(f"Somebody else, who shares {one_line(taken[0], 40)}", SHARE)
    return both | {"description": plain("They are added, and the address is marked as shared", 75)}
