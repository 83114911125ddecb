"""How do we say that an offer lies outside the band, and show a manager what they decide by?"""

from __future__ import annotations

from collections.abc import Sequence

from bot import amounts
from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    cut,
    line,
    one_line,
    person,
    sentence,
    strung,
    when,
    whole,
)
from bot.facts import Approval, Band, Feasible, Fit, Offer, OutsideBand, Package, Period, SheetOffer, Stakes
from bot.messages import offer_buttons, stakes
from bot.messages.approvals import CHANGE, GRANT, REFUSE, outcome
from bot.phrases import counted

TITLE = "The figures"
TAKEN_BACK = "What was asked about is taken back, so there are no figures any more."
WHY_LETTERS, LEVER_LETTERS, PACKAGE_LETTERS = 300, 100, 600
# So many who offer them something else are told of beside the figures.
MOST_OTHERS = 4
_OUTSIDE = {Fit.BELOW: "below", Fit.ABOVE: "above"}


def band(shown: Band) -> str:
    """Say a band: `€80,000 – €95,000 a year`."""
    return f"{amounts.money(shown.low)} – {amounts.money(shown.high)} {amounts.PERIODS[shown.period]}"


def lies(feasible: Feasible | None, *, manager: bool, waits: bool = False) -> str:
    """Say how a base lies to its band; empty where there is no band. The ends of a band are told to managers alone.

    `waits` tells that it is not offered yet, since a manager is asked first.
    """
    beside = _lies(feasible, manager=manager)
    return f"What waits: {beside}" if waits and beside else beside


def _lies(feasible: Feasible | None, *, manager: bool) -> str:
    if feasible is None:
        return ""
    whose = "for this job" if feasible.band.job is not None else "of the client"
    named = f"the band {whose}, {band(feasible.band)}" if manager else f"the band {whose}"
    years = "".join(f", counted as {many:,} {each}s a year" for each, many in feasible.counted)
    if feasible.fit is Fit.INSIDE:
        return f"Within {named}{years}"
    if feasible.fit is Fit.UNKNOWN or feasible.by is None:
        return f"Cannot tell whether it is within {named}: no rate to {feasible.band.low.currency} is entered"
    share = f" ({amounts.percent(feasible.share)})" if feasible.share is not None else ""
    over = " over a year" if feasible.over_a_year and feasible.band.period is not Period.YEAR else ""
    return f"{amounts.money(feasible.by)}{share} {_OUTSIDE[feasible.fit]} {named}{over}{years}"


def figures(asked: OutsideBand) -> Message:
    """Show a manager what would be offered, beside the band and what others have; the text has no figures."""
    head: Sentence = [person(asked.approval.asked_by), " asks to offer ", bold(asked.candidate.name), _for_job(asked)]
    package: list[Sentence] = [
        [f"{label}: {one_line(words, WHY_LETTERS)}"] for label, words in amounts.pairs(asked.round.package)
    ]
    beside = [each for each in (sentence(lies(asked.feasible, manager=True)), *_beside(asked)) if each]
    at_stake = _at_stake(asked)
    blocks: list[Block] = [line(*head, ":"), *([bullets(package)] if package else [])]
    blocks += [bullets(beside)] if beside else []
    blocks += [line(bold("What to weigh")), bullets(at_stake)] if at_stake else []
    blocks += _presses(asked.approval, asked.candidate.name)
    return Message(whole([*head, ". The figures stand in the message itself."]), blocks)


def answer(shown: SheetOffer) -> Sentence:
    """Say what managers were asked about an offer last, and what they answered; why stands with the offer alone."""
    asked = shown.asked
    if asked is None:
        return []
    if asked.granted is None:
        return ["A manager was asked at ", when(asked.at), ": no answer yet"]
    if not asked.decided_by or asked.decided_at is None:
        return []
    became = "changed and approved" if asked.about.get("changed") else "approved" if asked.granted else "declined"
    by: Sentence = [person(asked.decided_by), f" {became} it at ", when(asked.decided_at)]
    why = next((each.reason for each in shown.changes if each.at == asked.decided_at and each.reason), "")
    return [*by, f": {one_line(why, WHY_LETTERS)}"] if why else by


