"""What do we ask of a touch that was typed on one line, and how is such a line typed?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import Message, actions, as_code, bold, bullets, button, context, line, one_line, sentence, whole
from bot.facts import Candidate, Direction, Found, How, Kind, Outcome
from bot.phrases import code, spoken, told_apart, which_of
from bot.phrases import from_code as from_code
from bot.words import fold

PICK = "touch_pick"
HOW = "touch_how"
ADD = "touch_add"
FORM = "touch_open"
# What “Add and log” carries where those who are much alike were shown.
SOMEBODY_NEW = "new"

LIKELY = (
    How(Kind.CALL, Direction.OUT, Outcome.SPOKE),
    How(Kind.CALL, Direction.OUT, Outcome.NO_ANSWER),
    How(Kind.EMAIL, Direction.OUT, Outcome.SENT),
)
REACHED = (
    How(Kind.CALL, Direction.OUT, Outcome.SPOKE),
    How(Kind.EMAIL, Direction.OUT, Outcome.SENT),
    How(Kind.TEXT, Direction.OUT, Outcome.SENT),
)


def which(typed: str, found: Sequence[Found], draft: int) -> Message:
    """Ask which of up to five candidates was meant, or whether it was somebody new where none is called just so."""
    shown = found[:5]
    asked = [*which_of(typed, found), " Nothing is logged yet."]
    names = [told_apart(one, shown) for one in shown]
    buttons = [
        button(name, f"{PICK}_{place}", f"{draft}/{one.id}")
        for place, (one, name) in enumerate(zip(shown, names, strict=True), start=1)
    ]
    new = sentence(
        "" if any(fold(one.name) == fold(typed) for one in found) else "If it was somebody new, press Add and log."
    )
    buttons += [button("Add and log", ADD, f"{draft}/{SOMEBODY_NEW}")] if new else []
    more = sentence("There are more. If yours is not here, type more of the name." if found[5:] else "")
    blocks = [line(*asked), actions(*buttons)] + [context(*hint) for hint in (more, new) if hint]
    return Message(whole(asked, *(sentence(f"• {name}") for name in names), more, new), blocks)


def nobody(typed: str, draft: int) -> Message:
    """Say that nobody is called so, and offer to add them and log at once."""
    known = sentence("I know nobody called “", one_line(typed), "”. Nothing is logged yet.")
    advice = sentence("Check the spelling, or add them and log it in one go; what you typed is kept.")
    press = actions(button("Add and log", ADD, draft, style="primary"))
    return Message(whole(known, advice), [line(*known), line(*advice), press])


def how(candidate: Candidate, draft: int, told: bool = False) -> Message:
    """Ask how it went: two-way is never guessed. Whoever was `told` was reached."""
    likely = REACHED if told else LIKELY
    asked = sentence("How did it go with ", bold(candidate.name), "? Nothing is logged yet.")
    buttons = [
        button(spoken(one), f"{HOW}_{place}", f"{draft}/{code(one)}") for place, one in enumerate(likely, start=1)
    ]
    buttons.append(button("Open the form", FORM, draft))
    choices = sentence("Press ", ", ".join(spoken(one) for one in likely), " or Open the form.")
    return Message(whole(asked, choices), [line(*asked), actions(*buttons)])


def usage(command: str = "/touch") -> Message:
    """Say how the command is typed."""
    first = sentence("Log a contact with a candidate:")
    ways = [
        sentence(as_code(command), " opens the form"),
        sentence(as_code(f"{command} Ana Silva"), " opens it for Ana"),
        sentence(as_code(f"{command} Ana Silva - spoke, likes the role"), " logs at once"),
    ]
    words = sentence(
        "After the name I understand: spoke, met, vm, no answer, sent, replied, emailed, texted, told, "
        "no news, offers none, new offer. The rest is your note."
    )
    return Message(whole(first, *ways, words), [line(*first), bullets(ways), context(*words)])
