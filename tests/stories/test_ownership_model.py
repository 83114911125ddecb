"""Whatever people do, whenever the clock ticks and whatever is cut off: is everybody owned as a simple model says?"""

import itertools
from collections import Counter, deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import delete, func, select

import storage
from bot import disputing, forms, owners, rules
from bot.errors import Refused
from bot.facts import (
    Direction,
    HandoverDraft,
    How,
    Kind,
    NewCover,
    Outcome,
    Passing,
    Person,
    Pool,
    Ruling,
    Share,
    Stage,
    Step,
    Terms,
    TouchDraft,
)
from bot.policy import Policy
from handlers import (
    approvals,
    claiming,
    covers,
    handovers,
    merging,
    more_time,
    owning,
    people,
    submissions,
    terms,
    touch_answers,
    touches,
)
from scheduler.gather import gather
from storage.database import Database
from storage.tables import (
    Approvals,
    Audit,
    Candidates,
    Covers,
    Disputes,
    Outbox,
    OwnerChanges,
    Promises,
    Submissions,
    Touches,
    table,
)
from storage.tables import People as PeopleRows
from tests.stories.machines import hold, leaves_nothing, passes, retrace, ticks
from tests.stories.ownership_model import (
    ADMINISTRATORS,
    MANAGERS,
    MAYA,
    PEOPLE,
    RITA,
    TOM,
    ZONES,
    Change,
    Facts,
    Record,
    Request,
    World,
    handed_on,
)

CANDIDATES, CHANGES, DISPUTES, PROMISES = table(Candidates), table(OwnerChanges), table(Disputes), table(Promises)
TOUCHES, SUBMISSIONS, PEOPLE_ROWS, COVERS = table(Touches), table(Submissions), table(PeopleRows), table(Covers)
OUTBOX, AUDIT, APPROVALS = table(Outbox), table(Audit), table(Approvals)
START = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TEAMS = itertools.count()
ROTA = (TOM, MAYA)
# What the clock of ownership goes by; mornings and what is owed to candidates is not asked about here.
CLOCKS = ("ownership.ends", "disputes.clock", "covers.clock", "people.left", "handovers.clock", "terms.replan")
JOBS = ("Painter", "Welder")
SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)
TRIED = How(Kind.CALL, Direction.OUT, Outcome.NO_ANSWER)
FIRST = (Stage.SOURCED, Stage.SUBMITTED, Stage.INTERVIEW)
STAGES = (*FIRST, Stage.ACCEPTED, Stage.PLACED, Stage.REJECTED, Stage.FELL_THROUGH)

who = st.sampled_from(PEOPLE)
which = st.integers(0, 3)
takers = st.lists(who, min_size=1, max_size=2, unique=True)
# At which statement an attempt of the same is cut off before, if it is.
cut = st.one_of(st.none(), st.none(), st.none(), st.integers(1, 40))


