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


# Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB
BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}


def seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> str:
    """Simulate how a colour is seen."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    mixed = [min(1.0, max(0.0, sum(share * c for share, c in zip(row, linear, strict=True)))) for row in matrix]
    back = [12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in mixed]
    return "#" + "".join(f"{round(255 * c):02x}" for c in back)


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("matrix", BLIND.values(), ids=BLIND)
def test_the_stages_keep_their_order_and_the_accent_its_contrast_for_colour_blind_eyes(matrix, colours):
    paper = seen(colours["paper"], matrix)
    low, high, you = (contrast(seen(colours[name], matrix), paper) for name in ("stage-low", "stage-high", "you"))
    assert low < high
    assert low >= 3
    assert you >= 4


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("matrix", BLIND.values(), ids=BLIND)
def test_the_votes_that_count_are_darker_than_the_others_also_in_grey(matrix, colours):
    """Print is grey: what a colour tells must be told by its lightness too."""
    paper = seen(colours["paper"], matrix)
    counts, others = (contrast(seen(colours[name], matrix), paper) for name in ("you", "control"))
    assert counts >= 1.1 * others


def test_the_simulation_finds_a_colour_that_is_lost():
    assert contrast(seen("#ff0000", BLIND["protanopia"]), "#000000") < contrast("#ff0000", "#000000")
