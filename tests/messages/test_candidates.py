"""Does an answer about a candidate say what happened and what to do next, and are two of one name told apart?"""

from dataclasses import replace

import pytest

from bot.facts import Candidate, Contact, May, Stage
from bot.messages import candidates
from handlers import cards
from tests.messages.samples import found, presses, submission

ANA = Candidate(1, "Ana Silva")
PHONE = Contact("phone", "+351912345678", "912 345 678")


@pytest.mark.parametrize(
    ("message", "first", "buttons"),
    [
        pytest.param(
            candidates.added(ANA, submission(), [PHONE]),
            "Ana Silva is added · interview for Data Engineer · 912 345 678",
            {"candidate_log": "1", "candidate_move": "1", "candidate_submit": "1"},
            id="added with a job",
        ),
        pytest.param(
            candidates.added(ANA),
            "Ana Silva is added",
            {"candidate_log": "1", "candidate_submit": "1"},
            id="added bare",
        ),
        pytest.param(
            candidates.moved(ANA, submission(stage=Stage.FELL_THROUGH), Stage.ACCEPTED),
            "Ana Silva moved from accepted to fell through for Data Engineer.",
            {"candidate_similar": "1", "candidate_log": "1", "candidate_move": "1", "candidate_submit": "1"},
            id="moved",
        ),
        pytest.param(candidates.nobody("ana", 2), "I know nobody called “ana”.", {"candidate_add": "2"}, id="nobody"),
        pytest.param(
            candidates.which("ana", [found(), found("Ana Sousa", id=2, recruiter="Tom")]),
            "Which “ana” do you mean?",
            {"candidate_open_1": "1", "candidate_open_2": "2"},
            id="two of that name",
        ),
        pytest.param(
            candidates.which("Ona", [replace(found(), guessed=True), found(id=2)], None),
            "Which “Ona” do you mean?",
            {"candidate_open_1": "1", "candidate_open_2": "2"},
            id="one of whom is guessed",
        ),
        pytest.param(
            candidates.which("Ona", [replace(found(), guessed=True)], 7),
            "I know nobody called “Ona”. Did you mean one of these?",
            {"candidate_open_1": "1", "candidate_add": "7"},
            id="all of whom are guessed",
        ),
        pytest.param(candidates.usage(), "Find or add a candidate:", {}, id="usage"),
    ],
)
def test_an_answer_says_what_happened_and_what_to_do_next(message, first, buttons):
    assert message.text.splitlines()[0] == first
    assert presses(message.blocks) == buttons


@pytest.mark.parametrize(
    ("stage", "asks"),
    [
        pytest.param(Stage.REJECTED, "They should hear it from us, and soon.", id="rejected"),
        pytest.param(Stage.FELL_THROUGH, "They should hear from us what comes next", id="fell through"),
        pytest.param(Stage.DECLINED, "They told us; thank them", id="declined"),
        pytest.param(Stage.WITHDRAWN, "They told us; say goodbye", id="withdrawn"),
        pytest.param(Stage.OFFER, "They", id="no end"),
    ],
)
def test_an_end_asks_for_the_word_that_fits_it(stage, asks):
    said = candidates.moved(ANA, submission(stage=stage), Stage.OFFER).text
    assert (asks in said) is (stage is not Stage.OFFER)


FORBIDDEN = Candidate(1, "Ana Silva", "asked us")
PLAIN = [
    "Help given or asked …",
    "Time line",
    "Contacts …",
    "Tags and segment …",
    "Right to represent …",
    "Ownership …",
    "Change the name …",
    "Do not contact …",
    "Same person as …",
]


@pytest.mark.parametrize(
    ("may", "offered"),
    [
        pytest.param(May(claim=True), ["Claim"], id="nobody owns them"),
        pytest.param(May(ask_to_own=True), ["Ask to own …"], id="a manager decides"),
        pytest.param(May(), [], id="a colleague does"),
    ],
)
def test_the_card_offers_to_claim_whom_nobody_owns(may, offered):
    buttons = [each for each in candidates.presses(ANA, (), may)["elements"] if each["type"] == "button"]
    assert [each["text"]["text"] for each in buttons[2:]] == offered


@pytest.mark.parametrize(
    ("them", "may", "more", "less"),
    [
        pytest.param(ANA, May(), [], [], id="always"),
        pytest.param(ANA, May(wait=True), ["Let them wait until …"], [], id="something can wait"),
        pytest.param(ANA, May(compare=True), ["Similar candidates"], [], id="tagged"),
        pytest.param(ANA, May(connected=False), ["Connected with me on a network"], [], id="not connected"),
        pytest.param(ANA, May(connected=True), ["Not connected on a network any more"], [], id="connected"),
        pytest.param(ANA, May(unmerge=True), ["Undo the merge …"], [], id="merged lately"),
        pytest.param(ANA, May(have_all=True), ["All about them"], [], id="theirs"),
        pytest.param(ANA, May(erase=True), ["Erase for good …"], [], id="a manager"),
        pytest.param(FORBIDDEN, May(), ["Take do-not-contact back …"], ["Do not contact …"], id="not to be contacted"),
    ],
)
def test_the_menu_offers_only_what_can_apply(them, may, more, less):
    menu = candidates.presses(them, (), may)["elements"][-1]
    drawn = [each["text"]["text"] for group in menu["option_groups"] for each in group["options"]]
    assert sorted(drawn) == sorted([*(each for each in PLAIN if each not in less), *more])


def test_every_choice_of_the_menu_has_somebody_who_answers_it():
    assert {name for _, listed in candidates.CHOICES for _, name, _ in listed} == set(cards.CHOICES)
