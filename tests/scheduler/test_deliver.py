"""Is what cannot be said now said later, and once, and given up only when it has to be?"""

import asyncio
import itertools
import socket
from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from scheduler.turns import Limits
from tests.scheduler.office import figures, until
from tests.scheduler.office import office as opened
from tests.scheduler.owing import candidate, recruiter

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
POST, UPDATE, OPEN, ASK = "chat.postMessage", "chat.update", "conversations.open", "conversations.history"


async def test_a_letter_is_said_once_and_that_is_written_down(office):
    await office.owed(0, 1, 2)
    deliverer = office.deliverer()
    await office.rounds(deliverer)
    await office.passes(deliverer, 10 * MINUTE)
    for number in (0, 1, 2):
        assert [candidate(number) in words for words in office.heard(number)] == [True]
        row = await office.row(number)
        assert (row.shown, row.next_at, row.token, row.lease_until, row.attempt) == (row.version, None, None, None, 0)
    assert office.calls(ASK) == 0


@pytest.mark.parametrize(
    ("kind", "more", "posts"),
    [
        pytest.param("lose_reply", {}, 1, id="the reply is lost"),
        pytest.param("refuse", {}, 2, id="the connection is cut before"),
        pytest.param("status", {"status": 500, "done": True}, 1, id="500 although done"),
        pytest.param("status", {"status": 503}, 2, id="503"),
        pytest.param("error", {"code": "fatal_error", "done": True}, 1, id="fatal_error although done"),
        pytest.param("error", {"code": "internal_error"}, 2, id="internal_error"),
        pytest.param("garbage", {"body": "html", "done": True}, 1, id="a web page although done"),
        pytest.param("garbage", {"body": "truncated"}, 2, id="half an answer"),
        pytest.param("garbage", {"body": "empty", "done": True}, 1, id="an empty answer although done"),
    ],
)
async def test_where_the_answer_is_unclear_slack_is_asked_after_the_quarantine(office, kind, more, posts):
    office.slack.faults.add(POST, kind, **more)
    await office.owed(0)
    deliverer = office.deliverer()
    await office.passes(deliverer, 89 * SECOND, step=SECOND)
    assert (office.calls(POST), office.calls(ASK)) == (1, 0)
    await office.passes(deliverer, 5 * MINUTE)
    assert len(office.heard(0)) == 1
    assert (office.calls(POST), office.calls(ASK)) == (posts, 1)
    row = await office.row(0)
    assert (row.shown, row.next_at, row.token, row.possibly_twice) == (row.version, None, None, False)


async def test_a_message_that_slack_takes_after_we_gave_up_waiting_is_found(sqlite_office):
    office = sqlite_office
    office.limits = Limits(call=0.1 * SECOND)
    late = office.slack.faults.add(POST, "late")
    await office.owed(0)
    await office.rounds(office.deliverer())
    assert (late.met, office.heard(0)) == (1, [])
    late.release()
    await until(lambda: office.calls(POST))
    await office.passes(office.deliverer(), 5 * MINUTE)
    assert (len(office.heard(0)), office.calls(POST)) == (1, 1)


async def test_the_quarantine_counts_from_the_last_try(office):
    office.slack.faults.add(POST, "status", status=503, times=3)
    await office.owed(0)
    await office.passes(office.deliverer(), 15 * MINUTE, step=5 * SECOND)
    posts, asks = office.at(POST), office.at(ASK)
    assert (len(posts), len(asks), len(office.heard(0))) == (4, 3, 1)
    assert all(ask - max(post for post in posts if post < ask) >= 90 * SECOND for ask in asks)


async def test_a_process_that_starts_anew_keeps_the_quarantine(office):
    office.slack.faults.add(POST, "lose_reply")
    await office.owed(0)
    await office.rounds(office.deliverer())
    await office.passes(office.deliverer(), 89 * SECOND, step=SECOND)
    assert office.calls(ASK) == 0
    await office.passes(office.deliverer(), 2 * SECOND)
    assert (office.calls(ASK), len(office.heard(0))) == (1, 1)


async def test_a_letter_is_found_among_hundreds_of_later_messages(sqlite_office):
    office = sqlite_office
    office.slack.faults.add(POST, "lose_reply")
    await office.owed(0)
    deliverer = office.deliverer()
    await office.rounds(deliverer)
    place = office.slack.workspace.im(recruiter(0)).id
    for number in range(450):
        office.slack.workspace.post(place, recruiter(0), f"word {number}")
    await office.passes(deliverer, 5 * MINUTE)
    assert (office.calls(POST), office.calls(ASK)) == (1, 3)


