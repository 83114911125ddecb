"""How do we say why somebody who was named cannot be given a candidate?"""

from __future__ import annotations

from bot.blocks import one_line

NAME = 40


def several(typed: str) -> str:
    """Say that a name may mean several colleagues."""
    return f"More than one colleague may be meant by “{one_line(typed, NAME)}”. Choose whom you mean."


def nobody(typed: str) -> str:
    """Say that nobody here who can own candidates is called so."""
    return f"I know no colleague called “{one_line(typed, NAME)}” who can own candidates. Choose whom you mean."


def no_member(name: str) -> str:
    """Say that somebody who is known cannot own candidates."""
    who = one_line(name, NAME) if name else "Whoever you named"
    return f"{who} cannot own candidates: only active members of this workspace can. Choose somebody else."


def never_met() -> str:
    """Say that somebody who was named has not used Rapport yet."""
    return (
        "Whoever you named has not used Rapport yet, so it does not know whether they may own candidates. "
        "Choose somebody else, or ask them to type /care help once."
    )
