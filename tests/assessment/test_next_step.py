"""The next step against brute force: an own reading of gates, and every way to answer better."""

import math
from itertools import product

import pytest
from hypothesis import given

from sociable_assessment.model import Action, Clause, Model, Node
from sociable_assessment.model_file import read_model
from sociable_assessment.next_step import effort
from tests.assessment.models import a_model, an_item, assess, dice, examples, highest, rank_of, stages

Ranks = dict[str, int | None]  # an item that does not apply is not in it; None is unknown


def _holds(model: Model, clause: Clause, ranks: Ranks) -> bool:
    items = [item for item in model.clause_items(clause) if item.id in ranks]
    reached = sum((-1 if ranks[i.id] is None else ranks[i.id]) >= i.rank(clause.option) for i in items)
    if clause.item:
        return reached == len(items)
    share = math.ceil(round((clause.at_least or 0) * len(items), 6))
    return len(items) >= model.minimum_applicable and reached >= (clause.count or max(1, share))


def _stage(model: Model, ranks: Ranks) -> int:
    held = 0
    for place, stage in enumerate(model.stages):
        named = [clause.item in ranks for clause in stage.gate if clause.item]
        idle = len(named) == len(stage.gate) > 0 and not any(named)
        if idle or not all(_holds(model, clause, ranks) for clause in stage.gate):
            break
        held = place
    return held


def _ways_up(model: Model, ranks: Ranks):
    """Every way to answer some items better: its cost (items, effort) and the stage it leads to."""
    start = {name: -1 if rank is None else rank for name, rank in ranks.items()}
    choices = [range(start[name], model.item_by_id[name].top + 1) for name in ranks]
    for chosen in product(*choices):
        better = dict(zip(ranks, chosen, strict=True))
        moved = [name for name in ranks if better[name] > start[name]]
        cost = sum(effort(model.item_by_id[name], max(0, start[name]), better[name]) for name in moved)
        yield (len(moved), cost), _stage(model, better)


def _ranks(found) -> Ranks:
    return {name: r.rank for name, r in found.readings.items() if r.status != "not-applicable"}


@given(dice)
@examples(400)
def test_the_next_step_lifts_the_stage_and_nothing_smaller_does(dice):
    model = dice.model()
    found = assess(model, *dice.panel(model, size=1))
    ranks = _ranks(found)
    held = _stage(model, ranks)
    costs = [cost for cost, stage in _ways_up(model, ranks) if stage > held]
    step = found.step
    taken = None if step is None else (len(step.steps), step.effort)
    assert (rank_of(model, found.position.stage), taken) == (held, min(costs, default=None))


@given(dice)
@examples(200)
def test_taking_the_next_step_reaches_the_stage_it_names(dice):
    model = dice.model()
    found = assess(model, *dice.panel(model))
    if found.step is None:
        assert found.position.could_be == found.position.stage
        return
    after = _ranks(found) | {step.item: step.to for step in found.step.steps}
    assert _stage(model, after) >= rank_of(model, found.step.stage) == rank_of(model, found.position.stage) + 1


@given(dice)
@examples(15)
def test_in_our_model_taking_the_next_step_lifts_the_stage_by_at_least_one(dice):
    model = read_model()
    votes = dice.votes(model)
    found = assess(model, votes)
    if found.step is None:
        return
    chosen = {step.item: model.item_by_id[step.item].options[step.to].id for step in found.step.steps}
    after = assess(model, {**votes, **chosen})
    assert rank_of(model, after.position.stage) > rank_of(model, found.position.stage)


def _efforts(name, *days):
    ids = ("partly", "mostly", "yes")
    return an_item(name, "left", actions=tuple(Action(to, "do", day) for to, day in zip(ids, days, strict=True)))


ITEMS = [_efforts("a", 9, 1, 1), _efforts("b", 1, 1, 1), _efforts("c", 2, 2, 2)]


def _model(*gate):
    return a_model(ITEMS, [Node("left", None)], stages=stages(gate))


def _steps(model, votes):
    step = assess(model, votes).step
    return step and ([(each.item, each.start, each.to) for each in step.steps], step.effort)


def test_of_as_many_items_the_least_effort_is_chosen():
    model = _model(Clause("partly", of=("left",), count=2))
    assert _steps(model, dict.fromkeys("abc", "no")) == ([("b", 0, 1), ("c", 0, 1)], 3)


def test_fewer_items_go_before_less_effort():
    model = _model(Clause("partly", of=("left",), count=1), Clause("mostly", item="a"))
    assert _steps(model, dict.fromkeys("abc", "no")) == ([("a", 0, 2)], 10)


def test_one_item_serves_several_clauses_at_the_highest_option_asked():
    model = _model(Clause("partly", of=("left",), count=2), Clause("yes", item="c"), Clause("mostly", item="c"))
    assert _steps(model, dict.fromkeys("abc", "no")) == ([("b", 0, 1), ("c", 0, 3)], 7)


def test_an_unknown_item_starts_at_none_and_costs_all_its_steps():
    model = _model(Clause("mostly", item="a"))
    assert _steps(model, {"b": "no", "c": "no"}) == ([("a", None, 2)], 10)


def test_an_item_that_does_not_apply_is_never_a_step():
    model = _model(Clause("partly", of=("left",), count=2))
    assert _steps(model, {"a": "no", "b": "n/a", "c": "no"}) == ([("a", 0, 1), ("c", 0, 1)], 11)


def test_there_is_no_step_where_too_few_items_apply():
    model = _model(Clause("partly", of=("left",), count=3))
    assert _steps(model, {"a": "yes", "b": "n/a", "c": "yes"}) is None


@pytest.mark.parametrize("model", [a_model(ITEMS, [Node("left", None)]), _model(Clause("yes", item="a"))])
def test_there_is_no_step_at_the_top_or_without_stages(model):
    assert _steps(model, highest(model)) is None


def test_the_actions_of_each_step_between_are_listed_in_order():
    step = assess(_model(Clause("yes", item="a")), {"a": "partly"}).step
    assert [(action.to, action.effort) for action in step.steps[0].actions] == [("mostly", 1), ("yes", 1)]


def test_a_clause_over_everything_and_clauses_inside_it_are_solved_together():
    """Fifty items: a search over every combination of needs would not end."""
    names = [(f"d{domain}", f"d{domain}-{place}") for domain in range(5) for place in range(10)]
    items = [an_item(name, parent) for parent, name in names]
    nodes = [Node(parent, None) for parent in dict.fromkeys(parent for parent, _ in names)]
    whole = Clause(items[0].options[1].id, of=("m",), at_least=0.8)
    parts = [Clause(items[0].options[2].id, of=(node.id,), at_least=0.5) for node in nodes]
    model = a_model(items, nodes, stages=stages((whole, *parts)))
    found = assess(model, {name: items[0].options[0].id for _, name in names}).step
    assert sorted(step.to for step in found.steps) == [1] * 15 + [2] * 25
