"""All lessons run from top to bottom, two at a time: what it takes to see that a course still works.

The baseline is as many kernels that start and end.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

from tests import ROOT

WORKERS = 2
BARS = {5: 60.0, 8: 100.0}  # seconds for the first so many lessons
COMMAND = [sys.executable, "-m", "jupyter", "execute", "--inplace"]


def execute(path: Path) -> None:
    """Run a notebook in a kernel of its own; it must end without an error."""
    subprocess.run([*COMMAND, str(path)], check=True, capture_output=True)


def measure(paths: list[Path]) -> float:
    """Run notebooks, two at a time; gives seconds."""
    start = time.perf_counter()
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(execute, paths))
    return time.perf_counter() - start


def run() -> list[dict[str, object]]:
    """Measure.

    Returns:
        A row for the first five lessons and one for the first eight, in seconds against bars in seconds.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "notebooks")
        shutil.copytree(ROOT / "course" / "notebooks", folder)
        lessons = sorted(folder.glob("*/*.ipynb"))
        empty = [Path(name, f"{place}.ipynb") for place in range(len(lessons))]
        for path in empty:
            nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]), path)
        execute(empty[0])  # compiled, and in the page cache, from here on
        return [_row(lessons[:count], empty[:count], bar) for count, bar in BARS.items() if len(lessons) >= count]


def _row(lessons: list[Path], empty: list[Path], bar: float) -> dict[str, object]:
    baseline, taken = measure(empty), measure(lessons)
    row = {"median s": round(taken, 1), "baseline s": round(baseline, 1), "ratio": round(taken / bar, 2), "bar": 1.0}
    return {"what": f"the first {len(lessons)} lessons, of {bar:g} s (baseline: empty notebooks)", **row}
