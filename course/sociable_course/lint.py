"""All rules that a lesson must keep, in one report: a lesson that breaks one is not built."""

from __future__ import annotations

from collections.abc import Sequence

from sociable_assessment.errors import InputError
from sociable_course.claims import Claim
from sociable_course.lesson_source import LessonSource
from sociable_course.lint_cells import lint_cells
from sociable_course.lint_grades import lint_grades
from sociable_course.lint_map import lint_map
from sociable_course.lint_quiz import lint_quiz


def find_lint(lesson: LessonSource, claims: Sequence[Claim]) -> list[str]:
    """Find every rule that a lesson breaks.

    Args:
        lesson: the lesson.
        claims: all claims of the course.

    Returns:
        One sentence a fault, empty when the lesson can be built.
    """
    return [*lint_cells(lesson), *lint_grades(lesson), *lint_map(lesson, claims), *lint_quiz(lesson.quiz)]


def lint(lesson: LessonSource, claims: Sequence[Claim]) -> None:
    """Refuse a lesson that breaks a rule.

    Args:
        lesson: the lesson.
        claims: all claims of the course.

    Raises:
        InputError: it breaks rules; all of them are named.
    """
    if faults := find_lint(lesson, claims):
        source = f"lesson {lesson.id}"
        raise InputError(source, faults)
