"""Bars with a prediction: everything is in the picture, and no label stands on a bar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sociable_course.bars import draw_bars, mark_foretold
from tests.assessment.models import examples

values = st.lists(st.floats(0.1, 100), min_size=1, max_size=13)


@examples(50)
@given(values, st.floats(0, 100))
def test_bars_start_at_zero_and_the_prediction_is_in_the_picture(found, foretold):
    figure = draw_bars({f"department {place}": value for place, value in enumerate(found)}, "Who?", "", dark=set())
    mark_foretold(figure, 0, foretold)
    low, high = figure.layout.xaxis.range
    assert low == 0
    assert high > max(*found, foretold)


@examples(50)
@given(values, st.floats(0, 100))
def test_a_prediction_inside_a_bar_is_labelled_below_it(found, foretold):
    figure = draw_bars({f"department {place}": value for place, value in enumerate(found)}, "Who?", "", dark=set())
    mark_foretold(figure, 0, foretold)
    (label,) = figure.layout.annotations
    assert (label.yshift is not None) or foretold > found[0]


def test_chosen_bars_stand_out_by_lightness():
    figure = draw_bars({"a": 1, "b": 2}, "Which?", "", dark={"b"})
    assert len(set(figure.data[0].marker.color)) == 2
