"""Rubrics: for each task that a person marks, its criteria with anchored levels and a sample at each level.

`grading/rubrics/NN_topic.toml` has the format "sociable-rubric/1". What a criterion asks for, and its points, stand in
the lesson's `quiz.toml` only; here stands what one would see at each level.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError, suggest
from sociable_assessment.files import parse_toml, read_text
from sociable_assessment.markup import Element, element, table
from sociable_assessment.schema import check, load_schema, name_place
from sociable_course.answer_values import say_number
from sociable_course.quiz import Quiz, Text


@dataclass(frozen=True, slots=True)
class Level:
    """What a text is like that earns these points, with a sample."""

    points: float
    anchor: str
    sample: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A criterion, as the quiz states it, with its levels from the best down."""

    id: str
    text: str
    levels: tuple[Level, ...]

    @property
    def points(self) -> float:
        """The most that it earns."""
        return self.levels[0].points


@dataclass(frozen=True, slots=True)
class Rubric:
    """How a task is marked: the task's cell, the quiz part that it marks, and the criteria."""

    grade_id: str
    part: str
    scales: tuple[Scale, ...]

    @property
    def points(self) -> float:
        """The most that the task earns."""
        return sum(scale.points for scale in self.scales)


def read_rubrics(path: Path, quiz: Quiz) -> dict[str, Rubric]:
    """Read the rubrics of a lesson.

    Args:
        path: the TOML file.
        quiz: the lesson's quiz, with its texts.

    Returns:
        The rubrics by their task's cell; none where there is no file.

    Raises:
        InputError: the file has faults; all of them are named.
    """
    if not path.is_file():
        return {}
    data = parse_toml(read_text(path), str(path))
    found = check(data, load_schema("rubric", "sociable_grading"))
    faults = [f"{name_place(data, fault.path)}: {fault.message}" for fault in found] or list(_find_faults(data, quiz))
    if faults:
        raise InputError(str(path), faults)
    return {task["grade_id"]: _rubric(task, quiz) for task in data["tasks"]}


def _find_faults(data: Mapping[str, Any], quiz: Quiz) -> Iterator[str]:
    if data["lesson"] != quiz.lesson:
        yield f"lesson: '{data['lesson']}' is not '{quiz.lesson}'"
    for task in data["tasks"]:
        part = quiz.parts.get(task["part"])
        if not isinstance(part, Text):
            texts = [each.id for each in quiz.texts]
            yield f"{task['grade_id']}: the quiz has no text '{task['part']}'; {suggest(task['part'], texts)}"
        else:
            yield from (f"{task['grade_id']}: {fault}" for fault in _find_in_task(task, part))


def _find_in_task(task: Mapping[str, Any], part: Text) -> Iterator[str]:
    asked = {each.id: each.points for each in part.rubric}
    given = [each["id"] for each in task["criteria"]]
    yield from (f"no criterion '{name}' in the quiz; {suggest(name, asked)}" for name in given if name not in asked)
    yield from (f"criterion '{name}' is missing" for name in asked if name not in given)
    yield from (f"criterion '{name}' stands twice" for name in dict.fromkeys(given) if given.count(name) > 1)
    for each in task["criteria"]:
        points = [level["points"] for level in each["levels"]]
        if points != sorted(set(points), reverse=True) or points[-1] != 0:
            yield f"criterion '{each['id']}': levels go down to 0, each lower than the one before; these are {points}"
        elif each["id"] in asked and points[0] != asked[each["id"]]:
            yield f"criterion '{each['id']}': the best level has {points[0]:g} points, the quiz {asked[each['id']]:g}"


def _rubric(task: Mapping[str, Any], quiz: Quiz) -> Rubric:
    texts = {each.id: each.text for each in _text(quiz, task["part"]).rubric}
    scales = (
        Scale(each["id"], texts[each["id"]], tuple(Level(**level) for level in each["levels"]))
        for each in task["criteria"]
    )
    return Rubric(task["grade_id"], task["part"], tuple(scales))


def _text(quiz: Quiz, name: str) -> Text:
    return next(each for each in quiz.texts if each.id == name)


def show_rubric(rubric: Rubric) -> Element:
    """Write a rubric for whoever marks by it.

    Args:
        rubric: the rubric.

    Returns:
        A table: a row for each level of each criterion.
    """
    rows = [row for scale in rubric.scales for row in _rows(scale)]
    caption = f"Rubric, {say_number(rubric.points)} points: one level of each criterion"
    made = table(caption, ("Criterion", "Points", "What one sees", "Sample"), rows)
    return element("div", made)


def _rows(scale: Scale) -> Iterator[tuple[str, str, str, str]]:
    for place, level in enumerate(scale.levels):
        yield (scale.text if place == 0 else "", say_number(level.points), level.anchor, level.sample)
