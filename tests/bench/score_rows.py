"""Scoring a million raters, against pandas reading the same file: whole processes, side by side.

Three shapes of the same million rows: one organisation, organisations of ten raters, organisations of one.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from sociable_assessment.model_file import read_model

RATERS = 1_000_000
ROUNDS = 3
SHAPES = {"one organisation": 1, "100,000 organisations": 100_000, "1,000,000 organisations": 1_000_000}
BAR = 3.0
READ = "import sys, pandas; pandas.read_csv(sys.argv[1])"
SCORE = "import sys; from sociable_assessment.command_line import main; main(sys.argv[1:])"


def write_answers(path: Path, raters: int, organisations: int) -> None:
    """Write a table of random answers: options of every rank, some don't know, some blank."""
    model, draw = read_model(), random.Random(1)
    choices = [[*[option.id for option in item.options] * 8, "?", ""] for item in model.items]
    with path.open("w", encoding="utf-8") as file:
        file.write("organisation,rater,department,assessed_on," + ",".join(item.id for item in model.items) + "\n")
        for row in range(raters):
            about = f"Organisation {row % organisations},r{row},{model.departments[row % 8]},2026-09-{1 + row % 28:02d}"
            file.write(",".join([about, *map(draw.choice, choices)]) + "\n")


def measure(arguments: Sequence[str]) -> tuple[float, float]:
    """Run a process; give its seconds and its peak memory in megabytes."""
    start, peak = time.perf_counter(), 0
    process = psutil.Popen([sys.executable, "-c", *arguments], stderr=subprocess.DEVNULL)
    while process.poll() is None:
        try:
            peak = max(peak, process.memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.02)
    return time.perf_counter() - start, peak / 1e6


def run(raters: int = RATERS, rounds: int = ROUNDS) -> list[dict[str, object]]:
    """Measure all shapes.

    Args:
        raters: rows of the table.
        rounds: how often each process runs, turn and turn about.

    Returns:
        A row a shape: medians in seconds, their ratio against its bar, the spread of the ratios, peak memory.
    """
    return [_run(name, min(organisations, raters), raters, rounds) for name, organisations in SHAPES.items()]


def _run(name: str, organisations: int, raters: int, rounds: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        table, result = Path(folder, "answers.csv"), Path(folder, "result.csv")
        write_answers(table, raters, organisations)
        measure([READ, str(table)])  # the file is in the page cache for both from here on
        read, score = [], []
        for _ in range(rounds):
            read.append(measure([READ, str(table)]))
            score.append(measure([SCORE, "score", str(table), "--no-bootstrap", "-o", str(result)]))
            if not result.exists():
                msg = "nothing was scored"
                raise RuntimeError(msg)
    ratios = [mine[0] / theirs[0] for mine, theirs in zip(score, read, strict=True)]
    return {
        "what": f"score {raters:,} raters, {name}, against pandas.read_csv",
        "median s": round(statistics.median(each[0] for each in score), 2),
        "baseline s": round(statistics.median(each[0] for each in read), 2),
        "ratio": round(statistics.median(ratios), 2),
        "spread": f"{min(ratios):.2f}–{max(ratios):.2f}",
        "bar": BAR,
        "peak MB": round(max(each[1] for each in score)),
    }
