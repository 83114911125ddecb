"""How do we show what was given to a candidate and asked of them, and what came of it?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    button,
    confirm,
    context,
    cut,
    line,
    one_line,
    person,
    sentence,
    sign,
    strung,
    when,
    whole,
)
from bot.facts import Candidate, Connected, Favour
from bot.phrases import FAVOURS, counted

ADD = "favour_add"
CAME = "favour_came"
THANKED = "favour_thanked"
TAKE_OUT = "favour_take_out"
# So many, of so many letters, fit a window whatever was typed: Slack counts both blocks and bytes.
MOST = 10
LETTERS = 200


def listed(candidate: Candidate, favours: Sequence[Favour], mine: Collection[int], *above: Sentence) -> Message:
    """List what was given and asked, newest first; `mine` may be taken out, `above` says what was just done."""
    head = sentence("Given to ", bold(candidate.name), " and asked of them")
    shown = favours[:MOST]
    told = [_told(favour) for favour in shown] or [sentence("Nothing yet.")]
    blocks = [*(line(*said) for said in above if said), line(*head)]
    for favour in shown:
        blocks += [line(*_told(favour)), actions(*_presses(favour, favour.id in mine))]
    blocks += [] if shown else [line(*told[0])]
    more = sentence("Older ones stand in the time line." if favours[MOST:] else "")
    blocks += [context(*more)] if more else []
    add = button("Add another" if shown else "Add one", ADD, candidate.id, style="primary")
    return Message(whole(*above, head, *told, more), [*blocks, actions(add)])


def saved(favour: Favour, before: Favour | None) -> list[Sentence]:
    """Say that a favour is kept; `before` is what was asked of them lately, or is still open."""
    kept = sentence(sign("white_check_mark"), " Kept: ", _did(favour), ".")
    return [kept, _too_soon(before)] if before else [kept]


def _too_soon(before: Favour) -> Sentence:
    asked: Sentence = ["They were asked for ", FAVOURS[before.kind], " at ", when(before.at), " by ", person(before.by)]
    if before.came_at is None:
        advice = ", and nothing is known to have come of it. Note that first if you know it, or leave them some time."
    else:
        advice = ". You may want to give something back before you ask for more."
    return [sign("warning"), " Asked again soon: ", *asked, advice]


def came(favour: Favour, *, within: int | None) -> Sentence:
    """Say what is known to have come of a favour now; thanks are owed for it `within` so many working days."""
    if not favour.came_of_it:
        return sentence("Nothing is known to have come of it.")
    if within is None:
        return sentence("What came of it is kept.")
    thanks = (
        f"What came of it is kept. A thank-you is owed within {counted(within, 'working day', 'working days')}, by "
    )
    return [thanks, person(favour.by), "; any touch in which you reach them, or write, counts."]


def thanked(favour: Favour) -> Sentence:
    """Say that they were thanked, or that it was taken back."""
    return sentence("They were thanked." if favour.thanked_at else "Not thanked yet, then.")


def taken_out() -> Sentence:
    """Say that a favour was taken out."""
    return sentence("Taken out. That it was there stays on record.")


def connected(candidate: Candidate, is_new: bool) -> Message:
    """Say that someone is connected with a candidate on a network, or no longer."""
    said = sentence(bold(candidate.name), " is now noted as connected with you on a network.")
    advice = sentence("More on the card takes it back.")
    if not is_new:
        said = sentence(bold(candidate.name), " is no longer noted as connected on a network.")
        advice = sentence("More on the card notes it again, if that was a slip.")
    return Message(whole(said, advice), [line(*said), context(*advice)])


def tied(connection: Connected | None) -> Sentence:
    """Say who is connected with a candidate, since when."""
    return ["Connected on a network by ", person(connection.by), " at ", when(connection.at)] if connection else []


def briefly(favours: Sequence[Favour]) -> list[Sentence]:
    """Say for a card what was given last and what was asked last, with what came of that."""
    given = next((favour for favour in favours if not favour.asked), None)
    asked = next((favour for favour in favours if favour.asked), None)
    return [strung(["Last " + _lower(_did(one)), " at ", when(one.at)], _came(one)) for one in (given, asked) if one]


def _told(favour: Favour) -> Sentence:
    by: Sentence = ["at ", when(favour.at), " by ", person(favour.by)]
    thanked: Sentence = ["thanked at ", when(favour.thanked_at)] if favour.thanked_at else []
    words = sentence(cut(" ".join(favour.words.split()), LETTERS))
    return strung([bold(_did(favour))], words, by, _came(favour), thanked)


def _came(favour: Favour) -> Sentence:
    if favour.came_of_it:
        return [f"what came of it: {cut(' '.join(favour.came_of_it.split()), LETTERS)}"]
    return ["nothing known to have come of it yet"] if favour.asked else []


def _presses(favour: Favour, is_mine: bool) -> list[Block]:
    of = one_line(_did(favour), 40)
    presses = [button("What came of it …", f"{CAME}_{favour.id}", favour.id, reads=f"What came of it: {of}")]
    if favour.asked and favour.came_at:
        words, value = ("Not thanked", f"{favour.id}/no") if favour.thanked_at else ("Thanked", f"{favour.id}/yes")
        presses.append(button(words, f"{THANKED}_{favour.id}", value, reads=f"{words}: {of}"))
    if is_mine:
        sure = confirm("Take it out?", "It goes for good; that it was there stays on record.", "Take it out", "Keep")
        presses.append(button("Take out", f"{TAKE_OUT}_{favour.id}", favour.id, ask=sure, reads=f"Take out: {of}"))
    return presses


def _did(favour: Favour) -> str:
    return f"{'Asked for' if favour.asked else 'Gave'} {FAVOURS[favour.kind]}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
