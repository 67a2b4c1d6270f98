"""Answer keys: model answers, and wrong answers with the reason that the mark must give.

`grading/answers/NN_topic.toml`, in the format "sociable-answer-key/1":

    [[exercises]]
    grade_id = "top-fifth-test"                               # the test cell that marks
    model = [{ code = "top_fifth = …" }, { answers = { top-fifth = 48.7 } }]
    wrong = [{ code = "top_fifth = 97.4", reason = "divided by ties" }]

`code` stands in place of the solution, between its markers. `answers` is what the learner kept, by quiz part, as
`answers.json` holds it; the code is then the stub. `reason` must stand in what the learner is told; `points` say how
many a wrong answer still earns (0, unless given).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sociable_course.lesson_cells import Cell
from sociable_course.lesson_source import LessonSource
from sociable_course.shape import read_shaped


@dataclass(frozen=True)
class Answer:
    """One answer to an exercise, in code or as kept by the learner."""

    code: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    points: float = 0


@dataclass(frozen=True)
class Exercise:
    """A test cell, its model answers and its known wrong ones."""

    grade_id: str
    model: tuple[Answer, ...]
    wrong: tuple[Answer, ...]


def read_key(path: Path) -> dict[str, Exercise]:
    """Read an answer key."""
    data = read_shaped(path, "answer_key")
    assert data["lesson"] == path.stem, f"{path}: it is about lesson {data['lesson']}"
    return {
        each["grade_id"]: Exercise(
            each["grade_id"],
            tuple(Answer(**answer) for answer in each["model"]),
            tuple(Answer(**answer) for answer in each["wrong"]),
        )
        for each in data["exercises"]
    }


def marked_cells(lesson: LessonSource) -> dict[str, Cell | None]:
    """List a lesson's test cells, each with the cell that the learner's code goes into, if there is one."""
    found: dict[str, Cell | None] = {}
    solution = None
    for cell in lesson.cells:
        if cell.is_("solution"):
            solution = cell
        elif cell.is_test:
            found[cell.id], solution = solution, None
    return found


def gaps(lesson: LessonSource, key: Mapping[str, Exercise]) -> list[str]:
    """Find the roads without a model answer, and the known mistakes without a wrong one."""
    found = [f"{name}: there is no such test cell" for name in key.keys() - marked_cells(lesson).keys()]
    for name, solution in marked_cells(lesson).items():
        exercise = key.get(name, Exercise(name, (), ()))
        part = name.removesuffix("-test")
        if solution and not any(answer.code for answer in exercise.model):
            found.append(f"{name}: no model answer in code")
        if not any(part in answer.answers for answer in exercise.model):
            found.append(f"{name}: no model answer without code")
        given = [answer.answers[part] for answer in exercise.wrong if part in answer.answers]
        found += [f"{name}: no wrong answer {wrong}" for wrong in _mistakes(lesson, part) if wrong not in given]
    return found


def _mistakes(lesson: LessonSource, part: str) -> list[Any]:
    known = lesson.quiz.parts[part]
    wrong = [option.id for option in getattr(known, "options", ()) if not option.right]
    return wrong + [mistake.answer for mistake in getattr(known, "mistakes", ())]
