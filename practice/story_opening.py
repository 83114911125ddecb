"""What have the recruiters done when one comes to the practice workspace?"""

from datetime import datetime, timedelta

from practice import story_offers
from practice.rooms.clockwork import Move
from practice.seat import Seat, plain
from practice.shapes import View
from practice.slack import Practice
from practice.story import KARIM, MAYA, NINA, RITA, TOM, small_talk

ALIKE = "Is it one of these?"
CONSENT = "Did they agree?"
AGREED = {
    CONSENT: "They agreed: write it down",
    "Their words, or your reason": "Yes, please put me forward to them.",
    "How they agreed": "On the phone",
}

# who adds it · role · client · what makes people say yes
JOBS = [
    (
        RITA,
        "Backend engineer",
        "Northwind",
        "Remote first, a team of six, and real trains run on what they build.",
    ),
    (RITA, "Product designer", "Contoso", "The first designer there: the whole product is yours."),
    (TOM, "Data engineer", "Northwind", "Fridays for your own ideas, and a cellist for a manager."),
]
# who adds · name · contact · job · stage
NEWCOMERS = [
    (RITA, "Ana Silva", "ana.silva@example.com", "Backend engineer, Northwind", "Interview"),
    (RITA, "Mariana Costa", "+351 912 345 678", "Product designer, Contoso", "Screening"),
    (RITA, "Pedro Almeida", "pedro.almeida@example.com\n+351 913 456 789", "Backend engineer, Northwind", "Interview"),
    (RITA, story_offers.NAME, "beatriz.lopes@example.com", "Backend engineer, Northwind", "Interview"),
    (TOM, "Jonas Weber", "jonas.weber@example.com", "Data engineer, Northwind", "Submitted"),
    (TOM, "Léa Fournier", "linkedin.com/in/lea-fournier", "Backend engineer, Northwind", "Offer"),
    (KARIM, "Noor Bakker", "noor.bakker@example.com", "Product designer, Contoso", "Interview"),
]
TWIN = ("Lea Fournier", "lea.fournier@example.com", "Data engineer, Northwind", "Sourced")
LINES = [
    (RITA, "/touch Mariana Costa - vm"),
    (RITA, "/touch Mariana Costa - replied, sent her portfolio and asks when she can call"),
    (RITA, "/touch Pedro Almeida - spoke, told, enjoyed the interview"),
    (RITA, f"/touch {story_offers.NAME} - spoke, told, offers new"),
    (TOM, "/touch Jonas Weber - spoke, told, has another offer coming"),
    (TOM, "/touch Léa Fournier - emailed, told, the contract is with her lawyer"),
    (TOM, "/touch Helena Brandt - spoke, gives feedback on the same day"),
    (KARIM, "/touch Noor Bakker - met, told, brought her drawings"),
]
# whose card · tags · segment
SORTED = [
    ("Ana Silva", ["Kotlin", "Lisbon"], "Warm"),
    ("Jonas Weber", ["Python", "Berlin"], None),
    ("Pedro Almeida", ["Kotlin", "Lisbon"], None),
]
SAID = {
    "Reason to move": "Wants to see what she builds being used",
    "Worries": "Whether remote really means remote",
    "Must-haves": "Time for her daughter’s school run at four",
}
MONDAY = timedelta(days=4)  # after the Thursday of the opening
BEFORE = timedelta(days=83)  # before it: what began then lapses on the Thursday after the practice begins
LAPSING = ("Sofia Marques", "sofia.marques@example.com")
UNOWNED = ("Emil Dahl", "emil.dahl@example.com")
AWAY = timedelta(days=8)  # from the Thursday on


async def opening(slack: Practice, move: Move) -> None:
    """Types what was said before one came, and gives the bot something to remember.

    It begins `BEFORE` the Thursday on which most of it is typed, and moves the clock there by `move`.
    """
    thursday = slack.workspace.now() + BEFORE
    await _meet(slack.seat(RITA), *LAPSING)
    await move(thursday)
    await small_talk(slack)
    for person, *described in JOBS:
        await _describe(slack.seat(person), *described)
    await _introduce(slack.seat(RITA), "Northwind", "Helena Brandt", "Head of engineering")
    for person, *known in NEWCOMERS:
        await _add(slack.seat(person), *known)
    for person, line in LINES:
        await slack.seat(person).types(line)
    await _speak(slack.seat(RITA), "Ana Silva", slack.workspace.now() + MONDAY)
    for name, tags, segment in SORTED:
        await _sort(slack.seat(RITA), name, tags, segment)
    await story_offers.offers(slack.seat(RITA), slack.seat(MAYA))
    await _reject(slack.seat(RITA), "Pedro Almeida")
    await _add(slack.seat(MAYA), *TWIN)
    await _let_go(slack.seat(TOM), *UNOWNED)
    await _go_away(slack.seat(KARIM), "rita", thursday)
    await slack.seat(NINA).types("/care help")