@pytest.mark.parametrize("done", [True, False])
async def test_where_history_may_not_be_read_a_letter_is_said_again_and_counted(tmp_path, done):
    async with opened(f"sqlite:///{tmp_path / 'rapport.db'}", scopes_without="im:history") as office:
        office.slack.faults.add(POST, "status", status=500, done=done)
        await office.owed(0, 1)
        await office.passes(office.deliverer(), 5 * MINUTE)
        assert sorted(len(office.heard(number)) for number in (0, 1)) == ([1, 2] if done else [1, 1])
        assert (await figures(office))["possibly_twice"] == 1


async def test_a_rate_limit_gives_the_team_a_rest_that_counts_as_no_try(office):
    office.slack.faults.add(POST, "status", status=429, retry_after=40, times=30)
    await office.owed(0, 1, 2)
    deliverer = office.deliverer()
    await office.rounds(deliverer)
    first = office.calls(POST)
    await office.passes(deliverer, 39 * SECOND, step=SECOND)
    assert office.calls(POST) == first
    await office.passes(deliverer, HOUR, step=10 * SECOND)
    posts = sorted(set(office.at(POST)))
    assert min(later - earlier for earlier, later in itertools.pairwise(posts)) >= 40 * SECOND
    assert [len(office.heard(number)) for number in (0, 1, 2)] == [1, 1, 1]
    assert office.calls(ASK) == 0


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive", "missing_scope"])
async def test_a_team_out_of_reach_is_tried_once_a_minute_and_loses_nothing(sqlite_office, code):
    office = sqlite_office
    office.slack.faults.add("*", "error", code=code, times=10_000)
    await office.owed(*range(12))
    deliverer = office.deliverer()
    await office.passes(deliverer, 30 * MINUTE, step=20 * SECOND)
    assert 25 < len(office.slack.calls) <= 12 + 30
    office.slack.faults.clear()
    await office.passes(deliverer, 2 * MINUTE)
    assert [len(office.heard(number)) for number in range(12)] == [1] * 12


async def test_an_hour_without_a_network_loses_nothing(sqlite_office):
    office = sqlite_office
    await office.owed(*range(12))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/api/"
        cut_off = AsyncWebClient(token="xoxb-none", base_url=nobody, session=office.client.session, retry_handlers=[])
        await office.passes(office.deliverer(cut_off), HOUR, step=MINUTE)
    await office.passes(office.deliverer(), MINUTE)
    assert [len(office.heard(number)) for number in range(12)] == [1] * 12
    assert office.calls(ASK) == 0


async def test_what_slack_refuses_for_an_unknown_reason_is_tried_twelve_times(office):
    refused = office.slack.faults.add(POST, "error", code="a_new_code", times=100, channel="D0R0000")
    await office.owed(0, 1)
    deliverer = office.deliverer()
    await office.passes(deliverer, HOUR)
    assert refused.met == 12
    row = await office.row(0)
    assert (row.state, row.error, row.next_at, row.token) == ("dead", "a_new_code", None, None)
    assert (len(office.heard(0)), len(office.heard(1)), office.calls(ASK)) == (0, 1, 0)


async def test_a_slack_that_is_ill_for_hours_is_waited_for_and_not_for_ever(sqlite_office):
    office = sqlite_office
    await office.owed(0)
    ill = office.slack.faults.add(POST, "status", status=503, times=10_000, channel="D0R0000")
    deliverer = office.deliverer()
    await office.passes(deliverer, 3 * HOUR)
    assert (await office.row(0)).state == "open"
    await office.passes(deliverer, 6 * HOUR, step=MINUTE)
    assert ((await office.row(0)).state, ill.met) == ("dead", Limits().unsure)


@pytest.mark.parametrize("code", ["invalid_blocks", "user_disabled", "channel_not_found"])
async def test_what_will_always_be_refused_is_given_up_at_once(sqlite_office, code):
    office = sqlite_office
    office.slack.faults.add(POST, "error", code=code, channel="D0R0000")
    await office.owed(0, 1)
    await office.passes(office.deliverer(), HOUR)
    row = await office.row(0)
    assert (row.state, row.error) == ("dead", code)
    assert (office.heard(0), len(office.heard(1))) == ([], 1)


async def test_a_letter_that_cannot_be_drawn_does_not_hold_up_the_others(office):
    await office.owed(1, 2)
    await office.letter(0, kind="a_kind_of_the_next_version")
    deliverer = office.deliverer()
    await office.rounds(deliverer)
    assert [len(office.heard(number)) for number in (0, 1, 2)] == [0, 1, 1]
    await office.passes(deliverer, HOUR)
    rows = await office.rows(recruiter(0))
    assert [(row.state, row.error, row.attempt) for row in rows] == [("dead", "not_drawn", 11)]


