"""What does one person at their desk do, and what do they get to see?"""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Any

from practice import described, finding
from practice.deeds import Deeds, Where
from practice.elements import element
from practice.reading import plain, words
from practice.shapes import Change, File, Message, Notice, Person, View

__all__ = ["Seat", "plain"]


class Seat:
    """One person, with the controls found by what a person reads, or by their ids.

    Each deed returns once the answer of the bot was applied, with the messages that were new to this person
    by then. A message or view that was put aside with `copy.deepcopy` can be pressed as it stood. LookupError
    means that this person has no such thing in front of them.
    """

    def __init__(self, deeds: Deeds, person_id: str) -> None:
        self.deeds, self.workspace, self.person_id = deeds, deeds.workspace, person_id

    @property
    def person(self) -> Person:
        """Who sits here."""
        return self.workspace.people[self.person_id]

    @property
    def modal(self) -> View | None:
        """The modal on top."""
        stack = self.workspace.modals(self.person_id)
        return stack[-1] if stack else None

    @property
    def notices(self) -> list[Notice]:
        """Slack's own complaints, the newest last."""
        return self.workspace.notices.setdefault(self.person_id, [])

    def dm(self) -> list[Message]:
        """The conversation with the bot, oldest first."""
        return self.reads(self.workspace.im(self.person_id).id)

    def reads(self, channel: str) -> list[Message]:
        """What this person sees in a channel, oldest first."""
        return self.workspace.visible(self.person_id, channel)

    # ---------------------------------------------------------------- by what a person reads

    async def types(self, text: str, channel: str | None = None, files: Sequence[str] = ()) -> list[Message]:
        """Types a command or a message, into the conversation with the bot unless a channel is named.

        `files` are the ids of those attached to a message.
        """
        place = channel or self.workspace.im(self.person_id).id
        if not self.workspace.may_read(self.person_id, place):
            raise LookupError(f"{self.person_id} is not in {place}")
        if text.startswith("/"):
            return await self._fresh(self.deeds.command(self.person, place, text))
        return await self._fresh(self.deeds.say(self.person, place, text, list(files)))

    async def shares(self, name: str, content: bytes, text: str = "", channel: str | None = None) -> list[Message]:
        """Sends a file with a message, into the conversation with the bot unless a channel is named."""
        return await self.types(text, channel, [self.attaches(name, content)["id"]])

    async def clicks(self, where: Where, label: str, near: str | None = None, confirm: bool = True) -> list[Message]:
        """Presses a button; where it asks to confirm, does so or not."""
        self._in_front(where)
        block, thing = finding.control(where.blocks, label, near)
        if "confirm" in thing and not confirm:
            return []
        return await self._fresh(self.deeds.press(self.person, where, block, thing))

    async def picks(
        self, where: Where, label: str, option: Any, near: str | None = None, confirm: bool = True
    ) -> list[Message]:
        """Picks from a menu, by visible text; people by id or name, a day as 2026-12-01, a time as 08:30."""
        self._in_front(where)
        block, thing = finding.control(where.blocks, label, near)
        if "confirm" in thing and not confirm:
            return []
        chosen = await self._chosen(where, block, thing, option)
        return await self._fresh(self._choose(where, block, thing, chosen))

    async def suggestions(self, label: str, typed: str, where: Where | None = None) -> list[str]:
        """What a menu offers as one types into it, groups flattened."""
        where = where or self._open()
        block, thing = finding.control(where.blocks, label)
        offered = await self.deeds.look_up(self.person, where, block, thing, typed)
        return [words(one["text"]) for one in _flat(offered)]

    async def fills(self, answers: dict[str, Any]) -> None:
        """Fills in the modal on top, by label; None empties.

        What is looked up by typing is typed and then chosen by its text; a pair says what to type, and what
        to choose. A file is a pair of its name and its bytes.
        """
        for label, wanted in answers.items():
            view = self._open()
            block, thing = finding.control(view.blocks, label)
            await self._choose(view, block, thing, await self._chosen(view, block, thing, wanted))

    async def submits(self) -> dict[str, str]:
        """Submits the modal on top; the inline errors by label, or under "" what Slack complains of."""
        view = self._open()
        trouble = await self.deeds.submit(self.person, view)
        labels = {block["block_id"]: words(block.get("label")) for block in view.blocks}
        return {labels[name]: error for name, error in view.errors.items()} | ({"": trouble} if trouble else {})

    async def closes(self) -> None:
        """Closes the modal on top."""
        await self.deeds.close(self.person)

    async def uses_shortcut(self, name: str, message: Message | None = None) -> list[Message]:
        """Uses a shortcut by its name, on a message or from anywhere."""
        kind = "global" if message is None else "message"
        for shortcut in self.workspace.app.shortcuts:
            if shortcut["name"] == name and shortcut["type"] == kind:
                return await self._fresh(self.deeds.shortcut(self.person, shortcut, message))
        raise LookupError(f"there is no {kind} shortcut {name!r}")

    async def opens_home(self, within: float = 3.0) -> View:
        """Opens the Home tab; waits for the first one to be published, TimeoutError when it is not."""
        published = asyncio.Event()
        stop = self.workspace.listen(lambda change: published.set() if change.kind == "home" else None)
        try:
            await self.deeds.open_home(self.person)
            async with asyncio.timeout(within):
                while (home := self.workspace.home(self.person_id)) is None:
                    published.clear()
                    await published.wait()
        finally:
            stop()
        return home

    # ---------------------------------------------------------------- by ids

    async def presses(self, where: Where, block_id: str, action_id: str, chosen: Any = None) -> list[Message]:
        """Presses a button, or picks `chosen` where no input is: an option, an id, a day, a list of them."""
        block, thing = element(where.blocks, block_id, action_id)
        return await self._fresh(self.deeds.press(self.person, where, block, thing, chosen))

    async def enters(self, where: Where, block_id: str, action_id: str, chosen: Any) -> None:
        """Fills in one input; the bot hears of it only where the input dispatches."""
        await self._choose(where, *element(where.blocks, block_id, action_id), chosen)

    async def looks_up(self, where: Where, block_id: str, action_id: str, typed: str) -> list[dict[str, Any]]:
        """The options or option groups that a menu offers for what was typed."""
        block, thing = element(where.blocks, block_id, action_id)
        return await self.deeds.look_up(self.person, where, block, thing, typed)

    def attaches(self, name: str, content: bytes) -> dict[str, Any]:
        """Uploads a file; a list of these is what a file input takes."""
        kept = File(self.workspace.new_id("F"), name, self.person_id, content, complete=True)
        self.workspace.files[kept.id] = kept
        return described.file(self.workspace, kept)

    # ---------------------------------------------------------------- how

    def _open(self) -> View:
        if self.modal is None:
            raise LookupError(f"{self.person_id} has no modal open")
        return self.modal

    def _in_front(self, where: Where) -> None:
        seen = (
            where.person == self.person_id
            if isinstance(where, View)
            else where.ephemeral_to in (None, self.person_id) and self.workspace.may_read(self.person_id, where.channel)
        )
        if not seen:
            raise LookupError(f"{self.person_id} cannot see this")

    async def _choose(self, where: Where, block: dict[str, Any], thing: dict[str, Any], chosen: Any) -> None:
        if block["type"] == "input" and not block.get("dispatch_action"):
            self.deeds.enter(self.person, where, block, thing, chosen)
        else:
            await self.deeds.press(self.person, where, block, thing, chosen)

    async def _chosen(self, where: Where, block: dict[str, Any], thing: dict[str, Any], wanted: Any) -> Any:
        if wanted is not None and thing["type"] == "file_input":
            pairs = [wanted] if isinstance(wanted, tuple) else wanted
            return [self.attaches(name, content) for name, content in pairs]
        if wanted is not None and thing["type"] == "external_select":
            return await self._looked_up(where, block, thing, wanted)
        if wanted is not None and thing["type"] == "multi_external_select":
            return [await self._looked_up(where, block, thing, one) for one in wanted]
        return finding.choice(self.workspace, thing, wanted)

    async def _looked_up(self, where: Where, block: dict[str, Any], thing: dict[str, Any], wanted: Any) -> Any:
        typed, text = wanted if isinstance(wanted, tuple) else (wanted, wanted)
        offered = _flat(await self.deeds.look_up(self.person, where, block, thing, typed))
        if not offered and typed == text:
            offered = _flat(await self.deeds.look_up(self.person, where, block, thing, text.split(" · ")[0]))
        return finding.option(offered, text)

    async def _fresh(self, deed: Awaitable[None]) -> list[Message]:
        seen: dict[tuple[str, str], None] = {}
        since = self.workspace.next_ts()

        def note(change: Change) -> None:
            if change.channel and change.ts and change.ts > since:
                seen[change.channel, change.ts] = None

        stop = self.workspace.listen(note)
        try:
            await deed
        finally:
            stop()
        found = [self.workspace.message(channel, ts) for channel, ts in seen]
        return [one for one in found if one and one.user != self.person_id and self._sees(one)]

    def _sees(self, message: Message) -> bool:
        return message.ephemeral_to in (None, self.person_id) and self.workspace.may_read(
            self.person_id, message.channel
        )


def _flat(offered: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [option for one in offered for option in (one.get("options") or [one])]
