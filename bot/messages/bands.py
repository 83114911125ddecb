"""How are the bands that clients allow shown to a manager?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    button,
    confirm,
    context,
    line,
    one_line,
    person,
    sentence,
    when,
    whole,
)
from bot.facts import Band
from bot.messages.feasibility import band as said

NEW, CHANGE, REMOVE, NEXT = "band_new", "band_change", "band_remove", "band_next"
TITLE = "Pay bands"
PAGE = 15
FOR_MANAGERS = "Only managers see what a client allows. Ask one of them."
NO_MORE = "There are no more bands after these. Type /care bands to see them from the first on."
GONE = "That band was taken away, or changed, meanwhile. Type /care bands to see how they stand."


def there_is_one(name: str) -> str:
    """Refuse a new band for what has one, and say how to change that."""
    return f"{one_line(name, 60)} has a band already. Close this, and press Change beside it in the list."


def listed(bands: Sequence[tuple[Band, str]], after: int, *, more: bool) -> Message:
    """List bands in a window, each with what can be done; `after` counts those on earlier pages."""
    first = sentence(
        "What clients allow: whoever offers a base outside it hears that a manager decides first."
        if bands or after
        else "There are no bands yet, so nothing is asked about what is offered."
    )
    blocks: list[Block] = [line(*first)]
    for place, (band, name) in enumerate(bands):
        blocks += _band(place, band, name)
    turn = [button("Next", NEXT, after + PAGE)] if more else []
    blocks.append(actions(button("New band", NEW, 0, style="primary"), *turn))
    return Message(whole(first), blocks)


def saved(band: Band, name: str) -> Message:
    """Read a band back as it was understood."""
    what = "for the job " if band.job is not None else "for all jobs of "
    head: Sentence = ["Saved ", what, bold(name), ": ", bold(said(band)), " in base pay."]
    note = context("What is offered already stays. The band counts from the next offer on.")
    return Message(whole(sentence("The band is saved.")), [line(*head), note])


def removed(name: str) -> Message:
    """Confirm that a band is gone."""
    head: Sentence = ["The band of ", bold(name), " is taken away. Nothing is asked there any more."]
    return Message(whole(head), [line(*head)])


def _band(place: int, band: Band, name: str) -> list[Block]:
    of = one_line(name, 40)
    kind = "" if band.job is not None else " (all jobs)"
    sure = confirm("Take it away?", f"Nothing is asked about offers for {of} then.", "Take away", "Keep")
    return [
        line(bold(name), f"{kind}: {said(band)}"),
        context("by ", person(band.by), ", ", when(band.at, "{date_short}")),
        actions(
            button("Change", f"{CHANGE}_{place}", band.id, reads=f"Change the band of {of}"),
            button("Take away", f"{REMOVE}_{place}", band.id, ask=sure, reads=f"Take the band of {of} away"),
        ),
    ]
