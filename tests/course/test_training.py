"""A year of training: three plans at one price, and houses in which each side wins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_course import training
from sociable_course.training import MOMENTS, NAMES, PLANS, House, Plan, end_well, take_up
from tests.assessment.models import examples

hours, people, shares = st.integers(0, 8), st.integers(0, 8), st.floats(0, 1)


def test_the_three_plans_cost_the_same():
    assert {plan.cost for plan in PLANS.values()} == {96_000}


def test_the_hospital_is_as_the_lesson_says():
    assert {name: round(end_well(plan, House())) for name, plan in PLANS.items()} == {
        "experts": 803,
        "both": 1161,
        "everyone": 588,
    }


def test_six_experts_win_where_all_comes_in_at_one_door():
    found = {name: round(end_well(plan, House(on_accounts=0.6))) for name, plan in PLANS.items()}
    assert (found["experts"], found["both"]) == (1230, 1011)


@examples(50)
@given(hours, people, shares, shares)
def test_no_more_ends_well_than_begins(each, experts, on_accounts, leaving):
    assert 0 <= end_well(Plan(each, experts), House(on_accounts, leaving)) <= MOMENTS


@examples(50)
@given(hours, st.integers(1, 8), shares, shares)
def test_more_of_either_never_harms(each, experts, on_accounts, leaving):
    house = House(on_accounts, leaving)
    found = end_well(Plan(each, experts), house)
    assert end_well(Plan(each + 1, experts), house) >= found - 1e-9
    assert end_well(Plan(each, experts + 1), house) >= found - 1e-9


@examples(50)
@given(hours, shares)
def test_those_who_leave_take_training_with_them(each, leaving):
    assert take_up(each, leaving) <= take_up(each)


def test_the_worked_plan_and_the_half_are_right():
    assert 95 * 2 * 40 == 7_600
    assert 400 * 40 == 16_000
    assert 640 * 2 * 40 + 4 * 400 * 40 == 115_200


@pytest.mark.parametrize("plan", PLANS)
def test_a_choice_is_told_beside_what_came(plan):
    finding = training.reveal()(plan).finding
    assert finding.startswith("Two hours and three experts: 1,161 of 2,000 end well")
    assert finding.endswith(f"You chose: {NAMES[plan].lower()}.")


def test_all_that_is_assumed_stands_under_the_picture():
    said = training.draw_training().source
    for number in ("40 €", "400 hours", "300 moments", "90 percent", "60 percent", "30 percent", "20 percent"):
        assert number in said
