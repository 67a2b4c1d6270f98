"""How many of the Fortune 500 were on a platform, S-shaped curves through it, and how far such a curve may be trusted.

A curve says how a share grows: share = ceiling / (1 + exp(-speed · (year - middle))). No curve here ever falls. That is
assumed, and `fit` can't know better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PLATFORMS = ("Twitter", "Facebook", "Blog")
STRAY = 4.0  # percentage points that a known year may well lie off its curve; ours
LEVEL = 0.9  # of the weight that a band holds
CEILINGS = (5.0, 100.0, 39)  # percent: from, to, how many
SPEEDS = (0.05, 1.5, 30)  # growth of the log-odds a year, long before the ceiling
MIDDLES = (2000.0, 2030.0, 61)  # the year when half of the ceiling is reached
_STEP = 0.25  # percentage points
_TELLING = (10, 90)  # percent: between these a forecast can be wrong on either side


@dataclass(frozen=True, slots=True)
class Share:
    """What a platform had in one year, in percent of the Fortune 500; not `sure` when derived or read second hand."""

    year: int
    value: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """An S-shaped curve: the percent it never passes, its speed, and the year when half of that is reached."""

    ceiling: float
    speed: float
    middle: float

    def at(self, year: float) -> float:
        """Tell the share in a year, in percent."""
        return self.ceiling / (1 + exp(-self.speed * (year - self.middle)))


@dataclass(frozen=True, slots=True)
class Band:
    """Between which shares nine tenths of the weight lie in a year, in percent."""

    low: float
    middle: float
    high: float

    def holds(self, value: float) -> bool:
        """Tell whether a value lies within."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Fit:
    """The curve nearest to the known years, and a band for each year asked for."""

    best: Curve
    bands: Mapping[int, Band]


def read_series(platform: str) -> tuple[Share, ...]:
    """Read which share of the Fortune 500 used a platform.

    Args:
        platform: one of `PLATFORMS`.

    Returns:
        The years in order. Source: table `fortune500_adoption`.

    >>> [share.value for share in read_series("Blog")]
    [16.0, 22.0, 23.0, 23.0, 28.0, 34.0, 31.0, 21.0]
    """
    from sociable_data import load

    rows = load("fortune500_adoption")
    rows = rows[rows["platform"] == platform].sort_values("year")
    found = zip(rows["year"], rows["value"], rows["confidence"], strict=True)
    return tuple(Share(int(year), float(value), confidence == "high") for year, value, confidence in found)


def know_until(platform: str, year: int) -> dict[int, float]:
    """Tell what was known of a platform in a year.

    Args:
        platform: one of `PLATFORMS`.
        year: the last year that is known.

    Returns:
        Percent by year.

    >>> know_until("Twitter", 2011)
    {2009: 35.0, 2010: 60.0, 2011: 62.0}
    """
    return {share.year: share.value for share in read_series(platform) if share.year <= year}


def fit(known: Mapping[int, float], years: Sequence[int], stray: float = STRAY) -> Fit:
    """Weigh 71,000 curves by how near they come to the known years.

    A curve that misses by little keeps its weight: exp(-sum of squared misses / (2 · stray²)). A year's band holds nine
    tenths of the weight, with each curve's share itself off by `stray` as a known year is.

    Args:
        known: percent by year, at least two years.
        years: for which a band is wanted.
        stray: by how many percentage points a year typically lies off its curve.

    Returns:
        The best curve, and the bands.
    """
    import numpy as np

    misses = np.add.reduce([(_follow(year) - value) ** 2 for year, value in known.items()])
    weights = np.exp((misses.min() - misses) / (2 * stray**2))
    best = _lay_grid()[:, misses.argmin()]
    bands = {year: _find_band(_follow(year), weights, stray) for year in years}
    return Fit(Curve(*map(float, best)), bands)


@lru_cache
def _lay_grid() -> NDArray[np.float64]:
    import numpy as np

    axes = np.meshgrid(*(np.linspace(*each) for each in (CEILINGS, SPEEDS, MIDDLES)), indexing="ij")
    return np.stack([axis.ravel() for axis in axes])


@lru_cache
def _follow(year: float) -> NDArray[np.float64]:
    """Tell the share of every curve of the grid in a year."""
    import numpy as np

    ceiling, speed, middle = _lay_grid()
    shares: NDArray[np.float64] = ceiling / (1 + np.exp(-speed * (year - middle)))
    return shares


def _find_band(shares: NDArray[np.float64], weights: NDArray[np.float64], stray: float) -> Band:
    """Find the band of a year from the curves' shares, each blurred by a normal curve as wide as `stray`."""
    import numpy as np

    steps = round(4 * stray / _STEP)  # on either side
    blur = np.exp(-((np.arange(-steps, steps + 1) * _STEP / stray) ** 2) / 2)
    heaps = np.bincount(np.rint(shares / _STEP).astype(int), weights=weights, minlength=round(100 / _STEP) + 1)
    reached = np.convolve(heaps, blur).cumsum()
    values = _STEP * (np.arange(len(reached)) - steps)
    cuts = [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2]
    return Band(*(_clip(float(np.interp(cut * reached[-1], reached, values))) for cut in cuts))


def go_on(before: float, last: float) -> float:
    """Forecast a share by letting its odds grow by the same factor once more.

    This is the curve with a ceiling of 100 through two points, as far on again as they lie apart.

    Args:
        before: the share at the first point, percent.
        last: the share at the second, percent.

    Returns:
        The forecast, percent.

    >>> round(go_on(62, 77), 1)
    87.3
    """
    first, second = before / (100 - before), last / (100 - last)
    odds = second * second / first
    return 100 * odds / (1 + odds)


def list_series(platform: str = "Blog") -> list[dict[str, float]]:
    """List a platform's years for an exercise.

    Args:
        platform: one of `PLATFORMS`.

    Returns:
        Rows of year and share, in percent of the Fortune 500.

    >>> list_series("Facebook")[-1]
    {'year': 2015, 'share': 74.0}
    """
    return [{"year": share.year, "share": share.value} for share in read_series(platform)]


def count_kept(truths: int = 200, seed: int = 7) -> int:
    """Test the band where the truth is known: on invented platforms that do follow such a curve.

    Each has six known years, 2008 to 2013, and is asked about 2015. Those under 10 or over 90 percent in 2013 are left
    out: there any band holds, which would flatter ours.

    Args:
        truths: how many are invented.
        seed: for chance.

    Returns:
        How many of the bands hold the share of 2015.
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    grid = _lay_grid()
    shares = _follow(2013)
    telling = np.flatnonzero((shares >= _TELLING[0]) & (shares <= _TELLING[1]))
    return sum(_is_kept(chance, grid[:, chance.choice(telling)]) for _ in range(truths))


def _is_kept(chance: np.random.Generator, curve: NDArray[np.float64]) -> bool:
    years = range(2008, 2014)
    share = Curve(*map(float, curve)).at
    known = {year: float(_clip(share(year) + chance.normal(0, STRAY))) for year in years}
    return fit(known, [2015]).bands[2015].holds(_clip(share(2015) + chance.normal(0, STRAY)))


def _clip(share: float) -> float:
    """Keep a share between 0 and 100."""
    return min(100.0, max(0.0, share))
