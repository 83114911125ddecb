"""What follows what was agreed, and what does the model make of it?"""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

import storage
from bot import forms
from handlers import agreements, changed_terms, placements
from tests.stories.offers_ends import Ends
from tests.stories.offers_model import AGREED, in_days, today
from tests.stories.offers_moves import follows
from tests.stories.offers_talks import FAIR, packages
from tests.stories.offers_team import MINUTE, cut, which, whoever
from tests.stories.ownership_model import RITA


class Offering(Ends):
    """What was agreed is changed, sent, followed by days, and falls through."""

    @initialize(far=st.booleans())
    def begin(self, far):
        self.moves_in()
        self.is_added(RITA, None)
        if far:
            self.is_offered_ours(RITA, 0, 0, "offered", FAIR, None, 0, None)
            self.is_offered_elsewhere(RITA, 0, "rival", "Acme", None, None, "offered", FAIR, 3, 1, None)
            self.is_offered_elsewhere(RITA, 0, "counter", "", None, False, "asked", None, None, 0, None)

    @precondition(lambda self: any(each.versions for each in self.world.deals.values()))
    @rule(by=whoever, place=which, package=packages(), starts=st.sampled_from([None, 1, 30]), cut=cut)
    def is_agreed_on_anew(self, by, place, package, starts, cut):
        self.world.now += MINUTE
        world = self.world
        there = [each for each in world.deals.values() if each.versions]
        deal = there[place % len(there)]
        first = in_days(self.now, by, starts) if starts else None
        typed = self.terms(deal, by, package, first)
        may = world.sees(by, deal.candidate) and deal.state == "accepted"
        asks = may and self.nobody_let_out(deal, package)
        _, refused = self.sends_terms(by, changed_terms.decide_agree, typed, asks, cut)
        self.expects(refused, may)
        if not refused:
            self.is_a_version(deal, typed, package, first, by)
            placed, submission = world.placed.get(deal.submission), world.submission(deal)
            if placed and submission.stage in AGREED:
                placed.starts_on = first

    @precondition(lambda self: any(each.versions for each in self.world.deals.values()))
    @rule(
        by=whoever,
        place=which,
        side=st.sampled_from(["candidate", "client"]),
        told=st.sampled_from([True, True, False]),
        newest=st.sampled_from([True, True, False]),
        cut=cut,
    )
    def is_sent(self, by, place, side, told, newest, cut):
        self.world.now += MINUTE
        world = self.world
        there = [each for each in world.deals.values() if each.versions]
        deal = there[place % len(there)]
        number = -1 if newest else 0
        version = deal.versions[number]
        id = self.database.run(storage.agreements.of, self.team, deal.id)[number].id
        _, refused = self.by(by, agreements.decide_sent, id, side, told, cut=cut)
        holds = deal.state == "accepted" and version is deal.versions[-1]
        self.expects(refused, world.sees(by, deal.candidate) and (not told or holds))
        if not refused:
            version.told = version.told | {side} if told else version.told - {side}

    @precondition(lambda self: self.world.placed)
    @rule(
        by=whoever,
        place=which,
        starts=st.sampled_from([None, 0, 30]),
        knows=st.tuples(st.booleans(), st.booleans()),
        cut=cut,
    )
    def their_days_are_known(self, by, place, starts, knows, cut):
        self.world.now += MINUTE
        world, id = self.world, list(self.world.placed)[place % len(self.world.placed)]
        placed = world.placed[id]
        first = None if starts is None else in_days(self.now, by, starts)
        resigned, signed = (today(self.now, by) if each else None for each in knows)
        days = forms.placements.Days(id, first, resigned, signed)
        goes_on = self.stage_of(placed.candidate, id) in AGREED
        _, refused = self.by(by, placements.decide_days, days, cut=cut)
        self.expects(refused, world.sees(by, placed.candidate) and goes_on)
        if not refused:
            placed.starts_on, (placed.resigned, placed.signed) = first, knows

    @precondition(lambda self: self.world.placed)
    @rule(by=whoever, place=which, cut=cut)
    def falls_through(self, by, place, cut):
        self.world.now += MINUTE
        world, id = self.world, list(self.world.placed)[place % len(self.world.placed)]
        candidate = world.placed[id].candidate
        was = next(each for each in world.submissions(candidate) if each.id == id)
        goes_on = self.stage_of(candidate, id) in AGREED
        _, refused = self.by(by, placements.decide_fell_through, id, cut=cut)
        self.expects(refused, world.sees(by, candidate) and goes_on)
        assert refused or self.stage_of(candidate, id) == "fell_through"
        if not refused:
            follows(world, was, by)
