"""How does a manager say what their team agrees on about owning?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.blocks import Block, Message, actions, button, option, plain
from bot.errors import Refused
from bot.facts import Pool, Terms
from bot.forms.inputs import UNREADABLE, View, about, answers, colleague, field, modal, radio, understood
from bot.policy import MOST_DAYS

TERMS_FORM = "terms_form"
SURE_FORM = "terms_sure_form"
BACK = "terms_back"
MOST_IN_TURN = 50
_USER = re.compile(r"[UW][A-Z0-9]{1,19}")
_POOL = {
    Pool.FREE: "Whoever claims them first",
    Pool.TURN: "Each of us in turn",
    Pool.ASSIGNED: "A manager assigns them",
}


def form(terms: Terms) -> View:
    """Draw the form with what the team works by today, or with what was typed."""
    pools = [option(words, pool) for pool, words in _POOL.items()]
    hint = "Only talking to each other renews it; a try, a newsletter or a colleague’s call does not."
    blocks = [
        field("own_days", "An owner keeps a candidate for so many days", _days(terms.own_days), hint=hint),
        field("own_placed_days", "And whoever they placed, for so many days", _days(terms.own_placed_days)),
        field("pool", "Candidates whom nobody owns go to", radio(pools, terms.pool)),
        field("rota", "In turn", _colleagues(terms.rota), optional=True, hint="Needed only where each has a turn."),
        field(
            "keeper",
            "Who looks after those whom nobody owns",
            colleague(terms.keeper),
            optional=True,
            hint="They hear what would else reach nobody; the candidates stay free.",
        ),
    ]
    return modal(TERMS_FORM, "Owning candidates", blocks, submit="Next")


def read(view: View) -> Terms:
    """Read what a team is to agree on; whether those named are here is for whoever knows them to say."""
    given = answers(view)
    own_days, own_placed_days = (_read_days(name, given[name]) for name in ("own_days", "own_placed_days"))
    if not given["pool"]:
        raise Refused("Choose where they go.", field="pool")
    pool = understood("pool", Pool, given["pool"])
    rota = tuple(dict.fromkeys(_chosen(view, "rota")))
    if pool is Pool.TURN and not rota:
        raise Refused("Choose who takes a turn: at least one colleague.", field="rota")
    keeper = given["keeper"]
    if not all(map(_USER.fullmatch, rota)):
        raise Refused(UNREADABLE, field="rota")
    if keeper and not _USER.fullmatch(keeper):
        raise Refused(UNREADABLE, field="keeper")
    return Terms(own_days, own_placed_days, pool, keeper, rota)


def sure(draft: int, shown: Message) -> View:
    """Draw what would follow, with a way back to the form as it was typed."""
    blocks = [*shown.blocks, actions(button("Change the numbers", BACK, draft))]
    return modal(SURE_FORM, "What would change", blocks, submit="Save", draft=draft)


def read_sure(view: View) -> int:
    """Read which draft is to be saved."""
    return int(about(view)["draft"])


def _days(initial: int) -> Block:
    least = {"min_value": "1", "max_value": str(MOST_DAYS)}
    return {"type": "number_input", "is_decimal_allowed": False, "initial_value": str(initial), **least}


def _colleagues(chosen: Sequence[str]) -> Block:
    drawn: Block = {"type": "multi_users_select", "placeholder": plain("Choose colleagues", 150)}
    drawn |= {"max_selected_items": MOST_IN_TURN}
    return drawn | ({"initial_users": list(chosen)} if chosen else {})


def _read_days(name: str, answer: str | None) -> int:
    typed = (answer or "").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6 and 1 <= int(typed) <= MOST_DAYS):
        raise Refused(f"Type a whole number of days from 1 to {MOST_DAYS:,}.", field=name)
    return int(typed)


def _chosen(view: View, name: str) -> list[str]:
    elements = view.get("state", {}).get("values", {}).get(name, {})
    return [str(user) for element in elements.values() for user in element.get("selected_users") or []][:MOST_IN_TURN]
