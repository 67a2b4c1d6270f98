"""What is published on working together, on what people write, and on how long they wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT, SMALL_SIZE, fade
from sociable_assessment.markup import table
from sociable_assessment.pictures import Picture
from sociable_course.rows import add_guess, row_figure

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

_VALUE = "Percent of the value a year that consultants thought possible in four sectors, 2012. An estimate, not a count"
_VALUE_SOURCE = (
    "McKinsey Quarterly, July 2012, stated there as two thirds; the value itself: McKinsey Global Institute."
)
_KINDS = {
    "tweets": "Tweets",
    "Amazon review snippets": "Product reviews",
    "movie review snippets": "Film reviews",
    "NYT editorial snippets": "Editorials",
}
_RATED = "Percent of texts that people rated negative, neutral, positive, 2014. Mean: from \N{MINUS SIGN}4 to 4"
_RATED_SOURCE = "C. J. Hutto and E. E. Gilbert, ground truth of VADER, 2014; summed up for this course."
_REPLIES = "Mean hours until 500 US retailers answered a customer, 2015"
_REPLIES_SOURCE = "Eptica, 2015, as quoted by S. Hyken."
_SHADES = {"negative": LIGHT["control"], "neutral": fade(LIGHT["control"], 0), "positive": LIGHT["stage-high"]}


def draw_value(foretold: float) -> Picture:
    """Draw how much of the value was thought to lie in working together, beside the learner's prediction.

    Args:
        foretold: percent, by the learner.

    Returns:
        The picture. Source: McKinsey.
    """
    together = _find_fact("Share of value from collaboration within and across enterprises")
    shares = {"Working together": together, "All the rest": 100 - together}
    finding = "Two thirds of the value was thought to lie in working together, within firms and between them"
    figure = _draw_bars(shares, finding, _VALUE, dark="Working together", foretold=foretold)
    rows = [(name, f"{each:.1f}") for name, each in shares.items()]
    rows.append(("Working together, by your prediction", f"{foretold:g}"))
    return Picture(
        figure,
        f"{finding}; you said {foretold:g} percent.",
        table(_VALUE, ("Where it lies", "Percent"), rows),
        _VALUE_SOURCE,
    )


def _find_fact(indicator: str) -> float:
    from sociable_data import load

    facts = load("social_value_facts").set_index("indicator")["value_low"]
    return float(facts[indicator])


def read_kinds() -> pd.DataFrame:
    """Read how people rated four kinds of text.

    Returns:
        By kind: `items`, `mean`, and the percent `negative`, `neutral` and `positive`; the highest mean first.

    >>> read_kinds().loc["Film reviews", ["negative", "mean"]].round(1).tolist()
    [47.9, 0.0]
    """
    from sociable_data import load

    rows = (
        load("sentiment_by_text_type").sort_values("mean", ascending=False).set_index("text_type").rename(index=_KINDS)
    )
    shares = rows[list(_SHADES)].div(rows["items"], axis=0) * 100
    return rows[["items", "mean"]].join(shares)


def draw_kinds(chosen: str) -> Picture:
    """Draw how people rated four kinds of text.

    Args:
        chosen: the kind that the learner thought lowest, a key of `CHOSEN`.

    Returns:
        The picture. Source: Hutto and Gilbert 2014.
    """
    rows = read_kinds().to_dict(orient="index")
    kinds = {str(name): {str(key): float(each) for key, each in row.items()} for name, row in rows.items()}
    finding = "Newspaper editorials were rated lowest on average; film reviews were loved or hated"
    names = [f"{name} ({each['items']:,.0f}): mean <b>{_signed(each['mean'])}</b>" for name, each in kinds.items()]
    figure = row_figure(finding, _RATED, names)
    for row, each in enumerate(kinds.values()):
        _add_shares(figure, row, {tone: each[tone] for tone in _SHADES}, named=row == len(kinds) - 1)
    figure.update_yaxes(range=[len(kinds) - 0.2, -0.75])
    figure.update_layout(height=figure.layout.height + 22 * len(kinds))  # for the numbers below the bars
    figure.update_layout(barmode="stack")
    figure.update_xaxes(range=[0, 100], visible=False)
    cells = [
        (name, f"{each['items']:,.0f}", _signed(each["mean"]), *(f"{each[tone]:.0f}" for tone in _SHADES))
        for name, each in kinds.items()
    ]
    header = ("Kind of text", "Texts", "Mean", "Negative", "Neutral", "Positive")
    return Picture(figure, f"{finding}. You said: {CHOSEN[chosen]}.", table(_RATED, header, cells), _RATED_SOURCE)


CHOSEN = {"tweets": "tweets", "products": "product reviews", "films": "film reviews", "editorials": "editorials"}


def _signed(rating: float) -> str:
    return f"{round(rating, 1) + 0.0:.1f}".replace("-", "\N{MINUS SIGN}")


def _add_shares(figure: go.Figure, row: int, shares: dict[str, float], *, named: bool) -> None:
    """Draw a row's shares end to end, each with its number below it, and its name in one of the rows."""
    begin = 0.0
    for tone, fill in _SHADES.items():
        share = shares[tone]
        marker = {"color": fill, "line": {"color": LIGHT["control"], "width": 1}}
        figure.add_bar(x=[share], y=[row], orientation="h", width=0.34, marker=marker, hoverinfo="skip")
        below = {"x": begin + share / 2, "y": row + 0.18, "yanchor": "top", "showarrow": False}
        figure.add_annotation(text=f"{share:.0f}<br>{tone if named else ''}", font_size=SMALL_SIZE, **below)
        begin += share


def draw_replies(foretold: float) -> Picture:
    """Draw how long retailers let customers wait, beside the learner's prediction for Twitter.

    Args:
        foretold: hours, by the learner.

    Returns:
        The picture. Source: Eptica.
    """
    from sociable_data import load

    hours = load("reply_time_given").set_index("channel")["value"].to_dict()
    finding = f"On Twitter an answer took {hours['Twitter']:.0f} hours, by e-mail {hours['Email']:.0f}"
    bars = {str(name).replace("Email", "E-mail"): float(each) for name, each in hours.items()}
    figure = _draw_bars(bars, finding, _REPLIES, dark="Twitter", foretold=foretold)
    rows = [(name, f"{each:.1f}") for name, each in bars.items()]
    rows.append(("Twitter, by your prediction", f"{foretold:g}"))
    numbers = table(_REPLIES, ("Where the customer asked", "Hours"), rows)
    return Picture(figure, f"{finding}; you said {foretold:g}.", numbers, _REPLIES_SOURCE)


def _draw_bars(values: dict[str, float], title: str, subtitle: str, *, dark: str, foretold: float) -> go.Figure:
    """Draw a bar a row, and the learner's prediction across the dark one."""
    figure = row_figure(title, subtitle, [f"{name}: <b>{each:.0f}</b>" for name, each in values.items()])
    colours = [LIGHT["stage-high" if name == dark else "control"] for name in values]
    rows = list(range(len(values)))
    figure.add_bar(x=list(values.values()), y=rows, orientation="h", width=0.4, marker_color=colours, hoverinfo="skip")
    add_guess(figure, list(values).index(dark), foretold)
    figure.update_xaxes(range=[0, max(*values.values(), foretold) * 1.02], visible=False)
    return figure
