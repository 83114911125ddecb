"""How do we answer someone who logs a touch?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    bold,
    button,
    confirm,
    context,
    day,
    line,
    one_line,
    person,
    quote,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import Candidate, Kind, Offer, OfferKind, Offers, Touch
from bot.messages import offer_buttons
from bot.messages.candidates import SIMILAR
from bot.offer_words import NOTHING_NEW, of_rivals
from bot.phrases import dated, everybody, spoken

UNDO = "touch_undo"
EDIT = "touch_edit"
TOLD = "touch_told"
OFFERED = "touch_offers"

OFFERS = {
    Offers.NONE: "nothing new about other offers",
    Offers.NEW: "a new offer elsewhere",
    Offers.NOT_ASKED: "not asked about other offers",
}
# What none means where we know of none.
NO_OTHERS = "no other offers"


def logged(
    touch: Touch,
    candidate: Candidate,
    *,
    ask_told: bool = False,
    ask_offers: bool = False,
    undo_until: datetime | None = None,
    similar_at: datetime | None = None,
    added: bool = False,
    promised: str = "",
    owner: str | None = None,
    yours_until: date | None = None,
    rivals: Sequence[str] = (),
    lost: Offer | None = None,
    is_lost: bool = False,
    tell: Sequence[str] | None = None,
) -> Message:
    """Say what was understood, with the ways to take it back or to mend it.

    `owner` is a colleague who owns them, `yours_until` the last day on which whoever was added is theirs, `rivals` who
    else offers them something, as far as we know, `lost` our offer that ended by the move, and nobody has said why.
    `is_lost` says that they are lost by it: who is like them is one press away. `tell` is set where whoever logged it
    may not write a new offer down: to whom they tell it instead.
    """
    did = "Added, and logged for " if added else "Logged for "
    told = details(touch, promised, none=OFFERS[Offers.NONE] if rivals else NO_OTHERS)
    first = sentence(did, bold(candidate.name), ": ", *strung(*told), ".")
    hints: list[Sentence] = []
    if candidate.do_not_contact:
        why = one_line(candidate.do_not_contact, 300)
        hints.append([bold(candidate.name), f" is marked do not contact: {why}"])
    if owner:
        hints.append([person(owner), " owns them; this does not hold them for you."])
    if yours_until:
        hints.append([f"They are yours until {dated(yours_until)}; longer if you speak with them before."])
    if similar_at:
        hints.append(["You logged the same at ", when(similar_at), ". Undo this one if it was a slip."])
    if undo_until:
        hints.append(["You can undo or edit it until ", when(undo_until), "."])
    blocks = [line(*first)] + ([quote(touch.note)] if touch.note else [])
    asked = _asked(touch, candidate, rivals, tell, ask_told=ask_told, ask_offers=ask_offers)
    if lost:
        asked.insert(0, ([offer_buttons.WHY], actions(*offer_buttons.say_why(lost))))
    for question, presses in asked:
        blocks += [line(*question), *([presses] if presses else [])]
    blocks += [context(*hint) for hint in hints]
    below = changes(touch, candidate) if undo_until else [_edit(touch, candidate)]
    if is_lost:
        below.append(button("Similar candidates", SIMILAR, candidate.id, reads=f"Who is like {candidate.name}"))
    blocks.append(actions(*below))
    return Message(whole(first, sentence(touch.note), *(question for question, _ in asked), *hints), blocks)


_MAKERS = (("Another company …", OfferKind.RIVAL), ("Their own employer …", OfferKind.COUNTER))


def _asked(
    touch: Touch,
    candidate: Candidate,
    rivals: Sequence[str],
    tell: Sequence[str] | None,
    *,
    ask_told: bool,
    ask_offers: bool,
) -> list[tuple[Sentence, Block | None]]:
    """Ask what is still open about a touch, each question with the presses that answer it."""
    asked: list[tuple[Sentence, Block | None]] = []
    if touch.offers is Offers.NEW and tell is not None:
        asked.append((_to_tell(tell), None))
    elif touch.offers is Offers.NEW:
        adds = (
            button(words, f"{offer_buttons.ADD}_{place}", f"{candidate.id}/{kind}/{touch.id}", style="primary")
            for place, (words, kind) in enumerate(_MAKERS, start=1)
        )
        asked.append((["A new offer elsewhere: who makes it, and until when do they decide?"], actions(*adds)))
    if ask_told:
        asked.append((["Did you tell them where they stand?"], _told_buttons(touch)))
    if ask_offers:
        known = f" We know of {of_rivals(rivals)}." if rivals else ""
        question = f"Any other offers?{known} What we hear early we can still answer."
        asked.append(([question], _offers_buttons(touch, rivals, ask_told)))
    return asked


def _to_tell(whom: Sequence[str]) -> Sentence:
    """Say to whom a new offer is told by somebody who may not write it down."""
    if not whom:
        return ["A new offer elsewhere: tell a manager who makes it, and until when they decide."]
    ask = "asks" if len(whom) == 1 else "ask"
    told: Sentence = ["A new offer elsewhere: tell ", *everybody(whom), " who makes it, and until when they decide. "]
    return [*told, *everybody(whom), f" {ask} them about other offers, and will hear from me that there is a new one."]


def details(touch: Touch, promised: str = "", none: str = OFFERS[Offers.NONE]) -> list[Sentence]:
    """List what is worth knowing of a touch, how it went first; the note stands apart.

    `promised` are the words of what was promised in it; `none` says that nothing was heard of other offers.
    """
    offers = (OFFERS | {Offers.NONE: none})[touch.offers] if touch.offers else ""
    words = f": {one_line(promised, 200)}" if promised else ""
    return [
        [spoken(touch.how)],
        sentence("told them where they stand" if touch.told else ""),
        sentence(offers),
        sentence(f"promised to be back by {day(touch.promised_on)}{words}" if touch.promised_on else ""),
        sentence("in a round" if touch.batch and touch.how.kind is not Kind.NEWSLETTER else ""),
        ["entered later, for ", when(touch.at)] if touch.backdated else [],
        ["credit to ", person(touch.credit)] if touch.credit != touch.by else [],
    ]


def changes(touch: Touch, candidate: Candidate, ask: Block | None = None) -> list[Block]:
    """Offer Undo and Edit; `ask` is a question before Undo counts."""
    of = f"{spoken(touch.how)} for {candidate.name}"
    return [button("Undo", UNDO, touch.id, ask=ask, reads=f"Undo {of}"), _edit(touch, candidate)]


def sure() -> Block:
    """Ask before Undo counts, where it stands for longer than the slip it is meant for."""
    return confirm("Take it back?", "It counts no longer. The audit trail keeps it.", "Undo it", "Keep it")


def undone(touch: Touch, candidate: Candidate, by: str, at: datetime) -> Message:
    """Say that a touch was taken back, by whom and when."""
    back = sentence("Taken back: ", spoken(touch.how), " for ", bold(candidate.name), ".")
    more = sentence("By ", person(by), " at ", when(at), ". It no longer counts; the audit trail keeps it.")
    return Message(whole(back, more), [line(*back), context(*more)])


def changed(touch: Touch, candidate: Candidate, by: str, at: datetime) -> Message:
    """Tell the author of a touch that somebody else corrected or deleted it, and how it stands now."""
    did = "deleted" if touch.deleted else "changed"
    first = sentence(person(by), f" {did} a touch that you logged for ", bold(candidate.name), " at ", when(at), ".")
    stands = sentence("It was: " if touch.deleted else "It reads now: ", *strung(*details(touch)), ".")
    last = sentence("Ask them if that was a slip; ", as_code(f"/candidate {candidate.name}"), " shows what is logged.")
    return Message(whole(first, stands, last), [line(*first), line(*stands), context(*last)])


def _told_buttons(touch: Touch) -> Block:
    yes = button("Yes, told them", f"{TOLD}_1", f"{touch.id}/yes")
    return actions(yes, button("Not this time", f"{TOLD}_2", f"{touch.id}/no"))


def _offers_buttons(touch: Touch, rivals: Sequence[str], ask_told: bool) -> Block:
    """Offer the answers; each carries whether it is still open if they were told where they stand."""
    none = NOTHING_NEW if rivals else "None"
    choices = ((none, Offers.NONE), ("A new offer", Offers.NEW), ("Did not ask", Offers.NOT_ASKED))
    open_ = "open" if ask_told else "settled"
    presses = [
        button(words, f"{OFFERED}_{place}", f"{touch.id}/{answer}/{open_}", reads=f"Other offers: {words}")
        for place, (words, answer) in enumerate(choices, start=1)
    ]
    return actions(*presses)


def _edit(touch: Touch, candidate: Candidate) -> Block:
    return button("Edit", EDIT, touch.id, reads=f"Edit {spoken(touch.how)} for {candidate.name}")
