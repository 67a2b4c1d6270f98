"""What learners handed in: found in nbgrader's folder `submitted`, read, and known by a digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError
from sociable_course.answers import NAME as ANSWERS
from sociable_course.answers import dump_answers, parse_answers
from sociable_grading.run.limits import Limits
from sociable_grading.run.plan import Plan, read_files
from sociable_grading.run.sanitising import NoNotebookError, sanitise
from sociable_grading.run.sitting import Handed

_MOST_NOTEBOOK = 100_000_000
_TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True, slots=True)
class Submission:
    """One learner's folder, read: the notebook's bytes, the files beside it, and when it was handed in.

    `fault` says why there is no notebook.
    """

    student: str
    notebook: bytes
    files: Mapping[str, bytes]
    handed_in: datetime | None
    remarks: tuple[str, ...] = ()
    fault: str = ""


def find_students(coursedir: Any, assignment: str, student: str = "*") -> list[str]:
    """Find who handed in an assignment.

    Args:
        coursedir: nbgrader's.
        assignment: its name.
        student: a pattern.

    Returns:
        Students' ids, in order; any name that a folder can have.
    """
    marker = "\N{OBJECT REPLACEMENT CHARACTER}"
    pattern = Path(coursedir.format_path(coursedir.submitted_directory, marker, assignment))
    depth = next(place for place, part in enumerate(pattern.parts) if marker in part)
    base, rest = Path(*pattern.parts[:depth]), pattern.parts[depth + 1 :]
    if not base.is_dir():
        return []
    found = [path.name for path in base.iterdir() if path.joinpath(*rest).is_dir() and not path.name.startswith(".")]
    return sorted(name for name in found if student in ("*", name))


def read_submission(coursedir: Any, plan: Plan, student: str) -> Submission:
    """Read what a learner handed in.

    Args:
        coursedir: nbgrader's.
        plan: what is graded.
        student: whose.

    Returns:
        The submission; a folder without a notebook gives one with a fault.
    """
    folder = Path(coursedir.format_path(coursedir.submitted_directory, student, plan.assignment))
    remarks: list[str] = []
    try:
        notebook, fault = _find_notebook(folder, plan, remarks), ""
    except InputError as error:
        notebook, fault = b"", error.faults[0]
    try:
        handed_in = coursedir.get_existing_timestamp(str(folder))
    except (Exception, SystemExit):  # noqa: BLE001 - nbgrader ends its own program over a bad date
        handed_in = None
        remarks.append(f"{_TIMESTAMP} can't be read")
    files = {name: data for name, data in read_files(folder, coursedir.ignore).items() if name != _TIMESTAMP}
    return Submission(student, notebook, files, handed_in, tuple(remarks), fault)


def _find_notebook(folder: Path, plan: Plan, remarks: list[str]) -> bytes:
    path = folder / f"{plan.name}.ipynb"
    if not path.is_file() or path.is_symlink():
        others = [each for each in sorted(folder.glob("*.ipynb")) if each.is_file() and not each.is_symlink()]
        if len(others) != 1:
            names = ", ".join(each.name for each in others[:5])
            fault = f"there is no {path.name}" + (f", but {len(others)} others: {names}" if others else "")
            raise InputError(str(folder), [fault])
        [path] = others
        remarks.append(f"the notebook was called '{path.name}'")
    if path.stat().st_size > _MOST_NOTEBOOK:
        raise InputError(str(folder), [f"the notebook has {path.stat().st_size:,} bytes"])
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(str(folder), [f"the notebook can't be read: {error.strerror}"]) from None


def prepare(submission: Submission, plan: Plan) -> tuple[Handed, list[str]]:
    """Make a submission ready to run.

    Args:
        submission: what was handed in.
        plan: what is graded.

    Returns:
        What a sitting works on; reasons to hold it.

    Raises:
        NoNotebookError: there is nothing to run.
    """
    if submission.fault:
        raise NoNotebookError(submission.fault)
    sanitised = sanitise(submission.notebook, plan)
    sanitised.remarks[:0] = submission.remarks
    reasons: list[str] = []
    answers = _read_answers(submission, plan, reasons)
    return Handed(sanitised, submission.files, answers), reasons


def _read_answers(submission: Submission, plan: Plan, reasons: list[str]) -> bytes | None:
    """Give the answers as trusted code writes them; what can't be taken is a reason for a person to look."""
    data = submission.files.get(ANSWERS)
    if data is None:
        return None
    try:
        return dump_answers(parse_answers(data, plan.name), plan.name).encode()
    except InputError as error:
        more = f" and {len(error.faults) - 2} more" if len(error.faults) > 2 else ""  # noqa: PLR2004 - the first two
        reasons.append(f"{ANSWERS} can't be taken: {'; '.join(error.faults[:2])}{more}")
    except (ValueError, RecursionError, OverflowError) as error:
        reasons.append(f"{ANSWERS} can't be taken: {str(error)[:200]}")
    return None


def digest(submission: Submission, plan: Plan, limits: Limits, *, isolated: bool) -> str:
    """Give what stands for everything that a grade hangs on.

    Args:
        submission: what was handed in.
        plan: what is graded.
        limits: what it may use.
        isolated: whether it runs behind walls.

    Returns:
        A hash.
    """
    found = hashlib.sha256()
    for part in _parts(submission, plan, limits, isolated=isolated):
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


def _parts(submission: Submission, plan: Plan, limits: Limits, *, isolated: bool) -> Iterator[bytes]:
    settings = {"limits": asdict(limits), "isolated": isolated, "at": str(submission.handed_in)}
    cells = {name: [cell.source, cell.points, cell.level] for name, cell in plan.cells.items()}
    yield json.dumps([settings, cells, submission.fault], sort_keys=True).encode()
    yield plan.notebook.encode()
    yield submission.notebook
    for files in (plan.files, submission.files):
        for name, data in sorted(files.items()):
            yield name.encode("utf-8", "surrogateescape")
            yield data
