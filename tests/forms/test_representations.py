"""Is it read as it was filled in who may represent a candidate, and why it goes on without?"""

from datetime import UTC, date, datetime

import pytest

from bot.errors import Refused
from bot.facts import Candidate, Kind, Stage, Submission
from bot.forms import representations as forms
from bot.forms.inputs import UNREADABLE
from bot.forms.representations import Consent, Right
from tests.forms.test_candidates import chosen, opened

ANA = Candidate(1, "Ana Silva")
CONSENT = forms.consent(7, [["Ana is not there yet."]], "typed before")
THEIRS = [
    Submission(place, 1, 10 + place, title, "U0RITA", Stage.SCREENING, datetime(2026, 11, 23, tzinfo=UTC))
    for place, title in enumerate(("Cook", "Baker"))
]
TWO, ONE, NONE = forms.right(ANA, THEIRS, 180), forms.right(ANA, THEIRS[:1], 180), forms.right(ANA, [], 180)
SAID = {"how": chosen("email"), "words": {"value": " Yes,  do\n\n\n\nplease "}}
WORDS = "Yes, do\n\nplease"


def day(on):
    return {"selected_date": on}


@pytest.mark.parametrize(
    ("answers", "read"),
    [
        pytest.param({"agreed": chosen("without")}, Consent(7, None, "typed before"), id="without, as typed before"),
        pytest.param({"agreed": chosen("agreed"), **SAID}, Consent(7, Kind.EMAIL, WORDS), id="they agreed"),
        pytest.param(
            {"agreed": chosen("agreed"), **SAID, "agreed_on": day("2026-11-20")},
            Consent(7, Kind.EMAIL, WORDS, date(2026, 11, 20)),
            id="the other day",
        ),
    ],
)
def test_consent_is_read(answers, read):
    assert forms.read_consent(opened(CONSENT, **answers)) == read


@pytest.mark.parametrize(
    ("answers", "field", "reason"),
    [
        pytest.param({}, "agreed", "Choose whether they agreed.", id="nothing chosen"),
        pytest.param({"agreed": chosen("maybe")}, "agreed", UNREADABLE, id="a choice that is none"),
        pytest.param({"agreed": chosen("agreed")}, "how", "Choose how they agreed.", id="not how"),
        pytest.param(
            {"agreed": chosen("agreed"), "how": chosen("newsletter")},
            "how",
            "Choose how they agreed.",
            id="no way of ours",
        ),
        pytest.param(
            {"agreed": chosen("agreed"), "words": {"value": " \u200b "}},
            "words",
            "Quote or describe what they said.",
            id="no words",
        ),
        pytest.param(
            {"agreed": chosen("without"), "words": {"value": ""}}, "words", "Say why you go on without.", id="no reason"
        ),
        pytest.param(
            {"agreed": chosen("without"), "words": {"value": "x" * 1_001}},
            "words",
            "This can have 1,000 letters, and has 1,001. Shorten it.",
            id="too many words",
        ),
    ],
)
def test_consent_that_cannot_be_read_is_refused_at_its_field(answers, field, reason):
    with pytest.raises(Refused) as refused:
        forms.read_consent(opened(CONSENT, **answers))
    assert (refused.value.field, refused.value.reason) == (field, reason)


@pytest.mark.parametrize(
    ("view", "answers", "read"),
    [
        pytest.param(ONE, SAID, Right(1, 10, None, Kind.EMAIL, WORDS), id="the only job"),
        pytest.param(TWO, SAID | {"theirs": chosen("11")}, Right(1, 11, None, Kind.EMAIL, WORDS), id="one of two"),
        pytest.param(ONE, SAID | {"job": chosen("99")}, Right(1, 99, None, Kind.EMAIL, WORDS), id="another job"),
        pytest.param(NONE, SAID | {"job": chosen("add:Chef")}, Right(1, None, "Chef", Kind.EMAIL, WORDS), id="a new"),
        pytest.param(
            ONE,
            SAID | {"agreed_on": day("2026-11-20"), "until": day("2027-01-31")},
            Right(1, 10, None, Kind.EMAIL, WORDS, date(2026, 11, 20), date(2027, 1, 31)),
            id="with both days",
        ),
    ],
)
def test_a_right_is_read(view, answers, read):
    assert forms.read_right(opened(view, **answers)) == read


@pytest.mark.parametrize("view", [pytest.param(TWO, id="none of two"), pytest.param(NONE, id="none")])
def test_a_right_needs_a_job(view):
    with pytest.raises(Refused) as refused:
        forms.read_right(opened(view, **SAID))
    assert (refused.value.field, refused.value.reason) == ("job", "Choose the job: type a few letters of it.")


@pytest.mark.parametrize("view", [TWO, ONE, NONE, CONSENT])
def test_a_form_has_six_inputs_at_most(view):
    assert len([block for block in view["blocks"] if block["type"] == "input"]) <= 6


@pytest.mark.parametrize(
    ("may_lift", "button", "label"),
    [
        pytest.param(False, "Ask a manager", "Why you should put them forward", id="a recruiter"),
        pytest.param(True, "Put forward", "Why they may be put forward all the same", id="a manager"),
    ],
)
def test_a_stop_is_lifted_by_a_manager_and_asked_for_by_others(may_lift, button, label):
    view = forms.stop(7, [["Tom holds it."]], may_lift=may_lift)
    assert view["submit"]["text"] == button
    assert view["blocks"][-1]["label"]["text"] == label
    assert forms.read_stop(opened(view, reason={"value": "he agreed"})) == (7, "he agreed")
    with pytest.raises(Refused) as refused:
        forms.read_stop(opened(view))
    assert refused.value.field == "reason"


def test_an_end_is_read_with_its_reason():
    view = forms.end(9, ["Tom holds it."])
    assert forms.read_end(opened(view, reason={"value": "they withdrew"})) == (9, "they withdrew")
    with pytest.raises(Refused) as refused:
        forms.read_end(opened(view))
    assert refused.value.field == "reason"
