"""How long a lesson takes: words at a reader's pace, and the minutes of what there is to do."""

from __future__ import annotations

import re
from itertools import pairwise

from sociable_course.lesson_cells import Cell
from sociable_course.lesson_source import LessonSource

WORDS_A_MINUTE = 180
TOLERANCE = 0.2  # of the declared minutes
PARTS = {"prediction": 1.0, "check": 1.5, "sort": 3.0, "blueprint": 5.0, "text": 6.0, "number": 3.0, "rounds": 6.0}
CALLS = {"explore": 3.0, "show": 1.0, "self_test": 1.0, "saved": 0.5}
EXERCISE = 6.0  # a cell in which code is to be written
CODE = 0.25  # any other cell that is run
_NOT_READ = re.compile(r"\]\([^)]*\)|<[^>]*>")
_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


def count_words(text: str) -> int:
    """Count the words that are read in a Markdown text.

    Args:
        text: the Markdown.

    Returns:
        How many; addresses of links and HTML tags are not read.

    >>> count_words("## The [ladder's steps](https://example.org/a) in <b>2011</b>: 4.5 percent")
    7
    """
    return len(_WORD.findall(_NOT_READ.sub(" ", text)))


def cell_minutes(cell: Cell, lesson: LessonSource) -> float:
    """Tell how long a cell takes.

    Args:
        cell: a cell of the lesson.
        lesson: the lesson.

    Returns:
        The minutes that are declared on its marker (`minutes=8`) or in the quiz, or else the usual ones.
    """
    if cell.minutes is not None:
        return cell.minutes
    if cell.kind == "markdown":
        return count_words(cell.visible) / WORDS_A_MINUTE
    if cell.is_("solution"):
        return EXERCISE
    parts = [PARTS[part.kind] if part.minutes is None else part.minutes for part in lesson.parts_of(cell)]
    return sum(parts) + sum(CALLS.get(call.kind, 0) for call in cell.calls) or CODE


def lesson_minutes(lesson: LessonSource) -> float:
    """Tell how long a lesson takes.

    Args:
        lesson: the lesson.

    Returns:
        Minutes.
    """
    return sum(cell_minutes(cell, lesson) for cell in lesson.cells)


def check_minutes(lesson: LessonSource) -> str | None:
    """Hold the declared minutes of a lesson to the computed ones.

    Args:
        lesson: the lesson.

    Returns:
        The fault, or None.
    """
    declared, found = lesson.objectives.minutes, lesson_minutes(lesson)
    if abs(found - declared) <= TOLERANCE * declared:
        return None
    return f"objectives.toml: {declared:g} minutes are declared, {found:.1f} computed; they may differ by a fifth"


def longest_gap(lesson: LessonSource) -> tuple[float, str, str]:
    """Find the longest stretch of a lesson without a formative check.

    Graded work is no check, since nothing is said about it, but neither is it a lecture: its minutes don't count.

    Args:
        lesson: the lesson.

    Returns:
        Minutes, and the checks (or the start, or the end) before and after it.
    """
    clock, stops = 0.0, [(0.0, "the start")]
    for cell in lesson.cells:
        asked = [part for part in lesson.parts_of(cell) if part.kind != "prediction"]
        formative = [part.id for part in asked if not part.points]
        if formative:
            stops.append((clock, f"'{formative[0]}'"))
        elif not (asked or cell.nbgrader):
            clock += cell_minutes(cell, lesson)
    stops.append((clock, "the end"))
    return max((later - earlier, before, after) for (earlier, before), (later, after) in pairwise(stops))
