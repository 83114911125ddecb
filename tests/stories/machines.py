"""How is a state machine about a team run: by chance, and step by step?"""

import contextlib
from datetime import datetime

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import func, select

from bot.errors import Refused
from scheduler.gather import gather
from storage.database import Database
from storage.tables import Base, Promises, table
from tests.keys import KEYS
from tests.stories.cutting import CutOffError, cut_off

PROMISES = table(Promises)
# What is no transaction, and so is not cut off.
WHOLE = {"time_passes", "the_bot_is_down"}


@contextlib.contextmanager
def housed(machine, url):
    """Let a machine run on a database that has all tables."""
    machine.database = Database(url, KEYS)
    try:
        yield
    finally:
        machine.database.close_now()


def hold(machine, url, examples, steps, **more):
    """Run a machine by chance; each run is a team of its own."""
    kept = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        **more,
    )
    with housed(machine, url):
        run_state_machine_as_test(machine, settings=kept)


def retrace(machine, url, steps, look, **first):
    """Take just these steps, none of them cut off, and `look` after each; at last the clock ticks."""
    with housed(machine, url):
        run = machine()
        run.begin(**first)
        look(run)
        for rule, given in [*steps, ("ticks", {})]:
            getattr(run, rule)(**given, **({} if rule in WHOLE else {"cut": None}))
            look(run)
        run.teardown()


def leaves_nothing(database, team, deed, statements):
    """Nothing is left of what was cut off before so many statements."""
    before = database.run(all_rows, team)
    with contextlib.suppress(CutOffError, Refused):
        database.run(lambda db: cut_off(db, deed, statements))
    assert database.run(all_rows, team) == before


def all_rows(db, team):
    there = (of for of in Base.metadata.sorted_tables if "team" in of.c)
    return {of.name: sorted(map(repr, db.execute(select(of).where(of.c.team == team)))) for of in there}


def ticks(database, policy, now):
    """Have all done that is due."""
    for _ in range(50):
        if not database.run(lambda db: gather(db, policy, now)):
            return
    raise AssertionError("something stays due for ever")


def passes(run, until, clocks):
    """Let time go on as it does while the bot is up: it ticks at each moment that these clocks have planned."""
    for _ in range(300):
        at = run.database.run(_next_moment, run.team, clocks)
        if at is None or at > until:
            break
        run.world.now = max(run.world.now, at)
        run.ticks(None)
    else:
        raise AssertionError(f"it ticks for ever at {run.world.now}")
    run.world.now = until
    run.ticks(None)


def _next_moment(db, team, clocks):
    mine = (PROMISES.c.team == team, PROMISES.c.kind.in_(clocks))
    at = db.execute(select(func.min(PROMISES.c.alone_at)).where(*mine)).scalar()
    return datetime.fromisoformat(at) if isinstance(at, str) else at
