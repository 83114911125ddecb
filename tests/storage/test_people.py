"""Is each person kept as Slack describes them, with what they chose themselves and the rights they were given?"""

from dataclasses import replace
from datetime import time

import storage
from tests.storage.examples import MAYA, NOW, OTHER, RITA, TEAM, TOM, person


async def test_what_slack_says_is_renewed_and_what_one_chose_stays(database):
    rita = person(name="Rita Reis")
    await database.transact(storage.people.meet, rita)
    assert await database.ask(storage.people.known, TEAM, RITA) == rita
    moved = replace(rita, name="Rita Reis Braun", zone="Europe/Berlin", country="DE", guest=True, morning_at=time(12))
    await database.transact(storage.people.meet, moved)
    assert await database.ask(storage.people.known, TEAM, RITA) == replace(moved, morning_at=time(8, 30))
    await database.transact(storage.people.choose, TEAM, RITA, time(7, 45), "DE-BY")
    await database.transact(storage.people.meet, replace(rita, active=False))
    expected = replace(rita, active=False, country="DE-BY", morning_at=time(7, 45))
    assert await database.ask(storage.people.known, TEAM, RITA) == expected


async def test_rights_belong_to_exactly_those_whom_the_settings_name(database):
    for id in (RITA, TOM, MAYA):
        await database.transact(storage.people.meet, person(id))
        await database.transact(storage.people.meet, person(id, team=OTHER))
    await database.transact(storage.people.appoint, TEAM, [MAYA, TOM], [MAYA])
    assert [one.id for one in await database.ask(storage.people.managers, TEAM)] == [MAYA, TOM]
    assert [one.id for one in await database.ask(storage.people.administrators, TEAM)] == [MAYA]
    await database.transact(storage.people.appoint, TEAM, [TOM], [])
    await database.transact(storage.people.meet, person(TOM, active=False))
    assert await database.ask(storage.people.managers, TEAM) == []
    assert await database.ask(storage.people.administrators, TEAM) == []
    assert await database.ask(storage.people.managers, OTHER) == []


async def test_several_are_asked_for_at_once_and_only_of_ones_own_team(database):
    for id in (RITA, TOM):
        await database.transact(storage.people.meet, person(id))
    await database.transact(storage.people.meet, person(MAYA, team=OTHER))
    assert set(await database.ask(storage.people.several, TEAM, [RITA, TOM, MAYA, RITA])) == {RITA, TOM}
    assert set(await database.ask(storage.people.several, TEAM, [RITA])) == {RITA}
    assert await database.ask(storage.people.several, TEAM, []) == {}
    assert await database.ask(storage.people.known, TEAM, MAYA) is None


async def test_a_direct_channel_is_remembered(database):
    await database.transact(storage.people.meet, person())
    assert await database.ask(storage.people.channel, TEAM, RITA) is None
    await database.transact(storage.people.keep_channel, TEAM, RITA, "D1")
    await database.transact(storage.people.meet, person())
    assert await database.ask(storage.people.channel, TEAM, RITA) == "D1"
    assert await database.ask(storage.people.channel, OTHER, RITA) is None


async def test_a_workspace_is_written_down_once(database):
    for name in ("Home", "New home"):
        await database.transact(storage.teams.install, TEAM, name, "U0BOT", "B0BOT", NOW)
    assert await database.ask(storage.teams.installed) == [TEAM]
