from dataclasses import replace

import pytest
from hypothesis import given

from sociable_assessment.errors import UnknownNameError
from sociable_assessment.model import Axis, Clause, Form, Map, Model, Node, Rung, with_form
from sociable_assessment.model_file import read_model
from tests.assessment.models import NEVER, Dice, a_model, an_item, assess, dice, examples, stages

NODES = [Node("left", None), Node("right", None), Node("deep", "right")]
ITEMS = [an_item("a", "left"), an_item("b", "left"), an_item("c", "right"), an_item("d", "deep")]
FULL = [Clause("yes", of=("left", "right"), at_least=1)]
SHORT = Form("short", "Short", "", ("a", "c"), 1, ((), (Clause("partly", item="a"),)))
MODEL = a_model(
    ITEMS,
    NODES,
    stages=stages(FULL),
    forms=(SHORT,),
    minimum_applicable=2,
    map=Map(Axis(("left",), "low", "high"), Axis(("right", "deep"), "low", "high")),
)


def _form(*items: str, gate: Clause) -> Model:
    form = replace(SHORT, items=items, gates=((), (gate,)))
    return with_form(replace(MODEL, forms=(form,)), "short")


def test_a_form_keeps_its_items_their_nodes_and_its_own_gates():
    short = with_form(MODEL, "short")
    assert ([item.id for item in short.items], [node.id for node in short.nodes]) == (["a", "c"], ["left", "right"])
    assert [stage.gate for stage in short.stages] == list(SHORT.gates)
    assert (short.form, short.minimum_applicable, short.id, short.version) == ("short", 1, "m", "1.0.0")


def test_a_form_keeps_the_nodes_of_the_map_that_it_asks_about():
    assert with_form(MODEL, "short").map == Map(Axis(("left",), "low", "high"), Axis(("right",), "low", "high"))


def test_a_form_that_asks_about_one_axis_alone_has_no_map():
    assert _form("a", gate=Clause("yes", item="a")).map is None


@pytest.mark.parametrize("form", [None, "full"])
def test_the_full_form_is_the_model_itself(form):
    assert with_form(MODEL, form) is MODEL


def test_an_unknown_form_is_refused_with_those_there_are():
    with pytest.raises(UnknownNameError, match=r"no form 'shrot'; did you mean 'short'\?"):
        with_form(MODEL, "shrot")


def test_coverage_counts_over_the_chosen_form():
    votes = {"a": "yes", "c": "yes"}
    found = [assess(model, votes).position.coverage for model in (MODEL, with_form(MODEL, "short"))]
    assert found == [0.5, 1]


def test_a_form_places_by_its_own_gates():
    found = [assess(model, {"a": "partly"}).position.stage for model in (MODEL, with_form(MODEL, "short"))]
    assert found == ["s0", "s1"]


def test_a_clause_on_several_nodes_asks_for_the_items_that_the_form_has():
    model = _form("a", gate=Clause("yes", of=("left", "deep"), at_least=1))
    assert assess(model, {"a": "yes", "d": "no"}).position.stage == "s1"


LADDER = Node(
    "ladder",
    None,
    combine="ladder",
    rungs=(
        Rung(1, (Clause("yes", item="a"), Clause("yes", item="b"))),
        Rung(2, (Clause("yes", item="c"),)),
        Rung(3, (Clause("yes", of=("upper",), at_least=1),)),
    ),
)


def test_a_ladder_in_a_form_has_the_rungs_that_the_form_asks_about():
    items = [*(an_item(name, "ladder") for name in "abc"), an_item("d", "upper")]
    form = replace(SHORT, items=("a", "d"))
    model = a_model(items, [LADDER, Node("upper", "ladder")], stages=stages(FULL[:0]), forms=(form,))
    found = assess(with_form(model, "short"), {"a": "yes", "d": "yes"}).scores["ladder"]
    assert (found.value, found.minimum, found.maximum, found.asked) == (3, 0, 3, 2)


def _random_form(dice: Dice) -> Model:
    model = dice.model()
    chosen = {item.id for item in dice.some(model.items, len(model.items))}
    gates = tuple(
        tuple(c for c in s.gate if c.item is None or c.item in chosen) or NEVER[: len(s.gate)] for s in model.stages
    )
    form = Form("some", "Some", "", tuple(sorted(chosen)), model.minimum_applicable, gates)
    return replace(model, forms=(form,))


@given(dice)
@examples(200)
def test_a_form_scores_as_the_model_does_when_all_else_does_not_apply(dice):
    model = _random_form(dice)
    some = with_form(model, "some")
    votes = dice.votes(some)
    rest = {item.id: "n/a" for item in model.items if item.id not in votes}
    form, full = assess(some, votes), assess(model, {**votes, **rest})
    assert form.scores == {name: full.scores[name] for name in some.node_by_id}
    assert (form.position.stage, form.position.could_be) == (full.position.stage, full.position.could_be)


def test_our_quick_form_leaves_no_dimension_out():
    model = read_model()
    quick = with_form(model, "quick")
    assert [node.id for node in quick.dimensions] == [node.id for node in model.dimensions]
    assert quick.map == model.map
