"""Are the terms of an acceptance, and why somebody said no, read as they were written?"""

from dataclasses import replace
from datetime import date

import pytest

from bot import forms, rules
from bot.errors import Refused
from bot.facts import AgreedHow, Candidate, LossReason, Money, OfferKind, Package, Stage
from bot.forms.deciding import Filled
from practice.elements import first_values
from tests.messages.deciding import START, TODAY, an_offer, package, placed, put_forward

ANA, OURS = Candidate(1, "Ana Silva"), an_offer("Backend engineer")
RIVAL = an_offer("Acme", OfferKind.RIVAL, id=4)
TAKEN_BACK = forms.losing.withdrawn(ANA, OURS, Stage.OFFER)


def opened(view, **answers):
    """A form as Slack hands it back, with some answers given in it."""
    values = first_values(view["blocks"])
    for name, answer in answers.items():
        values[name][name] |= answer
    return view | {"state": {"values": values}}


def accepted(terms: str, /, **answers):
    filled = Filled(terms, START, TODAY, AgreedHow.BY_PHONE, "Helena Brandt", AgreedHow.SIGNED)
    return forms.deciding.read(opened(forms.deciding.accept(ANA, OURS, filled), **answers))


@pytest.mark.parametrize(
    ("terms", "pay", "parts", "words"),
    [
        pytest.param("€85,000 a year + 10%", "€85,000 a year + 10%", {}, "", id="pay alone"),
        pytest.param("Pay: 85k", "85k", {}, "", id="pay by its name"),
        pytest.param(
            "85k\nEQUITY : 0.2 %\nbenefits: a car", "85k", {"equity": "0.2 %", "benefits": "a car"}, "", id="parts"
        ),
        pytest.param("Equity: 1 %\n85k", "85k", {"equity": "1 %"}, "", id="pay comes later"),
        pytest.param("85k\nBenefits: a car\nBenefits: lunch", "85k", {"benefits": "a car; lunch"}, "", id="twice"),
        pytest.param(
            "85k\nNotice\nA desk: by it", "85k", {}, "Notice\nA desk: by it", id="words, with a colon in them"
        ),
        pytest.param("85k\n\n\nFlexibility:\n- at home", "85k", {}, "- at home", id="an empty part"),
    ],
)
def test_terms_are_taken_apart_line_by_line(terms, pay, parts, words):
    read = accepted(terms)
    assert (read.pay, read.parts, read.words) == (pay, Package(**parts), words)


@pytest.mark.parametrize("of", [package("0.2 %"), Package(base=Money(50_000, "GBP")), Package()])
def test_what_was_left_as_it_stood_reads_as_it_was_drawn(of):
    written = forms.deciding.written(of, "Two months’ notice")
    if of == Package():
        assert written == "Two months’ notice"
        return
    read = accepted(written)
    assert read.pay == forms.deciding.pay_of(of)
    assert read.parts == replace(of, base=None, bonus_share=None, sign_on=None, starts_on=None)
    assert read.words == "Two months’ notice"


def test_a_form_that_is_drawn_anew_has_all_that_was_typed():
    read = accepted("85k\nEquity: 1 %\nA parking place")
    again = forms.deciding.again(read)
    drawn = opened(forms.deciding.accept(ANA, OURS, again, expired=True, told=(3, 4)))
    assert forms.deciding.read(drawn) == replace(read, expired=True, told=(3, 4))
    changed = opened(forms.deciding.agree(ANA, OURS, again, 3, told=(3, 4)))
    assert forms.deciding.read(changed) == replace(read, version=3, told=(3, 4))


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        pytest.param({"terms": {"value": "Equity: 1 %"}}, "terms", id="no pay"),
        pytest.param({"terms": {"value": "x" * 3_001}}, "terms", id="too long"),
        pytest.param({"client_who": {"value": "…"}}, "client_who", id="nobody at the client"),
        pytest.param({"agreed_on": {"selected_date": None}}, "agreed_on", id="no day"),
        pytest.param({"candidate_how": {"selected_option": None}}, "candidate_how", id="not how"),
        pytest.param({"client_how": {"selected_option": {"value": "by_owl"}}}, "client_how", id="no such way"),
        pytest.param({"starts_on": {"selected_date": "2027-02-30"}}, "starts_on", id="no such day"),
    ],
)
def test_what_is_missing_is_said_at_its_field(answers, field):
    with pytest.raises(Refused) as refused:
        accepted("85k", **answers)
    assert refused.value.field == field


