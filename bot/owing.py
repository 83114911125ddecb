"""How do we say what is owed, until when, and how it is done?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import offer_words
from bot.blocks import Sentence, bold, day, one_line, person, sentence, sign, strung, when
from bot.facts import ENDS, Item, Offer, OfferKind, Owing, Shade, Stage
from bot.phrases import FAVOURS, month, spoken, together
from bot.wordings import WORDINGS

# What is settled by telling them where they stand, even that there is no news.
TELLING = frozenset({Owing.UPDATES, Owing.REPLIES, Owing.PROMISED, Owing.LAST_WORDS})
NOT_WRITTEN = "nobody has written them down yet: press Offers, and accept ours there"
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
    ends = _held(owed)
    first = [sign("large_orange_circle"), " ", *ends] if ends else due(owed.due_at, now, owed.shade, owed.kind)
    if owed.deadlines:
        near = sign("red_circle" if owed.due_at < now else "large_orange_circle")
        first = [near, " ", *offer_words.counted_down(owed.deadlines, now)]
    return [strung(first, on, advice(owed, now), reply_only), *_others(owed.also, now)]


def _others(also: Sequence[Item], now: datetime) -> list[Sentence]:
    """Say what else is owed in the same item: the first in full, of the others what it is."""
    if not also:
        return []
    things = list(dict.fromkeys(_thing(each, now) for each in also[1:]))
    more: Sentence = ["and ", *together([[each] for each in things])] if things else []
    return [strung(_also(also[0], now), more)]


def _thing(owed: Item, now: datetime) -> str:
    thing = WORDINGS[owed.kind].thing
    return f"{thing} (late)" if owed.due_at < now else thing


def _named_once(owed: Item) -> Item:
    """Leave out of what is told of other offers those whose deadline the same item tells."""
    named = {offer.id for each in (owed, *owed.also) for offer in each.deadlines}
    others = [replace(each, offers=tuple(one for one in each.offers if one.id not in named)) for each in owed.also]
    return replace(owed, offers=tuple(one for one in owed.offers if one.id not in named), also=tuple(others))


def _held(owed: Item, first: str = "") -> Sentence:
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
        return _held(owed, "Also: ")
    if owed.deadlines:
        return ["Also: ", *offer_words.counted_down(owed.deadlines, now)]
    wording = WORDINGS[owed.kind]
    said = wording.late if owed.due_at < now else wording.by
    words = sentence(one_line(owed.promised, 200) if owed.promised else "")
    return strung([f"Also: {said[:1].lower()}{said[1:]} ", when(owed.due_at)], words, advice(owed, now))


def advice(owed: Item, now: datetime) -> Sentence:
    """Say how a last word is given, what thanks are for, what is known of other offers; else nothing."""
    if owed.kind == Owing.CHECK_INS:
        return _asked(owed, now)
    if owed.kind == Owing.AGREEMENTS and owed.placement is None:
        return [NOT_WRITTEN]
    if owed.kind == Owing.RESIGNATIONS and owed.placement and (owed.placement.resigned_on or owed.placement.signed_on):
        return [", ".join(offer_words.after_yes(owed.placement, awaited=True))]
    if owed.thanks_for:
        return [f"something came of what you asked for: {FAVOURS[owed.thanks_for]}"]
    if owed.kind != Owing.LAST_WORDS or owed.stage not in ENDS:
        return []
    first = [_LEAVE[owed.stage]] if owed.stage in _LEAVE else []
    words = "; ".join([*first, _reaching(owed)])
    return [words[:1].upper() + words[1:]]


def _asked(owed: Item, now: datetime) -> Sentence:
    """Say when they last told us of other offers, whether we tried since, and of which we know."""
    last: Sentence = ["last asked at ", when(owed.offers_asked_at)] if owed.offers_asked_at else ["not asked yet"]
    if owed.new_offer_at:
        last = offer_words.told_of_new(owed.new_offer_at)
    since = owed.attempted_at if owed.attempted_at and owed.since and owed.attempted_at >= owed.since else None
    tried: Sentence = [", tried in vain at ", when(since)] if since else []
    others = [each for each in owed.offers if each.kind is not OfferKind.OURS]
    more = len(others) - MOST_OTHERS
    rest: Sentence = [f"and {more} more"] if more > 0 else []
    return strung([*last, *tried], *(_other(each, now) for each in others[:MOST_OTHERS]), rest)


def _other(offer: Offer, now: datetime) -> Sentence:
    by = offer_words.deadline(offer, now)
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


def silence(owed: Item) -> Sentence:
    """Say since when nobody has spoken with someone."""
    spoke = owed.spoke.at if owed.spoke else None
    if spoke is None and owed.since is not None:
        return strung([bold(owed.name)], [f"added in {month(owed.since)}, and nobody has spoken with them since"])
    return strung([bold(owed.name)], [f"nobody has spoken with them since {month(spoke)}" if spoke else "long silent"])


def lapses(owed: Item) -> bool:
    """Tell whether an item says that an ownership lapses, and nothing else."""
    return all(each.kind == Owing.OWNERSHIP for each in (owed, *owed.also))


def whose(owed: Item) -> Sentence:
    """Say with whom an item is, to somebody else; of who is away, until when, and who else hears of it."""
    if owed.away_until is None:
        return ["with ", person(owed.recruiter)]
    away: Sentence = [person(owed.recruiter), f", who is away until {day(owed.away_until)}"]
    if owed.helper == owed.reader:
        return ["for ", *away]
    instead: Sentence = ["; ", person(owed.helper), " hears of it"] if owed.helper else []
    return ["with ", *away, *instead]
