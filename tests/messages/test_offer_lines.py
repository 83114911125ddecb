"""Is a line read back as one would say it, and does a phone show what somebody typed about pay?"""

from dataclasses import replace
from datetime import date

import pytest

from bot import offer_words
from bot.facts import (
    Ahead,
    Candidate,
    Found,
    OfferDraft,
    OfferKind,
    OfferState,
    RoundBy,
    StageThere,
    Unclear,
    Understood,
)
from bot.facts.money import Package
from bot.messages import offer_line_names, offer_lines
from bot.rules import amounts
from tests.messages.offered import offer
from tests.messages.samples import words

DAY = date(2026, 11, 26)
ANA = Candidate(1, "Ana Silva")
FOUND = [Found(1, "Ana Silva"), Found(2, "Ana Sousa")]


def read_back(**said):
    draft = OfferDraft(1, OfferKind.COUNTER, **said)
    return offer_lines.read_back(ANA, 7, draft, Understood(Package()), None)


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(offer_line_names.nobody("120k for Anna", "/offer"), id="nobody is called so"),
        pytest.param(offer_line_names.which("Ana 120k", FOUND, None), id="several may be"),
        pytest.param(read_back(made=False, why="their boss said 120k"), id="why a counter-offer is expected"),
        pytest.param(read_back(rest="or 120k"), id="what could not be read"),
    ],
)
def test_what_was_typed_is_given_back_in_the_blocks_alone(message):
    assert "120k" in words(message.blocks)
    assert "120k" not in message.text


@pytest.mark.parametrize("typed", ["Ana Silva", "Ana-Lena"])
def test_a_name_is_said_aloud(typed):
    assert typed in offer_line_names.nobody(typed, "/offer").text
    assert typed in offer_line_names.which(typed, FOUND, None).text


@pytest.mark.parametrize(
    ("kind", "said", "reads"),
    [
        (OfferKind.OURS, {"by": RoundBy.ASKED}, "Ana Silva asks for:"),
        (OfferKind.RIVAL, {"company": "Acme", "by": RoundBy.ASKED}, "Ana Silva asks Acme for:"),
        (OfferKind.RIVAL, {"company": "Acme"}, "Acme, a rival, for Ana Silva:"),
        (OfferKind.RIVAL, {"company": "Acme", "stage_there": StageThere.FINAL}, "How far they are: final round there"),
    ],
)
def test_a_line_is_read_back_as_one_would_say_it(kind, said, reads):
    back = offer_lines.read_back(ANA, 7, OfferDraft(1, kind, **said), Understood(Package()), None)
    assert reads in words(back.blocks)


def test_the_first_figures_of_what_was_expected_are_no_new_round():
    draft, expected = OfferDraft(1, OfferKind.COUNTER), offer(OfferKind.COUNTER, state=OfferState.EXPECTED)
    heads = [
        words(offer_lines.read_back(ANA, 7, draft, Understood(Package()), known).blocks).splitlines()[0]
        for known in (None, expected, replace(expected, state=OfferState.OPEN))
    ]
    starts = ("A counter-offer for", "The counter-offer for", "A new round of the counter-offer for")
    assert [head.startswith(start) for head, start in zip(heads, starts, strict=True)] == [True] * 3


@pytest.mark.parametrize(
    "says",
    [
        "`/offer` lists the open offers of your own candidates",
        "`/offer Ana Silva rival Acme final round by fri` a rival whose figures nobody knows",
        "`/offer Ana Silva counter expected, her boss is new` one that you expect, and why",
    ],
)
def test_the_usage_tells_of_what_has_no_figures_too(says):
    assert says in offer_lines.usage("/offer").text


@pytest.mark.parametrize(
    ("on", "ahead", "reads"),
    [
        pytest.param(DAY, Ahead(waits=True, kept=True), "that day stays", id="typed"),
        pytest.param(None, Ahead(waits=True, kept=True), "it is still to be decided by Thursday 26", id="theirs"),
        pytest.param(None, Ahead(waits=True), "the deadline runs from the answer, since no day was said", id="none"),
    ],
)
def test_which_day_holds_while_a_manager_is_asked(on, ahead, reads):
    draft, known = OfferDraft(1, OfferKind.OURS, on=on), offer(decide_on=DAY)
    back = offer_lines.read_back(ANA, 7, draft, Understood(Package()), known, ahead=ahead)
    assert f"before they have it; {reads}" in words(back.blocks)


@pytest.mark.parametrize(
    ("typed", "head"),
    [
        ("120", "One question before I write this down for Ana Silva:"),
        ("90k + start 1 feb", "One question before I write this down for Ana Silva:"),
        ("-90k", "I cannot write this down yet for Ana Silva:"),
    ],
)
def test_only_a_question_is_called_one(typed, head):
    unclear = amounts.read(typed, "EUR")
    assert isinstance(unclear, Unclear)
    said = words(offer_lines.question(ANA, 7, unclear).blocks)
    assert said.startswith(head)
    assert ("Choose one, or press Correct" in said) is bool(unclear.choices)


def test_who_else_offers_something_is_named_within_a_sentence():
    others = (offer(), offer(OfferKind.RIVAL, "Acme"), offer(OfferKind.RIVAL, ""), offer(OfferKind.COUNTER, "Initech"))
    assert offer_words.rivals(others) == ("Acme", "a rival’s offer", "the counter-offer of Initech")
