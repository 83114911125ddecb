"""Are questions about old records asked in plain words, and do they say what became of them?"""

import pytest

from bot.messages import mornings, retention
from tests.messages.samples import NOW, RITA, TOM, item, presses, question, words

LETTER = (4, NOW, NOW, False)
ASKED = "Ana Silva · nobody has spoken with them since September 2024. Keep their record, or erase it?"


def test_a_question_says_since_when_they_are_silent_and_what_can_be_done():
    blocks = retention.item(question())
    assert words(blocks).splitlines()[0] == ASKED
    assert presses(blocks) == {"retention_keep": "1", "retention_ask": "1", "candidate_card": "1"}
    assert set(presses(retention.item(question(may_erase=True)))) >= {"retention_erase"}


def test_who_was_never_spoken_with_is_said_to_be_so():
    assert words(retention.item(question(spoke=None))).splitlines()[0] == (
        "Ana Silva · added in September 2024, and nobody has spoken with them since. Keep their record, or erase it?"
    )


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        pytest.param("kept", ":white_check_mark: their record is kept until November 2028", id="kept"),
        pytest.param("to_erase", "asked to have their record erased", id="to be erased"),
        pytest.param("logged", ":white_check_mark: Call, spoke, so their record is kept", id="spoken with"),
        pytest.param("moved", ":white_check_mark: put forward, so their record is kept", id="put forward"),
        pytest.param("gone", "nothing is left to decide about their record", id="overtaken"),
    ],
)
def test_what_became_of_a_question_is_said_and_nothing_more_offered(outcome, says):
    blocks = retention.item(question(outcome=outcome))
    assert words(blocks) == f"Ana Silva · {says} · by @{TOM} at 08:30 UTC on 27 Nov 2026"
    assert presses(blocks) == {}


@pytest.mark.parametrize(
    ("items", "more", "questions", "opens"),
    [
        pytest.param(
            [question()], 0, 0, "Good morning. 1 old record waits for your decision: Ana Silva.", id="one alone"
        ),
        pytest.param(
            [question(), question("Ben Okafor")],
            0,
            7,
            "Good morning. 9 old records wait for your decision: Ana Silva, Ben Okafor and 7 more.",
            id="several",
        ),
        pytest.param(
            [item(), question("Ben Okafor")],
            0,
            0,
            "Good morning. 1 candidate is owed an update today: Ana Silva (interview). "
            "Besides, 1 old record waits for your decision.",
            id="beside an update",
        ),
        pytest.param(
            [item()],
            1,
            3,
            "Good morning. 2 candidates are owed an update today: Ana Silva (interview) and 1 more. "
            "Besides, 3 old records wait for your decision.",
            id="behind See all",
        ),
        pytest.param(
            [question(outcome="kept")], 0, 0, "Good morning. Everything in this message is seen to.", id="all decided"
        ),
    ],
)
def test_a_morning_counts_old_records_apart(items, more, questions, opens):
    message = mornings.morning(items, more, *LETTER, questions)
    assert words(message.blocks).splitlines()[0] == opens
    assert message.text.splitlines()[0] == opens


def test_an_administrator_reads_who_was_asked_and_open_questions_first():
    message = retention.unanswered([question(outcome="kept"), *[question("Ben Okafor")] * 24], *LETTER)
    read = words(message.blocks).splitlines()
    assert read[0] == (
        "24 records have been silent for years, and whoever was asked has not answered. The decision is yours."
    )
    assert f"asked: <@{RITA}>" in words(message.blocks)
    assert f"asked: <@{RITA}>" in message.text
    assert "kept until" not in words(message.blocks)
    assert read[-1] == "See all (25)"
