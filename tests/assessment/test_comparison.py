from hypothesis import given

from sociable_assessment.comparison import Comparison, compare
from sociable_assessment.model import Clause, Node
from tests.assessment.models import a_model, an_item, assess, dice, examples, stages

MODEL = a_model(
    [an_item("a", "left"), an_item("b", "left"), an_item("c", "right")],
    [Node("left", None), Node("right", None)],
    stages=stages([Clause("partly", of=("left",), at_least=1)]),
)


def _compare(before, after, model=MODEL):
    return compare(model, assess(model, before).readings, assess(model, after).readings)


def test_two_waves_differ_in_stage_indices_and_the_items_that_moved():
    found = _compare({"a": "no", "b": "yes", "c": "yes"}, {"a": "yes", "b": "partly", "c": "yes"})
    indices = {"m": (75.0, 100 * 5 / 6), "left": (50.0, 100 * 2 / 3), "right": (100.0, 100.0)}
    assert found.stages == ("s0", "s1")
    assert {node: tuple(map(round, pair)) for node, pair in found.indices.items()} == {
        node: tuple(map(round, pair)) for node, pair in indices.items()
    }
    assert found.moved == {"a": (0, 3), "b": (3, 1)}


def test_what_became_known_moved_from_nothing():
    assert _compare({"a": "no"}, {"a": "no", "c": "partly"}).moved == {"c": (None, 1)}


@given(dice)
@examples(60)
def test_nothing_differs_from_itself(dice):
    model = dice.model()
    found = assess(model, *dice.panel(model))
    position, scores = found.position, found.scores
    expected = Comparison(
        (position.stage, position.stage), {name: (s.index, s.index) for name, s in scores.items()}, {}
    )
    assert compare(model, found.readings, found.readings) == expected


@given(dice)
@examples(60)
def test_a_gap_looked_at_from_the_target_is_the_same_gap_turned_round(dice):
    model = dice.model()
    one, other = assess(model, *dice.panel(model)).readings, assess(model, *dice.panel(model)).readings
    there, back = compare(model, one, other), compare(model, other, one)
    assert back.stages == there.stages[::-1]
    assert back.indices == {name: pair[::-1] for name, pair in there.indices.items()}
    assert back.moved == {name: pair[::-1] for name, pair in there.moved.items()}
