"""Who is away, and how does time go on around offers?"""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import delete

from bot.facts import NewCover
from handlers import covers
from scheduler.gather import gather
from tests.stories.machines import leaves_nothing, passes, ticks
from tests.stories.offers_compared import PROMISES, Compared
from tests.stories.offers_model import PEOPLE
from tests.stories.offers_team import DAY, MINUTE, cut
from tests.stories.ownership_model import RITA, TOM

CLOCKS = ("offers.clock", "offers.decision", "offers.check_in", "ownership.ends", "covers.clock", "approvals.clock")


class Days(Compared):
    """Somebody stands in, the clock is moved, and the bot is down for some days."""

    @precondition(lambda self: not self.world.facts.covers)
    @rule(
        away=st.sampled_from((RITA, TOM)),
        cover=st.sampled_from(PEOPLE[1:]),
        begins=st.integers(-1, 2),
        days=st.integers(0, 5),
        cut=cut,
    )
    def is_covered(self, away, cover, begins, days, cut):
        self.world.now += MINUTE
        first = self.now.date() + begins * DAY
        self.by(away, covers.decide_cover, NewCover(cover, first, first + days * DAY), cut=cut)

    @rule(days=st.sampled_from([0, 0, 1, 1, 2, 4, 8]), hours=st.integers(0, 23))
    def time_passes(self, days, hours):
        """As it does while the bot is up: it ticks at each moment that was planned."""
        passes(self, self.now + timedelta(days=days, hours=hours), CLOCKS)

    @rule(days=st.sampled_from([1, 3, 6]))
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
        self.database.run(self.clocks_are_wound)

    def teardown(self):
        if hasattr(self, "world"):
            self.ticks(None)
            self.database.run(self.is_on_record)
            self.database.run(lambda db: db.execute(delete(PROMISES).where(PROMISES.c.team == self.team)))
