"""Are disputes settled in the managers' channel only while it is private, and else in messages to each?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from practice import story
from practice.reading import plain
from practice.shapes import Channel
from tests.stories.court import NINA, ROOM, RULED, court
from tests.stories.deeds import heard, redrawn
from tests.stories.house import MONDAY

ASKED = {"Ask": "Rita Reis, the owner", "Question": "When did you speak last?"}
MANAGERS = [story.MAYA, NINA, story.BOT]
PRIVATE = Channel(ROOM, "settling", "private", MANAGERS)


@pytest.fixture
def url(tmp_path) -> str:
    """Where a story is kept in which the engine has no part."""
    return f"sqlite:///{tmp_path / 'rapport.db'}"


def a_room(**fields: object) -> Channel:
    return replace(PRIVATE, members=list(MANAGERS), **fields)  # type: ignore[arg-type]


async def test_a_private_channel_has_the_case_once_and_turns_into_its_outcome(database_url):
    async with court(database_url, room=a_room()) as it:
        await it.goes_up()
        case = it.maya.reads(ROOM)
        assert [plain(one).splitlines()[0] for one in case] == ["@U0TOM claims Ana Silva, whom @U0RITA owns."]
        assert heard(it.maya) == heard(it.nina) == []
        await it.fills(it.maya, case[0], "Keep", RULED)
        assert [plain(one).splitlines()[1] for one in it.nina.reads(ROOM)] == [
            "@U0RITA keeps Ana Silva · ruled by @U0MAYA at 09:00 UTC on 23 Nov 2026"
        ]
        assert heard(it.maya) == heard(it.nina) == []


async def test_a_party_in_the_channel_reads_the_case_and_does_not_rule(url):
    async with court(url, room=Channel(ROOM, "settling", "private", [*MANAGERS, story.RITA])) as it:
        await it.goes_up()
        await it.rita.clicks(it.rita.reads(ROOM)[0], "Keep")
        assert "You have a part in this yourself" in plain(it.rita.reads(ROOM)[-1])
        assert "Keep | Transfer" in plain(it.maya.reads(ROOM)[0])


@pytest.mark.parametrize(
    "room",
    [
        pytest.param(a_room(kind="public"), id="it is public"),
        pytest.param(a_room(is_ext_shared=True), id="it is shared with another organisation"),
        pytest.param(a_room(is_pending_ext_shared=True), id="it is about to be shared"),
        pytest.param(a_room(is_archived=True), id="it is archived"),
        pytest.param(Channel(ROOM, "settling", "private", [story.MAYA, NINA]), id="the bot is not in it"),
    ],
)
async def test_a_channel_in_which_names_may_not_be_said_gets_nothing_and_each_manager_hears_alone(url, room):
    async with court(url, room=room) as it:
        await it.goes_up()
        await redrawn(it.there)
        assert it.maya.reads(ROOM) == []
        assert [words.splitlines()[0] for words in heard(it.maya)] == ["@U0TOM claims Ana Silva, whom @U0RITA owns."]
        assert heard(it.maya) == heard(it.nina)
        await it.there.move(MONDAY + timedelta(days=7, hours=1))
        assert [len(heard(seat)) for seat in (it.maya, it.nina)] == [2, 2]
        assert "is to be settled by" in it.reads(it.maya)
        it.there.slack.refused.clear()


async def test_a_channel_that_is_opened_to_others_is_left_and_what_stood_there_is_taken_out(url):
    async with court(url, room=a_room()) as it:
        await it.goes_up()
        it.there.slack.workspace.add_channel(a_room(is_ext_shared=True))
        await it.fills(it.maya, it.maya.reads(ROOM)[0], "Keep", RULED)
        await redrawn(it.there)
        assert [plain(one) for one in it.maya.reads(ROOM)] == [
            "This is settled in direct messages now, since this channel is not private any more."
        ]
        for seat in (it.maya, it.nina):
            assert [words.splitlines()[1] for words in heard(seat)] == [
                "@U0RITA keeps Ana Silva · ruled by @U0MAYA at 09:00 UTC on 23 Nov 2026"
            ]


async def test_what_cannot_be_taken_out_of_an_opened_channel_at_once_is_taken_out_later(url):
    async with court(url, room=a_room()) as it:
        await it.goes_up()
        case = it.maya.reads(ROOM)[0]
        it.there.slack.workspace.add_channel(a_room(is_ext_shared=True))
        it.there.slack.faults.add("chat.update", "status", channel=ROOM, status=503)
        await it.fills(it.maya, case, "Keep", RULED)
        await it.there.move(MONDAY + timedelta(minutes=5))
        assert [plain(one) for one in it.maya.reads(ROOM)] == [
            "This is settled in direct messages now, since this channel is not private any more."
        ]
        assert [len(heard(seat)) for seat in (it.maya, it.nina)] == [1, 1]


async def test_where_slack_does_not_answer_the_channel_is_asked_about_again(url):
    async with court(url, room=a_room()) as it:
        it.there.slack.faults.add("conversations.info", "status", status=503)
        await it.goes_up()
        assert it.maya.reads(ROOM) == []
        await it.there.move(MONDAY + timedelta(minutes=5))
        assert len(it.maya.reads(ROOM)) == 1
        assert heard(it.maya) == []


async def test_a_case_that_somebody_deletes_is_said_again_once_it_changes(url):
    async with court(url, room=a_room()) as it:
        await it.goes_up()
        case = it.lends(it.maya.reads(ROOM)[0], it.maya)
        it.there.slack.workspace.edit(it.maya.reads(ROOM)[0], deleted=True)
        assert it.maya.reads(ROOM) == []
        await it.fills(it.maya, case, "Ask …", ASKED)
        assert ["Keep | Transfer" in plain(one) for one in it.maya.reads(ROOM)] == [True]
        await it.fills(it.maya, it.maya.reads(ROOM)[0], "Keep", RULED)
        assert [plain(one).splitlines()[1] for one in it.maya.reads(ROOM)] == [
            "@U0RITA keeps Ana Silva · ruled by @U0MAYA at 09:00 UTC on 23 Nov 2026"
        ]
        it.there.slack.refused.clear()
