"""On honest work `sociable-grade run` writes the rows that `nbgrader autograde` writes, cell by cell.

Both run on lesson 01: model answers, known wrong ones, the stub, answers typed by hand, a task for a person.
"""

import re
import shutil
import sqlite3

import nbformat
import pytest

from sociable_grading.verdicts import GRADED, SPLIT
from tests.grading.run import lesson_one
from tests.grading.run.course import fill
from tests.grading.run.lesson_one import LESSON, saved

pytestmark = pytest.mark.slow

HONEST = {
    "model": ({"top-fifth": 'top_fifth = 100 * club["ties"].nlargest(7).sum() / club["ties"].sum()'}, {}),
    "ends": ({"top-fifth": 'top_fifth = 100 * club["ties"].nlargest(7).sum() / 78'}, {}),
    "error": ({"top-fifth": "top_fifth = club.tie"}, {}),
    "stub": ({}, {}),
    "typed": ({}, {"answers.json": saved(top_fifth=("number", 48.7), offer=("text", "Who: fitters. " * 30))}),
    "typed_wrong": ({}, {"answers.json": saved(top_fifth=("number", 41.0))}),
}
EXPECTED = {"model": 4, "ends": 0, "error": 0, "stub": 0, "typed": 4, "typed_wrong": 0}
COMMENTS = (
    "select s.student_id, c.name, m.auto_comment from comment m join submitted_notebook n on m.notebook_id = n.id"
    " join submitted_assignment s on s.id = n.assignment_id join base_cell c on c.id = m.cell_id order by 1, 2"
)


def comments(course):
    with sqlite3.connect(course.folder / "gradebook.db") as database:
        found = list(database.execute(COMMENTS))
    database.close()
    return found


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Two copies of one course: graded by nbgrader, graded by us."""
    ours = lesson_one.build(tmp_path_factory.mktemp("ours"), lesson_one.TUNED)
    released = ours.released(LESSON)
    for student, (code, files) in HONEST.items():
        ours.hand_in(LESSON, student, fill(released, code), files)
    theirs = type(ours)(tmp_path_factory.mktemp("theirs") / "course")
    shutil.copytree(ours.folder, theirs.folder, dirs_exist_ok=True)
    theirs.run("-m", "nbgrader", "autograde", LESSON)
    ours.grade(LESSON)
    return ours, theirs


def test_rows_are_nbgraders(both):
    ours, theirs = both
    rows = ours.rows(LESSON)
    assert rows == theirs.rows(LESSON)
    assert {student: row["top-fifth-test"][0] for student, row in rows.items()} == EXPECTED
    assert comments(ours) == comments(theirs)


def test_verdicts_say_how_and_why(both):
    verdicts = both[0].verdicts(LESSON)
    assert {verdict.state for verdict in verdicts.values()} == {GRADED}
    grades = {student: verdict.grades[0] for student, verdict in verdicts.items()}
    assert {grade.level for grade in grades.values()} == {SPLIT}
    assert grades["ends"].note == "divided by ties, not by ends of ties"
    assert grades["stub"].note == "not answered"


def tell(output):
    """What an output shows, without what differs from run to run."""
    told = str({key: output[key] for key in sorted(output) if key != "execution_count"})
    return re.sub(r"[0-9a-f]{32}|0x[0-9a-f]+|/tmp/\S+|ipykernel_\d+|_id': '[^']*'", "…", told)


@pytest.mark.parametrize("student", HONEST)
def test_what_cells_show_is_what_nbgrader_has(both, student):
    """All but the test's own outputs, which must not tell hidden tests."""
    ours, theirs = (nbformat.from_dict(course.autograded(LESSON, student)) for course in both)
    for mine, other in zip(ours.cells, theirs.cells, strict=True):
        assert (mine.source, mine.cell_type) == (other.source, other.cell_type)
        if mine.cell_type == "code" and not mine.metadata.get("nbgrader", {}).get("grade"):
            assert list(map(tell, mine.outputs)) == list(map(tell, other.outputs))
            assert mine.execution_count == other.execution_count


def test_widgets_are_there_to_be_seen(both):
    ours, theirs = (course.autograded(LESSON, "model")["metadata"]["widgets"] for course in both)
    kind = "application/vnd.jupyter.widget-state+json"
    models = [sorted(model["model_name"] for model in each[kind]["state"].values()) for each in (ours, theirs)]
    extra = [name for name in models[0] if name not in models[1]]
    assert extra == []
    assert len(models[0]) >= len(models[1])
