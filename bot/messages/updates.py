"""How do we show an item that says what is owed to a candidate, and what became of it?"""

from __future__ import annotations

from datetime import datetime

from bot import offer_words
from bot.blocks import (
    Block,
    Sentence,
    actions,
    bold,
    button,
    line,
    menu,
    one_line,
    option,
    person,
    sentence,
    sign,
    strung,
    when,
)
from bot.facts import Item, Owing, Passing
from bot.messages import drafts, retention, waivers
from bot.messages.touches import OFFERS as OFFERS_SAID
from bot.owing import TELLING, lapses, stated, unreached, whose
from bot.owing_buttons import MORE_TIME, RELEASE, before_it_lapses, contacts_of, offers_of
from bot.phrases import CONTACTS as CONTACTS
from bot.phrases import spoken, stage_name, standing
from bot.wordings import WORDINGS

LOG = "update_log"
MENU = "update_menu"
BACK = "update_back"
ALL = "morning_all"
ACCEPT = "update_accept"
DECLINE = "update_decline"
MAIL = "last_word_mail"
WORDS = "last_word_words"

TOLD, MAILED, THANKED, RESIGNED, SIGNED = "told", "mailed", "thanked", "resigned", "signed"
TOMORROW, NEXT_WEEK, WAITING = "tomorrow", "next_week", "waiting"
ASK = "ask"
PUT_OFF = ("Put off", [("Tomorrow", TOMORROW), ("Next week", NEXT_WEEK), ("Waiting until …", WAITING)])
# What is offered where an ownership lapses that stands in one item with something else.
OWNERSHIP = [("Ask for more time …", MORE_TIME), ("Release …", RELEASE)]
# What a person chose by one press, they can take back by another.
REVERSIBLE = frozenset({"told", "snoozed", "waiting", "asked", "waived"})


def item(owed: Item, now: datetime) -> list[Block]:
    """Draw one item: what is owed with its button and menu, or what became of it."""
    if owed.kind == Owing.RETENTION:
        return retention.item(owed)
    shown = line(*item_said(owed, now))
    if lapses(owed) and (is_open(owed) or owed.outcome == "more_time"):
        return [shown, actions(log_it(owed), *(before_it_lapses(owed) if is_open(owed) else []))]
    if is_open(owed):
        return [shown, actions(log_it(owed), *offers_of(owed), *_mail(owed), _more(owed))]
    if owed.retired or owed.outcome not in REVERSIBLE:
        return [shown]
    undo = button("Undo", BACK, owed.line, reads=f"Undo for {owed.name}")
    # Until the colleague accepts, it stays with whoever asked.
    return [shown, actions(log_it(owed), undo) if owed.outcome == "asked" else actions(undo)]


def item_said(owed: Item, now: datetime) -> Sentence:
    """Say one item in words: what is owed, or what became of it, by whom and when."""
    if owed.kind == Owing.RETENTION:
        return retention.item_said(owed)
    if owed.retired:
        return [bold(owed.name), ": this item has moved to a newer message."]
    if is_open(owed):
        said, last = stated(owed, now), strung(_spoke(owed), _put_off(owed), _whose(owed))
        lines = [strung(*said, last)] if lapses(owed) else [*said, last]
        return strung(_head(owed), offer_words.at_risk(owed.risk), *lines, by="\n")
    by: Sentence = ["by ", person(owed.by), " "] if owed.by and owed.outcome != "accepted" else []
    at: Sentence = ["at ", when(owed.at)] if owed.at else []
    return strung([bold(owed.name)], became(owed), [*by, *at] if owed.outcome != Passing.LAPSED else [])


def _spoke(owed: Item) -> Sentence:
    """Say when somebody last spoke with them; what holds an ownership says that already."""
    if lapses(owed):
        return []
    if owed.spoke is None:
        return ["Not spoken to yet"]
    return ["Last spoke at ", when(owed.spoke.at), f" ({spoken(owed.spoke.how)})"]


def _put_off(owed: Item) -> Sentence:
    if not owed.snoozes:
        return []
    times = {1: "once", 2: "twice"}.get(owed.snoozes, f"{owed.snoozes} times")
    until: Sentence = [", now until ", when(owed.until)] if owed.until else []
    return sentence(f"put off {times}", *until, f": {one_line(owed.waits_for)}" if owed.waits_for else "")


def _whose(owed: Item) -> Sentence:
    if owed.away_until and owed.recruiter != owed.reader:
        return whose(owed)
    helper: Sentence = [", taken on by ", person(owed.helper)] if owed.helper else []
    return ["with ", person(owed.recruiter), *helper] if helper or owed.recruiter != owed.reader else []


def _head(owed: Item) -> Sentence:
    return strung([bold(owed.name)], sentence(standing(owed.stage, owed.title)))


def is_open(owed: Item) -> bool:
    """Whether an item still waits for someone."""
    return owed.outcome is None and not owed.retired


