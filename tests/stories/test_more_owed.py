"""Do a reply, a promise and a last word find their way into the morning, and out of it again?"""

from collections.abc import AsyncIterator
from urllib.parse import unquote

import pytest

import storage
from bot import promises
from bot.facts import Owing, Stage
from bot.messages.updates import WORDS
from bot.policy import Policy
from practice import story
from practice.reading import plain
from practice.seat import Seat
from storage.database import Db
from tests.stories.deeds import adds, at, card, heard, moves, redrawn, told
from tests.stories.desk import adds as adds_with
from tests.stories.desk import offered, open_form, picks_of_old, presses, value_of
from tests.stories.house import MONDAY, House, house

TEAM = "T0PRACTICE"
DONE = "Good morning. Everything in this message is seen to."


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    """On Monday Rita puts Ana, whose e-mail is known, forward for a screening, and tells her so."""
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        rita = house_.slack.seat(story.RITA)
        await adds_with(rita, "Ana Silva", "Backend engineer", "Submitted", "ana@example.com")
        await rita.types("/touch Ana Silva - spoke, told, sent her CV")
        yield house_


async def logs(seat: Seat, how: str, name: str = "Ana Silva", **more: str) -> None:
    """Someone logs a touch by the form."""
    await seat.types(f"/touch {name}")
    await seat.fills({"How it went": how, **more})
    assert await seat.submits() == {}
    await seat.closes()


def items(seat: Seat) -> list[str]:
    """What stands in someone's newest message, without its opening."""
    return heard(seat)[-1].splitlines()[1:]


# ---------------------------------------------------------------- S16: a reply is owed


async def test_who_wrote_is_answered_within_a_working_day(database_url):
    async with house(database_url) as there:
        rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
        await adds(rita, "Ana Silva", "Submitted")
        await there.move(at("23T10:00"))
        await logs(tom, "They e-mailed, a reply")
        await there.move(at("24T08:30"))
        assert heard(tom) == []
        # The news that a colleague heard from her comes at the same moment.
        [place] = [place for place, said in enumerate(heard(rita)) if said.startswith("Good morning.")]
        assert heard(rita)[place].startswith(
            "Good morning. 1 candidate is waiting to hear from you today: Ana Silva (a reply).\n"
            "Ana Silva · submitted for Backend engineer\n"
            ":large_orange_circle: Reply due soon, by 18:00 UTC on 24 Nov 2026\nLast spoke at"
        )
        await rita.types("/touch Ana Silva - no answer")
        await redrawn(there)
        assert "Reply due soon" in heard(rita)[place]
        await rita.types("/touch Ana Silva - emailed")
        await redrawn(there)
        assert heard(rita)[place].splitlines()[0] == DONE
        assert f":white_check_mark: E-mail, sent · by @{story.RITA}" in heard(rita)[place]


async def test_the_card_and_the_home_tab_say_that_a_reply_is_owed(there):
    rita = there.slack.seat(story.RITA)
    await there.move(at("23T10:00"))
    await logs(rita, "They called, voicemail")
    assert "Reply due by 18:00 UTC on 24 Nov 2026 · owed by @U0RITA" in plain(await card(rita, "Ana"))
    await there.move(at("24T09:00"))
    assert "Reply due soon, by 18:00 UTC on 24 Nov 2026" in plain(await rita.opens_home())


# ---------------------------------------------------------------- S5: a promise is kept or broken


async def test_a_promise_is_owed_on_its_day_and_kept_by_a_call(there):
    rita = there.slack.seat(story.RITA)
    await there.move(at("23T10:00"))
    await logs(rita, "Call, spoke", **{"Told them where they stand": "Yes", "Promised by": "2026-11-25"})
    await there.move(at("25T08:30"))
    assert items(rita)[1].startswith(
        ":large_orange_circle: Promise due soon, by 23:59 UTC on 25 Nov 2026 · promised for Wednesday 25 November"
    )
    answer = (await rita.types("/touch Ana Silva - vm, as promised"))[-1]
    await redrawn(there)
    assert heard(rita)[-1].splitlines()[0] == DONE
    assert "kept at 08:30 UTC on 25 Nov 2026" in plain(await card(rita, "Ana"))
    await rita.clicks(answer, "Undo")
    await redrawn(there)
    assert "Promise due soon" in heard(rita)[-1]


