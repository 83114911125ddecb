"""How does one message look?"""

from html import escape

from nicegui import events, ui

from practice.rooms.blocks import draw_block
from practice.rooms.dates import clock_time
from practice.rooms.desk import Desk
from practice.rooms.faces import face
from practice.rooms.files import draw_file
from practice.rooms.spot import Spot
from practice.rooms.text import mrkdwn
from practice.shapes import Message, Person


def draw_message(message: Message, desk: Desk, first: bool) -> None:
    """Draws a message; only the `first` of several by one person shows who speaks."""
    author = desk.workspace.people.get(message.user) or Person(message.user, message.user, message.user)
    with ui.element("article").classes("message").props("data-testid=message") as drawn:
        drawn.props["data-ts"] = message.ts
        drawn.props["aria-label"] = f"Message from {author.real_name}"
        drawn.classes("first" if first else "follows")
        if message.ephemeral_to:
            drawn.classes("ephemeral")
        with ui.element("div").classes("message-side"):
            face(author) if first else _time(message, desk)
        with ui.element("div").classes("message-main"):
            if first:
                _byline(message, author, desk)
            if message.ephemeral_to:
                _only_you()
            _body(message, desk)
        _menu(message, desk)


def _time(message: Message, desk: Desk) -> None:
    moment = desk.reader.at(message.ts)
    shown = ui.element("time").classes("time")
    shown.props["datetime"], shown.props["title"] = moment.isoformat(), f"{moment:%A %-d %B %Y, %H:%M:%S}"
    with shown:
        ui.html(escape(clock_time(moment, desk.reader)), sanitize=False, tag="span")


def _byline(message: Message, author: Person, desk: Desk) -> None:
    with ui.element("header").classes("byline"):
        ui.html(escape(author.real_name), sanitize=False, tag="strong")
        if author.is_bot:
            ui.label("App").classes("tag")
        _time(message, desk)


def _only_you() -> None:
    with ui.element("div").classes("only-you"):
        ui.icon("visibility")
        ui.label("Only visible to you")


def _body(message: Message, desk: Desk) -> None:
    spot = Spot(desk, message)
    if message.blocks:
        for block in message.blocks:
            draw_block(block, spot)
    elif message.text:
        ui.html(mrkdwn(message.text, desk.reader), sanitize=False).classes("prose")
    for file_id in message.files:
        draw_file(desk.workspace.files[file_id])
    if message.edited and not message.blocks:
        ui.label("(edited)").classes("soft small")


def _menu(message: Message, desk: Desk) -> None:
    """What one may do with a message: the bot's shortcuts for messages."""
    shortcuts = [one for one in desk.bot.shortcuts if one["type"] == "message"]
    if not shortcuts or message.ephemeral_to:
        return
    with ui.element("button").classes("icon-button message-menu").props("type=button aria-haspopup=menu") as dots:
        dots.props["aria-label"] = "More message actions"
        ui.icon("more_vert")
        with ui.menu().props("auto-close anchor='bottom right' self='top right'").classes("picks"):
            for shortcut in shortcuts:
                _shortcut(shortcut["name"], message, desk)


def _shortcut(name: str, message: Message, desk: Desk) -> None:
    async def used(_: events.ClickEventArguments) -> None:
        await desk.seat.uses_shortcut(name, message)

    with ui.menu_item(on_click=used).props("role=menuitem"), ui.element("div"):
        ui.label(name)
        ui.label(desk.bot.name).classes("soft small")
