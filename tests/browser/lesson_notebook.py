"""A small notebook with every widget of a lesson, for tests in a browser and in a kernel without one."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests import ROOT

NAME = "99_fixture.ipynb"
SETUP = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from tests.course.lesson_quiz import make_quiz
from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_course import open_lesson
from sociable_assessment.pictures import Picture, house_figure
from sociable_course.widgets import ERRORS

def silent(value):
    figure = house_figure("Nine of ten write nothing", "Members by what they did in a month, of 100")
    figure.add_bar(y=["You said", "Measured"], x=[value, 90], orientation="h", text=[f"{{value:g}}", "90"],
                   marker_color=[LIGHT["you"], LIGHT["quiet"]])
    rows = [["You said", f"{{value:g}}"], ["Measured", "90"]]
    return Picture(figure, f"90 of 100 members wrote nothing; you said {{value:g}}.",
                   table("Silent members of 100", ["Who says", "Silent"], rows), "An invented community, 2026")

def crowd(size=100, town="small", named=False):
    1 / (size - 13)
    figure = house_figure(f"{{size}} people in a {{town}} town", "People, invented")
    figure.add_scatter(x=[0, size], y=[0, size / 2], mode="lines")
    rows = [["Size", str(size)]]
    return Picture(figure, f"{{size}} people, {{town}}, named: {{named}}.", table("People", ["What", "Value"], rows))

lesson = open_lesson(make_quiz())
lesson
"""
CELLS = [
    "lesson.predict('silent-share', then=silent)",
    "lesson.predict('who-leads')",
    "lesson.check('before-platforms')",
    "lesson.sort('motives')",
    "lesson.write('offer')",
    "lesson.number('top-tenth')",
    "lesson.check('graded-check')",
    "lesson.explore(crowd, label='A crowd', size=(10, 200, 10), town=['small', 'large'], named=False)",
    "lesson.read('offer')",
    "lesson.number('top-tenth', code=lesson.given('top-tenth'))",
    "lesson.saved()",
    "[repr(error) for error in ERRORS]",
]


def write_notebook(folder: Path) -> Path:
    """Write the notebook into a folder."""
    cells = [new_markdown_cell("# A small lesson"), new_code_cell(SETUP.strip())]
    notebook = new_notebook(cells=[*cells, *map(new_code_cell, CELLS)])
    for place, cell in enumerate(notebook.cells):
        cell.id = f"cell-{place}"
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / NAME)
    return folder / NAME
