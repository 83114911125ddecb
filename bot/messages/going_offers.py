"""How do we list the offers that are not decided, without what is in them, and how often candidates were asked?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import offer_words
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
    person,
    sentence,
    strung,
    whole,
)
from bot.facts import Coverage, Going, GoingOffers, Offer
from bot.messages import offer_buttons, placements
from bot.phrases import LOG_FOR, counted, standing, together

TURN = "going_offers_page"
TEAM, OWN = "team", "own"
# So many offers of one candidate, and so many colleagues, are named.
MOST_OFFERS, MOST_PEOPLE = 5, 10
# So many whose offer is not written down.
MOST_UNWRITTEN = 3
NO_MORE = "There are no more offers after these. Type /care offers to see them from the most pressing on."


def listed(going: GoingOffers, now: datetime) -> Message:
    """List candidates with offers that are not decided, those at risk first; the buttons open the figures."""
    said, talks = head(going), _talks(going)
    blocks: list[Block] = [line(*said)]
    told: list[Sentence] = []
    for place, each in enumerate(going.shown, start=1):
        first, offers = _first(each), [_offer(one, now) for one in each.offers[:MOST_OFFERS]]
        offers += [placements.stands(one) for one in each.placements]
        blocks += [line(*first), *([bullets(offers)] if offers else []), actions(*_presses(each, place))]
        told += [first, *(["• ", *one] for one in offers)]
    missing = [each for each in (_unwritten(going.unwritten), _heard_of(going.heard_of)) if each]
    blocks += [line(*each) for each in missing]
    told += missing
    if not (missing or going.total):
        blocks.append(context(*_how_to()))
        told.append(_how_to())
    blocks += [context(*each) for each in talks]
    turn = _turn(going)
    return Message(whole(said, *told, *talks), [*blocks, *([actions(*turn)] if turn else [])])


def read_page(value: str) -> tuple[int, bool]:
    """Read which page a button turns to, and whether it is of the team's list."""
    page, _, whose = value.partition("/")
    if whose not in (TEAM, OWN) or not page.isdigit():
        raise ValueError("no page of ours")
    return int(page), whose == TEAM


def usage(command: str = "/care offers") -> Message:
    """Say how the command is typed."""
    ways = [
        sentence(as_code(command), " lists the offers that are not decided: yours, or the team’s for a manager"),
        sentence(as_code(f"{command} mine"), " lists your own, for managers too"),
        sentence(as_code("/offer Ana Silva"), " shows all offers to her"),
    ]
    return Message(whole(*ways), [line(*way) for way in ways])


def head(going: GoingOffers) -> Sentence:
    """Say how many have offers to decide on, or said yes and have yet to start, and which of them come first."""
    if not going.total:
        return ["No offer is going on in the team." if going.team else "No offer is going on with your candidates."]
    who = counted(going.total, "candidate", "candidates")
    offered = any(each.offers for each in going.shown)
    has = "has an offer to decide on" if going.total == 1 else "have offers to decide on"
    yes = "said yes and has yet to start" if going.total == 1 else "said yes and have yet to start"
    started = any(each.placements for each in going.shown)
    what = f"{has}, or {yes}" if offered and started and going.total > 1 else yes if started and not offered else has
    whose = "of the team" if going.team else "of yours"
    high = f", {going.high:,} at high risk" if going.high else ""
    order = " Those at risk come first, then who decides next." if going.total > 1 else ""
    return [f"{who} {whose} {what}{high}.{order}"]


def _first(going: Going) -> Sentence:
    whose: Sentence = ["with ", person(going.recruiter)] if going.recruiter else ["nobody looks after them"]
    stands = sentence(standing(going.stage, going.title))
    head = strung([bold(going.name)], stands, whose)
    risk = offer_words.at_risk(going.risk)
    return [*head, "\n", *risk] if risk else head


def _offer(offer: Offer, now: datetime) -> Sentence:
    rank = f", {offer_words.RANKS[offer.rank]}" if offer.rank else ""
    return [f"{offer_words.named(offer)}: ", *offer_words.stands(offer, now), rank]


def _presses(going: Going, place: int) -> list[Block]:
    name = one_line(going.name, 40)
    return [
        button("Offers", f"{offer_buttons.SHEET}_{place}", going.candidate, reads=f"The offers to {name}"),
        button("Log it", f"{LOG_FOR}_{place}", going.candidate, reads=f"Log it for {name}"),
    ]


def _turn(going: GoingOffers) -> list[Block]:
    whose = TEAM if going.team else OWN
    back = [button("Before", f"{TURN}_1", f"{going.page - 1}/{whose}")] if going.page else []
    return back + ([button("Next", f"{TURN}_2", f"{going.page + 1}/{whose}")] if going.more else [])


def _unwritten(names: Sequence[str]) -> Sentence:
    """Say who is at offer with none written down, and how it is."""
    if not names:
        return []
    are = "is" if len(names) == 1 else "are"
    how: Sentence = [as_code("/offer"), " and the name, as in ", as_code("/offer Ana Silva 85k"), "."]
    return [*_named(names), f" {are} at offer, and no offer of ours is written down: type ", *how]


def _heard_of(names: Sequence[str]) -> Sentence:
    """Say who told us of a new offer elsewhere that nobody has written down, and how it is."""
    if not names:
        return []
    how: Sentence = [as_code("/offer"), " and the name, as in ", as_code("/offer Ana Silva rival Acme 85k"), "."]
    return [*_named(names), " told us of a new offer elsewhere, and it is not written down: type ", *how]


def _named(names: Sequence[str]) -> Sentence:
    """Name people; where there are more than are named, that too."""
    shown: list[Sentence] = [[bold(each)] for each in names[:MOST_UNWRITTEN]]
    more: list[Sentence] = [["others"]] if len(names) > MOST_UNWRITTEN else []
    return together([*shown, *more])


def _how_to() -> Sentence:
    return [as_code("/offer Ana Silva rival Acme"), " writes down what somebody else offers; the card has it too."]


def _talks(going: GoingOffers) -> list[Sentence]:
    """Say in how many talks they asked about other offers; for the team, who asks least first."""
    all_ = _together(going.coverage)
    if not all_.talks:
        return [["In the last 30 days nobody was spoken with from screening to accepted."]] if going.team else []
    who = "The team" if going.team else "You"
    talks = counted(all_.talks, "talk", "talks")
    said: Sentence = [f"{who} asked about other offers in {all_.asked:,} of {talks} of the last 30 days"]
    first: Sentence = [*said, ", from screening to accepted."]
    if not going.team or len(going.coverage) < 2:
        return [first]
    least = sorted(going.coverage.items(), key=lambda one: (one[1].asked / one[1].talks, -one[1].talks, one[0]))
    each: list[Sentence] = [[person(whom), f" {one.asked:,} of {one.talks:,}"] for whom, one in least[:MOST_PEOPLE]]
    return [first, strung(*each)]


def _together(coverage: Mapping[str, Coverage]) -> Coverage:
    return Coverage(sum(each.asked for each in coverage.values()), sum(each.talks for each in coverage.values()))
