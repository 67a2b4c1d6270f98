"""The lesson that the builder's tests build, and faults planted in it."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

from sociable_assessment.errors import InputError
from sociable_course.builder import Built, build
from sociable_course.claims import read_claims
from sociable_course.lesson_source import LessonSource, read_lesson
from sociable_course.lint import find_lint

FIXTURES = Path(__file__).parent / "fixture_lessons"
LESSON = "90_garden"
OVERLAY = FIXTURES / "overlay"
CLAIMS = read_claims(FIXTURES / "claims.toml")


def read_garden(overlays: Path | None = None) -> LessonSource:
    """Read the fixture lesson as it is."""
    return read_lesson(FIXTURES / "lessons" / LESSON, overlays)


def build_garden(overlays: Path | None = None) -> Built:
    """Build the fixture lesson as it is."""
    return build(read_garden(overlays), CLAIMS)


def make_checkout(folder: Path) -> Path:
    """Lay out a checkout whose only lesson is the fixture's; gives the lesson's folder."""
    shutil.copytree(FIXTURES / "lessons", folder / "course" / "lessons")
    shutil.copy(FIXTURES / "claims.toml", folder / "course" / "claims.toml")
    return folder / "course" / "lessons" / LESSON


def plant(path: Path, old: str, new: str) -> None:
    """Change one place of a sound file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def find_faults(folder: Path) -> list[str]:
    """Find what is wrong with a lesson, whichever step finds it."""
    try:
        return find_lint(read_lesson(folder), CLAIMS)
    except InputError as error:
        return list(error.faults)


def read_faults(name: str) -> dict[str, list[str]]:
    """Read a table of planted faults."""
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
