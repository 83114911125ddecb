"""Is a line about an offer read as it was meant, and its name left to whoever looks it up?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import OfferKind, OfferLine, RoundBy, StageThere
from bot.rules.hours import Calendar
from bot.rules.offer_lines import readings

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
HERE = Calendar(ZoneInfo("Europe/Berlin"), "DE")
RIVAL, COUNTER = OfferKind.RIVAL, OfferKind.COUNTER
FRIDAY = date(2026, 11, 27)


def line(name: str, **said: Any) -> OfferLine:
    return OfferLine(name, **said)


def typed(text: str) -> list[OfferLine]:
    """Every reading of a line."""
    return list(readings(text, NOW, HERE))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ana", line("Ana", show=True)),
        ("Ana Silva", line("Ana Silva", show=True)),
        ("  Ana   Silva - ", line("Ana Silva", show=True)),
        ("Ana 90k", line("Ana", amount="90k")),
        ("90k Ana", line("Ana", amount="90k")),
        ("€90k + 10% Ana Silva by fri", line("Ana Silva", amount="€90k + 10%", deadline="fri")),
        ("90k - Ana", line("Ana", amount="90k")),
        ("90k Ana rival Acme", line("Ana", kind=RIVAL, company="Acme", amount="90k")),
        ("90k", line("90k", show=True)),
        ("Ana Silva 90k + 10%", line("Ana Silva", amount="90k + 10%")),
        ("Ana - 90k + 10% by 2 dec", line("Ana", amount="90k + 10%", deadline="2 dec")),
        ("Ana Silva: 90k", line("Ana Silva", amount="90k")),
        ("Ana — €90k base, 10k sign-on", line("Ana", amount="€90k base, 10k sign-on")),
        ("Anne-Marie Smith-Jones 90k", line("Anne-Marie Smith-Jones", amount="90k")),
        ("Ana EUR 90k", line("Ana", amount="EUR 90k")),
        ("Ana CHF120'000", line("Ana", amount="CHF120'000")),
        ("Ana US$90k", line("Ana", amount="US$90k")),
        ("Ana £500/day", line("Ana", amount="£500/day")),
        ("Ana base 90k bonus 10k", line("Ana", amount="base 90k bonus 10k")),
        ("Ana around 90k", line("Ana", amount="around 90k")),
        ("Ana 85 - 90k", line("Ana", amount="85 - 90k")),
        ("Ana +10%", line("Ana", amount="+10%")),
        ("Ana ours 90k", line("Ana", amount="90k")),
        ("Ana - our offer 90k", line("Ana", amount="90k")),
        ("Ana offered 90k", line("Ana", amount="90k")),
        ("Ana asked 95k", line("Ana", by=RoundBy.ASKED, amount="95k")),
        ("Ana asks for 95k", line("Ana", by=RoundBy.ASKED, amount="95k")),
        ("Ana wants €95k + car", line("Ana", by=RoundBy.ASKED, amount="€95k + car")),
        ("Ana by fri", line("Ana", deadline="fri")),
        ("Ana extend fri", line("Ana", deadline="fri")),
        ("Ana 90k deadline tomorrow 17:00", line("Ana", amount="90k", deadline="tomorrow 17:00")),
        ("Ana 90k, by 1/12", line("Ana", amount="90k", deadline="1/12")),
        ("Ana 90k by 20 nov", line("Ana", amount="90k", deadline="20 nov")),
        ("Ana 90k by 20 nov 17:00 + 10%", line("Ana", amount="90k + 10%", deadline="20 nov 17:00")),
        ("Ana 90k by 31 nov", line("Ana", amount="90k", deadline="31 nov")),
        ("Ana we offer 90k", line("Ana we", amount="90k")),
        ("Ana 90k by soonish", line("Ana", amount="90k", deadline="soonish")),
        (
            "Ana Silva rival Acme 130k + 10% by fri",
            line("Ana Silva", kind=RIVAL, company="Acme", amount="130k + 10%", deadline="fri"),
        ),
        (
            "Ana rival Acme by fri 130k",
            line("Ana", kind=RIVAL, company="Acme", amount="130k", deadline="fri"),
        ),
        ("Ana rival Acme 130k", line("Ana", kind=RIVAL, company="Acme", amount="130k")),
        ("Ana rival Acme: 130k", line("Ana", kind=RIVAL, company="Acme", amount="130k")),
        ("Ana - rival Acme - 130k", line("Ana", kind=RIVAL, company="Acme", amount="130k")),
        ("Ana: rival from Acme Corp, 130k", line("Ana", kind=RIVAL, company="Acme Corp", amount="130k")),
        ("Ana - rival Bank of Spain 130k", line("Ana", kind=RIVAL, company="Bank of Spain", amount="130k")),
        ("Ana rival Will by Design 100k", line("Ana", kind=RIVAL, company="Will by Design", amount="100k")),
        ("Ana rival 3M 130k", line("Ana", kind=RIVAL, company="3M", amount="130k")),
        ("Ana rival 130k", line("Ana", kind=RIVAL, amount="130k")),
        ("Ana rival", line("Ana", kind=RIVAL)),
        ("Ana rival Acme", line("Ana", kind=RIVAL, company="Acme")),
        (
            "Ana rival Acme interviews",
            line("Ana", kind=RIVAL, company="Acme", stage_there=StageThere.INTERVIEWS),
        ),
        ("Ana rival Acme talks", line("Ana", kind=RIVAL, company="Acme", stage_there=StageThere.TALKS)),
        (
            "Ana rival Acme final round 130k",
            line("Ana", kind=RIVAL, company="Acme", amount="130k", stage_there=StageThere.FINAL),
        ),
        (
            "Ana rival Acme 130k, final round",
            line("Ana", kind=RIVAL, company="Acme", amount="130k", stage_there=StageThere.FINAL),
        ),
        (
            "Ana rival Acme offer 130k",
            line("Ana", kind=RIVAL, company="Acme", amount="130k", stage_there=StageThere.OFFER),
        ),
        ("Ana rival Acme asked 140k", line("Ana", kind=RIVAL, company="Acme", by=RoundBy.ASKED, amount="140k")),
        ("Ana counter 95k", line("Ana", kind=COUNTER, amount="95k")),
        ("Ana counter-offer 95k", line("Ana", kind=COUNTER, amount="95k")),
        ("Ana counter from Old Co 95k", line("Ana", kind=COUNTER, company="Old Co", amount="95k")),
        ("Ana counter expected", line("Ana", kind=COUNTER)),
        ("Ana counter expected, her boss is new", line("Ana", kind=COUNTER, rest="her boss is new")),
    ],
)
def test_a_line_is_read(text, first):
    assert typed(text)[0] == first


@pytest.mark.parametrize("text", ["", "   ", "-", "- 90k", ": rival Acme", "!!"])
def test_who_names_nobody_is_not_read(text):
    assert readings(text, NOW, HERE) == ()


@pytest.mark.parametrize(
    ("text", "splits"),
    [
        ("Ana Silva", [("Ana Silva", "", "")]),
        ("Ana Silva 90k", [("Ana Silva", "", ""), ("Ana", "", "Silva")]),
        ("Ana Silva - 90k", [("Ana Silva", "", "")]),
        ("Ana we offer 90k", [("Ana we", "", ""), ("Ana", "", "")]),
        ("Ana they offer 90k", [("Ana they", "", ""), ("Ana", "", "they")]),
        ("Ana accepted", [("Ana accepted", "", ""), ("Ana", "", "")]),
        ("Ana Silva declined", [("Ana Silva declined", "", ""), ("Ana Silva", "", "")]),
        ("declined", [("declined", "", "")]),
        ("Ana Silva Acme 90k", [("Ana Silva Acme", "", ""), ("Ana Silva", "", "Acme"), ("Ana", "", "Silva Acme")]),
        ("Ana Acme rival 90k", [("Ana Acme", "", ""), ("Ana", "Acme", "")]),
        ("Ana Rival rival Acme 90k", [("Ana Rival", "Acme", ""), ("Ana", "Acme", "")]),
    ],
)
def test_where_no_dash_tells_the_longest_name_comes_first(text, splits):
    assert [(each.name, each.company, each.rest) for each in typed(text)] == splits


@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered(text):
    assert all(each.name.strip() for each in readings(text, NOW, HERE))


def test_what_became_of_an_offer_is_not_typed_but_shown():
    assert all(each.show for each in readings("Ana accepted", NOW, HERE))


@pytest.mark.parametrize("day", ["20 nov", "31 nov", "today 8:00"])
def test_a_day_that_nobody_can_mean_is_still_the_day(day):
    (only,) = readings(f"Ana - 90k by {day}", NOW, HERE)
    assert (only.amount, only.deadline) == ("90k", day)
