"""On which days does a country rest, and in which country does a time zone lie?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib import resources

# Few holidays are kept in all of Britain; its parts keep more.
BRITAIN = (("GB-ENG", "England and Wales"), ("GB-NIR", "Northern Ireland"), ("GB-SCT", "Scotland"))


@lru_cache(maxsize=1024)
def days_off(country: str, year: int) -> frozenset[date]:
    """Tell the public holidays of a country in one year, with the days kept in their stead.

    `country` is an ISO 3166 code, with its part where that matters (`GB-ENG`). A country or part that the
    library does not know has none.
    """
    from holidays import country_holidays  # slow to import: it is loaded when first asked

    land, _, part = country.partition("-")
    try:
        return frozenset(country_holidays(land, subdiv=part or None, years=year))
    except NotImplementedError:
        return frozenset()


def country_of(zone_name: str) -> str | None:
    """Tell the ISO 3166 code of the country a time zone lies in; None for UTC and what nobody knows."""
    return _countries().get(zone_name)


@lru_cache(maxsize=1)
def countries() -> tuple[tuple[str, str], ...]:
    """List the countries whose holidays are known: code and English name, by name."""
    from holidays import list_supported_countries  # slow to import: it is loaded when first asked

    known = list_supported_countries()
    named = [(row[0], row[1]) for row in _rows("iso3166.tab", "\t") if row[0] in known and row[0] != "GB"]
    return tuple(sorted([*named, *BRITAIN], key=lambda country: country[1]))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Read the tables of the time zone database; a zone's former name counts as well (`Asia/Calcutta`)."""
    countries = {zone: country for country, _, zone in _rows("zone.tab", "\t")}
    aliases = (row for row in _rows("tzdata.zi", " ") if row[0] == "L")
    former = {alias: countries[zone] for _, zone, alias in aliases if "/" in alias and zone in countries}
    return former | countries | {"Europe/London": "GB-ENG"}


def _rows(table: str, between: str) -> Iterator[list[str]]:
    text = (resources.files("tzdata.zoneinfo") / table).read_text(encoding="utf-8")
    return (line.split(between)[:3] for line in text.splitlines() if line and not line.startswith("#"))
