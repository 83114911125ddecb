"""How do we list who bears a tag, and who is like whom?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    beside,
    bold,
    bullets,
    button,
    context,
    cut,
    line,
    menu,
    one_line,
    option,
    person,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import Alike, Bearers, Candidate, Found, Marks, Segment, Tag, TagLine
from bot.messages.candidates import presses
from bot.messages.rounds import begin
from bot.phrases import SEGMENTS, counted, told_apart

SHOW = "tag_show"
NEXT = "tag_next"
PICK = "tag_pick"
MORE = "tags_more"
CARD = "candidate_card"
TAGS_LETTERS = 200
GONE = "That tag cannot be found any more. Type /care tag and another one to see who bears it."


def bearers(listed: Bearers) -> Message:
    """List a page of those who bear all of some tags, with how many they are in all."""
    if not listed.tags:
        return Message(whole(sentence(GONE)), [line(GONE)])
    tags = _and([tag.name for tag in listed.tags])
    if not listed.count:
        nobody = sentence("Nobody is tagged ", tags, " together." if len(listed.tags) > 1 else ".")
        return Message(whole(nobody), [line(*nobody)])
    how_many = f"{listed.count:,} candidates are tagged " if listed.count > 1 else "One candidate is tagged "
    head = sentence(bold(how_many + tags))
    shown = [told_apart(one, listed.found) for one in listed.found]
    blocks = [line(*head)] + [beside(name, _look(one)) for name, one in zip(shown, listed.found, strict=True)]
    below = [begin([tag.id for tag in listed.tags], tags)]
    if listed.next is not None:
        place = "/".join([*(str(tag.id) for tag in listed.tags), str(listed.next)])
        below.insert(0, button("Next", NEXT, place))
    blocks.append(actions(*below))
    return Message(whole(head, *(sentence(f"• {name}") for name in shown)), blocks)


def listed(tags: Sequence[TagLine], more: bool) -> Message:
    """List tags by name, with how many candidates bear each."""
    if not tags:
        none = sentence("There are no tags yet. They are given on a candidate’s card, by More, “Tags and segment”.")
        return Message(whole(none), [line(*none)])
    head = sentence("Tags, by name:")
    rows = [strung([bold(each.tag.name)], [counted(each.bearers, "candidate", "candidates")]) for each in tags]
    pick = menu(PICK, "Show a tag", [("Tags", [option(each.tag.name, each.tag.id) for each in tags])])
    turn = [button("Next", MORE, tags[-1].tag.id)] if more else []
    return Message(whole(head, *rows), [line(*head), bullets(rows), actions(pick, *turn)])


def no_such(typed: str) -> str:
    """Say above a form that what was typed is no tag, and what to do."""
    return f"Nobody is tagged “{one_line(typed, 60)}”. Choose below; /care tags lists the tags there are."


def unknown(typed: str, near: Sequence[Tag], command: str = "/care tag") -> Message:
    """Say that there is no such tag, and which there are that begin like it."""
    none = sentence("Nobody is tagged “", one_line(typed), "”.")
    blocks = [line(*none)]
    if near:
        advice = sentence("Did you mean one of these?")
        names = [sentence(f"• {one_line(tag.name)}") for tag in near]
        buttons = [button(one_line(tag.name), f"{SHOW}_{place}", tag.id) for place, tag in enumerate(near, start=1)]
        return Message(whole(none, advice, *names), [*blocks, line(*advice), actions(*buttons)])
    advice = sentence("Tags are given on a candidate’s card, by More, “Tags and segment”. ", *_example(command))
    return Message(whole(none, advice), [*blocks, context(*advice)])


def usage(command: str = "/care tag") -> Message:
    """Say how to list who bears a tag."""
    ways = [
        sentence(as_code(f"{command} Kotlin"), " lists who is tagged Kotlin"),
        sentence(as_code(f"{command} Kotlin, Lisbon"), " lists who is tagged both"),
        sentence(as_code("/care tags"), " lists the tags there are"),
    ]
    return Message(whole(*ways), [line(*way) for way in ways])


def similar(candidate: Candidate, alike: Sequence[Alike]) -> Message:
    """List who shares tags with a candidate, and which; where nobody does, say what to do."""
    if not alike:
        none = sentence("Nobody who may be contacted shares a tag with ", bold(candidate.name), ".")
        advice = sentence("Give them tags on the card, by More, “Tags and segment”: a skill, a place, a language.")
        return Message(whole(none, advice), [line(*none), line(*advice)])
    head = sentence("Like ", bold(candidate.name), ", by the tags they share:")
    blocks: list[Block] = [line(*head)]
    told = []
    for one in alike:
        name, why = told_apart(one.found, [each.found for each in alike]), _why(one)
        blocks += [beside(name, _look(one.found)), context(*why)]
        told.append(strung([f"• {name}"], why))
    return Message(whole(head, *told), blocks)


def sorted_anew(candidate: Candidate, tags: Sequence[Tag], segment: Segment | None) -> Message:
    """Say by what a candidate is sorted now."""
    named = ", ".join(one_line(tag.name) for tag in tags) or "no tags"
    said = sentence(bold(candidate.name), ": ", named)
    belongs = sentence(f"in the segment {SEGMENTS[segment]}" if segment else "in no segment")
    return Message(whole(strung(said, belongs)), [line(*strung(said, belongs)), presses(candidate, ())])


def forbidden(candidate: Candidate) -> Message:
    """Say that a candidate is not to be contacted any more, and what that stops."""
    why = one_line(candidate.do_not_contact or "", 300)
    head = sentence(bold(candidate.name), f" is marked do not contact: {why}")
    stops = sentence(STOPS)
    return Message(whole(head, stops), [line(*head), context(*stops)])


def marked(marks: Marks) -> Sentence:
    """Say who marked them, and when."""
    mark = marks.do_not_contact
    return ["Marked by ", person(mark.by), " at ", when(mark.at), "."] if mark else []


def allowed(candidate: Candidate) -> Message:
    """Say that a candidate may be contacted again."""
    said = sentence(bold(candidate.name), " may be contacted again. Who took the mark back is on record.")
    return Message(whole(said), [line(*said)])


def renamed(candidate: Candidate) -> Message:
    """Say how a candidate is called now."""
    said = sentence("They are called ", bold(candidate.name), " from now on.")
    return Message(whole(said), [line(*said), presses(candidate, ())])


STOPS = (
    "No re-engagement, no greetings, no newsletters, and they are not offered as similar. "
    "An update owed in a process stays owed, as a reply only."
)


def _look(found: Found) -> Block:
    return button("Card", CARD, found.id, reads=f"The card of {one_line(found.name)}")


def _why(alike: Alike) -> Sentence:
    tags = cut(", ".join(map(one_line, alike.shared)), TAGS_LETTERS)
    spoke: Sentence = ["last spoken to at ", when(alike.spoke_at)] if alike.spoke_at else ["not spoken to yet"]
    return strung([tags], spoke)


def _and(names: Sequence[str]) -> str:
    shown = [one_line(name) for name in names]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f" and {shown[-1]}"


def _example(command: str) -> Sentence:
    return ["Then ", as_code(f"{command} Kotlin"), " lists them."]
