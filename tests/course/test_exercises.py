"""Exercises are tested like code: a model answer gets full marks, the stub none, a wrong one fails for its reason.

Answers stand in `grading/answers/NN_topic.toml`; `answer_keys` says how they are written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest
from nbgrader.utils import determine_grade

from sociable_course.answers import SavedAnswers
from sociable_course.builder import Built, make_notebook, release, to_text
from sociable_course.lesson_source import LessonSource, read_lesson
from sociable_course.overlay import lay_over_cells
from sociable_course.quiz import strip_keys
from tests import ROOT
from tests.course.answer_keys import Answer, Exercise, gaps, marked_cells, read_key
from tests.course.garden import FIXTURES
from tests.course.garden import LESSON as GARDEN
from tests.course.kernels import HAND_OVER, kernel, run, run_all, text_of

FOLDERS = {folder.name: folder for home in (FIXTURES, ROOT / "course") for folder in sorted(home.glob("lessons/*"))}


@lru_cache
def lesson_of(name: str) -> LessonSource:
    return read_lesson(FOLDERS[name])


@lru_cache
def key_of(name: str) -> dict[str, Exercise]:
    path = (FIXTURES / "answers" if name == GARDEN else ROOT / "grading" / "answers") / f"{name}.toml"
    return read_key(path) if path.is_file() else {}


@lru_cache
def built(name: str) -> Built:
    lesson = lesson_of(name)
    notebook = make_notebook(lesson)
    quiz = json.dumps(strip_keys(lesson.quiz_data))
    return Built(name, to_text(notebook), to_text(release(notebook)), quiz)


def cases(kind: str) -> list[Any]:
    """List the answers of all keys, as parameters of a test."""
    return [
        pytest.param(name, exercise, answer, id=f"{name}-{exercise.grade_id}-{place}")
        for name in FOLDERS
        for exercise in key_of(name).values()
        for place, answer in enumerate(getattr(exercise, kind), start=1)
    ]


class Mark(NamedTuple):
    """What an answer earned, of how many, and what was said."""

    points: float
    most: float
    text: str


class Marker:
    """Marks one answer after another in one kernel, where the instructor's notebook has run up to its tests."""

    def __init__(self, name: str, client: Any, folder: Path) -> None:
        self.lesson, self.client, self.folder = lesson_of(name), client, folder
        self.solutions = marked_cells(self.lesson)
        self.stubs = sources(built(name).learner)
        self.tests = {cell.id: cell for cell in client.nb.cells}

    def mark(self, grade_id: str, answer: Answer) -> Mark:
        """Mark an answer as `nbgrader autograde` does."""
        keep(self.folder, self.lesson, answer)
        run(self.client, f'lesson = open_lesson("{self.lesson.id}")')  # an open one forgets nothing
        solution = self.solutions[grade_id]
        if solution:
            run(self.client, self.stubs[solution.id] if answer.code is None else self._code(solution.id, answer.code))
        test = self.tests[grade_id]
        done = run(self.client, test.source)
        done.metadata = test.metadata
        return Mark(*determine_grade(done), text_of(done))

    def _code(self, grade_id: str, code: str) -> str:
        cells = lay_over_cells(self.lesson.cells, {"cells": [{"grade_id": grade_id, "solution": code}]})
        return next(cell.source for cell in cells if cell.id == grade_id)


def sources(notebook: str) -> dict[str, str]:
    return {cell["id"]: cell["source"] for cell in nbformat.reads(notebook, as_version=4).cells}


def keep(folder: Path, lesson: LessonSource, answer: Answer) -> None:
    """Keep a learner's answers in the folder, and no others."""
    (folder / "answers.json").unlink(missing_ok=True)
    saved = SavedAnswers(folder, lesson.id)
    for part, value in answer.answers.items():
        saved.keep(part, lesson.quiz.parts[part].kind, value)


