"""What enterprises use social media for, by two bases that must not be mixed."""

from __future__ import annotations

from functools import lru_cache

from sociable_assessment.markup import table
from sociable_assessment.pictures import Picture
from sociable_course.bars import draw_bars, mark_foretold

NAMES = {  # by Eurostat's purpose
    "develop_image_or_market_products": "Image and marketing",
    "obtain_or_respond_to_customer_opinions": "Customers’ opinions",
    "involve_customers_in_development_or_innovation": "Customers in development",
    "recruit_employees": "Recruiting",
    "collaborate_with_business_partners": "Working with partners",
    "exchange_views_within_enterprise": "Views inside the house",
}
IMAGE, RECRUITING = NAMES["develop_image_or_market_products"], NAMES["recruit_employees"]
_YEAR = 2013
_ALL = "EU of 28, 2013; percent of all enterprises with 10 or more employees; several purposes allowed"
_ALL_SOURCE = "Eurostat, in the Statistical Yearbook of Ireland 2014. Rounded to whole points."
_USERS = (
    "Germany, 2013; percent of the enterprises that use social media, 10 or more employees; several purposes allowed"
)
_USERS_SOURCE = "Destatis, as quoted by it-zoom.de. All six of medium confidence: read in the press, base inferred."


def read_purposes(base: str, geo: str) -> dict[str, float]:
    """Read what enterprises with ten or more employees used social media for in 2013.

    Args:
        base: "all_enterprises" or "social_media_users": which of the two tables.
        geo: the country, or "EU-28".

    Returns:
        Percent of the base by purpose, the largest first; only the purposes that the table has.

    >>> read_purposes("all_enterprises", "EU-28")["Recruiting"]
    9.0
    """
    from sociable_data import load

    rows = load(f"purposes_{base}")
    rows = rows[(rows["geo"] == geo) & (rows["year"] == _YEAR) & (rows["population"] == "10 or more persons employed")]
    found = {NAMES[str(name)]: float(value) for name, value in zip(rows["purpose"], rows["value"], strict=True)}
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def find_users(of_all: float, of_users: float) -> float:
    """Find which share of a base uses social media at all, from one purpose given on both bases.

    Args:
        of_all: percent of all who use it for the purpose.
        of_users: percent of those on social media who do.

    Returns:
        Percent of all.

    >>> round(find_users(22, 73), 1)
    30.1
    """
    return 100 * of_all / of_users


def draw_purposes(foretold: float) -> Picture:
    """Draw what enterprises in the EU used social media for, beside the learner's prediction for recruiting.

    Args:
        foretold: of 100 enterprises, how many the learner thought recruited through it.

    Returns:
        The picture. Source: Eurostat, 2013.
    """
    shares = read_purposes("all_enterprises", "EU-28")
    others = sorted({f"{value:g}" for name, value in shares.items() if name != IMAGE})
    finding = (
        f"Of 100 enterprises, {max(shares.values()):g} used it for image, {shares[RECRUITING]:g} for recruiting; "
        f"you said {foretold:g}"
    )
    figure = draw_bars(shares, finding, _ALL, dark={IMAGE})
    row = list(shares).index(RECRUITING)
    mark_foretold(figure, row, foretold)
    rows = [(name, f"{value:g}") for name, value in shares.items()]
    rows.append((f"{RECRUITING}, by your prediction", f"{foretold:g}"))
    return Picture(
        figure,
        f"{finding}. The other purposes: {' or '.join(others[::-1])}.",
        table(_ALL, ("Purpose", "Percent"), rows),
        _ALL_SOURCE,
    )


@lru_cache
def draw_users() -> Picture:
    """Draw what German enterprises on social media used it for.

    Returns:
        The picture: another base than `draw_purposes`. Source: Destatis, 2013.
    """
    shares = read_purposes("social_media_users", "Germany")
    finding = "Of 100 German enterprises that were on it, 62 used it for their image and 34 to recruit"
    figure = draw_bars(shares, finding, _USERS, dark={IMAGE})
    rows = [(name, f"{value:g}") for name, value in shares.items()]
    return Picture(figure, f"{finding}.", table(_USERS, ("Purpose", "Percent of users"), rows), _USERS_SOURCE)
