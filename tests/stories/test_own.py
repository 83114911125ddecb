"""Can an ownership be seen, claimed, released, handed over and prolonged, and is each told what came of it?"""

import copy

import storage
from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import answers, at, card, heard, redrawn, told
from tests.stories.desk import open_form, presses, value_of
from tests.stories.house import MONDAY, House, house

NEVER_SPOKEN = "Counted from when they became yours: you have not spoken with them yet"
UNTIL = "Until the end of Sunday 21 February 2027"
# The morning of the first warning: two weeks before Ana lapses, a Monday.
WARNED = at("2027-02-08T08:30")


async def opened(there: House, *others: str) -> tuple[Seat, Seat, Seat]:
    """Rita has added Ana; Tom and Maya, who manages, have met the bot."""
    rita, tom, maya = (there.slack.seat(id) for id in (story.RITA, story.TOM, story.MAYA))
    for name in ("Ana Silva", *others):
        await rita.types(f"/candidate add {name}")
        assert await rita.submits() == {}
        await rita.closes()
    for seat in (tom, maya):
        await seat.types("/care help")
    return rita, tom, maya


async def sends(seat: Seat, **given: str) -> str:
    """Fills and sends the form that is open, and reads what came of it."""
    await seat.fills(given)
    assert await seat.submits() == {}
    said = plain(open_form(seat)).splitlines() if seat.modal else [""]
    await seat.closes()
    return said[1] if len(said) > 1 else ""


async def own(seat: Seat, name: str = "Ana Silva"):
    """Looks at who owns somebody."""
    return (await seat.types(f"/own {name}"))[-1]


async def test_whoever_adds_a_candidate_owns_them_until_they_release_them_and_whoever_claims_first_has_them(
    database_url,
):
    async with house(database_url) as there:
        rita, tom, maya = await opened(there)
        assert plain(await own(rita)).splitlines() == [
            "Ana Silva is yours (added, since 09:00 UTC on 23 Nov 2026).",
            NEVER_SPOKEN,
            f"{UNTIL}; longer if you speak with them before",
            "At 09:00 UTC on 23 Nov 2026: @U0RITA (added)",
            "Log a touch | Hand over … | Release … | Card",
        ]
        await rita.types("/touch Ana Silva - spoke")
        seen = plain(await own(tom, "ana"))
        assert "Held by “Call, spoke” at 09:00 UTC on 23 Nov 2026 by @U0RITA" in seen
        assert f"{UNTIL}; longer if their owner speaks with them before" in seen
        assert seen.splitlines()[-1] == "Claim … | Card"
        assert "Owned by @U0RITA since 09:00 UTC on 23 Nov 2026 · held by “Call, spoke”" in plain(
            await card(tom, "Ana")
        )
        await there.move(at("23T10:00"))
        await rita.clicks(await own(rita), "Release …")
        assert await sends(rita) == "Ana Silva is in the house pool now."
        listed = (await tom.types("/own pool"))[-1]
        assert plain(listed).splitlines() == [
            "1 candidate is in the house pool, the newest first:",
            "Ana Silva · since 23 November 2026",
            "Claim | Show",
        ]
        late = (await maya.types("/own pool"))[-1]
        await tom.clicks(listed, "Claim")
        assert "Ana Silva is yours now." in plain(tom.dm()[-1])
        await maya.clicks(late, "Claim")
        assert "Ana Silva has an owner meanwhile: @U0TOM." in plain(maya.dm()[-1])
        assert (await answers(maya, "/own pool")) == "The house pool is empty: every candidate has an owner."
        assert there.slack.refused == []


