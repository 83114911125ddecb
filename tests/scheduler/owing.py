"""How does a test get recruiters who owe updates, without anybody having to type?"""

from datetime import UTC, datetime, time, timedelta

import storage
from bot import promises
from bot.facts import Person, Stage
from bot.policy import Policy
from practice import shapes
from storage.database import Db

TEAM = "T0PRACTICE"
POLICY = Policy()
# Whoever enters a screening on Monday is owed word by Wednesday evening, and is named on Wednesday morning.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 25, tzinfo=UTC)
MORNING = WEDNESDAY + timedelta(hours=8, minutes=30)


def recruiter(number: int) -> str:
    return f"U0R{number:04d}"


def member(number: int) -> shapes.Person:
    """A recruiter as Slack knows them."""
    return shapes.Person(recruiter(number), f"recruiter{number}", f"Recruiter {number}")


def candidate(number: int, which: int = 0) -> str:
    return f"Candidate {number}.{which}"


def meet(db: Db, number: int, morning_at: time = time(8, 30)) -> str:
    """Write a recruiter down who lives in UTC."""
    id = recruiter(number)
    storage.people.meet(db, Person(TEAM, id, f"Recruiter {number}", morning_at=morning_at))
    return id


def owe(db: Db, number: int, candidates: int = 1, start: int = 0) -> list[int]:
    """Write down that a recruiter owes some candidates word by Wednesday; `start` numbers the first."""
    whom = recruiter(number)
    job = storage.jobs.titled(db, TEAM, "Welder", whom, MONDAY)
    ids = []
    for which in range(start, start + candidates):
        added = storage.candidates.add(db, TEAM, candidate(number, which), [], whom, MONDAY)
        storage.submissions.put_forward(db, TEAM, added.id, job.id, Stage.SCREENING, whom, MONDAY)
        ids.append(added.id)
    promises.plan(db, TEAM, ids, POLICY, MONDAY)
    return ids


def install(db: Db) -> None:
    """Write the practice workspace down, and Maya as its administrator."""
    storage.teams.install(db, TEAM, "Practice", "U0BOT", "B0PRACTICE", MONDAY)
    storage.people.meet(db, Person(TEAM, "U0MAYA", "Maya Okafor"))
    storage.people.appoint(db, TEAM, [], ["U0MAYA"])
