"""By which words is each kind of promise told?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.facts import Owing, Waiver

# From a day's close back to its morning; a promise lasts until midnight.
BY_THE_EVENING, BY_MIDNIGHT = timedelta(hours=10), timedelta(hours=16)

_UPDATE_NOT_NEEDED = {
    Waiver.TOLD_ELSEWHERE: "told another way",
    Waiver.COLLEAGUE_TOLD: "a colleague told them",
    Waiver.WITHDREW: "they withdrew",
    Waiver.ON_HOLD: "the job is on hold",
}


@dataclass(frozen=True)
class Wording:
    """How one kind of promise is said.

    `thing` is what is owed, `to` the same before a name, `deed` what is to be done, `named` how a list of names says
    it (none: by the stage), `late`, `soon` and `by` stand before the moment, `waivers` are why it may not be needed.
    """

    thing: str
    to: str
    deed: str
    named: str
    late: str
    soon: str
    by: str
    waivers: Mapping[Waiver, str] = field(default_factory=dict)
    near: timedelta = BY_THE_EVENING


WORDINGS: dict[str, Wording] = {
    Owing.UPDATES: Wording(
        "an update",
        "the update to",
        "update",
        "",
        "Update late since",
        "Update due soon, by",
        "Update due by",
        _UPDATE_NOT_NEEDED,
    ),
    Owing.REPLIES: Wording(
        "a reply",
        "the reply to",
        "reply to",
        "a reply",
        "Reply late since",
        "Reply due soon, by",
        "Reply due by",
        {
            Waiver.TOLD_ELSEWHERE: "answered another way",
            Waiver.COLLEAGUE_TOLD: "a colleague answered",
            Waiver.NOT_NEEDED: "it asks for no answer",
            Waiver.WITHDREW: "they withdrew",
        },
    ),
    Owing.PROMISED: Wording(
        "what was promised",
        "the promise to",
        "keep a promise to",
        "a promise",
        "Promise broken at",
        "Promise due soon, by",
        "Promise due by",
        {
            Waiver.TOLD_ELSEWHERE: "done another way",
            Waiver.COLLEAGUE_TOLD: "a colleague did it",
            Waiver.OVERTAKEN: "events have overtaken it",
            Waiver.WITHDREW: "they withdrew",
        },
        BY_MIDNIGHT,
    ),
    Owing.LAST_WORDS: Wording(
        "a last word",
        "the last word to",
        "give the last word to",
        "the last word",
        "Last word late since",
        "Last word due soon, by",
        "Last word due by",
        {
            Waiver.TOLD_ELSEWHERE: "told another way",
            Waiver.COLLEAGUE_TOLD: "a colleague told them",
            Waiver.CLIENT_TOLD: "the client told them",
            Waiver.NO_CONTACT: "they want no contact",
        },
    ),
    Owing.THANKS: Wording(
        "a thank-you",
        "the thank-you to",
        "thank",
        "a thank-you",
        "Thank-you late since",
        "Thank-you due soon, by",
        "Thank-you due by",
        {
            Waiver.TOLD_ELSEWHERE: "thanked another way",
            Waiver.COLLEAGUE_TOLD: "a colleague thanked them",
            Waiver.NOT_NEEDED: "there is nothing to thank for",
            Waiver.NO_CONTACT: "they want no contact",
        },
    ),
    Owing.OWNERSHIP: Wording(
        "a word with them",
        "the word with",
        "speak with",
        "",
        "Lapsed at",
        "Lapses soon, at",
        "Lapses at",
    ),
    Owing.RETENTION: Wording(
        "an answer about their record",
        "the record of",
        "decide about",
        "",
        "Keep or erase their record: no answer by",
        "Keep or erase their record: answer by",
        "Keep or erase their record: answer by",
    ),
}
