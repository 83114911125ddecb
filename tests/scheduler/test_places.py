"""Are names said only in a channel that is private, ours alone, and has us in it?"""

import pytest

from scheduler import places
from scheduler.places import Unfit

FIT = {"is_private": True, "is_member": True, "is_shared": False, "is_ext_shared": False, "is_archived": False}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"is_private": False}, Unfit.PUBLIC),
        ({"is_ext_shared": True}, Unfit.SHARED),
        ({"is_pending_ext_shared": True}, Unfit.SHARED),
        ({"is_org_shared": True}, Unfit.SHARED),
        ({"is_shared": True}, Unfit.SHARED),
        ({"is_archived": True}, Unfit.ARCHIVED),
        ({"is_member": False}, Unfit.NOT_IN_IT),
        ({"is_private": False, "is_ext_shared": True}, Unfit.PUBLIC),
    ],
)
def test_a_channel_is_judged_by_what_slack_says_of_it(changed, why):
    assert places.judged(FIT | changed) is why


def test_a_channel_of_which_slack_says_nothing_is_not_private():
    assert places.judged({}) is Unfit.PUBLIC


@pytest.mark.parametrize(
    ("recipient", "is_one"), [("C0ROOM", True), ("G0ROOM", True), ("U0RITA", False), ("W1", False)]
)
def test_a_channel_is_told_from_a_person_by_its_id(recipient, is_one):
    assert places.is_channel(recipient) is is_one
