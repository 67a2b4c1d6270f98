"""Pictures: a figure with its text twin and its source, in the house look.

Plotly is imported when the first figure is made. It breaks no lines by itself, so titles are broken here, short
enough for a phone; a longer title makes the figure taller, not the drawing smaller.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from sociable_assessment.labels import break_lines
from sociable_assessment.look import FONT, LIGHT, SMALL_SIZE, TEXT_SIZE, TITLE_SIZE
from sociable_assessment.markup import Element

if TYPE_CHECKING:
    import plotly.graph_objects as go

WIDTH = 390  # pixels: a telephone
COLUMN = 560  # pixels: the column of a lesson
_ROW, _SMALL_ROW = 23, 19  # pixels a line
_SIDES = 24  # pixels that a page and Plotly keep free
BOLD = 1.08  # how much wider bold letters are
_FIRST = 23  # pixels from the top to the foot of the first line
# The foot of the first line is placed: from the head, Plotly measures one line and several differently.
_TOP_LEFT = {
    "x": 0,
    "y": 1,
    "xref": "container",
    "yref": "container",
    "xanchor": "left",
    "yanchor": "bottom",
    "pad": {"b": -_FIRST, "l": 4},
}
_CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that loses nothing without eyes: its finding as a sentence, its numbers as a captioned table.

    `source` says who measured it, and when; "" for a picture without data.
    """

    figure: go.Figure
    finding: str
    table: Element
    source: str = ""


# Without a template, None included, Plotly copies its own into every figure: 7 kB, 9 ms, and other colours than ours.
_TEMPLATE = {
    "layout": {
        "autotypenumbers": "strict",
        "hoverlabel": {"align": "left"},
        "annotationdefaults": {"arrowcolor": LIGHT["ink"], "arrowhead": 0, "arrowwidth": 1},
        "xaxis": {"title": {"standoff": 15}},
        "yaxis": {"title": {"standoff": 15}},
    },
    "data": {"bar": [{"marker": {"pattern": {"fillmode": "overlay", "size": 10, "solidity": 0.2}}}]},
}


def house_figure(title: str, subtitle: str = "", *, height: int = 420, width: int = WIDTH) -> go.Figure:
    """Make an empty figure in the house look, to add traces and direct labels to.

    Args:
        title: the finding, or the question.
        subtitle: measure, base, year.
        height: of the whole in pixels, when title and subtitle take one line each.
        width: of the narrowest page that it is to fit, in pixels.

    Returns:
        The figure; no legend, no grid, few ticks, no zoom.

    >>> house_figure("Seven of ten members only read", "An online community, 2026").layout.height
    420
    """
    import plotly.graph_objects as go

    heading, top = head(title, subtitle, width=width)
    usual = head("one", "one" if subtitle else "")[1]
    return go.Figure(
        layout={
            "template": _TEMPLATE,
            "title": heading,
            "xaxis": dict(_axis()),
            "yaxis": dict(_axis()),
            "font": {"family": FONT, "size": TEXT_SIZE - 1, "color": LIGHT["ink"]},
            "colorway": [LIGHT["tint"], LIGHT["quiet"], LIGHT["you"]],
            "paper_bgcolor": _CLEAR,
            "plot_bgcolor": _CLEAR,
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "height": height + top - usual,
            "margin": {"l": 44, "r": 16, "t": top, "b": 44},
        }
    )


def head(title: str, subtitle: str = "", *, width: int = WIDTH) -> tuple[dict[str, Any], int]:
    """Lay out a title with its subtitle.

    Args:
        title: the finding, or the question.
        subtitle: measure, base, year.
        width: of the narrowest page that it is to fit, in pixels.

    Returns:
        What goes into a layout as `title`, and how many pixels it needs at the top.

    >>> heading, top = head("R&D answers most letters", "Eight letters a day")
    >>> heading["text"], top
    ('<b>R&amp;D answers most letters</b>', 66)
    """
    room = width - _SIDES
    lines, below = _break(title, TITLE_SIZE * BOLD, room), _break(subtitle, SMALL_SIZE, room)
    top = 24 + _ROW * len(lines) + _SMALL_ROW * len(below)
    heading = {
        "text": "<br>".join(f"<b>{each}</b>" for each in lines),
        "font": {"family": FONT, "size": TITLE_SIZE, "color": LIGHT["ink"]},
        **_TOP_LEFT,
        "subtitle": {
            "text": "<br>".join(below),
            "font": {"family": FONT, "size": SMALL_SIZE, "color": LIGHT["quiet"]},
        },
    }
    return heading, top


def _break(text: str, size: float, width: float) -> list[str]:
    return [escape(line, quote=False) for line in break_lines(text, size, width)]


def _axis() -> dict[str, Any]:
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": LIGHT["control"],
        "ticks": "outside",
        "tickcolor": LIGHT["control"],
        "nticks": 6,
        "fixedrange": True,
        "automargin": True,
    }
