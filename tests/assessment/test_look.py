"""The colours keep their contrast, and the stages their order and shapes."""

from __future__ import annotations

import re

import pytest

from sociable_assessment.look import DARK, LIGHT, contrast, css_variables, stage_mark
from sociable_assessment.widgets.sources import read_styles

PALETTES = {"light": LIGHT, "dark": DARK}


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("text", ["ink", "quiet", "you", "warning"])
def test_text_stands_out_from_its_ground(colours, text, ground):
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("mark", ["stage-low", "stage-high", "control", "focus"])
def test_marks_stand_out_from_the_page(colours, mark):
    assert contrast(colours[mark], colours["paper"]) >= 3


@pytest.mark.parametrize("stages", [2, 3, 4, 5, 6])
def test_each_stage_has_a_shape_of_its_own_and_higher_ones_are_darker(stages):
    marks = [stage_mark(place, stages) for place in range(stages)]
    assert len({mark.symbol for mark in marks}) == len({mark.glyph for mark in marks}) == stages
    shades = [contrast(mark.colour, "#ffffff") for mark in marks[1:]]
    assert shades == sorted(shades)


def test_the_style_sheet_names_no_colour_of_its_own():
    rules = read_styles().removeprefix(css_variables())
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", rules) == []


def test_every_variable_that_the_style_sheet_uses_is_there():
    rules = read_styles().removeprefix(css_variables())
    missing = {name for name in re.findall(r"var\((--sociable-[a-z0-9-]+)", rules) if f"{name}:" not in css_variables()}
    assert missing == set()
