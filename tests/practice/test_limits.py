"""Is refused what Slack would refuse, with its code, and nothing else?"""

from typing import Any

import pytest

from practice import limits
from practice.refused import Refused
from tests.practice.house import card, form, option, text_input, words


def section(text: Any, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "b", "text": words("Go"), **more}


def menu(**more: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "m", "options": [option("One")], **more}


def long_option(field: str, length: int) -> dict[str, Any]:
    return {**option("One"), field: "x" * length if field == "value" else words("x" * length)}


def confirm(**more: Any) -> dict[str, Any]:
    return {"title": words("t"), "text": words("x"), "confirm": words("y"), "deny": words("n"), **more}


def cell(text: str) -> dict[str, Any]:
    return {"type": "raw_text", "text": text}


def table(rows: int, columns: int = 2, text: str = "x") -> dict[str, Any]:
    return {"type": "table", "rows": [[cell(text)] * columns] * rows}


def data_table(rows: int = 2, **more: Any) -> dict[str, Any]:
    return {"type": "data_table", "caption": "All", "rows": [[cell("x")] * 2] * rows, **more}


def chart(*series: dict[str, Any], title: str = "Stages", categories: tuple[str, ...] = ("A", "B")) -> dict[str, Any]:
    drawn = {"type": "bar", "series": list(series), "axis_config": {"categories": list(categories)}}
    return {"type": "data_visualization", "title": title, "chart": drawn}


def series(name: str = "People", labels: tuple[str, ...] = ("A", "B")) -> dict[str, Any]:
    return {"name": name, "data": [{"label": label, "value": 1} for label in labels]}


def pie(*values: float) -> dict[str, Any]:
    segments = [{"label": f"s{place}", "value": value} for place, value in enumerate(values)]
    return {"type": "data_visualization", "title": "P", "chart": {"type": "pie", "segments": segments}}


@pytest.mark.parametrize(
    "blocks",
    [
        [section("x" * 3000)],
        [section("x")] * 50,
        [section("x" * 2400)] * 5,
        [section("x", fields=[words("y" * 2000)])],
        [section("x", accessory={"type": "image", "alt_text": "a", "image_url": "https://a.example/a.png"})],
        [{"type": "header", "text": words("x" * 150)}],
        [actions(*[button(action_id=str(n)) for n in range(25)])],
        [actions(button(value="x" * 2000, style="danger", confirm=confirm()))],
        [actions(menu(options=[option(str(n)) for n in range(100)]))],
        [actions({"type": "overflow", "action_id": "o", "options": [{**option("a"), "url": "https://a.example"}]})],
        [actions(menu(initial_option=option("One")))],
        [{"type": "context", "elements": [words("a")] * 10}],
        [{"type": "markdown", "text": "x" * 12_000}],
        [text_input("Note", "n")],
        [table(100, 20)],
        [{**table(2), "column_settings": [{"align": "right"}, None, {"is_wrapped": True}]}],
        [data_table(101)],
        [chart(series())],
        [pie(1, 2)],
        card("waiting"),
    ],
    ids=lambda blocks: f"{blocks[0]['type']} {len(str(blocks))}",
)
def test_what_a_message_may_hold(blocks):
    limits.message("text", blocks, {"event_type": "letter", "event_payload": {"id": "1", "n": 2}})


