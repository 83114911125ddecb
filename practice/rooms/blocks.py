"""How are the blocks of a message, a form or a Home tab drawn?"""

from collections.abc import Callable

from markdown2 import markdown  # type: ignore[import-untyped]
from nicegui import ui

from practice.rooms import charts, tables
from practice.rooms.confirm import text_object
from practice.rooms.controls import draw
from practice.rooms.rich import rich_text
from practice.rooms.spot import Spot
from practice.rooms.text import plain
from practice.shapes import Block


def draw_block(block: Block, spot: Spot) -> None:
    """Draws one block."""
    with ui.element("div").classes(f"piece piece-{block['type']}"):
        BLOCKS.get(block["type"], _unknown)(block, spot)


def _prose(html: str, tag: str = "div") -> ui.html:
    return ui.html(html, sanitize=False, tag=tag).classes("prose")


def _section(block: Block, spot: Spot) -> None:
    with ui.element("div").classes("section-words"):
        if block.get("text"):
            _prose(text_object(block["text"], spot.reader))
        if block.get("fields"):
            with ui.element("div").classes("fields"):
                for field in block["fields"]:
                    _prose(text_object(field, spot.reader))
    accessory = block.get("accessory")
    if accessory and accessory["type"] == "image":
        _picture(accessory["image_url"], accessory["alt_text"]).classes("thumb")
    elif accessory:
        with ui.element("div").classes("accessory"):
            draw(spot, block, accessory)


def _header(block: Block, _spot: Spot) -> None:
    _prose(plain(block["text"]["text"]), tag="h3").classes("header")


def _divider(_block: Block, _spot: Spot) -> None:
    ui.element("hr")


def _context(block: Block, spot: Spot) -> None:
    for element in block["elements"]:
        if element["type"] == "image":
            _picture(element["image_url"], element["alt_text"]).classes("tiny")
        else:
            _prose(text_object(element, spot.reader), tag="span")


def _actions(block: Block, spot: Spot) -> None:
    for element in block["elements"]:
        with ui.element("div").classes(f"control control-{element['type']}"):
            draw(spot, block, element)


def _input(block: Block, spot: Spot) -> None:
    element, name = block["element"], block["label"]["text"]
    with ui.element("div").classes("label"):
        label = ui.html(plain(name), sanitize=False, tag="label")
        if block.get("optional"):
            ui.label("(optional)").classes("soft")
    named = draw(spot, block, element, name)
    if named:
        label.props["for"] = named
    if block.get("hint"):
        _prose(plain(block["hint"]["text"])).classes("hint")
    if spot.error(block):
        ui.label(spot.error(block)).classes("error").props("role=alert")


def _image(block: Block, _spot: Spot) -> None:
    with ui.element("figure"):
        if block.get("title"):
            _prose(plain(block["title"]["text"]), tag="figcaption").classes("soft")
        _picture(block.get("image_url", ""), block["alt_text"]).classes("picture")


def _picture(url: str, alt: str) -> ui.element:
    picture = ui.element("img").props("loading=lazy")
    picture.props["src"], picture.props["alt"] = url, alt
    return picture


def _markdown(block: Block, _spot: Spot) -> None:
    html = markdown(block["text"], safe_mode="escape", extras=["tables", "fenced-code-blocks", "strike", "task_list"])
    ui.html(html, sanitize=True).classes("prose")


def _table(block: Block, spot: Spot) -> None:
    _prose(tables.table(block, spot.reader)).classes("table-frame").props("tabindex=0 role=region aria-label=Table")


def _data_table(block: Block, spot: Spot) -> None:
    shown = {"page": 0}
    last = tables.pages(block) - 1
    frame = _prose(tables.data_table(block, spot.reader)).classes("table-frame")
    frame.props("tabindex=0 role=region").props["aria-label"] = block["caption"]

    def turn(by: int) -> None:
        shown["page"] = min(max(shown["page"] + by, 0), last)
        frame.set_content(tables.data_table(block, spot.reader, shown["page"]))
        where.set_text(f"{shown['page'] + 1} of {last + 1}")

    if last:
        with ui.element("div").classes("pages"):
            _turner("chevron_left", "Previous page", lambda: turn(-1))
            where = ui.label(f"1 of {last + 1}").classes("soft").props("aria-live=polite")
            _turner("chevron_right", "Next page", lambda: turn(1))


def _turner(icon: str, name: str, turned: Callable[[], None]) -> None:
    with ui.element("button").classes("icon-button").props("type=button").on("click", turned) as button:
        button.props["aria-label"] = name
        ui.icon(icon)


def _chart(block: Block, _spot: Spot) -> None:
    ui.label(block["title"]).classes("chart-title")
    chart = ui.echart(charts.drawn(block), renderer="svg").classes("chart").props("role=img")
    chart.props["aria-label"] = charts.spoken(block)


def _rich_text(block: Block, spot: Spot) -> None:
    _prose(rich_text(block, spot.reader))


def _alert(block: Block, spot: Spot) -> None:
    _prose(text_object(block["text"], spot.reader)).classes(f"alert alert-{block.get('level', 'default')}")


def _unknown(block: Block, _spot: Spot) -> None:
    ui.label(f"The practice workspace does not draw “{block['type']}” blocks.").classes("soft")


BLOCKS: dict[str, Callable[[Block, Spot], None]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "input": _input,
    "image": _image,
    "markdown": _markdown,
    "rich_text": _rich_text,
    "table": _table,
    "data_table": _data_table,
    "data_visualization": _chart,
    "alert": _alert,
}
