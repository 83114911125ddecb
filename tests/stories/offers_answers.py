"""What else is said about offers, taken back, moved and answered, and what does the model make of it?"""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

import storage
from bot import amounts, forms
from bot.facts import NewDeadline, OfferDraft, OfferKind, StageThere, Writing
from handlers import approvals, deadlines, feasibility, offer_answers, offer_saving
from tests.stories.offers_model import ENDS, MANAGERS, PEOPLE, PROCESS, UNDECIDED, Said, in_days, six_in_the_evening
from tests.stories.offers_talks import Talks, by_day, packages
from tests.stories.offers_team import MINUTE, WEEK, cut, which, whoever


class Answers(Talks):
    """More is known, rounds are taken back, deadlines moved, and managers answer."""

    @precondition(lambda self: self.world.deals)
    @rule(by=whoever, place=which, made=st.booleans(), cut=cut)
    def more_is_known(self, by, place, made, cut):
        """Somebody says whether the candidate has an offer."""
        self.world.now += MINUTE
        world, deal = self.world, self.deal(place)
        there = StageThere.OFFER if made else StageThere.TALKS
        more = {"stage_there": there} if deal.kind == "rival" else {"made": made, "why": "He is good"}
        draft = OfferDraft(deal.candidate, OfferKind(deal.kind), Writing.FACTS, deal.id, deal.submission, deal.company)
        state, submission = world.state(deal), world.submission(deal)
        _, refused = self.by(by, offer_saving.save, replace(draft, **more), cut=cut)
        may = world.sees(by, deal.candidate) and state in (*UNDECIDED, "expired")
        may = may and not (submission and submission.stage in ENDS)
        nothing = made and deal.kind == "ours" and state == "expected" and not deal.said_by("offered")
        self.expects(refused, may and not nothing)
        if refused:
            return
        if made and deal.state == "expected":
            world.goes_out(deal, self.now, by, by)
        elif not made and deal.state == "open":
            world.is_not_made(deal, by)

    @precondition(lambda self: any(each.rounds for each in self.world.deals.values()))
    @rule(by=whoever, place=which, number=which, cut=cut)
    def a_round_is_taken_back(self, by, place, number, cut):
        self.world.now += MINUTE
        world = self.world
        there = [each for each in world.deals.values() if each.rounds]
        deal = there[place % len(there)]
        said = deal.rounds[-1 - number % len(deal.rounds)]
        rest = [each for each in deal.rounds if each is not said]
        state = world.state(deal)
        first = not rest and deal.raised_at == said.logged_at
        stays = state in ("open", "expired") and any(each.by == "offered" for each in rest)
        told = self.told_of(deal)
        _, refused = self.by(by, offer_answers.decide_undo, said.id, cut=cut)
        may = by in MANAGERS or (said.logged_by == by and self.now - said.logged_at <= WEEK)
        may = may and world.sees(by, deal.candidate) and state in (*UNDECIDED, "expired") and said.by != "withheld"
        self.expects(refused, may and (first or stays or state != "expired"))
        if refused:
            return
        deal.rounds = rest
        known = max([deal.raised_at, *(each.logged_at for each in rest)]) if told == said.logged_at else told
        assert self.told_of(deal) == (None if first else known), "what was a mistake told nothing"
        if not deal.said_by("waiting"):
            world.overtakes(deal)
        if first:
            world.becomes(deal, "over", by, made_at=None, ended_at=self.now)
        elif not stays:
            world.is_not_made(deal, by)

    def told_of(self, deal):
        """When somebody last wrote down what is known of it."""
        return self.database.run(storage.offers.told_at, self.team, deal.id)

    @precondition(lambda self: self.world.deals)
    @rule(by=whoever, place=which, days=by_day, cut=cut)
    def its_deadline_is_moved(self, by, place, days, cut):
        self.world.now += MINUTE
        world, deal = self.world, self.deal(place)
        on = in_days(self.now, by, 3 if days is None else days)
        stood = int(deal.decide_by.timestamp()) if deal.decide_by else 0
        state, there = world.state(deal), world.submission(deal)
        until = six_in_the_evening(on, world.zone(deal, by))
        over = state == "expired" and (there.stage not in PROCESS or world.beside(deal))
        wanted = NewDeadline(deal.id, on, None, "They need time", "Helena", stood)
        _, refused = self.by(by, deadlines.decide_deadline, wanted, cut=cut)
        may = world.sees(by, deal.candidate) and state in (*UNDECIDED, "expired") and state != "waiting"
        may = may and not (deal.kind == "ours" and state == "expected") and not world.said_yes(deal)
        self.expects(refused, may and self.now < until != deal.decide_by and not over)
        if not refused:
            after = "open" if state == "expired" else state
            world.becomes(deal, after, by, said_yes="Helena", decide_by=until, ended_at=None)

    @precondition(lambda self: self.world.asked)
    @rule(
        by=st.sampled_from(PEOPLE[2:]),
        place=which,
        how=st.sampled_from(["approve", "decline", "change"]),
        package=packages(),
        cut=cut,
    )
    def a_manager_answers(self, by, place, how, package, cut):
        self.world.now += MINUTE
        world = self.world
        there = sorted(world.asked, key=lambda id: not world.asked[id].is_open)
        id = there[place % len(there)]
        asked = world.asked[id]
        if asked.deal not in world.deals:
            return
        deal = world.deals[asked.deal]
        if how == "approve":
            done, refused = self.by(by, approvals.decide_grant, id, cut=cut)
        elif how == "decline":
            done, refused = self.by(by, approvals.decide_refuse, id, "no", cut=cut)
        else:
            instead = forms.feasibility.Instead(id, amounts.line(package), "less")
            done, refused = self.by(by, feasibility.decide_change, instead, cut=cut)
            if isinstance(done, feasibility.AskAgain):
                done, refused = self.by(by, feasibility.decide_change, done.instead, cut=cut)
        self.expects(refused, by != asked.by)
        if refused:
            return
        assert (done.late is None) is (asked.is_open and world.can_go_out(deal))
        is_late, asked.is_open = not asked.is_open, False
        if done.late is None:
            self.is_answered(deal, asked, how, package, by)
        elif not is_late:
            world.withholds(deal, asked.round)

    def is_answered(self, deal, asked, how, package, by):
        world = self.world
        said = next(each for each in deal.rounds if each.id == asked.round)
        if how == "decline":
            said.by = "withheld"
            world.becomes(deal, "expected" if deal.state == "waiting" else deal.state, by, why=True)
            return
        pay = {
            name: getattr(package, name) for name in ("base", "period", "payments", "bonus", "bonus_share", "sign_on")
        }
        instead = replace(said.package, **pay)
        if how == "approve" or instead == said.package:
            said.by, said.at = "offered", self.now
        else:
            said.by = "withheld"
            known = {each.id for each in deal.rounds}
            rounds = self.database.run(storage.offer_rounds.rounds, self.team, [deal.id])[deal.id]
            (new,) = (each.id for each in rounds if each.id not in known)
            deal.rounds.append(Said("offered", instead, self.now, by, self.now, new))
        if deal.state != "open":
            deal.made_at = None
        mine = deal.decide_by is not None and deal.decide_by > self.now
        typed = asked.until if not mine and asked.until and asked.until > self.now else None
        world.goes_out(deal, self.now, by, by, typed, why=how == "change")
