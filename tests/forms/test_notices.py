"""Does a small window say one thing, and ask nothing?"""

from bot.forms import notices
from bot.messages import teams
from tests.messages.samples import words


def test_what_came_of_a_form_is_shown_in_its_place():
    view = notices.told("Saved", teams.refused("Somebody was faster."))
    assert view["title"]["text"] == "Saved"
    assert words(view["blocks"]) == "Somebody was faster."


def test_a_notice_says_one_thing_and_asks_nothing():
    view = notices.notice("Somebody was faster.")
    assert words(view["blocks"]) == "Somebody was faster."
    assert "submit" not in view
