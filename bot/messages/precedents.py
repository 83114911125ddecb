"""How do we show how claims like this one were settled?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import Message, Sentence, bold, person, sentence, strung
from bot.facts import Ground, Precedent, Ruling
from bot.messages.outcomes import Written, set_out
from bot.phrases import month

GROUNDS = {
    Ground.REPRESENTS: "about a right to represent",
    Ground.LIVE: "about somebody whom the owner had put forward of late",
    Ground.OWNER_SPOKE: "about somebody with whom the owner had spoken of late",
    Ground.CLAIMANT_SPOKE: "about somebody with whom only the claimant had spoken of late",
    Ground.BOTH: "about an offer to which both had led",
    Ground.NOTHING: "in which nothing spoke for a change",
}
BECAME = {
    Ruling.KEEP: "the owner kept",
    Ruling.TRANSFER: "they went to the claimant",
    Ruling.SHARE: "the credit was shared",
    Ruling.NOT_RULED: "nobody ruled, and the owner kept",
}


def precedents(listed: Sequence[Precedent], ground: Ground) -> Message:
    """Show how claims on the same ground were settled, the newest first; of who was erased, neither name nor words."""
    about = GROUNDS[ground]
    if not listed:
        return set_out([sentence(f"No claim {about} was settled here yet; this one will be the first.")])
    head = sentence(f"How claims {about} were settled, the newest first:")
    written: list[Written] = [(_said(each), each.dispute.reasons) for each in listed]
    return set_out([head], written)


def _said(of: Precedent) -> Sentence:
    dispute = of.dispute
    whom: Sentence = [bold(of.name)] if of.name else ["somebody who was erased since"]
    parties: Sentence = [person(dispute.claimant), " claimed ", *whom, " from ", person(dispute.owner)]
    became = BECAME.get(dispute.ruling, "") if dispute.ruling else ""
    credit = [f"{each.percent}% for " for each in dispute.credit]
    shared: Sentence = [
        part for words, each in zip(credit, dispute.credit, strict=True) for part in (", ", words, person(each.person))
    ][1:]
    by: Sentence = ["ruled by ", person(dispute.ruled_by)] if dispute.ruled_by else []
    ended = month(dispute.ended_at.date()) if dispute.ended_at else ""
    return strung(sentence(ended), parties, [bold(became)] if became else [], shared, by)
