"""Grading 40 different submissions of lesson 01: `sociable-grade run` against `nbgrader autograde`.

Whole commands, side by side, two workers, isolation on, outputs captured, gradebook and notebooks written. Both find
compiled modules in one place of their own. The baseline runs the first few of the class, and its time for all of
them is reckoned from that: each submission costs it the same.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from tests.grading.run import lesson_one
from tests.grading.run.course import CourseFolder, environment
from tests.grading.run.lesson_one import LESSON

COMMAND = "import sys; from sociable_grading.command_line import main; sys.exit(main())"  # as `sociable-grade` does
CLASS = 40
BAR = 1 / 20
MOST_MEGABYTES = 250
_LOOK_EVERY = 1.0  # seconds; each look at a process takes it milliseconds


def _environment(folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in environment().items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def measure(arguments: Sequence[str], course: CourseFolder, folder: Path) -> tuple[float, dict[str, float]]:
    """Run Python in the course; give its seconds, and the most megabytes of it and of the zygote."""
    start, peaks = time.perf_counter(), {"parent": 0.0, "zygote": 0.0}
    command = [sys.executable, *arguments]
    process = psutil.Popen(
        command, cwd=course.folder, env=_environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    while _runs(process):
        for name, found in _family(process):
            peaks[name] = max(peaks[name], found)
    if process.returncode not in (0, 1):
        raise RuntimeError(process.stderr.read().decode())
    return time.perf_counter() - start, peaks


def _runs(process: psutil.Popen) -> bool:
    """Wait a while; tell whether it still runs."""
    try:
        process.wait(_LOOK_EVERY)
    except psutil.TimeoutExpired:
        return True
    return False


def _family(process: psutil.Process) -> list[tuple[str, float]]:
    """Give the parent's and the zygote's memory: what is theirs alone, and their share of the rest."""
    try:
        stub = process.children()
        zygotes = stub[0].children() if stub else []
        named = [("parent", process), *(("zygote", each) for each in zygotes[:1])]
        return [(name, each.memory_full_info().pss / 1e6) for name, each in named]
    except (psutil.Error, IndexError):
        return []


def run(students: int = CLASS, bar: float = BAR, baseline: int = 10) -> list[dict[str, object]]:
    """Measure.

    Args:
        students: how many hand in.
        bar: the most that our time may be of nbgrader's.
        baseline: how many of them nbgrader grades.

    Returns:
        A row with the ratio, ours to nbgrader's; one a level of tests; one with the memory.
    """
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:  # a submission has a /tmp of its own
        return _run(Path(name), students, bar, baseline)


def _run(folder: Path, students: int, bar: float, baseline: int) -> list[dict[str, object]]:
    theirs = lesson_one.build(folder / "theirs")
    lesson_one.hand_in(theirs, baseline)
    ours = CourseFolder(folder / "ours")
    shutil.copytree(theirs.folder, ours.folder, dirs_exist_ok=True)
    one = ["-m", "nbgrader", "autograde", LESSON, "--student", "learner000"]
    mine = ["-c", COMMAND, "run", LESSON, "--workers", "2"]
    measure(one, theirs, folder)  # compiled and in the page cache for both from here on
    measure([*mine, "--student", "learner000"], ours, folder)
    alone, _ = measure([*one, "--force"], theirs, folder)
    all_, _ = measure(["-m", "nbgrader", "autograde", LESSON, "--force"], theirs, folder)
    each = (all_ - alone) / (baseline - 1)
    stock = alone + each * (students - 1)
    lesson_one.hand_in(ours, students)
    taken, peaks = measure([*mine, "--again"], ours, folder)
    what = f"grade {students} submissions, tests split, against nbgrader autograde (reckoned from {baseline} of them)"
    rows = [_row(what, taken, stock, bar)]
    for level in ("guarded", "plain"):
        lower, _ = measure([*mine, "--again", "--level", level], ours, folder)
        rows.append(_row(f"likewise, tests {level}", lower, stock, None))
    memory = max(peaks.values())
    what = f"memory of parent ({peaks['parent']:.0f} MB) and zygote ({peaks['zygote']:.0f} MB), of {MOST_MEGABYTES} MB"
    rows.append({"what": what, "ratio": round(memory / MOST_MEGABYTES, 2), "bar": 1.0, "peak MB": round(memory)})
    return rows


def _row(what: str, taken: float, stock: float, bar: float | None) -> dict[str, object]:
    row = {"median s": round(taken, 1), "baseline s": round(stock, 1), "ratio": round(taken / stock, 4)}
    return {"what": f"{what}: {stock / taken:.1f} times faster", **row, **({"bar": round(bar, 4)} if bar else {})}
