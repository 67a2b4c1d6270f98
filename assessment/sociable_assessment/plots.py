"""Plots from plain data: the position map, and the index strip of a model that has no map.

A figure is drawn once; what a new answer changes is a few numbers of two traces (`redraw`), so that the map
follows a click at once. Plotly is imported when the first figure is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sociable_assessment.look import FONT, LIGHT, SMALL_SIZE, TEXT_SIZE, fade, stage_mark
from sociable_assessment.model import Model
from sociable_assessment.plot_frames import CLEAR, PLOT, frame, name_regions, plain, wrap
from sociable_assessment.regions import Region
from sociable_assessment.twins import Pair, Place
from sociable_assessment.wording import stage_glyph, stage_title

if TYPE_CHECKING:
    import plotly.graph_objects as go

EMPTY = "Answer to see your place"
_NAMES, _OPEN, _OTHERS, _YOU = range(4)
_GAP = "\u00a0\u00a0"  # keeps a label off its marker
_NAME_WIDTH, _NAME_LENGTH = 22, 60
_TITLE = 84  # pixels
_SIDES = (34, 66)  # a point further out than this is labelled on its inner side

Traces = dict[int, dict[str, Any]]


def position_map(
    model: Model, places: Sequence[Place], starts: Sequence[Region], *, title: str | None = None, tall: int = PLOT
) -> go.Figure:
    """Draw organisations on the position map; without a map in the model, on an index strip.

    Args:
        model: the model, or a form of it.
        places: the organisations; at most one of them `you`.
        starts: the model's regions.
        title: the finding or question above it; "" for none; None for the usual question.
        tall: how many pixels the map has from 0 to 100 upwards.

    Returns:
        The figure.
    """
    import plotly.graph_objects as go

    traces = {_NAMES: name_regions(model, starts, tall), **trace_places(model, places)}
    layout = frame(model, starts, tall)
    if title is None:
        title = "Where do you stand?" if any(place.you for place in places) else "Where do they stand?"
    if title:
        layout["title"] = _title(model, title)
        layout["margin"] |= {"t": layout["margin"]["t"] + _TITLE}
        layout["height"] += _TITLE
    drawing = go.Figure([go.Scatter(_trace_look(number)) for number in sorted(traces)], layout)
    for number, trace in zip(sorted(traces), drawing.data, strict=True):
        trace.update({key.replace(".", "_"): value for key, value in traces[number].items()})
    return drawing


def _title(model: Model, text: str) -> dict[str, Any]:
    measure = "Each axis is a mean index from 0 to 100" if model.map else "Index from 0 to 100"
    subtitle = {"text": f"{measure}; the shape is the stage held", "font": {"size": SMALL_SIZE}}
    return {"text": f"<b>{plain(text)}</b>", "x": 0, "xref": "container", "subtitle": subtitle}


def redraw(figure: go.Figure, before: Traces, after: Traces) -> None:
    """Move the organisations of a figure that is already drawn, in one message that holds only what differs.

    Args:
        figure: what `position_map` drew.
        before: what its traces show, as `trace_places` gave it.
        after: what they shall show.
    """
    numbers, changed = find_changes(before, after)
    if numbers:
        figure.plotly_restyle(changed, numbers)


def find_changes(before: Traces, after: Traces) -> tuple[list[int], dict[str, list[Any]]]:
    """Find what differs between two states of the traces.

    Args:
        before: the first, by the trace's number.
        after: the second.

    Returns:
        The numbers of the traces that differ, and for each property that does a value for each of them.

    >>> find_changes({0: {"x": 1, "y": 2}, 1: {"x": 5}}, {0: {"x": 1, "y": 3}, 1: {"x": 5}})
    ([0], {'y': [3]})
    """
    numbers = [number for number, trace in after.items() if trace != before[number]]
    keys = [key for number in numbers for key, value in after[number].items() if before[number].get(key) != value]
    return numbers, {key: [after[number].get(key) for number in numbers] for key in dict.fromkeys(keys)}


def redraw_regions(figure: go.Figure, model: Model, starts: Sequence[Region]) -> None:
    """Draw the regions of another form of the model under the organisations.

    Args:
        figure: what `position_map` drew.
        model: the form.
        starts: its regions.
    """
    layout = frame(model, starts)
    with figure.batch_update():
        figure.data[_NAMES].update(name_regions(model, starts))
        figure.update_layout(shapes=layout["shapes"], annotations=layout["annotations"], overwrite=True)


def trace_places(model: Model, places: Sequence[Place]) -> Traces:
    """Turn places into the numbers and texts of the figure's traces.

    Args:
        model: the model, or a form of it.
        places: the organisations.

    Returns:
        By the trace's number, what it shows.
    """
    you = next((place for place in places if place.you), None)
    others = [place for place in places if not place.you and _point(model, place)]
    box = _box(model, you)
    traces = {
        _OPEN: {"x": [x for x, _ in box], "y": [y for _, y in box]},
        _OTHERS: _points(model, others),
        _YOU: _you(model, you) if you or not places else _points(model, []),
    }
    return _keep_apart(traces) if model.map and len(others) == 1 and you and _point(model, you) else traces


def _keep_apart(traces: Traces) -> Traces:
    """Set the labels of two points on the sides that are turned away from each other."""
    you, other = traces[_YOU], traces[_OTHERS]
    above = you["y"][0] > other["y"][0]
    for trace, level in ((you, "top" if above else "bottom"), (other, "bottom" if above else "top")):
        side = trace["textposition"][0].split()[1]
        trace["textposition"] = [f"{level} {side}"]
    return traces


def _trace_look(number: int) -> dict[str, Any]:
    if number == _NAMES:
        font = {"size": SMALL_SIZE, "color": LIGHT["ink"], "family": FONT}
        return {"mode": "text", "textfont": font, "hoverinfo": "skip", "cliponaxis": False}
    if number == _OPEN:
        hatch = {"shape": "/", "size": 8, "solidity": 0.12, "fgcolor": fade(LIGHT["you"], 0.55), "bgcolor": CLEAR}
        line = {"color": fade(LIGHT["you"], 0.7), "width": 1, "dash": "dot"}
        return {"mode": "lines", "fill": "toself", "fillpattern": hatch, "line": line, "hoverinfo": "skip"}
    colour = LIGHT["you" if number == _YOU else "quiet"]
    font = {"size": TEXT_SIZE if number == _YOU else SMALL_SIZE, "color": colour, "family": FONT}
    marker = {"size": 18 if number == _YOU else 11, "color": colour, "line": {"width": 2, "color": colour}}
    return {"mode": "markers+text", "textfont": font, "hoverinfo": "text", "cliponaxis": False, "marker": marker}


def _point(model: Model, place: Place) -> Pair | None:
    if model.map is None:
        return None if place.index is None else (place.index, 0.0)
    return None if place.across is None or place.up is None else (place.across, place.up)


def _box(model: Model, place: Place | None) -> list[Pair]:
    """Give the corners of what the unknown answers leave open; a strip has a flat box."""
    bounds = place.bounds if place else None
    across, up = _spans(model, place) if bounds else (None, None)
    if across is None or up is None:
        return []
    (left, right), (low, high) = across, up
    return [(left, low), (right, low), (right, high), (left, high), (left, low)]


def _spans(model: Model, place: Place | None) -> tuple[Pair | None, Pair | None]:
    bounds = place.bounds if place else None
    if bounds is None:
        return None, None
    return (bounds.index, (-0.25, 0.25)) if model.map is None else (bounds.across, bounds.up)


def _you(model: Model, place: Place | None) -> dict[str, Any]:
    if place is not None and _point(model, place):
        return _points(model, [place])
    across, up = _spans(model, place)
    if across is None or up is None:
        return _words(EMPTY, 50, 50 if model.map else -1)
    return _words("<b>Somewhere in here</b>", sum(across) / 2, sum(up) / 2 if model.map else -1)


def _words(text: str, x: float, y: float) -> dict[str, Any]:
    place = {"x": [x], "y": [y], "text": [text], "hovertext": [""], "textposition": ["middle center"]}
    return {**place, "marker.symbol": ["circle"], "marker.opacity": 0}


def _points(model: Model, places: Sequence[Place]) -> dict[str, Any]:
    points = [_point(model, place) or (0.0, 0.0) for place in places]
    names = [stage.id for stage in model.stages]
    symbols = [stage_mark(names.index(p.stage), len(names)).symbol if p.stage in names else "circle" for p in places]
    return {
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "text": [_label(place) for place in places],
        "hovertext": [_hover(model, place) for place in places],
        "textposition": [_beside(model, *point) for point in points],
        "marker.symbol": symbols,
        "marker.opacity": 1,
    }


def _beside(model: Model, x: float, y: float) -> str:
    low, high = _SIDES
    side = "right" if x < low else "left" if x > high else "center"
    level = "middle" if side != "center" else "top" if y < high else "bottom"
    return f"{level} {side}" if model.map else f"bottom {side}"


def _label(place: Place) -> str:
    name = place.name or "You"
    name = name if len(name) <= _NAME_LENGTH else name[:_NAME_LENGTH].rstrip() + " …"
    lines = [f"<b>{line}</b>" for line in wrap(name, _NAME_WIDTH, anywhere=True).split("<br>")]
    if place.you and place.held:
        style = f"font-size:{SMALL_SIZE}px;color:{LIGHT['ink']}"
        lines += [f"<span style='{style}'>{line}</span>" for line in wrap(place.held, _NAME_WIDTH + 1).split("<br>")]
    return "<br>".join(f"{_GAP}{line}{_GAP}" for line in lines)


def _hover(model: Model, place: Place) -> str:
    stage = f"{stage_glyph(model, place.stage)} {stage_title(model, place.stage)}".strip()
    return "<br>".join(filter(None, [plain(place.name), plain(stage), wrap(place.held, 40)]))
