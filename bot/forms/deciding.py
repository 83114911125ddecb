"""How does someone write down what was agreed, as an offer is accepted or its terms are changed?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

from bot import amounts
from bot.blocks import Block, context, line, option
from bot.errors import Refused
from bot.facts import AgreedHow, Candidate, Offer, Package
from bot.forms.inputs import (
    View,
    about,
    answers,
    calendar,
    chosen_day,
    field,
    modal,
    select,
    typed_input,
    understood,
    within,
)
from bot.offer_words import AGREED_BY, name
from bot.words import clean, clean_note

ACCEPT_FORM = "offer_accept_form"
AGREE_FORM = "offer_agree_form"
ACCEPT, AGREE = "Accept", "Write down"

TERMS_LETTERS, WHO_LETTERS = 3_000, 120
NO_TERMS = "Write in the first line what is paid, as in: €85,000 a year + 10% bonus."
NO_RENEWAL = "It has run out, so name who at the client renewed it. If nobody has, ask them first."
# By which word a line of the terms begins that is one of their parts.
PARTS = ("equity", "benefits", "flexibility", "development")


@dataclass(frozen=True, slots=True)
class AgreedTerms:
    """What was written into the form: `pay` as it was typed, `parts` and `words` beside it, who agreed, and how.

    `expired` tells that the form asked who renewed it, `told` what else it asked about, each by its sum. Changed terms
    are to become the `version` that the form was drawn for.
    """

    offer: int
    pay: str
    parts: Package
    words: str
    starts_on: date | None
    agreed_on: date
    candidate_how: AgreedHow
    client_who: str
    client_how: AgreedHow
    expired: bool = False
    told: tuple[int, ...] = ()
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form when it is drawn."""

    terms: str
    starts_on: date | None
    agreed_on: date
    candidate_how: AgreedHow | None = None
    client_who: str = ""
    client_how: AgreedHow | None = None


def accept(
    candidate: Candidate,
    offer: Offer,
    filled: Filled,
    *,
    expired: bool = False,
    alert: str | None = None,
    told: Sequence[int] = (),
) -> View:
    """Draw the form of an acceptance; of an offer that has run out it asks who renewed it."""
    head = line(f"{candidate.name} says yes to {name(offer)}. Correct what was agreed otherwise.")
    blocks, ids = [head, *_inputs(filled, expired), context(_FOLLOWS)], {"offer": offer.id, "expired": int(expired)}
    return modal(ACCEPT_FORM, "Accepted", blocks, submit=ACCEPT, alert=alert, told=told, **ids)


def agree(
    candidate: Candidate,
    offer: Offer,
    filled: Filled,
    version: int,
    *,
    alert: str | None = None,
    told: Sequence[int] = (),
) -> View:
    """Draw the form of terms that were changed after they were agreed."""
    head = line(
        f"What {candidate.name} and the client agreed on anew: version {version}. What was agreed before stays."
    )
    blocks = [head, *_inputs(filled, expired=False), context(_FOLLOWS)]
    ids = {"offer": offer.id, "expired": 0, "version": version}
    return modal(AGREE_FORM, "Changed terms", blocks, submit=AGREE, alert=alert, told=told, **ids)


def summed(asked: str) -> int:
    """Give a sum of what a form asked about, by which it is known again once the form is sent."""
    return crc32(asked.encode(errors="surrogatepass"))


_FOLLOWS = "The terms are written down for good, and are then to be sent to both sides."


