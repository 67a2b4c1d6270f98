"""Lesson 01 as an assignment, and honest submissions of it: by code and without, right, wrong and not at all."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

from sociable_course.answers import Answer, dump_answers
from sociable_course.builder import NBGRADER, make_notebook, to_text
from sociable_course.lesson_source import read_lesson
from tests import ROOT
from tests.grading.run.course import CourseFolder, fill

LESSON = "01_people_not_media"
KEYS = tomllib.loads((ROOT / "grading" / "answers" / f"{LESSON}.toml").read_text(encoding="utf-8"))
STUB = NBGRADER["ClearSolutions"]["code_stub"]["python"]


TUNED = """
c.Execute.shutdown_kernel = "immediate"
c.Execute.extra_arguments = ["--IPKernelApp.exec_lines=__import__('sys').modules.setdefault('rfc3987_syntax', None)"]
"""


def build(folder: Path, settings: str = "") -> CourseFolder:
    """Make a course of lesson 01, released; settings of nbgrader's may be added."""
    course = CourseFolder(folder)
    config = (
        f"{(folder / 'nbgrader_config.py').read_text()}c.ClearSolutions.code_stub = {{'python': {STUB!r}}}\n{settings}"
    )
    (folder / "nbgrader_config.py").write_text(config)
    lesson = read_lesson(ROOT / "course" / "lessons" / LESSON, None)
    course.add(LESSON, json.loads(to_text(make_notebook(lesson))), {})
    return course


def saved(**given: tuple[str, object]) -> str:
    """An answers.json: by the part's id, its kind and value."""
    at = "2026-11-22T10:00:00Z"
    answers = {name.replace("_", "-"): Answer(kind, value, (value,), at) for name, (kind, value) in given.items()}
    return dump_answers(answers, LESSON)


def honest(count: int) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Make honest submissions, each different: a name, what stands in cells, files beside the notebook."""
    lines = [
        'top_fifth = 100 * club["ties"].nlargest(7).sum() / club["ties"].sum()',
        'top_fifth = 100 * club["ties"].sort_values(ascending=False).head(7).sum() / 156',
        'top_fifth = 100 * club["ties"].nlargest(7).sum() / 78',
        'top_fifth = 100 * club["ties"].nlargest(5).sum() / club["ties"].sum()',
        'top_fifth = club["ties"].nlargest(7).sum() / club["ties"].sum()',
        "top_fifth = 48.7",
        "top_fifth = 7 / 34 * 100",
        "top_fifth = club.tie.sum()",
        "print('I do not know')\ntop_fifth = None",
    ]
    for number in range(count):
        text = {"offer": ("text", f"Who: the {340 + number} fitters who install our couplings. " * 10)}
        name = f"learner{number:03d}"
        if number % 10 == 9:
            value = (48.7, 97.4, 41.0, 48.5)[number // 10 % 4]
            yield name, {}, {"answers.json": saved(**text, top_fifth=("number", value))}
        else:
            code = f"{lines[number % 10]}  # try {number}"
            yield name, {"top-fifth": code}, {"answers.json": saved(**text)} if number % 3 else {}


def hand_in(course: CourseFolder, count: int) -> list[str]:
    """Hand in honest submissions of lesson 01, and give the learners' names."""
    released = course.released(LESSON)
    names = []
    for name, code, files in honest(count):
        course.hand_in(LESSON, name, fill(released, code), files)
        names.append(name)
    return names
