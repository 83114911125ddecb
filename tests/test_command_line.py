"""What does an operator read who starts, checks, migrates or looks, and what when something is wrong?"""

import asyncio
import signal
import socket

import aiohttp
import pytest
import yaml

from bot import manifest, operating, settings
from bot.operating import Finding
from practice import story
from practice.shapes import Channel
from practice.slack import Practice
from tests import tables
from tests.command import begun, done
from tests.stories.house import MONDAY, free_port

NOT_SET = "SLACK_BOT_TOKEN is not set: copy .env.example to .env and fill it in."
FIRST = "run `python -m bot migrate` first.\n"
TWO_LINES = f"{NOT_SET}\n{settings.NEITHER_WAY}\n"


@pytest.fixture
async def slack():
    async with Practice(manifest.read(), lambda: MONDAY, story.people(), story.channels()) as it:
        yield it


def of(slack, url, **more):
    """The settings of a bot in this practice workspace."""
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.url,
        "DATABASE_URL": url,
        **more,
    }


async def checked(monkeypatch, tmp_path, environment) -> dict[str, tuple[bool, str]]:
    """What `check` finds of each part."""
    monkeypatch.chdir(tmp_path)
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return {finding.part: (finding.fine, finding.words) for finding in await operating.check()}


async def test_check_says_ok_where_all_is_well(monkeypatch, tmp_path, slack, empty_url):
    on_postgres = empty_url.startswith("postgresql")
    if on_postgres:
        tables.made(empty_url)
    environment = of(slack, empty_url, MANAGERS="U0MAYA", ADMINISTRATORS="U0MAYA")
    found = await checked(monkeypatch, tmp_path, environment)
    engine = "postgresql, with the tables of this version"
    to_be_made = "a SQLite file whose tables are made at the next start"
    file = "rapport.keys" if on_postgres else tmp_path / "rapport.keys"
    assert found == {
        "settings": (True, "complete, for Socket Mode; managers are set"),
        "database": (True, engine if on_postgres else to_be_made),
        "keys": (True, f"the next start makes {file}; keep a copy of it apart from the backups"),
        "token": (True, "accepted by the workspace T0PRACTICE"),
        "app token": (True, "accepted"),
        "people": (True, "U0MAYA is known to Slack"),
        "manifest.yml": (True, "names what the bot listens to"),
    }


@pytest.mark.parametrize(
    ("change", "part", "words"),
    [
        pytest.param(
            {"SLACK_BOT_TOKEN": "xoxb-wrong"},
            "token",
            "Slack does not accept SLACK_BOT_TOKEN (invalid_auth): copy it anew from “OAuth & Permissions” of your "
            "app.",
            id="bot token",
        ),
        pytest.param(
            {"SLACK_APP_TOKEN": "xapp-wrong"},
            "app token",
            "Slack does not accept SLACK_APP_TOKEN (invalid_auth): make one with the scope connections:write under "
            "“Basic Information” of your app.",
            id="app token",
        ),
        pytest.param(
            {"MANAGERS": "U0NOBODY"},
            "people",
            "Slack does not accept U0NOBODY, named in MANAGERS or ADMINISTRATORS, (user_not_found): copy the member id "
            "from their profile.",
            id="nobody",
        ),
        pytest.param(
            {"SLACK_API_URL": "http://127.0.0.1:9/"},
            "token",
            "Slack cannot be reached (not_connected): check the network and SLACK_API_URL.",
            id="no Slack",
        ),
        pytest.param(
            {"DATABASE_URL": "postgresql://rapport@127.0.0.1:9/rapport"},
            "database",
            'PostgreSQL cannot be reached (connection failed: connection to server at "127.0.0.1", port 9 failed: '
            "Connection refused): check DATABASE_URL, and that it runs.",
            id="no PostgreSQL",
        ),
    ],
)
async def test_check_names_what_is_wrong_and_how_to_mend_it(monkeypatch, tmp_path, slack, change, part, words):
    environment = of(slack, f"sqlite:///{tmp_path / 'rapport.db'}") | change
    found = await checked(monkeypatch, tmp_path, environment)
    assert {name for name, (fine, _) in found.items() if not fine} == {part}
    assert found[part] == (False, words)


