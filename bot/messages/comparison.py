"""How are the offers to a candidate shown side by side?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot import amounts
from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    context,
    cut,
    divider,
    line,
    one_line,
    sentence,
    whole,
)
from bot.facts import Period, Rate, SideBySide
from bot.messages import offer_buttons
from bot.messages.offer_cells import NONE, cell, name, rows_of
from bot.messages.rates import shown as rate_shown
from bot.phrases import counted, together
from bot.policy import Policy

AS_TABLE = "offer_compare_table"
TITLE = "Side by side"
ALL_DECIDED = (
    "There is nothing left to compare: all offers to them are decided, and none was accepted. "
    "Press Offers on their card to see them."
)
WORDS_LETTERS, LEVER_LETTERS = 600, 200
NOTHING = "There is nothing to compare yet: no offer to them is written down. Press Offers on their card to add one."


def table(shown: SideBySide, policy: Policy, today: date) -> Message:
    """Draw the table for the one who asked, with what it rests on; figures stand in its blocks alone.

    Slack draws a table at the bottom of its message, wherever it stands.
    """
    rows = rows_of(shown)
    drawn = {
        "type": "table",
        "column_settings": [{"is_wrapped": False}, *({"is_wrapped": True} for _ in shown.columns)],
        "rows": [[cell([label]), *map(cell, cells)] for label, cells in rows],
    }
    blocks = [line(*_head(shown)), *_beside(shown, policy, today), actions(*_presses(shown)), drawn]
    return Message(_text(shown), blocks)


def listed(shown: SideBySide, policy: Policy, today: date) -> Message:
    """Say the same below one another, for a window, in which Slack draws no table."""
    rows = rows_of(shown)
    blocks: list[Block] = [line(*_head(shown))]
    for place, head in enumerate(rows[0][1]):
        facts = [[f"{label}: ", *cells[place]] for label, cells in rows[1:] if cells[place] != NONE]
        blocks += [line(*head), *([bullets(facts)] if facts else [])]
    as_table = button("As a table", AS_TABLE, shown.candidate.id, reads="Post the table where only you see it")
    blocks += [divider(), *_beside(shown, policy, today), actions(as_table, *_presses(shown))]
    return Message(_text(shown), blocks)


def posted() -> Message:
    """Say where the table stands that was asked for in a window."""
    told = sentence("The table stands in our conversation. Only you see it, until you leave or load Slack anew.")
    return Message(whole(told), [line(*told)])


def _text(shown: SideBySide) -> str:
    """Say what is compared, without what is in it: the text of a message is what a phone shows."""
    names = together([name(each) for each in shown.columns])
    return whole(
        ["Offers to ", bold(shown.candidate.name), " side by side: ", *names, "."],
        sentence("The figures stand in the table itself, which only you see."),
    )


def _head(shown: SideBySide) -> Sentence:
    against = sentence("The gaps are to ours, in its currency." if shown.ours and len(shown.columns) > 1 else "")
    none = sentence("" if shown.ours else "We have made no offer yet, so no gaps are shown.")
    return ["Offers to ", bold(shown.candidate.name), " side by side. ", *against, *none]


def _beside(shown: SideBySide, policy: Policy, today: date) -> list[Block]:
    """Say what the table does not: what may move, what they ask, why they move, and by what was reckoned."""
    may_move: list[Sentence] = [[f"{amounts.PARTS[each.part]}{_in_words(each.words)}"] for each in shown.levers]
    levers: Sentence = ["May still move, says the client: ", *together(may_move)] if may_move else []
    asks = cut(amounts.line(shown.they_ask), WORDS_LETTERS) if shown.they_ask else ""
    facts = [levers, sentence(f"They ask for: {asks}" if asks else "")]
    facts += [_labelled("Why they move: ", shown.reason_to_move)]
    facts += [_labelled("What speaks for the job: ", shown.selling_points)]
    blocks = [bullets([each for each in facts if each])] if any(facts) else []
    rates = [rate_shown(each, today, policy) for each in _rates(shown)]
    notes = [_left_out(shown), _reckoned(shown, policy), *rates]
    return blocks + [context(*each) for each in notes if each]


def _in_words(words: str) -> str:
    return f" ({one_line(words, LEVER_LETTERS)})" if words else ""


def _labelled(label: str, words: str) -> Sentence:
    return [label, one_line(words, WORDS_LETTERS)] if words else []


def _left_out(shown: SideBySide) -> Sentence:
    if not shown.left_out:
        return []
    more = counted(shown.left_out, "older offer is", "older offers are")
    return [f"{more} left out: what they have comes before what is only expected, and the newest first."]


def _reckoned(shown: SideBySide, policy: Policy) -> Sentence:
    """Say how often what is paid for less than a year is counted."""
    packages = [each.package for each in shown.columns if each.package and each.package.base]
    periods = {each.period for each in packages}
    times = {
        Period.MONTH: "a month 12 times, unless it says how often",
        Period.WEEK: "a week 52 times",
        Period.DAY: f"a day {policy.year_days} times",
        Period.HOUR: f"an hour {policy.year_hours:,} times",
    }
    named = [words for period, words in times.items() if period in periods]
    over_a_year = f"Over a year, with {', '.join(named)}. " if named else "Over a year. "
    return [over_a_year, "In all is base and bonus; a sign-on is paid once and stands apart."] if packages else []


def _rates(shown: SideBySide) -> list[Rate]:
    figures = [each.total or each.base or each.sign_on for each in shown.columns]
    return list({each.rate.id: each.rate for each in figures if each and each.rate}.values())


def _presses(shown: SideBySide) -> Sequence[Block]:
    id = shown.candidate.id
    missing = any(each.rate_missing for each in shown.columns)
    used = bool(_rates(shown))
    label = "Enter a rate" if missing else "Newer rate"
    rate = [button(label, offer_buttons.RATE, id, style="primary" if missing else None)] if missing or used else []
    ours = shown.ours.offer if shown.ours and shown.ours.offer.undecided else None
    reads = "What the client said may still move in our offer"
    levers = [button("What may move …", offer_buttons.LEVERS, ours.id, reads=reads)] if ours else []
    return [*rate, *levers, button("Offers", offer_buttons.SHEET, id, reads="All offers, with what can be done")]
