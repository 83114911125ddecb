"""How do we say which versions of agreed terms there were, and that one of them is missing?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import amounts
from bot.blocks import Sentence, bold, person, sentence, when
from bot.facts import Agreement, MissingTerms, OfferState, Part, ShownAgreement
from bot.phrases import dated

MOST_VERSIONS = 8
_DELETED = ", and somebody has deleted it since."
GONE = (
    "The newest version of these terms is missing from the record, so nobody can say what holds, and nothing can be "
    "sent. Open the agreed terms to see what to do."
)
_WHAT_THEN = (
    " Nobody can say here what holds, so nothing is shown as agreed, and nothing can be sent. Tell whoever looks after "
    "Rapport; then press Changed terms, and write it down anew from the file that was sent."
)


def terms(of: Agreement) -> list[tuple[str, str]]:
    """Say each part of agreed terms below its name, the first day last, also where it is not known."""
    starts = dated(of.package.starts_on) if of.package.starts_on else "not known yet"
    return [*amounts.pairs(replace(of.package, starts_on=None)), ("First day", starts)]


def gone(missing: MissingTerms) -> Sentence:
    """Say that the terms that would hold are missing, and what to do."""
    return [*_missing(missing), _DELETED, _WHAT_THEN]


def newer(shown: ShownAgreement, press: str) -> str:
    """Say to whoever changes terms which others were written down meanwhile, and that the same `press` goes on."""
    number = shown.next_version - 1
    head = (
        f"Version {number} was written down while this form was open, so nothing is saved yet. What you typed is kept: "
        f"see whether it still holds, then press {press} again; it becomes version {number + 1}."
    )
    if shown.gone or shown.newest.lost_on:
        return head
    by = f" by {shown.written_by}" if shown.written_by else ""
    said = [*(f"{label}: {words}" for label, words in terms(shown.newest)), shown.newest.words]
    return f"{head} Version {number}{by} says: {'; '.join(filter(None, said))}"


def before(shown: ShownAgreement) -> list[Sentence]:
    """Say what each version was before the one that holds, what the next one changed about it, and which is missing.

    Of an offer that is not accepted none holds.
    """
    holds = shown.offer.state is OfferState.ACCEPTED and not shown.gone
    there = shown.versions[:-1] if holds else shown.versions
    said = {each.version: _was(each, _changed_after(shown, place)) for place, each in enumerate(there)}
    for each in shown.missing:
        if each is not shown.gone or shown.offer.state is not OfferState.ACCEPTED:
            said[each.version] = [*_missing(each), _DELETED]
    return [said[version] for version in sorted(said)][-MOST_VERSIONS:]


def lost(of: Agreement) -> str:
    """Say that terms were lost, and since when nothing vouches for them."""
    return f"Lost with their key, given up on {dated(of.lost_on)}: no seal holds" if of.lost_on else ""


def part_names(parts: Sequence[Part]) -> str:
    """Name parts of a package, by commas."""
    return ", ".join(amounts.PARTS[each].lower() for each in parts)


def _changed_after(shown: ShownAgreement, place: int) -> Sequence[Sequence[Part]]:
    """Say which parts the next version changed, if there is one; of one that was lost nobody knows."""
    following = shown.versions[place + 1 : place + 2]
    return () if any(each.lost_on for each in following) else shown.changes[place + 1 : place + 2]


def _was(version: Agreement, changed: Sequence[Sequence[Part]]) -> Sentence:
    said: Sentence = [f"Version {version.version}, ", *_written_down(version)]
    what = [f"; then changed: {part_names(parts)}" if parts else "; then the package stayed" for parts in changed]
    words = lost(version) or amounts.line(version.package) + "".join(what)
    return [*said, *sentence(f": {words}")]


def _missing(version: MissingTerms) -> Sentence:
    return [bold(f"Version {version.version} is missing."), " It was ", *_written_down(version)]


def _written_down(version: Agreement | MissingTerms) -> Sentence:
    return ["written down at ", when(version.at), " by ", person(version.by)]
