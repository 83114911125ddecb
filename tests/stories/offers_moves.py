"""What becomes of offers, in the model, when somebody is moved to another stage?"""

from tests.stories.offers_model import AGREED, ENDS, PROCESS, Deal
from tests.stories.offers_world import World


def follows(world: World, was, by: str) -> None:
    """A submission that stood as `was` says stands elsewhere: its offers follow."""
    candidate, to = was.candidate, next(each.stage for each in world.submissions(was.candidate) if each.id == was.id)
    ours = [each for each in world.of(candidate) if each.kind == "ours" and each.submission == was.id]
    open_ = [each for each in ours if each.state == "open"]
    if to in ENDS and was.stage not in ENDS:
        _ends(world, was, to, ours, by)
        lets_go(world, candidate, by)
        return
    goes_back = to == was.came_from or (to in AGREED and was.came_from in AGREED)
    if was.stage in ENDS and (to in PROCESS or goes_back):
        _are_followed_again(world, was, by)
    if was.stage in ENDS and goes_back:
        _stands_again(world, was, ours, by)
    if (was.stage in ENDS) is not (to in ENDS) or (was.stage in AGREED) is not (to in AGREED):
        for each in open_:
            is_counted(world, each, by)


def is_counted(world: World, deal: Deal, by: str) -> None:
    """Who said yes decides no more on what is open, and who has not decides by a day, four from now."""
    if deal.kind == "ours" and deal.state == "open" and world.said_yes(deal) is (deal.decide_by is not None):
        until = None if deal.decide_by else world.in_four_days(deal)
        world.becomes(deal, "open", by, why=until is None, decide_by=until)


def has_gone_on(deal: Deal, there) -> bool:
    """Whether the submission of ours is over by something else than what decided on it, or they have started."""
    if deal.kind != "ours" or there is None or deal.ended_at is None:
        return False
    started = deal.state == "accepted" and there.stage == "placed" and there.entered_at > deal.ended_at
    return started or (there.stage in ENDS and there.entered_at != deal.ended_at)


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
        world.lost[deal.id] = None


def _standing(world: World, was, ours: list[Deal]) -> Deal | None:
    undecided = [each for each in ours if each.undecided]
    placed = world.placed.get(was.id) if was.stage in AGREED else None
    agreed = [each for each in ours if placed and each.id == placed.deal and each.state == "accepted"]
    newest = max(ours, key=lambda each: (each.raised_at, each.id), default=None)
    ran_out = [newest] if newest and newest.state == "expired" else []
    return next(iter([*undecided, *agreed, *ran_out]), None)


def _are_followed_again(world: World, was, by: str) -> None:
    """With whoever is back in process, what was let go goes on, unless there is a newer one of the same rival."""
    for deal in world.of(was.candidate):
        let_go = deal.kind != "ours" and deal.state == "over" and deal.ended_at == was.entered_at
        if let_go and not world.known(deal):
            world.opens_again(deal, by)


def _stands_again(world: World, was, ours: list[Deal], by: str) -> None:
    """Whoever is back where they stood has what they had of us, where nobody has said more about it."""
    for deal in ours:
        if deal.state == "accepted" and world.left.get(deal.id) == was.entered_at:
            world.lost.pop(deal.id, None)
        if deal.state not in ("declined", "withdrawn") or deal.ended_at != was.entered_at:
            continue
        unsaid = deal.id in world.unsaid or (deal.before and deal.before[-1].state == "accepted")
        if unsaid and not world.beside(deal):
            world.opens_again(deal, by)
            world.lost.pop(deal.id, None)
            world.unsaid.pop(deal.id, None)
