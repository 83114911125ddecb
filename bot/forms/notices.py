"""How is something said in a small window, where there is no message to say it in?"""

from __future__ import annotations

from bot.blocks import Message, line, sentence
from bot.forms.inputs import View, modal

NOTICE = "notice"


def notice(reason: str) -> View:
    """Say why something could not be done, and what to do next."""
    return modal(NOTICE, "Not done", [line(*sentence(reason))])


def told(title: str, message: Message) -> View:
    """Say what was done, with the buttons of the message."""
    return modal(NOTICE, title, message.blocks)
