"""Who is owed a last word after the end of a submission, by whom, how, and until when?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.facts import ENDS, IN_PROCESS, Due, Owing, Person, Stage, Standing, Submission
from bot.policy import Policy
from bot.rules import owed, people

KIND = Owing.LAST_WORDS
# Where they took leave of us, any word of ours is a goodbye; where we, or chance, did, they must be told.
THEIRS = frozenset({Stage.WITHDRAWN, Stage.DECLINED})
BY_PHONE = frozenset({Stage.INTERVIEW, Stage.OFFER, Stage.ACCEPTED, Stage.PLACED})


def last_words_due(standing: Standing, people_: Mapping[str, Person], policy: Policy) -> list[Due]:
    """Tell until when a candidate whose submission has ended is owed a last word; of several, the oldest end."""
    oldest: dict[str, Submission] = {}
    for each in sorted(standing.submissions, key=lambda one: (one.entered_at, one.id)):
        if is_owed(each, standing):
            oldest.setdefault(each.recruiter, each)
    return [_due(each, people_, policy) for each in oldest.values()]


def _due(ended: Submission, people_: Mapping[str, Person], policy: Policy) -> Due:
    hours = people.calendar(people_.get(ended.recruiter), policy)
    at = hours.add_days(ended.entered_at, policy.last_word_days)
    return owed.due(at, ended.recruiter, ended.entered_at, people_, policy, submission=ended)


def is_owed(submission: Submission, standing: Standing) -> bool:
    """Tell whether someone who was moved to an end has not had the last word about it.

    Who began at an end, as when a list was brought in, is not written to anew. From the interview on an e-mail is
    enough only once they were called, or have spoken with us.
    """
    if submission.stage not in ENDS or submission.came_from not in (*IN_PROCESS, Stage.PLACED):
        return False
    ended = submission.entered_at
    if submission.stage in THEIRS:
        return not _since(standing.answered_at, ended)
    return not _since(standing.updated_at, ended) or phone_first(submission, standing)


def phone_first(submission: Submission, standing: Standing) -> bool:
    """Tell whether they are still to be called before an e-mail is enough."""
    if submission.stage in THEIRS or submission.came_from not in BY_PHONE:
        return False
    ended = submission.entered_at
    return not (_since(standing.spoke_at, ended) or _since(standing.tried_at, ended))


def _since(moment: datetime | None, ended: datetime) -> bool:
    return moment is not None and moment >= ended
