"""Where stages begin, against every complete set of answers of a small model."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from sociable_assessment.model import Axis, Clause, Map, Model, Node
from sociable_assessment.model_file import read_model
from sociable_assessment.position import Position
from sociable_assessment.regions import Region, ahead, regions
from tests.assessment.models import (
    ADDITIVE,
    Dice,
    a_model,
    an_item,
    assess,
    dice,
    every_answer,
    examples,
    rank_of,
    stages,
)


def _places(position: Position) -> tuple[float, float, float]:
    return position.index or 0, position.across or 0, position.up or 0


def _starts(model: Model) -> list[tuple[float, float, float]]:
    """The least index, across and up, each on its own, of all answers that hold a stage or a higher one."""
    placed = [assess(model, votes).position for votes in every_answer(model)]
    held = [(rank_of(model, position.stage), _places(position)) for position in placed]
    above = [[places for rank, places in held if rank >= stage] for stage in range(len(model.stages))]
    return [tuple(map(min, zip(*places, strict=True))) for places in above if places]


def _additive(dice: Dice) -> Model:
    small = Dice(dice.getrandbits(40), min(4, dice.most))
    return replace(small.model(combines=ADDITIVE), minimum_applicable=1)


@given(dice)
@examples(60)
def test_a_region_starts_at_the_least_that_any_complete_answers_of_its_stage_reach(dice):
    model = _additive(dice)
    found = [(region.index, region.across, region.up) for region in regions(model)]
    expected = _starts(model)
    assert [tuple(map(pytest.approx, start)) for start in expected] == found


@given(dice)
@examples(60)
def test_no_complete_answers_place_an_organisation_before_its_stage(dice):
    model = dice.model(combines=ADDITIVE)
    position = assess(model, dice.votes(model, others=())).position
    region = regions(model)[rank_of(model, position.stage)]
    start = (region.index, region.across, region.up)
    assert [p - s for p, s in zip(_places(position), start, strict=True) if p < s - 1e-9] == []


@given(dice)
@examples(8)
def test_in_our_model_no_complete_answers_place_an_organisation_before_its_stage(dice):
    model = read_model()
    step = assess(model, dice.votes(model, others=())).step
    raised = {each.item: model.item_by_id[each.item].options[each.to].id for each in step.steps}
    position = assess(model, {**{item.id: item.options[0].id for item in model.items}, **raised}).position
    region = regions(model)[rank_of(model, position.stage)]
    start = (region.index, region.across, region.up)
    assert [p - s for p, s in zip(_places(position), start, strict=True) if p < s - 1e-9] == []


@given(dice)
@examples(60)
def test_later_stages_begin_no_lower(dice):
    starts = regions(replace(dice.model(combines=ADDITIVE), minimum_applicable=1))
    falls = [(a, b) for a, b in pairwise(starts) if b.index < a.index - 1e-9]
    assert falls == []


def test_in_our_model_the_regions_start_where_the_gates_say():
    # goal-led: 3 of 4 items of two dimensions at 2/3, 2 of 4 items of the five others at 1/3
    led = 100 * (2 * 3 * 2 + 5 * 2 * 1) / (28 * 3)
    across = (50 + 50 + 100 * 2 / 12 + 100 * 2 / 12) / 4
    expected = [
        Region("not-yet", 0, 0, 0),
        Region("experiment", pytest.approx(100 / 84), 0, 0),
        Region("goal-led", pytest.approx(led), pytest.approx(across), pytest.approx(100 * 2 / 12)),
        Region("organisation-wide", 75, 75, 75),
    ]
    assert list(regions(read_model())) == expected


def test_a_model_without_a_map_has_regions_by_index_alone():
    model = a_model([an_item("a"), an_item("b")], stages=stages([Clause("mostly", item="a")]))
    assert regions(model) == (Region("s0", 0.0), Region("s1", pytest.approx(100 / 3)))


NODES = [Node("left", None), Node("right", None)]
MAPPED = a_model(
    [an_item(name, "left") for name in "abc"] + [an_item("d", "right")],
    NODES,
    stages=stages([Clause("partly", item="a")], [Clause("yes", of=("left",), at_least=1)]),
    map=Map(Axis(("left",), "", ""), Axis(("right",), "", "")),
)


@pytest.mark.parametrize(
    ("votes", "stage"),
    [
        ({"a": "no", "b": "yes", "c": "yes", "d": "yes"}, "s1"),
        ({"a": "no", "b": "no", "c": "no", "d": "yes"}, None),
        ({"a": "partly", "b": "yes", "c": "yes", "d": "yes"}, None),
        (dict.fromkeys("abcd", "yes"), None),
    ],
)
def test_a_place_beyond_its_stage_is_told(votes, stage):
    position = assess(MAPPED, votes).position
    assert ahead(regions(MAPPED), position, on_map=True) == stage


def test_a_place_exactly_at_the_start_of_a_region_lies_in_it_however_it_was_reached():
    # three tenths are not 0.3 for a computer
    items = [an_item(name, weight=weight) for name, weight in zip("abcd", (0.1, 0.2, 0.3, 9.4), strict=True)]
    model = a_model(items, stages=stages([Clause("yes", item="a"), Clause("yes", item="b")]))
    position = assess(model, {"a": "no", "b": "no", "c": "yes", "d": "no"}).position
    assert ahead(regions(model), position, on_map=False) == "s1"


def test_nobody_is_ahead_without_a_place():
    position = assess(MAPPED, {}).position
    assert [ahead(regions(MAPPED), position, on_map=on_map) for on_map in (True, False)] == [None, None]
