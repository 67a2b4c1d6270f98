"""Who takes part, and how much: the few who write, the many who watch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_course.pictures import Picture, house_figure

if TYPE_CHECKING:
    import pandas as pd

RULE = "Most online communities (rule of thumb)"
_RUNGS = ("Spectators", "Creators", "Inactives")
_HEADED = {"Spectators": "read or watch", "Creators": "publish", "Inactives": "do none of it"}


def draw_silent(foretold: float) -> Picture:
    """Draw Nielsen's rule of participation beside the learner's prediction.

    Args:
        foretold: of 100 members, how many the learner thought write nothing.

    Returns:
        The picture. Source of the shares: Nielsen, 2006.
    """
    shares = read_tiers(RULE)
    silent = shares["lurkers"]
    finding = f"By the rule of thumb, {silent:g} of 100 write nothing; you said {foretold:g}"
    figure = house_figure(finding, "Members of an online community, of 100; a rule of thumb of 2006, no survey")
    for tier, colour in zip(shares, ("control", "stage-low", "stage-high"), strict=True):
        figure.add_bar(
            x=[shares[tier]], y=["rule"], orientation="h", marker_color=LIGHT[colour], hovertext=tier, hoverinfo="text"
        )
    label = {"showarrow": False, "y": "rule", "yshift": 48}
    figure.add_annotation(x=silent / 2, text=f"{silent:g} write nothing", **label)
    figure.add_annotation(x=95, text="9 now and then<br>1 nearly all", align="right", xanchor="center", **label)
    figure.add_vline(x=foretold, line={"color": LIGHT["you"], "width": 3, "dash": "dot"})
    figure.add_annotation(
        x=foretold, text=f"you: {foretold:g}", font_color=LIGHT["you"], y="rule", yshift=-52, showarrow=False
    )
    figure.update_layout(barmode="stack", height=270, xaxis={"range": [0, 100], "fixedrange": True})
    figure.update_yaxes(visible=False, fixedrange=True)
    rows = [(tier, f"{value:g}") for tier, value in shares.items()] + [
        ("your prediction, who write nothing", f"{foretold:g}")
    ]
    return Picture(
        figure, f"{finding}.", table("Of 100 members", ("", "Members"), rows), "Nielsen, NN/g, 9 October 2006."
    )


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


def draw_ladder() -> Picture:
    """Draw how many US online adults watched, published or did neither, 2007 to early 2010.

    Returns:
        The picture. Source: Forrester Social Technographics.
    """
    waves = _read_waves()
    finding = "Watching grew from a third to 7 in 10; publishing stayed at a quarter or less"
    figure = house_figure(finding, "Share of US online adults, percent; groups overlap")
    order = list(dict.fromkeys(waves["wave"]))
    for rung, colour in zip(_RUNGS, ("stage-high", "you", "control"), strict=True):
        of = waves[waves["rung"] == rung]
        figure.add_scatter(
            x=of["wave"],
            y=of["value"],
            mode="lines+markers+text",
            text=[*[""] * (len(of) - 1), f"  {of['value'].iloc[-1]:g}  {rung}: {_HEADED[rung]}"],
            textposition="middle right",
            line={"color": LIGHT[colour]},
            marker={"size": 9, "symbol": _symbols(of)},
            cliponaxis=False,
        )
    figure.update_layout(height=400, margin={"r": 190})
    figure.update_xaxes(categoryorder="array", categoryarray=order, fixedrange=True)
    figure.update_yaxes(range=[0, 80], fixedrange=True)
    return Picture(
        figure, f"{finding}. Hollow marks: figures of medium confidence.", _ladder_table(waves, order), _LADDER_SOURCE
    )


_LADDER_SOURCE = "Forrester Social Technographics, as quoted by third parties; see the table technographics."


def _symbols(rows: pd.DataFrame) -> list[str]:
    return ["circle" if confidence == "high" else "circle-open" for confidence in rows["confidence"]]


def _read_waves() -> pd.DataFrame:
    from sociable_data import load

    rows = load("technographics")
    return rows[(rows["group"] == "US online adults") & rows["rung"].isin(_RUNGS)]


def _ladder_table(waves: pd.DataFrame, order: Sequence[str]) -> object:
    found = {(row.wave, row.rung): f"{row.value:g}" for row in waves.itertuples()}
    rows = [(str(wave), *(found.get((wave, rung), "not known") for rung in _RUNGS)) for wave in order]
    return table("Percent of US online adults", ("Wave", *_RUNGS), rows)