async def test_a_touch_says_whose_candidate_it_is_and_attempts_are_counted(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita, tom, _ = await opened(there)
        await rita.types("/candidate add Ben Okoro")
        assert await sends(rita) == "Ben Okoro is added · yours until Sunday 21 February 2027"
        assert "owns them" not in await answers(rita, "/touch Ana Silva - spoke")
        await there.move(at("23T10:00"))
        for how in ("voicemail", "no answer"):
            await rita.types(f"/touch Ana Silva - {how}")
        logged = await answers(tom, "/touch Ana Silva - spoke")
        assert "@U0RITA owns them; this does not hold them for you." in logged
        tried = "2 attempts since, which do not renew it"
        assert tried in plain(await own(tom)).splitlines()
        assert f"· {tried} · until the end of Sunday 21 February 2027" in plain(await card(tom, "Ana"))
        assert "attempt" not in plain(await own(tom, "Ben Okoro"))
        assert there.slack.refused == []


async def test_the_card_of_whom_nobody_owns_offers_to_claim_them(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita, tom, _ = await opened(there)
        assert "Claim" not in plain(await card(tom, "Ana")).splitlines()[-1]
        await rita.clicks(await own(rita), "Release …")
        await sends(rita)
        shown = await card(tom, "Ana")
        assert "Nobody owns them: they are in the house pool since 23 November 2026" in plain(shown)
        await tom.clicks(shown, "Claim")
        assert plain(tom.dm()[-1]).startswith("Ana Silva is yours now.")
        assert there.slack.refused == []


async def test_the_form_says_why_nobody_is_chosen_to_whom_they_go(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita, _, _ = await opened(there)
        for named, says in [
            (f"<@{story.OSCAR}>", "Whoever you named has not used Rapport yet, so it does not know"),
            ("@oscar", "I know no colleague called “oscar” who can own candidates. Choose whom you mean."),
        ]:
            await rita.types(f"/own Ana Silva {named}")
            assert plain(open_form(rita)).startswith(f"Hand over\n{says}")
            await rita.closes()
        await there.slack.seat(story.GUS).types("/care help")
        await rita.types(f"/own Ana Silva <@{story.GUS}>")
        assert "cannot own candidates: only active members of this workspace can" in plain(open_form(rita))
        assert there.slack.refused == []


async def test_an_owner_hands_over_by_name_and_a_manager_assigns(database_url):
    async with house(database_url) as there:
        rita, tom, maya = await opened(there)
        await rita.types("/own Ana Silva @tom")
        assert plain(open_form(rita)).startswith("Hand over\nHand Ana Silva, owned by @U0RITA, over to a colleague.")
        assert await sends(rita, Note="Call her about Porto") == "Ana Silva is owned by @U0TOM now, and they are told."
        seen = plain(await own(tom))
        assert "@U0RITA → @U0TOM (handed over): Call her about Porto" in seen
        await rita.types("/own Ana Silva @maya")
        assert "You do not own them" in plain(rita.dm()[-1])
        await tom.clicks(await own(tom), "Release …")
        await sends(tom)
        await rita.types("/own Ana Silva @tom")
        assert "Only a manager can assign a candidate whom nobody owns." in plain(rita.dm()[-1])
        await maya.clicks(await own(maya), "Assign …")
        await sends(maya, To="rita")
        assert "Ana Silva is yours (assigned by a manager, since 09:00 UTC on 23 Nov 2026)." in plain(await own(rita))
        assert there.slack.refused == []


async def test_more_time_is_asked_of_the_managers_and_both_messages_say_what_came_of_it(database_url):
    async with house(database_url) as there:
        rita, _, maya = await opened(there)
        await there.move(WARNED)
        morning = told(rita)[-1]
        assert "Log it | Ask for more time … | Release …" in plain(morning)
        await rita.clicks(morning, "Ask for more time …")
        assert "Why" in await rita.submits()
        assert (await sends(rita, **{"How long": "14 more days", "Why": "on holiday"})).startswith(
            "I have asked @U0MAYA for 14 more days with Ana Silva."
        )
        await redrawn(there)
        assert "asked a manager for more time · by @U0RITA" in heard(rita)[-1]
        seen = plain(await own(rita))
        assert "@U0RITA has asked to keep Ana Silva for 14 more days · asked at 08:30 UTC on 8 Feb 2027 · no " in seen
        assert "Ask for more time" not in seen
        assert "; asked for more time at 08:30 UTC on 8 Feb 2027" in await answers(rita, "/own")
        assert heard(maya)[-1].splitlines() == [
            "@U0RITA asks to keep Ana Silva for 14 more days.",
            "on holiday",
            "Theirs until the end of Sunday 21 February 2027",
            "Nobody has spoken with them yet",
            "Asked for the first time",
            "Grant | Refuse … | Card",
        ]
        ask = copy.deepcopy(told(maya)[-1])
        await maya.clicks(told(maya)[-1], "Grant")
        await redrawn(there)
        assert ":white_check_mark: Granted by @U0MAYA at 08:30 UTC on 8 Feb 2027" in heard(maya)[-1]
        assert "kept until 23:59 UTC on 7 Mar 2027" in heard(rita)[-2]
        assert heard(rita)[-1].startswith(
            "You asked to keep Ana Silva for 14 more days, and @U0MAYA has granted it. They are yours until the end of "
            "Sunday 7 March 2027."
        )
        await maya.clicks(ask, "Refuse …")
        assert "was granted by a manager already" in plain(maya.dm()[-1])
        assert "Until the end of Sunday 7 March 2027" in plain(await own(rita))
        assert there.slack.refused == []


async def test_what_is_refused_is_told_with_its_reason_and_asked_only_once_before(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita, tom, maya = await opened(there)
        early = await presses(there, rita, "own_more_time", value_of(await own(rita), "own_release"))
        assert "more time can be asked for from Monday 8 February 2027" in early
        await there.move(at("2027-02-19T09:00"))
        seen = copy.deepcopy(await own(rita))
        await rita.clicks(await own(rita), "Ask for more time …")
        assert (await sends(rita, Why="on holiday")).startswith("I have asked @U0MAYA for 7 more days")
        assert "Until the end of Tuesday 23 February 2027" in plain(await own(rita))
        await rita.clicks(seen, "Ask for more time …")
        assert "You have asked for this already, and no manager has answered yet." in plain(rita.dm()[-1])
        await redrawn(there)
        approval = value_of(told(maya)[-1], "approval_grant")
        assert "Only a manager can grant or refuse this." in await presses(there, tom, "approval_grant", approval)
        await maya.clicks(told(maya)[-1], "Refuse …")
        assert "Why" in await maya.submits()
        await sends(maya, Why="Tom knows her better")
        await redrawn(there)
        assert "Refused by @U0MAYA at 09:00 UTC on 19 Feb 2027: Tom knows her better" in heard(maya)[-1]
        assert heard(rita)[-1].splitlines()[:2] == [
            "You asked to keep Ana Silva for 7 more days, and @U0MAYA has refused it. They are yours until the end of "
            "Sunday 21 February 2027.",
            "Tom knows her better",
        ]
        assert "Ask for more time" not in plain(await own(rita))
        ana = value_of(seen, "own_release")
        assert "A manager has refused more time with them" in await presses(there, rita, "own_more_time", ana)


async def test_a_managers_silence_costs_nobody_a_candidate_before_they_had_two_working_days(database_url):
    async with house(database_url) as there:
        rita, tom, maya = await opened(there)
        await there.move(at("2027-02-21T10:00"))
        await rita.clicks(await own(rita), "Ask for more time …")
        await rita.fills({"Why": "on holiday"})
        assert await rita.submits() == {}
        stay = "They stay yours until the end of Tuesday 23 February 2027, or until a manager answers."
        assert stay in plain(open_form(rita))
        await rita.closes()
        await there.move(at("2027-02-23T09:00"))
        assert "Yours until Tuesday 23 February" in heard(rita)[-1]
        assert "asked for more time at 10:00 UTC on 21 Feb 2027" in heard(rita)[-1]
        assert heard(maya)[-1].startswith(
            "No manager has answered this yet: without an answer they lapse at the end of Tuesday 23 February 2027.\n"
            "@U0RITA asks to keep Ana Silva for 7 more days."
        )
        assert [each.count("No manager has answered this yet") for each in heard(maya)].count(1) == 1
        await there.move(at("2027-02-24T09:00"))
        assert "no manager answered your request of 10:00 UTC on 21 Feb 2027" in heard(rita)[-1]
        for told_so in heard(maya)[-2:]:
            assert "It came to nothing: no manager answered before they lapsed." in told_so
        for waits in ("request of yours waits", "request waits"):
            assert waits not in plain(await rita.opens_home()) + plain(await maya.opens_home())
        assert "Ana Silva has been in the house pool since 24 February 2027" in plain(await own(tom))
        assert there.slack.refused == []


async def test_where_managers_assign_one_asks_once_with_a_reason_and_reads_that_one_has(database_url):
    async with house(database_url) as there:
        rita, tom, maya = await opened(there)
        await there.bot.database.transact(storage.terms.agree, "T0PRACTICE", {"pool": "assigned"}, story.MAYA, MONDAY)
        await rita.clicks(await own(rita), "Release …")
        await sends(rita)
        assert "Claim | Show" in await answers(maya, "/own pool")
        listed = (await tom.types("/own pool"))[-1]
        assert "Ask to own … | Show" in plain(listed)
        await tom.clicks(listed, "Ask to own …")
        assert (await sends(tom, Why="She asked for me")).startswith("I have asked @U0MAYA to give Ana Silva to you.")
        await redrawn(there)
        assert [said for said in heard(maya)[-1].splitlines() if "house pool since" not in said.lower()] == [
            "@U0TOM asks to own Ana Silva from the house pool.",
            "She asked for me",
            "Nobody has spoken with them yet",
            "Asked for the first time",
            "Grant | Refuse … | Card",
        ]
        for said in (await answers(tom, "/own pool"), plain(await own(tom)), plain(await card(tom, "Ana"))):
            assert "Ask to own" not in said
            assert "asked" in said
        assert "Ask to own …" in plain(await own(rita))
        assert there.slack.refused == []


async def test_what_facts_have_overtaken_comes_to_nothing_and_both_hear_why(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita, _, maya = await opened(there)
        await there.move(WARNED)
        await rita.clicks(await own(rita), "Ask for more time …")
        await sends(rita, Why="on holiday")
        await redrawn(there)
        asked = copy.deepcopy(told(maya)[-1])
        await maya.clicks(await own(maya), "Hand over …")
        await sends(maya, To="tom")
        await redrawn(there)
        assert "It came to nothing: whoever asked does not own them any more." in "\n".join(heard(maya))
        await maya.clicks(asked, "Grant")
        assert "came to nothing: whoever asked does not own them any more." in plain(maya.dm()[-1])
        assert "and it came to nothing: whoever asked does not own them any more." in heard(rita)[-1]


async def test_own_shows_what_is_mine_finds_whom_i_mean_and_forgives_a_typing_error(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita, tom, _ = await opened(there, "Ben Okoro", "Ana Santos")
        mine = await answers(rita, "/own")
        assert mine.startswith("You own 3 candidates\n")
        assert mine.count("Log it | Release …") == 3
        assert (await answers(tom, "/care own")).startswith("You own nobody yet")
        shown = (await tom.types("/own ana"))[-1]
        assert plain(shown).startswith("Which “ana” do you mean?")
        await tom.clicks(shown, "Ana Santos · Rita Reis")
        assert plain(tom.dm()[-1]).startswith("Ana Santos is owned by @U0RITA")
        assert (await answers(tom, "/own Ben Okoru")).startswith(
            "Nobody is called “Ben Okoru”; this is Ben Okoro.\nBen Okoro is owned by @U0RITA"
        )
        assert (await answers(tom, "/own Zed")).startswith("I know nobody called “Zed”, so nobody owns them.")
        for line in ("/own claim Ben Okoro", "/own Who owns ben"):
            assert (await answers(tom, line)).startswith("Ben Okoro is owned by @U0RITA")
        assert (await answers(tom, "/own release Zed")).startswith("I know nobody called “Zed”")
        assert await answers(tom, "/own claims") == await answers(tom, "/own disputes")
        assert (await answers(tom, "/own me")).startswith("You own nobody yet\nWho owns")
        assert (await answers(tom, "/own help")).startswith("See and change who owns a candidate:")
        home = plain(await rita.opens_home())
        assert "Mine\nYou own 3 candidates" in home
        await tom.picks(await card(tom, "Ben"), "More", "Ownership …")
        assert plain(open_form(tom)).startswith("Ownership\nBen Okoro is owned by @U0RITA")
        assert there.slack.refused == []


async def test_while_a_claim_is_open_the_owner_gives_them_up_to_whoever_claims_or_to_nobody(database_url):
    async with house(database_url) as there:
        rita, tom, maya = await opened(there)
        await rita.clicks(await own(rita), "Release …")
        asked = copy.deepcopy(open_form(rita))
        await rita.closes()
        await tom.clicks(await own(tom), "Claim …")
        await sends(tom, Reason="She asked for me", Evidence="Spoke on Friday")
        seen = plain(await own(maya))
        assert "Frozen: a claim by @U0TOM is being settled by 18:00 UTC on 30 Nov 2026" in seen
        assert seen.splitlines()[-1] == "Card"
        there.slack.workspace.modals(rita.person_id)[:] = [asked]
        await rita.submits()
        assert "A claim on them was made or settled meanwhile" in plain(open_form(rita))
        await rita.closes()
        await rita.closes()
        await rita.types("/own Ana Silva @maya")
        assert "A claim on them is being settled" in plain(rita.dm()[-1])
        await rita.clicks(await own(rita), "Release to Tom Becker …")
        assert plain(open_form(rita)).startswith("Release\nRelease Ana Silva to @U0TOM?")
        assert await sends(rita) == "Ana Silva is released to @U0TOM, and the claim is settled."
        assert "Ana Silva is yours (released to whoever claimed them, since" in plain(await own(tom))
        assert there.slack.refused == []
