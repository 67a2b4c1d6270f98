"""What each way of combining makes of its children, by hand."""

from dataclasses import replace

import pytest

from sociable_assessment.model import Clause, Node, Rung
from sociable_assessment.scoring import Score
from tests.assessment.models import a_model, an_item, assess, scale

YES = scale("no", "yes")
PAIR = [an_item("a", weight=3.0), an_item("b")]
LADDER = Node(
    "m",
    None,
    combine="ladder",
    base=1,
    rungs=tuple(Rung(n, (Clause("yes", item=name),)) for n, name in enumerate("abc", 2)),
)
RUNGS = a_model([an_item(name, options=YES) for name in "abc"], root=LADDER)


def _root(model, votes) -> Score:
    return assess(model, votes).scores["m"]


def _combined(combine, votes, **more) -> Score:
    return _root(a_model(PAIR, root=Node("m", None, combine=combine, **more)), votes)


def test_a_mean_weighs_its_children():
    assert _combined("mean", {"a": "yes", "b": "partly"}) == Score((3 * 3 + 1) / 4, 0, 3, 2, 2)


def test_a_mean_skips_a_child_without_a_value_and_names_it():
    assert _combined("mean", {"a": "?", "b": "partly"}) == Score(1, 0, 3, 1, 2, missing=("a",))


def test_a_sum_adds_base_and_weights():
    assert _combined("sum", {"a": "yes", "b": "partly"}, base=10) == Score(20, 10, 22, 2, 2)


def test_a_minimum_takes_the_least():
    assert _combined("min", {"a": "yes", "b": "partly"}) == Score(1, 0, 3, 2, 2)


@pytest.mark.parametrize("combine", ["sum", "min"])
@pytest.mark.parametrize("blank", ["?", ""])
def test_sum_and_min_have_no_value_with_an_unknown_child(combine, blank):
    assert _combined(combine, {"a": blank, "b": "yes"}) == Score(None, None, None, 1, 2, missing=("a",))


@pytest.mark.parametrize("combine", ["sum", "min", "mean"])
def test_a_child_that_does_not_apply_is_not_missed(combine):
    assert _combined(combine, {"a": "n/a", "b": "mostly"}) == Score(2, 0, 3, 1, 1)


def test_a_node_none_of_whose_items_applies_has_no_value_and_leaves_the_base_of_the_one_above():
    nodes = [Node("left", None), Node("right", None)]
    model = a_model([an_item("a", "left"), an_item("b", "right")], nodes, root=Node("m", None, combine="sum"))
    scores = assess(model, {"a": "n/a", "b": "yes"}).scores
    assert scores["left"] == Score(None, None, None, 0, 0)
    assert scores["m"] == Score(3, 0, 3, 1, 1)


@pytest.mark.parametrize(
    ("votes", "value"),
    [("no no no", 1), ("no yes yes", 1), ("yes no yes", 2), ("yes yes no", 3), ("yes yes yes", 4)],
)
def test_the_first_unmet_rung_decides(votes, value):
    assert _root(RUNGS, dict(zip("abc", votes.split(), strict=True))).value == value


@pytest.mark.parametrize(("votes", "value", "asked"), [({"a": "no"}, 1, 1), ({"a": "yes", "b": "no"}, 2, 2)])
def test_rungs_after_the_first_unmet_one_need_no_answer(votes, value, asked):
    assert _root(RUNGS, votes) == Score(value, 1, 4, asked, asked)


@pytest.mark.parametrize(
    ("votes", "missing"), [({}, ("a",)), ({"a": "yes", "b": "?", "c": "yes"}, ("b",)), ({"b": "no", "c": "no"}, ("a",))]
)
def test_a_ladder_whose_next_rung_is_unknown_has_no_value_and_names_what_is_missing(votes, missing):
    found = _root(RUNGS, votes)
    assert (found.value, found.missing) == (None, missing)


def test_a_rung_that_cannot_be_met_any_more_decides_with_answers_missing():
    rungs = (Rung(2, (Clause("yes", item="a"), Clause("yes", item="b"))),)
    model = replace(RUNGS, root=replace(LADDER, rungs=rungs))
    assert _root(model, {"a": "?", "b": "no"}) == Score(1, 1, 2, 1, 2)


def test_a_rung_that_does_not_apply_is_passed_over():
    assert _root(RUNGS, {"a": "n/a", "b": "yes", "c": "no"}) == Score(3, 1, 4, 2, 2)


def test_a_last_rung_that_does_not_apply_leaves_the_range():
    assert _root(RUNGS, {"a": "yes", "b": "yes", "c": "n/a"}) == Score(3, 1, 3, 2, 2)


def test_a_ladder_none_of_whose_rungs_applies_has_no_value():
    assert _root(RUNGS, dict.fromkeys("abc", "n/a")) == Score(None, None, None, 0, 0)


@pytest.mark.parametrize(("known", "value"), [(7, 3), (6, None)])
def test_minimum_coverage_is_met_by_exactly_that_share(known, value):
    items = [an_item(f"i{n}") for n in range(10)]
    model = a_model(items, minimum_coverage=0.7)
    found = _root(model, {f"i{n}": "yes" for n in range(known)})
    assert (found.value, found.coverage) == (value, known / 10)


def test_a_node_under_the_minimum_coverage_is_skipped_and_named_by_the_mean_above():
    items = [an_item("a", "left"), an_item("b", "left"), *(an_item(f"i{n}", "right") for n in range(4))]
    model = a_model(items, [Node("left", None), Node("right", None)], minimum_coverage=0.7)
    scores = assess(model, {"a": "yes", **{f"i{n}": "partly" for n in range(4)}}).scores
    assert scores["left"] == Score(None, None, None, 1, 2, missing=("b",))
    assert scores["m"] == Score(1, 0, 3, 5, 6, missing=("left",))


def test_not_applicable_items_do_not_lower_coverage():
    model = a_model([an_item(f"i{n}") for n in range(10)], minimum_coverage=0.7)
    found = _root(model, {"i0": "yes", **{f"i{n}": "n/a" for n in range(1, 10)}})
    assert (found.value, found.coverage) == (3, 1)


def test_an_index_runs_over_the_range_of_what_applies():
    assert Score(5, 1, 9, 1, 1).index == 50
    assert (Score(None, None, None, 0, 1).index, Score(2, 2, 2, 1, 1).index) == (None, None)
