"""Is a letter said by one process alone, however long another was held up?"""

import asyncio
from datetime import timedelta

import pytest

from scheduler.claims import AT_ONCE
from tests.scheduler.office import until
from tests.scheduler.owing import MORNING, recruiter

POST, OPEN, ASK = "chat.postMessage", "conversations.open", "conversations.history"
LEASE, QUARANTINE, SECOND = timedelta(seconds=60), timedelta(seconds=90), timedelta(seconds=1)


async def test_deliverers_at_once_never_say_the_same(office):
    await office.owed(*range(12))
    several = [office.deliverer() for _ in range(4)]
    await asyncio.gather(*(office.rounds(each) for each in several))
    assert [len(office.heard(number)) for number in range(12)] == [1] * 12


@pytest.mark.parametrize(
    ("gone", "said_at_once"),
    [
        pytest.param(49, True, id="there is time for a whole call"),
        pytest.param(51, False, id="less than a call may take is left"),
    ],
)
async def test_no_call_is_begun_that_might_outlast_the_lease(office, gone, said_at_once):
    held_up = office.slack.faults.add(OPEN, "late")
    await office.owed(0)
    deliverer = office.deliverer()
    saying = asyncio.create_task(deliverer.deliver())
    await until(lambda: held_up.met)
    office.clock.seconds += gone
    held_up.release()
    await saying
    assert bool(office.heard(0)) is said_at_once
    await office.rounds(deliverer)
    assert (len(office.heard(0)), office.calls(ASK)) == (1, 0)
    assert (await office.row(0)).attempt == 0


async def test_the_rest_of_a_batch_whose_lease_ran_out_is_left_to_the_next(office):
    held_up = office.slack.faults.add(POST, "late")
    await office.letter(0, due_before=2)
    await office.letter(0, due_before=1)
    deliverer = office.deliverer()
    saying = asyncio.create_task(deliverer.deliver())
    await until(lambda: held_up.met)
    office.clock.seconds += 51
    held_up.release()
    await saying
    assert office.calls(POST) == 1
    assert [row.first_try_at for row in await office.rows(recruiter(0))][1] is None
    await office.rounds(deliverer)
    assert (len(office.heard(0)), office.calls(ASK)) == (2, 0)


async def test_a_claim_lost_to_another_is_not_recorded_over(office):
    held_up = office.slack.faults.add(POST, "late")
    await office.owed(0)
    slow, quick = office.deliverer(), office.deliverer()
    saying = asyncio.create_task(slow.deliver())
    await until(lambda: held_up.met)
    office.clock.set(MORNING + LEASE)
    await office.rounds(quick)
    before = await office.row(0)
    held_up.release()
    await saying
    assert await office.row(0) == before
    assert (before.shown, before.token, before.next_at) == (None, None, MORNING + QUARANTINE)
    office.clock.set(MORNING + QUARANTINE)
    await office.rounds(quick)
    row = await office.row(0)
    assert (len(office.heard(0)), office.calls(POST), row.shown, row.next_at) == (1, 1, 1, None)


async def test_what_a_dead_process_had_claimed_is_said_by_the_next(office):
    held_up = office.slack.faults.add(OPEN, "late")
    await office.owed(0)
    dying = asyncio.create_task(office.deliverer().deliver())
    await until(lambda: held_up.met)
    dying.cancel()
    await asyncio.wait([dying])
    deliverer = office.deliverer()
    await office.passes(deliverer, LEASE - SECOND, step=SECOND)
    assert office.heard(0) == []
    await office.passes(deliverer, QUARANTINE)
    assert (len(office.heard(0)), office.calls(POST), office.calls(ASK)) == (1, 1, 1)


async def test_a_batch_that_has_to_wait_does_not_keep_the_next_waiting(office):
    held_up = office.slack.faults.add(OPEN, "late")
    for due_before in range(AT_ONCE + 5):
        await office.letter(0, due_before=due_before)
    dying = asyncio.create_task(office.deliverer().deliver())
    await until(lambda: held_up.met)
    dying.cancel()
    await asyncio.wait([dying])
    office.clock.set(MORNING + LEASE)
    await office.rounds(office.deliverer())
    assert len(office.heard(0)) == 5
    await office.passes(office.deliverer(), QUARANTINE)
    assert len(office.heard(0)) == AT_ONCE + 5
