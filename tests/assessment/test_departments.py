from dataclasses import replace

import pytest
from hypothesis import given

from sociable_assessment.departments import department_views, group_raters, shown_groups
from sociable_assessment.model import Model, Node
from sociable_assessment.responses import Consensus, Organisation, Responses
from tests.assessment.models import Dice, a_model, a_rater, an_item, dice, examples

NODES = [Node("left", None), Node("right", None)]
MODEL = a_model([an_item("a", "left"), an_item("b", "left"), an_item("c", "right")], NODES)
HOUSE = ("brand", "research", "service", "board", "")


def _house(*answers: tuple[str, dict[str, str]]) -> Responses:
    raters = [a_rater(f"r{n}", votes, department) for n, (department, votes) in enumerate(answers)]
    return Responses(Organisation("Museum"), tuple(raters))


def _views(responses: Responses, minimum: int = 3, model: Model = MODEL):
    return department_views(model, group_raters(model, responses), minimum)


def _random_house(dice: Dice) -> Responses:
    size = dice.randint(1, 14)
    return _house(*((dice.choice(HOUSE), dice.votes(MODEL, ("?", "", "n/a", ""))) for _ in range(size)))


def _voters(responses: Responses, node: str) -> dict[str, set[str]]:
    items = {item.id for item in MODEL.items_under[node]}
    voting = [r for r in responses.raters if any(a.option and i in items for i, a in r.answers.items())]
    return {name: {r.id for r in voting if r.department == name} for name in HOUSE}


@given(dice)
@examples(400)
def test_no_view_is_of_fewer_people_than_the_minimum(dice):
    house, minimum = _random_house(dice), dice.randint(2, 5)
    views = _views(house, minimum)
    shown = [(node, name) for node, row in views.items() for name, index in row.items() if index is not None]
    assert [pair for pair in shown if len(_voters(house, pair[0])[pair[1]]) < minimum] == []


@given(dice)
@examples(400)
def test_no_view_can_be_subtracted_from_the_whole_to_find_fewer_people_than_the_minimum(dice):
    house, minimum = _random_house(dice), dice.randint(2, 5)
    rest = {}
    for node, row in _views(house, minimum).items():
        hidden = [people for name, people in _voters(house, node).items() if row.get(name) is None]
        if any(index is not None for index in row.values()):
            rest[node] = len(set().union(*hidden))
    assert {node: people for node, people in rest.items() if 0 < people < minimum} == {}


@given(dice)
@examples(200)
def test_no_more_is_hidden_than_must_be(dice):
    voters, minimum = {name: dice.randint(0, 7) for name in HOUSE}, dice.randint(2, 5)
    shown = shown_groups(voters, minimum)
    hidden = [n for name, n in voters.items() if name not in shown]
    large = [n for n in hidden if n >= minimum]
    needless = large and sum(hidden) - min(large) >= minimum and len(large) > (voters[""] >= minimum)
    assert not needless


@pytest.mark.parametrize(
    ("voters", "shown"),
    [
        ({"brand": 5, "research": 4}, {"brand", "research"}),
        ({"brand": 5, "research": 4, "service": 1}, {"brand"}),
        ({"brand": 5, "research": 3, "service": 3, "board": 2}, {"brand", "service"}),
        ({"brand": 5, "research": 2, "service": 1}, {"brand"}),
        ({"brand": 5, "": 1}, set()),
        ({"brand": 5, "research": 4, "": 1}, {"brand"}),
        ({"brand": 5, "research": 4, "": 3}, {"brand", "research"}),
        ({"brand": 5, "research": 4, "": 0, "service": 0}, {"brand", "research"}),
        ({"brand": 2}, set()),
        ({}, set()),
    ],
)
def test_small_groups_are_hidden_and_larger_ones_with_them_where_they_would_stand_alone(voters, shown):
    assert shown_groups(voters, 3) == shown


def test_a_view_is_the_mean_of_the_departments_own_votes_without_the_consensus():
    votes = [{"a": "yes", "b": "yes", "c": "no"}, {"a": "no", "b": "yes", "c": "no"}, {"a": "?", "b": "yes", "c": "no"}]
    house = _house(*(("brand", each) for each in votes), *(("service", {"c": "yes"}) for _ in range(3)))
    agreed = replace(house, consensus={"a": Consensus("no")})
    expected = {"left": {"brand": 75.0, "service": None}, "right": {"brand": 0.0, "service": 100.0}}
    assert _views(agreed) == expected


def test_people_without_a_department_are_in_no_view():
    house = _house(*(("brand", {"c": "yes"}) for _ in range(3)), *(("", {"c": "no"}) for _ in range(3)))
    assert _views(house)["right"] == {"brand": 100.0}


@pytest.mark.parametrize("raters", [[], [("", {"a": "yes"})]])
def test_there_are_no_groups_where_nobody_has_a_department(raters):
    assert group_raters(MODEL, _house(*raters)) == {}


@pytest.mark.parametrize("minimum", [1, 0, -1])
def test_a_minimum_below_two_people_is_refused(minimum):
    with pytest.raises(ValueError, match=f"at least 2 people, not {minimum}"):
        _views(_house(("brand", {})), minimum)
