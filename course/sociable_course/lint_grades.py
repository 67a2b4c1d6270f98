"""Rules for what nbgrader marks: ids, locks, points, and a road without code to each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sociable_course.hidden_tests import can_write_tests
from sociable_course.lesson_cells import HIDDEN, Cell
from sociable_course.lesson_source import LessonSource
from sociable_course.quiz import Part


def lint_grades(lesson: LessonSource) -> Iterator[str]:
    """Find what nbgrader would stumble over, and points that don't add up.

    Args:
        lesson: the lesson.

    Yields:
        One sentence a fault.
    """
    cells = [cell for cell in lesson.cells if cell.nbgrader is not None]
    yield from _check_ids(cells)
    for cell in cells:
        yield from (f"{cell.label}: {fault}" for fault in _check_cell(cell, lesson))
    for part in lesson.quiz.parts.values():
        if part.points:
            yield from (f"quiz part '{part.id}': {fault}" for fault in _check_part(part, lesson))
    yield from _check_total(lesson)


def _check_ids(cells: list[Cell]) -> Iterator[str]:
    ids = [str((cell.nbgrader or {}).get("grade_id", "")) for cell in cells]
    for name, count in Counter(ids).items():
        if not name:
            yield f"{count} cells have nbgrader's metadata without a grade_id"
        elif count > 1:
            yield f"grade id '{name}': {count} cells have it"


def _check_cell(cell: Cell, lesson: LessonSource) -> Iterator[str]:
    if cell.is_("task"):
        if cell.kind != "markdown" or cell.is_("grade") or cell.is_("solution"):
            yield "a task is a text cell, with grade and solution false"
        if not cell.is_("locked"):
            yield "a task must be locked, or nbgrader can't mark it"
    if cell.is_test and not cell.is_("locked"):
        yield "a test cell must be locked, or learners' edits of it count"
    if cell.kind == "markdown" and not cell.is_("task") and (cell.is_("grade") or cell.is_("solution")):
        yield "text is marked as a task; a text of the learner's is kept by lesson.write"
    if cell.kind == "code" and cell.is_("grade") and cell.is_("solution"):
        yield "an answer in code is marked by a test cell of its own"
    if (cell.is_("task") or cell.is_test) and not _points(cell):
        yield "it is marked and has no points"
    if cell.is_test:
        yield from _check_test(cell, lesson)


def _check_test(cell: Cell, lesson: LessonSource) -> Iterator[str]:
    part = lesson.quiz.parts.get(cell.id.removesuffix("-test"))
    if not cell.id.endswith("-test") or part is None or not part.points:
        yield "no graded quiz part goes with it; a test cell is named <part>-test, so that there is a road without code"
    elif HIDDEN not in cell.source and not can_write_tests(part):
        yield f"it has no hidden tests, and the quiz holds no key of '{part.id}' to write them from"


def _points(cell: Cell) -> float:
    return float((cell.nbgrader or {}).get("points", 0))


def _check_part(part: Part, lesson: LessonSource) -> Iterator[str]:
    marked = _marked_by(part, lesson)
    if len(marked) != 1:
        where = f"a task after lesson.read('{part.id}')" if part.kind == "text" else f"one test cell '{part.id}-test'"
        yield f"it has points, so {where} marks it; there are {len(marked)}"
    for cell in marked:
        if _points(cell) != part.points:
            yield f"it has {part.points:g} points, {cell.label} has {_points(cell):g}"


def _marked_by(part: Part, lesson: LessonSource) -> list[Cell]:
    if part.kind != "text":
        return [cell for cell in lesson.cells if cell.is_test and cell.id == f"{part.id}-test"]
    pairs = zip(lesson.cells, lesson.cells[1:], strict=False)
    return [task for cell, task in pairs if task.is_("task") and ("read", part.id) in _calls(cell)]


def _calls(cell: Cell) -> list[tuple[str, str | None]]:
    return [(call.kind, call.id) for call in cell.calls]


def _check_total(lesson: LessonSource) -> Iterator[str]:
    total = sum(_points(cell) for cell in lesson.cells)
    declared = lesson.objectives.points
    if declared is not None and declared != total:
        yield f"objectives.toml: {declared:g} points are declared, the cells' points add up to {total:g}"
