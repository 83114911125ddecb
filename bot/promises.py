"""What does the bot owe people: where to look, when is it owed, and what follows when facts change?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import storage
from bot import rules
from bot.facts import Due, Line, Owed, Person, Standing
from bot.policy import Policy
from storage.database import Db

MORNING = storage.promises.MORNING

# Every kind of thing owed about candidates, and the rule that says to whom, by whom, and until when.
PROMISES: dict[str, Callable[[Standing, Mapping[str, Person], Policy], list[Due]]] = {
    rules.updates.KIND: rules.updates.updates_due,
    rules.replies.KIND: rules.replies.replies_due,
    rules.promised.KIND: rules.promised.promises_due,
    rules.last_words.KIND: rules.last_words.last_words_due,
    rules.favours.KIND: rules.favours.thanks_due,
    rules.ownership.KIND: rules.ownership.ends_due,
    rules.check_ins.KIND: rules.check_ins.check_ins_due,
    rules.decisions.KIND: rules.decisions.decisions_due,
    rules.rivals.KIND: rules.rivals.rivals_due,
    rules.agreements.KIND: rules.agreements.agreements_due,
    rules.resignations.KIND: rules.resignations.resignations_due,
}
# What is asked of somebody from time to time, and stands until it is answered, or facts have answered it.
KINDS = (*PROMISES, rules.retention.KIND)
Key = tuple[str, str, str]
# How candidates stand, and everybody who may owe something to them; both by id.
Looked = tuple[dict[int, Standing], dict[str, Person]]


@dataclass(frozen=True, slots=True)
class Because:
    """What someone did that changed what is owed: `logged`, `told` (a touch), `thanked`, `moved` (a stage), `gone`.

    `touches` are the touches of a round, by candidate.
    """

    outcome: str
    by: str
    touch: int | None = None
    touches: Mapping[int, int] = field(default_factory=dict)

    def touch_with(self, subject: str) -> int | None:
        """Give the touch that settles what is owed to a candidate."""
        return self.touches.get(int(subject), self.touch)


def plan(
    db: Db,
    team: str,
    candidates: Sequence[int],
    policy: Policy,
    now: datetime,
    because: Because | None = None,
    *,
    known: Looked | None = None,
) -> dict[int, Standing]:
    """Write down what is owed about these candidates next, after facts about them have changed; say how they stand.

    What was owed and is owed no longer is settled in every message that shows it, with what was done and by whom.
    `known` is how all of them, who are held, stand now, where that was looked at already.
    """
    there = storage.promises.about(db, team, KINDS, [str(id) for id in candidates])
    before = {key_of(owed): owed for owed in there}
    standings, people = known or look(db, team, candidates)
    people = _with_keeper(db, team, people, policy)
    after = _owed(standings, people, before, policy)
    after |= _still_asked(before, after, standings, policy, now)
    gone = [owed for key, owed in before.items() if key not in after]
    changed = [owed for key, owed in after.items() if owed != before.get(key)]
    storage.promises.write(db, team, changed)
    storage.promises.strike(db, team, gone)
    over = [owed for key, owed in before.items() if key in after and _is_over(owed, after[key])]
    # First, since it waits for a tick that writes their morning: what that wrote is then seen, and settled.
    passed = [before[key] for key, owed in after.items() if key in before and owed.heard_by != before[key].heard_by]
    plan_mornings(db, team, _hearers(gone + over + changed + passed), policy, now)
    if because:
        for owed in storage.lines.shown(db, team, gone + over):
            storage.lines.settle(
                db, team, owed, because.outcome, because.by, now, touch=because.touch_with(owed.subject)
            )
    else:
        for owed in gone:
            if owed.kind == rules.retention.KIND:
                storage.lines.settle(db, team, owed, "gone", "", now)
    return standings


def due_of(standing: Standing, people: Mapping[str, Person], policy: Policy) -> dict[tuple[str, str], Due]:
    """Give all that is owed to a candidate, by its kind and who owes it."""
    return {(kind, due.whom): due for kind, rule in PROMISES.items() for due in rule(standing, people, policy)}


def look(db: Db, team: str, candidates: Sequence[int]) -> Looked:
    """Say how candidates stand, and give everybody who may owe something to them; both by id."""
    return with_others(db, team, *storage.updates.looked(db, team, candidates))


def with_others(db: Db, team: str, standings: dict[int, Standing], people: dict[str, Person]) -> Looked:
    """Add those who may owe something to candidates who stand so, and are not among these people."""
    others = {id for standing in standings.values() for id in _others(standing)} - people.keys()
    if others:
        people |= storage.people.several(db, team, others)
    return standings, people


def key_of(owed: Owed | Line) -> Key:
    """Give the key of a promise, or of the one that a line is about."""
    return owed.kind, owed.subject, owed.whom


def _is_over(before: Owed, after: Owed) -> bool:
    """Tell whether what was owed is dealt with: it counts from a newer fact, or the tightest stage has ended."""
    return after.since > before.since or (after.since == before.since and after.due_at > before.due_at)


def _with_keeper(db: Db, team: str, people: dict[str, Person], policy: Policy) -> dict[str, Person]:
    """Add who hears of what is owed by somebody who is not here any more, and has no owner to hear of it."""
    if policy.keeper and any(not each.member for each in people.values()):
        people |= storage.people.several(db, team, [policy.keeper])
    return people


def _hearers(owed: Iterable[Owed]) -> list[str]:
    return sorted({each.heard_by for each in owed})


def _owed(
    standings: Mapping[int, Standing], people: Mapping[str, Person], before: Mapping[Key, Owed], policy: Policy
) -> dict[Key, Owed]:
    after: dict[Key, Owed] = {}
    for id, standing in standings.items():
        for (kind, whom), due in due_of(standing, people, policy).items():
            key = (kind, str(id), whom)
            if kind == rules.ownership.KIND:
                owed = rules.ownership.written(due, str(id), before.get(key))
            else:
                owed = rules.owed.written(kind, due, str(id), before.get(key), people.get(whom), policy)
            hears = rules.covers.hearer(whom, standing.ownership.owner, people, policy)
            after[key] = rules.covers.heard(owed, people.get(whom), hears)
    return after


def _still_asked(
    before: Mapping[Key, Owed],
    after: Mapping[Key, Owed],
    standings: Mapping[int, Standing],
    policy: Policy,
    now: datetime,
) -> dict[Key, Owed]:
    """Give the questions about records that still stand; where something is owed to them, they are not silent."""
    owed_to = {owed.subject for owed in after.values() if not owed.waived}
    asked = {key: owed for key, owed in before.items() if owed.kind == rules.retention.KIND}
    there = [(key, owed, standings.get(int(owed.subject))) for key, owed in asked.items()]
    return {
        key: owed
        for key, owed, standing in there
        if standing and owed.subject not in owed_to and rules.retention.still_asked(owed, standing, policy, now)
    }


def _others(standing: Standing) -> set[str]:
    """Name who owns or heard a candidate, promised them something or owes them thanks; their recruiters are known."""
    near = {each for each in (standing.heard_by, standing.ownership.owner) if each}
    return {each.by for each in standing.promised} | {each.by for each in standing.thankable} | near


def plan_mornings(db: Db, team: str, people: Sequence[str], policy: Policy, now: datetime) -> None:
    """Write down when each of these people is next owed a morning message."""
    planned, over = [], []
    for each in storage.promises.mornings(db, team, people) if people else []:
        at = rules.people.morning_due(each.person, each.earliest, each.planned, policy, now)
        if at is not None and at != each.planned:
            planned.append(morning(each.person.id, at))
        elif at is None and each.planned is not None:
            over.append(morning(each.person.id, each.planned))
    storage.promises.write(db, team, planned)
    storage.promises.strike(db, team, over)


def morning(person: str, at: datetime) -> Owed:
    """Say how someone's next morning message is written down: it is a promise whose subject is the person."""
    return Owed(MORNING, person, person, person, due_at=at, nudge_at=None, since=at, alone_at=at)
