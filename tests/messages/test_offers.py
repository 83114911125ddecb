"""Are offers shown as they stand, with their figures in the blocks alone, and what can be done with them?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.facts import (
    Agreed,
    AgreedHow,
    Agreement,
    Became,
    Candidate,
    Loss,
    LossReason,
    OfferChange,
    OfferKind,
    OfferSheet,
    OfferState,
    Placement,
    Rank,
    RoundBy,
    SheetOffer,
    StageThere,
    WrittenDown,
)
from bot.messages import line_outcomes, offer_buttons, offer_outcomes, offer_presses, offers, taking_back
from tests.messages import offered
from tests.messages.offered import NOW, offer, rounds, shown
from tests.messages.samples import presses, words

EXPECTED, WAITING, OPEN = OfferState.EXPECTED, OfferState.WAITING, OfferState.OPEN
ANA = Candidate(1, "Ana Silva")
BOTH = (RoundBy.OFFERED, RoundBy.WAITING)
DAY = timedelta(days=1)
SIDE = Agreed("Ida", NOW.date(), AgreedHow.BY_PHONE)


def drawn(*shown_: SheetOffer) -> str:
    return words(offers.sheet(OfferSheet(ANA, shown_), NOW).blocks)


@pytest.mark.parametrize(
    ("of", "reads"),
    [
        pytest.param(offer(), "Our offer for Data Engineer · open since", id="ours"),
        pytest.param(offer(state=EXPECTED), "Our offer for Data Engineer · not made yet", id="ours, not made"),
        pytest.param(offer(state=WAITING), "waits for a manager", id="ours, with a manager"),
        pytest.param(
            offer(OfferKind.RIVAL, "Acme", state=EXPECTED, stage_there=StageThere.FINAL, rank=Rank.LEVEL),
            "Acme · a rival · final round there",
            id="a rival without an offer",
        ),
        pytest.param(offer(OfferKind.RIVAL, "Acme", rank=Rank.LEVEL), "ranks level with us", id="a rival, ranked"),
        pytest.param(
            offer(OfferKind.COUNTER, "", state=EXPECTED, why="the boss hinted"), "Why: the boss hinted", id="why"
        ),
        pytest.param(
            offer(OfferKind.COUNTER, "Initech"), "Counter-offer of Initech · made, not answered", id="a counter"
        ),
        pytest.param(offer(OfferKind.RIVAL, "Acme"), "The client has not been told of it yet", id="client not told"),
    ],
)
def test_each_offer_says_how_it_stands(of, reads):
    assert reads in drawn(SheetOffer(of))


def test_the_newest_round_of_each_side_stands_first_then_those_before():
    shown_ = drawn(SheetOffer(offer(), rounds("Ida", 5)))
    order = ["On the table: ", "They ask for: ", "Not offered: ", "Asked for before: ", "Offered before: "]
    assert sorted(order, key=shown_.index) == order


@pytest.mark.parametrize(
    ("of", "first"),
    [
        pytest.param(offer(state=WAITING), "To be offered: ", id="asked first"),
        pytest.param(offer(state=EXPECTED), "To be offered: ", id="ours, not made"),
        pytest.param(offer(OfferKind.COUNTER, state=EXPECTED), "Expected: ", id="a counter-offer, not made"),
        pytest.param(offer(OfferKind.RIVAL), "On the table: ", id="made"),
        pytest.param(offer(state=OfferState.EXPIRED), "Offered last: ", id="it ran out"),
    ],
)
def test_what_they_do_not_have_is_not_said_to_be_on_the_table(of, first):
    shown_ = drawn(SheetOffer(of, rounds("Ida", 1), renewable=True))
    assert f"{first}€91,000 a year" in shown_
    assert ("On the table" in shown_) == (first == "On the table: ")


def test_what_waits_for_a_manager_stands_beside_what_is_on_the_table():
    have, waits = (replace(each, by=by) for each, by in zip(rounds("Ida", 2), BOTH, strict=True))
    shown_ = drawn(SheetOffer(offer(), (have, waits)))
    assert [each for each in ("On the table: €91,000", "Asked of a manager: €91,000") if each not in shown_] == []
    assert presses(offers.sheet(OfferSheet(ANA, (SheetOffer(offer(), (have, waits)),)), NOW).blocks)["offer_accept_1"]


def test_once_they_said_yes_what_was_agreed_stands_first_and_nothing_is_on_the_table():
    agreed = Agreement(9, 3, 1, 2, offered.package("a car"), SIDE, SIDE, NOW, "U0RITA")
    placed = Placement(5, 1, 6, 3, NOW, "U0RITA", 90)
    accepted = SheetOffer(offer(state=OfferState.ACCEPTED), rounds("Ida", 2), agreement=agreed, placement=placed)
    shown_ = drawn(accepted)
    assert "Agreed: €91,000 a year" in shown_
    assert "Offered before: €91,000" in shown_
    assert [each for each in ("On the table", "They ask for") if each in shown_] == []
    assert "First day, resigned …" in shown_
    assert "Reopen" not in shown_
    assert "Reopen …" in drawn(replace(accepted, reopenable=True))


@pytest.mark.parametrize(
    ("stand", "says", "leads"),
    [
        pytest.param([offer(id=5)], "What is offered or asked for next is a new round of it.", ["5"], id="open"),
        pytest.param([offer(id=5), offer(id=6)], "our offer for Data Engineer and our", ["5", "6"], id="two jobs"),
        pytest.param([offer(state=OfferState.ACCEPTED, submission=7)], "They said yes to it.", ["7", "7"], id="agreed"),
    ],
)
def test_another_offer_of_ours_leads_to_the_one_that_stands(stand, says, leads):
    said = offer_presses.stands(ANA, stand)
    assert says in words(said.blocks)
    assert list(presses(said.blocks).values()) == leads


def test_figures_stand_in_no_text():
    for name, message in offered.said("").items():
        assert "91" not in message.text, name
        assert "5,000" not in message.text, name
    assert any("€91,000" in words(message.blocks) for message in offered.said("").values())


@pytest.mark.parametrize(
    ("of", "can", "cannot"),
    [
        pytest.param(SheetOffer(offer()), {"ACCEPT", "ROUND", "extend", "levers"}, set(), id="ours"),
        pytest.param(
            SheetOffer(offer(state=EXPECTED, decide_by=None)),
            {"ROUND", "change"},
            {"ACCEPT", "extend"},
            id="not made",
        ),
        pytest.param(
            SheetOffer(offer(OfferKind.RIVAL, "Acme")),
            {"ROUND", "DECLINE", "CHANGE", "withdraw"},
            {"levers"},
            id="rival",
        ),
        pytest.param(
            SheetOffer(offer(state=OfferState.EXPIRED), renewable=True),
            {"extend", "ACCEPT", "DECLINE", "withdraw", "ROUND"},
            {"change", "levers"},
            id="it ran out, and can go on",
        ),
        pytest.param(
            SheetOffer(offer(state=OfferState.EXPIRED)),
            set(),
            {"extend", "ACCEPT", "DECLINE", "withdraw", "ROUND"},
            id="it ran out, and a newer one goes on",
        ),
    ],
)
def test_what_can_be_done_is_offered_and_nothing_else(of, can, cannot):
    there = offered_for(of)
    assert can <= there
    assert not cannot & there


def offered_for(of: SheetOffer) -> set[str]:
    """What can be done with an offer: the buttons in capitals, and what stands behind the dots."""
    blocks = offers.sheet(OfferSheet(ANA, (of,)), NOW).blocks
    named = {f"{getattr(offer_buttons, name)}_1": name for name in ("ACCEPT", "ROUND", "DECLINE", "CHANGE")}
    dots = [each for block in blocks for each in block.get("elements", ()) if each["type"] == "overflow"]
    choices = [str(choice["value"]).partition("/")[0] for each in dots for choice in each["options"]]
    assert len(choices) <= 5
    return {named[name] for name in presses(blocks) if name in named} | set(choices)


@pytest.mark.parametrize("first", [True, False])
def test_what_was_written_down_last_is_undone_after_a_question_that_names_it(first):
    last = rounds("Ida", 1)[0]
    of = SheetOffer(offer(raised_at=last.logged_at if first else NOW), (last,), last=last)
    assert "undo" in offered_for(of)
    asked = taking_back.asked(of, ANA)
    assert "Offered: €91,000 a year" in words(asked.blocks)
    assert "91" not in asked.text
    assert presses(asked.blocks) == {offer_outcomes.UNDO: str(last.id)}
    assert ("the offer goes with it" in asked.text) is first
    assert "undo" not in offered_for(SheetOffer(offer()))
    alone = SheetOffer(offer(OfferKind.RIVAL, "Acme"), alone=True)
    assert "undo" in offered_for(alone)
    assert presses(taking_back.asked(alone, ANA).blocks) == {offer_outcomes.UNRAISE: str(alone.offer.id)}


def test_what_is_decided_keeps_its_last_figures_and_what_was_learned():
    over = offer(state=OfferState.DECLINED, ended_at=NOW)
    loss = Loss(over.id, 1, 5, LossReason.RIVAL, NOW, "U0RITA", 4, "The second talk came too late")
    gone = SheetOffer(over, rounds("Ida", 1), loss=loss)
    why = OfferChange(1, 4, NOW, "U0RITA", OfferState.DECLINED, reason="Wants to leave the bank")
    acme = SheetOffer(offer(OfferKind.RIVAL, "Acme", id=4, state=OfferState.DECLINED), changes=(why,))
    said = words(offers.sheet(OfferSheet(ANA, (gone, acme)), NOW).blocks)
    for each in ("for a rival, to Acme", "Offered last: €91,000", "Learned: The second talk", "Why: Wants to leave"):
        assert each in said


DECLINED, ACCEPTED, OVER = OfferState.DECLINED, OfferState.ACCEPTED, OfferState.OVER
LOSS = Loss(3, 1, 5, LossReason.PAY, NOW, "U0RITA")


@pytest.mark.parametrize(
    ("stood", "more", "reads", "terms"),
    [
        pytest.param([OPEN, DECLINED], {"loss": LOSS}, "Data Engineer: declined at 08:30", False, id="they said no"),
        pytest.param([ACCEPTED, DECLINED], {"loss": LOSS}, ", then fell through at 08:30", True, id="after a yes"),
        pytest.param(
            [ACCEPTED], {"loss": LOSS}, "Engineer: accepted at 08:30 UTC on 26", True, id="after they started"
        ),
        pytest.param([ACCEPTED, OPEN, DECLINED], {}, "Data Engineer: declined at", False, id="the yes was a mistake"),
        pytest.param(
            [OVER], {"rounds": rounds("Ida", 1)}, "Data Engineer: over at 08:30", False, id="another was taken"
        ),
        pytest.param([OVER], {}, "Data Engineer: undone, as if it had never been written", False, id="undone"),
        pytest.param([OfferState.EXPIRED], {}, "Data Engineer: ran out at 08:30", False, id="too late"),
        pytest.param([OfferState.EXPIRED], {"renewable": True}, " · ran out at 08:30", False, id="too late for now"),
    ],
)
def test_what_ended_says_when_and_what_they_had_said_before(stood, more, reads, terms):
    changes = tuple(OfferChange(1, 3, NOW - DAY, "U0RITA", state) for state in stood)
    made_at = None if stood == [OVER] else NOW
    of = offer(state=stood[-1], ended_at=None if stood == [OfferState.EXPIRED] else NOW, made_at=made_at)
    sheet = offers.sheet(OfferSheet(ANA, (SheetOffer(of, changes=changes, **more),)), NOW)
    assert reads in words(sheet.blocks)
    assert (f"{offer_buttons.AGREEMENT}_6" in presses(sheet.blocks)) is terms


@pytest.mark.parametrize(
    ("state", "ended_at", "to", "can"),
    [
        pytest.param(OVER, NOW, None, True, id="let go as they were lost"),
        pytest.param(DECLINED, NOW - DAY, None, True, id="declined as they had said yes"),
        pytest.param(DECLINED, NOW - 2 * DAY, None, False, id="declined long before"),
        pytest.param(OVER, NOW, 9, False, id="they went to another"),
        pytest.param(ACCEPTED, NOW, None, False, id="taken"),
    ],
)
def test_where_nobody_has_said_to_whom_they_went_this_can_be_said(state, ended_at, to, can):
    changes = tuple(OfferChange(1, 3, NOW - DAY, "U0RITA", state) for state in (ACCEPTED, DECLINED))
    lost = SheetOffer(offer(state=DECLINED, ended_at=NOW), changes=changes, loss=replace(LOSS, to=to))
    acme = SheetOffer(offer(OfferKind.RIVAL, "Acme", id=4, state=state, ended_at=ended_at))
    sheet = OfferSheet(ANA, (lost, acme))
    assert (presses(offers.sheet(sheet, NOW).blocks).get(f"{offer_buttons.ACCEPT}_7") == "4") is can
    typed = line_outcomes.sheet(sheet, NOW, "rival Acme accepted", Became.ACCEPTED, "/offer")
    assert ("No offer to them can be accepted now." in words(typed.blocks)) is not can


@pytest.mark.parametrize(("count", "more"), [(5, ""), (6, "And 1 earlier round"), (8, "And 3 earlier rounds")])
def test_rounds_that_are_not_told_are_counted(count, more):
    told = drawn(SheetOffer(offer(), rounds("Ida", count)))
    assert ("earlier round" in told) is bool(more)
    assert more in told


@pytest.mark.parametrize(
    ("state", "reads"),
    [
        (OPEN, "Undone: that round of our offer for Data Engineer to Ana Silva. The offer itself stays: open."),
        (OVER, "Taken back: our offer for Data Engineer to Ana Silva."),
    ],
)
def test_an_offer_that_stands_is_not_taken_back_with_a_round(state, reads):
    done = WrittenDown(ANA, offer(state=state), rounds("Ida", 1)[0], back=True)
    assert reads in offer_outcomes.saved(done, NOW).text.replace("\n", " ")


def test_there_is_one_counter_offer_at_most():
    counter = SheetOffer(offer(OfferKind.COUNTER, "Initech"))
    values = presses(offers.sheet(OfferSheet(ANA, (counter,)), NOW).blocks).values()
    assert "1/rival" in values
    assert "1/counter" not in values
    over = replace(counter, offer=offer(OfferKind.COUNTER, "Initech", state=OfferState.OVER))
    assert "1/counter" in presses(offers.sheet(OfferSheet(ANA, (over,)), NOW).blocks).values()


def test_whatever_is_known_of_an_offer_is_shown():
    shown_ = drawn(shown("the words"))
    for words_ in (
        "Heard in “Call, spoke”",
        "Why: the words",
        "The client was told at",
        "Done because of it: the words",
    ):
        assert words_ in shown_
    assert "May still move: " in shown_


def test_rounds_of_one_side_alone_leave_the_other_out():
    asked = tuple(replace(each, by=RoundBy.ASKED) for each in rounds("Ida", 2))
    assert "On the table" not in drawn(SheetOffer(offer(), asked))


def test_a_long_package_is_shown_whole_where_there_is_room():
    words_ = "a pension, a car, and " * 8
    assert words_.strip() in drawn(
        SheetOffer(offer(), (replace(rounds("Ida", 1)[0], package=offered.package(words_)),))
    )


def test_of_more_than_a_page_holds_the_others_are_one_press_away():
    rivals = [SheetOffer(offer(OfferKind.RIVAL, f"Rival {number}", id=number)) for number in range(12)]
    pages = [offers.sheet(OfferSheet(ANA, tuple(rivals)), NOW, page=page) for page in (0, 1, 2, 7)]
    told = [words(page.blocks) for page in pages]
    assert [said.count("· a rival ·") for said in told] == [5, 5, 2, 2]
    assert ["1 to 5 of 12" in told[0], "6 to 10 of 12" in told[1], "11 to 12 of 12" in told[2]] == [True] * 3
    turns = [
        [value for name, value in presses(page.blocks).items() if name.startswith(f"{offer_buttons.SHEET}_")]
        for page in pages
    ]
    assert turns == [["1/1"], ["1/0", "1/2"], ["1/1"], ["1/1"]]
