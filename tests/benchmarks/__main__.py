"""How fast is it? `make bench`, or `make bench ONLY=B1,B4`.

Each measure is taken beside its peer or floor in the same run, in turn (A B A B …, five rounds or more, medians), since
on a machine that does other things only the ratio counts. One line is printed for each: its id, the ratio, the goal,
`ok` or `short`, ours and the peer. `bench.json` holds the same. Nothing here is a test: nothing fails when it is slow.

    B1 B2 B3   acks.py        a quick /touch: the real bot over HTTP, 16 connections
    B4 B5      ticks.py       an idle tick among 10,000 and among 1,000,000 candidates
    B6         bursts.py      10,000 reminders due at once
    B7         replans.py     a touch and all it re-plans, among 1,000,000 candidates
    B8         finding.py     the typeahead over 1,000,000 names
    B10        starting.py    from start to ready, and memory at rest
    B11 B12    owning.py      who owns a candidate, among 1,000,000; 10,000 ownerships that lapse at once
    C5         importing.py   100,000 lines of CSV brought in, on both engines
    C2         joining.py     which of 445 labelled pairs are joined, and which are asked about

facts.py says which rows a house has, world.py builds it on either engine, servers.py holds the peers that listen,
slack.py the Slack that answers at once, load.py the sixteen connections.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot import logs
from tests.benchmarks import acks, bursts, finding, importing, joining, owning, replans, starting, ticks
from tests.benchmarks.measures import Outcome
from tests.benchmarks.world import World
from tests.postgres import running

MEASURES: dict[str, Callable[[World], Outcome]] = {
    "B1": acks.against_a_plain_bot,
    "B2": acks.against_our_own_no_op,
    "B3": acks.against_the_raw_driver,
    "B4": ticks.growth,
    "B5": ticks.against_a_scan,
    "B6": bursts.against_job_queues,
    "B7": replans.against_the_row_alone,
    "B8": finding.against_a_scan,
    "B10": starting.against_a_plain_bot,
    "B11": owning.against_a_bare_read,
    "B12": owning.against_raw_updates,
    "C5": importing.against_bare_rows,
    "C2": joining.of_labelled_pairs,
}
KEPT = Path("bench.json")


def main() -> None:
    """Takes the measures that are asked for, says each, and keeps them."""
    logs.configure("critical")
    wanted = chosen([*sys.argv[1:], os.environ.get("ONLY", "")])
    found: dict[str, Outcome] = {}
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder, running() as postgres:
        world = World(Path(folder), postgres)
        for id in wanted:
            found[id] = MEASURES[id](world)
            print(found[id].line(), flush=True)
            KEPT.write_text(json.dumps({id: outcome.kept() for id, outcome in found.items()}, indent=2) + "\n")


def chosen(said: list[str]) -> list[str]:
    """The measures named in `ONLY=B1,B4` or `B1,B4`; all where none is."""
    named = [id.strip().upper() for each in said for id in each.removeprefix("ONLY=").split(",") if id.strip()]
    unknown = [id for id in named if id not in MEASURES]
    if unknown:
        sys.exit(f"There is no measure {', '.join(unknown)}; there are {', '.join(MEASURES)}.")
    return [id for id in MEASURES if id in named or not named]


if __name__ == "__main__":
    main()
