"""Is a line about an offer read as it was meant, and its name left to whoever looks it up?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.facts import Became, OfferKind, OfferLine, RoundBy, StageThere
from bot.rules.hours import Calendar
from bot.rules.offer_line_companies import check
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
        ("Ana rival Acme ninety-five k", line("Ana", kind=RIVAL, company="Acme", amount="ninety-five k")),
        ("Ana rival Acme k95", line("Ana", kind=RIVAL, company="Acme", amount="k95")),
        ("Ana rival Acme five k", line("Ana", kind=RIVAL, company="Acme", amount="five k")),
        (
            "Ana rival Acme offers ninety k",
            line("Ana", kind=RIVAL, company="Acme", amount="ninety k", stage_there=StageThere.OFFER),
        ),
        ("Ana rival Acme pays ninety k", line("Ana", kind=RIVAL, company="Acme", amount="ninety k")),
        ("Ana counter from Old Co ninety k", line("Ana", kind=COUNTER, company="Old Co", amount="ninety k")),
        ("Ana rival Acme ninety 95k", line("Ana", kind=RIVAL, company="Acme", amount="95k", rest="ninety")),
        ("Ana rival Acme pays 95k", line("Ana", kind=RIVAL, company="Acme", amount="95k")),
        ("Ana rival Acme raised it to 95k", line("Ana", kind=RIVAL, company="Acme", amount="95k")),
        ("Ana rival Acme pays", line("Ana", kind=RIVAL, company="Acme", rest="pays")),
        ("Ana rival Acme withdrew", line("Ana", rest="rival Acme withdrew", show=True, became=Became.WITHDRAWN)),
        ("Ana - rival Acme, withdrawn", line("Ana", rest="rival Acme, withdrawn", show=True, became=Became.WITHDRAWN)),
        ("Ana - accepted", line("Ana", rest="accepted", show=True, became=Became.ACCEPTED)),
        ("Ana - he turned it down", line("Ana", rest="he turned it down", show=True, became=Became.DECLINED)),
        ("Ana - 90k, he accepted", line("Ana", rest="90k, he accepted", show=True, became=Became.ACCEPTED)),
        ("Ana - a unicorn", line("Ana", rest="a unicorn", show=True)),
        ("Ana ninety-five k", line("Ana", amount="ninety-five k")),
        ("Ana 90k pls", line("Ana", amount="90k")),
        ("Ana would accept 95k", line("Ana would", by=RoundBy.ASKED, amount="95k")),
        ("Ana - would accept 95k", line("Ana", by=RoundBy.ASKED, amount="95k", rest="would")),
        ("Ana 90k to be decided by wed", line("Ana", amount="90k", deadline="wed")),
        ("Ana 90k decide by wed", line("Ana", amount="90k", deadline="wed")),
        ("Ana 90k decision needed by wed", line("Ana", amount="90k", deadline="wed")),
        ("Ana 90k let us know by wed!!", line("Ana", amount="90k", deadline="wed")),
        ("Ana 90k valid until wed", line("Ana", amount="90k", deadline="wed")),
        ("Ana 90k expires wed", line("Ana", amount="90k", deadline="wed")),
        ("Ana extend to friday", line("Ana", deadline="friday")),
        ("Ana 90k on friday 27th + 10%", line("Ana", amount="90k + 10%", deadline="friday 27th")),
        ("Ana 90k fri", line("Ana", amount="90k", deadline="fri")),
        ("Ana 90k from mon", line("Ana", amount="90k from mon")),
        ("Ana 90k start on mon", line("Ana", amount="90k start on mon")),
        ("Ana offered 90k on fri", line("Ana", amount="90k on fri")),
        ("Ana asked 90k on fri", line("Ana", by=RoundBy.ASKED, amount="90k on fri")),
        (
            "Ana rival Acme offered her 90k",
            line("Ana", kind=RIVAL, company="Acme", amount="90k", stage_there=StageThere.OFFER),
        ),
        ("Ana rival Her 90k", line("Ana", kind=RIVAL, company="Her", amount="90k")),
        ("Ana rival Acme?", line("Ana", kind=RIVAL, company="Acme")),
        ("Ana rival Acme no figures", line("Ana", kind=RIVAL, company="Acme", rest="no figures")),
        (
            "Ana rival Acme - final interview tomorrow",
            line("Ana", kind=RIVAL, company="Acme", rest="tomorrow", stage_there=StageThere.INTERVIEWS),
        ),
        (
            "Ana rival Acme 2nd interview",
            line("Ana", kind=RIVAL, company="Acme", stage_there=StageThere.INTERVIEWS),
        ),
        ("Ana countered with 93k", line("Ana", kind=COUNTER, amount="93k")),
        ("Ana counter 93k from Old Co", line("Ana", kind=COUNTER, company="Old Co", amount="93k")),
        ("Ana rival Acme, Inc. 90k", line("Ana", kind=RIVAL, company="Acme, Inc.", amount="90k")),
        ("Ana S 90k", line("Ana S", amount="90k")),
        (
            "Ana rival Acme 90k (final)",
            line("Ana", kind=RIVAL, company="Acme", amount="90k", stage_there=StageThere.FINAL),
        ),
        ("Ana rival Acme she loves it", line("Ana", kind=RIVAL, company="Acme", rest="she loves it")),
        ("Ana - counter from Old Co, our pay", line("Ana", kind=COUNTER, company="Old Co", rest="our pay")),
        ("Ana rival Acme withdrew 95k", line("Ana", kind=RIVAL, company="Acme", amount="95k", rest="withdrew")),
        ("Ana rival Capital One 95k", line("Ana", kind=RIVAL, company="Capital One", amount="95k")),
        ("Ana rival Made 95k", line("Ana", kind=RIVAL, company="Made", amount="95k")),
        ("Ana rival Acme 95k eod fri", line("Ana", kind=RIVAL, company="Acme", amount="95k", deadline="eod fri")),
        ("Ana 95k fri eod", line("Ana", amount="95k", deadline="fri eod")),
        ("Ana 95k eod", line("Ana", amount="95k", deadline="eod")),
        ("Ana 95k by fri eod", line("Ana", amount="95k", deadline="fri eod")),
        ("Ana 95k by 17h", line("Ana", amount="95k", deadline="17h")),
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
        ("Ana accepted", [("Ana accepted", "", ""), ("Ana", "", "accepted")]),
        ("Ana Silva said no", [("Ana Silva said no", "", ""), ("Ana Silva", "", "said no")]),
        ("declined", [("declined", "", "")]),
        ("Ana Silva pay", [("Ana Silva pay", "", ""), ("Ana Silva", "", "pay")]),
        ("Ana Silva a hug", [("Ana Silva a hug", "", ""), ("Ana Silva", "", "a hug")]),
        ("Ana accepted 92k", [("Ana accepted", "", ""), ("Ana", "", "accepted 92k")]),
        ("Ana Old Co countered 93k", [("Ana Old Co", "", ""), ("Ana Old", "Co", ""), ("Ana", "Old Co", "")]),
        ("Ana her boss countered 93k", [("Ana her boss", "", ""), ("Ana her", "", ""), ("Ana", "", "")]),
        (
            "Ana has an offer from Acme for 90k",
            [("Ana has an", "", "Acme"), ("Ana has", "", "Acme"), ("Ana", "", "Acme")],
        ),
        ("Ana raise to 92k", [("Ana raise to", "", ""), ("Ana raise", "", ""), ("Ana", "", "")]),
        ("Ana up to 92k", [("Ana up to", "", ""), ("Ana up", "", ""), ("Ana", "", "up to")]),
        ("Ana no offer yet", [("Ana no", "", "offer yet"), ("Ana", "", "no offer yet")]),
        ("for Ana 90k", [("for Ana", "", ""), ("for", "", "Ana"), ("Ana", "", "")]),
        ("Ana Silva Acme 90k", [("Ana Silva Acme", "", ""), ("Ana Silva", "", "Acme"), ("Ana", "", "Silva Acme")]),
        ("Ana Acme rival 90k", [("Ana Acme", "", ""), ("Ana", "Acme", "")]),
        ("Ana ninety k rival", [("Ana ninety k", "", ""), ("Ana ninety", "k", ""), ("Ana", "", "")]),
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


@pytest.mark.parametrize("name", ["3M", "7-Eleven", "Studio54", "Acme", "20th Century", "Capital One", "Forever21", ""])
def test_a_company_has_its_name(name):
    check(name)


@pytest.mark.parametrize(
    "name",
    [
        "Acme 95k",
        "95k Acme",
        "Acme €95,000",
        "Acme 90-95k",
        "Acme 95k+10%",
        "Acme 95k/yr",
        "Acme ninety k",
        "EUR 95",
        "€95k",
    ],
)
def test_pay_in_the_name_of_a_company_is_refused_at_its_field(name):
    with pytest.raises(Refused, match="looks like pay") as refused:
        check(name)
    assert refused.value.field == "company"
