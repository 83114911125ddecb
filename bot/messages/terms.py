"""What do we say of a team's terms of owning, and of what would follow from others?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import Block, Message, Sentence, bold, bullets, context, line, person, sentence, whole
from bot.facts import Foretold, Moving, Pool, Terms
from bot.phrases import everybody

FOR_MANAGERS = "Only a manager can change how long a candidate is owned. Ask one of them."
OVER = "This was saved already, or is too old. Type /care ownership to begin anew."
CHANGED_MEANWHILE = "A colleague has changed these numbers meanwhile. Close this, type /care ownership, and look again."
NOT_HERE = "Only full members of this workspace who are not deactivated can own candidates. Choose somebody else."
NOT_MET = (
    "Somebody chosen here has not used Rapport yet, so it does not know whether they may see candidates. "
    "Choose others, or ask them to type /care help once."
)
SHOWN = 20

_POOL = {
    Pool.FREE: "free for whoever claims them first",
    Pool.TURN: "given to each in turn",
    Pool.ASSIGNED: "assigned by a manager",
}


def shown(terms: Terms) -> Message:
    """Say by which terms a team owns candidates, to whoever may not change them."""
    sentences = _agreed(terms)
    more = sentence("A manager can change this with /care ownership.")
    return Message(whole(*sentences, more), [bullets(sentences), context(*more)])


def foretold(terms: Terms, told: Foretold, notice_days: int) -> Message:
    """Say what would follow from terms before they are saved: who would lapse, and who would come back."""
    lapsing = _counted(told.lapsing, told.more_lapsing)
    first = sentence(f"{lapsing} would lapse." if told.lapsing else "Nobody would lapse.")
    notice = sentence(
        f"Their owners keep them for up to {notice_days} more days, and a call in that time renews it."
        * bool(told.lapsing)
    )
    reviving = _counted(told.reviving, told.more_reviving)
    back = sentence(f"{reviving} would go back to who had them." if told.reviving else "Nobody would come back.")
    agreed = _agreed(terms)
    blocks: list[Block] = [bullets(agreed), line(*first), *_list(told.lapsing, told.more_lapsing)]
    blocks += [context(*notice)] if notice else []
    blocks += [line(*back), *_list(told.reviving, told.more_reviving)]
    sentences = [*map(_named, told.lapsing[:SHOWN]), notice, back, *map(_named, told.reviving[:SHOWN])]
    return Message(whole(*agreed, first, *sentences), blocks)


def saved(terms: Terms, replanned: bool) -> Message:
    """Say that terms are saved, and that what follows is under way."""
    first = sentence("Saved. From now on everybody works by this:")
    agreed = _agreed(terms)
    more = sentence("I am going through all candidates now; in a large house that takes some minutes." * replanned)
    blocks = [line(*first), bullets(agreed)] + ([context(*more)] if more else [])
    return Message(whole(first, *agreed, more), blocks)


def _agreed(terms: Terms) -> list[Sentence]:
    own, placed = _days(terms.own_days), _days(terms.own_placed_days)
    said = [
        sentence(f"An owner keeps a candidate for {own} after they last spoke, and one whom they placed for {placed}."),
        sentence(f"Candidates whom nobody owns are {_POOL[terms.pool]}."),
    ]
    if terms.pool is Pool.TURN:
        said.append(sentence("In turn: ", *everybody(terms.rota), "."))
    if terms.keeper:
        said.append(sentence(person(terms.keeper), " looks after those whom nobody owns."))
    return said


def _list(moving: Sequence[Moving], more: bool) -> list[Block]:
    if not moving:
        return []
    rest = len(moving) - SHOWN
    after = [context("And more." if more else f"And {rest:,} more.")] if rest > 0 else []
    return [bullets(map(_named, moving[:SHOWN])), *after]


def _named(moving: Moving) -> Sentence:
    return sentence(bold(moving.name), " of ", person(moving.owner))


def _counted(moving: Sequence[Moving], more: bool) -> str:
    count = len(moving)
    if count == 1 and not more:
        return "1 candidate"
    return f"{'More than ' if more else ''}{count:,} candidates"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"
