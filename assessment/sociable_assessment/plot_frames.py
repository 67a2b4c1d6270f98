"""What stands still in a plot: the axes, the stages' regions, and the labels on them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

from sociable_assessment.look import FONT, LIGHT, SMALL_SIZE, TEXT_SIZE, TINT_STRENGTH, fade, stage_mark
from sociable_assessment.model import Model
from sociable_assessment.regions import Region

CLEAR = "rgba(0,0,0,0)"
_RIGHT = 60  # a name that begins further to the right, in points of 100, is set flush right
_ROW = 20  # pixels
_LETTER = 8  # pixels that one of a small text takes, broad ones too
PLOT = 390  # pixels from 0 to 100 upwards, where nobody asks for another height
_OVER = 8  # pixels between the map and the names above it: room for a mark at 100
_UNDER = 1.5  # room for a mark at 0, in points of 100

Label = tuple[float, float, str, str]


def plain(text: str) -> str:
    """Make a text that Plotly shows as it is: it would take `<` for markup.

    Args:
        text: any text.

    Returns:
        The text, escaped.

    >>> plain("<b>R&D</b>")
    '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    return escape(text, quote=False)


def wrap(text: str, width: int, *, anywhere: bool = False) -> str:
    """Break a text into lines for Plotly.

    Args:
        text: any text.
        width: how many characters fit in a line.
        anywhere: break a longer word too.

    Returns:
        The escaped lines.

    >>> wrap("Organisation-wide", 13)
    'Organisation-<br>wide'
    """
    return "<br>".join(plain(line) for line in textwrap.wrap(text, max(4, width), break_long_words=anywhere))


def frame(model: Model, starts: Sequence[Region], tall: int = PLOT) -> dict[str, Any]:
    """Lay out what stands still in a plot: axes, regions and their labels.

    Args:
        model: the model, or a form of it.
        starts: its regions.
        tall: how many pixels the map has from 0 to 100 upwards.

    Returns:
        The layout of the map, or, for a model without one, of the index strip.
    """
    return _map_layout(model, starts, tall) if model.map else _strip_layout(starts)


def _layout(height: int) -> dict[str, Any]:
    bare = {"fixedrange": True, "showgrid": False, "zeroline": False, "showticklabels": False, "ticks": ""}
    return {
        "xaxis": {**bare, "range": [0, 100], "showline": True, "linecolor": LIGHT["control"]},
        "yaxis": {**bare, "range": [0, 100], "showline": True, "linecolor": LIGHT["control"]},
        "font": {"family": FONT, "size": TEXT_SIZE, "color": LIGHT["ink"]},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "height": height,
        "margin": {"l": 34, "r": 12, "t": 12, "b": 36},
    }


def _map_layout(model: Model, starts: Sequence[Region], tall: int) -> dict[str, Any]:
    """Lay out the map; its upright axis goes on above 100, where the names of the regions stand."""
    top = _above(len(group_starts([start.across for start in starts], 0.5)), tall)
    layout = _layout(round(tall * (top + _UNDER) / 100) + 44)
    layout["margin"] |= {"t": 8, "b": 36}
    layout["yaxis"] |= {"range": [-_UNDER, top], "showline": False}
    layout["xaxis"] |= {"showline": False}
    layout["shapes"] = [_region(start) for start in starts[1:] if (start.across, start.up) != (0, 0)]
    axis = {"color": LIGHT["control"], "width": 1}
    layout["shapes"] += [_line(0, 0, 0, 100, axis), _line(0, 0, 100, 0, axis), *_leaders(starts, tall)]
    layout["annotations"] = _upright(model, tall)
    layout["margin"]["l"] += _ROW * max((each["text"].count("<br>") for each in layout["annotations"]), default=0)
    return layout


def _above(rows: float, tall: int) -> float:
    """Give the height of so many rows of names above the map, on the scale of its axis."""
    return 100 + 100 * (_ROW * rows + _OVER) / tall


