"""Is the page with all about one person fit to be handed to that person?"""

import re
from html import unescape

import storage
from bot import letters, phrases
from bot.facts import Passing
from bot.messages import everything, kept_rows, kept_words
from tests.storage.examples import NOW, TEAM, whole_story


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
    said = ("I met her", "a call", "when?", "yes, do", "ill")
    assert not [words for words in said if f"<td>{words}</td>" not in page]
    assert {"Cared for by", "Claimed by", "Represented by", "Why they claimed", "In which words"} <= labels


def test_every_kind_of_letter_and_every_change_of_owner_has_its_words():
    assert set(kept_words.LETTERS) == set(letters.DRAWN)
    assert set(phrases.PASSED) == set(Passing)
