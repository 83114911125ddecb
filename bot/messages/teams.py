"""How do we explain ourselves to a team: what can be typed, what is not allowed, what went wrong?"""

from __future__ import annotations

from bot.blocks import Message, Sentence, as_code, bullets, context, line, one_line, quote, sentence, whole
from bot.facts import Person

# What was typed is given back in pieces, each as long as one block can hold, and as much as one message can.
PIECE, MOST_PIECES = 2_000, 4

GUEST = "Guests cannot see or log candidates. Ask a workspace administrator to make you a full member."
OUTSIDER = "Candidates are seen only by members of the workspace that Rapport belongs to. Ask your contact there."
INACTIVE = "This account is deactivated, so it cannot see or log candidates. Ask whoever looks after Rapport."
NOT_YOURS = "Only the person this was sent to, or a manager, can do that. Ask one of them."
OLD_FORM = (
    "This form is from an older version of Rapport, so nothing was saved. "
    "Copy what you typed, close it, and begin anew with /touch or /candidate."
)
OLD_SHORTCUT = (
    "This shortcut is from an older version of Rapport. Type /touch to log, or /candidate to look someone up."
)
TOO_SLOW = "Slack did not wait for the form to open. Nothing was logged or changed; please try again."


def not_allowed(person: Person | None) -> str:
    """Say why someone may not see or log candidates, and whom to ask; None is nobody we can make out."""
    if person is None or person.outsider:
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
            sentence(as_code("/touch Ana Silva - vm"), " logs at once"),
            sentence(as_code("/candidate ana"), " finds by part of a name, an e-mail or a phone number"),
            sentence(as_code("/candidate add Ana Silva"), " adds someone"),
            sentence(
                as_code("/offer Ana Silva"), " shows what she is offered, ", as_code("/offer help"), " how to note it"
            ),
            sentence(as_code("/offer"), " lists the open offers of your own candidates"),
            sentence(as_code("/own Ana Silva"), " shows who owns her, ", as_code("/own"), " what you own"),
            sentence(as_code("/own disputes"), " lists the claims that are being settled"),
            sentence(as_code("/care merge Ana Silva"), " makes two records of one person one"),
            sentence(as_code("/care represent Ana Silva"), " writes down that she may be put forward by you"),
            sentence(as_code("/care job backend"), " shows a job, ", as_code("/care jobs"), " those that are open"),
            sentence(as_code("/care client Northwind"), " shows a client, ", as_code("/care clients"), " them all"),
            sentence(as_code("/care import"), " brings the candidates of a CSV file in; or send me the file"),
            sentence(as_code("/care export"), " gives managers their candidates as a table"),
            sentence(as_code("/care ownership"), " shows how long a candidate is owned; managers can change it there"),
            sentence(as_code("/care me"), " opens your settings: your morning hour and your holidays"),
            sentence(as_code("/care cover"), " says who hears for you while you are away"),
            sentence(as_code("/care hand over"), " gives all that someone has to others"),
            sentence(as_code("/care tag Kotlin, Lisbon"), " lists those, ", as_code("/care tags"), " all tags"),
            sentence(
                as_code("/care offers"),
                " lists what is not decided and who said yes and has not started, those at risk first; ",
                as_code("/care offers mine"),
                " only your own, for managers too",
            ),
            sentence(as_code("/care bands"), " keeps the pay that clients allow; for managers"),
            sentence(as_code("/care round"), " logs a round of calls, or a newsletter, for many at once"),
            sentence(as_code("/care losses"), " tells why candidates said no, and to whom they went"),
            sentence(
                as_code("/care touch"),
                " and ",
                as_code("/care candidate"),
                " do the same, as ",
                as_code("/care own"),
                " and ",
                as_code("/care offer"),
            ),
        ]
    last = sentence("" if short else "Each morning you hear who is owed an update that day, if anybody is.")
    blocks = [line(*first), bullets(ways)] + ([context(*last)] if last else [])
    return Message(whole(first, *ways, last), blocks)


def refused(reason: str, typed: str = "", *, pay: bool = False) -> Message:
    """Say why something was not done, to the one who tried, and give back what they typed; both stay letters.

    What may hold `pay` stands in the blocks alone.
    """
    given_back = sentence("You typed:" if typed else "")
    pieces = [typed[start : start + PIECE] for start in range(0, len(typed), PIECE)][:MOST_PIECES]
    blocks = [line(reason)] + ([context(*given_back)] if typed else []) + [quote(piece, PIECE) for piece in pieces]
    return Message(whole([reason]) if pay else whole([reason], given_back, sentence(typed)), blocks)


def unknown(typed: str, command: str, meant: str = "") -> Message:
    """Say that a command was not understood, with what was typed, and which one may have been `meant`."""
    first = sentence("I do not know “", one_line(f"{command} {typed}", 200), "”. Nothing was changed.")
    near: Sentence = ["Did you mean ", as_code(f"{command} {meant}"), "? "] if meant else []
    advice = sentence(*near, as_code("/care help"), " shows what I understand.")
    return Message(whole(first, advice), [line(*first), line(*advice)])


def unheard(command: str) -> str:
    """Say that a command is none of ours."""
    return f"I do not know “{one_line(command, 40)}”, so nothing was changed. Type /care help to see what I understand."


def broken(reference: str, kept: bool = False) -> str:
    """Say that it was our fault; `reference` is what an operator finds in the log.

    `kept` where something had been written down before it went wrong, so that nobody does it twice unawares.
    """
    if kept:
        return (
            f"Something went wrong on our side (reference {reference}), and what you did may be saved already. "
            "Look at the Home tab or the candidate’s card before you do it again."
        )
    return (
        f"Something went wrong on our side (reference {reference}), and nothing was saved. "
        "Please try again; if it happens again, tell whoever looks after Rapport the reference."
    )


def old_button(name: str | None = None) -> str:
    """Say that a button belongs to something that is over, and where to look instead."""
    if name is None:
        return "This button is from an older message and does nothing now. The Home tab shows what is open."
    shown = one_line(name)
    return f"Nothing is left to do here: {shown} was seen to, or stands in a newer message. Type /candidate {shown}."
