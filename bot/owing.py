"""How do we say what is owed, until when, and what can be done about it?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from bot.blocks import Block, Sentence, actions, bold, button, day, line, one_line, person, sentence, sign, strung, when
from bot.facts import ENDS, Item, Owed, Owing, Shade, Stage, Waiver
from bot.phrases import CARD, CONTACTS, FAVOURS, LOG_FOR, month, spoken, standing
from bot.wordings import WORDINGS

KEEP, ERASE, ASK_TO_ERASE = "retention_keep", "retention_erase", "retention_ask"
MORE_TIME, RELEASE = "own_more_time", "own_release"


def due(at: datetime, now: datetime, shade: Shade, kind: str = Owing.UPDATES) -> Sentence:
    """Say when something is due, with amber and red in words."""
    wording = WORDINGS[kind]
    if at < now or shade is Shade.RED:
        return [sign("red_circle"), f" {wording.late} ", when(at)]
    if shade is Shade.AMBER or at - now <= wording.near:
        return [sign("large_orange_circle"), f" {wording.soon} ", when(at)]
    return [f"{wording.by} ", when(at)]


def stated(owed: Item, now: datetime) -> list[Sentence]:
    """Say what an item is about: until when it is owed, how it is to be done, and what else is owed with it."""
    words = f": {one_line(owed.promised, 200)}" if owed.promised else ""
    on: Sentence = [f"promised for {day(owed.promised_on)}{words}"] if owed.promised_on else []
    reply_only: Sentence = ["do not contact: reply only"] if owed.reply_only else []
    also = [_also(each, now) for each in owed.also]
    ends = held(owed)
    first = [sign("large_orange_circle"), " ", *ends] if ends else due(owed.due_at, now, owed.shade, owed.kind)
    return [first, on, advice(owed), *also, reply_only]


def held(owed: Item, first: str = "") -> Sentence:
    """Say until which day someone is owned and what holds it, after `first`; nothing for what else is owed."""
    if owed.yours_until is None:
        return []
    mine = owed.reader in (None, owed.recruiter)
    yours, you = ("yours", "you have") if mine else ("owned", "their owner has")
    until = f"{first or yours[:1].upper()}{yours if first else yours[1:]} until {day(owed.yours_until)}"
    asked: Sentence = ["; asked for more time at ", when(owed.asked_at)] if owed.asked_at else []
    if owed.held is None:
        return [f"{until}: {you} not spoken with them yet", *asked]
    return [f"{until}: held by “{spoken(owed.held.how)}” of ", when(owed.held.at, "{date_short_pretty}"), *asked]


def _also(owed: Item, now: datetime) -> Sentence:
    if owed.yours_until:
        return held(owed, "also: ")
    wording = WORDINGS[owed.kind]
    said = wording.late if owed.due_at < now else wording.by
    words = sentence(one_line(owed.promised, 200) if owed.promised else "")
    return strung([f"also: {said[:1].lower()}{said[1:]} ", when(owed.due_at)], words, advice(owed))


def advice(owed: Item) -> Sentence:
    """Say how a last word is to be given, and what thanks are for; nothing for what else is owed."""
    if owed.thanks_for:
        return [f"something came of what you asked for: {FAVOURS[owed.thanks_for]}"]
    if owed.kind != Owing.LAST_WORDS or owed.stage not in ENDS:
        return []
    first = [_LEAVE[owed.stage]] if owed.stage in _LEAVE else []
    words = "; ".join([*first, _reaching(owed)])
    return [words[:1].upper() + words[1:]]


_LEAVE = {
    Stage.DECLINED: "thank them for their time",
    Stage.WITHDRAWN: "say goodbye and keep the door open",
}


def _reaching(owed: Item) -> str:
    """Say how someone is reached with a last word, and what is missing for it."""
    if not (owed.mail or owed.phone):
        how = "call first" if owed.phone_first else "an e-mail is enough"
        return f"{how}, but neither an e-mail address nor a phone number is on record: add one by Contacts"
    if not owed.mail:
        how = "call first" if owed.phone_first else "a call is enough"
        return f"{how}; no e-mail address is on record"
    if not owed.phone_first:
        return "an e-mail is enough"
    unknown = "" if owed.phone else " (no phone number is on record)"
    return f"call first{unknown}; if you cannot reach them, send the e-mail"


def unreached(owed: Item) -> Item | None:
    """Give the last word that an item says is owed and for which no e-mail address is on record; None without one."""
    ended = (each for each in (owed, *owed.also) if each.kind == Owing.LAST_WORDS and each.stage in ENDS)
    return next((each for each in ended if not each.mail), None)


def contacts_of(owed: Item) -> list[Block]:
    """Offer to write down where someone is reached, where a last word is owed and that is missing."""
    reads = f"The contacts of {one_line(owed.name, 40)}"
    return [button("Contacts …", CONTACTS, owed.candidate, reads=reads)] if unreached(owed) else []


def waived(kind: str, why: Waiver | None) -> str:
    """Say why something is not needed."""
    if why is None:
        return "no reason given"
    return WORDINGS[kind].waivers.get(why) or next(
        wording.waivers[why] for wording in WORDINGS.values() if why in wording.waivers
    )


def owed_said(owed: Owed, now: datetime, away_until: date | None = None) -> Sentence:
    """Say a promise as the card does: what is owed until when and by whom, or why it is not needed.

    `away_until` is given where whoever owes it is away, and a colleague covers for them.
    """
    if owed.waived:
        thing = WORDINGS[owed.kind].thing
        return [f"{thing[:1].upper()}{thing[1:]} is not needed: {waived(owed.kind, owed.waived)}"]
    shade = Shade.AMBER if owed.nudge_at and owed.nudge_at <= now else Shade.GREEN
    helper: Sentence = [", taken on by ", person(owed.heard_by)] if owed.heard_by != owed.whom else []
    if away_until:
        heard: Sentence = ["; ", person(owed.heard_by), " hears of it"] if helper else []
        helper = [f", who is away until {day(away_until)}", *heard]
    who: Sentence = ["owed by ", person(owed.whom), *helper]
    return strung(due(owed.due_at, now, shade, owed.kind), who, _waits(owed, now))


def _waits(owed: Owed, now: datetime) -> Sentence:
    why = one_line(owed.waits_for) if owed.waits_for else ""
    if owed.snoozed_until and owed.snoozed_until > now:
        until = "waiting until " if why else "put off until "
        return sentence(until, when(owed.snoozed_until), f": {why}" if why else "")
    return sentence(f"waited: {why}" if why else "")


def pressing(owed: Iterable[Owed]) -> list[Owed]:
    """Put what a card says is owed in order: the soonest due first, what is not needed last."""
    return sorted(owed, key=lambda each: (each.waived is not None, each.due_at))


def silence(owed: Item) -> Sentence:
    """Say since when nobody has spoken with someone."""
    spoke = owed.spoke.at if owed.spoke else None
    if spoke is None and owed.since is not None:
        return strung([bold(owed.name)], [f"added in {month(owed.since)}, and nobody has spoken with them since"])
    return strung([bold(owed.name)], [f"nobody has spoken with them since {month(spoke)}" if spoke else "long silent"])


def keep_or_erase(owed: Item) -> list[Block]:
    """Ask whether a record is kept or erased; who may not erase asks those who may."""
    name = one_line(owed.name, 40)
    asked = line(*silence(owed), ". Keep their record, or erase it?")
    keep = button("Keep", KEEP, owed.candidate, style="primary", reads=f"Keep the record of {name}")
    erase = button("Erase …", ERASE, owed.candidate, reads=f"Erase the record of {name}")
    if not owed.may_erase:
        erase = button("Ask to erase", ASK_TO_ERASE, owed.candidate, reads=f"Ask to erase the record of {name}")
    return [asked, actions(keep, erase, button("Card", CARD, owed.candidate, reads=f"The card of {name}"))]


def lapses(owed: Item) -> bool:
    """Tell whether an item says that an ownership lapses, and nothing else."""
    return all(each.kind == Owing.OWNERSHIP for each in (owed, *owed.also))


def before_it_lapses(owed: Item) -> list[Block]:
    """Offer what can be done about an ownership that lapses, beside speaking with them."""
    more = more_time(owed.candidate, owed.name) if owed.more_time else []
    return [*more, *release(owed.candidate, owed.name)]


def more_time(candidate: int, name: str) -> list[Block]:
    """Offer to ask for more time before an ownership lapses."""
    reads = f"Ask for more time with {one_line(name, 40)}"
    return [button("Ask for more time …", MORE_TIME, candidate, reads=reads)]


def release(candidate: int, name: str, text: str = "Release …") -> list[Block]:
    """Offer to release a candidate; a form asks first."""
    return [button(text, RELEASE, candidate, reads=f"Release {one_line(name, 40)}")]


def whose(owed: Item) -> Sentence:
    """Say with whom an item is, to somebody else; of who is away, until when, and who else hears of it."""
    if owed.away_until is None:
        return ["with ", person(owed.recruiter)]
    away: Sentence = [person(owed.recruiter), f", who is away until {day(owed.away_until)}"]
    if owed.helper == owed.reader:
        return ["for ", *away]
    instead: Sentence = ["; ", person(owed.helper), " hears of it"] if owed.helper else []
    return ["with ", *away, *instead]


def listed(owed: Item, now: datetime) -> list[Block]:
    """List something owed where there is no letter about it: its button logs a touch of the candidate."""
    if owed.kind == Owing.RETENTION:
        return keep_or_erase(owed)
    shown = strung(
        [bold(owed.name)],
        sentence(standing(owed.stage, owed.title)),
        *stated(owed, now),
        whose(owed) if owed.recruiter != owed.reader else [],
    )
    log = button("Log it", LOG_FOR, owed.candidate, reads=f"Log it for {owed.name}")
    return [line(*shown), actions(log, *contacts_of(owed), *(before_it_lapses(owed) if lapses(owed) else []))]
