"""How do we show what was agreed, to whoever may see its pay?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote as percent

from bot import amounts, offer_words
from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    bold,
    bullets,
    button,
    confirm,
    context,
    line,
    one_line,
    person,
    quote,
    sentence,
    when,
    whole,
)
from bot.facts import Agreed, Agreement, Candidate, Offer, Part
from bot.messages import deciding, offer_buttons
from bot.phrases import dated

FILE = "agreement_file"
MAIL = "agreement_mail"
# These carry the id of an agreement and a side, with "/" between them.
SENT = "agreement_sent"
NOT_SENT = "agreement_not_sent"

TITLE = "Agreed terms"
NO_AGREEMENT = "Those terms cannot be found any more. Press Offers on the card to see what there is."
NEWER = "These terms were changed meanwhile: there is a newer version. Open the agreed terms again and send that one."
COMMENT = "What was agreed, to send to both sides. I delete this file in a week; hand it on to nobody else."
MOST_VERSIONS, WORDS_LETTERS = 8, 1_500
CANDIDATE, CLIENT = "candidate", "client"
_SUBJECT = "What we agreed: {title}"
_BODY = (
    "Dear {name},\n\nattached you find in writing what was agreed for {title}. Please read it over, and tell me "
    "if anything in it is not as you remember it.\n\nWith kind regards\n"
)


@dataclass(frozen=True, slots=True)
class ShownAgreement:
    """What was agreed about an offer, with all its versions, newest last, and which parts each of them changed."""

    candidate: Candidate
    offer: Offer
    title: str
    client: str
    mail: str | None
    versions: tuple[Agreement, ...]
    changes: tuple[tuple[Part, ...], ...]

    @property
    def newest(self) -> Agreement:
        """The terms that hold."""
        return self.versions[-1]


def terms(shown: ShownAgreement) -> Message:
    """Show the terms that hold, who was sent them, and what came before; figures stand in the blocks alone."""
    newest = shown.newest
    head = sentence(bold(shown.candidate.name), f" · {shown.title} · version {newest.version}")
    facts = [*_yes(shown, newest), *_sent(shown)]
    blocks = [line(*head), *_pay(newest)]
    blocks += [quote(newest.words, WORDS_LETTERS)] if newest.words else []
    blocks += [bullets(facts), actions(*_files(shown)), actions(*_told(shown))]
    before = _before(shown)
    blocks += [line("Versions before:"), bullets(before)] if before else []
    blocks.append(context("Seen only by you. What was agreed is never changed; a new version follows instead."))
    return Message(whole(head, *facts, sentence("What is paid stands in the window itself.")), blocks)


def on_its_way() -> Message:
    """Say that the file is on its way to their direct messages."""
    first = sentence("A page with the agreed terms is on its way to your direct messages with me.")
    more = sentence("Print it, or attach it to your e-mails. Then press who was sent it.")
    return Message(whole(first, more), [line(*first), context(*more)])


def written(shown: ShownAgreement) -> Message:
    """Say that changed terms are written down."""
    head = sentence(
        bold(shown.candidate.name), f": version {shown.newest.version} of what was agreed is written down. "
    )
    more = sentence("Both sides are owed it anew.")
    terms_ = button("Agreed terms", offer_buttons.AGREEMENT, shown.offer.id, style="primary")
    return Message(whole(head, more), [line(*head), line(*more), actions(terms_, deciding.sheet(shown.candidate))])


def part_names(parts: Sequence[Part]) -> str:
    """Name parts of a package, by commas."""
    return ", ".join(amounts.PARTS[each].lower() for each in parts)


def _pay(agreement: Agreement) -> list[Block]:
    said = [sentence(bold(label), f": {one_line(words, 500)}") for label, words in amounts.pairs(agreement.package)]
    return [bullets(said)] if said else []


def _yes(shown: ShownAgreement, of: Agreement) -> list[Sentence]:
    at = f" at {one_line(shown.client)}" if shown.client else ""
    return [
        _said_yes(of.by_candidate, ""),
        _said_yes(of.by_client, at),
        ["Written down by ", person(of.by), " at ", when(of.at)],
    ]


def _said_yes(agreed: Agreed, at: str) -> Sentence:
    how = offer_words.AGREED_BY[agreed.how]
    return sentence(f"{one_line(agreed.who)}{at} said yes on {dated(agreed.on)}, {how}")


def _sent(shown: ShownAgreement) -> list[Sentence]:
    newest = shown.newest
    return [
        _to(shown.candidate.name, newest.candidate_told_at, newest.candidate_told_by),
        _to(shown.client or "the client", newest.client_told_at, newest.client_told_by),
    ]


def _to(whom: str, at: datetime | None, by: str | None) -> Sentence:
    if at is None:
        return sentence("Not sent to ", bold(whom), " yet")
    whose: Sentence = [" by ", person(by)] if by else []
    return ["Sent to ", bold(whom), " at ", when(at), *whose]


def _files(shown: ShownAgreement) -> list[Block]:
    newest = shown.newest
    client = one_line(newest.by_client.who, 40)
    to = [
        (f"E-mail {one_line(shown.candidate.name, 40)}", _mail(shown, shown.candidate.name, shown.mail)),
        (f"E-mail {client}", _mail(shown, newest.by_client.who, None)),
    ]
    mails = [button(words, f"{MAIL}_{place}", newest.id) | {"url": url} for place, (words, url) in enumerate(to, 1)]
    change = button("Changed terms …", offer_buttons.AGREE, shown.offer.id, reads="The terms were changed")
    return [button("Make the file", FILE, newest.id, style="primary"), *mails, change]


def _mail(shown: ShownAgreement, name: str, address: str | None) -> str:
    """Give the address that opens a ready e-mail; the terms themselves are attached by whoever sends it."""
    title = one_line(shown.title)
    subject, body = _SUBJECT.format(title=title), _BODY.format(name=one_line(name), title=title)
    to = percent(address or "", safe="@")
    return f"mailto:{to}?subject={percent(subject, safe='')}&body={percent(body.replace(chr(10), chr(13) + chr(10)))}"


def _told(shown: ShownAgreement) -> list[Block]:
    newest = shown.newest
    sides = [
        (CANDIDATE, one_line(shown.candidate.name, 40), newest.candidate_told_at),
        (CLIENT, one_line(shown.client or "the client", 40), newest.client_told_at),
    ]
    presses = []
    for place, (side, whom, at) in enumerate(sides, start=1):
        value = f"{newest.id}/{side}"
        if at is None:
            presses.append(button(f"Sent to {whom}", f"{SENT}_{place}", value))
        else:
            asked = confirm("Was it not sent?", f"Then {whom} is owed the terms again.", "Not sent", "It was")
            presses.append(button(f"Not sent to {whom} …", f"{NOT_SENT}_{place}", value, ask=asked))
    return presses


def _before(shown: ShownAgreement) -> list[Sentence]:
    """Say what each version was, and what the next one changed about it."""
    told = []
    for before, parts in zip(shown.versions, shown.changes[1:], strict=False):
        what = f"; then changed: {part_names(parts)}" if parts else "; the terms stayed, who agreed changed"
        at: Sentence = [f"Version {before.version}, written down at ", when(before.at), " by ", person(before.by)]
        told.append([*at, f": {amounts.line(before.package)}{what}"])
    return told[-MOST_VERSIONS:]
