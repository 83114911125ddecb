"""Does everything stand as the model of offers says?"""

from collections import Counter

from hypothesis.stateful import invariant

import storage
from bot import promises
from storage.tables import Agreements, Audit, Losses, OfferRounds, Outbox, Placements, Promises, table
from tests.stories.offers_model import AGREED, UNDECIDED
from tests.stories.offers_owed import nudged, owed
from tests.stories.offers_team import APPROVALS, CANDIDATES, DAY, OFFERS, Team

ROUNDS, LOSSES, AGREEMENTS, PLACEMENTS = table(OfferRounds), table(Losses), table(Agreements), table(Placements)
PROMISES, AUDIT, OUTBOX = table(Promises), table(Audit), table(Outbox)
OWED = ("offers.check_in", "offers.decision", "offers.rival", "agreements.owed", "placements.resigned")


class Compared(Team):
    """After each step offers stand as the model says; at the end all of it is on record."""

    def clocks_are_wound(self, db):
        """After a tick each offer of ours that is open has its clock, for just its deadline, and no other has one."""
        rows = self.rows(db, PROMISES, PROMISES.c.kind == storage.offers.CLOCK)
        open_ = [each for each in self.world.deals.values() if (each.kind, each.state) == ("ours", "open")]
        wanted = {each.id: each.decide_by for each in open_ if each.decide_by}
        assert {int(row.subject): row.alone_at for row in rows} == wanted

    @invariant()
    def offers_stand_as_the_model_says(self):
        if hasattr(self, "world"):
            assert not any(self.world.unexplained.values()), self.world.unexplained
            assert not self.new_asked
            self.database.run(self.compares)

    def compares(self, db):
        self.offers_are_the_same(db)
        self.what_was_said_is_the_same(db)
        self.what_was_agreed_is_the_same(db)
        self.placements_are_the_same(db)
        for candidate in self.world.facts.owners:
            self.is_owed_what_is_owed(db, candidate)
        self.a_fresh_plan_writes_the_same(db)
        self.managers_are_asked_what_waits(db)

    def offers_are_the_same(self, db):
        world, rows = self.world, {row.id: row for row in self.rows(db, OFFERS)}
        assert rows.keys() == world.deals.keys()
        for id, row in rows.items():
            deal = world.deals[id]
            found = (row.candidate, row.kind, row.state, row.submission)
            assert found == (deal.candidate, deal.kind, deal.state, deal.submission), deal
            moments = (row.decide_by, row.decide_since, row.made_at, row.ended_at)
            assert moments == (deal.decide_by, deal.since, deal.made_at, deal.ended_at), (moments, deal)
            assert row.state != "expired" or row.decide_by <= self.now, deal
        ours = Counter(row.submission for row in rows.values() if row.kind == "ours" and row.state in UNDECIDED)
        assert not ours or max(ours.values()) == 1, ours
        for row in self.rows(db, CANDIDATES):
            assert row.dealing is world.deals_with(row.id), row
        wound = {int(row.subject): row.alone_at for row in self.rows(db, PROMISES, PROMISES.c.kind == "offers.clock")}
        for deal in world.deals.values():
            if (deal.kind, deal.state) == ("ours", "open") and deal.decide_by:
                assert wound[deal.id] <= max(deal.decide_by, self.now), deal
        assert not wound.keys() - rows.keys()

    def what_was_said_is_the_same(self, db):
        """No round and no figure is lost, and they stand in the order in which they happened."""
        ids = list(self.world.deals)
        rounds = storage.offer_rounds.rounds(db, self.team, ids)
        changes = storage.offers.changes(db, self.team, ids)
        for id, deal in self.world.deals.items():
            found = [(str(each.by), each.package, each.at) for each in rounds[id]]
            assert found == [(each.by, each.package, each.at) for each in deal.in_order()], deal
            written = [(each.state and str(each.state), each.decide_by, each.by, each.said_yes) for each in changes[id]]
            assert written == [(each.state, each.decide_by, each.by, each.said_yes) for each in deal.changes], deal
        assert {row.offer for row in self.rows(db, ROUNDS)} <= self.world.deals.keys()
        assert {row.offer: row.to for row in self.rows(db, LOSSES)} == self.world.lost

    def what_was_agreed_is_the_same(self, db):
        """What was agreed is never changed, and only versions are added."""
        for id, deal in self.world.deals.items():
            found = storage.agreements.of(db, self.team, id) if deal.versions else []
            assert [each.version for each in found] == list(range(1, len(deal.versions) + 1))
            for one, version in zip(found, deal.versions, strict=True):
                wrote = (one.package, one.by_client.who, one.words, one.at, one.by)
                assert wrote == (version.package, version.client, version.words, version.at, version.by)
                sides = {"candidate": one.candidate_told_at, "client": one.client_told_at}
                assert {side for side, at in sides.items() if at} == version.told
                assert one.candidate == deal.candidate
        assert {row.offer for row in self.rows(db, AGREEMENTS)} <= self.world.deals.keys()

    def placements_are_the_same(self, db):
        rows = {row.submission: row for row in self.rows(db, PLACEMENTS)}
        assert rows.keys() == self.world.placed.keys()
        for id, placed in self.world.placed.items():
            row, goes_on = rows[id], self.stage_of(placed.candidate, id) in AGREED
            known = (row.resigned_on is not None, row.signed_on is not None)
            found = (row.candidate, row.offer, row.accepted_at, row.starts_on, *known)
            wanted = (
                placed.candidate,
                placed.deal,
                placed.accepted_at,
                placed.starts_on,
                placed.resigned,
                placed.signed,
            )
            assert found == wanted
            until = placed.starts_on + 90 * DAY if placed.starts_on else None
            assert (row.guarantee_until, row.over_at is None) == (until, goes_on), placed

    def is_owed_what_is_owed(self, db, candidate):
        world = self.world
        mine = (PROMISES.c.kind.in_(OWED), PROMISES.c.subject == str(candidate))
        found: dict[str, dict] = {}
        for row in self.rows(db, PROMISES, *mine):
            found.setdefault(row.kind, {})[row.kind, row.whom] = (row.due_at, row.since)
            assert row.heard_by == world.facts.covers.get(row.whom, row.whom), row
            if row.kind == "offers.check_in":
                assert row.nudge_at == nudged(world, candidate, row.since, row.whom, row.due_at), row
        assert found == owed(world, candidate)

    def a_fresh_plan_writes_the_same(self, db):
        there = sorted(self.world.facts.owners)
        trial = db.begin_nested()
        before = self.promised(db)
        promises.plan(db, self.team, there, self.base, self.now)
        assert self.promised(db) == before
        trial.rollback()

    def promised(self, db):
        return sorted(map(repr, self.rows(db, PROMISES, PROMISES.c.kind.in_(promises.KINDS))))

    def managers_are_asked_what_waits(self, db):
        """What waits is asked about, of those to whom it is offered, and nothing else."""
        rows = self.rows(db, APPROVALS, APPROVALS.c.granted.is_(None))
        open_ = {id: each for id, each in self.world.asked.items() if each.is_open}
        found = {row.id: row.candidate for row in rows}
        assert found == {id: self.world.deals[each.deal].candidate for id, each in open_.items()}
        waits = {each.round: each.deal for each in open_.values()}
        for deal in self.world.deals.values():
            there = [each.id for each in deal.rounds if each.by == "waiting"]
            assert there == [round for round, of in waits.items() if of == deal.id], deal
            assert deal.state != "waiting" or len(there) == 1, deal
            assert not there or deal.state in (*UNDECIDED, "expired", "over"), deal

    def is_on_record(self, db):
        """Every change has its entry, the chain is whole, and of each offer that ran out somebody heard once."""
        while storage.audit.seal(db):
            pass
        assert storage.audit.broken(db, self.team) is None
        entries = [row for row in self.rows(db, AUDIT) if row.subject_kind == "offer"]
        changed = Counter(int(row.subject) for row in entries if row.verb == "offer_changed")
        agreed = Counter(int(row.subject) for row in entries if row.verb == "agreed")
        for id, deal in self.world.deals.items():
            assert (changed[id], agreed[id]) == (deal.noted, len(deal.versions)), deal
            ran_out = sum((each.state, each.by) == ("expired", "") for each in deal.changes)
            told = self.rows(db, OUTBOX, OUTBOX.c.kind == "offers.expired", OUTBOX.c.about == str(id))
            assert len(told) == ran_out, deal