def became(owed: Item) -> Sentence:
    """Say what became of an item."""
    until: Sentence = ["until ", when(owed.until)] if owed.until else ["for now"]
    colleague: Sentence = [person(owed.colleague)] if owed.colleague else ["a colleague"]
    wording = WORDINGS[owed.kind]
    told = {Owing.LAST_WORDS: "told by e-mail", Owing.THANKS: "thanked"}.get(
        Owing(owed.kind), "no news, and they were told"
    )
    words: dict[str | None, Sentence] = {
        "logged": [sign("white_check_mark"), f" {_logged(owed)}"],
        "told": [sign("white_check_mark"), f" {told}"],
        "thanked": [sign("white_check_mark"), " thanked"],
        "snoozed": ["put off ", *until],
        "waiting": ["waiting ", *until, f": {one_line(owed.waits_for)}" if owed.waits_for else ""],
        "asked": ["asked ", *colleague, f" to {wording.deed} them"],
        "accepted": ["taken on by ", *colleague],
        "declined": ["a colleague could not take it on"],
        "waived": waivers.said(owed),
        "moved": [f"their stage is now {stage_name(owed.stage)}" if owed.stage else "their stage has changed"],
        "merged": ["two records of theirs are one now"],
        "kept": [sign("white_check_mark"), " kept ", *until],
        "more_time": ["asked a manager for more time"],
        "resigned": [sign("white_check_mark"), " they have resigned"],
        "signed": [sign("white_check_mark"), " the papers are signed"],
        "extended": ["the deadline was moved"],
        "expired": ["ran out undecided"],
        "offers": ["their offers have changed since"],
        "decided": [sign("white_check_mark"), " written down"],
        "sent": [sign("white_check_mark"), " sent to both sides"],
        Passing.RELEASED: ["released to the house pool"],
        Passing.LAPSED: _lapsed(owed),
        Passing.GIVEN: ["handed over to a colleague"],
    }
    return words.get(owed.outcome, [f"{wording.thing} is no longer owed"])


def _logged(owed: Item) -> str:
    """Say which touch has settled an item; of a check-in, what they said of other offers."""
    if owed.touch is None:
        return "logged"
    said = OFFERS_SAID.get(owed.touch.offers) if owed.kind == Owing.CHECK_INS and owed.touch.offers else None
    return f"{spoken(owed.touch.how)}, {said}" if said else spoken(owed.touch.how)


def _lapsed(owed: Item) -> Sentence:
    """Say where somebody is whose ownership has lapsed, with the day since when."""
    if owed.owner:
        return ["lapsed: with ", person(owed.owner), " now"]
    return ["lapsed: in the house pool", *(sentence(" since ", when(owed.at, "{date_short}")) if owed.at else [])]


def log_it(owed: Item) -> Block:
    """The button that opens the touch form for an item."""
    return button("Log it", LOG, owed.line, style="primary", reads=f"Log it for {owed.name}")


def _mail(owed: Item) -> list[Block]:
    """The button that opens a ready e-mail for a last word; without an address, its words and the contacts."""
    ended = next((each for each in (owed, *owed.also) if each.kind == Owing.LAST_WORDS), None)
    address = drafts.last_word(ended) if ended else None
    if address:
        return [button("E-mail", MAIL, owed.line, reads=f"E-mail {owed.name}") | {"url": address}]
    if not unreached(owed):
        return []
    words = button("What to write", WORDS, owed.line, reads=f"What to write to {one_line(owed.name, 40)}")
    return [words, *contacts_of(owed)]


def _more(owed: Item) -> Block:
    done = [*_resigned(owed), *_done(owed)]
    choices = [("Done", done), PUT_OFF, ("Someone else", [("Ask a colleague …", ASK)])]
    drawn = [
        (heading, [option(words, f"{choice}/{owed.line}") for words, choice in listed]) for heading, listed in choices
    ]
    drawn.append(("Not needed", [option(words, choice) for words, choice in waivers.choices(owed)]))
    lapsing = [each for each in (owed, *owed.also) if each.kind == Owing.OWNERSHIP]
    if lapsing:
        offered = [each for each in OWNERSHIP if each[1] != MORE_TIME or lapsing[0].more_time]
        drawn.append(("Ownership", [option(words, f"{choice}/{owed.candidate}") for words, choice in offered]))
    return menu(MENU, "More", drawn)


def _resigned(owed: Item) -> list[tuple[str, str]]:
    """Offer to say in one press that they have resigned, or that the papers are signed, where that is not known."""
    asked = [each.placement for each in (owed, *owed.also) if each.kind == Owing.RESIGNATIONS]
    resigned, signed = ([each and getattr(each, name) for each in asked] for name in ("resigned_on", "signed_on"))
    choices = (("They have resigned", RESIGNED, resigned), ("The papers are signed", SIGNED, signed))
    return [(words, choice) for words, choice, known in choices if not all(known)]


def _done(owed: Item) -> list[tuple[str, str]]:
    """Offer to log in one press what needs no more words; who is to be called first is logged by the form."""
    if all(each.kind == Owing.THANKS for each in (owed, *owed.also)):
        return [("Thanked them", THANKED)]
    if not any(each.kind in TELLING for each in (owed, *owed.also)):
        return []  # what they said of offers is logged by the form: that somebody spoke is never guessed
    ended = [each for each in (owed, *owed.also) if each.kind == Owing.LAST_WORDS]
    if not ended:
        return [("No news: told them", TOLD)]
    return [] if any(each.phone_first for each in ended) else [("E-mail sent: told them", MAILED)]