async def test_an_outcome_that_cannot_be_recorded_does_not_hold_up_the_others(sqlite_office):
    office = sqlite_office
    await office.owed(0, 1, 2)
    stubborn = (await office.row(0)).id
    await office.database.transact(
        lambda db: db.exec_driver_sql(
            "CREATE TRIGGER stubborn BEFORE UPDATE OF ts ON outbox "
            f"WHEN NEW.id = {stubborn} AND NEW.ts IS NOT NULL BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    )
    await office.rounds(office.deliverer())
    assert [(await office.row(number)).shown for number in (0, 1, 2)] == [None, 1, 1]
    assert [len(office.heard(number)) for number in (0, 1, 2)] == [1, 1, 1]


async def test_letters_to_one_person_keep_their_order(office):
    office.slack.faults.add(POST, "lose_reply")
    await office.letter(0, due_before=1)
    await office.letter(0, due_before=2)
    deliverer = office.deliverer()
    await office.rounds(deliverer)
    assert len(office.heard(0)) == 1
    await office.passes(deliverer, 5 * MINUTE)
    assert [candidate(0, 2) in office.heard(0)[0], candidate(0, 1) in office.heard(0)[1]] == [True, True]


async def test_a_letter_that_keeps_failing_does_not_hold_up_the_next_for_long(sqlite_office):
    office = sqlite_office
    first = office.slack.faults.add(
        POST, "error", code="a_new_code", times=100, only=lambda body: candidate(0, 2) in str(body)
    )
    await office.letter(0, due_before=2)
    await office.letter(0, due_before=1)
    await office.passes(office.deliverer(), MINUTE, step=SECOND)
    assert 3 <= first.met < 12
    assert [candidate(0, 1) in words for words in office.heard(0)] == [True]


async def test_a_change_while_a_letter_is_on_its_way_is_shown_in_the_end(office):
    late = office.slack.faults.add(POST, "late")
    await office.owed(0)
    deliverer = office.deliverer()
    saying = asyncio.create_task(office.rounds(deliverer))
    await until(lambda: late.met)
    await office.settles(0)
    late.release()
    await saying
    assert [":white_check_mark:" in words for words in office.heard(0)] == [True]
    row = await office.row(0)
    assert (row.version, row.shown, row.next_at) == (2, 2, None)


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        pytest.param("lose_reply", {}, id="the reply is lost"),
        pytest.param("status", {"status": 503}, id="503"),
        pytest.param("garbage", {"body": "html"}, id="a web page"),
        pytest.param("status", {"status": 429, "retry_after": 5}, id="429"),
    ],
)
async def test_a_redraw_is_simply_repeated(sqlite_office, kind, more):
    office = sqlite_office
    await office.owed(0)
    deliverer = office.deliverer()
    await office.rounds(deliverer)
    office.slack.faults.add(UPDATE, kind, times=3, **more)
    await office.settles(0)
    await office.passes(deliverer, 30 * SECOND, step=SECOND)
    assert [":white_check_mark:" in words for words in office.heard(0)] == [True]
    assert (office.calls(UPDATE), office.calls(ASK), office.calls(POST)) == (4, 0, 1)


@pytest.mark.parametrize("code", ["message_not_found", "edit_window_closed", "cant_update_message"])
async def test_a_message_that_was_taken_away_is_redrawn_no_more(sqlite_office, code):
    office = sqlite_office
    await office.owed(0)
    deliverer = office.deliverer()
    await office.rounds(deliverer)
    office.slack.faults.add(UPDATE, "error", code=code)
    await office.settles(0)
    await office.passes(deliverer, 10 * MINUTE)
    row = await office.row(0)
    assert (row.state, row.next_at, office.calls(UPDATE)) == ("dropped", None, 1)
    assert office.heard_by("U0MAYA") == []


async def test_trouble_while_opening_the_channel_needs_no_asking(sqlite_office):
    office = sqlite_office
    office.slack.faults.add(OPEN, "lose_reply")
    await office.owed(0)
    await office.passes(office.deliverer(), 30 * SECOND, step=SECOND)
    assert (len(office.heard(0)), office.calls(OPEN), office.calls(ASK)) == (1, 2, 0)


async def test_what_nobody_is_owed_any_more_is_not_said(sqlite_office):
    office = sqlite_office
    office.slack.faults.add(POST, "status", status=503)
    await office.owed(0)
    deliverer = office.deliverer()
    await office.rounds(deliverer)
    await office.strikes(0)
    await office.passes(deliverer, 10 * MINUTE)
    assert ((await office.row(0)).state, office.heard(0), office.calls(POST)) == ("dropped", [], 1)