async def _describe(seat: Seat, role: str, client: str, points: str) -> None:
    await seat.types(f"/care job add {role}")
    await seat.fills({"Client": await _offered(seat, "Client", client), "Selling points": points})
    await _submit(seat)


async def _introduce(seat: Seat, client: str, name: str, position: str) -> None:
    """Says whom one knows at a client."""
    await seat.clicks((await seat.types(f"/care client {client}"))[-1], "Add a contact")
    await seat.fills({"Person": await _offered(seat, "Person", name), "Position": position})
    await _submit(seat)


async def _add(seat: Seat, name: str, contact: str, job: str, stage: str) -> None:
    await seat.types("/candidate")
    await seat.fills({"Name": name, "Contact": contact, "Job": await _offered(seat, "Job", job), "Stage": stage})
    await _submit(seat)


async def _meet(seat: Seat, name: str, contact: str) -> None:
    """Adds somebody who is not put forward for anything yet."""
    await seat.types("/candidate")
    await seat.fills({"Name": name, "Contact": contact})
    await _submit(seat)


async def _let_go(seat: Seat, name: str, contact: str) -> None:
    """Adds somebody and releases them, so that the house pool is not empty."""
    await _meet(seat, name, contact)
    await seat.clicks((await seat.types(f"/own {name}"))[-1], "Release …")
    await _submit(seat)


async def _go_away(seat: Seat, cover: str, first: datetime) -> None:
    """Goes on leave; a colleague hears what is owed meanwhile."""
    await seat.types("/care cover")
    days = {"First day away": f"{first:%Y-%m-%d}", "Last day away": f"{first + AWAY:%Y-%m-%d}"}
    await seat.fills({"Who covers": cover} | days)
    await _submit(seat)


async def _speak(seat: Seat, name: str, promised: datetime) -> None:
    """Logs a good call: what they said, and by when they hear again."""
    await seat.types(f"/touch {name}")
    await seat.fills({"How it went": "Call, spoke", "Told them where they stand": "Yes"})
    await seat.fills({"Note": "Likes the role and the team", "Promised by": f"{promised:%Y-%m-%d}"})
    await seat.clicks(_form(seat), "What they said")
    await seat.fills(SAID)
    await _submit(seat)


async def _sort(seat: Seat, name: str, tags: list[str], segment: str | None) -> None:
    await seat.picks((await seat.types(f"/candidate {name}"))[-1], "More", "Tags and segment …")
    chosen = [await _offered(seat, "Tags", tag) for tag in tags]
    await seat.fills({"Tags": chosen} | ({"Segment": segment} if segment else {}))
    await _submit(seat)


async def _reject(seat: Seat, name: str) -> None:
    """Ends a candidacy, so that somebody waits for a last word."""
    await seat.clicks((await seat.types(f"/candidate {name}"))[-1], "Move")
    await seat.fills({"New stage": "Rejected"})
    await _submit(seat)


async def _offered(seat: Seat, label: str, typed: str) -> tuple[str, str]:
    """What to type into a menu that suggests, and the first thing it offers."""
    return typed, (await seat.suggestions(label, typed))[0]


async def _submit(seat: Seat) -> None:
    """Submits the form on top; whoever is much alike is taken for somebody else, and all agreed to be put forward."""
    errors = await seat.submits()
    for asked, answers in ((ALIKE, {ALIKE: "Somebody else: add them"}), (CONSENT, AGREED)):
        if not errors and seat.modal and asked in plain(seat.modal):
            await seat.fills(answers)
            errors = await seat.submits()
    if errors:
        raise RuntimeError(f"the opening was refused: {errors}")
    if seat.modal:
        await seat.closes()


def _form(seat: Seat) -> View:
    if seat.modal is None:
        raise RuntimeError("the opening found no form")
    return seat.modal