async def test_a_broken_promise_comes_first_and_the_manager_hears_of_it(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    await adds(rita, "Ben Okoro", "Offer")
    await there.move(at("23T10:00"))
    await logs(rita, "Call, spoke", **{"Told them where they stand": "Yes", "Promised by": "2026-11-24"})
    await there.move(at("24T15:00"))
    await rita.types("/touch Ben Okoro - spoke, offers none")
    await there.move(at("25T08:30"))
    names = [line.split(" · ")[0] for line in items(rita)[::4]]
    assert names == ["Ana Silva", "Ben Okoro"]
    assert "Promise broken at 23:59 UTC on 24 Nov 2026" in items(rita)[1]
    assert "not kept" in plain(await card(rita, "Ana"))
    await there.move(at("26T12:00"))
    assert heard(maya)[-1].startswith("Overdue: Ana Silva (a promise) and Ben Okoro (offer) have waited too long.\n")


# ---------------------------------------------------------------- S7: the last word


async def test_after_an_interview_they_are_called_first_and_then_written_to(database_url):
    async with house(database_url) as there:
        rita = there.slack.seat(story.RITA)
        await adds_with(rita, "Ana Silva", "Backend engineer", "Interview", "ana@example.com")
        await moves(rita, "Ana Silva", "Rejected")
        await there.move(at("24T08:30"))
        assert items(rita)[1] == (
            ":large_orange_circle: Last word due soon, by 18:00 UTC on 24 Nov 2026 · "
            "Call first (no phone number is on record); if you cannot reach them, send the e-mail"
        )
        assert items(rita)[3] == "Log it | E-mail | More"
        await logs(rita, "E-mail, sent", **{"Told them where they stand": "Yes"})
        await redrawn(there)
        assert "Call first" in heard(rita)[-1]
        await rita.types("/touch Ana Silva - no answer")
        await redrawn(there)
        assert heard(rita)[-1].splitlines()[0] == DONE


async def test_a_ready_e_mail_is_opened_and_logged_in_two_presses(there):
    rita = there.slack.seat(story.RITA)
    await there.move(at("23T10:00"))
    await moves(rita, "Ana Silva", "Rejected")
    await there.move(at("24T08:30"))
    await rita.clicks(told(rita)[-1], "E-mail")
    buttons = [each for block in told(rita)[-1].blocks for each in block.get("elements", []) if each.get("url")]
    (url,) = [each["url"] for each in buttons]
    assert url.startswith("mailto:ana@example.com?subject=About%20the%20role%20of%20Backend%20engineer&body=Dear%20Ana")
    assert "you were not chosen for it" in unquote(url)
    await rita.picks(told(rita)[-1], "More", "E-mail sent: told them")
    await redrawn(there)
    assert heard(rita)[-1].splitlines()[:2] == [
        DONE,
        f"Ana Silva · :white_check_mark: told by e-mail · by @{story.RITA} at 08:30 UTC on 24 Nov 2026",
    ]


async def test_who_declined_is_thanked(there):
    rita = there.slack.seat(story.RITA)
    await moves(rita, "Ana Silva", "Offer")
    await there.move(at("23T10:00"))
    await moves(rita, "Ana Silva", "Declined")
    await there.move(at("24T08:30"))
    assert "Thank them for their time; an e-mail is enough" in heard(rita)[-1]
    await rita.types("/touch Ana Silva - emailed, thanks and good luck")
    await redrawn(there)
    assert heard(rita)[-1].splitlines()[0] == DONE


# ---------------------------------------------------------------- one line for each candidate


@pytest.fixture
async def both(there: House) -> House:
    """On Wednesday Ana is owed a reply and, by the evening of Thursday, an update; both stand in Thursday's morning."""
    await there.move(at("25T12:00"))
    await logs(there.slack.seat(story.RITA), "They e-mailed, a reply")
    await there.move(at("26T08:30"))
    return there


async def test_what_is_owed_to_one_candidate_is_one_line_and_one_touch_settles_it(both):
    rita = both.slack.seat(story.RITA)
    assert heard(rita)[-1].splitlines()[0].endswith("today: Ana Silva (a reply).")
    assert items(rita)[1:3] == [
        ":large_orange_circle: Reply due soon, by 18:00 UTC on 26 Nov 2026",
        "Also: update due by 18:00 UTC on 26 Nov 2026",
    ]
    assert len(items(rita)) == 5
    await rita.types("/touch Ana Silva - spoke, told, still no news")
    await redrawn(both)
    assert heard(rita)[-1].splitlines() == [
        DONE,
        f"Ana Silva · :white_check_mark: Call, spoke · by @{story.RITA} at 08:30 UTC on 26 Nov 2026",
    ]


async def test_a_touch_that_settles_a_part_leaves_the_rest(both):
    rita = both.slack.seat(story.RITA)
    await rita.types("/touch Ana Silva - emailed")
    await redrawn(both)
    assert heard(rita)[-1].splitlines()[0] == (
        "Good morning. 1 candidate is owed an update today: Ana Silva (submitted)."
    )
    assert any(line.startswith("Ana Silva · :white_check_mark: E-mail, sent") for line in items(rita))


@pytest.mark.parametrize(
    ("choice", "form", "reads"),
    [
        pytest.param("No news: told them", {}, "no news, and they were told", id="told"),
        pytest.param("Tomorrow", {}, "put off until 08:30 UTC on 27 Nov 2026", id="tomorrow"),
        pytest.param(
            "Not needed, all of it: they withdrew",
            {},
            "a reply and an update are not needed: they withdrew",
            id="not needed",
        ),
        pytest.param(
            "Waiting until …", {"Until": "2026-11-30", "Why": "on holiday"}, "waiting until 08:30 UTC on 30", id="wait"
        ),
        pytest.param("Ask a colleague …", {"Colleague": "tom"}, f"asked @{story.TOM} to reply to them", id="ask"),
    ],
)
async def test_a_choice_is_about_all_that_the_line_shows_and_is_taken_back(both, choice, form, reads):
    rita, tom = both.slack.seat(story.RITA), both.slack.seat(story.TOM)
    await tom.types("/care help")
    await rita.picks(told(rita)[-1], "More", choice)
    if form:
        await rita.fills(form)
        assert await rita.submits() == {}
    await redrawn(both)
    assert reads in items(rita)[0]
    assert heard(rita)[-1].count("Ana Silva ·") == 1
    await rita.clicks(told(rita)[-1], "Undo")
    await redrawn(both)
    assert "Reply due soon" in items(rita)[1]
    assert "Also: update due by" in items(rita)[2]
    if "Ask" in choice:
        assert "has taken this back" in heard(tom)[-1]


async def test_what_is_not_needed_is_what_was_named_and_the_rest_stays(both):
    rita = both.slack.seat(story.RITA)
    await rita.picks(told(rita)[-1], "More", "Not needed, an update: told another way")
    await redrawn(both)
    shown = items(rita)
    assert ":large_orange_circle: Reply due soon, by 18:00 UTC on 26 Nov 2026" in shown
    assert next(each for each in shown if "not needed" in each).startswith(
        f"Ana Silva · an update is not needed: told another way · by @{story.RITA}"
    )
    assert not [each for each in shown if "Also:" in each]
    await rita.picks(told(rita)[-1], "More", "Not needed: it asks for no answer")
    await redrawn(both)
    assert [each for each in items(rita) if "a reply is not needed: it asks for no answer" in each]
    await rita.clicks(told(rita)[-1], "Undo", near="an update is not needed")
    await redrawn(both)
    assert ":large_orange_circle: Update due soon, by 18:00 UTC on 26 Nov 2026" in items(rita)
    assert "a reply is not needed" in heard(rita)[-1]


@pytest.mark.parametrize("answer", ["Accept", "Decline"])
async def test_a_colleague_answers_for_all_that_the_line_shows(both, answer):
    rita, tom = both.slack.seat(story.RITA), both.slack.seat(story.TOM)
    await tom.types("/care help")
    await rita.picks(told(rita)[-1], "More", "Ask a colleague …")
    await rita.fills({"Colleague": "tom"})
    assert await rita.submits() == {}
    await redrawn(both)
    assert heard(tom)[-1].startswith(f"@{story.RITA} asks you to reply to Ana Silva.")
    assert "also: an update" in heard(tom)[-1]
    await tom.clicks(told(tom)[-1], answer)
    await redrawn(both)
    await both.move(at("27T08:30"))
    theirs, others = (tom, rita) if answer == "Accept" else (rita, tom)
    assert "Also: reply late since" in heard(theirs)[-1]
    assert "late since" not in heard(others)[-1]


# ---------------------------------------------------------------- S6: a candidate can wait


async def test_a_candidate_waits_from_the_card_and_is_answered_all_the_same(there):
    rita = there.slack.seat(story.RITA)
    await there.move(at("24T09:00"))
    await rita.picks(await card(rita, "Ana Silva"), "More", "Let them wait until …")
    await rita.fills({"Until": "2026-12-04", "Why": "on holiday"})
    assert await rita.submits() == {}
    assert "waiting until 08:30 UTC on 4 Dec 2026: on holiday" in plain(await card(rita, "Ana"))
    await there.move(at("27T12:00"))
    assert heard(rita) == []
    await logs(rita, "They e-mailed, a reply")
    await there.move(at("30T08:30"))
    assert heard(rita)[-1].splitlines()[0].endswith("today: Ana Silva (a reply).")
    assert "Also:" not in heard(rita)[-1]


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        pytest.param(story.TOM, "Nothing is owed to Ana Silva that could wait", id="owed by somebody else"),
        pytest.param(story.RITA, "Only a reply is owed to Ana Silva", id="a reply alone"),
    ],
)
async def test_where_nothing_can_wait_it_says_so(there, who, reads):
    rita, seat = there.slack.seat(story.RITA), there.slack.seat(who)
    await moves(rita, "Ana Silva", "Rejected")
    await there.move(at("24T09:00"))
    await rita.types("/touch Ana Silva - spoke, told, sorry")
    await there.move(at("24T09:05"))
    await logs(rita, "They e-mailed, a reply")
    shown = await card(seat, "Ana Silva")
    assert "Let them wait until …" not in offered(shown)
    assert reads in await picks_of_old(there, seat, shown, "wait")


