"""Of whom and what do the rules about what is owed speak? Ana, and who cares for her, in a week of November 2026."""

from datetime import UTC, datetime

from bot.facts import Person, Stage, Standing, Submission
from bot.policy import Policy

POLICY = Policy()
RITA = Person("T0", "RITA", "Rita Reis", "Europe/Lisbon", "PT")
TOM = Person("T0", "TOM", "Tom Becker", "Europe/Berlin", "DE")
PEOPLE = {"RITA": RITA, "TOM": TOM}


def utc(text: str) -> datetime:
    """A moment of November 2026, of which the 23rd is a Monday: `23T10:00`."""
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=UTC)


MONDAY = utc("23T10:00")


def put(stage: Stage, entered_at: datetime = MONDAY, recruiter: str = "RITA", id: int = 1, **more) -> Submission:
    return Submission(id, 7, id, f"Job {id}", recruiter, stage, entered_at, **more)


def standing(*submissions: Submission, **more) -> Standing:
    return Standing(7, "Ana Silva", submissions, **more)
