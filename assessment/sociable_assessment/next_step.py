"""The smallest change that lifts an organisation by one stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sociable_assessment.lift import raise_to
from sociable_assessment.model import Action, Item, Model
from sociable_assessment.position import Position
from sociable_assessment.readings import Reading


@dataclass(frozen=True, slots=True)
class Step:
    """One item to raise: from a rank (None: unknown, so first find out) to a rank, by these actions."""

    item: str
    start: int | None
    to: int
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """The steps that lift an organisation to `stage`; `effort` in person-days, 0 where a model has no actions."""

    stage: str
    steps: tuple[Step, ...]
    effort: float


def next_step(model: Model, readings: Mapping[str, Reading], position: Position) -> NextStep | None:
    """Find the smallest set of items, then the least effort, that lifts the stage by one.

    Args:
        model: the model, or a form of it.
        readings: the organisation's answers by item id.
        position: where it stands.

    Returns:
        The next step; None at the top stage, in a model without stages, or where too few items apply for
        the next gate ever to hold.
    """
    stage = position.next_stage
    if stage is None:
        return None
    ranks = raise_to(model, position.gates[stage], readings, lambda i, a, b: (1, effort(i, a, b)))
    if ranks is None:
        return None
    order = [item for item in model.items if item.id in ranks]
    steps = tuple(_step(item, readings[item.id].rank, ranks[item.id]) for item in order)
    return NextStep(stage, steps, sum(action.effort for step in steps for action in step.actions))


def _step(item: Item, start: int | None, to: int) -> Step:
    return Step(item.id, start, to, actions_between(item, start or 0, to))


def actions_between(item: Item, start: int, to: int) -> tuple[Action, ...]:
    """List the actions that raise an item from one rank to another.

    Args:
        item: the item.
        start: the rank it has.
        to: the rank to reach.

    Returns:
        One action for each step up, lowest first; none where the model has no actions.
    """
    wanted = {option.id for option in item.options[start + 1 : to + 1]}
    return tuple(action for action in item.actions if action.to in wanted)


def effort(item: Item, start: int, to: int) -> float:
    """Add up the effort of raising an item.

    Args:
        item: the item.
        start: the rank it has.
        to: the rank to reach.

    Returns:
        Person-days.
    """
    return sum(action.effort for action in actions_between(item, start, to))
