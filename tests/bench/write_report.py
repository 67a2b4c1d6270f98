"""A report on 14 raters, all five formats, as a whole process: what someone waits for after typing the command.

The baseline is the same process with HTML alone.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
from pathlib import Path

from sociable_assessment.model_file import read_model
from sociable_assessment.responses import Answer, Organisation, Rater, Responses
from sociable_assessment.result import describe
from sociable_assessment.result_file import write_entries
from tests.bench.score_rows import measure

RATERS = 14
ROUNDS = 5
BAR = 3.0  # seconds
COMMAND = "import sys; from sociable_assessment.command_line import main; main(sys.argv[1:])"


def write_result(path: Path) -> None:
    """Write the result of 14 people who answer at random, each with evidence for half of the questions."""
    model, draw = read_model(), random.Random(1)
    raters = []
    for n in range(RATERS):
        answers = {
            item.id: Answer(option=draw.choice(item.options).id, evidence=f"Seen by {n} in {item.title}." * (n % 2))
            for item in model.items
        }
        raters.append(Rater(f"r{n}", answers, department=model.departments[n % 3]))
    with path.open("w", encoding="utf-8") as file:
        write_entries(file, [describe(model, Responses(Organisation("Bench"), tuple(raters), wave="2026"))])


def run(rounds: int = ROUNDS) -> list[dict[str, object]]:
    """Measure the command.

    Args:
        rounds: how often each process runs, turn and turn about.

    Returns:
        A row: medians in seconds, against a bar in seconds.
    """
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "result.json")
        os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(folder, "bytecode"))}
        write_result(result)
        report = [COMMAND, "report", str(result), "--replace", "-o"]
        measure([*report, str(Path(folder, "first"))])  # compiled from here on, as for a user's second run
        page, whole = [], []
        for _ in range(rounds):
            page.append(measure([*report, str(Path(folder, "page")), "--format", "html"]))
            whole.append(measure([*report, str(Path(folder, "whole"))]))
        if len(list(Path(folder, "whole").iterdir())) != len(("html", "xlsx", "docx", "csv", "json")):
            sys.exit("not every format was written")
    seconds = [each[0] for each in whole]
    return [
        {
            "what": f"report for {RATERS} raters, all formats, whole process, in seconds (baseline: HTML alone)",
            "median s": round(statistics.median(seconds), 2),
            "baseline s": round(statistics.median(each[0] for each in page), 2),
            "ratio": round(statistics.median(seconds), 2),
            "spread": f"{min(seconds):.2f}–{max(seconds):.2f}",
            "bar": BAR,
            "peak MB": round(max(each[1] for each in whole)),
        }
    ]
