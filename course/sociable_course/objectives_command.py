"""`sociable-course objectives`: what checks each objective, for how many points, and what is right."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sociable_course.answer_key import tell_answer
from sociable_course.build_command import find_sources
from sociable_course.lesson_cells import SOLUTION, split_region
from sociable_course.lesson_source import LessonSource
from sociable_course.objectives import Objective

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_EPILOG = """examples:
  sociable-course objectives
  sociable-course objectives 01_people_not_media --answers
"""


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = commands.add_parser(
        "objectives",
        help="list what checks each objective, for how many points",
        description="List each lesson's objectives, what checks them and for how many points, as Markdown tables.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="the folders' names (default: all lessons)")
    parser.add_argument("--answers", action="store_true", help="what is right in each question, too")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the objectives of lessons.

    Args:
        chosen: the parsed arguments.

    Returns:
        0.
    """
    for lesson in find_sources(chosen.lessons):
        print("\n".join(list_objectives(lesson)), end="\n\n")
        if chosen.answers:
            print("\n".join(list_answers(lesson)), end="\n\n")
    return 0


def list_objectives(lesson: LessonSource) -> Iterator[str]:
    """List what checks each objective of a lesson.

    Args:
        lesson: the lesson.

    Yields:
        The lines of a heading and a table, in Markdown.
    """
    total = sum(part.points for part in lesson.quiz.parts.values())
    about = lesson.objectives
    yield from (f"## {lesson.id}: {about.title}", "", f"{about.minutes:g} minutes alone, {total:g} points.", "")
    yield from ("| Objective | Checked by |", "|---|---|")
    for objective in about.objectives:
        yield f"| {objective.text} | {_tell_checks(objective, lesson)} |"


def _tell_checks(objective: Objective, lesson: LessonSource) -> str:
    kinds = {part.id: [part.kind] for part in lesson.quiz.parts.values()}
    points = {cell.id: cell.nbgrader.get("points") for cell in lesson.cells if cell.nbgrader}
    points |= {part.id: part.points for part in lesson.quiz.parts.values()}
    marked = {name: _say_points(points[name]) for name in objective.checked_by}
    told = {name: ", ".join([*kinds.get(name, []), *marked[name]]) for name in objective.checked_by}
    return "; ".join(f"`{name}` ({words})" for name, words in told.items())


def _say_points(points: float | None) -> list[str]:
    return [f"{points:g} point" if points == 1 else f"{points:g} points"] if points else []


def list_answers(lesson: LessonSource) -> Iterator[str]:
    """List what is right in a lesson, in the order in which it asks.

    Args:
        lesson: the lesson.

    Yields:
        The lines of a table, in Markdown.
    """
    yield from ("| Asked | Points | Right |", "|---|---|---|")
    for cell in lesson.cells:
        for part in lesson.parts_of(cell):
            yield _row(f"`{part.id}`, {part.kind}", f"{part.points:g}" if part.points else "–", tell_answer(part))
        if cell.is_("solution"):
            lines = split_region(cell.source, SOLUTION)[1].splitlines()
            yield _row(f"`{cell.id}`, code", "", "; ".join(f"`{line.strip()}`" for line in lines))


def _row(*texts: str) -> str:
    r"""Write a row of a table, each cell in one line.

    >>> _row("a | b", "two  words")
    '| a \\| b | two words |'
    """
    cells = [" ".join(text.replace("|", "\\|").split()) for text in texts]
    return f"| {' | '.join(cells)} |"
