"""Does each letter about a dispute say where it stands, what it means for its reader, and what they can do?"""

from datetime import timedelta

import pytest

from bot.facts import DisputeState, Ground, Ignored, Precedent, Question, Ruling
from bot.messages import cases, claims, disputes, outcomes, precedents
from tests.messages.disputed import MAYA, NOW, RITA, TOM, case, dispute, over, piece, question, up
from tests.messages.samples import presses, words

AT = "08:30 UTC on 27 Nov 2026"


@pytest.mark.parametrize(
    ("of", "reader", "can"),
    [
        pytest.param(dispute(), RITA, {disputes.ANSWER, disputes.CONCEDE}, id="the owner, to answer"),
        pytest.param(dispute(), MAYA, {disputes.ANSWER}, id="who stands in for them"),
        pytest.param(up(), RITA, {disputes.CONCEDE}, id="the owner, who has answered"),
        pytest.param(up(answer=None), RITA, {disputes.ANSWER, disputes.CONCEDE}, id="late is better than never"),
        pytest.param(over(Ruling.KEEP), RITA, set(), id="it is over"),
    ],
)
def test_an_owner_is_offered_what_is_still_possible(of, reader, can):
    assert set(presses(disputes.claimed(case(of), reader).blocks)) == {*can, outcomes.WHOLE}


@pytest.mark.parametrize(
    ("ruling", "says"),
    [
        (Ruling.KEEP, f"@{RITA} keeps Ana Silva · ruled by @{MAYA} at {AT}"),
        (Ruling.TRANSFER, f"Ana Silva goes to @{TOM} · ruled by @{MAYA} at {AT}"),
        (
            Ruling.SHARE,
            f"@{RITA} stays the owner of Ana Silva, and the credit is shared: @{RITA} 60% and @{TOM} 40% · "
            f"ruled by @{MAYA} at {AT}",
        ),
        (Ruling.WITHDRAWN, f"@{TOM} withdrew the claim, and @{RITA} keeps Ana Silva at {AT}"),
        (Ruling.CONCEDED, f"@{RITA} released Ana Silva to @{TOM} at {AT}"),
        (Ruling.NOT_RULED, f"Nobody ruled in time, so @{RITA} keeps Ana Silva at {AT}"),
        (Ruling.OWNER_LEFT, f"@{RITA} is not here any more, so Ana Silva goes to @{TOM} at {AT}"),
        (Ruling.CLAIMANT_LEFT, f"@{TOM} is not here any more, so @{RITA} keeps Ana Silva at {AT}"),
        (Ruling.ERASED, f"Their record was erased at {AT}"),
    ],
)
def test_each_end_is_said_in_its_own_words_in_every_message_alike(ruling, says):
    of = case(over(ruling))
    for message in (disputes.claimed(of, RITA), disputes.opened(of), disputes.ended(of, TOM), cases.case(of, 30, 2)):
        assert says in words(message.blocks).splitlines()
    assert says in words(claims.over(of.dispute, of.name).blocks)


@pytest.mark.parametrize(
    ("ruling", "reader", "means"),
    [
        (Ruling.KEEP, RITA, "They stay yours, and your touches hold them as before."),
        (
            Ruling.TRANSFER,
            TOM,
            "They are yours now. Log a touch when you have spoken with them: that is what holds them.",
        ),
        (Ruling.TRANSFER, RITA, "What you logged stays on their record."),
        (Ruling.SHARE, TOM, "40% of the credit for them is yours."),
    ],
)
def test_each_side_reads_what_it_means_for_them(ruling, reader, means):
    assert means in words(disputes.ended(case(over(ruling)), reader).blocks)


@pytest.mark.parametrize(
    ("ruling", "ground", "more", "says"),
    [
        (
            Ruling.TRANSFER,
            Ground.REPRESENTS,
            {"stands_on": "Engineer"},
            f"they go to @{TOM}, since @{TOM} has the right to represent them for Engineer.",
        ),
        (
            Ruling.KEEP,
            Ground.REPRESENTS,
            {"stands_on": "Engineer"},
            f"@{RITA} keeps them, since @{RITA} has the right to represent them for Engineer.",
        ),
        (
            Ruling.KEEP,
            Ground.LIVE,
            {"stands_on": "Engineer"},
            f"@{RITA} keeps them, since @{RITA} has put them forward for Engineer, and that is live.",
        ),
        (
            Ruling.KEEP,
            Ground.OWNER_SPOKE,
            {"stands_at": NOW},
            f"@{RITA} keeps them, since @{RITA} spoke with them at {AT}, within the 30 days before the claim.",
        ),
        (
            Ruling.TRANSFER,
            Ground.CLAIMANT_SPOKE,
            {},
            f"they go to @{TOM}, since of the two only @{TOM} spoke with them in the 30 days before the claim.",
        ),
        (
            Ruling.SHARE,
            Ground.BOTH,
            {"stands_on": "Engineer"},
            "the credit is shared, since what both of them did led to the offer for Engineer.",
        ),
        (
            Ruling.KEEP,
            Ground.NOTHING,
            {},
            f"@{RITA} keeps them, since nothing on record speaks for a change, and neither spoke with them in the "
            "30 days before the claim.",
        ),
    ],
)
def test_the_rule_that_applies_is_one_plain_sentence(ruling, ground, more, says):
    of = case(up(suggestion=ruling, ground=ground), **more)
    assert f"The rules suggest: {says}" in words(cases.case(of, 30, 2).blocks).splitlines()


