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
    Owing.CHECK_INS: Wording(
        "a check-in about other offers",
        "the check-in about other offers with",
        "speak of other offers with",
        "a check-in",
        "Check-in about other offers late since",
        "Ask about other offers soon, by",
        "Ask about other offers by",
        {
            Waiver.TOLD_ELSEWHERE: "asked another way",
            Waiver.COLLEAGUE_TOLD: "a colleague asked",
            Waiver.OVERTAKEN: "events have overtaken it",
            Waiver.WITHDREW: "they withdrew",
        },
    ),
    Owing.DECISIONS: Wording(
        "a decision on our offer",
        "the decision of",
        "hear the decision of",
        "a decision",
        "Our offer ran out at",
        "Our offer is to be decided soon, by",
        "Our offer is to be decided by",
        {
            Waiver.TOLD_ELSEWHERE: "they have told us another way",
            Waiver.COLLEAGUE_TOLD: "a colleague looks after it",
            Waiver.OVERTAKEN: "events have overtaken it",
            Waiver.WITHDREW: "they withdrew",
        },
    ),
    Owing.RIVALS: Wording(
        "a word about another offer",
        "the word about another offer with",
        "speak about another offer with",
        "a competing offer",
        "Another offer was to be decided by",
        "Another offer is to be decided soon, by",
        "Another offer is to be decided by",
        {
            Waiver.TOLD_ELSEWHERE: "spoken about another way",
            Waiver.COLLEAGUE_TOLD: "a colleague looks after it",
            Waiver.OVERTAKEN: "events have overtaken it",
            Waiver.WITHDREW: "they withdrew",
        },
    ),
    Owing.AGREEMENTS: Wording(
        "a copy of the agreed terms for both sides",
        "the agreed terms for",
        "send both sides the agreed terms for",
        "the agreed terms",
        "Agreed terms not sent to both sides since",
        "Send both sides the agreed terms soon, by",
        "Send both sides the agreed terms by",
        {
            Waiver.TOLD_ELSEWHERE: "done another way",
            Waiver.COLLEAGUE_TOLD: "a colleague did it",
            Waiver.OVERTAKEN: "events have overtaken it",
            Waiver.WITHDREW: "they withdrew",
        },
    ),
    Owing.RESIGNATIONS: Wording(
        "a word on resigning and papers",
        "the word on the resignation and papers of",
        "ask about the resignation and papers of",
        "resignation and papers",
        "Not known to have resigned and signed since",
        "Ask whether they have resigned and signed soon, by",
        "Ask whether they have resigned and signed by",
        {
            Waiver.TOLD_ELSEWHERE: "they told us another way",
            Waiver.COLLEAGUE_TOLD: "a colleague asked",
            Waiver.NOT_NEEDED: "they have nothing to leave or sign",
            Waiver.WITHDREW: "they withdrew",
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
