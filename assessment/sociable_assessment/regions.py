"""Where each stage begins: the lowest point that its gate, and all lower gates, allow.

The starts are exact for trees of means and sums, where every item adds its own share; for a tree with `min`
or `ladder` nodes they are attainable points that may lie above the lowest one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sociable_assessment.gates import judge_all
from sociable_assessment.lift import raise_to
from sociable_assessment.model import Item, Model
from sociable_assessment.position import Position, locate
from sociable_assessment.readings import Reading
from sociable_assessment.scoring import Scores, score

_Place = Callable[[Scores], float | None]
_EXACT = 1e-9  # so that a place at the start of a region lies in it, whatever the floating point says


@dataclass(frozen=True, slots=True)
class Region:
    """A stage's lowest possible index and, where the model has a map, its lowest place on each axis (0 to 100)."""

    stage: str
    index: float
    across: float = 0.0
    up: float = 0.0


@lru_cache(maxsize=64)
def regions(model: Model) -> tuple[Region, ...]:
    """Find where each stage begins.

    Args:
        model: the model, or a form of it.

    Returns:
        A region for each stage, in order.

    >>> from sociable_assessment.model_file import read_model
    >>> [(r.stage, round(r.across), round(r.up)) for r in regions(read_model())][-1]
    ('organisation-wide', 75, 75)
    """
    drawn = model.map
    places: dict[str, _Place] = {"index": lambda scores: scores[model.id].index}
    if drawn is not None:
        places["across"] = lambda scores: locate(drawn.across, scores)
        places["up"] = lambda scores: locate(drawn.up, scores)
    shares = {name: _shares(model, where) for name, where in places.items()}
    starts = [
        Region(stage.id, **{name: _start(model, n, where, shares[name]) for name, where in places.items()})
        for n, stage in enumerate(model.stages)
    ]
    return tuple(starts)


def _lowest(model: Model) -> dict[str, Reading]:
    return {item.id: _reading(item, 0) for item in model.items}


def _reading(item: Item, rank: int) -> Reading:
    return Reading("answered", rank, item.options[rank].value)


def _shares(model: Model, where: _Place) -> dict[tuple[str, int], float]:
    """Tell what each option of each item adds to a place, all else being lowest."""
    lowest = _lowest(model)
    return {
        (item.id, rank): where(score(model, lowest | {item.id: _reading(item, rank)})) or 0.0
        for item in model.items
        for rank in range(len(item.options))
    }


def _start(model: Model, stage: int, where: _Place, shares: dict[tuple[str, int], float]) -> float:
    lowest = _lowest(model)
    clauses = [clause for each in model.stages[: stage + 1] for clause in each.gate]
    verdicts = judge_all(model, clauses, lowest)
    ranks = raise_to(model, verdicts, lowest, lambda i, a, b: (shares[i.id, b] - shares[i.id, a],)) or {}
    raised = {name: _reading(model.item_by_id[name], rank) for name, rank in ranks.items()}
    return where(score(model, lowest | raised)) or 0.0


def ahead(starts: tuple[Region, ...], position: Position, *, on_map: bool) -> str | None:
    """Tell whether an organisation's place lies beyond its stage.

    Args:
        starts: the model's regions.
        position: where the organisation stands.
        on_map: judge by the point on the map; else by the index.

    Returns:
        The highest stage whose region the place lies in, when that is above the stage held; else None.
    """
    names = [region.stage for region in starts]
    if position.stage not in names:
        return None
    within = [region.stage for region in starts if _inside(region, position, on_map=on_map)]
    best = within[-1] if within else position.stage
    return best if names.index(best) > names.index(position.stage) else None


def _inside(region: Region, position: Position, *, on_map: bool) -> bool:
    pairs = [(position.across, region.across), (position.up, region.up)] if on_map else [(position.index, region.index)]
    return all(place is not None and place >= start - _EXACT for place, start in pairs)
