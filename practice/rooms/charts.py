"""How are Slack's native charts drawn?"""

from typing import Any

INKS = ("#2f8f7b", "#d9902f", "#5b7fd1", "#c2607f", "#8a6fc4", "#6b8f3a")
GREY, FAINT = "#8a9490", "rgba(138, 148, 144, .28)"  # both can be read on light and on dark


def drawn(block: dict[str, Any]) -> dict[str, Any]:
    """A `data_visualization` block as options for ECharts."""
    chart = block["chart"]
    return _pie(chart) if chart["type"] == "pie" else _axes(chart)


def spoken(block: dict[str, Any]) -> str:
    """A chart's numbers as one sentence, for those who do not see it."""
    chart = block["chart"]
    if chart["type"] == "pie":
        return f"{block['title']}: {_points(chart['segments'])}"
    return f"{block['title']}. " + " ".join(f"{one['name']}: {_points(one['data'])}." for one in chart["series"])


def _points(points: list[dict[str, Any]]) -> str:
    return ", ".join(f"{point['label']} {point['value']}" for point in points)


def _frame() -> dict[str, Any]:
    return {
        "color": list(INKS),
        "animationDuration": 300,
        "textStyle": {"fontFamily": "Roboto, sans-serif", "color": GREY},
        "tooltip": {"confine": True},
    }


def _legend(wanted: bool) -> dict[str, Any]:
    return {"show": wanted, "bottom": 0, "icon": "roundRect", "itemWidth": 12, "textStyle": {"color": GREY}}


def _pie(chart: dict[str, Any]) -> dict[str, Any]:
    slices = [{"name": f"{one['label']}: {one['value']}", "value": one["value"]} for one in chart["segments"]]
    ring = {
        "type": "pie",
        "radius": ["46%", "78%"],
        "center": ["50%", "44%"],
        "data": slices,
        "padAngle": 2,
        "itemStyle": {"borderRadius": 4},
        "label": {"show": False},
    }
    return {**_frame(), "legend": _legend(True), "series": [ring]}


def _axes(chart: dict[str, Any]) -> dict[str, Any]:
    axes = chart["axis_config"]
    many = len(chart["series"]) > 1
    across = {"type": "category", "data": axes["categories"], "axisTick": {"show": False}}
    line = {"lineStyle": {"color": FAINT}}
    return {
        **_frame(),
        "tooltip": {"trigger": "axis", "confine": True},
        "legend": _legend(many),
        "grid": {"left": 44, "right": 16, "top": 16, "bottom": 76 if many else 52},
        "xAxis": across | _axis(axes.get("x_label", "")) | {"axisLine": line},
        "yAxis": {"type": "value"} | _axis(axes.get("y_label", "")) | {"splitLine": line},
        "series": [_series(one, chart["type"]) for one in chart["series"]],
    }


def _axis(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "nameLocation": "middle",
        "nameGap": 30,
        "nameTextStyle": {"color": GREY},
        "axisLabel": {"color": GREY, "hideOverlap": True},
    }


def _series(series: dict[str, Any], kind: str) -> dict[str, Any]:
    line: dict[str, Any] = {
        "type": "bar" if kind == "bar" else "line",
        "name": series["name"],
        "data": [point["value"] for point in series["data"]],
        "barMaxWidth": 36,
        "itemStyle": {"borderRadius": [4, 4, 0, 0]},
        "symbolSize": 7,
    }
    return line | ({"areaStyle": {"opacity": 0.25}} if kind == "area" else {})
