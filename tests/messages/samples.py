"""Which facts do the tests of messages and forms speak of, and what are all the things we say and ask?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot import forms, messages
from bot.blocks import Block, Message
from bot.facts import (
    Candidate,
    Card,
    Contact,
    Direction,
    Found,
    How,
    Item,
    Job,
    Kind,
    Offers,
    Outcome,
    Owed,
    Person,
    Shade,
    Stage,
    Submission,
    Touch,
    TouchDraft,
    Waiver,
)

RITA, TOM, MAYA = "U0RITA", "U0TOM", "U0MAYA"
NOW = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)  # a Friday
TODAY = NOW.date()
SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)
PERSON = Person("T0", RITA, "Rita Reis", "Europe/Lisbon", "PT", time(8, 30))
OUTCOMES = (
    "logged",
    "told",
    "snoozed",
    "waiting",
    "asked",
    "accepted",
    "declined",
    "withdrawn",
    "waived",
    "moved",
    "gone",
)


def touch(note: str = "Likes the role", **more: Any) -> Touch:
    """A call of yesterday, by Rita, in which Ana was told all."""
    plain = Touch(7, 1, SPOKE, True, NOW - timedelta(days=1), NOW, RITA, RITA, told=True, note=note)
    return replace(plain, **more)


def found(name: str = "Ana Silva", **more: Any) -> Found:
    """Ana as a list tells her from others."""
    return replace(Found(1, name, Stage.INTERVIEW, "Data Engineer", "Rita Reis", "ana@example.com"), **more)


def item(name: str = "Ana Silva", **more: Any) -> Item:
    """An update to Ana that is owed by the evening."""
    owed = Item(
        line=3,
        kind="updates.owed",
        candidate=1,
        name=name,
        recruiter=RITA,
        due_at=NOW + timedelta(hours=9),
        shade=Shade.AMBER,
        stage=Stage.INTERVIEW,
        title="Data Engineer",
        spoke=touch(),
    )
    return replace(owed, **more)


def settled(outcome: str, **more: Any) -> Item:
    """The same item when Tom has done something about it."""
    done = {"outcome": outcome, "by": TOM, "at": NOW, "until": NOW + timedelta(days=3), "colleague": MAYA}
    return item(**{**done, "waived": Waiver.ON_HOLD, "touch": touch(), **more})


def submission(title: str = "Data Engineer", **more: Any) -> Submission:
    """Ana's interview, since three days."""
    plain = Submission(5, 1, 9, title, RITA, Stage.INTERVIEW, NOW - timedelta(days=3))
    return replace(plain, **more)


def owed(**more: Any) -> Owed:
    """What is owed to Ana, as it is written down."""
    due = NOW + timedelta(hours=9)
    return replace(Owed("updates.owed", "1", RITA, RITA, due, NOW, NOW - timedelta(days=2)), **more)


def card(text: str = "Ana Silva", **more: Any) -> Card:
    """All there is to know of Ana; `text` is what people typed everywhere."""
    last = touch(text, promised_on=date(2026, 12, 4), offers=Offers.NEW)
    contacts = (Contact("email", "ana@example.com", text), Contact("profile", "javascript:alert(1)", text))
    told = touch(text, id=8, backdated=True, credit=TOM)
    whole = Card(
        Candidate(1, text), contacts, (submission(text),), (last, told, last), last, told, last, (owed(waits_for=text),)
    )
    return replace(whole, **more)


