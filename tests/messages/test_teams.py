"""Does every explanation say what happened, and what to do next?"""

import pytest

from bot.messages import teams


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        pytest.param(teams.broken("ab12cd"), "reference ab12cd", id="our fault has a reference"),
        pytest.param(teams.broken("ab12cd"), "nothing was saved. Please try again", id="and says what to do"),
        pytest.param(teams.broken("ab12cd", kept=True), "may be saved already", id="or that it may be saved"),
        pytest.param(teams.old_button("Ana Silva"), "Type /candidate Ana Silva", id="an old button names them"),
        pytest.param(teams.old_button(), "The Home tab shows what is open", id="an old button of nobody"),
        pytest.param(teams.unknown("fly", "/care").text, "I do not know “/care fly”", id="what was typed is shown"),
        pytest.param(teams.unknown("fly", "/care").text, "/care help", id="and where to look"),
        pytest.param(teams.refused("No <b>").text, "No &lt;b&gt;", id="a refusal stays letters"),
        pytest.param(teams.refused("No", "/touch <b>").text, "/touch &lt;b&gt;", id="what was typed is given back"),
        pytest.param(teams.unheard("/fly"), "I do not know “/fly”, so nothing was changed", id="a command of none"),
        pytest.param(teams.help(short=True).text, "/candidate ana", id="a short help"),
        pytest.param(teams.help(short=False).text, "/care touch", id="a long help tells of the umbrella"),
        pytest.param(teams.help(short=False).text, "/offer` lists the open offers of your own", id="one’s own offers"),
        pytest.param(teams.help(short=False).text, "who said yes and has not started", id="and who has yet to start"),
        pytest.param(teams.help(short=False).text, "/care offers mine` only your own", id="a manager’s own"),
    ],
)
def test_it_reads(text, reads):
    assert reads in text


def test_the_short_help_is_shorter():
    assert len(teams.help(short=True).text) < len(teams.help(short=False).text)
