"""From readings to a value for every node of the tree, and an index from 0 to 100.

`mean` skips children without a value and names them; `sum`, `min` and an undecided `ladder` have none
without all of theirs. Minimum and maximum follow from the children that count, so an item that does not apply
leaves the base. A node under the model's minimum coverage has no value. Nothing is rounded here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sociable_assessment.gates import Verdict, judge_all
from sociable_assessment.model import Item, Model, Node, Rung
from sociable_assessment.readings import Reading


@dataclass(frozen=True, slots=True)
class Score:
    """A node's value in the model's unit and the range it could have had; None where there is no value.

    `answered` of `asked` items that apply are known; `missing` names the children without a value. An
    item that a decided ladder no longer needs is not asked.
    """

    value: float | None
    minimum: float | None
    maximum: float | None
    answered: int
    asked: int
    missing: tuple[str, ...] = ()

    @property
    def index(self) -> float | None:
        """The value on a scale from 0 to 100; None without a value or a range."""
        if self.value is None or self.minimum is None or self.maximum is None or self.maximum <= self.minimum:
            return None
        return 100 * ((self.value - self.minimum) / (self.maximum - self.minimum))  # so that the top is 100 exactly

    @property
    def coverage(self) -> float | None:
        """The share of the asked items that are known; None when none applies."""
        return self.answered / self.asked if self.asked else None


Scores = dict[str, Score]


def score(model: Model, readings: Mapping[str, Reading]) -> Scores:
    """Score every node of the tree.

    Args:
        model: the model, or a form of it.
        readings: the organisation's answers by item id, one for each item of the model.

    Returns:
        A score for each node by id; the root's id is the model's own.

    >>> from sociable_assessment.model_file import read_model
    >>> model = read_model()
    >>> best = {item.id: Reading("answered", item.top, item.options[-1].value) for item in model.items}
    >>> score(model, best)[model.id].index
    100.0
    """
    scores: Scores = {}
    _score_node(model, model.root, readings, scores)
    return scores


def _score_node(model: Model, node: Node, readings: Mapping[str, Reading], scores: Scores) -> Score:
    parts: list[tuple[Node | Item, Score]] = []
    for child in model.children[node.id]:
        if isinstance(child, Item):
            parts.append((child, score_item(child, readings[child.id])))
        else:
            parts.append((child, _score_node(model, child, readings, scores)))
    combined = _climb(model, node, readings) if node.combine == "ladder" else _combine(node, parts)
    scores[node.id] = _enough(combined, model.minimum_coverage)
    return scores[node.id]


def score_item(item: Item, reading: Reading) -> Score:
    """Score one item.

    Args:
        item: the item.
        reading: the organisation's answer to it.

    Returns:
        Its value and range, asked unless not applicable.
    """
    values = [option.value for option in item.options]
    asked = int(reading.status != "not-applicable")
    return Score(reading.value, min(values), max(values), int(reading.value is not None), asked)


def _combine(node: Node, parts: Sequence[tuple[Node | Item, Score]]) -> Score:
    answered = sum(part.answered for _, part in parts)
    asked = sum(part.asked for _, part in parts)
    applicable = [(child, part) for child, part in parts if part.asked]
    missing = tuple(child.id for child, part in applicable if part.value is None)
    valued = [(child, part) for child, part in applicable if part.value is not None]
    if not valued or (missing and node.combine != "mean"):
        return Score(None, None, None, answered, asked, missing)
    weights = [child.weight for child, _ in valued]
    rows = [(part.value or 0.0, part.minimum or 0.0, part.maximum or 0.0) for _, part in valued]
    value, low, high = (_merge(node, weights, column) for column in zip(*rows, strict=True))
    return Score(value, low, high, answered, asked, missing)


def _merge(node: Node, weights: Sequence[float], values: Sequence[float]) -> float:
    if node.combine == "min":
        return min(values)
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return node.base + total if node.combine == "sum" else total / sum(weights)


def _climb(model: Model, node: Node, readings: Mapping[str, Reading]) -> Score:
    """Go up the rungs to the first that is unmet; a rung none of whose items applies is passed over."""
    seen: dict[str, bool] = {}
    value: float | None = node.base
    rungs = [(rung, judge_all(model, rung.gate, readings)) for rung in node.rungs]
    rungs = [(rung, verdicts) for rung, verdicts in rungs if any(map(_applies, verdicts))]
    for rung, verdicts in rungs:
        for verdict in verdicts:
            seen |= dict.fromkeys((*verdict.reached, *verdict.short), True) | dict.fromkeys(verdict.unknown, False)
        if not _met(verdicts):
            value = None if all(v.could_hold or not _applies(v) for v in verdicts) else value
            break
        value = rung.value
    return _ladder_score(node, value, rungs, seen)


def _ladder_score(
    node: Node, value: float | None, rungs: Sequence[tuple[Rung, tuple[Verdict, ...]]], seen: Mapping[str, bool]
) -> Score:
    answered, asked = sum(seen.values()), len(seen)
    missing = tuple(sorted(item for item, known in seen.items() if not known)) if value is None else ()
    if value is None or not rungs:
        return Score(None, None, None, answered, asked, missing)
    return Score(value, node.base, rungs[-1][0].value, answered, asked)


def _applies(verdict: Verdict) -> bool:
    return bool(verdict.reached or verdict.short or verdict.unknown)


def _met(verdicts: Sequence[Verdict]) -> bool:
    return all(verdict.holds or not _applies(verdict) for verdict in verdicts)


def _enough(found: Score, minimum_coverage: float) -> Score:
    coverage = found.coverage
    if coverage is None or coverage >= minimum_coverage:
        return found
    return Score(None, None, None, found.answered, found.asked, found.missing)
