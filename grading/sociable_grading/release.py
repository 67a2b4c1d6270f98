"""Release a lesson: build it, let nbgrader make the assignment, and prove that nothing secret is in it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sociable_assessment.errors import InputError
from sociable_course.builder import Built, build, list_leaks, write
from sociable_course.claims import read_claims
from sociable_course.leaks import find_leaks
from sociable_course.lesson_source import LessonSource, find_lessons, read_lesson
from sociable_grading.course_folder import Course, call_nbgrader, open_gradebook


@dataclass(frozen=True, slots=True)
class Released:
    """What was released: the files that learners get, whether through the exchange, and when it is due."""

    lesson: str
    folder: Path
    files: tuple[str, ...]
    exchange: str
    due: datetime | None


def release(course: Course, lesson: str, overlays: Path | None = None, due: datetime | None = None) -> Released:
    """Release a lesson.

    Args:
        course: the course.
        lesson: the lesson's id.
        overlays: a private folder of solutions, hidden tests and keys; None for the public ones.
        due: until when it may be handed in, in UTC; None leaves what was set.

    Returns:
        What was released.

    Raises:
        InputError: the lesson breaks rules, nbgrader refuses it, or a secret survived: then nothing is released.
        UnknownNameError: there is no such lesson.
    """
    source, built = build_lesson(course, lesson, overlays)
    write(built, course.root)
    call_nbgrader(course, "generate_assignment", lesson, force=True, create=True)
    folder = course.grading / "release" / lesson
    if leaks := list(find_secrets(folder, source, built)):
        shutil.rmtree(folder)
        secret = f"release/{lesson}, which was deleted again"
        raise InputError(secret, leaks)
    if due is not None:
        _set_due(course, lesson, due)
    if course.exchange:
        call_nbgrader(course, "release_assignment", lesson)
    files = tuple(sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()))
    return Released(lesson, folder, files, course.exchange, due)


def build_lesson(course: Course, lesson: str, overlays: Path | None = None) -> tuple[LessonSource, Built]:
    """Build a lesson as `sociable-course build` does, without writing it.

    Args:
        course: the course.
        lesson: the lesson's id.
        overlays: a private folder, or None.

    Returns:
        The source and what is made of it.
    """
    [folder] = find_lessons(course.lessons, [lesson])
    source = read_lesson(folder, overlays)
    return source, build(source, read_claims(course.root / "course" / "claims.toml"))


def find_secrets(folder: Path, lesson: LessonSource, built: Built) -> Iterator[str]:
    """Find what learners would get to know from a folder that is released.

    Args:
        folder: nbgrader's release of the assignment.
        lesson: the lesson.
        built: what the builder makes of it.

    Yields:
        One sentence a leak.
    """
    notebook = folder / f"{lesson.id}.ipynb"
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        text = path.read_text("utf-8", errors="replace")
        if path == notebook:
            yield from list_leaks(text, built.quiz, built, lesson)
        else:
            yield from _find_in_file(path.relative_to(folder), text, lesson, built)


def _find_in_file(name: Path, text: str, lesson: LessonSource, built: Built) -> Iterator[str]:
    whole = {"cells": [{"id": str(name), "source": text}]}
    yield from (
        leak.replace("cell", "file", 1) for leak in find_leaks(whole, json.loads(built.instructor), lesson.quiz)
    )


def _set_due(course: Course, lesson: str, due: datetime) -> None:
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_assignment(lesson, duedate=due)
