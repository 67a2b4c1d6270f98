"""The Fortune 500 on a platform, year by year, with the band of curves that the known years allow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT, fade
from sociable_assessment.markup import Element, table
from sociable_assessment.pictures import COLUMN, Picture, house_figure
from sociable_course.adoption import STRAY, Fit, Share, fit, know_until, read_series

if TYPE_CHECKING:
    import plotly.graph_objects as go

FIRST, LAST = 2008, 2016
ASKED = 2015  # the last year of the table
DIALS = {
    "platform": {"blogs": "Blog", "Twitter": "Twitter", "Facebook": "Facebook"},
    "known_until": [2011, 2012, 2013],
    "a_year_strays_by": {"2 points": 2.0, "4 points": STRAY, "8 points": 8.0},
    "look_ahead_to": {"2015": LAST, "2020": 2021},
}
_NAMES = {"Twitter": "on Twitter", "Facebook": "on Facebook", "Blog": "with a public blog"}
_SOURCE = (
    "UMass Dartmouth Center for Marketing Research (N. G. Barnes), studies of 2008 to 2015. Hollow marks: medium "
    "confidence, derived from a stated rise or fall, or read second hand. The curves and the band are ours."
)


def draw_band(
    platform: str = "Blog", known_until: int = 2013, a_year_strays_by: float = STRAY, look_ahead_to: int = LAST
) -> Picture:
    """Draw what was known of a platform, the band of curves through it, and what came.

    Args:
        platform: one of `PLATFORMS`.
        known_until: the last year that the curves may know.
        a_year_strays_by: percentage points that a year typically lies off its curve.
        look_ahead_to: the year at the right edge.

    Returns:
        The picture.
    """
    return _draw(platform, known_until, a_year_strays_by, look_ahead_to)


def reveal(platform: str, known_until: int) -> Callable[[float], Picture]:
    """Make the function that draws the learner's forecast for 2015 into the picture.

    Args:
        platform: one of `PLATFORMS`.
        known_until: the last year that the curves may know.

    Returns:
        A function of the percent that the learner foretold.
    """
    return lambda foretold: _draw(platform, known_until, STRAY, LAST, foretold)


def _draw(platform: str, until: int, stray: float, last: int, foretold: float | None = None) -> Picture:
    series = read_series(platform)
    years = range(until, last)
    found = fit(know_until(platform, until), range(FIRST, last), stray)
    finding = _say(platform, until, found, series, foretold)
    subtitle = (
        f"Percent of the Fortune 500 {_NAMES[platform]}. Circles: known to the curves; squares: came later; "
        "shaded: nine tenths of the curves’ weight"
    )
    figure = house_figure(finding, subtitle, height=430, width=COLUMN)
    _add_band(figure, found, years)
    _add_years(figure, found, [share for share in series if share.year <= until], "circle")
    _add_years(figure, found, [share for share in series if share.year > until], "square")
    if foretold is not None:
        _add_foretold(figure, foretold)
    figure.update_yaxes(range=[0, 103], tickvals=[0, 50, 100])
    edge = last - 0.4 if foretold is None else last + 0.9  # room for what the learner said
    figure.update_xaxes(range=[FIRST - 0.4, edge], dtick=2 if last == LAST else 4, tick0=FIRST, tickformat="d")
    return Picture(figure, f"{finding}.", _tabulate(series, found, until, foretold), _SOURCE)


def _say(platform: str, until: int, found: Fit, series: Sequence[Share], foretold: float | None) -> str:
    band, came = found.bands[ASKED], next(share.value for share in series if share.year == ASKED)
    held = "inside" if band.holds(came) else "outside"
    names = {"Blog": "Blogs"}
    said = f"{names.get(platform, platform)} in {ASKED}: {came:g}, {held} the {band.low:.0f} to {band.high:.0f} that"
    said += f" the years to {until} allow"
    return said if foretold is None else f"{said}; you said {foretold:g}"


def _add_band(figure: go.Figure, found: Fit, years: Sequence[int]) -> None:
    highs, lows = [found.bands[year].high for year in years], [found.bands[year].low for year in years]
    area = {"x": [*years, *reversed(years)], "y": [*highs, *reversed(lows)], "mode": "lines", "hoverinfo": "skip"}
    figure.add_scatter(**area, fill="toself", fillcolor=fade(LIGHT["tint"], 0.18), line={"width": 0})
    known = list(found.bands)
    line = {"color": LIGHT["tint"], "width": 2, "dash": "dash"}
    figure.add_scatter(x=known, y=[found.best.at(year) for year in known], mode="lines", line=line, hoverinfo="skip")


def _add_years(figure: go.Figure, found: Fit, shares: Sequence[Share], symbol: str) -> None:
    dark = LIGHT["stage-high"]
    look = {
        "size": 11,
        "color": dark,
        "symbol": [symbol if share.sure else f"{symbol}-open" for share in shares],
        "line": {"width": 2, "color": dark},
    }
    years, values = [share.year for share in shares], [share.value for share in shares]
    figure.add_scatter(x=years, y=values, mode="markers", marker=look, hoverinfo="x+y", cliponaxis=False)
    for share in shares:  # on the side of the mark where the curve is not
        away = 17 if share.value >= found.best.at(share.year) else -17
        figure.add_annotation(x=share.year, y=share.value, yshift=away, text=f"{share.value:g}", showarrow=False)


def _add_foretold(figure: go.Figure, foretold: float) -> None:
    """Mark the prediction beside its year, so that it never covers what came."""
    you = LIGHT["you"]
    stroke = {"x": [ASKED + 0.2, ASKED + 0.6], "y": [foretold] * 2, "line": {"width": 4, "color": you}}
    figure.add_scatter(**stroke, mode="lines", cliponaxis=False, hoverinfo="skip")
    text = {"text": f"you: {foretold:g}", "font": {"color": you}, "showarrow": False, "yanchor": "middle"}
    figure.add_annotation(x=ASKED + 0.6, y=foretold, xanchor="left", xshift=4, **text)


def _tabulate(series: Sequence[Share], found: Fit, until: int, foretold: float | None) -> Element:
    values = {share.year: share for share in series}
    rows = []
    for year, band in found.bands.items():
        share = values.get(year)
        what = "" if share is None else f"{share.value:g}{'' if share.sure else ' (medium confidence)'}"
        allowed = f"{band.low:.0f} to {band.high:.0f}" if year > until else "known" if share else ""
        rows.append((str(year), what or "not published", f"{found.best.at(year):.0f}", allowed))
    if foretold is not None:
        rows.append((f"{ASKED}, by your prediction", f"{foretold:g}", "", ""))
    return table("Percent of the Fortune 500", ("Year", "Published", "Nearest curve", "Allowed"), rows)
