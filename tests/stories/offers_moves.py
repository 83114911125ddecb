"""What becomes of offers, in the model, when somebody is moved to another stage?"""

from tests.stories.offers_model import AGREED, DECISION, ENDS, PROCESS, Deal
from tests.stories.offers_world import World
from tests.stories.ownership_model import ZONES, workdays


def follows(world: World, was, by: str) -> None:
    """A submission that stood as `was` says stands elsewhere: its offers follow."""
    candidate, to = was.candidate, next(each.stage for each in world.submissions(was.candidate) if each.id == was.id)
    ours = [each for each in world.of(candidate) if each.kind == "ours" and each.submission == was.id]
    open_ = [each for each in ours if each.state == "open"]
    if to in ENDS and was.stage not in ENDS:
        _ends(world, was, to, ours, by)
        lets_go(world, candidate, by)
        return
    if was.stage in ENDS and to not in ENDS and (to == was.came_from or (to in AGREED and was.came_from in AGREED)):
        _stands_again(world, was, by)
    if (was.stage in ENDS) is not (to in ENDS) or (was.stage in AGREED) is not (to in AGREED):
        for each in open_:
            if to in AGREED and each.decide_by:
                world.becomes(each, "open", by, why=True, decide_by=None)
            elif to not in AGREED and each.decide_by is None:
                world.becomes(each, "open", by, decide_by=workdays(world.now, DECISION, ZONES[was.recruiter]))


def lets_go(world: World, candidate: int, by: str) -> None:
    """With nothing of ours left, nobody follows what becomes of the rivals."""
    if all(each.stage not in PROCESS for each in world.submissions(candidate)):
        for each in world.others(candidate):
            world.decides(each, "over", by)


def _ends(world: World, was, to: str, ours: list[Deal], by: str) -> None:
    """Whoever comes to an end has lost what stood: they said no, or it is taken back; who had started had said yes."""
    deal = _standing(world, was, ours)
    if deal is None:
        return
    had_started = was.stage == "placed" and deal.state == "accepted"
    says_no = to == "declined" or (to != "rejected" and deal.made_at is not None)
    if not had_started:
        world.decides(deal, "declined" if says_no else "withdrawn", by)
    world.unsaid[deal.id] = world.now
    if had_started:
        world.left[deal.id] = world.now
    if had_started or says_no:
        world.lost.add(deal.id)


def _standing(world: World, was, ours: list[Deal]) -> Deal | None:
    undecided = [each for each in ours if each.undecided]
    placed = world.placed.get(was.id) if was.stage in AGREED else None
    agreed = [each for each in ours if placed and each.id == placed.deal and each.state == "accepted"]
    newest = max(ours, key=lambda each: (each.raised_at, each.id), default=None)
    ran_out = [newest] if newest and newest.state == "expired" else []
    return next(iter([*undecided, *agreed, *ran_out]), None)


def _stands_again(world: World, was, by: str) -> None:
    """Whoever is back where they stood has what they had, where nobody has said more about it."""
    for deal in world.of(was.candidate):
        if deal.state == "accepted" and deal.submission == was.id and world.left.get(deal.id) == was.entered_at:
            world.lost.discard(deal.id)
        if deal.state not in ("declined", "withdrawn", "over") or deal.ended_at != was.entered_at:
            continue
        mine = deal.kind == "ours" and deal.submission == was.id and deal.state != "over"
        unsaid = deal.id in world.unsaid or (deal.before and deal.before[-1].state == "accepted")
        if (deal.kind != "ours" and deal.state == "over") or (mine and unsaid and not world.beside(deal)):
            world.opens_again(deal, by)
            world.lost.discard(deal.id)
            world.unsaid.pop(deal.id, None)
