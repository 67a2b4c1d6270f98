"""When help in public pays by saved calls: the sum, its band, and the numbers that the lesson writes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_course import deflection
from sociable_course.deflection import CLAIMED, DRAWS, HEATERS, Desk, break_even, count_paying, count_saved, find_edges
from tests.assessment.models import examples

shares = st.floats(0.01, 1)
desks = st.builds(
    Desk,
    title=st.just("a desk"),
    calls=st.floats(100, 1e6),
    public=shares,
    found=shares,
    saved=shares,
    running=st.floats(1, 1e6),
    unsure=st.floats(0, 0.9),
)


@examples(50)
@given(desks, st.floats(0, 100), st.floats(0, 100))
def test_a_dearer_call_never_makes_it_pay_less_often(desk, one, other):
    low, high = sorted((one, other))
    assert count_paying(desk, low) <= count_paying(desk, high)


@examples(50)
@given(desks, st.floats(1, 50))
def test_more_calls_never_make_it_pay_less_often(desk, price):
    more = replace(desk, calls=2 * desk.calls)
    assert count_paying(desk, price) <= count_paying(more, price)


@examples(50)
@given(desks)
def test_at_the_break_even_price_saved_calls_are_worth_what_the_help_costs(desk):
    assert count_saved(desk) * desk.saved * break_even(desk) == pytest.approx(desk.running)


@examples(50)
@given(desks)
def test_it_never_pays_below_the_lower_edge_and_always_above_the_upper(desk):
    never, always = find_edges(desk)
    assert count_paying(desk, 0.999 * never) == 0
    assert count_paying(desk, always) == DRAWS


def test_without_ranges_all_draws_agree():
    never, always = find_edges(replace(HEATERS, unsure=0))
    assert never == always == break_even(HEATERS)


def test_no_share_is_drawn_above_one():
    sure = replace(HEATERS, public=0.95, found=0.95, saved=0.95, unsure=0.6)
    assert all(max(each.public, each.found, each.saved) <= 1 for each in deflection.draw_desks(sure))


@pytest.mark.parametrize("change", [{"public": 0.0}, {"found": 0.0}, {"calls": 0}])
def test_a_desk_that_saves_no_call_never_pays_at_any_price(change):
    assert count_paying(replace(HEATERS, **change), 1e9) == 0


def test_the_numbers_in_the_lesson_hold():
    assert f"{break_even(HEATERS):.2f}" == "14.29"
    assert [count_paying(HEATERS, price) for price in (6, 15, CLAIMED)] == [3, 107, DRAWS]
    assert count_saved(HEATERS) == 6000
    bank = replace(HEATERS, calls=30_000, public=0.6, found=0.2, saved=1, running=54_000)
    assert break_even(bank) == pytest.approx(15)
    assert find_edges(replace(bank, unsure=0.2))[0] > 8
    shop = deflection.list_reasons()
    assert 94_800 / sum(each.calls * each.found for each in shop) == pytest.approx(12)


def test_what_the_check_on_never_paying_says_holds():
    many = replace(HEATERS, calls=200_000)
    assert count_paying(replace(many, found=0.5), 6) == DRAWS
    assert count_paying(replace(HEATERS, found=0.05), 20) == 0
    assert count_paying(replace(many, found=0.05), 35) > 0


@pytest.mark.parametrize(("settings", "paying"), [({"calls_a_year": 6_000}, 0), ({"price_of_a_call": 35}, DRAWS)])
def test_the_picture_says_in_how_many_draws_it_pays(settings, paying):
    assert f"pays in {paying} of {DRAWS} draws" in deflection.draw_deflection(**settings).finding
