"""Measure speed against the bars we set: `make bench`, or `make bench ARGS=click_to_map` for one of them.

Exit status: 0 when every bar is met, 1 when one is not.
"""

from __future__ import annotations

import math
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # started as a script

BENCHES = (
    "score_rows",
    "write_report",
    "click_to_map",
    "open_app",
    "portfolio_map",
    "run_lessons",
    "grade",
    "grade_400",
    "workshop",
)
COLUMNS = ("ratio", "bar", "spread", "median s", "baseline s", "peak MB")


def main(names: list[str]) -> int:
    """Run the benches named, or all, and print a row for each figure."""
    met = True
    print("  ".join(f"{column:>11}" for column in COLUMNS))
    for name in names or BENCHES:
        for row in import_module(f"tests.bench.{name}").run():
            met &= row["ratio"] <= row.get("bar", math.inf)
            print("  ".join(f"{row.get(column, '')!s:>11}" for column in COLUMNS), f" {row['what']}", flush=True)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
