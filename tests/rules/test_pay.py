"""Is what a candidate expects to be paid seen by their recruiters and managers alone?"""

import pytest

from bot.facts import About, Note
from bot.rules import pay
from tests.messages.samples import NOW, PERSON, RITA, TOM, submission


@pytest.mark.parametrize(
    ("manager", "recruiters", "may"),
    [
        pytest.param(False, [], False, id="anybody"),
        pytest.param(False, [TOM], False, id="a colleague of their recruiter"),
        pytest.param(False, [TOM, RITA], True, id="one of their recruiters"),
        pytest.param(True, [TOM], True, id="a manager"),
    ],
)
def test_pay_is_seen_by_recruiters_and_managers(manager, recruiters, may):
    person = type(PERSON)(PERSON.team, RITA, "Rita", "UTC", manager=manager)
    theirs = [submission(recruiter=each) for each in recruiters]
    notes = {about: Note(about, "words", 7, NOW, RITA) for about in (About.WORRIES, About.PAY_EXPECTED)}
    assert pay.may_see(person, theirs) is may
    assert set(pay.visible(notes, person, theirs)) == ({About.WORRIES, About.PAY_EXPECTED} if may else {About.WORRIES})
