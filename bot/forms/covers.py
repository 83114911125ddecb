"""How does someone say who covers for whom, and from when until when?"""

from __future__ import annotations

from datetime import date

from bot.blocks import Block, context, line, person
from bot.errors import Refused
from bot.facts import Cover, NewCover
from bot.forms.inputs import View, about, answers, calendar, chosen_day, colleague, field, modal, understood

COVER_FORM = "cover_form"


def arrange(today: date, away: str | None = None) -> View:
    """Draw the form of a new cover; `away` is drawn for those who may arrange it for anybody."""
    who = [field("away", "Who is away", colleague(away))] if away else []
    days = [_first_day(today), _last_day()]
    return _form([*who, _cover(), *days])


def change(cover: Cover) -> View:
    """Draw the form that changes a cover; the first day of one that has begun stays."""
    first = [] if cover.begun_at else [_first_day(cover.from_on)]
    head = line("While ", person(cover.away), " is away:")
    return _form([head, _cover(cover.cover), *first, _last_day(cover.until_on)], cover.id)


def read(view: View) -> NewCover:
    """Read who covers and when; where the first day is not asked for, it is that of the cover that is changed."""
    given = answers(view)
    if "away" in given and not given["away"]:
        raise Refused("Choose who is away.", field="away")
    if not given["cover"]:
        raise Refused("Choose a colleague.", field="cover")
    from_on = understood("from_on", chosen_day, given["from_on"]) if given.get("from_on") else None
    if "from_on" in given and from_on is None:
        raise Refused("Choose the first day away.", field="from_on")
    until_on = understood("until_on", chosen_day, given["until_on"]) if given["until_on"] else None
    if until_on is None:
        raise Refused("Choose the last day away.", field="until_on")
    return NewCover(given["cover"], from_on or until_on, until_on, given.get("away"), about(view)["cover"])


def _form(blocks: list[Block], cover: int | None = None) -> View:
    said = "They hear what is owed; candidates, deadlines and credit stay. It begins and ends by itself."
    title = "Cover" if cover is None else "Change the cover"
    return modal(COVER_FORM, title, [*blocks, context(said)], submit="Save", cover=cover)


def _cover(chosen: str | None = None) -> Block:
    return field("cover", "Who covers", colleague(chosen))


def _first_day(chosen: date) -> Block:
    return field("from_on", "First day away", calendar(chosen))


def _last_day(chosen: date | None = None) -> Block:
    return field("until_on", "Last day away", calendar(chosen))
