"""Which offers are on the table when one comes to the practice workspace?"""

from typing import Any

from practice.seat import Seat
from practice.shapes import View

NAME = "Beatriz Lopes"
JOB = "Backend engineer, Northwind"
# What the client allows for the job, and what a pound is worth.
BAND, RATE = "€75k to €88k", "1.14"
# Ours, and what rivals have; all of it is read back before it is saved.
LINES = [
    f"/offer {NAME} - 84k + 10% by tuesday",
    f"/offer {NAME} rival Fabrikam £76k by wednesday",
    f"/offer {NAME} rival Tailspin interviews",
]
EXPECTED = {
    "Is it made?": "Expected",
    "Why do you expect one?": "Her manager asked her twice whether she is happy",
    "From whom": "Wingtip",
}
MAY_MOVE = {"What may move": "Sign-on", "In their words": "Up to five thousand, if she starts in January"}


async def offers(recruiter: Seat, manager: Seat) -> None:
    """Writes down what the client allows, our offer, two rivals, and why a counter-offer is expected."""
    await _band(manager)
    for line in LINES:
        await recruiter.clicks((await recruiter.types(line))[-1], "Save")
    await recruiter.clicks((await recruiter.types(f"/candidate {NAME}"))[-1], "Offers")
    await _fill_in(recruiter, "+ Counter-offer", EXPECTED)
    await recruiter.clicks((await recruiter.types(f"/candidate {NAME}"))[-1], "Offers")
    await recruiter.clicks(_window(recruiter), "Side by side")
    await _fill_in(recruiter, "Enter a rate", {"Is worth": RATE})
    await recruiter.clicks((await recruiter.types(f"/candidate {NAME}"))[-1], "Offers")
    await recruiter.clicks(_window(recruiter), "Side by side")
    await _fill_in(recruiter, "What may move …", MAY_MOVE)


async def _band(manager: Seat) -> None:
    """Says which pay the client allows for the job."""
    label = "For the job, or all jobs of the client"
    await manager.types("/care bands")
    await _fill_in(manager, "New band", {label: (JOB, JOB), "From – to": BAND})


async def _fill_in(seat: Seat, press: str, given: dict[str, Any]) -> None:
    """Presses a button of the window, fills in the form that opens, and closes all that is open."""
    await seat.clicks(_window(seat), press)
    await seat.fills(given)
    errors = await seat.submits()
    if errors:
        raise RuntimeError(f"the opening was refused: {errors}")
    while seat.modal:
        await seat.closes()


def _window(seat: Seat) -> View:
    if seat.modal is None:
        raise RuntimeError("the opening found no window")
    return seat.modal
