"""What would Slack refuse in a table or a chart?"""

from typing import Any

from practice.texts_allowed import Complaints, complaint, count, keys, string

CELLS = {"table": ("raw_text", "rich_text"), "data_table": ("raw_text", "raw_number", "rich_text")}
ROWS = {"table": (1, 100), "data_table": (2, 101)}
SIDES = ("left", "center", "right")


def table(block: dict[str, Any], at: str) -> Complaints:
    """What is wrong with a table or a data table."""
    kind = block["type"]
    rows = block.get("rows")
    least, most = ROWS[kind]
    yield from count(rows, f"{at}/rows", most, least)
    for place, row in enumerate(rows if isinstance(rows, list) else []):
        yield from count(row, f"{at}/rows/{place}", 20)
        for column, cell in enumerate(row if isinstance(row, list) else []):
            if not isinstance(cell, dict) or cell.get("type") not in CELLS[kind]:
                yield complaint("unsupported type for cell", f"{at}/rows/{place}/{column}")
            elif cell["type"] == "raw_text":
                yield from string(cell.get("text"), f"{at}/rows/{place}/{column}/text", 10_000)
    if kind == "data_table":
        yield from _data_table(block, at)
    elif "column_settings" in block:
        yield from _columns(block["column_settings"], f"{at}/column_settings")


def _columns(settings: Any, at: str) -> Complaints:
    yield from count(settings, at, 20)
    for column, setting in enumerate(settings if isinstance(settings, list) else []):
        if setting is None:
            continue
        yield from keys(setting, f"{at}/{column}", set(), {"align", "is_wrapped"})
        if isinstance(setting, dict) and setting.get("align", "left") not in SIDES:
            yield complaint(f"must be one of {', '.join(SIDES)}", f"{at}/{column}/align")
        if isinstance(setting, dict) and not isinstance(setting.get("is_wrapped", False), bool):
            yield complaint("must be a boolean", f"{at}/{column}/is_wrapped")


def _data_table(block: dict[str, Any], at: str) -> Complaints:
    rows = [row for row in block.get("rows", []) if isinstance(row, list)]
    if len({len(row) for row in rows}) > 1:
        yield complaint("all rows must have the same number of cells", f"{at}/rows")
    if rows and any(isinstance(cell, dict) and cell.get("type") == "rich_text" for cell in rows[0]):
        yield complaint("rich_text is not supported in the header", f"{at}/rows/0")
    yield from string(block.get("caption"), f"{at}/caption", 10_000)
    if not 1 <= block.get("page_size", 5) <= 100:
        yield complaint("must be between 1 and 100", f"{at}/page_size")


def written(block: dict[str, Any]) -> int:
    """How many characters stand in the cells of a table."""
    cells = (cell for row in block.get("rows", []) for cell in row)
    return sum(len(str(cell.get("text", cell.get("value", "")))) for cell in cells)


def chart(block: dict[str, Any], at: str) -> Complaints:
    """What is wrong with a chart."""
    yield from string(block.get("title"), f"{at}/title", 50)
    drawn = block.get("chart")
    kind = drawn.get("type") if isinstance(drawn, dict) else None
    if not isinstance(drawn, dict) or kind not in ("pie", "bar", "line", "area"):
        yield complaint("unsupported type for chart", f"{at}/chart")
    elif kind == "pie":
        yield from keys(drawn, f"{at}/chart", {"type", "segments"}, set())
        yield from count(drawn.get("segments"), f"{at}/chart/segments", 6)
        for place, segment in enumerate(drawn.get("segments", [])):
            yield from _point(segment, f"{at}/chart/segments/{place}", above=0)
    else:
        yield from _series(drawn, f"{at}/chart")


def _series(drawn: dict[str, Any], at: str) -> Complaints:
    yield from keys(drawn, at, {"type", "series", "axis_config"}, set())
    axes = drawn.get("axis_config")
    categories = axes.get("categories", []) if isinstance(axes, dict) else []
    yield from count(categories, f"{at}/axis_config/categories", 20)
    for name in ("x_label", "y_label"):
        if isinstance(axes, dict) and name in axes:
            yield from string(axes[name], f"{at}/axis_config/{name}", 50)
    series = drawn.get("series", [])
    yield from count(series, f"{at}/series", 6)
    if len({one.get("name") for one in series}) < len(series):
        yield complaint("names of series must be unique", f"{at}/series")
    for place, one in enumerate(series):
        yield from string(one.get("name"), f"{at}/series/{place}/name", 20)
        points = one.get("data", [])
        for nth, point in enumerate(points):
            yield from _point(point, f"{at}/series/{place}/data/{nth}")
        if sorted(point.get("label", "") for point in points) != sorted(categories):
            yield complaint("must have exactly one point for each category", f"{at}/series/{place}/data")


def _point(point: Any, at: str, above: float | None = None) -> Complaints:
    yield from keys(point, at, {"label", "value"}, set())
    if not isinstance(point, dict):
        return
    yield from string(point.get("label"), f"{at}/label", 20)
    value = point.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield complaint("must be a number", f"{at}/value")
    elif above is not None and value <= above:
        yield complaint(f"must be more than {above}", f"{at}/value")
