"""Is someone who logs a touch told what was understood, and how to mend it?"""

import itertools
from datetime import date, timedelta

import pytest

from bot import phrases
from bot.facts import Candidate, Direction, How, Kind, Offers, Outcome
from bot.messages import touches
from tests.messages.offered import offer
from tests.messages.samples import NOW, RITA, TOM, presses, touch, words

ANA = Candidate(1, "Ana Silva")
EVERY_HOW = [How(*each) for each in itertools.product(Kind, Direction, Outcome)]


@pytest.mark.parametrize(
    ("how", "reads"),
    [
        pytest.param("call.out.spoke", "Call, spoke", id="a call"),
        pytest.param("call.out.no_answer", "Call, no answer", id="nobody answered"),
        pytest.param("email.out.sent", "E-mail, sent", id="an e-mail of ours"),
        pytest.param("email.in.replied", "They e-mailed, a reply", id="an e-mail of theirs"),
        pytest.param("email.in.sent", "They e-mailed", id="an e-mail out of the blue"),
        pytest.param("call.in.voicemail", "They called, voicemail", id="a voicemail of theirs"),
        pytest.param("meeting.out.met", "Meeting, met", id="a meeting"),
    ],
)
def test_how_it_went_is_said_in_words(how, reads):
    assert phrases.spoken(phrases.from_code(how)) == reads


def test_every_how_has_words_and_a_code_of_its_own():
    assert len({phrases.spoken(how) for how in EVERY_HOW}) == len(EVERY_HOW)
    assert [phrases.from_code(phrases.code(how)) for how in EVERY_HOW] == EVERY_HOW


@pytest.mark.parametrize("code", ["", "form", "call.out", "call.out.sang", "call.out.spoke.loudly"])
def test_a_code_of_nothing_is_an_error(code):
    with pytest.raises(ValueError):  # noqa: PT011
        phrases.from_code(code)


@pytest.mark.parametrize(
    ("more", "reads"),
    [
        pytest.param({}, "Logged for Ana Silva: Call, spoke · told them where they stand.", id="plain"),
        pytest.param({"told": False}, "Logged for Ana Silva: Call, spoke.", id="not told"),
        pytest.param({"offers": Offers.NONE}, "no other offers", id="no other offers"),
        pytest.param({"promised_on": date(2026, 12, 4)}, "promised to be back by Friday 4 December", id="a promise"),
        pytest.param({"backdated": True}, "entered later, for 08:30 UTC on 26 Nov 2026", id="entered later"),
        pytest.param({"credit": TOM}, f"credit to @{TOM}", id="credit to a colleague"),
        pytest.param({"note": "Wants\nMondays off"}, "Wants\nMondays off", id="the note keeps its lines"),
    ],
)
def test_what_was_understood_is_read_back(more, reads):
    message = touches.logged(touch(**more), ANA, undo_until=NOW)
    assert reads in words(message.blocks)


@pytest.mark.parametrize(
    ("asks", "buttons", "reads"),
    [
        pytest.param(
            {"undo_until": NOW}, {"touch_undo": "7", "touch_edit": "7"}, "You can undo or edit it until", id="fresh"
        ),
        pytest.param({}, {"touch_edit": "7"}, "", id="too late to undo"),
        pytest.param(
            {"ask_told": True},
            {"touch_told_1": "7/yes", "touch_told_2": "7/no", "touch_edit": "7"},
            "Did you tell them where they stand?",
            id="asked whether they were told",
        ),
        pytest.param(
            {"ask_offers": True},
            {
                "touch_offers_1": "7/none/settled",
                "touch_offers_2": "7/new/settled",
                "touch_offers_3": "7/not_asked/settled",
                "touch_edit": "7",
            },
            "Any other offers? What we hear early we can still answer.",
            id="asked of offers",
        ),
        pytest.param(
            {"ask_offers": True, "ask_told": True},
            {
                "touch_told_1": "7/yes",
                "touch_told_2": "7/no",
                "touch_offers_1": "7/none/open",
                "touch_offers_2": "7/new/open",
                "touch_offers_3": "7/not_asked/open",
                "touch_edit": "7",
            },
            "Did you tell them where they stand?",
            id="asked both",
        ),
        pytest.param(
            {"similar_at": NOW - timedelta(minutes=2)},
            {"touch_edit": "7"},
            "You logged the same at 08:28 UTC",
            id="logged twice",
        ),
        pytest.param(
            {"lost": offer()},
            {"offer_decline": "3", "touch_edit": "7"},
            "Our offer ended by that. Say why, and to whom they go.",
            id="ours was lost by it",
        ),
        pytest.param({"is_lost": True}, {"touch_edit": "7", "candidate_similar": "1"}, "", id="they are lost by it"),
    ],
)
def test_only_what_is_open_is_asked(asks, buttons, reads):
    message = touches.logged(touch(), ANA, **asks)
    assert presses(message.blocks) == buttons
    assert reads in words(message.blocks).replace("<!date^1795768080^{time} {date_short_pretty}|", "")


def test_a_new_offer_leads_on_to_write_it_down():
    message = touches.logged(touch(offers=Offers.NEW), ANA)
    assert presses(message.blocks) == {"offer_add_1": "1/rival/7", "offer_add_2": "1/counter/7", "touch_edit": "7"}
    assert "A new offer elsewhere: who makes it, and until when do they decide?" in message.text


def test_an_undone_touch_says_by_whom_and_when():
    message = touches.undone(touch(), ANA, RITA, NOW)
    assert message.text.startswith("Taken back: Call, spoke for Ana Silva.\nBy <@U0RITA> at <!date^")
    assert presses(message.blocks) == {}


@pytest.mark.parametrize(
    ("rivals", "said", "asked"),
    [
        pytest.param((), "no other offers", "Any other offers? What we hear", id="none is known"),
        pytest.param(
            ("Acme",), "nothing new about other offers", "Any other offers? We know of Acme. What we hear", id="one"
        ),
        pytest.param(tuple("ABCDE"), "nothing new", "We know of A, B, C and 2 more.", id="more than are named"),
    ],
)
def test_beside_a_rival_that_is_known_none_means_nothing_new(rivals, said, asked):
    done = touches.logged(touch(offers=Offers.NONE), ANA, rivals=rivals)
    open_ = touches.logged(touch(), ANA, ask_offers=True, rivals=rivals)
    assert said in done.text
    assert asked in open_.text
    assert ("Nothing new" in words(open_.blocks)) == bool(rivals)
