"""One message on one network: told to everyone, or made for those who have a reason to care.

A simulation whose truth is known, so that either plan can win. Every number in it is an assumption of ours
(`Case`), for the learner to change; none was measured.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any, Literal

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_assessment.pictures import COLUMN, Picture, house_figure

if TYPE_CHECKING:
    import plotly.graph_objects as go

Plan = Literal["everyone", "found", "reason"]
PLANS: dict[Plan, str] = {
    "reason": "Serve a reason",
    "found": "Same people, general message",
    "everyone": "Tell everyone",
}
PEOPLE = 400
CONTACTS = 60  # what the budget pays for, when anyone will do
SEEDS = range(60)
AS_ASSUMED = "as assumed"
_MEASURE = f"People of {PEOPLE} who acted; a dot is one of {len(SEEDS)} runs, the bar their median"
_TIES = 4  # that each person makes; others make some with them too


@dataclass(frozen=True, slots=True)
class Case:
    """What is assumed about one message and the people it is for. Shares are from 0 to 1.

    `reason_share` have the reason; `closeness` is the share of the ties made on purpose among one's own kind;
    `finding_cost` is how many ordinary contacts one contact who has it costs. `act_fit` act when the
    message serves their reason, `act_plain` of those with the reason act on the general one, `act_none` of all
    others. `pass_on` is the chance that one who acted tells a friend.
    """

    title: str
    reason_share: float
    closeness: float
    finding_cost: float
    act_fit: float
    act_plain: float
    act_none: float
    pass_on: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many people heard of it, and how many did something about it."""

    heard: int
    acted: int


CASES = {
    "coupling": Case("A trick to free a stuck coupling, for fitters", 0.10, 0.8, 3, 0.50, 0.15, 0.0, 0.30),
    "museum": Case("What the museum's night guard sees, for the curious", 0.30, 0.5, 2, 0.40, 0.15, 0.02, 0.20),
    "recall": Case("A charger that can catch fire, for all who own one", 0.90, 0.1, 1.5, 0.60, 0.55, 0.02, 0.10),
    "debt": Case("Help with debts, for those who tell nobody", 0.20, 0.1, 8, 0.45, 0.35, 0.0, 0.0),
}


FIRST = CASES["coupling"].title
_ASSUMED = {
    "reason_share": "{:.0%} have the reason",
    "closeness": "{:.0%} of ties are made among one’s own kind",
    "finding_cost": "finding one of them costs {:g} contacts",
    "act_fit": "{:.0%} of them act on what serves it",
    "act_plain": "{:.0%} on the general message",
    "act_none": "{:.0%} of all others act",
    "pass_on": "whoever acts tells a friend with a chance of {:.0%}",
}


def _offer(numbers: Sequence[float], *, percent: bool = True) -> dict[str, str]:
    """List what a learner may choose for an assumption, ours first."""
    return {"ours": AS_ASSUMED} | {f"{number:.0%}" if percent else f"{number:g}": str(number) for number in numbers}


DIALS: dict[str, dict[str, str]] = {  # by the argument of `draw_plans`: what the learner reads, and the value
    "case": {case.title: case.title for case in CASES.values()},
    "reason_share": _offer((0.05, 0.1, 0.3, 0.9)),
    "finding_cost": _offer((1, 3, 10, 30), percent=False),
    "act_fit": _offer((0.15, 0.3, 0.6)),
    "act_plain": _offer((0.05, 0.15, 0.4)),
    "pass_on": _offer((0, 0.1, 0.3)),
}


@lru_cache(maxsize=2048)  # a dial that is turned back shows what was there
def simulate(case: Case, plan: Plan, seed: int) -> Outcome:
    """Send one message once, and follow it until nobody passes it on.

    Args:
        case: what is assumed.
        plan: "everyone" draws the contacts at random and sends a general message; "reason" looks for people who
            have the reason and sends what serves it; "found" looks for them too, and sends the general message.
        seed: of the chance; the network of a seed is the same for both plans.

    Returns:
        What came of it.

    >>> simulate(CASES["recall"], "everyone", 1) == simulate(CASES["recall"], "everyone", 1)
    True
    """
    keen, friends = _make_people(case.reason_share, case.closeness, seed)
    draw = Random(f"{plan} {seed}")  # noqa: S311 - a simulation, no secret
    waiting = deque(_choose(case, plan, keen, draw))
    heard, acted = set(waiting), 0
    while waiting:
        person = waiting.popleft()
        if draw.random() >= _chance(case, plan, keen=person < keen):
            continue
        acted += 1
        told = [friend for friend in friends[person] if draw.random() < case.pass_on and friend not in heard]
        heard.update(told)
        waiting.extend(told)
    return Outcome(len(heard), acted)


def repeat(case: Case, plan: Plan, seeds: Sequence[int]) -> list[Outcome]:
    """Simulate a plan once for each seed.

    Args:
        case: what is assumed.
        plan: a key of `PLANS`.
        seeds: of the chance.

    Returns:
        An outcome a seed.
    """
    return [simulate(case, plan, seed) for seed in seeds]


def _choose(case: Case, plan: Plan, keen: int, draw: Random) -> list[int]:
    if plan == "everyone":
        return draw.sample(range(PEOPLE), CONTACTS)
    return draw.sample(range(keen), min(keen, int(CONTACTS / case.finding_cost)))


