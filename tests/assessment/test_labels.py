"""Labels keep off each other, off the marks and inside the plot, on the narrowest page and on every wider one."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.labels import (
    BETWEEN,
    SIDES,
    Box,
    Choice,
    Spot,
    bar_box,
    break_lines,
    label_box,
    mark_box,
    measure,
    measure_lines,
    place_labels,
)
from tests.assessment.models import examples

AREA = (344.0, 390.0)
SPOTS = st.lists(
    st.builds(
        Spot,
        x=st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1)),
        y=st.one_of(st.sampled_from([0.0, 195.0, 390.0]), st.floats(0, AREA[1])),
        reach=st.sampled_from([5, 8, 12]),
        sizes=st.lists(st.tuples(st.sampled_from([20, 60, 140, 500]), st.sampled_from([14, 32, 51])), max_size=3).map(
            tuple
        ),
        up=st.sampled_from([0, 30]),
        down=st.sampled_from([0, 30]),
        wanted=st.sampled_from([(), BETWEEN]),
        must=st.booleans(),
    ),
    max_size=40,
)


def overlap(one: Box, other: Box, width: float) -> bool:
    """Tell whether two rectangles meet, in pixels, however they came about."""
    (a, b), (c, d) = one.span(width), other.span(width)
    return a < d - 1e-9 and c < b - 1e-9 and one.low < other.high - 1e-9 and other.low < one.high - 1e-9


def labelled(spots: list[Spot]) -> list[tuple[Spot, Box]]:
    choices = place_labels(spots, AREA)
    return [(spot, label_box(spot, choice)) for spot, choice in zip(spots, choices, strict=True) if choice]


def a_spot(x: float, y: float, width: float = 80) -> Spot:
    return Spot(x, y, 6, ((width, 14),))


def on(side: str) -> Choice:
    return Choice(side, 0)


@pytest.mark.parametrize("wider", [1, 1.7, 4])
@given(spots=SPOTS)
@examples(150)
def test_no_two_labels_overlap_on_any_page_as_wide_or_wider(wider, spots):
    boxes = [box for _, box in labelled(spots)]
    assert not any(overlap(one, other, AREA[0] * wider) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("wider", [1, 1.7, 4])
@given(spots=SPOTS)
@examples(150)
def test_no_label_leaves_the_plot_on_any_page_as_wide_or_wider(wider, spots):
    for _, box in labelled(spots):
        left, right = box.span(AREA[0] * wider)
        assert left >= -1e-9
        assert right <= AREA[0] * wider + 1e-9
        assert box.low >= 0
        assert box.high <= AREA[1]


@given(spots=SPOTS)
@examples(150)
def test_no_label_covers_the_mark_or_the_bar_of_another_point(spots):
    for spot, box in labelled([replace(spot, must=False) for spot in spots]):
        apart = [each for each in spots if (each.x, each.y) != (spot.x, spot.y)]
        others = [box for each in apart for box in (mark_box(each), bar_box(each))]
        assert not any(overlap(box, other, AREA[0]) for other in others)


@given(spots=SPOTS)
@examples(50)
def test_the_same_points_are_always_labelled_alike(spots):
    assert place_labels(spots, AREA) == place_labels(spots, AREA)


def test_the_overlap_of_two_labels_would_be_found():
    spot = a_spot(0.5, 100)
    assert not overlap(label_box(spot, on("top center")), label_box(spot, on("bottom center")), 344)
    assert overlap(label_box(spot, on("middle right")), label_box(a_spot(0.55, 104), on("middle right")), 344)


def test_the_first_is_served_first_and_a_point_without_a_label_takes_no_room():
    near = [a_spot(0.5, 100), Spot(0.5, 100, 6), a_spot(0.5, 100)]
    assert place_labels(near, AREA) == [on(SIDES[0]), None, on(SIDES[1])]


def test_at_the_edges_labels_point_inwards():
    corners = [a_spot(x, y) for x in (0, 1) for y in (0, 390)]
    sides = ["top right", "bottom right", "top left", "bottom left"]
    assert place_labels(corners, AREA) == [on(side) for side in sides]


def test_where_nothing_is_free_there_is_a_shorter_label_or_none():
    assert place_labels([a_spot(0.5, 100, 400)], AREA) == [None]
    assert place_labels([Spot(0.5, 100, 6, ((400, 14), (40, 14)))], AREA) == [Choice("middle right", 1)]


def test_the_label_of_a_mark_with_bars_stands_between_them():
    assert place_labels([Spot(0.5, 100, 6, ((40, 14),), wanted=BETWEEN)], AREA) == [on("top right")]


def test_a_label_above_or_below_keeps_off_the_bar_through_the_point():
    spot = Spot(0.5, 100, 6, ((40, 14),), up=30, down=20)
    assert label_box(spot, on("top center")).low == 130
    assert label_box(spot, on("bottom center")).high == 80


def test_a_label_that_must_be_there_covers_marks_but_never_another_label():
    crowd = [Spot(0.5 + x / 100, y, 8) for x in range(-40, 41, 2) for y in range(0, 391, 10)]
    one, other = (replace(a_spot(0.5, 100), must=True) for _ in range(2))
    found = place_labels([one, other, a_spot(0.5, 100), *crowd], AREA)[:3]
    assert found == [on("middle right"), on("middle left"), None]


def test_letters_are_measured_rather_too_wide():
    assert measure("Fenwater", 14) == pytest.approx(14 * (0.76 + 5 * 0.64 + 2 * 0.46 + 0.36), rel=0.1)
    assert measure("東京", 10) > 20
    assert measure("e\u0301", 10) == measure("e", 10)
    assert measure_lines(["a", "bb"], 10) == (measure("bb", 10), 23)


@given(text=st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=80), width=st.sampled_from([120, 374]))
@examples(200)
def test_broken_lines_hold_the_whole_text_and_fit(text, width):
    lines = break_lines(text, 18, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line, 18) <= width for line in lines)
