"""What a picture shows stands in words too, where no kernel draws it."""

import ast
import json
from types import SimpleNamespace

import pytest

from sociable_assessment.errors import InputError
from sociable_course.picture_words import write_words
from tests import ROOT

NOTEBOOKS = sorted(ROOT.glob("course/notebooks/*/*.ipynb"))


def cell(source):
    return SimpleNamespace(id="a-cell", tree=ast.parse(source))


@pytest.mark.parametrize(
    "source",
    ["lesson.show(participation.draw_ladder())", "lesson.explore(networks.draw_network, label='Look', network=names)"],
)
def test_a_shown_picture_is_told_with_finding_table_and_source(source):
    words = write_words(cell(source))
    assert words.startswith("<details>")
    assert "<caption>" in words
    assert "Source: " in words


@pytest.mark.parametrize("source", ["lesson.check('a')", "lesson.show(picture)", "club.head(8)"])
def test_other_cells_are_told_nothing_of(source):
    assert write_words(cell(source)) is None


def test_a_picture_that_needs_more_to_be_drawn_is_refused():
    with pytest.raises(InputError, match="needs a default for foretold"):
        write_words(cell("lesson.explore(networks.draw_split, label='x')"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_each_dial_and_each_picture_of_a_lesson_has_its_words_beside_it(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    names = [each["id"] for each in cells]
    shown = [each["id"] for each in cells if "lesson.show(" in each["source"] or "lesson.explore(" in each["source"]]
    assert all(f"{name}-in-words" in names for name in shown), shown
