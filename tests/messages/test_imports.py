"""What is read of a file on its way in?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import messages
from bot.facts import Counts, ImportState
from tests.messages.samples import NOW, files, words

SHOWN = dict(files("people.csv"))["shown"]
RUNNING = replace(SHOWN, state=ImportState.RUNNING)


@pytest.mark.parametrize(
    ("done", "total", "since", "line"),
    [
        (0, 100_000, 0, "0 of 100,000 lines"),
        (12_000, 100_000, 16, "12,000 of 100,000 lines · about 2 minutes left"),
        (50_000, 100_000, 60, "50,000 of 100,000 lines · about 1 minute left"),
        (99_000, 100_000, 60, "99,000 of 100,000 lines · less than a minute left"),
    ],
)
def test_progress_says_how_much_is_left(done, total, since, line):
    of = replace(RUNNING, done=done, total=total, begun_at=NOW - timedelta(seconds=since))
    said = words(messages.imports.letter(of, [], NOW).blocks).splitlines()
    assert said[-2:] == [line, "You need not wait: I go on by myself, and say here what became of it."]


POOLED = "Who was added is in the house pool: nobody owns them yet. Type /own and a name to claim somebody."


def test_the_result_counts_every_line_and_offers_those_that_came_back():
    done = replace(SHOWN, state=ImportState.DONE, at=NOW)
    said = messages.imports.letter(done, [], NOW)
    assert said.text.splitlines() == [
        "people.csv is brought in",
        "1 added",
        "2 joined with people who were here",
        "3 were here already, and nothing changed",
        "4 held back: they may be people who are here already",
        "5 refused",
        POOLED,
        "Press “Refused lines” for a file of those that came back: mend them there, and send it to me.",
    ]
    assert said.blocks[-1]["elements"][0]["value"] == "3"
    all_taken = messages.imports.letter(replace(done, counts=Counts(added=7)), [], NOW)
    assert all_taken.text.splitlines() == ["people.csv is brought in", "7 added", POOLED]


def test_one_line_is_spoken_of_as_one():
    done = replace(SHOWN, state=ImportState.DONE, at=NOW, counts=Counts(1, 1, 1, 1, 1))
    assert messages.imports.letter(done, [], NOW).text.splitlines()[1:6] == [
        "1 added",
        "1 joined with somebody who was here",
        "1 was here already, and nothing changed",
        "1 held back: it may be somebody who is here already",
        "1 refused",
    ]


def test_the_preview_says_what_is_foretold_of_how_many_lines_and_what_comes_back():
    said = messages.imports.letter(SHOWN, [], NOW).text.splitlines()
    assert said[-7:] == [
        "Of the first 2,000 lines:",
        "1 will be added",
        "2 tell something new of people who are here",
        "3 are here already and change nothing",
        "4 may be people who are here already",
        "5 cannot be taken",
        "Lines that I cannot take for sure come back to you in a file, each with the reason.",
    ]
    sure = replace(SHOWN, total=7, done=7, counts=Counts(added=7))
    assert messages.imports.letter(sure, [], NOW).text.splitlines()[-1] == "7 will be added"


def test_the_preview_shows_the_first_lines_as_a_table():
    said = messages.imports.letter(SHOWN, [["Ana", ""], ["Bob"]], NOW)
    table = next(block for block in said.blocks if block["type"] == "table")
    assert [[cell["text"] for cell in row[:3]] for row in table["rows"][1:]] == [["Ana", "–", "–"], ["Bob", "–", "–"]]
