"""How do we show a candidate, and answer who adds, moves or looks for one?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.blocks import (
    Block,
    Message,
    actions,
    as_code,
    bold,
    bullets,
    button,
    context,
    line,
    menu,
    one_line,
    option,
    sentence,
    strung,
    whole,
)
from bot.facts import Candidate, Contact, Found, May, Offer, Stage, Submission
from bot.messages.offer_buttons import SHEET, WHY, say_why
from bot.messages.ownership import TAKE
from bot.phrases import LOG_FOR, dated, standing, told_apart, which_of
from bot.phrases import STAGES as STAGES
from bot.phrases import stage_name as stage_name

OPEN = "candidate_open"
LOG = LOG_FOR
MOVE = "candidate_move"
SUBMIT = "candidate_submit"
ADD = "candidate_add"
MORE = "candidate_more"
SIMILAR = "candidate_similar"

Applies = Callable[[Candidate, May], bool]


def _always(_: Candidate, __: May) -> bool:
    return True


# What the menu of a card offers, by heading: the words, by which name `handlers.cards` knows the choice, and when it is
# drawn, since what would only be refused is not offered.
CHOICES: list[tuple[str, list[tuple[str, str, Applies]]]] = [
    (
        "Care",
        [
            ("Let them wait until …", "wait", lambda _, may: may.wait),
            ("Help given or asked …", "favours", _always),
            ("Ownership …", "own", _always),
            ("Right to represent …", "represent", _always),
        ],
    ),
    (
        "See",
        [
            ("Offers", "offers", lambda _, may: may.offers),
            ("Time line", "timeline", _always),
            ("Similar candidates", "similar", lambda _, may: may.compare),
        ],
    ),
    (
        "Change",
        [
            ("Contacts …", "contacts", _always),
            ("Tags and segment …", "tags", _always),
            ("Change the name …", "name", _always),
        ],
    ),
    (
        "Mark",
        [
            ("Do not contact …", "forbid", lambda them, _: them.do_not_contact is None),
            ("Take do-not-contact back …", "forbid", lambda them, _: them.do_not_contact is not None),
            ("Connected with me on a network", "connected", lambda _, may: may.connected is False),
            ("Not connected on a network any more", "connected", lambda _, may: may.connected is True),
        ],
    ),
    (
        "One person",
        [
            ("Same person as …", "merge", _always),
            ("Undo the merge …", "unmerge", lambda _, may: may.unmerge),
        ],
    ),
    (
        "Their data",
        [
            ("All about them", "everything", lambda _, may: may.have_all),
            ("Erase for good …", "erase", lambda _, may: may.erase),
        ],
    ),
]

_OWED_AT = {
    Stage.REJECTED: "They should hear it from us, and soon.",
    Stage.FELL_THROUGH: "They should hear from us what comes next, and soon.",
    Stage.DECLINED: "They told us; thank them for the time they gave.",
    Stage.WITHDRAWN: "They told us; say goodbye, and that the door stays open.",
}
# What is written down with our offer, beside the stage.
_WRITTEN_DOWN = {
    Stage.ACCEPTED: "Press Offers and accept ours there, so that the terms and the first day are on record.",
    Stage.PLACED: "Press Offers to see whether the terms and the first day are on record.",
}
# Where someone is lost, who is like them may be the next to ask.
LOST = (Stage.DECLINED, Stage.WITHDRAWN, Stage.FELL_THROUGH)


def which(typed: str, found: Sequence[Found], draft: int | None = None) -> Message:
    """Ask which of up to five candidates to show; where they are but guessed, offer to add the name in `draft`."""
    shown = found[:5]
    asked = which_of(typed, found)
    names = [told_apart(one, shown) for one in shown]
    buttons = [
        button(name, f"{OPEN}_{place}", one.id)
        for place, (one, name) in enumerate(zip(shown, names, strict=True), start=1)
    ]
    buttons += [button("Add them", ADD, draft)] if draft is not None else []
    new = sentence("If it is somebody new, press Add them." if draft is not None else "")
    more = sentence("There are more. If yours is not here, type more of the name." if found[5:] else "")
    blocks = [line(*asked), actions(*buttons)] + [context(*hint) for hint in (more, new) if hint]
    return Message(whole(asked, *(sentence(f"• {name}") for name in names), more, new), blocks)


def guessed(typed: str, candidate: Candidate, shown: Message) -> Message:
    """Say above a card that nobody is called as was typed, and who this is."""
    head = sentence("Nobody is called “", one_line(typed), "”; this is ", bold(candidate.name), ".")
    head += [" To add somebody new, type ", as_code("/candidate add"), " before the name."]
    return Message(whole(head) + "\n" + shown.text, [line(*head), *shown.blocks])


def nobody(typed: str, draft: int) -> Message:
    """Say that nobody is found, and offer to add them."""
    known = sentence("I know nobody called “", one_line(typed), "”.")
    advice = sentence("Try part of the name, an e-mail or a phone number, or add them.")
    press = actions(button("Add them", ADD, draft, style="primary"))
    return Message(whole(known, advice), [line(*known), line(*advice), press])


def added(
    candidate: Candidate,
    submission: Submission | None = None,
    contacts: Sequence[Contact] = (),
    yours_until: date | None = None,
) -> Message:
    """Confirm that a candidate was added, and until when whoever did owns them, with what to do next."""
    head = strung(
        [bold(candidate.name), " is added"],
        sentence(standing(submission.stage, submission.title) if submission else ""),
        *(sentence(one_line(contact.shown)) for contact in contacts),
        sentence(f"yours until {dated(yours_until)}" if yours_until else ""),
    )
    below = presses(candidate, (submission,) if submission else ())
    hint = sentence("" if submission else "No update is owed to them before they are put forward for a job.")
    return Message(whole(head, hint), [line(*head), *([context(*hint)] if hint else []), below])


def moved(candidate: Candidate, submission: Submission, before: Stage, lost: Offer | None = None) -> Message:
    """Confirm a change of stage, and ask why our offer was `lost` by it."""
    job = one_line(submission.title)
    now_at = f" moved from {stage_name(before)} to {stage_name(submission.stage)} for {job}."
    head = sentence(bold(candidate.name), now_at)
    of = one_line(candidate.name)
    ended = sentence(_OWED_AT.get(submission.stage, ""))
    written = sentence(WHY if lost else _WRITTEN_DOWN.get(submission.stage, ""))
    blocks = [line(*head), *(context(*hint) for hint in (ended, written) if hint)]
    like = [button("Similar candidates", SIMILAR, candidate.id, reads=f"Who is like {of}")]
    offers = [button("Offers", SHEET, candidate.id, reads=f"Offers to {of}")]
    below = [*say_why(lost), *(like if submission.stage in LOST else []), *(offers if written else [])]
    blocks += [actions(*below)] if below else []
    return Message(whole(head, ended, written), [*blocks, presses(candidate, (submission,))])


def usage(command: str = "/candidate") -> Message:
    """Say how the command is typed."""
    first = sentence("Find or add a candidate:")
    ways = [
        sentence(as_code(f"{command} ana"), " shows her card (part of a name, an e-mail or a phone number)"),
        sentence(as_code(f"{command} add Ana Silva"), " opens the form to add her"),
    ]
    return Message(whole(first, *ways), [line(*first), bullets(ways)])


def presses(candidate: Candidate, submissions: Sequence[Submission], may: May = May()) -> Block:  # noqa: B008
    """Give what can be done with a candidate: log, move, put forward, claim or see offers, and the menu of more."""
    of = one_line(candidate.name)
    log = button("Log a touch", LOG, candidate.id, style="primary", reads=f"Log a touch for {of}")
    move = [button("Move", MOVE, candidate.id, reads=f"Move {of} to another stage")] if submissions else []
    forward = button("Put forward", SUBMIT, candidate.id, reads=f"Put {of} forward for a job")
    words = "Claim" if may.claim else "Ask to own …" if may.ask_to_own else ""
    claim = [button(words, TAKE, candidate.id, reads=f"{words}: {of}")] if words else []
    offers = [button("Offers", SHEET, candidate.id, reads=f"Offers to {of}")] if may.offers and may.dealing else []
    choices = [
        (
            heading,
            [option(words, f"{name}/{candidate.id}") for words, name, applies in listed if applies(candidate, may)],
        )
        for heading, listed in CHOICES
    ]
    return actions(log, *move, forward, *(claim or offers), menu(MORE, "More", choices))
