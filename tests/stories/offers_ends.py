"""How do people decide on offers, and what does the model make of it?"""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from bot import amounts, forms, rules
from bot.facts import AgreedHow, LossReason, Package, Stage
from handlers import deciding, losing, reopening, taking, withdrawing
from tests.stories.offers_answers import Answers
from tests.stories.offers_model import (
    AGREED,
    FAR_ENOUGH,
    MANAGERS,
    PROCESS,
    UNDECIDED,
    Placed,
    Version,
    in_days,
    today,
)
from tests.stories.offers_moves import follows, has_gone_on, lets_go
from tests.stories.offers_talks import packages
from tests.stories.offers_team import MINUTE, START, WEEK, cut, which, whoever

# Where whoever takes ours back may say that they go.
TO = (None, Stage.OFFER, Stage.INTERVIEW, Stage.REJECTED, Stage.FELL_THROUGH)


class Ends(Answers):
    """Offers are accepted, declined, taken back, and opened again."""

    @precondition(lambda self: self.world.deals)
    @rule(
        by=whoever,
        place=which,
        package=packages(),
        renewed=st.booleans(),
        starts=st.sampled_from([None, 1, 30]),
        cut=cut,
    )
    def is_accepted(self, by, place, package, renewed, starts, cut):
        self.world.now += MINUTE
        world, deal = self.world, self.deal(place, "ours")
        if deal is None:
            return
        first = in_days(self.now, by, starts) if starts else None
        typed = self.terms(deal, by, package, first, renewed)
        there, wanted = world.submission(deal), self.answer_to_a_yes(by, deal, renewed)
        asks = wanted == "yes" and self.nobody_let_out(deal, package)
        done, refused = self.sends_terms(by, deciding.decide_accept, typed, asks, cut)
        assert refused is (wanted is None)
        assert refused or done.tag == wanted
        if wanted != "yes":
            return
        self.is_agreed(deal, typed, package, first, by)
        world.placed[deal.submission] = Placed(deal.candidate, deal.id, self.now, first)
        for each in world.others(deal.candidate):
            world.decides(each, "declined" if each.state == "open" else "over", by)
        for each in world.of(deal.candidate):
            if each.kind == "ours" and each.submission == deal.submission and each.undecided:
                world.decides(each, "over", by)
        assert world.submission(deal).stage == (there.stage if there.stage in AGREED else "accepted")

    def answer_to_a_yes(self, by, deal, renewed):
        """What somebody is answered who writes down that ours is accepted; None where that is refused."""
        world, state = self.world, self.world.state(deal)
        if not world.sees(by, deal.candidate):
            return None
        if state not in (*UNDECIDED, "expired"):
            return "already"
        going = [placed.deal for placed, _ in world.going(deal.candidate)]
        if any(id != deal.id and world.deals[id].state == "accepted" for id in going):
            return "elsewhere"
        if state == "expired" and not renewed:
            return "ask_again"
        return "yes" if state != "waiting" and world.submission(deal).stage in FAR_ENOUGH else None

    def sends_terms(self, by, decide, typed, asks, cut):
        """Sends terms; where something is asked about them first, it is answered by sending them again."""
        done, refused = self.by(by, decide, typed, cut=cut)
        if asks:
            assert done.tag == "ask_again"
            done, refused = self.by(by, decide, replace(typed, told=done.terms.told), cut=cut)
        return done, refused

    def nobody_let_out(self, deal, package):
        """Whether terms lie outside the band, and are not those on the table, approved, or agreed before."""
        approved = {each.round for each in self.world.asked.values() if not each.is_open}
        offered = [each for each in deal.in_order() if each.by == "offered"]
        known = [each.package for each in offered if each is offered[-1] or each.id in approved]
        known += [each.package for each in deal.versions]
        bases = [(each.base, each.period, each.payments) for each in known]
        of = (package.base, package.period, package.payments)
        return of not in bases and self.world.outside(deal, package, {self.jobs[0]})

    def terms(self, deal, by, package, first, renewed=False):
        how = {"candidate_how": AgreedHow.BY_PHONE, "client_how": AgreedHow.SIGNED, "client_who": "Helena"}
        given = {"agreed_on": today(self.now, by), "starts_on": first, "expired": renewed, **how}
        return forms.deciding.AgreedTerms(deal.id, amounts.line(package), Package(), f"at {self.now}", **given)

    def is_agreed(self, deal, typed, package, first, by):
        state = deal.state
        self.world.decides(deal, "accepted", by, said_yes="Helena" if state == "expired" else "")
        self.is_a_version(deal, typed, package, first, by)

    def is_a_version(self, deal, typed, package, first, by):
        deal.versions.append(Version(replace(package, starts_on=first), typed.client_who, typed.words, self.now, by))

    @precondition(lambda self: self.world.deals)
    @rule(by=whoever, place=which, to=which, told=st.booleans(), cut=cut)
    def is_declined(self, by, place, to, told, cut):
        self.world.now += MINUTE
        world, deal = self.world, self.deal(place)
        others = world.others(deal.candidate) + self.others_then(deal)
        other = others[to % len(others)] if others and told and deal.kind == "ours" else None
        may = world.sees(by, deal.candidate)
        if deal.kind == "ours":
            said = forms.losing.Said(deal.id, LossReason.PAY, "too little", other.id if other else None)
            done, refused = self.by(by, losing.decide_decline, said, cut=cut)
        else:
            done, refused = self.by(by, losing.decide_refused, deal.id, "no", cut=cut)
        self.expects(refused, may)
        if not refused and done.tag == "why":
            self.is_explained(deal, other, by)
            return
        if refused or done.tag == "already":
            assert refused or world.state(deal) not in (*UNDECIDED, "expired")
            assert refused or deal.id not in world.lost.keys() & world.unsaid.keys()
            return
        world.decides(deal, "declined", by)
        if deal.kind == "ours":
            world.lost[deal.id] = other.id if other else None
            if other:
                world.decides(other, "accepted", by)
            self.are_let_go(deal.candidate, by)
            there = world.submission(deal)
            assert there.stage not in PROCESS

    def others_then(self, deal):
        """Which others were declined or let go because of ours, which ended by a move."""
        return self.over_by(deal) if deal.id in self.world.unsaid else []

    def over_by(self, deal):
        """Which others were declined or let go as ours, which is lost, was accepted, and as it was lost."""
        said_yes = next((each.ended_at for each in reversed(deal.before) if each.state == "accepted"), None)
        said_yes = deal.ended_at if deal.state == "accepted" else said_yes
        theirs = [each for each in self.world.of(deal.candidate) if each.kind != "ours"]
        over = [each for each in theirs if each.state in ("over", "declined")]
        return [each for each in over if each.ended_at in (self.lost_at(deal), said_yes)]

    def lost_at(self, deal):
        """When ours was lost: of whom had started and left, it stays accepted."""
        return self.world.left[deal.id] if deal.state == "accepted" else deal.ended_at

    def open_ended(self, other):
        """Which of ours were lost because of which this other was let go, and nobody has said to whom they went."""
        world = self.world
        lost = [world.deals[id] for id, to in world.lost.items() if to is None]
        return [each for each in lost if each.candidate == other.candidate and other in self.over_by(each)]

    def is_explained(self, deal, other, by):
        """Somebody has said why ours was lost that ended by a move, and which other was taken since then."""
        assert deal.id in self.world.lost
        self.world.unsaid.pop(deal.id, None)
        self.world.lost[deal.id] = other.id if other else None
        if other and other.state != "accepted":
            if not other.undecided:
                self.world.opens_again(other, by)
            self.world.decides(other, "accepted", by)
            other.ended_at = self.lost_at(deal)

    def are_let_go(self, candidate, by):
        lets_go(self.world, candidate, by)

    @precondition(lambda self: self.world.deals)
    @rule(by=whoever, place=which, cut=cut)
    def another_is_taken(self, by, place, cut):
        self.world.now += MINUTE
        world, deal = self.world, self.deal(place, "rival", "counter")
        if deal is None:
            return
        state = world.state(deal)
        stages = {each.id: each.stage for each in world.submissions(deal.candidate)}
        live = [id for id, stage in stages.items() if stage in PROCESS]
        reason = LossReason.RIVAL if deal.kind == "rival" else LossReason.COUNTER
        said, may = forms.losing.Said(deal.id, reason, "more"), world.sees(by, deal.candidate)
        done, refused = self.by(by, taking.decide_taken, said, cut=cut)
        self.expects(refused, may)
        late = [] if refused else self.open_ended(deal)
        for each in late:
            assert done.tag == "no"
            self.is_explained(each, deal, by)
        if late:
            return
        if refused or done.tag == "already":
            assert refused or state not in UNDECIDED
            return
        world.decides(deal, "accepted", by)
        ours = [each for each in world.of(deal.candidate) if each.kind == "ours"]
        ours = [
            each
            for each in ours
            if each.undecided or (each.state == "accepted" and stages[each.submission] == "accepted")
        ]
        for each in ours:
            world.decides(each, "declined", by)
        world.lost |= dict.fromkeys([each.id for each in ours] or [deal.id] * bool(live), deal.id)
        assert not [each for each in world.submissions(deal.candidate) if each.stage in PROCESS]
        self.are_let_go(deal.candidate, by)

    @precondition(lambda self: self.world.deals)
    @rule(by=whoever, place=which, to=st.sampled_from(TO), cut=cut)
    def is_withdrawn(self, by, place, to, cut):
        self.world.now += MINUTE
        world, deal = self.world, self.deal(place)
        there = world.submission(deal)
        to = to if there else None
        goes = to is not None and to.value != there.stage
        able = not goes or to in rules.candidates.allowed(Stage(there.stage))
        state, may = world.state(deal), world.sees(by, deal.candidate)
        given = forms.losing.TakenBack(deal.id, "no budget", to)
        done, refused = self.by(by, withdrawing.decide_withdrawn, given, cut=cut)
        if not may:
            assert refused
        elif state not in (*UNDECIDED, "expired"):
            assert done.tag == "already"
        else:
            self.expects(refused, able)
            if not refused:
                world.decides(deal, "withdrawn", by)
                if there and goes:
                    follows(world, there, by)
                assert there is None or world.submission(deal).stage == (to.value if goes else there.stage)

    @precondition(lambda self: any(each.state in ("accepted", "declined") for each in self.world.deals.values()))
    @rule(by=whoever, place=which, cut=cut)
    def is_opened_again(self, by, place, cut):
        self.world.now += MINUTE
        world = self.world
        decided = [each for each in world.deals.values() if each.state in ("accepted", "declined", "withdrawn")]
        decided.sort(key=lambda each: each.ended_at or START, reverse=True)
        deal = decided[place % len(decided)]
        last = [each for each in deal.changes if each.state == deal.state][-1]
        together = [each for each in world.of(deal.candidate) if each.ended_at == deal.ended_at]
        together = [each for each in together if each is deal or not world.known(each)]
        sent = any(each.told for one in together for each in one.versions)
        beside = any(world.beside(each) for each in together) or world.known(deal)
        before = {each.id: each for each in world.submissions(deal.candidate)}
        over = any(has_gone_on(each, before.get(each.submission)) for each in together)
        _, refused = self.by(by, reopening.decide_reopen, deal.id, cut=cut)
        may = by in MANAGERS or (last.by == by and self.now - last.at <= WEEK)
        self.expects(refused, may and world.sees(by, deal.candidate) and not (sent or beside or over))
        if refused:
            return
        at = deal.ended_at
        for each in together:
            world.opens_again(each, by)
            world.lost.pop(each.id, None)
            world.unsaid.pop(each.id, None)
        world.placed = {
            id: each for id, each in world.placed.items() if (each.candidate, each.accepted_at) != (deal.candidate, at)
        }
        for each in world.submissions(deal.candidate):
            was = before[each.id]
            back = was.came_from if was.entered_at == at and was.came_from else was.stage
            assert each.stage == back
            if back != was.stage and (id := (was.id, was.entered_at)) in self.stood:
                assert (each.stage, each.entered_at, each.came_from) == self.stood[id], self.stood[id]
