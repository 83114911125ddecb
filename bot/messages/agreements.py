"""How do we show what was agreed, to whoever may see its pay?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot import offer_words
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
from bot.facts import Agreed, Agreement, OfferState, Placement, ShownAgreement
from bot.messages import agreement_versions, deciding, offer_buttons, outside, ready_mails
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
LOST = (
    "These terms were lost with the key they were encrypted with, so nobody can read them, and nothing can be sent. "
    "Press Changed terms, and write them down anew from the file that you sent."
)
NOT_ACCEPTED = (
    "This offer is not accepted any more, so these terms do not hold, and nothing can be made of them or sent. "
    "Press Offers on the card to see how it stands."
)
WORDS_LETTERS = 1_500
CANDIDATE, CLIENT = "candidate", "client"
_SUBJECT = "What we agreed: {title}"
_BODY = (
    "Dear {name},\n\nattached you find in writing what was agreed for {title}. Please read it over, and tell me "
    "if anything in it is not as you remember it.\n\nWith kind regards\n"
)


def terms(shown: ShownAgreement) -> Message:
    """Show the terms that hold, who was sent them, and what came before; figures stand in the blocks alone."""
    if shown.offer.state is not OfferState.ACCEPTED:
        return _not_accepted(shown)
    if shown.gone:
        return _gone(shown)
    newest = shown.newest
    head = _head(shown, newest.version)
    said = [line(*head), _pay(newest)]
    said += [quote(newest.words, WORDS_LETTERS)] if newest.words else []
    facts, presses = [*_yes(shown, newest), *_sent(shown)], [actions(*_files(shown)), actions(*_told(shown))]
    if newest.lost_on:
        said = [line(*head), line(bold(agreement_versions.lost(newest)), f". {LOST}")]
        facts, presses = [_written_down(newest), *_sent(shown)], [actions(_change(shown))]
    blocks = [*said, bullets(facts), *presses, *_before(shown)]
    blocks.append(context("Seen only by you. What was agreed is never changed; a new version follows instead."))
    return Message(whole(head, *facts, sentence("What is paid stands in the window itself.")), blocks)


def _not_accepted(shown: ShownAgreement) -> Message:
    """Say that nothing holds while the offer is not accepted, and show what was agreed before that.

    Who was said to have been sent it by mistake can still be taken back.
    """
    head = sentence(bold(shown.candidate.name), f" · {shown.title}")
    sent = _sent(shown) if shown.versions and _is_sent(shown.newest) else []
    presses = [each for each in _told(shown) if each["action_id"].startswith(NOT_SENT)] if sent else []
    blocks = [line(*head), line(NOT_ACCEPTED), *([bullets(sent), actions(*presses)] if sent else []), *_before(shown)]
    return Message(whole(head, sentence(NOT_ACCEPTED), *sent), blocks)


def _is_sent(of: Agreement) -> bool:
    return of.candidate_told_at is not None or of.client_told_at is not None


def _gone(shown: ShownAgreement) -> Message:
    """Say that nobody knows what holds, and show what was agreed before that."""
    assert shown.gone
    head, gone = _head(shown, shown.gone.version), agreement_versions.gone(shown.gone)
    return Message(whole(head, gone), [line(*head), line(*gone), actions(_change(shown)), *_before(shown)])


def _head(shown: ShownAgreement, version: int) -> Sentence:
    return sentence(bold(shown.candidate.name), f" · {shown.title} · version {version}")


def on_its_way() -> Message:
    """Say that the file is on its way to their direct messages."""
    first = sentence("A page with the agreed terms is on its way to your direct messages with me.")
    more = sentence("Print it, or attach it to your e-mails. Then press who was sent it.")
    return Message(whole(first, more), [line(*first), context(*more)])


def written(
    shown: ShownAgreement, placement: Placement | None, works_from: date | None, told: Sequence[str]
) -> Message:
    """Say that changed terms are written down, what they changed, when the first day is, and which managers hear."""
    head = sentence(
        bold(shown.candidate.name), f": version {shown.newest.version} of the agreed terms is written down."
    )
    parts = shown.changes[-1]
    sent = any(_is_sent(each) for each in shown.versions[:-1])
    facts = [
        sentence(f"Changed: {agreement_versions.part_names(parts)}." if parts else "The package stays as it was."),
        deciding.first_day(placement, works_from) if placement else [],
        sentence("Send it to both sides: what they have is an older version." if sent else "Send it to both sides."),
        *outside.are_told(told),
    ]
    facts = [each for each in facts if each]
    terms_ = button("Agreed terms", offer_buttons.AGREEMENT, shown.offer.id, style="primary")
    return Message(whole(head, *facts), [line(*head), bullets(facts), actions(terms_, deciding.sheet(shown.candidate))])


def _pay(agreement: Agreement) -> Block:
    terms_ = agreement_versions.terms(agreement)
    return bullets([sentence(bold(label), f": {one_line(words, 500)}") for label, words in terms_])


def _yes(shown: ShownAgreement, of: Agreement) -> list[Sentence]:
    at = f" at {one_line(shown.client)}" if shown.client else ""
    return [
        _said_yes(of.by_candidate, ""),
        _said_yes(of.by_client, at),
        *([sentence(shown.beside_band)] if shown.beside_band else []),
        _written_down(of),
    ]


def _written_down(of: Agreement) -> Sentence:
    return ["Written down by ", person(of.by), " at ", when(of.at)]


def _said_yes(agreed: Agreed, at: str) -> Sentence:
    how = offer_words.AGREED_BY[agreed.how]
    return sentence(f"{one_line(agreed.who)}{at} said yes on {dated(agreed.on)}, {how}")


def _sent(shown: ShownAgreement) -> list[Sentence]:
    newest = shown.newest
    return [
        _to(shown.candidate.name, newest.candidate_told_at, newest.candidate_told_by),
        _to(_client(shown), newest.client_told_at, newest.client_told_by),
    ]


def _to(whom: str, at: datetime | None, by: str | None) -> Sentence:
    if at is None:
        return sentence("Not sent to ", bold(whom), " yet")
    whose: Sentence = [" by ", person(by)] if by else []
    return ["Sent to ", bold(whom), " at ", when(at), *whose]


def _client(shown: ShownAgreement) -> str:
    """Name the other side: the client, or whoever agreed there, where the client is not known by name."""
    return shown.client or shown.newest.by_client.who


def _files(shown: ShownAgreement) -> list[Block]:
    newest = shown.newest
    client = one_line(newest.by_client.who, 40)
    to = [
        (f"E-mail {one_line(shown.candidate.name, 40)}", _mail(shown, shown.candidate.name, shown.mail)),
        (f"E-mail {client}", _mail(shown, newest.by_client.who, None)),
    ]
    mails = [button(words, f"{MAIL}_{place}", newest.id) | {"url": url} for place, (words, url) in enumerate(to, 1)]
    return [button("Make the file", FILE, newest.id, style="primary"), *mails, _change(shown)]


def _change(shown: ShownAgreement) -> Block:
    return button("Changed terms …", offer_buttons.AGREE, shown.offer.id, reads="The terms were changed")


def _mail(shown: ShownAgreement, name: str, address: str | None) -> str:
    """Give the address that opens a ready e-mail; the terms themselves are attached by whoever sends it."""
    title = one_line(shown.title)
    return ready_mails.opening(address, _SUBJECT.format(title=title), _BODY.format(name=one_line(name), title=title))


def _told(shown: ShownAgreement) -> list[Block]:
    newest = shown.newest
    sides = [
        (CANDIDATE, one_line(shown.candidate.name, 40), newest.candidate_told_at),
        (CLIENT, one_line(_client(shown), 40), newest.client_told_at),
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


def _before(shown: ShownAgreement) -> list[Block]:
    before = agreement_versions.before(shown)
    return [line("Versions before:"), bullets(before)] if before else []
