"""What is worth the room's time: the items where votes lie apart, those that decide a gate first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sociable_assessment.gates import Verdict
from sociable_assessment.model import Model
from sociable_assessment.position import Position
from sociable_assessment.readings import Reading, Tally, lower_median

LENGTH = 5


@dataclass(frozen=True, slots=True)
class Topic:
    """An item to discuss: `deviation` is the votes' mean distance from their median in options, `weight` ranks it."""

    item: str
    deviation: float
    decisive: bool
    weight: float


def draw_agenda(
    model: Model, tallies: Mapping[str, Tally], readings: Mapping[str, Reading], position: Position
) -> tuple[Topic, ...]:
    """List the items to discuss, the most pressing first.

    An item's weight is the mean absolute deviation of its votes from their median, doubled where one
    step on that item would change an unmet or barely met clause. Settled items (unanimous, or with a recorded
    consensus) don't appear.

    Args:
        model: the model, or a form of it.
        tallies: the votes by item id.
        readings: the organisation's answers by item id.
        position: where it stands.

    Returns:
        At most five topics.
    """
    topics = []
    for item in model.items:
        votes = tallies[item.id]
        spread = deviation(votes.counts)
        if spread and votes.consensus is None:
            decisive = is_decisive(model, item.id, readings[item.id], position)
            topics.append(Topic(item.id, spread, decisive, spread * (2 if decisive else 1)))
    return tuple(sorted(topics, key=lambda topic: (-topic.weight, topic.item))[:LENGTH])


def deviation(counts: Sequence[int]) -> float:
    """Measure how far votes lie from their median, on average.

    Args:
        counts: votes for each option, lowest first.

    Returns:
        Options; 0 without votes.

    >>> deviation((2, 0, 0, 2)), deviation((0, 3, 1, 0)), deviation((0, 0))
    (1.5, 0.25, 0.0)
    """
    if not sum(counts):
        return 0.0
    middle = lower_median(counts)
    return sum(n * abs(rank - middle) for rank, n in enumerate(counts)) / sum(counts)


def is_decisive(model: Model, item: str, reading: Reading, position: Position) -> bool:
    """Tell whether one step on an item would change a clause that is unmet or barely met.

    Args:
        model: the model, or a form of it.
        item: the item's id.
        reading: the organisation's answer to it.
        position: where the organisation stands; gates up to the next stage count.

    Returns:
        True when one step up meets an unmet clause, or one step down breaks one that is met.
    """
    if reading.rank is None:
        return False
    names = list(position.gates)
    last = position.next_stage or position.stage
    near = names[: names.index(last) + 1] if last in names else []
    verdicts = [v for stage in near for v in position.gates[stage]]
    return any(_tips(verdict, item, reading.rank, model) for verdict in verdicts)


def _tips(verdict: Verdict, item: str, rank: int, model: Model) -> bool:
    if not verdict.applicable_enough or item not in (*verdict.reached, *verdict.short):
        return False
    asked = model.item_by_id[item].rank(verdict.clause.option)
    margin = len(verdict.reached) - verdict.need
    return (margin == -1 and rank == asked - 1) or (margin == 0 and rank == asked)
