"""The files that a session leaves: reports, the result, and in a named session the answers."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

from sociable_assessment.model import Model
from sociable_assessment.report import write_report
from sociable_assessment.report.folder import name_file
from sociable_assessment.response_file import to_data
from sociable_assessment.responses import Responses
from sociable_assessment.result_file import write_entries
from sociable_assessment.workshop.outcome import Outcome, keep_back

KINDS = {
    "html": "text/html; charset=UTF-8",
    "json": "application/json",
    "csv": "text/csv; charset=UTF-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write_file(name: str, model: Model, responses: Responses, outcome: Outcome) -> tuple[str, bytes]:
    """Write one file.

    Args:
        name: one of the files that the session offers.
        model: the full model.
        responses: what was said.
        outcome: what came out.

    Returns:
        What the file shall be called, in plain letters, and what it holds.
    """
    kind, ending = name.split(".")
    with tempfile.TemporaryDirectory() as folder:
        if kind == "report":
            path = write_report(model, [keep_back(outcome.agreed)], Path(folder), [ending])[0]
            return path.name, path.read_bytes()
    if kind == "result":
        text = io.StringIO()
        write_entries(text, [keep_back(outcome.agreed)])
        return f"{name_file(kind, outcome.agreed)}.json", text.getvalue().encode()
    data = json.dumps(to_data(responses), ensure_ascii=False, indent=2)
    return f"{name_file(kind, outcome.agreed)}.json", f"{data}\n".encode()
