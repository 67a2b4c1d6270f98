"""Why people say that they use social media: two surveys, each with its own people and its own question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_assessment.pictures import COLUMN, Picture, house_figure

if TYPE_CHECKING:
    import pandas as pd

FRIENDS = "Making new friends"
CHOICES = {
    "friends": "Stay in touch with what friends are doing",
    "news": "Stay up to date with news and current events",
    "funny": "Find funny or entertaining content",
    "opinion": "Share my opinion",
    "meet": "Meet new people",
}
_PEW = "US adults who use social networks; percent who call it a major reason, 2011"
_PEW_SOURCE = "Pew Internet, 15 November 2011, as quoted by third parties."
_GWI = "Internet users aged 16 to 64, percent who chose it. Square: 2017; circle: 2020"
_GWI_SOURCE = "GlobalWebIndex 2017 and 2020, internet users aged 16 to 64, as quoted by third parties."


def read_reasons(survey: str, year: int) -> pd.DataFrame:
    """Read the reasons that all respondents of one survey gave.

    Args:
        survey: "Pew 2011" or "GlobalWebIndex".
        year: of the wave.

    Returns:
        Columns `reason`, `value` (percent) and `confidence`, most frequent first.

    >>> float(read_reasons("Pew 2011", 2011)["value"].iloc[0])
    67.0
    """
    from sociable_data import load

    rows = load("motivations")
    everyone = rows["group"].isin(["US adult social network users", "internet users 16-64"])
    asked = rows["measure"].isin(["major reason", "main reason selected"])
    chosen = rows[(rows["survey"] == survey) & (rows["year"] == year) & everyone & asked]
    return chosen.sort_values("value", ascending=False)[["reason", "value", "confidence"]]


def draw_reasons(foretold: float) -> Picture:
    """Draw the reasons of 2011 beside the learner's prediction for *making new friends*.

    Args:
        foretold: percent who the learner thought call it a major reason.

    Returns:
        The picture. Source: Pew 2011.
    """
    reasons = read_reasons("Pew 2011", 2011)
    friends = float(reasons.loc[reasons["reason"] == FRIENDS, "value"].iloc[0])
    finding = f"{friends:g} in 100 called making new friends a major reason; you said {foretold:g}"
    figure = house_figure(finding, _PEW, height=380, width=COLUMN)
    rest = reasons.iloc[::-1]
    figure.add_bar(
        x=rest["value"],
        y=[f"{reason}  " for reason in rest["reason"]],
        orientation="h",
        text=[f"{value:g}" for value in rest["value"]],
        textposition="outside",
        marker_color=[LIGHT["stage-high" if reason == FRIENDS else "control"] for reason in rest["reason"]],
    )
    row, you = rest["reason"].tolist().index(FRIENDS), LIGHT["you"]
    figure.add_shape(
        type="line", x0=foretold, x1=foretold, y0=row - 0.45, y1=row + 0.45, line={"color": you, "width": 4}
    )
    said = {"text": f"you: {foretold:g}", "font_color": you, "showarrow": False, "xanchor": "left", "xshift": 6}
    figure.add_annotation(x=foretold, y=row, **said)
    figure.update_layout(xaxis={"visible": False, "range": [0, max(80, foretold + 14)]})
    figure.update_yaxes(tickmode="linear", dtick=1)
    rows = [(reason, f"{value:g}") for reason, value in zip(reasons["reason"], reasons["value"], strict=True)]
    return Picture(
        figure, f"{finding}. Staying in touch leads, by far.", table(_PEW, ("Reason", "Percent"), rows), _PEW_SOURCE
    )


def read_change() -> list[tuple[str, float, float]]:
    """Compare the reasons that GlobalWebIndex asked for in both of its waves.

    Returns:
        Reason, percent in 2017, percent in 2020; the largest fall first.

    >>> read_change()[0]
    ('Stay in touch with what friends are doing', 42.0, 33.0)
    """
    before, after = (_read_shares(year) for year in (2017, 2020))
    both = [(reason, before[reason], after[reason]) for reason in before if reason in after]
    return sorted(both, key=lambda each: each[2] - each[1])


def _read_shares(year: int) -> dict[str, float]:
    reasons = read_reasons("GlobalWebIndex", year)
    return {str(reason): float(value) for reason, value in zip(reasons["reason"], reasons["value"], strict=True)}


def draw_change(foretold: str) -> Picture:
    """Draw how the reasons changed from 2017 to 2020, beside the learner's prediction of the largest fall.

    Args:
        foretold: the reason that the learner chose: a key of `CHOICES`.

    Returns:
        The picture. Source: GlobalWebIndex.
    """
    rows, said = read_change(), CHOICES[foretold]
    reason, before, after = rows[0]
    finding = f"“{reason}” fell most, from {before:g} to {after:g} percent"
    figure = house_figure(finding, _GWI, height=440, width=COLUMN)
    for name, first, last in rows:
        colour = LIGHT["you"] if name == said else LIGHT["stage-high"]
        figure.add_scatter(
            x=[first, last],
            y=[f"{name}  "] * 2,
            mode="lines+markers+text",
            text=[f"{first:g}", f"{last:g}"],
            textposition=["middle right", "middle left"],
            line={"color": colour, "width": 2},
            marker={"size": 10, "symbol": ["square", "circle"], "color": [LIGHT["control"], colour]},
        )
    figure.update_layout(xaxis={"visible": False, "range": [15, 48]})
    figure.update_yaxes(showline=False, ticks="")
    figure.update_yaxes(autorange="reversed", tickmode="linear", dtick=1)
    told = "That is what you said." if said == reason else f"You said: {said}."
    cells = [(name, f"{first:g}", f"{last:g}") for name, first, last in rows]
    return Picture(figure, f"{finding}. {told}", table(_GWI, ("Reason", "2017", "2020"), cells), _GWI_SOURCE)
