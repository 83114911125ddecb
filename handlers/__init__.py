"""Its ears: what happens when someone types, submits, presses or picks."""

from handlers import (
    answers,
    app,
    candidates,
    home,
    lending,
    lent,
    payloads,
    people,
    socket,
    teams,
    touch_forms,
    touch_lines,
    touches,
    underway,
    updates,
    web,
)

__all__ = [
    "answers",
    "app",
    "candidates",
    "home",
    "lending",
    "lent",
    "payloads",
    "people",
    "socket",
    "teams",
    "touch_forms",
    "touch_lines",
    "touches",
    "underway",
    "updates",
    "web",
]
