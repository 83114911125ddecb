"""Does a manager read what would follow before they save, and everybody by which terms the team works?"""

from bot.facts import Foretold, Moving, Pool, Terms
from bot.messages import terms
from tests.messages.samples import words

AGREED = Terms(60, 365, Pool.FREE)


def moving(count: int, owner: str = "U0RITA") -> tuple[Moving, ...]:
    return tuple(Moving(id, f"Candidate {id}", owner) for id in range(count))


def test_what_is_agreed_is_said_to_everybody():
    shown = words(terms.shown(Terms(90, 365, Pool.TURN, "U0MAYA", ("U0TOM", "U0RITA"))).blocks)
    assert "90 days after they last spoke, and one whom they placed for 365 days." in shown
    assert "Candidates whom nobody owns are given to each in turn." in shown
    assert "In turn: @U0TOM and @U0RITA." in shown
    assert "@U0MAYA looks after those whom nobody owns." in shown


def test_who_would_lapse_is_named_with_their_owner_and_the_notice():
    told = terms.foretold(AGREED, Foretold(moving(1)), 14)
    assert "1 candidate would lapse." in told.text
    assert "Their owners keep them for up to 14 more days, and a call in that time renews it." in told.text
    assert "Candidate 0 of <@U0RITA>" in told.text
    assert "Nobody would come back." in told.text
    assert "Candidate 0 of @U0RITA" in words(told.blocks)


def test_of_many_the_first_twenty_are_named():
    shown = words(terms.foretold(AGREED, Foretold(moving(45), reviving=moving(3, "U0TOM")), 14).blocks)
    assert "45 candidates would lapse." in shown
    assert "And 25 more." in shown
    assert "Candidate 19 of" in shown
    assert "Candidate 20 of" not in shown
    assert "3 candidates would go back to who had them." in shown
    assert "Candidate 2 of @U0TOM" in shown


def test_of_more_than_were_looked_at_no_number_is_made_up():
    shown = words(terms.foretold(AGREED, Foretold(moving(2_000), more_lapsing=True), 14).blocks)
    assert "More than 2,000 candidates would lapse." in shown
    assert "And more." in shown


def test_where_nobody_is_concerned_it_says_so():
    shown = words(terms.foretold(AGREED, Foretold(), 14).blocks)
    assert "Nobody would lapse." in shown
    assert "more days" not in shown
