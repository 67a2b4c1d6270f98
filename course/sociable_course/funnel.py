"""A firm's way from strangers to loyal customers, and where a budget moves people on.

A simulation without chance in it: shares of people move each quarter. All numbers are assumptions of ours (`Firm`);
`compare` tries them 30 percent higher and lower, so that a plan isn't praised for one lucky guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_assessment.pictures import COLUMN, Picture, house_figure

if TYPE_CHECKING:
    import plotly.graph_objects as go

GOALS = ("awareness", "preference", "purchase", "loyalty")
STATES = ("never heard of it", "know it", "prefer it", "buy")
QUARTERS = 8
DRAWS = 40
_HALF = 30.0  # percent of the budget at which a goal gets half of what money can do for it
_SPREAD = 0.3
_BUDGET = 100.0

Rates = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Firm:
    """What is assumed about a firm. Shares are of people a quarter, from 0 to 1.

    `people` stand in the four `STATES` at the start. `alone` move on with no budget: they hear of it, come to prefer
    it, buy; the fourth is the share of buyers who stay. `bought` is what all the money in the world would add to each.
    `order` is what a buyer spends a quarter, in euros.
    """

    title: str
    people: tuple[float, float, float, float]
    alone: Rates
    bought: Rates
    order: float


FIRMS = {
    "couplings": Firm(
        "Shaft couplings, sold to 240 engineers",
        (20, 190, 20, 10),
        (0.05, 0.01, 0.10, 0.80),
        (0.30, 0.15, 0.25, 0.15),
        9000,
    ),
    "tea": Firm(
        "Tea by post, for 20,000 tea drinkers",
        (19_400, 450, 80, 70),
        (0.002, 0.10, 0.20, 0.60),
        (0.06, 0.20, 0.25, 0.25),
        25,
    ),
}
FIRST = FIRMS["couplings"].title
PLANS: dict[str, dict[str, float]] = {
    "equal shares": dict.fromkeys(GOALS, 1),
    "all on awareness": {"awareness": 1, "preference": 0, "purchase": 0, "loyalty": 0},
}


CHOICES = {
    "awareness": PLANS["all on awareness"],
    "equal": PLANS["equal shares"],
    "middle": {"awareness": 0, "preference": 4, "purchase": 4, "loyalty": 2},
}


def share_budget(parts: Mapping[str, float]) -> Rates:
    """Turn parts into percent of the budget.

    Args:
        parts: by goal, 0 or more; all 0 counts as equal.

    Returns:
        Percent for each of `GOALS`.

    >>> share_budget({"awareness": 1, "preference": 0, "purchase": 0, "loyalty": 1})
    (50.0, 0.0, 0.0, 50.0)
    """
    whole = sum(parts.values())
    first, second, third, fourth = (_BUDGET * (parts[goal] / whole if whole else 1 / len(GOALS)) for goal in GOALS)
    return first, second, third, fourth


def simulate(firm: Firm, parts: Mapping[str, float], quarters: int = QUARTERS) -> list[Rates]:
    """Follow the people through the quarters.

    Args:
        firm: what is assumed.
        parts: how the budget is split, by goal.
        quarters: how many.

    Returns:
        People in each of `STATES` at the start and after each quarter.
    """
    hear, prefer, buy, stay = (
        min(1.0, alone + bought * spent / (spent + _HALF))
        for alone, bought, spent in zip(firm.alone, firm.bought, share_budget(parts), strict=True)
    )
    states = [firm.people]
    for _ in range(quarters):
        strangers, aware, keen, buyers = states[-1]
        lost = buyers * (1 - stay)
        states.append(
            (
                strangers * (1 - hear),
                aware * (1 - prefer) + strangers * hear + lost,
                keen * (1 - buy) + aware * prefer,
                buyers - lost + keen * buy,
            )
        )
    return states


def earn(firm: Firm, parts: Mapping[str, float], quarters: int = QUARTERS) -> float:
    """Add up what buyers spend.

    Args:
        firm: what is assumed.
        parts: how the budget is split, by goal.
        quarters: how many.

    Returns:
        Euros, over all quarters.

    >>> earn(FIRMS["tea"], PLANS["equal shares"]) > earn(FIRMS["tea"], PLANS["all on awareness"])
    True
    """
    return firm.order * sum(buyers for *_, buyers in simulate(firm, parts, quarters)[1:])


def compare(firm: Firm, parts: Mapping[str, float], other: Mapping[str, float], quarters: int = QUARTERS) -> int:
    """Count how often one plan earns more than another when the assumptions are shaken.

    Args:
        firm: what is assumed.
        parts: one plan.
        other: another.
        quarters: how long both run.

    Returns:
        In how many of `DRAWS` draws the first earns more.
    """
    shaken = [_shake(firm, Random(seed)) for seed in range(DRAWS)]  # noqa: S311 - a simulation, no secret
    return sum(earn(each, parts, quarters) > earn(each, other, quarters) for each in shaken)


def _shake(firm: Firm, draw: Random) -> Firm:
    alone, bought = (_shake_rates(rates, draw) for rates in (firm.alone, firm.bought))
    return replace(firm, alone=alone, bought=bought)


def _shake_rates(rates: Rates, draw: Random) -> Rates:
    first, second, third, fourth = (rate * draw.uniform(1 - _SPREAD, 1 + _SPREAD) for rate in rates)
    return first, second, third, min(1.0, fourth)


def find_firm(title: str) -> Firm:
    """Find a firm by the title that the learner sees.

    Args:
        title: of one of `FIRMS`.

    Returns:
        The firm.
    """
    return next(firm for firm in FIRMS.values() if firm.title == title)


def draw_plan(firm: str = FIRST, quarters: str = "8", **parts: float) -> Picture:
    """Run a plan beside equal shares, and draw where people stand at the end.

    Args:
        firm: the title of one of `FIRMS`.
        quarters: how long, a number as text.
        parts: how the budget is split, by goal; without any, in equal shares.

    Returns:
        The picture.
    """
    plan, long, found = parts or PLANS["equal shares"], int(quarters), find_firm(firm)
    mine, equal = (earn(found, each, long) for each in (plan, PLANS["equal shares"]))
    finding = _say_result(found, plan, long)
    figure = house_figure(
        finding, f"{found.title}: people after {long} quarters. All assumed", height=340, width=COLUMN
    )
    ends = {
        "Your plan": simulate(found, plan, long)[-1],
        "Equal shares": simulate(found, PLANS["equal shares"], long)[-1],
    }
    for place, (name, people) in enumerate(ends.items()):
        _add_states(figure, name, people, LIGHT["you"] if place == 0 else LIGHT["control"])
    figure.update_layout(barmode="group", margin={"r": 160})
    figure.update_yaxes(autorange="reversed")
    rows = [
        (name, *(f"{each:,.0f}" for each in people), _say_euros(money))
        for (name, people), money in zip(ends.items(), (mine, equal), strict=True)
    ]
    shares = ", ".join(f"{goal} {share:.0f} %" for goal, share in zip(GOALS, share_budget(plan), strict=True))
    return Picture(
        figure,
        f"{finding}. Your budget: {shares}.",
        table(f"People after {long} quarters", ("Plan", *STATES, "Sales"), rows),
        "Simulation, all assumed.",
    )


def _say_result(firm: Firm, plan: Mapping[str, float], quarters: int) -> str:
    equal = PLANS["equal shares"]
    mine, other = earn(firm, plan, quarters), earn(firm, equal, quarters)
    if share_budget(plan) == share_budget(equal):
        return f"Equal shares sell for {_say_euros(other)} in {quarters} quarters"
    better = compare(firm, plan, equal, quarters)
    sums = f"Your plan sells for {_say_euros(mine)}, equal shares for {_say_euros(other)}"
    return f"{sums}; yours is ahead in {better} of {DRAWS} tries"


def _say_euros(money: float) -> str:
    """Say a sum as exactly as assumptions allow: in three figures."""
    rounded = float(f"{money:.3g}")
    return f"{rounded / 1e6:g} million €" if rounded >= 1e6 else f"{rounded:,.0f} €"  # noqa: PLR2004 - a million


def _add_states(figure: go.Figure, name: str, people: Sequence[float], colour: str) -> None:
    shown = list(zip(STATES, people, strict=True))[1:]  # strangers would dwarf the rest
    figure.add_bar(
        y=[f"{state}  " for state, _ in shown],
        x=[count for _, count in shown],
        orientation="h",
        name=name,
        marker_color=colour,
        text=[f"{count:,.0f} · {name.lower()}" for _, count in shown],
        textposition="outside",
        cliponaxis=False,
    )


def reveal(firm: str, plans: Mapping[str, Mapping[str, float]]) -> Callable[[str], Picture]:
    """Make the function that shows what came of the plan a learner chose.

    Args:
        firm: a key of `FIRMS`.
        plans: by the option's id, how the budget is split.

    Returns:
        A function of the option's id.
    """
    return lambda chosen: draw_plan(FIRMS[firm].title, str(QUARTERS), **plans[chosen])