def test_a_case_shows_the_newest_touches_with_their_marks_and_counts_the_rest():
    lines = (piece(), piece(Ignored.AFTER, 1), piece(Ignored.BACKDATED, 2, changed=True), *[piece()] * 4)
    shown = words(cases.case(case(up(), lines=lines), 30, 2).blocks)
    assert "The newest of 7 touches:" in shown
    assert shown.count("Call, spoke") == 5
    assert "does not count: entered after the claim" in shown
    assert "does not count: back-dated · corrected or deleted since; it stands as it was at the claim" in shown


def test_a_time_line_is_paged_in_the_window():
    of = case(up(), lines=tuple(piece(days=number) for number in range(30)))
    assert presses(cases.window(of, 0, 30, []).blocks) == {f"{cases.PAGE}_1": "7/1"}
    assert presses(cases.window(of, 1, 30, []).blocks) == {f"{cases.PAGE}_0": "7/0", f"{cases.PAGE}_1": "7/2"}
    assert presses(cases.window(of, 2, 30, []).blocks) == {f"{cases.PAGE}_0": "7/1"}


@pytest.mark.parametrize(
    ("of", "can"),
    [
        pytest.param(up(), {cases.KEEP, cases.TRANSFER, cases.SHARE, cases.ASK}, id="before the managers"),
        pytest.param(up(asked=2), {cases.KEEP, cases.TRANSFER, cases.SHARE}, id="asked twice"),
        pytest.param(dispute(), set(), id="the owner may still answer"),
        pytest.param(over(Ruling.KEEP), set(), id="it is over"),
    ],
)
def test_managers_are_offered_what_is_possible_now(of, can):
    assert set(presses(cases.due(case(of), 2, NOW).blocks)) == {*can, outcomes.WHOLE}
    late = cases.due(case(of), 2, NOW + timedelta(days=30))
    assert ("was to be settled by" in late.text) is (of.state is not DisputeState.ENDED)


@pytest.mark.parametrize(
    ("of", "says"),
    [
        pytest.param(dispute(), f"@{RITA} can answer until", id="may still answer"),
        pytest.param(up(answer=None, answered_by=None), "No answer came by", id="none came"),
        pytest.param(up("Mine"), f"@{RITA} answers:\nMine", id="the owner answered"),
        pytest.param(up("Mine", answered_by=MAYA), f"@{MAYA} answers for @{RITA}:\nMine", id="who stands in answered"),
    ],
)
def test_a_case_says_what_the_owner_answers_or_that_nothing_came(of, says):
    assert says in words(cases.window(case(of), 0, 30, []).blocks)


@pytest.mark.parametrize(
    ("asked", "of", "can", "says"),
    [
        pytest.param(question(), up(), True, "The clock waits a working day for you.", id="to be answered"),
        pytest.param(question("When?", "Today"), up(), False, "You answered:\nToday", id="answered"),
        pytest.param(question(), over(Ruling.KEEP), False, "keeps Ana Silva · ruled by", id="settled meanwhile"),
    ],
)
def test_a_question_can_be_answered_until_it_is_or_it_is_over(asked: Question, of, can, says):
    said = disputes.asked(case(of), asked)
    assert (disputes.REPLY in presses(said.blocks)) is can
    assert says in words(said.blocks)


def test_of_who_was_erased_a_precedent_says_neither_name_nor_words():
    known = Precedent(over(Ruling.SHARE, "Both did well"), "Ana Silva")
    erased = Precedent(over(Ruling.KEEP, "", candidate=None, reasons=None))
    said = words(precedents.precedents([known, erased], Ground.BOTH).blocks)
    assert said.splitlines() == [
        "How claims about an offer to which both had led were settled, the newest first:",
        f"November 2026 · @{TOM} claimed Ana Silva from @{RITA} · the credit was shared · 60% for @{RITA}, "
        f"40% for @{TOM} · ruled by @{MAYA}",
        "Both did well",
        f"November 2026 · @{TOM} claimed somebody who was erased since from @{RITA} · the owner kept · "
        f"ruled by @{MAYA}",
    ]


def test_a_reminder_says_what_became_of_it():
    assert "is due by" in words(disputes.answer_due(case(dispute()), RITA).blocks)
    assert "is answered. The managers settle it by" in words(disputes.answer_due(case(up()), RITA).blocks)
    late = up(answer=None, state=DisputeState.RULING)
    assert "was not answered in time." in words(disputes.answer_due(case(late), RITA).blocks)
