"""Where one organisation stands while its answers come in: the position, the next step, and what is still open.

The core finds the position; this adds how far the unanswered items could still move it, so that a half filled
form shows a range and not nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sociable_assessment.model import Item, Model
from sociable_assessment.next_step import NextStep, next_step
from sociable_assessment.position import Position, place
from sociable_assessment.readings import Reading, read_all, tally
from sociable_assessment.responses import Responses
from sociable_assessment.scoring import Scores, score


@dataclass(frozen=True, slots=True)
class Bounds:
    """The places between which the unknown answers leave an organisation; each 0 to 100, low and high."""

    index: tuple[float, float]
    across: tuple[float, float] | None = None
    up: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an organisation; `model` is the form that its answers were scored on.

    `known` items have an answer, of `asked` that apply; `bounds` is None where nothing is known or nothing
    is left open.
    """

    model: Model
    organisation: str
    raters: int
    readings: Mapping[str, Reading]
    scores: Scores
    position: Position
    bounds: Bounds | None
    known: int
    asked: int


def stand(model: Model, responses: Responses) -> Standing:
    """Find where an organisation stands.

    Args:
        model: the model, or a form of it.
        responses: what its raters answered.

    Returns:
        The standing.

    Raises:
        InputError: an answer is not an option of its item.
    """
    readings = read_all(model, tally(model, responses))
    scores = score(model, readings)
    known = sum(reading.status == "answered" for reading in readings.values())
    asked = sum(reading.status != "not-applicable" for reading in readings.values())
    return Standing(
        model=model,
        organisation=responses.organisation.name,
        raters=len(responses.raters),
        readings=readings,
        scores=scores,
        position=place(model, readings, scores),
        bounds=find_bounds(model, readings) if 0 < known < asked else None,
        known=known,
        asked=asked,
    )


def find_bounds(model: Model, readings: Mapping[str, Reading]) -> Bounds:
    """Find how far the unknown answers could move an organisation: all at their lowest, all at their highest.

    Args:
        model: the model, or a form of it.
        readings: the organisation's answers by item id.

    Returns:
        The bounds of its index and of its place on the map.
    """
    low, high = (place(model, filled, score(model, filled)) for filled in _fill(model, readings))
    return Bounds(
        index=_pair(low.index, high.index) or (0.0, 100.0),
        across=_pair(low.across, high.across),
        up=_pair(low.up, high.up),
    )


def _fill(model: Model, readings: Mapping[str, Reading]) -> tuple[dict[str, Reading], dict[str, Reading]]:
    unknown = [item for item in model.items if readings[item.id].status == "unknown"]
    lowest = {item.id: _answered(item, 0) for item in unknown}
    highest = {item.id: _answered(item, item.top) for item in unknown}
    return {**readings, **lowest}, {**readings, **highest}


def _answered(item: Item, rank: int) -> Reading:
    return Reading("answered", rank, item.options[rank].value)


def _pair(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (min(low, high), max(low, high))


def find_next_step(standing: Standing) -> NextStep | None:
    """Find the smallest change that lifts an organisation by one stage.

    Args:
        standing: where it stands.

    Returns:
        The step; None at the top, in a model without stages, or where too little applies.
    """
    return next_step(standing.model, standing.readings, standing.position)


def find_missing(standing: Standing) -> list[tuple[str, int, int]]:
    """List the parts of the model that have open questions.

    Args:
        standing: where the organisation stands.

    Returns:
        For each dimension with open questions its title, how many are known and how many are asked.
    """
    counted = []
    for node in standing.model.dimensions:
        statuses = [standing.readings[item.id].status for item in standing.model.items_under[node.id]]
        asked = sum(status != "not-applicable" for status in statuses)
        counted.append((node.title, statuses.count("answered"), asked))
    return [each for each in counted if each[1] < each[2]]
