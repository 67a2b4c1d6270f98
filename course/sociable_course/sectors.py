"""Which sectors use social media, and what banks use it for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_assessment.pictures import Picture
from sociable_course.rows import add_guess, row_figure

if TYPE_CHECKING:
    import plotly.graph_objects as go

TEN = "10 or more persons employed"
SMALL = "small enterprises"
MAKERS = frozenset({"Manufacturing", "Construction", "Basic metals", "Industry"})
GROUPS = {  # what may stand in one chart: one country, one year, one population
    "Slovenia, 2017": ("Slovenia", 2017, TEN),
    "Italy, 2017": ("Italy", 2017, TEN),
    "Germany, 2019": ("Germany", 2019, TEN),
    "Italy, 2017, small enterprises": ("Italy", 2017, SMALL),
    "Finland, 2013": ("Finland", 2013, TEN),
    "France, 2013": ("France", 2013, TEN),
    "Turkey, 2017": ("Turkey", 2017, TEN),
    "Spain, about 2016 or 2017": ("Spain", None, TEN),
}
FIRST = "Slovenia, 2017"
EXPLORED = [group for group in GROUPS if group not in {FIRST, "Italy, 2017"}]  # one is predicted, one worked out
BANKS = 2023
SERVED = "Customer service"
_USED = "Enterprises that use social media, percent of the sector"
_MARKS = "Circle: services; square: makers and builders; hollow: medium confidence"
_SOURCE = "National statistical offices, partly as quoted by third parties; table adoption_by_sector."
_BANK_USES = "US banks that answered in 2023, about 330, percent; several answers"
_BANK_SOURCE = "American Bankers Association, 2023, on a copy of its release; table bank_uses. Banks chose to answer."


@dataclass(frozen=True, slots=True)
class Sector:
    """One sector in one country and year: `value` percent of its enterprises use social media."""

    name: str
    population: str
    value: float
    confidence: str

    @property
    def makes(self) -> bool:
        """Whether it makes or builds things; all others are services."""
        return self.name in MAKERS


def list_sectors(group: str) -> tuple[Sector, ...]:
    """List the sectors of one country, year and population.

    Args:
        group: a key of `GROUPS`.

    Returns:
        The sectors, the highest share first; totals are left out. Source: table `adoption_by_sector`.

    >>> [(each.name, each.value) for each in list_sectors("Slovenia, 2017")]
    [('Services', 58.0), ('Manufacturing', 36.0)]
    """
    country, year, population = GROUPS[group]
    found = [each for each in _read(country, year) if each.population == population and each.name != "All sectors"]
    return tuple(sorted(found, key=lambda each: -each.value))


def list_rows(country: str, year: int) -> list[dict[str, str | float]]:
    """List every row of a country and year, in the table's order, as the lesson shows it.

    Args:
        country: as the table names it.
        year: of the survey.

    Returns:
        Rows of sector, population and percent.

    >>> len(list_rows("Italy", 2017))
    9
    """
    return [
        {"sector": each.name, "population": each.population, "percent": each.value} for each in _read(country, year)
    ]


def _read(country: str, year: int | None) -> list[Sector]:
    from sociable_data import load

    rows = load("adoption_by_sector")
    rows = rows[(rows["geo"] == country) & (rows["year"].isna() if year is None else rows["year"] == year)]
    columns = (rows[name] for name in ("sector", "population", "value", "confidence"))
    return [Sector(str(name), str(of), float(value), str(sure)) for name, of, value, sure in zip(*columns, strict=True)]


def draw_services(foretold: float) -> Picture:
    """Draw Slovenia's services beside its manufacturers, and the learner's prediction.

    Args:
        foretold: of 100 service firms, how many the learner thought use social media.

    Returns:
        The picture. Source: SURS, 2017.
    """
    services, makers = (each.value for each in list_sectors(FIRST))
    finding = f"{services:g} of 100 service firms, {makers:g} of 100 manufacturers; you said {foretold:g}"
    picture = _draw(FIRST, finding)
    add_guess(picture.figure, 0, foretold)
    return picture


@lru_cache(maxsize=64)
def draw_sectors(country: str = EXPLORED[0]) -> Picture:
    """Draw the sectors of one country, year and population; never two of these in one chart.

    Args:
        country: a key of `GROUPS`.

    Returns:
        The picture.
    """
    sectors = list_sectors(country)
    services, makers = ([each.value for each in sectors if each.makes is makes] for makes in (False, True))
    rest = f"makers and builders {_span(makers)}" if makers else "no maker is in the table"
    return _draw(country, f"{country}: services {_span(services)} percent; {rest}")


def _span(values: Sequence[float]) -> str:
    low, high = min(values), max(values)
    return f"{low:g} to {high:g}" if low < high else f"{low:g}"


def _draw(group: str, finding: str) -> Picture:
    sectors, population = list_sectors(group), GROUPS[group][2]
    figure = row_figure(finding, f"{_USED}; {population}. {_MARKS}", [each.name for each in sectors])
    for place, each in enumerate(sectors):
        _add_sector(figure, place, each)
    figure.update_xaxes(range=[0, 100])
    rows = [
        (each.name, "maker or builder" if each.makes else "service", f"{each.value:g}", each.confidence)
        for each in sectors
    ]
    numbers = table(f"{group}, {population}: percent", ("Sector", "Kind", "Percent", "Confidence"), rows)
    return Picture(figure, f"{finding}.", numbers, _SOURCE)


def _add_sector(figure: go.Figure, place: int, each: Sector) -> None:
    colour = LIGHT["control" if each.makes else "stage-high"]
    symbol = ("square" if each.makes else "circle") + ("" if each.confidence == "high" else "-open")
    figure.add_scatter(
        x=[0, each.value],
        y=[place] * 2,
        mode="lines+markers+text",
        text=["", f"  {each.value:g}"],
        textposition="middle right",
        line={"color": colour, "width": 2},
        marker={"size": [0, 13], "symbol": symbol, "color": colour, "opacity": 1},
        hoverinfo="skip",
        cliponaxis=False,
    )


def list_bank_uses() -> dict[str, float]:
    """List what US banks said in 2023 that they use social media for.

    Returns:
        Percent by use, the most named first. Source: table `bank_uses`.

    >>> list(list_bank_uses().items())[-1]
    ('Customer service', 57.0)
    """
    from sociable_data import load

    rows = load("bank_uses")
    rows = rows[rows["year"] == BANKS]
    found = {str(use): float(value) for use, value in zip(rows["use"], rows["value"], strict=True)}
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def draw_banks(foretold: float) -> Picture:
    """Draw what banks use social media for, and the learner's prediction for customer service.

    Args:
        foretold: of 100 banks that answered, how many the learner thought serve customers there.

    Returns:
        The picture. Source: American Bankers Association, 2023.
    """
    uses = list_bank_uses()
    finding = f"Of 100 banks that answered, {uses[SERVED]:g} serve customers there; you said {foretold:g}"
    figure = row_figure(finding, _BANK_USES, list(uses))
    for place, (use, value) in enumerate(uses.items()):
        _add_sector(figure, place, Sector(use, "", value, "high"))
    figure.update_xaxes(range=[0, 100])
    add_guess(figure, list(uses).index(SERVED), foretold)
    rows = [(use, f"{value:g}") for use, value in uses.items()]
    return Picture(figure, f"{finding}.", table(_BANK_USES, ("Use", "Percent"), rows), _BANK_SOURCE)
