"""How do the offers to a candidate lie to ours, over a year and in the currency of ours?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.facts import Column, Figure, Money, Offer, OfferKind, OfferState, Package, Rate
from bot.policy import Policy
from bot.rules import money, rates

# So many offers stand beside one another before nobody can read them any more.
MOST = 10
_KINDS = tuple(OfferKind)
# Of what is decided these still tell something beside the others; one of ours that ran out may be renewed.
_STILL_WEIGHED = (OfferState.ACCEPTED, OfferState.EXPIRED)


def columns(
    offers: Sequence[Offer], on_table: Mapping[int, Package], known: Iterable[Rate], policy: Policy
) -> tuple[tuple[Column, ...], int]:
    """Put offers that can still be chosen, and what was accepted, side by side; say for how many there was no room.

    First comes ours, with which the others are compared. Then what is made stands before what is only expected, and
    both before what has run out, the newest before the others; ours, rivals, the counter in this order.
    """
    weighed = [each for each in offers if each.undecided or each.state in _STILL_WEIGHED]
    chosen = sorted(weighed, key=_place)[:MOST]
    chosen.sort(key=lambda each: (_KINDS.index(each.kind), _place(each)))
    first = next((each for each in chosen if each.kind is OfferKind.OURS), None)
    ours = _column(first, on_table.get(first.id), policy) if first else None
    rest = [_column(each, on_table.get(each.id), policy) for each in chosen if each is not first]
    if ours is None:
        return tuple(rest), len(weighed) - len(chosen)
    return (ours, *(_beside(each, ours, list(known)) for each in rest)), len(weighed) - len(chosen)


def currencies(packages: Iterable[Package]) -> set[str]:
    """Name the currencies that some packages are in."""
    return {each.currency for each in packages if each.currency}


def _place(offer: Offer) -> tuple[bool, bool, float]:
    goes_on = offer.undecided or (offer.kind is OfferKind.OURS and offer.state is OfferState.ACCEPTED)
    return not goes_on, offer.state is OfferState.EXPECTED, -offer.raised_at.timestamp()


def _column(offer: Offer, package: Package | None, policy: Policy) -> Column:
    """Say what an offer comes to in a year, in its own currency."""
    if package is None:
        return Column(offer)
    base, bonus = money.base_year(package, policy), money.bonus_year(package, policy)
    total = money.add(base, bonus) if base and bonus else base
    return Column(offer, package, _figure(base), _figure(bonus), _figure(package.sign_on), _figure(total))


def _figure(amount: Money | None) -> Figure | None:
    return Figure(amount) if amount else None


def _beside(column: Column, ours: Column, known: Sequence[Rate]) -> Column:
    """Say how far an offer is from ours, in the currency of ours; where that is another and no rate holds, only that.

    What is paid in all is the sum of its parts in our currency too, so that the gaps add up.
    """
    package, to = column.package, ours.package.currency if ours.package else None
    if package is None or package.currency is None or to is None:
        return column
    rate = rates.between(known, package.currency, to) if package.currency != to else None
    if package.currency != to and rate is None:
        return Column(column.offer, package, column.base, column.bonus, column.sign_on, column.total, rate_missing=to)
    base, bonus = _compared(column.base, ours.base, rate), _compared(column.bonus, ours.bonus, rate)
    sign_on, total = _compared(column.sign_on, ours.sign_on, rate), column.total
    if total is not None and base is not None:
        worth = money.add(_worth(base), _worth(bonus)) if bonus else _worth(base)
        total = _gap(Figure(total.said, worth if rate else None, rate), ours.total)
    return Column(column.offer, package, base, bonus, sign_on, total)


def _compared(theirs: Figure | None, ours: Figure | None, rate: Rate | None) -> Figure | None:
    if theirs is None:
        return None
    worth = money.converted(theirs.said, rate) if rate else None
    return _gap(Figure(theirs.said, worth, rate), ours)


def _gap(theirs: Figure, ours: Figure | None) -> Figure:
    if ours is None:
        return theirs
    gap = Money(_worth(theirs).minor - ours.said.minor, ours.said.currency)
    share = money.per_cent(gap.minor, ours.said.minor) if ours.said.minor else None
    return Figure(theirs.said, theirs.worth, theirs.rate, gap, abs(share) if share is not None else None)


def _worth(figure: Figure) -> Money:
    return figure.worth or figure.said
