"""What does a manager see of the bands that clients allow?"""

from __future__ import annotations

import storage
from bot import forms, messages
from bot.errors import Refused
from bot.facts import Person
from bot.forms.stacks import Kind, Shows
from bot.messages.bands import PAGE
from handlers.lent import Json
from storage.database import Db


def read_listed(db: Db, person: Person, after: int) -> Json:
    """Read one page of bands, for a manager."""
    check(person)
    found = storage.bands.listed(db, person.team, PAGE + 1, after)
    if after and not found:
        raise Refused(messages.bands.NO_MORE)
    shown = messages.bands.listed(found[:PAGE], after, more=len(found) > PAGE)
    return forms.stacks.showing(forms.notices.told(messages.bands.TITLE, shown), Shows(Kind.BANDS, 0, after))


def check(person: Person) -> None:
    """Refuse whoever is no manager."""
    if not person.manager:
        raise Refused(messages.bands.FOR_MANAGERS)