def read(view: View) -> AgreedTerms:
    """Read what was agreed."""
    given, of = answers(view), about(view)
    pay, parts, words = _split(within("terms", given["terms"] or "", TERMS_LETTERS))
    who = within("client_who", clean(given["client_who"] or ""), WHO_LETTERS)
    expired = bool(of["expired"])
    if not any(sign.isalpha() for sign in who):
        raise Refused(NO_RENEWAL if expired else "Name who agreed at the client.", field="client_who")
    agreed_on = understood("agreed_on", chosen_day, given["agreed_on"] or "")
    if agreed_on is None:
        raise Refused("Choose the day on which both had agreed.", field="agreed_on")
    starts_on = understood("starts_on", chosen_day, given["starts_on"]) if given["starts_on"] else None
    return AgreedTerms(
        offer=int(of["offer"]),
        pay=pay,
        parts=parts,
        words=words,
        starts_on=starts_on,
        agreed_on=agreed_on,
        candidate_how=_how(given, "candidate_how"),
        client_who=who,
        client_how=_how(given, "client_how"),
        expired=expired,
        told=tuple(of["told"]),
        version=of.get("version"),
    )


def again(terms: AgreedTerms) -> Filled:
    """Give what was written into a form back, so that it is drawn anew with it."""
    parts = replace(terms.parts, base=None, bonus=None, bonus_share=None, sign_on=None)
    return Filled(
        terms="\n".join(filter(None, (terms.pay, *_lines(parts), terms.words))),
        starts_on=terms.starts_on,
        agreed_on=terms.agreed_on,
        candidate_how=terms.candidate_how,
        client_who=terms.client_who,
        client_how=terms.client_how,
    )


def pay_of(package: Package) -> str:
    """Write the amounts of a package as they can be typed again."""
    amounts_alone = replace(package, equity="", benefits="", flexibility="", development="", starts_on=None)
    return amounts.line(amounts_alone)


def written(package: Package, words: str = "") -> str:
    """Write a package as the terms of the form: what is paid, then a line for each other part, then the words."""
    return "\n".join(filter(None, (pay_of(package), *_lines(package), words)))


def _lines(package: Package) -> list[str]:
    return [f"{part.capitalize()}: {words}" for part in PARTS if (words := clean(getattr(package, part)))]


def _split(terms: str) -> tuple[str, Package, str]:
    """Take terms apart: what is paid, which is the first line of its own, the other parts, and what else was said."""
    pay, parts, words = "", dict.fromkeys(PARTS, ""), []
    for each in clean_note(terms).splitlines():
        label, colon, rest = each.partition(":")
        part = clean(label).lower()
        if colon and part in parts:
            parts[part] = "; ".join(filter(None, (parts[part], clean(rest))))
        elif not pay:
            pay = clean(rest) if colon and part == "pay" else each
        else:
            words.append(each)
    if not pay:
        raise Refused(NO_TERMS, field="terms")
    package = Package(
        equity=parts["equity"],
        benefits=parts["benefits"],
        flexibility=parts["flexibility"],
        development=parts["development"],
    )
    return pay, package, clean_note("\n".join(words))


def _inputs(filled: Filled, expired: bool) -> Sequence[Block]:
    who = "Renewed with the client? Who there said yes" if expired else "Who agreed at the client"
    return [
        field(
            "starts_on",
            "First day",
            calendar(filled.starts_on),
            optional=True,
            hint="Left empty: not known yet. The guarantee counts from it.",
        ),
        field(
            "terms",
            "Terms",
            typed_input(filled.terms, lines=True, letters=TERMS_LETTERS, example="€85,000 a year + 10% bonus"),
            hint="What is paid stands in the first line. A line may begin with Equity, Benefits, Flexibility or "
            "Development, and a colon; all else is kept as you write it.",
        ),
        field("agreed_on", "Agreed on", calendar(filled.agreed_on)),
        field("candidate_how", "How the candidate said yes", _hows(filled.candidate_how)),
        field("client_who", who, typed_input(filled.client_who, letters=WHO_LETTERS, example="Helena Brandt")),
        field("client_how", "How they said yes", _hows(filled.client_how)),
    ]


def _hows(chosen: AgreedHow | None) -> Block:
    return select([option(words.capitalize(), how.value) for how, words in AGREED_BY.items()], chosen)


def _how(given: dict[str, str | None], name: str) -> AgreedHow:
    if not given[name]:
        raise Refused("Choose how they said yes.", field=name)
    return understood(name, AgreedHow, given[name] or "")
