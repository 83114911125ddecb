"""Ignition: what can be started from the command line?"""

from __future__ import annotations

import asyncio
import signal
import sys
import traceback
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any

import click

from bot import logs, settings
from bot.clock import Clock
from bot.errors import Misconfigured
from bot.facts import Segment, Stage


@click.group()
def main() -> None:
    """Rapport, a candidate-care bot for a recruiting team's Slack."""
    logs.configure("warning")


@main.command()
def run() -> None:
    """Run the bot."""
    _until_done(_run())


@main.command()
@click.option("--port", default=8080, help="Where the page is served; 0 takes a free port.")
@click.option(
    "--database",
    default=None,
    help="A database to keep. It begins empty, and holds what you write; without one, the story with Ana, Beatriz and "
    "the others is told in a new database, which is thrown away at the end.",
)
def practice(port: int, database: str | None) -> None:
    """Run the bot in a practice workspace in the browser, without Slack."""
    _until_done(_practise(port, database))


@main.command()
@click.argument("revision", default="head")
def migrate(revision: str) -> None:
    """Bring the database to the tables of this version (or to REVISION)."""
    from bot import operating

    _or_say_why(lambda: click.echo(operating.migrate(settings.database_url(), revision)))


@main.command()
def check() -> None:
    """Check settings, database, keys, tokens, the managers’ channel, people and manifest.

    Say what is wrong and how to mend it.
    """
    from bot import operating

    async def look() -> None:
        findings = await operating.check()
        for finding in findings:
            click.echo(f"{'ok   ' if finding.fine else 'wrong'} {finding.part}: {finding.words}")
        sys.exit(0 if all(finding.fine for finding in findings) else 1)

    _until_done(look())


@main.command()
@click.option("--retry", metavar="ID", type=int, help="Say a given-up message after all.")
@click.option("--drop", metavar="ID", type=int, help="Take a given-up message off the list.")
def outbox(retry: int | None, drop: int | None) -> None:
    """List the messages that were given up; retry or drop one."""
    from bot import operating

    _or_say_why(lambda: _say(operating.outbox(settings.database_url(), retry, drop, Clock().now())))


@main.group(invoke_without_command=True)
@click.pass_context
def keys(context: click.Context) -> None:
    """List the keys that pay is encrypted with, by fingerprint, and how much is encrypted with each."""
    from bot import operating

    if context.invoked_subcommand is None:
        _or_say_why(lambda: _say(operating.keys(settings.database_url(), settings.keys())))


@keys.command()
def new() -> None:
    """Make a new key, to encrypt pay with from the next start on."""
    from bot import operating

    _or_say_why(lambda: click.echo(operating.new_key(settings.database_url(), settings.keys())))


@keys.command()
def turn() -> None:
    """Encrypt all pay with the first key, also while the bot runs; may be stopped and run again."""
    from bot import operating

    _or_say_why(lambda: _say(operating.turn_keys(settings.database_url(), settings.keys())))


@keys.command("give-up")
def give_up() -> None:
    """Go on without what was encrypted with a key that is lost for good, once that key's fingerprint is typed."""
    from bot import giving_up

    def confirmed() -> None:
        url, keys = settings.database_url(), settings.keys()
        _say(giving_up.foretold(url, keys))
        typed = click.prompt("Type the fingerprint of the key to give it up")
        _say(giving_up.give_up(url, keys, typed, Clock().now()))

    _or_say_why(confirmed)


@main.command()
@click.option("--team", metavar="T…", required=True, help="The workspace.")
@click.option("--job", metavar="TITLE", help="Those put forward for this job.")
@click.option("--stage", type=click.Choice(list(Stage)), help="Those at this stage.")
@click.option("--tag", metavar="TAG", help="Those who bear this tag.")
@click.option("--segment", type=click.Choice(list(Segment)), help="Those of this segment.")
@click.option("--recruiter", metavar="U…", help="Those whom this person put forward.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Those added since this day.")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The CSV file.")
def export(team: str, out: Path, **given: Any) -> None:
    """Write candidates to a CSV file that any spreadsheet opens."""
    from bot import exporting

    now = Clock().now()
    _or_say_why(lambda: click.echo(exporting.export(settings.database_url(), settings.keys(), team, given, out, now)))


@main.command()
@click.option("--team", metavar="T…", required=True, help="The workspace.")
@click.option("--candidate", metavar="ID", type=int, required=True, help="Whom, by the id that “All about them” tells.")
def erase(team: str, candidate: int) -> None:
    """Erase all about one person for good, once their name is typed."""
    from bot import exporting

    def confirmed() -> None:
        url, keys = settings.database_url(), settings.keys()
        name = exporting.named(url, keys, team, candidate)
        click.echo(f"{name} will be erased: their record, and their name wherever it stands. This cannot be undone.")
        typed = click.prompt("Type their name to confirm")
        click.echo(exporting.erase(url, keys, settings.ledger(), team, candidate, typed))

    _or_say_why(confirmed)


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--team", required=True, metavar="T…", help="For which workspace.")
@click.option("--by", required=True, metavar="U…", help="In whose name: a colleague's member id.")
@click.option("--dry-run", is_flag=True, help="Only say what would become of the lines.")
@click.option("--columns", metavar="HEADING=FIELD,…", help="What columns hold whose headings are not recognised.")
@click.option("--refused", type=click.Path(path_type=Path), help="Where to write the lines that come back.")
@click.option("--region", metavar="PT", help="In which country numbers without a country code are dialled.")
@click.option("--encoding", help="In which letters the file is written, where that is not recognised rightly.")
def bring_in(file: Path, **given: Any) -> None:
    """Bring the candidates of a CSV FILE in; exits with 3 where lines came back.

    Run it again after an interruption: what is there already stays as it is.
    """
    from bot import importing

    def work() -> None:
        wish = importing.Wish(file, **{**given, "region": given["region"] or settings.region()})
        counts = importing.bring_in(settings.database_url(), settings.keys(), wish, Clock().now)
        click.echo(importing.summary(wish, counts))
        sys.exit(3 if counts.returned else 0)

    _or_say_why(work)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


async def _run() -> None:
    stopped = _asked_to_stop()
    from bot.running import running

    read = settings.read()
    logs.configure(read.log_level)
    async with running(read, Clock()) as bot:
        way = f"over HTTP at {bot.address}" if read.over_http else "by Socket Mode"
        click.echo(f"ready: connected to {bot.team} {way}")
        await stopped.wait()
    click.echo("stopped: everything that was begun is answered and saved")


async def _practise(port: int, database: str | None) -> None:
    stopped = _asked_to_stop()
    from bot import practising

    await practising.practise(port, database, stopped)


def _asked_to_stop() -> asyncio.Event:
    """Hear SIGTERM and SIGINT, however often they come."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped


def _until_done(work: Coroutine[Any, Any, None]) -> None:
    _or_say_why(lambda: asyncio.run(work))


def _or_say_why(work: Callable[[], None]) -> None:
    """Do something, or say in words why it cannot be done; an error nobody foresaw is told by its kind and place."""
    try:
        work()
    except Misconfigured as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        click.echo(f"An error that nobody foresaw ended this: {type(error).__name__} in {where}.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main(prog_name="python -m bot")
