"""B1, B2, B3: how soon is a quick `/touch` answered, everything saved?

Ours is the real bot with all its commands, over HTTP, in a house of 10,000 candidates, in a process of its own. Every
touch is another one, to a candidate of the house, and its answer must say that it was logged.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from statistics import median

from tests.benchmarks import load
from tests.benchmarks.facts import RECRUITERS, TEAMS, Facts, team, who
from tests.benchmarks.load import Answered
from tests.benchmarks.measures import ROUNDS, Outcome
from tests.benchmarks.processes import SECRET, Process, running
from tests.benchmarks.world import SMALL, World
from tests.keys import KEY

SECONDS = 2.0
READY_FOR = 20_000
Round = Callable[[], Answered]


def against_a_plain_bot(world: World) -> Outcome:
    """B1: a plain Bolt app with default settings that only acks."""
    with ExitStack() as stack:
        slack = stack.enter_context(running("tests.benchmarks.slack"))
        url, facts = world.house("sqlite", SMALL)
        ours = stack.enter_context(our_bot(slack, url))
        peer = stack.enter_context(running("tests.benchmarks.servers", "plain", **told(slack)))
        mine, theirs = taken(touches(ours, facts), touches(peer, facts))
    return outcome("B1", "ack of a quick /touch on SQLite, against a Bolt app that only acks", 2, mine, theirs, 0.5)


def against_our_own_no_op(world: World) -> Outcome:
    """B2: the same bot's own answer to `/care help`, for which nothing is saved."""
    with ExitStack() as stack:
        slack = stack.enter_context(running("tests.benchmarks.slack"))
        url, facts = world.house("sqlite", SMALL)
        ours = stack.enter_context(our_bot(slack, url))
        mine, theirs = taken(touches(ours, facts), no_ops(ours))
    return outcome("B2", "the same, against our own /care help", 0.75, mine, theirs)


def against_the_raw_driver(world: World) -> Outcome:
    """B3: a Bolt app that writes the same rows with the raw driver, in one statement."""
    with ExitStack() as stack:
        slack = stack.enter_context(running("tests.benchmarks.slack"))
        url, facts = world.house("postgresql", SMALL)
        ours = stack.enter_context(our_bot(slack, url))
        peer = stack.enter_context(running("tests.benchmarks.servers", "raw", DATABASE_URL=url, **told(slack)))
        mine, theirs = taken(touches(ours, facts), touches(peer, facts))
    return outcome("B3", "the same on PostgreSQL, against one statement of the raw driver", 0.6, mine, theirs)


def outcome(id: str, words: str, goal: float, ours: Answered, peer: Answered, p50_goal: float | None = None) -> Outcome:
    """Say it by requests a second; where a goal for p50 is set, it has to be met as well."""
    ratio, p50 = ours.rate / peer.rate, ours.p50 / peer.p50
    ok = ratio >= goal and (p50_goal is None or p50 <= p50_goal)
    parts = {"p50 of ours in ms": ours.p50, "of the peer": peer.p50, "ratio": p50}
    if p50_goal is not None:
        parts["its goal"] = p50_goal
    return Outcome(id, words, ratio, goal, ok, ours.rate, peer.rate, "requests/s", parts)


def taken(ours: Round, peer: Round) -> tuple[Answered, Answered]:
    """Measure both in turn, after a round that only warms them up."""
    ours(), peer()
    found = [(ours(), peer()) for _ in range(ROUNDS)]
    return tuple(  # type: ignore[return-value]
        Answered(median(each.rate for each in side), median(each.p50 for each in side))
        for side in zip(*found, strict=True)
    )


@contextmanager
def our_bot(slack: Process, url: str) -> Iterator[Process]:
    """The bot as an operator runs it, on a free port."""
    over_http = {"SLACK_SIGNING_SECRET": SECRET, "PORT": "0", "DATABASE_URL": url, "LOG_LEVEL": "error"}
    with running("bot", "run", **told(slack), **over_http) as process:
        yield process


def told(slack: Process) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_API_URL": slack.address, "PAY_KEYS": KEY}


def touches(server: Process, facts: Facts) -> Round:
    """A round of quick touches by all recruiters, for one candidate after the other."""
    address, place = f"{server.address}/slack/events", iter(range(10**9))

    def prepared() -> Answered:
        requests = [
            command(
                address, "/touch", f"{facts.name(_candidate(facts, i))} - spoke, told, likes it ({i})", who(i % 100)
            )
            for i in (next(place) for _ in range(READY_FOR // 4))
        ]
        return load.asked(address, requests, b"Logged for", SECONDS)

    return prepared


def no_ops(server: Process) -> Round:
    """A round of `/care help`."""
    address = f"{server.address}/slack/events"

    def prepared() -> Answered:
        requests = [command(address, "/care", "help", who(i % RECRUITERS)) for i in range(READY_FOR)]
        return load.asked(address, requests, b"text", SECONDS)

    return prepared


def command(address: str, name: str, text: str, user: str) -> bytes:
    """A slash command that nobody has sent before."""
    fields = {"team_id": team(0), "user_id": user, "command": name, "text": text, "trigger_id": secrets.token_hex(12)}
    more = {"channel_id": "C0ANY", "response_url": "http://127.0.0.1/none", "api_app_id": "A0BENCH", "token": "none"}
    return load.request(address, SECRET, {**fields, **more})


def _candidate(facts: Facts, i: int) -> int:
    """A candidate of the first team."""
    return i * TEAMS % facts.candidates