def _line(x0: float, y0: float, x1: float, y1: float, line: dict[str, Any]) -> dict[str, Any]:
    return {"type": "line", "layer": "below", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": line}


def _region(start: Region) -> dict[str, Any]:
    corners = {"x0": start.across, "y0": start.up, "x1": 100, "y1": 100}
    line = {"color": fade(LIGHT["tint"], 0.55), "width": 1}
    return {"type": "rect", "layer": "below", **corners, "fillcolor": fade(LIGHT["tint"], TINT_STRENGTH), "line": line}


def _upright(model: Model, tall: int) -> list[dict[str, Any]]:
    """Name the ends of the upright axis, each in its half: notes, as only they can be turned."""
    if model.map is None:
        return []
    half = tall // 2 // _LETTER
    font = {"size": SMALL_SIZE, "color": LIGHT["quiet"]}
    left = {"x": 0, "xanchor": "right", "xshift": -6, "textangle": -90, "showarrow": False, "font": font}
    return [
        {"text": wrap(model.map.up.low, half), "y": 0, "yanchor": "bottom", **left},
        {"text": wrap(f"{model.map.up.high} →", half), "y": 100, "yanchor": "top", **left},
    ]


def name_regions(model: Model, starts: Sequence[Region], tall: int = PLOT) -> dict[str, Any]:
    """Name the regions, and the ends of the level axis, directly on the plot.

    They are the texts of a trace: notes would take a third of the time of each redraw.

    Args:
        model: the model, or a form of it.
        starts: its regions.
        tall: how many pixels the map has from 0 to 100 upwards.

    Returns:
        What the trace shows.
    """
    labels = _map_labels(model, starts, tall) if model.map else _strip_labels(model, starts)
    keys = ("x", "y", "text", "textposition")
    return {key: list(column) for key, column in zip(keys, zip(*labels, strict=True), strict=True)} if labels else {}


def group_starts(begins: Sequence[float], apart: float) -> dict[float, list[int]]:
    """Join stages that begin so close together that they share a label.

    Args:
        begins: where each stage begins, in rising order.
        apart: the least distance between two labels.

    Returns:
        By the place of the label, which stages it names.

    >>> group_starts([0, 1.2, 26, 75], 10)
    {0: [0, 1], 26: [2], 75: [3]}
    """
    groups: dict[float, list[int]] = {}
    for number, begin in enumerate(begins):
        near = next((place for place in groups if begin - place < apart), begin)
        groups.setdefault(near, []).append(number)
    return groups


def _stack(begins: Sequence[float]) -> list[tuple[int, float, list[int]]]:
    """Give each name a row of its own, the rightmost lowest: none meets another, nor the line down from another."""
    groups = group_starts(begins, 0.5)
    return [(len(groups) - 1 - place, begin, numbers) for place, (begin, numbers) in enumerate(groups.items())]


def _map_labels(model: Model, starts: Sequence[Region], tall: int) -> list[Label]:
    labels: list[Label] = []
    for row, across, numbers in _stack([start.across for start in starts]):
        text = "\u2002".join(_name(model, number) for number in numbers)
        x, side = (across, "top right") if across < _RIGHT else (100.0, "top left")
        labels.append((x, _above(row, tall), text, side))
    if model.map is not None:
        labels.append((0.0, -_UNDER, _quiet(model.map.across.low), "bottom right"))
        labels.append((100.0, -_UNDER, _quiet(f"{model.map.across.high} →"), "bottom left"))
    return labels


def _quiet(text: str) -> str:
    return f"<span style='color:{LIGHT['quiet']}'>{plain(text)}</span>"


def _leaders(starts: Sequence[Region], tall: int) -> list[dict[str, Any]]:
    """Lead from each name that is not right above the map down to its region."""
    line = {"color": fade(LIGHT["tint"], 0.55), "width": 1}
    rows = _stack([start.across for start in starts])
    return [_line(x, 100, x, _above(row + 0.2, tall), line) for row, x, _ in rows if row]


def _name(model: Model, number: int) -> str:
    mark = stage_mark(number, len(model.stages))
    glyph = f"<span style='color:{mark.colour}'>{mark.glyph}</span>"
    return f"{glyph}\u00a0{plain(model.stages[number].title)}"


def _strip_layout(starts: Sequence[Region]) -> dict[str, Any]:
    """Lay out a bar from 0 to 100: the names of the stages above it, that of the organisation below."""
    begins = [start.index for start in starts] or [0.0]
    top, bottom = _on_strip(len(group_starts(begins, 0.5))), -3.2
    layout = _layout(round((top - bottom) * 2 * _ROW) + 44)
    layout["yaxis"] |= {"range": [bottom, top], "showline": False}
    layout["xaxis"] |= {"showticklabels": True, "tickvals": [0, 25, 50, 75, 100], "showline": False}
    flat = {"type": "rect", "layer": "below", "y0": -0.25, "y1": 0.25, "fillcolor": fade(LIGHT["tint"], TINT_STRENGTH)}
    line = {"color": fade(LIGHT["tint"], 0.55), "width": 1}
    layout["shapes"] = [{**flat, "x0": x, "x1": 100, "line": {"width": 0}} for x in begins]
    layout["shapes"] += [_line(x, -0.25, x, _on_strip(row + 0.2), line) for row, x, _ in _stack(begins)]
    layout["annotations"] = []
    return layout


def _on_strip(rows: float) -> float:
    return 0.35 + rows / 2


def _strip_labels(model: Model, starts: Sequence[Region]) -> list[Label]:
    labels: list[Label] = []
    for row, begin, numbers in _stack([start.index for start in starts]):
        text = "\u2002".join(_name(model, number) for number in numbers)
        x, side = (begin, "top right") if begin < _RIGHT else (100.0, "top left")
        labels.append((x, _on_strip(row), text, side))
    return labels
