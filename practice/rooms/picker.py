"""How does one pick from a list, by typing or by looking?"""

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import events, ui

from practice.rooms.emoji import with_pictures

Find = Callable[[str], Awaitable[list[dict[str, Any]]]]
Picked = Callable[[Any], Awaitable[None]]

LINE = """
<q-item v-bind="props.itemProps" :class="{'group-head': props.opt.head}">
  <q-item-section>
    <q-item-label>{{ props.opt.label }}</q-item-label>
    <q-item-label caption v-if="props.opt.more">{{ props.opt.more }}</q-item-label>
  </q-item-section>
</q-item>
"""
NOBODY = '<q-item class="group-head"><q-item-section>Nothing found</q-item-section></q-item>'
# the list opens at once and is filled as soon as the answer is there
ASK = "(typed, update) => { emit(typed); update(() => {}); }"


class Picker:
    """A select that one can type into. `find` gives Slack options or groups of options for what was typed;
    `picked` is called with the option chosen, with a list of them when `many`, or with None."""

    def __init__(self, find: Find, picked: Picked, chosen: Any, placeholder: str, many: bool = False) -> None:
        self._find, self._picked, self._many = find, picked, many
        self._known: dict[str, dict[str, Any]] = {}
        first = [self._line(option) for option in (chosen if many else [chosen] if chosen else [])]
        self.element = ui.element("q-select").classes("picker")
        self.element.props("outlined dense use-input input-debounce=150 clearable")
        self.element.props("behavior=menu options-dense popup-content-class=picks")
        # while a list unfolds, its select waits to take the focus back, from whoever has gone on to the next field
        self.element.props("transition-duration=0")
        self.element.props["placeholder"] = "" if first else placeholder
        self.element.props["model-value"] = first if many else first[0] if first else None
        self.element.props["options"] = []
        self.element.props["for"] = self.element.html_id
        self.element.props("multiple use-chips" if many else "fill-input hide-selected")
        self.element.add_slot("option", LINE)
        self.element.add_slot("no-option", NOBODY)
        self.element.on("filter", self._typed, js_handler=ASK)
        self.element.on("update:model-value", self._chose)

    async def _typed(self, event: events.GenericEventArguments) -> None:
        found = await self._find(str(event.args or ""))
        if not self.element.is_deleted:
            self.element.props["options"] = self._lines(found)

    async def _chose(self, event: events.GenericEventArguments) -> None:
        self.element.props["model-value"] = event.args
        if self._many:
            await self._picked([self._known[line["value"]] for line in event.args or []])
        else:
            await self._picked(self._known[event.args["value"]] if event.args else None)

    def _lines(self, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        lines = []
        for one in found:
            if "options" in one:
                lines.append(heading(one["label"]["text"]))
                lines += [self._line(option) for option in one["options"]]
            else:
                lines.append(self._line(one))
        return lines

    def _line(self, option: dict[str, Any]) -> dict[str, Any]:
        if option.get("head"):
            return option
        self._known[option["value"]] = option
        more = option.get("description", {}).get("text", "")
        return {"label": with_pictures(option["text"]["text"]), "value": option["value"], "more": more}


def heading(text: str) -> dict[str, Any]:
    """A line of the list that says something and cannot be picked."""
    return {"label": text, "value": f"head {text}", "head": True, "disable": True}


def matching(options: list[dict[str, Any]], typed: str) -> list[dict[str, Any]]:
    """The options, or groups of them, in which every word typed occurs."""
    words = typed.casefold().split()
    found = []
    for one in options:
        if "options" in one:
            inside = matching(one["options"], typed)
            found += [{**one, "options": inside}] if inside else []
        elif all(word in one["text"]["text"].casefold() for word in words):
            found.append(one)
    return found
