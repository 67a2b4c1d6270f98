"""Rows: every run is drawn, and a page knows which pictures fit a telephone."""

from __future__ import annotations

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.markup import table
from sociable_assessment.pictures import COLUMN, Picture, house_figure
from sociable_course.rows import add_runs, row_figure
from sociable_course.widgets.picture_view import PictureView
from tests.assessment.models import examples


@examples(30)
@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=60))
def test_every_run_is_a_dot_in_its_row_and_the_bar_their_median(values):
    figure = row_figure("Who?", "", ["One", "Two"])
    add_runs(figure, 1, values, dark=True)
    dots, bar = figure.data
    assert list(dots.x) == values
    assert all(abs(height - 1) < 0.25 for height in dots.y)
    assert set(bar.x) == {median(values)}


@pytest.mark.parametrize("narrow_first", [True, False])
def test_a_picture_drawn_for_a_telephone_may_be_as_narrow_as_one(narrow_first):
    figures = [row_figure("Who?", "", ["One"]), house_figure("Who?", width=COLUMN)]
    view = PictureView()
    for figure in figures if narrow_first else figures[::-1]:
        view.show(Picture(figure, "Who.", table("", ("A",), [("b",)])))
        assert ("sociable-narrow" in view.children[0]._dom_classes) == (figure is figures[0])
