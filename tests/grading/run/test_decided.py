"""A person's decision outlives a run on the same submission, and no other."""

import shutil

import pytest
from traitlets.config import Config

from sociable_grading.course_folder import Course
from sociable_grading.decisions import decide
from sociable_grading.verdicts import GRADED, HELD, RELEASE, Decision
from tests.grading.run.course import POINTS, SMALL, CourseFolder, fill
from tests.grading.run.test_class import RIGHT

pytestmark = pytest.mark.slow

DECIDED = Decision(RELEASE, "the word is only in a comment", "kim", "2026-11-22T10:00:00Z")
ODD = RIGHT | {"mean": "mean = 4  # no ctypes here"}


@pytest.fixture
def course(small_course, tmp_path):
    """A course with one submission, held because of a word in it, and released by a person."""
    folder = tmp_path / "course"
    shutil.copytree(small_course.folder, folder, ignore=shutil.ignore_patterns("submitted", "autograded"))
    made = CourseFolder(folder)
    made.hand_in(SMALL, "odd", fill(made.released(SMALL), ODD))
    assert "1 held" in made.grade(SMALL)
    decide(Course(folder.parent, Config(CourseDirectory={"db_url": made.db_url})), SMALL, "odd", DECIDED)
    return made


def waiting(course):
    return {name for name, (_, waits, *_) in course.rows(SMALL)["odd"].items() if waits}


def test_the_same_submission_stays_decided(course):
    assert waiting(course) == {"essay", "task"}
    assert "1 finished before" in course.grade(SMALL, expect=(0,))
    assert "1 graded" in course.grade(SMALL, "--again", expect=(0,))
    verdict = course.verdicts(SMALL)["odd"]
    assert (verdict.state, verdict.stands, verdict.decision) == (HELD, GRADED, DECIDED)
    assert {grade.cell: grade.score for grade in verdict.grades if grade.cell in POINTS} == POINTS
    assert waiting(course) == {"essay", "task"}


def test_a_changed_submission_is_held_anew(course):
    course.hand_in(SMALL, "odd", fill(course.released(SMALL), ODD | {"words": "words = ['a']"}))
    assert "1 held" in course.grade(SMALL, expect=(1,))
    verdict = course.verdicts(SMALL)["odd"]
    assert (verdict.stands, verdict.decision) == (HELD, None)
    assert waiting(course) == {*POINTS, "essay", "task"}
