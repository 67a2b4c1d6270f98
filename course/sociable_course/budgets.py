"""What marketers spend on social media, what they said they would spend, and who they sell to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT, SMALL_SIZE
from sociable_assessment.markup import table
from sociable_assessment.pictures import COLUMN, Picture, house_figure

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

YEARS = 5
_SOURCE = "The CMO Survey (Duke University), waves of 2011 to 2020, mostly as quoted by third parties."
_SHARE = "Social media’s share of marketing budgets, percent; US marketers, each wave another sample"
_SAID = {"b2c": "those who sell to consumers", "b2b": "those who sell to firms", "nobody": "nobody clearly"}
_SECTORS = ("B2B product", "B2B services", "B2C product", "B2C services")


@dataclass(frozen=True, slots=True)
class Forecast:
    """What one wave expected in five years, and what the wave five years later said; percent of budgets.

    `told` and `came` name the waves, `now` is the share when the forecast was made.
    """

    told: str
    came: str
    now: float
    expected: float
    found: float

    @property
    def error(self) -> float:
        """Expected less found, in percentage points: above 0, too much was expected."""
        return self.expected - self.found

    @property
    def unchanged_error(self) -> float:
        """The error of expecting no change at all, in percentage points."""
        return self.now - self.found


@lru_cache
def list_forecasts() -> tuple[Forecast, ...]:
    """Pair each five-year forecast with the wave that could tell, where both are known.

    Returns:
        The forecasts, in order of their waves. Source: table `social_budget_share`.

    >>> [round(forecast.error, 1) for forecast in list_forecasts()]
    [5.8, 8.8, 9.0, 9.6, 2.0, 6.7, 9.1]
    """
    waves = _read_waves()
    pairs = [(wave, wave[:4] + str(int(wave[4:]) + YEARS)) for wave in waves if "five_years" in waves[wave]]
    return tuple(
        Forecast(told, came, waves[told]["current"], waves[told]["five_years"], waves[came]["current"])
        for told, came in pairs
        if "current" in waves.get(told, {}) and "current" in waves.get(came, {})
    )


def _read_waves() -> dict[str, dict[str, float]]:
    from sociable_data import load

    waves: dict[str, dict[str, float]] = {}
    rows = load("social_budget_share")
    for wave, horizon, value in zip(rows["wave"], rows["horizon"], rows["value"], strict=True):
        waves.setdefault(str(wave), {})[str(horizon)] = float(value)
    return waves


def mean_error(*, unchanged: bool = False) -> float:
    """Find by how far the forecasts missed on average, too high or too low alike.

    Args:
        unchanged: of expecting no change, in place of what was expected.

    Returns:
        The mean absolute error, in percentage points.

    >>> round(mean_error(), 1), round(mean_error(unchanged=True), 1)
    (7.3, 4.1)
    """
    errors = [abs(each.unchanged_error if unchanged else each.error) for each in list_forecasts()]
    return sum(errors) / len(errors)


def draw_forecasts(foretold: float) -> Picture:
    """Draw each forecast beside what came, and the learner's prediction of how many came true.

    Args:
        foretold: how many of the seven forecasts the learner thought came within two points.

    Returns:
        The picture. Source: The CMO Survey.
    """
    found = list_forecasts()
    near = sum(abs(each.error) <= 2.05 for each in found)  # noqa: PLR2004 - two points, as rounded in the table
    high = sum(each.error > 0 for each in found)
    finding = f"All {high} forecasts were too high; {near} came within two points; you said {foretold:g}"
    figure = house_figure(
        finding, f"{_SHARE}. Hollow: expected; filled: found five years later", height=440, width=COLUMN
    )
    for each in found:
        _add_pair(figure, each)
    figure.update_yaxes(autorange="reversed", tickmode="linear", dtick=1)
    figure.update_xaxes(range=[0, 25], title={"text": "percent of the marketing budget"})
    rows = [
        (f"{each.told} for {each.came}", f"{each.expected:g}", f"{each.found:g}", f"{each.error:.1f}") for each in found
    ]
    numbers = table("Forecasts of the share, percent of budgets", ("Forecast", "Expected", "Found", "Error"), rows)
    return Picture(figure, f"{finding}.", numbers, _SOURCE)


def _add_pair(figure: go.Figure, each: Forecast) -> None:
    figure.add_scatter(
        x=[each.found, each.expected],
        y=[f"{each.told} → {each.came}  "] * 2,
        mode="lines+markers+text",
        text=[f"{each.found:g}", f"{each.expected:g}"],
        textposition=["middle left", "middle right"],
        line={"color": LIGHT["stage-high"], "width": 2},
        marker={"size": 11, "symbol": ["circle", "circle-open"]},
    )


def read_sectors(wave: str = "Feb 2013") -> dict[str, float]:
    """Read what four kinds of companies spent in one wave.

    Args:
        wave: "Feb 2013" or "Feb 2014": the only waves with all four.

    Returns:
        Percent of the marketing budget by sector.

    >>> read_sectors()["B2B services"]
    9.6
    """
    from sociable_data import load

    rows: pd.DataFrame = load("social_budget_by_sector")
    rows = rows[(rows["wave"] == wave) & (rows["horizon"] == "current")]
    shares = dict(zip(rows["sector"].astype(str), rows["value"].astype(float), strict=True))
    return {sector: shares[sector] for sector in _SECTORS}


def reveal_sectors(chosen: str) -> Picture:
    """Draw what B2B and B2C companies spent in the two waves that have all four kinds.

    Args:
        chosen: the answer that the learner predicted: "b2c", "b2b" or "nobody".

    Returns:
        The picture. Source: The CMO Survey.
    """
    waves = {wave: read_sectors(wave) for wave in ("Feb 2013", "Feb 2014")}
    finding = "B2B services spent as large a share as B2C products in 2013, and a little less in 2014"
    figure = house_figure(finding, f"{_SHARE}. Circle: February 2013; square: February 2014", height=360, width=COLUMN)
    for (wave, shares), symbol in zip(waves.items(), ("circle", "square"), strict=True):
        figure.add_scatter(
            x=list(shares.values()),
            y=[f"{sector}  " for sector in shares],
            mode="markers+text",
            text=[f"{value:g}" for value in shares.values()],
            textposition="top center" if symbol == "circle" else "bottom center",
            textfont={"size": SMALL_SIZE},
            marker={"size": 12, "symbol": symbol, "color": LIGHT["stage-high" if symbol == "circle" else "tint"]},
            hovertext=wave,
            hoverinfo="text",
        )
    figure.update_xaxes(range=[0, 12], title={"text": "percent of the marketing budget"})
    figure.update_yaxes(range=[3.7, -0.7], tickmode="linear", dtick=1)
    rows = [(sector, *(f"{waves[wave][sector]:g}" for wave in waves)) for sector in _SECTORS]
    return Picture(figure, f"{finding}. You said: {_SAID[chosen]}.", table(_SHARE, ("Sells", *waves), rows), _SOURCE)
