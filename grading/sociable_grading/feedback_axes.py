"""What Plotly's script would decide for a figure that leaves it open: how far its axes reach, which colours it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from typing import Any

from sociable_assessment.look import LIGHT

_BESIDE = 0.06  # of the span, left free around marks


def settle(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Settle a figure's axes and colours where it leaves them open.

    Args:
        figure: `data` and `layout`, without packed numbers.

    Returns:
        The same figure, all of it said.

    >>> settle({"data": [{"type": "bar", "x": [0, 1], "y": [2, 4]}], "layout": {}})["layout"]["xaxis"]["range"]
    [-0.5, 1.5]
    """
    layout = {key: value for key, value in figure["layout"].items() if key != "template"}
    colours = cycle(layout.get("colorway") or [LIGHT["tint"], LIGHT["you"], LIGHT["quiet"]])
    traces = [_colour(trace, colour) for trace, colour in zip(figure["data"], colours, strict=False)]
    for letter in "xy":
        for name in _axes_of(traces, letter):
            key = f"{letter}axis{name}"
            layout[key] = {"automargin": True, **_settle_axis(layout.get(key) or {}, traces, letter, name)}
    return {"data": traces, "layout": layout}


def _colour(trace: Mapping[str, Any], colour: str) -> dict[str, Any]:
    marker, line = trace.get("marker") or {}, trace.get("line") or {}
    first = line.get("color") or colour
    own = {"marker": {**marker, "color": marker.get("color") or first}}
    return {**trace, **own, **({} if trace.get("type") == "bar" else {"line": {"color": first, **line}})}


def _axes_of(traces: Sequence[Mapping[str, Any]], letter: str) -> list[str]:
    return list(dict.fromkeys(str(trace.get(f"{letter}axis") or letter)[1:] for trace in traces)) or [""]


def _settle_axis(axis: Mapping[str, Any], traces: Sequence[Any], letter: str, name: str) -> dict[str, Any]:
    mine = [trace for trace in traces if str(trace.get(f"{letter}axis") or letter)[1:] == name]
    ends = [end for trace in mine for end in _ends(trace, letter)]
    if axis.get("range") or axis.get("type") not in (None, "-", "linear") or not ends:
        return dict(axis)
    low, high = min(ends), max(ends)
    room = 0 if any(trace.get("type") == "bar" for trace in mine) else (high - low) * _BESIDE or 1
    top = (high - low) * _BESIDE if room == 0 and _is_length(mine[0], letter) else room
    reach = [low - room, high + top]
    return {**axis, "range": reach[::-1] if axis.get("autorange") == "reversed" else reach}


def _is_length(trace: Mapping[str, Any], letter: str) -> bool:
    """Tell whether bars reach along this axis."""
    return (letter == "x") == (trace.get("orientation") == "h")


def _ends(trace: Mapping[str, Any], letter: str) -> Iterator[float]:
    numbers = [each for each in trace.get(letter) or () if each is not None]
    if not all(isinstance(each, int | float) for each in numbers):
        return
    yield from numbers
    if trace.get("type") == "bar" and numbers:
        if _is_length(trace, letter):
            yield 0
        else:
            yield from (min(numbers) - 0.5, max(numbers) + 0.5)
