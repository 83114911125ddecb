"""What happens when someone looks for a job, describes it, or closes it?"""

from __future__ import annotations

import storage
from bot import forms
from bot.facts import Person
from bot.forms.inputs import NAME_LETTERS
from bot.words import clean
from handlers.lent import Ack, Ask, Json


async def job_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """Someone types into the job's input."""
    typed = clean(payload.get("value", ""), NAME_LETTERS)
    await ack(forms.candidates.job_options(await ask(storage.jobs.found, person.team, typed), typed))