@pytest.mark.parametrize(
    ("place", "fine", "words"),
    [
        pytest.param(Channel("C0ROOM", "room", "private", [story.BOT]), True, "private, and ours alone", id="private"),
        pytest.param(
            Channel("C0ROOM", "room", "public", [story.BOT]),
            False,
            "Slack does not let Rapport look whether MANAGERS_CHANNEL is private: choose a private channel, and "
            "install the app again with the scope groups:read. Until then each manager hears by a direct message",
            id="public",
        ),
        pytest.param(
            Channel("C0ROOM", "room", "private", [story.BOT], is_ext_shared=True),
            False,
            "MANAGERS_CHANNEL is shared with another organisation or workspace: choose one that is yours alone. Until "
            "then each manager hears by a direct message",
            id="shared",
        ),
        pytest.param(
            Channel("C0ROOM", "room", "private", [story.BOT], is_archived=True),
            False,
            "MANAGERS_CHANNEL is archived: bring it back, or choose another. Until then each manager hears by a direct "
            "message",
            id="archived",
        ),
        pytest.param(
            Channel("C0ROOM", "room", "private", []),
            False,
            "Rapport is not in MANAGERS_CHANNEL: invite it there, or copy the channel’s id anew. Until then each "
            "manager hears by a direct message",
            id="not in it",
        ),
    ],
)
async def test_check_looks_whether_disputes_may_be_settled_in_the_channel(
    monkeypatch, tmp_path, slack, place, fine, words
):
    slack.workspace.add_channel(place)
    environment = of(slack, f"sqlite:///{tmp_path / 'rapport.db'}", MANAGERS_CHANNEL="C0ROOM")
    found = await checked(monkeypatch, tmp_path, environment)
    assert found["managers’ channel"] == (fine, words)


async def test_check_names_every_wrong_setting(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert await operating.check() == [
        Finding("settings", False, NOT_SET),
        Finding("settings", False, settings.NEITHER_WAY),
    ]


async def test_check_notices_tables_of_another_version(monkeypatch, tmp_path, slack, empty_postgres_url):
    found = await checked(monkeypatch, tmp_path, of(slack, empty_postgres_url))
    assert found["database"] == (False, "has the tables of another version: run `python -m bot migrate`")


async def test_check_notices_a_file_that_is_no_database(monkeypatch, tmp_path, slack):
    (tmp_path / "letter.txt").write_text("Dear all, this is no database at all. " * 100)
    found = await checked(monkeypatch, tmp_path, of(slack, f"sqlite:///{tmp_path / 'letter.txt'}"))
    fine, words = found["database"]
    assert not fine
    assert words.startswith(f"{tmp_path / 'letter.txt'} cannot be used (")


@pytest.mark.parametrize(
    ("change", "differences"),
    [
        pytest.param(lambda features, _: None, [], id="as it is"),
        pytest.param(
            lambda features, _: features["slash_commands"].pop(0), ["lacks /candidate among its commands"], id="lacks"
        ),
        pytest.param(
            lambda features, _: features["slash_commands"].append({"command": "/owner"}),
            ["names /owner, which nobody hears"],
            id="one too many",
        ),
        pytest.param(
            lambda _, settings: settings["event_subscriptions"]["bot_events"].remove("user_change"),
            ["lacks user_change among its events"],
            id="an event",
        ),
    ],
)
@pytest.mark.parametrize("name", ["manifest.yml", "manifest.http.yml"])
def test_a_manifest_that_differs_from_the_listeners_is_noticed(tmp_path, name, change, differences):
    described = manifest.read(name)
    described["features"]["slash_commands"].sort(key=lambda each: each["command"])
    change(described["features"], described["settings"])
    if differences and differences[0].startswith("lacks /"):
        assert "/candidate" not in str(described["features"]["slash_commands"])
    (tmp_path / name).write_text(yaml.safe_dump(described))
    assert manifest.differences(str(tmp_path / name)) == differences


def test_a_manifest_that_is_not_there_is_noticed(tmp_path):
    assert manifest.differences(str(tmp_path / "manifest.yml")) == ["is missing: take it from the release you run"]


async def test_run_and_check_without_settings_name_all_that_is_missing(tmp_path):
    ran, looked = await asyncio.gather(done(tmp_path, "run"), done(tmp_path, "check"))
    assert (ran.code, ran.out, ran.err) == (2, "", TWO_LINES)
    assert (looked.code, looked.err) == (1, "")
    assert looked.out == f"wrong settings: {NOT_SET}\nwrong settings: {settings.NEITHER_WAY}\n"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"SLACK_APP_TOKEN": "xapp-wrong"}, "Slack does not accept SLACK_APP_TOKEN", id="app token"),
        pytest.param(
            {"DATABASE_URL": "postgresql://rapport@127.0.0.1:9/rapport"},
            "PostgreSQL cannot be reached (",
            id="no PostgreSQL",
        ),
        pytest.param(
            {"DATABASE_URL": "sqlite:////proc/rapport.db"},
            "/proc/rapport.db cannot be written",
            id="no place for a file",
        ),
    ],
)
async def test_run_says_in_one_sentence_why_it_cannot(tmp_path, slack, change, words):
    ended = await done(tmp_path, "run", **{**of(slack, "sqlite:///rapport.db"), **change})
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(words)
    assert ended.err.count("\n") == 1


