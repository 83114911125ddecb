"""Whom does one meet in the practice workspace, and what was said before one came?"""

from typing import Any

from practice.shapes import Channel, Person
from practice.slack import Practice

RITA, TOM, MAYA, NINA, KARIM = "U0RITA", "U0TOM", "U0MAYA", "U0NINA", "U0KARIM"
OSCAR, GUS, BOT = "U0OSCAR", "U0GUS", "U0BOT"
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

BROUGHT = "Whom I met at the Lisbon meetup. Take it with *Import this file* in the menu of this message :point_right:"
# A list as it comes from elsewhere: somebody who is here already, somebody new, and a line with a slip in it.
MEETUP = "\r\n".join(
    [
        "First name;Last name;E-mail;Phone;Skills;Role",
        "Ana;Silva;ana.silva@example.com;;Kotlin, Postgres;",
        "Inês;Duarte;ines.duarte@example.com;;Kotlin, Lisbon;Backend engineer",
        "Marek;Nowak;marek.nowak@example.com;;Go, Kubernetes;",
        "Yuki;Tanaka;;+351 91;Figma;",
    ]
).encode("utf-8-sig")


def people() -> list[Person]:
    """A small recruiting team with two managers, a partner from another workspace, and a guest."""
    return [
        Person(RITA, "rita", "Rita Reis", "Europe/Lisbon", "pt-PT", color="a04a2c"),
        Person(TOM, "tom", "Tom Becker", "Europe/Berlin", "de-DE", color="2f6690"),
        Person(MAYA, "maya", "Maya Okafor", "Europe/London", "en-GB", is_admin=True, color="7a4a7f"),
        Person(NINA, "nina", "Nina Berg", "Europe/Berlin", "de-DE", is_admin=True, color="3b6b5c"),
        Person(KARIM, "karim", "Karim Haddad", "Europe/Paris", "fr-FR", color="8a5a83"),
        Person(OSCAR, "oscar", "Oscar Lind", "Europe/Stockholm", "sv-SE", color="74600f", **OUTSIDE),
        Person(GUS, "gus", "Gus Hall", "America/New_York", "en-US", is_restricted=True, color="4d6a3a"),
    ]


def channels() -> list[Channel]:
    """The channels they share; the bot was asked into the one where the work is spoken of."""
    return [
        Channel(GENERAL, "general", members=[RITA, TOM, MAYA, NINA, KARIM, GUS]),
        Channel(RECRUITING, "recruiting", members=[RITA, TOM, MAYA, NINA, KARIM, BOT]),
        Channel(PARTNERS, "partners", members=[RITA, TOM, MAYA, NINA, OSCAR], is_ext_shared=True),
    ]


async def small_talk(slack: Practice) -> None:
    """Types what was said before one came, through the seats of those who said it."""
    for person, channel, words in SMALL_TALK:
        await slack.seat(person).types(words, channel)
    await slack.seat(MAYA).shares("lisbon meetup.csv", MEETUP, BROUGHT, RECRUITING)