class Owning(RuleBasedStateMachine):
    """A team does what teams do, on a real database; the model says whose each candidate must be."""

    database: Database

    @initialize(pool=st.sampled_from(["free", "free", "turn", "assigned"]), keeper=st.sampled_from([None, RITA]))
    def begin(self, pool, keeper):
        self.team = f"T{next(TEAMS)}"
        self.world = World(START, pool, ROTA if pool == "turn" else ())
        self.base = Policy(pool=Pool(pool), keeper=keeper, rota=self.world.rota)
        self.seen: set[int] = set()
        self.merges: list[tuple[int, int, Record, Record, datetime]] = []
        self.database.run(self.settles_in)
        for by in (RITA, TOM):
            self.is_added(by, imported=False, cut=None)

    def settles_in(self, db):
        for id, zone in ZONES.items():
            storage.people.meet(db, Person(self.team, id, id, zone))
        storage.people.appoint(db, self.team, MANAGERS, ADMINISTRATORS)
        self.jobs = [storage.jobs.titled(db, self.team, title, RITA, START).id for title in JOBS]

    # ------------------------------------------------------------------ how something is done

    @property
    def now(self):
        return self.world.now

    def person(self, db, id):
        known = storage.people.known(db, self.team, id)
        assert known is not None
        return known

    def policy(self, db):
        return storage.terms.policy(db, self.team, self.base)

    def does(self, deed, cut=None):
        """Have something done a minute later, after an attempt that was cut off; None where it is refused."""
        self.world.now += MINUTE
        if cut is not None:
            leaves_nothing(self.database, self.team, deed, cut)
        try:
            return self.database.run(deed), False
        except Refused:
            return None, True
        finally:
            self.looks()

    def by(self, id, act, *given, cut=None):
        """Have somebody do something: `act(db, *given, person, policy, now)`."""
        return self.does(lambda db: act(db, *given, self.person(db, id), self.policy(db), self.now), cut)

    def looks(self):
        self.database.run(self.reads)

    def reads(self, db):
        """Read what happened, and which changes of owner were written since."""
        facts: dict[str, dict[int, list]] = {}
        for of in (TOUCHES, SUBMISSIONS):
            mine = facts.setdefault(of.name, {})
            for row in db.execute(select(of).where(of.c.team == self.team)):
                mine.setdefault(row.candidate, []).append(row)
        chosen = select(PEOPLE_ROWS.c.id, PEOPLE_ROWS.c.cover).where(PEOPLE_ROWS.c.team == self.team)
        away = {row.id: row.cover for row in db.execute(chosen) if row.cover}
        self.world.facts = Facts(facts["touches"], facts["submissions"], away)
        for row in db.execute(select(CHANGES).where(CHANGES.c.team == self.team).order_by(CHANGES.c.at, CHANGES.c.id)):
            if row.id not in self.seen:
                self.seen.add(row.id)
                new = Change(row.before, row.after, str(row.how), row.at)
                self.world.unexplained.setdefault(row.candidate, deque()).append(new)

    def record(self, place):
        there = list(self.world.records.values())
        return there[place % len(there)]

    def claim_of(self, place):
        there = list(self.world.claims.values())
        return there[place % len(there)]

    # ------------------------------------------------------------------ candidates come, are claimed and given

    @precondition(lambda self: len(self.world.records) < 4)
    @rule(by=who, imported=st.booleans(), cut=cut)
    def is_added(self, by, imported, cut):
        if by not in self.world.active:
            return

        def adds(db):
            id = storage.candidates.add(db, self.team, "Ana Silva", [], by, self.now).id
            if not imported:
                owners.give(db, self.team, {id: by}, Passing.ADDED, by, self.policy(db), self.now)
            return id

        id, _ = self.does(adds, cut)
        self.world.records[id] = Record(id)
        if not imported:
            self.world.takes(self.world.records[id], by, "added")

    @rule(by=who, place=which, cut=cut)
    def is_claimed(self, by, place, cut):
        world, record = self.world, self.record(place)
        if by not in world.active:
            return
        done, refused = self.by(by, lambda db, *them: owning.decide_ask(db, record.id, "She asked me", *them), cut=cut)
        world.settle(record)
        if world.owner(record) == by:
            assert done.result == "mine"
        elif record.dispute is not None:
            assert done.result == "disputed"
        elif world.owner(record) in world.active:
            assert done.result == "owned"
        elif world.pool == "assigned" and by not in MANAGERS:
            asks = any(each.is_open and (each.record, each.by) == (record.id, by) for each in world.requests.values())
            assert refused is (asks or not MANAGERS & world.active)
            if not refused:
                assert (done.result, set(done.asked)) == ("asked", MANAGERS & world.active)
                world.requests[self.new_request()] = Request(record.id, by)
        else:
            assert done.result == "granted"
            world.takes(record, by, "claimed")

    def new_request(self):
        mine = select(APPROVALS.c.id).where(APPROVALS.c.team == self.team)
        (id,) = set(self.database.run(lambda db: list(db.execute(mine).scalars()))) - self.world.requests.keys()
        return id

    @rule(by=who, place=which, manager=st.booleans(), cut=cut)
    def is_released(self, by, place, manager, cut):
        world, record = self.world, self.record(place)
        by = record.owner if record.owner and not manager else by
        if by not in world.active:
            return
        dispute = record.dispute
        _, refused = self.by(by, lambda db, *them: owning.decide_release(db, record.id, dispute, *them), cut=cut)
        world.settle(record)
        owner = world.owner(record)
        may = owner is not None and (owner == by or (by in MANAGERS and dispute is None))
        may = may and (dispute is None or world.claims[dispute].claimant in world.active)
        if refused and world.is_over(record):
            return
        assert refused is not may
        if may and dispute is not None:
            world.over(world.claims[dispute], "conceded", by)
        elif may:
            world.takes(record, None, "released")

    @rule(by=who, to=who, place=which, owner=st.booleans(), cut=cut)
    def is_handed_over(self, by, to, place, owner, cut):
        world, record = self.world, self.record(place)
        by = record.owner if record.owner and owner else by
        if by not in world.active:
            return
        act = owning.decide_hand_over
        _, refused = self.by(by, lambda db, *them: act(db, record.id, to, "", *them), cut=cut)
        world.settle(record)
        has = world.owner(record)
        may = record.dispute is None and (by in MANAGERS or has == by) and to != has and to in world.active
        if world.is_over(record) and world.pool == "turn" and refused:
            return
        assert refused is not may
        if may:
            credit = handed_on(record.credit, has or "", to)
            world.takes(record, to, "given" if has == by else "assigned")
            record.credit = credit

    @rule(place=which, days=st.sampled_from([7, 30]), cut=cut)
    def more_time_is_asked_for(self, place, days, cut):
        world, record = self.world, self.record(place)
        if record.owner not in world.active:
            return
        act = more_time.decide_more_time
        done, refused = self.by(record.owner, lambda db, *them: act(db, record.id, days, "ill", *them), cut=cut)
        assert refused is (world.is_over(record) or not world.may_ask_for_more(record))
        if not refused:
            assert set(done.whom) == MANAGERS & world.active - {record.owner}
            world.asks_for_more(self.new_request(), record, days)

    @precondition(lambda self: self.world.requests)
    @rule(by=who, place=which, refuse=st.booleans(), cut=cut)
    def is_approved(self, by, place, refuse, cut):
        world, id = self.world, list(self.world.requests)[place % len(self.world.requests)]
        asked = world.requests[id]
        if by not in world.active:
            return
        if refuse:
            done, refused = self.by(by, lambda db, *them: approvals.decide_refuse(db, id, "no", *them), cut=cut)
        else:
            done, refused = self.by(by, lambda db, *them: approvals.decide_grant(db, id, *them), cut=cut)
        assert refused is (by not in MANAGERS or by == asked.by)
        if refused:
            return
        world.settle(world.records[asked.record], must=True)
        if not asked.is_open:
            assert done.late
        elif refuse:
            world.refuses(asked)
        else:
            assert world.grants(asked) is (done.late is None)

    # ------------------------------------------------------------------ who speaks with them

    @rule(
        by=who,
        place=which,
        owner=st.booleans(),
        how=st.sampled_from([SPOKE, SPOKE, TRIED]),
        told=st.booleans(),
        back=st.sampled_from([0, 0, 0, 1, 20]),
        cut=cut,
    )
    def is_spoken_with(self, by, place, owner, how, told, back, cut):
        world, record = self.world, self.record(place)
        by = record.owner if record.owner and owner else by
        if by not in world.active:
            return
        day = (self.now - back * DAY).date() if back else None
        draft = TouchDraft(candidate=record.id, how=how, told=told, happened_on=day)

        def logs(db):
            candidate = touches.candidate_of(db, self.team, record.id)
            return touches.log(db, candidate, draft, self.person(db, by), self.policy(db), self.now).touch

        over = world.is_over(record)
        touch, _ = self.does(logs, cut)
        world.settle(record)
        if not over:
            assert touch.holds == (record.owner if world.facts.covers.get(record.owner or "") == by else by)

    @rule(place=which, number=which, what=st.sampled_from(["undo", "told", "spoke", "tried"]), cut=cut)
    def is_put_right(self, place, number, what, cut):
        """Somebody takes a touch back or corrects it: its author in the first week, a manager later."""
        world, record = self.world, self.record(place)
        there = [each for each in world.facts.touches.get(record.id, []) if not each.deleted_at]
        if not there or MAYA not in world.active:
            return
        touch = there[-1 - number % 2 % len(there)]
        how = SPOKE if what == "spoke" else TRIED

        def corrects(db):
            given = (self.person(db, MAYA), self.policy(db), self.now)
            if what == "undo":
                touch_answers.decide_undo(db, touch.id, *given)
            elif what == "told":
                touch_answers.decide_told(db, touch.id, not touch.told, *given)
            else:
                touches.correct(db, touch.id, TouchDraft(candidate=record.id, how=how, told=touch.told), *given)

        self.does(corrects, cut)
        world.settle(record)

    @rule(by=who, place=which, job=st.integers(0, 1), stage=st.sampled_from(STAGES), owner=st.booleans(), cut=cut)
    def is_put_forward_or_moved(self, by, place, job, stage, owner, cut):
        record = self.record(place)
        by = record.owner if record.owner and owner else by
        there = [each for each in self.world.facts.submissions.get(record.id, []) if each.job == self.jobs[job]]
        step = Step(record.id, self.jobs[job], stage, there[0].id if there else None)
        if by in self.world.active and (there or stage in FIRST):
            self.by(by, lambda db, *them: submissions.take(db, step, *them), cut=cut)
            self.world.settle(record)

    # ------------------------------------------------------------------ disputes

    @rule(by=who, place=which, cut=cut)
    def is_disputed(self, by, place, cut):
        world, record = self.world, self.record(place)
        if by not in world.active:
            return
        claim = forms.disputes.Claim(record.id, "I met her first", "a call")
        done, refused = self.by(by, lambda db, *them: claiming.decide_claim(db, claim, *them), cut=cut)
        world.settle(record)
        owner = world.owner(record)
        if refused and world.is_over(record) and world.pool == "turn":
            return
        if record.dispute is not None or owner == by:
            assert refused
        elif owner in world.active:
            world.opens(done.dispute, record, by)
        elif world.pool == "assigned" and by not in MANAGERS:
            assert refused
        else:
            assert done.dispute is None
            world.takes(record, by, "claimed")

    @precondition(lambda self: self.world.claims)
    @rule(by=who, side=st.sampled_from(["owner", "claimant", "any"]), place=which, cut=cut)
    def is_answered(self, by, side, place, cut):
        world, claim = self.world, self.claim_of(place)
        by = by if side == "any" else getattr(claim, side)
        if by not in world.active:
            return
        _, refused = self.by(by, lambda db, *them: disputing.answer(db, claim.id, "mine", *them), cut=cut)
        may = world.stands_for(by, claim, claim.owner)
        assert refused is (not may or (claim.state != "ended" and claim.answered_by is not None))
        if not refused and claim.state != "ended":
            claim.answered_by = by
            if claim.state == "answer":
                world.goes_up(claim)

    @precondition(lambda self: self.world.claims)
    @rule(by=who, side=st.sampled_from(["owner", "claimant", "any"]), place=which, withdraws=st.booleans(), cut=cut)
    def is_ended_by_one_of_the_two(self, by, side, place, withdraws, cut):
        world, claim = self.world, self.claim_of(place)
        by = by if side == "any" else getattr(claim, side)
        if by not in world.active:
            return
        act = disputing.withdraw if withdraws else disputing.concede
        _, refused = self.by(by, lambda db, *them: act(db, claim.id, *them), cut=cut)
        nobody = not withdraws and claim.state != "ended" and claim.claimant not in world.active
        assert refused is (nobody or by != (claim.claimant if withdraws else claim.owner))
        if not refused and claim.state != "ended":
            world.over(claim, "withdrawn" if withdraws else "conceded", by)

    @precondition(lambda self: self.world.claims)
    @rule(by=who, place=which, of_owner=st.booleans(), cut=cut)
    def is_asked_about(self, by, place, of_owner, cut):
        world, claim = self.world, self.claim_of(place)
        if by not in world.active:
            return
        of = claim.owner if of_owner else claim.claimant
        _, refused = self.by(by, lambda db, *them: disputing.ask(db, claim.id, of, "when?", *them), cut=cut)
        may = by in world.rulers(claim) and (claim.state == "ended" or (claim.state == "ruling" and claim.asked < 2))
        assert refused is not may
        if may and claim.state == "ruling":
            claim.rule_by = world.asked_until(claim)
            claim.asked += 1

    @precondition(lambda self: self.world.claims)
    @rule(
        by=who,
        place=which,
        ruling=st.sampled_from(["keep", "transfer", "share"]),
        part=st.integers(0, 100),
        odd=st.sampled_from([0, 0, 0, 1]),
        cut=cut,
    )
    def is_ruled_on(self, by, place, ruling, part, odd, cut):
        world, claim = self.world, self.claim_of(place)
        if by not in world.active:
            return
        credit = (Share(claim.owner, part), Share(claim.claimant, 100 - part - odd))
        given = (claim.id, Ruling(ruling), "as I see it", credit if ruling == "share" else ())
        done, refused = self.by(by, lambda db, *them: disputing.rule(db, *given, *them), cut=cut)
        may = by in world.rulers(claim)
        if claim.state != "ended":
            may = may and claim.state == "ruling"
            may = may and not (ruling == "share" and (odd or part in (0, 100)))
            may = may and not (ruling == "transfer" and claim.claimant not in world.active)
        assert refused is not may
        assert by not in (claim.owner, claim.claimant, claim.answered_by) or refused
        assert by not in (world.facts.covers.get(claim.owner), world.facts.covers.get(claim.claimant)) or refused
        if may and claim.state == "ended":
            assert (done.mine, done.dispute.ruling) == (False, claim.ruling)
        elif may:
            shares = {each.person: each.percent for each in credit} if ruling == "share" else None
            world.over(claim, ruling, by, shares)

    # ------------------------------------------------------------------ two records and one

    @precondition(lambda self: len(self.world.records) > 1)
    @rule(by=who, one=which, other=which, cut=cut)
    def are_one(self, by, one, other, cut):
        world, kept, gone = self.world, self.record(one), self.record(other)
        if kept is gone or by not in world.active:
            return
        if world.pool == "turn":
            self.ticks(None)  # whose turn it was is read off the record of each, which is one afterwards
        done, refused = self.by(by, lambda db, *them: merging.decide_merge(db, kept.id, gone.id, *them), cut=cut)
        assert refused is (kept.dispute is not None or gone.dispute is not None)
        if refused:
            return
        for record in (kept, gone):
            # The changes of the one that is gone are the other's by now.
            if world.is_over(record):
                world.unexplained.setdefault(record.id, deque()).appendleft(self.lapse_moved_to(kept, record))
                world.settle(record, must=True)
        was = world.merges(kept, gone)
        self.merges.append((done.merge.id, kept.id, *was, self.now))

    def lapse_moved_to(self, kept, record):
        rows = self.world.unexplained[kept.id]
        lapse = next(row for row in rows if row.how == "lapsed" and (row.before, row.at) == (record.owner, record.ends))
        rows.remove(lapse)
        return lapse

    # ------------------------------------------------------------------ people go and come

    @rule(id=who)
    def leaves_or_returns(self, id):
        world, here = self.world, id in self.world.active
        if here and len(world.active) <= 2:
            return

        def changes(db):
            known = Person(self.team, id, id, ZONES[id], active=not here)
            people.decide_change(db, known, self.policy(db), self.now)

        self.does(changes)
        if here:
            world.active.remove(id)
            world.leaving.append(id)
        else:
            world.active.add(id)
            world.leaving = [each for each in world.leaving if each != id]

    @rule(away=who, cover=who, begins=st.integers(-1, 3), days=st.integers(0, 40), cut=cut)
    def is_covered(self, away, cover, begins, days, cut):
        if away in self.world.active:
            first = self.now.date() + begins * DAY
            wanted = NewCover(cover, first, first + days * DAY)
            self.by(away, lambda db, *them: covers.decide_cover(db, wanted, *them), cut=cut)

    @precondition(lambda self: self.world.facts.covers)
    @rule(place=which)
    def comes_back_early(self, place):
        there = self.database.run(storage.covers.still_open, self.team)
        if there:
            cover = there[place % len(there)]
            self.does(lambda db: covers.decide_end(db, cover.id, self.person(db, cover.away), self.now))

    @rule(
        by=st.sampled_from([None, MAYA]), source=who, takers=st.lists(who, min_size=1, max_size=2, unique=True), cut=cut
    )
    def hands_all_over(self, by, source, takers, cut):
        world, by = self.world, by or source
        if by not in world.active or source in takers:
            return
        draft = HandoverDraft(source, tuple(takers))

        def hands(db):
            seen = handovers.decide_preview(db, draft, self.person(db, by), self.now)
            handovers.decide_handover(db, seen.id, self.person(db, by), self.now)

        _, refused = self.does(hands, cut)
        if not refused:
            world.handovers.append((source, tuple(takers)))

    @rule(days=st.sampled_from([30, 60, 90, 150]), cut=cut)
    def agrees_on_another_period(self, days, cut):
        if MAYA not in self.world.active:
            return
        self.ticks(None)

        def agrees(db):
            maya, policy = self.person(db, MAYA), self.policy(db)
            wanted = Terms(days, policy.own_placed_days, policy.pool, policy.keeper, policy.rota)
            terms.decide_terms(db, terms.decide_draft(db, wanted, maya, self.now), maya, policy, self.now)

        self.keeper_and_rota_are_here()
        _, refused = self.does(agrees, cut)
        if not refused:
            self.world.agrees(days)
            self.ticks(None)

    def keeper_and_rota_are_here(self):
        """Terms name only who is here; who has left is left out of those of this team."""
        here = self.world.active
        self.base = replace(self.base, keeper=self.base.keeper if self.base.keeper in here else None)

    # ------------------------------------------------------------------ time

    @rule(days=st.sampled_from([0, 0, 1, 2, 5, 14, 40, 91, 120]), hours=st.integers(0, 23))
    def time_passes(self, days, hours):
        """As it does while the bot is up: it ticks at each moment that was planned."""
        passes(self, self.now + timedelta(days=days, hours=hours), CLOCKS)

    @rule(days=st.sampled_from([1, 3, 10, 30, 100]))
    def the_bot_is_down(self, days):
        """What people do next comes before the first tick."""
        self.world.now += timedelta(days=days)

    @rule(cut=cut)
    def ticks(self, cut):
        if cut is not None:
            leaves_nothing(self.database, self.team, lambda db: gather(db, self.base, self.now), cut)
        ticks(self.database, self.base, self.now)
        self.looks()
        self.world.ticks()
        self.world.look_ahead()
        self.only_who_is_here_owns()
        self.who_is_away_is_covered_on_those_days()

    # ------------------------------------------------------------------ what must be so

    def only_who_is_here_owns(self):
        assert {each.owner for each in self.world.records.values() if each.owner} <= self.world.active

    def who_is_away_is_covered_on_those_days(self):
        going = self.database.run(
            lambda db: [each for each in storage.covers.still_open(db, self.team) if each.begun_at]
        )
        known = self.database.run(storage.people.several, self.team, PEOPLE)
        assert {each.away: each.cover for each in going} == self.world.facts.covers
        for each in going:
            today = rules.people.calendar(known[each.away], self.base).local_day(self.now)
            assert each.from_on <= today <= each.until_on
            assert {each.away, each.cover} <= self.world.active
            assert each.cover not in self.world.facts.covers

    @invariant()
    def everybody_is_owned_as_the_model_says(self):
        if hasattr(self, "world"):
            self.world.look_ahead()
            self.database.run(self.compares)

    def compares(self, db):
        rows = {row.id: row for row in db.execute(select(CANDIDATES).where(CANDIDATES.c.team == self.team))}
        assert rows.keys() == self.world.records.keys()
        chosen = select(PROMISES).where(PROMISES.c.team == self.team, PROMISES.c.kind == "ownership.ends")
        planned = {int(row.subject): (row.whom, row.due_at) for row in db.execute(chosen)}
        assert len(planned) == db.execute(select(func.count()).select_from(chosen.subquery())).scalar()
        for id, record in self.world.records.items():
            row, is_over = rows[id], self.world.is_over(record)
            credit = {each.person: each.percent for each in storage.ownership.shares(row.credit)}
            assert (row.owner, row.dispute, credit) == (record.owner, record.dispute, record.credit), record
            assert sum(credit.values()) in (0, 100)
            if record.owner is not None:
                assert (row.owned_since, row.held_until) == (record.since, record.more_until), record
            if record.owner is not None and not is_over:
                assert row.held_at == record.held_at, record
            if not is_over:
                assert planned.get(id) == ((record.owner, record.ends) if record.ends else None), record
        waiting = select(APPROVALS.c.id).where(APPROVALS.c.team == self.team, APPROVALS.c.granted.is_(None))
        assert set(db.execute(waiting).scalars()) == {id for id, each in self.world.requests.items() if each.is_open}
        self.disputes_stand_as_they_should(db)

    def disputes_stand_as_they_should(self, db):
        for row in db.execute(select(DISPUTES).where(DISPUTES.c.team == self.team)).mappings():
            claim = self.world.claims[row["id"]]
            found = (row["state"], row["ruling"], row["asked"], row["answer_by"], row["rule_by"])
            assert found == (claim.state, claim.ruling, claim.asked, claim.answer_by, claim.rule_by), claim
            parties = (claim.owner, claim.claimant, claim.answered_by)
            assert row["ruling"] not in ("keep", "transfer", "share") or row["ruled_by"] not in parties
        opened = Counter(each.record for each in self.world.claims.values() if each.state != "ended")
        named = [each.dispute for each in self.world.records.values() if each.dispute is not None]
        assert sorted(named) == sorted(each.id for each in self.world.claims.values() if each.state != "ended")
        assert not opened or max(opened.values()) == 1

    def teardown(self):
        if hasattr(self, "world"):
            self.database.run(self.is_on_record)
            self.database.run(lambda db: db.execute(delete(PROMISES).where(PROMISES.c.team == self.team)))

    def is_on_record(self, db):
        """Every change has its entry, none is made up, the chain is whole, and both heard once how it ended."""
        while storage.audit.seal(db):
            pass
        assert storage.audit.broken(db, self.team) is None
        entries = list(db.execute(select(AUDIT).where(AUDIT.c.team == self.team)))
        told = [(int(row.subject), row.before, row.after, row.verb) for row in entries if row.verb.startswith("owner_")]
        assert Counter(told) == Counter((*each[:3], f"owner_{each[3]}") for each in self.world.explained)
        divided = {row.after for row in entries if row.verb == "credit"}
        assert set(db.execute(select(CANDIDATES.c.credit).where(CANDIDATES.c.team == self.team)).scalars()) <= {
            None,
            *divided,
        }
        verbs = Counter((row.verb, row.subject) for row in entries if row.subject_kind == "dispute")
        for claim in self.world.claims.values():
            assert verbs["opened", str(claim.id)] == 1
            assert verbs["ended", str(claim.id)] == (claim.state == "ended")
            about = (OUTBOX.c.team == self.team, OUTBOX.c.kind == "disputes.ended", OUTBOX.c.about == str(claim.id))
            heard = sorted(db.execute(select(OUTBOX.c.recipient).where(*about)).scalars())
            assert heard == sorted(claim.told), claim
        cover = Counter(row.verb for row in entries if row.subject_kind == "cover")
        rows = list(db.execute(select(COVERS).where(COVERS.c.team == self.team)))
        assert cover["cover_begun"] == sum(row.begun_at is not None for row in rows)
        assert cover["cover_ended"] == sum(row.ended_at is not None for row in rows)


