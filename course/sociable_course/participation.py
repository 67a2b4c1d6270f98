"""Who takes part, and how much: the few who write, the many who watch."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import Element, table
from sociable_assessment.pictures import COLUMN, Picture, house_figure

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

RULE = "Most online communities (rule of thumb)"
_RULE = "A mark is one member of an online community of 100. A rule of thumb, no survey"
_WAVES = {
    "report Apr 2007": "early 2007",
    "2007 wave": "2007",
    "2008 wave": "2008",
    "Q2 2009": "2009",
    "Jan 2010 update": "2010",
}
_RUNGS = {"Spectators": "stage-high", "Critics": "stage-low", "Creators": "tint", "Inactives": "control"}
_LADDER = (
    "US online adults, percent; groups overlap. Spectators watch, critics comment, creators publish, inactives do none"
)
_LADDER_SOURCE = "Forrester Social Technographics, 2007 to 2010, as quoted by third parties."
_TIERS = {  # how each is drawn: shape, colour, words
    "lurkers": ("circle-open", "control", "write nothing"),
    "occasional contributors": ("circle", "tint", "write now and then"),
    "heavy contributors": ("diamond", "stage-high", "writes nearly everything"),
}


def draw_silent(foretold: float) -> Picture:
    """Draw Nielsen's rule of participation beside the learner's prediction.

    Args:
        foretold: of 100 members, how many the learner thought write nothing.

    Returns:
        The picture, a mark a member. Source of the shares: Nielsen, 2006.
    """
    shares = read_tiers(RULE)
    finding = f"By the rule of thumb, {shares['lurkers']:g} of 100 write nothing; you said {foretold:g}"
    figure = house_figure(
        finding,
        "A mark is one member of an online community of 100. A rule of thumb, no survey",
        height=400,
        width=COLUMN,
    )
    first = 0
    for tier, share in shares.items():
        _add_members(figure, tier, first, round(share))
        first += round(share)
    _add_line(figure, foretold)
    axes = {"visible": False, "fixedrange": True}
    figure.update_layout(xaxis=axes | {"range": [-0.7, 14]}, yaxis=axes | {"range": [-1.4, 10.6]})
    rows = [(_TIERS[tier][2], f"{share:g}") for tier, share in shares.items()]
    rows.append(("write nothing, by your prediction", f"{foretold:g}"))
    return Picture(
        figure, f"{finding}.", table("Of 100 members", ("What they do", "Members"), rows), "Nielsen, 9 October 2006."
    )


def _add_members(figure: go.Figure, tier: str, first: int, count: int) -> None:
    symbol, colour, words = _TIERS[tier]
    places = range(first, first + count)
    figure.add_scatter(
        x=[place // 10 for place in places],
        y=[9 - place % 10 for place in places],
        mode="markers",
        marker={"symbol": symbol, "color": LIGHT[colour], "size": 13, "line": {"color": LIGHT[colour], "width": 1.5}},
        hoverinfo="skip",
    )
    beside = (9.6, 9 - places[-1] % 10) if first else (-0.3, 10)
    text = {"text": f"{count} {words}", "xanchor": "left", "font": {"color": LIGHT["ink"]}}
    figure.add_annotation(x=beside[0], y=beside[1], showarrow=False, **text)


def _add_line(figure: go.Figure, foretold: float) -> None:
    """Draw how far the silent would reach if the prediction held."""
    at, you = foretold / 10 - 0.5, LIGHT["you"]
    figure.add_scatter(x=[at, at], y=[-0.6, 9.6], mode="lines", line={"color": you, "width": 3, "dash": "dot"})
    figure.add_annotation(x=at, y=-1, text=f"you: {foretold:g}", font_color=you, showarrow=False)


def read_tiers(context: str) -> dict[str, float]:
    """Read the shares of one community, or of the rule of thumb.

    Args:
        context: as the table `participation` names it.

    Returns:
        Percent of users by tier, in the order of the table.

    >>> read_tiers(RULE)["lurkers"]
    90.0
    """
    from sociable_data import load

    rows = load("participation")
    rows = rows[rows["context"] == context]
    return {str(tier): float(value) for tier, value in zip(rows["tier"], rows["value"], strict=True)}


@lru_cache
def draw_ladder() -> Picture:
    """Draw how many US online adults watched, published or did neither, 2007 to early 2010.

    Returns:
        The picture. Source: Forrester Social Technographics.
    """
    waves = _read_waves()
    finding = "Watching doubled to 7 in 10; publishing nearly doubled, to a quarter"
    figure = house_figure(finding, _LADDER, height=420, width=COLUMN)
    for rung, colour in _RUNGS.items():
        _add_rung(figure, rung, waves[waves["rung"] == rung], LIGHT[colour])
    figure.update_layout(margin={"r": 120})
    figure.update_xaxes(categoryorder="array", categoryarray=list(_WAVES.values()), tickmode="linear", dtick=1)
    figure.update_yaxes(range=[0, 80])
    note = f"{finding}. Hollow marks are figures of medium confidence."
    return Picture(figure, note, _ladder_table(waves), _LADDER_SOURCE)


def _add_rung(figure: go.Figure, rung: str, rows: pd.DataFrame, colour: str) -> None:
    last = rows["value"].iloc[-1]
    figure.add_scatter(
        x=[_WAVES[wave] for wave in rows["wave"]],
        y=rows["value"],
        mode="lines+markers+text",
        text=[*[""] * (len(rows) - 1), f"  {rung} {last:g}"],
        textposition="middle right",
        line={"color": colour, "width": 2},
        marker={"size": 9, "symbol": _symbols(rows)},
        cliponaxis=False,
    )


def _symbols(rows: pd.DataFrame) -> list[str]:
    return ["circle" if confidence == "high" else "circle-open" for confidence in rows["confidence"]]


def _read_waves() -> pd.DataFrame:
    from sociable_data import load

    rows = load("technographics")
    return rows[(rows["group"] == "US online adults") & rows["rung"].isin(list(_RUNGS))]


def _ladder_table(waves: pd.DataFrame) -> Element:
    found = {(row.wave, row.rung): f"{row.value:g}" for row in waves.itertuples()}
    rows = [(name, *(found.get((wave, rung), "not known") for rung in _RUNGS)) for wave, name in _WAVES.items()]
    return table("Percent of US online adults", ("Wave", *_RUNGS), rows)
