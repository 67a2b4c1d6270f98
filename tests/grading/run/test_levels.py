"""A test runs outside the learner's process wherever it can; the instructor's own notebook shows where."""

import pytest

from sociable_grading.verdicts import SPLIT
from tests.grading.run.course import CourseFolder, check, solution

pytestmark = pytest.mark.slow

FOUND = "from pathlib import Path\nassert Path('answers.json').is_file(), 'not answered'"


@pytest.fixture
def course(tmp_path):
    """A course with a test of what is answered in a file, which the instructor's notebook has not."""
    made = CourseFolder(tmp_path / "course")
    cells = [solution("one", "one = None\n#|one = 1"), check("one-test", "", "assert one == 1", 1)]
    made.add(
        "answers",
        {"cells": [*cells, check("file-test", "", FOUND, 2)], "metadata": {}, "nbformat": 4, "nbformat_minor": 5},
        {},
    )
    return made


def test_a_test_of_saved_answers_stays_outside_though_the_instructor_has_none(course):
    course.hand_in("answers", "ann", course.released("answers"), {"answers.json": "{}"})
    said = course.grade("answers")
    assert "split: one-test, file-test" in said
    assert "can't run outside" not in said
    assert "Warning" not in said
    verdict = course.verdicts("answers")["ann"]
    assert verdict.level == SPLIT
