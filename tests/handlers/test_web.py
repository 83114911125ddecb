"""Does the web hear Slack alone, tell how we are, and write down nothing that it was sent?"""

import io
import json
import random
from collections.abc import Iterator
from itertools import product

import aiohttp
import pytest

from practice.posted import Form, form_of, signed
from tests.stories.desk import adds, logged
from tests.stories.house import house

SECRET = "Ana Silva asks for 80,000"
FORM_TYPE = "application/x-www-form-urlencoded"


@pytest.fixture
async def there(tmp_path):
    """A house reached over HTTP, in whose log is nothing of what it was sent."""
    with logged() as log:
        async with house(f"sqlite:///{tmp_path / 'rapport.db'}", "http") as it:
            yield it
    assert SECRET not in log.getvalue()
    assert "Silva" not in log.getvalue()
    assert "Traceback" not in log.getvalue()


@pytest.fixture
async def posts(there):
    """Posts a form with headers to the bot, and gives the status and text of the reply."""
    async with aiohttp.ClientSession() as session:

        async def post(body: bytes, headers: dict[str, str]) -> tuple[int, str]:
            url = f"{there.bot.address}/slack/events"
            async with session.post(url, data=io.BytesIO(body), headers=headers) as reply:
                return reply.status, await reply.text()

        yield post


def command(text: str = SECRET) -> Form:
    fields = {"command": "/touch", "text": text, "user_id": "U0RITA", "team_id": "T0PRACTICE", "trigger_id": "1.1"}
    return form_of("slash_commands", fields)


WRONG_HEADERS = [
    pytest.param({"X-Slack-Signature": None}, id="no signature"),
    pytest.param({"X-Slack-Request-Timestamp": None}, id="no moment"),
    pytest.param({"X-Slack-Signature": None, "X-Slack-Request-Timestamp": None}, id="neither"),
    pytest.param({"X-Slack-Signature": ""}, id="an empty signature"),
    pytest.param({"X-Slack-Signature": "v0=" + "0" * 64}, id="a wrong signature"),
    pytest.param({"X-Slack-Signature": "v1=" + "0" * 64}, id="a signature of another version"),
    pytest.param({"X-Slack-Signature": "v0=ünïcödé"}, id="a signature with accents"),
    pytest.param({"X-Slack-Signature": "x" * 5_000}, id="an endless signature"),
    pytest.param({"X-Slack-Request-Timestamp": "yesterday"}, id="a moment in words"),
    pytest.param({"X-Slack-Request-Timestamp": "-1"}, id="a moment before all"),
    pytest.param({"X-Slack-Request-Timestamp": "9" * 400}, id="a moment after all"),
    pytest.param({"X-Slack-Request-Timestamp": "1e9"}, id="a moment as a float"),
    pytest.param({"X-Slack-Request-Timestamp": "nan"}, id="a moment that is none"),
    pytest.param({"X-Slack-Request-Timestamp": "٣٣"}, id="a moment in other digits"),
]


@pytest.mark.parametrize("wrong", WRONG_HEADERS)
async def test_what_slack_did_not_sign_is_not_heard(there, posts, wrong):
    headers = signed(command(), there.slack.signing_secret) | wrong
    given = {name: value for name, value in headers.items() if value is not None}
    assert await posts(command().body, given) == (401, "unauthorized")


@pytest.mark.parametrize("age", [-301, -3_600, 301, 86_400])
async def test_what_was_signed_at_another_time_is_not_heard(there, posts, age):
    form = command()
    assert (await posts(form.body, signed(form, there.slack.signing_secret, age)))[0] == 401


async def test_what_another_signed_is_not_heard(posts):
    assert (await posts(command().body, signed(command(), "another secret")))[0] == 401


async def test_what_was_changed_on_the_way_is_not_heard(there, posts):
    headers = signed(command(), there.slack.signing_secret)
    assert (await posts(command().body + b"x", headers))[0] == 401


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        pytest.param("application/json", b"", id="nothing"),
        pytest.param("application/json", b"{" + SECRET.encode(), id="half of JSON"),
        pytest.param("application/json", json.dumps([SECRET]).encode(), id="a list"),
        pytest.param("application/json", json.dumps(SECRET).encode(), id="a text"),
        pytest.param("application/json", b"null", id="null"),
        pytest.param("application/json", b"[" * 100_000, id="a deep list"),
        pytest.param("application/json", b'{"type": "event_callback"}', id="an event without an event"),
        pytest.param("application/json", b'{"type": "event_callback", "event": {"type": "fly"}}', id="unheard event"),
        pytest.param("application/json", b'{"type": 7, "user": 8, "team": 9, "view": 10}', id="numbers"),
        pytest.param(FORM_TYPE, b"payload=" + SECRET.encode(), id="a payload that is no JSON"),
        pytest.param(FORM_TYPE, b"payload=%7B%7D", id="an empty payload"),
        pytest.param(FORM_TYPE, b"payload=%5B%5D", id="a payload that is a list"),
        pytest.param(FORM_TYPE, b"\xff\xfe\xfa", id="no text at all"),
        pytest.param(f"{FORM_TYPE}; charset=klingon", b"command=/touch", id="letters of another world"),
        pytest.param(FORM_TYPE, b"command=/touch", id="a command by nobody"),
        pytest.param(FORM_TYPE, b"command=/touch&user_id=U0RITA", id="a command without text"),
        pytest.param(FORM_TYPE, b"command=/fly&user_id=U0RITA&text=x", id="a command of none"),
        pytest.param(FORM_TYPE, b"ssl_check=1&token=x", id="a check of the certificate"),
    ],
)
async def test_what_slack_signed_but_would_never_write_ends_in_no_error(there, posts, content_type, body):
    form = Form(content_type, body)
    status, _ = await posts(body, signed(form, there.slack.signing_secret))
    assert status in (200, 401)


