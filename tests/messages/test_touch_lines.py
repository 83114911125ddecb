"""Is what a typed line leaves open one press away?"""

import pytest

from bot.facts import Candidate
from bot.messages import touch_lines
from tests.messages.samples import found, presses

ANA = Candidate(1, "Ana Silva")


def test_up_to_five_of_one_name_are_offered():
    twins = [found(id=number, contact=f"ana{number}@example.com") for number in range(1, 8)]
    message = touch_lines.which("ana silva", twins, 2)
    assert presses(message.blocks) == {f"touch_pick_{place}": f"2/{place}" for place in range(1, 6)}
    texts = [element["text"]["text"] for element in message.blocks[1]["elements"]]
    assert texts[0] == "Ana Silva · ana1@example.com · interview for Data Engineer"
    assert len(set(texts)) == 5
    assert "There are more" in message.text


@pytest.mark.parametrize(
    ("message", "buttons"),
    [
        pytest.param(touch_lines.nobody("Ana", 2), {"touch_add": "2"}, id="nobody of that name"),
        pytest.param(
            touch_lines.how(ANA, 2),
            {
                "touch_how_1": "2/call.out.spoke",
                "touch_how_2": "2/call.out.no_answer",
                "touch_how_3": "2/email.out.sent",
                "touch_open": "2",
            },
            id="no word for how it went",
        ),
        pytest.param(touch_lines.usage("/care touch"), {}, id="usage"),
    ],
)
def test_what_is_missing_is_one_press_away(message, buttons):
    assert presses(message.blocks) == buttons


def test_the_usage_speaks_of_the_command_that_was_typed():
    assert "/care touch Ana Silva - spoke, likes the role" in touch_lines.usage("/care touch").text