@pytest.mark.parametrize(
    ("block", "where"),
    [
        (section(""), "/text/text"),
        (section("x" * 3001), "/text/text"),
        ({"type": "section"}, "text or fields"),
        (section("x", fields=[words("y" * 2001)]), "/fields/0/text"),
        (section("x", fields=[words("y")] * 11), "/fields"),
        (section("x", colour="red"), "colour"),
        (section("x", block_id="b" * 256), "/block_id"),
        (section("x", accessory=text_input("Note", "n")["element"]), "plain_text_input in section"),
        ({"type": "section", "text": {"type": "markdown", "text": "x"}}, "unsupported type for text"),
        ({"type": "section", "text": {**words("x"), "verbatim": True}}, "verbatim"),
        ({"type": "headline", "text": words("x")}, "unsupported block type"),
        ({"type": "file", "file_id": "F1"}, "unsupported block type"),
        ({"type": "header", "text": words("x" * 151)}, "/text/text"),
        ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "plain_text"),
        ({"type": "image", "alt_text": "", "image_url": "https://a.example/a.png"}, "/alt_text"),
        ({"type": "image", "alt_text": "a"}, "image_url or slack_file"),
        ({"type": "context", "elements": [words("a")] * 11}, "/elements"),
        ({"type": "markdown", "text": "x" * 12_001}, "/text"),
        ({"type": "alert", "text": words("x")}, "not supported in a message"),
        (actions(), "/elements"),
        (actions(*[button(action_id=str(n)) for n in range(26)]), "/elements"),
        (actions(button(), button()), "action_id is not unique"),
        (actions({"type": "button", "action_id": "b"}), "missing required field: text"),
        (actions(button(text=words("x" * 76))), "/text/text"),
        (actions(button(value="x" * 2001)), "/value"),
        (actions(button(url="x" * 3001)), "/url"),
        (actions(button(style="warning")), "/style"),
        (actions(button(accessibility_label="x" * 76)), "/accessibility_label"),
        (actions(button(confirm=confirm(title=words("x" * 101)))), "/confirm/title"),
        (actions(button(confirm=confirm(text=words("x" * 301)))), "/confirm/text"),
        (actions(button(confirm=confirm(deny=words("x" * 31)))), "/confirm/deny"),
        (actions(button(confirm={"title": words("x")})), "missing required field: confirm"),
        (actions(menu(options=[])), "/options"),
        (actions(menu(options=[option(str(n)) for n in range(101)])), "/options"),
        (actions(menu(options=[long_option("text", 76)])), "/options/0/text"),
        (actions(menu(options=[long_option("value", 151)])), "/options/0/value"),
        (actions(menu(options=[long_option("description", 76)])), "/options/0/description"),
        (actions(menu(option_groups=[])), "either options or option_groups"),
        (actions({"type": "static_select", "action_id": "m"}), "either options or option_groups"),
        (actions(menu(initial_option=option("Two"))), "must exactly match"),
        (actions(menu(placeholder=words("x" * 151))), "/placeholder"),
        (actions({"type": "overflow", "options": [option(str(n)) for n in range(6)]}), "/options"),
        (actions({"type": "checkboxes", "options": [option(str(n)) for n in range(11)]}), "/options"),
        (actions({"type": "datepicker", "initial_date": "24.12.2026"}), "/initial_date"),
        (actions({"type": "slider"}), "unsupported type for element"),
        (text_input("x" * 2001, "n"), "/label"),
        ({**text_input("a", "n"), "element": {"type": "email_text_input"}}, "not supported in a message"),
        ({**text_input("a", "n"), "element": button()}, "button in input"),
        ({**text_input("a", "n"), "element": {"type": "plain_text_input", "max_length": 3001}}, "/max_length"),
        (table(101), "/rows"),
        (table(1, 21), "/rows/0"),
        ({**table(1), "column_settings": [{}] * 21}, "/column_settings"),
        ({**table(1), "column_settings": [{"align": "top"}]}, "/column_settings/0/align"),
        ({**table(1), "column_settings": [{}, {"is_wrapped": "yes"}]}, "/column_settings/1/is_wrapped"),
        ({**table(1), "column_settings": [{"width": 9}]}, "width"),
        (data_table(1), "/rows"),
        (data_table(102), "/rows"),
        ({**data_table(), "caption": ""}, "/caption"),
        (data_table(page_size=101), "/page_size"),
        ({**data_table(), "rows": [[cell("a")], [cell("a"), cell("b")]]}, "same number of cells"),
        (chart(series(), title="x" * 51), "/title"),
        (chart(series(), series()), "must be unique"),
        (chart(series(name="x" * 21)), "/name"),
        (chart(series(labels=("A",))), "exactly one point"),
        (chart(*[series(name=str(n)) for n in range(7)]), "/series"),
        (pie(1, 0), "must be more than 0"),
        (pie(*[1] * 7), "/segments"),
    ],
    ids=lambda given: given if isinstance(given, str) else given["type"],
)
def test_what_a_block_may_not_be(block, where):
    with pytest.raises(Refused) as caught:
        limits.message("text", [block], None)
    assert caught.value.code == "invalid_blocks"
    assert where in " ".join(caught.value.messages)


