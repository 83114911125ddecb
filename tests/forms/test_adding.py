"""Is it understood who somebody is, and what is to become of their contacts?"""

import pytest

from bot.errors import Refused
from bot.facts import Candidate, Contact, Reason
from bot.forms import adding, contacts
from bot.forms.adding import BACK, NEW, SHARE, WHO, WHO_TOUCHED, Likely, Who
from tests.forms.test_candidates import chosen, opened
from tests.messages.samples import found

ANA = Candidate(1, "Ana Silva")
LIKELY = [
    Likely(found("Ana Silva", id=7, contact="ana@example.com"), (Reason.PHONE, Reason.NAME)),
    *(Likely(found(id=id), (Reason.SIMILAR,)) for id in range(8, 14)),
]


@pytest.mark.parametrize(
    ("callback", "taken", "others"),
    [
        pytest.param(WHO, [], [NEW, BACK], id="adding"),
        pytest.param(WHO, ["ana@example.com"], [SHARE, BACK], id="an address of somebody else"),
        pytest.param(WHO_TOUCHED, [], [NEW], id="logging"),
    ],
)
def test_five_are_offered_with_their_reasons_and_a_way_out(callback, taken, others):
    options = adding.who(callback, 2, "Ana", LIKELY, taken)["blocks"][-1]["element"]["options"]
    assert [option["value"] for option in options] == ["7", "8", "9", "10", "11", *others]
    assert options[0]["description"]["text"] == "The same phone, the same name · ana@example.com"


@pytest.mark.parametrize(
    ("answer", "known", "instead"), [("7", 7, None), (NEW, None, NEW), (SHARE, None, SHARE), (BACK, None, BACK)]
)
def test_who_somebody_is_is_read(answer, known, instead):
    view = opened(adding.who(WHO, 2, "Ana", LIKELY, []), who=chosen(answer))
    assert adding.read_who(view) == Who(2, known, instead, (7, 8, 9, 10, 11))


@pytest.mark.parametrize("answer", [{}, chosen("Ben")], ids=["nothing", "no choice of ours"])
def test_what_is_no_answer_is_refused_at_its_field(answer):
    with pytest.raises(Refused) as refused:
        adding.read_who(opened(adding.who(WHO, 2, "Ana", LIKELY, []), who=answer))
    assert refused.value.field == "who"


def test_what_becomes_of_contacts_is_read():
    known = {5: Contact("email", "a@x.com", "a@x.com", shared=True), 6: Contact("phone", "+1", "+1")}
    view = contacts.form(ANA, known)
    assert contacts.read(opened(view)) == contacts.Changes(1, "", (5,), ())
    answers = {"added": {"value": " b@x.com\n+2 "}, "shared": {"selected_options": []}}
    answers["removed"] = {"selected_options": [{"value": "6"}]}
    assert contacts.read(opened(view, **answers)) == contacts.Changes(1, "b@x.com\n+2", (), (6,))
    assert contacts.read_sure(contacts.sure(ANA, 9, [known[5]])) == 9


def test_of_many_contacts_the_first_are_shown_and_only_these_may_be_shared_with_others():
    known = {id: Contact("email", f"{id}@x.com", f"{id}@x.com", shared=True) for id in range(1, 12)}
    known[1] = Contact("phone", "+1", "+1", shared=True)
    removed = contacts.form(ANA, known)["blocks"][-1]
    assert [option["value"] for option in removed["element"]["options"]] == [str(id) for id in range(1, 11)]
    assert removed["hint"]["text"] == "The first 10 of 11 are shown."
    assert list(contacts.shareable(known)) == list(range(2, 11))
