"""What do we ask before terms outside the band are written down, and tell managers once they are?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import Message, Sentence, actions, bold, button, line, one_line, person, whole
from bot.facts import Candidate, Feasible, Fit, Offer
from bot.messages import feasibility, offer_buttons
from bot.phrases import CARD, everybody


def asks(feasible: Feasible, press: str, *, manager: bool, told: bool) -> str:
    """Say that terms lie outside the band, and by which press they are written down all the same.

    The ends of the band are told to a `manager` alone; managers are `told` where there are any others.
    """
    lies = feasibility.lies(feasible, manager=manager)
    that = lies if feasible.fit is Fit.UNKNOWN else f"That is {lies}"
    if not told:
        return f"{that}. {press} again if it was agreed all the same."
    asked = "no other manager" if manager else "no manager"
    return f"{that}, and {asked} said yes to it. {press} again if it was agreed all the same: the managers are told."


def are_told(managers: Sequence[str]) -> list[Sentence]:
    """Say which managers are told that terms outside the band were agreed."""
    if not managers:
        return []
    return [["The terms lie outside the band, so ", *everybody(managers), " will be told, without the figures."]]


def told(offer: Offer, candidate: Candidate, by: str) -> Message:
    """Tell a manager that terms outside the band were agreed; the figures stand behind a button."""
    job = f" for {one_line(offer.company)}" if offer.company else ""
    agreed = f" agreed to a base outside the band{job}."
    head: Sentence = [person(by), " wrote down that ", bold(candidate.name), agreed]
    more: Sentence = ["No manager had approved it before. It stands as agreed; talk it over with ", person(by), "."]
    of = one_line(candidate.name, 40)
    see = button(
        "See the figures",
        offer_buttons.AGREEMENT,
        offer.id,
        style="primary",
        reads=f"See what was agreed with {of}",
    )
    card = button("Card", CARD, candidate.id, reads=f"The card of {of}")
    return Message(whole(head, more), [line(*head), line(*more), actions(see, card)])
