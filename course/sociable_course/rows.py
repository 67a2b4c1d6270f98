"""Rows of a picture, each named above its marks and not beside them, so that a telephone keeps its whole width."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT, SMALL_SIZE
from sociable_assessment.pictures import house_figure

if TYPE_CHECKING:
    import plotly.graph_objects as go

NARROW = 290  # pixels: what JupyterLab leaves of a telephone
YOU = f'; <span style="color:{LIGHT["you"]}">you</span>'  # behind the name of the row that the learner chose
_ROW = 60  # pixels
_ABOVE = 0.28  # of a row, from its marks to its name


def row_figure(title: str, subtitle: str, names: Sequence[str], *, top: float = 0.75) -> go.Figure:
    """Make a figure with a row for each name, the first on top.

    Args:
        title: the finding, or the question.
        subtitle: measure, base, year.
        names: of the rows.
        top: rows that are kept free above the marks of the first one.

    Returns:
        The figure; the marks of a row stand at the height of its place in `names`.

    >>> row_figure("Two of three write", "An invented club", ["Members", "Guests"]).layout.annotations[1].text
    'Guests'
    """
    rows = len(names) + top - 0.4
    figure = house_figure(title, subtitle, height=round(110 + _ROW * rows), width=NARROW)
    figure.update_yaxes(visible=False, range=[len(names) - 0.6, -top])
    figure.update_xaxes(tickangle=0, nticks=4, tickformat=",", automargin=False)
    figure.update_layout(margin={"l": 8, "r": 40}, meta={"narrowest": NARROW})
    for row, name in enumerate(names):
        at = {"xref": "paper", "x": 0, "y": row - _ABOVE, "xanchor": "left", "yanchor": "bottom"}
        figure.add_annotation(text=name, showarrow=False, font_size=SMALL_SIZE, **at)
    return figure


def add_guess(figure: go.Figure, row: int, foretold: float) -> None:
    """Mark what the learner predicted, and say it beside the row's name.

    Args:
        figure: from `row_figure`.
        row: the place of the row.
        foretold: where on the scale.
    """
    you = LIGHT["you"]
    ends = {"x": [foretold] * 2, "y": [row - 0.22, row + 0.22]}
    figure.add_scatter(**ends, mode="lines", line={"color": you, "width": 4}, hoverinfo="skip")
    named = figure.layout.annotations[row]
    said = f'{named.text}; <span style="color:{you}">you: <b>{foretold:g}</b></span>'
    figure.update_annotations({"text": said}, {"text": named.text})


def add_runs(figure: go.Figure, row: int, values: Sequence[float], *, dark: bool) -> None:
    """Draw a dot for each run of a simulation, and a bar at their median.

    Args:
        figure: from `row_figure`.
        row: the place of the row.
        values: one a run.
        dark: whether the row stands out.
    """
    heights = [row + (place % 7 - 3) * 0.045 for place in range(len(values))]
    marker = {"color": LIGHT["stage-high" if dark else "control"], "size": 7, "opacity": 0.55}
    figure.add_scatter(x=list(values), y=heights, mode="markers", marker=marker, hoverinfo="x")
    ends = {"x": [median(values)] * 2, "y": [row - 0.24, row + 0.24]}
    figure.add_scatter(**ends, mode="lines", line={"color": LIGHT["ink"], "width": 3}, hoverinfo="skip")
