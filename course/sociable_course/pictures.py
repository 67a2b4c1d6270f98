"""Pictures of the lessons: a figure with its text twin and its source, in the house look.

Plotly is imported when the first figure is made.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from sociable_assessment.look import FONT, LIGHT, SMALL_SIZE, TEXT_SIZE
from sociable_assessment.markup import Element

if TYPE_CHECKING:
    import plotly.graph_objects as go

_CLEAR = "rgba(0,0,0,0)"
_LINE = 62  # characters of a title that fit a column of text
_ROW = 26  # pixels


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that loses nothing without eyes: its finding as a sentence, its numbers as a captioned table.

    `source` says who measured it, and when; "" for a picture without data.
    """

    figure: go.Figure
    finding: str
    table: Element
    source: str = ""


def house_figure(title: str, subtitle: str = "", *, height: int = 420) -> go.Figure:
    """Make an empty figure in the house look, to add traces and direct labels to.

    Args:
        title: the finding, or the question.
        subtitle: measure, base, year.
        height: of the whole, in pixels.

    Returns:
        The figure; no legend, no grid, few ticks, no zoom.
    """
    import plotly.graph_objects as go

    lines = textwrap.wrap(title, _LINE) or [""]
    below = textwrap.wrap(subtitle, round(_LINE * 1.25))
    heading = "<br>".join(f"<b>{escape(line, quote=False)}</b>" for line in lines)
    small = "<br>".join(escape(line, quote=False) for line in below)
    top = 18 + _ROW * len(lines) + 20 * len(below)
    axis = {
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
    return go.Figure(
        layout={
            "template": None,
            "title": {
                "text": heading,
                "font": {"size": 18, "color": LIGHT["ink"]},
                "x": 0,
                "xref": "container",
                "xanchor": "left",
                "y": 1,
                "yref": "container",
                "yanchor": "top",
                "pad": {"t": 8, "l": 4},
                "subtitle": {"text": small, "font": {"size": SMALL_SIZE, "color": LIGHT["quiet"]}},
            },
            "xaxis": axis,
            "yaxis": axis,
            "font": {"family": FONT, "size": TEXT_SIZE - 1, "color": LIGHT["ink"]},
            "colorway": [LIGHT["tint"], LIGHT["quiet"], LIGHT["you"]],
            "paper_bgcolor": _CLEAR,
            "plot_bgcolor": _CLEAR,
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "height": height,
            "margin": {"l": 44, "r": 16, "t": top + 16, "b": 44},
        }
    )