def everybody_is_rejected(db: Db, count: int) -> dict[str, str]:
    """A job is closed for so many, of two recruiters; what is owed then, by whom."""
    job = storage.jobs.titled(db, TEAM, "Data analyst", story.RITA, MONDAY)
    ids = [storage.candidates.add(db, TEAM, f"Candidate {n}", [], story.RITA, MONDAY).id for n in range(count)]
    for place, id in enumerate(ids):
        recruiter = story.TOM if place % 2 else story.RITA
        storage.submissions.put_forward(db, TEAM, id, job.id, Stage.SUBMITTED, recruiter, MONDAY)
    ends = [(each, Stage.REJECTED) for id in ids for each in storage.submissions.of(db, TEAM, id)]
    storage.submissions.move_many(db, TEAM, ends, story.MAYA, MONDAY)
    promises.plan(db, TEAM, ids, Policy(), MONDAY)
    owed = storage.promises.about(db, TEAM, promises.KINDS, [str(id) for id in ids])
    assert {each.kind for each in owed} == {Owing.LAST_WORDS}
    return {each.subject: each.whom for each in owed}


async def test_a_job_closed_for_forty_owes_forty_last_words(there):
    owed = await there.bot.database.transact(everybody_is_rejected, 40)
    assert sorted(owed.values()) == [story.RITA] * 20 + [story.TOM] * 20
    await there.move(at("24T08:30"))
    assert heard(there.slack.seat(story.RITA))[-1].startswith(
        "Good morning. 20 candidates are waiting to hear from you"
    )


async def test_for_whom_no_address_is_known_there_are_the_words_and_the_contacts(there):
    rita = there.slack.seat(story.RITA)
    await there.move(at("23T10:00"))
    await adds(rita, "Ben Kramer", "Submitted")
    await rita.types("/touch Ben Kramer - spoke, told")
    await there.move(at("23T10:30"))
    await moves(rita, "Ben Kramer", "Rejected")
    await there.move(at("24T08:30"))
    said = told(rita)[-1]
    old = value_of(said, WORDS)
    assert "An e-mail is enough, but neither an e-mail address nor a phone number is on record" in plain(said)
    await rita.clicks(said, "What to write")
    assert plain(open_form(rita)).startswith("What to write\nNo e-mail address is on record.")
    assert "Dear Ben Kramer," in plain(open_form(rita))
    await rita.closes()
    await rita.clicks(said, "Contacts …")
    assert plain(open_form(rita)).startswith("Contacts")
    await rita.closes()
    await rita.picks(said, "More", "E-mail sent: told them")
    await redrawn(there)
    assert heard(rita)[-1].splitlines()[0] == DONE
    assert "No last word is owed here any more" in await presses(there, rita, WORDS, old)
