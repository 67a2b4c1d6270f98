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
_PLOT = 390


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


def frame(model: Model, starts: Sequence[Region]) -> dict[str, Any]:
    """Lay out what stands still in a plot: axes, regions and their labels.

    Args:
        model: the model, or a form of it.
        starts: its regions.

    Returns:
        The layout of the map, or, for a model without one, of the index strip.
    """
    return _map_layout(model, starts) if model.map else _strip_layout(model, starts)


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


def _map_layout(model: Model, starts: Sequence[Region]) -> dict[str, Any]:
    rows = len(group_starts([start.across for start in starts], 0.5))
    top, bottom = _ROW * rows + 8, 36
    layout = _layout(_PLOT + top + bottom)
    layout["margin"] |= {"t": top, "b": bottom}
    layout["shapes"] = [_region(start) for start in starts[1:] if (start.across, start.up) != (0, 0)]
    layout["shapes"] += _leaders(starts)
    layout["annotations"] = [*_axis_ends(model), *_region_labels(model, starts)]
    return layout


def _region(start: Region) -> dict[str, Any]:
    corners = {"x0": start.across, "y0": start.up, "x1": 100, "y1": 100}
    line = {"color": fade(LIGHT["tint"], 0.55), "width": 1}
    return {"type": "rect", "layer": "below", **corners, "fillcolor": fade(LIGHT["tint"], TINT_STRENGTH), "line": line}


def _axis_ends(model: Model) -> list[dict[str, Any]]:
    if model.map is None:
        return []
    across, up = model.map.across, model.map.up
    below = {"y": 0, "yanchor": "top", "yshift": -6}
    left = {"x": 0, "xanchor": "right", "xshift": -6, "textangle": -90}
    return [
        _note(plain(across.low), x=0, xanchor="left", **below),
        _note(f"{plain(across.high)} →", x=100, xanchor="right", **below),
        _note(plain(up.low), y=0, yanchor="bottom", **left),
        _note(f"{plain(up.high)} →", y=100, yanchor="top", **left),
    ]


def _note(text: str, **where: object) -> dict[str, Any]:
    return {"text": text, "showarrow": False, "font": {"size": SMALL_SIZE, "color": LIGHT["quiet"]}, **where}


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


def _region_labels(model: Model, starts: Sequence[Region]) -> list[dict[str, Any]]:
    """Name each region above the map, each name on a line of its own: none can then meet another, however narrow."""
    groups = group_starts([start.across for start in starts], 0.5)
    labels = []
    for row, (across, numbers) in enumerate(groups.items()):
        text = "\u2002".join(_name(model, number) for number in numbers)
        side = {"x": across, "xanchor": "left"} if across < _RIGHT else {"x": 100, "xanchor": "right"}
        ink = {"size": SMALL_SIZE, "color": LIGHT["ink"]}
        labels.append(_note(text, y=100, yanchor="bottom", yshift=_ROW * row, **side) | {"font": ink})
    return labels


def _leaders(starts: Sequence[Region]) -> list[dict[str, Any]]:
    """Lead from each name that is not right above the map down to its region."""
    groups = group_starts([start.across for start in starts], 0.5)
    line = {"color": fade(LIGHT["tint"], 0.55), "width": 1}
    return [
        {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 1, "y1": 1 + _ROW * (row + 0.2) / _PLOT, "line": line}
        for row, x in enumerate(groups)
        if row
    ]


def _name(model: Model, number: int, width: int = 99) -> str:
    mark = stage_mark(number, len(model.stages))
    glyph = f"<span style='color:{mark.colour}'>{mark.glyph}</span>"
    return f"{glyph}\u00a0{wrap(model.stages[number].title, width)}"


def _strip_layout(model: Model, starts: Sequence[Region]) -> dict[str, Any]:
    layout = _layout(190)
    layout["yaxis"] |= {"range": [-1.4, 1.6], "showline": False}
    layout["xaxis"] |= {"showticklabels": True, "tickvals": [0, 25, 50, 75, 100], "ticks": "outside", "showline": False}
    flat = {"type": "rect", "layer": "below", "y0": -0.25, "y1": 0.25, "fillcolor": fade(LIGHT["tint"], TINT_STRENGTH)}
    begins = [start.index for start in starts]
    layout["shapes"] = [{**flat, "x0": x, "x1": 100, "line": {"width": 0}} for x in begins or [0.0]]
    layout["annotations"] = [
        _note("<br>".join(_name(model, number, 14) for number in numbers), x=x, y=-0.3, **_under(x))
        for x, numbers in group_starts(begins, 12).items()
    ]
    return layout


def _under(x: float) -> dict[str, str]:
    side = "left" if x < _RIGHT else "right"
    return {"xanchor": side, "align": side, "yanchor": "top"}
