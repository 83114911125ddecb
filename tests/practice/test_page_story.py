"""Who is met in the practice workspace, and what was said there before?"""

import pytest

from practice import story
from practice.slack import Practice
from tests.practice import house


@pytest.fixture
async def slack(clock: house.Clock):
    async with Practice(house.MANIFEST, clock.now, story.people(), story.channels()) as started:
        await story.small_talk(started)
        yield started


@pytest.mark.parametrize(
    ("person", "channels"),
    [
        (story.RITA, {story.GENERAL, story.RECRUITING, story.PARTNERS}),
        (story.GUS, {story.GENERAL}),
        (story.OSCAR, {story.PARTNERS}),
    ],
)
def test_each_reads_what_was_said_where_they_are(slack, person, channels):
    seat = slack.seat(person)
    assert {channel for channel in (story.GENERAL, story.RECRUITING, story.PARTNERS) if seat.reads(channel)} == channels


def test_nothing_went_wrong_on_the_way(slack):
    for person in story.people():
        assert slack.seat(person.id).notices == []
    assert len([*slack.workspace.said(story.RECRUITING)]) == 5


def test_one_is_from_outside_and_one_is_a_guest(slack):
    people = slack.workspace.people
    assert people[story.OSCAR].team_id != slack.workspace.team_id
    assert people[story.GUS].is_restricted
    assert slack.workspace.channels[story.PARTNERS].is_ext_shared
