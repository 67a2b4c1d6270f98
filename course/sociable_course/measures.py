"""What marketers measure on social media, and who is to be met on which platform."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_assessment.pictures import COLUMN, Picture, house_figure

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

PROFIT = "Profit per customer"
_COLOURS = {
    "Number of followers / friends": "control",
    "Sales levels": "tint",
    "Revenue per customer": "tint",
    PROFIT: "stage-high",
}
_USED = "US marketers who use it for social media, percent; several answers allowed. Hollow: low confidence"
_USED_SOURCE = (
    "The CMO Survey (Duke University), 2010 to 2014, as quoted by third parties; February 2013 rests on one poor host."
)
_AGES = "US adults of the age who ever use it, 2021, percent"
_AGES_SOURCE = "Pew Research Center 2021, as quoted by third parties."
_YOUNG, _OLD = "18-29", "65+"


def read_measures() -> pd.DataFrame:
    """Read the share of marketers who use each measure, by wave.

    Returns:
        Columns `wave`, `year`, `metric`, `value` (percent), `confidence`.

    >>> len(read_measures())
    14
    """
    from sociable_data import load

    return load("metrics_used")[["wave", "year", "metric", "value", "confidence"]]


def draw_measures(foretold: float) -> Picture:
    """Draw which measures marketers used, beside the learner's prediction for profit per customer.

    Args:
        foretold: percent who the learner thought looked at profit per customer in 2014.

    Returns:
        The picture. Source: The CMO Survey.
    """
    rows = read_measures()
    last = rows[rows["wave"] == "Aug 2014"].set_index("metric")["value"]
    finding = (
        f"In 2014, {last[PROFIT]:g} percent looked at profit per customer, {last.iloc[0]:g} percent at followers; "
        f"you said {foretold:g}"
    )
    figure = house_figure(finding, _USED, height=420, width=COLUMN)
    for metric, colour in _COLOURS.items():
        _add_measure(figure, metric, rows[rows["metric"] == metric], LIGHT[colour])
    figure.add_scatter(
        x=[2014], y=[foretold], mode="markers", marker={"symbol": "x", "size": 12, "color": LIGHT["you"]}
    )
    figure.add_annotation(
        x=2014,
        y=foretold,
        text=f"you: {foretold:g}",
        font_color=LIGHT["you"],
        xanchor="right",
        xshift=-10,
        showarrow=False,
    )
    figure.update_layout(margin={"r": 220})
    figure.update_xaxes(tickvals=[2010, 2011, 2013, 2014], range=[2009.8, 2014.2])
    figure.update_yaxes(range=[0, max(50, foretold + 4)])
    cells = [(str(row.metric), str(row.wave), f"{row.value:g}", str(row.confidence)) for row in rows.itertuples()]
    numbers = table(_USED, ("Measure", "Wave", "Percent", "Confidence"), cells)
    return Picture(figure, f"{finding}.", numbers, _USED_SOURCE)


def _add_measure(figure: go.Figure, metric: str, rows: pd.DataFrame, colour: str) -> None:
    figure.add_scatter(
        x=rows["year"],
        y=rows["value"],
        mode="lines+markers+text",
        text=[*[""] * (len(rows) - 1), f"  {metric.removeprefix('Number of ')} {rows['value'].iloc[-1]:g}"],
        textposition="middle right",
        line={"color": colour, "width": 2},
        marker={"size": 9, "symbol": ["circle-open" if each == "low" else "circle" for each in rows["confidence"]]},
        cliponaxis=False,
    )


def read_ages() -> dict[str, tuple[float, float]]:
    """Read how many young and old adults use a platform, where both are known for 2021.

    Returns:
        By platform, percent of those aged 18 to 29 and of those 65 and over; the largest difference first.

    >>> read_ages()["Facebook"]
    (70.0, 50.0)
    """
    from sociable_data import load

    rows = load("platform_use")
    rows = rows[rows["year"] == 2021]  # noqa: PLR2004 - the wave with both ages for most platforms
    young, old = (rows[rows["age_group"] == age].set_index("platform")["value"].to_dict() for age in (_YOUNG, _OLD))
    both = {str(name): (float(young[name]), float(old[name])) for name in young if name in old}
    return dict(sorted(both.items(), key=lambda each: each[1][1] - each[1][0]))


@lru_cache
def draw_ages() -> Picture:
    """Draw how the young and the old differ in the platforms they use.

    Returns:
        The picture. Source: Pew 2021.
    """
    ages = read_ages()
    finding = "Half of those over 65 use Facebook; Snapchat reaches almost none of them"
    figure = house_figure(finding, f"{_AGES}. Hollow: 18 to 29; filled: 65 and over", height=340, width=COLUMN)
    for name, (young, old) in ages.items():
        figure.add_scatter(
            x=[old, young],
            y=[f"{name}  "] * 2,
            mode="lines+markers+text",
            text=[f"{old:g}", f"{young:g}"],
            textposition=["middle left", "middle right"],
            line={"color": LIGHT["stage-high"], "width": 2},
            marker={"size": 11, "symbol": ["circle", "circle-open"]},
        )
    figure.update_xaxes(range=[-8, 100], visible=False)
    figure.update_yaxes(autorange="reversed", tickmode="linear", dtick=1)
    rows = [(name, f"{young:g}", f"{old:g}") for name, (young, old) in ages.items()]
    return Picture(figure, f"{finding}.", table(_AGES, ("Platform", "18 to 29", "65 and over"), rows), _AGES_SOURCE)
