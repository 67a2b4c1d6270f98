"""Titles that fit a phone, in the house look."""

from __future__ import annotations

import pytest

from sociable_assessment.labels import measure
from sociable_assessment.pictures import WIDTH, head, house_figure

LONG = "A finding that is long enough to take three lines on a telephone, as findings of surveys do now and then"


def lines_of(text: str) -> list[str]:
    return text.replace("<b>", "").replace("</b>", "").split("<br>")


def test_a_title_is_broken_so_that_it_fits_a_phone():
    lines = lines_of(head(LONG)[0]["text"])
    assert " ".join(lines) == LONG
    assert max(measure(line, 18) for line in lines) <= WIDTH


def test_the_lines_of_a_title_are_of_much_the_same_length():
    lengths = [len(line) for line in lines_of(head(LONG)[0]["text"])]
    assert max(lengths) - min(lengths) < 12


def test_a_longer_title_makes_the_figure_taller_and_not_the_drawing_smaller():
    short, long = house_figure("Short", "2026"), house_figure(LONG, "2026")
    assert long.layout.height - long.layout.margin.t == short.layout.height - short.layout.margin.t == 420 - 66


@pytest.mark.parametrize("subtitle", ["", "Index from 0 to 100, 2026"])
def test_a_figure_without_a_title_has_no_empty_line(subtitle):
    bare = house_figure("", subtitle)
    assert bare.layout.margin.t < house_figure("One", subtitle).layout.margin.t


def test_markup_in_a_title_is_text():
    assert "<img" not in house_figure("<img src=x>", "R&D <b>").layout.title.text
    assert house_figure("a", "R&D <b>").layout.title.subtitle.text == "R&amp;D &lt;b&gt;"


def test_both_axes_are_plain_and_apart():
    figure = house_figure("a")
    figure.layout.xaxis.range = [0, 1]
    assert figure.layout.yaxis.range is None
    assert (figure.layout.xaxis.showgrid, figure.layout.showlegend, figure.layout.dragmode) == (False, False, False)
