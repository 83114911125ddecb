"""What does someone write down about an offer, as long as it is not saved?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.facts.candidates import Candidate
from bot.facts.money import Package
from bot.facts.offers import Learned, Offer, OfferKind, OfferRound, Rank, RoundBy, StageThere
from bot.facts.stages import Stage


class Writing(StrEnum):
    """What is written down: a new offer, a new round of the talks about one, or what else is known of it."""

    NEW = "new"
    ROUND = "round"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round of the talks before it is written down: who said what, and when."""

    by: RoundBy
    package: Package
    at: datetime
    who: str = ""
    touch: int | None = None


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """A form about an offer half filled: kept while it is open, so that nothing typed is lost.

    `offer` is the one that a round or facts are about; `submission` which one ours belongs to. `by` is who said the
    round. `made` is whether the candidate has the offer, where that is asked. `pay` is as it was typed, or as we say
    it; where it `adds`, what it does not name stays as it was in the round before. `on` and `hour` are until when it is
    to be decided, `deadline` what was typed of that and not understood; `said_on` is when it was said (none: today) by
    `who`. `client_told` is whether the client knows of a rival, `rest` of which words nothing could be made. What else
    there is stands in the words of whoever typed it. `told` is how it was read back before it was saved,
    `version` that of the offer whose facts are changed, as the form was opened.
    """

    candidate: int
    kind: OfferKind
    writing: Writing = Writing.NEW
    offer: int | None = None
    submission: int | None = None
    company: str = ""
    by: RoundBy = RoundBy.OFFERED
    made: bool | None = None
    pay: str = ""
    adds: bool = False
    equity: str = ""
    benefits: str = ""
    flexibility: str = ""
    development: str = ""
    starts_on: date | None = None
    on: date | None = None
    hour: time | None = None
    deadline: str = ""
    stage_there: StageThere | None = None
    rank: Rank | None = None
    client_told: bool | None = None
    why: str = ""
    done_for_it: str = ""
    who: str = ""
    said_on: date | None = None
    touch: int | None = None
    rest: str = ""
    told: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class WrittenDown:
    """What was written down about an offer; `assumed` is what the words did not say themselves.

    It was known `again` where the rival, or the counter-offer, was on record already; `asked` names the managers who
    are asked first, `moved_from` the stage at which the submission was. It is taken `back` where it was a mistake.
    `there` is the hour of its deadline where it was meant, where that is not where the reader is. It is `alone` where
    an offer was written down and nothing of what is in it. `learned` is what was written down of the client, and of
    what was done for it. `wanted` is how the offer would stand if no manager were asked, with the day that was said.
    """

    candidate: Candidate
    offer: Offer
    round: OfferRound | None = None
    assumed: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    again: bool = False
    moved_from: Stage | None = None
    back: bool = False
    there: str = ""
    alone: bool = False
    learned: tuple[tuple[Learned, str], ...] = ()
    wanted: Offer | None = None
