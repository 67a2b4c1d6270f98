from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sociable_assessment.model import Model
from sociable_assessment.model_file import read_model
from sociable_assessment.scoring import Score
from tests.assessment.models import (
    assess,
    cases,
    examples,
    highest,
    improved,
    lowest,
    models,
    panels,
    votes,
    without,
)

OURS = read_model()


def _outside(score: Score) -> bool:
    if score.value is None or score.minimum is None or score.maximum is None:
        return (score.value, score.minimum, score.maximum, score.index) != (None, None, None, None)
    bounded = score.minimum <= score.value <= score.maximum and 0 <= (score.index or 0) <= 100
    return not bounded


def _shuffled(model: Model, draw: st.DrawFn) -> Model:
    items, nodes = draw(st.permutations(model.items)), draw(st.permutations(model.nodes))
    return replace(model, items=tuple(items), nodes=tuple(nodes))


@given(cases())
@examples(150)
def test_a_value_lies_within_its_range_and_an_index_between_0_and_100(case):
    model, panel = case
    scores = assess(model, *panel).scores
    assert {name: score for name, score in scores.items() if _outside(score)} == {}


@given(panels(OURS, size=3))
@examples(20)
def test_in_our_model_a_value_lies_within_its_range(panel):
    scores = assess(OURS, *panel).scores
    assert {name: score for name, score in scores.items() if _outside(score)} == {}


def test_the_best_index_is_100_and_no_more_whatever_the_weights():
    # 100 · x / x exceeds 100 for this x, a weighted mean as a model could have one
    assert [x for x in (0.7 * k / 3 for k in range(1, 2000)) if Score(x, 0.0, x, 1, 1).index != 100] == []


@given(st.data())
@examples(120)
def test_a_better_option_never_lowers_an_index(data):
    model, panel = data.draw(cases(others=()))
    before = assess(model, *panel).scores
    after = assess(model, *data.draw(improved(model, panel))).scores
    lower = {n: (before[n].index, s.index) for n, s in after.items() if (s.index or 0) < (before[n].index or 0) - 1e-9}
    assert lower == {}


@given(st.data())
@examples(60)
def test_a_better_option_never_lowers_an_index_where_some_items_do_not_apply(data):
    model, (one,) = data.draw(cases(others=("n/a",), size=1))
    before = assess(model, one).position.index
    after = assess(model, *data.draw(improved(model, [one]))).position.index
    assert (after or 0) >= (before or 0) - 1e-9


@given(st.data())
@examples(100)
def test_scores_and_position_do_not_depend_on_any_order(data):
    model, panel = data.draw(cases())
    order = data.draw(st.permutations(panel))
    turned = [dict(data.draw(st.permutations(list(each.items())))) for each in order]
    straight, mixed = assess(model, *panel), assess(_shuffled(model, data.draw), *turned)
    assert mixed.scores == straight.scores
    assert (mixed.position.stage, mixed.position.could_be) == (straight.position.stage, straight.position.could_be)
    assert (mixed.position.across, mixed.position.up) == (straight.position.across, straight.position.up)
    assert _steps(mixed) == _steps(straight)


def _steps(found) -> set[tuple[str, int]] | None:
    return None if found.step is None else {(step.item, step.to) for step in found.step.steps}


@given(cases())
@examples(80)
def test_dont_know_is_the_same_as_no_answer(case):
    model, panel = case
    silent = [{item: "" if vote == "?" else vote for item, vote in each.items()} for each in panel]
    assert assess(model, *silent) == assess(model, *panel)


@given(panels(OURS, size=2))
@examples(10)
def test_in_our_model_dont_know_is_the_same_as_no_answer(panel):
    silent = [{item: "" if vote == "?" else vote for item, vote in each.items()} for each in panel]
    assert assess(OURS, *silent) == assess(OURS, *panel)


@given(st.data())
@examples(120)
def test_an_item_that_does_not_apply_scores_as_if_the_model_had_none(data):
    model, (one,) = data.draw(cases(size=1))
    assume(len(model.items) > 1)
    item = data.draw(st.sampled_from(model.items)).id
    less = without(model, item)
    smaller = assess(less, {name: vote for name, vote in one.items() if name != item})
    found = assess(model, {**one, item: "n/a"})
    assert {node: found.scores[node] for node in less.node_by_id} == smaller.scores
    assert (found.position.stage, found.position.could_be) == (smaller.position.stage, smaller.position.could_be)


@given(models())
@examples(100)
def test_gate_and_mean_agree_at_the_extremes(model):
    assume(model.minimum_applicable == 1)
    worst, best = assess(model, lowest(model)), assess(model, highest(model))
    assert (worst.position.stage, worst.position.index) == (model.stages[0].id, 0)
    assert (best.position.stage, best.position.index) == (model.stages[-1].id, 100)


@pytest.mark.parametrize("form", ["full", "quick"])
def test_in_our_model_gate_mean_and_map_agree_at_the_extremes(form):
    from sociable_assessment.model import with_form

    model = with_form(OURS, form)
    worst, best = assess(model, lowest(model)).position, assess(model, highest(model)).position
    assert (worst.stage, worst.could_be, worst.index, worst.across, worst.up) == ("not-yet", "not-yet", 0, 0, 0)
    assert (best.stage, best.index, best.across, best.up) == ("organisation-wide", 100, 100, 100)


@given(models())
@examples(40)
def test_nothing_known_gives_no_value_anywhere(model):
    scores = assess(model, {}).scores
    assert {score.value for score in scores.values()} == {None}


@given(st.data())
@examples(60)
def test_a_node_has_a_value_only_from_the_minimum_coverage_on(data):
    model, panel = data.draw(cases(max_coverage=0.7))
    scores = assess(replace(model, minimum_coverage=0.7), *panel).scores
    thin = {n: s for n, s in scores.items() if s.value is not None and (s.coverage or 0) < 0.7}
    assert thin == {}


@given(data=st.data())
@examples(30)
def test_coverage_counts_the_items_known_among_those_that_apply(data):
    model = data.draw(models(combines=("mean", "sum", "min"), max_coverage=0))
    one = data.draw(votes(model))
    applicable = [vote for vote in one.values() if vote != "n/a"]
    known = [vote for vote in applicable if vote not in {"?", ""}]
    expected = len(known) / len(applicable) if applicable else None
    assert assess(model, one).position.coverage == expected
