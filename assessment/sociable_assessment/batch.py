"""Score many organisations at once: the same numbers as `scoring`, `gates` and `position`, in columns.

Every array here has one entry an organisation and wave. Tests hold each step to its plain form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sociable_assessment.batch_readings import Floats, Readings, Truths
from sociable_assessment.gates import need
from sociable_assessment.model import Axis, Clause, Item, Model, Node


@dataclass(frozen=True)
class Columns:
    """Scores of one node, as in `Score`; NaN stands for no value."""

    value: Floats
    minimum: Floats
    maximum: Floats
    answered: npt.NDArray[np.int64]
    asked: npt.NDArray[np.int64]

    @property
    def index(self) -> Floats:
        """0 to 100, NaN without a value or a range."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found = 100 * ((self.value - self.minimum) / (self.maximum - self.minimum))
        return np.where(self.maximum > self.minimum, found, np.nan)

    @property
    def coverage(self) -> Floats:
        """The share of the asked items that are known, NaN when none applies."""
        with np.errstate(invalid="ignore"):
            return self.answered / self.asked


def score_columns(model: Model, readings: Mapping[str, Readings]) -> dict[str, Columns]:
    """Score every node, as `scoring.score` does.

    Args:
        model: the model, or a form of it.
        readings: by item id.

    Returns:
        Columns by node id.
    """
    found: dict[str, Columns] = {}
    _score_node(model, model.root, readings, found)
    return found


def _score_node(model: Model, node: Node, readings: Mapping[str, Readings], found: dict[str, Columns]) -> Columns:
    parts: list[tuple[float, Columns]] = []
    for child in model.children[node.id]:
        if isinstance(child, Item):
            parts.append((child.weight, _score_item(child, readings[child.id])))
        else:
            parts.append((child.weight, _score_node(model, child, readings, found)))
    combined = _climb(model, node, readings) if node.combine == "ladder" else _combine(node, parts)
    enough = ~(combined.coverage < model.minimum_coverage)
    found[node.id] = replace(combined, value=np.where(enough, combined.value, np.nan))
    return found[node.id]


def _score_item(item: Item, reading: Readings) -> Columns:
    values = [option.value for option in item.options]
    ones = np.ones(len(reading.value))
    answered = (~np.isnan(reading.value)).astype(np.int64)
    return Columns(reading.value, min(values) * ones, max(values) * ones, answered, reading.applies.astype(np.int64))


def _combine(node: Node, parts: Sequence[tuple[float, Columns]]) -> Columns:
    answered = sum((part.answered for _, part in parts), start=np.zeros_like(parts[0][1].answered))
    asked = sum((part.asked for _, part in parts), start=np.zeros_like(answered))
    valued = [(weight, part, (part.asked > 0) & ~np.isnan(part.value)) for weight, part in parts]
    missing = np.zeros(len(answered), bool)
    some = np.zeros(len(answered), bool)
    for _, part, counts in valued:
        missing |= (part.asked > 0) & ~counts
        some |= counts
    usable = some if node.combine == "mean" else some & ~missing
    merged = [
        np.where(usable, _merge(node, [(w, getattr(part, name), counts) for w, part, counts in valued]), np.nan)
        for name in ("value", "minimum", "maximum")
    ]
    return Columns(merged[0], merged[1], merged[2], answered, asked)


def _merge(node: Node, columns: Sequence[tuple[float, Floats, Truths]]) -> Floats:
    size = len(columns[0][1])
    if node.combine == "min":
        least = np.full(size, np.inf)
        for _, values, counts in columns:
            least = np.where(counts, np.minimum(least, values), least)
        return least
    total, weights = np.zeros(size), np.zeros(size)
    for weight, values, counts in columns:
        total += np.where(counts, weight * values, 0.0)
        weights += np.where(counts, weight, 0.0)
    if node.combine == "sum":
        return node.base + total
    with np.errstate(invalid="ignore"):
        return total / weights


