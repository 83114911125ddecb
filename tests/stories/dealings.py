"""What do people do with offers again and again in stories about them, and how do stories come by them?"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import storage
from bot import promises
from bot.facts import Money, Offer, OfferKind, OfferRound, OfferState, Package, RoundBy
from bot.messages import offer_buttons
from bot.messages.candidates import LOG
from bot.policy import Policy
from practice import story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message
from storage.columns import new_id
from tests.stories.deeds import card
from tests.stories.desk import sent, value_of
from tests.stories.house import MONDAY, House

PACKAGE = Package(base=Money(8_137_400, "EUR"), bonus_share=Decimal("7.25"), equity="0.35 %")
FIGURES = ("81,374", "8137400")
DAY, BEFORE = timedelta(days=1), MONDAY - timedelta(hours=1)
OURS = "our offer for Backend engineer"
WHOSE = "For the job, or all jobs of the client"


async def offered(there: House, kind: OfferKind, company: str, state: OfferState = OfferState.OPEN) -> int:
    """An offer to Ana: ours to be decided by Thursday's close, with Helena's words; a rival's, or her employer's."""
    return int(await there.bot.database.transact(_offered, there.slack.workspace.team_id, kind, company, state))


def _offered(db: storage.database.Db, team: str, kind: OfferKind, company: str, state: OfferState) -> int:
    (found,) = storage.finding.found(db, team, "Ana Silva", 1)
    submissions = storage.submissions.of(db, team, found.id)
    ours = next((each for each in submissions if each.title == company), None) if kind is OfferKind.OURS else None
    more: dict[str, Any] = {"submission": ours.id, "decide_by": MONDAY + 3 * DAY} if ours else {}
    made_at = None if state is OfferState.EXPECTED else BEFORE
    made = Offer(new_id(), found.id, kind, state, story.RITA, BEFORE, company=company, made_at=made_at, **more)
    storage.offers.add(db, team, made)
    if made_at:
        who = "Helena Brandt" if ours else ""
        said = OfferRound(new_id(), made.id, 0, RoundBy.OFFERED, PACKAGE, BEFORE, story.RITA, BEFORE, who)
        storage.offer_rounds.say(db, team, said)
    if kind is OfferKind.OURS and state is OfferState.OPEN:
        storage.offers.wind(db, team, made.id, made.decide_by, MONDAY)
    promises.plan(db, team, [found.id], Policy(), MONDAY)
    return made.id


async def pressed(there: House, seat: Seat, action: str, value: object) -> str:
    """What someone is shown who presses a button about an offer."""
    said = await seat.clicks(sent(there, seat, action, value), "Press")
    return seen(seat) or plain(said[-1])


def seen(seat: Seat) -> str:
    """What the window on top says."""
    return plain(seat.modal) if seat.modal else ""


async def closes_all(seat: Seat) -> None:
    """Closes every window."""
    while seat.modal:
        await seat.closes()


async def sends(seat: Seat, **answers: Any) -> str:
    """Fills in the form on top, by label, and sends it; what comes of that."""
    await seat.fills(answers)
    errors = await seat.submits()
    assert errors == {}, errors
    return seen(seat)


async def offers(there: House, seat: Seat, name: str = "Ana Silva") -> Message:
    """Opens all offers to somebody in a window; gives the message whose button was pressed."""
    while seat.modal:
        await seat.closes()
    shown = sent(there, seat, offer_buttons.SHEET, value_of(await card(seat, name), LOG))
    await seat.clicks(shown, "Press")
    return shown


async def writes(seat: Seat, line: str) -> str:
    """Types an offer and saves what was understood; gives what is said then, wherever it is."""
    asked = (await seat.types(f"/offer {line}"))[-1]
    said = await seat.clicks(asked, "Save")
    if seat.modal and plain(seat.modal).startswith("Did they agree?"):
        await seat.fills({"Did they agree?": "Go on without, for a reason", "Their words, or your reason": "By phone"})
        assert await seat.submits() == {}
    shown = [plain(each) for each in (*said, asked)] + ([plain(seat.modal)] if seat.modal else [])
    while seat.modal:
        await seat.closes()
    return "\n".join(shown)


async def band(seat: Seat, typed: str, of: str = "Backend engineer") -> dict[str, str]:
    """Says which pay a client allows; gives what is complained of."""
    await seat.types("/care bands")
    listed = seat.modal
    assert listed is not None
    await seat.clicks(listed, "New band")
    await seat.fills({WHOSE: (of, of), "From – to": typed})
    wrong = await seat.submits()
    while not wrong and seat.modal:
        await seat.closes()
    return wrong
