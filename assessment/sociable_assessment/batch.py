"""Score many organisations at once: the same numbers as `scoring`, `gates` and `position`, in columns.

Every array here has one entry an organisation and wave. Tests hold each step to its plain form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sociable_assessment.codes import NOT_APPLICABLE, Bytes, Codes, Ints
from sociable_assessment.gates import need
from sociable_assessment.model import Axis, Clause, Item, Model, Node
from sociable_assessment.readings import Tally

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Votes:
    """An item's votes: `counts` a column for each option, then don't know, not applicable, unanswered."""

    counts: npt.NDArray[np.int64]
    unsure: npt.NDArray[np.int64]
    not_applicable: npt.NDArray[np.int64]
    blank: npt.NDArray[np.int64]

    def tally(self, place: int) -> Tally:
        """Give one organisation's votes in their plain form.

        Args:
            place: the organisation's place.

        Returns:
            Its tally.
        """
        rest = (self.unsure[place], self.not_applicable[place], self.blank[place])
        return Tally(tuple(map(int, self.counts[place])), *map(int, rest))


@dataclass(frozen=True)
class Readings:
    """Answers to one item: rank (-1 unless answered), value (NaN unless answered), and whether it applies."""

    rank: npt.NDArray[np.int64]
    value: Floats
    applies: Truths


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


def count_votes(model: Model, codes: Codes, owner: Ints, owners: int) -> dict[str, Votes]:
    """Count the votes on each item.

    Args:
        model: the model, or a form of it.
        codes: the answers.
        owner: whose each row is, 0 to `owners` - 1.
        owners: how many there are.

    Returns:
        The votes by item id; an item without a column is unanswered by all.
    """
    rows = np.bincount(owner, minlength=owners)
    return {item.id: _count(item, codes.answers.get(item.id), owner, rows) for item in model.items}


def _count(item: Item, answers: Bytes | None, owner: Ints, rows: npt.NDArray[np.int64]) -> Votes:
    options, owners = len(item.options), len(rows)
    if answers is None:
        none = np.zeros(owners, np.int64)
        return Votes(np.zeros((owners, options), np.int64), none, none, rows)
    width = options + 3
    places = answers.astype(np.int64)
    places[answers >= NOT_APPLICABLE] -= NOT_APPLICABLE - options
    counted = np.bincount(owner.astype(np.int64) * width + places, minlength=owners * width).reshape(owners, width)
    return Votes(counted[:, :options], counted[:, options + 1], counted[:, options], counted[:, options + 2])


def read_votes(model: Model, votes: Mapping[str, Votes]) -> dict[str, Readings]:
    """Turn votes into answers, as `readings.read` does.

    Args:
        model: the model, or a form of it.
        votes: by item id.

    Returns:
        Readings by item id.
    """
    return {item.id: _read(item, votes[item.id]) for item in model.items}


def _read(item: Item, votes: Votes) -> Readings:
    total = votes.counts.sum(axis=1)
    applies = votes.not_applicable <= total
    answered = applies & (total > 0)
    rank = (np.cumsum(votes.counts, axis=1) > ((total - 1) // 2)[:, None]).argmax(axis=1)
    value = sum((votes.counts[:, place] * option.value for place, option in enumerate(item.options)), start=0.0 * total)
    with np.errstate(invalid="ignore"):
        value = _clip(item, votes, value / total)
    return Readings(np.where(answered, rank, -1), np.where(answered, value, np.nan), applies)


def _clip(item: Item, votes: Votes, means: Floats) -> Floats:
    """Keep each mean within the votes' values, whatever the floating point makes of 13 times 23.3."""
    values, chosen = np.array([option.value for option in item.options]), votes.counts > 0
    return np.clip(means, values[chosen.argmax(axis=1)], values[item.top - chosen[:, ::-1].argmax(axis=1)])


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


def stage_columns(model: Model, readings: Mapping[str, Readings], *, could: bool) -> npt.NDArray[np.int64]:
    """Find the stage held, as `position.place` does.

    Args:
        model: the model, or a form of it, with stages.
        readings: by item id.
        could: count unknown answers as met.

    Returns:
        The place of the stage in `model.stages`.
    """
    size = len(next(iter(readings.values())).rank)
    holding, held = np.ones(size, bool), np.zeros(size, np.int64)
    for place, stage in enumerate(model.stages):
        for clause in stage.gate:
            verdict = judge_columns(model, clause, readings)
            holding &= verdict.set_aside | (verdict.could_hold if could else verdict.holds)
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
