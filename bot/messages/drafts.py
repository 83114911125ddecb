"""Which e-mail is ready for a last word, to be read over and sent by the recruiter's own program?"""

from __future__ import annotations

from bot.blocks import Message, context, line, one_line, quote, sentence, whole
from bot.facts import Item, Stage
from bot.messages import ready_mails

_THANKS = "Thank you for the time and thought you gave to the role of {title}."
_NO = "I am sorry to tell you that you were not chosen for it. You should hear that from us, and not have to wonder."
_RATHER = "I would rather have told you in person, and am glad to talk it over by phone whenever it suits you."
_WHY = "If you would like to know more about the reasons, write or call; I will tell you honestly what I know."
_AGAIN = "I would be glad to think of you again when something fits. If you would rather not, a word is enough."
_FELL = "I am sorry that it did not come to a start after all. I know what you had put into it."
_DECLINED = "Thank you for telling us that you have decided otherwise. I respect that, and wish you the very best."
_WITHDRAWN = "Thank you for telling us that you step back. I respect that, and wish you the very best."
_DOOR = "Should things change one day, my door is open."

_BODIES = {
    Stage.REJECTED: (_THANKS, _NO, _WHY, _AGAIN),
    Stage.FELL_THROUGH: (_THANKS, _FELL, _WHY, _AGAIN),
    Stage.DECLINED: (_THANKS, _DECLINED, _DOOR),
    Stage.WITHDRAWN: (_THANKS, _WITHDRAWN, _DOOR),
}
_SUBJECTS = {
    Stage.REJECTED: "About the role of {title}",
    Stage.FELL_THROUGH: "About the role of {title}",
    Stage.DECLINED: "Thank you, and all the best",
    Stage.WITHDRAWN: "Thank you, and all the best",
}
_LATE = frozenset({Stage.INTERVIEW, Stage.OFFER, Stage.ACCEPTED, Stage.PLACED})


def last_word(owed: Item) -> str | None:
    """Give the address that opens a ready e-mail; None where there is nobody to write to, or nothing has ended."""
    if owed.mail is None or owed.stage not in _BODIES:
        return None
    return ready_mails.opening(owed.mail, *_written(owed, owed.stage))


def words(owed: Item) -> Message:
    """Give the words of a last word to be copied, where no e-mail address is on record."""
    if owed.stage not in _BODIES:
        return no_words()
    subject, body = _written(owed, owed.stage)
    first = sentence("No e-mail address is on record. Copy this, send it your own way, then log it.")
    hint = sentence("Subject: ", subject)
    return Message(whole(first, hint, [body]), [line(*first), context(*hint), quote(body)])


def no_words() -> Message:
    """Say that there is nothing to write any more."""
    said = sentence("No last word is owed here any more, or there is an address by now. The card shows how it stands.")
    return Message(whole(said), [line(*said)])


def _written(owed: Item, stage: Stage) -> tuple[str, str]:
    """Write subject and body: greet, say it as their stage deserves, leave room for the recruiter's own name."""
    title = one_line(owed.title) if owed.title else "which we spoke of"
    return _SUBJECTS[stage].format(title=title), _body(owed, stage, title)


def _body(owed: Item, stage: Stage, title: str) -> str:
    paragraphs = [each.format(title=title) for each in _BODIES[stage]]
    if stage in (Stage.REJECTED, Stage.FELL_THROUGH) and owed.came_from in _LATE:
        paragraphs.insert(2, _RATHER)
    return "\n\n".join([f"Dear {one_line(owed.name)},", *paragraphs, "With kind regards"]) + "\n"
