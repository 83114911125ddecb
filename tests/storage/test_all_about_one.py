"""Is the page with all about one person fit to be handed to that person?"""

import re
from html import unescape

import pytest

import storage
from bot import letters, phrases
from bot.facts import Passing
from bot.messages import everything, kept_rows, kept_words
from scheduler.making import about_one
from tests.storage.examples import MAYA, NOW, RITA, TEAM, TOM, person, whole_story


async def test_the_page_with_all_about_one_person_reads_well_and_holds_no_ids(database):
    ana = await database.transact(whole_story)
    about = await database.ask(storage.everything.about, TEAM, ana)
    assert set(about.tables) == set(kept_rows.SECTIONS) | kept_rows.LEFT_OUT
    page = unescape(everything.page(about, "Europe/Lisbon", NOW))
    told = dict(re.findall(r"<tr><th>(.*?)</th><td>(.*?)</td></tr>", page))
    labels = set(re.findall(r"<th>(.*?)</th>", page))
    assert not re.search(r"\d{10,}|U0[A-Z]{3}|%2F|https://linkedin", page)
    assert not labels & {"Verb", "Subject", "Answered at", "Tried at", "Kind", "Value", "Outcome"}
    assert {"Job", "Stage", "How", "Note", "Worries", "Recruiter", "Added by"} <= labels
    assert told["Recruiter"] == "U0Rita"
    assert all(words in page for words in ("likes the role", "the commute", "CTO", "Backend engineer"))
    said = ("I met her", "a call", "when?", "yes, do", "ill", "she likes the team", "they wanted more", "up to 15 %")
    assert not [words for words in said if f"<td>{words}</td>" not in page]
    assert {"What was done", "Who agreed", "What may still move", "Agreed by the client", "Why they said no"} <= labels
    assert (told["Base"], told["Equity"]) == ("€99,999 a year", "0.2 % of it")
    assert {"Cared for by", "Claimed by", "Represented by", "Why they claimed", "In which words"} <= labels


def test_every_kind_of_letter_and_every_change_of_owner_has_its_words():
    assert set(kept_words.LETTERS) == set(letters.DRAWN)
    assert set(phrases.PASSED) == set(Passing)


# Who asks for all about Ana, with which rights: whether they are given what has to do with pay.
ASKING = [
    (MAYA, {"manager": True}, True),
    (RITA, {}, True),
    (TOM, {"administrator": True}, False),
]


@pytest.mark.parametrize(("who", "rights", "sees"), ASKING)
async def test_what_was_offered_is_told_to_those_alone_who_may_see_pay(database, who, rights, sees):
    ana = await database.transact(whole_story)
    found = await database.ask(about_one, person(who, **rights), ana)
    assert {name for name, rows in found.tables.items() if rows} >= storage.everything.PAY
    for said in (unescape(everything.page(found, "Europe/Lisbon", NOW)), everything.as_json(found)):
        assert [words in said for words in ("she likes the team", "Petra", "0.2 %")] == [sees] * 3
        assert ("€99,999" in said or "9999900" in said) == sees
        assert ("on record; their recruiter or a manager can export it" in said) != sees
        assert "enc1:" not in said
