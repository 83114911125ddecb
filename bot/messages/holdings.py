"""How do we list what somebody owns and whom nobody owns, and ask who is meant?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    bold,
    bullets,
    button,
    context,
    line,
    one_line,
    plain,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import Found, Item, Owning
from bot.messages import disputes
from bot.messages.ownership import OPEN, TAKE
from bot.owing import stated
from bot.owing_buttons import listed
from bot.phrases import counted, standing, told_apart, which_of

POOL = "own_pool"
PICK = "own_pick"
PAGE = 8
# So far those whom nobody owns are counted.
MOST = 1_000

NOTHING_ASKED: Mapping[int, datetime] = MappingProxyType({})
NO_MORE = "There is nobody more in the house pool after these. Type /own pool to see it from the newest on."


def mine(owning: Owning, ending: Sequence[Item], now: datetime) -> Message:
    """Say in short what somebody owns: how many, who lapses next, who is in the house pool; and offer to look."""
    head = strung(_count(owning), *_waiting(owning))
    none = sentence("Nobody of yours lapses soon." if owning.owned and not ending else "")
    hint = sentence(
        "Type ", as_code("/own Ana Silva"), " to see who owns somebody, ", as_code("/own help"), " for more."
    )
    blocks = [
        line(*head),
        *_ending(ending, now),
        *([line(*none)] if none else []),
        actions(_pick(), _pool(owning), *_claims(owning)),
    ]
    said = [strung([bold(each.name)], *stated(each, now)) for each in ending]
    return Message(whole(head, *said, none, hint), [*blocks, context(*hint)])


def at_home(owning: Owning, ending: Sequence[Item], now: datetime) -> list[Block]:
    """Say on somebody's Home tab what they own; nothing where they own nobody, nothing waits and all have an owner."""
    waiting = _waiting(owning)
    if not (owning.owned or owning.pool or waiting):
        return []
    return [line(*strung(_count(owning), *waiting)), *_ending(ending, now), actions(_pool(owning), *_claims(owning))]


def _count(owning: Owning) -> Sentence:
    return [f"You own {counted(owning.owned, 'candidate', 'candidates')}" if owning.owned else "You own nobody yet"]


def _waiting(owning: Owning) -> list[Sentence]:
    disputed = counted(owning.disputed, "claim that concerns you is", "claims that concern you are")
    asked = counted(owning.asked, "request of yours waits", "requests of yours wait")
    decide = counted(owning.to_decide, "request waits", "requests wait")
    rule = counted(owning.to_rule, "claim waits", "claims wait")
    said = [
        f"{disputed} being settled" if owning.disputed else "",
        f"{asked} for a manager" if owning.asked else "",
        f"{decide} for your answer" if owning.to_decide else "",
        f"{rule} for a ruling" if owning.to_rule else "",
    ]
    return [[each] for each in said if each]


def _ending(ending: Sequence[Item], now: datetime) -> list[Block]:
    return [block for each in ending for block in listed(each, now)]


def _pick() -> Block:
    drawn: Block = {"type": "external_select", "action_id": PICK, "placeholder": plain("Who owns …", 150)}
    return drawn | {"min_query_length": 1}


def _pool(owning: Owning) -> Block:
    many = f"{MOST:,}+" if owning.pool > MOST else f"{owning.pool:,}"
    return button(f"House pool ({many})", POOL, 0, reads="Show the house pool")


def _claims(owning: Owning) -> list[Block]:
    """Give the button that lists the open claims, where some concern whoever looks."""
    return [button("Open claims", disputes.LIST, 0)] if owning.disputed or owning.to_rule else []


def pool(
    found: Sequence[tuple[Found, datetime]],
    total: int,
    page: int,
    *,
    more: bool,
    assigned: bool = False,
    asked: Mapping[int, datetime] = NOTHING_ASKED,
) -> Message:
    """List a page of those whom nobody owns, who came last first, each with a way to claim them.

    `assigned` tells that whoever looks has to ask a manager for them, `asked` for whom they have, and when.
    """
    if not found:
        none = sentence("The house pool is empty: every candidate has an owner.")
        return Message(whole(none), [line(*none)])
    are = f"More than {MOST:,} candidates are" if total > MOST else counted(total, "candidate is", "candidates are")
    head = sentence(f"{are} in the house pool, the newest first:")
    rows = [
        strung([bold(each.name)], sentence(_which(each)), ["since ", when(since, "{date_short}")], _asked(each, asked))
        for each, since in found
    ]
    blocks = [line(*head)]
    for place, ((each, _), row) in enumerate(zip(found, rows, strict=True), start=1):
        name = one_line(each.name, 40)
        words = "Ask to own …" if assigned else "Claim"
        claim = [] if each.id in asked else [button(words, f"{TAKE}_{place}", each.id, reads=f"{words}: {name}")]
        show = button("Show", f"{OPEN}_{place}", each.id, reads=f"Show who owned {name}")
        blocks += [line(*row), actions(*claim, show)]
    turn = [button("Newer", f"{POOL}_1", page - 1)] if page else []
    turn += [button("Older", f"{POOL}_2", page + 1)] if more else []
    return Message(whole(head, *rows), [*blocks, *([actions(*turn)] if turn else [])])


def _asked(found: Found, asked: Mapping[int, datetime]) -> Sentence:
    return ["you asked to own them at ", when(asked[found.id])] if found.id in asked else []


def _which(found: Found) -> str:
    return standing(found.stage, found.job)


def which(typed: str, found: Sequence[Found]) -> Message:
    """Ask which of up to five candidates is meant."""
    shown, asked = found[:5], which_of(typed, found)
    names = [told_apart(each, shown) for each in shown]
    buttons = [button(name, f"{OPEN}_{at}", each.id) for at, (each, name) in enumerate(zip(shown, names, strict=True))]
    more = sentence("There are more. If yours is not here, type more of the name." if found[5:] else "")
    blocks = [line(*asked), actions(*buttons)] + ([context(*more)] if more else [])
    return Message(whole(asked, *(sentence(f"• {name}") for name in names), more), blocks)


def guessed(typed: str, name: str) -> Sentence:
    """Say that nobody is called as was typed, and who this is."""
    return sentence("Nobody is called “", one_line(typed), "”; this is ", bold(name), ".")


def nobody(typed: str) -> Message:
    """Say that nobody is called as was typed, and what to do."""
    known = sentence("I know nobody called “", one_line(typed), "”, so nobody owns them.")
    advice = sentence(
        "Try part of the name, or type ", as_code("/candidate add"), " and the name: then they are yours."
    )
    return Message(whole(known, advice), [line(*known), line(*advice)])


def usage(command: str = "/own") -> Message:
    """Say how the command is typed."""
    first = sentence("See and change who owns a candidate:")
    ways = [
        sentence(as_code(command), " shows what you own, and who lapses next"),
        sentence(as_code(f"{command} Ana Silva"), " shows who owns her, until when, and lets you claim her"),
        sentence(as_code(f"{command} Ana Silva @tom"), " hands her over to a colleague"),
        sentence(as_code(f"{command} pool"), " lists the candidates whom nobody owns"),
        sentence(as_code(f"{command} disputes"), " lists the claims that are being settled"),
    ]
    rule = sentence("An ownership lives on care: only a two-way touch by the owner renews it.")
    return Message(whole(first, *ways, rule), [line(*first), bullets(ways), context(*rule)])
