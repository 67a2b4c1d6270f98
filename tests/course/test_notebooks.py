"""Every learner's notebook runs from top to bottom with nothing answered and nothing of the builder's installed."""

from __future__ import annotations

import nbformat
import pytest

from tests import ROOT
from tests.course.garden import LESSON, build_garden
from tests.course.kernels import HAND_OVER, find_errors, kernel, run, run_all, text_of

NOTEBOOKS = sorted((ROOT / "course" / "notebooks").glob("*/*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_unanswered(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    with kernel(notebook, tmp_path) as client:
        run_all(client)
        assert find_errors(client) == []


def test_a_lesson_of_one_of_everything_runs_unanswered(tmp_path):
    built = build_garden()
    with kernel(nbformat.reads(built.learner, as_version=4), tmp_path, HAND_OVER.format(quiz=built.quiz)) as client:
        run_all(client)
        assert find_errors(client) == []
    assert LESSON in built.learner


FAULTS = {
    "a cell raises": ("1 / 0", "ZeroDivisionError"),
    "a warning": ("import warnings\nwarnings.warn('mind this')", "mind this"),
    "an observer raises": (
        "import ipywidgets\ndial = ipywidgets.IntSlider()\ndial.observe(lambda change: 1 / 0, 'value')\ndial.value = 3",
        "ZeroDivisionError",
    ),
    "interact's function raises, seen in the Output widget alone": (
        "import ipywidgets\nipywidgets.interact(lambda x: 1 / (x - 1), x=(0, 3))",
        "ZeroDivisionError",
    ),
    "a callback that told the learner": (
        "from sociable_course.widgets import ERRORS\nERRORS.append(ValueError('told'))",
        "ValueError('told')",
    ),
    "nbgrader is asked for": ("import nbgrader", "nbgrader"),
    "jupytext is asked for": ("import jupytext", "jupytext"),
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """The errors that each planted fault leaves, all in one kernel."""
    cells = [nbformat.v4.new_code_cell(code) for code, _ in FAULTS.values()]
    with kernel(nbformat.v4.new_notebook(cells=cells), tmp_path_factory.mktemp("planted")) as client:
        run_all(client)
        return find_errors(client), [cell["id"] for cell in cells]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_planted_fault_is_found(planted, fault):
    found, ids = planted
    own = ids[list(FAULTS).index(fault)]
    where = [each for each in found if each.startswith((f"{own}:", "widget ", "ValueError"))]
    assert FAULTS[fault][1] in "\n".join(where)


def test_a_notebook_without_faults_is_clean(tmp_path):
    cells = [nbformat.v4.new_code_cell("import ipywidgets\nipywidgets.interact(lambda x: x, x=(0, 3))")]
    with kernel(nbformat.v4.new_notebook(cells=cells), tmp_path) as client:
        run_all(client)
        assert find_errors(client) == []
        assert text_of(run(client, "print('here')")) == "here\n"
