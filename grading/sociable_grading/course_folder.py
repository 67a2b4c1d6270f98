"""Where a course lies, and nbgrader's view of it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError
from sociable_course.grading_extra import load_tool

CONFIG = "nbgrader_config.py"


@dataclass(frozen=True, slots=True)
class Course:
    """The folder of Sociable that one works in. `settings` are nbgrader's, as `grading/nbgrader_config.py` has them."""

    root: Path
    settings: Any

    @property
    def grading(self) -> Path:
        """The folder that is nbgrader's course."""
        return self.root / "grading"

    @property
    def lessons(self) -> Path:
        """The folder of the lessons' sources."""
        return self.root / "course" / "lessons"

    def step(self, step: str, student: str, assignment: str) -> Path:
        """Give the folder of one of nbgrader's steps, such as `submitted`."""
        return self.grading / step / student / assignment

    @property
    def db_url(self) -> str:
        """The gradebook's address."""
        return str(self.settings.CourseDirectory.get("db_url") or f"sqlite:///{self.grading / 'gradebook.db'}")

    @property
    def exchange(self) -> str:
        """The folder through which nbgrader hands out and takes in; "" where none is set."""
        return str(self.settings.Exchange.get("root", ""))


def find_course(folder: Path) -> Course:
    """Find the course in the folder that one works in.

    Args:
        folder: the folder `grading`, as for nbgrader, or the one above it.

    Returns:
        The course.

    Raises:
        InputError: it is no course, or its settings can't be read.
        MissingToolError: nbgrader is not installed.
    """
    root = folder.absolute().parent if (folder / CONFIG).is_file() else folder.absolute()
    missing = [name for name in ("course/lessons", f"grading/{CONFIG}") if not (root / name).exists()]
    if missing:
        advice = "work in Sociable's folder grading, or in the one above, which holds the README"
        raise InputError(str(root), [f"it has no {name}; {advice}" for name in missing])
    loader = load_tool("traitlets.config.loader")
    try:
        settings = loader.PyFileConfigLoader(CONFIG, path=str(root / "grading")).load_config()
    except Exception as error:  # noqa: BLE001 - whatever an edited file of settings may raise
        raise InputError(str(root / "grading" / CONFIG), [f"it can't be read: {error}"]) from None
    return Course(root, settings)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep nbgrader's and SQLAlchemy's warnings, which no instructor can act on, from the terminal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def open_gradebook(course: Course) -> Iterator[Any]:
    """Open nbgrader's gradebook.

    Args:
        course: the course.

    Yields:
        nbgrader's `Gradebook`.
    """
    with quiet(), load_tool("nbgrader.api").Gradebook(course.db_url, "sociable") as gradebook:
        yield gradebook


def call_nbgrader(course: Course, action: str, *arguments: Any, **options: Any) -> None:
    """Do one of nbgrader's steps, in this process: a command of its own costs two seconds more.

    Args:
        course: the course.
        action: a method of nbgrader's API, such as `generate_assignment`.
        arguments: the method's.
        options: the method's.

    Raises:
        InputError: nbgrader could not do it; with the end of what it said.
    """
    with quiet():
        api = load_tool("nbgrader.apps.api").NbGraderAPI(config=course.settings, log_level=30)
        done = getattr(api, action)(*arguments, **options)
    if not done["success"]:
        said = [*(done.get("log") or "").splitlines(), *(done.get("error") or "").splitlines()]
        told = [line for line in said if line.strip()][-6:]
        source = f"nbgrader {action}"
        raise InputError(source, told or ["it failed, and said nothing"])
