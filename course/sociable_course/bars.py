"""Bars with their values beside them, and the learner's prediction as a stroke across one of them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from sociable_assessment.labels import break_lines
from sociable_assessment.look import LIGHT, TEXT_SIZE
from sociable_assessment.pictures import COLUMN, house_figure

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROOM = 190  # pixels for a bar's name
_AIR = 1.18  # how much longer than the longest bar the axis is, for the value beside it


def draw_bars(values: Mapping[str, float], title: str, subtitle: str, *, dark: AbstractSet[str]) -> go.Figure:
    """Draw one bar a name, in the order given, from the top.

    Args:
        values: by name, 0 or more.
        title: the finding, or the question.
        subtitle: measure, base, year.
        dark: the names that stand out.

    Returns:
        The figure; its axis starts at zero.

    >>> draw_bars({"Marketing": 73, "Research": 8}, "Who has staff?", "", dark={"Research"}).data[0].x
    (73, 8)
    """
    names = list(values)
    figure = house_figure(title, subtitle, height=90 + 44 * len(names), width=COLUMN)
    figure.add_bar(
        x=list(values.values()),
        y=list(range(len(names))),
        orientation="h",
        width=0.55,
        text=[f"{value:g}" for value in values.values()],
        textposition="outside",
        marker_color=[LIGHT["stage-high" if name in dark else "control"] for name in names],
        cliponaxis=False,
        hoverinfo="skip",
    )
    labels = ["<br>".join(f"{line}  " for line in break_lines(name, TEXT_SIZE - 1, _ROOM)) for name in names]
    figure.update_yaxes(tickvals=list(range(len(names))), ticktext=labels, range=[len(names) - 0.25, -0.7], ticks="")
    figure.update_xaxes(visible=False, range=[0, _AIR * max(values.values())])
    figure.update_layout(margin={"b": 16})
    return figure


def mark_foretold(figure: go.Figure, row: int, foretold: float) -> None:
    """Draw the learner's prediction across a bar.

    Args:
        figure: made by `draw_bars`.
        row: which bar, 0 for the topmost.
        foretold: the prediction.
    """
    you = LIGHT["you"]
    stroke = {"symbol": "line-ns", "size": 28, "line": {"width": 4, "color": you}}
    figure.add_scatter(x=[foretold], y=[row], mode="markers", marker=stroke, cliponaxis=False, hoverinfo="skip")
    value, reach = figure.data[0].x[row], figure.layout.xaxis.range[1]
    below = foretold < value + reach / 8  # a label on the bar, or on its value, could not be read
    place = {"yshift": -23} if below else {"xanchor": "left", "xshift": 8}
    text = {"text": f"you: {foretold:g}", "font": {"color": you}, "showarrow": False}
    figure.add_annotation(x=foretold, y=row, **text, **place)
    figure.update_xaxes(range=[0, max(reach, 1.3 * foretold)])
