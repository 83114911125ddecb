"""Is what a candidate expects to be paid seen by those responsible for them, and managers, alone?"""

import pytest

from bot.facts import About, Note
from bot.rules import pay
from tests.messages.samples import NOW, PERSON, RITA, TOM


@pytest.mark.parametrize(
    ("manager", "near", "may"),
    [
        pytest.param(False, [], False, id="anybody"),
        pytest.param(False, [TOM], False, id="a colleague of their recruiter"),
        pytest.param(False, [TOM, RITA], True, id="one of their recruiters"),
        pytest.param(True, [TOM], True, id="a manager"),
    ],
)
def test_pay_is_seen_by_those_near_and_managers(manager, near, may):
    person = type(PERSON)(PERSON.team, RITA, "Rita", "UTC", manager=manager)
    notes = {about: Note(about, "words", 7, NOW, RITA) for about in (About.WORRIES, About.PAY_EXPECTED)}
    assert pay.may_see(person, near) is may
    assert set(pay.visible(notes, person, near)) == ({About.WORRIES, About.PAY_EXPECTED} if may else {About.WORRIES})
