"""How do we say what is owed, until when, and what can be done about it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot import offer_words
from bot.blocks import (
    Block,
    Sentence,
    actions,
    bold,
    button,
    day,
    line,
    one_line,
    person,
    sentence,
    sign,
    strung,
    when,
)
from bot.facts import ENDS, Item, Offer, OfferKind, Owed, Owing, Shade, Stage, Waiver
from bot.phrases import (
    AGREEMENT,
    CARD,
    CONTACTS,
    FAVOURS,
    LOG_FOR,
    OFFERS,
    PLACEMENT,
    month,
    spoken,
    standing,
    together,
)
from bot.wordings import WORDINGS

KEEP, ERASE, ASK_TO_ERASE = "retention_keep", "retention_erase", "retention_ask"
MORE_TIME, RELEASE = "own_more_time", "own_release"
# What is settled by telling them where they stand, even that there is no news.
TELLING = frozenset({Owing.UPDATES, Owing.REPLIES, Owing.PROMISED, Owing.LAST_WORDS})
# What is told of offers; the deadlines among it are not met by a touch, but by what becomes of the offer.
DEADLINES = frozenset({Owing.DECISIONS, Owing.RIVALS})
OF_OFFERS = DEADLINES | {Owing.CHECK_INS}
# So many offers of others are named in an item; the sheet shows them all.
MOST_OTHERS = 1


def due(at: datetime, now: datetime, shade: Shade, kind: str = Owing.UPDATES) -> Sentence:
    """Say when something is due, with amber and red in words."""
    wording = WORDINGS[kind]
    if at < now or shade is Shade.RED:
        return [sign("red_circle"), f" {wording.late} ", when(at)]
    if shade is Shade.AMBER or at - now <= wording.near:
        return [sign("large_orange_circle"), f" {wording.soon} ", when(at)]
    return [f"{wording.by} ", when(at)]


def stated(owed: Item, now: datetime) -> list[Sentence]:
    """Say what an item is about, a line for each of its two first facts, with what is named alone of the others.

    A fact is until when something is owed, and how it is to be done; the card, or the offers, have them all.
    """
    owed = _named_once(owed)
    words = f": {one_line(owed.promised, 200)}" if owed.promised else ""
    on: Sentence = [f"promised for {day(owed.promised_on)}{words}"] if owed.promised_on else []
    reply_only: Sentence = ["do not contact: reply only"] if owed.reply_only else []
    ends = held(owed)
    first = [sign("large_orange_circle"), " ", *ends] if ends else due(owed.due_at, now, owed.shade, owed.kind)
    if owed.deadlines:
        near = sign("red_circle" if owed.due_at < now else "large_orange_circle")
        first = [near, " ", *offer_words.counted_down(owed.deadlines, now)]
    return [strung(first, on, advice(owed), reply_only), *_others(owed.also, now)]


def _others(also: Sequence[Item], now: datetime) -> list[Sentence]:
    """Say what else is owed in the same item: the first in full, of the others what it is."""
    if not also:
        return []
    things = list(dict.fromkeys(WORDINGS[each.kind].thing for each in also[1:]))
    more: Sentence = ["and ", *together([[each] for each in things])] if things else []
    return [strung(_also(also[0], now), more)]


def _named_once(owed: Item) -> Item:
    """Leave out of what is told of other offers those whose deadline the same item tells."""
    named = {offer.id for each in (owed, *owed.also) for offer in each.deadlines}
    others = [replace(each, offers=tuple(one for one in each.offers if one.id not in named)) for each in owed.also]
    return replace(owed, offers=tuple(one for one in owed.offers if one.id not in named), also=tuple(others))


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
        return held(owed, "Also: ")
    if owed.deadlines:
        return ["Also: ", *offer_words.counted_down(owed.deadlines, now)]
    wording = WORDINGS[owed.kind]
    said = wording.late if owed.due_at < now else wording.by
    words = sentence(one_line(owed.promised, 200) if owed.promised else "")
    return strung([f"Also: {said[:1].lower()}{said[1:]} ", when(owed.due_at)], words, advice(owed))


def offers_of(owed: Item) -> list[Block]:
    """Offer what an item is settled by that is about an offer: all offers to them, the agreed terms, the first day."""
    name, kinds = one_line(owed.name, 40), {each.kind for each in (owed, *owed.also)}
    offers = [button("Offers", OFFERS, owed.candidate, reads=f"The offers to {name}")] if kinds & OF_OFFERS else []
    placed = [(each.kind, each.placement) for each in (owed, *owed.also) if each.placement]
    terms = [
        button("Agreed terms", AGREEMENT, there.offer, reads=f"The agreed terms of {name}")
        for kind, there in placed
        if kind == Owing.AGREEMENTS
    ]
    days = [
        button("First day …", PLACEMENT, there.submission, reads=f"The first day of {name}, and whether they resigned")
        for kind, there in placed
        if kind == Owing.RESIGNATIONS
    ]
    return [*offers, *terms, *days]


def advice(owed: Item) -> Sentence:
    """Say how a last word is given, what thanks are for, what is known of other offers; else nothing."""
    if owed.kind == Owing.CHECK_INS:
        return asked(owed)
    if owed.thanks_for:
        return [f"something came of what you asked for: {FAVOURS[owed.thanks_for]}"]
    if owed.kind != Owing.LAST_WORDS or owed.stage not in ENDS:
        return []
    first = [_LEAVE[owed.stage]] if owed.stage in _LEAVE else []
    words = "; ".join([*first, _reaching(owed)])
    return [words[:1].upper() + words[1:]]


def asked(owed: Item) -> Sentence:
    """Say when they last told us of other offers, whether we tried since, and of which we know."""
    last: Sentence = ["last asked at ", when(owed.offers_asked_at)] if owed.offers_asked_at else ["not asked yet"]
    since = owed.attempted_at if owed.attempted_at and owed.since and owed.attempted_at >= owed.since else None
    tried: Sentence = [", tried in vain at ", when(since)] if since else []
    others = [each for each in owed.offers if each.kind is not OfferKind.OURS]
    more = len(others) - MOST_OTHERS
    rest: Sentence = [f"and {more} more"] if more > 0 else []
    return strung([*last, *tried], *(_other(each) for each in others[:MOST_OTHERS]), rest)


def _other(offer: Offer) -> Sentence:
    by = offer_words.deadline(offer)
    return [f"{offer_words.named(offer)}: {offer_words.state(offer)}", *([", ", *by] if by else [])]


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
    others = whose(owed) if owed.recruiter != owed.reader else []
    shown = strung(
        strung([bold(owed.name)], sentence(standing(owed.stage, owed.title)), others),
        offer_words.at_risk(owed.risk),
        *stated(owed, now),
        by="\n",
    )
    log = button("Log it", LOG_FOR, owed.candidate, reads=f"Log it for {owed.name}")
    return [
        line(*shown),
        actions(log, *offers_of(owed), *contacts_of(owed), *(before_it_lapses(owed) if lapses(owed) else [])),
    ]
