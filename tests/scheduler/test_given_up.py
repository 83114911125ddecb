"""Do administrators and operators hear of what was given up, and can they mend it?"""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from tests.scheduler.office import office as opened
from tests.scheduler.owing import MORNING, recruiter

POST, ASK, MAYA = "chat.postMessage", "conversations.history", "U0MAYA"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def outbox(url: str, *options: str) -> list[str]:
    """What the command says, line by line."""
    done = CliRunner().invoke(main, ["outbox", *options], env={"DATABASE_URL": url}, catch_exceptions=False)
    assert done.exit_code == 0
    return done.output.splitlines()


async def gives_up(office, *numbers: int) -> None:
    for number in numbers:
        office.slack.faults.add(POST, "error", code="user_disabled", channel=f"D0R{number:04d}")
    await office.owed(*numbers)
    await office.passes(office.deliverer(), timedelta(minutes=2))


async def test_an_administrator_hears_of_it_once_a_day_and_in_waking_hours(office):
    await gives_up(office, 0, 1)
    told = office.heard_by(MAYA)
    assert len(told) == 1
    assert "2" in told[0]
    await gives_up(office, 2)
    assert len(office.heard_by(MAYA)) == 1
    assert "3" in office.heard_by(MAYA)[0]
    office.clock.set(MORNING + DAY)
    await gives_up(office, 3)
    assert len(office.heard_by(MAYA)) == 2
    night = MORNING.replace(hour=23) + DAY
    office.clock.set(night)
    await office.letter(4)
    office.slack.faults.add(POST, "error", code="user_disabled", channel="D0R0004")
    await office.passes(office.deliverer(), timedelta(minutes=2))
    assert ((await office.row(4)).state, len(office.heard_by(MAYA))) == ("open", 2)
    await office.passes(office.deliverer(), 10 * HOUR, step=HOUR)
    assert ((await office.row(4)).state, len(office.heard_by(MAYA))) == ("dead", 3)


async def test_that_an_administrator_cannot_be_told_is_no_news(office):
    office.slack.faults.add(POST, "error", code="user_disabled", times=100)
    await office.owed(0)
    await office.passes(office.deliverer(), HOUR)
    assert office.calls(POST) == 2
    assert len(await office.rows(MAYA)) == 1


async def test_operators_list_what_was_given_up_and_have_it_said_after_all(database_url):
    async with opened(database_url) as office:
        await gives_up(office, 0, 1, 2)
        ids = {number: (await office.row(number)).id for number in (0, 1, 2)}
    listed = outbox(database_url)
    assert sorted(listed[:-1]) == sorted(
        f"{id}  T0PRACTICE  morning to U0R{number:04d}: user_disabled" for number, id in ids.items()
    )
    assert listed[-1] == "3 given up"
    assert outbox(database_url, "--retry", str(ids[0]))[0] == "It will be said again."
    assert outbox(database_url, "--drop", str(ids[1]))[0] == "It is off the list."
    assert outbox(database_url, "--retry", "12345")[0] == "There is no message 12345."
    assert outbox(database_url, "--drop", str(ids[0]))[0] == f"There is no message {ids[0]}."
    assert outbox(database_url)[-1] == "1 given up"
    async with opened(database_url) as office:
        office.slack.workspace.im(recruiter(0))
        for _ in ("when it was asked for", "when people may be spoken to again"):
            office.clock.set((await office.row(0)).next_at or office.clock.now())
            await office.rounds(office.deliverer())
        assert [len(office.heard(number)) for number in (0, 1, 2)] == [1, 0, 0]
        assert office.calls(ASK) == 0


@pytest.mark.parametrize("done", [True, False])
async def test_a_letter_that_may_have_been_said_is_asked_about_before_it_is_said_after_all(office, done):
    office.limits = type(office.limits)(unsure=1)
    office.slack.faults.add(POST, "status", status=503, done=done)
    await office.owed(0)
    await office.rounds(office.deliverer())
    row = await office.row(0)
    assert (row.state, row.error) == ("dead", "status_503")
    await office.retries(row.id)
    await office.passes(office.deliverer(), timedelta(minutes=5))
    assert (len(office.heard(0)), office.calls(ASK)) == (1, 1)
