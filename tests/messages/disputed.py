"""Which disputes do the tests of messages and forms speak of, and what is all that is said and asked about them?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot import forms, messages
from bot.blocks import Message
from bot.facts import (
    Candidate,
    Direction,
    Dispute,
    DisputeState,
    Ground,
    Holding,
    How,
    Ignored,
    Kind,
    Outcome,
    Ownership,
    Piece,
    Precedent,
    Question,
    Ruling,
    Share,
    ShownCase,
    Touch,
)
from bot.forms.inputs import View

RITA, TOM, MAYA = "U0RITA", "U0TOM", "U0MAYA"
NOW = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)
SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)


def dispute(text: str = "Because", **fields: object) -> Dispute:
    """Tom claims Ana, whom Rita owns; she may still answer."""
    return replace(
        Dispute(
            7,
            1,
            RITA,
            TOM,
            NOW,
            text,
            text,
            NOW + 2 * DAY,
            NOW + 5 * DAY,
            DisputeState.ANSWER,
            job=3,
            suggestion=Ruling.KEEP,
            ground=Ground.OWNER_SPOKE,
        ),
        **fields,  # type: ignore[arg-type]
    )


def up(text: str = "Because", **fields: object) -> Dispute:
    """The same, answered by Rita, before the managers."""
    answered = {"answer": text, "answered_by": RITA, "answered_at": NOW, "up_at": NOW, "state": DisputeState.RULING}
    return dispute(text, **answered | fields)


def over(ruling: Ruling, text: str = "Because", **fields: object) -> Dispute:
    """The same, settled by Maya, or by whoever ends it so."""
    ended = {"state": DisputeState.ENDED, "ruling": ruling, "ruled_by": MAYA, "ended_at": NOW, "reasons": text}
    credit = (Share(RITA, 60), Share(TOM, 40)) if ruling is Ruling.SHARE else ()
    return up(text, **ended | {"credit": credit} | fields)


def question(text: str = "When?", answer: str | None = None) -> Question:
    """Maya asks Rita."""
    return Question(9, 7, MAYA, RITA, text, NOW, answer, NOW if answer else None)


def piece(ignored: Ignored | None = None, days: int = 3, *, by: str = RITA, changed: bool = False) -> Piece:
    """A call, some days ago."""
    at = NOW - days * DAY
    return Piece(Touch(days, 1, SPOKE, True, at, at, by, by, holds=by), by, ignored, changed)


def case(of: Dispute, name: str = "Ana Silva", **fields: object) -> ShownCase:
    """What is shown of a dispute."""
    shown = ShownCase(of, name, owner_name="Rita Reis", claimant_name="Tom Becker", keeps_at=NOW + 7 * DAY)
    return replace(shown, **fields)  # type: ignore[arg-type]


def full(text: str, of: Dispute) -> ShownCase:
    """A case with all there can be, in which everything typed is this text."""
    lines = tuple(piece(ignored, days + 1, changed=True) for days, ignored in enumerate([None, *Ignored] * 6))
    asked = (question(text, text), question(text))
    names = {"owner_name": text, "claimant_name": text, "title": text, "stands_on": text}
    before = (over(Ruling.KEEP, text), over(Ruling.NOT_RULED, text))
    return case(of, text, lines=lines, questions=asked, before=before, **names)


def said(text: str) -> dict[str, Message]:
    """All we say about disputes, where everything typed is this text."""
    here, ruled = full(text, up(text)), full(text, over(Ruling.SHARE, text))
    ends = {f"ended, {ruling}": messages.disputes.ended(full(text, over(ruling, text)), TOM) for ruling in Ruling}
    grounds = {f"case, {ground}": messages.cases.case(full(text, up(text, ground=ground)), 30, 2) for ground in Ground}
    known = [Precedent(over(Ruling.SHARE, text), text), Precedent(over(Ruling.KEEP, text, candidate=None))] * 3
    return {
        "claimed": messages.disputes.claimed(full(text, dispute(text)), RITA),
        "claimed, to the cover": messages.disputes.claimed(here, MAYA),
        "claimed, settled": messages.disputes.claimed(ruled, RITA),
        "claim opened": messages.disputes.opened(here),
        "claim opened, settled": messages.disputes.opened(ruled),
        "question put": messages.disputes.asked(here, question(text)),
        "question answered": messages.disputes.asked(here, question(text, text)),
        "question overtaken": messages.disputes.asked(ruled, question(text)),
        "answer due": messages.disputes.answer_due(full(text, dispute(text)), RITA),
        "answer given": messages.disputes.answer_due(here, RITA),
        "answer overtaken": messages.disputes.answer_due(ruled, RITA),
        "channel left": messages.disputes.left(),
        "open claims": messages.disputes.listed([here] * messages.disputes.MOST_LISTED, 22, all_of_them=True),
        "no open claim": messages.disputes.listed([], 0, all_of_them=False),
        "ruling due": messages.cases.due(here, 2, NOW),
        "ruling overtaken": messages.cases.due(ruled, 2, NOW),
        "case settled": messages.cases.case(ruled, 30, 2),
        "precedents": messages.precedents.precedents(known, Ground.BOTH),
        "no precedents": messages.precedents.precedents([], Ground.NOTHING),
        "claim sent": messages.claims.sent(full(text, dispute(text))),
        "claim granted": messages.claims.granted(text),
        "answered claim": messages.claims.answered(here),
        "ruled": messages.claims.ruled(over(Ruling.KEEP, text), text),
        "over": messages.claims.over(over(Ruling.TRANSFER, text), text),
        "ended by oneself": messages.claims.ended(over(Ruling.CONCEDED, text), text),
        "question sent": messages.claims.put(RITA, up(text)),
        "question replied": messages.claims.replied(here),
        **ends,
        **grounds,
    }


def drawn(text: str) -> dict[str, View]:
    """All forms and windows about disputes, where everything typed is this text."""
    ana, here, early = Candidate(1, text), full(text, up(text)), full(text, dispute(text))
    holding = Holding(ana, Ownership(RITA, NOW), last_on=NOW.date())
    stands, follows = messages.claims.stands(holding), messages.claims.follows(RITA, 2, 5)
    presses = [
        *messages.cases.ruling_presses(here.dispute, text, 2),
        messages.cases.see_precedents(here.dispute),
    ]
    rulings = {f"rule, {ruling}": forms.disputes.rule(up(text), text, ruling) for ruling in forms.disputes.RULINGS}
    return {
        "claim": forms.disputes.claim(ana, stands, follows, messages.outcomes.settled_before(here.before)),
        "answer a claim": forms.disputes.answer(dispute(text), text, messages.claims.may_answer(early)),
        "answer a claim late": forms.disputes.answer(up(text), text, messages.claims.may_answer(here)),
        "ask one of them": forms.disputes.ask(here, messages.claims.stops_the_clock(2)),
        "reply to a question": forms.disputes.reply(question(text), text),
        "whole case": forms.notices.told("The whole case", messages.cases.window(here, 1, 30, presses)),
        "whole case, settled": forms.notices.told(
            "The whole case", messages.cases.window(full(text, over(Ruling.SHARE, text)), 0, 30, [])
        ),
        **rulings,
    }
