"""Two sets of readings side by side: an earlier wave and a later one, or an organisation and its target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sociable_assessment.model import Model
from sociable_assessment.position import place
from sociable_assessment.readings import Reading
from sociable_assessment.scoring import score

Pair = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs: the stage, the index of every node and the rank of every item that moved (before, after)."""

    stages: tuple[str | None, str | None]
    indices: Mapping[str, Pair]
    moved: Mapping[str, tuple[int | None, int | None]]


def compare(model: Model, before: Mapping[str, Reading], after: Mapping[str, Reading]) -> Comparison:
    """Compare two sets of readings on one model.

    A target is a set of readings like any other: compare an organisation with it to see its gap.

    Args:
        model: the model, or a form of it.
        before: the earlier wave, or the organisation as it is.
        after: the later wave, or the target.

    Returns:
        The comparison; indices are not rounded.
    """
    scored = [score(model, readings) for readings in (before, after)]
    placed = [place(model, r, s) for r, s in zip((before, after), scored, strict=True)]
    indices = {node: (scored[0][node].index, scored[1][node].index) for node in model.node_by_id}
    ranks = {item.id: (before[item.id].rank, after[item.id].rank) for item in model.items}
    moved = {name: pair for name, pair in ranks.items() if pair[0] != pair[1]}
    return Comparison((placed[0].stage, placed[1].stage), indices, moved)
