"""What happens when a person types, presses, picks or submits something?"""

import re
from collections.abc import Callable
from typing import Any

from practice import answers, described, limits, payloads
from practice.elements import ANSWERS, answer
from practice.gateway import Gateway, Heard
from practice.refused import Refused
from practice.shapes import Block, Message, Person, Values, View
from practice.tickets import Tickets
from practice.unfinished import unfinished
from practice.workspace import Workspace

Where = Message | View
Thing = dict[str, Any]
SILENT = "failed because the app did not respond"
TROUBLE = "We had some trouble connecting. Try again?"


class Deeds:
    """Delivers what people do to the bot, and does what it answers.

    `refused` keeps the answers that Slack would not have taken, `typed` what each person wrote, chose and filled in.
    Each listener in `suggested` is called with whom a menu offers which options, as they type.
    """

    def __init__(self, workspace: Workspace, tickets: Tickets, gateway: Gateway) -> None:
        self.workspace, self.tickets, self.gateway = workspace, tickets, gateway
        self.refused: list[Refused] = []
        self.typed: list[tuple[str, str]] = []
        self.suggested: list[Callable[[str, list[dict[str, Any]]], None]] = []

    # ---------------------------------------------------------------- words

    async def command(self, person: Person, channel: str, line: str) -> None:
        """Someone types a line that begins with a slash."""
        self.typed.append((person.id, line))
        name, text = (*re.split(r"\s", line.strip(), maxsplit=1), "")[:2]
        known = {one["command"]: one for one in self.workspace.app.commands}
        if name not in known or person.team_id != self.workspace.team_id:
            self.workspace.complain(person.id, f"{name} is not a valid command.")
            return
        place = self.workspace.channels[channel]
        ticket = self.tickets.response(person.id, channel, self.workspace.now())
        words = payloads.typed(self.workspace, text.strip(), bool(known[name].get("should_escape")))
        trigger = self.tickets.trigger(person.id)
        payload = payloads.command(self.workspace, person, place, name, words, trigger, self._url(ticket))
        heard = await self.gateway.deliver("slash_commands", payload)
        if self._answered(heard, person, name) and heard.body:
            self._take(person, name, lambda: answers.said(self.workspace, self.tickets, ticket, heard.body))

    async def say(self, person: Person, channel: str, text: str, files: list[str] | None = None) -> None:
        """Someone writes an ordinary message, with files or without."""
        self.typed.append((person.id, text))
        place = self.workspace.channels[channel]
        message = self.workspace.post(channel, person.id, payloads.escaped(text), files=files or [])
        if self.workspace.app.bot_user in place.members:
            kinds = {"public": "channel", "private": "group", "im": "im"}
            told = described.message(self.workspace, message)
            shared = {"subtype": "file_share"} if files else {}
            await self.tell({**told, **shared, "channel": channel, "channel_type": kinds[place.kind]})

    # ---------------------------------------------------------------- presses and picks

    async def press(self, person: Person, where: Where, block: Block, thing: Thing, chosen: Any = None) -> None:
        """Someone presses a button, or picks from a menu that tells the bot at once."""
        action = {
            "type": thing["type"],
            "action_id": thing["action_id"],
            "block_id": block["block_id"],
            "action_ts": self.workspace.next_ts(),
        }
        if thing["type"] in ANSWERS:
            self.enter(person, where, block, thing, chosen)
            action |= answer(thing, chosen)
        elif thing["type"] == "overflow":
            action["selected_option"] = chosen
        else:
            action |= {name: thing[name] for name in ("text", "value", "style", "url") if name in thing}
        from_modal = isinstance(where, View) and where.type == "modal"
        more: dict[str, Any] = {
            "actions": [action],
            "trigger_id": self.tickets.trigger(person.id, from_modal),
        }
        if isinstance(where, Message):
            ticket = self.tickets.response(person.id, where.channel, self.workspace.now(), where)
            more["response_url"] = self._url(ticket)
        standing = payloads.standing_in(self.workspace, where, self._values(person, where))
        payload = payloads.interaction(self.workspace, "block_actions", person, **standing, **more)
        self._answered(await self.gateway.deliver("interactive", payload), person, "That action")

    def enter(self, person: Person, where: Where, block: Block, thing: Thing, chosen: Any) -> None:
        """Someone fills something in; nobody is told yet."""
        self.typed.append((person.id, str(chosen)))
        self._values(person, where).setdefault(block["block_id"], {})[thing["action_id"]] = answer(thing, chosen)
        if isinstance(where, View):
            where.errors.pop(block["block_id"], None)
            self.workspace.touched(where)

    async def look_up(
        self, person: Person, where: Where, block: Block, thing: Thing, typed: str
    ) -> list[dict[str, Any]]:
        """Someone types into a menu that asks the bot; the options or option groups it offers."""
        self.typed.append((person.id, typed))
        if len(typed) < thing.get("min_query_length", 3):
            return []
        standing = payloads.standing_in(self.workspace, where, self._values(person, where))
        asked = {"action_id": thing["action_id"], "block_id": block["block_id"], "value": typed}
        payload = payloads.interaction(self.workspace, "block_suggestion", person, **standing, **asked)
        heard = await self.gateway.deliver("interactive", payload)
        if heard.outcome != "answered":
            return []
        offered: list[dict[str, Any]] = []
        self._take(person, "", lambda: offered.extend(limits.suggestions(heard.body)))
        self.suggests(person.id, offered)
        return offered

    def suggests(self, person_id: str, offered: list[dict[str, Any]]) -> None:
        """A menu offers somebody options, or groups of them, for what they typed."""
        for listener in tuple(self.suggested):
            listener(person_id, offered)

    def _values(self, person: Person, where: Where) -> Values:
        return where.values if isinstance(where, View) else self.workspace.values(person.id, where)

    # ---------------------------------------------------------------- forms

    async def submit(self, person: Person, view: View) -> str:
        """Someone submits a modal; the trouble there was, and empty when the bot answered.

        Inline errors are in the view afterwards.
        """
        view.errors = unfinished(view)
        self.workspace.touched(view)
        if view.errors:
            return ""
        payload = payloads.interaction(
            self.workspace,
            "view_submission",
            person,
            trigger_id=self.tickets.trigger(person.id, from_modal=True),
            view=described.view(self.workspace, view),
            response_urls=[],
        )
        heard = await self.gateway.deliver("interactive", payload)
        cleared: list[View] = []
        if heard.outcome != "answered" or not self._take(
            person, "", lambda: cleared.extend(answers.submitted(self.workspace, view, heard.body))
        ):
            self.workspace.complain(person.id, TROUBLE)
            return TROUBLE
        await self._closed(person, [one for one in cleared if one is not view], is_cleared=True)
        return ""

    async def close(self, person: Person) -> None:
        """Someone closes the modal on top, and with it all beneath when it says so."""
        stack = self.workspace.modals(person.id)
        if not stack:
            return
        top = stack[-1]
        gone = self.workspace.close(person.id, 0 if top.clear_on_close else len(stack) - 1)
        await self._closed(person, [top], is_cleared=False)
        await self._closed(person, gone[1:], is_cleared=True)

    async def _closed(self, person: Person, gone: list[View], is_cleared: bool) -> None:
        for view in gone:
            if view.notify_on_close:
                told = described.view(self.workspace, view)
                payload = payloads.interaction(self.workspace, "view_closed", person, view=told, is_cleared=is_cleared)
                await self.gateway.deliver("interactive", payload)

    # ---------------------------------------------------------------- shortcuts, home, events

    async def shortcut(self, person: Person, shortcut: dict[str, Any], message: Message | None) -> None:
        """Someone uses a shortcut, on a message or from anywhere."""
        more: dict[str, Any] = {
            "callback_id": shortcut["callback_id"],
            "trigger_id": self.tickets.trigger(person.id),
            "action_ts": self.workspace.next_ts(),
        }
        if message is not None:
            ticket = self.tickets.response(person.id, message.channel, self.workspace.now())
            standing = payloads.standing_in(self.workspace, message, {})
            more |= {"message": standing["message"], "channel": standing["channel"]}
            more |= {"message_ts": message.ts, "response_url": self._url(ticket)}
        kind = "shortcut" if message is None else "message_action"
        payload = payloads.interaction(self.workspace, kind, person, **more)
        heard = await self.gateway.deliver("interactive", payload)
        self._answered(heard, person, str(shortcut["name"]))

    async def open_home(self, person: Person) -> None:
        """Someone opens the bot's Home tab."""
        home = self.workspace.home(person.id)
        event = {"type": "app_home_opened", "user": person.id, "tab": "home"}
        event["channel"] = self.workspace.im(person.id).id
        shown = {"view": described.view(self.workspace, home)} if home else {}
        await self.tell({**event, **shown})

    async def tell(self, event: dict[str, Any]) -> Heard | None:
        """Delivers an event, if the manifest asks for its kind."""
        if not {event["type"], f"{event['type']}.{_kind(event)}"} & self.workspace.app.events:
            return None
        told = {**event, "event_ts": event.get("ts") or self.workspace.next_ts()}
        return await self.gateway.deliver("events_api", payloads.event(self.workspace, told))

    # ---------------------------------------------------------------- what comes of it

    def _url(self, ticket: str) -> str:
        return f"{self.workspace.address}/response/{ticket}"

    def _answered(self, heard: Heard, person: Person, what: str) -> bool:
        if heard.outcome in ("late", "unreachable"):
            self.workspace.complain(person.id, f"{what} {SILENT}.")
        elif heard.outcome == "failed":
            self.workspace.complain(person.id, f'{what} failed with the error "dispatch_failed".')
        return heard.outcome == "answered"

    def _take(self, person: Person, what: str, does: Any) -> bool:
        try:
            does()
        except Refused as refused:
            self.refused.append(refused)
            if what:
                self.workspace.complain(person.id, f'{what} failed with the error "{refused.code}".')
            return False
        return True


def _kind(event: dict[str, Any]) -> str:
    kinds = {"im": "im", "group": "groups", "channel": "channels"}
    return kinds.get(event.get("channel_type", ""), "")
