"""Does a card say each promise, who owes it, and why it is not needed?"""

from datetime import timedelta

import pytest

from bot.blocks import line
from bot.facts import Owing, Waiver
from bot.messages import promises
from tests.messages.samples import NOW, RITA, TODAY, TOM, owed, words

LATE = NOW - timedelta(hours=15)


@pytest.mark.parametrize(
    ("promise", "reads"),
    [
        pytest.param(owed(), "Update due soon, by 17:30", id="an update"),
        pytest.param(owed(kind=Owing.PROMISED, due_at=LATE), "Promise broken at 17:30", id="a broken promise"),
        pytest.param(
            owed(kind=Owing.REPLIES, waived=Waiver.NOT_NEEDED),
            "A reply is not needed: it asks for no",
            id="waived",
        ),
        pytest.param(
            owed(kind=Owing.LAST_WORDS, waived=Waiver.WITHDREW),
            "A last word is not needed: they",
            id="of another",
        ),
    ],
)
def test_the_card_says_each_promise(promise, reads):
    assert reads in words([line(*promises.owed_said(promise, NOW))])


@pytest.mark.parametrize(
    ("heard_by", "away_until", "who"),
    [
        pytest.param(RITA, None, f"owed by @{RITA}", id="theirs"),
        pytest.param(TOM, None, f"owed by @{RITA}, taken on by @{TOM}", id="taken on"),
        pytest.param(
            TOM,
            TODAY,
            f"owed by @{RITA}, who is away until Friday 27 November; @{TOM} hears of it",
            id="covered for",
        ),
        pytest.param(RITA, TODAY, f"owed by @{RITA}, who is away until Friday 27 November", id="away"),
    ],
)
def test_the_card_says_who_owes_it_and_who_hears_of_it(heard_by, away_until, who):
    said = words([line(*promises.owed_said(owed(heard_by=heard_by), NOW, away_until))])
    assert who in said.split(" · ")


def test_the_card_says_the_soonest_first_and_what_is_not_needed_last():
    late, waived = owed(due_at=LATE), owed(due_at=LATE, waived=Waiver.WITHDREW)
    assert promises.pressing([waived, owed(), late]) == [late, owed(), waived]