def _chance(case: Case, plan: Plan, *, keen: bool) -> float:
    if not keen:
        return case.act_none
    return case.act_fit if plan == "reason" else case.act_plain


@lru_cache(maxsize=256)
def _make_people(reason_share: float, closeness: float, seed: int) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """Make people, the keen ones first, and tie each to some of the others."""
    draw, keen = Random(seed), max(1, round(reason_share * PEOPLE))  # noqa: S311 - a simulation, no secret
    friends: list[set[int]] = [set() for _ in range(PEOPLE)]
    for person in range(PEOPLE):
        own = (0, keen) if person < keen else (keen, PEOPLE)
        for _ in range(_TIES):
            first, end = own if draw.random() < closeness else (0, PEOPLE)
            friend = draw.randrange(first, end) if end > first else person
            if friend != person:
                friends[person].add(friend)
                friends[friend].add(person)
    return keen, tuple(tuple(sorted(each)) for each in friends)


def change(case: Case, **changes: float | str) -> Case:
    """Put other assumptions in place of ours.

    Args:
        case: what is assumed.
        changes: by the name of the assumption; `AS_ASSUMED` leaves it.

    Returns:
        The changed case.

    >>> change(CASES["debt"], finding_cost=1, pass_on=AS_ASSUMED).finding_cost
    1.0
    """
    numbers: dict[str, Any] = {name: float(value) for name, value in changes.items() if value != AS_ASSUMED}
    return replace(case, **numbers)


def draw_plans(case: str = FIRST, **changes: float | str) -> Picture:
    """Run both plans on the same sixty networks, and draw how many people acted.

    Args:
        case: the title of one of `CASES`.
        changes: assumptions to change, as for `change`.

    Returns:
        The picture.
    """
    assumed = change(next(each for each in CASES.values() if each.title == case), **changes)
    runs = {plan: [run.acted for run in repeat(assumed, plan, SEEDS)] for plan in PLANS}
    finding = _say_winner(runs["reason"], runs["everyone"])
    figure = house_figure(finding, _MEASURE, height=400, width=COLUMN)
    for row, (plan, acted) in enumerate(runs.items()):
        _add_runs(figure, row, plan, acted)
    figure.update_layout(margin={"l": 170})
    most = max(max(acted) for acted in runs.values())
    figure.update_xaxes(range=[-0.03 * most - 0.5, 1.05 * most + 1])
    figure.update_yaxes(visible=False, range=[len(runs) - 0.4, -0.6])
    rows = [(PLANS[plan], *_summary(acted)) for plan, acted in runs.items()]
    numbers = table(f"{case}: people of {PEOPLE} who acted", ("Plan", "Median", "Least", "Most"), rows)
    return Picture(figure, f"{finding}.", numbers, f"Simulation, all assumed: {_list_assumptions(assumed)}.")


def reveal(name: str) -> Callable[[Plan], Picture]:
    """Make the function that shows what came of a learner's decision.

    Args:
        name: a key of `CASES`.

    Returns:
        A function of the plan that the learner chose.
    """

    def draw(plan: Plan) -> Picture:
        picture = draw_plans(CASES[name].title)
        return replace(picture, finding=f"{picture.finding} You chose “{PLANS[plan]}”.")

    return draw


def _say_winner(reason: Sequence[int], everyone: Sequence[int]) -> str:
    pairs = list(zip(reason, everyone, strict=True))
    wins, losses = sum(mine > other for mine, other in pairs), sum(mine < other for mine, other in pairs)
    plans: tuple[Plan, Plan] = ("reason", "everyone") if wins >= losses else ("everyone", "reason")
    winner, loser = plans
    level = len(pairs) - wins - losses
    rest = f"; {level} end level" if level else ""
    return f"“{PLANS[winner]}” beats “{PLANS[loser]}” in {max(wins, losses)} of {len(pairs)} runs{rest}"


def _add_runs(figure: go.Figure, row: int, plan: Plan, acted: Sequence[int]) -> None:
    colour = LIGHT["stage-high"] if plan == "reason" else LIGHT["tint"] if plan == "found" else LIGHT["control"]
    middle = median(acted)
    figure.add_scatter(
        x=list(acted),
        y=[row + (place % 7 - 3) * 0.06 for place in range(len(acted))],
        mode="markers",
        marker={"color": colour, "size": 7, "opacity": 0.55},
        hoverinfo="x",
    )
    bar = {"color": LIGHT["ink"], "width": 3}
    figure.add_scatter(x=[middle] * 2, y=[row - 0.3, row + 0.3], mode="lines", line=bar, hoverinfo="skip")
    figure.add_annotation(x=middle, y=row - 0.4, text=f"{middle:g}", showarrow=False)
    name = {"xref": "paper", "x": 0, "xshift": -10, "xanchor": "right", "showarrow": False}
    figure.add_annotation(y=row, text=PLANS[plan].replace(", ", ",<br>"), align="right", **name)


def _summary(runs: Sequence[int]) -> tuple[str, str, str]:
    return f"{median(runs):g}", str(min(runs)), str(max(runs))


def _list_assumptions(case: Case) -> str:
    return "; ".join(words.format(getattr(case, name)) for name, words in _ASSUMED.items())
