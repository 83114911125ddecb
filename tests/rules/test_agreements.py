"""Until when are both sides owed the terms, and what changed between two versions?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.facts import Money, OfferState, Package, Part, Period, Stage
from bot.rules import agreements
from tests.rules.deals import dealing, offer, placed
from tests.rules.owing import PEOPLE, POLICY, put, standing, utc

EXPIRED = OfferState.EXPIRED
YES = put(Stage.ACCEPTED, came_from=Stage.OFFER)


@pytest.mark.parametrize(
    ("submissions", "going", "due"),
    [
        pytest.param([YES], dealing(placed()), [("RITA", "24T18:00")], id="a working day after yes"),
        pytest.param([put(Stage.PLACED)], dealing(placed()), [("RITA", "24T18:00")], id="though they have started"),
        pytest.param([YES], dealing(placed(), agreed=frozenset({1})), [], id="both were sent them"),
        pytest.param([YES], dealing(placed(), written={1: utc("25T10:00")}), [("RITA", "26T18:00")], id="new terms"),
        pytest.param([put(Stage.FELL_THROUGH)], dealing(placed()), [], id="it came to nothing"),
        pytest.param([put(Stage.OFFER)], dealing(placed()), [], id="moved back by hand"),
        pytest.param([YES], dealing(), [], id="moved to accepted by hand, without an offer"),
        pytest.param([YES], dealing(offers=(offer(),)), [("RITA", "24T18:00")], id="by hand, and ours is open"),
        pytest.param([YES], dealing(offers=(offer(state=EXPIRED),)), [("RITA", "24T18:00")], id="or ran out"),
        pytest.param([YES], dealing(offers=(offer(raised_at=utc("25T10:00")),)), [("RITA", "26T18:00")], id="since"),
        pytest.param([put(Stage.OFFER)], dealing(offers=(offer(),)), [], id="nobody has said yes"),
        pytest.param([put(Stage.ACCEPTED, recruiter="TOM")], dealing(placed()), [("TOM", "24T17:00")], id="in Berlin"),
        pytest.param(
            [YES, put(Stage.ACCEPTED, id=2)],
            dealing(placed(2, utc("24T10:00")), placed(1)),
            [("RITA", "24T18:00")],
            id="of two of one recruiter, the older",
        ),
    ],
)
def test_terms_are_owed_to_both_sides_within_a_working_day(submissions, going, due):
    found = agreements.agreements_due(standing(*submissions, dealing=going), PEOPLE, POLICY)
    assert [(each.whom, each.at) for each in found] == [(whom, utc(at)) for whom, at in due]


BASE = Package(base=Money(8_500_000, "EUR"), bonus_share=Decimal(10), equity="0.2 %")


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"base": Money(9_000_000, "EUR")}, [Part.BASE], id="more"),
        pytest.param({"base": Money(8_500_000, "USD")}, [Part.BASE], id="another currency"),
        pytest.param({"period": Period.MONTH}, [Part.BASE], id="for a month"),
        pytest.param({"payments": 14}, [Part.BASE], id="fourteen times"),
        pytest.param({"bonus_share": None, "bonus": Money(850_000, "EUR")}, [Part.BONUS], id="a fixed bonus"),
        pytest.param({"sign_on": Money(1, "EUR"), "equity": ""}, [Part.SIGN_ON, Part.EQUITY], id="two"),
        pytest.param({"benefits": "a car"}, [Part.BENEFITS], id="benefits"),
        pytest.param({"flexibility": "remote"}, [Part.FLEXIBILITY], id="flexibility"),
        pytest.param({"development": "a course"}, [Part.DEVELOPMENT], id="development"),
        pytest.param({"starts_on": date(2027, 1, 4)}, [Part.STARTS_ON], id="the first day"),
    ],
)
def test_what_a_version_changed_is_named(changes, parts):
    assert agreements.parts_changed(BASE, replace(BASE, **changes)) == parts


def test_a_period_without_a_base_is_no_difference():
    assert agreements.parts_changed(Package(), Package(period=Period.HOUR)) == []