A_RIVAL = {"reason": {"selected_option": {"value": "rival"}}}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        pytest.param(A_RIVAL | {"to": {"selected_option": {"value": "4"}}}, (LossReason.RIVAL, "", 4), id="chosen"),
        pytest.param(A_RIVAL, (LossReason.RIVAL, "", None), id="to nobody known"),
        pytest.param(
            A_RIVAL | {"company": {"value": " Globex  Ltd "}},
            (LossReason.RIVAL, "", None, "Globex Ltd"),
            id="to a company that was typed",
        ),
        pytest.param(
            {"reason": {"selected_option": {"value": "trust"}}, "learned": {"value": "we\nwere slow "}},
            (LossReason.TRUST, "we\nwere slow", None),
            id="trust",
        ),
    ],
)
def test_why_somebody_was_lost_is_read(answers, said):
    read = forms.losing.read_loss(opened(forms.losing.lost(ANA, OURS, [RIVAL]), **answers))
    assert (read.offer, read.reason, read.learned, read.to, read.company)[: len(said) + 1] == (3, *said)


@pytest.mark.parametrize(
    ("view", "answers", "field"),
    [
        (forms.losing.lost(ANA, OURS, [RIVAL]), {}, "reason"),
        (forms.losing.lost(ANA, OURS, []), {"reason": {"selected_option": {"value": "spite"}}}, "reason"),
        (forms.losing.lost(ANA, OURS, []), {"reason": {"selected_option": {"value": "unsaid"}}}, "reason"),
        (TAKEN_BACK, {}, "why"),
        (TAKEN_BACK, {"why": {"value": "x"}, "next": {"selected_option": None}}, "next"),
    ],
    ids=["no reason", "no such reason", "the reason of none", "why taken back", "what becomes of them"],
)
def test_a_loss_without_its_reason_is_refused(view, answers, field):
    read = forms.losing.read_loss if "reason" in first_values(view["blocks"]) else forms.losing.read_withdrawn
    with pytest.raises(Refused) as refused:
        read(opened(view, **answers))
    assert refused.value.field == field


def test_where_they_go_whose_offer_was_taken_back_is_read():
    answers = {"why": {"value": "budget"}, "next": {"selected_option": {"value": forms.losing.BACK}}}
    read = forms.losing.read_withdrawn(opened(TAKEN_BACK, **answers))
    assert (read.offer, read.why, read.to) == (3, "budget", Stage.INTERVIEW)
    assert forms.losing.read_withdrawn(opened(forms.losing.withdrawn(ANA, RIVAL))).to is None


@pytest.mark.parametrize(
    ("stage", "first", "more"),
    [
        pytest.param(Stage.INTERVIEW, "They stay at interview: another may come", {Stage.REJECTED}, id="interview"),
        pytest.param(
            Stage.OFFER, "They stay at offer: another may come", {Stage.INTERVIEW, Stage.REJECTED}, id="offer"
        ),
        pytest.param(
            Stage.ACCEPTED,
            "Back to offer: another may come",
            {Stage.OFFER, Stage.INTERVIEW, Stage.FELL_THROUGH},
            id="accepted",
        ),
        pytest.param(Stage.PLACED, "They stay at placed", {Stage.FELL_THROUGH}, id="placed"),
        pytest.param(Stage.REJECTED, None, set(), id="over"),
    ],
)
def test_what_may_become_of_them_is_asked_as_they_stand(stage, first, more):
    inputs = {each["block_id"]: each["element"] for each in forms.losing.withdrawn(ANA, OURS, stage)["blocks"][1:]}
    choices = inputs["next"]["options"] if "next" in inputs else []
    goes = {to for each in choices if (to := forms.losing.NEXT[each["value"]])}
    assert goes == more
    assert goes <= set(rules.candidates.allowed(stage))
    assert [each["text"]["text"] for each in choices[:1]] == ([first] if first else [])


def test_the_days_of_a_placement_are_read():
    view = forms.placements.placement(ANA, put_forward("Engineer", Stage.ACCEPTED), placed(resigned_on=TODAY))
    read = forms.placements.read(opened(view, signed_on={"selected_date": "2026-12-02"}))
    assert read == forms.placements.Days(5, START, TODAY, date(2026, 12, 2))
