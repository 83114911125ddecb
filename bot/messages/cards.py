"""What does one read before a call?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    cut,
    day,
    header,
    line,
    link,
    one_line,
    person,
    quote,
    sentence,
    sign,
    strung,
    when,
    whole,
)
from bot.facts import About, Card, Contact, Found, Kept, May, Note, Position, Submission, Tag, Touch
from bot.messages import ownership
from bot.messages.candidates import OPEN, presses
from bot.messages.card_offers import dealt
from bot.messages.favours import briefly, tied
from bot.messages.promises import owed_said
from bot.messages.representations import on_card
from bot.messages.touches import changes, details, sure
from bot.phrases import LEARNED, SEGMENTS, lasting, spoken, standing, told_apart

SAME = "candidate_same"

MOST_CONTACTS, MOST_SUBMISSIONS, MOST_OWED, LAST_TOUCHES, MOST_TAGS, MOST_TWINS = 6, 8, 5, 3, 12, 2
LEARNED_LETTERS = 300
MOST_RIGHTS = 4
_ADDRESS = {"email": "mailto:", "phone": "tel:", "profile": ""}
_BEFORE_A_CALL = (About.WORRIES, About.REASON_TO_MOVE, About.MUST_HAVES, About.FITS, About.DOES_NOT_FIT)


def card(
    card: Card,
    now: datetime,
    changeable: Collection[int] = (),
    kept: Kept | None = None,
    may: May | None = None,
) -> Message:
    """Show all one needs before a call: what is owed, how far they are, who spoke last, what moves and worries them.

    `changeable` are the touches that whoever looks may take back or edit: only the newest of them carries the buttons,
    so that a card is short on a phone; the time line has them all. `kept` is what became of the last promise, `may`
    what of the menu they may choose.
    """
    owed = [owed_said(one, now, card.away.get(one.whom)) for one in card.owed[:MOST_OWED]]
    owed = owed or [sentence("Nothing is owed now")]
    submissions = [_submitted(one, now) for one in card.submissions[:MOST_SUBMISSIONS]]
    rights = [on_card(one, now) for one in card.rights[:MOST_RIGHTS]]
    own = [ownership.briefly(card.holding)] if card.holding else []
    more = [*submissions, *own, *rights, *_lasts(card, kept), *briefly(card.favours), *_learned(card)]
    # What a phone shows never holds what people wrote about an offer.
    said = [*owed, *dealt(card, now, pay=False), *more]
    facts = [*owed, *dealt(card, now, pay=may is not None and may.offers), *more]
    above = [_forbidden(card), strung(*map(_contact, card.contacts[:MOST_CONTACTS])), _sorted(card)]
    touches = card.touches[:LAST_TOUCHES]
    newest = next((place for place, touch in enumerate(touches) if touch.id in changeable), None)
    blocks = [header(card.candidate.name), *(line(*each) for each in above if each), bullets(facts)]
    blocks += [*_twins(card), presses(card.candidate, card.submissions, may or May())]
    for place, touch in enumerate(touches):
        blocks += _touch(touch, card, changes_it=place == newest)
    below = [part for touch in touches for part in (_logged(touch), sentence(touch.note))]
    twins = [_twin(twin) for twin in card.twins[:MOST_TWINS]]
    return Message(whole(_headline(card, owed[0]), *above[1:], *said, *twins, *below), blocks)


def _headline(card: Card, owed: Sentence) -> Sentence:
    live = next(iter(card.submissions), None)
    stage = sentence(standing(live.stage, live.title) if live else "")
    return strung([bold(card.candidate.name)], _forbidden(card), stage, _spoke(card.spoke), owed)


def _forbidden(card: Card) -> Sentence:
    mark = card.marks.do_not_contact
    if mark is None:
        return []
    return [
        sign("no_entry"),
        f" Do not contact: {one_line(mark.reason, 300)} (",
        person(mark.by),
        " at ",
        when(mark.at),
        ")",
    ]


def _sorted(card: Card) -> Sentence:
    """Say where they belong: their positions at clients, their segment, their tags."""
    segment = SEGMENTS[card.marks.segment].capitalize() if card.marks.segment else ""
    positions = map(_position, card.positions[:MOST_CONTACTS])
    return strung(*positions, sentence(segment), sentence(_tags(card.tags)), tied(card.marks.connected))


def _position(position: Position) -> Sentence:
    at = f"at {one_line(position.name)}"
    return sentence(f"{one_line(position.position)} {at}" if position.position else f"Contact {at}")


def _tags(tags: Sequence[Tag]) -> str:
    more = f" and {len(tags) - MOST_TAGS} more" if len(tags) > MOST_TAGS else ""
    return ", ".join(one_line(tag.name) for tag in tags[:MOST_TAGS]) + more


def _lasts(card: Card, kept: Kept | None) -> list[Sentence]:
    lasts = [_spoke(card.spoke)]
    if card.promised and card.promised.promised_on:
        words = card.notes.get(About.PROMISE)
        what = f": {_short(words)}" if words and words.touch == card.promised.id else ""
        by = f"Promised to be back by {day(card.promised.promised_on)}{what}, said by "
        promised: Sentence = [by, person(card.promised.credit), " at ", when(card.promised.at)]
        lasts.append(strung(promised, _outcome(card.promised, kept)))
    if card.told:
        lasts.append(["Told where they stand at ", when(card.told.at), " by ", person(card.told.credit)])
    return lasts


def _outcome(promised: Touch, kept: Kept | None) -> Sentence:
    """Say what became of a promise, where that is known."""
    if kept is Kept.BROKEN:
        return [sign("red_circle"), " not kept"]
    if promised.kept_at is None:
        return []
    return ["kept late, at " if kept is Kept.LATE else "kept at ", when(promised.kept_at)]


def _spoke(touch: Touch | None) -> Sentence:
    if touch is None:
        return ["Nobody has spoken with them yet"]
    return ["Last spoke at ", when(touch.at), " with ", person(touch.credit), f" ({spoken(touch.how)})"]


def _learned(card: Card) -> list[Sentence]:
    """Say what was learned of them; of pay only that it is on record."""
    learned = [_note(card.notes[about]) for about in _BEFORE_A_CALL if about in card.notes]
    if About.PAY_EXPECTED in card.notes:
        learned.append([bold(LEARNED[About.PAY_EXPECTED]), " is on record: the time line shows it to you"])
    return learned


def _note(note: Note) -> Sentence:
    return [bold(LEARNED[note.about]), f": {_short(note)}"]


def _short(note: Note) -> str:
    return cut(" ".join(note.words.split()), LEARNED_LETTERS)


def _submitted(submission: Submission, now: datetime) -> Sentence:
    stage = sentence(standing(submission.stage, submission.title), ", ", lasting(submission.entered_at, now))
    return strung(stage, ["with ", person(submission.recruiter)])


def _contact(contact: Contact) -> Sentence:
    url = _ADDRESS.get(contact.kind, "") + contact.value
    if url.startswith(("mailto:", "tel:", "https://", "http://")):
        return [link(url, contact.shown)]
    return sentence(one_line(contact.shown))


def _twins(card: Card) -> list[Block]:
    """Say who may be the same person, with a way to look at each, and to make them one."""
    twins = card.twins[:MOST_TWINS]
    if not twins:
        return []
    look = [
        button(f"Look at {one_line(twin.name, 40)}", f"{OPEN}_{place}", twin.id)
        for place, twin in enumerate(twins, start=1)
    ]
    same = button("Same person", SAME, card.candidate.id, reads=f"Make {one_line(card.candidate.name)} one record")
    return [*(line(*_twin(twin)) for twin in twins), actions(*look, same)]


def _twin(twin: Found) -> Sentence:
    return sentence("May be the same person as ", bold(told_apart(twin)))


def _touch(touch: Touch, card: Card, *, changes_it: bool) -> list[Block]:
    blocks = [line(*_logged(touch))] + ([quote(touch.note)] if touch.note else [])
    return blocks + ([actions(*changes(touch, card.candidate, sure()))] if changes_it else [])


def _logged(touch: Touch) -> Sentence:
    return strung(["At ", when(touch.at), " by ", person(touch.credit)], *details(touch))
