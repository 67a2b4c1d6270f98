from dataclasses import replace

import pytest
from hypothesis import given

from sociable_assessment.model import Axis, Clause, Map, Node
from sociable_assessment.readings import Reading
from sociable_assessment.result import explain
from sociable_assessment.wording import gather_clauses, say_clause
from tests.assessment.models import (
    a_model,
    an_item,
    assess,
    assess_readings,
    dice,
    examples,
    rank_of,
    stages,
)

NODES = [Node("left", None), Node("right", None)]
ITEMS = [an_item(name, "left") for name in "abcd"] + [an_item(name, "right") for name in "ef"]
KEY = Clause("mostly", item="a")
HALF = Clause("partly", of=("left",), at_least=0.5)
MOST = Clause("yes", of=("left", "right"), at_least=0.75)
MODEL = a_model(ITEMS, NODES, stages=stages([HALF], [KEY, MOST]), minimum_applicable=2)


def _position(votes, model=MODEL):
    return assess(model, votes).position


@given(dice)
@examples(300)
def test_the_stage_is_never_above_what_it_could_be(dice):
    model = dice.model()
    found = assess(model, *dice.panel(model)).position
    assert rank_of(model, found.stage) <= rank_of(model, found.could_be)


@given(dice)
@examples(300)
def test_what_it_could_be_is_the_stage_with_every_unknown_at_the_top(dice):
    model = dice.model()
    readings = assess(model, *dice.panel(model)).readings
    best = {i.id: Reading("answered", i.top, i.options[-1].value) for i in model.items}
    filled = {name: best[name] if r.status == "unknown" else r for name, r in readings.items()}
    assert assess_readings(model, filled).position.stage == assess_readings(model, readings).position.could_be


@given(dice)
@examples(200)
def test_the_stage_is_the_one_with_every_unknown_at_the_bottom(dice):
    model = dice.model()
    readings = assess(model, *dice.panel(model)).readings
    filled = {
        i.id: Reading("answered", 0, i.options[0].value) if readings[i.id].status == "unknown" else readings[i.id]
        for i in model.items
    }
    assert assess_readings(model, filled).position.stage == assess_readings(model, readings).position.stage


@pytest.mark.parametrize(
    ("votes", "stage", "could_be", "held_by"),
    [
        ({}, "s0", "s2", tuple("abcd")),
        (dict.fromkeys("abcdef", "no"), "s0", "s0", tuple("abcd")),
        ({"a": "partly", "b": "no", "c": "partly", "d": "no", "e": "no", "f": "no"}, "s1", "s1", tuple("abcdef")),
        ({**dict.fromkeys("abcdef", "yes"), "a": "partly"}, "s1", "s1", ("a",)),
        ({**dict.fromkeys("abcdef", "yes"), "a": "?"}, "s1", "s2", ("a",)),
        ({**dict.fromkeys("abcdef", "yes"), "f": "no"}, "s2", "s2", ()),
    ],
)
def test_gates_decide_the_stage_and_name_what_holds_it(votes, stage, could_be, held_by):
    found = _position(votes)
    assert (found.stage, found.could_be, found.held_by) == (stage, could_be, held_by)


def test_a_higher_gate_alone_is_not_enough():
    model = replace(MODEL, stages=stages([KEY], [HALF]))
    votes = {**dict.fromkeys("abcdef", "yes"), "a": "no"}
    assert (_position(votes, model).stage, _position(votes, model).could_be) == ("s0", "s0")


def test_items_that_do_not_apply_leave_the_count():
    votes = {"a": "partly", "b": "no", "c": "n/a", "d": "n/a", "e": "no", "f": "no"}
    assert _position(votes).stage == "s1"


def test_a_clause_does_not_hold_when_too_few_of_its_items_apply():
    votes = {"a": "yes", "b": "n/a", "c": "n/a", "d": "n/a", "e": "yes", "f": "yes"}
    found = _position(votes)
    assert (found.stage, found.could_be, [v.clause for v in found.unmet]) == ("s0", "s0", [HALF])


def test_a_key_item_that_does_not_apply_is_set_aside_and_named():
    votes = {**dict.fromkeys("abcdef", "yes"), "a": "n/a"}
    assert (_position(votes).stage, _position(votes).set_aside) == ("s2", ("a",))


BY_NAME = replace(MODEL, stages=stages([KEY], [Clause("yes", item="e"), Clause("yes", item="f")]))


@pytest.mark.parametrize(
    ("votes", "stage"),
    [
        (dict.fromkeys("abcdef", "n/a"), "s0"),
        ({**dict.fromkeys("abcdef", "yes"), "a": "n/a"}, "s0"),
        ({**dict.fromkeys("abcdef", "yes"), "e": "n/a"}, "s2"),
        ({**dict.fromkeys("abcdef", "yes"), "e": "n/a", "f": "n/a"}, "s1"),
        ({**dict.fromkeys("abcdef", "yes"), "e": "n/a", "f": "?"}, "s1"),
    ],
)
def test_a_stage_is_not_held_because_nothing_that_it_asks_for_applies(votes, stage):
    found = _position(votes, BY_NAME)
    could_be = "s2" if "?" in votes.values() else stage
    assert (found.stage, found.could_be) == (stage, could_be)


def test_where_nothing_of_the_next_gate_applies_no_step_leads_there_and_the_explanation_says_so():
    found = assess(BY_NAME, {**dict.fromkeys("abcdef", "yes"), "e": "n/a", "f": "n/a"})
    assert (found.step, found.position.held_by, found.position.set_aside) == (None, (), ("e", "f"))
    assert [v.clause for v in found.position.unmet] == list(BY_NAME.stages[2].gate)
    assert "Nothing that Stage 2 asks for applies, so it can't be held." in explain(BY_NAME, found.position)
    told = [say_clause(BY_NAME, verdict) for verdict, _ in gather_clauses(found.position.unmet)]
    assert told[0] == "e? It does not apply, so this stage can't be held"


def test_a_model_without_stages_has_no_stage():
    found = _position(dict.fromkeys("abcdef", "yes"), replace(MODEL, stages=()))
    assert (found.stage, found.could_be, found.next_stage, found.unmet) == (None, None, None, ())


def test_the_top_stage_has_no_next_one():
    assert _position(dict.fromkeys("abcdef", "yes")).next_stage is None


def test_the_place_on_the_map_is_the_mean_index_of_the_axes_nodes():
    drawn = Map(Axis(("left", "right"), "", ""), Axis(("right",), "", ""))
    votes = {**dict.fromkeys("abcd", "yes"), "e": "no", "f": "partly"}
    found = _position(votes, replace(MODEL, map=drawn))
    assert (found.across, found.up) == (pytest.approx((100 + 100 / 6) / 2), pytest.approx(100 / 6))


def test_the_place_on_the_map_needs_a_value_for_every_node_that_applies():
    drawn = Map(Axis(("left", "right"), "", ""), Axis(("left",), "", ""))
    model = replace(MODEL, map=drawn)
    unknown = _position(dict.fromkeys("abcd", "yes"), model)
    outside = _position({**dict.fromkeys("abcd", "yes"), "e": "n/a", "f": "n/a"}, model)
    assert ((unknown.across, unknown.up), (outside.across, outside.up)) == ((None, 100), (100, 100))
