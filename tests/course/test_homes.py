"""The seven homes: points that can be argued with, and the staff of 2013."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_course import homes
from sociable_course.homes import FITS, HOMES, MOST, NEEDS, TIME, TRIES, choose, count_wins, find_leaders
from tests.assessment.models import examples

needs, places = st.sampled_from(sorted(NEEDS)), st.sampled_from(["", *HOMES])


def totals(points):
    return {home: sum(parts.values()) for home, parts in points.items()}


def test_each_home_is_the_first_choice_for_some_need():
    leaders = {home for need in NEEDS for home in find_leaders(choose(need, need))}
    assert leaders == set(HOMES)


def test_points_are_given_for_each_need_and_home():
    assert FITS.keys() == NEEDS.keys()
    assert all(len(fits) == len(HOMES) and all(0 <= fit <= MOST for fit in fits) for fits in FITS.values())


@examples(50)
@given(needs, needs, places)
def test_all_seven_homes_stand_there_the_most_points_first(first, second, time):
    points = totals(choose(first, second, time))
    assert points.keys() == HOMES.keys()
    assert list(points.values()) == sorted(points.values(), reverse=True)


@examples(50)
@given(needs, needs, st.sampled_from(sorted(HOMES)))
def test_time_helps_its_own_home_alone(first, second, home):
    without, having = totals(choose(first, second)), totals(choose(first, second, home))
    assert {each: having[each] - without[each] for each in HOMES} == {each: TIME * (each == home) for each in HOMES}


@examples(50)
@given(needs, needs, places)
def test_wins_are_counted_among_the_tries(first, second, time):
    assert 0 <= count_wins(first, second, time) <= TRIES


def test_an_hour_a_day_moves_brackwells_home():
    assert totals(choose("calls", "past", "product")) == {
        "product": 9,
        "service": 7,
        "managers": 3,
        "research": 4,
        "brand": 1,
        "pr": 2,
        "hr": 0,
    }
    assert list(totals(choose("calls", "past")).items())[:2] == [("service", 7), ("product", 6)]


def test_a_learner_can_give_another_home_a_point():
    assert homes.draw_choice("calls", "improve", "").finding.startswith("Customer service leads with 8 points")
    argued = homes.draw_choice("calls", "improve", "", "product").finding
    assert argued.startswith("Product development leads with 9 points")


def test_the_close_lead_of_the_check_is_as_close_as_it_says():
    points = totals(choose("calls", "improve"))
    assert list(points.items())[:2] == [("service", 8), ("product", 7)]
    assert count_wins("calls", "improve") == 39


@pytest.mark.parametrize("home", ["brand", "service"])
def test_a_choice_is_told_beside_the_points(home):
    assert homes.reveal("calls", "past", "product")(home).finding.endswith(f"You chose: {HOMES[home]}.")


def test_the_staff_of_2013_is_as_the_lesson_says():
    staff = homes.read_staff()
    said = [staff[homes._LABELS[home]] for home in ("brand", "pr", "service", "hr", "product", "managers", "research")]
    assert said == [73, 66, 40, 29, 16, 11, 8]
    assert list(staff)[-1] == "Market research"
    assert len(staff) == 13
