"""When are thanks owed, and when was something asked lately?"""

from datetime import datetime

import pytest

from bot.facts import Favour, FavourKind, Thankable
from bot.rules import favours
from tests.rules.owing import PEOPLE, POLICY, standing, utc

CAME = utc("23T10:00")


def came(favour: int = 1, at=CAME, by: str = "RITA", kind: FavourKind = FavourKind.REFERRAL) -> Thankable:
    return Thankable(favour, kind, at, by)


@pytest.mark.parametrize(
    ("thankable", "more", "due"),
    [
        pytest.param([], {}, [], id="nothing came"),
        pytest.param([came()], {}, [("RITA", "25T18:00")], id="two working days"),
        pytest.param([came(at=utc("20T10:00"))], {}, [("RITA", "24T18:00")], id="over a weekend"),
        pytest.param([came()], {"answered_at": utc("23T09:00")}, [("RITA", "25T18:00")], id="a touch before it came"),
        pytest.param([came()], {"answered_at": utc("23T11:00")}, [], id="a touch since"),
        pytest.param([came()], {"do_not_contact": True}, [], id="they want no contact"),
        pytest.param(
            [came(), came(2, utc("20T10:00"))], {}, [("RITA", "24T18:00")], id="of two the one that came first"
        ),
        pytest.param(
            [came(), came(2, utc("20T10:00"))],
            {"answered_at": utc("21T10:00")},
            [("RITA", "25T18:00")],
            id="the first was thanked for, the second not",
        ),
        pytest.param(
            [came(), came(2, by="TOM")], {}, [("RITA", "25T18:00"), ("TOM", "25T17:00")], id="each who asked, at home"
        ),
    ],
)
def test_thanks_are_owed_by_whoever_asked_within_two_working_days(thankable, more, due):
    found = favours.thanks_due(standing(thankable=tuple(thankable), **more), PEOPLE, POLICY)
    assert sorted((one.whom, one.at) for one in found) == [(whom, utc(at)) for whom, at in due]
    assert all(one.thanks_for is FavourKind.REFERRAL for one in found)


def asked(id: int, at: str, kind: FavourKind = FavourKind.REFERRAL, came_at: str | None = "2026-11-22") -> Favour:
    moment = datetime.fromisoformat(f"{at}T10:00+00:00")
    done = datetime.fromisoformat(f"{came_at}T10:00+00:00") if came_at else None
    return Favour(id, 7, kind, "", "RITA", moment, "hired" if done else None, done)


@pytest.mark.parametrize(
    ("favour", "before", "lately"),
    [
        pytest.param(asked(9, "2026-11-23"), [], None, id="the first ask"),
        pytest.param(asked(9, "2026-11-23"), [asked(1, "2026-11-01")], 1, id="three weeks after another"),
        pytest.param(asked(9, "2026-11-23"), [asked(1, "2026-10-20")], None, id="more than a month after"),
        pytest.param(asked(9, "2026-11-23"), [asked(1, "2026-03-01", came_at=None)], 1, id="one is still open"),
        pytest.param(
            asked(9, "2026-11-23"), [asked(1, "2026-11-01"), asked(2, "2026-11-09")], 2, id="of two the later one"
        ),
        pytest.param(
            asked(9, "2026-11-23"), [asked(1, "2026-11-20", FavourKind.CV_TIP)], None, id="something was given"
        ),
        pytest.param(asked(9, "2026-11-23", FavourKind.OPENING), [asked(1, "2026-11-20")], None, id="giving is no ask"),
    ],
)
def test_asking_again_soon_is_noticed(favour, before, lately):
    found = favours.asked_lately(favour, before, POLICY)
    assert (found and found.id) == lately