def _climb(model: Model, node: Node, readings: Mapping[str, Readings]) -> Columns:
    size = len(next(iter(readings.values())).rank)
    climbing, value, top = np.ones(size, bool), np.full(size, node.base), np.full(size, np.nan)
    seen: dict[str, Truths] = {}
    for rung in node.rungs:
        clauses = [judge_columns(model, clause, readings) for clause in rung.gate]
        applies = np.logical_or.reduce([clause.applicable > 0 for clause in clauses])
        met = np.logical_and.reduce([clause.holds | (clause.applicable == 0) for clause in clauses])
        could = np.logical_and.reduce([clause.could_hold | (clause.applicable == 0) for clause in clauses])
        for clause in rung.gate:
            for item in model.clause_items(clause):
                seen[item.id] = seen.get(item.id, np.zeros(size, bool)) | (climbing & readings[item.id].applies)
        value = np.where(climbing & applies & met, rung.value, value)
        value = np.where(climbing & applies & ~met & could, np.nan, value)
        top = np.where(applies, rung.value, top)
        climbing &= met | ~applies
    asked = sum((mask.astype(np.int64) for mask in seen.values()), start=np.zeros(size, np.int64))
    known = [mask & ~np.isnan(readings[item].value) for item, mask in seen.items()]
    answered = sum((mask.astype(np.int64) for mask in known), start=np.zeros(size, np.int64))
    return Columns(np.where(np.isnan(top), np.nan, value), np.full(size, node.base), top, answered, asked)


@dataclass(frozen=True)
class Verdicts:
    """How one clause stands for each organisation, as in `Verdict`."""

    holds: Truths
    could_hold: Truths
    set_aside: Truths
    applicable: npt.NDArray[np.int64]


def judge_columns(model: Model, clause: Clause, readings: Mapping[str, Readings]) -> Verdicts:
    """Say how a clause stands, as `gates.judge` does.

    Args:
        model: the model, or a form of it.
        clause: one of its clauses.
        readings: by item id.

    Returns:
        The verdicts.
    """
    items = model.clause_items(clause)
    size = len(next(iter(readings.values())).rank)
    reached, unknown, applicable = (np.zeros(size, np.int64) for _ in range(3))
    for item in items:
        reading = readings[item.id]
        reached += reading.rank >= item.rank(clause.option)
        unknown += reading.applies & (reading.rank < 0)
        applicable += reading.applies
    needed = np.array([need(clause, n) for n in range(len(items) + 1)])[applicable]
    enough = (applicable >= model.minimum_applicable) | (clause.item is not None)
    aside = (applicable == 0) & (clause.item is not None)
    return Verdicts(enough & (reached >= needed), enough & (reached + unknown >= needed), aside, applicable)


def judge_stages(model: Model, readings: Mapping[str, Readings]) -> list[list[Verdicts]]:
    """Say how every clause of every stage's gate stands.

    Args:
        model: the model, or a form of it, with stages.
        readings: by item id.

    Returns:
        For each stage, verdicts on its clauses, in order.
    """
    return [_judge_stage([judge_columns(model, clause, readings) for clause in stage.gate]) for stage in model.stages]


def _judge_stage(found: list[Verdicts]) -> list[Verdicts]:
    """Take back the clauses of a gate all of which are set aside, as `gates.judge_stage` does."""
    if not found:
        return found
    some = ~np.logical_and.reduce([each.set_aside for each in found])
    return [replace(each, holds=each.holds & some, could_hold=each.could_hold & some) for each in found]


def stage_columns(gates: Sequence[Sequence[Verdicts]], size: int, *, could: bool) -> npt.NDArray[np.int64]:
    """Find the stage held, as `position.place` does.

    Args:
        gates: what `judge_stages` found.
        size: how many organisations there are.
        could: count unknown answers as met.

    Returns:
        The place of the stage in `model.stages`.
    """
    holding, held = np.ones(size, bool), np.zeros(size, np.int64)
    for place, verdicts in enumerate(gates):
        for verdict in verdicts:
            holding &= verdict.could_hold if could else verdict.holds
        held = np.where(holding, place, held)
    return held


def locate_columns(axis: Axis, scores: Mapping[str, Columns]) -> Floats:
    """Find the place on one axis of the map, as `position.locate` does.

    Args:
        axis: the axis.
        scores: by node id.

    Returns:
        0 to 100, NaN where a node that applies has no value.
    """
    total = nodes = np.zeros(len(scores[axis.of[0]].value))
    for node in axis.of:
        counts = scores[node].asked > 0
        total = total + np.where(counts, scores[node].index, 0.0)
        nodes = nodes + counts
    with np.errstate(invalid="ignore"):
        return total / nodes
