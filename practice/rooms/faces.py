"""How does one see at a glance who someone is?"""

from nicegui import ui

from practice.shapes import Person
from practice.workspace import Workspace

BOT_ICON = "spa"


def face(person: Person, size: str = "") -> ui.element:
    """A square with a person's initials, or the bot's leaf."""
    with ui.element("span").classes(f"face {size}").props("aria-hidden=true") as drawn:
        if person.is_bot:
            drawn.classes("bot")
            ui.icon(BOT_ICON)
        else:
            drawn.style(f"background-color: #{person.color}")
            ui.label(initials(person))
    return drawn


def initials(person: Person) -> str:
    """The first letters of the first and the last name."""
    words = person.real_name.split() or [person.id]
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper()


def standing(person: Person, workspace: Workspace) -> str:
    """What sets a person apart in this workspace: their part in it, and where they are."""
    if person.is_stranger or person.team_id not in ("", workspace.team_id):
        part = "Outside partner"
    elif person.is_guest:
        part = "Guest"
    else:
        part = "Administrator" if person.is_admin else "Member"
    return f"{part} · {person.tz.rpartition('/')[2].replace('_', ' ')}"