def spoken(**more):
    return "is_spoken_with", {"by": RITA, "place": 0, "owner": True, "how": SPOKE, "told": False, "back": 0} | more


def moved(stage):
    return "is_put_forward_or_moved", {"by": RITA, "place": 0, "job": 0, "stage": stage, "owner": True}


def passed(days):
    return "time_passes", {"days": days, "hours": 0}


def down(days):
    return "the_bot_is_down", {"days": days}


def agreed(days):
    return "agrees_on_another_period", {"days": days}


def released(by):
    return "is_released", {"by": by, "place": 0, "manager": True}


ASKED = ("more_time_is_asked_for", {"place": 0, "days": 7})
NO = ("is_approved", {"by": MAYA, "place": 0, "refuse": True})
PLACED = [moved(stage) for stage in (Stage.SUBMITTED, Stage.INTERVIEW, Stage.ACCEPTED, Stage.PLACED)]
CLAIMED = ("is_disputed", {"by": TOM, "place": 0})
COVERED = ("is_covered", {"away": RITA, "cover": "U0IVO", "begins": -1, "days": 23})
TOLD_OF = ("is_put_right", {"place": 0, "number": 0, "what": "told"})


@pytest.mark.parametrize(
    ("pool", "steps"),
    [
        pytest.param("free", [down(100), spoken(), TOLD_OF], id="a touch after the lapse is corrected"),
        pytest.param("free", [moved(Stage.SUBMITTED), down(100), moved(Stage.INTERVIEW)], id="moved after the lapse"),
        pytest.param("free", [moved(Stage.SUBMITTED), down(100), spoken(told=True)], id="told after the lapse"),
        pytest.param("free", [*PLACED, passed(120), moved(Stage.FELL_THROUGH)], id="fell through after the period"),
        pytest.param("free", [passed(100), agreed(150), down(100), agreed(30)], id="lapsed, came back, lapsed again"),
        pytest.param("free", [passed(100), spoken(), agreed(150)], id="spoken with after the lapse, and came back"),
        pytest.param("turn", [down(100), released(MAYA)], id="lapsed, given in turn and released at one moment"),
        pytest.param("free", [passed(88), ASKED, down(10), spoken()], id="more time asked for, unanswered, and lapsed"),
        pytest.param("free", [CLAIMED, COVERED, down(10), passed(14)], id="a cover began as a claim went unanswered"),
        pytest.param("free", [passed(88), ASKED, NO, passed(2)], id="more time asked for on the last day, and refused"),
    ],
)
def test_what_went_wrong_once_does_not_again(sqlite_url, pool, steps):
    retrace(Owning, sqlite_url, steps, Owning.everybody_is_owned_as_the_model_says, pool=pool, keeper=None)


def test_everybody_is_owned_as_they_should_be_on_sqlite(sqlite_url):
    hold(Owning, sqlite_url, 25, 30)


def test_everybody_is_owned_as_they_should_be_on_postgresql(postgres_url):
    hold(Owning, postgres_url, 12, 30)