def interactions() -> Iterator[dict[str, object]]:
    """Payloads of every kind that lack this or that."""
    whole: dict[str, object] = {
        "user": {"id": "U0RITA", "team_id": "T0PRACTICE"},
        "team": {"id": "T0PRACTICE"},
        "trigger_id": "1.1",
        "view": {"id": "V1", "callback_id": "touch_form", "private_metadata": SECRET, "blocks": [], "type": "modal"},
        "actions": [{"action_id": "touch_undo", "block_id": "b", "value": SECRET, "action_ts": "1.1"}],
        "action_id": "touch_candidate",
        "callback_id": "touch_from_message",
        "value": SECRET,
    }
    kinds = ("view_submission", "view_closed", "block_actions", "block_suggestion", "shortcut", "message_action")
    for kind in (*kinds, "interactive_message", "dialog_submission", "dialog_cancellation"):
        yield {"type": kind, **whole}
    for kind, lacking in product(kinds, whole):
        yield {"type": kind, **{name: value for name, value in whole.items() if name != lacking}}
        if lacking not in ("view", "actions"):
            yield {"type": kind, **whole, lacking: None}


async def test_every_payload_that_lacks_something_is_answered(there, posts):
    for payload in interactions():
        form = form_of("interactive", payload)
        status, text = await posts(form.body, signed(form, there.slack.signing_secret))
        assert status == 200, payload
        assert "Traceback" not in text


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "view_submission", "view": {"callback_id": SECRET}, "user": {"id": "U0RITA"}},
        {"type": "view_submission", "view": None, "user": {"id": "U0RITA"}},
        {"type": "event_callback", "event": [SECRET]},
    ],
    ids=str,
)
async def test_what_bolt_itself_cannot_make_out_is_not_acknowledged(there, posts, payload):
    form = form_of("interactive", payload)
    assert await posts(form.body, signed(form, there.slack.signing_secret)) == (503, "")


async def test_five_hundred_damaged_requests_are_turned_away_or_answered(there, posts):
    draw = random.Random(41)
    whole = command().body
    for _ in range(500):
        body = bytearray(whole)
        for _ in range(draw.randrange(1, 6)):
            body[draw.randrange(len(body))] = draw.randrange(256)
        form = Form(draw.choice([FORM_TYPE, "application/json", "text/plain", ""]), bytes(body))
        headers = signed(form, there.slack.signing_secret)
        if draw.random() < 0.5:
            name = draw.choice(["X-Slack-Signature", "X-Slack-Request-Timestamp"])
            headers[name] = "".join(chr(draw.randrange(33, 127)) for _ in range(draw.randrange(80)))
        assert (await posts(form.body, headers))[0] in (200, 401)


async def test_a_body_without_end_is_cut_short(there, posts):
    form = Form(FORM_TYPE, b"command=/touch&text=" + b"x" * 3_000_000)
    assert (await posts(form.body, signed(form, there.slack.signing_secret)))[0] == 413


async def test_slack_is_shown_that_the_address_is_ours(there, posts):
    form = form_of("events_api", {"type": "url_verification", "challenge": "3eZbrw1aB"})
    status, text = await posts(form.body, signed(form, there.slack.signing_secret))
    assert (status, json.loads(text)) == (200, {"challenge": "3eZbrw1aB"})


# ---------------------------------------------------------------- how we are


async def got(there, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"{there.bot.address}{path}") as reply:
        return reply.status, await reply.text()


async def test_it_lives_and_is_ready(there):
    assert await got(there, "/live") == (200, '{"live": true}')
    status, text = await got(there, "/ready")
    assert status == 200
    assert set(json.loads(text).values()) == {True}


async def test_it_is_not_ready_without_its_tables(there):
    def drop(db) -> None:
        db.exec_driver_sql("DROP TABLE alembic_version")

    await there.bot.database.transact(drop)
    status, text = await got(there, "/ready")
    assert status == 503
    assert json.loads(text)["tables"] is False


async def test_its_figures_can_be_read(there, posts):
    await adds(there.slack.seat("U0RITA"), "Ana Silva")
    await posts(b"x", {})
    status, text = await got(there, "/metrics")
    assert status == 200
    assert "rapport_unsigned_requests_total 1.0" in text
    for figure in ("waiting", "oldest_seconds", "given_up", "possibly_twice", "tick_trouble"):
        assert f"rapport_{figure} 0.0" in text
    assert "Ana" not in text


@pytest.mark.parametrize("path", ["/", "/slack/events", "/admin", "/.env", "/live/../ready/x"])
async def test_nothing_else_is_there(there, path):
    assert (await got(there, path))[0] in (404, 405)