@pytest.mark.parametrize(
    ("blocks", "metadata", "code"),
    [
        ([section("x")] * 51, None, "invalid_blocks"),
        ([section("x", block_id="a"), section("y", block_id="a")], None, "invalid_blocks"),
        ([section("x" * 2401)] * 5, None, "msg_blocks_too_long"),
        ([pie(1)] * 3, None, "invalid_blocks"),
        ([{"type": "markdown", "text": "x" * 7000}] * 2, None, "invalid_blocks"),
        ([table(2), table(2)], None, "invalid_attachments"),
        ([table(100, 10, "x" * 11)], None, "invalid_blocks"),
        ([section("x")], {"event_type": "letter"}, "invalid_metadata_format"),
        ([section("x")], {"event_type": "", "event_payload": {}}, "invalid_metadata_format"),
        ([section("x")], {"event_type": "a", "event_payload": {"a": None}}, "invalid_metadata_schema"),
        ([section("x")], {"event_type": "a", "event_payload": {"a": "x" * 9000}}, "metadata_too_large"),
        ([], None, "no_text"),
    ],
)
def test_what_a_message_may_not_hold(blocks, metadata, code):
    with pytest.raises(Refused) as caught:
        limits.message("", blocks, metadata)
    assert caught.value.code == code


def test_an_edit_is_shorter_than_a_message():
    limits.message("x" * 4001, [], None)
    limits.edit("x" * 4000, [], None)
    with pytest.raises(Refused, match="msg_too_long"):
        limits.edit("x" * 4001, [], None)


@pytest.mark.parametrize(
    ("view", "where"),
    [
        (form("x" * 25), "/view/title"),
        (form(submit=words("x" * 25)), "/view/submit"),
        (form(close=words("x" * 25)), "/view/close"),
        (form(submit=None), "missing required field: submit"),
        (form(private_metadata="x" * 3001), "/view/private_metadata"),
        (form(callback_id="x" * 256), "/view/callback_id"),
        (form(external_id="x" * 256), "/view/external_id"),
        (form(blocks=[section("x")] * 101), "/view/blocks"),
        (form(blocks=[table(2)]), "table is not supported in a modal"),
        (form(blocks=[{"type": "markdown", "text": "x"}]), "markdown is not supported in a modal"),
        (form(colour="red"), "colour"),
        ({"type": "modal", "blocks": []}, "missing required field: title"),
        ({"type": "home", "blocks": []}, "must be of type modal"),
        ("{}", "must be an object"),
    ],
)
def test_what_a_modal_may_not_be(view, where):
    with pytest.raises(Refused) as caught:
        limits.view(view, "modal")
    assert caught.value.code == "invalid_arguments"
    assert where in " ".join(caught.value.messages)


def test_what_a_view_may_be():
    limits.view(form(blocks=[section("x")] * 100, submit=None), "modal")
    limits.view({"type": "home", "blocks": [section("x")] * 100}, "home")
    with pytest.raises(Refused, match="view_too_large"):
        limits.view({"type": "home", "blocks": [section("x" * 3000)] * 90}, "home")


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ({"options": [option("One")]}, 1),
        ({"options": []}, 0),
        ({"option_groups": [{"label": words("All"), "options": [option("One")]}]}, 1),
        ({"options": [option(str(n)) for n in range(101)]}, None),
        ({"options": [long_option("value", 151)]}, None),
        ({"option_groups": [{"label": words("x" * 76), "options": []}]}, None),
        ({"options": [], "option_groups": []}, None),
        ({}, None),
    ],
)
def test_what_a_typeahead_may_offer(answer, shown):
    if shown is None:
        with pytest.raises(Refused, match="invalid_options"):
            limits.suggestions(answer)
    else:
        assert len(limits.suggestions(answer)) == shown