@pytest.fixture(scope="module")
def marker(tmp_path_factory) -> Iterator[Any]:
    """Gives a lesson's marker; its kernel starts when it is first asked for."""
    with ExitStack() as kernels:

        @lru_cache
        def start(name: str) -> Marker:
            folder = tmp_path_factory.mktemp(name)
            notebook = nbformat.reads(built(name).instructor, as_version=4)
            client = kernels.enter_context(kernel(notebook, folder, HAND_OVER.format(quiz=built(name).quiz)))
            run_all(client)
            return Marker(name, client, folder)

        yield start


@pytest.mark.parametrize("name", FOLDERS)
def test_each_exercise_has_model_answers_and_its_known_mistakes(name):
    assert gaps(lesson_of(name), key_of(name)) == []


@pytest.mark.parametrize(("name", "exercise", "answer"), cases("model"))
def test_a_model_answer_gets_full_marks(marker, name, exercise, answer):
    mark = marker(name).mark(exercise.grade_id, answer)
    assert mark.points == mark.most > 0, mark.text


@pytest.mark.parametrize(("name", "exercise", "answer"), cases("wrong"))
def test_a_known_wrong_answer_fails_for_its_reason(marker, name, exercise, answer):
    mark = marker(name).mark(exercise.grade_id, answer)
    assert mark.points == answer.points < mark.most, mark.text
    assert answer.reason in mark.text


@pytest.mark.parametrize(
    ("name", "grade_id"), [(name, grade_id) for name in FOLDERS for grade_id in marked_cells(lesson_of(name))]
)
def test_the_stub_gets_nothing(marker, name, grade_id):
    mark = marker(name).mark(grade_id, Answer())
    assert mark.points == 0
    assert "not answered" in mark.text


@pytest.mark.parametrize("name", [name for name in FOLDERS if marked_cells(lesson_of(name))])
def test_a_notebook_with_every_model_answer_gets_full_marks_in_one_run(name, tmp_path):
    """As it is handed in: solutions in the cells, the rest in `answers.json`, run from top to bottom."""
    lesson, key = lesson_of(name), key_of(name)
    kept = [a.answers for test, solution in marked_cells(lesson).items() if not solution for a in key[test].model[:1]]
    keep(tmp_path, lesson, Answer(answers={part: value for each in kept for part, value in each.items()}))
    notebook = nbformat.reads(built(name).instructor, as_version=4)
    with kernel(notebook, tmp_path, HAND_OVER.format(quiz=built(name).quiz)) as client:
        run_all(client)
    marks = [determine_grade(cell) for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert [points for points, _ in marks] == [most for _, most in marks]


# --- the tests of exercises are tested ---


def test_a_gap_in_a_key_is_found():
    lesson, key = lesson_of(GARDEN), key_of(GARDEN)
    assert gaps(lesson, {}) == [
        "fence-test: no model answer without code",
        "fence-test: no wrong answer yes",
        "beds-test: no model answer without code",
        "harvest-test: no model answer in code",
        "harvest-test: no model answer without code",
        "harvest-test: no wrong answer 26.7",
        "rain-test: no model answer in code",
        "rain-test: no model answer without code",
    ]
    assert gaps(lesson, {**key, "snow-test": key["rain-test"]}) == ["snow-test: there is no such test cell"]


@pytest.mark.parametrize(
    ("grade_id", "answer", "expected"),
    [
        ("harvest-test", Answer(code="top_share = 61"), (0, 3)),
        ("harvest-test", Answer(answers={"harvest": 60.4}), (3, 3)),
        ("harvest-test", Answer(code="top_share = 'many'"), (0, 3)),
        ("beds-test", Answer(answers={"beds": {"tomato": "sun", "fern": "sun"}}), (1, 2)),
        ("rain-test", Answer(code="    return 150", answers={"rain": 3}), (1, 1)),
    ],
)
def test_marks_are_those_of_nbgrader(marker, grade_id, answer, expected):
    assert marker(GARDEN).mark(grade_id, answer)[:2] == expected
