"""Where an organisation stands: its stage by the gates, what holds it there, and its point on the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sociable_assessment.gates import Verdict, judge_stage
from sociable_assessment.model import Axis, Model
from sociable_assessment.readings import Reading
from sociable_assessment.scoring import Scores


@dataclass(frozen=True, slots=True)
class Position:
    """A stage and a place.

    `stage` counts an unknown item as unmet, `could_be` as met; both are ids, None in a model without
    stages. `gates` holds the verdicts on each stage's gate. `across` and `up` run from 0 to 100; None
    where a value is missing or the model has no map.
    """

    stage: str | None
    could_be: str | None
    gates: Mapping[str, tuple[Verdict, ...]]
    index: float | None
    coverage: float | None
    across: float | None = None
    up: float | None = None

    @property
    def next_stage(self) -> str | None:
        """The stage after the one held; None at the top."""
        names = list(self.gates)
        after = names.index(self.stage) + 1 if self.stage in names else len(names)
        return names[after] if after < len(names) else None

    @property
    def unmet(self) -> tuple[Verdict, ...]:
        """The clauses that keep the next stage out of reach."""
        return tuple(v for v in self.gates.get(self.next_stage or "", ()) if not v.holds)

    @property
    def held_by(self) -> tuple[str, ...]:
        """The items that hold the organisation at its stage, each once, in the order of the gate."""
        return tuple(dict.fromkeys(item for v in self.unmet for item in (*v.short, *v.unknown)))

    @property
    def set_aside(self) -> tuple[str, ...]:
        """The items named by a clause that don't apply: a stage may be held without them, but not without all."""
        found = (v.clause.item for verdicts in self.gates.values() for v in verdicts if v.set_aside)
        return tuple(dict.fromkeys(item for item in found if item))


def place(model: Model, readings: Mapping[str, Reading], scores: Scores) -> Position:
    """Place an organisation: stage, what holds it, index, coverage and point on the map.

    Args:
        model: the model, or a form of it.
        readings: the organisation's answers by item id.
        scores: what `score` made of them.

    Returns:
        The position.
    """
    gates = {stage.id: judge_stage(model, stage.gate, readings) for stage in model.stages}
    root = scores[model.id]
    drawn = model.map
    return Position(
        stage=_highest(gates, could=False),
        could_be=_highest(gates, could=True),
        gates=gates,
        index=root.index,
        coverage=root.coverage,
        across=locate(drawn.across, scores) if drawn else None,
        up=locate(drawn.up, scores) if drawn else None,
    )


def _highest(gates: Mapping[str, tuple[Verdict, ...]], *, could: bool) -> str | None:
    held = None
    for stage, verdicts in gates.items():
        if not all(v.could_hold if could else v.holds for v in verdicts):
            break
        held = stage
    return held


def locate(axis: Axis, scores: Scores) -> float | None:
    """Find a place on one axis of the map: the mean index of its nodes.

    Args:
        axis: the axis.
        scores: the organisation's scores.

    Returns:
        0 to 100; None when one of its nodes that applies has no value, or none applies.

    >>> from sociable_assessment.scoring import Score
    >>> locate(Axis(("a", "b"), "", ""), {"a": Score(1, 0, 2, 1, 1), "b": Score(2, 0, 2, 1, 1)})
    75.0
    """
    found = [scores[node] for node in axis.of if scores[node].asked]
    indices = [each.index for each in found]
    known = [index for index in indices if index is not None]
    return sum(known) / len(known) if known and len(known) == len(indices) else None
