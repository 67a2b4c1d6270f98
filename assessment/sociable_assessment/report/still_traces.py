"""The traces of a still picture: lines, marks, texts and bars."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sociable_assessment.labels import LINE_HEIGHT
from sociable_assessment.markup import Element, element
from sociable_assessment.report.still_axes import Axis, Frame
from sociable_assessment.report.still_text import draw_text, read_text

Data = Mapping[str, Any]
_RGBA = re.compile(r"rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)")


def paint(kind: str, colour: str) -> dict[str, str]:
    """Say a colour as SVG does: the part that shows through apart, which older renderers need.

    Args:
        kind: `fill` or `stroke`.
        colour: as Plotly takes it.

    Returns:
        The attributes.

    >>> paint("fill", "rgba(1, 2, 3, 0.5)")
    {'fill': '#010203', 'fill_opacity': '0.5'}
    """
    found = _RGBA.fullmatch(colour)
    if not found:
        return {kind: colour}
    *channels, opacity = found.groups()
    if float(opacity) == 0:
        return {kind: "none"}
    return {kind: "#" + "".join(f"{int(each):02x}" for each in channels), f"{kind}_opacity": opacity}


def draw_trace(trace: Data, frame: Frame, name: str) -> Iterator[Element]:
    """Draw a trace.

    Args:
        trace: the trace.
        frame: where everything stands.
        name: the picture's name, for its patterns.

    Yields:
        Its elements, the lowest first.

    Raises:
        ValueError: it is of a kind that is not drawn here.
    """
    if trace.get("visible", True) is not True:
        return
    axes = frame.axis("x", trace.get("xaxis")), frame.axis("y", trace.get("yaxis"))
    if trace.get("type", "scatter") == "scatter":
        yield from _draw_scatter(trace, frame, axes, name)
    elif trace["type"] == "bar":
        yield from _draw_bars(trace, frame, axes, name)
    else:
        msg = f"a trace of type {trace['type']!r} is not drawn in a still picture"
        raise ValueError(msg)


def _draw_scatter(trace: Data, frame: Frame, axes: tuple[Axis, Axis], name: str) -> Iterator[Element]:
    mode = trace.get("mode") or "lines+markers"
    places = [_place(axes, x, y) for x, y in zip(trace.get("x", ()), trace.get("y", ()), strict=True)]
    if "lines" in mode or trace.get("fill") == "toself":
        yield from _draw_lines(trace, places, name, stroke="lines" in mode)
    for number, place in enumerate(places):
        if place and "markers" in mode:
            yield _draw_mark(trace.get("marker", {}), number, place)
        if place and "text" in mode:
            yield from _draw_label(trace, frame, number, place)


def _place(axes: tuple[Axis, Axis], x: Any, y: Any) -> tuple[float, float] | None:
    return None if x is None or y is None else (axes[0].at(x), axes[1].at(y))


def _draw_lines(
    trace: Data, places: Sequence[tuple[float, float] | None], name: str, *, stroke: bool
) -> Iterator[Element]:
    parts: list[list[str]] = [[]]
    for place in places:
        if place is None:
            parts.append([])
        else:
            parts[-1].append(f"{place[0]:.1f} {place[1]:.1f}")
    closed = trace.get("fill") == "toself"
    path = " ".join(f"M{' L'.join(part)}{'Z' if closed else ''}" for part in parts if len(part) > 1)
    if path:
        line = trace.get("line", {})
        dash = {"dot": "1.5 3", "dash": "6 4"}.get(line.get("dash", ""))
        look = paint("stroke", line.get("color", "#444")) if stroke and line.get("width", 2) else {"stroke": "none"}
        look |= {"stroke_width": f"{line.get('width', 2):g}"} | ({"stroke_dasharray": dash} if dash else {})
        look |= _fill(trace, name) if closed else {"fill": "none"}
        yield element("path", d=path, stroke_linejoin="round", **look)


def _fill(trace: Data, name: str) -> dict[str, str]:
    pattern = trace.get("fillpattern")
    if pattern and pattern.get("shape"):
        return {"fill": f"url(#{_pattern_id(name, pattern, None)})"}
    return paint("fill", trace.get("fillcolor", "none"))


def list_patterns(traces: Sequence[Data], name: str) -> list[Element]:
    """List the patterns that the traces are filled with.

    Args:
        traces: all traces.
        name: the picture's name.

    Returns:
        A `pattern` element each, once.
    """
    found = {}
    for trace in traces:
        pattern = trace.get("fillpattern") or (trace.get("marker") or {}).get("pattern") or {}
        colours = (trace.get("marker") or {}).get("color")
        shapes = pattern.get("shape")
        for number in range(len(trace.get("x", ())) if isinstance(shapes, (list, tuple)) else 1):
            if _one(shapes, number):
                colour = _one(pattern.get("fgcolor"), number) or _one(colours, number) or "#444"
                found[_pattern_id(name, pattern, number)] = colour, _one(pattern.get("size", 8), number)
    return [_pattern(key, *look) for key, look in found.items()]


def _pattern_id(name: str, pattern: Data, number: int | None) -> str:
    listed = isinstance(pattern.get("shape"), (list, tuple)) or isinstance(pattern.get("fgcolor"), (list, tuple))
    text = f"{pattern.get('fgcolor')}{pattern.get('size')}" + (f"{number}" if listed else "")
    return f"{name}-hatch-{sum(ord(char) * (place + 7) for place, char in enumerate(text))}"


def _pattern(key: str, colour: str, size: float) -> Element:
    line = element("path", d=f"M0 {size:g} L{size:g} 0", stroke_width="1", **paint("stroke", colour))
    box = {"width": f"{size:g}", "height": f"{size:g}", "patternUnits": "userSpaceOnUse"}
    return element("pattern", line, id=key, **box)


def _one(value: Any, number: int) -> Any:
    """Take the value of a point, where each may have its own."""
    return value[number] if isinstance(value, (list, tuple)) else value


def _draw_mark(marker: Data, number: int, place: tuple[float, float]) -> Element:
    symbol, colour = str(_one(marker.get("symbol", "circle"), number)), _one(marker.get("color", "#444"), number)
    line = marker.get("line") or {}
    opened = symbol.endswith("-open") or symbol.startswith("line-")
    width = _one(line.get("width"), number)
    width = (2 if opened else 0) if width is None else width
    edge = colour if opened else _one(line.get("color"), number) or colour
    look = {**({"fill": "none"} if opened else paint("fill", colour)), **paint("stroke", edge)}
    opacity = _one(marker.get("opacity", 1), number)
    look |= {"opacity": f"{opacity:g}"} if opacity != 1 else {}
    path = _find_shape(symbol)(_one(marker.get("size", 6), number) / 2)
    move = f"translate({place[0]:.1f} {place[1]:.1f})"
    return element("path", d=path, transform=move, stroke_width=f"{width:g}", **look)


def _find_shape(symbol: str) -> Callable[[float], str]:
    shape = _SHAPES.get(symbol.removesuffix("-open"))
    if shape is None:
        msg = f"a mark of the shape {symbol!r} is not drawn in a still picture"
        raise ValueError(msg)
    return shape


def _circle(r: float) -> str:
    return f"M{r:.2f} 0A{r:.2f} {r:.2f} 0 1 1 {-r:.2f} 0A{r:.2f} {r:.2f} 0 1 1 {r:.2f} 0Z"


def _polygon(corners: int, first: float = -90, inner: float = 1, size: float = 1) -> Callable[[float], str]:
    def draw(r: float) -> str:
        radii = [r * size * (1 if n % 2 == 0 else inner) for n in range(corners)]
        angles = [math.radians(first + 360 / corners * n) for n in range(corners)]
        points = [f"{a * math.cos(t):.2f} {a * math.sin(t):.2f}" for a, t in zip(radii, angles, strict=True)]
        return f"M{'L'.join(points)}Z"

    return draw


_SHAPES: dict[str, Callable[[float], str]] = {
    "circle": _circle,
    "square": _polygon(4, 45, size=math.sqrt(2)),
    "diamond": _polygon(4, 0, size=1.3),
    "triangle-up": _polygon(3, size=1.15),
    "pentagon": _polygon(5),
    "star": _polygon(10, inner=0.382, size=1.4),
    "circle-cross": lambda r: f"{_circle(r)}M0 {-r:.2f}V{r:.2f}M{-r:.2f} 0H{r:.2f}",
    "x": lambda r: f"M{-r:.2f} {-r:.2f}L{r:.2f} {r:.2f}M{-r:.2f} {r:.2f}L{r:.2f} {-r:.2f}",
    "x-thin": lambda r: f"M{-r:.2f} {-r:.2f}L{r:.2f} {r:.2f}M{-r:.2f} {r:.2f}L{r:.2f} {-r:.2f}",
    "cross-thin": lambda r: f"M0 {-r:.2f}V{r:.2f}M{-r:.2f} 0H{r:.2f}",
    "line-ns": lambda r: f"M0 {-1.4 * r:.2f}V{1.4 * r:.2f}",
    "line-ew": lambda r: f"M{-1.4 * r:.2f} 0H{1.4 * r:.2f}",
}


def _draw_label(trace: Data, frame: Frame, number: int, place: tuple[float, float]) -> Iterator[Element]:
    """Draw the text of a point where Plotly puts it: beyond its mark, on the side that it names."""
    text = _one(trace.get("text", ""), number)
    if not text:
        return
    own = {key: _one(value, number) for key, value in (trace.get("textfont") or {}).items()}
    lines = read_text(str(text), frame.font(own))
    radius = _one((trace.get("marker") or {}).get("size", 6), number) / 2 if "markers" in trace["mode"] else 0
    beyond = radius / 0.8 + 1 if radius else 0
    side = str(_one(trace.get("textposition", "middle center"), number))
    across = 1 if "right" in side else -1 if "left" in side else 0
    down = -1 if "top" in side else 1 if "bottom" in side else 0
    high = ((len(lines.runs) - 1) * LINE_HEIGHT + 1) * lines.size
    y = place[1] + 0.75 * lines.size + down * beyond + (down - 1) * high / 2
    yield draw_text(lines, place[0] + across * beyond, y, {1: "start", -1: "end", 0: "middle"}[across])


def _draw_bars(trace: Data, frame: Frame, axes: tuple[Axis, Axis], name: str) -> Iterator[Element]:
    flat = trace.get("orientation") == "h"
    along, beside = axes if flat else (axes[1], axes[0])
    lengths, rows = (trace["x"], trace["y"]) if flat else (trace["y"], trace["x"])
    unit = (
        abs(beside.at(1) - beside.at(0))
        if not beside.categories
        else abs(beside.end - beside.start) / len(beside.categories)
    )
    for number, (length, row) in enumerate(zip(lengths, rows, strict=True)):
        if length is not None:
            base = _one(trace.get("base"), number) or 0
            ends = sorted((along.at(base), along.at(base + length)))
            thick = unit * (_one(trace.get("width"), number) or 1 - frame.layout.get("bargap", 0.2))
            middle = beside.at(row) + unit * (_one(trace.get("offset"), number) or -thick / unit / 2) + thick / 2
            yield _draw_bar(trace, number, (ends[0], ends[1], middle - thick / 2, thick), flat=flat, name=name)


def _draw_bar(trace: Data, number: int, box: tuple[float, float, float, float], *, flat: bool, name: str) -> Element:
    start, end, edge, thick = box
    x, y, wide, high = (start, edge, end - start, thick) if flat else (edge, start, thick, end - start)
    marker = trace.get("marker") or {}
    pattern, line = marker.get("pattern") or {}, marker.get("line") or {}
    hatched = _one(pattern.get("shape"), number)
    look = (
        {"fill": f"url(#{_pattern_id(name, pattern, number)})"}
        if hatched
        else paint("fill", _one(marker.get("color", "#444"), number))
    )
    if _one(line.get("width"), number):
        look |= {**paint("stroke", _one(line["color"], number)), "stroke_width": f"{_one(line['width'], number):g}"}
    sizes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{wide:.1f}", "height": f"{high:.1f}"}
    return element("rect", **sizes, **look)
