"""The secret under which feedback lies in nbgrader's exchange: `nbgrader release_feedback` stops without one.

`nbgrader submit` makes it; work that came through a learning platform has none, and our run copies no stray file.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

_NAME = "submission_secret.txt"


def fill_secrets(assignment: str, **_: Any) -> None:
    """Put a secret beside each learner's feedback: the one of their submission, or a fresh one. nbgrader calls it.

    Args:
        assignment: the assignment; the course's folder is the current one.
    """
    for page in Path("feedback").glob(f"*/{assignment}/*.html"):
        place, student = page.with_name(_NAME), page.parents[1].name
        submitted = Path("submitted", student, assignment, _NAME)
        if not place.exists():
            secret = submitted.read_text("utf-8") if submitted.is_file() else secrets.token_hex(32)
            place.write_text(secret, encoding="utf-8")
