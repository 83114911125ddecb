"""How do we tell what has happened with a candidate, the newest first?"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from bot.blocks import (
    Block,
    Message,
    Part,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    cut,
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
from bot.facts import ASKED, IMPORTED, About, Entry, FavourKind, Happened, Passing, Ruling, Segment, Timeline
from bot.messages import timeline_offers
from bot.messages.representations import on_card
from bot.messages.touches import changes, details, sure
from bot.phrases import FAVOURS, LEARNED, PASSED, SEGMENTS, month, stage_name

EARLIER = "timeline_earlier"
LATER = "timeline_later"
LETTERS, BYTES = 300, 800


def page(timeline: Timeline, changeable: Collection[int] = (), *, pay: bool = False) -> Message:
    """Show one page of what happened, with Undo and Edit at the touches that whoever looks may change.

    `pay` where they may also see what was said of it.
    """
    about = sentence("What happened with ", bold(timeline.candidate.name), ", the newest first")
    told = [_told(entry) for entry in timeline.entries] or [sentence("Nothing yet.")]
    blocks: list[Block] = [line(*about)]
    for entry in timeline.entries:
        blocks += _drawn(entry, timeline, changeable, pay)
    blocks += [line(*told[0])] if not timeline.entries else []
    turns = _turns(timeline)
    return Message(whole(about, *told), blocks + ([actions(*turns)] if turns else []))


def _drawn(entry: Entry, timeline: Timeline, changeable: Collection[int], pay: bool) -> list[Block]:
    blocks = [line(*_told(entry))]
    if entry.touch is None or entry.touch.deleted:
        return blocks
    learned: list[Sentence] = [
        [bold(LEARNED[about]), f": {_short(' '.join(words.split()))}"]
        for about, words in entry.notes.items()
        if pay or about is not About.PAY_EXPECTED
    ]
    blocks += [quote(_short(entry.touch.note))] if entry.touch.note else []
    blocks += [bullets(learned)] if learned else []
    if entry.id in changeable:
        blocks.append(actions(*changes(entry.touch, timeline.candidate, sure())))
    return blocks


def _short(words: str) -> str:
    """Cut words so that a page fits a window, which Slack counts in bytes: a letter can take twelve of them."""
    begun = cut(words, LETTERS)
    while len(json.dumps(begun)) > BYTES:
        begun = cut(begun, len(begun) * 3 // 4)
    return begun


def _turns(timeline: Timeline) -> list[Block]:
    """Offer the pages on either side, each by the entry at its edge."""
    turns = []
    if timeline.entries and timeline.has_later:
        turns.append(button("Later", LATER, _place(timeline, timeline.entries[0])))
    if timeline.entries and timeline.has_earlier:
        turns.append(button("Earlier", EARLIER, _place(timeline, timeline.entries[-1])))
    return turns


def _place(timeline: Timeline, entry: Entry) -> str:
    return f"{timeline.candidate.id}/{entry.at.isoformat()}/{entry.id}"


def _told(entry: Entry) -> Sentence:
    return strung([when(entry.at, "{date_short_pretty} {time}")], *_WORDS[entry.kind](entry))


def _touch(entry: Entry) -> list[Sentence]:
    touch = entry.touch
    if touch is None:
        return []
    by: Sentence = ["by ", person(touch.credit)]
    if touch.deleted:
        return [details(touch)[0], by, _by("deleted", entry.deleted_by)]
    return [*details(touch), by]


def _moved(entry: Entry) -> list[Sentence]:
    after = stage_name(entry.stage) if entry.stage else ""
    job = one_line(entry.words)
    if entry.before is None:
        return [sentence("Put forward for ", bold(job), f", at {after}"), _by("by", entry.by)]
    before = entry.before.replace("_", " ")
    return [sentence("Moved from ", before, " to ", bold(after), f" for {job}"), _by("by", entry.by)]


def _promised(entry: Entry, outcome: str) -> list[Sentence]:
    return [[f"{outcome}: what ", person(entry.by), f" promised by {day(entry.on)}"]] if entry.on else []


def _changed(entry: Entry) -> list[Sentence]:
    """Say what else is on record; the audit knows the verb, and the name of a tag or segment."""
    before, after = (SEGMENTS[Segment(word)] if word in set(Segment) else "" for word in (entry.before, entry.after))
    said = {
        "untagged": sentence("No longer tagged ", bold(entry.before or "a tag")),
        "segmented": sentence("Now in the segment ", bold(after))
        if after
        else sentence(f"Taken out of segment {before}"),
        "forbade": sentence("Marked ", bold("do not contact")),
        "allowed": sentence("May be contacted again"),
        "renamed": sentence("Renamed"),
        "connected": sentence("Connected on a network"),
        "disconnected": sentence("No longer connected on a network"),
        "kept": sentence("Their record is kept until ", bold(_kept_until(entry))),
        "contacts added": sentence("Addresses were added"),
        "contacts removed": sentence("Addresses were taken away"),
        "contact shared": sentence("An address is shared with others"),
        "contact own": sentence("An address is theirs alone again"),
    }
    return [said.get(entry.words, sentence("Changed")), _by("by", entry.by)]


def _kept_until(entry: Entry) -> str:
    return month(date.fromisoformat(entry.after[:10])) if entry.words == "kept" and entry.after else ""


def _favour(entry: Entry) -> list[Sentence]:
    kind = FavourKind(entry.before or "")
    did = f"{'Asked for' if kind in ASKED else 'Gave'} {FAVOURS[kind]}"
    came = sentence(f"what came of it: {_short(entry.after)}" if entry.after else "")
    return [sentence(f"{did}: {_short(entry.words)}" if entry.words else did), came, _by("by", entry.by)]


def _owned(entry: Entry) -> list[Sentence]:
    """Say who owns them from then on, and how it came."""
    before, after = (person(id) if id else "the house pool" for id in (entry.before, entry.after))
    said: Sentence = ["Owner: ", after] if entry.before is None else ["Owner: ", before, " → ", after]
    return [said, sentence(PASSED[Passing(entry.words)] if entry.words else ""), _by("by", entry.by)]


def _disputed(entry: Entry) -> list[Sentence]:
    return [[person(entry.after or ""), " claimed them from ", person(entry.before or ""), ": it is to be settled"]]


def _settled(entry: Entry) -> list[Sentence]:
    """Say how a claim was settled; what either side had said is theirs."""
    owner, claimant = person(entry.before or ""), person(entry.after or "")
    became: dict[Ruling, Sentence] = {
        Ruling.KEEP: [owner, " keeps them"],
        Ruling.TRANSFER: [claimant, " has them"],
        Ruling.SHARE: ["the credit is shared"],
        Ruling.WITHDRAWN: ["it was withdrawn"],
        Ruling.CONCEDED: [owner, " released them to ", claimant],
        Ruling.NOT_RULED: ["not ruled, so ", owner, " keeps them"],
        Ruling.OWNER_LEFT: [owner, " left, so ", claimant, " has them"],
        Ruling.CLAIMANT_LEFT: [claimant, " left, so ", owner, " keeps them"],
    }
    said = became.get(Ruling(entry.words), ["it ended"])
    return [["The claim of ", claimant, " was settled: ", *said], _by("by", entry.by)]


def _right(entry: Entry) -> list[Sentence]:
    """Say who could represent them from then on, or who no longer could; as it stood at that moment."""
    if entry.right is None:
        return []
    is_over = entry.kind is Happened.RIGHT_ENDED
    right = entry.right if is_over else replace(entry.right, ended_at=None)
    words = _short(right.words) if right.agreed and not is_over else ""
    return [on_card(right, entry.at), sentence(f"“{words}”" if words else "")]


def _by(word: str, whom: str) -> Sentence:
    return [f"{word} by " if word != "by" else "by ", person(whom)] if whom else sentence("" if word == "by" else word)


def _plainly(*said: Part) -> Callable[[Entry], list[Sentence]]:
    return lambda entry: [sentence(*said), _by("by", entry.by)]


def _with_by(words: Callable[[Entry], list[Sentence]]) -> Callable[[Entry], list[Sentence]]:
    return lambda entry: [*words(entry), _by("by", entry.by)]


_WORDS: dict[Happened, Callable[[Entry], list[Sentence]]] = {
    Happened.TOUCH: _touch,
    Happened.MOVED: _moved,
    Happened.KEPT: lambda entry: _promised(entry, "Kept"),
    Happened.BROKEN: lambda entry: _promised(entry, "Not kept"),
    Happened.TAGGED: lambda entry: [sentence("Tagged ", bold(cut(entry.words, 200))), _by("by", entry.by)],
    Happened.MERGED: _plainly("Joined with another record of the same person"),
    Happened.PARTED: _plainly("Parted again from the record they were joined with"),
    Happened.ADDED: lambda entry: [
        sentence("Came with a file" if entry.words == IMPORTED else "Added"),
        _by("brought" if entry.words == IMPORTED else "by", entry.by),
    ],
    Happened.CHANGED: _changed,
    Happened.FAVOUR: _favour,
    Happened.OWNED: _owned,
    Happened.DISPUTED: _disputed,
    Happened.SETTLED: _settled,
    Happened.RIGHT: _right,
    Happened.RIGHT_ENDED: _right,
} | {kind: _with_by(words) for kind, words in timeline_offers.WORDS.items()}
