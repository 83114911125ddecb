"""Which pay does a client allow, for one job or for all of theirs?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import Block, bold, context, groups, line, option
from bot.errors import Refused
from bot.facts import Client, Job
from bot.forms.inputs import UNREADABLE, View, about, answers, field, modal, read_id, typeahead, typed_input, within
from bot.words import clean

BAND_FORM = "band_form"
WHOSE = "band_whose"
LETTERS = 120
MOST_OPTIONS = 15
_JOB, _CLIENT = "job", "client"


@dataclass(frozen=True, slots=True)
class NewBand:
    """A band as it was typed: for a job, or for all jobs of a client; `band` is the one that is changed."""

    typed: str
    job: int | None = None
    client: int | None = None
    band: int | None = None


def form(band: int | None = None, name: str = "", typed: str = "") -> View:
    """Draw the form of a new band, or of the one that is changed, with what it is for and how it stands."""
    hint = "The base alone, as the client says it: 62-78k, £410-480 a day. It is read back to you."
    whose = typeahead(WHOSE, example="Type a few letters of the job or the client")
    what = line("For ", bold(name), ".") if band else field("whose", "For the job, or all jobs of the client", whose)
    blocks = [
        what,
        field("range", "From – to", typed_input(typed, letters=LETTERS, example="62-78k"), hint=hint),
        context("Outside it a manager decides first. Whoever may see a candidate’s pay sees how an offer lies to it."),
    ]
    title = "Change the band" if band else "New band"
    return modal(BAND_FORM, title, blocks, submit="Save", band=band)


def options(jobs: Sequence[Job], clients: Sequence[Client]) -> dict[str, list[Block]]:
    """Answer what is typed: jobs, and clients, each below its heading."""
    found = [
        ("Jobs", [option(each.title, f"{_JOB}/{each.id}") for each in jobs[:MOST_OPTIONS]]),
        ("Clients", [option(each.name, f"{_CLIENT}/{each.id}") for each in clients[:MOST_OPTIONS]]),
    ]
    drawn = groups(found)
    return {"option_groups": drawn} if drawn else {"options": []}


def read(view: View) -> NewBand:
    """Read a band; the range is read by the rules."""
    given, band = answers(view), about(view)["band"]
    typed = within("range", clean(given["range"] or ""), LETTERS)
    if not typed:
        raise Refused("Type the range, like 62-78k.", field="range")
    if band is not None:
        return NewBand(typed, band=int(band))
    if not given["whose"]:
        raise Refused("Choose the job or the client: type a few letters.", field="whose")
    kind, _, id = given["whose"].partition("/")
    try:
        read_ = read_id(id)
    except ValueError as error:
        raise Refused(UNREADABLE, field="whose") from error
    if kind not in (_JOB, _CLIENT):
        raise Refused(UNREADABLE, field="whose")
    return NewBand(typed, job=read_) if kind == _JOB else NewBand(typed, client=read_)
