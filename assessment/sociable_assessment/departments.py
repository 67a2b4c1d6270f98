"""How departments place the house differently, without giving a person away.

A department's view of a dimension is shown only when at least `minimum` of its people voted there. And no view may
be subtracted from the whole to find a smaller one: where fewer than `minimum` people are left hidden, those without
a department among them, the next smallest department is hidden too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sociable_assessment.model import Model
from sociable_assessment.readings import Tally, read_all, tally
from sociable_assessment.responses import Rater, Responses
from sociable_assessment.scoring import score

MINIMUM_GROUP = 3

Views = dict[str, dict[str, float | None]]


@dataclass(frozen=True, slots=True)
class Group:
    """A department's votes by item, and how many of its people voted in each dimension."""

    tallies: Mapping[str, Tally]
    voters: Mapping[str, int]


def group_raters(model: Model, responses: Responses) -> dict[str, Group]:
    """Count the votes of each department apart.

    Args:
        model: the model, or a form of it.
        responses: what the raters answered.

    Returns:
        A group for each department that has a rater, by id, and one called "" for the people without a
        department, who are never shown; empty when nobody has one.
    """
    names = sorted({rater.department for rater in responses.raters})
    if names in ([], [""]):
        return {}
    found = {name: tuple(r for r in responses.raters if r.department == name) for name in names}
    return {name: _group(model, responses, raters) for name, raters in found.items()}


def _group(model: Model, responses: Responses, raters: tuple[Rater, ...]) -> Group:
    own = tally(model, replace(responses, raters=raters, consensus={}))
    return Group(own, {node.id: _voters(model, node.id, raters) for node in model.dimensions})


def _voters(model: Model, node: str, raters: tuple[Rater, ...]) -> int:
    items = {item.id for item in model.items_under[node]}
    return sum(any(rater.answers[i].option is not None for i in items & set(rater.answers)) for rater in raters)


def department_views(model: Model, groups: Mapping[str, Group], minimum: int = MINIMUM_GROUP) -> Views:
    """Score each dimension as each department sees it.

    Args:
        model: the model, or a form of it.
        groups: the departments' votes, and those of the people without one.
        minimum: the smallest group that is shown, in people; at least 2.

    Returns:
        By dimension and department, both by id: the index from 0 to 100. A department hidden in a dimension,
        or without a value there, has None.

    Raises:
        ValueError: `minimum` is below 2, which would show single answers.
    """
    if minimum < 2:  # noqa: PLR2004 - one person is never a group
        msg = f"the minimum group is at least 2 people, not {minimum}"
        raise ValueError(msg)
    scored = {name: score(model, read_all(model, group.tallies)) for name, group in groups.items()}
    views: Views = {}
    for node in model.dimensions:
        shown = shown_groups({name: group.voters[node.id] for name, group in groups.items()}, minimum)
        views[node.id] = {name: scored[name][node.id].index if name in shown else None for name in groups if name}
    return views


def shown_groups(voters: Mapping[str, int], minimum: int) -> set[str]:
    """Choose the groups that may be shown.

    Args:
        voters: how many people voted in each group; the one called "" is never shown.
        minimum: the smallest group shown, and the smallest number of people left together in the hidden rest.

    Returns:
        The names shown.

    >>> sorted(shown_groups({"brand": 5, "research": 4, "service": 2}, 3))
    ['brand']
    >>> sorted(shown_groups({"brand": 5, "research": 2, "service": 2}, 3))
    ['brand']
    """
    order = sorted((name for name in voters if voters[name]), key=lambda name: (name != "", voters[name], name))
    hidden = [name for name in order if voters[name] < minimum or not name]
    while hidden and sum(voters[name] for name in hidden) < minimum and len(hidden) < len(order):
        hidden.append(order[len(hidden)])
    return set(order) - set(hidden)
