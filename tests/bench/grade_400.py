"""Grading 400 submissions of lesson 01: `make bench ARGS=grade_400`."""

from __future__ import annotations

from tests.bench import grade

CLASS = 400


def run() -> list[dict[str, object]]:
    """Measure; see `grade`."""
    return grade.run(CLASS, 6)
