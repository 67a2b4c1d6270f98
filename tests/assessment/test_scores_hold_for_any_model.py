from dataclasses import replace

import pytest
from hypothesis import assume, given

from sociable_assessment.model import Model, with_form
from sociable_assessment.model_file import read_model
from sociable_assessment.scoring import Score
from tests.assessment.models import Dice, assess, dice, examples, highest, lowest, without

OURS = read_model()


def _outside(score: Score) -> bool:
    if score.value is None or score.minimum is None or score.maximum is None:
        return (score.value, score.minimum, score.maximum, score.index) != (None, None, None, None)
    return not (score.minimum <= score.value <= score.maximum and 0 <= (score.index or 0) <= 100)


@given(dice)
@examples(400)
def test_a_value_lies_within_its_range_and_an_index_between_0_and_100(dice):
    model = dice.model()
    scores = assess(model, *dice.panel(model)).scores
    assert {name: score for name, score in scores.items() if _outside(score)} == {}


@given(dice)
@examples(20)
def test_in_our_model_a_value_lies_within_its_range(dice):
    scores = assess(OURS, *dice.panel(OURS)).scores
    assert {name: score for name, score in scores.items() if _outside(score)} == {}


def test_the_best_index_is_100_exactly_whatever_the_range():
    # (100 · x) / x is more than 100 for some of these, and less for others
    ranges = [0.7 * k / 3 for k in range(1, 2000)]
    assert [x for x in ranges if Score(x, 0.0, x, 1, 1).index != 100] == []


@given(dice)
@examples(400)
def test_a_better_option_never_lowers_an_index(dice):
    model = dice.model()
    panel = dice.panel(model, others=())
    before, after = assess(model, *panel).scores, assess(model, *dice.improve(model, panel)).scores
    lower = {n: s.index for n, s in after.items() if (s.index or 0) < (before[n].index or 0) - 1e-9}
    assert lower == {}


@given(dice)
@examples(200)
def test_a_better_option_never_lowers_an_index_where_some_items_do_not_apply(dice):
    model = dice.model()
    one = dice.votes(model, others=("n/a",))
    before, after = assess(model, one).position.index, assess(model, *dice.improve(model, [one])).position.index
    assert (after or 0) >= (before or 0) - 1e-9


def _shuffled(model: Model, dice: Dice) -> Model:
    return replace(model, items=tuple(dice.shuffled(model.items)), nodes=tuple(dice.shuffled(model.nodes)))


@given(dice)
@examples(300)
def test_scores_position_and_next_step_do_not_depend_on_any_order(dice):
    model = dice.model()
    panel = dice.panel(model)
    turned = [dict(dice.shuffled(each.items())) for each in dice.shuffled(panel)]
    straight, mixed = assess(model, *panel), assess(_shuffled(model, dice), *turned)
    assert mixed.scores == straight.scores
    assert (mixed.position.stage, mixed.position.could_be) == (straight.position.stage, straight.position.could_be)
    assert (mixed.position.across, mixed.position.up) == (straight.position.across, straight.position.up)
    assert _steps(mixed) == _steps(straight)


def _steps(found) -> set[tuple[str, int]] | None:
    return None if found.step is None else {(step.item, step.to) for step in found.step.steps}


@given(dice)
@examples(300)
def test_dont_know_is_the_same_as_no_answer(dice):
    model = dice.model()
    panel = dice.panel(model)
    silent = [{item: "" if vote == "?" else vote for item, vote in each.items()} for each in panel]
    assert assess(model, *silent) == assess(model, *panel)


@given(dice)
@examples(10)
def test_in_our_model_dont_know_is_the_same_as_no_answer(dice):
    panel = dice.panel(OURS, size=2)
    silent = [{item: "" if vote == "?" else vote for item, vote in each.items()} for each in panel]
    assert assess(OURS, *silent) == assess(OURS, *panel)


@given(dice)
@examples(300)
def test_an_item_that_does_not_apply_scores_as_if_the_model_had_none(dice):
    model = dice.model()
    assume(len(model.items) > 1)
    one, item = dice.votes(model), dice.choice(model.items).id
    less = without(model, item)
    smaller = assess(less, {name: vote for name, vote in one.items() if name != item})
    found = assess(model, {**one, item: "n/a"})
    assert {node: found.scores[node] for node in less.node_by_id} == smaller.scores
    assert (found.position.stage, found.position.could_be) == (smaller.position.stage, smaller.position.could_be)


@given(dice)
@examples(300)
def test_gate_and_mean_agree_at_the_extremes(dice):
    model = replace(dice.model(), minimum_applicable=1)
    worst, best = assess(model, lowest(model)), assess(model, highest(model))
    assert (worst.position.stage, worst.position.index) == (model.stages[0].id, 0)
    assert (best.position.stage, best.position.index) == (model.stages[-1].id, 100)


@pytest.mark.parametrize("form", ["full", "quick"])
def test_in_our_model_gate_mean_and_map_agree_at_the_extremes(form):
    model = with_form(OURS, form)
    worst, best = assess(model, lowest(model)).position, assess(model, highest(model)).position
    assert (worst.stage, worst.could_be, worst.index, worst.across, worst.up) == ("not-yet", "not-yet", 0, 0, 0)
    assert (best.stage, best.index, best.across, best.up) == ("organisation-wide", 100, 100, 100)


@given(dice)
@examples(100)
def test_nothing_known_gives_no_value_anywhere(dice):
    scores = assess(replace(dice.model(), minimum_applicable=1), {}).scores
    assert {score.value for score in scores.values()} == {None}


@given(dice)
@examples(200)
def test_a_node_has_a_value_only_from_the_minimum_coverage_on(dice):
    model = replace(dice.model(), minimum_coverage=0.7)
    scores = assess(model, *dice.panel(model)).scores
    assert {n: s for n, s in scores.items() if s.value is not None and (s.coverage or 0) < 0.7} == {}


@given(dice)
@examples(100)
def test_coverage_is_the_share_known_of_the_items_that_apply(dice):
    model = dice.model(combines=("mean", "sum", "min"))
    one = dice.votes(model)
    applicable = [vote for vote in one.values() if vote != "n/a"]
    known = [vote for vote in applicable if vote not in {"?", ""}]
    expected = len(known) / len(applicable) if applicable else None
    assert assess(model, one).position.coverage == expected