def _for_job(asked: OutsideBand) -> str:
    return f" for {one_line(asked.job.title)}" if asked.job else ""


def _beside(asked: OutsideBand) -> list[Sentence]:
    said = [_said("Offered instead: ", asked.instead)]
    said += [_said("On the table until now: ", asked.on_table), _said("They ask for: ", asked.they_ask)]
    if asked.beside is None:
        return said
    many = counted(asked.beside.count, "other is", "others are")
    low, high = amounts.money(asked.beside.low), amounts.money(asked.beside.high)
    ranged = f"{low} a year" if low == high else f"{low} to {high} a year"
    return [*said, [f"For the same job {many} offered, or have agreed to, {ranged}"]]


def _at_stake(asked: OutsideBand) -> list[Sentence]:
    """Say until when they decide, what others offer them, how much it is at risk, and what may still move."""
    there, offer = asked.stakes, asked.offer
    if there is None:
        return []
    others = [_other(each, asked, there) for each in stakes.first(there, MOST_OTHERS)]
    more: list[Sentence] = [[f"and {len(there.others) - len(others)} more"]] if there.others[MOST_OTHERS:] else []
    move = [f"{amounts.PARTS[each.part].lower()} ({one_line(each.words, LEVER_LETTERS)})" for each in asked.levers]
    levers = _named("May still move", cut(", ".join(move), 2 * WHY_LETTERS))
    note = _named("Note", cut(offer.why, WHY_LETTERS))
    return [stakes.until(there), *others, *more, *stakes.risk(there), *levers, *note]


def _other(offer: Offer, asked: OutsideBand, there: Stakes) -> Sentence:
    words = amounts.line(asked.others.get(offer.id, Package()))
    return strung(stakes.other(offer, there), sentence(cut(words, WHY_LETTERS)))


def _named(label: str, words: str) -> list[Sentence]:
    return [[f"{label}: {words}"]] if words else []


def _said(label: str, package: Package | None) -> Sentence:
    return [f"{label}{amounts.line(package)}"] if package and amounts.line(package) else []


def _presses(approval: Approval, name: str) -> list[Block]:
    if approval.granted is not None:
        return [line(*outcome(approval))]
    of = one_line(name, 40)
    return [
        actions(
            button("Approve", GRANT, approval.id, style="primary", reads=f"Approve the offer to {of}"),
            button("Decline …", REFUSE, approval.id, reads=f"Decline the offer to {of}"),
            button("Change …", CHANGE, approval.id, reads=f"Change the offer to {of}"),
        )
    ]


def read_back(package: Package, assumed: Sequence[str], kept: Package, beside: str, *, other: bool) -> str:
    """Say how a manager is understood, what was assumed and what is kept of what was asked for, before it is offered.

    `beside` says how it lies to the band; `other` tells that it is in another currency than what was asked for.
    """
    read, stays = cut(amounts.line(package), PACKAGE_LETTERS), amounts.line(kept)
    because = f" (assumed: {'; '.join(assumed)})" if assumed else ""
    said = [
        f"I read that as {read}{because}.",
        f"Kept from what was asked for: {stays}." if stays else "",
        "What was asked for is in another currency." if other else "",
        f"{beside}." if beside else "",
        "Change and approve again if that is right, or change it.",
    ]
    return " ".join(filter(None, said))


def changed(candidate: int, name: str, *, other: bool = True) -> Message:
    """Confirm to a manager that their own figures are offered; those that were asked for where these are no `other`."""
    head = "Approved with your figures for " if other else "Those are the figures that were asked for: approved for "
    told: Sentence = [head, bold(name), ". Whoever asked is told, without the figures."]
    return Message(whole(told), [line(*told), actions(button("Offers", offer_buttons.SHEET, candidate))])
