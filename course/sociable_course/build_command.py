"""`sociable-course build`: make the notebooks of lessons, or tell whether they are as their sources say."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sociable_assessment.errors import InputError
from sociable_course.builder import Built, build, list_leaks, places, write
from sociable_course.claims import Claim, read_claims
from sociable_course.lesson_source import LessonSource, find_lessons, read_lesson
from sociable_course.minutes import lesson_minutes

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

LESSONS = Path("course", "lessons")
CLAIMS = Path("course", "claims.toml")
_NO_NOTEBOOK = (AttributeError, KeyError, TypeError, ValueError)  # what reading any other JSON, or none, raises
_EPILOG = """examples:
  sociable-course build
  sociable-course build 01_people_not_media --overlay ../private
  sociable-course build --check

Exit status: 0 done; 1 with --check, something differs or gives a secret away; 2 bad input, and nothing written.
"""


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = commands.add_parser(
        "build",
        help="make the lessons' notebooks from their sources",
        description="Make the lessons' notebooks from course/lessons, in the Sociable folder you are in.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="the folders' names (default: all lessons)")
    parser.add_argument("--check", action="store_true", help="write nothing; tell what is out of date or leaks")
    parser.add_argument(
        "--overlay", type=Path, metavar="DIR", help="a private folder of solutions, hidden tests and keys"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Build lessons, or check what was built.

    Args:
        chosen: the parsed arguments.

    Returns:
        0 done, 1 a finding of `--check`.
    """
    lessons = find_sources(chosen.lessons, chosen.overlay)
    root = Path.cwd()
    claims = read_claims(root / CLAIMS)
    built = build_all(lessons, claims)
    if chosen.check:
        return _check(built, lessons, root, every=not chosen.lessons)
    for each, lesson in zip(built, lessons, strict=True):
        changed = [str(path.relative_to(root)) for path in write(each, root)]
        minutes = f"{lesson_minutes(lesson):.0f} of {lesson.objectives.minutes:g} minutes"
        print(f"{each.lesson}: {minutes}; {', '.join(changed) or 'nothing has changed'}")
    return 0


def find_sources(wanted: list[str], overlays: Path | None = None) -> list[LessonSource]:
    """Read lessons of the checkout that the command is run in.

    Args:
        wanted: ids of lessons; none means all.
        overlays: a private folder of overlays, or None.

    Returns:
        The lessons, in order.

    Raises:
        InputError: this is no checkout, or a lesson's file has faults.
        UnknownNameError: a lesson does not exist.
    """
    root = Path.cwd()
    if not (root / LESSONS).is_dir():
        raise InputError(str(root), [f"it has no {LESSONS}; work in the folder that holds Sociable's README"])
    return [read_lesson(folder, overlays) for folder in find_lessons(root / LESSONS, wanted)]


def build_all(lessons: Sequence[LessonSource], claims: Sequence[Claim]) -> list[Built]:
    """Build lessons, and report what is wrong with all of them together.

    Args:
        lessons: the lessons.
        claims: all claims of the course.

    Returns:
        What was built.

    Raises:
        InputError: lessons break rules; all of them are named.
    """
    built: list[Built] = []
    faults: list[str] = []
    for lesson in lessons:
        try:
            built.append(build(lesson, claims))
        except InputError as error:
            faults += [f"{error.source}: {fault}" for fault in error.faults]
    if faults:
        source = "course/lessons"
        raise InputError(source, faults)
    return built


def _check(built: Sequence[Built], lessons: Sequence[LessonSource], root: Path, *, every: bool) -> int:
    findings: list[str] = []
    for each, lesson in zip(built, lessons, strict=True):
        findings += find_drift(each, lesson, root)
    if every:
        findings += find_strangers(built, root)
    print("\n".join([*findings, "Run: make build"] if findings else [f"{len(built)} lessons are as their sources say"]))
    return 1 if findings else 0


def find_drift(built: Built, lesson: LessonSource, root: Path) -> list[str]:
    """Find where committed files are not what the lesson makes, and what they give away.

    Args:
        built: what the lesson makes.
        lesson: the lesson.
        root: the checkout.

    Returns:
        One sentence a finding.
    """
    findings: list[str] = []
    texts: list[str] = []
    for path, text in places(built, root).items():
        found = path.read_text("utf-8") if path.is_file() else ""
        texts.append(found)
        if found != text:
            state = "differs from its source" if found else "is missing"
            findings.append(f"{path.relative_to(root)}{_first_cell(found, text)} {state}")
    try:
        return findings + list_leaks(texts[0] or built.learner, texts[1] or built.quiz, built, lesson)
    except _NO_NOTEBOOK:  # it differs, which has been said; what stands in it can't be read
        return findings


def _first_cell(found: str, made: str) -> str:
    """Name the first cell of a notebook that differs."""
    try:
        pairs = zip(json.loads(found)["cells"], json.loads(made)["cells"], strict=False)
        return next((f", cell '{new['id']}'," for old, new in pairs if old != new), "")
    except _NO_NOTEBOOK:
        return ""


def find_strangers(built: Sequence[Built], root: Path) -> list[str]:
    """Find notebooks and quizzes without a lesson.

    Args:
        built: what all lessons make.
        root: the checkout.

    Returns:
        One sentence a finding.
    """
    made = {path for each in built for path in places(each, root)}
    course = root / "course"
    found = [*course.glob("notebooks/*/*.ipynb"), *course.glob("sociable_course/quizzes/*.json")]
    return [f"{path.relative_to(root)} has no lesson" for path in sorted(found) if path not in made]
