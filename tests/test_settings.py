"""Does one error name every setting that is missing or wrong, with its fix?"""

import pytest

from bot import settings
from bot.errors import Misconfigured

BOT = {"SLACK_BOT_TOKEN": "xoxb-1"}
SOCKET = {**BOT, "SLACK_APP_TOKEN": "xapp-1"}
HTTP = {**BOT, "SLACK_SIGNING_SECRET": "s3cret", "PORT": "3000"}
NOT_SET = "SLACK_BOT_TOKEN is not set: copy .env.example to .env and fill it in."


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch, tmp_path):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def told(monkeypatch, environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured) as wrong:
        settings.read()
    return str(wrong.value).splitlines()


@pytest.mark.parametrize(
    ("environment", "lines"),
    [
        pytest.param({}, [NOT_SET, settings.NEITHER_WAY], id="nothing"),
        pytest.param(BOT, [settings.NEITHER_WAY], id="no way to hear Slack"),
        pytest.param({**BOT, "SLACK_SIGNING_SECRET": "s"}, [settings.NEITHER_WAY], id="half a way"),
        pytest.param({**SOCKET, "SLACK_BOT_TOKEN": ""}, [NOT_SET], id="empty is not set"),
        pytest.param(
            {**SOCKET, "SLACK_BOT_TOKEN": "xoxp-1"},
            [
                "SLACK_BOT_TOKEN is wrong: it begins with xoxb- and goes on from there; "
                "copy it from “OAuth & Permissions” of your app."
            ],
            id="another token",
        ),
        pytest.param(
            {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"},
            [
                "SLACK_BOT_TOKEN is wrong: it begins with xoxb- and goes on from there; "
                "copy it from “OAuth & Permissions” of your app.",
                "SLACK_APP_TOKEN is wrong: it begins with xapp- and goes on from there; "
                "make one under “Basic Information” of your app.",
            ],
            id="the example as it is",
        ),
        pytest.param(
            {**HTTP, "PORT": "70000"},
            ["PORT is wrong: input should be less than or equal to 65535."],
            id="no port",
        ),
        pytest.param(
            {**HTTP, "PORT": "http"},
            ["PORT is wrong: input should be a valid integer, unable to parse string as an integer."],
            id="a word for a port",
        ),
        pytest.param(
            {**SOCKET, "DATABASE_URL": "mysql://localhost/rapport"},
            ["DATABASE_URL names mysql; use sqlite:///rapport.db or postgresql://user@host/name."],
            id="another engine",
        ),
        pytest.param(
            {**SOCKET, "DATABASE_URL": "rapport.db"},
            ["DATABASE_URL is not an address; write sqlite:///rapport.db or postgresql://…."],
            id="no address",
        ),
        pytest.param(
            {**SOCKET, "DATABASE_URL": "sqlite://"},
            ["DATABASE_URL names no file; write sqlite:///rapport.db, so that nothing is lost."],
            id="no file",
        ),
        pytest.param(
            {**SOCKET, "MANAGERS_CHANNEL": "#settling"},
            [
                "MANAGERS_CHANNEL is wrong: #settling is no channel id; copy one like C024BE7LH from below the "
                "channel’s details."
            ],
            id="a channel’s name",
        ),
        pytest.param(
            {**SOCKET, "REGION": "Portugal"},
            [
                "REGION is wrong: it is the two letters of a country whose phone numbers you mostly write, "
                "like PT or DE."
            ],
            id="no country",
        ),
        pytest.param(
            {**SOCKET, "LOG_LEVEL": "loud"},
            ["LOG_LEVEL is wrong: it is one of debug, info, warning, error."],
            id="no level",
        ),
        pytest.param(
            {**SOCKET, "SLACK_API_URL": "slack.com/api"},
            ["SLACK_API_URL is wrong: it begins with https://; leave it out for Slack itself, https://slack.com/api/."],
            id="no web address",
        ),
        pytest.param(
            {**SOCKET, "MANAGERS": "U0MAYA, @tom,rita"},
            ["MANAGERS is wrong: @tom, rita is no member id; copy ids like U024BE7LH from people's profiles."],
            id="names for ids",
        ),
        pytest.param(
            {"PORT": "x", "LOG_LEVEL": "loud", "ADMINISTRATORS": "maya"},
            [
                NOT_SET,
                "PORT is wrong: input should be a valid integer, unable to parse string as an integer.",
                "ADMINISTRATORS is wrong: maya is no member id; copy ids like U024BE7LH from people's profiles.",
                "LOG_LEVEL is wrong: it is one of debug, info, warning, error.",
                settings.NEITHER_WAY,
            ],
            id="all of it at once",
        ),
    ],
)
def test_every_wrong_setting_is_named_with_its_fix(monkeypatch, environment, lines):
    assert told(monkeypatch, environment) == lines


def test_what_was_typed_is_never_repeated_where_it_is_secret(monkeypatch):
    lines = told(monkeypatch, {"SLACK_BOT_TOKEN": "xoxp-very-secret", "SLACK_APP_TOKEN": "xoxb-also"})
    assert not any("secret" in line or "also" in line for line in lines)


@pytest.mark.parametrize(
    ("environment", "over_http"), [pytest.param(SOCKET, False, id="socket"), pytest.param(HTTP, True, id="http")]
)
def test_either_way_is_enough(monkeypatch, environment, over_http):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert settings.read().over_http is over_http


def test_a_file_is_read_and_the_environment_goes_before_it(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-file\nSLACK_APP_TOKEN=xapp-file\nMANAGERS=U0MAYA, U0TOM,\n")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-environment")
    read = settings.read()
    assert read.slack_bot_token.get_secret_value() == "xoxb-environment"
    assert read.slack_app_token is not None
    assert read.slack_app_token.get_secret_value() == "xapp-file"
    assert read.managers == ("U0MAYA", "U0TOM")
    assert read.database_url == settings.database_url() == "sqlite:///rapport.db"


def test_secrets_do_not_show_when_settings_are_printed(monkeypatch):
    for name, value in {**SOCKET, **HTTP}.items():
        monkeypatch.setenv(name, value)
    assert "s3cret" not in repr(settings.read())
