"""What is owed because of offers, by the simplest reading of the rules?"""

from datetime import datetime, timedelta

from tests.stories.offers_model import AGREED, AGREEMENT, ASKING, CHECK_IN, PROCESS, RESIGNED, Deal
from tests.stories.offers_world import World
from tests.stories.ownership_model import ZONES, midnight_before, workdays

# What was written down within the hour before a talk was told in it.
SAME_TALK = timedelta(hours=1)
# By kind and who owes it: until when, and since when it counts.
Owes = dict[tuple[str, str], tuple[datetime, datetime]]


def owed(world: World, candidate: int) -> dict[str, Owes]:
    """All that is owed because of offers to a candidate, by kind."""
    found = {
        "offers.check_in": _check_in(world, candidate),
        "offers.decision": _decisions(world, candidate),
        "offers.rival": _rivals(world, candidate),
        "agreements.owed": _agreements(world, candidate),
        "placements.resigned": _resignations(world, candidate),
    }
    return {kind: owes for kind, owes in found.items() if owes}


def _check_in(world: World, candidate: int) -> Owes:
    there = world.submissions(candidate)
    live = [each for each in there if each.stage in PROCESS]
    since = [world.facts.interviewed.get(each.id, each.entered_at) for each in live if each.stage in ASKING]
    since += [each.raised_at for each in world.others(candidate)] if live or not there else []
    touches = [each for each in world.facts.touches.get(candidate, []) if not each.deleted_at and each.two_way]
    whom = _asks(world, candidate, live)
    if whom is None:
        return {}
    answered = max((each.at for each in touches if each.offers in ("none", "new")), default=None)
    new = max((each.at for each in touches if each.offers == "new"), default=None)
    told = world.facts.told.get(candidate)
    if new and new == answered and (live or not there) and (told is None or told < new - SAME_TALK):
        return {("offers.check_in", whom): (workdays(new, 1, ZONES[whom]), new)}
    if not since:
        return {}
    counted = max([*since, *([answered] if answered else [])])
    return {("offers.check_in", whom): (workdays(counted, CHECK_IN, ZONES[whom]), counted)}


def nudged(world: World, candidate: int, since: datetime, whom: str, due: datetime) -> datetime:
    """From when a check-in is in a morning message; an attempt to reach them puts that off by a day of work."""
    there = [each for each in world.facts.touches.get(candidate, []) if not each.deleted_at and not each.two_way]
    tried = max((each.at for each in there), default=None)
    first = midnight_before(due, whom)
    if tried is None or tried < since:
        return first
    return max(first, midnight_before(workdays(tried, 1, ZONES[whom]), whom))


def _asks(world: World, candidate: int, live: list) -> str | None:
    far = sorted(live, key=lambda each: (PROCESS.index(each.stage), each.entered_at, each.id))
    owner = world.facts.owners[candidate]
    if far and (far[-1].stage in ASKING or owner is None):
        return str(far[-1].recruiter)
    return owner


def _decisions(world: World, candidate: int) -> Owes:
    found: Owes = {}
    ours = [each for each in world.of(candidate) if each.kind == "ours" and _is_awaited(world, each)]
    for each in sorted(ours, key=lambda each: (each.decide_by or world.now, each.id)):
        there = world.submission(each)
        if there is not None and each.decide_by is not None:
            since = each.since or each.raised_at
            found.setdefault(("offers.decision", there.recruiter), (each.decide_by, since))
    return found


def _is_awaited(world: World, deal: Deal) -> bool:
    """Whether they are still to decide: it is open, or ran out, is the newest for its job, and that goes on.

    Who said yes decides no more.
    """
    there = world.submission(deal)
    if there is not None and there.stage in AGREED:
        return False
    ran_out = deal.state == "expired" and there is not None and there.stage in PROCESS and _is_newest(world, deal)
    return deal.state == "open" or ran_out


def _is_newest(world: World, deal: Deal) -> bool:
    ours = [each for each in world.of(deal.candidate) if each.kind == "ours" and each.submission == deal.submission]
    return max(ours, key=lambda each: (each.raised_at, each.id)) is deal


def _rivals(world: World, candidate: int) -> Owes:
    theirs = [(each.decide_by, each.id, each) for each in world.others(candidate) if each.decide_by]
    far = world.furthest(candidate)
    whom = far[0].recruiter if far else world.facts.owners[candidate]
    if not theirs or whom is None:
        return {}
    until, _, tightest = min(theirs)
    return {("offers.rival", whom): (until, tightest.since or tightest.raised_at)}


def _agreements(world: World, candidate: int) -> Owes:
    found: Owes = {}
    for placed, there in world.going(candidate):
        newest = world.deals[placed.deal].versions[-1]
        if newest.told != {"candidate", "client"}:
            _oldest(found, "agreements.owed", there.recruiter, newest.at, AGREEMENT)
    agreed = {there.id for _, there in world.going(candidate)}
    for deal in world.of(candidate):
        submission = world.submission(deal) if deal.kind == "ours" else None
        if submission is None or submission.stage not in AGREED or submission.id in agreed:
            continue
        if deal.undecided or (deal.state == "expired" and _is_newest(world, deal)):
            since = max(submission.entered_at, deal.raised_at)
            _oldest(found, "agreements.owed", submission.recruiter, since, AGREEMENT)
    return found


def _resignations(world: World, candidate: int) -> Owes:
    found: Owes = {}
    for placed, there in world.going(candidate):
        if there.stage == "accepted" and not (placed.resigned and placed.signed):
            _oldest(found, "placements.resigned", there.recruiter, placed.accepted_at, RESIGNED)
    return found


def _oldest(found: Owes, kind: str, whom: str, since: datetime, days: int) -> None:
    before = found.get((kind, whom))
    if before is None or since < before[1]:
        found[kind, whom] = (workdays(since, days, ZONES[whom]), since)
