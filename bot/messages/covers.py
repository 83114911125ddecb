"""How do we say who stands in for whom, until when, and what was done meanwhile?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    button,
    confirm,
    context,
    day,
    line,
    person,
    sentence,
    whole,
)
from bot.facts import Cover, Person
from bot.phrases import COVERS, counted

NEW, CHANGE, END, SHOW = "cover_new", "cover_change", "cover_end", COVERS
# Two blocks for each, within the 100 of a window.
MOST = 40

GONE = "This cover is over already. /care cover shows those that are not."
NOT_THEIRS = "Only managers arrange cover for somebody else. Ask one of them."
UNKNOWN = "They have not used Rapport yet, so nothing of theirs is here that could be covered."
NOT_HERE = "They are not here any more. Hand over what they had instead: /care hand over."


def overview(covers: Sequence[Cover], reader: Person) -> Message:
    """List the covers that are not over, each with what may be done with it."""
    shown = covers[:MOST]
    opening = sentence("While someone is away, a colleague hears what they owe. Candidates and credit stay theirs.")
    said = [_listed(each, reader) for each in shown]
    blocks: list[Block] = [context(*opening)]
    for each, words in zip(shown, said, strict=True):
        blocks.append(line(*words))
        if reader.manager or each.away == reader.id:
            blocks.append(actions(*_presses(each)))
    more = sentence(f"And {len(covers) - MOST} more, later." if len(covers) > MOST else "")
    blocks += [context(*more)] if more else []
    blocks.append(actions(button("Arrange cover", NEW, reader.id, style="primary")))
    return Message(whole(opening, *said, more), blocks)


def arranged(cover: Cover, reader: str, stops: Sequence[Cover]) -> Message:
    """Say what was arranged, and what it brings to an end: the covers in which who is away stands in themselves."""
    head = sentence(*_who(cover.cover, reader, "cover"), " for ", *_whom(cover.away, reader), f" {span(cover)}.")
    owed: Sentence = ["What you owe"] if cover.away == reader else ["What ", person(cover.away), " owes"]
    then = sentence(*owed, " comes to ", *_whom(cover.cover, reader), " in the morning. It begins and ends by itself.")
    stays = sentence(
        "Candidates, deadlines and credit stay as they are. You can change or end it: ", as_code("/care cover")
    )
    also = [_stops(each, cover.away, reader) for each in stops]
    blocks = [line(*head), line(*then), *(line(*each) for each in also), context(*stays)]
    return Message(whole(head, then, *also, stays), blocks)


def over(cover: Cover, reader: str) -> Message:
    """Say that somebody ended a cover."""
    said = sentence("Called off: nobody covers for ", *_whom(cover.away, reader), f" {span(cover)}.")
    if cover.begun_at is not None:
        owed: Sentence = ["you owe"] if cover.away == reader else [person(cover.away), " owes"]
        said = sentence("Over: what ", *owed, " comes to ", "you" if cover.away == reader else "them", " again.")
    return Message(whole(said), [line(*said)])


def soon(cover: Cover, reader: str) -> Message:
    """Tell whoever covers what is coming; where it was called off, or somebody else covers now, say that."""
    for_whom: Sentence = [" for ", person(cover.away)]
    if cover.cover != reader:
        said = sentence("You need not cover", *for_whom, ": ", person(cover.cover), " does.")
        return Message(whole(said), [line(*said)])
    if cover.ended_at is not None:
        ended = "It is over" if cover.begun_at else "It was called off"
        said = sentence("You were to cover", *for_whom, f" {span(cover)}. {ended}.")
        return Message(whole(said), [line(*said)])
    head = sentence("You cover", *for_whom, f" {span(cover)}.")
    then = sentence("What ", person(cover.away), " owes comes to you in your mornings. It begins and ends by itself.")
    stays = sentence("Their candidates stay theirs, and so does the credit. If you cannot, tell them or a manager.")
    return Message(whole(head, then, stays), [line(*head), line(*then), context(*stays)])


def ended(cover: Cover, touches: int, candidates: int) -> Message:
    """Thank whoever has covered, once it is over."""
    head = sentence("You no longer cover for ", person(cover.away), ". Thank you.")
    done = sentence(*_done(touches, candidates), " What is left comes to ", person(cover.away), " again.")
    return Message(whole(head, done), [line(*head), line(*done)])


def back(cover: Cover, touches: int, candidates: int, waiting: int) -> Message:
    """Tell whoever was away what was done meanwhile, and who waits for them."""
    head = sentence("Welcome back. ", person(cover.cover), f" covered for you {span(cover)}.")
    wait = counted(waiting, "candidate waits", "candidates wait")
    left = f" {wait} to hear from you; your next morning says who." if waiting else " Nobody waits to hear from you."
    done = sentence(*_done(touches, candidates), left)
    return Message(whole(head, done), [line(*head), line(*done)])


def broken(cover: Cover, reader: str, away_left: bool, cover_left: bool) -> Message:
    """Tell those concerned that a cover cannot go on, why, and what to do now."""
    away, instead = person(cover.away), person(cover.cover)
    if away_left:
        covers: Sentence = ["you no longer cover"] if cover.cover == reader else [instead, " no longer covers"]
        said = sentence(away, " has left, so ", *covers, " for them.")
        return Message(whole(said), [line(*said)])
    why = "has left" if cover_left else "is away too"
    said = sentence(instead, f" {why}, so nobody covers for ", *_whom(cover.away, reader), ".")
    if reader == cover.cover:
        said = sentence("You are away too, so you no longer cover for ", away, ".")
    then = sentence("What ", away, " owes comes to them again.")
    if reader == cover.away:
        then = sentence("What you owe comes to you again.")
    choose = [] if reader == cover.cover else [actions(button("Choose somebody else", NEW, cover.away))]
    return Message(whole(said, then), [line(*said), line(*then), *choose])


def span(cover: Cover) -> str:
    """Say from which day until which."""
    if cover.from_on == cover.until_on:
        return f"on {day(cover.from_on)}"
    return f"from {day(cover.from_on)} until {day(cover.until_on)}"


def _listed(cover: Cover, reader: Person) -> Sentence:
    begun = "" if cover.begun_at is None else ", now"
    return [*_who(cover.cover, reader.id, "cover"), " for ", *_whom(cover.away, reader.id), f" {span(cover)}{begun}"]


def _presses(cover: Cover) -> list[Block]:
    begun = cover.begun_at is not None
    what = ("End it now?", "End it now") if begun else ("Call it off?", "Call it off")
    sure = confirm(what[0], "Whoever covers is told.", what[1], "Leave it")
    reads = f"the cover {span(cover)}"
    return [
        button("Change", f"{CHANGE}_{cover.id}", cover.id, reads=f"Change {reads}"),
        button(what[1], f"{END}_{cover.id}", cover.id, ask=sure, reads=f"{what[1]}: {reads}"),
    ]


def _stops(other: Cover, away: str, reader: str) -> Sentence:
    return sentence(*_who(away, reader, "cover"), " for ", person(other.away), f" {span(other)}: that ends then.")


def _done(touches: int, candidates: int) -> Sentence:
    if not touches:
        return ["Nothing was logged for them meanwhile."]
    done, whom = counted(touches, "touch", "touches"), counted(candidates, "candidate", "candidates")
    return [f"Logged meanwhile: {done} with {whom}."]


def _who(id: str, reader: str, verb: str) -> Sentence:
    return [f"You {verb}"] if id == reader else [person(id), f" {verb}s"]


def _whom(id: str, reader: str) -> Sentence:
    return ["you"] if id == reader else [person(id)]
