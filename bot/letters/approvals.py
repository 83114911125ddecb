"""What do letters say that ask managers for something, or tell the asker what they answered?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import storage
from bot import messages, rules
from bot.blocks import Message
from bot.facts import Approval, ApprovalKind, Candidate, Letter, Person, Request
from bot.letters import stakes
from bot.policy import Policy
from storage.database import Db

ASKED = "approvals.asked"
REMINDED = "approvals.reminded"
ANSWERED = "approvals.answered"
UNANSWERED = "approvals.unanswered"


def say(
    db: Db, kind: str, to: Person, about: Approval, by: str, policy: Policy, now: datetime, *, time: int = 1
) -> None:
    """Write to someone about something asked; to each of them once, or of what is said again once each `time`."""
    at, again = rules.people.audible_at(to, now, policy), f"/{time}" if time > 1 else ""
    key = f"{kind}/{to.id}/{about.id}{again}"
    storage.outbox.letter(db, to.team, key, kind, to.id, at, at, about=about.id, by=by)


def answer(
    db: Db,
    team: str,
    asked: Approval,
    granted: bool,
    by: str,
    words: str | None,
    policy: Policy,
    now: datetime,
    *,
    told: bool = True,
    changed: bool = False,
) -> None:
    """Write down what became of something asked, which is held; whatever asks for it is redrawn, the asker is told.

    `by` is nobody where facts have overtaken it; `told` is False where the asker hears of it otherwise; `changed` where
    it was granted with something else than was asked.
    """
    storage.approvals.decide(db, team, asked, granted, by, words, now, changed=changed)
    storage.promises.strike(db, team, storage.promises.of(db, team, rules.more_time.CLOCK, [str(asked.id)]))
    redraw(db, team, asked, now)
    asker = storage.people.known(db, team, asked.asked_by) if told else None
    if asker:
        say(db, ANSWERED, asker, asked, by, policy, now)


def redraw(db: Db, team: str, asked: Approval, now: datetime) -> None:
    """Have the messages by which managers were asked, and that none has answered, say what became of it."""
    shown = storage.approvals.letters(db, team, asked.id, ASKED, REMINDED, UNANSWERED)
    storage.outbox.redraw(db, team, shown, now)


def _asked(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    approval, candidate = _of(db, letter)
    if approval is None or candidate is None:
        return None
    return messages.approvals.asked(approval, candidate.name, _request(db, letter.team, approval, policy, now))


def _unanswered(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    approval, candidate = _of(db, letter)
    if approval is None or candidate is None or _overtaken(approval, letter):
        return None
    return messages.approvals.unanswered(approval, candidate.name)


def _reminded(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    approval, candidate = _of(db, letter)
    if approval is None or candidate is None or _overtaken(approval, letter):
        return None
    request = _request(db, letter.team, approval, policy, now)
    return messages.approvals.asked(approval, candidate.name, request, again=True)


def _answered(db: Db, letter: Letter, policy: Policy, _now: datetime) -> Message | None:
    approval, candidate = _of(db, letter)
    if approval is None or candidate is None:
        return None
    more_time = approval.kind is ApprovalKind.MORE_TIME
    last_on = _last_day(db, letter.team, approval, policy) if more_time else None
    return messages.approvals.answered(approval, candidate.name, last_on)


def _overtaken(approval: Approval, letter: Letter) -> bool:
    """Tell whether something was answered before it was said that nobody has."""
    return approval.granted is not None and letter.shown is None


def _of(db: Db, letter: Letter) -> tuple[Approval | None, Candidate | None]:
    approval = storage.approvals.one(db, letter.team, int(letter.about or 0))
    candidate = storage.candidates.candidate(db, letter.team, approval.candidate) if approval else None
    job = storage.jobs.job(db, letter.team, approval.about["job"]) if approval and approval.about.get("job") else None
    told = replace(approval, about=approval.about | {"title": job.title}) if approval and job else approval
    return told, candidate


def _request(db: Db, team: str, asked: Approval, policy: Policy, now: datetime) -> Request:
    """Read what a manager decides by; nothing where it is decided."""
    if asked.granted is not None:
        return Request()
    alike = [each for each in storage.approvals.about(db, team, [asked.candidate]) if each.kind is asked.kind]
    ends_on = {ApprovalKind.MORE_TIME: _last_day, ApprovalKind.REPRESENT: _right_ends}.get(asked.kind)
    if asked.kind is ApprovalKind.FEASIBLE:
        return Request(stakes=stakes.read(db, team, asked, policy, now))
    pooled = storage.ownership.of(db, team, asked.candidate) if asked.kind is ApprovalKind.ASSIGN else None
    return Request(
        ends_on=ends_on(db, team, asked, policy) if ends_on else None,
        since=pooled.since if pooled else None,
        spoke=storage.touches.last_spoken(db, team, [asked.candidate]).get(asked.candidate),
        before=sum(each.asked_by == asked.asked_by and each.at < asked.at for each in alike),
    )


def _last_day(db: Db, team: str, asked: Approval, policy: Policy) -> date | None:
    """Give the last day on which the asker owns them."""
    ends = storage.promises.one(db, team, rules.ownership.KIND, str(asked.candidate), asked.asked_by)
    asker = storage.people.known(db, team, asked.asked_by)
    return rules.people.last_day(asker, ends.due_at, policy) if ends else None


def _right_ends(db: Db, team: str, asked: Approval, policy: Policy) -> date | None:
    """Give the last day of the right that stands in the way."""
    id = asked.about.get("holder")
    rights = storage.representations.of(db, team, asked.candidate)
    ends = [each.expires_at for each in rights if each.holder == id and each.valid(asked.at)]
    holder = storage.people.known(db, team, id) if id else None
    return rules.people.last_day(holder, max(ends), policy) if ends else None


DRAWN = {
    ASKED: _asked,
    REMINDED: _reminded,
    ANSWERED: _answered,
    UNANSWERED: _unanswered,
}
