"""What is owed to someone, with all that its words need?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import storage
from bot import promises, rules
from bot.facts import (
    ENDS,
    Approval,
    ApprovalKind,
    Due,
    Item,
    Line,
    Owed,
    Person,
    Shade,
    Stage,
    Standing,
    Submission,
    Touch,
)
from bot.policy import Policy
from storage.database import Db

# So much of what waits for someone is looked at.
MOST = 200


@dataclass(frozen=True)
class _Look:
    """All that the items of a letter need, read in a few questions."""

    standings: Mapping[int, Standing]
    owed: Mapping[promises.Key, Owed]
    people: Mapping[str, Person]
    spoke: Mapping[int, Touch]
    touches: Mapping[int, Touch]
    reached: Mapping[tuple[int, str], str]
    promised: Mapping[int, str]
    away: Mapping[str, date]
    asked: Sequence[Approval]


def of_lines(
    db: Db, team: str, lines: Sequence[Line], policy: Policy, now: datetime, reader: str | None = None
) -> list[Item]:
    """Give lines with all that their words need; `reader` is who will read them.

    What one person owes a candidate, or what one deed has settled of it, is one item, in the place of its first line.
    """
    look = _look(db, team, lines)
    there = [line for line in lines if int(line.subject) in look.standings]
    may_erase = any(line.kind == rules.retention.KIND for line in there) and _may_erase(db, team, reader)
    return _together([replace(_item(line, look, policy, now), reader=reader, may_erase=may_erase) for line in there])


def _may_erase(db: Db, team: str, reader: str | None) -> bool:
    person = storage.people.known(db, team, reader) if reader else None
    return person is not None and (person.manager or person.administrator)


def _together(items: Sequence[Item]) -> list[Item]:
    alike: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        key = (item.candidate, item.recruiter, item.outcome, item.by, item.at, item.waived, item.retired)
        alike.setdefault(key, []).append(item)
    return [replace(first, also=tuple(others)) for first, *others in alike.values()]


def of_owed(db: Db, person: Person, owed: Sequence[Owed], policy: Policy, now: datetime) -> list[Item]:
    """Give promises as items, for a list that is no letter."""
    lines = [
        Line(0, 0, each.kind, each.subject, each.whom, each.due_at, each.since, each.step, place)
        for place, each in enumerate(owed)
    ]
    return of_lines(db, person.team, lines, policy, now, person.id)


def waiting(
    db: Db, person: Person, policy: Policy, now: datetime, besides: Sequence[Owed] = ()
) -> list[tuple[Owed, ...]]:
    """List what someone is owed to be told by the end of their day, the most pressing first, as it stands together.

    Of thousands it gives the first, which are more than are shown anywhere; `besides` is put among them.
    """
    owed = [*foremost(db, person, policy, now), *besides]
    return rules.owed.together(pressing(db, person.team, owed, policy, now))


def foremost(db: Db, person: Person, policy: Policy, now: datetime) -> list[Owed]:
    """List the first of what waits for someone today, with all that is owed to the same candidates."""
    team, before = person.team, rules.people.day_ends(person, now, policy)
    owed = storage.promises.foremost(db, team, person.id, before, rules.owed.RANKS, now, MOST)
    if len(owed) < MOST:
        return owed
    about = storage.promises.about(db, team, promises.KINDS, sorted({each.subject for each in owed}))
    return [each for each in about if is_heard(each, person.id, before)]


def pressing(db: Db, team: str, owed: Sequence[Owed], policy: Policy, now: datetime) -> list[Owed]:
    """Put promises in the order in which they are told everywhere, the most pressing first."""
    standings, people = promises.look(db, team, sorted({int(each.subject) for each in owed}))
    dues = {str(id): promises.due_of(standing, people, policy) for id, standing in standings.items()}
    staged = [(each, _stage(dues.get(each.subject, {}).get((each.kind, each.whom)))) for each in owed]
    return rules.owed.in_order(staged, now)


def _stage(due: Due | None) -> Stage | None:
    """Say how far they have come; of an end, how far they had."""
    if due is None or due.submission is None:
        return None
    return due.submission.came_from if due.submission.stage in ENDS else due.submission.stage


def is_owed(line: Line, owed: Owed | None, recipient: str | None = None) -> bool:
    """Tell whether a line still says something that is owed, and owed to this recipient."""
    if owed is None or owed.since != line.since or owed.waived:
        return False
    return recipient is None or owed.heard_by == recipient


def is_heard(owed: Owed, recipient: str, before: datetime) -> bool:
    """Tell whether somebody may hear of something owed by a moment."""
    return owed.heard_by == recipient and owed.nudge_at is not None and owed.nudge_at < before


def owed_by(db: Db, team: str, lines: Sequence[Line]) -> dict[promises.Key, Owed]:
    """Give the promises that lines are about, by their keys."""
    subjects = sorted({line.subject for line in lines})
    there = storage.promises.about(db, team, promises.KINDS, subjects) if subjects else []
    return {promises.key_of(owed): owed for owed in there}


def _look(db: Db, team: str, lines: Sequence[Line]) -> _Look:
    if not lines:
        return _Look({}, {}, {}, {}, {}, {}, {}, {}, ())
    candidates = sorted({int(line.subject) for line in lines})
    ended = sorted({int(line.subject) for line in lines if line.kind == rules.last_words.KIND and not line.outcome})
    standings, people = promises.look(db, team, candidates)
    lapsing = [int(line.subject) for line in lines if _is_lapse(line, standings)]
    holding = [standings[id].ownership.held_by for id in lapsing]
    return _Look(
        standings=standings,
        owed=owed_by(db, team, lines),
        people=people,
        spoke=storage.touches.last_spoken(db, team, candidates),
        touches=storage.touches.several(db, team, [id for id in (*(line.touch for line in lines), *holding) if id]),
        reached=storage.updates.reached(db, team, ended) if ended else {},
        promised=storage.notes.promised(db, team, [each.touch for one in standings.values() for each in one.promised]),
        away=_away(db, team, people.values()),
        asked=storage.approvals.about(db, team, lapsing) if lapsing else (),
    )


def _away(db: Db, team: str, people: Iterable[Person]) -> Mapping[str, date]:
    """Tell until when those are away for whom somebody covers."""
    covered = [each.id for each in people if each.cover]
    return storage.covers.running(db, team, covered) if covered else {}


def _item(line: Line, look: _Look, policy: Policy, now: datetime) -> Item:
    candidate = int(line.subject)
    standing, owed = look.standings[candidate], look.owed.get(promises.key_of(line))
    owed = owed if owed and owed.since == line.since else None
    due = promises.due_of(standing, look.people, policy).get((line.kind, line.whom))
    submission = due.submission if due else _moved_last(standing, line.whom)
    due_at = owed.due_at if owed else line.due_at
    said = Item(
        line=line.id,
        kind=line.kind,
        candidate=candidate,
        name=standing.name,
        recruiter=line.whom,
        due_at=due_at,
        shade=_shade(line, due_at, look.people.get(line.whom), policy, now),
        stage=submission.stage if submission else None,
        title=submission.title if submission else None,
        updated_at=standing.updated_at,
        spoke=look.spoke.get(candidate),
        snoozes=owed.snoozes if owed else 0,
        helper=owed.heard_by if owed and owed.heard_by != line.whom else None,
        waits_for=owed.waits_for if owed else None,
        outcome=line.outcome,
        by=line.by,
        at=line.at,
        until=line.until or (owed.snoozed_until if owed and owed.nudge_at and owed.nudge_at > now else None),
        colleague=line.colleague,
        waived=line.waived,
        touch=look.touches.get(line.touch) if line.touch else None,
        retired=line.retired,
        came_from=submission.came_from if submission else None,
        phone_first=submission is not None and rules.last_words.phone_first(submission, standing),
        mail=look.reached.get((candidate, "email")),
        phone=(candidate, "phone") in look.reached,
        promised_on=due.promised.on if due and due.promised else None,
        reply_only=standing.do_not_contact,
        since=line.since,
        promised=look.promised.get(due.promised.touch, "") if due and due.promised else "",
        thanks_for=due.thanks_for if due else None,
        away_until=look.away.get(line.whom),
        owner=standing.ownership.owner,
        offers=tuple(each for each in standing.dealing.offers if each.undecided),
        deadlines=tuple(rules.rivals.said(line.kind, line.whom, standing)),
        placement=rules.agreements.about(line.kind, submission, standing),
        offers_asked_at=standing.offers_asked_at,
        new_offer_at=rules.check_ins.unwritten(standing),
        attempted_at=standing.attempted_at,
        risk=rules.risk.risk_of(standing, look.people, policy, now),
    )
    return _lapsing(said, standing, look, policy, now) if _is_lapse(line, look.standings) else said


def _lapsing(item: Item, standing: Standing, look: _Look, policy: Policy, now: datetime) -> Item:
    """Add to an item until which day an ownership lasts, what holds it, and how it stands with asking for more time."""
    owner = look.people.get(item.recruiter)
    asked = [each for each in look.asked if each.candidate == item.candidate]
    waits = [each.at for each in asked if each.granted is None and each.kind is ApprovalKind.MORE_TIME]
    asking = rules.more_time.asking(item.due_at, asked, owner, policy, now)
    return replace(
        item,
        yours_until=_last_day(item.due_at, owner, policy),
        held=look.touches.get(standing.ownership.held_by or 0),
        more_time=asking is rules.more_time.Asking.MAY,
        asked_at=next(iter(waits), None),
    )


def _is_lapse(line: Line, standings: Mapping[int, Standing]) -> bool:
    """Tell whether a line says until when someone owns a candidate, and they still do."""
    standing = standings.get(int(line.subject))
    return line.kind == rules.ownership.KIND and standing is not None and standing.ownership.owner == line.whom


def _last_day(ends_at: datetime, owner: Person | None, policy: Policy) -> date:
    """Give the last day of an ownership, which ends with that day where its owner is."""
    return rules.people.calendar(owner, policy).local_day(ends_at - rules.people.INSTANT)


def _shade(line: Line, due_at: datetime, recruiter: Person | None, policy: Policy, now: datetime) -> Shade:
    """Tell how near something is; what is counted from years ago needs no working time counted."""
    if line.kind == rules.retention.KIND:
        return Shade.RED if now > due_at else Shade.GREEN
    return rules.owed.shade(due_at, line.since, recruiter, policy, now)


def _moved_last(standing: Standing, recruiter: str) -> Submission | None:
    """Give the submission that an item which is over was about, as far as can be told."""
    theirs = [each for each in standing.submissions if each.recruiter == recruiter]
    return max(theirs or standing.submissions, key=lambda each: each.entered_at, default=None)
