"""Is what a manager would have offered instead read as it stands in the form?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot import forms
from bot.facts import Money, Package
from bot.forms.feasibility import Instead
from practice.elements import first_values

BASE = Package(Money(9_700_000, "EUR"))
WITH_BONUS = replace(BASE, bonus_share=Decimal(15), equity="0.2%")


def read(package: Package, typed: Instead | None = None) -> Instead:
    view = forms.feasibility.form(7, ["asked"], package, "above the band", [], typed)
    return forms.feasibility.read(view | {"state": {"values": first_values(view["blocks"])}})


@pytest.mark.parametrize(
    ("package", "typed", "given"),
    [
        pytest.param(BASE, None, Instead(7, "€97,000 a year"), id="nothing that could stay"),
        pytest.param(WITH_BONUS, None, Instead(7, "€97,000 a year + 15% bonus", rest=True), id="the bonus stays"),
        pytest.param(WITH_BONUS, Instead(7, "87k", "less", told=9), Instead(7, "87k", "less", told=9), id="once more"),
    ],
)
def test_it_is_read_as_it_was_drawn(package, typed, given):
    assert read(package, typed) == given
