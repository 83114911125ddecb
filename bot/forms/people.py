"""Where does a person choose their morning hour and their holidays?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from itertools import groupby

from bot.blocks import actions, button, groups, line, option
from bot.errors import Refused
from bot.facts import Person
from bot.forms.inputs import UNREADABLE, View, answers, clock, field, grouped_select, modal, understood
from bot.forms.inputs import errors as errors
from bot.phrases import COVERS
from bot.policy import Policy

ME_FORM = "me_form"
NO_COUNTRY = "none"
# A country, with its part where that matters.
COUNTRY = re.compile(r"[A-Z]{2}(-[A-Z]{2,3})?")


def me(person: Person, countries: Sequence[tuple[str, str]], alert: str | None = None) -> View:
    """Draw someone's own settings; `countries` are codes with names, by name."""
    listed = [
        (letter, [option(name, code) for code, name in alike])
        for letter, alike in groupby(countries, key=lambda country: country[1][:1].upper())
    ]
    choices = groups([("None", [option("No public holidays", NO_COUNTRY)]), *listed])
    blocks = [
        field("morning_at", "Morning message at", clock(person.morning_at), hint="Only if anything is owed."),
        field("country", "Holidays of", grouped_select(choices, person.country or NO_COUNTRY)),
        line(f"Your time zone is {person.zone}, from your Slack profile."),
        actions(button("Cover while I am away …", COVERS, "cover")),
    ]
    return modal(ME_FORM, "My settings", blocks, submit="Save", alert=alert)


def read_me(view: View, quiet_from: time = Policy.quiet_from) -> tuple[time, str | None]:
    """Read the hour of the morning message, and the country whose holidays count, if any."""
    given = answers(view)
    if not given["morning_at"]:
        raise Refused("Choose an hour.", field="morning_at")
    morning_at = understood("morning_at", time.fromisoformat, given["morning_at"])
    if morning_at >= quiet_from:
        hour = f"{quiet_from:%H:%M}"
        raise Refused(
            f"Quiet hours begin at {hour}, and nothing is said in them. Choose an earlier hour.", "morning_at"
        )
    country = given["country"] or NO_COUNTRY
    if country != NO_COUNTRY and not COUNTRY.fullmatch(country):
        raise Refused(UNREADABLE, field="country")
    return morning_at, None if country == NO_COUNTRY else country
