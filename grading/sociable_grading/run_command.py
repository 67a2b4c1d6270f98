"""`sociable-grade run`: grade what was handed in."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError, SociableError
from sociable_course.grading_extra import load_tool
from sociable_grading.parsers import Commands, add_command
from sociable_grading.run.limits import SELDOM, Limits
from sociable_grading.run.sandbox import Walls, find_walls
from sociable_grading.run.zygote_process import ZygoteProcess
from sociable_grading.verdicts import GRADED, LEVELS, SPLIT, Verdict

_NUMBERS = {
    "seconds": "a cell's time",
    "total": "all cells' time together",
    "memory": "what a process may reserve, in MB",
    "processes": "how many processes and threads",
    "disk": "all files together, in MB",
    "file-size": "one file, in MB",
    "output": "what a cell may show, in MB",
}
_CONFIG = "nbgrader_config.py"
_NBGRADER = "nbgrader"
_SLOW = "rfc3987_syntax"  # jsonschema takes 0.9 s to import it, for a check of IRIs; it does without
_EPILOG = """examples:
  sociable-grade run 01_people_not_media
  sociable-grade run 01_people_not_media --student ann --again --seconds 60

Stop it whenever you like: started again, it goes on where it was.
Exit status: 0 all graded; 1 some are held or not graded; 2 bad input, or a machine that can't isolate.
"""


class NoWallsError(SociableError):
    """This machine can't keep a learner's code from everything else."""


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = add_command(
        commands,
        "run",
        run,
        help="grade what was handed in",
        description="Run and grade what was handed in, in the course folder you are in: it has nbgrader_config.py.",
        epilog=_EPILOG,
    )
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="the assignment's name")
    parser.add_argument("--student", default="*", metavar="ID", help="one student only")
    parser.add_argument("--again", action="store_true", help="also those that are graded already")
    parser.add_argument("--workers", type=int, metavar="N", help="how many at a time (default: one a core)")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course folder")
    parser.add_argument(
        "--no-isolation",
        action="store_true",
        help="run learners' code with your own rights, and record that: for code you have read",
    )
    parser.add_argument(
        "--level", choices=LEVELS[:3], default=SPLIT, help="run tests at this level, or a weaker one where it must be"
    )
    defaults = Limits()
    for name, what in _NUMBERS.items():
        usual = getattr(defaults, name.replace("-", "_"))
        parser.add_argument(f"--{name}", type=type(usual), default=usual, metavar="N", help=f"{what} ({usual:g})")


def run(chosen: argparse.Namespace) -> int:
    """Grade what was handed in.

    Args:
        chosen: the parsed arguments.

    Returns:
        0 when all is graded, 1 when some is held or not graded.
    """
    gc.set_threshold(*SELDOM)
    limits = Limits(**{name.replace("-", "_"): getattr(chosen, name.replace("-", "_")) for name in _NUMBERS})
    walls = _walls(isolated=not chosen.no_isolation)
    zygote = ZygoteProcess(walls, limits)  # it imports what it needs while this process does
    try:
        _import_lightly()
        coursedir = open_course(chosen.course)
        gradebook = load_tool("nbgrader.api").Gradebook(coursedir.db_url, coursedir.course_id or "default_course")
        try:
            return _grade(chosen, coursedir, gradebook, zygote)
        finally:
            gradebook.close()
    finally:
        zygote.close()


def _import_lightly() -> None:
    """Leave out of nbgrader what only a server needs: its package imports Jupyter Server, its tables don't."""
    sys.modules.setdefault(_SLOW, None)  # type: ignore[arg-type] # so that importing it fails at once
    spec = find_spec(_NBGRADER)
    if spec is not None and _NBGRADER not in sys.modules:
        sys.modules[_NBGRADER] = module_from_spec(spec)


def _grade(chosen: argparse.Namespace, coursedir: Any, gradebook: Any, zygote: ZygoteProcess) -> int:
    from sociable_grading.run.session import Order, Session

    workers = max(1, chosen.workers or os.cpu_count() or 1)
    order = Order(chosen.assignment, chosen.student, chosen.again, chosen.level, workers)
    session = Session(coursedir, gradebook, zygote, order)
    verdicts = list(_show(session.verdicts(), session.total))
    return _sum_up(verdicts, session.finished, session.remarks() if verdicts else [])


def _walls(*, isolated: bool) -> Walls:
    if not sys.platform.startswith("linux"):
        msg = "this command needs Linux; 'nbgrader autograde' grades elsewhere, with no isolation"
        raise NoWallsError(msg)
    if not isolated:
        return Walls(isolated=False, root=False)
    walls = find_walls()
    if not walls.isolated:
        msg = (
            "this machine allows neither root nor an ordinary user to make namespaces, so a learner's code would run "
            "with all your rights.\nRun it elsewhere, or, for code that you have read, with --no-isolation"
        )
        raise NoWallsError(msg)
    return walls


def open_course(folder: Path) -> Any:
    """Open a course folder as nbgrader would.

    Args:
        folder: where nbgrader_config.py stands, or the folder `grading` that has it.

    Returns:
        nbgrader's CourseDirectory.

    Raises:
        InputError: there is no such file.
    """
    places = [folder.resolve() / part / _CONFIG for part in ("", "grading")]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        raise InputError(str(folder), [f"it has no {_CONFIG}, nor has grading/; work in the course folder"])
    loader = load_tool("traitlets.config").PyFileConfigLoader(path.name, path=str(path.parent))
    config = loader.load_config()
    if not config.CourseDirectory.root:
        config.CourseDirectory.root = str(path.parent)
    return load_tool("nbgrader.coursedir").CourseDirectory(config=config)


def _show(verdicts: Iterator[Verdict], total: int) -> Iterator[Verdict]:
    """Pass verdicts on, with a bar where somebody is looking."""
    from tqdm import tqdm

    with tqdm(total=total, unit="submission", disable=None, leave=False) as bar:
        for verdict in verdicts:
            if verdict.stands != GRADED:
                bar.write(f"{verdict.student}: {verdict}")
            bar.update()
            yield verdict


def _sum_up(verdicts: list[Verdict], finished: int, told: list[str]) -> int:
    counts = Counter(verdict.stands for verdict in verdicts)
    parts = [f"{count} {state}" for state, count in counts.items()] or ["nothing to do"]
    if finished:
        parts.append(f"{finished} finished before")
    print("; ".join(parts))
    for each in filter(None, told):
        print(each)
    if any(not verdict.isolated for verdict in verdicts):
        print("WITHOUT ISOLATION: recorded with each of these")
    return 0 if set(counts) <= {GRADED} else 1
