"""A lesson as its author wrote it: the cells, the quiz and the objectives of one folder, read together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sociable_assessment.errors import UnknownNameError, suggest
from sociable_assessment.files import parse_toml, read_text
from sociable_course.lesson_cells import Cell, read_cells
from sociable_course.objectives import Objectives, read_objectives
from sociable_course.overlay import lay_over_cells, lay_over_quiz, read_overlay
from sociable_course.quiz import Part, Quiz, parse_quiz

METHODS = {
    "predict": "prediction",
    "check": "check",
    "sort": "sort",
    "blueprint": "blueprint",
    "write": "text",
    "number": "number",
    "play": "rounds",
}


@dataclass(frozen=True)
class LessonSource:
    """A lesson before it is built."""

    id: str
    cells: tuple[Cell, ...]
    quiz: Quiz
    quiz_data: Mapping[str, Any]
    objectives: Objectives

    def parts_of(self, cell: Cell) -> list[Part]:
        """List the quiz parts that a cell asks for, by the right method."""
        asked = [(call.kind, self.quiz.parts.get(call.id or "")) for call in cell.calls]
        return [part for kind, part in asked if part is not None and METHODS.get(kind) == part.kind]

    def ask(self, part: str) -> Cell | None:
        """Find the cell that asks for a quiz part."""
        return next((cell for cell in self.cells if part in [each.id for each in self.parts_of(cell)]), None)


def find_lessons(lessons: Path, wanted: list[str]) -> list[Path]:
    """Find the folders of lessons.

    Args:
        lessons: the folder `course/lessons`.
        wanted: ids of lessons; none means all.

    Returns:
        Their folders, in order.

    Raises:
        UnknownNameError: a lesson does not exist.
    """
    known = {path.parent.name: path.parent for path in sorted(lessons.glob("*/lesson.py"))}
    for name in wanted:
        if name not in known:
            msg = f"no lesson '{name}' in {lessons}; {suggest(name, known)}"
            raise UnknownNameError(msg)
    return [known[name] for name in wanted or known]


def read_lesson(folder: Path, overlays: Path | None = None) -> LessonSource:
    """Read a lesson.

    Args:
        folder: the lesson's folder.
        overlays: a private folder of overlays, or None.

    Returns:
        The lesson, each file sound by itself; `lint` tells whether they fit together.

    Raises:
        InputError: a file can't be read or has faults; all of them are named.
        MissingToolError: jupytext is not installed.
    """
    overlay = read_overlay(overlays, folder.name) if overlays else {}
    cells = lay_over_cells(read_cells(folder / "lesson.py"), overlay)
    path = folder / "quiz.toml"
    public = parse_toml(read_text(path), str(path))
    quiz = parse_quiz(public, str(path))
    if overlay.get("keys"):
        public = lay_over_quiz(public, overlay)
        quiz = parse_quiz(public, f"{path} with its overlay")
    return LessonSource(folder.name, cells, quiz, public, read_objectives(folder / "objectives.toml"))
