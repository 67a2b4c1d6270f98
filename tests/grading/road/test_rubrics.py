"""Rubrics: each task of each lesson that a person marks has one, whole, and in step with the quiz."""

from __future__ import annotations

import tomllib

import pytest

from sociable_assessment.errors import InputError
from sociable_assessment.markup import to_html
from sociable_course.lesson_source import read_lesson
from sociable_course.quiz import read_quiz
from sociable_grading.rubrics import read_rubrics, show_rubric
from tests import ROOT
from tests.grading.road.classroom import LESSON, QUIZ

RUBRICS = ROOT / "grading" / "rubrics"
LESSONS = sorted(path.parent.name for path in ROOT.glob("course/lessons/*/lesson.py"))
SHIPPED = sorted(RUBRICS.glob("*.toml"))
FAULTS = [
    ('part = "offer"', 'part = "offfer"', "the quiz has no text 'offfer'"),
    ('part = "offer"', 'part = "top-fifth"', "the quiz has no text 'top-fifth'"),
    ('id = "fit"', 'id = "fits"', "no criterion 'fits' in the quiz; did you mean 'fit'?"),
    ('id = "fit"', 'id = "people"', "criterion 'people' stands twice"),
    ('id = "fit"', 'id = "people"', "criterion 'fit' is missing"),
    ("points = 2, anchor", "points = 3, anchor", "the best level has 3 points, the quiz 2"),
    ("points = 1, anchor", "points = 2, anchor", "each lower than the one before"),
    ("points = 0, anchor", "points = 0.5, anchor", "levels go down to 0"),
    ('sample = "We will monitor it."', 'sample = ""', "sample"),
    ('lesson = "01_people_not_media"', 'lesson = "02"', "'02' is not '01_people_not_media'"),
    ("[[tasks]]", "[[task]]", "task"),
]


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_task_that_a_person_marks_has_a_rubric(lesson):
    folder = ROOT / "course" / "lessons" / lesson
    tasks = [cell.id for cell in read_lesson(folder).cells if cell.nbgrader and cell.nbgrader["task"]]
    rubrics = read_rubrics(RUBRICS / f"{lesson}.toml", read_quiz(folder / "quiz.toml"))
    assert [name for name in tasks if name not in rubrics] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_rubric_fits_its_lesson(path):
    quiz = read_quiz(ROOT / "course" / "lessons" / path.stem / "quiz.toml")
    cells = {cell.id: cell for cell in read_lesson(ROOT / "course" / "lessons" / path.stem).cells}
    for name, rubric in read_rubrics(path, quiz).items():
        marked = cells[name].nbgrader
        assert marked is not None
        assert marked["points"] == rubric.points


def test_lesson_01s_offer_has_a_sample_at_each_level():
    [rubric] = read_rubrics(RUBRICS / f"{LESSON}.toml", QUIZ).values()
    assert rubric.points == 6
    page = to_html(show_rubric(rubric))
    for scale in rubric.scales:
        assert [level.points for level in scale.levels] == [2, 1, 0]
        assert all(to_html(level.sample) in page for level in scale.levels)


def test_what_the_instructors_page_and_the_rubric_say_is_the_same():
    page = (ROOT / "course" / "lessons" / LESSON / "instructor.md").read_text("utf-8")
    for words in ("340 fitters", "We will monitor it", "A newsletter about the firm", "to know our products"):
        assert words in page
        assert words in (RUBRICS / f"{LESSON}.toml").read_text("utf-8")


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS)
def test_a_planted_fault_is_named(tmp_path, old, new, fault):
    text = (RUBRICS / f"{LESSON}.toml").read_text("utf-8")
    assert old in text
    path = tmp_path / f"{LESSON}.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    tomllib.loads(path.read_text("utf-8"))
    with pytest.raises(InputError) as caught:
        read_rubrics(path, QUIZ)
    assert fault in str(caught.value)


def test_a_lesson_without_a_file_has_no_rubric(tmp_path):
    assert read_rubrics(tmp_path / "none.toml", QUIZ) == {}
