"""Who owns social media: to whom its people report, how it is organised, and who knows the rules."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sociable_assessment.markup import table
from sociable_assessment.pictures import Picture
from sociable_course.bars import draw_bars, mark_foretold

if TYPE_CHECKING:
    import pandas as pd

SERVICE = "Customer support"
POLICY = "Have a formal policy"
KNOWN = "Employees know it well"
_REPORTING = "The department that the social media team reports to, 2013; percent of companies, number unknown"
_ORGANISED = "How social media is organised, 2012; percent of companies with 1,000 or more employees"
_KNOWING = "Percent of companies, 2013; number unknown. Knowledge good or very good, as the company said"
_RATING = "How executives rated their own organisation, from 1 to 10; percent of 2,545, 2012"
_ALTIMETER = "Altimeter, The State of Social Business 2013"


def read_reporting() -> dict[str, float]:
    """Read to which department social media teams reported in 2013.

    Returns:
        Percent of companies by department. Source: table `reporting_lines`.

    >>> read_reporting()["Customer support"]
    2.0
    """
    return _read("reporting_lines", "department")


def read_models(year: int = 2012) -> dict[str, float]:
    """Read how large companies organised social media.

    Args:
        year: 2010 or 2012.

    Returns:
        Percent of companies by model, the largest first. Source: table `organisation_models`.

    >>> max(read_models(), key=read_models().get)
    'Hub and spoke'
    """
    from sociable_data import load

    rows = load("organisation_models")
    return _sort(rows[rows["year"] == year], "model")


def read_indicators(year: int = 2013) -> dict[str, float]:
    """Read what companies said of their own social business.

    Args:
        year: of the study.

    Returns:
        Percent of companies by indicator. Source: table `maturity_indicators`.
    """
    from sociable_data import load

    rows = load("maturity_indicators")
    return _sort(rows[rows["year"] == year], "indicator")


def read_ratings() -> dict[str, float]:
    """Read how executives rated their own organisation in 2012.

    Returns:
        Percent of respondents, the lowest stage first. Source: table `self_rated_maturity`.

    >>> sum(read_ratings().values())
    100.0
    """
    from sociable_data import load

    rows = load("self_rated_maturity")
    return {str(stage): float(value) for stage, value in zip(rows["stage"], rows["value"], strict=True)}


def _read(name: str, column: str) -> dict[str, float]:
    from sociable_data import load

    return _sort(load(name), column)


def _sort(rows: pd.DataFrame, column: str) -> dict[str, float]:
    rows = rows.sort_values("value", ascending=False, kind="stable")
    return {str(each): float(value) for each, value in zip(rows[column], rows["value"], strict=True)}


def draw_reporting(foretold: float) -> Picture:
    """Draw to whom the team reports, beside the learner's prediction for customer support.

    Args:
        foretold: percent of companies that the learner thought report to customer support.

    Returns:
        The picture. Source: Altimeter, 2013.
    """
    shares = read_reporting()
    finding = f"40 percent report to marketing, {shares[SERVICE]:g} to customer support; you said {foretold:g}"
    figure = draw_bars(shares, finding, _REPORTING, dark={SERVICE})
    mark_foretold(figure, list(shares).index(SERVICE), foretold)
    rows = [(name, f"{value:g}") for name, value in shares.items()]
    rows.append((f"{SERVICE}, by your prediction", f"{foretold:g}"))
    source = f"{_ALTIMETER}, as quoted by Drake Cooper, who says nearly 40 for marketing. Others are not shown there."
    return Picture(figure, f"{finding}.", table(_REPORTING, ("Department", "Percent"), rows), source)


@lru_cache
def draw_models() -> Picture:
    """Draw how large companies organised social media in 2012, with 2010 in the table.

    Returns:
        The picture. Source: Altimeter, 2013.
    """
    shares, before = read_models(), read_models(2010)
    finding = "No way to organise it had half of the companies"
    figure = draw_bars(shares, finding, _ORGANISED, dark=set(shares))
    rows = [
        (name, f"{value:g}", f"{shares[name]:g}" if name in shares else "not legible") for name, value in before.items()
    ]
    source = (
        f"{_ALTIMETER}, figure 5. A fifth way, holistic, had 1.4 in 2010; its figure for 2012 is cut off in our copy."
    )
    return Picture(
        figure,
        f"{finding}.",
        table(_ORGANISED.replace("2012", "2010 and 2012"), ("Model", "2010", "2012"), rows),
        source,
    )


def draw_policy(foretold: float) -> Picture:
    """Draw how many companies have a policy and how many know it, beside the learner's prediction.

    Args:
        foretold: percent of companies whose employees the learner thought know the policy well.

    Returns:
        The picture. Source: Altimeter, 2013.
    """
    found = read_indicators()
    shares = {
        POLICY: found["Formal social media policy"],
        KNOWN: found["Employee knowledge of policy good or very good"],
    }
    finding = f"{shares[POLICY]:g} percent have a policy; in {shares[KNOWN]:g} it is well known; you said {foretold:g}"
    figure = draw_bars(shares, finding, _KNOWING, dark={KNOWN})
    mark_foretold(figure, 1, foretold)
    rows = [(name, f"{value:g}") for name, value in shares.items()]
    rows.append((f"{KNOWN}, by your prediction", f"{foretold:g}"))
    return Picture(figure, f"{finding}.", table(_KNOWING, ("Companies that", "Percent"), rows), f"{_ALTIMETER}.")


@lru_cache
def draw_ratings() -> Picture:
    """Draw how executives rated their organisation's maturity.

    Returns:
        The picture. Source: MIT Sloan Management Review and Deloitte, 2013.
    """
    shares = read_ratings()
    finding = "Half of the executives put their organisation on the lowest third of the scale"
    figure = draw_bars(shares, finding, _RATING, dark=set(shares))
    rows = [(name, f"{value:g}") for name, value in shares.items()]
    source = (
        "MIT Sloan Management Review and Deloitte (2013), Shifting Out of First Gear. Developing is derived: "
        "what the other two leave of 100."
    )
    return Picture(figure, f"{finding}.", table(_RATING, ("Own rating", "Percent"), rows), source)
