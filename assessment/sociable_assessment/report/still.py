"""A figure of the house as a still SVG: no script, no browser, text that stays text.

No kept library turns a Plotly figure into SVG without a browser (kaleido starts one, 2 s a picture; the script that
draws in the page weighs 4.8 MB). So the part of Plotly that the house draws with is drawn here, from the same figure:
scatter and bar traces, rectangles, lines, annotations, axes. What it does not know it refuses, so that a picture
never loses a part in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sociable_assessment.markup import Element, element
from sociable_assessment.report.still_axes import Axis, Frame, lay_out
from sociable_assessment.report.still_text import draw_text, measure, read_text
from sociable_assessment.report.still_traces import draw_trace, list_patterns, paint

if TYPE_CHECKING:
    import plotly.graph_objects as go

Data = Mapping[str, Any]


def draw_still(figure: go.Figure, width: int, label: str, name: str) -> Element:
    """Draw a figure, without its title, as SVG.

    Args:
        figure: the figure; its title is left to the page.
        width: in pixels.
        label: what it shows, in a sentence.
        name: a short name, unlike that of any other picture on the page.

    Returns:
        An `svg` element.

    Raises:
        ValueError: the figure has a trace or shape that is not drawn here.
    """
    data = figure.to_plotly_json()
    frame = lay_out(data, width)
    layers = [
        *_draw_shapes(frame, above=False),
        *_draw_axes(frame),
        *(each for trace in data["data"] for each in draw_trace(trace, frame, name)),
        *_draw_shapes(frame, above=True),
        *_draw_annotations(frame),
    ]
    patterns = element("defs", *list_patterns(data["data"], name))
    box = {"viewBox": f"0 0 {width} {frame.height:g}", "width": str(width), "height": f"{frame.height:g}"}
    return element("svg", patterns, *layers, xmlns="http://www.w3.org/2000/svg", role="img", aria_label=label, **box)


def _draw_shapes(frame: Frame, *, above: bool) -> Iterator[Element]:
    for shape in frame.layout.get("shapes", ()):
        if (shape.get("layer", "above") != "below") == above and shape.get("visible", True):
            yield _draw_shape(frame, shape)


def _draw_shape(frame: Frame, shape: Data) -> Element:
    look = {**paint("stroke", shape.get("line", {}).get("color", "#444")), **_line_look(shape.get("line", {}))}
    x0, x1 = (frame.at("x", shape, f"x{end}") for end in (0, 1))
    y0, y1 = (frame.at("y", shape, f"y{end}") for end in (0, 1))
    if shape["type"] == "line":
        return element("line", x1=_px(x0), y1=_px(y0), x2=_px(x1), y2=_px(y1), **look)
    if shape["type"] == "rect":
        box = {"x": _px(min(x0, x1)), "y": _px(min(y0, y1)), "width": _px(abs(x1 - x0)), "height": _px(abs(y1 - y0))}
        return element("rect", **box, **look, **paint("fill", shape.get("fillcolor", "rgba(0,0,0,0)")))
    msg = f"a shape of type {shape['type']!r} is not drawn in a still picture"
    raise ValueError(msg)


def _line_look(line: Data) -> dict[str, str]:
    dashes = {"dot": "1.5 3", "dash": "6 4", "longdash": "10 5"}
    dash = {"stroke_dasharray": dashes[line["dash"]]} if line.get("dash") in dashes else {}
    return {"stroke_width": f"{line.get('width', 2):g}", **dash}


def _draw_axes(frame: Frame) -> Iterator[Element]:
    for axis in frame.axes.values():
        if axis.look.get("visible", True):
            yield from _draw_axis(frame, axis)


def _draw_axis(frame: Frame, axis: Axis) -> Iterator[Element]:
    """Draw an axis: its line, its ticks with their labels, its zero line and grid, its title."""
    across, other = axis.letter == "x", frame.other(axis)
    stroke = paint("stroke", axis.look.get("linecolor", "#444"))
    if axis.look.get("showline"):
        ends = axis.start, other.start, axis.end, other.start
        yield _segment(ends, across=across, **stroke)
    for place, text in axis.ticks:
        if axis.look.get("showgrid"):
            grid = paint("stroke", axis.look.get("gridcolor", "#eee"))
            yield _segment((place, other.start, place, other.end), across=across, **grid)
        if axis.look.get("ticks") == "outside":
            end = other.start + (5 if across else -5)
            yield _segment((place, other.start, place, end), across=across, **stroke)
        if axis.look.get("showticklabels", True):
            yield _tick_label(frame, axis, place, text)
    title = (axis.look.get("title") or {}).get("text")
    if title:
        yield _axis_title(frame, axis, title)


def _segment(ends: tuple[float, float, float, float], *, across: bool, **look: str) -> Element:
    a0, b0, a1, b1 = ends
    pairs = ((a0, b0), (a1, b1)) if across else ((b0, a0), (b1, a1))
    (x1, y1), (x2, y2) = pairs
    return element("line", x1=_px(x1), y1=_px(y1), x2=_px(x2), y2=_px(y2), **look)


def _tick_label(frame: Frame, axis: Axis, place: float, text: str) -> Element:
    lines = read_text(text, frame.font(axis.look.get("tickfont")))
    other = frame.other(axis).start
    if axis.letter == "x":
        return draw_text(lines, place, other + 8 + 0.8 * lines.size, "middle")
    return draw_text(lines, other - 9, place + 0.35 * lines.size - (len(lines.runs) - 1) * lines.step / 2, "end")


def _axis_title(frame: Frame, axis: Axis, title: str) -> Element:
    lines = read_text(title, frame.font((axis.look.get("title") or {}).get("font")))
    middle = (axis.start + axis.end) / 2
    if axis.letter == "x":
        return draw_text(lines, middle, frame.height - 6 - (len(lines.runs) - 1) * lines.step, "middle")
    return draw_text(lines, lines.size, middle, "middle", turn=-90)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """How far along its own size a text is shifted: 0 to stand after its place, -1 to stand before it."""

    across: float
    down: float


def _draw_annotations(frame: Frame) -> Iterator[Element]:
    for each in frame.layout.get("annotations", ()):
        if each.get("visible", True) and each.get("text"):
            yield _draw_annotation(frame, each)


def _draw_annotation(frame: Frame, each: Data) -> Element:
    """Draw a text at a place; its box, turned or not, is anchored there."""
    lines = read_text(each["text"], frame.font(each.get("font")))
    x = frame.at("x", each, "x") + each.get("xshift", 0)
    y = frame.at("y", each, "y") - each.get("yshift", 0)
    turned = abs(each.get("textangle", 0)) == 90  # noqa: PLR2004 - degrees
    wide, high = measure(lines) + 4, len(lines.runs) * lines.step + 2
    box = (high, wide) if turned else (wide, high)
    anchor = _Anchor(_shift("x", each, frame), _shift("y", each, frame))
    left, top = x + anchor.across * box[0], y + anchor.down * box[1]
    if turned:
        foot = 0.35 * lines.size - (len(lines.runs) - 1) * lines.step / 2  # of the first line, from the middle
        onward = -1 if each["textangle"] > 0 else 1  # where its next line stands
        return draw_text(lines, left + box[0] / 2 + onward * foot, top + box[1] / 2, "middle", turn=each["textangle"])
    align = {"left": "start", "right": "end"}.get(each.get("align", "center"), "middle")
    start = {"start": left + 2, "middle": left + wide / 2, "end": left + wide - 2}[align]
    return draw_text(lines, start, top + 1 + 0.95 * lines.size, align)


def _shift(letter: str, each: Data, frame: Frame) -> float:
    known = {"left": 0.0, "top": 0.0, "center": -0.5, "middle": -0.5, "right": -1.0, "bottom": -1.0}
    anchor = each.get(f"{letter}anchor", "auto")
    if anchor in known:
        return known[anchor]
    share = frame.share(letter, each)  # as Plotly does: to the inner side in the outer thirds of the drawing
    outer = (0.0, -1.0) if letter == "x" else (-1.0, 0.0)
    return outer[0] if share < 1 / 3 else outer[1] if share > 2 / 3 else -0.5


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