def said(text: str) -> dict[str, Message]:
    """Everything the bot says, with `text` wherever people may have typed something."""
    ana, at = Candidate(1, text), NOW + timedelta(minutes=10)
    items = [item(text, title=text, line=line) for line in range(30)]
    done = [replace(settled(outcome), name=text, title=text) for outcome in OUTCOMES]
    twins = [found(text, id=number, job=text, recruiter=text, contact=text) for number in range(1, 9)]
    letter = (4, NOW, NOW, True)
    return {
        "logged": messages.touches.logged(
            touch(text), ana, ask_told=True, ask_offers=True, undo_until=at, similar_at=NOW
        ),
        "undone": messages.touches.undone(touch(text), ana, RITA, NOW),
        "which touch": messages.touches.which(text, twins, 2),
        "nobody to log": messages.touches.nobody(text, 2),
        "how": messages.touches.how(ana, 2),
        "touch usage": messages.touches.usage(),
        "card": messages.candidates.card(card(text), NOW),
        "bare card": messages.candidates.card(Card(ana, (), (), (), None, None, None, ()), NOW),
        "which candidate": messages.candidates.which(text, twins),
        "nobody found": messages.candidates.nobody(text, 2),
        "added": messages.candidates.added(ana, submission(text), Contact("email", text, text)),
        "moved": messages.candidates.moved(ana, submission(text, stage=Stage.REJECTED), Stage.OFFER),
        "candidate usage": messages.candidates.usage(),
        "morning": messages.updates.morning(items, 12, *letter),
        "settled morning": messages.updates.morning([*done, item(text, retired=True)], 0, *letter),
        "escalated": messages.updates.escalated(items, *letter),
        "put off": messages.updates.put_off(items, *letter),
        "asked": messages.updates.asked(items[0], TOM, text),
        "answered": messages.updates.answered(items[0], TOM, accepted=False),
        "not sent": messages.updates.not_sent(3),
        "help": messages.teams.help(short=False),
        "unknown": messages.teams.unknown(text, "/care"),
        "refused": messages.teams.refused(messages.teams.old_button(text)),
    }


def drawn(text: str) -> dict[str, Block]:
    """Every form and Home tab, with `text` wherever people may have typed something."""
    ana, twin = Candidate(1, text), found(text, job=text, recruiter=text)
    items = [item(text, title=text, line=line) for line in range(60)]
    draft = TouchDraft(1, how=SPOKE, told=True, offers=Offers.NEW, note=text, promised_on=TODAY, credit=TOM)
    touch_form = forms.touches.form
    asks: dict[str, Any] = {"ask_told": True, "ask_offers": True, "zone_today": TODAY}
    logged = [(touch(text), ana)] * 50
    countries = [(f"{number:02}", f"{text} {number}") for number in range(60)]
    return {
        "touch": touch_form(2, draft, candidate=twin, alert=text, **asks),
        "touch of someone new": touch_form(2, TouchDraft(candidate_name=text), candidate=None, **asks),
        "more of a touch": touch_form(2, draft, candidate=twin, page=2, **asks),
        "edited touch": touch_form(2, replace(draft, touch=7), candidate=twin, **asks),
        "new candidate": forms.candidates.form(2, text, contact=text, job=Job(9, text), alert=text),
        "move": forms.candidates.move(ana, [submission(text)], NOW, {5: [Stage.OFFER, Stage.REJECTED]}),
        "nothing to move": forms.candidates.move(ana, [submission(text)], NOW, {5: []}),
        "put forward": forms.candidates.submit(ana),
        "find": forms.candidates.find(),
        "wait": forms.updates.wait(3, text, TODAY),
        "ask": forms.updates.ask(3, text),
        "see all": forms.updates.see_all(items, NOW),
        "settings": forms.people.me(PERSON, countries),
        "notice": forms.notices.notice(text),
        "what came of it": forms.notices.told("Saved", messages.candidates.card(card(text), NOW)),
        "home": messages.people.home(PERSON, items, 5, logged, NOW),
        "empty home": messages.people.home(PERSON, [], 0, [], NOW),
        "a guest’s home": messages.people.home(replace(PERSON, guest=True), items, 5, logged, NOW),
    }


def words(blocks: list[Block]) -> str:
    """What a person reads in blocks, dates by their fallback in UTC."""
    return "\n".join(_read(block) for block in blocks)


def presses(blocks: list[Block]) -> dict[str, str]:
    """The buttons in blocks: action id -> value."""
    elements = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return {element["action_id"]: element["value"] for element in elements if element["type"] == "button"}


def _read(thing: Any) -> str:
    if isinstance(thing, list):
        return "".join(map(_read, thing))
    if not isinstance(thing, dict):
        return ""
    readers: dict[str, Callable[[Block], str]] = {
        "date": lambda one: str(one["fallback"]),
        "user": lambda one: f"@{one['user_id']}",
        "emoji": lambda one: f":{one['name']}:",
    }
    read = readers.get(thing.get("type", ""))
    if read:
        return read(thing)
    if isinstance(thing.get("text"), str):
        return str(thing["text"])
    return "".join(_read(value) for key, value in thing.items() if key not in ("confirm", "option_groups"))
