"""Whether the clauses of a gate hold.

An item *reaches* an option at that option or higher. Unknown items don't reach it, but could; not applicable
ones leave the count. A clause over items too few of which apply does not hold; one about a single item that
does not apply is set aside, and says so. Where all that a stage's gate names is set aside, the stage does not hold.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sociable_assessment.model import Clause, Item, Model
from sociable_assessment.readings import Reading

_EXACT = 1e-9  # so that 0.7 of 10 items is 7, whatever the floating point says


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one clause stands: items that reach the option, fall short, or are unknown, against `need`.

    A clause set aside asks for nothing, and so it holds, unless its whole gate is set aside.
    """

    clause: Clause
    need: int
    reached: tuple[str, ...]
    short: tuple[str, ...]
    unknown: tuple[str, ...]
    applicable_enough: bool = True
    set_aside: bool = False

    @property
    def holds(self) -> bool:
        """Met by what is known."""
        return self.applicable_enough and len(self.reached) >= self.need

    @property
    def could_hold(self) -> bool:
        """Met if every unknown item reached the option."""
        return self.applicable_enough and len(self.reached) + len(self.unknown) >= self.need


def judge(model: Model, clause: Clause, readings: Mapping[str, Reading]) -> Verdict:
    """Say how a clause stands.

    Args:
        model: the model, or a form of it.
        clause: one of its clauses.
        readings: the organisation's answers by item id.

    Returns:
        The verdict, with the items by id.
    """
    reached: list[str] = []
    short: list[str] = []
    unknown: list[str] = []
    for item in model.clause_items(clause):
        reading = readings[item.id]
        if reading.status == "unknown":
            unknown.append(item.id)
        elif reading.rank is not None:
            (reached if reading.rank >= item.rank(clause.option) else short).append(item.id)
    applicable = len(reached) + len(short) + len(unknown)
    return Verdict(
        clause,
        need(clause, applicable),
        tuple(reached),
        tuple(short),
        tuple(unknown),
        applicable_enough=clause.item is not None or applicable >= model.minimum_applicable,
        set_aside=clause.item is not None and not applicable,
    )


def need(clause: Clause, applicable: int) -> int:
    """Tell how many items must reach the clause's option.

    Args:
        clause: the clause.
        applicable: how many of its items apply.

    Returns:
        The number, 0 only for an item clause whose item does not apply.

    >>> need(Clause("yes", of=("goals",), at_least=0.75), 4), need(Clause("yes", of=("goals",), at_least=0.75), 3)
    (3, 3)
    """
    if clause.item is not None:
        return min(1, applicable)
    if clause.at_least is not None:
        return max(1, math.ceil(clause.at_least * applicable - _EXACT))
    return clause.count or 1


def judge_all(model: Model, gate: Sequence[Clause], readings: Mapping[str, Reading]) -> tuple[Verdict, ...]:
    """Say how each clause of a gate stands, in order.

    Args:
        model: the model, or a form of it.
        gate: the clauses.
        readings: the organisation's answers by item id.

    Returns:
        A verdict for each clause.
    """
    return tuple(judge(model, clause, readings) for clause in gate)


def judge_stage(model: Model, gate: Sequence[Clause], readings: Mapping[str, Reading]) -> tuple[Verdict, ...]:
    """Say how each clause of a stage's gate stands.

    What does not apply is no achievement: where every clause is set aside, none holds, nor could.

    Args:
        model: the model, or a form of it.
        gate: the clauses; none for the first stage.
        readings: the organisation's answers by item id.

    Returns:
        A verdict for each clause.

    >>> from sociable_assessment.model_file import read_model
    >>> from sociable_assessment.readings import NOT_APPLICABLE
    >>> judge_stage(read_model(), [Clause("goal-led", item="goals-named")], {"goals-named": NOT_APPLICABLE})[0].holds
    False
    """
    found = judge_all(model, gate, readings)
    if not all(verdict.set_aside for verdict in found):
        return found
    return tuple(replace(verdict, applicable_enough=False) for verdict in found)


def gate_items(model: Model, gate: Sequence[Clause]) -> tuple[Item, ...]:
    """List the items that a gate asks about, each once, in the order of the model.

    Args:
        model: the model, or a form of it.
        gate: the clauses.

    Returns:
        The items.
    """
    wanted = {item.id for clause in gate for item in model.clause_items(clause)}
    return tuple(item for item in model.items if item.id in wanted)
