"""Whom does one meet in the practice workspace, and what was said before one came?"""

from typing import Any

from practice.seat import Seat
from practice.shapes import Channel, Person
from practice.slack import Practice

RITA, TOM, MAYA, OSCAR, GUS, BOT = "U0RITA", "U0TOM", "U0MAYA", "U0OSCAR", "U0GUS", "U0BOT"
GENERAL, RECRUITING, PARTNERS = "C0GENERAL", "C0RECRUITING", "C0PARTNERS"
OUTSIDE: dict[str, Any] = {"is_stranger": True, "team_id": "T0HARBOUR"}

# who · where · what
SMALL_TALK = [
    (
        MAYA,
        GENERAL,
        "Good morning all :wave: Northwind signed for two more roles, so this will be a full week.",
    ),
    (
        TOM,
        GENERAL,
        "Lovely news. I saw their hiring manager in Berlin on Friday, she is quick with feedback.",
    ),
    (RITA, GENERAL, "Great! I have three people in mind already :seedling:"),
    (
        MAYA,
        RECRUITING,
        "A reminder before it gets busy: *nobody waits for us longer than two days*, good news or none.",
    ),
    (
        RITA,
        RECRUITING,
        "Ana Silva has her first interview at Northwind this week. I promised her word by Monday.",
    ),
    (
        TOM,
        RECRUITING,
        "I spoke to Jonas Weber yesterday. He has another offer coming, so we should be quick.",
    ),
    (MAYA, RECRUITING, "Thank you both. Please log it with `/touch`, then Rapport will remind us."),
    (OSCAR, PARTNERS, "Hello from Harbour Search. The shortlist for the logistics lead is with you by noon."),
    (TOM, PARTNERS, "Thanks Oscar, we will come back to you the same day."),
]

# who adds · name · contact · job · stage
NEWCOMERS = [
    (RITA, "Ana Silva", "ana.silva@example.com", "Backend engineer, Northwind", "Interview"),
    (RITA, "Mariana Costa", "+351 912 345 678", "Product designer, Contoso", "Screening"),
    (TOM, "Jonas Weber", "jonas.weber@example.com", "Data engineer, Northwind", "Submitted"),
    (TOM, "Léa Fournier", "linkedin.com/in/lea-fournier", "Backend engineer, Northwind", "Offer"),
]
LINES = [
    (RITA, "/touch Ana Silva - spoke, told, likes the role and the team"),
    (RITA, "/touch Mariana Costa - vm"),
    (TOM, "/touch Jonas Weber - spoke, told, has another offer coming"),
    (TOM, "/touch Léa Fournier - emailed, told, the contract is with their lawyer"),
]


def people() -> list[Person]:
    """A small recruiting team, a partner from another workspace, and a guest."""
    return [
        Person(RITA, "rita", "Rita Reis", "Europe/Lisbon", "pt-PT", color="a04a2c"),
        Person(TOM, "tom", "Tom Becker", "Europe/Berlin", "de-DE", color="2f6690"),
        Person(MAYA, "maya", "Maya Okafor", "Europe/London", "en-GB", is_admin=True, color="7a4a7f"),
        Person(OSCAR, "oscar", "Oscar Lind", "Europe/Stockholm", "sv-SE", color="74600f", **OUTSIDE),
        Person(GUS, "gus", "Gus Hall", "America/New_York", "en-US", is_restricted=True, color="4d6a3a"),
    ]


def channels() -> list[Channel]:
    """The channels they share; the bot was asked into the one where the work is spoken of."""
    return [
        Channel(GENERAL, "general", members=[RITA, TOM, MAYA, GUS]),
        Channel(RECRUITING, "recruiting", members=[RITA, TOM, MAYA, BOT]),
        Channel(PARTNERS, "partners", members=[RITA, TOM, MAYA, OSCAR], is_ext_shared=True),
    ]


async def small_talk(slack: Practice) -> None:
    """Types what was said before one came, through the seats of those who said it."""
    for person, channel, words in SMALL_TALK:
        await slack.seat(person).types(words, channel)


async def opening(slack: Practice) -> None:
    """Types what was said before one came, and gives the bot something to remember."""
    await small_talk(slack)
    for person, name, contact, job, stage in NEWCOMERS:
        await _add(slack.seat(person), name, contact, job, stage)
    for person, line in LINES:
        await slack.seat(person).types(line)


async def _add(seat: Seat, name: str, contact: str, job: str, stage: str) -> None:
    await seat.types("/candidate")
    known = await seat.suggestions("Job", job)
    await seat.fills({"Name": name, "Contact": contact, "Job": (job, known[0]), "Stage": stage})
    if errors := await seat.submits():
        raise RuntimeError(f"the opening was refused: {errors}")
    await seat.closes()
