"""How do we explain ourselves to a team: what can be typed, what is not allowed, what went wrong?"""

from __future__ import annotations

from bot.blocks import Message, as_code, bullets, context, line, one_line, sentence, whole
from bot.facts import Person

GUEST = "Guests cannot see or log candidates. Ask whoever looks after Rapport here to make you a full member."
OUTSIDER = "Candidates are seen only by members of the workspace that Rapport belongs to. Ask your contact."
INACTIVE = "This account is deactivated, so it cannot see or log candidates. Ask whoever looks after Rapport."
OTHER_TEAM = "This belongs to another team, so it cannot be opened. Type /candidate to find someone of yours."

NOT_YOURS = "Only whoever logged this, or a manager, can change it. Ask one of them."


def not_allowed(person: Person) -> str:
    """Say why someone may not see or log candidates, and whom to ask."""
    if person.outsider:
        return OUTSIDER
    return GUEST if person.guest else INACTIVE


def help(short: bool) -> Message:
    """Say what each command does: in one line each if `short`, else with examples and the umbrella's form."""
    first = sentence("Rapport remembers every contact with a candidate, and tells you who waits to hear.")
    ways = [
        sentence(as_code("/touch Ana Silva - spoke, likes the role"), " logs a contact"),
        sentence(as_code("/candidate ana"), " shows what to know before a call"),
        sentence(as_code("/care help"), " says all there is to type"),
    ]
    if not short:
        ways = [
            sentence(as_code("/touch"), " opens the form"),
            sentence(as_code("/touch Ana Silva - vm, likes the role"), " logs at once"),
            sentence(as_code("/candidate ana"), " finds by part of a name, an e-mail or a phone number"),
            sentence(as_code("/candidate add Ana Silva"), " adds someone"),
            sentence(as_code("/care me"), " opens your settings: your morning hour and your holidays"),
            sentence(as_code("/care touch"), " and ", as_code("/care candidate"), " do the same"),
        ]
    last = sentence("" if short else "Each morning you hear who is owed an update that day, if anybody is.")
    blocks = [line(*first), bullets(ways)] + ([context(*last)] if last else [])
    return Message(whole(first, *ways, last), blocks)


def refused(reason: str) -> Message:
    """Say why something was not done, to the one who tried; whatever `reason` quotes stays letters."""
    return Message(whole([reason]), [line(reason)])


def unknown(typed: str, command: str) -> Message:
    """Say that a command was not understood, with what was typed."""
    first = sentence("I do not know “", one_line(f"{command} {typed}", 200), "”. Nothing was changed.")
    advice = sentence(as_code("/care help"), " shows what I understand.")
    return Message(whole(first, advice), [line(*first), line(*advice)])


def broken(reference: str) -> str:
    """Say that it was our fault; `reference` is what an operator finds in the log."""
    return f"Something went wrong on our side (reference {reference}). What you typed was not saved; please try again."


def old_button(name: str | None = None) -> str:
    """Say that a button belongs to something that is over, and where to look instead."""
    if name is None:
        return "This button is from an older message and does nothing now. The Home tab shows what is open."
    return f"This button is from an older message. Type /candidate {one_line(name)} to see how things stand now."
