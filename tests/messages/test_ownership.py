"""Does each read of an open claim what is theirs to know, on the card and by /own?"""

from dataclasses import replace

import pytest

from bot.blocks import line
from bot.facts import OwnerChange, Ownership, Passing
from bot.messages import ownership
from bot.phrases import PASSED
from tests.messages.disputed import dispute
from tests.messages.samples import MAYA, NOW, PERSON, RITA, TOM, holding, words

CLAIM = dispute("She asked me")
NEAR = frozenset({RITA, TOM, "U0KIM"})
OWNED = Ownership(RITA, NOW, Passing.ADDED, NOW, dispute=CLAIM.id)
DISPUTED = holding(ownership=OWNED, dispute=CLAIM, last_on=None, parties=NEAR, frozen_until=NOW)
UNTIL = "Frozen until 08:30 UTC on 27 Nov 2026 at the latest: a claim is being settled"
SETTLED = "is being settled by 08:30 UTC on 2 Dec 2026"


@pytest.mark.parametrize(
    ("reader", "manager", "says"),
    [
        pytest.param(RITA, False, f"Frozen: a claim by @{TOM} {SETTLED}", id="the owner"),
        pytest.param(TOM, False, f"Frozen: a claim by @{TOM} {SETTLED}", id="whoever claims"),
        pytest.param(MAYA, True, f"Frozen: a claim by @{TOM} {SETTLED}", id="a manager"),
        pytest.param("U0KIM", False, f"Frozen: a claim by @{TOM} {SETTLED}", id="who stands in for one of them"),
        pytest.param("U0LEO", False, UNTIL, id="anybody else"),
    ],
)
def test_who_claims_is_named_only_to_the_two_and_to_managers(reader, manager, says):
    shown = words(ownership.owned(DISPUTED, replace(PERSON, id=reader, manager=manager)).blocks)
    assert says in shown
    assert (f"@{TOM} is" in shown) is (reader != "U0LEO")


def test_history_names_who_left_and_lapses_with_a_day():
    told = holding(
        changes=(
            OwnerChange(1, RITA, TOM, Passing.SUCCEEDED, NOW, ""),
            OwnerChange(1, TOM, None, Passing.LAPSED, NOW, ""),
        )
    )
    shown = words(ownership.owned(told, PERSON).blocks)
    assert f"On 27 November 2026: @{TOM} → the house pool (lapsed)" in shown
    assert f": @{RITA} → @{TOM} (since @{RITA} left, and they had claimed them)" in shown


def test_the_card_which_everybody_reads_names_nobody_who_claims():
    said = words([line(*ownership.briefly(DISPUTED))])
    assert UNTIL.lower() in said.lower()
    assert f"@{TOM}" not in said.partition("Credit")[0]


@pytest.mark.parametrize("how", [Passing.RULED, Passing.CONCEDED, Passing.SUCCEEDED])
@pytest.mark.parametrize(
    ("reader", "told"),
    [
        pytest.param({"id": RITA}, True, id="who lost them"),
        pytest.param({"id": TOM}, True, id="who got them"),
        pytest.param({"manager": True}, True, id="a manager"),
        pytest.param({"administrator": True}, True, id="an administrator"),
        pytest.param({}, False, id="anybody else"),
    ],
)
def test_how_a_claim_was_settled_is_told_to_whom_it_concerns(how, reader, told):
    change = OwnerChange(7, RITA, TOM, how, NOW, MAYA, dispute=9)
    here = holding(ownership=Ownership(TOM, NOW, how, NOW), changes=(change,))
    said = words(ownership.owned(here, replace(PERSON, **{"id": "U0LEO"} | reader)).blocks)
    assert f"@{RITA} → @{TOM}" in said
    why = "left" if how is Passing.SUCCEEDED else PASSED[how]
    assert (why in said) is told
    assert (f"@{MAYA}" in said) is told
