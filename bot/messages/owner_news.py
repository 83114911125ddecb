"""How do we tell someone in the morning what changed about the candidates they own, or owned?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    context,
    line,
    one_line,
    person,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import News, OwnerNews, Passing
from bot.phrases import CARD, last_day_of, spoken

AGAIN = "own_again"

# So many of each kind are named; the others are counted.
NAMED = 10
# So much is said of what whoever handed them over wrote; who owns them shows the rest.
NOTED = 150
# What is noticed later than that was due while nobody looked.
NOTICED = timedelta(minutes=10)

_HEADS = {
    News.LAPSED: "In the house pool again, since you had not spoken with them for too long:",
    News.TAKEN: "Not yours any more:",
    News.GIVEN: "Yours from now on:",
    News.SPOKE: "Colleagues spoke with candidates of yours:",
    News.POOLED: "New in the house pool, for you to look after or to assign:",
}
_NOTES = {
    News.TAKEN: "If you see it differently, claim them: the button is on their card.",
    News.GIVEN: "You hold them by speaking with them: a call or a reply of theirs, logged by you.",
    News.SPOKE: "It is good to know what was said. Only what you log yourself holds them for you.",
}
_COUNTED = {
    News.LAPSED: ("1 lapsed", "{} lapsed"),
    News.TAKEN: ("1 is not yours any more", "{} are not yours any more"),
    News.GIVEN: ("1 is yours now", "{} are yours now"),
    News.SPOKE: ("a colleague spoke with 1", "colleagues spoke with {}"),
    News.POOLED: ("1 is new in the house pool", "{} are new in the house pool"),
}
_GIVEN: dict[Passing, str] = {
    Passing.TURN: "it was your turn in the house pool",
    Passing.REVIVED: "the ownership period is longer now, so they are yours again",
    Passing.MERGED: "two records of theirs are one now",
    Passing.KEEPER: "you look after the house pool",
    Passing.LEFT: "their owner has left",
}
_TAKEN: dict[Passing, str] = {
    Passing.MERGED: "two records of theirs are one now, and whoever has cared for them longer owns it",
    Passing.RELEASED: "released",
    Passing.CLAIMED: "claimed",
    Passing.GIVEN: "handed over",
    Passing.ASSIGNED: "assigned",
    Passing.TURN: "given on in turn",
}


def news(
    told: Sequence[OwnerNews], counts: Mapping[News, int], reader: str, was_due: datetime | None = None
) -> Message:
    """Tell someone what changed about their candidates; of each kind the first are named, `counts` says how many.

    `was_due` is when it should have been said, where that was missed.
    """
    summary = "; ".join(_counted(kind, counts[kind]) for kind in News if counts.get(kind))
    opening: Sentence = [f"News of your candidates: {summary}."]
    late: Sentence = ["This message was due at ", when(was_due), "."] if was_due else []
    texts, blocks = [opening, late], [line(*opening)] + ([context(*late)] if late else [])
    for kind in News:
        of_kind = [each for each in told if each.kind is kind]
        if of_kind:
            said, drawn = _section(kind, of_kind, counts[kind], reader)
            texts += said
            blocks += drawn
    return Message(whole(*texts), blocks)


def _section(kind: News, told: Sequence[OwnerNews], count: int, reader: str) -> tuple[list[Sentence], list[Block]]:
    head, more = sentence(_HEADS[kind]), sentence(f"and {count - len(told):,} more" if count > len(told) else "")
    note = sentence(_NOTES.get(kind, ""))
    said = [_said(each, reader) for each in told]
    drawn = [line(*head)]
    if kind is News.LAPSED:
        for each, words in zip(told, said, strict=True):
            drawn += [line(*words), *_claim(each)]
        drawn += [line(*more)] if more else []
    else:
        drawn.append(bullets([*said, *([more] if more else [])]))
        drawn += [actions(*map(_card, told, range(len(told))))] if kind is News.SPOKE else []
    drawn += [context(*note)] if note else []
    return [head, *said, more, note], drawn


def _card(of: OwnerNews, place: int) -> Block:
    name = one_line(of.name, 40)
    return button(f"Card of {name}", f"{CARD}_{place}", of.candidate, reads=f"The card of {name}")


def _claim(of: OwnerNews) -> list[Block]:
    if of.owner is not None:
        return []
    return [actions(button("Claim again", AGAIN, of.candidate, reads=f"Claim {one_line(of.name, 40)} again"))]


def _said(of: OwnerNews, reader: str) -> Sentence:
    words = {
        News.LAPSED: _lapsed,
        News.TAKEN: _taken,
        News.GIVEN: _given,
        News.SPOKE: _spoke,
        News.POOLED: _pooled,
    }
    return words[of.kind](of, reader)


def _lapsed(of: OwnerNews, reader: str) -> Sentence:
    lapsed: Sentence = ["lapsed at the end of ", last_day_of(of.at)]
    if of.told_at - of.at > NOTICED:
        lapsed = [
            "was to lapse at the end of ",
            last_day_of(of.at),
            ", and did when I could look, at ",
            when(of.told_at),
        ]
    asked: Sentence = ["no manager answered your request of ", when(of.asked_at)] if of.asked_at else []
    return strung([bold(of.name)], lapsed, asked, _now(of, reader))


def _taken(of: OwnerNews, reader: str) -> Sentence:
    words = _TAKEN.get(of.how, "") if of.how else ""
    return strung([bold(of.name)], _now(of, reader, pool=True), _by(of, words))


def _given(of: OwnerNews, reader: str) -> Sentence:
    words = _GIVEN.get(of.how, "") if of.how else ""
    since = [] if of.owner == reader else _now(of, reader, pool=True)
    by: Sentence = ["given to you by ", person(of.by)] if of.by and not words else []
    note = sentence(f"“{one_line(of.note, NOTED)}”" if of.note else "")
    return strung([bold(of.name)], sentence(words), by, since, note)


def _spoke(of: OwnerNews, _: str) -> Sentence:
    how = spoken(of.touch.how) if of.touch else "spoke"
    new = "they told of a new offer elsewhere" if of.touch and of.touch.new_offer else ""
    return strung([bold(of.name)], [person(of.by), f": {how}, at ", when(of.at)], sentence(new))


def _pooled(of: OwnerNews, reader: str) -> Sentence:
    words = {Passing.LAPSED: "lapsed", Passing.LEFT: "their owner has left"}.get(of.how, "") if of.how else ""
    released: Sentence = ["released by ", person(of.by)] if of.by and not words else []
    return strung([bold(of.name)], sentence(words), released, _now(of, reader))


def _now(of: OwnerNews, reader: str, *, pool: bool = False) -> Sentence:
    """Say who owns them now."""
    if of.owner is None:
        return sentence("in the house pool now" if pool else "")
    return ["yours again"] if of.owner == reader else ["with ", person(of.owner), " now"]


def _by(of: OwnerNews, words: str) -> Sentence:
    """Say what was done, and by whom."""
    if not of.by:
        return sentence(words)
    return [f"{words}{',' if ',' in words else ''} by " if words else "by ", person(of.by)]


def _counted(kind: News, count: int) -> str:
    one, several = _COUNTED[kind]
    return one if count == 1 else several.format(f"{count:,}")
