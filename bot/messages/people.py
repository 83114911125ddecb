"""What stands on a person's Home tab?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import (
    Block,
    actions,
    bold,
    button,
    context,
    divider,
    header,
    line,
    strung,
    when,
)
from bot.facts import Candidate, GoingOffers, Item, Owning, Person, Round, Touch
from bot.messages import holdings, offers_at_home, rounds, teams, touches
from bot.owing_buttons import listed

HOME_LOG = "home_log"
HOME_FIND = "home_find"
HOME_ME = "home_me"

# Two blocks for each, within the 100 of a Home tab.
MOST_ITEMS, MOST_TOUCHES = 20, 15


def home(
    person: Person,
    items: Sequence[Item],
    more: int,
    today: Sequence[tuple[Touch, Candidate]],
    now: datetime,
    rounds: Sequence[Round] = (),
    owning: tuple[Owning, Sequence[Item]] | None = None,
    going: GoingOffers | None = None,
) -> Block:
    """Draw the Home tab: what is owed, who decides on offers, what was logged today, what they own, and the settings.

    `owning` is what they own in short, and who of theirs lapses next; `going` are the offers to be decided.
    """
    if not person.member:
        return _view([header("Rapport"), line(teams.not_allowed(person))])
    blocks = [header("Rapport"), _presses(), header("Owed now"), *_owed(items, more, now)]
    offers = offers_at_home.at_home(going, now) if going else []
    blocks += [divider(), header("Offers"), *offers] if offers else []
    blocks += [divider(), header("Logged today"), *_logged(today, rounds)]
    mine = holdings.at_home(*owning, now) if owning else []
    return _view([*blocks, *([divider(), header("Mine"), *mine] if mine else [])])


def _owed(items: Sequence[Item], more: int, now: datetime) -> list[Block]:
    if not items:
        return [line("Nobody is waiting to hear from you.")]
    blocks = [block for owed in items[:MOST_ITEMS] for block in listed(owed, now)]
    more += len(items[MOST_ITEMS:])
    return blocks + ([context(f"And {more} more; they follow as these are done.")] if more else [])


def _logged(today: Sequence[tuple[Touch, Candidate]], rounds_: Sequence[Round]) -> list[Block]:
    if not today and not rounds_:
        return [line("Nothing yet.")]
    blocks = [block for each in rounds_ for block in rounds.listed(each)]
    for touch, candidate in today[:MOST_TOUCHES]:
        blocks.append(line(*strung([bold(candidate.name)], *touches.details(touch), ["at ", when(touch.at)])))
        blocks.append(actions(*touches.changes(touch, candidate, touches.sure())))
    more = len(today[MOST_TOUCHES:])
    return blocks + ([context(f"And {more} more, on the candidates’ cards.")] if more else [])


def _presses() -> Block:
    return actions(
        button("Log a touch", HOME_LOG, "log", style="primary"),
        button("Find a candidate", HOME_FIND, "find"),
        button("My settings", HOME_ME, "me"),
    )


def _view(blocks: list[Block]) -> Block:
    return {"type": "home", "blocks": blocks}
