"""Who is in a round, what does it count for, and who may take it back?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Refused
from bot.facts import RoundDraft, Stage, TouchEntry
from bot.rules import rounds, touches
from tests.rules.owing import MONDAY, POLICY, RITA, TOM, put, standing

CALL, _voicemail, EMAIL, _message, _text, NEWSLETTER = rounds.HOWS
LIVE, STOPPED = put(Stage.INTERVIEW), {"do_not_contact": True}


@pytest.mark.parametrize(
    ("them", "how", "told", "inside"),
    [
        pytest.param(standing(LIVE), EMAIL, False, True, id="anybody"),
        pytest.param(standing(LIVE, **STOPPED), EMAIL, False, False, id="no contact: no outreach"),
        pytest.param(standing(LIVE, **STOPPED), NEWSLETTER, True, False, id="no contact: no newsletter"),
        pytest.param(standing(LIVE, **STOPPED), EMAIL, True, True, id="no contact, in process: an update all the same"),
        pytest.param(standing(**STOPPED), EMAIL, True, False, id="no contact, not in process: no update"),
        pytest.param(standing(LIVE, **STOPPED), CALL, True, False, id="no contact: no answer tells nobody"),
    ],
)
def test_who_wants_no_contact_is_left_out_but_where_they_are_told(them, how, told, inside):
    assert rounds.takes_in(them, how, POLICY, told=told) is inside
    found = rounds.parted([them], how, POLICY, told=told)
    assert [len(each) for each in found] == ([1, 0] if inside else [0, 1])


def logged(how=EMAIL, told=False):
    draft = RoundDraft(how, told, (7, 8), "hello")
    return rounds.logged(draft, {7: 70, 8: 80}, 5, RITA, POLICY, MONDAY)


@pytest.mark.parametrize(
    ("how", "told", "answers", "tries"),
    [
        pytest.param(CALL, False, False, True, id="calls without answer"),
        pytest.param(EMAIL, False, True, False, id="e-mails"),
        pytest.param(EMAIL, True, True, False, id="e-mails that told them"),
        pytest.param(NEWSLETTER, True, False, False, id="a newsletter is to nobody alone"),
    ],
)
def test_a_round_is_one_touch_for_each(how, told, answers, tries):
    found = logged(how, told)
    assert [(each.candidate, each.id, each.batch, each.note) for each in found] == [
        (7, 70, 5, "hello"),
        (8, 80, 5, "hello"),
    ]
    for each in found:
        assert not each.two_way
        assert not each.awaits_reply
        assert (each.answers, each.tries, each.told) == (answers, tries, told and how is not NEWSLETTER)


def test_what_is_corrected_stands_by_itself_from_then_on():
    first, _ = logged()
    entry = TouchEntry(first.candidate, first.how, note="it bounced")
    assert touches.corrected(first, entry, RITA, POLICY, MONDAY).batch is None


@pytest.mark.parametrize(
    ("change", "person", "later", "says"),
    [
        pytest.param({}, RITA, timedelta(days=1), None, id="its author"),
        pytest.param({}, TOM, timedelta(days=1), "Only whoever logged that round", id="somebody else"),
        pytest.param({}, RITA, timedelta(days=8), "more than 7 days old", id="too late"),
        pytest.param({"deleted": True}, RITA, timedelta(days=1), "taken back already", id="taken back before"),
    ],
)
def test_its_author_takes_it_back_within_a_week(change, person, later, says):
    there = [replace(each, **change) for each in logged()]
    if says is None:
        assert rounds.still_there([*there, replace(there[0], deleted=True)], person, POLICY, MONDAY + later) == there
        return
    with pytest.raises(Refused) as refused:
        rounds.still_there(there, person, POLICY, MONDAY + later)
    assert says in refused.value.reason
