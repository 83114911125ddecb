"""What happens to candidates, beside what they are offered?"""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

import storage
from bot import owners
from bot.facts import Direction, Erasure, How, Kind, Offers, Outcome, Passing, Stage, Step, TouchDraft
from handlers import merging, submissions, touch_answers, touches, unmerging
from scheduler import erasing
from storage.tables import Placements, table
from tests.stories.offers_days import Days
from tests.stories.offers_model import PROCESS, UNDECIDED, Placed, in_days
from tests.stories.offers_moves import follows, is_counted
from tests.stories.offers_team import MINUTE, OFFERS, back, cut, which, who, whoever
from tests.stories.ownership_model import MAYA, RITA, TOM

PLACEMENTS = table(Placements)
SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)
TRIED = How(Kind.CALL, Direction.OUT, Outcome.NO_ANSWER)
STAGES = (*map(Stage, PROCESS[1:]), Stage.PLACED, Stage.REJECTED, Stage.DECLINED, Stage.FELL_THROUGH)


class Candidates(Days):
    """Candidates come, go on, are spoken with, become one, are two again, and are erased."""

    @precondition(lambda self: len(self.world.facts.owners) < 3)
    @rule(by=st.sampled_from((RITA, TOM)), cut=cut)
    def is_added(self, by, cut):
        self.world.now += MINUTE

        def adds(db):
            id = storage.candidates.add(db, self.team, "Ana Silva", [], by, self.now).id
            owners.give(db, self.team, {id: by}, Passing.ADDED, by, self.base, self.now)
            step = Step(id, self.jobs[0], Stage.INTERVIEW)
            submissions.take(db, step, self.person(db, by), self.base, self.now)

        self.does(adds, cut)

    @rule(by=whoever, place=which, job=st.integers(0, 1), stage=st.sampled_from(STAGES), cut=cut)
    def is_put_forward_or_moved(self, by, place, job, stage, cut):
        self.world.now += MINUTE
        candidate = self.candidate(place)
        there = [each for each in self.world.submissions(candidate) if each.job == self.jobs[job]]
        step = Step(candidate, self.jobs[job], stage, there[0].id if there else None)
        if there or stage.value in PROCESS[:-1]:
            _, refused = self.by(by, submissions.take, step, cut=cut)
            if there and not refused:
                follows(self.world, there[0], by)

    @rule(
        by=who,
        place=which,
        how=st.sampled_from([SPOKE, SPOKE, TRIED]),
        answer=st.sampled_from([None, Offers.NONE, Offers.NEW, Offers.NOT_ASKED]),
        ago=back,
        cut=cut,
    )
    def is_spoken_with(self, by, place, how, answer, ago, cut):
        self.world.now += MINUTE
        candidate = self.candidate(place)
        day = in_days(self.now, by, -ago) if ago else None
        draft = TouchDraft(candidate=candidate, how=how, offers=answer, happened_on=day)

        def logs(db):
            whom = touches.candidate_of(db, self.team, candidate)
            touches.log(db, whom, draft, self.person(db, by), self.base, self.now)

        self.does(logs, cut)

    @precondition(lambda self: any(self.world.facts.touches.values()))
    @rule(place=which, cut=cut)
    def a_touch_is_taken_back(self, place, cut):
        self.world.now += MINUTE
        there = self.world.facts.touches.get(self.candidate(place), [])
        there = [each for each in there if not each.deleted_at]
        if there:
            self.by(MAYA, touch_answers.decide_undo, there[-1].id, cut=cut)

    # ------------------------------------------------------------------ two records and one, and none

    @precondition(lambda self: len(self.world.facts.owners) > 1)
    @rule(by=who, one=which, other=which, cut=cut)
    def are_one(self, by, one, other, cut):
        self.world.now += MINUTE
        world, kept, gone = self.world, self.candidate(one), self.candidate(other)
        if kept == gone:
            return
        before = {each.id: each for id in (kept, gone) for each in world.submissions(id)}
        done, refused = self.by(by, merging.decide_merge, kept, gone, cut=cut)
        assert not refused
        stays = {each.job: each.id for each in world.submissions(kept)}
        to = {id: stays[each.job] for id, each in before.items()}
        for each in world.of(gone):
            each.candidate = kept
        over = []
        for each in world.of(kept):
            each.submission = to[each.submission] if each.submission else None
        self.placements_are_one(kept, gone, to)
        joined = dict.fromkeys(to[each] for each in to if to[each] != each)
        for each in [*(each for id in joined for each in self.last_ones(kept, id)), *self.known_twice(kept)]:
            world.overtakes(each)
            world.becomes(each, "over", by, ended_at=self.now)
            over.append((each.id, len(each.changes)))
        self.stood.clear()  # which of two moves stays is not told here
        self.merges.append((done.merge.id, kept, gone, over))
        for each in world.of(kept):
            is_counted(world, each, by)
            if each.said_by("waiting") and not world.can_go_out(each):
                world.overtakes(each)

    def last_ones(self, kept, id):
        """Which offers of ours for a submission that was two are over by that: all but one, or all beside a yes."""
        ours = [each for each in self.world.of(kept) if each.kind == "ours" and each.submission == id]
        agreed = {placed.deal for placed, _ in self.world.going(kept)}
        undecided = self.furthest_last(each for each in ours if each.undecided)
        return undecided if any(each.id in agreed for each in ours) else undecided[:-1]

    def known_twice(self, kept):
        """Which offers of a rival, or counter-offers, are over by that: of each, all but one."""
        there = self.furthest_last(self.world.others(kept))
        last = {(each.kind, each.company): each for each in there}
        return [each for each in there if each is not last[each.kind, each.company]]

    def furthest_last(self, deals):
        return sorted(deals, key=lambda each: (UNDECIDED.index(each.state), each.raised_at, each.id))

    def placements_are_one(self, kept, gone, to):
        placed = self.world.placed
        for id in [id for id, each in placed.items() if each.candidate in (kept, gone)]:
            each = placed[id]
            each.candidate = kept
            if to[id] != id:
                del placed[id]
                placed.setdefault(to[id], each)

    @precondition(lambda self: self.merges)
    @rule(by=who, with_kept=st.booleans(), cut=cut)
    def are_two_again(self, by, with_kept, cut):
        self.world.now += MINUTE
        world = self.world
        merge, kept, gone, over = self.merges[-1]
        _, refused = self.by(by, unmerging.decide_undo, merge, with_kept, cut=cut)
        if refused:
            return
        self.merges.pop()
        self.stood.clear()
        for id, changes in over:
            deal = world.deals.get(id)
            if deal and deal.state == "over" and len(deal.changes) == changes:
                deal.changes.pop()
                stood = deal.before.pop()
                deal.state, deal.made_at, deal.ended_at = stood.state, stood.made_at, stood.ended_at
        self.database.run(self.looks_whose)
        for deal in world.deals.values():
            world.settle(deal)
            if deal.candidate in (kept, gone):
                is_counted(world, deal, by)
            if deal.state == "waiting" and not deal.said_by("waiting"):
                world.becomes(deal, "expected", by)

    def looks_whose(self, db):
        """With which of two records each offer and placement is again."""
        for row in self.rows(db, OFFERS):
            deal = self.world.deals[row.id]
            deal.candidate, deal.submission = row.candidate, row.submission
        rows = self.rows(db, PLACEMENTS)
        days = [(row.submission, row.candidate, row.offer, row.accepted_at, row.starts_on) for row in rows]
        self.world.placed = {id: Placed(*more) for id, *more in days}
        for row in rows:
            placed = self.world.placed[row.submission]
            placed.resigned, placed.signed = row.resigned_on is not None, row.signed_on is not None

    @precondition(lambda self: len(self.world.facts.owners) > 1)
    @rule(place=which, cut=cut)
    def is_erased(self, place, cut):
        world = self.world
        world.now += MINUTE
        candidate = self.candidate(place)

        def erases(db):
            assert storage.erasures.ask(db, self.team, candidate, MAYA, self.now)
            erasing.erase(db, Erasure(self.team, candidate, MAYA, self.now), 0, self.base, self.now)

        self.does(erases, cut)
        gone = {each.id for each in world.of(candidate)}
        world.deals = {id: each for id, each in world.deals.items() if id not in gone}
        world.placed = {id: each for id, each in world.placed.items() if each.candidate != candidate}
        world.asked = {id: each for id, each in world.asked.items() if each.deal not in gone}
        world.lost = {id: to for id, to in world.lost.items() if id not in gone}
        world.unsaid = {id: at for id, at in world.unsaid.items() if id not in gone}
        self.merges = [each for each in self.merges if candidate not in each[1:3]]
