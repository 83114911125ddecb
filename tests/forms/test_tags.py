"""Are tags, segment, name and the wish not to be contacted read as they were filled in?"""

import pytest

from bot.blocks import option
from bot.errors import Refused
from bot.facts import Candidate, DoNotContact, Marks, Segment, Tag, Tagged
from bot.forms import tags
from tests.messages.samples import NOW, TOM, words

ANA = Candidate(1, "Ana Silva")
FORBID = tags.forbid(Candidate(1, "Ana Silva"), Marks(), [], "It stops.")
KOTLIN, LISBON = Tag(5, "Kotlin"), Tag(6, "Lisbon")


def filled(view, **values):
    """The view as Slack hands it back."""
    states = {name: {"x": value} for name, value in values.items()}
    return view | {"state": {"values": states}}


def chosen(*values):
    return {"type": "multi_external_select", "selected_options": [option("any", value) for value in values]}


def picked(value):
    return {"type": "static_select", "selected_option": option("any", value) if value else None}


def typed(value):
    return {"type": "plain_text_input", "value": value}


@pytest.mark.parametrize(
    ("values", "segment", "read"),
    [
        pytest.param((5, 6), "none", Tagged((), (), None), id="as it was"),
        pytest.param((5, 7), "warm", Tagged((7,), (6,), Segment.WARM), id="one for another"),
        pytest.param((), None, Tagged((), (5, 6), None), id="none any more"),
        pytest.param((5, 6, "add:Rust"), "placed", Tagged(("Rust",), (), Segment.PLACED), id="a new one"),
        pytest.param((5, 6, "add:Rust, Go;; …"), "none", Tagged(("Rust", "Go"), (), None), id="several in one"),
    ],
)
def test_only_what_changed_in_the_form_is_read(values, segment, read):
    view = tags.tags(ANA, (KOTLIN, LISBON), Segment.GENERAL)
    assert tags.read_tags(filled(view, tags=chosen(*values), segment=picked(segment))) == (1, read)


def test_a_segment_that_is_none_of_ours_is_refused_at_its_field():
    view = tags.tags(ANA, (), None)
    with pytest.raises(Refused) as refused:
        tags.read_tags(filled(view, tags=chosen(), segment=picked("hot")))
    assert refused.value.field == "segment"


def test_tags_that_do_not_fit_the_form_stay():
    many = tuple(Tag(number, f"T{number}") for number in range(1, 70))
    view = tags.tags(ANA, many, None)
    assert "And 9 more tags, which stay as they are." in words(view["blocks"])
    shown = [tag.id for tag in many[:60]]
    assert tags.read_tags(filled(view, tags=chosen(*shown), segment=picked("none")))[1] == Tagged((), (), None)


@pytest.mark.parametrize(
    ("typed_", "offered"),
    [
        pytest.param("kot", ["Kotlin", "Add “kot”"], id="a part: it can be added as well"),
        pytest.param("#KOTLIN", ["Kotlin"], id="the whole: nothing to add"),
        pytest.param("#kot ", ["Kotlin", "Add “kot”"], id="as some write it"),
        pytest.param("…", ["Kotlin"], id="nothing that could be one"),
    ],
)
def test_what_is_new_can_be_added(typed_, offered):
    assert [one["text"]["text"] for one in tags.tag_options([KOTLIN], typed_)["options"]] == offered


def test_so_many_are_offered_as_an_answer_may_hold():
    many = [Tag(number, f"T{number}") for number in range(50)]
    assert len(tags.tag_options(many, "t")["options"]) == 30


@pytest.mark.parametrize(
    ("read", "view", "field", "value", "given"),
    [
        pytest.param(tags.read_forbid, FORBID, "reason", "  asked us ", "asked us", id="reason"),
        pytest.param(tags.read_forbid, FORBID, "reason", " \u200b ", None, id="no reason"),
        pytest.param(tags.read_name, tags.name(ANA), "name", " Ana  Costa ", "Ana Costa", id="name"),
        pytest.param(tags.read_name, tags.name(ANA), "name", "...", None, id="no name"),
    ],
)
def test_words_are_cleaned_and_must_be_some(read, view, field, value, given):
    sent = filled(view, **{field: typed(value)})
    if given:
        assert read(sent) == (1, given)
    else:
        with pytest.raises(Refused) as refused:
            read(sent)
        assert refused.value.field == field


def test_who_is_marked_already_is_shown_with_the_way_back():
    marks = Marks(None, DoNotContact("asked us", TOM, NOW))
    view = tags.forbid(ANA, marks, ["Marked by Tom."], "It stops newsletters.")
    assert words(view["blocks"]).splitlines()[:2] == ["Ana Silva is not to be contacted.", "Marked by Tom."]
    assert view["blocks"][2]["element"]["initial_value"] == "asked us"
    assert view["blocks"][-1]["elements"][0]["action_id"] == tags.ALLOW
    assert view["submit"]["text"] == "Save"