async def test_run_says_so_when_its_port_is_taken(tmp_path, slack):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ended = await done(tmp_path, "run", **of(slack, "sqlite:///rapport.db", PORT=port))
    assert ended.code == 2
    assert ended.err == f"PORT {port} on 127.0.0.1 is taken by another process: choose another in PORT or HOST.\n"


async def test_run_on_postgresql_without_tables_says_how_to_make_them(tmp_path, slack, empty_postgres_url):
    ended = await done(tmp_path, "run", **of(slack, empty_postgres_url))
    assert ended.code == 2
    assert ended.err == "The database has the tables of another version: " + FIRST


async def test_a_second_run_on_the_same_file_is_refused_and_the_first_goes_on(tmp_path, slack):
    environment = of(slack, "sqlite:///rapport.db")
    async with begun(tmp_path, "run", **environment) as first:
        await first.says("ready")
        second = await done(tmp_path, "run", **environment)
        assert second.code == 2
        assert second.err.startswith("another process already runs on rapport.db; stop it first")
        assert second.err.count("\n") == 1
        assert first.running


async def test_migrate_goes_up_and_down(tmp_path, empty_url):
    up = await done(tmp_path, "migrate", DATABASE_URL=empty_url)
    assert (up.code, up.out, up.err) == (0, "The database is at head.\n", "")
    down = await done(tmp_path, "migrate", "base", DATABASE_URL=empty_url)
    assert (down.code, down.out, down.err) == (0, "The database is at base.\n", "")
    nowhere = await done(tmp_path, "migrate", "nowhere", DATABASE_URL=empty_url)
    assert nowhere.code == 2
    assert nowhere.err.startswith("The database cannot be brought to nowhere (CommandError): it takes head, base,")
    assert nowhere.err.count("\n") == 1


async def test_outbox_lists_what_was_given_up(tmp_path, empty_url):
    before = await done(tmp_path, "outbox", DATABASE_URL=empty_url)
    assert (before.code, before.err) == (2, "The database has the tables of another version: " + FIRST)
    operating.migrate(empty_url, "head")
    listed = await done(tmp_path, "outbox", "--retry", "7", DATABASE_URL=empty_url)
    assert (listed.code, listed.out, listed.err) == (0, "There is no message 7.\n0 given up\n", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_practice_shows_its_page_and_ends_when_asked(tmp_path, number):
    async with begun(tmp_path, "practice", "--port", "0") as command:
        line = await command.says("ready")
        address = line.removeprefix("ready: open ").split()[0]
        async with aiohttp.ClientSession() as session, session.get(address) as page:
            assert page.status == 200
            assert "Practice workspace" in await page.text()
        command.hears(number)
        ended = await command.ends()
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[-1] == "stopped: the practice is over"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("database", "why"),
    [
        ("rapport.db", "--database is not an address; write sqlite:///rapport.db or postgresql://…"),
        ("mysql://here", "--database names mysql; use sqlite:///rapport.db or postgresql://user@host/name"),
        ("sqlite:////dev/null/x.db", "cannot be written (File exists): check --database and the rights"),
    ],
)
async def test_a_practice_names_its_own_option_where_its_database_is_wrong(tmp_path, database, why):
    ended = await done(tmp_path, "practice", "--port", "0", "--database", database)
    assert ended.code == 2
    assert why in ended.err


async def test_a_second_practice_says_that_its_port_is_taken(tmp_path):
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        ended = await done(tmp_path, "practice", "--port", str(port))
    assert ended.code == 2
    assert ended.err == (
        f"Port {port} is taken, perhaps by another practice: stop what runs there, or choose another with --port "
        "(0 takes a free one).\n"
    )
