"""Who are the people of a dispute, and what do they do again and again?"""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from practice import story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Channel, Message, Person, View
from tests.stories.deeds import heard, redrawn, told
from tests.stories.house import House, house

NINA = "U0NINA"
ROOM = "C0ROOM"
REASON = "She asked me to take her to Northwind"
EVIDENCE = "Her e-mail of Friday"
ANSWER = {"Your answer": "I spoke with her on Thursday"}
RULED = {"Reasons": "She spoke with her last"}
SHARES = ("The owner’s part", "The part of whoever claims")


@dataclass
class Court:
    """Rita owns Ana, Tom claims her, Maya and Nina manage; Oscar and Gus have no part in it."""

    there: House

    def seat(self, id: str) -> Seat:
        """The desk of one of them."""
        return self.there.slack.seat(id)

    @property
    def rita(self) -> Seat:
        """The owner."""
        return self.seat(story.RITA)

    @property
    def tom(self) -> Seat:
        """Whoever claims."""
        return self.seat(story.TOM)

    @property
    def maya(self) -> Seat:
        """One manager."""
        return self.seat(story.MAYA)

    @property
    def nina(self) -> Seat:
        """The other manager."""
        return self.seat(NINA)

    async def claims(self, seat: Seat, reason: str = REASON, evidence: str = EVIDENCE) -> str:
        """Claims Ana by the form, and reads what is said."""
        await seat.clicks((await seat.types("/own Ana Silva"))[-1], "Claim …")
        await seat.fills({"Reason": reason, "Evidence": evidence})
        assert await seat.submits() == {}
        said = plain(seat.modal) if seat.modal else ""
        await seat.closes()
        await redrawn(self.there)
        return said

    async def fills(self, seat: Seat, where: Message | View, press: str, given: dict[str, str]) -> str:
        """Presses a button that opens a form, fills it in, sends it, and reads what is said."""
        await seat.clicks(where, press)
        await seat.fills(given)
        assert await seat.submits() == {}
        said = plain(seat.modal) if seat.modal else ""
        while seat.modal:
            await seat.closes()
        await redrawn(self.there)
        return said

    async def goes_up(self) -> None:
        """Tom claims Ana, and Rita answers."""
        await self.claims(self.tom)
        await self.fills(self.rita, told(self.rita)[-1], "Answer …", ANSWER)

    def lends(self, message: Message, to: Seat) -> Message:
        """The same message, in front of somebody for whom it was not meant."""
        workspace = self.there.slack.workspace
        return workspace.post(workspace.im(to.person_id).id, workspace.app.bot_user, message.text, message.blocks)

    def answered(self, seat: Seat) -> str:
        """What somebody is answered at once: in a window, or beside what they pressed."""
        said = plain(seat.modal) if seat.modal else plain(seat.dm()[-1])
        if seat.modal:
            self.there.slack.workspace.close(seat.person_id)
        return said

    def reads(self, seat: Seat) -> str:
        """The newest message of the bot to someone."""
        return heard(seat)[-1]


def people() -> list[Person]:
    """The people of the practice workspace, and a second manager."""
    return [*story.people(), Person(NINA, "nina", "Nina Berg", "Europe/Berlin", "de-DE")]


@contextlib.asynccontextmanager
async def court(url: str, *, room: Channel | None = None) -> AsyncIterator[Court]:
    """A house in which Rita has added Ana and spoken with her; two manage, in a `room` of theirs if there is one."""
    more: dict[str, Any] = {"managers_channel": room.id} if room else {}
    managers = (story.MAYA, NINA)
    async with house(url, people=people(), channels=[room] if room else [], managers=managers, **more) as there:
        it = Court(there)
        await it.rita.types("/candidate add Ana Silva")
        assert await it.rita.submits() == {}
        await it.rita.closes()
        await it.rita.types("/touch Ana Silva - spoke, likes the role")
        yield it
        assert there.slack.refused == []
