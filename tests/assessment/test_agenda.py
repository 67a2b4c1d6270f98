from itertools import pairwise
from statistics import median_low

import pytest
from hypothesis import given

from sociable_assessment.agenda import Topic, deviation, draw_agenda
from sociable_assessment.model import Clause, Model, Node
from sociable_assessment.readings import Reading, tally
from tests.assessment.models import (
    a_model,
    an_item,
    assess,
    assess_readings,
    dice,
    examples,
    rank_of,
    respond,
    stages,
)


def _agenda(model: Model, *panel, **more) -> tuple[Topic, ...]:
    found = assess(model, *panel, **more)
    return draw_agenda(model, tally(model, respond(*panel, **more)), found.readings, found.position)


def _verdicts(model: Model, readings: dict[str, Reading], upto: int) -> list[bool]:
    gates = list(assess_readings(model, readings).position.gates.values())
    return [verdict.holds for gate in gates[: upto + 1] for verdict in gate]


def _decides(model: Model, readings: dict[str, Reading], name: str) -> bool:
    """Take one step up and one down, and see whether any clause up to the next gate turns."""
    position = assess_readings(model, readings).position
    upto = rank_of(model, position.next_stage or position.stage)
    rank, item = readings[name].rank, model.item_by_id[name]
    if rank is None:
        return False
    steps = [Reading("answered", r, item.options[r].value) for r in (rank - 1, rank + 1) if 0 <= r <= item.top]
    now = _verdicts(model, readings, upto)
    return any(_verdicts(model, {**readings, name: step}, upto) != now for step in steps)


@given(dice)
@examples(200)
def test_items_are_ranked_by_deviation_doubled_where_one_step_turns_a_clause(dice):
    model = dice.model()
    panel = dice.panel(model, size=6)
    readings = assess(model, *panel).readings
    expected = []
    for item in model.items:
        ranks = [item.rank(each[item.id]) for each in panel if each[item.id] not in {"?", "", "n/a"}]
        spread = sum(abs(rank - median_low(ranks)) for rank in ranks) / len(ranks) if ranks else 0
        if spread:
            decisive = _decides(model, readings, item.id)
            expected.append(Topic(item.id, spread, decisive, spread * 2 if decisive else spread))
    expected.sort(key=lambda topic: (-topic.weight, topic.item))
    assert _agenda(model, *panel) == tuple(expected[:5])


def test_at_most_five_items_are_listed_the_most_pressing_first():
    model = a_model([an_item(name) for name in "abcdefg"])
    found = _agenda(model, dict.fromkeys("abcdefg", "no"), {**dict.fromkeys("abcdef", "partly"), "g": "yes"})
    assert [topic.item for topic in found] == ["g", "a", "b", "c", "d"]
    assert [pair for pair in pairwise(found) if pair[0].weight < pair[1].weight] == []


def test_what_is_unanimous_or_settled_by_consensus_is_not_listed():
    model = a_model([an_item(name) for name in "abc"])
    panel = [{"a": "no", "b": "yes", "c": "no"}, {"a": "no", "b": "no", "c": "yes"}]
    assert [topic.item for topic in _agenda(model, *panel, consensus={"b": "yes"})] == ["c"]


LEFT = [an_item(name, "left") for name in "abcd"]
GATED = a_model(LEFT, [Node("left", None)], stages=stages([Clause("mostly", of=("left",), at_least=0.5)]))


@pytest.mark.parametrize(
    ("first", "second", "decisive"),
    [
        ("partly", "mostly", True),  # read as partly: one step up would be the second item at mostly
        ("no", "mostly", False),  # two steps below
        ("mostly", "yes", True),  # barely met: one step down breaks it
    ],
)
def test_an_item_weighs_double_where_one_step_meets_or_breaks_a_clause(first, second, decisive):
    settled = {"b": "yes", "c": "no", "d": "no"}
    (topic,) = _agenda(GATED, {"a": first, **settled}, {"a": second, **settled})
    assert (topic.decisive, topic.weight) == (decisive, topic.deviation * (2 if decisive else 1))


def test_no_step_is_decisive_in_a_clause_too_few_of_whose_items_apply():
    model = a_model(LEFT, GATED.nodes, stages=GATED.stages, minimum_applicable=3)
    settled = {"b": "no", "c": "n/a", "d": "n/a"}
    (topic,) = _agenda(model, {"a": "partly", **settled}, {"a": "mostly", **settled})
    assert not topic.decisive


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((4, 0, 0, 0), 0), ((1, 1, 1, 1), 1), ((1, 0, 0, 1), 1.5), ((0, 0, 0, 0), 0), ((3, 0, 1), 0.5)],
)
def test_deviation_is_the_mean_distance_from_the_lower_median(counts, expected):
    assert deviation(counts) == expected
